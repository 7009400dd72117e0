"""From which sides a test was met: just below its limit, at it, just above it; each word of a list, and another.

How near is just? One, for whole numbers, days and ranks; the last place that the limit is written with, for decimals;
one second, for instants; one record more or fewer, for a part of records. Versions have no nearest ones: any will do.

A side is `0:below`, `0:at`, `0:above` of the limit of that number, `0:is` for the value of that number in a list,
`other` for none of them, `yes` or `no` for a test on text, `given` or `none`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

from gonogo.judge.compare import is_exact, ranked
from gonogo.judge.emit import ORDERING, is_versioned, plain
from gonogo.model.condition import Op
from gonogo.model.records import UNSET
from gonogo.model.value import Kind, ValueType, version_key

ONE_DAY, ONE_SECOND = timedelta(days=1), timedelta(seconds=1)


def sides(op: Op, kind: ValueType, value: Any, limits: Sequence[Any], grain: Fraction | None = None) -> Iterator[str]:
    """The sides that one value stands on. `grain`: what one record makes of a part of records."""
    if value is UNSET:
        return
    match op:
        case Op.GIVEN:
            yield "none" if value is None else "given"
        case Op.EQUALS | Op.NOT | Op.ONE_OF | Op.NONE_OF:
            yield from _same(kind, value, limits)
        case _ if value is None:
            return
        case _ if op in ORDERING or op is Op.BETWEEN:
            for number, limit in enumerate(limits):
                side = _side(kind, value, limit, grain) if is_exact(value) and is_exact(limit) else None
                if side is not None:
                    yield f"{number}:{side}"
        case _:
            return


def _same(kind: ValueType, value: Any, limits: Sequence[Any]) -> Iterator[str]:
    if not (value is None or is_exact(value)):
        return
    known = [(number, limit) for number, limit in enumerate(limits) if is_exact(limit)]
    same = [number for number, limit in known if value is not None and _alike(kind, value, limit)]
    yield from (f"{number}:is" for number in same)
    if not same and len(known) == len(limits):
        yield "other"


def _alike(kind: ValueType, value: Any, limit: Any) -> bool:
    if is_versioned(plain(kind)) and isinstance(value, str) and isinstance(limit, str):
        return version_key(value) == version_key(limit)
    return bool(value == limit)


def _side(kind: ValueType, value: Any, limit: Any, grain: Fraction | None) -> str | None:
    its = plain(kind)
    if its.kind is Kind.VERSION:
        left, right = version_key(value), version_key(limit)
        return "at" if left == right else "below" if left < right else "above"
    if its.kind is Kind.RANKED:
        rank = ranked(its.words)
        return _near(rank(value) - rank(limit), 1)
    if isinstance(value, date):
        return _near(value - limit, ONE_SECOND if isinstance(value, datetime) else ONE_DAY, timedelta())
    return _near(Fraction(value) - Fraction(limit), grain or _step(value, limit))


def _near(apart: Any, step: Any, zero: Any = 0) -> str | None:
    if apart == zero:
        return "at"
    if apart < zero:
        return "below" if -apart <= step else None
    return "above" if apart <= step else None


def _step(value: Any, limit: Any) -> Fraction:
    """One for whole numbers; else the last place that the limit is written with."""
    places = min(int(limit.as_tuple().exponent), 0) if isinstance(limit, Decimal) and type(value) is not int else 0
    return Fraction(1, 10**-places)
