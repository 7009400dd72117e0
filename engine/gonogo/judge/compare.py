"""Comparing values of which some are unknown: each test of the language comes to 0 (no), 1 (cannot tell) or 2 (yes).

A value is itself, UNSET (unknown), None (none: given as empty), or a Range (a figure over evidence with gaps). Numbers
for the three truths, because generated code adds and compares them a million times; `model.truth` is what people see.
None equals nothing: equality with it is decided, but where it would have to be ordered nobody can tell.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, datetime
from typing import Any, NamedTuple, assert_never

from gonogo.model.calendar import Calendar, shift_hours, shift_months
from gonogo.model.condition import Op, Unit
from gonogo.model.records import UNSET
from gonogo.model.value import version_key

NO, CANNOT_TELL, YES = 0, 1, 2


class Range(NamedTuple):
    """What a figure may still turn out to be, both ends included and not the same; None: no limit on that side."""

    least: Any
    most: Any


def is_exact(value: Any) -> bool:
    """Whether the value is known, given, and a single one."""
    return value is not UNSET and value is not None and type(value) is not Range


def _ends(value: Any) -> tuple[Any, Any]:
    return (value.least, value.most) if type(value) is Range else (value, value)


def _surely_at_most(left: Any, right: Any) -> bool:
    """Whether the highest that `left` can be is at most the lowest that `right` can be."""
    most, least = _ends(left)[1], _ends(right)[0]
    return most is not None and least is not None and bool(most <= least)


def _surely_less(left: Any, right: Any) -> bool:
    most, least = _ends(left)[1], _ends(right)[0]
    return most is not None and least is not None and bool(most < least)


def equals(value: Any, other: Any) -> int:
    if value is None or other is None:
        return NO
    if value is UNSET or other is UNSET:
        return CANNOT_TELL
    if type(value) is Range or type(other) is Range:
        return NO if _surely_less(value, other) or _surely_less(other, value) else CANNOT_TELL
    return YES if value == other else NO


def differs(value: Any, other: Any) -> int:
    return 2 - equals(value, other)


def at_most(value: Any, other: Any) -> int:
    if value is UNSET or other is UNSET or value is None or other is None:
        return CANNOT_TELL
    if type(value) is Range or type(other) is Range:
        return YES if _surely_at_most(value, other) else NO if _surely_less(other, value) else CANNOT_TELL
    return YES if value <= other else NO


def less_than(value: Any, other: Any) -> int:
    if value is UNSET or other is UNSET or value is None or other is None:
        return CANNOT_TELL
    if type(value) is Range or type(other) is Range:
        return YES if _surely_less(value, other) else NO if _surely_at_most(other, value) else CANNOT_TELL
    return YES if value < other else NO


def at_least(value: Any, other: Any) -> int:
    return at_most(other, value)


def more_than(value: Any, other: Any) -> int:
    return less_than(other, value)


def between(value: Any, least: Any, most: Any) -> int:
    return min(at_most(least, value), at_most(value, most))


def one_of(value: Any, *others: Any) -> int:
    return max((equals(value, other) for other in others), default=NO)


def none_of(value: Any, *others: Any) -> int:
    return 2 - one_of(value, *others)


def given(value: Any, wanted: bool) -> int:
    if value is UNSET:
        return CANNOT_TELL
    return YES if (value is not None) is wanted else NO


def _on_text(test: Callable[[Any, Any], bool]) -> Callable[[Any, Any], int]:
    def truth(value: Any, other: Any) -> int:
        if value is None or other is None:
            return NO
        if value is UNSET or other is UNSET:
            return CANNOT_TELL
        return YES if test(value, other) else NO

    return truth


contains = _on_text(lambda value, part: part in value)
starts_with = _on_text(lambda value, part: value.startswith(part))
ends_with = _on_text(lambda value, part: value.endswith(part))
matches = _on_text(lambda value, matcher: matcher(value))

TRUTHS: dict[Op, Callable[..., int]] = {
    Op.EQUALS: equals,
    Op.NOT: differs,
    Op.AT_LEAST: at_least,
    Op.AT_MOST: at_most,
    Op.MORE_THAN: more_than,
    Op.LESS_THAN: less_than,
    Op.BETWEEN: between,
    Op.ONE_OF: one_of,
    Op.NONE_OF: none_of,
    Op.CONTAINS: contains,
    Op.STARTS_WITH: starts_with,
    Op.ENDS_WITH: ends_with,
    Op.MATCHES: matches,
    Op.BEFORE: less_than,
    Op.AFTER: more_than,
    Op.ON_OR_BEFORE: at_most,
    Op.ON_OR_AFTER: at_least,
    Op.GIVEN: given,
}


def any_of(truths: Iterable[int]) -> int:
    """Whether one of several sources satisfies a test; without a source nobody can tell."""
    return max(truths, default=CANNOT_TELL)


def ranked(words: tuple[str, ...]) -> Callable[[Any], Any]:
    """Gives a word its rank, and leaves unknown and none as they are."""
    ranks = {word: rank for rank, word in enumerate(words)}
    return lambda value: ranks.get(value, value)


def versioned(value: Any) -> Any:
    """Gives a version, or each one in a list, the key it is compared by, and leaves unknown and none as they are."""
    if isinstance(value, tuple):
        return tuple(map(versioned, value))
    return version_key(value) if isinstance(value, str) else value


def shift(value: Any, amount: int, unit: Unit, calendar: Calendar | None) -> Any:
    """A date or instant moved; unknown beyond the years there are, or that the calendar covers."""
    moved = _moved(value, amount, unit, calendar) if isinstance(value, date) else None
    return UNSET if moved is None else moved


def _moved(value: date, amount: int, unit: Unit, calendar: Calendar | None) -> date | None:
    match unit:
        case Unit.HOURS:
            return shift_hours(value, amount) if isinstance(value, datetime) else None
        case Unit.DAYS if isinstance(value, datetime):
            return shift_hours(value, 24 * amount)
        case Unit.DAYS:
            number = value.toordinal() + amount
            return date.fromordinal(number) if 1 <= number <= date.max.toordinal() else None
        case Unit.MONTHS:
            return shift_months(value, amount)
        case Unit.WORKING_DAYS:
            return None if calendar is None else calendar.shift(value, amount)
        case _:
            assert_never(unit)
