"""Days move by working days, months and hours, and only where the calendar covers what lies between."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, datetime, timedelta, timezone
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gonogo.model.calendar import Calendar, days_in_month, shift_hours, shift_months
from gonogo.model.diagnostic import Diagnostics
from gonogo.model.location import SourceFile
from gonogo.read.calendar_file import read_calendar
from gonogo.resources import folder

BST = timezone(timedelta(hours=1))

covered_days = st.dates(date(2012, 1, 1), date(2028, 12, 31))
any_days = st.dates()


@cache
def shipped(name: str) -> Calendar:
    text = (folder("calendars") / f"{name}.yaml").read_text(encoding="utf-8")
    calendar = read_calendar(SourceFile(f"{name}.yaml", text), Diagnostics())
    assert calendar is not None
    return calendar


def day_by_day(calendar: Calendar, day: date, working_days: int) -> date | None:
    """The oracle: every working day of the covered years in a list, and a position in it."""
    start, end = date(calendar.first, 1, 1), date(calendar.last, 12, 31)
    every = [start + timedelta(days=number) for number in range((end - start).days + 1)]
    working = [one for one in every if one.isoweekday() <= 5 and one not in calendar.holidays]
    if working_days == 0:
        return day
    if working_days > 0:
        after = [one for one in working if one > day]
        return after[working_days - 1] if working_days <= len(after) else None
    before = [one for one in working if one < day]
    return before[working_days] if -working_days <= len(before) else None


# --- working days --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "expected"), [("england-and-wales", date(2026, 3, 30)), ("scotland", date(2026, 3, 31))]
)
def test_five_working_days_before_easter_week_differ_by_country(name: str, expected: date) -> None:
    assert shipped(name).shift(date(2026, 4, 8), -5) == expected


@pytest.mark.parametrize(
    ("day", "working_days", "expected"),
    [
        (date(2026, 11, 8), -5, date(2026, 11, 2)),  # from a Sunday
        (date(2026, 11, 8), 1, date(2026, 11, 9)),
        (date(2026, 11, 8), 0, date(2026, 11, 8)),
        (date(2026, 12, 24), 1, date(2026, 12, 29)),
        (date(2026, 12, 25), -1, date(2026, 12, 24)),
        (date(2022, 9, 16), 1, date(2022, 9, 20)),
    ],
)
def test_holidays_and_weekends_are_not_counted(day: date, working_days: int, expected: date) -> None:
    assert shipped("england-and-wales").shift(day, working_days) == expected


@given(
    covered_days,
    st.integers(-300, 300),
    st.sampled_from(["england-and-wales", "scotland", "northern-ireland"]),
)
def test_a_shift_agrees_with_counting_day_by_day(day: date, working_days: int, name: str) -> None:
    assert shipped(name).shift(day, working_days) == day_by_day(shipped(name), day, working_days)


@given(covered_days, st.integers(1, 300))
def test_a_shift_ends_on_a_working_day_and_can_be_undone(day: date, working_days: int) -> None:
    calendar = shipped("scotland")
    later = calendar.shift(day, working_days)

    if later is not None:
        assert calendar.is_working_day(later) is True
        if calendar.is_working_day(day):
            assert calendar.shift(later, -working_days) == day


@pytest.mark.parametrize(
    ("day", "working_days"),
    [
        (date(2028, 12, 29), 1),
        (date(2012, 1, 1), -1),
        (date(2031, 6, 1), -1),
        (date(2026, 1, 1), 1_000_000_000),
        (date.max, 1),
        (date.min, -1),
    ],
)
def test_what_lies_outside_the_covered_years_cannot_be_told(day: date, working_days: int) -> None:
    assert shipped("scotland").shift(day, working_days) is None


def test_a_day_outside_the_covered_years_is_neither_working_day_nor_holiday() -> None:
    assert shipped("scotland").is_working_day(date(2029, 1, 2)) is None
    assert shipped("scotland").is_working_day(date(2026, 11, 30)) is False
    assert shipped("england-and-wales").is_working_day(date(2026, 11, 30)) is True


def test_no_working_days_are_no_question_to_the_calendar() -> None:
    assert shipped("scotland").shift(date(2031, 1, 1), 0) == date(2031, 1, 1)


def test_the_end_of_all_days_is_reached_without_a_fall() -> None:
    for_ever = Calendar(id="all", title="", version="1", first=1, last=9999, holidays=frozenset(), source="")

    assert for_ever.shift(date.max, 1) is None
    assert for_ever.shift(date.min, -1) is None


def test_an_instant_keeps_its_clock_and_offset_and_sees_holidays() -> None:
    before_christmas = datetime(2026, 12, 24, 17, 30, tzinfo=BST)

    assert shipped("scotland").shift(before_christmas, 1) == datetime(2026, 12, 29, 17, 30, tzinfo=BST)


# --- months --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2024, 1, 31), 1, date(2024, 2, 29)),
        (date(2023, 1, 31), 1, date(2023, 2, 28)),
        (date(2024, 3, 31), -1, date(2024, 2, 29)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2024, 12, 15), 1, date(2025, 1, 15)),
        (date(2024, 1, 15), -1, date(2023, 12, 15)),
        (date(2024, 5, 31), 0, date(2024, 5, 31)),
        (date(9999, 12, 1), 1, None),
        (date(1, 1, 1), -1, None),
    ],
)
def test_a_month_ends_where_it_ends(day: date, months: int, expected: date | None) -> None:
    assert shift_months(day, months) == expected


@given(any_days, st.integers(-5_000, 5_000))
def test_months_never_make_the_day_of_the_month_later(day: date, months: int) -> None:
    moved = shift_months(day, months)

    if moved is None:
        assert not 1 <= (day.year * 12 + day.month - 1 + months) // 12 <= 9999
    else:
        assert moved.day <= day.day
        assert moved.year * 12 + moved.month == day.year * 12 + day.month + months
        assert moved.day == min(day.day, monthrange(moved.year, moved.month)[1])


def test_months_keep_the_clock_and_offset_of_an_instant() -> None:
    assert shift_months(datetime(2024, 1, 31, 9, 15, tzinfo=BST), 1) == datetime(2024, 2, 29, 9, 15, tzinfo=BST)


@given(st.integers(1, 9999), st.integers(1, 12))
def test_months_are_as_long_as_they_are(year: int, month: int) -> None:
    assert days_in_month(year, month) == monthrange(year, month)[1]


# --- hours ---------------------------------------------------------------------------------------


def test_hours_keep_the_offset() -> None:
    moved = shift_hours(datetime(2026, 3, 28, 23, 30, tzinfo=BST), 2)

    assert moved == datetime(2026, 3, 29, 1, 30, tzinfo=BST)
    assert moved is not None
    assert moved.utcoffset() == timedelta(hours=1)


@pytest.mark.parametrize("hours", [10**7 * 24, -(10**7) * 24, 10**30])
def test_hours_beyond_all_years_cannot_be_told(hours: int) -> None:
    assert shift_hours(datetime(2026, 1, 1, tzinfo=BST), hours) is None
