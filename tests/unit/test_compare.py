"""What each test on a value comes to where something is unknown, none, or a range."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from itertools import product
from typing import Any

import pytest

from gonogo.judge import compare
from gonogo.judge.compare import CANNOT_TELL, NO, YES, Range
from gonogo.model.calendar import Calendar
from gonogo.model.condition import Op, Unit
from gonogo.model.records import UNSET

CALENDAR = Calendar(
    id="short",
    title="A short calendar",
    version="1",
    first=2026,
    last=2026,
    source="made up",
    holidays=frozenset({date(2026, 11, 11)}),
)
ON_TEXT = (Op.CONTAINS, Op.STARTS_WITH, Op.ENDS_WITH)
PLAIN: dict[Op, Callable[[Any, Any], bool]] = {
    Op.EQUALS: lambda value, other: value == other,
    Op.NOT: lambda value, other: value != other,
    Op.AT_LEAST: lambda value, other: value >= other,
    Op.AT_MOST: lambda value, other: value <= other,
    Op.MORE_THAN: lambda value, other: value > other,
    Op.LESS_THAN: lambda value, other: value < other,
    Op.ON_OR_AFTER: lambda value, other: value >= other,
    Op.ON_OR_BEFORE: lambda value, other: value <= other,
    Op.AFTER: lambda value, other: value > other,
    Op.BEFORE: lambda value, other: value < other,
}
ENDS = (0, 1, 2, 3)
OPEN = 9  # stands for no end, further than any other


def test_every_test_of_the_language_has_a_meaning() -> None:
    assert set(compare.TRUTHS) == set(Op)


@pytest.mark.parametrize("op", [op for op in Op if op is not Op.GIVEN])
def test_a_test_on_an_unknown_value_cannot_be_told(op: Op) -> None:
    against = (1, 2) if op is Op.BETWEEN else (1,)

    assert compare.TRUTHS[op](UNSET, *against) == CANNOT_TELL


@pytest.mark.parametrize("op", [op for op in PLAIN if op not in (Op.EQUALS, Op.NOT)])
def test_none_has_no_place_in_an_order(op: Op) -> None:
    assert compare.TRUTHS[op](None, 1) == CANNOT_TELL
    assert compare.TRUTHS[op](1, None) == CANNOT_TELL


def test_none_lies_between_nothing() -> None:
    assert compare.between(None, 1, 2) == CANNOT_TELL
    assert compare.between(1, None, 2) == CANNOT_TELL
    assert compare.between(3, None, 2) == NO  # whatever the lower end may be


@pytest.mark.parametrize("other", [None, 1, UNSET])
def test_nothing_equals_none_not_even_none(other: object) -> None:
    assert compare.equals(None, other) == NO
    assert compare.equals(other, None) == NO
    assert compare.differs(None, other) == YES
    assert compare.one_of(None, other) == NO
    assert compare.none_of(None, other) == YES


@pytest.mark.parametrize("op", ON_TEXT)
def test_none_holds_no_text(op: Op) -> None:
    assert compare.TRUTHS[op](None, "a") == NO
    assert compare.TRUTHS[op]("a", UNSET) == CANNOT_TELL
    assert compare.TRUTHS[op]("a", "a") == YES
    assert compare.TRUTHS[op]("a", "b") == NO


def test_a_pattern_is_asked_of_text_only() -> None:
    assert compare.matches("ab", str.isalpha) == YES
    assert compare.matches("12", str.isalpha) == NO
    assert compare.matches(None, str.isalpha) == NO


def test_given_tells_a_value_from_none_and_leaves_the_unknown_open() -> None:
    assert [compare.given(value, True) for value in (1, "", None, UNSET)] == [YES, YES, NO, CANNOT_TELL]
    assert [compare.given(value, False) for value in (1, "", None, UNSET)] == [NO, NO, YES, CANNOT_TELL]


def test_one_match_in_a_list_is_enough_and_an_unknown_one_leaves_it_open() -> None:
    assert compare.one_of(1, UNSET, 1) == YES
    assert compare.one_of(1, UNSET, 2) == CANNOT_TELL
    assert compare.one_of(1, None, 2) == NO
    assert compare.none_of(1, UNSET, 2) == CANNOT_TELL


@pytest.mark.parametrize("op", PLAIN)
def test_ranges_are_decided_exactly_where_all_their_numbers_agree(op: Op) -> None:
    for value, other in product(figures(), figures()):
        answers = {YES if PLAIN[op](one, another) else NO for one in points(value) for another in points(other)}
        agreed = answers.pop() if len(answers) == 1 else CANNOT_TELL

        assert compare.TRUTHS[op](value, other) == agreed, (value, other)


def figures() -> Iterator[Any]:
    yield from ENDS
    yield from (Range(least, most) for least in ENDS for most in ENDS if least < most)
    yield from (Range(least, None) for least in ENDS)
    yield from (Range(None, most) for most in ENDS)
    yield Range(None, None)


def points(figure: Any) -> Iterator[float]:
    """Enough of the numbers in a range; those in between stand for fractions."""
    if not isinstance(figure, Range):
        return iter((figure,))
    least = -OPEN if figure.least is None else figure.least
    most = OPEN if figure.most is None else figure.most
    return (half / 2 for half in range(2 * least, 2 * most + 1))


def test_a_range_is_given_and_not_exact() -> None:
    assert compare.given(Range(1, 2), True) == YES
    assert [compare.is_exact(value) for value in (1, "", None, UNSET, Range(1, 2))] == [True, True, False, False, False]


def test_of_several_sources_one_that_satisfies_is_enough_and_none_leaves_it_open() -> None:
    assert compare.any_of([NO, YES]) == YES
    assert compare.any_of([NO, CANNOT_TELL]) == CANNOT_TELL
    assert compare.any_of([NO, NO]) == NO
    assert compare.any_of([]) == CANNOT_TELL


def test_ranked_words_are_compared_by_their_place_in_the_list() -> None:
    rank = compare.ranked(("low", "medium", "high"))

    assert [rank(word) for word in ("low", "high", None, UNSET)] == [0, 2, None, UNSET]


def test_versions_are_compared_by_their_numbers() -> None:
    assert compare.versioned("1.0") == compare.versioned("1.0.0")
    assert compare.versioned("1.9") < compare.versioned("1.10")
    assert compare.versioned(("1.0", "2")) == compare.versioned(("1.0.0", "2.0"))
    assert [compare.versioned(value) for value in (None, UNSET)] == [None, UNSET]


@pytest.mark.parametrize(
    ("day", "amount", "unit", "moved"),
    [
        (date(2026, 11, 10), 3, Unit.DAYS, date(2026, 11, 13)),
        (date(2026, 11, 10), -10, Unit.DAYS, date(2026, 10, 31)),
        (date(2026, 11, 10), 1, Unit.WORKING_DAYS, date(2026, 11, 12)),
        (date(2026, 11, 9), -1, Unit.WORKING_DAYS, date(2026, 11, 6)),
        (date(2026, 1, 31), 1, Unit.MONTHS, date(2026, 2, 28)),
        (datetime(2026, 11, 10, 23, tzinfo=UTC), 2, Unit.HOURS, datetime(2026, 11, 11, 1, tzinfo=UTC)),
        (datetime(2026, 11, 10, 23, tzinfo=UTC), 1, Unit.DAYS, datetime(2026, 11, 11, 23, tzinfo=UTC)),
        (datetime(2026, 11, 10, 23, tzinfo=UTC), 1, Unit.WORKING_DAYS, datetime(2026, 11, 12, 23, tzinfo=UTC)),
        (date(1, 1, 2), -1, Unit.DAYS, date(1, 1, 1)),
        (date(9999, 12, 30), 1, Unit.DAYS, date(9999, 12, 31)),
        (date(1, 1, 1), -1, Unit.DAYS, UNSET),
        (date(9999, 12, 31), 1, Unit.DAYS, UNSET),
        (date(2026, 12, 31), 1, Unit.WORKING_DAYS, UNSET),
        (date(2026, 11, 10), 100_000_000, Unit.DAYS, UNSET),
        (date(2026, 11, 10), 100_000, Unit.MONTHS, UNSET),
        (datetime(2026, 11, 10, tzinfo=UTC), 100_000_000, Unit.HOURS, UNSET),
        (date(2026, 11, 10), 1, Unit.HOURS, UNSET),
        (UNSET, 1, Unit.DAYS, UNSET),
        (None, 1, Unit.DAYS, UNSET),
    ],
)
def test_a_date_is_moved_or_is_unknown_where_it_cannot_be(day: Any, amount: int, unit: Unit, moved: Any) -> None:
    assert compare.shift(day, amount, unit, CALENDAR) == moved


def test_without_a_calendar_no_working_day_is_known() -> None:
    assert compare.shift(date(2026, 11, 10), 1, Unit.WORKING_DAYS, None) is UNSET
