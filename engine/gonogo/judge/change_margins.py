"""How near a condition is to turning: a count or figure to its limit, a date to its last day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from fractions import Fraction
from itertools import islice
from typing import Any

from gonogo.judge import settle
from gonogo.judge.change_fields import tests_of
from gonogo.judge.change_look import Look, Row
from gonogo.judge.compare import TRUTHS, is_exact
from gonogo.judge.explain_seen import figure
from gonogo.model.condition import (
    Aggregate,
    Comparison,
    Condition,
    Count,
    Every,
    FieldTest,
    Leaf,
    Op,
    ParameterIs,
    Share,
    StatusIs,
    leaves,
)
from gonogo.model.noun import Noun
from gonogo.model.words import sentence

FARTHEST = 1_000  # a count that is further from turning than this has no margin worth telling
ROWS = 200
DATED = (Op.BEFORE, Op.AFTER, Op.ON_OR_BEFORE, Op.ON_OR_AFTER, Op.BETWEEN)


class Margin(Noun, frozen=True, kw_only=True):
    """What is left until a condition turns, in records, days or the figure's own unit; 0: it is at the limit."""

    left: Any
    unit: str
    text: str


def margins(look: Look, condition: Condition) -> Iterator[Margin]:
    """The margins of a condition's parts, those inside other conditions for each record by itself."""
    for leaf in leaves(condition):
        match leaf:
            case ParameterIs() | StatusIs():
                continue
            case Count():
                yield from _count(look, leaf)
            case Share() | Aggregate():
                yield from _figure(look, leaf)
            case _:
                yield from _dates(look, leaf)
        yield from _inside(look, leaf)


def _inside(look: Look, leaf: Any) -> Iterator[Margin]:
    """Of what each record must meet."""
    nested = [leaf.selection.meets, leaf.meets if isinstance(leaf, Every) else None]
    for condition in (one for one in nested if one is not None):
        for row in islice(look.rows(leaf.selection.fact), ROWS):
            for part in leaves(look.at(condition, row, leaf.selection.alias)):
                if isinstance(part, Count):
                    yield from _count(look, part)


# --- figures -------------------------------------------------------------------------------------


def _count(look: Look, leaf: Count) -> Iterator[Margin]:
    """How many more, or fewer, would turn it, less one."""
    seen = look.see(leaf)
    surely, perhaps = seen.counts
    if perhaps or seen.truth == 1:
        return
    tests = tuple((TRUTHS[test.op], tuple(map(look.value, test.against))) for test in leaf.tests)
    for far in range(1, FARTHEST):
        for number in (surely + far, surely - far):
            if number >= 0 and settle.satisfies(number, tests, whole=True) != seen.truth:
                way = "more" if number > surely else "fewer"
                text = f"{_held(look, leaf)}: {surely} now, and {far} {way} would turn it"
                yield Margin(left=far - 1, unit="records", text=text)
                return


def _figure(look: Look, leaf: Share | Aggregate) -> Iterator[Margin]:
    """How far the figure is from the nearest limit that the policy names."""
    value = figure(look.judgement, look.see(leaf))
    for test in leaf.tests:
        for limit in map(look.value, test.against):
            if is_exact(value) and is_exact(limit):
                left = _far(value, limit)
                unit = "days" if isinstance(value, date) else "units"
                yield Margin(left=left, unit=unit, text=f"{_held(look, leaf)}: {left:g} from the limit")


def _far(value: Any, limit: Any) -> float:
    """In days, where they are dates."""
    if isinstance(value, date):
        return float(abs(limit - value) / timedelta(days=1))
    return float(abs(Fraction(limit) - Fraction(value)))


def _held(look: Look, leaf: Leaf) -> str:
    words = sentence(leaf, look.policy)
    return words if look.see(leaf).truth == 2 else f"it is not so that {words}"


# --- dates ---------------------------------------------------------------------------------------


def _dates(look: Look, leaf: Any) -> Iterator[Margin]:
    """Of the records that count, how many days a date is within its limit."""
    asked = [*tests_of(leaf.selection.where), *(tests_of(leaf.has) if isinstance(leaf, Every) else ())]
    dated = [part for part in asked if any(test.op in DATED for test in part.tests)]
    if not dated:
        return
    for row, _ in islice(look.truths(look.see(leaf), among=(2,)), ROWS):
        for part in dated:
            yield from _date(look, row, part)


def _date(look: Look, row: Row, part: FieldTest) -> Iterator[Margin]:
    if part.field.startswith("source."):
        values = getattr(row.attribution, part.field.removeprefix("source."))
    else:
        values = (look.known(row, part.field),)
    for test in part.tests:
        for limit in map(look.value, test.against):
            for value in values:
                if isinstance(value, date) and isinstance(limit, date):
                    yield _days(look, row, (part, test), (value, limit))


def _days(look: Look, row: Row, asked: tuple[FieldTest, Comparison], days: tuple[date, date]) -> Margin:
    part, test = asked
    value, limit = days
    left = abs((limit - value).days) - (test.op in (Op.BEFORE, Op.AFTER))
    told = f"{_number(left, 'day')}{_working(look, value, limit)}" if left else "on the last day"
    name = part.field.replace("_", " ").replace(".", " ")
    text = f"{name} of {row.key} is {value.isoformat()}, limit {limit.isoformat()}: {told}"
    return Margin(left=left, unit="days", text=text)


def _working(look: Look, value: date, limit: date) -> str:
    """How many working days that is, where the policy has a calendar that covers them."""
    calendar = look.policy.calendar
    first, last = sorted((value, limit))
    if calendar is None or isinstance(value, datetime) or (last - first).days > FARTHEST:
        return ""
    days = [calendar.is_working_day(first + timedelta(days=number)) for number in range((last - first).days)]
    return "" if None in days else f" ({_number(sum(map(bool, days)), 'working day')})"


def _number(number: int, unit: str) -> str:
    return f"{number} {unit}{'' if number == 1 else 's'}"
