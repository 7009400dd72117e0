"""`gonogo evidence new` and `show`: what is proposed for the files that people have, and what was understood."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest

from gonogo.cli_common import Exit
from gonogo.resources import folder
from tests.cli.run import run
from tests.harbours import DAY, DEFECTS, JUNIT, begun, lay_out, says, workbook

PACK_FILE = "evidence/pack.yaml"


def check(pack: str = "evidence/pack.yaml") -> None:
    run("check", "harbour", "-e", pack).exits(Exit.GO, saying="").prints("well-formed")


# --- a table -------------------------------------------------------------------------------------


def test_a_table_is_proposed_for_the_fact_that_it_fits_and_the_proposal_is_well_formed() -> None:
    lay_out(defects__csv=DEFECTS)

    ran, text = begun("defects.csv")

    ran.exits(Exit.GO)
    says(ran, "wrote evidence/pack.yaml", "defects.csv -> defect (testing issue), 3 rows")
    says(ran, "columns left over: Reporter", "gonogo check harbour -e evidence/pack.yaml")
    assert "delimiter: semicolon" in text
    assert "header: 2" in text
    assert "id: Issue Key" in text
    check()


def test_words_that_are_the_fields_own_are_read_and_others_are_asked_about_and_unknown() -> None:
    lay_out(defects__csv=DEFECTS)

    ran, text = begun("defects.csv")

    says(ran, "In Progress is in_progress", "what is meant by Critical?", "what is meant by Blocked?")
    assert "Critical: null  # ?" in text
    assert '"Yes": true' in text
    shown = run("evidence", "show", "harbour", "evidence/pack.yaml", "defect").printed
    assert "severity           (unknown)" in shown


def test_a_date_that_could_be_another_day_is_a_question_and_never_a_guess() -> None:
    lay_out(defects__csv=DEFECTS)

    ran, text = begun("defects.csv")

    says(ran, "found            <- Found on, not yet read")
    assert "# ? dates: is 03/04/2026 2026-04-03 or 2026-03-04? Say DD/MM/YYYY or MM/DD/YYYY" in text
    assert "# found: {column: Found on, dates: DD/MM/YYYY}" in text


def test_a_form_of_dates_that_alone_fits_is_proposed() -> None:
    lay_out(defects__csv=DEFECTS.replace("05/04/2026", "25/04/2026"))

    _, text = begun("defects.csv")

    assert "        found: {column: Found on, dates: DD/MM/YYYY}" in text
    says(run("evidence", "show", "harbour", "evidence/pack.yaml"), "2026-04-25", "dates DD/MM/YYYY")


def test_whether_a_list_is_complete_is_asked_and_never_assumed() -> None:
    lay_out(defects__csv=DEFECTS)

    _, text = begun("defects.csv")

    assert "# complete: true  # ? is nothing missing from it?" in text
    run("evidence", "show", "harbour", "evidence/pack.yaml").prints("defect (testing issue): 3 records, not complete")


def test_what_is_said_of_the_source_is_written_and_what_is_not_is_asked() -> None:
    lay_out(defects__csv=DEFECTS, results__xml=JUNIT)
    said = ("--source-by", "defects.csv=testers", "--date", "2026-11-06", "--received", "2026-11-07")

    _, text = begun("defects.csv", "results.xml", more=(*said, "--basis", "documented"))

    assert "by: testers\n    date: 2026-11-06\n    received: 2026-11-07\n    basis: documented" in text
    assert "by: testers  # ? the policy says who owes it; is it from them?" in text


def test_a_file_may_be_named_in_any_way_where_it_is_said_who_gave_it() -> None:
    lay_out(defects__csv=DEFECTS)

    _, text = begun("./defects.csv", more=("--source-by", f"{Path('defects.csv').absolute()}=testers"))

    assert "by: testers\n" in text
    begun("defects.csv", to="other.yaml", more=("--source-by", "gone.csv=testers"))[0].exits(
        Exit.USAGE, saying="there is no such file"
    )


def test_the_folder_of_the_evidence_need_not_be_there_yet() -> None:
    lay_out(defects__csv=DEFECTS)
    for path in (Path("evidence"), Path("policies")):
        path.rename(path.with_name(f"old-{path}"))

    ran = run(
        "evidence", "new", "defects.csv", "-p", "old-policies/harbour", "--as-of", DAY, "-o", "evidence/pack.yaml"
    )

    ran.exits(Exit.GO)
    run("check", "old-policies/harbour", "-e", "evidence/pack.yaml").prints("well-formed")


def test_an_optional_field_is_not_taken_for_none_without_a_question() -> None:
    lay_out(defects__csv=DEFECTS)

    ran, text = begun("defects.csv")

    says(ran, "does `n/a` say that there is none?")
    assert "missing: [n/a]" in text


def test_an_encoding_that_the_bytes_do_not_prove_is_proposed_with_a_line_to_look_at() -> None:
    lay_out(risks__csv="Risk ID;Threat;Power (kW)\nR-1;Übersee;22,5\nR-2;Fire;1.100,0\n".encode("cp1252"))

    ran, text = begun("risks.csv")

    ran.exits(Exit.GO)
    says(ran, "look whether this reads well as windows-1252: R-1;Übersee;22,5")
    assert "encoding: windows-1252" in text
    assert "{column: Power (kW), decimals: comma, thousands: point}" in text


def test_a_merged_header_and_further_sheets_of_a_workbook_are_found() -> None:
    lay_out(book__xlsx=workbook())

    ran, text = begun("book.xlsx")

    ran.exits(Exit.GO)
    says(ran, "book.xlsx, Defects -> defect", "book.xlsx, Risk register -> risk")
    assert "header: [3, 4]" in text
    assert "severity: Grade / Severity" in text
    check()
    run("evidence", "show", "harbour", "evidence/pack.yaml", "defect").prints("book.xlsx, Defects!B5", "2026-01-03")


# --- trees and reports ---------------------------------------------------------------------------


def test_a_report_of_a_known_form_is_known_by_its_look() -> None:
    lay_out(anything__xml=JUNIT)

    ran, text = begun("anything.xml")

    ran.exits(Exit.GO)
    says(ran, "anything.xml, junit -> test_result", "known by its look: JUnit XML")
    assert "using: junit" in text
    assert "map:" not in text
    check()


def test_a_list_in_a_tree_is_found_however_deep_it_stands() -> None:
    issues = [{"key": "D-1", "rank": {"by": {"severity": 2}}, "state": "open"}]
    lay_out(tree__json=json.dumps({"data": {"teams": [{"issues": issues}]}}))

    _, text = begun("tree.json")

    assert 'at: "/data/teams/*/issues/*"' in text
    assert "severity: rank/by/severity" in text
    check()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.jsonl", '{"id": "D-1", "severity": 3, "status": "open"}\n'),
        ("a.yaml", "- {id: D-1, severity: 3, status: open}\n"),
        ("a.xml", '<all><issue ref="D-1" severity="3"><state>open</state></issue></all>'),
        ("a.tsv", "id\tseverity\tstatus\nD-1\t3\topen\n"),
        ("no-suffix", "id,severity,status\nD-1,3,open\n"),
    ],
)
def test_every_form_of_file_is_looked_at(name: str, content: str) -> None:
    lay_out(**{name: content})

    ran, _ = begun(name)

    says(ran, f"{name}", "-> defect (testing issue), 1 row", "severity: 3  status: open")
    check()


# --- what cannot be used -------------------------------------------------------------------------


def test_a_file_that_is_refused_is_left_out_and_the_others_are_used() -> None:
    lay_out(defects__csv=DEFECTS, empty__csv="", cut__xml="<testsuites><testsuite>")

    ran, text = begun("defects.csv", "empty.csv", "cut.xml")

    ran.exits(Exit.EVIDENCE, saying="error[E131]")
    says(ran, "defects.csv -> defect")
    assert "error[E162]" in ran.complained
    assert "empty.csv" not in text


def test_a_table_that_no_fact_looks_like_is_left_out_with_its_columns() -> None:
    lay_out(wages__csv="Name,Wage\nAnna,12\nBob,13\n")

    ran, text = begun("wages.csv")

    ran.exits(Exit.EVIDENCE, saying="no fact of the policy looks like this").prints_nothing()
    assert "Name, Wage" in ran.complained
    assert text == ""


def test_rows_that_cannot_be_read_are_told_and_the_proposal_is_written() -> None:
    lay_out(defects__csv="id,severity,status\nD-1,3,open\nD-1,4,open\nD-2,4,open,,,x\nD-3,1,open\n")

    ran, text = begun("defects.csv")

    ran.exits(Exit.EVIDENCE, saying="error[E139]")
    assert "error[E134]" in ran.complained
    assert "defect:" in text


def test_nothing_is_overwritten() -> None:
    lay_out(defects__csv=DEFECTS)
    Path("evidence/pack.yaml").write_text("mine", "utf-8")

    ran, text = begun("defects.csv")

    ran.exits(Exit.USAGE, saying="evidence/pack.yaml: already there, and nothing was written")
    assert text == "mine"


def test_a_file_outside_the_project_is_refused_with_what_to_do(tmp_path: Path) -> None:
    lay_out()
    (tmp_path / "far.csv").write_text(DEFECTS, "utf-8")

    ran, _ = begun(str(tmp_path / "far.csv"))

    ran.exits(Exit.USAGE, saying="copy it there first")


@pytest.mark.parametrize(
    ("words", "saying"),
    [
        (("--policy", "harbour"), "name the files"),
        (("defects.csv",), "name the files, and the policy"),
        (("gone.csv", "--policy", "harbour"), "there is no file gone.csv"),
        (("defects.csv", "--policy", "harbour", "--source-by", "nobody"), "`nobody` is no role of the policy"),
        (("defects.csv", "--policy", "harbour", "--fact", "wage"), "the policy has no fact `wage`"),
        (("defects.csv", "--policy", "harbour", "--for", "testers"), "--for goes with --blank"),
        (("--blank",), "say for which policy"),
        (("--blank", "harbour", "--for", "nobody"), "`nobody` is no role"),
        (("--blank", "harbour", "-o", ""), "--output names no file"),
    ],
)
def test_what_is_asked_for_has_to_make_sense(words: tuple[str, ...], saying: str) -> None:
    lay_out(defects__csv=DEFECTS)

    run("evidence", "new", *words, "--as-of", DAY).exits(Exit.USAGE, saying=saying)


def test_only_the_facts_that_are_named_are_looked_for() -> None:
    lay_out(defects__csv=DEFECTS)

    ran, _ = begun("defects.csv", more=("--fact", "risk"))

    ran.exits(Exit.EVIDENCE, saying="no fact of the policy looks like this")


def test_without_a_file_to_write_to_it_is_shown() -> None:
    lay_out(defects__csv=DEFECTS)

    ran = run("evidence", "new", "defects.csv", "-p", "harbour", "--as-of", DAY)

    ran.exits(Exit.GO, saying="defects.csv -> defect")
    says(ran, "file: defects.csv", "map:")


# --- what was understood -------------------------------------------------------------------------


PACK = """\
evidence: pack
as_of: 2026-11-08
sources:
  S1: {title: Export, by: supplier, date: 2026-11-01, basis: documented, file: defects.csv}
  S2: {title: Letter, by: testers, date: 2026-11-02, limits: Only half was looked at.}
  S3: {title: Late letter, by: testers, date: 2026-11-07, received: 2026-11-20}
  S4: {title: Old letter, by: testers, date: 2026-10-01, valid_until: 2026-10-31}
