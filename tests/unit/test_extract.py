"""Evidence that points to files: found inside the project, digested, told with places, and held against each other."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from gonogo import api, api_files
from gonogo.model.diagnostic import Diagnostics, InputError
from gonogo.model.location import Location, SourceFile
from gonogo.read import mapping_paths
from tests import desk, workbooks
from tests.cli.run import run

POLICY = """\
policy: p
title: Cut-over
authority: board
roles: {board: {title: Board}, supplier: {title: Supplier}, testers: {title: Testers}}
vocabulary:
  defect:
    key: id
    fields: {id: text, severity: {type: integer, from: 1, to: 5}}
criteria:
  A1:
    title: No severe defect
    rules: [{id: A1-clear, pass_when: {no: defect, where: {severity: {at_most: 2}}}}]
decision:
  question: Go?
  rules: [{id: D-go, then: go, when: {criteria: all, is: pass}}]
"""
HEAD = """\
evidence: e
as_of: 2026-11-08
sources:
  S1: {title: Export, by: supplier, date: 2026-11-06}
  S2: {title: Register, by: testers, date: 2026-11-07}
"""
FROM = "facts: {defect: {source: S1, complete: true, from: {file: defects.csv, map: {id: Key, severity: Grade}}}}\n"
CSV = "Key,Grade\nD-1,3\n"


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with a policy, evidence and a file that it points to."""
    root = tmp_path / "project"
    for name, text in {"policies/p.yaml": POLICY, "evidence/e.yaml": HEAD + FROM, "evidence/defects.csv": CSV}.items():
        write(root / name, text)
    monkeypatch.chdir(root)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return root


def write(path: Path, text: str | bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode() if isinstance(text, str) else text)


def codes(name: str = "e") -> list[str]:
    """What is wrong with the evidence of that name."""
    policy, _ = api.read_policy("p", Diagnostics())
    with pytest.raises(InputError) as raised:
        api.read_evidence(name, policy, Diagnostics())
    return [one.code.value for one in raised.value.diagnostics.errors]


# --- where files are looked for ------------------------------------------------------------------


def test_a_file_is_meant_from_the_folder_of_the_evidence(project: Path) -> None:
    assert api.decide("p", "e", remembered=False).document["outcome"] == "go"


@pytest.mark.parametrize(
    "written", ["../../outside.csv", "/etc/hostname", "link.csv", "folder", "none.csv", "../*.csv"]
)
def test_a_file_that_is_not_there_or_lies_outside_the_project_is_refused(project: Path, written: str) -> None:
    write(project.parent / "outside.csv", CSV)
    (project / "evidence" / "link.csv").symlink_to(project.parent / "outside.csv")
    (project / "evidence" / "folder").mkdir()
    write(project / "evidence" / "e.yaml", HEAD + FROM.replace("defects.csv", f"'{written}', format: csv"))

    assert codes() == ["E120"]


def test_a_link_among_the_files_of_a_pattern_that_leads_out_of_the_project_is_refused(project: Path) -> None:
    write(project.parent / "outside.csv", "Key,Grade\nD-9,1\n")
    (project / "evidence" / "z.csv").symlink_to(project.parent / "outside.csv")
    write(project / "evidence" / "e.yaml", HEAD + FROM.replace("defects.csv", "'*.csv'"))

    with pytest.raises(InputError) as refused:
        api.decide("p", "e", remembered=False)
    assert [one.says for one in refused.value.diagnostics.errors] == [
        "`evidence/z.csv` is outside the project's folder"
    ]


def test_a_file_of_the_folder_that_the_evidence_points_to_is_no_part_of_the_pack(project: Path) -> None:
    mapping = "mapping: tracker\nmap: {id: Key, severity: Grade}\n"
    write(project / "evidence" / "pack" / "evidence.yaml", HEAD + FROM)
    write(project / "evidence" / "pack" / "defects.csv", CSV)
    write(project / "mappings" / "tracker.yaml", mapping)
    write(
        project / "evidence" / "pack" / "more.yaml", FROM.replace("map: {id: Key, severity: Grade}", "using: tracker")
    )

    found, _ = api.read_evidence("pack", api.read_policy("p", Diagnostics())[0], Diagnostics())

    assert [one.path for one in found.files] == ["evidence/pack/evidence.yaml", "evidence/pack/more.yaml"]
    assert [one.path for one in found.data] == ["evidence/pack/defects.csv", "mappings/tracker.yaml"]


