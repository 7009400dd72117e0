"""The types of value that policies and evidence speak of: what is expected, what compares, how it shows."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import TypeAlias, assert_never

from gonogo.model.noun import Noun

Value: TypeAlias = str | int | Decimal | bool | date | datetime | tuple["Value", ...]

MOST_NAMED = 12  # words of a type that a sentence names
NOT_GIVEN = "(not given)"


class Kind(StrEnum):
    """The kinds of value, as the policy spells them."""

    TEXT = "text"
    INTEGER = "integer"
    DECIMAL = "decimal"
    BOOLEAN = "boolean"
    DATE = "date"
    INSTANT = "instant"
    ONE_OF = "one_of"
    RANKED = "ranked"
    VERSION = "version"
    REF = "ref"
    ROLE = "role"
    LIST = "list_of"


class ValueType(Noun, frozen=True, kw_only=True):
    """What a field or parameter may hold."""

    kind: Kind
    words: tuple[str, ...] = ()  # of one_of, of ranked (lowest first), and the ids of roles; none: any word
    least: int | Decimal | None = None
    most: int | Decimal | None = None
    fact: str | None = None  # what a ref refers to
    item: ValueType | None = None  # of a list; of a ref, the type of the key
    also: tuple[tuple[str, str], ...] = ()  # other ways to write a word, each with the word

    def describe(self) -> str:
        """What is expected, in the reader's words: `a whole number from 1 to 5`."""
        match self.kind:
            case Kind.TEXT:
                return "text"
            case Kind.INTEGER:
                return f"a whole number{self._limits()}"
            case Kind.DECIMAL:
                return f"a number{self._limits()}"
            case Kind.BOOLEAN:
                return "true or false"
            case Kind.DATE:
                return "a date such as 2026-11-29"
            case Kind.INSTANT:
                return "a date and time with an offset, such as 2026-11-29T10:05:00Z"
            case Kind.ONE_OF | Kind.RANKED:
                several = "one of " if len(self.words) > 1 else ""
                return several + (_listed(self.words) or "a word")
            case Kind.ROLE:
                return f"a role ({_listed(self.words)})" if self.words else "a role"
            case Kind.VERSION:
                return "a version such as 1.10"
            case Kind.REF:
                key = f", {self.item.describe()}" if self.item else ""
                return f"the key of a `{self.fact}`{key}" if self.fact else f"the key of a record{key}"
            case Kind.LIST:
                return f"a list, each item {self.item.describe()}" if self.item else "a list"
            case _:
                assert_never(self.kind)

    def _limits(self) -> str:
        match (self.least, self.most):
            case (None, None):
                return ""
            case (least, None):
                return f", at least {shown(least)}"
            case (None, most):
                return f", at most {shown(most)}"
            case (least, most):
                return f" from {shown(least)} to {shown(most)}"


def _listed(words: tuple[str, ...]) -> str:
    more = len(words) - MOST_NAMED
    return ", ".join(words[:MOST_NAMED]) + (f" and {more} more" if more > 0 else "")


# --- comparing -----------------------------------------------------------------------------------

FAMILIES = {Kind.ONE_OF: Kind.TEXT, Kind.ROLE: Kind.TEXT, Kind.DECIMAL: Kind.INTEGER}


def comparable(left: ValueType, right: ValueType) -> bool:
    """Whether it means anything to ask if the two are equal. A date is not comparable with an instant."""
    if left.kind is Kind.REF or right.kind is Kind.REF:
        one, other = (target(side) if side.kind is Kind.REF else side for side in (left, right))
        return comparable(one, other)
    if left.kind is Kind.RANKED and right.kind is Kind.RANKED:
        return left.words == right.words
    if left.kind is Kind.LIST and right.kind is Kind.LIST:
        return left.item is None or right.item is None or comparable(left.item, right.item)
    return FAMILIES.get(left.kind, left.kind) is FAMILIES.get(right.kind, right.kind)


def ordered(kind: Kind) -> bool:
    """Whether `at_least` and its like apply. Days and instants are ordered too, by `before` and `after`."""
    return kind in {Kind.INTEGER, Kind.DECIMAL, Kind.VERSION, Kind.RANKED}


def target(reference: ValueType) -> ValueType:
    """What a ref is compared as and written as: the key that it refers to."""
    return reference.item or ValueType(kind=Kind.TEXT)


# --- showing -------------------------------------------------------------------------------------


def shown(value: Value | None) -> str:
    """How a value stands in a text for people: dates as in ISO 8601, decimals with all their digits."""
    match value:
        case None:
            return NOT_GIVEN
        case bool():
            return "true" if value else "false"
        case Decimal():
            return f"{value:f}"
        case datetime():
            return _shown_instant(value)
        case date():
            return value.isoformat()
        case tuple():
            return ", ".join(map(shown, value)) if value else "(an empty list)"
        case "":
            return "(empty text)"
        case int() | str():
            return str(value)
        case _:
            assert_never(value)


def _shown_instant(instant: datetime) -> str:
    clock = instant.replace(tzinfo=None).isoformat()
    offset = instant.isoformat().removeprefix(clock)
    return (clock.rstrip("0") if instant.microsecond else clock) + ("Z" if offset == "+00:00" else offset)
