"""What is kept of a look inside conditions: truths, sides and values by spot, and which tests of a record decide."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any, NamedTuple

from gonogo.judge.compare import is_exact
from gonogo.judge.seen_tests import Ready, ReadyField, ready, ready_field
from gonogo.model.condition import Comparison, Either, FieldTest
from gonogo.model.spots import Spot
from gonogo.model.value import ValueType, shown

MOST_VALUES = 8  # how many values of one test are kept to be told


class Held(NamedTuple):
    """One part of a list of tests, held against a record: its values and limits, or the truths of its alternatives."""

    truth: int
    part: FieldTest | Either
    field: ReadyField | None
    known: Any


class Shelf:
    """Tests made ready, each once for all the decisions that are looked at. The policy keeps what it is kept by."""

    def __init__(self) -> None:
        self.fields: dict[int, tuple[FieldTest, ReadyField]] = {}
        self.tests: dict[int, tuple[Comparison, Ready]] = {}


class Notes:
    """What was seen, by spot."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf
        self.truths: dict[Spot, int] = {}
        self.sides: dict[Spot, set[str]] = {}
        self.values: dict[Spot, dict[str, None]] = {}

    def truth(self, where: Spot, truth: int) -> None:
        self.truths[where] = self.truths.get(where, 0) | 1 << truth

    def met(self, where: Spot, met: Sequence[str], value: Any) -> None:
        self.sides.setdefault(where, set()).update(met)
        told = self.values.setdefault(where, {})
        if is_exact(value) and len(told) < MOST_VALUES:
            told[str(value) if isinstance(value, Fraction) else shown(value)] = None

    def field(self, part: FieldTest) -> ReadyField:
        """The tests on a field, made ready."""
        known = self._shelf.fields.get(id(part))
        if known is None:
            known = self._shelf.fields[id(part)] = (part, ready_field(part))
        return known[1]

    def test(self, test: Comparison, kind: ValueType) -> Ready:
        known = self._shelf.tests.get(id(test))
        if known is None:
            known = self._shelf.tests[id(test)] = (test, ready(test, kind))
        return known[1]


def decisive(parts: Sequence[Held]) -> Sequence[Held]:
    """The parts that decide: those on one field, where all that is asked of the others holds."""
    short = [one for one in parts if one.truth < 2]
    if not short:
        return parts
    first = short[0]
    if first.field is None:
        return short if len(short) == 1 else ()
    name = first.field.field
    if any(one.field is None or one.field.field != name for one in short):
        return ()
    return [one for one in parts if one.field is not None and one.field.field == name]
