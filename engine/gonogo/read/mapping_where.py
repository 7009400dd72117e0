"""Which rows of a file are records: `where:` on columns, in the test words of the policy language.

A cell is compared as text, as it is written; as a number by `at_least` and its like, as a date by `before` and its
like. A row that cannot be read so is neither in nor out: it is malformed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from gonogo.model.condition import Comparison, Either, FieldTest, Literal, Op, Where
from gonogo.model.diagnostic import Code
from gonogo.model.notation import ValueRefused, read_date
from gonogo.model.noun import Noun
from gonogo.model.pattern import compiled
from gonogo.model.policy import FactType, Field
from gonogo.model.records import UNSET
from gonogo.model.value import Kind, ValueType
from gonogo.read.condition_file import open_sight
from gonogo.read.evidence_reading import EvidenceReading
from gonogo.read.extract import Extract, From, tested_columns
from gonogo.read.mapping_converters import column_converter
from gonogo.read.mapping_values import Refused
from gonogo.read.selection_file import read_where
from gonogo.read.shaped import many, mapping
from gonogo.read.tree import Mapping, Node, Scalar

NUMBERS = {"at_least", "at_most", "more_than", "less_than"}
DAYS = {"before", "after", "on_or_before", "on_or_after"}
Test = Callable[[Any], bool]


class Choice(Noun, frozen=True):
    """Rows that are chosen, and rows of which nobody can tell."""

    rows: tuple[bool, ...]
    unclear: dict[int, tuple[Scalar, Refused]]


def read_choice(where: Mapping, reading: EvidenceReading) -> Where | None:
    """The tests; None after a complaint."""
    columns = dict(_typed(where))
    fields = {
        str(name): Field(id=str(name), type=ValueType(kind=kind), optional=True, title=None, at=name.at)
        for name, kind in columns.items()
    }
    rows = FactType(id="row", title="row", key=(), owed_by=(), precedence=(), fields=fields, at=where.at)
    sight, _ = open_sight(reading.names(where.at)).looking_at("row", rows)
    tests = read_where(where, rows, sight)
    if tests is None:
        return None
    for test in _tests(tests):
        if not all(isinstance(one, Literal) for one in test.against):
            says = "which rows are meant is said by values that stand here, and by no others"
            here = Mapping(test.at)
            reading.refuse(Code.FORM_REFUSED, here, says, "a value", found="what is known only when it is judged")
            return None
    return tests


def _typed(where: Mapping) -> Iterator[tuple[Scalar, Kind]]:
    for key, node in where.items():
        if key == "either":
            for option in many(node):
                yield from _typed(mapping(option))
        else:
            yield key, _kind(node)


def _kind(node: Node) -> Kind:
    if not isinstance(node, Mapping):
        return Kind.TEXT
    words = set(map(str, node))
    if words & DAYS:
        return Kind.DATE
    if words & NUMBERS:
        return Kind.DECIMAL
    if "between" in words:
        try:
            read_date(str(next(iter(many(node["between"])), "")))
        except ValueRefused:
            return Kind.DECIMAL
        return Kind.DATE
    return Kind.TEXT


def _tests(where: Where) -> Iterator[Comparison]:
    for part in where:
        if isinstance(part, Either):
            for option in part.options:
                yield from _tests(option)
        else:
            yield from part.tests


# --- choosing ------------------------------------------------------------------------------------


def choose(extract: Extract, where: Where, how: From, written: Mapping, reading: EvidenceReading) -> Choice:
    """Holds each row of an extract against the tests."""
    unclear: dict[int, tuple[Scalar, Refused]] = {}
    names = {str(name): name for name in tested_columns(written)}

    def values(test: FieldTest) -> Sequence[Any]:
        name = names[test.field]
        field = Field(id=test.field, type=test.type, optional=True, title=None, at=test.at)
        found, refused = column_converter(how, name, field, reading).column(extract.columns[test.field])
        unclear.update({row: (name, one) for row, one in refused.items()})
        return found

    return Choice(tuple(_hold(where, extract.count, values)), unclear)


def _hold(where: Where, count: int, values: Callable[[FieldTest], Sequence[Any]]) -> list[bool]:
    holds = [True] * count
    for part in where:
        if isinstance(part, Either):
            found = [_hold(option, count, values) for option in part.options]
            each = [any(row) for row in zip(*found, strict=True)]
        else:
            tests = [_test(one) for one in part.tests]
            each = [all(test(value) for test in tests) for value in values(part)]
        holds = [one and other for one, other in zip(holds, each, strict=True)]
    return holds


def _test(comparison: Comparison) -> Test:
    """What is asked of one value; nothing in a cell is unlike any value."""
    against: list[Any] = [one.value for one in comparison.against if isinstance(one, Literal)]
    op = comparison.op
    if op is Op.GIVEN:
        return lambda value: (value is not None and value is not UNSET) is against[0]
    negative = op in (Op.NOT, Op.NONE_OF)
    holds = _positive(op, against)
    return lambda value: negative if value is None or value is UNSET else holds(value)


def _positive(op: Op, against: list[Any]) -> Test:
    first = against[0] if against else None
    tests: dict[Op, Test] = {
        Op.EQUALS: lambda value: value == first,
        Op.NOT: lambda value: value != first,
        Op.ONE_OF: lambda value: value in against,
        Op.NONE_OF: lambda value: value not in against,
        Op.CONTAINS: lambda value: first in value,
        Op.STARTS_WITH: lambda value: value.startswith(first),
        Op.ENDS_WITH: lambda value: value.endswith(first),
        Op.MATCHES: lambda value: compiled(str(first))(value),
        Op.AT_LEAST: lambda value: value >= first,
        Op.AT_MOST: lambda value: value <= first,
        Op.MORE_THAN: lambda value: value > first,
        Op.LESS_THAN: lambda value: value < first,
        Op.ON_OR_AFTER: lambda value: value >= first,
        Op.ON_OR_BEFORE: lambda value: value <= first,
        Op.AFTER: lambda value: value > first,
        Op.BEFORE: lambda value: value < first,
        Op.BETWEEN: lambda value: against[0] <= value <= against[1],
    }
    return tests[op]
