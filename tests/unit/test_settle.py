"""Counts over evidence with gaps against brute force over every way in which the gaps may be filled."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal
from fractions import Fraction
from functools import cache
from itertools import combinations_with_replacement, product
from typing import Any

import pytest

from gonogo.judge import compare, settle
from gonogo.judge.compare import CANNOT_TELL, NO, YES, Range
from gonogo.model.records import UNSET

MORE = (0, 1, 2, 4)  # how many records more an incomplete list may turn out to have
MATCHES = (0, 1, 2)
TESTS: tuple[settle.Tests, ...] = (
    ((compare.at_least, (2,)),),
    ((compare.at_most, (1,)),),
    ((compare.equals, (2,)),),
    ((compare.differs, (0,)),),
    ((compare.between, (1, 2)),),
    ((compare.none_of, (1, 3)),),
    ((compare.more_than, (1,)), (compare.less_than, (2,))),
    ((compare.more_than, (Decimal("0.5"),)), (compare.less_than, (Decimal("1.5"),))),
    ((compare.between, (Fraction(1, 2), Fraction(3, 2))),),
    ((compare.at_least, (Range(1, 2),)),),
    ((compare.at_most, (UNSET,)),),
)


def agreed(answers: set[int]) -> int:
    """What can be said where the real world is one of several."""
    return answers.pop() if len(answers) == 1 else CANNOT_TELL


def never_wrong(said: int, answers: set[int]) -> bool:
    """Whether an answer is the agreed one, or leaves open what is agreed."""
    return said in (CANNOT_TELL, agreed(set(answers)))


@cache
def lists(most: int) -> tuple[tuple[int, ...], ...]:
    """How records may match, in any number up to `most`; their order does not count."""
    return tuple(one for size in range(most + 1) for one in combinations_with_replacement(MATCHES, size))


def settled(truths: tuple[int, ...], complete: bool) -> Iterator[int]:
    """The numbers of matches that there may turn out to be."""
    for open_ones in range(truths.count(1) + 1):
        for more in (0,) if complete else MORE:
            yield truths.count(2) + open_ones + more


@pytest.mark.parametrize("complete", [True, False])
def test_some_and_no_are_decided_exactly_where_all_worlds_agree(complete: bool) -> None:
    for truths in lists(4):
        surely, perhaps = truths.count(2), truths.count(1)
        answers = {YES if number else NO for number in settled(truths, complete)}

        assert settle.some(surely, perhaps, complete) == agreed(set(answers))
        assert settle.no(surely, perhaps, complete) == 2 - agreed(answers)


@pytest.mark.parametrize("complete", [True, False])
@pytest.mark.parametrize("if_none", [NO, CANNOT_TELL, YES])
def test_every_is_decided_where_all_worlds_agree(complete: bool, if_none: int) -> None:
    """With one exception, on the safe side: where there may be none, which fails, or else one that falls short."""
    kinds = tuple(product(MATCHES, MATCHES))  # whether a record matches, and whether it is as it must be
    for size in range(4):
        for records in combinations_with_replacement(kinds, size):
            short = [min(match, 2 - good) for match, good in records]
            matched = [match for match, _ in records]
            counts = settle.Violations(short.count(2), short.count(1), matched.count(2), matched.count(1))
            answers = set(every_in_worlds(records, complete, if_none))

            said = settle.every(counts, complete, if_none)

            assert never_wrong(said, answers) if if_none == NO else said == agreed(answers), records


def every_in_worlds(records: tuple[tuple[int, int], ...], complete: bool, if_none: int) -> Iterator[int]:
    ends = [product(worlds(match), worlds(good)) for match, good in records]
    for world in product(*ends):
        for more in ((),) if complete else ((), ((YES, NO),), ((YES, YES),)):
            goods = [good for match, good in (*world, *more) if match]
            yield min(goods, default=if_none)


def worlds(truth: int) -> tuple[int, ...]:
    return (NO, YES) if truth == CANNOT_TELL else (truth,)


@pytest.mark.parametrize("complete", [True, False])
@pytest.mark.parametrize("tests", TESTS, ids=range(len(TESTS)))
def test_a_count_is_decided_where_every_whole_number_in_its_range_agrees(complete: bool, tests: settle.Tests) -> None:
    exact = all(compare.is_exact(other) for _, others in tests for other in others)
    for truths in lists(5):
        figure = settle.count(truths.count(2), truths.count(1), complete)
        answers = {min(test(number, *others) for test, others in tests) for number in settled(truths, complete)}
        said = settle.satisfies(figure, tests, True)

        assert said == agreed(set(answers)) if exact else never_wrong(said, answers)


@pytest.mark.parametrize("tests", TESTS, ids=range(len(TESTS)))
def test_a_range_without_a_lower_end_is_tried_below_every_number_named(tests: settle.Tests) -> None:
    for most in range(-1, 5):
        answers = {min(test(number, *others) for test, others in tests) for number in range(-6, most + 1)}

        assert never_wrong(settle.satisfies(Range(None, most), tests, True), answers)


def test_nothing_is_decided_of_a_number_that_may_be_any() -> None:
    assert settle.satisfies(Range(None, None), ((compare.at_most, (3,)),), True) == CANNOT_TELL
    assert settle.satisfies(Range(None, None), ((compare.given, (True,)),), True) == YES


def test_a_range_of_decimals_is_not_tried_at_whole_numbers_only() -> None:
    inside = ((compare.more_than, (0,)), (compare.less_than, (1,)))

    assert settle.satisfies(Range(0, Decimal(2)), inside, False) == CANNOT_TELL
    assert settle.satisfies(Range(0, 2), inside, True) == CANNOT_TELL - 1


@pytest.mark.parametrize("complete", [True, False])
def test_a_share_lies_within_its_ends_and_reaches_them(complete: bool) -> None:
    kinds = tuple((whole, part) for whole in (2, 1) for part in (2, 0, 1))
    for size in range(5):
        for records in combinations_with_replacement(kinds, size):
            counts = settle.Parts(*(records.count(kind) for kind in kinds))
            figure = settle.share((*counts,), complete)
            shares = share_in_worlds(records)

            if not complete or None in shares:
                assert figure is UNSET
            else:
                assert figure == span(shares)


def share_in_worlds(records: tuple[tuple[int, int], ...]) -> list[Any]:
    """The exact part in each world; None: of nothing."""
    found: list[Any] = []
    for world in product(*(product(worlds(whole), worlds(part)) for whole, part in records)):
        inside = [part for whole, part in world if whole]
        found.append(Fraction(sum(inside), 2 * len(inside)) if inside else None)
    return found


def span(values: list[Any]) -> Any:
    return min(values) if min(values) == max(values) else Range(min(values), max(values))


VALUES = (0, 2, None, UNSET)
FIELD = range(0, 4)  # the vocabulary says: from 0 to 3


def figures_in_worlds(
    records: tuple[tuple[int, Any], ...], more: tuple[tuple[Any, ...], ...], reduce: Callable[[list[Any]], Any]
) -> set[Any]:
    """What a figure comes to in each world; `more` are the records that may still come."""
    choices = [product(worlds(truth), FIELD if value is UNSET else (value,)) for truth, value in records]
    found = set()
    for world in product(*choices):
        inside = [value for truth, value in world if truth and value is not None]
        found |= {reduce([*inside, *late]) for late in more}
    return found


def bounded(complete: bool) -> tuple[tuple[Any, ...], ...]:
    return ((),) if complete else ((), *((value,) for value in FIELD), (3, 3))


@pytest.mark.parametrize("complete", [True, False])
def test_a_total_holds_what_it_comes_to_in_every_world(complete: bool) -> None:
    for size in range(5):
        for records in combinations_with_replacement(tuple(product((2, 1), VALUES)), size):
            figure = settle.total(records, complete, 0, 3)
            found = figures_in_worlds(records, bounded(complete), sum)

            if complete:
                assert figure == span(sorted(found))
            else:
                assert figure == Range(min(found), None)


@pytest.mark.parametrize("complete", [True, False])
@pytest.mark.parametrize(("reduce", "figure_of"), [(min, settle.lowest), (max, settle.highest)])
def test_a_lowest_or_highest_value_holds_what_it_comes_to_in_every_world(
    complete: bool, reduce: Callable[..., Any], figure_of: Callable[..., Any]
) -> None:
    for size in range(5):
        for records in combinations_with_replacement(tuple(product((2, 1), VALUES)), size):
            figure = figure_of(records, complete, 0, 3)
            found = figures_in_worlds(records, bounded(complete), lambda values: reduce(values, default=None))

            if not any(truth == YES and value in (0, 2) for truth, value in records):
                assert figure is UNSET
            else:
                assert figure == span(sorted(found))


def test_without_ends_in_the_vocabulary_an_unknown_value_leaves_that_side_open() -> None:
    known_and_not = [(2, 2), (2, UNSET)]

    assert settle.total(known_and_not, True, None, None) == Range(None, None)
    assert settle.total(known_and_not, True, 0, None) == Range(2, None)
    assert settle.total([(2, 2)], False, None, 0) == Range(None, 2)
    assert settle.total([(2, 2)], False, None, 1) == Range(None, None)
    assert settle.total([(2, 2)], False, -1, None) == Range(None, None)
    assert settle.lowest(known_and_not, True, None, 9) == Range(None, 2)
    assert settle.highest(known_and_not, True, 0, None) == Range(2, None)
    assert settle.lowest([(2, 2)], False, None, None) == Range(None, 2)
    assert settle.total([], True, None, None) == 0


def test_a_total_is_exact_to_the_last_digit() -> None:
    tenth = Decimal("0.1")

    assert settle.total([(2, tenth), (2, tenth), (2, tenth)], True, None, None) == Decimal("0.3")
    assert settle.total([(2, Decimal("1e30")), (2, tenth)], True, None, None) == Decimal(f"1{'0' * 30}.1")
