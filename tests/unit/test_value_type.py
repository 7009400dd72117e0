"""What is expected is said in the reader's words; only what means the same kind of thing is compared."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gonogo.model.value import Kind, Value, ValueType, comparable, ordered, read_value, shown

TYPES = {
    "text": ValueType(kind=Kind.TEXT),
    "status": ValueType(kind=Kind.ONE_OF, words=("open", "closed")),
    "role": ValueType(kind=Kind.ROLE, words=("board",)),
    "ref": ValueType(kind=Kind.REF, fact="defect"),
    "integer": ValueType(kind=Kind.INTEGER),
    "decimal": ValueType(kind=Kind.DECIMAL, least=0),
    "ref to a number": ValueType(kind=Kind.REF, fact="wave", item=ValueType(kind=Kind.INTEGER)),
    "boolean": ValueType(kind=Kind.BOOLEAN),
    "date": ValueType(kind=Kind.DATE),
    "instant": ValueType(kind=Kind.INSTANT),
    "version": ValueType(kind=Kind.VERSION),
    "risk": ValueType(kind=Kind.RANKED, words=("low", "high")),
    "other risk": ValueType(kind=Kind.RANKED, words=("low", "medium", "high")),
    "texts": ValueType(kind=Kind.LIST, item=ValueType(kind=Kind.TEXT)),
    "roles": ValueType(kind=Kind.LIST, item=ValueType(kind=Kind.ROLE)),
    "numbers": ValueType(kind=Kind.LIST, item=ValueType(kind=Kind.INTEGER)),
}
FAMILIES = [
    {"text", "status", "role", "ref"},
    {"integer", "decimal", "ref to a number"},
    {"boolean"},
    {"date"},
    {"instant"},
    {"version"},
    {"risk"},
    {"other risk"},
    {"texts", "roles"},
    {"numbers"},
]


@pytest.mark.parametrize(("left", "right"), list(product(TYPES, TYPES)))
def test_types_compare_within_their_family_and_not_beyond(left: str, right: str) -> None:
    together = any({left, right} <= family for family in FAMILIES)

    assert comparable(TYPES[left], TYPES[right]) is together


def test_a_list_of_anything_compares_with_lists_only() -> None:
    anything = ValueType(kind=Kind.LIST)

    assert comparable(anything, TYPES["numbers"])
    assert not comparable(anything, TYPES["integer"])


def test_numbers_versions_and_ranks_are_ordered() -> None:
    assert {kind for kind in Kind if ordered(kind)} == {Kind.INTEGER, Kind.DECIMAL, Kind.VERSION, Kind.RANKED}


MANY = tuple(f"word{number}" for number in range(15))


@pytest.mark.parametrize(
    ("wanted", "words"),
    [
        (TYPES["text"], "text"),
        (TYPES["integer"], "a whole number"),
        (ValueType(kind=Kind.INTEGER, least=1, most=5), "a whole number from 1 to 5"),
        (ValueType(kind=Kind.INTEGER, least=1), "a whole number, at least 1"),
        (ValueType(kind=Kind.DECIMAL, most=Decimal("99.90")), "a number, at most 99.90"),
        (TYPES["boolean"], "true or false"),
        (TYPES["date"], "a date such as 2026-11-29"),
        (TYPES["instant"], "a date and time with an offset, such as 2026-11-29T10:05:00Z"),
        (ValueType(kind=Kind.ONE_OF, words=("open", "fixed", "closed")), "one of open, fixed, closed"),
        (ValueType(kind=Kind.ONE_OF, words=("open",)), "open"),
        (ValueType(kind=Kind.ONE_OF, words=MANY), f"one of {', '.join(MANY[:12])} and 3 more"),
        (TYPES["risk"], "one of low, high"),
        (ValueType(kind=Kind.RANKED), "a word"),
        (TYPES["version"], "a version such as 1.10"),
        (TYPES["role"], "a role (board)"),
        (ValueType(kind=Kind.ROLE), "a role"),
        (TYPES["ref"], "the key of a `defect`"),
        (TYPES["ref to a number"], "the key of a `wave`, a whole number"),
        (ValueType(kind=Kind.REF), "the key of a record"),
        (TYPES["numbers"], "a list, each item a whole number"),
        (ValueType(kind=Kind.LIST), "a list"),
    ],
)
def test_a_type_is_described_in_the_readers_words(wanted: ValueType, words: str) -> None:
    assert wanted.describe() == words


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (None, "(not given)"),
        (True, "true"),
        (False, "false"),
        (4, "4"),
        (18446744073709551617, "18446744073709551617"),
        (Decimal("94.90"), "94.90"),
        (Decimal("0.0000001"), "0.0000001"),
        (Decimal("1E+19"), "10000000000000000000"),
        (date(2026, 11, 9), "2026-11-09"),
        (datetime(2026, 11, 29, 10, 5, tzinfo=UTC), "2026-11-29T10:05:00Z"),
        (datetime(2026, 6, 1, 10, 5, tzinfo=timezone(timedelta(hours=1))), "2026-06-01T10:05:00+01:00"),
        (
            datetime(2026, 6, 1, 10, 5, 0, 250_000, timezone(-timedelta(hours=5))),
            "2026-06-01T10:05:00.25-05:00",
        ),
        ("NONE", "NONE"),
        ("", "(empty text)"),
        (("a", 1, True), "a, 1, true"),
        ((), "(an empty list)"),
    ],
)
def test_a_value_is_shown_as_people_write_it(value: Value | None, words: str) -> None:
    assert shown(value) == words


@given(st.datetimes(timezones=st.integers(-1439, 1439).map(lambda minutes: timezone(timedelta(minutes=minutes)))))
def test_an_instant_that_is_shown_is_read_back(instant: datetime) -> None:
    read = read_value(shown(instant), TYPES["instant"], plain=True)

    assert isinstance(read, datetime)
    assert (read, read.utcoffset()) == (instant, instant.utcoffset())


@given(st.decimals(allow_nan=False, allow_infinity=False, places=6))
def test_a_decimal_that_is_shown_is_read_back(number: Decimal) -> None:
    assert read_value(shown(number), ValueType(kind=Kind.DECIMAL), plain=True) == number
