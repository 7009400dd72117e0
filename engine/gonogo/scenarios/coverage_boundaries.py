"""The boundaries of a test, and the words for what a scenario would need to have to meet each of them.

The sides are those of `judge.seen_sides`. A side that no value can stand on, such as a severity of 6 where the highest
is 5, is not asked for.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any, NamedTuple

from gonogo.model.condition import (
    Aggregate,
    AsOf,
    Comparison,
    Count,
    Figure,
    Literal,
    Op,
    Operand,
    ParameterIs,
    Share,
    Shifted,
    Unit,
    Where,
)
from gonogo.model.noun import replace
from gonogo.model.policy import Policy
from gonogo.model.spots import OfField, OfFigure, Outer, Tested
from gonogo.model.value import Kind, ValueType
from gonogo.model.words import asked_words, operand_words, record_words, shown_value, where_words
from gonogo.scenarios.coverage_owners import Owners

SAME = (Op.EQUALS, Op.NOT, Op.ONE_OF, Op.NONE_OF)
TEXTS = (Op.CONTAINS, Op.STARTS_WITH, Op.ENDS_WITH, Op.MATCHES)
NEAR = (("below", -1), ("at", 0), ("above", 1))
NUMBERS = (Kind.INTEGER, Kind.DECIMAL)
COUNT = ValueType(kind=Kind.INTEGER, least=0)
PART = ValueType(kind=Kind.DECIMAL, least=0, most=1)


class Side(NamedTuple):
    """A side of a test's limits, and the words that say it of a record or a figure."""

    mark: str
    short: str
    words: str


def sides_of_field(one: OfField, owners: Owners) -> tuple[str, list[Side]]:
    """How a gap in the sides of a test on a field is told up to the side, and the sides."""
    noun, beside = _noun(one, owners)
    with_it = f" ({where_words(beside, owners.policy, one.of.fact, one.outer)})" if beside else ""
    return f"no scenario has {_a(noun)}{with_it} that", list(_of_field(one, owners.policy))


def sides_of_figure(one: OfFigure, owners: Owners) -> tuple[str, list[Side]]:
    """The same for a test on a number, a part, an aggregate or a parameter."""
    return f"in no scenario is {_figure(one, owners.policy)}", list(_of_figure(one, owners.policy))


def test_words(one: OfField | OfFigure, owners: Owners) -> str:
    """What a test asks, for a heading: `testing issue: severity at most 2`."""
    policy = owners.policy
    if isinstance(one, OfField):
        asked = where_words((replace(one.field, tests=(one.test,)),), policy, one.of.fact, one.outer)
        return f"{_noun(one, owners)[0]}: {asked}"
    return f"{_figure(one, policy)}: {asked_words((one.test,), kind_of(one.figure), policy, one.outer)}"


def _figure(one: OfFigure, policy: Policy) -> str:
    leaf = one.figure
    if isinstance(leaf, ParameterIs):
        return f"the parameter `{leaf.name}`"
    return operand_words(Figure(replace(leaf, tests=())), policy, one.outer)


def kind_of(leaf: Tested) -> ValueType:
    """The type of a figure, with the limits that it has by its nature."""
    match leaf:
        case Count():
            return COUNT
        case Share():
            return PART
        case Aggregate() | ParameterIs():
            return leaf.type


def _noun(one: OfField, owners: Owners) -> tuple[str, Where]:
    """What a record is called, and what else is asked of it. A definition's title stands for all that it asks."""
    policy = owners.policy
    definition = policy.definitions.get(one.of.named)
    if definition is None or owners.of(one.test.at) is not None:
        return policy.facts[one.of.fact].title.removeprefix("the "), one.beside
    return definition.title.removeprefix("the "), tuple(part for part in one.beside if owners.of(part.at) is None)


def _a(noun: str) -> str:
    return f"{'an' if noun[:1].lower() in 'aeiou' else 'a'} {noun}"


# --- a field of a record ---------------------------------------------------------------------------


def _of_field(one: OfField, policy: Policy) -> Iterator[Side]:
    test, kind, outer = one.test, _plain(one.field.type), (*one.outer, one.of)

    def said(op: Op, *against: Operand) -> str:
        changed = replace(one.field, tests=(Comparison(op, against, test.at),))
        return record_words((changed,), policy, one.of.fact, one.outer)

    match test.op:
        case Op.GIVEN:
            yield Side("given", "given", said(Op.GIVEN, Literal(True)))
            if one.field.optional:
                yield Side("none", "not given", said(Op.GIVEN, Literal(False)))
        case _ if test.op in SAME:
            for number, operand in enumerate(test.against):
                yield Side(f"{number}:is", _short(operand, kind, policy, outer), said(Op.EQUALS, operand))
            if _has_another(test, kind):
                yield Side("other", "another", _another(test, kind, said))
        case _ if test.op in TEXTS:
            words = asked_words((test,), kind, policy, outer)
            yield Side("yes", "passes", f"passes the test `{words}`")
            yield Side("no", "does not pass", f"does not pass the test `{words}`")
        case _:
            for side, beyond, near in _limits(test, kind, policy, outer):
                if not _cannot_be_later(one, side):
                    value = None if beyond is None else f"{said(Op.EQUALS, beyond)}{near}"
                    yield side._replace(words=value or _stands(one, side, policy))


