"""CSV files as people have them: nothing is guessed, nothing is lost, and every value keeps its place."""

from __future__ import annotations

import codecs

import pytest

from gonogo.read.csv_rows import Rows, Shape
from tests.tables import csv, taken

HEADER = "Key,Severity,Status\n"
ROWS = "D-1,1,open\nD-2,4,closed\n"


def test_rows_become_records_with_their_places() -> None:
    found = csv(HEADER + ROWS)

    assert found.column("id") == ["D-1", "D-2"]
    assert found.column("severity") == [1, 4]
    assert found.at(1) == "defects.csv:3"
    assert found.at(1, "severity") == "defects.csv:3, column Severity"


# --- encodings -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "content",
    [
        "Key,Severity,Status\nÄ-1,1,open\n".encode(),
        codecs.BOM_UTF8 + "Key,Severity,Status\nÄ-1,1,open\n".encode(),
        "Key,Severity,Status\nÄ-1,1,open\n".encode("utf-16"),
        codecs.BOM_UTF16_BE + "Key,Severity,Status\nÄ-1,1,open\n".encode("utf-16-be"),
        "Key,Severity,Status\nÄ-1,1,open\n".encode("utf-32"),
    ],
)
def test_an_encoding_that_the_bytes_prove_needs_no_word(content: bytes) -> None:
    found = taken({"defects.csv": content}, "map: {id: Key, severity: Severity, status: Status}")

    assert found.column("id") == ["Ä-1"]


def test_another_encoding_is_declared_and_never_guessed() -> None:
    content = "Key,Severity,Status\nD-1,1,open\nÄ-1,1,open\n".encode("cp1252")
    mapped = "map: {id: Key, severity: Severity, status: Status}"
    refused = taken({"defects.csv": content}, mapped).error
    found = taken({"defects.csv": content}, f"encoding: windows-1252\n{mapped}")

    assert (refused.code.value, str(refused.at)) == ("E130", "defects.csv:3")
    assert "windows-1252" in (refused.remedy or "")
    assert found.column("id") == ["D-1", "Ä-1"]


def test_a_byte_that_the_declared_encoding_does_not_have_is_refused() -> None:
    found = taken({"defects.csv": b"Key\nD\x81\n"}, "encoding: windows-1252\nmap: {id: Key}")

    assert found.codes == ["E130"]


def test_an_encoding_that_the_mark_of_the_file_speaks_against_is_refused() -> None:
    content = codecs.BOM_UTF8 + b"Key\nD-1\n"

    assert taken({"defects.csv": content}, "encoding: windows-1252\nmap: {id: Key}").codes == ["E127"]


def test_an_unknown_encoding_is_refused_with_those_that_are_known() -> None:
    assert "windows-1252" in csv(HEADER, "encoding: windows-1253").error.expected


@pytest.mark.parametrize("text", ["Key\0,Severity,Status\n", "K\0e\0y\0,\0S\0"])
def test_nul_characters_are_refused(text: str) -> None:
    assert csv(text).error.code.value == "E130"


# --- delimiters ----------------------------------------------------------------------------------


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_proven_by_the_header(delimiter: str) -> None:
    found = csv((HEADER + "D-1,1,open\n").replace(",", delimiter))

    assert found.records == [{"id": "D-1", "severity": 1, "status": "open"}]


def test_a_declared_delimiter_is_taken_at_its_word() -> None:
    found = csv((HEADER + "D-1,1,open\n").replace(",", "~"), "delimiter: '~'")

    assert found.column("id") == ["D-1"]


def test_two_delimiters_that_both_fit_are_no_proof() -> None:
    found = csv("Key,x;Key\n1,2;3\n", "map: {id: Key}")

    assert "E132" in found.codes


def test_one_column_needs_no_delimiter() -> None:
    assert csv("Key\nD-1\nD-2\n", "map: {id: Key}").column("id") == ["D-1", "D-2"]


# --- headers -------------------------------------------------------------------------------------


def test_a_header_below_other_rows_is_found_by_its_columns() -> None:
    found = csv(f"Exported on Monday\n,,\n{HEADER}{ROWS}")

    assert found.column("id") == ["D-1", "D-2"]
    assert found.at(0) == "defects.csv:4"


def test_comments_are_passed_over_where_they_are_declared() -> None:
    found = csv(f"# one\n{HEADER}# two\n{ROWS}", 'comment: "#"')

    assert found.at(0) == "defects.csv:4"
    assert len(found.records) == 2


