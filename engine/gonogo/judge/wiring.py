"""Turns a policy into positive rules for the inference engine, and says in which order its layers are closed.

A leaf condition number 7 is the token `c7:t` where it holds and `c7:f` where it does not; unknown is neither. `all`,
`any` and `not` become rules over tokens, each rule of the policy becomes one rule that derives a status such as
`AC3=fail`. Nothing is asked in the negative: what must be false is asked for by its `f` token.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from gonogo.judge.closing import Stage, stages
from gonogo.judge.subjects import obligation_id, obligations
from gonogo.model.condition import All, AnyOf, Condition, Not
from gonogo.model.horn import HornRule
from gonogo.model.noun import Noun
from gonogo.model.policy import Control, Criterion, DecisionRule, Effect, Gate, Policy, Risk, Rule


class Wiring(Noun, frozen=True):
    """The rules of a policy as they are in force on one day."""

    rules: tuple[HornRule, ...]
    places: dict[str, int]  # the policy's order of the rules, by id
    layer_of: dict[str, str]
    stages: tuple[Stage, ...]
    needed: frozenset[str]
    tokens: tuple[tuple[str | None, None, str | None], ...]  # of each condition, by its truth, where some rule needs it
    asleep: frozenset[str]  # ids that are not in force
    owing: bool  # whether the policy has obligations at all


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
    needed = frozenset(token for rule in wires.rules for token in rule.needs)
    return Wiring(
        rules=tuple(wires.rules),
        places={rule.id: place for place, rule in enumerate(wires.rules)},
        layer_of=wires.layer_of,
        stages=stages(policy, numbers, demands, wires.rules, asleep),
        needed=needed,
        tokens=tuple(_tokens(number, needed) for number in range(len(numbers))),
        asleep=asleep,
        owing=any(True for _ in obligations(policy)),
    )


def _tokens(number: int, needed: frozenset[str]) -> tuple[str | None, None, str | None]:
    false, true = f"c{number}:f", f"c{number}:t"
    return (false if false in needed else None, None, true if true in needed else None)


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
