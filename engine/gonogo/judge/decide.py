"""Decides: evidence against a policy, as on a day. Observe the conditions, infer what follows, close each layer.

A `Judge` is a policy made ready: its conditions compiled, its rules wired into the inference engine. It keeps what it
worked out for a vector of truths, for equal truths have equal consequences, whatever the evidence behind them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from copy import copy
from datetime import date
from typing import Any

from gonogo.judge.adequacy import shortfalls
from gonogo.judge.admit import Admission
from gonogo.judge.admitted import Admitted
from gonogo.judge.generate import Asked, Program, generate
from gonogo.judge.infer import Network
from gonogo.judge.judgement import Judgement, Ruled, whole_truth
from gonogo.judge.observe import Observed, endings, observe
from gonogo.judge.replay import Replay
from gonogo.judge.set_aside import set_aside
from gonogo.judge.standing import Inference, chain, status_truth
from gonogo.judge.strict import admit_strictly
from gonogo.judge.subjects import conditions_of
from gonogo.judge.waivers import lifted, nothing_left, waived_rules
from gonogo.judge.wiring import Wiring, wire
from gonogo.model.condition import Condition, Layer, StatusIs, leaves
from gonogo.model.decision import Verdict
from gonogo.model.diagnostic import InternalError
from gonogo.model.evidence import Evidence, Waiver
from gonogo.model.horn import Fired
from gonogo.model.noun import replace
from gonogo.model.plain_pack import PlainPack
from gonogo.model.policy import ALWAYS, Demand, Policy, Window
from gonogo.model.truth import Truth
from gonogo.model.value import Value

NOTHING: Mapping[Any, Any] = {}


class Judge:
    """A policy made ready to decide, any number of times."""

    def __init__(self, policy: Policy, *, remember: bool = True) -> None:
        self.policy = policy
        self.demands, self.demand_of = _demands(policy)
        self.asked, self.numbers = _asked(policy, self.demand_of)
        self.program: Program = generate(policy, self.asked)
        self.statuses = {number: one.leaf for number, one in enumerate(self.asked) if isinstance(one.leaf, StatusIs)}
        self._admission = Admission(policy)
        self._windows = _windows(policy)
        self._wirings: dict[frozenset[str], tuple[Wiring, Network, Replay]] = {}
        self._inferences: dict[Any, Inference] = {}
        self._cases: dict[tuple[tuple[str, Value], ...], Judge] = {}
        self._remember = remember
        self._lenient = all(demand == 0 for _, demand in self.program.slots)

    def judge(self, evidence: Evidence, as_of: date | None = None) -> Judgement:
        """Decides on the evidence as known on `as_of` (default: the evidence's own day)."""
        if evidence.case:
            return self._of(evidence.case)._judge(evidence, as_of)
        return self._judge(evidence, as_of)

    def rule(self, pack: PlainPack | Evidence, as_of: date | None = None) -> Ruled:
        """The same for whoever asks for no explanation; a pack that is plain on the day is not made more of."""
        if not isinstance(pack, PlainPack):
            return self.judge(pack, as_of)
        day = pack.as_of if as_of is None else as_of
        if not self._lenient or not pack.is_plain_on(day):
            return self._judge(pack.evidence(), day)
        tables = [pack.lists.get(fact) or self._admission.unsaid(fact, day) for fact, _ in self.program.slots]
        observed = observe(self.program, self.policy, tables, pack, day)
        asleep = self.asleep(day)
        inference = self._infer(observed.truths, asleep, NOTHING)
        return Ruled(
            policy=self.policy,
            numbers=self.numbers,
            demand_of=self.demand_of,
            as_of=day,
            truths=_whole(observed.truths, inference),
            counts=observed.counts,
            wiring=self._wiring(asleep)[0],
            inference=inference,
            waivers=(),
            waived_by=NOTHING,
            endings=NOTHING,
        )

    def _of(self, case: Mapping[str, Value]) -> Judge:
        """The same, with the values that the policy leaves to the case. No condition has to be compiled anew for it."""
        key = tuple(case.items())
        if key not in self._cases:
            mine = self._cases[key] = copy(self)
            given = {name: replace(self.policy.parameters[name], value=value) for name, value in case.items()}
            mine.policy = replace(self.policy, parameters={**self.policy.parameters, **given})
        return self._cases[key]

    def _judge(self, evidence: Evidence, as_of: date | None) -> Judgement:
        day = evidence.as_of if as_of is None else as_of
        facts = self._admission.admit(evidence, day)
        admitted = self._slots(facts, evidence, day)
        observed = self._observe(admitted, evidence, day)
        asleep = self.asleep(day)
        waived = self._waived(evidence, facts, day)
        inference = self._infer(observed.truths, asleep, {name: lifted for name, (lifted, _) in waived.items()})
        return Judgement(
            policy=self.policy,
            program=self.program,
            numbers=self.numbers,
            demand_of=self.demand_of,
            evidence=evidence,
            as_of=day,
            admitted=admitted,
            facts=facts,
            tables=observed.tables,
            truths=_whole(observed.truths, inference),
            counts=observed.counts,
            predicates=observed.predicates,
            wiring=self._wiring(asleep)[0],
            inference=inference,
            waivers=evidence.waivers,
            waived_by={name: by for name, (_, by) in waived.items()},
            endings=endings(
                self.policy, facts, evidence, day, lambda one: status_truth(one, inference.standings, asleep)
            ),
        )

    def asleep(self, day: date) -> frozenset[str]:
        """The ids of criteria, rules and controls that are not in force on a day."""
        return frozenset([name for name, window in self._windows if not window.holds(day)])

    # --- observe ---------------------------------------------------------------------------------

    def _slots(self, facts: Mapping[str, Admitted], evidence: Evidence, day: date) -> tuple[Admitted, ...]:
        """The table of each slot; under a strict demand only what adequate sources support."""
        return tuple(
            facts[fact] if demand == 0 else self._strictly(facts[fact], self.demands[demand], evidence, day)
            for fact, demand in self.program.slots
        )

    def _strictly(self, admitted: Admitted, demand: Demand, evidence: Evidence, day: date) -> Admitted:
        if admitted.fact in self.policy.tables:
            return admitted

        def adequate(source: str) -> Truth:
            met = min(
                (truth for _, truth in shortfalls(demand, evidence.sources[source], self.policy, day)),
                default=2,
            )
            return Truth(met)

        return admit_strictly(admitted, adequate)

    def _observe(self, admitted: tuple[Admitted, ...], evidence: Evidence, day: date) -> Observed:
        return observe(self.program, self.policy, admitted, evidence, day)

    # --- infer -----------------------------------------------------------------------------------

    def _infer(self, truths: tuple[int, ...], asleep: frozenset[str], lift: Mapping[str, frozenset[str]]) -> Inference:
        lifting = tuple(sorted((name, tuple(sorted(verdicts))) for name, verdicts in lift.items())) if lift else ()
        key = (truths, asleep, lifting)
        known = self._inferences.get(key)
        if known is not None:
            return known
        wiring, network, replay = self._wiring(asleep)
        replay.restart()
        with network.session() as session:

            def add(tokens: Sequence[str]) -> list[Fired]:
                fired = session.add(tokens)
                if replay.add(tokens) != fired:
                    raise InternalError("the inference engine and its replay disagree; no decision is given")
                return fired

            inference = chain(wiring, truths, self.statuses, lift, add)
        if self._remember:
            self._inferences[key] = inference
        return inference

    def _wiring(self, asleep: frozenset[str]) -> tuple[Wiring, Network, Replay]:
        if asleep not in self._wirings:
            wiring = wire(self.policy, self.numbers, self.demand_of, asleep)
            self._wirings[asleep] = (wiring, Network(wiring.rules), Replay(wiring.rules))
        return self._wirings[asleep]

    # --- waivers ---------------------------------------------------------------------------------

    def _waived(
        self, evidence: Evidence, facts: Mapping[str, Admitted], day: date
    ) -> dict[str, tuple[frozenset[str], tuple[str, ...]]]:
        """For each criterion with a waiver in force: the verdicts it sets aside, and the waivers' ids."""
        if not evidence.waivers:
            return {}
        criteria = {one.id: one for one in self.policy.criteria}

        def truths_without(waivers: Sequence[Waiver]) -> tuple[int, ...]:
            kept = {name: set_aside(one, waivers, evidence, self.policy) for name, one in facts.items()}
            return self._observe(self._slots(kept, evidence, day), evidence, day).truths

        def verdict_without(name: str, waivers: Sequence[Waiver]) -> str:
            criterion, asleep = criteria[name], self.asleep(day)
            demand = self.demand_of[name]

            def truth_without(condition: Condition, waivers: Sequence[Waiver]) -> int:
                truths = truths_without(waivers)
                return whole_truth(condition, lambda leaf: truths[self.numbers[leaf, demand]])

            waived = waived_rules(criterion, waivers, truth_without)
            if nothing_left(criterion, asleep, waived):
                return Verdict.PASS
            truths = truths_without([waiver for waiver in waivers if waiver.rule is None])
            return self._infer(truths, asleep | waived, {}).standings[Layer.CRITERION.value, name].status

        return lifted(evidence, self.policy, facts, day, verdict_without)


def _whole(truths: tuple[int, ...], inference: Inference) -> tuple[int, ...]:
    """The truths of all conditions, those on statuses included."""
    whole = list(truths)
    for number, truth in inference.statuses.items():
        whole[number] = truth
    return tuple(whole)


def _demands(policy: Policy) -> tuple[list[Demand], dict[str, int]]:
    """The strict demands, numbered from 1 (0: none), and the number that holds for each subject's evidence."""
    demands: list[Demand] = [Demand()]
    number_of: dict[str, int] = {}
    for name, demand in _holders(policy):
        if demand.strict and demand not in demands:
            demands.append(demand)
        number_of[name] = demands.index(demand) if demand.strict else 0
    return demands, number_of


def _holders(policy: Policy) -> Iterator[tuple[str, Demand]]:
    yield from ((one.id, one.demand) for one in policy.criteria)
    yield from ((one.id, one.demand) for one in policy.controls)
    yield from ((one.id, one.demand) for one in policy.risks)
    yield from ((one.id, one.demand) for one in policy.gates)


def _asked(policy: Policy, demand_of: Mapping[str, int]) -> tuple[tuple[Asked, ...], dict[tuple[Condition, int], int]]:
    """Every leaf condition once, numbered in the order in which the policy has them."""
    asked: dict[tuple[Condition, int], Asked] = {}
    for _, holder, condition in conditions_of(policy):
        for leaf in leaves(condition):
            asked.setdefault((leaf, demand_of[holder]), Asked(leaf, demand_of[holder]))
    return tuple(asked.values()), {key: number for number, key in enumerate(asked)}


def _windows(policy: Policy) -> list[tuple[str, Window]]:
    """What is not always in force."""
    windowed = [(one.id, one.window) for one in policy.criteria] + [(one.id, one.window) for one in policy.controls]
    windowed += [(rule.id, rule.window) for one in policy.criteria for rule in one.rules]
    windowed += [(rule.id, rule.window) for one in policy.controls for rule in one.rules]
    windowed += [(rule.id, rule.window) for gate in policy.gates for rule in gate.rules]
    return [(name, window) for name, window in windowed if window != ALWAYS]
