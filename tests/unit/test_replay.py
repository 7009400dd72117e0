"""The naive interpreter, held against one that is more naive still."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

import pytest

from gonogo.judge.replay import Replay
from gonogo.model.horn import Fired, HornRule


def rules(*lines: str) -> list[HornRule]:
    """`a: x y > z` is rule a, which needs x and y and derives z."""
    split = [line.replace(":", " ").replace(">", " ").split() for line in lines]
    return [HornRule(first, tuple(needs), derives) for first, *needs, derives in split]


def order(given: Sequence[HornRule], *batches: str) -> str:
    replay = Replay(given)
    return " ".join(fired.rule for batch in batches for fired in replay.add(batch.split()))


@pytest.mark.parametrize(
    ("given", "batches", "fired"),
    [
        (rules("a: x > z"), ["x"], "a"),
        (rules("a: x y > z"), ["x"], ""),
        (rules("a: x y > z"), ["x", "y"], "a"),
        (rules("a: x > z"), ["x", "x"], "a"),
        (rules("a: x > z"), ["", "y"], ""),
        (rules("a: z > end", "b: x > z", "c: x > y"), ["x"], "b a c"),
        (rules("c: x > y", "b: x > z", "a: z > end"), ["x"], "c b a"),
        (rules("a: y > x", "b: x > y"), ["x"], "b a"),
        (rules("a: x > x"), ["x"], "a"),
        (rules("a: x > z", "b: y > z", "c: z > end"), ["x y"], "a b c"),
    ],
)
def test_the_first_rule_that_can_fire_fires(given: list[HornRule], batches: list[str], fired: str) -> None:
    assert order(given, *batches) == fired


def test_a_firing_says_what_it_rests_on() -> None:
    replay = Replay([HornRule("r", ("b", "a", "b"), "c")])

    assert replay.add(["a", "b", "d"]) == [Fired("r", ("b", "a"), "c")]


def from_the_start(given: Sequence[HornRule], batches: Sequence[Sequence[str]]) -> list[str]:
    known: set[str] = set()
    fired: list[str] = []
    for batch in batches:
        known.update(batch)
        while able := [rule for rule in given if rule.id not in fired and known.issuperset(rule.needs)]:
            fired.append(able[0].id)
            known.add(able[0].derives)
    return fired


def test_no_rule_is_passed_over_by_not_starting_anew() -> None:
    random = Random(1)
    for _ in range(2000):
        tokens = [f"t{number}" for number in range(random.randint(2, 9))]
        given = [
            HornRule(f"r{number}", tuple(random.choices(tokens, k=random.randint(1, 3))), random.choice(tokens))
            for number in range(random.randint(1, 9))
        ]
        batches = [random.sample(tokens, random.randint(0, 2)) for _ in range(3)]

        assert order(given, *map(" ".join, batches)).split() == from_the_start(given, batches)
