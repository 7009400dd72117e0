"""What can be seen of a policy: each condition down to the innermost, and each test, by the place where it stands.

Coverage asks of every spot what the scenarios made of it. Whoever looks at a decision and whoever lists what is to be
seen walk the same way, so that they speak of the same spots.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from gonogo.model.condition import (
    Aggregate,
    All,
    AnyOf,
    Comparison,
    Condition,
    Count,
    Either,
    Every,
    FieldTest,
    Figure,
    Leaf,
    Not,
    Operand,
    ParameterIs,
    Selection,
    Share,
    Shifted,
    StatusIs,
    Where,
)
from gonogo.model.location import Location

Spot = tuple[str, int, int, str]  # file, line, column, and which of several that begin there
Tested = Count | Share | Aggregate | ParameterIs


class Below(NamedTuple):
    """A condition inside a leaf condition; it is asked for each record that `of` selects."""

    condition: Condition
    of: Selection


class OfField(NamedTuple):
    """A test on a field of the records that `of` looks at, and what else the same list of tests asks of other fields."""

    test: Comparison
    field: FieldTest
    of: Selection
    beside: Where


class OfFigure(NamedTuple):
    """A test on a number, part, total, or on a parameter."""

    test: Comparison
    figure: Tested


Inner = Below | OfField | OfFigure


class Sight(NamedTuple):
    """What one decision made of a policy.

    `truths` has a bit for each truth that a condition took (1 false, 2 unknown, 4 true), `sides` the sides of its
    limits from which a test was met (see `judge.seen_sides`), `values` what was held against it.
    """

    statuses: Mapping[tuple[str, str], str]  # (layer, id) -> status
    deciding: Mapping[str, str]  # gate -> the rule that decided
    truths: Mapping[Spot, int]
    sides: Mapping[Spot, frozenset[str]]
    values: Mapping[Spot, tuple[str, ...]]


def spot(at: Location, what: Condition | Comparison) -> Spot:
    """Where something stands; a condition and its first part may begin at the same place."""
    return (*at.order, what.op.value if isinstance(what, Comparison) else type(what).__name__)


def spot_of(what: Condition | Comparison) -> Spot:
    return spot(what.at, what)


def parts(condition: Condition) -> Iterator[Condition]:
    """The condition and what it is put together from, down to the leaves. What `not` denies is not told twice."""
    yield condition
    match condition:
        case All(parts=inner) | AnyOf(parts=inner):
            for part in inner:
                yield from parts(part)
        case Not(part=part):
            below = parts(part)
            next(below)
            yield from below
        case _:
            return


def inside(leaf: Leaf) -> Iterator[Inner]:
    """What stands inside a leaf condition, in the order of reading."""
    match leaf:
        case StatusIs():
            return
        case ParameterIs():
            yield from _of_figure(leaf)
        case Every(selection=selection, has=has, meets=meets):
            yield from _of_selection(selection)
            yield from _of_where(has, selection)
            yield from _of_meets(meets, selection)
        case Share(selection=selection, where=where):
            yield from _of_selection(selection)
            yield from _of_where(where, selection)
            yield from _of_figure(leaf)
        case Count(selection=selection) | Aggregate(selection=selection):
            yield from _of_selection(selection)
            yield from _of_figure(leaf)
        case _:
            yield from _of_selection(leaf.selection)


def denied_leaf(condition: Condition) -> Condition:
    """What stands below any number of `not`."""
    return denied_leaf(condition.part) if isinstance(condition, Not) else condition


def _of_selection(selection: Selection) -> Iterator[Inner]:
    yield from _of_where(selection.where, selection)
    yield from _of_meets(selection.meets, selection)


def _of_meets(meets: Condition | None, selection: Selection) -> Iterator[Inner]:
    if meets is None:
        return
    for part in parts(meets):
        yield Below(part, selection)
        leaf = denied_leaf(part)
        if not isinstance(leaf, All | AnyOf | Not):
            yield from inside(leaf)


def _of_where(where: Where, selection: Selection, beside: Where = ()) -> Iterator[Inner]:
    for part in where:
        if isinstance(part, Either):
            others = (*beside, *(one for one in where if one is not part))
            for option in part.options:
                yield from _of_where(option, selection, others)
        else:
            others = (*beside, *elsewhere(where, part))
            for test in part.tests:
                yield OfField(test, part, selection, others)
                yield from _of_operands(test)


def elsewhere(where: Where, part: FieldTest) -> Where:
    """What a list of tests asks beside the tests on one field."""
    return tuple(one for one in where if isinstance(one, Either) or one.field != part.field)


def _of_figure(leaf: Tested) -> Iterator[Inner]:
    for test in leaf.tests:
        yield OfFigure(test, leaf)
        yield from _of_operands(test)


def _of_operands(test: Comparison) -> Iterator[Inner]:
    for operand in test.against:
        yield from _of_operand(operand)


def _of_operand(operand: Operand) -> Iterator[Inner]:
    match operand:
        case Figure(of=of):
            yield from inside(of)
        case Shifted(base=base):
            yield from _of_operand(base)
        case _:
            return
