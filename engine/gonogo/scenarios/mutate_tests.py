"""Tests on one value as a careless editor would leave them: another operator, a boundary moved, a list changed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from gonogo.model.condition import Comparison, Literal, Op, Operand, Shifted, Unit
from gonogo.model.noun import replace
from gonogo.model.policy import Policy
from gonogo.model.value import Kind, ValueType
from gonogo.scenarios.meaning import NEVER, meaning_of_tests
from gonogo.scenarios.mutate_values import neighbours, other_words, plain

# What each operator is mistaken for: its near neighbour, and its contrary.
TURNED: dict[Op, tuple[Op, ...]] = {
    Op.EQUALS: (Op.NOT,),
    Op.NOT: (Op.EQUALS,),
    Op.ONE_OF: (Op.NONE_OF,),
    Op.NONE_OF: (Op.ONE_OF,),
    Op.AT_MOST: (Op.LESS_THAN, Op.AT_LEAST),
    Op.LESS_THAN: (Op.AT_MOST, Op.MORE_THAN),
    Op.AT_LEAST: (Op.MORE_THAN, Op.AT_MOST),
    Op.MORE_THAN: (Op.AT_LEAST, Op.LESS_THAN),
    Op.BEFORE: (Op.ON_OR_BEFORE, Op.AFTER),
    Op.AFTER: (Op.ON_OR_AFTER, Op.BEFORE),
    Op.ON_OR_BEFORE: (Op.BEFORE, Op.ON_OR_AFTER),
    Op.ON_OR_AFTER: (Op.AFTER, Op.ON_OR_BEFORE),
    Op.CONTAINS: (Op.STARTS_WITH,),
    Op.STARTS_WITH: (Op.CONTAINS,),
    Op.ENDS_WITH: (Op.CONTAINS,),
}
TEXTS = (Op.CONTAINS, Op.STARTS_WITH, Op.ENDS_WITH, Op.MATCHES, Op.GIVEN)
UNIT_TURNED = {Unit.DAYS: Unit.WORKING_DAYS, Unit.WORKING_DAYS: Unit.DAYS, Unit.MONTHS: Unit.DAYS}


class Turned(NamedTuple):
    """Tests after one change, and what kind of change it was."""

    kind: str
    tests: tuple[Comparison, ...]


def turned_tests(
    tests: tuple[Comparison, ...], value_type: ValueType, policy: Policy, *, optional: bool = False
) -> Iterator[Turned]:
    """Each test changed in each way; what no value could pass is left out, for the reader would refuse it."""
    seen = set()
    for number, test in enumerate(tests):
        for kind, other in _turned(test, value_type, policy):
            after = (*tests[:number], other, *tests[number + 1 :])
            meaning = meaning_of_tests(after, value_type, optional=optional)
            if meaning != NEVER and meaning not in seen:
                seen.add(meaning)
                yield Turned(kind, after)
        if len(tests) > 1:
            yield Turned("test", tests[:number] + tests[number + 1 :])


def _turned(test: Comparison, value_type: ValueType, policy: Policy) -> Iterator[tuple[str, Comparison]]:
    if test.op is Op.GIVEN:
        flipped = tuple(Literal(not one.value) for one in test.against if isinstance(one, Literal))
        yield "operator", replace(test, against=flipped)
        return
    for op in TURNED.get(test.op, ()):
        if not (value_type.kind is Kind.LIST and op is Op.STARTS_WITH):
            yield "operator", replace(test, op=op)
    if test.op not in TEXTS:
        yield from _moved(test, value_type, policy)
    if test.op in (Op.ONE_OF, Op.NONE_OF):
        yield from _lists(test, value_type)


def _moved(test: Comparison, value_type: ValueType, policy: Policy) -> Iterator[tuple[str, Comparison]]:
    """One of the values that it names moved by a step. (In a list of words, `_lists` does what can be done.)"""
    for place, operand in enumerate(test.against):
        moved: Iterator[tuple[str, Operand]] = moved_operands(operand, value_type, policy)
        if test.op in (Op.ONE_OF, Op.NONE_OF) and isinstance(operand, Literal):
            continue
        for kind, other in moved:
            after = (*test.against[:place], other, *test.against[place + 1 :])
            if not (test.op is Op.BETWEEN and _backwards(after, value_type)):
                yield kind, replace(test, against=after)


def moved_operands(operand: Operand, value_type: ValueType, policy: Policy) -> Iterator[tuple[str, Operand]]:
    """A value moved by one step, or a shifted date shifted otherwise."""
    match operand:
        case Literal(value=value):
            yield from (("boundary", Literal(other)) for other in neighbours(value, value_type))
        case Shifted(amount=amount, unit=unit):
            step = 1 if amount > 0 else -1
            yield from (("shift", replace(operand, amount=amount + move)) for move in (-step, step))
            if amount:
                yield "shift", replace(operand, amount=-amount)
            other = UNIT_TURNED.get(unit)
            if other is not None and amount and not (other is Unit.WORKING_DAYS and policy.calendar is None):
                yield "shift", replace(operand, unit=other)


def _backwards(ends: tuple[Operand, ...], value_type: ValueType) -> bool:
    low, high = (one.value if isinstance(one, Literal) else None for one in ends)
    its = plain(value_type)
    if its.kind is Kind.RANKED and isinstance(low, str) and isinstance(high, str):
        return its.words.index(low) > its.words.index(high)
    return low is not None and high is not None and not isinstance(low, str) and bool(low > high)  # type: ignore[operator]  # of one type


def _lists(test: Comparison, value_type: ValueType) -> Iterator[tuple[str, Comparison]]:
    """A list with one value less, or with one more."""
    stated = tuple(one.value for one in test.against if isinstance(one, Literal))
    if len(test.against) > 1:
        for place in range(len(test.against)):
            yield "list", replace(test, against=test.against[:place] + test.against[place + 1 :])
    if len(stated) == len(test.against):
        for other in other_words(stated, value_type):
            yield "list", replace(test, against=(*test.against, Literal(other)))
