"""Whether an approval still stands on a day, or is void: what it rests on has changed, has ended, or was taken back.

What is recorded stays recorded, and its signature good: void means that nobody may rely on it any more.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from gonogo.model.approval import (
    POSITIVE,
    Act,
    Answer,
    Correction,
    Decision,
    KeyRotated,
    ParameterChanged,
    PolicyAgreed,
    Proviso,
    same_question,
)
from gonogo.model.noun import Noun
from gonogo.record.approve import Statement
from gonogo.record.verify import Finding, State

NO_LEDGER = "no ledger that is whole was given"


class Now(Noun, frozen=True, kw_only=True):
    """What is so at present: the day asked about, the digests of the policy and evidence as they are now, and what the
    ledger says by entry, if it is whole. None: not given, so nothing can be said of it."""

    on: date | None = None
    policy: str | None = None
    evidence: str | None = None
    ledger: Mapping[int, Statement] | None = None


def standing(seq: int, act: Act, now: Now) -> Iterator[Finding]:
    """Every reason why the act is void, and what cannot be told about that."""
    if isinstance(act, KeyRotated):
        return
    yield from _changed(act, now)
    yield from _ended(act, now)
    if now.ledger is None:
        says = f"whether a later entry took it back, or put another in its place: {NO_LEDGER}"
        yield Finding(State.UNKNOWN, "later", says)
    else:
        yield from _taken_back(seq, act, now.ledger)
    yield from _agreement(seq, act, now.ledger)
    if isinstance(act, Decision):
        for name in act.unrecorded:
            says = f"the waiver {name} stood in the evidence, and in no entry of the ledger"
            yield Finding(State.NOTE, "waiver", says)
        if act.answer in POSITIVE:
            yield from _conditions(seq, act, now)


def _changed(act: Act, now: Now) -> Iterator[Finding]:
    if now.policy is not None and not isinstance(act, KeyRotated):
        yield _compared("policy", act.policy.id, (act.policy.sha256, now.policy))
    if now.evidence is not None and isinstance(act, Decision | Correction):
        yield _compared("evidence", act.evidence.id, (act.evidence.sha256, now.evidence))


def _compared(what: str, name: str, digests: tuple[str, str]) -> Finding:
    then, now = digests
    if then == now:
        return Finding(State.HOLDS, what, f"the {what} {name} as it is now is the one that was approved")
    says = f"the {what} {name} has changed since: its digest was {then[:16]}…, and is {now[:16]}… now"
    return Finding(State.VOID, what, says)


def _ended(act: Act, now: Now) -> Iterator[Finding]:
    day = now.on
    if day is None:
        if _may_end(act):
            yield Finding(State.UNKNOWN, "day", "whether it still stands on a day: none was given (--on)")
        return
    if day < act.on:
        yield Finding(State.NOTE, "day", f"{day} lies before the day of this act, {act.on}")
    if isinstance(act, Decision):
        for lapse in act.lapses if act.answer in POSITIVE else ():
            if lapse.until < day:
                yield Finding(State.VOID, "lapsed", f"on {day}: {lapse.what}; that held until {lapse.until}")
        if act.answer is Answer.DEFERRED and act.to and act.to[-1] < day:
            says = f"it was deferred to {' to '.join(map(str, act.to))}, which is over on {day}: the question is open"
            yield Finding(State.VOID, "deferral", says)
    elif not isinstance(act, KeyRotated) and act.until is not None and act.until < day:
        yield Finding(State.VOID, "lapsed", f"it held until {act.until}, that day included; on {day} it no longer does")


def _may_end(act: Act) -> bool:
    """Whether there can be a day on which it does not stand any more."""
    if isinstance(act, Decision):
        return act.answer in POSITIVE or act.answer is Answer.DEFERRED
    return not isinstance(act, KeyRotated) and act.until is not None


def _taken_back(seq: int, act: Act, ledger: Mapping[int, Statement]) -> Iterator[Finding]:
    """By a later entry: another answer to the same question, or one that follows it with the same thing anew."""
    for later, said in ledger.items():
        other = said.act
        if later <= seq or isinstance(other, KeyRotated):
            continue
        if isinstance(act, Decision) and isinstance(other, Decision):
            yield from _answered_anew(seq, act, (later, other))
        elif other.follows == seq and type(act) is type(other) and not isinstance(act, PolicyAgreed):
            yield Finding(State.VOID, "replaced", f"entry {later} of {other.on} takes its place")


def _answered_anew(seq: int, act: Decision, after: tuple[int, Decision]) -> Iterator[Finding]:
    """By whoever may decide it: linked or not, the later answer counts. To agree once more takes nothing back."""
    later, other = after
    again = same_question(act, other) and other.on >= act.on
    if not (other.follows == seq or again) or Answer.NOTED in (act.answer, other.answer):
        return
    if act.answer in POSITIVE and other.answer not in POSITIVE:
        says = f"entry {later} took it back: {other.by.title} {_answered(other)} on {other.on}"
        yield Finding(State.VOID, "taken back", says)
    elif act.answer not in POSITIVE:
        says = f"entry {later} answers the question anew: {other.by.title} {_answered(other)} on {other.on}"
        yield Finding(State.VOID, "replaced", says)
    elif other.follows != seq and other.by.role == act.by.role:
        says = f"{other.by.title} agreed once more, in entry {later} of {other.on}; its conditions may be others"
        yield Finding(State.NOTE, "later", says)


def _answered(act: Decision) -> str:
    if act.answer is Answer.DEFERRED:
        return f"deferred it to {' to '.join(map(str, act.to))}"
    return "rejected it" if act.answer is Answer.REJECTED else "agreed to it"


def _agreement(seq: int, act: Act, ledger: Mapping[int, Statement] | None) -> Iterator[Finding]:
    """A decision names the entry by which its policy was agreed: it must say so."""
    if not isinstance(act, Decision):
        return
    if act.policy_agreed is None:
        says = "when it was decided, no entry of the ledger said that the authority had agreed to the policy itself"
        yield Finding(State.NOTE, "agreement", says)
        return
    if ledger is None:
        says = f"whether the authority had agreed to the policy itself, in entry {act.policy_agreed}: {NO_LEDGER}"
        yield Finding(State.UNKNOWN, "agreement", says)
        return
    said = ledger.get(act.policy_agreed)
    agreed = None if said is None else said.act
    fits = isinstance(agreed, PolicyAgreed | ParameterChanged) and agreed.policy.sha256 == act.policy.sha256
    if said is None or not fits or said.seq >= seq:
        says = f"entry {act.policy_agreed} of the ledger is no agreement to this policy, which the decision relies on"
        yield Finding(State.FAILS, "agreement", says)
    else:
        says = f"the authority had agreed to this policy, and to the values of its parameters, in entry {said.seq}"
        yield Finding(State.HOLDS, "agreement", says)


def _conditions(seq: int, act: Decision, now: Now) -> Iterator[Finding]:
    for one in act.conditions:
        due = _day(one)
        if now.on is None or due is None or due >= now.on:
            continue
        if now.ledger is None:
            says = f"whether condition {one.id} ({one.text}), due {due}, was met: {NO_LEDGER}"
            yield Finding(State.UNKNOWN, "condition", says)
            continue
        entry = next((at for at, said in now.ledger.items() if _meets(said.act, seq, one)), None)
        if entry is None:
            says = f"condition {one.id} ({one.text}) was due on {due}, and no entry says that it was met"
            yield Finding(State.VOID, "condition", says)
        else:
            yield Finding(State.HOLDS, "condition", f"condition {one.id} was found met in entry {entry}")


def _meets(act: Act, seq: int, condition: Proviso) -> bool:
    return isinstance(act, Decision) and act.follows == seq and condition.id in act.met


def _day(condition: Proviso) -> date | None:
    try:
        return date.fromisoformat(condition.due or "")
    except ValueError:
        return None
