"""A body's decision, made ready to be recorded: what it says held against what the engine recommends."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from gonogo.api_record_checks import Bench, as_text, evidence_mark, policy_mark
from gonogo.api_record_files import Again
from gonogo.api_record_rests import lapses, unrecorded
from gonogo.model.approval import (
    POSITIVE,
    Answer,
    Decision,
    Lapse,
    Proviso,
    Recommendation,
    Signatory,
)
from gonogo.model.diagnostic import Code

if TYPE_CHECKING:
    from gonogo.read.tree import Scalar
    from gonogo.record.approve import Statement

Document = dict[str, Any]

# What each recommendation leaves to be explained: answers that are not what it asks for.
DIFFERENT: Mapping[str, tuple[Answer, ...]] = {
    "go": (Answer.DEFERRED, Answer.REJECTED),
    "go_with_conditions": (Answer.DEFERRED, Answer.REJECTED),
    "defer": (*POSITIVE, Answer.REJECTED),
    "no_go": (*POSITIVE, Answer.DEFERRED),
    "undecided": POSITIVE,
}


def decision(bench: Bench, again: Again) -> Decision | None:
    """The act, or None where anything is wrong with it, which is then among the diagnostics."""
    asked, document = bench.asked, again.document
    gate, answer = _gate(bench, document), _answer(bench)
    before = bench.followed(follows := asked.number("follows"))
    conditions, to, votes = asked.conditions(), asked.days("to"), asked.votes()
    by, capacity = _by(bench, before)
    on = bench.day_of_act(date.fromisoformat(document["as_of"]))
    differs, met, consensus = asked.text("differs"), asked.texts("met"), asked.flag("consensus")
    bench.voted(answer, votes, consensus=consensus)
    if answer is None or gate is None:
        return None
    conditions = _conditions(bench, answer, conditions, document, (gate, met))
    _fits(bench, answer, conditions, to, on)
    _explained(bench, answer, gate, differs)
    _met(bench, met, before)
    ends = _not_lapsed(bench, tuple(lapses(bench.gathered, again, gate["id"])) if answer in POSITIVE else (), on)
    if bench.wrong or by is None or on is None:
        return None
    return Decision(
        by=by,
        on=on,
        answer=answer,
        policy=policy_mark(bench.gathered),
        evidence=evidence_mark(bench.gathered),
        as_of=date.fromisoformat(document["as_of"]),
        recommended=_recommendation(document, gate),
        policy_agreed=_agreement(document, bench, on),
        capacity=capacity,
        to=to,
        votes=votes,
        consensus=consensus,
        conditions=conditions,
        differs=as_text(differs),
        reason=as_text(asked.text("reason")),
        follows=follows,
        met=tuple(map(str, met)),
        unrecorded=tuple(unrecorded(again, bench.said)),
        lapses=ends,
    )


def _agreement(document: Document, bench: Bench, on: date) -> int | None:
    from gonogo.record.approve import agreement

    return agreement(document["policy"], bench.said, on)


def _gate(bench: Bench, document: Document) -> Document | None:
    gates: dict[str, Document] = {one["id"]: one for one in document["decisions"]}
    if bench.asked.node("gate") is None and len(gates) == 1:
        return next(iter(gates.values()))
    named = bench.asked.needed("gate", f"which question is decided: {', '.join(gates)}")
    if named is not None and named not in gates:
        bench.unknown(named, f"the policy has no decision called `{named}`", gates)
    return None if named is None else gates.get(named)


def _answer(bench: Bench) -> Answer | None:
    named = bench.asked.needed("answer", "what was answered")
    if named is None:
        return None
    known = {one.value: one for one in Answer}
    word = named.replace("-", "_").replace(" ", "_")
    if word not in known:
        bench.unknown(named, f"`{named}` is no answer", known, Code.ACT_UNREADABLE)
    return known.get(word)


def _by(bench: Bench, before: Statement | None) -> tuple[Signatory | None, str | None]:
    """Who decides: the authority; or, once it has agreed, the owner of one of the conditions under which it did."""
    owned = before.act.conditions if before is not None and isinstance(before.act, Decision) else ()
    mine = {one.role: one.id for one in owned if one.role is not None}
    by = bench.signatory(others=mine)
    if by is None or by.role == bench.policy.authority:
        return by, None
    return by, f"owner of `{mine[by.role]}`, a condition of entry {before.seq}" if before is not None else None


def _conditions(
    bench: Bench,
    answer: Answer,
    given: tuple[Proviso, ...],
    document: Document,
    about: tuple[Document, tuple[Scalar, ...]],
) -> tuple[Proviso, ...]:
    """Those that were given, each with its owner's title; and those that an agreement takes over, unless met by now."""
    policy, (gate, met) = bench.policy, about
    own = tuple(
        Proviso(id=one.id, text=one.text, owner=policy.role_title(one.owner), role=one.owner, due=one.due)
        if one.owner is not None and one.owner in policy.roles
        else one
        for one in given
    )
    if answer not in POSITIVE or gate["outcome"] != "go_with_conditions":
        return own
    taken = {*(one.id for one in own), *map(str, met)}
    others = {one["id"] for one in document["decisions"] if one is not gate}
    open_ones = [one for one in document["obligations"] if one["state"] != "met" and one["on"] not in others]
    recommended = (one for one in open_ones if one["id"] not in taken)
    return own + tuple(
        Proviso(
            id=one["id"],
            text=one["text"],
            owner=one["owner_title"],
            role=one["owner"],
            due=one["due"],
            recommended=True,
        )
        for one in recommended
    )