@pytest.mark.parametrize("name", ["../policies/p", "a/b", "."])
def test_the_name_of_a_mapping_is_no_path(project: Path, name: str) -> None:
    write(project / "evidence" / "e.yaml", HEAD + FROM.replace("map: {id: Key, severity: Grade}", f"using: '{name}'"))

    assert codes() == ["E122"]


def test_evidence_in_json_may_point_to_files_too(project: Path) -> None:
    entry = {
        "source": "S1",
        "complete": True,
        "from": {"file": "defects.csv", "map": {"id": "Key", "severity": "Grade"}},
    }
    sources = {"S1": {"title": "Export", "by": "supplier", "date": "2026-11-06"}}
    pack = {"evidence": "j", "as_of": "2026-11-08", "sources": sources, "facts": {"defect": entry}}
    write(project / "evidence" / "j.json", json.dumps(pack))

    assert api.decide("p", "j", remembered=False).document["outcome"] == "go"


def test_an_entry_has_records_of_its_own_or_takes_them_from_a_file(project: Path) -> None:
    write(project / "evidence" / "e.yaml", HEAD + FROM.replace("source: S1,", "source: S1, records: [],"))

    assert codes() == ["E127"]


def test_a_file_that_is_too_large_is_not_read(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mapping_paths, "LARGEST", 10)

    assert codes() == ["Y002"]


def test_how_a_file_was_understood_is_kept(project: Path) -> None:
    evidence, _ = api.read_evidence("e", api.read_policy("p", Diagnostics())[0], Diagnostics())

    (one,) = evidence.understood
    assert one.files == ("evidence/defects.csv",)
    assert one.columns == (("id", "column Key"), ("severity", "column Grade"))
    assert one.remarks == ("cells are parted by a comma",)


# --- what is remembered --------------------------------------------------------------------------


def test_a_remembered_decision_is_forgotten_when_a_file_of_rows_changes(project: Path) -> None:
    before = api.decide("p", "e").document
    write(project / "evidence" / "defects.csv", "Key,Grade\nD-1,1\n")
    after = api.decide("p", "e").document

    assert [one["criteria"][0]["verdict"] for one in (before, after)] == ["pass", "fail"]
    assert before["evidence"]["sha256"] != after["evidence"]["sha256"]


def test_a_new_file_that_fits_a_pattern_is_noticed(project: Path) -> None:
    write(project / "evidence" / "e.yaml", HEAD + FROM.replace("defects.csv", "'*.csv'"))
    before = api.decide("p", "e").document
    write(project / "evidence" / "more.csv", "Key,Grade\nD-2,1\n")

    assert before["outcome"] == "go"
    assert api.decide("p", "e").document["criteria"][0]["verdict"] == "fail"


def test_what_was_decided_without_bad_rows_is_not_taken_for_what_was_decided_with_all(project: Path) -> None:
    write(project / "evidence" / "defects.csv", "Key,Grade\nD-1,3\nD-2,many\n")
    with api_files.taking(api_files.Intake(keep_going=True)):
        going = api.decide("p", "e").document

    assert going["criteria"][0]["verdict"] == "unknown"
    assert codes() == ["E135"]


def test_progress_is_told_of_each_file(project: Path) -> None:
    told: list[tuple[str, int, int]] = []
    intake = api_files.Intake(progress=lambda path: lambda done, whole: told.append((path, done, whole)))
    with api_files.taking(intake):
        api.decide("p", "e", remembered=False)

    assert told == [("evidence/defects.csv", 2, 3)]


# --- sources against each other ------------------------------------------------------------------


def test_two_files_that_contradict_each_other_are_shown_side_by_side_with_their_cells() -> None:
    policy = POLICY.split("vocabulary:", 1)[1]
    entry = "{{source: {source}, complete: true, from: {{file: {file}, map: {{id: Key, severity: {column}}}}}}}"
    entries = [
        entry.format(source="S1", file="defects.csv", column="Severity"),
        entry.format(source="S2", file="log.xlsx", column="Severity"),
    ]
    files = {"defects.csv": "Key,Severity\nD-1,4\nD-2,4\n", "log.xlsx": workbooks.workbook(workbooks.PLAIN)}
    decided = desk.decide(f"vocabulary:{policy}", f"{HEAD}facts: {{defect: [{', '.join(entries)}]}}\n", files=files)

    (one,) = decided.document["contradictions"]
    assert (one["key"], one["field"]) == ("D-1", "severity")
    assert [value["at"] for value in one["values"]] == ["defects.csv:2, column Severity", "log.xlsx, Log!B2"]
    assert decided["A1"] == "unknown"


