"""`gonogo evidence new --blank`: the empty pack, and that what is filled in is read back."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from gonogo.cli_common import Exit
from tests.cli.run import process, run
from tests.harbours import DAY, POLICY, lay_out, says

BLANK = ("evidence", "new", "--blank", "harbour", "--as-of", DAY)


def blank(to: str, *more: str) -> str:
    run(*BLANK, "-o", to, *more).exits(Exit.GO).prints(f"wrote {to}")
    return Path(to).with_suffix(".yaml").read_text("utf-8")


def book(path: str = "evidence/pack.xlsx") -> Any:
    return openpyxl.load_workbook(path)


def test_the_empty_pack_says_what_is_wanted_of_whom_for_what_and_how_good() -> None:
    lay_out()

    text = " ".join(blank("evidence/pack.yaml").replace("#", " ").split())

    assert "testing issue. Owed by System supplier. Needed for A1 (No severe defect)." in text
    assert "How good: documented, received no later than 2 days before the day of the decision." in text
    assert "severity a whole number from 1 to 5" in text
    assert "plan text; may be left empty, if there is none" in text
    assert "- {id: D-1, severity: 1, status: open, deploys: true, found: 2026-11-29, plan: text}" in text
    assert "{by: testers, about: whole, says: agree" in text


@pytest.mark.parametrize("to", ["evidence/pack.yaml", "evidence/pack.xlsx"])
def test_the_empty_pack_is_well_formed_and_decides_nothing(to: str) -> None:
    lay_out()

    blank(to)

    run("check", "harbour", "-e", "pack").exits(Exit.GO)
    run("decide", "harbour", "pack", "--no-cache").prints("UNDECIDED")


def test_an_example_of_the_pack_counts_once_its_mark_is_taken_away() -> None:
    lay_out()
    text = blank("evidence/pack.yaml")

    filled = text.replace("records: []\n    #  - {id: D-1", "records:\n      - {id: D-1")
    Path("evidence/pack.yaml").write_text(filled, "utf-8")

    run("decide", "harbour", "pack", "--no-cache").prints("FAIL", "No severe defect")


def test_a_role_is_only_asked_for_what_it_owes() -> None:
    lay_out()

    text = blank("evidence/pack.yaml", "--for", "testers")

    assert "Evidence for Test group on Harbour cut-over" in text
    assert "test_result:" in text
    assert "defect:" not in text
    assert "by: testers" in text


def test_whoever_owes_nothing_is_asked_for_nothing() -> None:
    lay_out()

    run(*BLANK, "--for", "board").exits(Exit.USAGE, saying="nobody asks board for anything")


def test_what_is_filled_into_the_workbook_is_read_back_and_decided_on() -> None:
    lay_out()
    blank("evidence/pack.xlsx")
    filled = book()
    filled["defect"].append(["D-1", 4, "open", "true", "2026-11-01", "Fix"])
    filled["defect"].append(["D-2", 1, "closed", False, None, None])
    filled["risk"].append(["R-1", "=1+1", "high", "a; b", 1.5])
    filled["risk"]["B9"].data_type = "s"
    filled.save("evidence/pack.xlsx")
    path = Path("evidence/pack.yaml")
    path.write_text(path.read_text("utf-8").replace("    # complete: true", "    complete: true", 1), "utf-8")

    run("decide", "harbour", "pack", "--no-cache").prints("PASS")
    shown = run("evidence", "show", "harbour", "pack", "defect", "risk")

    says(shown, "defect (testing issue): 2 records, complete", "severity 4 evidence/pack.xlsx, defect!B9")
    says(shown, "deploys false evidence/pack.xlsx, defect!D10", "plan (none)", "tags a, b", "threat =1+1")


def test_the_workbook_offers_what_can_be_chosen_and_keeps_dates_as_text() -> None:
    lay_out()
    blank("evidence/pack.xlsx")

    sheet = book()["defect"]
    rules = {str(rule.sqref): rule for rule in sheet.data_validations.dataValidation}

    assert [cell.value for cell in sheet[8]] == ["id", "severity", "status", "deploys", "found", "plan"]
    assert rules["C9:C10008"].formula1 == '"open,in_progress,fixed,closed"'
    assert rules["D9:D10008"].formula1 == '"true,false"'
    assert (rules["B9:B10008"].formula1, rules["B9:B10008"].formula2) == ("1", "5")
    assert sheet.column_dimensions["E"].number_format == "@"
    assert sheet["C8"].comment.text == "one of open, in_progress, fixed, closed"
    assert sheet["A2"].value == "Owed by System supplier"


def test_words_that_are_too_long_for_a_rule_stand_on_a_sheet_of_their_own() -> None:
    words = [f"a_rather_long_word_number_{number}" for number in range(30)]
    lay_out()
    Path("policies/harbour.yaml").write_text(
        POLICY.replace("open, in_progress, fixed, closed", ", ".join(words)).replace(
            "status: {not: closed}", f"status: {{not: {words[0]}}}"
        ),
        "utf-8",
    )

    blank("evidence/pack.xlsx")

    made = book()
    rules = {str(rule.sqref): rule.formula1 for rule in made["defect"].data_validations.dataValidation}
    assert rules["C9:C10008"] == "'Words'!$A$1:$A$30"
    assert [row[0].value for row in made["Words"]["A1:A30"]] == words


def test_a_title_that_looks_like_a_formula_is_text() -> None:
    lay_out()
    Path("policies/harbour.yaml").write_text(POLICY.replace("title: testing issue", 'title: "=HYPERLINK(1)"'), "utf-8")

    blank("evidence/pack.xlsx")

    assert book()["defect"]["A1"].data_type == "s"


def test_the_same_policy_gives_the_same_bytes_in_every_process() -> None:
    lay_out()
    blank("evidence/pack.xlsx")
    Path("other").mkdir()

    ended = process(*BLANK, "-o", "other/pack.xlsx", PYTHONHASHSEED="7")
    _, said = ended.communicate()

    assert ended.returncode == 0, said
    assert Path("other/pack.xlsx").read_bytes() == Path("evidence/pack.xlsx").read_bytes()


def test_neither_of_the_two_files_is_overwritten() -> None:
    lay_out()
    Path("evidence/pack.yaml").write_text("mine", "utf-8")

    run(*BLANK, "-o", "evidence/pack.xlsx").exits(Exit.USAGE, saying="evidence/pack.yaml: already there")

    assert not Path("evidence/pack.xlsx").exists()


def test_facts_whose_names_are_alike_have_sheets_of_their_own() -> None:
    name = "a_fact_with_a_name_that_goes_on_and_on"
    facts = "".join(f"  {name}_{end}: {{key: id, from: supplier, fields: {{id: text}}}}\n" for end in ("one", "two"))
    lay_out()
    Path("policies/harbour.yaml").write_text(POLICY.replace("vocabulary:\n", f"vocabulary:\n{facts}"), "utf-8")

    blank("evidence/pack.xlsx")

    run("check", "harbour", "-e", "pack").exits(Exit.GO, saying="no such fact")
    titles = openpyxl.load_workbook(BytesIO(Path("evidence/pack.xlsx").read_bytes())).sheetnames
    assert len({title.casefold() for title in titles}) == len(titles)
    assert max(map(len, titles)) <= 31
