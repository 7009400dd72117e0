"""The laws of three-valued truth, and that an interval agrees with every number in it."""

from collections.abc import Callable
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gonogo.model.truth import Interval, Truth, all_of, any_of

TRUTHS = tuple(Truth)
truths = st.sampled_from(TRUTHS)


def test_a_truth_is_never_used_as_yes_or_no() -> None:
    with pytest.raises(TypeError):
        bool(Truth.TRUE)


@pytest.mark.parametrize(("left", "right"), list(product(TRUTHS, TRUTHS)))
def test_and_is_the_lesser_and_or_the_greater(left: Truth, right: Truth) -> None:
    assert (left & right).value == min(left.value, right.value)
    assert (left | right).value == max(left.value, right.value)


@given(truths, truths, truths)
def test_the_laws_of_kleene_hold(one: Truth, two: Truth, three: Truth) -> None:
    assert ~~one is one
    assert ~(one & two) is (~one | ~two)
    assert one & (two | three) is (one & two) | (one & three)
    assert one | (one & two) is one


@given(st.lists(truths))
def test_all_and_any_are_each_other_s_negation(several: list[Truth]) -> None:
    assert all_of(several) is ~any_of([~truth for truth in several])


def test_nothing_asked_is_true_and_nothing_offered_is_false() -> None:
    assert all_of([]) is Truth.TRUE
    assert any_of([]) is Truth.FALSE


@pytest.mark.parametrize(("known", "truth"), [(True, Truth.TRUE), (False, Truth.FALSE), (None, Truth.UNKNOWN)])
def test_what_is_not_known_is_unknown(known: bool | None, truth: Truth) -> None:
    assert Truth.of(known) is truth


@given(
    least=st.integers(0, 12),
    more=st.one_of(st.none(), st.integers(0, 12)),
    named=st.lists(st.integers(-2, 20), min_size=1, max_size=3),
    kind=st.sampled_from(["at_least", "at_most", "one_of", "none_of", "between"]),
)
def test_an_interval_agrees_with_every_number_in_it(least: int, more: int | None, named: list[int], kind: str) -> None:
    tests: dict[str, Callable[[int], bool]] = {
        "at_least": lambda number: number >= named[0],
        "at_most": lambda number: number <= named[0],
        "one_of": lambda number: number in named,
        "none_of": lambda number: number not in named,
        "between": lambda number: min(named) <= number <= max(named),
    }
    worlds = range(least, least + (60 if more is None else more) + 1)
    answers = {tests[kind](number) for number in worlds}
    wanted = Truth.UNKNOWN if len(answers) == 2 else Truth.of(answers.pop())

    assert Interval(least, None if more is None else least + more).satisfies(tests[kind], named) is wanted
