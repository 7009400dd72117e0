"""Waivers, accepted risks and corrections, made ready to be recorded; each with what belongs into the evidence."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, NamedTuple

from gonogo.api_record_checks import Bench, as_text, evidence_mark, policy_mark
from gonogo.model.approval import Correction, RiskAccepted, WaiverGranted
from gonogo.model.diagnostic import Code
from gonogo.model.noun import replace

if TYPE_CHECKING:
    from gonogo.model.policy import FactType
    from gonogo.read.tree import Node, Scalar

COVERS = ("fail", "unknown")


def waiver(bench: Bench) -> WaiverGranted | None:
    """The authority sets a failure aside; `entry` is how it must stand in the evidence."""
    asked = bench.asked
    by, on = bench.signatory(), bench.day_of_act()
    until, starts = bench.last_day(on), asked.day("from")
    criterion, rule = _waived(bench)
    covers = asked.texts("covers")
    owner, reason = asked.needed("owner", "who owns what follows from it"), asked.needed("reason", "why it is waived")
    for word in covers:
        if word not in COVERS:
            bench.unknown(word, f"a waiver cannot cover `{word}`", COVERS)
    if starts is not None and until is not None and starts > until:
        bench.misfit("from", f"it would begin on {starts}, after its last day, {until}", "an earlier day", days=True)
    said = bench.besides()
    if bench.wrong or by is None or on is None or until is None:
        return None
    made = WaiverGranted(
        by=by,
        on=on,
        policy=policy_mark(bench.gathered),
        id=as_text(asked.text("id")) or f"W-{criterion}-{on}",
        criterion=str(criterion),
        rule=as_text(rule),
        covers=tuple(map(str, covers)) or COVERS[:1],
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
    said = bench.besides()
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
        given=as_text(given),
        until=until,
        owner=str(owner),
        reason=str(reason),
        entry=entry,
        **said,
    )


def correction(bench: Bench) -> Correction | None:
    """One value of a record was wrong; `entry` is the record put right, as it must stand in the evidence."""
    asked = bench.asked
    by, on = bench.signatory(dict.fromkeys(bench.policy.roles, "a role of the policy")), bench.day_of_act()
    until = bench.last_day(on, needed=False)
    owner, reason = asked.needed("owner", "who owns the record"), asked.needed("reason", "why it was wrong")
    right = record_put_right(bench)
    said = bench.besides(votes=False)
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


def _known(bench: Bench, named: Node | None, what: str, known: Iterable[str]) -> None:
    choices = list(known)
    if named is not None and named not in choices:
        bench.unknown(named, f"the policy has no {what} `{named}`", choices)


class PutRight(NamedTuple):
    """Which value of which record, what it said and what is right, and the whole record as it is then."""

    fact: str
    key: str
    field: str
    before: str
    after: str
    entry: dict[str, Any]


def record_put_right(bench: Bench) -> PutRight | None:
    """The record that is meant, put right; None where there is none, or where nothing changes."""
    asked, facts = bench.asked, bench.policy.facts
    fact, key = asked.needed("fact", "which fact"), asked.needed("record", "which record, by its key")
    field, after = asked.needed("field", "which field"), asked.needed("to", "what is right")
    if fact is None or key is None or field is None or after is None:
        return None
    if fact not in facts:
        bench.unknown(fact, f"the policy has no fact `{fact}`", facts)
        return None
    kind = facts[fact]
    if field not in kind.fields:
        bench.unknown(field, f"`{fact}` has no field `{field}`", kind.fields)
        return None
    record = _record(bench, kind, key)
    value = None if record is None else _read(bench, kind, field, after)
    if record is None or value is None:
        return None
    before = _one_line(record.get(str(field), "not given"))
    said = asked.text("from")
    if said is not None and said != before:
        says = f"the record says otherwise: `{field}` of {key} is {before}"
        bench.complain(Code.NOT_AS_SAID, said, says, expected=f"`{before}`")
    if value == before:
        says = f"`{field}` of {key} is {before} already"
        bench.complain(Code.NOT_AS_SAID, after, says, expected="another value")
    return PutRight(str(fact), str(key), str(field), before, value, {**record, str(field): value, "corrects": str(key)})


def _record(bench: Bench, kind: FactType, key: Scalar) -> dict[str, Any] | None:
    """The latest record with this key: what it gives, as text."""
    from gonogo.model.records import UNSET, attribute
    from gonogo.model.value import shown

    evidence = bench.gathered.evidence
    assert evidence is not None
    found: dict[str, dict[str, Any]] = {}
    for entry in evidence.entries.get(kind.id, ()):
        for record in entry.records:
            values = {name: getattr(record, attribute(name)) for name in kind.fields}
            given = {
                name: list(map(shown, value)) if isinstance(value, tuple) else shown(value)
                for name, value in values.items()
                if value is not UNSET and value is not None
            }
            found[", ".join(_one_line(given.get(name, "")) for name in kind.key)] = given
    if str(key) not in found:
        bench.unknown(key, f"the evidence has no {kind.title} `{key}`", found)
    return found.get(str(key))


def _one_line(value: Any) -> str:
    return ", ".join(value) if isinstance(value, list) else str(value)


def _read(bench: Bench, kind: FactType, field: Scalar, after: Scalar) -> str | None:
    """What is right, read by the field's type and shown again, so that `2` and `02` are one."""
    from gonogo.model.value import ValueRefused, read_value, shown

    try:
        return shown(read_value(str(after), kind.fields[field].type, plain=True))
    except ValueRefused as refused:
        bench.complain(Code.ACT_UNREADABLE, after, str(refused), expected=kind.fields[field].type.describe())
        return None
