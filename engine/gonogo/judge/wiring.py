"""Turns a policy into positive rules for the inference engine, and says in which order its layers are closed.

A leaf condition number 7 is the token `c7:t` where it holds and `c7:f` where it does not; unknown is neither. `all`,
`any` and `not` become rules over tokens, each rule of the policy becomes one rule that derives a status such as
`AC3=fail`. Nothing is asked in the negative: what must be false is asked for by its `f` token.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from gonogo.model.condition import All, AnyOf, Condition, Layer, Not, StatusIs, leaves
from gonogo.model.horn import HornRule
from gonogo.model.noun import Noun
from gonogo.model.policy import Control, Criterion, DecisionRule, Effect, Gate, Obligation, Policy, Risk, Rule

OBLIGATION = "obligation"
Subject = tuple[str, str]  # (layer, id)


class Stage(Noun, frozen=True):
    """Subjects that depend only on earlier stages, and the status conditions they ask."""

    subjects: tuple[Subject, ...]
    statuses: tuple[int, ...]


class Wiring(Noun, frozen=True):
    """The rules of a policy as they are in force on one day."""

    rules: tuple[HornRule, ...]
    places: dict[str, int]  # the policy's order of the rules, by id
    layer_of: dict[str, str]
    stages: tuple[Stage, ...]
    needed: frozenset[str]
    asleep: frozenset[str]  # ids that are not in force


@dataclass(slots=True)
class _Wire:
    numbers: dict[tuple[Condition, int], int]  # (leaf, demand) -> its number
    rules: list[HornRule] = field(default_factory=list)
    layer_of: dict[str, str] = field(default_factory=dict)
    nodes: dict[tuple[Condition, int], str] = field(default_factory=dict)

    def add(self, layer: str, rule: str, needs: Sequence[str], derives: str) -> None:
        self.rules.append(HornRule(rule, tuple(dict.fromkeys(needs)), derives))
        self.layer_of[rule] = layer

    def token(self, condition: Condition, demand: int, *, holds: bool) -> str:
        """The token that says that a condition holds (or that it does not)."""
        if isinstance(condition, Not):
            return self.token(condition.part, demand, holds=not holds)
        if isinstance(condition, All | AnyOf):
            return f"{self._node(condition, demand)}:{'t' if holds else 'f'}"
        return f"c{self.numbers[condition, demand]}:{'t' if holds else 'f'}"

    def _node(self, condition: All | AnyOf, demand: int) -> str:
        key = (condition, demand)
        if key not in self.nodes:
            true = [self.token(part, demand, holds=True) for part in condition.parts]
            false = [self.token(part, demand, holds=False) for part in condition.parts]
            node = self.nodes[key] = f"n{len(self.nodes)}"
            together, alone, name = (true, false, "t") if isinstance(condition, All) else (false, true, "f")
            other = "f" if name == "t" else "t"
            self.add("conditions", f"{node}:{name}", together, f"{node}:{name}")
            for position, token in enumerate(dict.fromkeys(alone)):
                self.add("conditions", f"{node}:{other}.{position + 1}", [token], f"{node}:{other}")
        return self.nodes[key]


def wire(
    policy: Policy, numbers: dict[tuple[Condition, int], int], demands: dict[str, int], asleep: frozenset[str]
) -> Wiring:
    """The rules in force. `demands` gives, for each criterion, control and so on, the demand its evidence is under."""
    wires = _Wire(numbers)
    for criterion in policy.criteria:
        if criterion.id not in asleep:
            _criterion(wires, criterion, demands[criterion.id], asleep)
    for risk in policy.risks:
        for control in risk.controls:
            if control.id not in asleep:
                _control(wires, control, demands[control.id], asleep)
        _risk(wires, risk, demands[risk.id], asleep)
    for gate in policy.gates:
        _gate(wires, gate, demands[gate.id], asleep)
    for holder, obligation in obligations(policy):
        if obligation.ends_when is not None:
            name = obligation_id(holder, obligation)
            token = wires.token(obligation.ends_when, demands[holder], holds=True)
            wires.add("obligations", f"{name}.met", [token], f"{name}=met")
    return Wiring(
        rules=tuple(wires.rules),
        places={rule.id: place for place, rule in enumerate(wires.rules)},
        layer_of=wires.layer_of,
        stages=_stages(policy, numbers, demands),
        needed=frozenset(token for rule in wires.rules for token in rule.needs),
        asleep=asleep,
    )


def in_force(rules: Sequence[Rule], asleep: frozenset[str]) -> list[Rule]:
    return [rule for rule in rules if rule.id not in asleep]


def _criterion(wires: _Wire, criterion: Criterion, demand: int, asleep: frozenset[str]) -> None:
    name, rules = criterion.id, in_force(criterion.rules, asleep)
    fails = [rule for rule in rules if rule.effect is Effect.FAIL]
    passes = [rule for rule in rules if rule.effect is Effect.PASS]
    declared_pass = any(rule.effect is Effect.PASS for rule in criterion.rules)
    applies: list[str] = []
    if criterion.applies_when is not None:
        applies = [wires.token(criterion.applies_when, demand, holds=True)]
        token = wires.token(criterion.applies_when, demand, holds=False)
        wires.add("criteria", f"{name}.not-applicable", [token], f"{name}=not_applicable")
    no_fail = [wires.token(rule.condition, demand, holds=False) for rule in fails]
    for rule in rules:
        holds = wires.token(rule.condition, demand, holds=True)
        if rule.effect is Effect.FAIL:
            wires.add("criteria", rule.id, [*applies, holds], f"{name}=fail")
        elif rule.settles:
            wires.add("criteria", rule.id, [*applies, holds], f"{name}=settled")
        else:
            wires.add("criteria", rule.id, [*applies, holds, *no_fail], f"{name}=pass")
    if passes:
        no_pass = [wires.token(rule.condition, demand, holds=False) for rule in passes]
        wires.add("criteria", f"{name}.not-met", [*applies, *no_pass], f"{name}=not_met")
    elif fails and not declared_pass:
        wires.add("criteria", f"{name}.clear", [*applies, *no_fail], f"{name}=pass")


def _control(wires: _Wire, control: Control, demand: int, asleep: frozenset[str]) -> None:
    rules = in_force(control.rules, asleep)
    for rule in rules:
        holds = wires.token(rule.condition, demand, holds=True)
        wires.add("controls", rule.id, [holds], f"{control.id}={rule.effect.value}")
    in_place = [rule for rule in rules if rule.effect is Effect.IN_PLACE]
    if in_place:
        needs = [wires.token(rule.condition, demand, holds=False) for rule in in_place]
        wires.add("controls", f"{control.id}.not-in-place", needs, f"{control.id}=not_in_place")


def _risk(wires: _Wire, risk: Risk, demand: int, asleep: frozenset[str]) -> None:
    """Over the closed states of its controls; `kept` is in place or ended, `held` is that or planned."""
    name = risk.id
    controls = [control.id for control in risk.controls if control.id not in asleep]
    accepted: list[str] = []
    if risk.accepted_when is not None:
        accepted = [wires.token(risk.accepted_when, demand, holds=True)]
        wires.add("risks", f"{name}.open", [wires.token(risk.accepted_when, demand, holds=False)], f"{name}=open")
    for position, control in enumerate(controls, 1):
        wires.add("risks", f"{name}.breached.{position}", [f"{control}:breached"], f"{name}=breached")
        wires.add("risks", f"{name}.open.{position}", [f"{control}:not_in_place"], f"{name}=open")
    if controls:
        wires.add("risks", f"{name}.closed", [f"{control}:ended" for control in controls], f"{name}=closed")
    kept = [*accepted, *(f"{control}:kept" for control in controls)]
    held = [*accepted, *(f"{control}:held" for control in controls)]
    if kept:
        wires.add("risks", f"{name}.accepted", kept, f"{name}=accepted")
        wires.add("risks", f"{name}.accepted-with-conditions", held, f"{name}=accepted_with_conditions")


def _gate(wires: _Wire, gate: Gate, demand: int, asleep: frozenset[str]) -> None:
    """The first rule in order that holds, and only where each earlier one is known not to."""
    earlier: list[str] = []
    for rule in gate_rules(gate, asleep):
        holds = wires.token(rule.when, demand, holds=True)
        wires.add("decision", rule.id, [*earlier, holds], f"{gate.id}={rule.then.value}")
        earlier.append(wires.token(rule.when, demand, holds=False))


def gate_rules(gate: Gate, asleep: frozenset[str]) -> list[DecisionRule]:
    return [rule for rule in gate.rules if rule.id not in asleep]


# --- order ---------------------------------------------------------------------------------------


def obligations(policy: Policy) -> Iterator[tuple[str, Obligation]]:
    """Each obligation that the policy may bring, with the id of what it stands on: a control, or the rule's gate."""
    for control in policy.controls:
        for obligation in control.obligations:
            yield control.id, obligation
    for gate in policy.gates:
        for rule in gate.rules:
            for obligation in rule.obligations:
                yield gate.id, obligation


