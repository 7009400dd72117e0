"""What conditions mean, in one form for all ways of writing it: two that have the same form come to the same, always.

The other way round nothing is promised: two that always come to the same may have different forms.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from gonogo.model.condition import Comparison, Either, FieldTest, Figure, Literal, Op, Operand, Shifted, Where
from gonogo.model.value import Kind, ValueType
from gonogo.scenarios.mutate_values import plain

Meaning = Hashable
NEVER: Meaning = ("never",)
MOST_VALUES = 500  # of a range of whole numbers that is gone through value by value
NONE = object()  # an optional field that is given as empty
YES, CANNOT_TELL, NO = 2, 1, 0

UPPER = {Op.AT_MOST: 0, Op.ON_OR_BEFORE: 0, Op.LESS_THAN: -1, Op.BEFORE: -1}
LOWER = {Op.AT_LEAST: 0, Op.ON_OR_AFTER: 0, Op.MORE_THAN: 1, Op.AFTER: 1}


# --- tests on one value --------------------------------------------------------------------------


def meaning_of_tests(tests: Iterable[Comparison], value_type: ValueType, *, optional: bool = False) -> Meaning:
    """What tests ask of a value, whatever the words; NEVER where no value of the type passes them all."""
    asked = tuple(tests)
    its = plain(value_type)
    values = _all_values(its) if all(_is_stated(test) for test in asked) else None
    if values is None:
        return _bounded(asked, its, optional=optional)
    rows = [*values, NONE] if optional else values
    answers = tuple(min((_truth(value, test, its) for test in asked), default=YES) for value in rows)
    return ("of", answers) if YES in answers else NEVER


def _is_stated(test: Comparison) -> bool:
    return all(isinstance(one, Literal) for one in test.against)


def _all_values(its: ValueType) -> list[Any] | None:
    """Every value of a closed type; None where there is no end of them."""
    if its.kind is Kind.BOOLEAN:
        return [False, True]
    if its.words:
        return list(its.words)
    if its.kind is Kind.INTEGER and its.least is not None and its.most is not None:
        least, most = int(its.least), int(its.most)
        return list(range(least, most + 1)) if most - least < MOST_VALUES else None
    return None


def _truth(value: Any, test: Comparison, its: ValueType) -> int:
    """What a test of stated values comes to for a value that is known."""
    others = [one.value for one in test.against if isinstance(one, Literal)]
    if test.op is Op.GIVEN:
        return YES if (value is not NONE) is others[0] else NO
    match test.op:
        case Op.EQUALS | Op.ONE_OF:
            return YES if value in others else NO
        case Op.NOT | Op.NONE_OF:
            return NO if value in others else YES
        case Op.CONTAINS | Op.STARTS_WITH | Op.ENDS_WITH | Op.MATCHES:
            return CANNOT_TELL  # no closed type takes these
        case _ if value is NONE:
            return CANNOT_TELL
        case _:
            order: dict[Any, Any] = {word: rank for rank, word in enumerate(its.words)}
            return YES if _in_order(order.get(value, value), test.op, [order.get(one, one) for one in others]) else NO


def _in_order(value: Any, op: Op, others: list[Any]) -> bool:
    match op:
        case Op.BETWEEN:
            return bool(others[0] <= value <= others[1])
        case Op.AT_MOST | Op.ON_OR_BEFORE:
            return bool(value <= others[0])
        case Op.LESS_THAN | Op.BEFORE:
            return bool(value < others[0])
        case Op.AT_LEAST | Op.ON_OR_AFTER:
            return bool(value >= others[0])
        case _:
            return bool(value > others[0])


def _bounded(tests: tuple[Comparison, ...], its: ValueType, *, optional: bool) -> Meaning:
    """Bounds that are stated taken together, the tightest on each side; all else as it is asked.

    A bound that every value keeps says nothing, except of a field that may be left empty.
    """
    low: Any = None
    high: Any = None
    rest: set[Meaning] = set()
    for test in (part for one in tests for part in _sides(one)):
        bound = _stated_bound(test, its)
        if bound is None:
            rest.add(_one(test))
        elif test.op in UPPER:
            high = bound if high is None else min(high, bound)
        else:
            low = bound if low is None else max(low, bound)
    least, most = (None if end is None else (end, 0) for end in (its.least, its.most))
    if (low is not None and (_above(low, high) or _above(low, most))) or (high is not None and _above(least, high)):
        return NEVER
    if optional:
        return ("bounds", _typed(low), _typed(high), frozenset(rest))
    low = None if low is not None and least is not None and low <= least else low
    high = None if high is not None and most is not None and high >= most else high
    return ("bounds", _typed(low), _typed(high), frozenset(rest))


def _sides(test: Comparison) -> Iterator[Comparison]:
    """`between` is two tests; the others are one."""
    if test.op is Op.BETWEEN:
        yield Comparison(Op.AT_LEAST, test.against[:1], test.at)
        yield Comparison(Op.AT_MOST, test.against[1:], test.at)
    else:
        yield test


def _stated_bound(test: Comparison, its: ValueType) -> tuple[Any, int] | None:
    """The bound that a test states, inclusive where the type has steps; beside it how it stands to the value itself."""
    operand = test.against[0]
    strict = UPPER.get(test.op, LOWER.get(test.op))
    if strict is None or not isinstance(operand, Literal) or isinstance(operand.value, str | tuple | bool):
        return None
    value = operand.value
    if strict and its.kind is Kind.INTEGER and isinstance(value, int):
        return value + strict, 0
    if strict and isinstance(value, date) and not isinstance(value, datetime):
        return value + timedelta(days=strict), 0
    return value, strict


def _above(low: Any, high: Any) -> bool:
    return low is not None and high is not None and bool(low > high)


def _one(test: Comparison) -> Meaning:
    operands = tuple(map(operand_meaning, test.against))
    match test.op:
        case Op.ONE_OF | Op.NONE_OF:
            single = Op.EQUALS if test.op is Op.ONE_OF else Op.NOT
            return (single if len(set(operands)) == 1 else test.op, frozenset(operands))
        case Op.EQUALS | Op.NOT:
            return (test.op, frozenset(operands))
        case _:
            return (test.op, operands)


def _typed(value: Any) -> Meaning:
    """True is not 1, and a bound is not a text."""
    if isinstance(value, tuple):
        return tuple(map(_typed, value))
    if isinstance(value, Decimal | int) and not isinstance(value, bool):
        return ("number", value)
    return (type(value).__name__, value)


# --- what a value is compared with ---------------------------------------------------------------


def operand_meaning(operand: Operand) -> Meaning:
    match operand:
        case Literal(value=value):
            return ("value", _typed(value))
        case Shifted(base=base, amount=0):
            return operand_meaning(base)
        case Shifted(base=base, amount=amount, unit=unit):
            return ("shift", operand_meaning(base), amount, unit)
        case Figure(of=of):
            return ("figure", of)  # nouns know when they ask the same
        case _:
            return operand


# --- what is asked of a record -------------------------------------------------------------------


def where_meaning(where: Where) -> Meaning:
    """Tests on one field are taken together, wherever they stand; their order does not matter."""
    together: dict[str, list[FieldTest]] = {}
    parts: set[Meaning] = set()
    for part in where:
        if isinstance(part, Either):
            parts.add(("either", frozenset(where_meaning(option) for option in part.options)))
        elif part.field.startswith("source."):  # of several sources each test may be met by another
            parts.add((part.field, meaning_of_tests(part.tests, part.type)))
        else:
            together.setdefault(part.field, []).append(part)
    for field, asked in together.items():
        tests = [test for part in asked for test in part.tests]
        parts.add((field, meaning_of_tests(tests, asked[0].type, optional=asked[0].optional)))
    return frozenset(parts)


def has_never(meaning: Any) -> bool:
    """Whether something in it can never hold: the reader would not let it pass."""
    if meaning == NEVER:
        return True
    return isinstance(meaning, tuple | frozenset) and any(has_never(one) for one in meaning)


__all__ = ["NEVER", "Meaning", "has_never", "meaning_of_tests", "operand_meaning", "where_meaning"]
