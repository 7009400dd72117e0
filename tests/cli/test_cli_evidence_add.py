"""`gonogo evidence add`: one record more, by lines that are added; and what is wrong leaves the file as it was."""

from __future__ import annotations

from pathlib import Path

import pytest

from gonogo.cli_common import Exit
from tests.cli.run import Ran, run
from tests.harbours import lay_out, says

HEAD = """\
# The pack of November. Keep this remark.
evidence: pack
as_of: 2026-11-08

sources:
  S1: {title: Export, by: supplier, date: 2026-11-01}   # from the tracker

"""
BLOCK = """\
facts:
  # what the supplier gave
  defect:
    source: S1
    records:
      - {id: D-1, severity: 3, status: open, deploys: true}
      # and so on

views:
  - {by: supplier, about: whole, says: agree}
"""
NEW = ("--by", "testers", "--title", "Letter of the testers", "--date", "2026-11-07")
D2 = ("id=D-2", "severity=2", "status=open", "deploys=false")


def add(*words: str, text: str = HEAD + BLOCK) -> tuple[Ran, str]:
    """What came of it, and the file as it then is."""
    lay_out()
    path = Path("evidence/pack.yaml")
    path.write_text(text, "utf-8")
    ran = run("evidence", "add", "harbour", "pack", *words)
    return ran, path.read_text("utf-8")


def lines_of(text: str) -> list[str]:
    return text.splitlines()


def test_a_record_of_the_same_source_is_added_to_its_list() -> None:
    ran, text = add("defect", *D2, "--source", "S1")

    ran.exits(Exit.GO)
    assert lines_of(text)[:14] == lines_of(HEAD + BLOCK)[:14]
    assert "      # and so on\n      - {id: D-2, severity: 2, status: open, deploys: false}\n\nviews:" in text
    says(ran, "added to evidence/pack.yaml:", "- {id: D-2, severity: 2, status: open, deploys: false}")


def test_a_record_of_a_new_source_gets_a_list_of_its_own_and_every_remark_stays() -> None:
    ran, text = add("defect", *D2, *NEW, "--received", "2026-11-08", "--basis", "documented")

    ran.exits(Exit.GO)
    source = (
        "  S2: {title: Letter of the testers, by: testers, date: 2026-11-07, received: 2026-11-08, basis: documented}"
    )
    assert source in lines_of(text)
    assert "  defect:\n  - source: S1\n    records:" in text
    assert "  - source: S2\n    records:\n      - {id: D-2, severity: 2" in text
    assert [line for line in lines_of(HEAD + BLOCK) if line not in lines_of(text)] == ["    source: S1"]


def test_a_source_that_is_there_is_not_written_a_second_time() -> None:
    _, text = add("defect", *D2, "--by", "supplier", "--title", "Export", "--date", "2026-11-01")

    assert "S2" not in text


def test_a_fact_that_was_not_mentioned_is_added_below_the_others() -> None:
    ran, text = add("test_result", "id=T-1", "result=passed", "seconds=1.50", *NEW)

    ran.exits(Exit.GO)
    assert "  test_result:\n    source: S2\n    records:\n      - {id: T-1, result: passed, seconds: 1.50}\n" in text


def test_a_view_is_added_with_what_is_said_of_it() -> None:
    said = ("--by", "testers", "--about", "A1", "--says", "agree_if", "--with", "Two more: tests pass", "--date")

    ran, text = add("view", *said, "2026-11-08")

    ran.exits(Exit.GO)
    line = '  - {by: testers, about: A1, says: agree_if, with: "Two more: tests pass", date: 2026-11-08}'
    assert text.endswith(f"agree}}\n{line}\n")


def test_a_view_may_rest_on_a_source() -> None:
    _, text = add("view", "--about", "whole", "--says", "agree", *NEW)

    assert "{by: testers, about: whole, says: agree, date: 2026-11-07, source: S2}" in text


@pytest.mark.parametrize(
    "body",
    [
        "",
        "facts: {}\n",
        "facts: {defect: {source: S1, records: []}}\n",
        "facts: {defect: [{source: S1, records: [{id: D-1}]}]}",
        "facts:\n  defect: {source: S1, records: [{id: D-1}]}  # {not this}\n",
        "facts:\n  defect:\n  - source: S1\n    records:\n    - id: D-1\n      plan: |\n        one\n        two\n",
        'facts:\n  defect:\n    - source: S1\n      records: [{id: "D]1"}]\nviews: []\n',
        "facts:\n    risk:\n        source: S1\n        records: []\nviews: {complete: true, records: []}\n",
        "facts:\n  defect:\n    source: S1\n    records: []\n    #  - {id: D-1}\n\n# the end\n",
    ],
)
@pytest.mark.parametrize("more", [("--source", "S1"), NEW])
def test_it_finds_its_place_in_whatever_layout(body: str, more: tuple[str, ...]) -> None:
    ran, text = add("defect", *D2, *more, text=HEAD + body)

    ran.exits(Exit.GO)
    assert text.startswith("# The pack of November.")
    says(run("evidence", "show", "harbour", "pack", "defect"), "D-2, from", "severity 2")
    again = run("evidence", "add", "harbour", "pack", "view", "--by", "testers", "--about", "whole", "--says", "agree")
    again.exits(Exit.GO)
    run("check", "harbour", "-e", "pack").prints("well-formed")


