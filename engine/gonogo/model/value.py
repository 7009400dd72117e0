"""Reading a value from text by the type that the vocabulary declares for it: nothing is guessed.

How each kind is written is in `model.notation`; versions are in `model.version`, types in `model.value_type`.
Whoever needs any of it imports it from here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from decimal import MAX_EMAX, MIN_EMIN, Context, Decimal, Inexact, InvalidOperation, Overflow
from typing import TypeVar, assert_never

from gonogo.model.notation import (
    MOST_DIGITS,
    REMEDY_UNKNOWN,
    ValueRefused,
    quoted,
    read_boolean,
    read_date,
    read_decimal,
    read_instant,
    read_integer,
    read_text,
    without_sign_of_zero,
)
from gonogo.model.value_type import Kind, Value, ValueType, comparable, ordered, shown, target
from gonogo.model.version import read_version, version_key

__all__ = [
    "Kind",
    "Value",
    "ValueRefused",
    "ValueType",
    "add_exact",
    "comparable",
    "meant",
    "ordered",
    "read_plain_python",
    "read_value",
    "shown",
    "version_key",
]

Number = TypeVar("Number", int, Decimal)
Plain = TypeVar("Plain", int, Decimal, bool)


def read_value(text: str, wanted: ValueType, *, plain: bool) -> Value:
    """The value that a text stands for, or `ValueRefused`. `plain`: it was written without quotes.

    It is never None: whether nothing at all was written is for the caller to see before.
    """
    match wanted.kind:
        case Kind.TEXT:
            return read_text(text)
        case Kind.INTEGER:
            return _within(_unquoted(text, read_integer, plain=plain), wanted)
        case Kind.DECIMAL:
            return _within(_unquoted(text, read_decimal, plain=plain), wanted)
        case Kind.BOOLEAN:
            return _unquoted(text, read_boolean, plain=plain)
        case Kind.DATE:
            return read_date(text)
        case Kind.INSTANT:
            return read_instant(text)
        case Kind.ONE_OF | Kind.RANKED | Kind.ROLE:
            return _among(read_text(text), wanted)
        case Kind.VERSION:
            return read_version(text)
        case Kind.REF:
            return read_value(text, target(wanted), plain=plain)
        case Kind.LIST:
            remedy = "put it in square brackets, such as [first, second]"
            raise ValueRefused(f"{quoted(text)} is a single value, and a list is wanted", remedy)
        case _:
            assert_never(wanted.kind)


def read_plain_python(value: object, wanted: ValueType) -> Value:
    """The same for what a JSON reader or a Python caller hands over; numbers must come as int or Decimal."""
    if wanted.kind is Kind.REF:
        return read_plain_python(value, target(wanted))
    match value:
        case None:
            raise ValueRefused("nothing is given")
        case str():
            return read_value(value, wanted, plain=False)
        case bool():
            return read_value("true" if value else "false", wanted, plain=True)
        case int():
            return read_value(_digits(value), wanted, plain=True)
        case Decimal():
            return _read_exact(value, wanted)
        case float():
            remedy = "hand it over as an exact decimal number"
            raise ValueRefused(f"`{value}` was rounded to binary before it came here", remedy)
        case date() if wanted.kind in {Kind.DATE, Kind.INSTANT}:
            return read_value(value.isoformat(), wanted, plain=True)
        case list() | tuple() if wanted.kind is Kind.LIST and wanted.item is not None:
            item = wanted.item
            return tuple(read_plain_python(one, item) for one in value)
        case list() | tuple():
            raise ValueRefused("a list stands where a single value is wanted")
        case _:
            raise ValueRefused(f"what is given is not {wanted.describe()}")


def _unquoted(text: str, read: Callable[[str], Plain], *, plain: bool) -> Plain:
    value = read(text)
    if not plain:
        raise ValueRefused(f"{quoted(text)} is text in quotes", "take the quotes off")
    return value


def _within(number: Number, wanted: ValueType) -> Number:
    if wanted.least is not None and number < wanted.least:
        raise ValueRefused(f"{quoted(shown(number))} is less than {shown(wanted.least)}")
    if wanted.most is not None and number > wanted.most:
        raise ValueRefused(f"{quoted(shown(number))} is more than {shown(wanted.most)}")
    return number


def meant(word: str, wanted: ValueType) -> str | None:
    """The word that another way to write it stands for, or None: it is none."""
    return dict(wanted.also).get(word)


def _among(written: str, wanted: ValueType) -> str:
    word = meant(written, wanted) or written
    if wanted.words and word not in wanted.words:
        what = "a role of the policy" if wanted.kind is Kind.ROLE else wanted.describe()
        raise ValueRefused(f"{quoted(word)} is not {what}")
    return word


def _digits(number: int) -> str:
    if number.bit_length() > 3.33 * MOST_DIGITS:  # bits of a digit, rounded up
        raise ValueRefused(f"the number has more than {MOST_DIGITS:,} digits")
    return str(number)


def _read_exact(number: Decimal, wanted: ValueType) -> Value:
    """Refuses what has no end or is too long to write out, and an exponent where the digits matter."""
    if not number.is_finite():
        raise ValueRefused(f"`{number}` is not a finite number", REMEDY_UNKNOWN)
    if max(number.adjusted(), 0) - min(int(number.as_tuple().exponent), 0) >= MOST_DIGITS:
        raise ValueRefused(f"the number has more than {MOST_DIGITS:,} digits")
    if wanted.kind is Kind.DECIMAL:
        return _within(without_sign_of_zero(number), wanted)
    if "E" in str(number):
        raise ValueRefused(f"`{number}` is written with an exponent", "write out all its digits")
    return read_value(str(number), wanted, plain=True)


# More digits than any sum can have. Were it ever not enough, that is an error and not a rounded figure.
EXACT = Context(prec=100_000, Emax=MAX_EMAX, Emin=MIN_EMIN, traps=[Inexact, InvalidOperation, Overflow])


def add_exact(values: Iterable[int | Decimal]) -> Decimal:
    """The sum, without any rounding, with as many decimals as the longest has; 0 of nothing."""
    total = Decimal(0)
    for value in values:
        total = EXACT.add(total, value)
    return total
