"""A condition as it is asked for one record at hand: the fields of that record put in, so that it stands alone.

So what a nested condition came to can be asked and told for each record: `$threshold.most` becomes 20.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from gonogo.judge.compare import is_exact
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
    FieldTest,
    Figure,
    Literal,
    Not,
    Operand,
    ParameterIs,
    Selection,
    Share,
    Shifted,
    StatusIs,
    Where,
)
from gonogo.model.noun import Noun, replace


class Given(Noun, frozen=True):
    """A value to put in; it may be none."""

    value: Any


Lookup = Callable[[FieldOf], Given | None]  # None: the field stays as it is


def filled(condition: Condition, lookup: Lookup) -> Condition:
    """The condition with the fields that a look-up gives replaced by their values."""
    made: Condition = _Filling(lookup).condition(condition)
    return made


def worded(condition: Condition) -> Condition:
    """The same with words in the place of values that a record does not give, so that a sentence can be made of it."""
    made: Condition = _Wording(lambda _: None).condition(condition)
    return made


def worded_tests(tests: tuple[Comparison, ...]) -> tuple[Comparison, ...]:
    return _Wording(lambda _: None).tests(tests)


def filled_where(where: Where, lookup: Lookup) -> Where:
    return _Filling(lookup).where(where)


class _Filling:
    def __init__(self, lookup: Lookup) -> None:
        self.lookup = lookup

    def condition(self, condition: Any) -> Any:
        match condition:
            case All(parts=parts) | AnyOf(parts=parts):
                return replace(condition, parts=tuple(self.condition(part) for part in parts))
            case Not(part=part):
                return replace(condition, part=self.condition(part))
            case ParameterIs(tests=tests):
                return replace(condition, tests=self.tests(tests))
            case StatusIs():
                return condition
            case _:
                return self.of_records(condition)

    def of_records(self, leaf: Any) -> Any:
        changes: dict[str, Any] = {"selection": self.selection(leaf.selection)}
        if isinstance(leaf, Every):
            changes["has"] = self.where(leaf.has)
            changes["meets"] = None if leaf.meets is None else self.condition(leaf.meets)
        if isinstance(leaf, Share):
            changes["where"] = self.where(leaf.where)
        if isinstance(leaf, Count | Share | Aggregate):
            changes["tests"] = self.tests(leaf.tests)
        return replace(leaf, **changes)

    def selection(self, selection: Selection) -> Selection:
        meets = None if selection.meets is None else self.condition(selection.meets)
        return replace(selection, where=self.where(selection.where), meets=meets)

    def where(self, where: Where) -> Where:
        return tuple(self.part(part) for part in where)

    def part(self, part: FieldTest | Either) -> FieldTest | Either:
        if isinstance(part, Either):
            return replace(part, options=tuple(self.where(option) for option in part.options))
        return replace(part, tests=self.tests(part.tests))

    def tests(self, tests: tuple[Comparison, ...]) -> tuple[Comparison, ...]:
        return tuple(replace(test, against=tuple(map(self.operand, test.against))) for test in tests)

    def operand(self, operand: Operand) -> Operand:
        match operand:
            case FieldOf():
                given = self.lookup(operand)
                return operand if given is None else Literal(given.value)
            case Shifted(base=base):
                return replace(operand, base=self.operand(base))
            case Figure(of=of):
                return Figure(self.condition(of))
            case _:
                return operand


class _Wording(_Filling):
    def operand(self, operand: Operand) -> Operand:
        if isinstance(operand, Literal) and not is_exact(operand.value):
            return Literal("(none)" if operand.value is None else "(not given)")
        return super().operand(operand)
