"""The values next to a value: what a careless editor would have typed instead."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from decimal import Decimal

from gonogo.model.value import Kind, Value, ValueType
from gonogo.model.value_type import target

DAY = timedelta(days=1)


def plain(value_type: ValueType) -> ValueType:
    """What a value is compared as: a reference as the key that it refers to."""
    return target(value_type) if value_type.kind is Kind.REF else value_type


def neighbours(value: Value, value_type: ValueType) -> Iterator[Value]:
    """The value one step below and the one above, where its type has steps."""
    its = plain(value_type)
    match value:
        case bool() | tuple():
            return
        case datetime() | date():
            yield from _days(value)
        case int() | Decimal() if its.kind is Kind.DECIMAL or isinstance(value, Decimal):
            step = Decimal(1).scaleb(min(int(Decimal(value).as_tuple().exponent), 0))
            yield from (Decimal(value) - step, Decimal(value) + step)
        case int():
            yield from (value - 1, value + 1)
        case str() if its.kind is Kind.RANKED and value in its.words:
            place = its.words.index(value)
            yield from (its.words[one] for one in (place - 1, place + 1) if 0 <= one < len(its.words))
        case str() if its.kind is Kind.VERSION:
            yield from _versions(value)


def _days(value: date) -> Iterator[date]:
    for move in (-DAY, DAY):
        try:
            yield value + move
        except OverflowError:
            continue


def _versions(value: str) -> Iterator[str]:
    head, dot, last = value.rpartition(".")
    if last.isdigit():
        yield from (f"{head}{dot}{number}" for number in (int(last) - 1, int(last) + 1) if number >= 0)


def other_words(words: tuple[Value, ...], value_type: ValueType) -> Iterator[Value]:
    """One value that the list does not have: the next word of a closed type, or the next number."""
    its = plain(value_type)
    if its.words:
        last = words[-1] if words else None
        place = its.words.index(last) + 1 if isinstance(last, str) and last in its.words else 0
        for word in (*its.words[place:], *its.words[:place]):
            if word not in words:
                yield word
                return
    elif its.kind in (Kind.INTEGER, Kind.DATE) and words:
        numbers = [one for word in words for one in neighbours(word, its) if one not in words]
        yield from numbers[-1:]
