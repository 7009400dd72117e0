"""What conditions mean, as naively as it can be written: direct recursion over plain records, nothing of judge in it.

The other half of a comparison: `judge` compiles conditions, this walks them. Truths are True, False and None (cannot
tell). A figure over evidence with gaps is a Span of what it may still turn out to be.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

from gonogo.model import condition as c
from gonogo.model.calendar import Calendar, shift_months
from gonogo.model.value import Kind, ValueType
from tests.reference_values import (
    UNKNOWN,
    Span,
    both,
    either,
    holds,
    opposite,
)

BEYOND = 3  # how far past every number that is named a whole number is tried


@dataclass(frozen=True)
class Row:
    """A record, and what each of its sources says of itself."""

    values: Mapping[str, Any]
    sources: tuple[Mapping[str, Any], ...]


@dataclass(frozen=True)
class World:
    """All that is known. `tables` are (rows, whether there are no more); `types` of the fields, by fact."""

    tables: Mapping[str, tuple[tuple[Row, ...], bool]]
    types: Mapping[str, Mapping[str, ValueType]]
    parameters: Mapping[str, Any]
    as_of: date
    calendar: Calendar
    seen: Mapping[str, Row] = field(default_factory=dict)

    def seeing(self, alias: str, row: Row) -> World:
        return World(self.tables, self.types, self.parameters, self.as_of, self.calendar, {**self.seen, alias: row})


def truth_of(asked: c.Condition, world: World) -> bool | None:
    match asked:
        case c.All():
            return both([truth_of(part, world) for part in asked.parts])
        case c.AnyOf():
            return either([truth_of(part, world) for part in asked.parts])
        case c.Not():
            return opposite(truth_of(asked.part, world))
        case c.Some():
            return _some(asked.selection, world)
        case c.No():
            return opposite(_some(asked.selection, world))
        case c.Every():
            return _every(asked, world)
        case c.ParameterIs():
            return all_hold(asked.tests, world.parameters[asked.name], asked.type, world)
        case c.Count() | c.Share() | c.Aggregate():
            return _passes(figure(asked, world), asked, world)
        case _:
            raise AssertionError("what lower layers derived is not a matter of evidence")


def chosen(selection: c.Selection, world: World) -> list[tuple[bool | None, Row]]:
    """Each record that matches, or perhaps does."""
    rows = [(matches(selection, row, world), row) for row in world.tables[selection.fact][0]]
    return [(truth, row) for truth, row in rows if truth is not False]


def matches(selection: c.Selection, row: Row, world: World) -> bool | None:
    inside = world.seeing(selection.alias, row)
    found = where_holds(selection.where, row, inside)
    return found if selection.meets is None else both([found, truth_of(selection.meets, inside)])


def falls_short(asked: c.Every, row: Row, world: World) -> bool | None:
    inside = world.seeing(asked.selection.alias, row)
    wanted = where_holds(asked.has, row, inside)
    if asked.meets is not None:
        wanted = both([wanted, truth_of(asked.meets, inside)])
    return both([matches(asked.selection, row, world), opposite(wanted)])


def _some(selection: c.Selection, world: World) -> bool | None:
    truths = [truth for truth, _ in chosen(selection, world)]
    return either([*truths, False if world.tables[selection.fact][1] else None])


def _every(asked: c.Every, world: World) -> bool | None:
    rows, complete = world.tables[asked.selection.fact]
    short = [falls_short(asked, row, world) for row in rows]
    if True in short:
        return False
    if None in short or not complete:
        return None
    matched = [truth for truth, _ in chosen(asked.selection, world)]
    if_none = {c.IfNone.PASS: True, c.IfNone.FAIL: False, c.IfNone.UNKNOWN: None}[asked.if_none]
    if True in matched:
        return True
    return if_none if not matched or if_none else None


def where_holds(where: c.Where, row: Row, world: World) -> bool | None:
    return both([_part_holds(part, row, world) for part in where])


def _part_holds(part: c.FieldTest | c.Either, row: Row, world: World) -> bool | None:
    if isinstance(part, c.Either):
        return either([where_holds(option, row, world) for option in part.options])
    if part.field.startswith("source."):
        name = part.field.removeprefix("source.")
        truths = [all_hold(part.tests, source[name], part.type, world) for source in row.sources]
        return either(truths) if truths else None
    return all_hold(part.tests, row.values[part.field], part.type, world)


# --- figures -------------------------------------------------------------------------------------


def figure(asked: c.Count | c.Share | c.Aggregate, world: World) -> Any:
    """What an aggregate comes to: a value, a Span, or UNKNOWN."""
    found, complete = chosen(asked.selection, world), world.tables[asked.selection.fact][1]
    match asked:
        case c.Count():
            surely = sum(truth is True for truth, _ in found)
            return span(surely, len(found) if complete else None, whole=True)
        case c.Share():
            return _share(asked, found, world) if complete else UNKNOWN
        case c.Aggregate():
            values = [(truth, row.values[asked.field]) for truth, row in found]
            kind = world.types[asked.selection.fact][asked.field]
            return (
                _total(values, complete, kind)
                if asked.reduce is c.Reduce.TOTAL
                else _extreme(asked, values, complete, kind)
            )


def span(least: Any, most: Any, *, whole: bool) -> Any:
    return least if least is not None and least == most else Span(least, most, whole)


def parts(asked: c.Share, world: World) -> list[tuple[bool | None, bool | None]]:
    """For each record that perhaps belongs to the whole: whether it does, and whether it is in the part."""
    found = chosen(asked.selection, world)
    return [(truth, where_holds(asked.where, row, world.seeing(asked.selection.alias, row))) for truth, row in found]


def _share(asked: c.Share, found: list[tuple[bool | None, Row]], world: World) -> Any:
    if not any(truth for truth, _ in found):
        return UNKNOWN
    ends = []
    for good in (False, True):  # whatever is open goes against it, then in favour of it
        inside = [good if part is None else part for _, part in parts(asked, world)]
        settled = [part for (truth, _), part in zip(found, inside, strict=True) if truth or part is good]
        ends.append(Fraction(sum(settled), len(settled)))
    return span(*ends, whole=False)


def _total(values: list[tuple[bool | None, Any]], complete: bool, kind: ValueType) -> Any:
    least: list[Any] = [0] if complete or (kind.least is not None and kind.least >= 0) else [None]
    most: list[Any] = [0] if complete or (kind.most is not None and kind.most <= 0) else [None]
    for truth, value in values:
        low, high = (kind.least, kind.most) if value is UNKNOWN else (value or 0, value or 0)
        least.append(low if truth or low is None or low < 0 else 0)
        most.append(high if truth or high is None or high > 0 else 0)
    ends = [None if None in end else sum(map(Fraction, end)) for end in (least, most)]
    return span(*ends, whole=kind.kind is Kind.INTEGER)


def _extreme(asked: c.Aggregate, values: list[tuple[bool | None, Any]], complete: bool, kind: ValueType) -> Any:
    best, furthest = (min, kind.least) if asked.reduce is c.Reduce.LOWEST else (max, kind.most)
    given = [(truth, value) for truth, value in values if value is not None]
    sure = [value for truth, value in given if truth and value is not UNKNOWN]
    if not sure:
        return UNKNOWN
    outer = [furthest if value is UNKNOWN else value for _, value in given] + ([] if complete else [furthest])
    ends = [None if None in outer else best([*outer, best(sure)]), best(sure)]
    return span(*(ends if best is min else reversed(ends)), whole=kind.kind is Kind.INTEGER)


def _passes(value: Any, asked: c.Count | c.Share | c.Aggregate, world: World) -> bool | None:
    """A whole number within a span is tried at each number it may be, beside numbers that are themselves known."""
    others = [operand(one, world) for test in asked.tests for one in test.against]
    kind = ValueType(kind=Kind.DECIMAL)
    exact = all(isinstance(other, int | Decimal | Fraction) for other in others)
    if not isinstance(value, Span) or not value.whole or not exact:
        return all_hold(asked.tests, value, kind, world)
    named = [int(number) for number in [*others, value.least, value.most] if number is not None]
    least, most = (
        edge if end is None else int(end)
        for end, edge in (
            (value.least, min(named, default=0) - BEYOND),
            (value.most, max(named, default=0) + BEYOND),
        )
    )
    answers = {all_hold(asked.tests, number, kind, world) for number in range(least, most + 1)}
    return answers.pop() if len(answers) == 1 else None


# --- operands ------------------------------------------------------------------------------------


def operand(one: c.Operand, world: World) -> Any:
    match one:
        case c.Literal():
            return one.value
        case c.AsOf():
            return world.as_of
        case c.ParameterValue():
            return world.parameters[one.name]
        case c.FieldOf():
            return _field_of(world.seen[one.alias], one.field)
        case c.Figure():
            return figure(one.of, world)
        case c.Shifted():
            return _moved(operand(one.base, world), one.amount, one.unit, world)


def _field_of(row: Row, name: str) -> Any:
    if not name.startswith("source."):
        return row.values[name]
    said = [source[name.removeprefix("source.")] for source in row.sources]
    return said[0] if said and all(one == said[0] for one in said) else UNKNOWN


def _moved(base: Any, amount: int, unit: c.Unit, world: World) -> Any:
    if not isinstance(base, date):
        return UNKNOWN
    try:
        match unit:
            case c.Unit.WORKING_DAYS:
                moved: Any = world.calendar.shift(base, amount)
            case c.Unit.MONTHS:
                moved = shift_months(base, amount)
            case c.Unit.DAYS:
                moved = base + timedelta(days=amount)
            case c.Unit.HOURS:
                moved = base + timedelta(hours=amount) if isinstance(base, datetime) else None
    except OverflowError:
        return UNKNOWN
    return UNKNOWN if moved is None else moved


def all_hold(tests: tuple[c.Comparison, ...], value: Any, kind: ValueType, world: World) -> bool | None:
    return both([holds(test.op, value, [operand(one, world) for one in test.against], kind) for test in tests])
