"""How a policy becomes positive rules: compound conditions, the order of layers, and what an obligation asks."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product
from random import Random

import pytest

from gonogo.judge.infer import Network
from gonogo.judge.replay import Replay
from gonogo.judge.standing import chain
from gonogo.judge.subjects import conditions_of, obligation_id, obligations
from gonogo.judge.wiring import Wiring, wire
from gonogo.model import condition as c
from gonogo.model.condition import Layer
from gonogo.model.noun import replace
from gonogo.model.policy import Obligation, Outcome, Policy
from tests.layers import asked, control, criterion, fresh, gate, holders, layered_policy, policy, risk
from tests.worlds import HERE

LEAVES = tuple(asked(number) for number in range(3))
NUMBERS: dict[c.Condition, int] = {leaf: number for number, leaf in enumerate(LEAVES)}


def wired(policy: Policy, asleep: frozenset[str] = frozenset()) -> tuple[Wiring, dict[tuple[c.Condition, int], int]]:
    numbers: dict[tuple[c.Condition, int], int] = {}
    for _, _, condition in conditions_of(policy):
        for leaf in c.leaves(condition):
            numbers.setdefault((leaf, 0), len(numbers))
    return wire(policy, numbers, dict.fromkeys(holders(policy), 0), asleep), numbers


def random_condition(random: Random, depth: int) -> c.Condition:
    if not depth or random.random() < 0.2:
        return random.choice(LEAVES)
    parts = tuple(random_condition(random, depth - 1) for _ in range(random.randint(1, 3)))
    forms: tuple[c.Condition, ...] = (c.All(parts, HERE), c.AnyOf(parts, HERE), c.Not(parts[0], HERE))
    return random.choice(forms)


def kleene(condition: c.Condition, truths: Sequence[int]) -> int:
    match condition:
        case c.All():
            return min(kleene(part, truths) for part in condition.parts)
        case c.AnyOf():
            return max(kleene(part, truths) for part in condition.parts)
        case c.Not():
            return 2 - kleene(condition.part, truths)
        case _:
            return truths[NUMBERS[condition]]


@pytest.mark.parametrize("seed", range(40))
def test_compound_conditions_follow_the_tables_of_kleene(seed: int) -> None:
    condition = random_condition(Random(seed), 3)
    made = policy(gates=[gate("D", (Outcome.GO, Outcome.NO_GO), [condition, c.Not(condition, HERE)])])
    wiring, numbers = wired(made)
    outcomes = {2: "go", 0: "no_go", 1: "undecided"}
    with Network(wiring.rules) as network:
        for truths in product((0, 1, 2), repeat=3):
            known = [truths[NUMBERS[leaf]] for leaf, _ in numbers]
            with network.session() as session:
                inference = chain(wiring, known, {}, {}, session.add)

            assert inference.standings[Layer.DECISION, "D"].status == outcomes[kleene(condition, truths)], truths
            assert chain(wiring, known, {}, {}, Replay(wiring.rules).add) == inference


def test_the_same_compound_condition_is_wired_once() -> None:
    both = c.All((LEAVES[0], LEAVES[1]), HERE)
    wiring, _ = wired(policy(gates=[gate("D", (Outcome.GO, Outcome.NO_GO), [both, both])]))

    assert [rule.id for rule in wiring.rules if rule.derives == "n0:t"] == ["n0:t"]


@pytest.mark.parametrize("seed", range(25))
def test_every_rule_has_a_name_of_its_own_and_asks_for_what_is_known_to_be(seed: int) -> None:
    wiring, numbers = wired(layered_policy(Random(seed)))
    ids = [rule.id for rule in wiring.rules]

    assert len(set(ids)) == len(ids)
    assert list(wiring.places) == ids == list(wiring.layer_of)
    assert wiring.needed == {token for rule in wiring.rules for token in rule.needs}
    assert all(rule.needs for rule in wiring.rules)
    observed = {f"c{number}:{truth}" for number in numbers.values() for truth in "tf"}
    derived = {rule.derives for rule in wiring.rules}
    closed = {token for token in wiring.needed if token.partition(":")[0] in {"R0", "R1", "Q0", "Q1"}}
    assert wiring.needed <= observed | derived | closed


@pytest.mark.parametrize("seed", range(25))
def test_what_is_asked_of_a_subject_is_closed_before(seed: int) -> None:
    made = layered_policy(Random(seed))
    wiring, numbers = wired(made)
    leaf_of = {number: leaf for (leaf, _), number in numbers.items()}
    closed: set[tuple[str, str]] = set()
    for stage in wiring.stages:
        for number in stage.statuses:
            leaf = leaf_of[number]
            assert isinstance(leaf, c.StatusIs)
            assert {(leaf.layer.value, name) for name in leaf.ids} <= closed
        closed |= set(stage.subjects)

    assert len(closed) == sum(len(stage.subjects) for stage in wiring.stages)
    assert {name for _, name in closed} == set(holders(made))


def test_a_risk_is_closed_after_its_controls() -> None:
    wiring, _ = wired(policy(risks=[risk("R", [control("K", ("in_place",))])]))

    assert [stage.subjects for stage in wiring.stages] == [(("control", "K"),), (("risk", "R"),)]


def test_what_is_not_in_force_asks_nothing() -> None:
    made = policy(
        criteria=[criterion("A", ("fail",))],
        risks=[risk("R", [control("K", ("breached",))])],
        gates=[gate("D", (Outcome.GO,))],
    )
    wiring, _ = wired(made, frozenset({"A", "K", "D.1"}))

    assert wiring.rules == ()


def test_an_obligation_is_met_where_its_end_has_come() -> None:
    end = fresh()
    due = Obligation(id="review", owner=None, text="Review it.", due=None, ends_when=end, at=HERE)
    kept = replace(control("K", ("planned",)), obligations=(due, replace(due, id="report", ends_when=None)))
    decided = gate("D", (Outcome.GO,))
    decided = replace(decided, rules=(replace(decided.rules[0], obligations=(replace(due, ends_when=end),)),))
    made = policy(risks=[risk("R", [kept])], gates=[decided])
    wiring, numbers = wired(made)
    names = [obligation_id(holder, obligation) for holder, obligation in obligations(made)]

    assert names == ["K/review", "K/report", "D/review"]
    for truth, status in ((2, "met"), (1, "open"), (0, "open")):
        known = [truth if leaf == end else 1 for leaf, _ in numbers]
        standings = chain(wiring, known, {}, {}, Replay(wiring.rules).add).standings
        assert [standings["obligation", name].status for name in names] == [status, "open", status]
