"""An act in plain words, for the secretary who recorded it and for whoever reads it later."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import assert_never

from gonogo.model.approval import (
    Act,
    Answer,
    Correction,
    Decision,
    KeyRotated,
    ParameterChanged,
    PolicyAgreed,
    Proviso,
    RiskAccepted,
    Votes,
    WaiverGranted,
)

Line = tuple[str, str]

ANSWERS = {
    Answer.AGREED: "agreed",
    Answer.AGREED_WITH_CONDITIONS: "agreed, with conditions",
    Answer.DEFERRED: "deferred",
    Answer.REJECTED: "rejected",
    Answer.NOTED: "noted, without an answer",
}
OUTCOMES = {
    "go": "GO",
    "go_with_conditions": "GO WITH CONDITIONS",
    "defer": "DEFER",
    "no_go": "NO GO",
    "undecided": "UNDECIDED",
}


def headline(act: Act) -> str:
    """What was done, in one line."""
    match act:
        case Decision():
            to = f" to {_days(act.to)}" if act.to else ""
            return f"{act.by.title} {ANSWERS[act.answer]}{to}: {act.recommended.question}"
        case PolicyAgreed():
            return f"{act.by.title} agreed to the policy {act.policy.title}, version {act.policy.version}"
        case ParameterChanged():
            return f"{act.by.title} changed {act.parameter} from {act.before} to {act.after}"
        case WaiverGranted():
            rule = f", rule {act.rule}," if act.rule else ""
            return f"{act.by.title} waived {act.criterion}{rule} until {act.until}, that day included"
        case RiskAccepted():
            given = "" if act.given is None else f", if {act.given}"
            return f"{act.by.title} accepted the risk {act.risk} until {act.until}, that day included{given}"
        case Correction():
            return f"{act.by.title} corrected {act.field} of {act.fact} {act.key} from {act.before} to {act.after}"
        case KeyRotated():
            return f"a new key signs from here on: {act.name}"
        case _:
            assert_never(act)


def act_lines(act: Act) -> tuple[Line, ...]:
    """Everything that the act says, as labels and texts."""
    if isinstance(act, KeyRotated):
        lines = [("New key", f"{act.name} ({act.new})"), ("Old key", act.old)]
        return (*lines, *((("Reason", act.reason),) if act.reason else ()))
    return tuple(_lines(act))


def _lines(
    act: Decision | PolicyAgreed | ParameterChanged | WaiverGranted | RiskAccepted | Correction,
) -> Iterator[Line]:
    yield "By", f"{act.by.person}, for {act.by.title}, on {act.on}"
    if isinstance(act, Decision):
        yield from _decision(act)
    if isinstance(act, WaiverGranted | RiskAccepted | Correction):
        yield "Owner", act.owner
    if isinstance(act, WaiverGranted):
        yield "Covers", " and ".join(act.covers) + (f", from {act.starts}" if act.starts else "")
    if not isinstance(act, Correction):
        yield from _voted(act.votes, consensus=act.consensus)
    if act.reason:
        yield "Reason", act.reason
    yield "Policy", f"{act.policy.title}, version {act.policy.version} ({act.policy.id})"
    if isinstance(act, PolicyAgreed | ParameterChanged):
        yield from ((f"Parameter {one.name}", one.value) for one in act.parameters)
    if isinstance(act, Decision | Correction):
        title = "" if act.evidence.title is None else f"{act.evidence.title} "
        yield "Evidence", f"{title}({act.evidence.id}), as of {act.evidence.as_of}"
    if isinstance(act, PolicyAgreed | ParameterChanged) and act.until:
        yield "Holds until", f"{act.until}, that day included"
    if act.follows is not None:
        yield "Follows", f"entry {act.follows}"
    for one in act.attachments:
        yield "Attached", f"{one.name} (SHA-256 {one.sha256})"


def _decision(act: Decision) -> Iterator[Line]:
    said = act.recommended
    to = f", to {said.to}" if said.to else ""
    yield "Recommended", f"{OUTCOMES.get(said.outcome, said.outcome)}{to}: {said.because} (rule {said.rule})"
    if act.differs is not None:
        yield "Differs", f"the body decided otherwise than the engine recommends, because: {act.differs}"
    if act.capacity is not None:
        yield "Decides as", act.capacity
    for one in act.conditions:
        yield "Condition", condition_line(one)
    for name in act.met:
        yield "Found met", f"condition {name} of entry {act.follows}"
    if act.policy_agreed is None:
        yield "Not agreed", "no entry of the ledger says that the authority agreed to this policy as it stands"
    else:
        yield "Agreed policy", f"the authority agreed to this policy in entry {act.policy_agreed}"
    for name in act.unrecorded:
        yield "Not recorded", f"the waiver {name} stands in the evidence, and in no entry of the ledger"
    for lapse in act.lapses:
        yield "Holds until", f"{lapse.until}, that day included; after it, {lapse.what}"


def condition_line(one: Proviso) -> str:
    """A condition with who owns it and by when."""
    about = "; ".join(part for part in (one.owner or "", f"due {one.due}" if one.due else "") if part)
    return f"{one.id}: {one.text}" + (f" ({about})" if about else "")


def _voted(votes: Votes | None, *, consensus: bool) -> Iterator[Line]:
    if consensus:
        yield "Decided", "by consensus"
    if votes is not None:
        yield "Votes", f"{votes.in_favour} for, {votes.against} against, {votes.abstained} abstained"
        for name, how in (votes.names or {}).items():
            yield "", f"{name}: {how}"


def _days(days: tuple[date, ...]) -> str:
    return " to ".join(map(str, days))


def laid_out(lines: tuple[Line, ...], indent: str = "  ") -> str:
    """Labels in a column, each text on as many lines as it takes."""
    from textwrap import wrap

    width = max((len(label) for label, _ in lines), default=0)
    shown = []
    for label, text in lines:
        rows = wrap(text, 100 - width, break_long_words=False, break_on_hyphens=False) or [""]
        shown.append(f"{indent}{label:<{width}}  {rows[0]}")
        shown += [f"{indent}{'':<{width}}  {row}" for row in rows[1:]]
    return "\n".join(shown)
