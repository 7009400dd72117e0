"""What follows from truths, as naively as the language says it: verdicts, states of controls and risks, outcomes.

No tokens, no rules that fire, no layers: each thing is worked out from its conditions when somebody asks for it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from gonogo.model import condition as c
from gonogo.model.policy import Control, Criterion, DecisionRule, Effect, Gate, Policy, Risk, Rule

CLEAR, NOT_MET, NOT_APPLICABLE, NOT_IN_FORCE = "clear", "not-met", "not-applicable", "not-in-force"


@dataclass
class Derived:
    """All that follows from the truth of each leaf condition, for the rules that are awake."""

    policy: Policy
    leaf_truths: Mapping[c.Condition, bool | None]
    asleep: frozenset[str] = frozenset()
    lifted: Mapping[str, frozenset[str]] = field(default_factory=dict)

    def truth(self, asked: c.Condition) -> bool | None:
        match asked:
            case c.All():
                return _both([self.truth(part) for part in asked.parts])
            case c.AnyOf():
                return _either([self.truth(part) for part in asked.parts])
            case c.Not():
                inner = self.truth(asked.part)
                return None if inner is None else not inner
            case c.StatusIs():
                return self.status_is(asked)
            case _:
                return self.leaf_truths[asked]

    def status_is(self, asked: c.StatusIs) -> bool | None:
        names = [name for name in asked.ids if not (asked.whole and name in self.asleep)]
        truths = []
        for name in names:
            status = self.status(asked.layer, name)
            truths.append(True if status in asked.statuses else None if status in ("unknown", "undecided") else False)
        return _both(truths) if asked.every else _either(truths)

    def status(self, layer: str, name: str) -> str:
        match layer:
            case c.Layer.CRITERION:
                return self.verdict(next(one for one in self.policy.criteria if one.id == name))[0]
            case c.Layer.CONTROL:
                return self.control(next(one for one in self.policy.controls if one.id == name))[0]
            case c.Layer.RISK:
                return self.risk(next(one for one in self.policy.risks if one.id == name))
            case _:
                return self.outcome(next(one for one in self.policy.gates if one.id == name))[0]

    # --- section 4 -------------------------------------------------------------------------------

    def verdict(self, criterion: Criterion) -> tuple[str, tuple[str, ...]]:
        """The verdict, and the rules that made it so."""
        verdict, rules = self._verdict(criterion)
        return ("waived" if verdict in self.lifted.get(criterion.id, ()) else verdict), rules

    def _verdict(self, criterion: Criterion) -> tuple[str, tuple[str, ...]]:
        if criterion.id in self.asleep:
            return "not_applicable", (f"{criterion.id}.{NOT_IN_FORCE}",)
        applies = True if criterion.applies_when is None else self.truth(criterion.applies_when)
        if applies is False:
            return "not_applicable", (f"{criterion.id}.{NOT_APPLICABLE}",)
        if applies is None:
            return "unknown", ()
        fails = self._truths(criterion.rules, Effect.FAIL)
        passes = self._truths(criterion.rules, Effect.PASS)
        settling = {rule.id for rule in criterion.rules if rule.settles}
        if failed := _holding(fails):
            return "fail", failed
        found = _holding(passes)
        ordinary = tuple(rule for rule in found if rule not in settling)
        if _all_false(fails):
            if ordinary:
                return "pass", ordinary
            if fails and all(rule.effect is Effect.FAIL for rule in criterion.rules):
                return "pass", (f"{criterion.id}.{CLEAR}",)
        if settled := tuple(rule for rule in found if rule in settling):
            return "pass", settled
        if passes and _all_false(passes):
            return "fail", (f"{criterion.id}.{NOT_MET}",)
        return "unknown", ()

    # --- section 6 -------------------------------------------------------------------------------

    def control(self, control: Control) -> tuple[str, tuple[str, ...]]:
        """The state, and the rules that made it so. One that is not in force is not told."""
        if control.id in self.asleep:
            return "unknown", ()
        for effect in (Effect.ENDED, Effect.BREACHED, Effect.IN_PLACE, Effect.PLANNED):
            if holding := _holding(self._truths(control.rules, effect)):
                return effect.value, holding
        in_place = self._truths(control.rules, Effect.IN_PLACE)
        if in_place and _all_false(in_place):
            return "not_in_place", (f"{control.id}.not-in-place",)
        return "unknown", ()

    def risk(self, risk: Risk) -> str:
        """A control that cannot be told leaves the risk unknown: nothing is accepted because nobody spoke of it."""
        states = {self.control(one)[0] for one in risk.controls if one.id not in self.asleep}
        accepted = True if risk.accepted_when is None else self.truth(risk.accepted_when)
        if states == {"ended"}:
            return "closed"
        if "breached" in states:
            return "breached"
        if accepted is False or "not_in_place" in states:
            return "open"
        if accepted is None or "unknown" in states or (not states and risk.accepted_when is None):
            return "unknown"
        return "accepted" if states <= {"in_place", "ended"} else "accepted_with_conditions"

    # --- section 7 -------------------------------------------------------------------------------

    def outcome(self, gate: Gate) -> tuple[str, tuple[str, ...]]:
        """The outcome before obligations are looked at, and the rule that decided."""
        for rule in self._awake(gate.rules):
            truth = self.truth(rule.when)
            if truth is None:
                break
            if truth:
                return rule.then.value, (rule.id,)
        return "undecided", ()

    def _awake(self, rules: Iterable[DecisionRule]) -> list[DecisionRule]:
        return [rule for rule in rules if rule.id not in self.asleep]

    def _truths(self, rules: Iterable[Rule], effect: Effect) -> dict[str, bool | None]:
        mine = [rule for rule in rules if rule.effect is effect and rule.id not in self.asleep]
        return {rule.id: self.truth(rule.condition) for rule in mine}


def _holding(truths: Mapping[str, bool | None]) -> tuple[str, ...]:
    return tuple(rule for rule, truth in truths.items() if truth)


def _all_false(truths: Mapping[str, bool | None]) -> bool:
    return all(truth is False for truth in truths.values())


def _both(truths: list[bool | None]) -> bool | None:
    return False if False in truths else None if None in truths else True


def _either(truths: list[bool | None]) -> bool | None:
    return True if True in truths else None if None in truths else False
