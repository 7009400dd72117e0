"""Each form of a message, and that carets stand under what they mean."""

import json

import pytest

from gonogo.model.diagnostic import Code, Diagnostic, Severity
from gonogo.model.location import Location, SourceFile
from gonogo.model.noun import replace
from gonogo.write.messages import Form, drawing, render

FILE = SourceFile("policies/p,1/policy.yaml", "\n" * 40 + "   where: {severty: {at_most: 2}}\n")
ONE = Diagnostic(
    code=Code.UNKNOWN_KEY,
    at=Location(FILE, 41, 12, 7),
    says="`defect` has no field `severty`",
    expected="one of id, severity",
    found="`severty`",
    did_you_mean="severity",
    see=(("`defect` is declared at", Location(FILE, 18, 3)),),
    remedy="change one letter",
)


def test_people_see_the_line_with_carets_under_the_place() -> None:
    assert render([ONE], Form.HUMAN, colour=False) == (
        "error[S101]: `defect` has no field `severty`\n"
        "  --> policies/p,1/policy.yaml:41:12\n"
        "   |\n"
        "41 |    where: {severty: {at_most: 2}}\n"
        "   |            ^^^^^^^ expected one of id, severity\n"
        "   did you mean `severity`?\n"
        "   to put it right: change one letter\n"
        "   `defect` is declared at: policies/p,1/policy.yaml:18:3\n"
        "   more: gonogo help S101\n"
    )


def test_a_log_gets_one_line() -> None:
    assert render([ONE], Form.PLAIN, colour=False) == (
        "policies/p,1/policy.yaml:41:12: error[S101]: `defect` has no field `severty`; "
        "expected one of id, severity; found `severty`; did you mean `severity`?; "
        "to put it right: change one letter; `defect` is declared at: policies/p,1/policy.yaml:18:3\n"
    )


def test_a_program_gets_json_with_the_same_content() -> None:
    (only,) = json.loads(render([ONE], Form.JSON, colour=False))

    assert only == {
        "code": "S101",
        "severity": "error",
        "file": "policies/p,1/policy.yaml",
        "line": 41,
        "column": 12,
        "inside": None,
        "width": 7,
        "says": "`defect` has no field `severty`",
        "expected": "one of id, severity",
        "found": "`severty`",
        "did_you_mean": "severity",
        "remedy": "change one letter",
        "see": [
            {
                "says": "`defect` is declared at",
                "file": "policies/p,1/policy.yaml",
                "line": 18,
                "column": 3,
                "inside": None,
            }
        ],
    }


def test_github_gets_a_command_with_its_signs_escaped() -> None:
    said = render([replace(ONE, see=(), remedy="100 %")], Form.GITHUB, colour=False)

    assert said == (
        "::error file=policies/p%2C1/policy.yaml,line=41,col=12,endColumn=19,title=S101::"
        "`defect` has no field `severty`%0Aexpected one of id, severity; found `severty`"
        "%0Adid you mean `severity`?%0Ato put it right: 100 %25\n"
    )


def test_colour_comes_only_when_asked_for_and_adds_no_word() -> None:
    plain = render([ONE], Form.HUMAN, colour=False)
    coloured = render([replace(ONE, severity=Severity.WARNING)], Form.HUMAN, colour=True)
    for code in ("\x1b[1;33m", "\x1b[34m", "\x1b[1m", "\x1b[0m"):
        coloured = coloured.replace(code, "")

    assert "\x1b" not in plain
    assert coloured == plain.replace("error[", "warning[")


@pytest.mark.parametrize(
    ("line", "column", "width", "shown", "carets"),
    [
        ("a: b", 4, 1, "a: b", "   ^"),
        ("\ta: b", 5, 1, "    a: b", "       ^"),
        ("ab\tc", 4, 1, "ab  c", "    ^"),
        ("日本: b", 5, 1, "日本: b", "      ^"),
        ("日本: b", 1, 2, "日本: b", "^^^^"),
        ("e\u0301a: b", 5, 1, "e\u0301a: b", "   ^"),
        ("a:", 3, 1, "a:", "  ^"),
        ("a\x1b[31m: b", 1, 1, "a\ufffd[31m: b", "^"),
    ],
)
def test_carets_count_the_columns_that_are_seen(line: str, column: int, width: int, shown: str, carets: str) -> None:
    drawn = drawing(Location(SourceFile("a", line), 1, column, width))

    assert drawn is not None
    assert (drawn[0], drawn[1] + drawn[2]) == (shown, carets)


def test_of_a_very_long_line_only_what_surrounds_the_place_is_shown() -> None:
    drawn = drawing(Location(SourceFile("a", "x" * 5_000 + "?" + "y" * 5_000), 1, 5_001))

    assert drawn is not None
    source, before, carets = drawn
    assert len(source) < 200
    assert source[len(before) : len(before) + len(carets)] == "?"


def test_a_place_without_a_line_says_what_stands_there() -> None:
    sheet = Location(SourceFile("defects.xlsx", ""), 7, 3, inside="Defects!C7")
    said = render([replace(ONE, at=sheet, see=(), remedy=None)], Form.HUMAN, colour=False)

    assert said == (
        "error[S101]: `defect` has no field `severty`\n"
        " --> defects.xlsx:7:3 (Defects!C7)\n"
        "  expected one of id, severity; found `severty`\n"
        "  did you mean `severity`?\n"
        "  more: gonogo help S101\n"
    )


def test_a_long_expectation_goes_below_the_carets() -> None:
    said = render([replace(ONE, expected="one of " + "many, " * 40)], Form.HUMAN, colour=False)

    assert "^^^^^^^\n" in said


def test_at_most_a_hundred_are_shown_and_the_rest_counted() -> None:
    many = [replace(ONE, at=Location(FILE, number, 1)) for number in range(1, 1_205)]

    assert render(many, Form.PLAIN, colour=False).endswith("\nand 1,104 more\n")
    assert len(json.loads(render(many, Form.JSON, colour=False))) == 1_204


def test_a_text_that_nobody_would_read_is_cut_short_in_every_form() -> None:
    long = replace(ONE, says="x" * 100_000, expected="y" * 100_000, found="z" * 100_000, remedy="r" * 100_000)

    assert all(len(render([long], form, colour=False)) < 10_000 for form in Form)


def test_text_from_a_file_cannot_play_tricks_on_a_terminal() -> None:
    said = render([replace(ONE, says="`\x1b[2J\u202e`")], Form.HUMAN, colour=False)

    assert "\x1b" not in said
    assert "\u202e" not in said
