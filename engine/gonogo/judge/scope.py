"""Which fields of outer records a condition speaks of: what a nested condition depends on, and nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from typing import assert_never

from gonogo.model.condition import (
    Aggregate,
    All,
    AnyOf,
    Comparison,
    Condition,
    Count,
    Either,
    Every,
    FieldOf,
    Figure,
    No,
    Not,
    Operand,
    ParameterIs,
    Selection,
    Share,
    Shifted,
    Some,
    StatusIs,
    Where,
)


def outer_fields(condition: Condition) -> tuple[FieldOf, ...]:
    """The fields of records that enclose the condition, each once, in the order of their names."""
    return tuple(sorted(set(_of_condition(condition)), key=lambda one: (one.alias, one.field)))


def outer_fields_of_operand(operand: Operand) -> tuple[FieldOf, ...]:
    """The fields of records that a value depends on; none: it is the same for every record."""
    return tuple(sorted(set(_of_operand(operand)), key=lambda one: (one.alias, one.field)))


def _of_condition(condition: Condition) -> Iterator[FieldOf]:
    match condition:
        case All(parts=parts) | AnyOf(parts=parts):
            for part in parts:
                yield from _of_condition(part)
        case Not(part=part):
            yield from _of_condition(part)
        case Some(selection=selection) | No(selection=selection):
            yield from _of_selection(selection)
        case Every():
            yield from _of_selection(condition.selection)
            inner = [*_of_where(condition.has)]
            inner += _of_condition(condition.meets) if condition.meets is not None else ()
            yield from _beyond(condition.selection.alias, inner)
        case Share():
            yield from _of_selection(condition.selection)
            yield from _beyond(condition.selection.alias, _of_where(condition.where))
            yield from _of_tests(condition.tests)
        case Count() | Aggregate():
            yield from _of_selection(condition.selection)
            yield from _of_tests(condition.tests)
        case ParameterIs(tests=tests):
            yield from _of_tests(tests)
        case StatusIs():
            return
        case _:
            assert_never(condition)


def _of_selection(selection: Selection) -> Iterator[FieldOf]:
    inner = [*_of_where(selection.where)]
    inner += _of_condition(selection.meets) if selection.meets is not None else ()
    yield from _beyond(selection.alias, inner)


def _beyond(alias: str, inner: Iterator[FieldOf] | list[FieldOf]) -> Iterator[FieldOf]:
    return (one for one in inner if one.alias != alias)


def _of_where(where: Where) -> Iterator[FieldOf]:
    for part in where:
        if isinstance(part, Either):
            for option in part.options:
                yield from _of_where(option)
        else:
            yield from _of_tests(part.tests)


def _of_tests(tests: tuple[Comparison, ...]) -> Iterator[FieldOf]:
    for test in tests:
        for operand in test.against:
            yield from _of_operand(operand)


def _of_operand(operand: Operand) -> Iterator[FieldOf]:
    match operand:
        case FieldOf():
            yield operand
        case Shifted(base=base):
            yield from _of_operand(base)
        case Figure(of=aggregate):
            yield from _of_condition(aggregate)
        case _:
            return
