"""Verdicts, states and outcomes for every combination of truths, against the language written as plain functions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations_with_replacement, product
from random import Random

import pytest

from gonogo.judge.infer import Network
from gonogo.judge.replay import Replay
from gonogo.judge.standing import Inference, chain
from gonogo.judge.subjects import conditions_of
from gonogo.judge.wiring import Wiring, wire
from gonogo.model import condition as c
from gonogo.model.condition import Layer
from gonogo.model.policy import Outcome, Policy
from tests.layers import asked, control, criterion, gate, holders, layered_policy, policy, risk
from tests.reference_status import Derived
from tests.worlds import HERE

TRUTHS = {0: False, 1: None, 2: True}
RULE_KINDS = ("pass", "fail", "settles")


class Wired:
    """A policy's rules, ready for any vector of truths."""

    def __init__(self, policy: Policy, asleep: frozenset[str] = frozenset()) -> None:
        self.policy = policy
        numbers: dict[tuple[c.Condition, int], int] = {}
        for _, _, condition in conditions_of(policy):
            for leaf in c.leaves(condition):
                numbers.setdefault((leaf, 0), len(numbers))
        self.leaves = [leaf for leaf, _ in numbers]
        self.open = [number for number, leaf in enumerate(self.leaves) if not isinstance(leaf, c.StatusIs)]
        self.statuses = {number: leaf for number, leaf in enumerate(self.leaves) if isinstance(leaf, c.StatusIs)}
        self.wiring: Wiring = wire(policy, numbers, dict.fromkeys(holders(policy), 0), asleep)
        self.network = Network(self.wiring.rules)

    def vectors(self) -> Iterator[tuple[int, ...]]:
        """Every combination of truths of what is observed."""
        for chosen in product((0, 1, 2), repeat=len(self.open)):
            yield self.vector(chosen)

    def vector(self, chosen: Sequence[int]) -> tuple[int, ...]:
        truths = dict(zip(self.open, chosen, strict=True))
        return tuple(truths.get(number, 1) for number in range(len(self.leaves)))

    def inferred(self, truths: tuple[int, ...], lift: Mapping[str, frozenset[str]]) -> Inference:
        """By the engine, and once more by its replay: they must be one."""
        with self.network.session() as session:
            inference = chain(self.wiring, truths, self.statuses, lift, session.add)

        assert chain(self.wiring, truths, self.statuses, lift, Replay(self.wiring.rules).add) == inference
        return inference

    def check(self, truths: tuple[int, ...], lift: Mapping[str, frozenset[str]]) -> None:
        """Holds everything that was derived against the plain functions."""
        inference = self.inferred(truths, lift)
        known = {leaf: TRUTHS[truth] for leaf, truth in zip(self.leaves, truths, strict=True)}
        expected = Derived(self.policy, known, self.wiring.asleep, lift)
        standings = inference.standings
        for one in self.policy.criteria:
            standing = standings[Layer.CRITERION, one.id]
            assert (standing.status, standing.rules) == expected.verdict(one), (one, truths)
        for each in self.policy.controls:
            standing = standings[Layer.CONTROL, each.id]
            assert (standing.status, standing.rules) == expected.control(each), (each, truths)
        for its in self.policy.risks:
            assert standings[Layer.RISK, its.id].status == expected.risk(its), (its, truths)
        for last in self.policy.gates:
            standing = standings[Layer.DECISION, last.id]
            assert (standing.status, standing.rules) == expected.outcome(last), (last, truths)
        for number, status in self.statuses.items():
            assert TRUTHS[inference.statuses[number]] is expected.status_is(status), (status, truths)

    def check_all(self) -> None:
        for truths in self.vectors():
            self.check(truths, {})
        self.network.close()


@pytest.mark.parametrize("applies", [False, True])
@pytest.mark.parametrize(
    "kinds", [kinds for size in range(4) for kinds in combinations_with_replacement(RULE_KINDS, size)]
)
def test_a_criterion_comes_to_what_the_language_says(kinds: tuple[str, ...], applies: bool) -> None:
    Wired(policy(criteria=[criterion("A", kinds, applies=applies)])).check_all()


@pytest.mark.parametrize("asleep", ["A.1", "A.2", "A.3", "A"])
def test_a_rule_that_is_not_in_force_does_not_count(asleep: str) -> None:
    for kinds in product(RULE_KINDS, repeat=3):
        Wired(policy(criteria=[criterion("A", kinds)]), frozenset({asleep})).check_all()


