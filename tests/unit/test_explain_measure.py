"""How far a value is from what is asked of it, in words."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from gonogo.judge.compare import Range
from gonogo.judge.explain_measure import distance, figure_words, gap, number, working_days
from gonogo.model.condition import Op
from gonogo.model.records import UNSET
from tests.worlds import CALENDAR

NOON = datetime(2026, 11, 10, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("op", "value", "limits", "said"),
    [
        (Op.AT_MOST, 7, [5], "2 too many"),
        (Op.AT_MOST, 5, [5], "none to spare"),
        (Op.AT_MOST, 3, [5], "2 to spare"),
        (Op.LESS_THAN, 3, [3], "1 too many"),
        (Op.LESS_THAN, 1, [3], "1 to spare"),
        (Op.AT_LEAST, 3, [5], "2 too few"),
        (Op.MORE_THAN, 5, [5], "1 too few"),
        (Op.BETWEEN, 1, [2, 4], "1 too few"),
        (Op.BETWEEN, 5, [2, 4], "1 too many"),
        (Op.BETWEEN, 3, [2, 4], "1 to spare"),
        (Op.EQUALS, 3, [2], "1 too many"),
        (Op.EQUALS, 2, [2], None),
        (Op.NOT, 2, [2], None),
        (Op.AT_MOST, True, [2], None),
        (Op.AT_MOST, UNSET, [2], None),
        (Op.AT_MOST, 3, [UNSET], None),
        (Op.EQUALS, "a", ["b"], None),
    ],
)
def test_things_that_are_counted_are_too_many_or_too_few(op: Op, value: Any, limits: list[Any], said: str) -> None:
    assert distance(op, value, limits, None, many=True) == said


@pytest.mark.parametrize(
    ("op", "value", "limits", "said"),
    [
        (Op.AT_MOST, Decimal("2.50"), [Decimal("2.25")], "0.25 too high"),
        (Op.AT_LEAST, Fraction(3, 4), [Decimal("0.95")], "0.2 too low"),
        (Op.LESS_THAN, Decimal(2), [Decimal(2)], "exactly on it, which is not enough"),
        (Op.LESS_THAN, Decimal(1), [Decimal(2)], "1 to spare"),
        (Op.ON_OR_BEFORE, date(2026, 11, 13), [date(2026, 11, 6)], "7 days (4 working days) too late"),
        (Op.ON_OR_BEFORE, date(2026, 11, 6), [date(2026, 11, 6)], "exactly on it"),
        (Op.BEFORE, date(2026, 11, 6), [date(2026, 11, 6)], "1 day too late"),
        (Op.BEFORE, date.min, [date.min], "exactly on it, which is not enough"),
        (Op.ON_OR_AFTER, date(2026, 11, 6), [date(2026, 11, 7)], "1 day (0 working days) too early"),
        (Op.AFTER, date(2026, 11, 11), [date(2026, 11, 10)], "exactly on it"),
        (Op.EQUALS, date(2027, 1, 3), [date(2027, 1, 1)], "2 days too late"),
        (Op.BEFORE, NOON.replace(hour=14, minute=30), [NOON], "2 hours 30 minutes too late"),
        (Op.AFTER, NOON.replace(day=12, hour=13), [NOON], "2 days 1 hour to spare"),
        (Op.AFTER, NOON, [NOON], "exactly on it, which is not enough"),
        (Op.EQUALS, NOON.replace(microsecond=1), [NOON], "less than a second too late"),
    ],
)
def test_values_are_too_high_or_low_and_days_too_late_or_early(
    op: Op, value: Any, limits: list[Any], said: str
) -> None:
    assert distance(op, value, limits, CALENDAR) == said


def test_working_days_are_not_told_without_a_calendar_or_beyond_its_years_or_over_ages() -> None:
    first = date(2026, 11, 10)

    assert working_days(first, date(2026, 11, 13), None) is None
    assert working_days(first, date(2027, 1, 4), CALENDAR) is None
    assert working_days(date(1900, 1, 1), first, CALENDAR) is None
    assert working_days(first, date(2026, 11, 13), CALENDAR) == 2


@pytest.mark.parametrize(
    ("figure", "said"),
    [
        (7, "7"),
        (Range(5, 7), "from 5 to 7"),
        (Range(5, None), "5 or more"),
        (Range(None, 7), "at most 7"),
        (Range(None, None), "not known"),
        (UNSET, "not known"),
        (Fraction(1, 4), "0.25"),
        (Fraction(1, 3), "about 0.3333"),
    ],
)
def test_a_figure_is_told_with_the_range_it_lies_in(figure: Any, said: str) -> None:
    assert figure_words(figure) == said


def test_how_far_apart_values_are_orders_them_and_nothing_else_does() -> None:
    assert gap(3, 5) == 2
    assert gap(Decimal("0.5"), Fraction(1, 4)) == Fraction(1, 4)
    assert gap(date(2026, 11, 8), date(2026, 11, 10)) == 2
    assert gap("a", "b") is None
    assert number(None) == "not known"
