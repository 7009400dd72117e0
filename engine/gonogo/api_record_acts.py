"""Agreement to a policy, changed parameters, waivers, accepted risks and corrections, made ready to be recorded."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, TypedDict

from gonogo.api_record_checks import Bench, evidence_mark, policy_mark
from gonogo.model.approval import (
    Correction,
    ParameterChanged,
    PolicyAgreed,
    RiskAccepted,
    Setting,
    WaiverGranted,
)
from gonogo.model.diagnostic import Code
from gonogo.model.noun import replace

if TYPE_CHECKING:
    from gonogo.model.policy import Policy
    from gonogo.read.tree import Node, Scalar
    from gonogo.record.approve import Statement

COVERS = ("fail", "unknown")
NOT_GIVEN = "not given"


def policy_agreed(bench: Bench) -> PolicyAgreed | None:
    """The authority agrees to the whole policy, with the values of its parameters as they are."""
    asked = bench.asked
    by, on = bench.signatory(), bench.day_of_act()
    until = bench.last_day(on, needed=False)
    said = _said(bench)
    if bench.wrong or by is None or on is None:
        return None
    policy = bench.policy
    return PolicyAgreed(
        by=by,
        on=on,
        policy=policy_mark(bench.gathered),
        parameters=settings(policy),
        rest=_rest(policy),
        until=until,
        reason=_text(asked.text("reason")),
        **said,
    )


def parameter_changed(bench: Bench) -> ParameterChanged | None:
    """The authority agrees to another value of one parameter; everything else is as it had agreed to it."""
    asked, policy = bench.asked, bench.policy
    by, on = bench.signatory(), bench.day_of_act()
    named = asked.needed("parameter", "which parameter was changed")
    reason = asked.needed("reason", "why it was changed")
    until = bench.last_day(on, needed=False)
    said = _said(bench)
    now = {one.name: one.value for one in settings(policy)}
    if named is not None and named not in now:
        bench.unknown(named, f"the policy has no parameter `{named}`", now)
    if bench.wrong or named is None:
        return None
    base = _base(bench, named)
    if base is None or by is None or on is None or reason is None:
        return None
    was = {one.name: one.value for one in base.act.parameters} if not isinstance(base.act, Correction) else {}  # type: ignore[union-attr]  # `_base` gives agreements only
    return ParameterChanged(
        by=by,
        on=on,
        policy=policy_mark(bench.gathered),
        parameter=str(named),
        before=was.get(str(named), NOT_GIVEN),
        after=now[str(named)],
        reason=str(reason),
        rest=_rest(policy),
        parameters=settings(policy),
        until=until,
        votes=said["votes"],
        consensus=said["consensus"],
        follows=base.seq,
    )


def _base(bench: Bench, named: Scalar) -> Statement | None:
    """The latest agreement to this policy, from which it differs in the value of that parameter alone."""
    policy, now = bench.policy, {one.name: one.value for one in settings(bench.policy)}
    agreed = [one for one in bench.said.values() if isinstance(one.act, PolicyAgreed | ParameterChanged)]
    mine = [one for one in agreed if one.act.policy.id == policy.id and one.act.by.role == policy.authority]  # type: ignore[union-attr]  # looked at above
    if not mine:
        says = f"nobody has agreed to the policy `{policy.id}` before, so no change of it can be recorded"
        bench.complain(Code.NO_SUCH_ENTRY, named, says, expected="`gonogo approve policy` first")
        return None
    base = mine[-1]
    assert isinstance(base.act, PolicyAgreed | ParameterChanged)
    was = {one.name: one.value for one in base.act.parameters}
    changed = [name for name in dict.fromkeys([*was, *now]) if was.get(name) != now.get(name)]
    if changed != [named] or base.act.rest != _rest(policy):
        others = [f"`{one}`" for one in changed if one != named]
        rest = ["other parts of the policy"] if base.act.rest != _rest(policy) else []
        found = f"a change of {', '.join([*others, *rest])}" if [*others, *rest] else "the value that was agreed before"
        says = f"the policy differs from what entry {base.seq} agreed to in something else than `{named}`: {found}"
        remedy: str | None = "agree to the whole policy anew: `gonogo approve policy`"
        if not changed and not rest:
            says = f"`{named}` has the value that entry {base.seq} agreed to: {now[str(named)]}"
            remedy = "change it in the policy first, then record it"
        bench.complain(Code.NOT_AS_SAID, named, says, expected=f"a change of `{named}` alone", remedy=remedy)
        return None
    for key, value in (("from", was.get(str(named), NOT_GIVEN)), ("to", now[str(named)])):
        said = bench.asked.text(key)
        if said is not None and said != value:
            where = f"entry {base.seq}" if key == "from" else "the policy"
            bench.complain(
                Code.NOT_AS_SAID, said, f"{where} has another value of `{named}`: {value}", expected=f"`{value}`"
            )
    return None if bench.wrong else base


def waiver(bench: Bench) -> WaiverGranted | None:
    """The authority sets a failure aside; `entry` is how it must stand in the evidence."""
    asked = bench.asked
    by, on = bench.signatory(), bench.day_of_act()
    until, starts = bench.last_day(on), asked.day("from")
    criterion, rule = _waived(bench)
    covers = tuple(map(str, asked.texts("covers"))) or COVERS[:1]
    owner, reason = asked.needed("owner", "who owns what follows from it"), asked.needed("reason", "why it is waived")
    for word in covers:
        if word not in COVERS:
            bench.unknown(asked.node("covers") or asked.tree, f"a waiver cannot cover `{word}`", COVERS)
    if starts is not None and until is not None and starts > until:
        bench.misfit("from", f"it would begin on {starts}, after its last day, {until}", "an earlier day", days=True)
    said = _said(bench)
    if bench.wrong or by is None or on is None or until is None:
        return None
    made = WaiverGranted(
        by=by,
        on=on,
        policy=policy_mark(bench.gathered),
        id=_text(asked.text("id")) or f"W-{criterion}-{on}",
        criterion=str(criterion),
        rule=_text(rule),
        covers=covers,
        starts=starts,
        until=until,
        owner=str(owner),
        reason=str(reason),
        entry={},
        **said,
    )
    return replace(made, entry=_in_evidence(made))


def _waived(bench: Bench) -> tuple[Scalar | None, Scalar | None]:
    """The criterion, and the rule of it if only that is waived."""
    asked, policy = bench.asked, bench.policy
    criterion, rule = asked.needed("criterion", "which criterion is waived"), asked.text("rule")
    _known(bench, criterion, "criterion", [one.id for one in policy.criteria])
    rules = [one.id for found in policy.criteria if found.id == criterion for one in found.rules]
    _known(bench, rule, f"rule of {criterion}", rules)
    return criterion, rule


def _in_evidence(made: WaiverGranted) -> dict[str, Any]:
    """The waiver as evidence states it."""
    entry = {
        "id": made.id,
        "criterion": made.criterion,
        "rule": made.rule,
        "by": made.by.role,
        "reason": made.reason,
        "date": made.on.isoformat(),
        "from": None if made.starts is None else made.starts.isoformat(),
        "until": made.until.isoformat(),
        "covers": list(made.covers),
    }
    return {key: value for key, value in entry.items() if value is not None}


def risk_accepted(bench: Bench) -> RiskAccepted | None:
    """The authority accepts a residual risk; `entry` is its view as it must stand in the evidence."""
    asked, policy = bench.asked, bench.policy
    by, on = bench.signatory(), bench.day_of_act()
    until = bench.last_day(on)
    risk, given = asked.needed("risk", "which risk is accepted"), asked.text("with")
    owner, reason = asked.needed("owner", "who owns the risk"), asked.needed("reason", "why it is accepted")
    _known(bench, risk, "risk", [one.id for one in policy.risks])
    said = _said(bench)
    if bench.wrong or by is None or on is None or until is None:
        return None
    entry: dict[str, Any] = {"by": by.role, "about": str(risk), "says": "agree" if given is None else "agree_if"}
    entry |= {} if given is None else {"with": str(given)}
    entry |= {"date": on.isoformat(), "valid_until": until.isoformat()}
    return RiskAccepted(
        by=by,
        on=on,
        policy=policy_mark(bench.gathered),
        risk=str(risk),
        given=_text(given),
        until=until,
        owner=str(owner),
        reason=str(reason),
        entry=entry,
        **said,
    )


def correction(bench: Bench) -> Correction | None:
    """One value of a record was wrong; `entry` is the record put right, as it must stand in the evidence."""
    from gonogo.api_record_records import record_put_right

    asked = bench.asked
    by, on = bench.signatory(dict.fromkeys(bench.policy.roles, "a role of the policy")), bench.day_of_act()
    until = bench.last_day(on, needed=False)
    owner, reason = asked.needed("owner", "who owns the record"), asked.needed("reason", "why it was wrong")
    right = record_put_right(bench)
    said = _said(bench, votes=False)
    if bench.wrong or right is None or by is None or on is None:
        return None
    return Correction(
        by=by,
        on=on,
        policy=policy_mark(bench.gathered),
        evidence=evidence_mark(bench.gathered),
        fact=right.fact,
        key=right.key,
        field=right.field,
        before=right.before,
        after=right.after,
        owner=str(owner),
        reason=str(reason),
        until=until,
        entry=right.entry,
        follows=said["follows"],
    )


class _Said(TypedDict, total=False):
    votes: Any
    consensus: bool
    follows: int | None


def _said(bench: Bench, *, votes: bool = True) -> _Said:
    """How it was voted, and what it follows."""
    asked = bench.asked
    follows = asked.number("follows")
    bench.followed(follows)
    if not votes:
        return {"follows": follows}
    counted, consensus = asked.votes(), asked.flag("consensus")
    bench.voted(None, counted, consensus=consensus)
    return {"votes": counted, "consensus": consensus, "follows": follows}


def settings(policy: Policy) -> tuple[Setting, ...]:
    """Every parameter with its value, as text."""
    from gonogo.model.value import shown

    found = [
        Setting(name=name, value=NOT_GIVEN if one.value is None else shown(one.value))
        for name, one in policy.parameters.items()
    ]
    for name, table in policy.tables.items():
        rows = [
            ", ".join(f"{field} {shown(value)}" for field, value in zip(table.fact.fields, row, strict=True) if value)
            for row in table.rows or ()
        ]
        found.append(Setting(name=name, value=NOT_GIVEN if table.rows is None else "; ".join(rows) or "no rows"))
    return tuple(found)


def _rest(policy: Policy) -> str:
    from gonogo.api_record_records import rest_of

    return rest_of(policy)


def _known(bench: Bench, named: Node | None, what: str, known: Iterable[str]) -> None:
    choices = list(known)
    if named is not None and named not in choices:
        bench.unknown(named, f"the policy has no {what} `{named}`", choices)


def _text(said: Scalar | None) -> str | None:
    return None if said is None else str(said)
