"""From a status that a criterion, control, risk or gate is to have, to the changes of evidence that would give it.

The statuses are those of `judge.standing`, read backwards: what must hold, and what must not, for each to be derived.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from gonogo.judge.change_fields import Fields
from gonogo.judge.change_figures import figures
from gonogo.judge.change_kinds import Change, Changer, GiveWaiver
from gonogo.judge.change_look import Look
from gonogo.judge.change_records import Guard, Kit, Records
from gonogo.judge.change_sweep import sweep
from gonogo.judge.change_walk import Walk
from gonogo.judge.change_ways import NOTHING, Ways, all_ways, any_way
from gonogo.judge.judgement import Judgement
from gonogo.judge.wiring import gate_rules, in_force
from gonogo.model.condition import (
    All,
    AnyOf,
    Condition,
    Every,
    Layer,
    No,
    Not,
    Some,
    StatusIs,
)
from gonogo.model.decision import ControlState, RiskState, Verdict
from gonogo.model.policy import Control, Criterion, Demand, Effect, Gate, Outcome, Policy, Risk, Rule

ALL = {
    Layer.CRITERION: (Verdict.PASS, Verdict.WAIVED, Verdict.FAIL),
    Layer.CONTROL: (ControlState.IN_PLACE, ControlState.ENDED, ControlState.PLANNED, ControlState.BREACHED),
    Layer.RISK: (RiskState.ACCEPTED, RiskState.ACCEPTED_WITH_CONDITIONS, RiskState.CLOSED),
    Layer.DECISION: tuple(Outcome),
}
EFFECTS = {
    ControlState.ENDED: Effect.ENDED,
    ControlState.BREACHED: Effect.BREACHED,
    ControlState.IN_PLACE: Effect.IN_PLACE,
    ControlState.PLANNED: Effect.PLANNED,
}


class Subjects:
    """The ways to each status, on one judgement. Each is worked out once."""

    def __init__(self, judgement: Judgement, kit: Kit) -> None:
        self.judgement = judgement
        self.kit = kit
        self._walks: dict[str, Walk] = {}
        self._known: dict[tuple[str, tuple[str, ...]], Ways] = {}
        policy = judgement.policy
        self._criteria = {one.id: one for one in policy.criteria}
        self._controls = {one.id: one for one in policy.controls}
        self._risks = {one.id: one for one in policy.risks}
        self._gates = {one.id: one for one in policy.gates}

    def ways(self, layer: str, name: str, wanted: Sequence[str]) -> Ways:
        """The best few ways for a subject to come to one of some statuses."""
        if self.judgement.standing(layer, name).status in wanted:
            return NOTHING
        key = (name, tuple(wanted))
        if key not in self._known:
            self._known[key] = self._ways(layer, name, wanted)
        return self._known[key]

    def _ways(self, layer: str, name: str, wanted: Sequence[str]) -> Ways:
        if name in self.judgement.wiring.asleep:
            return []
        match layer:
            case Layer.CRITERION:
                return any_way(*(self._criterion(self._criteria[name], status) for status in wanted))
            case Layer.CONTROL:
                return any_way(*(self._control(self._controls[name], status) for status in wanted))
            case Layer.RISK:
                return any_way(*(self._risk(self._risks[name], status) for status in wanted))
            case _:
                return any_way(*(self._gate(self._gates[name], status) for status in wanted))

    def statuses(self, asked: StatusIs, want: bool) -> Ways:
        """So that subjects of a lower layer surely have, or have not, one of some statuses."""
        names = [one for one in asked.ids if not (asked.whole and one in self.judgement.wiring.asleep)]
        wanted = [one for one in ALL[asked.layer] if (one in asked.statuses) is want]
        each = [self.ways(asked.layer.value, name, wanted) for name in names]
        return all_ways(each) if asked.every is want else any_way(*each)

    def all_waived(self) -> Ways:
        """The authority waives each criterion that is not met."""
        met = (Verdict.PASS, Verdict.WAIVED, Verdict.NOT_APPLICABLE)
        open_ones = [one for one in self._criteria if self.judgement.standing(Layer.CRITERION, one).status not in met]
        return all_ways(self.waivers(self._criteria[one])[-1:] for one in open_ones)[:1] if open_ones else []

    # --- criteria --------------------------------------------------------------------------------

    def _criterion(self, one: Criterion, status: str) -> Ways:
        walk = self._walk(one.id, one.demand)
        rules = in_force(one.rules, self.judgement.wiring.asleep)
        match status:
            case Verdict.PASS:
                applies = [] if one.applies_when is None else [walk.condition(one.applies_when, True)]
                return any_way(*(all_ways([*applies, ways]) for ways in self._passes(walk, one, rules)))
            case Verdict.FAIL:
                failing = [walk.condition(rule.condition, True) for rule in rules if rule.effect is Effect.FAIL]
                passing = [walk.condition(rule.condition, False) for rule in rules if rule.effect is Effect.PASS]
                return any_way(*failing, all_ways(passing) if passing else [])
            case _:
                return self.waivers(one)

    def _passes(self, walk: Walk, one: Criterion, rules: Sequence[Rule]) -> Iterator[Ways]:
        """By each rule that may pass it, or for want of any reason to fail."""
        fails = [rule.condition for rule in rules if rule.effect is Effect.FAIL]
        passes = [rule for rule in rules if rule.effect is Effect.PASS]
        clear = [walk.condition(condition, False) for condition in fails]
        for rule in passes:
            if rule.settles:
                against = [walk.condition(one, False) for one in fails if walk.look.truth(one) == 2]
                yield all_ways([*against, walk.condition(rule.condition, True)])
            else:
                yield all_ways([*clear, walk.condition(rule.condition, True)])
        if fails and not any(rule.effect is Effect.PASS for rule in one.rules):
            yield all_ways(clear)

    def waivers(self, one: Criterion) -> Ways:
        """A waiver by the authority: of the whole, or of the only rule that fails."""
        authority = self.judgement.policy.authority
        if authority is None or "waiver" not in self.judgement.policy.facts:
            return []
        rules = in_force(one.rules, self.judgement.wiring.asleep)
        look = self._walk(one.id, one.demand).look
        failing = [rule.id for rule in rules if rule.effect is Effect.FAIL and look.truth(rule.condition) == 2]
        found = [(GiveWaiver(criterion=one.id, rule=None, by=authority),)]
        if len(failing) == 1:
            found.append((GiveWaiver(criterion=one.id, rule=failing[0], by=authority),))
        self.kit.pool.update(dict.fromkeys(change for way in found for change in way))
        return any_way(found)

    # --- controls and risks ----------------------------------------------------------------------

    def _control(self, one: Control, status: str) -> Ways:
        """The rule for it holds, and none that outranks it does."""
        states = list(EFFECTS)
        walk = self._walk(one.id, one.demand)
        rules = in_force(one.rules, self.judgement.wiring.asleep)
        above = {EFFECTS[state] for state in states[: states.index(ControlState(status))]}
        against = [
            walk.condition(rule.condition, False)
            for rule in rules
            if rule.effect in above and walk.look.truth(rule.condition) == 2
        ]
        mine = [rule for rule in rules if rule.effect is EFFECTS[ControlState(status)]]
        return any_way(*(all_ways([*against, walk.condition(rule.condition, True)]) for rule in mine))

    def _risk(self, one: Risk, status: str) -> Ways:
        controls = [control.id for control in one.controls if control.id not in self.judgement.wiring.asleep]
        if status == RiskState.CLOSED:
            return all_ways(self._states(controls, [ControlState.ENDED])) if controls else []
        wanted = [ControlState.IN_PLACE, ControlState.ENDED]
        if status == RiskState.ACCEPTED_WITH_CONDITIONS:
            wanted.append(ControlState.PLANNED)
        accepted = one.accepted_when
        needed = [] if accepted is None else [self._walk(one.id, one.demand).condition(accepted, True)]
        needed += self._states(controls, wanted)
        return all_ways(needed) if needed else []

    def _states(self, controls: Iterable[str], wanted: Sequence[ControlState]) -> list[Ways]:
        return [self.ways(Layer.CONTROL.value, name, wanted) for name in controls]

    # --- gates -----------------------------------------------------------------------------------

    def _gate(self, one: Gate, status: str) -> Ways:
        """A rule for it holds, and none of the earlier ones does."""
        walk = self._walk(one.id, one.demand)
        earlier: list[Condition] = []
        found: list[Ways] = []
        for rule in gate_rules(one, self.judgement.wiring.asleep):
            if rule.then == status:
                found.append(
                    all_ways([walk.condition(rule.when, True), *(walk.condition(before, False) for before in earlier)])
                )
            earlier.append(rule.when)
        return any_way(*found)

    def swept(self, name: str) -> Iterator[Change]:
        """Every small change that a criterion's own conditions could take notice of."""
        if name in self._criteria:
            one = self._criteria[name]
            rules = in_force(one.rules, self.judgement.wiring.asleep)
            applies = [] if one.applies_when is None else [one.applies_when]
            yield from sweep(self._walk(one.id, one.demand).records, [*applies, *(rule.condition for rule in rules)])

    def _walk(self, holder: str, demand: Demand) -> Walk:
        if holder not in self._walks:
            look = Look(self.judgement, holder, demand)
            self._walks[holder] = Walk(look, Records(look, self.kit), self.statuses, figures)
        return self._walks[holder]


def kit_for(policy: Policy, judgement: Judgement) -> Kit:
    return Kit(Fields(policy), tuple(_guards(policy)), Changer(policy, judgement.as_of))


def _guards(policy: Policy) -> Iterator[Guard]:
    """What no record should be, and what each should have, by the rules of all criteria and controls."""
    for criterion in policy.criteria:
        for rule in criterion.rules:
            yield from _guards_of(rule.condition, rule.effect is Effect.PASS)
    for control in policy.controls:
        for rule in control.rules:
            if rule.effect is Effect.BREACHED:
                yield from _guards_of(rule.condition, False)


def _guards_of(condition: Condition, want: bool) -> Iterator[Guard]:
    match condition:
        case All(parts=parts) | AnyOf(parts=parts):
            for part in parts:
                yield from _guards_of(part, want)
        case Not(part=part):
            yield from _guards_of(part, not want)
        case Some(selection=selection) if not want:
            yield Guard(selection.fact, selection.where, None)
        case No(selection=selection) if want:
            yield Guard(selection.fact, selection.where, None)
        case Every(selection=selection, has=has) if want and has:
            yield Guard(selection.fact, selection.where, has)
        case _:
            return