@pytest.mark.parametrize("lifted", [("fail",), ("unknown",), ("fail", "unknown")])
def test_a_waiver_sets_aside_the_verdicts_it_covers_and_no_others(lifted: tuple[str, ...]) -> None:
    for kinds in (("fail",), ("pass",), ("fail", "pass"), ("fail", "settles")):
        wired = Wired(policy(criteria=[criterion("A", kinds, applies=True)]))
        for truths in wired.vectors():
            wired.check(truths, {"A": frozenset(lifted)})
        wired.network.close()


@pytest.mark.parametrize(
    "effects",
    [
        effects
        for size in range(4)
        for effects in combinations_with_replacement(("ended", "breached", "in_place", "planned"), size)
    ],
)
def test_a_control_is_the_first_of_its_states_that_holds(effects: tuple[str, ...]) -> None:
    Wired(policy(risks=[risk("R", [control("K", effects)])])).check_all()


@pytest.mark.parametrize("accepted", [False, True])
def test_a_risk_follows_from_the_closed_states_of_its_controls(accepted: bool) -> None:
    """The first control takes every state by every way; the second takes every state once."""
    effects = ("ended", "breached", "in_place", "planned")
    states = [(2, 0, 0, 0), (0, 2, 0, 0), (0, 0, 2, 0), (0, 0, 0, 2), (0, 0, 0, 0), (0, 0, 1, 0)]
    wired = Wired(policy(risks=[risk("R", [control("K", effects), control("L", effects)], accepted=accepted)]))
    for first, second, truth in product(product((0, 1, 2), repeat=4), states, (0, 1, 2) if accepted else (None,)):
        wired.check(wired.vector([*(() if truth is None else (truth,)), *first, *second]), {})
    wired.network.close()


@pytest.mark.parametrize("asleep", ["K", "L", "K L"])
def test_a_control_that_is_not_in_force_is_left_out_of_its_risk(asleep: str) -> None:
    risks = [risk("R", [control("K", ("breached", "in_place")), control("L", ("in_place",))])]

    Wired(policy(risks=risks), frozenset(asleep.split())).check_all()


def test_a_risk_without_controls_is_as_it_is_accepted() -> None:
    Wired(policy(risks=[risk("R", [], accepted=True)])).check_all()
    Wired(policy(risks=[risk("R", [])])).check_all()


@pytest.mark.parametrize("asleep", ["", "D.1", "D.2", "D.1 D.2 D.3"])
def test_the_first_decision_rule_that_holds_decides_unless_an_earlier_one_is_unknown(asleep: str) -> None:
    for outcomes in product((Outcome.GO, Outcome.NO_GO, Outcome.DEFER), repeat=3):
        Wired(policy(gates=[gate("D", outcomes)]), frozenset(asleep.split())).check_all()


@pytest.mark.parametrize("whole", [True, False])
@pytest.mark.parametrize("every", [True, False])
@pytest.mark.parametrize("statuses", [("pass",), ("fail", "unknown"), ("not_applicable", "waived")])
def test_a_condition_on_statuses_is_unknown_where_one_that_counts_is(
    statuses: tuple[str, ...], every: bool, whole: bool
) -> None:
    criteria = [criterion("A", ("fail", "pass")), criterion("B", ("pass",), applies=True)]
    about = c.StatusIs(
        layer=Layer.CRITERION, ids=("A", "B"), every=every, whole=whole, statuses=statuses, at=asked(0).at
    )
    decided = gate("D", (Outcome.GO,), [about])

    for asleep in ("", "A", "A B"):
        Wired(policy(criteria=criteria, gates=[decided]), frozenset(asleep.split())).check_all()


def test_a_status_that_is_asked_at_two_levels_is_told_once() -> None:
    def passes(name: str) -> c.StatusIs:
        return c.StatusIs(layer=Layer.CRITERION, ids=(name,), every=True, whole=False, statuses=("pass",), at=HERE)

    first = criterion("A", ("pass",))
    second = criterion("B", ("pass",), make=lambda: passes("A"))
    third = criterion("C", ("pass",), make=lambda: c.All((passes("A"), passes("B")), HERE))

    Wired(policy(criteria=[first, second, third])).check_all()


@pytest.mark.parametrize("seed", range(60))
def test_layers_upon_layers_come_to_what_the_plain_functions_say(seed: int) -> None:
    random = Random(seed)
    made = layered_policy(random)
    names = [rule.id for one in made.criteria for rule in one.rules] + [one.id for one in made.criteria]
    names += [rule.id for one in made.controls for rule in one.rules] + [one.id for one in made.controls]
    wired = Wired(made, frozenset(random.sample(names, random.choice((0, 0, 2)))))
    lift = {one.id: frozenset({"fail"}) for one in made.criteria if random.random() < 0.2}
    for _ in range(20):
        wired.check(wired.vector([random.choice((0, 0, 1, 2, 2)) for _ in wired.open]), lift)
    wired.network.close()
