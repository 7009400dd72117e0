"""What could be read in two ways is refused, in one clause and with what to write instead."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gonogo.model.notation import (
    MOST_DIGITS,
    ValueRefused,
    quoted,
    read_boolean,
    read_date,
    read_decimal,
    read_instant,
    read_integer,
    read_text,
)


def refusal(read: Callable[[str], object], text: str) -> tuple[str, str | None]:
    with pytest.raises(ValueRefused) as refused:
        read(text)
    assert str(refused.value) == refused.value.says
    return refused.value.says, refused.value.remedy


# --- numbers -------------------------------------------------------------------------------------


@given(st.integers())
def test_every_whole_number_is_read_back(number: int) -> None:
    assert read_integer(str(number)) == number


@given(st.decimals(allow_nan=False, allow_infinity=False, places=3))
def test_every_decimal_is_read_back_with_all_its_digits(number: Decimal) -> None:
    text = f"{number:f}"

    assert read_decimal(text) == number
    assert f"{read_decimal(text):f}" == text.replace("-0.000", "0.000")


NUMBERS = [
    ("012", "`012` has a zero in front", "write 12"),
    ("00", "`00` has a zero in front", "write 0"),
    ("-007", "`-007` has a zero in front", "write -7"),
    ("1_000", "`1_000` has an underscore", "write 1000"),
    ("+5", "`+5` has a plus sign in front", "write 5"),
    ("1 000", "`1 000` has a space", "write 1000"),
    ("1\u00a0000", "`1 000` has a space", "write 1000"),
    ("1e3", "`1e3` is written with an exponent", "write out all its digits"),
    ("1E-05", "`1E-05` is written with an exponent", "write out all its digits"),
    (".inf", "`.inf` is not a finite number", "leave it out while the number is not known"),
    ("-.Inf", "`-.Inf` is not a finite number", "leave it out while the number is not known"),
    ("NaN", "`NaN` is not a finite number", "leave it out while the number is not known"),
    ("1,000", "`1,000` has a comma", "separate only decimals, and these by a point"),
    ("94,9", "`94,9` has a comma", "separate only decimals, and these by a point"),
    ("95 %", "`95 %` has a percent sign", "write the number alone"),
    ("5.", "`5.` has no digit after its point", "write 5"),
]


@pytest.mark.parametrize(("text", "says", "remedy"), NUMBERS)
@pytest.mark.parametrize("read", [read_integer, read_decimal])
def test_a_number_has_one_way_to_be_written(read: Callable[[str], object], text: str, says: str, remedy: str) -> None:
    assert refusal(read, text) == (says, remedy)


@pytest.mark.parametrize("text", ["12:30", "0x1F", "0o14", "four", "1/2", "--5", "1.2.3", "\u0664", "5-", "1e", "."])
def test_what_is_no_number_is_refused_without_a_guess(text: str) -> None:
    assert refusal(read_integer, text) == (f"`{text}` is not a whole number", None)
    assert refusal(read_decimal, text) == (f"`{text}` is not a number", None)


@pytest.mark.parametrize("text", ["", "  "])
def test_nothing_is_no_number(text: str) -> None:
    assert refusal(read_integer, text) == ("nothing stands where a whole number is wanted", None)


@pytest.mark.parametrize("text", ["4.5", "4.0", "-0.5"])
def test_a_whole_number_has_no_point(text: str) -> None:
    assert refusal(read_integer, text) == (
        f"`{text}` has a decimal point, and a whole number is wanted",
        None,
    )


@pytest.mark.parametrize(
    ("text", "meant"),
    [(".5", "0.5"), ("-.5", "-0.5"), ("00.50", "0.50"), ("007.5", "7.5"), ("1_0.5", "10.5")],
)
def test_a_decimal_that_is_nearly_right_is_shown_right(text: str, meant: str) -> None:
    assert refusal(read_decimal, text)[1] == f"write {meant}"
    assert read_decimal(meant) == Decimal(meant)


def test_minus_nought_is_nought() -> None:
    assert str(read_decimal("-0.00")) == "0.00"
    assert read_integer("-0") == 0


def test_numbers_are_as_large_as_anyone_writes_them() -> None:
    assert read_integer("9" * MOST_DIGITS) == 10**MOST_DIGITS - 1
    assert refusal(read_integer, "9" * (MOST_DIGITS + 1))[0].endswith("has more than 4,000 digits")
    assert refusal(read_decimal, "0." + "9" * MOST_DIGITS)[0].endswith("has more than 4,000 digits")


# --- true and false ------------------------------------------------------------------------------


def test_truth_is_written_true_or_false() -> None:
    assert read_boolean("true") is True
    assert read_boolean("false") is False


@pytest.mark.parametrize(
    ("text", "remedy"),
    [
        *((word, "write true") for word in ("yes", "Yes", "on", "y", "True", "TRUE")),
        *((word, "write false") for word in ("no", "NO", "off", "n", "False")),
        *((word, None) for word in ("1", "0", "maybe", "", "~")),
    ],
)
def test_no_other_word_is_true_or_false(text: str, remedy: str | None) -> None:
    assert refusal(read_boolean, text) == (f"true or false is wanted, and `{text}` is neither", remedy)


# --- days ----------------------------------------------------------------------------------------


@given(st.dates())
def test_every_day_is_read_back(day: date) -> None:
    assert read_date(day.isoformat()) == day


@pytest.mark.parametrize(
    ("text", "remedy"),
    [
        ("2015/10/21", "write 2015-10-21"),
        ("2026.11.3", "write 2026-11-03"),
        ("2026-11-3", "write 2026-11-03"),
        ("20261103", "write 2026-11-03"),
        ("2026-W45-2", "write 2026-11-03"),
        ("03/11/2026", "write it like 2026-11-29"),
        ("3 November 2026", "write it like 2026-11-29"),
        ("2026-11", "write it like 2026-11-29"),
        ("2026", "write it like 2026-11-29"),
        ("tomorrow", "write it like 2026-11-29"),
        ("202\u0666-11-29", "write it like 2026-11-29"),
        ("\u0662026/1/1", "write it like 2026-11-29"),
    ],
)
def test_a_date_has_one_way_to_be_written(text: str, remedy: str) -> None:
    assert refusal(read_date, text) == (f"`{text}` is not a date in the form year-month-day", remedy)


@pytest.mark.parametrize(
    ("text", "remedy"),
    [
        ("2017-02-31", "that month ends on 2017-02-28"),
        ("2023-02-29", "that month ends on 2023-02-28"),
        ("2026-11-31", "that month ends on 2026-11-30"),
        ("2026-12-00", "that month ends on 2026-12-31"),
        ("2026-13-01", None),
        ("2026-00-10", None),
        ("0000-01-01", None),
    ],
)
def test_a_day_that_never_comes_is_refused(text: str, remedy: str | None) -> None:
    assert refusal(read_date, text) == (f"there is no such day as `{text}`", remedy)


def test_a_leap_day_is_a_day() -> None:
    assert read_date("2024-02-29") == date(2024, 2, 29)


def test_a_time_of_day_is_too_much_for_a_date() -> None:
    says = "`2026-11-29T10:00:00Z` has a time of day, and a date is wanted"

    assert refusal(read_date, "2026-11-29T10:00:00Z") == (says, "write the day alone")


def test_nothing_is_no_date() -> None:
    assert refusal(read_date, "") == ("nothing stands where a date is wanted", None)


# --- instants ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-11-29T10:05:00Z", datetime(2026, 11, 29, 10, 5, tzinfo=UTC)),
        ("2026-11-29T10:05:00+01:00", datetime(2026, 11, 29, 10, 5, tzinfo=timezone(timedelta(hours=1)))),
        ("2026-11-29T10:05:00-03:30", datetime(2026, 11, 29, 10, 5, tzinfo=timezone(-timedelta(hours=3.5)))),
        ("2026-11-29T10:05:00.25Z", datetime(2026, 11, 29, 10, 5, 0, 250_000, UTC)),
        ("2026-11-29T10:05:00.000001+00:00", datetime(2026, 11, 29, 10, 5, 0, 1, UTC)),
    ],
)
def test_an_instant_keeps_its_offset(text: str, expected: datetime) -> None:
    assert read_instant(text) == expected
    assert read_instant(text).utcoffset() == expected.utcoffset()


def test_instants_are_the_same_where_they_are_the_same_in_utc() -> None:
    assert read_instant("2026-11-29T10:05:00+01:00") == read_instant("2026-11-29T09:05:00Z")
    assert read_instant("2026-11-29T10:05:00+01:00") < read_instant("2026-11-29T09:05:01Z")


OFFSET = "end it with Z for UTC, or with an offset such as +01:00"
NO_CLOCK = "does not say a time of day after a T"


@pytest.mark.parametrize(
    ("text", "says", "remedy"),
    [
        ("2026-11-29T10:05:00", "`2026-11-29T10:05:00` does not say which offset", OFFSET),
        ("2026-11-29T10:05:00-00:00", "`2026-11-29T10:05:00-00:00` does not say which offset", OFFSET),
        ("2026-11-29T10:05:00z", "`2026-11-29T10:05:00z` does not say which offset", OFFSET),
        ("2026-11-29T10:05:00+1", "`2026-11-29T10:05:00+1` does not say its offset as hours:minutes", OFFSET),
        (
            "2026-11-29T10:05:00+0100",
            "`2026-11-29T10:05:00+0100` does not say its offset as hours:minutes",
            OFFSET,
        ),
        ("2026-11-29T10:05:00+24:00", "there is no such offset as `+24:00`", None),
        ("2026-11-29T10:05:00+01:60", "there is no such offset as `+01:60`", None),
        ("2026-11-29", f"`2026-11-29` {NO_CLOCK}", "write it like 2026-11-29T10:05:00Z"),
        ("2026-11-29 10:05:00Z", f"`2026-11-29 10:05:00Z` {NO_CLOCK}", "write it like 2026-11-29T10:05:00Z"),
        (
            "2026-11-29T10:05Z",
            "`2026-11-29T10:05Z` does not say the time as hours:minutes:seconds",
            "write the time like 10:05:00",
        ),
        (
            "2026-11-29T10:05:00,5Z",
            "`2026-11-29T10:05:00,5Z` does not say the time as hours:minutes:seconds",
            "write the time like 10:05:00",
        ),
        (
            "2016-12-31T23:59:60Z",
            "`2016-12-31T23:59:60Z` is a leap second, which cannot be counted",
            "write the second before it",
        ),
        ("2026-11-29T24:00:00Z", "there is no such time of day as `24:00:00`", None),
        ("2026-11-29T10:60:00Z", "there is no such time of day as `10:60:00`", None),
        (
            "2026-11-29T10:05:00.1234567Z",
            "`2026-11-29T10:05:00.1234567Z` does not have one to six digits after the point of its seconds",
            None,
        ),
        ("2026-02-31T10:05:00Z", "there is no such day as `2026-02-31`", "that month ends on 2026-02-28"),
    ],
)
def test_an_instant_has_one_way_to_be_written(text: str, says: str, remedy: str | None) -> None:
    assert refusal(read_instant, text) == (says, remedy)


@given(st.text(alphabet="0123456789-:TZ+. W/e_", max_size=30))
def test_no_text_breaks_a_reader(text: str) -> None:
    for read in (read_integer, read_decimal, read_boolean, read_date, read_instant):
        with suppress(ValueRefused):
            read(text)


# --- text ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", ["NONE", "null", "~", "NO", "", "1.10", "  kept  ", "two\nlines\tand a tab", "👩‍💻"])
def test_text_stays_text(text: str) -> None:
    assert read_text(text) == text


def test_composed_and_decomposed_letters_become_the_same() -> None:
    assert read_text("Cafe\u0301") == "Caf\u00e9"


def test_line_ends_become_the_same() -> None:
    assert read_text("one\r\ntwo") == "one\ntwo"


@pytest.mark.parametrize("letter", ["\0", "\a", "\x1b", "\r", "\x7f", "\x85", "\u200b", "\u202e", "\ufeff", "\ud800"])
def test_a_letter_that_cannot_be_seen_is_refused(letter: str) -> None:
    says = f"the text holds a character that cannot be seen, U+{ord(letter):04X}"

    assert refusal(read_text, f"before{letter}after") == (says, "take it out")


@given(st.text())
def test_read_text_is_read_the_same_again(text: str) -> None:
    try:
        once = read_text(text)
    except ValueRefused:
        return

    assert read_text(once) == once


def test_what_is_quoted_is_short_and_can_be_seen() -> None:
    assert quoted("two\nlines") == "`two lines`"
    assert quoted("a\x1bb\u202ec") == r"`a\u001bb\u202ec`"
    assert quoted("x" * 100) == f"`{'x' * 59}…`"
