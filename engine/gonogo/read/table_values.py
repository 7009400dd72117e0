"""The values that a column of a decision table is tried on, and which rows take each of them.

Enough values to tell the rows apart, as `possible` gives them. Rows, and values, are bits of whole numbers: a table may
have thousands of either.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from gonogo.model.condition import AsOf, Comparison, Literal, Op, Operand, ParameterValue
from gonogo.model.noun import Noun
from gonogo.model.policy import ALWAYS, Parameter
from gonogo.model.value import Kind, ValueType, shown
from gonogo.read.possible import NONE, ORDERED, SOMETHING_ELSE, candidates, order_of, passes

CONTINUOUS = (Kind.DECIMAL, Kind.INSTANT, Kind.VERSION)
DISCRETE = (Kind.INTEGER, Kind.DATE)
FROM = (Op.AT_LEAST, Op.ON_OR_AFTER, Op.MORE_THAN, Op.AFTER)
UPTO = (Op.AT_MOST, Op.ON_OR_BEFORE, Op.LESS_THAN, Op.BEFORE)
WITHOUT_END = (Op.MORE_THAN, Op.AFTER, Op.LESS_THAN, Op.BEFORE)


class Column(Noun, frozen=True):
    """What a column looks at: its name, the type of its values, and what each row asks of it (None: nothing)."""

    name: str
    type: ValueType
    optional: bool
    rows: tuple[tuple[Comparison, ...] | None, ...]


class Choice(NamedTuple):
    """One value of a column, in words, with the rows that take it, and those of which it cannot be told besides."""

    words: str
    sure: int
    maybe: int


def choices(column: Column, parameters: Mapping[str, Parameter]) -> list[Choice]:
    """Every value that a column is tried on."""
    rows = [None if tests is None else tuple(_settled(test, parameters) for test in tests) for tests in column.rows]
    tests = tuple(test for cells in rows for test in cells or ())
    against = [one for test in tests if test.op is not Op.GIVEN for one in test.against]
    if against and not isinstance(against[0], Literal) and all(one == against[0] for one in against):
        return _Tried(_beside(against[0], column), rows).choices()
    names = {order_of(one.value, column.type): shown(one.value) for one in against if isinstance(one, Literal)}
    found = list(dict.fromkeys(candidates(column.type, tests)))
    if column.type.kind in ORDERED and SOMETHING_ELSE not in found:
        found = _merged(sorted(found), column.type.kind)
    if column.optional:
        found.append(NONE)
    tried = _Tried(_Domain(column.type, found, _said(column.type, found, names)), rows).choices()
    return tried if column.type.kind not in DISCRETE else _different(tried)


def _different(tried: list[Choice]) -> list[Choice]:
    """Of neighbours that no row tells apart, the first."""
    before = [None, *tried]
    return [one for last, one in zip(before, tried, strict=False) if last is None or one[1:] != last[1:]]


def bits(number: int) -> Iterator[int]:
    """The places of the ones in a whole number, the lowest first."""
    while number:
        lowest = number & -number
        yield lowest.bit_length() - 1
        number ^= lowest


def _settled(test: Comparison, parameters: Mapping[str, Parameter]) -> Comparison:
    """A test with the values of parameters that the policy itself sets, once and for all."""
    against = tuple(_value(one, parameters) for one in test.against)
    return test if against == test.against else Comparison(test.op, against, test.at)


def _value(operand: Operand, parameters: Mapping[str, Parameter]) -> Operand:
    parameter = parameters.get(operand.name) if isinstance(operand, ParameterValue) else None
    if parameter is None or parameter.case or parameter.value is None or parameter.window != ALWAYS:
        return operand
    return Literal(parameter.value)


# --- the values ----------------------------------------------------------------------------------


class _Domain(NamedTuple):
    """The values of a column in order, and how each is said. `it`: what all are compared with, where that is open."""

    type: ValueType
    values: Sequence[Any]
    words: Sequence[str]
    it: Operand | None = None


def _beside(it: Operand, column: Column) -> _Domain:
    """Values around one that nobody knows yet, which stands here as 0."""
    name = _name_of(it)
    values: list[Any] = [0, SOMETHING_ELSE]
    words = [name, "anything else"]
    if column.type.kind in (*ORDERED, Kind.RANKED):
        less, more = _sides(column.type)
        values, words = [(0, -1), (0, 0), (0, 1)], [f"{less} {name}", name, f"{more} {name}"]
    if column.optional:
        values, words = [*values, NONE], [*words, "left empty"]
    return _Domain(column.type, values, words, it)


def _name_of(operand: Operand) -> str:
    match operand:
        case AsOf():
            return "$as_of"
        case ParameterValue(name=name):
            return f"${name}"
        case _:
            return "what it is compared with"


def _merged(values: list[Any], kind: Kind) -> list[Any]:
    """Between two neighbours there is one stretch, and not one above the first and one below the second."""
    if kind not in CONTINUOUS:
        return values
    before = [None, *values]
    return [one for last, one in zip(before, values, strict=False) if one[1] != -1 or last is None or last[1] != 1]


def _sides(value_type: ValueType) -> tuple[str, str]:
    return ("before", "after") if value_type.kind in (Kind.DATE, Kind.INSTANT) else ("less than", "more than")


def _said(value_type: ValueType, values: Sequence[Any], names: Mapping[Any, str]) -> list[str]:
    following = [*values[1:], None]
    return [_words(value_type, one, then, names) for one, then in zip(values, following, strict=True)]


def _words(value_type: ValueType, value: Any, then: Any, names: Mapping[Any, str]) -> str:
    if value is SOMETHING_ELSE:
        return "anything else"
    if value is NONE:
        return "left empty"
    if not isinstance(value, tuple) or value_type.kind not in ORDERED:
        return shown(value_type.words[value] if value_type.kind is Kind.RANKED else value)
    at, side = value
    less, more = _sides(value_type)
    if side == 1 and isinstance(then, tuple):
        return f"{more} {_figure(value_type, at, names)} and {less} {_figure(value_type, then[0], names)}"
    return ("", f"{more} ", f"{less} ")[side] + _figure(value_type, at, names)


def _figure(value_type: ValueType, at: Any, names: Mapping[Any, str]) -> str:
    if value_type.kind is Kind.DATE:
        return date.fromordinal(at).isoformat()
    return names.get(at) or shown(at)


# --- which rows take them ------------------------------------------------------------------------


class _Tried:
    """The values of a column, and what its rows say to each. Values are bits, too, while a row is looked at."""

    def __init__(self, domain: _Domain, rows: Sequence[tuple[Comparison, ...] | None]) -> None:
        self.domain, self.rows = domain, rows
        self.places = {_hashed(value): place for place, value in enumerate(domain.values)}
        self.order = [value for value in domain.values if value is not NONE and value is not SOMETHING_ELSE]
        self.every = (1 << len(domain.values)) - 1

    def choices(self) -> list[Choice]:
        taken = [(self.every, self.every) if tests is None else self._taken(tests) for tests in self.rows]
        sure = self._by_value(sure for sure, _ in taken)
        maybe = sure if all(one == other for one, other in taken) else self._by_value(other for _, other in taken)
        return [Choice(*one) for one in zip(self.domain.words, sure, maybe, strict=True)]

    def _by_value(self, taken: Iterable[int]) -> list[int]:
        """For each value the rows that take it: rows come and go as one walks along the values."""
        turns = [0] * (len(self.domain.values) + 1)
        for row, values in enumerate(taken):
            for place in bits(values ^ (values << 1)):
                turns[place] ^= 1 << row
        found, rows = [], 0
        for turn in turns[:-1]:
            rows ^= turn
            found.append(rows)
        return found

    def _taken(self, tests: Sequence[Comparison]) -> tuple[int, int]:
        """The values that pass all tests, and those that may."""
        sure = maybe = self.every
        for test in tests:
            passed, perhaps = self._passed(test)
            sure, maybe = sure & passed, maybe & perhaps
        return sure, maybe

    def _passed(self, test: Comparison) -> tuple[int, int]:
        if test.op is not Op.GIVEN and not all(self._is_known(one) for one in test.against):
            return 0, self.every
        if test.op in (Op.EQUALS, Op.ONE_OF, Op.NOT, Op.NONE_OF):
            named = sum({1 << place for one in test.against if (place := self._place(one)) is not None})
            named = named if test.op in (Op.EQUALS, Op.ONE_OF) else self.every ^ named
            return named, named
        if test.op is Op.BETWEEN or test.op in FROM or test.op in UPTO:
            stretch = self._stretch(test)
            return stretch, stretch
        return self._one_by_one(test)

    def _is_known(self, operand: Operand) -> bool:
        return isinstance(operand, Literal) or operand == self.domain.it

    def _at(self, operand: Operand) -> Any:
        value = order_of(operand.value, self.domain.type) if isinstance(operand, Literal) else 0
        return (value, 0) if self.domain.type.kind in ORDERED or self.domain.it is not None else value

    def _place(self, operand: Operand) -> int | None:
        at = self._at(operand)
        place = self.places.get(_hashed(at))
        return self.places.get(_hashed(at[0])) if place is None and isinstance(at, tuple) and at else place

    def _stretch(self, test: Comparison) -> int:
        """Where the values lie that an ordered test passes. Where something is empty, none does."""
        first, last = 0, len(self.order)
        ends = [self._at(operand) for operand in test.against]
        if test.op in FROM or test.op is Op.BETWEEN:
            first = (bisect_right if test.op in WITHOUT_END else bisect_left)(self.order, ends[0])
        if test.op in UPTO or test.op is Op.BETWEEN:
            last = (bisect_left if test.op in WITHOUT_END else bisect_right)(self.order, ends[-1])
        return ((1 << last) - 1) & ~((1 << first) - 1) if first < last else 0

    def _one_by_one(self, test: Comparison) -> tuple[int, int]:
        sure = maybe = 0
        for place, value in enumerate(self.domain.values):
            answer = False if value is NONE and test.op is not Op.GIVEN else passes(value, test, self.domain.type)
            sure |= (answer is True) << place
            maybe |= (answer is not False) << place
        return sure, maybe


def _hashed(value: Any) -> Any:
    """What a value is found again by: true is not 1."""
    return (type(value), value) if isinstance(value, bool) else value
