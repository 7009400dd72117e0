"""How far a value is from what is asked of it, in words: `2 too many`, `11 days (7 working days) late`, `3 to spare`.

Only what can be counted has a distance: numbers, days and instants. Of anything else the value speaks for itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

from gonogo.judge.compare import Range, is_exact
from gonogo.model.calendar import ONE_DAY, Calendar
from gonogo.model.condition import Op
from gonogo.model.value import shown

LONGEST = 3700  # days over which working days are counted
UPPER = (Op.AT_MOST, Op.LESS_THAN, Op.BEFORE, Op.ON_OR_BEFORE)
LOWER = (Op.AT_LEAST, Op.MORE_THAN, Op.AFTER, Op.ON_OR_AFTER)
STRICT = (Op.LESS_THAN, Op.MORE_THAN, Op.BEFORE, Op.AFTER)


def distance(op: Op, value: Any, limits: Sequence[Any], calendar: Calendar | None, *, many: bool = False) -> str | None:
    """How far a value misses a test, or by how much it passes; None where nothing can be counted.

    `many`: the value counts things, so that there are too many of them and not too much.
    """
    if not _is_measure(value) or not all(map(_is_measure, limits)) or not limits:
        return None
    if op in UPPER:
        return _side(value, limits[0], (calendar, many), upper=True, strict=op in STRICT)
    if op in LOWER:
        return _side(value, limits[0], (calendar, many), upper=False, strict=op in STRICT)
    match op:
        case Op.BETWEEN if value < limits[0]:
            return _side(value, limits[0], (calendar, many), upper=False, strict=False)
        case Op.BETWEEN:
            return _side(value, limits[1], (calendar, many), upper=True, strict=False)
        case Op.EQUALS if value != limits[0]:
            return _amount(value, limits[0], (calendar, many), late=value > limits[0])
        case _:
            return None


def gap(value: Any, limit: Any) -> Any:
    """How far apart two values are, or None: for choosing the nearest."""
    if not _is_measure(value) or not _is_measure(limit):
        return None
    if isinstance(value, Fraction) or isinstance(limit, Fraction):
        return abs(Fraction(value) - Fraction(limit))
    apart = abs(value - limit)
    return apart.total_seconds() / 86400 if isinstance(apart, timedelta) else apart


def figure_words(value: Any) -> str:
    """A figure, or the range it lies in: `7`, `from 5 to 7`, `5 or more`."""
    if type(value) is not Range:
        return number(value)
    least, most = value
    if most is None:
        return "not known" if least is None else f"{number(least)} or more"
    return f"at most {number(most)}" if least is None else f"from {number(least)} to {number(most)}"


def number(value: Any) -> str:
    """A value as people write it; a part that has no short decimal form as a fraction."""
    if isinstance(value, Fraction):
        exact = Decimal(value.numerator) / Decimal(value.denominator)
        short = exact.quantize(Decimal("0.0001")).normalize()
        return f"{short:f}" if Fraction(short) == value else f"about {short:f}"
    return shown(value) if is_exact(value) else "not known"


def _is_measure(value: Any) -> bool:
    return isinstance(value, int | Decimal | Fraction | date) and not isinstance(value, bool)


def _side(value: Any, limit: Any, how: tuple[Calendar | None, bool], *, upper: bool, strict: bool) -> str:
    if strict:
        limit, strict = _inside(limit, upper=upper)
    if value > limit if upper else value < limit:
        return _amount(value, limit, how, late=upper)
    if value == limit:
        on_it = "exactly on it" if isinstance(value, date) else "none to spare"
        return "exactly on it, which is not enough" if strict else on_it
    return f"{_apart(value, limit, how[0])} to spare"


def _inside(limit: Any, *, upper: bool) -> tuple[Any, bool]:
    """The last value that is still inside, where there is one: `less than 3` is `at most 2`."""
    step = -1 if upper else 1
    if isinstance(limit, int):
        return limit + step, False
    if isinstance(limit, date) and not isinstance(limit, datetime) and date.min < limit < date.max:
        return limit + ONE_DAY * step, False
    return limit, True


def _amount(value: Any, limit: Any, how: tuple[Calendar | None, bool], *, late: bool) -> str:
    apart = _apart(value, limit, how[0])
    if isinstance(value, date):
        return f"{apart} too {'late' if late else 'early'}"
    if how[1]:
        return f"{apart} too {'many' if late else 'few'}"
    return f"{apart} too {'high' if late else 'low'}"


def _apart(value: Any, limit: Any, calendar: Calendar | None) -> str:
    if isinstance(value, datetime) and isinstance(limit, datetime):
        return _time(abs(value - limit))
    if isinstance(value, date) and isinstance(limit, date):
        return _days(min(value, limit), max(value, limit), calendar)
    if isinstance(value, Fraction) or isinstance(limit, Fraction):
        return number(abs(Fraction(value) - Fraction(limit)))
    return number(abs(value - limit))


def _days(first: date, last: date, calendar: Calendar | None) -> str:
    days = (last - first).days
    words = f"{days} day{'' if days == 1 else 's'}"
    working = working_days(first, last, calendar)
    if working is None or working == days:
        return words
    return f"{words} ({working} working day{'' if working == 1 else 's'})"


def working_days(first: date, last: date, calendar: Calendar | None) -> int | None:
    """The working days after the first day, up to the last; None where no calendar tells."""
    days = (last - first).days
    if calendar is None or days > LONGEST:
        return None
    works = [calendar.is_working_day(first + ONE_DAY * step) for step in range(1, days + 1)]
    return None if None in works else sum(map(bool, works))


def _time(apart: timedelta) -> str:
    minutes, seconds = divmod(int(apart.total_seconds()), 60)
    hours, minutes = divmod(minutes, 60)
    days, hours = divmod(hours, 24)
    parts = [(days, "day"), (hours, "hour"), (minutes, "minute"), (seconds, "second")]
    said = [f"{count} {word}{'' if count == 1 else 's'}" for count, word in parts if count]
    return " ".join(said[:2]) or "less than a second"
