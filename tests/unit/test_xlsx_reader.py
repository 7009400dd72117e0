"""Workbooks as people have them: what is hidden, merged, calculated or far away, and what is no workbook at all."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from tests import workbooks
from tests.tables import Taken, taken
from tests.workbooks import HEADER, PLAIN, workbook

MAP = "map: {id: Key, severity: Severity, status: Status, found: Found}"


def book(content: bytes, how: str = "", **more: str | bool) -> Taken:
    mapped = "" if "map:" in how else f"\n{MAP}"
    return taken({"log.xlsx": content}, f"{how}{mapped}", **more)  # type: ignore[arg-type]  # as `taken` has them


def test_rows_become_records_and_each_value_has_its_cell() -> None:
    found = book(workbook(PLAIN))

    assert found.records[0] == {"id": "D-1", "severity": 1, "status": "open", "found": date(2026, 1, 2)}
    assert found.at(1, "severity") == "log.xlsx, Log!B3"
    assert found.at(1) == "log.xlsx, Log, row 3"


def test_a_sheet_whose_name_has_spaces_is_quoted_as_a_spreadsheet_does() -> None:
    assert book(workbook(PLAIN, title="Bob's log")).at(0, "id") == "log.xlsx, 'Bob''s log'!A2"


# --- which part ----------------------------------------------------------------------------------


def test_of_several_sheets_the_one_with_all_columns_is_meant() -> None:
    content = workbook(PLAIN, change=lambda made: made.create_sheet("Cover").append(["Key", "nothing else"]))

    assert book(content).column("id") == ["D-1", "D-2"]


def test_two_sheets_that_fit_are_told_apart_by_name() -> None:
    content = workbooks.two_sheets()

    assert book(content).codes == ["E142"]
    assert book(content, "sheet: Archive").at(0, "id") == "log.xlsx, Archive!A2"


def test_a_sheet_that_is_not_there_is_named_with_the_nearest() -> None:
    refused = book(workbooks.two_sheets(), "sheet: Archiv").error

    assert (refused.code.value, refused.did_you_mean) == ("E142", "Archive")


def test_a_table_is_read_without_what_stands_round_it_and_without_its_totals() -> None:
    found = book(workbooks.with_table(), "table: Defects")

    assert found.column("id") == ["D-1", "D-2"]
    assert found.at(0, "id") == "log.xlsx, Log!A4"


def test_a_table_that_is_not_there_is_named_with_the_nearest() -> None:
    refused = book(workbooks.with_table(), "table: Defect").error

    assert (refused.code.value, refused.did_you_mean) == ("E143", "Defects")


def test_a_header_below_other_rows_is_found() -> None:
    found = book(workbook([("Banner",), (), *PLAIN]))

    assert found.at(0, "id") == "log.xlsx, Log!A4"


def test_a_header_of_merged_cells_gives_its_text_to_each_of_its_columns() -> None:
    how = "header: [1, 2]\nmap: {id: Key, severity: Grade / Severity, status: Grade / Status, found: Found}"

    assert book(workbooks.merged_header(), how).column("severity") == [1, 4]


def test_a_merged_cell_stands_in_each_row_that_it_covers() -> None:
    content = workbook(
        [("Key", "Severity", "Status", "Found"), ("D-1", 2, "open", None), ("D-2", None, "open", None)],
        change=lambda made: made["Log"].merge_cells("B2:B3"),
    )

    assert book(content).column("severity") == [2, 2]


def test_a_sheet_without_a_header_names_its_columns_by_letters() -> None:
    found = book(workbook(PLAIN[1:]), "header: none\nmap: {id: A, severity: B, status: C, found: D}")

    assert found.column("id") == ["D-1", "D-2"]


def test_a_stated_header_where_nothing_stands_is_refused() -> None:
    assert book(workbook(PLAIN), "header: 7").codes == ["E125"]


def test_an_empty_workbook_is_never_an_empty_list() -> None:
    assert book(workbook([])).codes == ["E131"]


def test_a_header_alone_says_that_there_are_none() -> None:
    assert book(workbook([HEADER])).records == []


# --- cells ---------------------------------------------------------------------------------------


def test_a_formula_without_a_saved_value_and_an_error_cannot_be_told() -> None:
    found = book(workbooks.broken())

    assert [(one.code.value, str(one.at)) for one in found.found.errors] == [
        ("E137", "log.xlsx, Log!B2"),
        ("E137", "log.xlsx, Log!B3"),
    ]
    assert "#DIV/0!" in found.found.errors[1].says


def test_a_formula_counts_with_the_value_that_was_saved() -> None:
    content = workbooks.edited(
        workbook([HEADER, ("D-1", "=1+1", "open", None)]),
        workbooks.SHEET,
        lambda text: text.replace("<v />", "<v>2</v>").replace("<v></v>", "<v>2</v>"),
    )

    assert book(content).column("severity") == [2]


@pytest.mark.parametrize("content", [workbooks.since_1904(), workbook(PLAIN)], ids=["1904", "1900"])
def test_days_are_counted_from_the_epoch_of_the_workbook(content: bytes) -> None:
    assert book(content).column("found") == [date(2026, 1, 2), date(2026, 1, 2)]


@pytest.mark.parametrize(("content", "number"), [(workbooks.since_1904(), 44562), (workbook(PLAIN), 46024)])
def test_a_number_of_days_is_a_date_only_where_that_is_declared(content: bytes, number: int) -> None:
    bare = workbooks.edited(content, "xl/styles.xml", lambda text: text.replace('numFmtId="164"', 'numFmtId="0"'))
    plain = workbooks.edited(bare, "xl/styles.xml", lambda text: text.replace("yyyy-mm-dd h:mm:ss", "0"))

    assert f"`{number}`" in book(plain).found.errors[0].says
    assert book(plain, "dates: serial").column("found") == [date(2026, 1, 2), date(2026, 1, 2)]


def test_a_date_with_a_time_of_day_is_refused_unless_the_time_is_said_to_be_left_aside() -> None:
    moment = datetime(2026, 1, 2, 13, 30)  # noqa: DTZ001 - a spreadsheet knows no offsets
    content = workbook([HEADER, ("D-1", 1, "open", moment)])

    assert book(content).codes == ["E135"]
    assert book(content, "dates: YYYY-MM-DD ...").column("found") == [date(2026, 1, 2)]


def test_text_that_looks_like_a_number_stays_text_and_numbers_are_exact() -> None:
    fields = "      id: text\n      severity: decimal\n      status: text\n      found: text\n"
    found = book(workbook([HEADER, ("007", 0.1, 7, "1.10")]), fields=fields)

    assert found.column("id") == ["007"]
    assert str(found.column("severity")[0]) == "0.1"
    assert found.column("status") == ["7"]
    assert found.column("found") == ["1.10"]


def test_a_version_that_is_kept_as_a_number_is_refused_as_it_may_have_lost_a_nought() -> None:
    fields = "      id: text\n      severity: version\n      status: text\n      found: date\n"

    assert "1.10" in book(workbook([HEADER, ("D-1", 1.1, "open", None)]), fields=fields).error.says


def test_truth_is_read_as_the_workbook_keeps_it() -> None:
    fields = "      id: text\n      severity: boolean\n      status: text\n      found: date\n"
    found = book(workbook([HEADER, ("D-1", True, "open", None), ("D-2", False, "open", None)]), fields=fields)

    assert found.column("severity") == [True, False]


def test_a_number_is_no_truth_and_a_truth_no_number() -> None:
    fields = "      id: text\n      severity: boolean\n      status: text\n      found: date\n"

    assert book(workbook([HEADER, ("D-1", 1, "open", None)]), fields=fields).codes == ["E135"]
    assert book(workbook([HEADER, ("D-1", True, "open", None)])).codes == ["E135"]


# --- what cannot be seen -------------------------------------------------------------------------


def test_what_is_hidden_is_read_like_the_rest_and_said() -> None:
    found = book(workbooks.hidden())

    assert found.column("id") == ["D-1", "D-2"]
    assert found.warnings == [
        "E144 what is hidden in the workbook is read like the rest: the sheet `Log`, row 3, column B"
    ]


def test_a_cell_at_the_far_end_of_the_sheet_costs_nothing_and_is_a_row_without_a_key() -> None:
    refused = book(workbooks.far_away()).error

    assert (refused.code.value, str(refused.at)) == ("E110", "log.xlsx, Log!A1048576")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('<row r="3">', '<row r="1">'),
        ('<row r="3">', '<row r="2">'),
        ('<c r="A3"', '<c r="A2"'),
        ('<c r="B3"', '<c r="A3"'),
    ],
)
def test_rows_and_cells_that_are_not_in_their_places_are_damage_and_nothing_is_lost(old: str, new: str) -> None:
    content = workbooks.edited(workbook(PLAIN), workbooks.SHEET, lambda text: text.replace(old, new, 1))

    assert book(content).codes == ["E140"]


def test_hidden_columns_beyond_the_last_that_there_can_be_are_none() -> None:
    hidden = '<cols><col min="2" max="99999999999" hidden="1"/></cols><sheetData>'
    content = workbooks.edited(workbook(PLAIN), workbooks.SHEET, lambda text: text.replace("<sheetData>", hidden))

    assert book(content).column("id") == ["D-1", "D-2"]


def test_cells_that_are_merged_over_the_whole_sheet_stand_in_what_is_asked_for() -> None:
    box = '</sheetData><mergeCells><mergeCell ref="C2:XFD1048576"/></mergeCells>'
    rows = [HEADER, ("D-1", 1, "open", None), ("D-2", 4, None, None)]
    content = workbooks.edited(workbook(rows), workbooks.SHEET, lambda text: text.replace("</sheetData>", box))
    fields = "      id: text\n      severity: integer\n      status: text\n      found: text\n"

    assert book(content, fields=fields).column("found") == ["open", "open"]


def test_a_name_that_is_merged_over_all_columns_is_no_name_of_one() -> None:
    box = '</sheetData><mergeCells><mergeCell ref="A1:XFD1"/></mergeCells>'
    content = workbooks.edited(
        workbook([("Key",), *PLAIN[1:]]), workbooks.SHEET, lambda text: text.replace("</sheetData>", box)
    )
    refused = book(content, "map: {id: Key}").found.errors[0]

    assert refused.code.value == "E124"
    assert len(refused.expected) < 500


# --- what is no workbook -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "code", "says"),
    [
        (b"", "E140", "empty"),
        (b"Key,Severity\n", "E140", "no workbook"),
        (b"PK\x03\x04 and then nothing", "E140", "no workbook"),
        (workbooks.locked(), "E140", "password"),
        (workbooks.locked()[:64], "E140", ".xls"),
        (workbooks.with_doctype(), "E140", "document type"),
        (workbooks.with_parts(workbook(PLAIN), {"a.dat": b"<!DOCTYPE a><a/>"}), "E140", "document type"),
        (workbooks.with_parts(workbook(PLAIN), {"a.xml": b"<a><!--" + b"> " * 500_000}), "E140", "endless length"),
        (workbooks.bomb(), "E141", "larger than its file"),
        (workbooks.with_parts(b"", {"mimetype": b"application/vnd.oasis"}), "E140", ".ods"),
        (workbooks.with_parts(b"", {"readme.txt": b"hello"}), "E140", "no workbook"),
        (workbooks.with_parts(b"", {f"{number}.txt": b"" for number in range(2_100)}), "E141", "larger"),
    ],
)
def test_what_is_no_workbook_or_a_dangerous_one_is_refused(content: bytes, code: str, says: str) -> None:
    refused = book(content).error

    assert refused.code.value == code
    assert says in refused.says


def test_a_damaged_workbook_is_refused() -> None:
    content = workbooks.edited(workbook(PLAIN), workbooks.SHEET, lambda text: text[: len(text) // 2])

    assert book(content).codes == ["E140"]


@pytest.mark.parametrize("encoding", ["rot13", "unicode_escape", "idna", "no-such"])
def test_a_part_in_an_encoding_that_nobody_writes_is_damage(encoding: str) -> None:
    declared = f'<?xml version="1.0" encoding="{encoding}"?>'
    content = workbooks.edited(workbook(PLAIN), workbooks.SHEET, lambda text: declared + text)

    assert book(content).codes in (["E140"], [])


def test_macros_are_never_run_and_do_no_harm() -> None:
    assert book(workbooks.with_macros()).column("id") == ["D-1", "D-2"]


def test_a_damaged_list_of_the_parts_of_a_sheet_is_refused_without_a_word_from_elsewhere() -> None:
    rels = "xl/worksheets/_rels/sheet1.xml.rels"
    content = workbooks.edited(workbooks.with_table(), rels, lambda text: text.replace("Target=", "Targex="))

    assert book(content, "table: Defects").codes in (["E140"], ["E143"])


def test_nothing_is_printed_about_a_style_that_is_not_there(capsys: pytest.CaptureFixture[str]) -> None:
    content = workbooks.edited(workbook(PLAIN), "xl/styles.xml", lambda text: text.replace('xfId="0"', 'xfId="9"'))
    book(content)

    assert capsys.readouterr().out == ""