def _stands(one: OfField, side: Side, policy: Policy) -> str:
    """Of a side whose value depends on what it is compared with: `has its severity just below …`."""
    fact = policy.facts[one.of.fact]
    declared = fact.fields.get(one.field.field)
    name = (declared.title if declared else None) or one.field.field.replace("_", " ").replace(".", " ")
    return f"has {name} {side.short}"


def _another(test: Comparison, kind: ValueType, said: Any) -> str:
    only = test.against[0]
    if kind.kind is Kind.BOOLEAN and isinstance(only, Literal) and len(test.against) == 1:
        return str(said(Op.EQUALS, Literal(not only.value)))
    return str(said(Op.NONE_OF if len(test.against) > 1 else Op.NOT, *test.against))


def _has_another(test: Comparison, kind: ValueType) -> bool:
    """Whether there is a value beside those that the test names."""
    words = {"true", "false"} if kind.kind is Kind.BOOLEAN else set(kind.words)
    named = {str(one.value).lower() for one in test.against if isinstance(one, Literal)}
    return not words or bool({word.lower() for word in words} - named)


def _cannot_be_later(one: OfField, side: Side) -> bool:
    """What was received after the day of the decision does not count on it."""
    limit = one.test.against[int(side.mark[0])]
    return one.field.field == "source.received" and isinstance(limit, AsOf) and side.mark.endswith("above")


# --- a figure or a parameter -----------------------------------------------------------------------


def _of_figure(one: OfFigure, policy: Policy) -> Iterator[Side]:
    test, kind, outer = one.test, _plain(kind_of(one.figure)), one.outer
    match test.op:
        case Op.GIVEN:
            yield Side("given", "given", "given")
        case _ if test.op in SAME:
            told = [_short(operand, kind, policy, outer) for operand in test.against]
            yield from (Side(f"{number}:is", short, short) for number, short in enumerate(told))
            if _has_another(test, kind):
                yield Side("other", "another", f"anything but {' or '.join(told)}")
        case _ if test.op in TEXTS:
            words = asked_words((test,), kind, policy, outer)
            yield Side("yes", "passes", f"one that passes the test `{words}`")
            yield Side("no", "does not pass", f"one that does not pass the test `{words}`")
        case _:
            for side, operand, near in _limits(test, kind, policy, outer):
                words = side.short if operand is None else f"{_short(operand, kind, policy, outer)}{near}"
                yield side._replace(words=words)


# --- limits ------------------------------------------------------------------------------------------


def _limits(
    test: Comparison, kind: ValueType, policy: Policy, outer: Outer
) -> Iterator[tuple[Side, Operand | None, str]]:
    """Each side that a value can stand on, the value where it can be told, and what is said after it."""
    for number, limit in enumerate(test.against):
        told = _short(limit, kind, policy, outer)
        for side, by in NEAR:
            operand = limit if by == 0 else _moved(limit, kind, by)
            if by != 0 and isinstance(limit, Literal) and operand is None and _ends_there(limit, kind, by):
                continue
            if isinstance(operand, Literal) and not _within(operand.value, kind):
                continue
            short = f"exactly {told}" if by == 0 else f"just {side} {told}"
            near = " exactly" if by == 0 else f" (just {side} {told})" if isinstance(limit, Literal) else ""
            yield Side(f"{number}:{side}", short, ""), operand, near


def _moved(limit: Operand, kind: ValueType, by: int) -> Operand | None:
    """The next value on one side, where it can be told before anything is decided."""
    if kind.kind is Kind.DATE:
        if isinstance(limit, Literal) and isinstance(limit.value, date):
            return Literal(limit.value + timedelta(days=by))
        return Shifted(limit, by, Unit.DAYS)
    if not isinstance(limit, Literal):
        return None
    value = limit.value
    match kind.kind:
        case Kind.INTEGER if isinstance(value, int):
            return Literal(value + by)
        case Kind.RANKED:
            place = kind.words.index(str(value)) + by
            return Literal(kind.words[place]) if 0 <= place < len(kind.words) else None
        case Kind.INSTANT if isinstance(value, datetime):
            return Literal(value + timedelta(seconds=by))
        case _:
            return None


def _ends_there(limit: Literal, kind: ValueType, by: int) -> bool:
    """Whether there is nothing beyond a limit: of ranks, and of numbers that begin or end with it."""
    if kind.kind is Kind.RANKED:
        return True
    end = kind.least if by < 0 else kind.most
    return end is not None and isinstance(limit.value, int | Decimal) and limit.value == end


def _within(value: Any, kind: ValueType) -> bool:
    if kind.kind not in NUMBERS or isinstance(value, bool):
        return True
    return (kind.least is None or value >= kind.least) and (kind.most is None or value <= kind.most)


def _short(operand: Operand, kind: ValueType, policy: Policy, outer: Outer) -> str:
    """A value or what it depends on, in a few words."""
    if isinstance(operand, Literal):
        return shown_value(operand.value, kind, policy)
    return operand_words(operand, policy, outer)


def _plain(kind: ValueType) -> ValueType:
    return (kind.item or ValueType(kind=Kind.TEXT)) if kind.kind is Kind.REF else kind