def test_a_place_in_a_table_is_said_in_its_own_words() -> None:
    file = SourceFile("register.xlsx", "")

    assert str(Location(file, 17, 4, said=", Log!D17")) == "register.xlsx, Log!D17"
    assert str(Location(file, 17, 4)) == "register.xlsx:17:4"


# --- from the command line -----------------------------------------------------------------------


def test_what_cannot_be_read_ends_in_5_and_with_keep_going_it_is_judged_without(project: Path) -> None:
    write(project / "evidence" / "defects.csv", "Key,Grade\nD-1,3\nD-2,many\n")

    run("decide", "p", "e").exits(5, saying="evidence/defects.csv:3, column Grade").prints_nothing()
    run("decide", "p", "e", "--keep-going").exits(6, saying="warning[E135]").prints("cannot be read")
    run("explain", "p", "e", "--keep-going").exits(0).prints("cannot be read")
    run("export", "p", "e", "--format", "csv", "--keep-going").exits(0, saying="warning[E135]").prints(
        "the list from S1 is not whole"
    )
    run("report", "p", "e", "-o", "paper.md", "--keep-going").exits(0, saying="warning[E135]")
    assert "1 row cannot be read and does not count" in (project / "paper.md").read_text()


def test_what_a_body_decided_is_not_recorded_on_evidence_that_cannot_be_read(project: Path) -> None:
    write(project / "evidence" / "defects.csv", "Key,Grade\nD-1,3\nD-2,many\n")
    said = ("--answer", "rejected", "--by", "supplier", "--person", "A. Clerk", "--on", "2026-11-08")

    run("approve", "decision", "p", "e", *said, "--dry-run").exits(5, saying="evidence/defects.csv:3, column Grade")


def test_no_bar_is_drawn_where_nobody_looks_on(project: Path) -> None:
    ran = run("decide", "p", "e")

    assert ran.code == 0
    assert "defects.csv" not in ran.complained


def test_scenarios_can_change_records_that_came_from_a_file(project: Path) -> None:
    feature = """\
Feature: From a file
  Scenario: As it stands
    Given the policy "p"
    And the evidence "e"
    When it is decided
    Then the verdict on A1 is pass

  Scenario: With a change
    Given the policy "p"
    And the evidence "e"
    And the severity of defect D-1 is 1
    When it is decided
    Then the verdict on A1 is fail
"""
    write(project / "features" / "files.feature", feature)

    run("test", "features").exits(0).prints("2 passed")


# --- rows that cannot be read --------------------------------------------------------------------


def later_export(later: str) -> str:
    """What comes of an export with a bad row, and one of the same source two days after it."""
    entry = "{{source: {source}, complete: true, from: {{file: {file}, map: {{id: Key, severity: Grade}}}}}}"
    both = [entry.format(source="E1", file="defects.csv"), entry.format(source="E2", file="later.csv")]
    sources = "".join(f"  E{n}: {{title: Export, by: supplier, date: 2026-11-0{n}}}\n" for n in (1, 2))
    head = HEAD.partition("sources:")[0]
    write(Path("evidence/e.yaml"), f"{head}sources:\n{sources}facts: {{defect: [{', '.join(both)}]}}\n")
    write(Path("evidence/later.csv"), later)
    with api_files.taking(api_files.Intake(keep_going=True)):
        return str(api.decide("p", "e", remembered=False).document["criteria"][0]["verdict"])


def test_a_later_list_of_the_same_source_makes_up_for_rows_that_could_not_be_read(project: Path) -> None:
    write(project / "evidence" / "defects.csv", "Key,Grade\nD-1,3\nD-2,many\n")

    assert later_export("Key,Grade\nD-1,3\nD-2,4\n") == "pass"


def test_rows_that_cannot_be_read_in_the_later_list_leave_it_open(project: Path) -> None:
    assert later_export("Key,Grade\nD-1,3\nD-2,many\n") == "unknown"


def test_several_files_of_one_source_are_told_with_one_digest(project: Path) -> None:
    write(project / "evidence" / "more.csv", "Key,Grade\nD-2,4\n")
    write(project / "evidence" / "e.yaml", HEAD + FROM.replace("defects.csv", "'*.csv'"))
    source = api.decide("p", "e", remembered=False).document["sources"][0]

    assert source["file"] == "defects.csv, more.csv"
    assert len(source["sha256"]) == 64
