"""Whether two policies rule alike: one verdict by one rule, whatever the evidence makes of their conditions.

Each condition that they ask is taken for a statement, and every combination of truths that evidence could bring about
is gone through. So a rule is found that others leave nothing to do, and a test that matters only where a fail rule
holds already.
"""

from __future__ import annotations

from typing import Any

from gonogo.api_mutation import rule_alike
from gonogo.model.condition import All, AnyOf, Condition, Layer, Leaf, No, Not, ParameterIs, Some
from gonogo.model.noun import replace
from gonogo.model.policy import ALWAYS, Control, Criterion, DecisionRule, Gate, Policy, Risk, Rule
from gonogo.model.value import Kind, ValueType
from gonogo.scenarios.equivalence import condition_meaning
from gonogo.scenarios.meaning import Meaning

YES_OR_NO = ValueType(kind=Kind.BOOLEAN)
Ruler = Criterion | Control | Gate


def ruled_alike(policy: Policy, changed: Policy) -> bool:
    """Whether it is proved that no verdict, and no rule that is given for it, can ever differ.

    Asked of policies that differ in the rules of one criterion, control or decision.
    """
    found = _differing(policy, changed)
    if found is None:
        return False
    layer, before, after = found
    statements = _Statements()
    one, other = (_alone(policy, layer, statements.instead(part)) for part in (before, after))
    return rule_alike((one, other), policy, dict(statements.known.values()), (layer.value, before.id))


def _differing(policy: Policy, changed: Policy) -> tuple[Layer, Any, Any] | None:
    """The one part in whose rules two policies differ; None where they differ in more, or in anything else."""
    if replace(policy, criteria=(), risks=(), gates=()) != replace(changed, criteria=(), risks=(), gates=()):
        return None
    risks = zip(policy.risks, changed.risks, strict=True)
    if any(replace(one, controls=()) != replace(other, controls=()) for one, other in risks):
        return None
    layers = (
        (Layer.CRITERION, policy.criteria, changed.criteria),
        (Layer.CONTROL, policy.controls, changed.controls),
        (Layer.DECISION, policy.gates, changed.gates),
    )
    pairs = [(layer, *pair) for layer, *both in layers for pair in zip(*both, strict=True) if pair[0] != pair[1]]
    if len(pairs) != 1:
        return None
    layer, one, other = pairs[0]
    comparable = replace(one, rules=()) == replace(other, rules=()) and _only_conditions(one.rules, other.rules)
    return (layer, one, other) if comparable else None


def _only_conditions(before: tuple[Any, ...], after: tuple[Any, ...]) -> bool:
    """Whether rules differ in what they ask and conclude, and neither in when they are in force nor what they bring."""
    known = {rule.id: rule for rule in before}
    for rule in (*before, *after):
        other = known.get(rule.id, rule)
        if rule.window != ALWAYS:
            return False
        if isinstance(rule, DecisionRule) and (rule.obligations, rule.to) != (other.obligations, other.to):
            return False
    return True


class _Statements:
    """A statement for each condition that is asked, the same for what has the same meaning."""

    def __init__(self) -> None:
        self.known: dict[Meaning, tuple[Leaf, Leaf]] = {}  # the statement, and the condition that it stands for

    def instead(self, part: Any) -> Any:
        """The part with statements in the place of its conditions."""
        rules = tuple(self._rule(rule) for rule in part.rules)
        if isinstance(part, Criterion):
            applies = None if part.applies_when is None else self._condition(part.applies_when)
            return replace(part, rules=rules, applies_when=applies)
        return replace(part, rules=rules, obligations=()) if isinstance(part, Control) else replace(part, rules=rules)

    def _rule(self, rule: Rule | DecisionRule) -> Rule | DecisionRule:
        if isinstance(rule, Rule):
            return replace(rule, condition=self._condition(rule.condition))
        return replace(rule, when=self._condition(rule.when), obligations=())

    def _condition(self, condition: Condition) -> Condition:
        match condition:
            case All(parts=parts) | AnyOf(parts=parts):
                return replace(condition, parts=tuple(map(self._condition, parts)))
            case Not(part=part):
                return replace(condition, part=self._condition(part))
            case _:
                return self._statement(condition)

    def _statement(self, leaf: Leaf) -> Condition:
        if isinstance(leaf, No):
            return Not(self._statement(Some(leaf.selection, leaf.at)), leaf.at)
        stands = ParameterIs(f"statement {len(self.known)}", YES_OR_NO, (), leaf.at)
        return self.known.setdefault(condition_meaning(leaf), (stands, leaf))[0]


def _alone(policy: Policy, layer: Layer, part: Any) -> Policy:
    """A policy that has nothing but this part."""
    alone = replace(policy, criteria=(), risks=(), gates=())
    match layer:
        case Layer.CRITERION:
            return replace(alone, criteria=(part,))
        case Layer.CONTROL:
            of: Risk = next(risk for risk in policy.risks if any(one.id == part.id for one in risk.controls))
            return replace(alone, risks=(replace(of, accepted_when=None, controls=(part,)),))
        case _:
            return replace(alone, gates=(part,))
