"""Whether a changed policy says what the policy says already: what no scenario could ever notice.

Two conditions are the same where they have the same form (`meaning`); a policy is, where all of its parts are. Only
what can be proved is called the same.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from typing import Any, assert_never

from gonogo.model.condition import (
    Aggregate,
    All,
    AnyOf,
    Condition,
    Count,
    Every,
    No,
    Not,
    ParameterIs,
    Selection,
    Share,
    Some,
    StatusIs,
)
from gonogo.model.policy import Control, Criterion, DecisionRule, Gate, Obligation, Policy, Risk, Rule
from gonogo.model.value import Kind, ValueType
from gonogo.scenarios.meaning import Meaning, meaning_of_tests, operand_meaning, where_meaning

NUMBER = ValueType(kind=Kind.INTEGER, least=0)
PART = ValueType(kind=Kind.DECIMAL, least=0, most=1)


def same(policy: Policy, changed: Policy) -> bool:
    """Whether it is proved that the two come to the same on whatever evidence."""
    pairs: list[tuple[Iterable[Any], Iterable[Any], Callable[[Any], Meaning]]] = [
        (policy.criteria, changed.criteria, _criterion),
        (policy.risks, changed.risks, _risk),
        (policy.gates, changed.gates, _gate),
    ]
    if policy.parameters != changed.parameters or policy.tables != changed.tables:
        return False
    return all(_all_same(tuple(before), tuple(after), meaning) for before, after, meaning in pairs)


def _all_same(before: tuple[Any, ...], after: tuple[Any, ...], meaning: Callable[[Any], Meaning]) -> bool:
    if len(before) != len(after):
        return False
    return all(one is other or meaning(one) == meaning(other) for one, other in zip(before, after, strict=True))


# --- what a policy has ---------------------------------------------------------------------------


def _criterion(one: Criterion) -> Meaning:
    applies = None if one.applies_when is None else condition_meaning(one.applies_when)
    return (one.id, applies, one.demand, one.window, tuple(map(_rule, one.rules)))


def _rule(rule: Rule) -> Meaning:
    return (rule.id, rule.effect, rule.settles, rule.window, condition_meaning(rule.condition))


def _risk(risk: Risk) -> Meaning:
    accepted = None if risk.accepted_when is None else condition_meaning(risk.accepted_when)
    return (risk.id, accepted, risk.demand, tuple(map(_control, risk.controls)))


def _control(control: Control) -> Meaning:
    rules, obligations = tuple(map(_rule, control.rules)), tuple(map(_obligation, control.obligations))
    return (control.id, control.demand, control.window, rules, obligations)


def _obligation(one: Obligation) -> Meaning:
    due = one.due if one.due is None or isinstance(one.due, str) else operand_meaning(one.due)
    return (one.id, due, one.binds, None if one.ends_when is None else condition_meaning(one.ends_when))


def _gate(gate: Gate) -> Meaning:
    return (gate.id, gate.demand, tuple(map(_decision_rule, gate.rules)))


def _decision_rule(rule: DecisionRule) -> Meaning:
    to = tuple(map(operand_meaning, rule.to))
    obligations = tuple(map(_obligation, rule.obligations))
    return (rule.id, rule.then, to, rule.window, condition_meaning(rule.when), obligations)


# --- conditions ----------------------------------------------------------------------------------


def condition_meaning(condition: Condition) -> Meaning:
    """One form for all ways of asking the same: `no` and `not some`, parts in any order, what is said twice."""
    match condition:
        case All(parts=parts):
            return _together("all", "any", map(condition_meaning, parts))
        case AnyOf(parts=parts):
            return _together("any", "all", map(condition_meaning, parts))
        case Not(part=part):
            return _denied(condition_meaning(part))
        case Some(selection=selection):
            return ("some", _selection(selection))
        case No(selection=selection):
            return ("not", ("some", _selection(selection)))
        case Every():
            meets = None if condition.meets is None else condition_meaning(condition.meets)
            has = where_meaning(condition.has)
            return ("every", _selection(condition.selection), has, meets, condition.if_none)
        case Count(selection=selection, tests=tests):
            return ("count", _selection(selection), meaning_of_tests(tests, NUMBER))
        case Share(selection=selection, where=where, tests=tests):
            return ("share", _selection(selection), where_meaning(where), meaning_of_tests(tests, PART))
        case Aggregate(selection=selection, tests=tests):
            what = (condition.reduce, condition.field)
            return ("aggregate", what, _selection(selection), meaning_of_tests(tests, condition.type))
        case ParameterIs(name=name, tests=tests):
            return ("parameter", name, meaning_of_tests(tests, condition.type))
        case StatusIs():
            subjects, statuses = frozenset(condition.ids), frozenset(condition.statuses)
            return ("status", condition.layer, subjects, condition.every, condition.whole, statuses)
        case _:
            assert_never(condition)


def _selection(selection: Selection) -> Meaning:
    meets = None if selection.meets is None else condition_meaning(selection.meets)
    return (selection.fact, selection.alias, where_meaning(selection.where), meets)


def _together(word: str, other: str, parts: Iterable[Meaning]) -> Meaning:
    """Flat, each part once, and without what another part says already: a and (a or b) is a."""
    flat: set[Meaning] = set()
    for part in parts:
        flat |= part[1] if _is(part, word) else {part}  # type: ignore[index]  # a group is a pair
    kept = {one for one in flat if not (_is(one, other) and flat & one[1])}  # type: ignore[index]  # a group is a pair
    return next(iter(kept)) if len(kept) == 1 else (word, frozenset(kept))


def _denied(meaning: Meaning) -> Meaning:
    if _is(meaning, "not"):
        return meaning[1]  # type: ignore[index,no-any-return]  # a pair
    for word, other in (("all", "any"), ("any", "all")):
        if _is(meaning, word):
            return (other, frozenset(map(_denied, meaning[1])))  # type: ignore[index]  # a group is a pair
    return ("not", meaning)


def _is(meaning: Hashable, word: str) -> bool:
    return isinstance(meaning, tuple) and len(meaning) == 2 and meaning[0] == word


def policy_meaning(policy: Policy, unless: Policy | None = None) -> Meaning:
    """One form for all that decides, or for as much of it as differs from another policy."""
    parts: list[Meaning] = []
    for section, meaning in SECTIONS.items():
        known = set(map(id, getattr(unless, section))) if unless is not None else ()
        parts += [meaning(one) for one in getattr(policy, section) if id(one) not in known]
    return tuple(parts)


SECTIONS: dict[str, Callable[[Any], Meaning]] = {"criteria": _criterion, "risks": _risk, "gates": _gate}
