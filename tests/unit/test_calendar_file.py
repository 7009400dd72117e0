"""Calendar files are read strictly, and those that are shipped agree with a second source."""

from __future__ import annotations

from datetime import date

import holidays
import pytest

from gonogo.model.calendar import Calendar
from gonogo.model.diagnostic import Code, Diagnostics
from gonogo.model.location import SourceFile
from gonogo.read.calendar_file import read_calendar
from gonogo.resources import folder

SHIPPED = {"england-and-wales": "ENG", "scotland": "SCT", "northern-ireland": "NIR"}

SMALL = """\
calendar: harbour
title: Harbour days
version: "1.10"
source: Harbour office
years:
  2026:
    2026-12-25: Christmas Day
  2027: {}
"""


def read(text: str) -> tuple[Calendar | None, list[tuple[Code, str]]]:
    diagnostics = Diagnostics()
    calendar = read_calendar(SourceFile("calendar.yaml", text), diagnostics)
    return calendar, [(one.code, f"{one.at.line}:{one.at.column} {one.says}") for one in diagnostics]


def shipped(name: str) -> Calendar:
    calendar, complaints = read((folder("calendars") / f"{name}.yaml").read_text(encoding="utf-8"))
    assert complaints == []
    assert calendar is not None
    return calendar


# --- the shipped calendars -----------------------------------------------------------------------


@pytest.mark.parametrize(("name", "subdivision"), SHIPPED.items())
def test_a_shipped_calendar_agrees_with_the_holidays_package(name: str, subdivision: str) -> None:
    """The public source of both is www.gov.uk/bank-holidays."""
    calendar = shipped(name)
    years = range(calendar.first, calendar.last + 1)
    second = holidays.country_holidays("GB", subdiv=subdivision, years=years)

    assert sorted(calendar.holidays) == sorted(day for day in second if day.isoweekday() <= 5)


@pytest.mark.parametrize("name", SHIPPED)
def test_a_shipped_calendar_says_what_it_is(name: str) -> None:
    calendar = shipped(name)

    assert calendar.id == name
    assert (calendar.first, calendar.last) == (2012, 2028)
    assert calendar.source == "https://www.gov.uk/bank-holidays"


def test_every_shipped_calendar_is_known_here() -> None:
    assert {path.stem for path in folder("calendars").iterdir()} == set(SHIPPED)


@pytest.mark.parametrize("name", SHIPPED)
@pytest.mark.parametrize(
    ("day", "is_holiday"),
    [
        (date(2012, 6, 5), True),  # Queen's Diamond Jubilee
        (date(2012, 5, 28), False),  # the Spring bank holiday had moved to it
        (date(2020, 5, 8), True),  # VE day
        (date(2020, 5, 4), False),
        (date(2022, 6, 2), True),
        (date(2022, 6, 3), True),  # Platinum Jubilee
        (date(2022, 5, 30), False),
        (date(2022, 9, 19), True),  # State Funeral
        (date(2023, 5, 8), True),  # Coronation
    ],
)
def test_single_days_of_the_whole_kingdom_are_there(name: str, day: date, is_holiday: bool) -> None:
    assert (day in shipped(name).holidays) is is_holiday


@pytest.mark.parametrize(
    ("day", "names"),
    [
        (date(2026, 1, 2), {"scotland"}),
        (date(2026, 3, 17), {"northern-ireland"}),
        (date(2026, 4, 6), {"england-and-wales", "northern-ireland"}),
        (date(2026, 6, 15), {"scotland"}),
        (date(2026, 7, 13), {"northern-ireland"}),
        (date(2026, 8, 3), {"scotland"}),
        (date(2026, 8, 31), {"england-and-wales", "northern-ireland"}),
        (date(2026, 11, 30), {"scotland"}),
        (date(2026, 12, 28), set(SHIPPED)),
    ],
)
def test_days_of_2026_stand_where_they_are_kept(day: date, names: set[str]) -> None:
    assert {name for name in SHIPPED if day in shipped(name).holidays} == names


# --- reading -------------------------------------------------------------------------------------


def test_a_calendar_file_becomes_a_calendar() -> None:
    calendar, complaints = read(SMALL)

    assert complaints == []
    assert calendar == Calendar(
        id="harbour",
        title="Harbour days",
        version="1.10",
        first=2026,
        last=2027,
        holidays=frozenset({date(2026, 12, 25)}),
        source="Harbour office",
    )


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ("title: Harbour", "titel: Harbour", (Code.UNKNOWN_KEY, "2:1 a calendar has no key `titel`")),
        ("title: Harbour days\n", "", (Code.MISSING_KEY, "1:1 the calendar has no `title`")),
        ("title: Harbour days", "title:", (Code.WRONG_SHAPE, "2:1 `title` has no text")),
        ("title: Harbour days", "title: [a]", (Code.WRONG_SHAPE, "2:1 `title` has no text")),
        ("Christmas Day", "~", (Code.WRONG_SHAPE, "7:5 `2026-12-25` has no text")),
        (
            "title: Harbour days",
            'title: "Harbour\\rdays"',
            (Code.WRONG_FORM, "2:8 the text holds a character that cannot be seen, U+000D"),
        ),
        ("  2026:\n", "  26:\n", (Code.KEY_DOES_NOT_FIT, "6:3 `26` is not a year")),
        ("  2026:\n", "  2025:\n", (Code.KEY_DOES_NOT_FIT, "7:5 2026-12-25 does not lie in 2025")),
        ("  2027: {}", "  2028: {}", (Code.MISSING_KEY, "8:3 the year before 2028 is missing")),
        ("{}", "[]", (Code.WRONG_SHAPE, "8:9 the holidays of 2027 are not written as days with names")),
        ("2026-12-25:", "2026-02-31:", (Code.KEY_DOES_NOT_FIT, "7:5 there is no such day as `2026-02-31`")),
        (
            "2026-12-25:",
            "25/12/2026:",
            (Code.KEY_DOES_NOT_FIT, "7:5 `25/12/2026` is not a date in the form year-month-day"),
        ),
        (
            "  2027: {}",
            "    2026-12-25: Again",
            (Code.DUPLICATE_KEY, "8:5 the key `2026-12-25` stands twice in one mapping"),
        ),
    ],
)
def test_what_is_wrong_with_a_calendar_is_said_at_its_place(old: str, new: str, complaint: tuple[Code, str]) -> None:
    calendar, complaints = read(SMALL.replace(old, new))

    assert calendar is None
    assert complaint in complaints


def test_a_text_with_a_direction_mark_is_refused() -> None:
    calendar, complaints = read(SMALL.replace("Harbour days", '"Harbour\\u202edays"'))

    assert calendar is None
    assert complaints[0][0] is Code.HIDDEN_CHARACTER


@pytest.mark.parametrize("years", ["years: {}", "years: []", "years: 2026"])
def test_a_calendar_without_years_covers_nothing_and_is_refused(years: str) -> None:
    calendar, complaints = read(SMALL.partition("years:")[0] + years + "\n")

    assert calendar is None
    assert [code for code, _ in complaints] == [Code.WRONG_SHAPE]


@pytest.mark.parametrize(
    ("text", "code"), [("", Code.EMPTY_FILE), ("- a\n", Code.WRONG_SHAPE), ("a: [", Code.BROKEN_YAML)]
)
def test_what_is_no_calendar_at_all_is_refused(text: str, code: Code) -> None:
    calendar, complaints = read(text)

    assert calendar is None
    assert [one for one, _ in complaints] == [code]