def test_the_header_can_be_stated_by_its_line() -> None:
    text = f"{HEADER}D-0,1,open\n{HEADER}{ROWS}"

    assert csv(text).codes == ["E125"]
    assert csv(text, "header: 3").column("id") == ["D-1", "D-2"]


def test_a_header_of_two_lines_is_one_name_for_each_column() -> None:
    text = "Key,Grade,State\n,Severity,\nD-1,1,open\n"
    found = csv(text, "header: [1, 2]\nmap: {id: Key, severity: Grade / Severity, status: State}")

    assert found.records == [{"id": "D-1", "severity": 1, "status": "open"}]


def test_a_file_without_a_header_numbers_its_columns() -> None:
    found = csv(ROWS, "header: none\nmap: {id: '1', severity: '2', status: '3'}")

    assert found.column("id") == ["D-1", "D-2"]
    assert found.at(0) == "defects.csv:1"


def test_a_stated_header_where_nothing_stands_is_refused() -> None:
    assert csv(HEADER + "\n\n" + ROWS, "header: 2").codes == ["E125"]


def test_a_column_that_is_not_there_is_named_with_the_nearest() -> None:
    refused = csv(HEADER + ROWS, "map: {id: Key, severity: Severty, status: Status}").error

    assert (refused.code.value, refused.did_you_mean) == ("E123", "Severity")
    assert refused.at.file.path == "evidence.yaml"


def test_two_columns_of_one_name_are_told_apart_by_number() -> None:
    text = "Key,Type,Type,Severity,Status\nD-1,bug,java,1,open\n"
    usual = "id: Key, severity: Severity, status: Status"

    assert csv(text).column("id") == ["D-1"]
    assert csv(text, f"map: {{{usual}, plan: Type}}").codes == ["E124"]
    assert csv(text, f"map: {{{usual}, plan: Type (2)}}").column("plan") == ["java"]


def test_empty_names_of_columns_do_no_harm() -> None:
    assert csv("Key,,Severity,Status,\nD-1,x,1,open,\n").column("severity") == [1]


def test_spaces_in_names_are_put_right() -> None:
    assert csv(' Key ,"Severity\n  of it",Status\nD-1,1,open\n', "map: {id: Key, severity: Severity of it}").at(0)


# --- rows ----------------------------------------------------------------------------------------


def test_line_ends_of_several_kinds_are_all_line_ends() -> None:
    found = csv("Key,Severity,Status\r\nD-1,1,open\nD-2,1,open\rD-3,1,open")

    assert found.column("id") == ["D-1", "D-2", "D-3"]
    assert found.at(2) == "defects.csv:4"


def test_a_cell_of_several_lines_is_at_the_line_where_its_row_begins() -> None:
    text = 'Key,Severity,Status,Plan\nD-1,1,open,"first\r\nsecond"\nD-2,1,open,\n'
    found = csv(text, "map: {id: Key, severity: Severity, status: Status, plan: Plan}")

    assert found.column("plan") == ["first\nsecond", None]
    assert (found.at(0), found.at(1)) == ("defects.csv:2", "defects.csv:4")


def test_a_quote_that_is_never_closed_is_named_where_it_was_opened() -> None:
    refused = csv(f'{HEADER}D-1,1,open\n"D-2,1,open\nD-3,1,open\n').error

    assert (refused.code.value, str(refused.at)) == ("E133", "defects.csv:3")


def test_text_behind_a_closing_quote_is_refused() -> None:
    assert csv(f'{HEADER}"D-1"x,1,open\n').codes == ["E133"]


def test_a_quote_inside_quotes_is_written_twice() -> None:
    assert csv(f'{HEADER}"D ""1""",1,open\n').column("id") == ['D "1"']


def test_a_row_with_too_few_or_too_many_cells_is_refused_with_its_line() -> None:
    found = csv(f"{HEADER}D-1,1\nD-2,1,open,more\nD-3,1,open\n")

    assert [(one.code.value, str(one.at)) for one in found.found.errors] == [
        ("E134", "defects.csv:2"),
        ("E134", "defects.csv:3"),
    ]


