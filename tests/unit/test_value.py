"""A text takes the type that is declared for it, and no other; values are added exactly."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal, localcontext
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gonogo.model.value import (
    Kind,
    Value,
    ValueRefused,
    ValueType,
    add_exact,
    read_plain_python,
    read_value,
)

TEXT = ValueType(kind=Kind.TEXT)
INTEGER = ValueType(kind=Kind.INTEGER)
DECIMAL = ValueType(kind=Kind.DECIMAL)
BOOLEAN = ValueType(kind=Kind.BOOLEAN)
DATE = ValueType(kind=Kind.DATE)
INSTANT = ValueType(kind=Kind.INSTANT)
VERSION = ValueType(kind=Kind.VERSION)
STATUS = ValueType(kind=Kind.ONE_OF, words=("open", "fixed", "closed"))
RISK = ValueType(kind=Kind.RANKED, words=("low", "medium", "high"))
ROLE = ValueType(kind=Kind.ROLE, words=("board", "supplier"))
SEVERITY = ValueType(kind=Kind.INTEGER, least=1, most=5)
NUMBERS = ValueType(kind=Kind.LIST, item=SEVERITY)
REF = ValueType(kind=Kind.REF, fact="defect", item=SEVERITY)


def refusal(text: str, wanted: ValueType, *, plain: bool) -> tuple[str, str | None]:
    with pytest.raises(ValueRefused) as refused:
        read_value(text, wanted, plain=plain)
    return refused.value.says, refused.value.remedy


def python_refusal(value: object, wanted: ValueType) -> tuple[str, str | None]:
    with pytest.raises(ValueRefused) as refused:
        read_plain_python(value, wanted)
    return refused.value.says, refused.value.remedy


# --- from text -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "wanted", "expected"),
    [
        ("NO", TEXT, "NO"),
        ("NONE", TEXT, "NONE"),
        ("1.10", TEXT, "1.10"),
        ("012", TEXT, "012"),
        ("4", INTEGER, 4),
        ("-18446744073709551617", INTEGER, -18446744073709551617),
        ("94.90", DECIMAL, Decimal("94.90")),
        ("95", DECIMAL, Decimal(95)),
        ("true", BOOLEAN, True),
        ("2026-11-29", DATE, date(2026, 11, 29)),
        ("2026-11-29T10:05:00Z", INSTANT, datetime(2026, 11, 29, 10, 5, tzinfo=UTC)),
        ("open", STATUS, "open"),
        ("medium", RISK, "medium"),
        ("board", ROLE, "board"),
        ("anyone", ValueType(kind=Kind.ROLE), "anyone"),
        ("1.10", VERSION, "1.10"),
        ("D-1", ValueType(kind=Kind.REF, fact="defect"), "D-1"),
        ("3", REF, 3),
    ],
)
def test_a_text_takes_the_type_that_is_declared(text: str, wanted: ValueType, expected: Value) -> None:
    value = read_value(text, wanted, plain=True)

    assert value == expected
    assert type(value) is type(expected)


@pytest.mark.parametrize("text", ["NONE", "null", "~", "", "true", "4"])
def test_text_in_quotes_never_becomes_anything_else(text: str) -> None:
    assert read_value(text, TEXT, plain=False) == text


@pytest.mark.parametrize("wanted", [TEXT, DATE, INSTANT, STATUS, RISK, ROLE, VERSION])
def test_quotes_make_no_difference_to_what_is_written_in_words(wanted: ValueType) -> None:
    text = {Kind.DATE: "2026-11-29", Kind.INSTANT: "2026-11-29T10:05:00Z", Kind.VERSION: "1.10"}.get(
        wanted.kind, (wanted.words or ("word",))[0]
    )

    assert read_value(text, wanted, plain=False) == read_value(text, wanted, plain=True)


@pytest.mark.parametrize(("text", "wanted"), [("4", INTEGER), ("94.9", DECIMAL), ("true", BOOLEAN), ("3", REF)])
def test_a_number_or_truth_in_quotes_is_text(text: str, wanted: ValueType) -> None:
    assert refusal(text, wanted, plain=False) == (f"`{text}` is text in quotes", "take the quotes off")


def test_quotes_are_not_blamed_for_what_is_no_number_without_them() -> None:
    assert refusal("four", INTEGER, plain=False) == ("`four` is not a whole number", None)


@pytest.mark.parametrize("plain", [True, False])
def test_a_single_value_is_no_list(plain: bool) -> None:
    says, remedy = refusal("3", NUMBERS, plain=plain)

    assert says == "`3` is a single value, and a list is wanted"
    assert remedy == "put it in square brackets, such as [first, second]"


@pytest.mark.parametrize(
    ("text", "wanted", "says"),
    [
        ("reopened", STATUS, "`reopened` is not one of open, fixed, closed"),
        ("Open", STATUS, "`Open` is not one of open, fixed, closed"),
        ("extreme", RISK, "`extreme` is not one of low, medium, high"),
        ("testers", ROLE, "`testers` is not a role of the policy"),
        ("0", SEVERITY, "`0` is less than 1"),
        ("6", SEVERITY, "`6` is more than 5"),
        ("-0.01", ValueType(kind=Kind.DECIMAL, least=0), "`-0.01` is less than 0"),
        ("100.5", ValueType(kind=Kind.DECIMAL, most=Decimal("100.0")), "`100.5` is more than 100.0"),
        ("9", REF, "`9` is more than 5"),
    ],
)
def test_what_lies_outside_the_type_is_refused(text: str, wanted: ValueType, says: str) -> None:
    assert refusal(text, wanted, plain=True) == (says, None)


def test_a_word_is_the_same_however_its_accents_were_typed() -> None:
    wanted = ValueType(kind=Kind.ONE_OF, words=("Caf\u00e9", "Bar"))

    assert read_value("Cafe\u0301", wanted, plain=True) == "Caf\u00e9"


# --- from Python ---------------------------------------------------------------------------------

BST = timezone(timedelta(hours=1))


@pytest.mark.parametrize(
    ("value", "wanted", "expected"),
    [
        (4, INTEGER, 4),
        (2**64 + 1, INTEGER, 2**64 + 1),
        (95, DECIMAL, Decimal(95)),
        (Decimal("94.90"), DECIMAL, Decimal("94.90")),
        (Decimal("1E+19"), DECIMAL, Decimal(10**19)),
        (Decimal("0.0000001"), DECIMAL, Decimal("0.0000001")),
        (Decimal("-0.0"), DECIMAL, Decimal("0.0")),
        (True, BOOLEAN, True),
        (False, BOOLEAN, False),
        ("D-1", TEXT, "D-1"),
        (7, TEXT, "7"),
        (True, TEXT, "true"),
        (Decimal("1.10"), VERSION, "1.10"),
        ("2026-11-29", DATE, date(2026, 11, 29)),
        (date(2026, 11, 29), DATE, date(2026, 11, 29)),
        (datetime(2026, 11, 29, 10, tzinfo=BST), INSTANT, datetime(2026, 11, 29, 10, tzinfo=BST)),
        ([1, 2], NUMBERS, (1, 2)),
        ((), NUMBERS, ()),
        (3, REF, 3),
    ],
)
def test_a_value_from_json_takes_the_type_that_is_declared(value: object, wanted: ValueType, expected: Value) -> None:
    read = read_plain_python(value, wanted)

    assert read == expected
    assert type(read) is type(expected)


ENDLESS = "leave it out while the number is not known"


@pytest.mark.parametrize(
    ("value", "wanted", "says", "remedy"),
    [
        (None, TEXT, "nothing is given", None),
        ("4", INTEGER, "`4` is text in quotes", "take the quotes off"),
        ("true", BOOLEAN, "`true` is text in quotes", "take the quotes off"),
        (1, BOOLEAN, "true or false is wanted, and `1` is neither", None),
        (True, INTEGER, "`true` is not a whole number", None),
        (False, DECIMAL, "`false` is not a number", None),
        (6, SEVERITY, "`6` is more than 5", None),
        (Decimal("4.0"), INTEGER, "`4.0` has a decimal point, and a whole number is wanted", None),
        (Decimal("1E+3"), INTEGER, "`1E+3` is written with an exponent", "write out all its digits"),
        (Decimal("1E+3"), TEXT, "`1E+3` is written with an exponent", "write out all its digits"),
        (Decimal("Infinity"), DECIMAL, "`Infinity` is not a finite number", ENDLESS),
        (Decimal("NaN"), DECIMAL, "`NaN` is not a finite number", ENDLESS),
        (Decimal("1E+4000"), DECIMAL, "the number has more than 4,000 digits", None),
        (Decimal("1E-999999"), DECIMAL, "the number has more than 4,000 digits", None),
        (10**4200, INTEGER, "the number has more than 4,000 digits", None),
        (
            0.5,
            DECIMAL,
            "`0.5` was rounded to binary before it came here",
            "hand it over as an exact decimal number",
        ),
        (
            float("inf"),
            DECIMAL,
            "`inf` was rounded to binary before it came here",
            "hand it over as an exact decimal number",
        ),
        (20261103, DATE, "`20261103` is not a date in the form year-month-day", "write 2026-11-03"),
        (date(2026, 11, 3), TEXT, "what is given is not text", None),
        ({}, INTEGER, "what is given is not a whole number", None),
        ([1], INTEGER, "a list stands where a single value is wanted", None),
        ([1, 9], NUMBERS, "`9` is more than 5", None),
        (
            3,
            NUMBERS,
            "`3` is a single value, and a list is wanted",
            "put it in square brackets, such as [first, second]",
        ),
    ],
)
def test_a_value_from_json_of_another_type_is_refused(
    value: object, wanted: ValueType, says: str, remedy: str | None
) -> None:
    assert python_refusal(value, wanted) == (says, remedy)


def test_an_instant_from_python_says_its_offset() -> None:
    naive = datetime(2026, 11, 29, 10, tzinfo=BST).replace(tzinfo=None)

    assert python_refusal(naive, INSTANT)[0] == "`2026-11-29T10:00:00` does not say which offset"
    assert python_refusal(date(2026, 11, 29), INSTANT)[0].endswith("does not say a time of day after a T")
    assert python_refusal(naive, DATE)[1] == "write the day alone"


# --- adding --------------------------------------------------------------------------------------


def test_sums_are_exact() -> None:
    assert add_exact([Decimal("0.1"), Decimal("0.2")]) == Decimal("0.3")
    assert add_exact([18446744073709551617, 1]) == 18446744073709551618
    assert str(add_exact([Decimal("94.90"), 0])) == "94.90"
    assert add_exact([Decimal(10**40), Decimal("1E-40"), -(10**40)]) == Decimal("1E-40")


def test_the_sum_of_nothing_is_nought() -> None:
    assert add_exact([]) == 0


def test_the_longest_numbers_are_added_without_rounding() -> None:
    long, fine = Decimal(10**3999), Decimal("0." + "0" * 3998 + "1")

    assert add_exact([long, fine, -long]) == fine


def test_a_sum_does_not_depend_on_the_precision_that_others_set() -> None:
    with localcontext() as context:
        context.prec = 2

        assert add_exact([Decimal("100.01"), Decimal("0.02")]) == Decimal("100.03")


@given(st.lists(st.decimals(allow_nan=False, allow_infinity=False, places=4) | st.integers()))
def test_a_sum_agrees_with_fractions_in_any_order(values: list[int | Decimal]) -> None:
    expected = sum(map(Fraction, values), Fraction(0))

    assert Fraction(add_exact(values)) == expected
    assert Fraction(add_exact(reversed(values))) == expected