def _fits(bench: Bench, answer: Answer, conditions: tuple[Proviso, ...], to: tuple[date, ...], on: date | None) -> None:
    """An answer with what belongs to it, and nothing else."""
    own = [one for one in conditions if not one.recommended]
    if answer is Answer.AGREED_WITH_CONDITIONS and not conditions:
        bench.misfit("answer", "it was agreed with conditions, and none is given", "`--condition`, at least once")
    if answer is not Answer.AGREED_WITH_CONDITIONS and own:
        says = f"conditions were given, and the answer is `{answer}`"
        bench.misfit("conditions", says, "the answer `agreed_with_conditions`")
    if answer is Answer.DEFERRED and not to:
        bench.misfit("answer", "it was deferred, and it is not said to when", "`--to` with a day or two: FIRST..LAST")
    if answer is not Answer.DEFERRED and to:
        bench.misfit("to", f"a day to defer to was given, and the answer is `{answer}`", "the answer `deferred`")
    if to and on is not None and to[0] < on:
        bench.misfit(
            "to", f"it was deferred to {to[0]}, before the day of the decision, {on}", "a later day", days=True
        )
    for one in own:
        due = _day(one.due)
        if due is not None and on is not None and due < on:
            says = f"condition {one.id} is due on {due}, before the day of the decision, {on}"
            bench.misfit("conditions", says, "a later day", days=True)


def _explained(bench: Bench, answer: Answer, gate: Document, differs: Scalar | None) -> None:
    different = answer in DIFFERENT[gate["outcome"]]
    if different and differs is None and not bench.asked.diagnostics.errors:
        bench.unexplained(answer, gate)
    if not different and differs is not None:
        says = f"a difference is explained, and `{answer}` is what the engine recommends: {gate['outcome']}"
        bench.misfit("differs", says, "`--reason`, for a reason that is no difference")


def _not_lapsed(bench: Bench, ends: tuple[Lapse, ...], on: date | None) -> tuple[Lapse, ...]:
    """What ends, none of it before the day of the decision."""
    for one in ends:
        if on is not None and one.until < on:
            says = f"on {on}, {one.what}; that held until {one.until}"
            bench.misfit("on", says, "`--as-of` with the day of the decision, or newer evidence", days=True)
    return ends


def _met(bench: Bench, met: tuple[Scalar, ...], before: Statement | None) -> None:
    if met and before is None:
        says = "conditions are found met, and it is not said of which entry"
        expected = "`--follows` with the number of the entry that set them"
        bench.complain(Code.ANSWER_DOES_NOT_FIT, met[0], says, expected=expected)
    elif before is not None and isinstance(before.act, Decision):
        known = [one.id for one in before.act.conditions]
        for one in met:
            if one not in known:
                bench.unknown(one, f"entry {before.seq} has no condition `{one}`", known)


def _recommendation(document: Document, gate: Document) -> Recommendation:
    from gonogo.record.approve import digest_of
    from gonogo.record.canonical import canonical

    to = gate["to"]
    if to is not None and not isinstance(to, str):
        to = " to ".join(map(str, to.values() if isinstance(to, dict) else to))
    return Recommendation(
        engine=document["engine"],
        gate=gate["id"],
        question=gate["question"],
        outcome=gate["outcome"],
        rule=gate["rule"],
        because=gate["because"],
        to=to,
        sha256=digest_of(canonical(document)),
    )


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text or "")
    except ValueError:
        return None