def test_the_good_rows_stay_where_one_is_judged_without_the_bad() -> None:
    found = csv(f"{HEADER}D-1,1\nD-3,1,open\n", keep_going=True)

    assert found.column("id") == ["D-3"]
    assert [len(one.records) for one in found.entries] == [1, 1]
    assert found.entries[1].malformed == ("this row has 2 cells, and the header has 3",)
    assert found.entries[0].complete is False


def test_many_bad_rows_are_counted_after_the_first_few() -> None:
    found = csv(HEADER + "D-1,1\n" * 20)

    assert len(found.codes) == 6
    assert "15 more row(s)" in found.found.errors[-1].says


def test_cells_beyond_the_header_that_are_empty_do_no_harm() -> None:
    assert csv(f"{HEADER}D-1,1,open,,\n").column("id") == ["D-1"]


def test_empty_rows_are_passed_over() -> None:
    assert csv(f"{HEADER}\nD-1,1,open\n,,\n  ,,\nD-2,1,open\n\n").column("id") == ["D-1", "D-2"]


@pytest.mark.parametrize("text", ["", "\n\n  \n", "\ufeff"])
def test_an_empty_file_is_never_an_empty_list(text: str) -> None:
    assert csv(text).codes == ["E131"]


def test_a_header_alone_says_that_there_are_none() -> None:
    found = csv(HEADER)

    assert found.records == []
    assert found.entries[0].complete


@pytest.mark.parametrize("text", ["Key,Severity,Status", "Key,Severity,Status,Cos"])
def test_a_file_that_ends_in_the_line_of_its_header_may_have_been_cut_off(text: str) -> None:
    found = csv(text)

    assert not found.entries[0].complete
    assert "E145 the file ends in the line of its header, so that all rows may have been cut off" in found.warnings


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_a_line_end_behind_the_header_is_seen_in_every_encoding(encoding: str) -> None:
    content = HEADER.encode(encoding)

    assert taken({"defects.csv": content}, "map: {id: Key, severity: Severity, status: Status}").entries[0].complete


def test_a_line_of_more_cells_than_any_table_is_refused() -> None:
    refused = csv(f"{HEADER}{',' * 2_100_000}\n").error

    assert (refused.code.value, refused.says) == ("E133", "a line has more cells than any table")


def test_a_file_of_which_hardly_a_row_fits_its_header_is_no_table() -> None:
    refused = csv(f"{HEADER}{'D-1' + chr(10)}" + "D-1\n" * 25_000).error

    assert refused.code.value == "E133"
    assert "more than 20,000 rows have too few cells or too many" in refused.says


def test_names_that_no_one_would_read_are_cut_short_in_complaints() -> None:
    refused = csv(f"{'x' * 100_000},{'y' * 100_000}\n1,2\n").found.errors

    assert max(len(one.says + one.expected + one.found) for one in refused) < 2_000


def test_a_text_far_too_long_is_refused_and_does_no_harm_where_nobody_asks_for_it() -> None:
    text = f"Key,Severity,Status,Log\nD-1,1,open,{'x' * 10_000_000}\n"

    assert csv(text).column("id") == ["D-1"]
    assert csv(text, "map: {id: Log, severity: Severity, status: Status}").codes == ["E135"]


def test_a_batch_knows_the_line_of_each_of_its_rows() -> None:
    rows = Rows(["a\n", '"b\n', 'b"\n', "c\n"], Shape(delimiter=",", comment=None))

    assert [list(one) for one in rows.take(10)] == [[["a"], ["b\nb"], ["c"]], [1, 2, 4]]


def test_a_broken_row_between_comments_is_named_where_it_begins() -> None:
    refused = csv(f'# one\n{HEADER}# two\n"D-1,1,open\n', 'comment: "#"').error

    assert (refused.code.value, str(refused.at)) == ("E133", "defects.csv:4")


def test_where_the_line_of_the_header_is_stated_the_delimiter_is_the_one_with_most_of_the_columns() -> None:
    found = csv("note, with a comma\nKey;Severity;Status\nD-1;1;open\n", "header: 2")

    assert found.column("id") == ["D-1"]


def test_a_bad_cell_behind_one_of_several_lines_is_still_named() -> None:
    text = 'Plan,Key,Severity,Status\n"a ""b"", c",D-1,many,open\n"x\ny",D-2,many,open\n'
    found = csv(text)

    assert [(str(one.at), one.at.column) for one in found.found.errors] == [
        ("defects.csv:2, column Severity", 18),
        ("defects.csv:3, column Severity", 1),
    ]
