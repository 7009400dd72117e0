"""Tests on one value, made ready once to be held against the values of many records, with where each of them stands."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from gonogo.judge.compare import TRUTHS, ranked, versioned
from gonogo.judge.emit import ORDERING, is_fixed, is_versioned, plain
from gonogo.judge.seen_sides import sides
from gonogo.model.condition import Comparison, FieldTest, Op
from gonogo.model.pattern import compiled
from gonogo.model.records import UNSET, attribute
from gonogo.model.spots import Spot, spot_of
from gonogo.model.value import Kind, ValueType

TEXTS = (Op.CONTAINS, Op.STARTS_WITH, Op.ENDS_WITH, Op.MATCHES)
MET = (("no",), (), ("yes",))

Holds = Callable[[Any, Sequence[Any]], int]


class Ready(NamedTuple):
    """One test, made ready. `fixed`: what it compares with is the same for every record."""

    test: Comparison
    kind: ValueType
    spot: Spot
    holds: Holds
    fixed: bool

    def met(self, value: Any, limits: Sequence[Any], grain: Any = None) -> tuple[str, ...]:
        """The sides on which a value stands."""
        if self.test.op in TEXTS:
            return MET[self.holds(value, limits)]
        return tuple(sides(self.test.op, self.kind, value, limits, grain))


class ReadyField(NamedTuple):
    """The tests on a field, and how its values are got from a record and its sources."""

    field: str
    of_sources: bool
    values: Callable[[Any, Any], tuple[Any, ...]]
    tests: tuple[Ready, ...]


def ready(test: Comparison, kind: ValueType) -> Ready:
    return Ready(test, kind, spot_of(test), _holds(test, kind), all(map(is_fixed, test.against)))


def ready_field(part: FieldTest) -> ReadyField:
    of_sources = part.field.startswith("source.")
    tests = tuple(ready(test, part.type) for test in part.tests)
    return ReadyField(part.field, of_sources, _values(part, of_sources=of_sources), tests)


def _values(part: FieldTest, *, of_sources: bool) -> Callable[[Any, Any], tuple[Any, ...]]:
    """What a record has under a field: one value, or what each of its sources says."""
    if of_sources:
        said = part.field.removeprefix("source.")
        return lambda _, sources: tuple(getattr(sources, said))
    name = attribute(part.field)
    if part.optional:
        return lambda record, _: (getattr(record, name),)
    return lambda record, _: (UNSET if (value := getattr(record, name)) is None else value,)


def _holds(test: Comparison, kind: ValueType) -> Holds:
    """Whether a value passes, as the compiled conditions have it."""
    its, op, truth = plain(kind), test.op, TRUTHS[test.op]
    if op is Op.MATCHES:
        return lambda value, limits: truth(value, *(compiled(str(limit)) for limit in limits))
    key: Callable[[Any], Any] | None = None
    if op is not Op.GIVEN and is_versioned(its):
        key = versioned
    elif its.kind is Kind.RANKED and (op in ORDERING or op is Op.BETWEEN):
        key = ranked(its.words)
    if key is None:
        return lambda value, limits: truth(value, *limits)
    return lambda value, limits: truth(key(value), *map(key, limits))
