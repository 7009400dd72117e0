"""Which value would pass (or fail) the tests on a field, and lies nearest to the one that is there.

Candidates are taken from the tests themselves: the limit, the day on the boundary, the first word that is admitted.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from gonogo.judge.compare import TRUTHS, Range, ranked, versioned
from gonogo.judge.emit import ORDERING, is_versioned, plain
from gonogo.model.condition import Comparison, Op
from gonogo.model.noun import Noun
from gonogo.model.pattern import compiled
from gonogo.model.policy import Field
from gonogo.model.records import UNSET
from gonogo.model.value import Kind, ValueType

Tests = tuple[tuple[Comparison, tuple[Any, ...]], ...]  # each test with the values it compares with
WORDED = "as asked"  # a text of which only that it is given matters
ONE = Decimal(1)


class Target(Noun, frozen=True):
    """Tests that a value would have to pass (`want` 2) or to fail (0)."""

    tests: Tests
    want: int


def tests_truth(value: Any, kind: ValueType, tests: Tests) -> int:
    """Whether a value passes all tests: 0, 1 or 2."""
    return min((_truth(value, kind, test, others) for test, others in tests), default=2)


def _truth(value: Any, kind: ValueType, test: Comparison, others: tuple[Any, ...]) -> int:
    its = plain(kind)
    if test.op is Op.MATCHES:
        others = tuple(compiled(str(other)) for other in others)
    elif test.op is not Op.GIVEN and is_versioned(its):
        value, others = versioned(value), tuple(map(versioned, others))
    elif its.kind is Kind.RANKED and (test.op in ORDERING or test.op is Op.BETWEEN):
        key = ranked(its.words)
        value, others = key(value), tuple(map(key, others))
    return TRUTHS[test.op](value, *others)


def nearest(field: Field, targets: Sequence[Target], current: Any) -> Any:
    """The value to put there, or UNSET where none is known that would do."""
    kind = plain(field.type)
    fitting = [
        value
        for target in targets
        for value in candidates(field, target.tests)
        if all(tests_truth(value, kind, one.tests) == one.want for one in targets)
    ]
    return min(fitting, key=lambda value: _distance(kind, current, value), default=UNSET)


def candidates(field: Field, tests: Tests) -> Iterator[Any]:
    """Values worth a try, in an order that breaks ties; none only where the tests ask whether it is given."""
    kind = plain(field.type)
    named = [one for _, others in tests for other in others for one in _ends(other)]
    if field.optional and any(test.op is Op.GIVEN for test, _ in tests):
        yield None
    match kind.kind:
        case Kind.BOOLEAN:
            yield from (True, False)
        case Kind.ONE_OF | Kind.RANKED | Kind.ROLE if kind.words:
            yield from kind.words
        case Kind.LIST:
            yield from _lists(named)
        case _:
            yield from _near(kind, [one for one in named if type(one) is not bool])


def _ends(value: Any) -> Iterable[Any]:
    ends = value if type(value) is Range else (value,)
    return (one for one in ends if one is not UNSET and one is not None)


def _lists(named: Sequence[Any]) -> Iterator[Any]:
    for one in named:
        if type(one) is not bool:
            yield one if isinstance(one, tuple) else (one,)
    yield ()


def _near(kind: ValueType, named: Sequence[Any]) -> Iterator[Any]:
    """What the tests name, what lies next to it, and something that they do not name."""
    for one in named:
        yield from (near for near in _beside(kind, one) if _inside(kind, near))
    match kind.kind:
        case Kind.INTEGER | Kind.DECIMAL:
            yield from (end for end in (kind.least, kind.most, 0) if end is not None and _inside(kind, end))
        case Kind.TEXT | Kind.ONE_OF | Kind.RANKED | Kind.ROLE | Kind.REF:
            yield WORDED


def _beside(kind: ValueType, value: Any) -> Iterator[Any]:
    match value:
        case datetime():
            yield from (value, value - timedelta(seconds=1), value + timedelta(seconds=1))
        case date():
            yield from (value, value - timedelta(days=1), value + timedelta(days=1))
        case int() | Decimal() if kind.kind is Kind.DECIMAL:
            step = ONE.scaleb(min(int(Decimal(value).as_tuple().exponent), 0))
            yield from (value, value - step, value + step)
        case int() if kind.kind is Kind.INTEGER:
            yield from (value, value - 1, value + 1)
        case Decimal() if kind.kind is Kind.INTEGER:
            whole = int(value // 1)
            yield from (whole - 1, whole, whole + 1)
        case str():
            yield value
        case _:
            pass


def _inside(kind: ValueType, value: Any) -> bool:
    if not isinstance(value, int | Decimal):
        return True
    return (kind.least is None or value >= kind.least) and (kind.most is None or value <= kind.most)


def _distance(kind: ValueType, current: Any, value: Any) -> Any:
    """How far off a value is. Of words, and from what is not known, the first that will do is as near as any."""
    if current is None or current is UNSET or value is None:
        return 0
    match kind.kind:
        case Kind.INTEGER | Kind.DECIMAL | Kind.DATE | Kind.INSTANT:
            return abs(value - current) if kind.kind in (Kind.INTEGER, Kind.DECIMAL) else abs(_seconds(value, current))
        case Kind.RANKED:
            return abs(kind.words.index(value) - kind.words.index(current))
        case _:
            return 0


def _seconds(value: Any, current: Any) -> float:
    return float((value - current).total_seconds())
