"""What a policy can come to at all: the statuses of its subjects, and the truths of its conditions.

What no evidence could bring about is not asked of the scenarios. Where this cannot be told from the policy's form
alone, it counts as something to be seen.
"""

from __future__ import annotations

from gonogo.model.condition import All, AnyOf, Condition, Layer, Not, StatusIs, leaves
from gonogo.model.decision import ControlState, RiskState, Verdict
from gonogo.model.policy import ALWAYS, Control, Criterion, DecisionRule, Effect, Gate, Outcome, Policy, Risk
from gonogo.model.spots import asked

Truths = frozenset[str]
EVERY: Truths = frozenset({"true", "false", "unknown"})
OPPOSITE = {"true": "false", "false": "true", "unknown": "unknown"}
UNTOLD = (Verdict.UNKNOWN.value, Outcome.UNDECIDED.value)
KEPT = {ControlState.IN_PLACE, ControlState.ENDED}


class Reach:
    """The statuses that each subject of a policy can have, by its layer and id, in the order of telling."""

    def __init__(self, policy: Policy) -> None:
        self._waivable = _waivable(policy)
        self.statuses: dict[tuple[str, str], tuple[str, ...]] = {}
        for criterion in policy.criteria:
            self.statuses[Layer.CRITERION.value, criterion.id] = self._of_criterion(criterion)
        for control in policy.controls:
            self.statuses[Layer.CONTROL.value, control.id] = _of_control(control)
        for risk in policy.risks:
            self.statuses[Layer.RISK.value, risk.id] = self._of_risk(risk)
        for gate in policy.gates:
            self.statuses[Layer.DECISION.value, gate.id] = _of_gate(gate, policy)

    def truths(self, condition: Condition) -> Truths:
        """The truths that a condition can take."""
        match condition:
            case All(parts=parts):
                return _together([self.truths(part) for part in parts], "true", "false")
            case AnyOf(parts=parts):
                return _together([self.truths(part) for part in parts], "false", "true")
            case Not(part=part):
                return frozenset(OPPOSITE[truth] for truth in self.truths(part))
            case StatusIs():
                return self._of_statuses(condition)
            case _:
                return EVERY

    def _of_statuses(self, leaf: StatusIs) -> Truths:
        each = [
            frozenset(
                "true" if status in leaf.statuses else "unknown" if status in UNTOLD else "false"
                for status in self.statuses.get((leaf.layer.value, name), UNTOLD)
            )
            for name in leaf.ids
        ]
        return _together(each, "true", "false") if leaf.every else _together(each, "false", "true")

    def _of_criterion(self, criterion: Criterion) -> tuple[str, ...]:
        effects = {rule.effect for rule in criterion.rules}
        found = [Verdict.PASS, Verdict.FAIL, Verdict.UNKNOWN] if effects else [Verdict.UNKNOWN]
        if criterion.applies_when is not None or criterion.window != ALWAYS:
            found.append(Verdict.NOT_APPLICABLE)
        if criterion.id in self._waivable:
            found.append(Verdict.WAIVED)
        return tuple(one.value for one in found)

    def _of_risk(self, risk: Risk) -> tuple[str, ...]:
        states = [set(self.statuses[Layer.CONTROL.value, control.id]) for control in risk.controls]
        planned = any(ControlState.PLANNED in each for each in states)
        can = {
            RiskState.ACCEPTED: all(each & KEPT for each in states),
            RiskState.ACCEPTED_WITH_CONDITIONS: planned
            and all(each & {*KEPT, ControlState.PLANNED} for each in states),
            RiskState.OPEN: risk.accepted_when is not None or any(ControlState.NOT_IN_PLACE in one for one in states),
            RiskState.BREACHED: any(ControlState.BREACHED in each for each in states),
            RiskState.CLOSED: bool(states) and all(ControlState.ENDED in each for each in states),
            RiskState.UNKNOWN: True,
        }
        if not states and risk.accepted_when is None:
            return (RiskState.UNKNOWN.value,)
        return tuple(state.value for state, possible in can.items() if possible)


def _together(each: list[Truths], whole: str, alone: str) -> Truths:
    """Of parts that must all be `whole`, and of which one that is `alone` is enough to make it otherwise."""
    if not each:
        return frozenset({whole})
    found = {truth for truths in each for truth in truths if truth != whole}
    return frozenset(found | ({whole} if all(whole in truths for truths in each) else set()))


def _of_control(control: Control) -> tuple[str, ...]:
    effects = {rule.effect for rule in control.rules}
    order = (Effect.IN_PLACE, Effect.PLANNED, Effect.BREACHED, Effect.ENDED)
    found = [effect.value for effect in order if effect in effects]
    if Effect.IN_PLACE in effects:
        found.append(ControlState.NOT_IN_PLACE.value)
    return (*found, ControlState.UNKNOWN.value)


def outcomes(rule: DecisionRule, policy: Policy) -> tuple[str, ...]:
    """What a decision rule can come to: a go that may bring an obligation also becomes a go with conditions."""
    binding = rule.obligations or any(control.obligations for control in policy.controls)
    if rule.then is Outcome.GO and binding:
        return (Outcome.GO.value, Outcome.GO_WITH_CONDITIONS.value)
    return (rule.then.value,)


def _of_gate(gate: Gate, policy: Policy) -> tuple[str, ...]:
    found = {outcome for rule in gate.rules for outcome in outcomes(rule, policy)} | {Outcome.UNDECIDED.value}
    return tuple(one.value for one in Outcome if one.value in found)


def _waivable(policy: Policy) -> frozenset[str]:
    """The criteria that somebody can waive, and of which the policy asks whether they are waived."""
    if policy.authority is None:
        return frozenset()
    found = [leaf for one in asked(policy) for leaf in leaves(one.condition) if isinstance(leaf, StatusIs)]
    return frozenset(
        name for leaf in found if leaf.layer is Layer.CRITERION and Verdict.WAIVED in leaf.statuses for name in leaf.ids
    )
