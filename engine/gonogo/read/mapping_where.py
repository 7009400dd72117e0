"""Which rows of a file are records: `where:` on columns, in the test words of the policy language.

A cell is compared as text, whether in capital letters or not; as a number by `at_least` and its like, as a date by
`before` and its like. Where a cell is empty, or cannot be read so, and the other tests do not settle it, the row is
neither in nor out: it is malformed. An empty cell settles `given`, `not` and `none_of`, and no other test.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import repeat
from typing import Any

from gonogo.model.condition import Comparison, Either, FieldTest, Literal, Op, Where
from gonogo.model.diagnostic import Code
from gonogo.model.notation import ValueRefused, read_date
from gonogo.model.noun import Noun
from gonogo.model.pattern import compiled
from gonogo.model.policy import FactType, Field
from gonogo.model.records import UNSET
from gonogo.model.value import Kind, ValueType, shown
from gonogo.read.condition_file import open_sight
from gonogo.read.evidence_reading import EvidenceReading
from gonogo.read.extract import ABSENT, Broken, Extract, From, tested_columns
from gonogo.read.mapping_converters import column_converter
from gonogo.read.mapping_header import plain_name
from gonogo.read.mapping_values import Refused
from gonogo.read.selection_file import read_where
from gonogo.read.shaped import many, mapping
from gonogo.read.tree import Mapping, Node, Scalar

NUMBERS = {"at_least", "at_most", "more_than", "less_than"}
DAYS = {"before", "after", "on_or_before", "on_or_after"}
FALSE, UNKNOWN, TRUE = 0, 1, 2
Test = Callable[[Any], int]
SETTLED = (Op.NOT, Op.NONE_OF)  # by an empty cell, too


class Choice(Noun, frozen=True):
    """Rows that are chosen, and rows of which nobody can tell. `aside`: by column, what stands in those left aside."""

    rows: tuple[bool, ...]
    unclear: dict[int, tuple[Scalar, Refused]]
    aside: dict[str, tuple[str, ...]]


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
    choosing = _Choosing(extract, how, {str(name): name for name in tested_columns(written)}, reading)
    truths = choosing.hold(where)
    return Choice(
        rows=tuple(truth == TRUE for truth in truths),
        unclear={row: choosing.reasons[row] for row, truth in enumerate(truths) if truth == UNKNOWN},
        aside=choosing.aside(truths),
    )


@dataclass(slots=True)
class _Choosing:
    extract: Extract
    how: From
    names: dict[str, Scalar]
    reading: EvidenceReading
    reasons: dict[int, tuple[Scalar, Refused]] = field(default_factory=dict)
    _held: list[tuple[str, list[int]]] = field(default_factory=list)  # the columns that were tested, row by row

    def aside(self, whole: Sequence[int]) -> dict[str, tuple[str, ...]]:
        """By column, what stands in it where it is for that that a row is left aside."""
        words: dict[str, dict[str, None]] = {}
        for name, truths in self._held:
            raws = self.extract.columns[name]
            out = {raw: None for raw, one, all_ in zip(raws, truths, whole, strict=True) if one == all_ == FALSE}
            words.setdefault(name, {}).update(dict.fromkeys(map(_written, out)))
        return {name: tuple(found) for name, found in words.items() if found}

    def hold(self, where: Where) -> list[int]:
        truths = [TRUE] * self.extract.count
        for part in where:
            if isinstance(part, Either):
                each = list(map(max, *(self.hold(option) for option in part.options), repeat(FALSE)))
            else:
                each = self._of_column(part)
            truths = list(map(min, truths, each))
        return truths

    def _of_column(self, test: FieldTest) -> list[int]:
        """What the tests on one column come to, row by row; and why, where that cannot be told."""
        name = self.names[test.field]
        wanted = Field(id=test.field, type=test.type, optional=True, title=None, at=test.at)
        raws = self.extract.columns[test.field]
        found, refused = column_converter(self.how, name, wanted, self.reading).column(raws)
        once = _Once([_test(one) for one in test.tests])
        truths = [once[value] for value in found]
        for row, why in refused.items():
            truths[row] = UNKNOWN
            self.reasons[row] = name, why
        if UNKNOWN in once.values():
            empty = _empty(name)
            self.reasons.update(
                (row, (name, empty)) for row, truth in enumerate(truths) if truth == UNKNOWN and row not in refused
            )
        self._held.append((test.field, truths))
        return truths


class _Once(dict[Any, int]):
    """What some tests come to on a value, worked out once."""

    def __init__(self, tests: Sequence[Test]) -> None:
        super().__init__()
        self._tests = tests

    def __missing__(self, value: Any) -> int:
        truth = self[value] = min(test(value) for test in self._tests)
        return truth


def _empty(name: Scalar) -> Refused:
    return Refused(
        Code.CELL_REFUSED,
        f"nothing stands in `{name}`",
        "something that `where` can be held against",
        "nothing",
        None,
        f"fill it; or say of rows where nothing stands that they are no records: `{name}: {{given: true, …}}`",
    )


def _written(raw: Any) -> str:
    if raw is None or raw is ABSENT or (isinstance(raw, str) and not raw.strip()):
        return "nothing"
    return plain_name(raw) if isinstance(raw, str) else str(raw) if isinstance(raw, tuple | Broken) else shown(raw)


def _test(comparison: Comparison) -> Test:
    """What is asked of one value."""
    against: list[Any] = [_folded(one.value) for one in comparison.against if isinstance(one, Literal)]
    op = comparison.op
    if op is Op.GIVEN:
        return lambda value: TRUE if (value is not None and value is not UNSET) is against[0] else FALSE
    if op in (Op.EQUALS, *SETTLED, Op.ONE_OF):
        negative, known = op in SETTLED, frozenset(against)
        return lambda value: _same(value, known, negative=negative)
    holds = _positive(op, [one.value for one in comparison.against if isinstance(one, Literal)])
    return lambda value: UNKNOWN if value is None or value is UNSET else TRUE if holds(value) else FALSE


def _same(value: Any, known: frozenset[Any], *, negative: bool) -> int:
    if value is None or value is UNSET:
        return TRUE if negative else UNKNOWN
    return TRUE if (_folded(value) in known) is not negative else FALSE


def _folded(value: Any) -> Any:
    return value.casefold() if isinstance(value, str) else value


def _positive(op: Op, against: list[Any]) -> Callable[[Any], bool]:
    first = against[0] if against else None
    tests: dict[Op, Callable[[Any], bool]] = {
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
