"""Which conditions would have to be told, and which way, for something unknown to be settled: all ways, fewest first.

A way is a set of leaf conditions, each with the truth that it would need to have. What must hold in full needs all of
its unknown parts; where one of several is enough, each of them is a way of its own.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import product

from gonogo.judge.judgement import Judgement
from gonogo.judge.wiring import gate_rules, in_force
from gonogo.model.condition import All, AnyOf, Condition, Not
from gonogo.model.noun import Noun
from gonogo.model.policy import Control, Criterion, Effect, Gate, Outcome, Risk

MOST = 24  # ways that are kept while they are put together


class Want(Noun, frozen=True):
    """A leaf condition of a rule, by its number, and whether it would have to hold."""

    number: int
    holds: bool
    rule: str


Way = tuple[Want, ...]
Ways = tuple[Way, ...]  # none: no way; one that is empty: it is settled already
SETTLED: Ways = ((),)


def ways(judgement: Judgement, condition: Condition, holds: bool, of: tuple[str, str]) -> Ways:
    """How a condition would come to hold (or not to). `of`: the rule it belongs to, and whose evidence it is."""
    rule, holder = of
    truth = judgement.truth(condition, holder)
    if truth != 1:
        return SETTLED if (truth == 2) == holds else ()
    match condition:
        case Not(part=part):
            return ways(judgement, part, not holds, of)
        case All(parts=parts) | AnyOf(parts=parts):
            each = [ways(judgement, part, holds, of) for part in parts]
            return together(each) if isinstance(condition, All) == holds else either(each)
        case _:
            return ((Want(judgement.number(condition, holder), holds, rule),),)


def together(each: Iterable[Ways]) -> Ways:
    """All of these: one way of each, in every combination."""
    found = SETTLED
    for alternatives in each:
        found = _smallest(tuple(dict.fromkeys((*one, *other))) for one, other in product(found, alternatives))
    return found


def either(each: Iterable[Ways]) -> Ways:
    """Any of these."""
    return _smallest(way for alternatives in each for way in alternatives)


def _smallest(found: Iterable[Way]) -> Ways:
    """Without ways that hold another, fewest first; in the policy's order where they are alike."""
    kept: list[Way] = []
    for way in sorted(found, key=len):
        asked = {(want.number, want.holds) for want in way}
        if not any({(want.number, want.holds) for want in one} <= asked for one in kept):
            kept.append(way)
    return tuple(kept[:MOST])


# --- what would settle a criterion, a control, a risk, a gate ----------------------------------------


def criterion_ways(judgement: Judgement, one: Criterion) -> Ways:
    """Every reason to fail is to be told, and one reason to pass; a rule that settles is enough alone."""

    def of(rule: str, condition: Condition, holds: bool) -> Ways:
        return ways(judgement, condition, holds, (rule, one.id))

    rules = in_force(one.rules, judgement.wiring.asleep)
    applies = SETTLED
    if one.applies_when is not None:
        applies = of(f"{one.id}.applies", one.applies_when, True)
        if judgement.truth(one.applies_when, one.id) == 1:
            return applies  # first things first: if it does not apply, nothing else is needed
    no_fail = together(of(rule.id, rule.condition, False) for rule in rules if rule.effect is Effect.FAIL)
    passes = [rule for rule in rules if rule.effect is Effect.PASS]
    settling = [of(rule.id, rule.condition, True) for rule in passes if rule.settles]
    plain = [of(rule.id, rule.condition, True) for rule in passes if not rule.settles]
    shown = either(plain) if passes else SETTLED
    return either([*settling, together([applies, no_fail, shown])])


def control_ways(judgement: Judgement, one: Control) -> Ways:
    """One of its rules, other than one on a breach, is to hold; or what would be in place is known not to be."""
    rules = in_force(one.rules, judgement.wiring.asleep)
    asked = [rule for rule in rules if rule.effect is not Effect.BREACHED]
    return either(ways(judgement, rule.condition, True, (rule.id, one.id)) for rule in asked)


def risk_ways(judgement: Judgement, one: Risk) -> Ways:
    """What it is accepted by is to hold; its controls are asked for by themselves."""
    if one.accepted_when is None:
        return SETTLED
    return ways(judgement, one.accepted_when, True, (f"{one.id}.accepted", one.id))


def gate_ways(judgement: Judgement, gate: Gate) -> Ways:
    """Towards the first go that is still possible, each earlier rule being known not to hold."""
    rules = gate_rules(gate, judgement.wiring.asleep)
    truths = [judgement.truth(rule.when, gate.id) for rule in rules]
    certain = truths.index(2) if 2 in truths else len(rules)
    possible = [place for place in range(certain) if truths[place] == 1]
    goes = [place for place in possible if rules[place].then in (Outcome.GO, Outcome.GO_WITH_CONDITIONS)]
    target = goes[0] if goes else certain if certain < len(rules) else possible[-1] if possible else None
    if target is None:
        return SETTLED
    earlier = [ways(judgement, rule.when, False, (rule.id, gate.id)) for rule in rules[:target]]
    return together([*earlier, ways(judgement, rules[target].when, True, (rules[target].id, gate.id))])
