"""What is found in files before anybody has said what is wanted of them: headers, names, values, lists."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

import pytest

from gonogo.model.diagnostic import Diagnostics
from gonogo.model.policy import Field
from gonogo.model.value import Kind, ValueType
from gonogo.read.evidence_reading import EvidenceReading
from gonogo.read.file_offers import offers_of
from gonogo.read.fit_names import likeness, nearest_meaning
from gonogo.read.fit_values import Values
from gonogo.read.offers import More, Offer
from gonogo.read.offers_header import head_of_rows, named_columns
from tests import desk
from tests.shelf import Shelf
from tests.workbooks import NAMED, SHEET, edited, merged_header, workbook

CRITERIA = "criteria:\n  A1: {title: Defects, rules: [{id: A1-none, pass_when: {no: defect}}]}\n"
POLICY = desk.read_policy(desk.completed(CRITERIA, "policy"), Diagnostics())
AT = POLICY.facts["view"].at


def field(kind: Kind, name: str = "value", *, optional: bool = False, **more: Any) -> Field:
    return Field(id=name, type=ValueType(kind=kind, **more), optional=optional, title=None, at=AT)


def fit(wanted: Field, *values: Any) -> Any:
    return Values(wanted, EvidenceReading(POLICY, Diagnostics())).fit(values)


def offers(name: str, content: bytes | str) -> tuple[list[Offer], list[str]]:
    """What a file offers, and the codes of what is complained of."""
    found = Diagnostics()
    raw = content.encode() if isinstance(content, str) else content
    made = offers_of(raw, name, More(Shelf({}), found))
    return made, [one.code.value for one in found]


# --- headers -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rows", "first"),
    [
        ([["id", "state"], ["D-1", "open"], ["D-2", "open"]], 0),
        ([["Exported on Monday", "", ""], ["", "", ""], ["id", "state", "day"], ["D-1", "open", "2026-01-01"]], 2),
        ([["D-1", "open"], ["D-2", "open"], ["D-3", "closed"]], None),
        ([["1", "2026-01-01"], ["2", "2026-01-02"]], None),
        ([["id", "state"]], 0),
    ],
)
def test_the_header_is_the_first_row_of_names_that_is_not_like_what_is_below_it(rows: Any, first: int | None) -> None:
    assert head_of_rows(rows).first == first


def test_columns_of_one_name_are_numbered_and_those_that_cannot_be_written_are_left_out() -> None:
    assert named_columns([["Type", "Type", "", "a\u202eb", "Id"]]) == {"Type (1)": 0, "Type (2)": 1, "Id": 4}


@pytest.mark.parametrize(("sign", "word"), [(";", "semicolon"), ("\t", "tab"), ("|", "bar")])
def test_the_sign_between_cells_is_found(sign: str, word: str) -> None:
    (offer,), _ = offers(
        "a.csv", "\n".join(sign.join(row) for row in (["id", "text, with"], ["1", "a, b"], ["2", "c"]))
    )

    assert ("delimiter", word) in offer.said
    assert list(offer.columns) == ["id", "text, with"]


def test_a_table_without_a_header_has_numbers_for_names() -> None:
    (offer,), _ = offers("a.csv", "D-1,3\nD-2,4\nD-3,5\n")

    assert offer.said == (("header", "none"),)
    assert offer.columns["2"] == ["3", "4", "5"]


def test_a_merged_header_is_found_in_its_rows() -> None:
    (offer,), _ = offers("a.xlsx", merged_header())

    assert ("header", "[1, 2]") in offer.said
    assert "Grade / Severity" in offer.columns


@pytest.mark.parametrize(
    ("name", "code"),
    [("locked.xlsx", "E140"), ("bomb.xlsx", "E141")],
)
def test_a_hostile_workbook_is_refused(name: str, code: str) -> None:
    assert offers(name, NAMED[name]()) == ([], [code])


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("a.csv", "", "E131"),
        ("a.csv", 'id,x\n"never closed,1\n', "E133"),
        ("a.csv", "1\n2\n3\n", "E125"),
        ("a.xlsx", b"no workbook", "E140"),
        ("a.json", "{", "E161"),
        ("a.json", '{"a": 1}', "E168"),
        ("a.xml", "<a>", "E162"),
        ("a.xml", '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', "E163"),
        ("a.yaml", "a: &b 1\n", "Y015"),
        ("a.md", "Some words.\n", "E121"),
        ("a.sarif", '{"version": "2.1.0", "runs": []}', "E166"),
    ],
)
def test_what_a_reader_refuses_is_refused_here_too(name: str, content: bytes | str, code: str) -> None:
    made, codes = offers(name, content)

    assert made == []
    assert code in codes


def test_an_empty_workbook_has_nothing_to_offer() -> None:
    assert offers("a.xlsx", workbook([])) == ([], ["E131"])


# --- trees ---------------------------------------------------------------------------------------


def test_each_list_of_a_tree_is_offered_with_the_paths_to_its_values() -> None:
    tree = {"a": [{"id": 1, "b": {"c": {"d": 2}}, "e": ["x"]}], "f/g": {"h": [{"i": 1}]}}

    found, _ = offers("a.json", json.dumps(tree))

    assert [(one.inside, list(one.columns)) for one in found] == [
        ("/a/*", ["id", "e", "b/c/d"]),
        ("/f~1g/h/*", ["i"]),
    ]


def test_keys_that_mean_something_in_paths_are_found_and_those_without_a_name_are_passed_over() -> None:
    item = {"a | b": "x", ".": "y", "*": "z", "c/d~": "w", "": "no", "k" * 2_000: "no"}
    (made,), found = offers("list.json", json.dumps({"": [{"a": 1}], "k" * 2_000: [{"a": 1}], "li|st": [item, item]}))

    assert found == []
    assert dict(made.said)["at"] == "/li~|st/*"
    assert {name: column[0] for name, column in made.columns.items()} == {
        "a ~| b": "x",
        "~.": "y",
        "~*": "z",
        "c~1d~0": "w",
    }


def test_merged_cells_over_the_whole_sheet_or_over_each_other_do_no_harm() -> None:
    rows = [("id", "state"), *((f"D-{row}", None, "x") for row in range(300))]

    assert offers("one.xlsx", _merged(rows, "B1:XFD1048576"))[1] == []
    assert offers("many.xlsx", _merged(rows, *(f"B{row}:XFD{row + 400}" for row in range(2, 300))))[1] == []


def _merged(rows: Any, *boxes: str) -> bytes:
    cells = "".join(f'<mergeCell ref="{box}"/>' for box in boxes)
    return edited(workbook(rows), SHEET, lambda text: text.replace("</sheetData>", f"</sheetData>{cells}"))


def test_of_a_table_far_too_wide_the_first_columns_are_looked_at_or_none() -> None:
    names = [f"c{number}" for number in range(3_000)]

    assert len(named_columns([names])) == 500
    assert offers("wide.csv", ",;" * 2_100_000)[1] == ["E133"]


@pytest.mark.filterwarnings("error")
def test_what_openpyxl_would_warn_of_is_not_shown() -> None:
    parts = edited(workbook([("id", "state"), ("D-1", "open")]), "xl/_rels/workbook.xml.rels", lambda text: text[:-3])

    assert offers("log.xlsx", parts)[1] == ["E140"]


@pytest.mark.parametrize(
    ("content", "using"),
    [
        ({"$schema": "https://example.org/sarif-2.1.0.json", "runs": []}, []),
        ({"issues": [{"key": "A-1", "fields": {"status": {"name": "Open"}}}]}, ["jira"]),
        ([{"number": 1, "html_url": "u", "state": "open", "title": "t"}], ["github-issues"]),
        ({"SchemaVersion": 2, "ArtifactName": "a", "Results": [{"Target": "t", "Vulnerabilities": []}]}, ["trivy"]),
    ],
)
def test_a_report_is_known_by_what_stands_at_its_root(content: Any, using: list[str]) -> None:
    found, _ = offers("a.json", json.dumps(content))

    assert [one.using for one in found] == using


# --- names ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("column", "name", "least"),
    [
        ("Severity", "severity", 1.0),
        ("issueSeverity", "severity", 0.9),
        ("Current State", "status", 0.5),
        ("fields/priority/name", "severity", 0.8),
        ("Power (kW)", "power", 1.0),
        ("sevrity", "severity", 0.7),
    ],
)
def test_names_are_alike_where_people_mean_the_same(column: str, name: str, least: float) -> None:
    assert likeness(column, field(Kind.TEXT, name), POLICY.facts["view"]) >= least


def test_names_that_have_nothing_to_do_with_each_other_are_not() -> None:
    assert likeness("Wage", field(Kind.TEXT, "severity"), POLICY.facts["view"]) < 0.5


@pytest.mark.parametrize(("word", "means"), [("Blocker", "critical"), ("opne", "open"), ("purple", None)])
def test_a_word_may_stand_for_another(word: str, means: str | None) -> None:
    assert nearest_meaning(word, ["open", "critical", "low"]) == means


# --- values --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("values", "forms"),
    [
        (("2026-01-02",), {}),
        (("31/10/2026", "01/02/2026"), {"dates": "DD/MM/YYYY"}),
        (("10/31/2026", "01/02/2026"), {"dates": "MM/DD/YYYY"}),
        (("1.2.2026", "31.12.2026"), {"dates": "D.M.YYYY"}),
        (("3 Mar 2026", "12 Dec 2026"), {"dates": "D MMM YYYY"}),
        (("2026-01-02T10:00:00Z",), {"dates": "YYYY-MM-DD ..."}),
        ((datetime(2026, 1, 2, 3, 4),), {"dates": "YYYY-MM-DD h:mm:ss"}),  # noqa: DTZ001 - as a spreadsheet has it
    ],
)
def test_a_form_of_dates_is_taken_where_no_other_fits(values: Any, forms: dict[str, str]) -> None:
    found = fit(field(Kind.DATE), *values)

    assert (found.forms, found.refused, found.share) == (forms, (), 1.0)


def test_an_instant_needs_a_form_with_a_time_of_day() -> None:
    assert fit(field(Kind.INSTANT), "2026-01-02 10:00:00Z").forms == {"dates": "YYYY-MM-DD hh:mm:ssZZ"}
    assert fit(field(Kind.INSTANT), "2026-01-02 10:00:00").refused != ()


@pytest.mark.parametrize("values", [("03/04/2026",), ("03/04/2026", "05/06/2026")])
def test_dates_that_can_be_read_in_two_ways_are_not_read(values: Any) -> None:
    found = fit(field(Kind.DATE), *values)

    assert found.either == ("DD/MM/YYYY", "MM/DD/YYYY")
    assert found.forms == {}


def test_dates_in_several_forms_are_not_read() -> None:
    found = fit(field(Kind.DATE), "2026-01-02", "31/10/2026")

    assert found.forms == {}
    assert [raw for raw, _ in found.refused] == ["31/10/2026"]


@pytest.mark.parametrize(
    ("values", "forms"),
    [
        (("1.5", "2"), {}),
        (("1,5",), {"decimals": "comma"}),
        (("1.100,5", "2"), {"decimals": "comma", "thousands": "point"}),
        (("1'000.5",), {"thousands": "apostrophe"}),
    ],
)
def test_numbers_are_read_by_the_signs_that_alone_fit(values: Any, forms: dict[str, str]) -> None:
    found = fit(field(Kind.DECIMAL), *values)

    assert (found.forms, found.refused) == (forms, ())


def test_a_number_that_could_be_another_one_is_not_read() -> None:
    found = fit(field(Kind.DECIMAL), "1,234")

    assert found.forms == {}
    assert found.values == (("1,234", None, False),)


def test_words_of_a_boolean_are_sure_and_words_for_a_number_are_not() -> None:
    assert fit(field(Kind.BOOLEAN), "Yes", "nein").values == (("Yes", "true", True), ("nein", "false", True))
    assert fit(field(Kind.INTEGER), "3", "High").values == (("High", None, False),)


def test_the_fields_own_words_are_sure_however_they_are_written() -> None:
    found = fit(field(Kind.ONE_OF, words=("in_progress", "closed")), "In Progress", "Done", "Closed")

    assert found.values == (("In Progress", "in_progress", True), ("Done", "closed", False))


def test_a_word_for_not_known_does_not_say_that_there_is_none() -> None:
    optional = fit(field(Kind.DATE, optional=True), "2026-01-02", "n/a", "tbd")
    required = fit(field(Kind.DATE), "2026-01-02", "n/a", "tbd")

    assert (optional.missing, [raw for raw, _ in optional.refused]) == (("n/a",), ["tbd"])
    assert (required.missing, required.refused) == (("n/a", "tbd"), ())


def test_a_list_is_split_by_the_sign_under_which_each_item_is_one() -> None:
    wanted = field(Kind.LIST, item=ValueType(kind=Kind.ONE_OF, words=("a", "b")))

    assert fit(wanted, "a; b", "b").forms == {"split": ";"}


def test_far_too_many_words_are_nobodys_question() -> None:
    found = fit(field(Kind.ONE_OF, words=("open", "closed")), *(f"word {number}" for number in range(100)))

    assert found.values == ()
    assert len(found.refused) == 100
