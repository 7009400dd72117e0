"""Mappings: which column is which field, what written words mean, which rows are records, and what does not add up."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from gonogo.read.mapping_dates import date_form
from tests.tables import Taken, csv, taken

HEADER = "Key,Severity,Status,Found,Plan\n"
USUAL = "id: Key, severity: Severity, status: Status"
SCHEMAS = Path(__file__).parents[2] / "schemas"


def one(value: str, kind: str, how: str = "") -> Taken:
    """One cell, for a field of some type."""
    fields = f"      id: text\n      value: {kind}\n"
    return csv(f'Key;Value\nD-1;"{value}"\n', f"{how}\nmap: {{id: Key, value: Value}}", fields=fields)


# --- fields --------------------------------------------------------------------------------------


def test_a_field_that_the_fact_does_not_have_is_named_with_the_nearest() -> None:
    refused = csv(HEADER, f"map: {{{USUAL}, fond: Found}}").error

    assert (refused.code.value, refused.did_you_mean) == ("E107", "found")
    assert str(refused.at).startswith("evidence.yaml:10:")


def test_a_key_that_is_not_mapped_is_an_error_and_another_field_a_warning() -> None:
    assert csv(HEADER, "map: {severity: Severity, status: Status}").codes == ["E126"]
    assert csv(HEADER, "map: {id: Key, severity: Severity}").warnings == [
        "E126 no column is mapped to `status`, so it is unknown of every record"
    ]


def test_an_optional_field_is_none_where_its_cell_is_empty_and_unknown_where_it_is_not_mapped() -> None:
    text = HEADER + "D-1,1,open,,\n"

    assert "plan" not in csv(text).records[0]
    assert csv(text, f"map: {{{USUAL}, plan: Plan}}").records[0]["plan"] is None


def test_a_literal_stands_in_every_record_and_is_a_value_of_the_type() -> None:
    text = HEADER + "D-1,1,open,,\nD-2,1,open,,\n"

    assert csv(text, "map: {id: Key, severity: {is: 3}, status: Status}").column("severity") == [3, 3]
    assert csv(text, "map: {id: Key, severity: {is: 9}, status: Status}").codes == ["E108"]


def test_several_columns_become_one_field_only_where_that_is_said() -> None:
    text = "Project,Number,Severity,Status,Fix,Plan\nA,1,1,open,,later\nB,2,1,open,now,later\n"
    how = "map: {id: {joined: [Project, Number], by: '-'}, severity: Severity, status: Status,"
    found = csv(text, f"{how} plan: {{first_of: [Fix, Plan]}}}}")

    assert found.column("id") == ["A-1", "B-2"]
    assert found.column("plan") == ["later", "now"]


def test_a_column_that_a_file_may_lack_is_unknown_where_it_does() -> None:
    how = f"map: {{{USUAL}, plan: {{column: Remedy, may_lack: true}}}}"

    assert "plan" not in csv(HEADER + "D-1,1,open,,\n", how).records[0]


def test_a_list_is_split_where_that_is_said() -> None:
    fields = "      id: text\n      value: {list_of: integer}\n"
    how = "map: {id: Key, value: {column: Value, split: ';'}}"

    assert csv("Key,Value\nD-1,1; 2;\n", how, fields=fields).column("value") == [(1, 2)]
    assert one("1;2", "text", "").codes == []
    assert csv("Key,Value\nD-1,x\n", "map: {id: {column: Key, split: ';'}}").codes == ["E127"]


# --- words ---------------------------------------------------------------------------------------


def test_a_written_word_means_what_the_mapping_says() -> None:
    text = HEADER + "D-1,Critical,Open,,\nD-2,MINOR,closed,,\n"
    found = csv(text, f"values: {{Severity: {{Critical: 1, Minor: 4}}}}\nmap: {{{USUAL}}}")

    assert found.column("severity") == [1, 4]
    assert found.column("status") == ["open", "closed"]


def test_what_a_word_means_must_be_a_value_of_the_field() -> None:
    refused = csv(HEADER, f"values: {{Severity: {{Critical: 9}}}}\nmap: {{{USUAL}}}").error

    assert (refused.code.value, refused.at.file.path) == ("E108", "evidence.yaml")


def test_words_for_a_column_that_is_not_mapped_are_refused() -> None:
    refused = csv(HEADER, f"values: {{Severty: {{Critical: 1}}}}\nmap: {{{USUAL}}}").error

    assert (refused.code.value, refused.did_you_mean) == ("E123", "Severity")


def test_a_word_that_is_not_known_is_refused_with_its_cell_and_the_nearest() -> None:
    refused = csv(HEADER + "D-1,Critcal,open,,\n", f"values: {{Severity: {{Critical: 1}}}}\nmap: {{{USUAL}}}").error

    assert (refused.code.value, refused.did_you_mean) == ("E135", "Critical")
    assert str(refused.at) == "defects.csv:2, column Severity"
    assert (refused.at.column, refused.at.width) == (5, 7)


def test_of_many_unknown_words_the_first_few_are_shown_and_the_others_counted() -> None:
    rows = "".join(f"D-{number},word {number % 7},open,,\n" for number in range(30))
    found = csv(HEADER + rows)

    assert found.codes == ["E135"] * 6
    assert "25 more cell(s) of the column `Severity`" in found.found.errors[-1].says


def test_words_that_stand_for_nothing_are_declared() -> None:
    text = HEADER + "D-1,N/A,open,-,-\n"
    how = f"missing: [n/a, '-']\nmap: {{{USUAL}, found: Found, plan: Plan}}"

    assert csv(text, how).records == [{"id": "D-1", "severity": None, "status": "open", "found": None, "plan": None}]
    assert csv(text, f"map: {{{USUAL}, plan: Plan}}").codes == ["E135"]


def test_a_word_may_mean_nothing() -> None:
    found = csv(HEADER + "D-1,unrated,open,,\n", f"values: {{Severity: {{unrated: null}}}}\nmap: {{{USUAL}}}")

    assert found.column("severity") == [None]


# --- numbers -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "how", "value"),
    [
        ("12.50", "", Decimal("12.50")),
        ("12,50", "decimals: comma", Decimal("12.50")),
        ("1.234,5", "decimals: comma\nthousands: point", Decimal("1234.5")),
        ("1,234,567", "thousands: comma", Decimal(1234567)),
        ("1 234", "thousands: space", Decimal(1234)),
        ("1\u00a0234", "thousands: space", Decimal(1234)),
        ("1'234.5", "thousands: apostrophe", Decimal("1234.5")),
        ("12.5 %", "percent: share", Decimal("0.125")),
        ("12.5%", "percent: number", Decimal("12.5")),
        ("-3", "", Decimal(-3)),
    ],
)
def test_numbers_are_read_as_they_are_declared(written: str, how: str, value: Decimal) -> None:
    assert one(written, "decimal", how).column("value") == [value]


@pytest.mark.parametrize(
    ("written", "how"),
    [
        ("12,50", ""),
        ("1,234", ""),
        ("1.5", "decimals: comma"),
        ("12,34", "thousands: comma"),
        ("12%", ""),
        ("12", "percent: share"),
        ("1e3", ""),
        ("007", ""),
        ("\uff11\uff12", ""),
    ],
)
def test_a_number_that_is_written_otherwise_is_refused(written: str, how: str) -> None:
    assert one(written, "decimal", how).codes == ["E135"]


def test_one_sign_cannot_part_both_thousands_and_decimals() -> None:
    assert one("1", "decimal", "decimals: comma\nthousands: comma").codes == ["E127"]


def test_truth_is_true_or_false_however_it_is_spelt_and_no_other_word() -> None:
    assert one("TRUE", "boolean").column("value") == [True]
    assert one("yes", "boolean").codes == ["E135"]
    assert one("yes", "boolean", "values: {Value: {yes: true}}").column("value") == [True]


# --- dates ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("form", "written", "day"),
    [
        ("YYYY-MM-DD", "2026-11-03", date(2026, 11, 3)),
        ("DD/MM/YYYY", "03/11/2026", date(2026, 11, 3)),
        ("MM/DD/YYYY", "03/11/2026", date(2026, 3, 11)),
        ("D.M.YYYY", "3.11.2026", date(2026, 11, 3)),
        ("M/D/YY", "3/11/26", date(2026, 3, 11)),
        ("D MMM YYYY", "3 Nov 2026", date(2026, 11, 3)),
        ("MMMM D, YYYY", "november 3, 2026", date(2026, 11, 3)),
        ("YYYY-MM-DDThh:mm:ss", "2026-11-03T10:00:00", date(2026, 11, 3)),
        ("YYYY-MM-DD ...", "2026-11-03 whatever", date(2026, 11, 3)),
        ("MM/DD/YYYY h:mm AM", "11/03/2026 9:05 PM", date(2026, 11, 3)),
        ("unix", "1793664000", date(2026, 11, 3)),
        ("unix-ms", "1793664000000", date(2026, 11, 3)),
    ],
)
def test_dates_are_read_as_they_are_declared(form: str, written: str, day: date) -> None:
    assert one(written, "date", f"dates: '{form}'").column("value") == [day]


@pytest.mark.parametrize("form", ["DD/MM", "DD/MN/YYYY", "DD/MM/YYYY DD", "today", "YYYY"])
def test_what_is_no_form_of_a_date_is_refused(form: str) -> None:
    assert date_form(form) is None


@pytest.mark.parametrize(
    ("form", "written", "hour"),
    [
        ("YYYY-MM-DD h:mm AM", "2026-11-03 12:05 AM", 0),
        ("YYYY-MM-DD h:mm AM", "2026-11-03 12:05 pm", 12),
        ("YYYY-MM-DDThh:mm:ssZZ", "2026-11-03T10:00:00+0100", 10),
        ("YYYY-MM-DDThh:mm:ssZZ", "2026-11-03T10:00:00.5Z", 10),
        ("unix", "1793700000", 10),
    ],
)
def test_times_are_read_as_they_are_declared(form: str, written: str, hour: int) -> None:
    (found,) = one(written, "instant", f"dates: '{form}'\noffset: Z").column("value")

    assert found.hour == hour


def test_a_day_alone_is_no_time_and_thirteen_no_hour_of_half_a_day() -> None:
    assert one("03/11/2026", "instant", "dates: DD/MM/YYYY").codes == ["E135"]
    assert one("2026-11-03 13:05 PM", "instant", "dates: YYYY-MM-DD h:mm AM").codes == ["E135"]


def test_a_word_that_the_policy_knows_by_another_name_is_that_word() -> None:
    fields = "      id: text\n      value: {one_of: [open, closed], also: {done: closed}}\n"
    found = csv("Key,Value\nD-1,done\n", "map: {id: Key, value: Value}", fields=fields)

    assert found.column("value") == ["closed"]
    assert found.evidence is not None
    assert "column Value: `done` is read as `closed`" in found.evidence.understood[0].remarks


def test_a_word_that_the_mapping_takes_for_another_is_reported_and_a_code_for_a_number_is_not() -> None:
    fields = "      id: text\n      value: {one_of: [open, closed]}\n      level: {type: integer, optional: true}\n"
    mapped = "values: {Value: {done: closed}, Level: {High: 1}}\nmap: {id: Key, value: Value, level: Level}"
    found = csv("Key,Value,Level\nD-1,done,High\nD-2,open,\n", mapped, fields=fields)

    assert found.evidence is not None
    remarks = [remark for remark in found.evidence.understood[0].remarks if "is read as" in remark]
    assert remarks == ["column Value: `done` is read as `closed`"]


@pytest.mark.parametrize("written", ["31/02/2026", "3/11/2026", "03-11-2026", "03/11/26", "03/11/2026 10:00"])
def test_a_date_in_another_form_than_declared_is_refused(written: str) -> None:
    assert one(written, "date", "dates: DD/MM/YYYY").codes == ["E135"]


def test_a_date_that_could_be_two_names_both_and_the_forms() -> None:
    refused = one("03/11/2026", "date").error

    assert refused.code.value == "E136"
    assert "2026-11-03 or 2026-03-11" in refused.says
    assert refused.remedy == "say which it is: `dates: DD/MM/YYYY` or `dates: MM/DD/YYYY`"


def test_dates_with_several_signs_between_need_as_many_forms() -> None:
    text = "Key,Value\nD-1,03.11.2026\nD-2,04/11/2026\n"
    fields = "      id: text\n      value: date\n"
    refused = csv(text, "map: {id: Key, value: Value}", fields=fields).error

    assert refused.remedy == ("say which it is: `dates: [DD.MM.YYYY, DD/MM/YYYY]` or `dates: [MM.DD.YYYY, MM/DD/YYYY]`")
    how = "dates: [DD.MM.YYYY, DD/MM/YYYY]\nmap: {id: Key, value: Value}"
    assert csv(text, how, fields=fields).column("value") == [date(2026, 11, 3), date(2026, 11, 4)]


def test_what_follows_a_date_is_left_aside_whether_anything_does_or_not() -> None:
    for written in ("2026-11-03T10:15:00.000+0000", "2026-11-03 10:15", "2026-11-03"):
        assert one(written, "date", "dates: YYYY-MM-DD ...").column("value") == [date(2026, 11, 3)]
    assert one("2026-11-031", "date", "dates: YYYY-MM-DD ...").codes == ["E135"]


@pytest.mark.parametrize(
    ("written", "kind", "how", "remedy"),
    [
        ("12,5 %", "decimal", "decimals: comma", "`percent: share`"),
        ("1,250", "decimal", "", "`decimals: comma`, or `thousands: comma`"),
        ("1 250", "integer", "", "`thousands: space`"),
        ("n. v.", "decimal", "decimals: comma", "`missing: [n. v.]`"),
        ("tbc", "date", "", "`missing: [tbc]`"),
        ("3 Nov 2026", "date", "", "`dates: DD/MM/YYYY`"),
        ("03.11.2026 ", "date", "dates: DD/MM/YYYY", "`dates: [DD/MM/YYYY, FORM]`"),
        ("2026-11-03", "date", "dates: DD/MM/YYYY", "`dates: [DD/MM/YYYY, YYYY-MM-DD]`"),
    ],
)
def test_the_remedy_is_what_the_mapping_could_say(written: str, kind: str, how: str, remedy: str) -> None:
    refused = one(written, kind, how).error

    assert remedy in (refused.remedy or "")
    assert f"`{written.strip()}`" in refused.says


def test_a_share_that_a_file_keeps_as_a_number_is_not_taken_for_per_cent() -> None:
    fields = "      id: text\n      value: decimal\n"
    read = {"d.json": '[{"id": "D-1", "value": 0.12}]'}
    how = 'at: "/*"\nmap: {id: id, value: value}'

    assert taken(read, f"percent: number\n{how}", fields=fields).codes == ["E135"]
    assert taken(read, f"percent: share\n{how}", fields=fields).column("value") == [Decimal("0.12")]


def test_where_the_other_dates_of_the_column_leave_one_form_that_is_the_remedy() -> None:
    text = "Key,Value\nD-1,03/11/2026\nD-2,25/11/2026\n"
    fields = "      id: text\n      value: date\n"
    refused = csv(text, "map: {id: Key, value: Value}", fields=fields).error

    assert "and 1 more in the column `Value`" in refused.says
    assert "`dates: DD/MM/YYYY`" in (refused.remedy or "")
    assert [str(at) for _, at in refused.see] == ["defects.csv:3, column Value"]


def test_a_column_of_mixed_forms_is_said_to_be_one() -> None:
    text = "Key,Value\nD-1,25/11/2026\nD-2,11/25/2026\n"
    fields = "      id: text\n      value: date\n"
    mapped = "map: {id: Key, value: Value}"

    assert "mixes several forms" in (csv(text, mapped, fields=fields).error.remedy or "")
    assert csv(text, f"dates: [DD/MM/YYYY, MM/DD/YYYY]\n{mapped}", fields=fields).column("value") == [
        date(2026, 11, 25),
        date(2026, 11, 25),
    ]


def test_a_date_that_two_declared_forms_read_differently_is_refused() -> None:
    assert "2026-11-03" in one("03/11/2026", "date", "dates: [DD/MM/YYYY, MM/DD/YYYY]").error.says


def test_a_time_without_an_offset_has_none_unless_it_is_declared() -> None:
    form = "dates: YYYY-MM-DD hh:mm:ss"

    assert one("2026-11-03 10:00:00", "instant", form).codes == ["E135"]
    assert one("2026-11-03 10:00:00", "instant", f"{form}\noffset: Z").column("value") == [
        datetime(2026, 11, 3, 10, tzinfo=UTC)
    ]
    assert "E127" in one("2026-11-03 10:00:00", "instant", f"{form}\noffset: Paris").codes


# --- rows ----------------------------------------------------------------------------------------


def chosen(where: str) -> list[str]:
    text = HEADER + "D-1,1,open,2026-01-02,\nD-2,3,closed,2026-03-04,x\nD-3,5,open,2026-05-06,n/a\n"
    return csv(text, f"where: {where}\nmap: {{{USUAL}}}").column("id")


@pytest.mark.parametrize(
    ("where", "ids"),
    [
        ("{Status: open}", ["D-1", "D-3"]),
        ("{Status: {not: open}}", ["D-2"]),
        ("{Severity: 1}", ["D-1"]),
        ("{Severity: {at_most: 3}}", ["D-1", "D-2"]),
        ("{Severity: {between: [2, 4]}}", ["D-2"]),
        ("{Found: {after: 2026-02-01}}", ["D-2", "D-3"]),
        ("{Found: {between: [2026-03-01, 2026-04-01]}}", ["D-2"]),
        ("{Status: [open, closed]}", ["D-1", "D-2", "D-3"]),
        ("{Key: {matches: 'D-[12]'}}", ["D-1", "D-2"]),
        ("{Plan: {given: true}}", ["D-2", "D-3"]),
        ("{either: [{Severity: 5}, {Status: closed}]}", ["D-2", "D-3"]),
        ("{Status: open, Severity: {more_than: 1}}", ["D-3"]),
        ("{Key: {starts_with: D, ends_with: '1', contains: '-'}}", ["D-1"]),
    ],
)
def test_rows_are_chosen_by_what_stands_in_their_cells(where: str, ids: list[str]) -> None:
    assert chosen(where) == ids


def test_a_column_of_where_that_is_not_there_is_refused() -> None:
    assert csv(HEADER, f"where: {{State: open}}\nmap: {{{USUAL}}}").codes == ["E123"]


@pytest.mark.parametrize("where", ["{Status: {opn: 1}}", "{Status: []}", "{Status: {}}", "{either: {Status: open}}"])
def test_tests_of_columns_have_the_words_of_the_policy_language(where: str) -> None:
    found = csv(HEADER + "D-1,1,open,,\n", f"where: {where}")

    assert {one.code.value[0] for one in found.found.errors} == {"S"}


@pytest.mark.parametrize(
    "how",
    [
        "total: {stated: 9999999999}",
        "delimiter: comma or bar",
        "delimiter: ''",
        "header: 99999999",
        "header: [1, 99999999]",
    ],
)
def test_a_delimiter_is_one_sign_and_a_header_within_a_file(how: str) -> None:
    assert {one.code.value[0] for one in csv(HEADER, how).found.errors} == {"S"}


def test_a_row_of_which_nobody_can_tell_whether_it_is_meant_is_malformed() -> None:
    text = HEADER + "D-1,1,open,,\nD-2,many,open,,\n"
    how = "where: {Severity: {at_most: 3}}\nmap: {id: Key, severity: {is: 1}, status: Status}"

    assert "whether this row is a record cannot be told" in csv(text, how).error.says
    assert csv(text, how, keep_going=True).column("id") == ["D-1"]


def test_which_rows_are_meant_depends_on_nothing_but_the_file() -> None:
    assert csv(HEADER, f"where: {{Found: {{before: $as_of}}}}\nmap: {{{USUAL}}}").codes == ["E127"]


# --- totals --------------------------------------------------------------------------------------

TOTALLED = HEADER + "D-1,1,open,,\nD-2,3,closed,,\nTotal,4,2,,\n"


def test_a_row_of_totals_is_no_record() -> None:
    found = csv(TOTALLED, f"total: {{where: {{Key: Total}}, sum: Severity, count: Status}}\nmap: {{{USUAL}}}")

    assert found.column("id") == ["D-1", "D-2"]


@pytest.mark.parametrize(
    ("text", "total"),
    [
        (TOTALLED, "{stated: 2}"),
        (TOTALLED.replace("Total,4", "Total,5"), "{where: {Key: Total}, sum: [Severity]}"),
        (TOTALLED.replace("4,2", "4,3"), "{where: {Key: Total}, count: Status}"),
        (TOTALLED.replace("Total,4,2,,\n", ""), "{where: {Key: Total}, count: Status}"),
    ],
)
def test_a_total_that_the_rows_do_not_come_to_is_refused_or_leaves_the_list_open(text: str, total: str) -> None:
    how = f"total: {total}\nwhere: {{Key: {{not: Total}}}}\nmap: {{{USUAL}}}"

    assert csv(text, how).codes == ["E138"]
    assert csv(text, how, keep_going=True).entries[0].complete is False


# --- keys, files, mappings -----------------------------------------------------------------------


def test_two_rows_with_one_key_are_both_named_and_neither_counts() -> None:
    text = HEADER + "D-1,1,open,,\nD-2,1,open,,\nD-1,4,closed,,\n"
    found = csv(text, keep_going=True)

    assert csv(text).codes == ["E139"]
    assert found.column("id") == ["D-2"]
    assert len(found.entries[1].records) == 2


def test_a_row_without_its_key_is_refused() -> None:
    assert csv(HEADER + ",1,open,,\n").codes == ["E110"]


def test_several_files_are_one_list_and_a_key_stands_once_in_all_of_them() -> None:
    files = {"a.csv": HEADER + "D-1,1,open,,\n", "b.csv": HEADER + "D-2,1,open,,\n"}
    how = f"file: [b.csv, a.csv]\nmap: {{{USUAL}}}"
    twice = {**files, "b.csv": files["a.csv"]}

    assert taken(files, how).column("id") == ["D-2", "D-1"]
    assert taken(files, how).at(1) == "a.csv:2"
    assert taken(twice, how).codes == ["E139"]


def test_files_can_be_meant_by_a_pattern() -> None:
    files = {"x/b.csv": HEADER + "D-2,1,open,,\n", "x/a.csv": HEADER + "D-1,1,open,,\n", "y.csv": "no"}

    assert taken(files, f"file: x/*.csv\nmap: {{{USUAL}}}").column("id") == ["D-1", "D-2"]
    assert taken(files, f"file: z/*.csv\nmap: {{{USUAL}}}").codes == ["E120"]


def test_a_mapping_is_used_by_name_and_what_the_entry_says_goes_before() -> None:
    files = {
        "defects.csv": HEADER + "D-1,High,Done,,later\n",
        "mappings/tracker.yaml": (
            "mapping: tracker\ntitle: Tracker\noffers: {id: Key, severity: Severity, status: Status, owner: Nobody}\n"
            "values: {Severity: {High: 1}, Status: {Done: closed}}\n"
        ),
    }

    assert taken(files, "using: tracker").records == [{"id": "D-1", "severity": 1, "status": "closed"}]
    found = taken(files, "using: tracker\nmap: {plan: Plan}\nvalues: {Severity: {High: 2}}")
    assert found.records == [{"id": "D-1", "severity": 2, "status": "closed", "plan": "later"}]
    assert found.evidence is not None
    assert [one.path for one in found.evidence.data] == ["mappings/tracker.yaml", "defects.csv"]


def test_a_mapping_that_is_not_there_or_is_wrong_is_refused() -> None:
    wrong = {"defects.csv": HEADER, "mappings/tracker.yaml": "mapping: tracker\nmapp: {id: Key}\n"}

    assert taken(wrong, "using: trackr").error.did_you_mean == "tracker"
    assert taken(wrong, "using: tracker").codes == ["S101"]


def test_the_mapping_of_a_file_and_that_of_an_entry_have_the_same_words() -> None:
    evidence = json.loads((SCHEMAS / "evidence.schema.json").read_text("utf-8"))
    mapping = json.loads((SCHEMAS / "mapping.schema.json").read_text("utf-8"))
    beside = {"mapping", "title", "note"}

    own = {name: part for name, part in mapping["properties"].items() if name not in beside}
    assert own == {n: p for n, p in evidence["$defs"]["from"]["properties"].items() if n not in {"file", "using"}}
    assert all(evidence["$defs"][name] == part for name, part in mapping["$defs"].items())


# --- what becomes of it --------------------------------------------------------------------------


def test_a_row_that_cannot_be_read_leaves_it_open_and_is_shown_with_its_place() -> None:
    decided = csv(HEADER + "D-1,Critcal,open,,\n", keep_going=True).decided()

    assert decided["criteria"][0]["verdict"] == "unknown"
    assert [(one["key"], one["reason"], one["at"]) for one in decided["left_out"]] == [
        ("D-1", "malformed", "defects.csv:2")
    ]
    assert "1 row cannot be read and does not count" in decided["sources"][0]["limits"]


def test_the_source_says_which_file_it_is_with_its_digest() -> None:
    source = csv(HEADER + "D-1,1,open,,\n").decided()["sources"][0]

    assert source["file"] == "defects.csv"
    assert len(source["sha256"]) == 64


def test_a_changed_byte_of_the_file_changes_the_digest_of_the_evidence() -> None:
    one, other = csv(HEADER + "D-1,1,open,,\n"), csv(HEADER + "D-1,1,open,, \n")

    assert one.evidence is not None
    assert other.evidence is not None
    assert one.records == other.records
    assert one.evidence.sha256 != other.evidence.sha256