def test_line_ends_and_the_mark_at_the_beginning_stay_as_they_are() -> None:
    lay_out()
    path = Path("evidence/pack.yaml")
    path.write_bytes(b"\xef\xbb\xbf" + (HEAD + BLOCK).replace("\n", "\r\n").encode())
    path.chmod(0o640)

    run("evidence", "add", "harbour", "pack", "defect", *D2, *NEW).exits(Exit.GO)

    after = path.read_bytes()
    assert after.startswith(b"\xef\xbb\xbf# The pack")
    assert after.count(b"\n") == after.count(b"\r\n")
    assert path.stat().st_mode & 0o777 == 0o640


# --- what is wrong -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "code", "saying"),
    [
        (("defect", "id=D-2", "severity=9", "--source", "S1"), Exit.EVIDENCE, "`9` is more than 5"),
        (("defect", "id=D-2", "status=opn", "--source", "S1"), Exit.EVIDENCE, "did you mean `open`?"),
        (("defect", "id=D-2", "sverity=2", "--source", "S1"), Exit.EVIDENCE, "did you mean `severity`?"),
        (("defect", "id=D-2", "severity=2, x: 1", "--source", "S1"), Exit.EVIDENCE, "error[E"),
        (("defect", "severity=2", "--source", "S1"), Exit.EVIDENCE, "error[E"),
        (("defect", *D2, "--by", "nobody", "--title", "Letter"), Exit.EVIDENCE, "nobody"),
        (("view", "--by", "testers", "--about", "A9", "--says", "agree"), Exit.EVIDENCE, "`A9` is none of them"),
        (("defect", *D2), Exit.USAGE, "say who says it"),
        (("defect", *D2, "--source", "S7"), Exit.USAGE, "there is no source S7"),
        (("defect", "id", "--source", "S1"), Exit.USAGE, "is no FIELD=VALUE"),
        (("defect", "--source", "S1"), Exit.USAGE, "say what is to be added"),
        (("defect", *D2, "--about", "A1", "--source", "S1"), Exit.USAGE, "are for a view"),
        (("defct", *D2, "--source", "S1"), Exit.USAGE, "did you mean `defect`?"),
        (("waiver", "id=W", "--source", "S1"), Exit.USAGE, "no fact `waiver`"),
    ],
)
def test_what_is_wrong_is_said_and_the_file_stays_as_it_was(words: tuple[str, ...], code: Exit, saying: str) -> None:
    ran, text = add(*words)

    ran.exits(code, saying=saying)
    assert text == HEAD + BLOCK


def test_a_complaint_shows_the_line_that_would_have_been_added() -> None:
    ran, _ = add("defect", "id=D-2", "severity=9", "--source", "S1")

    assert "- {id: D-2, severity: 9}" in ran.complained
    assert "evidence/pack.yaml:15" in ran.complained


def test_a_record_that_is_there_is_not_given_again_without_saying_what_is_meant() -> None:
    ran, text = add("defect", "id=D-1", "severity=1", *NEW)

    ran.exits(Exit.USAGE, saying="`D-1` is there already (evidence/pack.yaml:13:9, from S1)")
    assert "--corrects D-1" in ran.complained
    assert text == HEAD + BLOCK


def test_a_record_that_corrects_another_replaces_it() -> None:
    ran, text = add("defect", "id=D-1", "severity=1", "status=open", "deploys=true", "--corrects", "D-1", *NEW)

    ran.exits(Exit.GO)
    assert "corrects: D-1}" in text
    says(run("evidence", "show", "harbour", "pack", "defect"), "severity 1", "left out, corrected: 1 record")


def test_another_word_beside_what_is_said_is_a_contradiction_that_shows() -> None:
    ran, _ = add("defect", "id=D-1", "severity=1", "status=open", "deploys=true", "--beside", *NEW)

    ran.exits(Exit.GO)
    says(run("evidence", "show", "harbour", "pack", "defect"), "contradiction: severity of D-1")


def test_values_are_written_so_that_they_are_read_as_they_were_given() -> None:
    threat = 'a: "b" #c {d}, [e] yes'

    ran, _ = add("risk", "id=1.10", f"threat={threat}", "inherent=high", "tags=one, two", "tags=no", "power=", *NEW)

    ran.exits(Exit.GO)
    says(run("evidence", "show", "harbour", "pack", "risk"), f"threat {threat}", "tags one, two, no", "power (none)")


def test_evidence_in_json_is_left_to_programs() -> None:
    lay_out()
    Path("evidence/pack.json").write_text('{"evidence": "pack", "as_of": "2026-11-08"}', "utf-8")

    run("evidence", "add", "harbour", "pack", "defect", *D2, *NEW).exits(Exit.USAGE, saying="is JSON")