facts:
  defect:
    - {source: S1, complete: true, from: {file: defects.csv, map: {id: Key, severity: Severity, status: State}}}
    - {source: S2, records: [{id: D-1, severity: 4, status: open, deploys: false}]}
    - {source: S3, records: [{id: D-8, severity: 1}]}
    - {source: S4, records: [{id: D-9, severity: 1}]}
"""
ROWS = "Key,Severity,State\n" + "".join(f"D-{number},3,Open\n" for number in range(1, 7))


def test_it_shows_sources_records_places_and_what_was_left_out() -> None:
    lay_out(defects__csv=ROWS)
    Path("evidence.yaml").write_text(PACK, "utf-8")

    ran = run("evidence", "show", "harbour", "evidence.yaml").exits(Exit.GO, saying="no column is mapped")

    says(ran, "S1     Export, by System supplier, made on 2026-11-01", "limits: Only half was looked at.")
    says(ran, "not yet received on the day, so it does not count", "past its last day", "SHA-256")
    says(ran, "defects.csv:3, column Key", "column State: `Open` is read as `open`", "and 3 more; --all shows them")
    says(ran, "left out, not yet received: 1 record", "left out, past its last day: 1 record")
    says(ran, "contradiction: severity of D-1; unknown until somebody settles it", "3, says S1", "4, says S2")
    says(ran, "Not given    test_result (testers), risk (supplier)")
    assert max(map(len, ran.printed.splitlines())) <= 100


def test_all_shows_every_record_and_json_has_the_shape_that_its_schema_says() -> None:
    lay_out(defects__csv=ROWS)
    Path("evidence.yaml").write_text(PACK, "utf-8")
    schema = json.loads((folder("schemas") / "understood.schema.json").read_text("utf-8"))

    short = run("evidence", "show", "harbour", "evidence.yaml", "--format", "json").json
    whole = run("evidence", "show", "harbour", "evidence.yaml", "defect", "--all", "--format", "json").json

    for document in (short, whole):
        jsonschema.Draft202012Validator(schema).validate(document)
    assert len(short["facts"][0]["records"]) == 3
    assert len(whole["facts"][0]["records"]) == whole["facts"][0]["count"] == 6
    assert whole["absent"] == []


def test_it_shows_what_was_known_on_another_day() -> None:
    lay_out(defects__csv=ROWS)
    Path("evidence.yaml").write_text(PACK, "utf-8")

    ran = run("evidence", "show", "harbour", "evidence.yaml", "--as-of", "2026-12-01", "--all")

    says(ran, "as known on 2026-12-01", "D-8, from S3")


def test_rows_that_cannot_be_read_are_shown_under_keep_going() -> None:
    lay_out(defects__csv=ROWS.replace("D-2,3", "D-2,x"))
    Path("evidence.yaml").write_text(PACK, "utf-8")

    run("evidence", "show", "harbour", "evidence.yaml").exits(Exit.EVIDENCE, saying="E135")
    kept = run("evidence", "show", "harbour", "evidence.yaml", "--keep-going")

    kept.prints("left out, cannot be read: 1 record", "which cannot be read")


def test_a_fact_that_the_policy_has_not_is_refused_with_the_nearest() -> None:
    lay_out(defects__csv=ROWS)
    Path("evidence.yaml").write_text(PACK, "utf-8")

    run("evidence", "show", "harbour", "evidence.yaml", "defct").exits(Exit.USAGE, saying="did you mean `defect`?")
