"""When a test on one value holds, as naively as it can be written; `tests.reference` asks it of records."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from gonogo.model import condition as c
from gonogo.model.pattern import compiled
from gonogo.model.value import Kind, ValueType, version_key


class Unknown:
    """What nobody has said (yet); none, which is None, is something that somebody has said."""

    def __repr__(self) -> str:
        return "UNKNOWN"


UNKNOWN = Unknown()


@dataclass(frozen=True)
class Span:
    """What a figure may turn out to be, ends included; None: no end."""

    least: Any
    most: Any
    whole: bool


def both(truths: Iterable[bool | None]) -> bool | None:
    found = list(truths)
    return False if False in found else None if None in found else True


def either(truths: Iterable[bool | None]) -> bool | None:
    return opposite(both(opposite(truth) for truth in truths))


def opposite(truth: bool | None) -> bool | None:
    return None if truth is None else not truth


def holds(op: c.Op, value: Any, others: list[Any], kind: ValueType) -> bool | None:
    if kind.kind is Kind.REF:
        return holds(op, value, others, kind.item or ValueType(kind=Kind.TEXT))
    if op is c.Op.GIVEN:
        return None if value is UNKNOWN else (value is not None) is others[0]
    ranks = [_rank(one, kind) for one in (value, *others)]
    first, second = ranks[0], ranks[1:]
    match op:
        case c.Op.EQUALS | c.Op.ONE_OF:
            return either([_same(first, other) for other in second])
        case c.Op.NOT | c.Op.NONE_OF:
            return opposite(either([_same(first, other) for other in second]))
        case c.Op.BETWEEN:
            return both([_at_most(second[0], first), _at_most(first, second[1])])
        case c.Op.AT_MOST | c.Op.ON_OR_BEFORE:
            return _at_most(first, second[0])
        case c.Op.AT_LEAST | c.Op.ON_OR_AFTER:
            return _at_most(second[0], first)
        case c.Op.LESS_THAN | c.Op.BEFORE:
            return opposite(_at_most(second[0], first))
        case c.Op.MORE_THAN | c.Op.AFTER:
            return opposite(_at_most(first, second[0]))
        case _:
            return _of_text(op, first, second[0])


def _rank(value: Any, kind: ValueType) -> Any:
    """What a value is compared by."""
    if isinstance(value, tuple) and kind.item is not None:
        return tuple(_rank(one, kind.item) for one in value)
    item = kind.item if kind.kind is Kind.LIST and kind.item is not None else kind
    if not isinstance(value, str):
        return value
    if item.kind is Kind.VERSION:
        return version_key(value)
    return item.words.index(value) if item.kind is Kind.RANKED else value


def _same(one: Any, other: Any) -> bool | None:
    if one is None or other is None:
        return False
    if one is UNKNOWN or other is UNKNOWN:
        return None
    if isinstance(one, Span) or isinstance(other, Span):
        return both([_at_most(one, other), _at_most(other, one)])
    return bool(one == other)


def _at_most(one: Any, other: Any) -> bool | None:
    if any(value is None or value is UNKNOWN for value in (one, other)):
        return None
    (least, most), (floor, ceiling) = (
        (value.least, value.most) if isinstance(value, Span) else (value, value) for value in (one, other)
    )
    if most is not None and floor is not None and most <= floor:
        return True
    return False if least is not None and ceiling is not None and least > ceiling else None


def _of_text(op: c.Op, value: Any, other: Any) -> bool | None:
    if value is None or other is None:
        return False
    if value is UNKNOWN or other is UNKNOWN:
        return None
    match op:
        case c.Op.CONTAINS:
            return other in value
        case c.Op.STARTS_WITH:
            return bool(value.startswith(other))
        case c.Op.ENDS_WITH:
            return bool(value.endswith(other))
        case _:
            return compiled(other)(value)
