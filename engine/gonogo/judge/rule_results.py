"""What each rule came to, in a few words: enough for a paper, and quick where there are many. More: `explain`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from gonogo.judge.explain_found import found_words, status_words
from gonogo.judge.explain_seen import Seen, seen
from gonogo.judge.explain_witness import TRUTHS
from gonogo.judge.judgement import Judgement
from gonogo.model.condition import All, AnyOf, Condition, Layer, Leaf, Not, StatusIs
from gonogo.model.policy import DecisionRule, Rule

Part = dict[str, Any]


def rule_results(judgement: Judgement) -> dict[str, Part]:
    """By the rule's id: whether it is in force, its truth, whether the status rests on it, and what stopped it."""
    policy = judgement.policy
    found: dict[str, Part] = {}
    for criterion in policy.criteria:
        found |= _of(judgement, Layer.CRITERION, criterion.id, criterion.rules)
    for control in policy.controls:
        found |= _of(judgement, Layer.CONTROL, control.id, control.rules)
    for gate in policy.gates:
        found |= _of(judgement, Layer.DECISION, gate.id, gate.rules)
    return found


def _of(judgement: Judgement, layer: Layer, holder: str, rules: tuple[Rule | DecisionRule, ...]) -> dict[str, Part]:
    standing = judgement.standing(layer.value, holder)
    found: dict[str, Part] = {}
    for rule in rules:
        condition = rule.when if isinstance(rule, DecisionRule) else rule.condition
        asleep = rule.id in judgement.wiring.asleep
        truth = judgement.truth(condition, holder)
        found[rule.id] = {
            "in_force": not asleep,
            "truth": TRUTHS[truth],
            "decided": rule.id in standing.rules,
            "why": [] if asleep or truth == 2 else list(dict.fromkeys(_stoppers(judgement, condition, holder))),
        }
    return found


def _stoppers(judgement: Judgement, condition: Condition, holder: str, *, wanted: bool = True) -> Iterator[str]:
    """What was found of each leaf that is not what the rule wants of it."""
    match condition:
        case All(parts=parts) | AnyOf(parts=parts):
            for part in parts:
                yield from _stoppers(judgement, part, holder, wanted=wanted)
        case Not(part=part):
            yield from _stoppers(judgement, part, holder, wanted=not wanted)
        case _:
            if judgement.truth(condition, holder) != (2 if wanted else 0):
                yield _found(judgement, condition, holder, wanted=wanted)


def _found(judgement: Judgement, leaf: Leaf, holder: str, *, wanted: bool) -> str:
    if isinstance(leaf, StatusIs):
        names = [name for name in leaf.ids if not (leaf.whole and name in judgement.wiring.asleep)]
        subjects = [{"id": name, "status": judgement.standing(leaf.layer.value, name).status} for name in names]
        return status_words(leaf, subjects)
    one: Seen = seen(judgement, judgement.number(leaf, holder))
    return found_words(judgement, one, negated=not wanted)
