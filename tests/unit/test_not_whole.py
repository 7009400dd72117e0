"""That no file which is damaged, filtered, cut off, late or out of reach shows that there is nothing, and says so."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook
from openpyxl.worksheet.table import Table

from gonogo.api import decide
from gonogo.model.diagnostic import InputError
from tests import workbooks
from tests.tables import Taken, csv, taken

HEADER = "Key,Kind,Severity,Status,Found\n"
FOLDER = Path(__file__).parent / "data"

# --- what is not whole says why ------------------------------------------------------------------


def missing(found: Taken) -> str:
    """What is missing for the only criterion, which asks that there are no defects."""
    (criterion,) = found.decided()["criteria"]
    assert criterion["verdict"] == "unknown"
    return "; ".join(one["what"] for one in criterion["missing"])


def caveats(found: Taken) -> str:
    (criterion,) = found.decided()["criteria"]
    assert criterion["verdict"] == "pass"
    return "; ".join(criterion["caveats"])


def test_what_cannot_be_told_for_a_row_that_cannot_be_read_names_the_row() -> None:
    found = csv(HEADER + "D-1,bug,Critcal,open,\n", keep_going=True)

    assert missing(found) == (
        "defect (the list from S1 is not whole: 1 row cannot be read and does not count: defects.csv, line 2)"
    )


def test_what_cannot_be_told_for_a_total_that_disagrees_names_the_file_and_the_numbers() -> None:
    found = csv(HEADER, "total: {stated: 3}", keep_going=True)

    assert "the list from S1 is not whole: 3 rows are stated, and `defects.csv` has 0 rows" in missing(found)


def test_what_cannot_be_told_for_a_file_that_says_that_there_is_more_names_the_place() -> None:
    page = '{"isLast": false, "nextPageToken": "x", "issues": []}'
    found = taken({"page.json": page}, "using: jira\nmap: {id: key, severity: {is: 1}, status: {is: open}}")

    assert "the file says that there is more than it holds: page.json, /nextPageToken" in missing(found)


def test_a_table_without_rows_says_that_there_is_nothing_and_is_pointed_out() -> None:
    assert caveats(csv(HEADER)) == "Export: `defects.csv` holds no records"


# --- rows that are left aside --------------------------------------------------------------------

KINDS = HEADER + "D-1,bug,1,closed,\nD-2,Story,1,open,\n"


def where(tests: str, text: str, **more: Any) -> Taken:
    return csv(text, f"where: {tests}", **more)


def test_rows_that_are_left_aside_are_a_caveat_with_their_number_and_the_words() -> None:
    found = where("{Kind: risk}", KINDS)

    assert caveats(found) == "Export: 2 of 2 rows of `defects.csv` are left aside: `Kind` is bug or Story"


def test_only_words_for_which_a_row_is_left_aside_are_told() -> None:
    found = where("{either: [{Kind: risk}, {Kind: story, Found: {given: true}}]}", KINDS)

    assert caveats(found).endswith("`Kind` is bug or Story; `Found` is nothing")


def test_many_words_are_counted() -> None:
    rows = "".join(f"D-{number},kind {number},1,open,\n" for number in range(9))

    assert caveats(where("{Kind: risk}", HEADER + rows)).endswith("kind 2 or kind 3 or one of 5 others")


def test_capital_letters_make_no_difference_to_which_rows_are_meant() -> None:
    text = HEADER + "D-1,BUG,1,open,\nD-2,bug,1,open,\nD-3,Story,1,open,\n"

    assert where("{Kind: Bug}", text).column("id") == ["D-1", "D-2"]
    assert where("{Kind: {not: Story}}", text).column("id") == ["D-1", "D-2"]
    assert where("{Kind: {none_of: [STORY]}}", text).column("id") == ["D-1", "D-2"]


def test_a_where_on_a_field_of_the_records_leaves_the_list_a_part() -> None:
    found = where("{Status: closed}", KINDS)

    assert found.column("id") == ["D-1"]
    assert missing(where("{Status: fixed}", KINDS)) == (
        "defect (the list from S1 is not whole: 2 of 2 rows of `defects.csv` are left aside: "
        "`Status` is closed or open; which `status` counts is for the policy to say, so this is a part)"
    )


def test_a_where_on_the_key_says_what_kind_of_rows_are_records() -> None:
    found = where("{Key: {starts_with: R}}", KINDS)

    assert "2 of 2 rows" in caveats(found)


@pytest.mark.parametrize("tests", ["{Kind: bug}", "{Kind: {starts_with: b}}", "{Found: {before: 2026-01-01}}"])
def test_a_row_in_which_nothing_stands_where_it_is_asked_is_no_row_that_is_left_aside(tests: str) -> None:
    refused = where(tests, HEADER + "D-1,,1,open,\n").error

    assert "whether this row is a record cannot be told: nothing stands in" in refused.says
    assert "cannot be read and does not count" in missing(where(tests, HEADER + "D-1,,1,open,\n", keep_going=True))


def test_a_row_is_left_aside_where_another_test_settles_it() -> None:
    text = HEADER + "D-1,risk,many,open,\nD-2,bug,1,open,\n"
    how = "where: {Kind: bug, Severity: {at_most: 2}}\nmap: {id: Key, severity: {is: 1}, status: Status}"

    assert csv(text, how).column("id") == ["D-2"]


def test_a_row_is_a_record_where_either_test_holds_whatever_the_other_says() -> None:
    text = HEADER + "D-1,bug,many,open,\n"
    how = "where: {either: [{Kind: bug}, {Severity: {at_most: 2}}]}\nmap: {id: Key, severity: {is: 1}, status: Status}"

    assert csv(text, how).column("id") == ["D-1"]


def test_that_nothing_stands_there_is_settled_where_somebody_says_so() -> None:
    text = HEADER + "D-1,,1,open,\nD-2,bug,1,open,\n"

    assert where("{Kind: {given: true, equals: bug}}", text).column("id") == ["D-2"]
    assert where("{Kind: {not: story}}", text).column("id") == ["D-1", "D-2"]
    assert where("{either: [{Kind: {given: false}}, {Kind: bug}]}", text).column("id") == ["D-1", "D-2"]


def test_a_key_that_an_item_lacks_does_not_leave_the_item_aside() -> None:
    items = '[{"key": "D-1", "kind": "bug"}, {"key": "D-2"}]'
    found = taken(
        {"d.json": items}, 'at: "/*"\nwhere: {kind: bug}\nmap: {id: key, severity: {is: 1}, status: {is: open}}'
    )

    assert found.codes == ["E135"]


def test_many_rows_of_which_nobody_can_tell_are_named_once_and_counted() -> None:
    found = where("{Kind: bug}", HEADER + "".join(f"D-{number},,1,open,\n" for number in range(500)))

    assert len(found.codes) == 6
    assert "495 more cell(s) of the column `Kind`" in found.found.errors[-1].says


def test_of_several_rows_that_could_state_the_total_none_is_left_aside_unsaid() -> None:
    text = HEADER + "D-1,bug,1,open,\nTotal,bug,1,,\nTotal,bug,2,,\n"
    how = "total: {where: {Key: Total}, sum: Severity}"

    assert "one row states the total, and `defects.csv` has 2 that would" in csv(text, how).found.errors[0].says


# --- files that cannot be had --------------------------------------------------------------------

POLICY = """\
policy: p
title: P
authority: board
roles: {board: {title: Board}}
vocabulary: {defect: {key: id, from: board, fields: {id: text}}}
criteria: {A1: {title: None, owner: board, rules: [{id: A1-none, pass_when: {no: defect}}]}}
decision: {question: Go?, rules: [{id: D-go, then: go, when: {criterion: A1, is: pass}}]}
"""
EVIDENCE = """\
evidence: e
as_of: 2026-11-08
sources: {{S1: {{title: Export, by: board, date: 2026-11-07}}}}
facts: {{defect: {{source: S1, complete: true, from: {{file: "{file}", map: {{id: Key}}}}}}}}
"""


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "policies").mkdir()
    (tmp_path / "policies" / "p.yaml").write_text(POLICY)
    (tmp_path / "evidence" / "exports").mkdir(parents=True)
    (tmp_path / "evidence" / "exports" / "a.csv").write_text("Key\n")
    return tmp_path / "evidence"


def decided(project: Path, file: str) -> str:
    """The verdict; or what is complained of, with the nearest name."""
    (project / "e.yaml").write_text(EVIDENCE.format(file=file))
    try:
        return str(decide("p", "e").document["criteria"][0]["verdict"])
    except InputError as refused:
        (one,) = refused.diagnostics
        return f"{one.code.value} {one.says}; {one.did_you_mean}"


def test_all_files_that_are_called_so_are_read_in_capital_letters_too(project: Path) -> None:
    assert decided(project, "exports/*.csv") == "pass"

    (project / "exports" / "B.CSV").write_text("Key\nD-1\n")

    assert decided(project, "exports/*.csv") == "fail"


def test_a_link_that_is_called_so_and_leads_nowhere_is_no_file_that_was_never_there(project: Path) -> None:
    (project / "exports" / "b.csv").symlink_to("gone.csv")

    assert decided(project, "exports/*.csv") == "E120 `evidence/exports/b.csv` is a link that leads nowhere; None"


def test_a_link_that_is_called_so_and_leads_out_is_refused(project: Path, tmp_path_factory: Any) -> None:
    outside = tmp_path_factory.mktemp("outside") / "b.csv"
    outside.write_text("Key\nD-1\n")
    (project / "exports" / "b.csv").symlink_to(outside)

    assert "`evidence/exports/b.csv` is outside the project's folder" in decided(project, "exports/*.csv")
    assert "`evidence/exports/b.csv` is outside the project's folder" in decided(project, "exports/b.csv")


def test_a_folder_that_is_called_so_is_refused(project: Path) -> None:
    (project / "exports" / "b.csv").mkdir()

    assert "`evidence/exports/b.csv` is a folder" in decided(project, "exports/b.csv")
    assert "`evidence/exports/b.csv` is a folder" in decided(project, "exports/?.csv")


def test_of_a_name_that_is_misspelt_the_nearest_is_named(project: Path) -> None:
    (project / "exports" / "defects.csv").write_text("Key\n")

    assert decided(project, "exports/defect.csv") == "E120 there is no file `exports/defect.csv`; exports/defects.csv"


def test_a_bracket_in_a_name_is_a_bracket(project: Path) -> None:
    (project / "exports" / "a[1].csv").write_text("Key\nD-1\n")

    assert decided(project, "exports/a[[]1].csv").startswith("E120")
    assert decided(project, "exports/a[1]*.csv") == "fail"


def test_rows_that_are_typed_below_a_table_of_a_workbook_are_no_rows_that_are_not_there() -> None:
    def add(book: Workbook) -> None:
        book["Log"].add_table(Table(displayName="Defects", ref="A1:D3"))

    rows = [*workbooks.PLAIN, ("D-3", 1, "open", None)]
    how = "table: Defects"
    mapped = "map: {id: Key, severity: Severity, status: Status, found: Found}"
    found = taken({"log.xlsx": workbooks.workbook(rows, change=add)}, f"{how}\n{mapped}")

    assert [record["id"] for record in found.records] == ["D-1", "D-2"]
    assert found.warnings == ["E145 row 4 is filled directly below the table, and no part of it"]
    assert not found.entries[0].complete
    whole = taken({"log.xlsx": workbooks.workbook(workbooks.PLAIN, change=add)}, f"{how}\n{mapped}")
    assert whole.entries[0].complete


# --- lines that are left aside -------------------------------------------------------------------


def test_lines_below_the_header_that_are_taken_for_comments_are_a_caveat() -> None:
    found = csv(f"#made on Monday\n{HEADER}#17,bug,1,open,\n", 'comment: "#"')

    assert caveats(found) == (
        "Export: `defects.csv` holds no records; 1 line below the header of `defects.csv` is left aside as comments"
    )


def test_what_a_file_says_of_itself_is_a_caveat_on_all_that_rests_on_it() -> None:
    case = '<testcase classname="A" name="one" timestamp="soon"/>'
    how = "using: junit\nmap: {found: date}"
    fields = "      id: text\n      found: date\n"
    found = taken({"report.xml": f"<testsuite>{case}</testsuite>"}, how, fields=fields)

    assert "`date` is not known here" in found.decided()["sources"][0]["limits"]
