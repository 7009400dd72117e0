"""An act held against the files of its bundle: the decision made again, what it says of it, and whose it was to act."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from gonogo.model.approval import Act, Correction, Decision, KeyRotated
from gonogo.model.diagnostic import InternalError
from gonogo.record.approve import Statement
from gonogo.record.canonical import canonical
from gonogo.record.verify import Finding, State

MOST = 10
# What a decision comes to, as against how it is worded: by list of the document, the keys that count.
ESSENCE = {
    "decisions": ("id", "outcome", "rule", "to"),
    "criteria": ("id", "verdict", "rule"),
    "risks": ("id", "state", "controls"),
    "controls": ("id", "state", "rule"),
    "waivers": ("id", "criterion", "effect"),
    "obligations": ("id", "owner", "due", "state"),
    "firings": ("layer", "rule", "derives"),
}


def compared(kept: bytes, again: bytes) -> Iterator[Finding]:
    """The same, byte for byte; or what differs, and whether that is only how another engine words it."""
    if kept == again:
        yield Finding(State.HOLDS, "decision", "deciding again on these files gives the same decision, byte for byte")
        return
    try:
        before, after = json.loads(kept), json.loads(again)
        engine, here = str(before["engine"]), str(after["engine"])
    except (ValueError, KeyError, TypeError, RecursionError):
        yield Finding(State.FAILS, "decision", "the decision that was kept cannot be read")
        return
    odd = list(differences(before, after))
    if engine == here:
        yield Finding(State.FAILS, "decision", "deciding again on these files gives another decision than was kept")
        yield from (Finding(State.FAILS, "decision", one) for one in odd[:MOST])
        return
    weighty = list(differences(_essence(before), _essence(after)))
    yield Finding(State.NOTE, "engine", f"it was decided by gonogo {engine}, and again by gonogo {here}")
    if weighty:
        yield Finding(State.FAILS, "decision", "deciding again with this engine comes to something else")
        yield from (Finding(State.FAILS, "decision", one) for one in weighty[:MOST])
        return
    says = "deciding again with this engine gives the same outcome, verdicts, states, waivers, obligations and firings"
    yield Finding(State.HOLDS, "decision", says)
    worded = [one for one in odd if not one.startswith("engine:")]
    yield from (Finding(State.NOTE, "wording", one) for one in worded[:MOST])


def differences(before: Any, after: Any, place: str = "") -> Iterator[str]:
    """Where two documents differ, each with what stood there and what stands there now."""
    if isinstance(before, dict) and isinstance(after, dict):
        for key in dict.fromkeys([*before, *after]):
            inner = f"{place}.{key}" if place else str(key)
            yield from differences(before.get(key), after.get(key), inner)
    elif isinstance(before, list) and isinstance(after, list) and len(before) == len(after):
        for number, (one, other) in enumerate(zip(before, after, strict=True)):
            named = one.get("id") if isinstance(one, dict) else None
            yield from differences(one, other, f"{place}.{named or number}")
    elif before != after:
        yield f"{place}: was {_shown(before)}, is {_shown(after)} now"


def _shown(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= 80 else f"{text[:79]}…"


def _essence(document: dict[str, Any]) -> dict[str, Any]:
    return {name: [_part(one, keys) for one in document.get(name) or ()] for name, keys in ESSENCE.items()}


def _part(one: dict[str, Any], keys: tuple[str, ...]) -> dict[str, Any]:
    found = {key: one.get(key) for key in keys}
    if "controls" in found:
        found["controls"] = [_part(control, ESSENCE["controls"]) for control in found["controls"] or ()]
    return found


def said_of(act: Decision, kept: bytes, digest_of: Callable[[bytes], str]) -> Iterator[Finding]:
    """Whether the act says of the recommendation what the decision that was kept says."""
    try:
        document = json.loads(kept)
        gate = next(one for one in document["decisions"] if one["id"] == act.recommended.gate)
        same = digest_of(canonical(document)) == act.recommended.sha256
        same = same and (gate["outcome"], gate["rule"]) == (act.recommended.outcome, act.recommended.rule)
    except (ValueError, KeyError, TypeError, StopIteration, RecursionError, InternalError):
        same = False
    if not same:
        says = "the approval names another recommendation than the decision in the bundle makes"
        yield Finding(State.FAILS, "decision", says)


def entitled(act: Act, authority: str | None, ledger: Mapping[int, Statement] | None) -> Iterator[Finding]:
    """Whether it was for that role to act: the policy's authority, or the owner of a condition of an earlier decision.

    Anybody may put right what the evidence says, and a change of keys is not about a policy.
    """
    if isinstance(act, Correction | KeyRotated):
        return
    title = act.by.title
    if act.by.role == authority:
        yield Finding(State.HOLDS, "authority", f"{title} is the authority of the policy")
        return
    if not isinstance(act, Decision) or act.capacity is None or act.follows is None:
        yield Finding(State.FAILS, "authority", f"{title} is not the authority of the policy, and could not do this")
        return
    says = f"{title}, which is not the authority of the policy, decides as {act.capacity}"
    if ledger is None:
        yield Finding(State.UNKNOWN, "authority", f"whether {says}: no ledger that is whole was given")
        return
    earlier = ledger[act.follows].act if act.follows in ledger else None
    owned = earlier.conditions if isinstance(earlier, Decision) else ()
    if any(one.role == act.by.role for one in owned):
        yield Finding(State.HOLDS, "authority", says)
    else:
        yield Finding(State.FAILS, "authority", f"{says}; entry {act.follows} gives it no such condition")
