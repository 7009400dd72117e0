"""Moving days: by working days of a calendar that is data, by months, by hours.

A calendar knows the years that it covers. Outside them nobody can tell, and None says so: a day of which
nothing is known is never taken for a working day.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TypeVar

from gonogo.model.noun import Noun

Day = TypeVar("Day", bound=date)  # a date stays a date, an instant an instant

SATURDAY = 5
ONE_DAY = timedelta(days=1)


class Calendar(Noun, frozen=True, kw_only=True):
    """The working days of a place, in the years from `first` to `last`, both included."""

    id: str
    title: str
    version: str
    first: int
    last: int
    holidays: frozenset[date]
    source: str

    def is_working_day(self, day: date) -> bool | None:
        """Monday to Friday and no holiday; None where the calendar does not cover the year."""
        if not self.first <= day.year <= self.last:
            return None
        return day.weekday() < SATURDAY and date(day.year, day.month, day.day) not in self.holidays

    def shift(self, day: Day, working_days: int) -> Day | None:
        """The n-th working day after the day (before it, if n is negative), or for 0 the day itself.

        The day itself is not counted. None where a day that must be looked at lies outside the years covered.
        An instant keeps its clock and offset, and its day is the one that stands in it.
        """
        step = ONE_DAY if working_days > 0 else -ONE_DAY
        left = abs(working_days)
        at: Day | None = day
        while left and at is not None:
            at = _moved(at, step)
            works = None if at is None else self.is_working_day(at)
            if works is None:
                return None
            left -= works
        return at


def shift_months(day: Day, months: int) -> Day | None:
    """The same day of another month, or that month's last day where it has no such day.

    An instant keeps its clock and offset. None beyond the years 1 to 9999.
    """
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    if not date.min.year <= year <= date.max.year:
        return None
    return day.replace(year=year, month=month + 1, day=min(day.day, days_in_month(year, month + 1)))


def shift_hours(instant: datetime, hours: int) -> datetime | None:
    """So many hours later (earlier, if negative), at the same offset. None beyond the years 1 to 9999."""
    try:
        return instant + timedelta(hours=hours)
    except OverflowError:
        return None


def days_in_month(year: int, month: int) -> int:
    """28 to 31, for a year and month that exist."""
    if month == 12:
        return 31
    return (date(year, month + 1, 1) - ONE_DAY).day


def _moved(day: Day, step: timedelta) -> Day | None:
    try:
        return day + step
    except OverflowError:
        return None