def obligation_id(holder: str, obligation: Obligation) -> str:
    return f"{holder}/{obligation.id}"


def conditions_of(policy: Policy) -> Iterator[tuple[Subject, str, Condition]]:
    """Every condition of the policy: the subject that it decides, and the id whose demand on evidence holds for it."""
    for criterion in policy.criteria:
        subject = (Layer.CRITERION.value, criterion.id)
        if criterion.applies_when is not None:
            yield subject, criterion.id, criterion.applies_when
        for rule in criterion.rules:
            yield subject, criterion.id, rule.condition
    for risk in policy.risks:
        if risk.accepted_when is not None:
            yield (Layer.RISK.value, risk.id), risk.id, risk.accepted_when
        for control in risk.controls:
            for rule in control.rules:
                yield (Layer.CONTROL.value, control.id), control.id, rule.condition
    for gate in policy.gates:
        for decision_rule in gate.rules:
            yield (Layer.DECISION.value, gate.id), gate.id, decision_rule.when
    for holder, obligation in obligations(policy):
        if obligation.ends_when is not None:
            yield (OBLIGATION, obligation_id(holder, obligation)), holder, obligation.ends_when


def _stages(policy: Policy, numbers: dict[tuple[Condition, int], int], demands: dict[str, int]) -> tuple[Stage, ...]:
    needs: dict[Subject, set[Subject]] = {subject: set() for subject in _subjects(policy)}
    asks: dict[Subject, set[int]] = {subject: set() for subject in needs}
    for subject, holder, condition in conditions_of(policy):
        for leaf in leaves(condition):
            if isinstance(leaf, StatusIs):
                needs[subject] |= {(leaf.layer.value, name) for name in leaf.ids}
                asks[subject].add(numbers[leaf, demands[holder]])
    for risk in policy.risks:
        needs[Layer.RISK.value, risk.id] |= {(Layer.CONTROL.value, control.id) for control in risk.controls}
    stages: list[Stage] = []
    done: set[Subject] = set()
    while len(done) < len(needs):
        ready = tuple(subject for subject in needs if subject not in done and needs[subject] <= done)
        assert ready, "the reader refuses policies that go round in circles"
        stages.append(Stage(ready, tuple(sorted({number for subject in ready for number in asks[subject]}))))
        done |= set(ready)
    return tuple(stages)


def _subjects(policy: Policy) -> Iterator[Subject]:
    yield from ((Layer.CRITERION.value, criterion.id) for criterion in policy.criteria)
    yield from ((Layer.CONTROL.value, control.id) for control in policy.controls)
    yield from ((Layer.RISK.value, risk.id) for risk in policy.risks)
    yield from ((Layer.DECISION.value, gate.id) for gate in policy.gates)
    yield from ((OBLIGATION, obligation_id(holder, one)) for holder, one in obligations(policy))
