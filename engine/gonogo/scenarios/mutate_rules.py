"""Rules, and what stands round them, as a careless editor would leave them: verdicts swapped, rules lost."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from gonogo.model.noun import replace
from gonogo.model.policy import (
    ALWAYS,
    Control,
    Criterion,
    DecisionRule,
    Effect,
    Gate,
    Obligation,
    Outcome,
    Risk,
    Rule,
)
from gonogo.model.value import Kind, ValueType
from gonogo.model.words import operand_words
from gonogo.scenarios.mutate_conditions import Place, Spoilt
from gonogo.scenarios.mutate_tests import moved_operands

SWAPPED = {
    Effect.PASS: Effect.FAIL,
    Effect.FAIL: Effect.PASS,
    Effect.IN_PLACE: Effect.PLANNED,
    Effect.PLANNED: Effect.IN_PLACE,
    Effect.BREACHED: Effect.IN_PLACE,
    Effect.ENDED: Effect.IN_PLACE,
}
THEN = {
    Outcome.GO: Outcome.NO_GO,
    Outcome.GO_WITH_CONDITIONS: Outcome.GO,
    Outcome.DEFER: Outcome.NO_GO,
    Outcome.NO_GO: Outcome.GO,
}
DATE = ValueType(kind=Kind.DATE)


def spoilt_part(part: Any, place: Place) -> Iterator[Spoilt]:
    """The ways in which a criterion, control, risk, gate, rule or obligation may be spoilt."""
    match part:
        case Rule():
            yield from _rule(part, place)
        case Criterion():
            yield from _rules_lost(part, place)
            if part.applies_when is not None:
                note = f"{part.id} applied always, without its `applies_when`"
                yield Spoilt("applies_when", note, replace(part, applies_when=None))
        case Control():
            yield from _rules_lost(part, place)
        case Risk():
            if part.accepted_when is not None:
                note = f"{part.id} were accepted without its `accepted_when`"
                yield Spoilt("accepted_when", note, replace(part, accepted_when=None))
        case DecisionRule():
            yield from _decision_rule(part, place)
        case Gate():
            yield from _gate(part, place)
        case Obligation():
            yield from _obligation(part, place)
    if isinstance(part, Criterion | Control | Rule | DecisionRule) and part.window != ALWAYS:
        yield Spoilt("window", f"{part.id} were in force on every day", replace(part, window=ALWAYS))


def _rule(rule: Rule, place: Place) -> Iterator[Spoilt]:
    other = SWAPPED[rule.effect]
    note = f"{place.holder} made it {_spaced(other)}, not {_spaced(rule.effect)}"
    yield Spoilt("verdict", note, replace(rule, effect=other, settles=False))
    if rule.effect is Effect.PASS:
        settles = f"{place.holder} settled it even while a fail rule cannot be told"
        waits = f"{place.holder} did not settle it while a fail rule cannot be told"
        yield Spoilt("settles", waits if rule.settles else settles, replace(rule, settles=not rule.settles))


def _rules_lost(part: Criterion | Control, place: Place) -> Iterator[Spoilt]:
    if len(part.rules) < 2:
        return
    for number, rule in enumerate(part.rules):
        left = part.rules[:number] + part.rules[number + 1 :]
        yield Spoilt("rule", f"there were no rule {rule.id}", replace(part, rules=left))


def _decision_rule(rule: DecisionRule, place: Place) -> Iterator[Spoilt]:
    other = THEN.get(rule.then)
    if other is not None:
        note = f"{place.holder} said {_spaced(other)}, not {_spaced(rule.then)}"
        yield Spoilt("then", note, replace(rule, then=other, to=()))
    for number, day in enumerate(rule.to):
        for kind, moved in moved_operands(day, DATE, place.policy):
            to = (*rule.to[:number], moved, *rule.to[number + 1 :])
            words = f"{operand_words(moved, place.policy)}, not {operand_words(day, place.policy)}"
            yield Spoilt(kind, f"{place.holder} deferred it to {words}", replace(rule, to=to))
    for number, one in enumerate(rule.obligations):
        left = rule.obligations[:number] + rule.obligations[number + 1 :]
        yield Spoilt("obligation", f"{place.holder} brought no obligation {one.id}", replace(rule, obligations=left))


def _gate(gate: Gate, place: Place) -> Iterator[Spoilt]:
    for number, (rule, after) in enumerate(zip(gate.rules, gate.rules[1:], strict=False)):
        rules = (*gate.rules[:number], after, rule, *gate.rules[number + 2 :])
        yield Spoilt("order", f"{after.id} came before {rule.id}", replace(gate, rules=rules))
    if len(gate.rules) > 1:
        for number, rule in enumerate(gate.rules):
            left = gate.rules[:number] + gate.rules[number + 1 :]
            yield Spoilt("rule", f"there were no rule {rule.id}", replace(gate, rules=left))


def _obligation(one: Obligation, place: Place) -> Iterator[Spoilt]:
    if not one.binds:
        yield Spoilt("binds", f"a go depended on the obligation {one.id}", replace(one, binds=True))
    if one.ends_when is not None:
        note = f"the obligation {one.id} had no `ends_when`, and so no end"
        yield Spoilt("ends_when", note, replace(one, ends_when=None))
    if one.due is not None and not isinstance(one.due, str):
        before = operand_words(one.due, place.policy)
        for kind, moved in moved_operands(one.due, DATE, place.policy):
            note = f"the obligation {one.id} were due {operand_words(moved, place.policy)}, not {before}"
            yield Spoilt(kind, note, replace(one, due=moved))


def _spaced(word: str) -> str:
    return "no-go" if word == "no_go" else word.replace("_", " ")
