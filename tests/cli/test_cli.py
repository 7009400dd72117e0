"""The commands, their exit codes, and what they print and complain of."""

from __future__ import annotations

import io
import json
import os
import re
import shutil
import sys
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from gonogo import __version__, api, cli
from gonogo.cli_common import Exit
from gonogo.judge.replay import Replay
from gonogo.model.diagnostic import Code
from gonogo.resources import folder
from tests.cli.run import process, run
from tests.desk import completed
from tests.packs import PAIRS

OPEN_DEFECT = "facts: {defect: {source: S2, records: [{id: D1, severity: 1, status: open, deploys: true}]}}"
NO_DEFECT = "facts: {defect: {source: S2, complete: true, records: []}}"
CLOSED = "{id: A1-clear, pass_when: {no: defect}}"
LATER = "decision: {question: Go?, rules: [{id: D, then: defer, to: 2027-01-31, when: {criteria: any, is: pass}}]}"


def written(policy: str = "", evidence: str = "") -> None:
    """A policy and evidence under the names that a person would use."""
    for kind, text in (("policy", policy), ("evidence", evidence)):
        Path(f"{kind}.yaml").write_text(completed(text, kind), "utf-8")


# --- decide: the answer, in every code ---------------------------------------------------------------


@pytest.mark.parametrize(
    ("policy", "evidence", "code", "outcome"),
    [
        ("", NO_DEFECT, Exit.GO, "go"),
        ("", OPEN_DEFECT, Exit.NO_GO, "no_go"),
        (LATER, NO_DEFECT, Exit.NO_GO, "defer"),
        ("", "", Exit.UNDECIDED, "undecided"),
    ],
)
def test_the_exit_code_says_what_the_outcome_is(policy: str, evidence: str, code: Exit, outcome: str) -> None:
    written(policy, evidence)
    ran = run("decide", "policy.yaml", "evidence.yaml", "--format", "json")

    assert ran.code == code
    assert ran.json["outcome"] == outcome


def test_the_example_is_found_by_its_bare_name_and_comes_to_go_with_conditions() -> None:
    run("decide", "sec-release", "sec-2019-11").exits(3).prints("AC1", "AC7", "RR1", "final go/no-go")


def test_the_example_read_strictly_is_undecided_and_names_who_owes_what() -> None:
    run("decide", "sec-release-strict", "sec-2019-11").exits(6, saying="L101").prints("AC7", "SECAS", "SEC Panel")


def test_the_text_leads_with_the_answer_and_fits_the_page() -> None:
    printed = run("decide", "sec-release", "sec-2019-11").exits(3).printed
    first = printed.strip().splitlines()[0].lower()

    assert "go with conditions" in first.replace("_", " ")
    assert max(map(len, printed.splitlines())) <= 100


@pytest.mark.parametrize(("policy", "evidence"), PAIRS)
def test_the_json_is_what_its_schema_says(policy: str, evidence: str) -> None:
    schema = json.loads((folder("schemas") / "decision.schema.json").read_text("utf-8"))

    document = run("decide", policy, evidence, "--format", "json").json

    assert [str(one) for one in Draft202012Validator(schema).iter_errors(document)] == []


def test_a_day_of_decision_can_be_given_and_is_not_the_clocks() -> None:
    document = run("decide", "sec-release", "sec-2019-11", "--as-of", "2019-11-07", "--format", "json").exits(6).json

    assert document["as_of"] == "2019-11-07"
    assert document["evidence"]["as_of"] == "2019-11-08"
    assert {one["reason"] for one in document["left_out"]} == {"not_yet_received"}


@pytest.mark.parametrize("day", ["2019-11-31", "29/11/2019", "20191129", "today", "2019-11-29T00:00"])
def test_a_day_that_is_not_a_date_is_wrong_usage(day: str) -> None:
    run("decide", "sec-release", "sec-2019-11", "--as-of", day).exits(
        2, saying=f"`{day}` is not a day"
    ).prints_nothing()


# --- wrong usage, wrong policy, wrong evidence -------------------------------------------------------


@pytest.mark.parametrize(
    "words",
    [("decide",), ("decide", "sec-release"), ("decide", "a", "b", "c"), ("decide", "--color", "a", "b"), ("deicde",)],
)
def test_wrong_usage_is_two_and_says_how(words: tuple[str, ...]) -> None:
    run(*words).exits(2, saying="Usage").prints_nothing()


def test_an_unknown_policy_is_answered_with_the_nearest_name() -> None:
    run("decide", "sec-relese", "sec-2019-11").exits(4, saying="did you mean `sec-release`").prints_nothing()


def test_unknown_evidence_is_answered_with_the_nearest_name() -> None:
    run("decide", "sec-release", "sec-2019-1").exits(5, saying="did you mean `sec-2019-11`").prints_nothing()


def test_a_file_that_is_not_there_is_named() -> None:
    run("check", "nothing/here.yaml").exits(4, saying="nothing/here.yaml")


def test_a_folder_without_its_main_file_is_told_from_nothing() -> None:
    Path("pack").mkdir()
    Path("pack/defects.yaml").write_text("facts: {}\n", "utf-8")

    run("decide", "sec-release", "pack").exits(5, saying="a folder without `evidence.yaml`").prints_nothing()


@pytest.mark.parametrize("where", ["outside.yaml", "nowhere.yaml"])
def test_a_link_out_of_the_project_is_not_left_out_unsaid(where: str, desk: Path) -> None:
    pack = desk / "evidence" / "pack"
    pack.mkdir(parents=True)
    shutil.copy(folder("evidence") / "sec-2019-11.yaml", pack / "evidence.yaml")
    (desk.parent / "outside.yaml").write_text("facts: {}\n", "utf-8")
    (pack / "more.yaml").symlink_to(desk.parent / where)

    run("decide", "sec-release", "pack").exits(5, saying="evidence/pack/more.yaml").prints_nothing()


def test_a_wrong_policy_is_four_with_place_expectation_and_nearest_name() -> None:
    written("criteria: {A1: {title: One, rules: [{id: a, fail_when: {some: defect, where: {severty: 1}}}]}}")

    ran = run("decide", "policy.yaml", "evidence.yaml").exits(4, saying="error[P104]").prints_nothing()

    assert "policy.yaml:1:" in ran.complained
    assert "did you mean `severity`" in ran.complained


def test_wrong_evidence_is_five() -> None:
    written("", 'facts: {defect: {source: S2, records: [{id: D1, severity: "1"}]}}')

    run("decide", "policy.yaml", "evidence.yaml").exits(5, saying="error[E108]").prints_nothing()


def test_all_that_is_wrong_is_said_at_once_and_in_order() -> None:
    written("title: [x]\nversion: {}\nnonsense: 1\n")

    complained = run("check", "policy.yaml").exits(4, saying="error[").complained

    assert [complained.index(place) for place in ("yaml:1:", "yaml:2:", "yaml:3:")] == sorted(
        complained.index(place) for place in ("yaml:1:", "yaml:2:", "yaml:3:")
    )


@pytest.mark.parametrize("setting", ["", "1"])
def test_a_fault_of_ours_is_seventy_and_never_looks_like_a_verdict(
    setting: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GONOGO_TRACEBACK", setting)

    def broken(*_: object, **__: object) -> Any:
        raise ZeroDivisionError("on purpose")

    monkeypatch.setattr(api, "decide", broken)
    ran = run("decide", "a", "b").exits(70, saying="a fault of ours, and no decision").prints_nothing()

    assert ("Traceback" in ran.complained) == bool(setting)


def test_an_engine_that_disagrees_with_its_replay_gives_no_decision(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Replay, "add", lambda *_: [])

    run("decide", "sec-release", "sec-2019-11", "--no-cache").exits(70, saying="disagree").prints_nothing()


def test_a_file_that_may_not_be_read_is_a_sentence_and_no_verdict(desk: Path) -> None:
    written()
    (desk / "policy.yaml").unlink()
    (desk / "policy.yaml").mkdir()

    ran = run("decide", "policy.yaml", "evidence.yaml")

    assert ran.code in (Exit.USAGE, Exit.POLICY)
    assert "Traceback" not in ran.complained
    assert ran.complained != ""


# --- check, help, schema -----------------------------------------------------------------------------


def test_check_says_that_a_good_policy_is_well_formed() -> None:
    run("check", "sec-release").exits(0).prints("well-formed", "7 criteria", "1 risk with 6 controls")


def test_check_reads_evidence_against_the_policy() -> None:
    run("check", "sec-release", "--evidence", "sec-2019-11").exits(0).prints("sec-2019-11")
    written("", "facts: {defekt: {records: []}}")
    run("check", "policy.yaml", "-e", "evidence.yaml").exits(5, saying="did you mean `defect`")


def test_check_lists_what_a_policy_changes_in_the_one_that_it_extends() -> None:
    run("check", "sec-release-strict").exits(0, saying="L101").prints(
        "It extends sec-release.", "Changed:  criteria AC1", "Removed:  rules"
    )


def test_check_goes_through_all_policies_and_ends_with_the_worst() -> None:
    Path("bad.yaml").write_text("policy: bad\n", "utf-8")

    run("check", "bad.yaml", "sec-release").exits(4, saying="error[S102]").prints("bad.yaml", "well-formed")


@pytest.mark.parametrize("form", ["human", "plain", "json", "github"])
def test_complaints_have_a_form_for_each_reader(form: str) -> None:
    written("nonsense: 1\n")
    complained = run("check", "policy.yaml", "--messages", form).exits(4, saying="S101").complained

    assert "\x1b" not in complained
    assert (form == "json") == complained.lstrip().startswith(("[", "{"))
    assert (form == "github") == complained.startswith("::error")


@pytest.mark.parametrize("code", [one.value for one in Code])
def test_help_has_a_page_for_every_code(code: str) -> None:
    run("help", code).exits(0).prints(code, "## Wrong", "## Right", "## Why")


def test_help_takes_a_code_in_small_letters_and_refuses_others() -> None:
    run("help", "p104").exits(0).prints("P104")
    run("help", "P999").exits(2, saying="`P999`").prints_nothing()


def test_the_schema_of_the_evidence_is_a_schema_that_the_examples_keep_to() -> None:
    schema = run("schema", "sec-release").exits(0).json
    Draft202012Validator.check_schema(schema)

    assert "testing_issue" in json.dumps(schema)


def test_the_version_is_the_packages() -> None:
    run("--version").exits(0).prints(f"gonogo {__version__}")


def test_a_name_that_is_not_there_is_answered_with_the_nearest_and_not_with_all() -> None:
    ran = run("check", "sec-relaese").exits(4, saying="did you mean `sec-release`?")

    assert re.search(r"apache-vote, .+, and \d+ more; found nothing", ran.complained)


@pytest.mark.parametrize("group", [(), ("approve",), ("evidence",), ("keys",), ("new",)])
def test_a_list_of_commands_says_of_each_in_one_line_what_it_does(group: tuple[str, ...]) -> None:
    listed = run(*group, "--help").exits(0).printed.partition("Commands:\n")[2].splitlines()

    assert [line for line in listed if not line.endswith(("?", ".")) or line.endswith("...")] == []


@pytest.mark.parametrize(
    "words", [("--help",), ("decide", "--help"), ("check", "-h"), ("help", "-h"), ("schema", "-h")]
)
def test_help_is_no_complaint(words: tuple[str, ...]) -> None:
    run(*words).exits(0).prints("Usage: gonogo")


# --- what is written ---------------------------------------------------------------------------------


def test_output_goes_into_a_file_and_is_the_same_as_on_the_screen() -> None:
    on_screen = run("decide", "sec-release", "sec-2019-11", "--format", "json").exits(3).printed
    run("decide", "sec-release", "sec-2019-11", "--format", "json", "-o", "d.json").exits(3).prints_nothing()

    assert Path("d.json").read_text("utf-8") == on_screen
    assert os.listdir() == ["d.json"]


def test_a_bad_input_leaves_an_earlier_output_as_it_was() -> None:
    Path("d.json").write_text("earlier", "utf-8")

    run("decide", "sec-relese", "sec-2019-11", "-o", "d.json").exits(4, saying="sec-release")

    assert Path("d.json").read_text("utf-8") == "earlier"


def test_output_that_cannot_be_finished_leaves_an_earlier_one_as_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device", "d.json")

    Path("d.json").write_text("earlier", "utf-8")
    monkeypatch.setattr(os, "fsync", full)

    run("decide", "sec-release", "sec-2019-11", "-o", "d.json").exits(2, saying="No space left on device")

    assert Path("d.json").read_text("utf-8") == "earlier"
    assert os.listdir() == ["d.json"]


def test_output_into_nothing_is_wrong_usage() -> None:
    run("decide", "sec-release", "sec-2019-11", "-o", "").exits(2, saying="names no file").prints_nothing()


def test_output_into_a_folder_that_is_not_there_is_a_sentence() -> None:
    run("decide", "sec-release", "sec-2019-11", "-o", "no/d.json").exits(2, saying="No such file").prints_nothing()


class Terminal(io.StringIO):
    """A screen."""

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("setting", "coloured"),
    [({}, True), ({"NO_COLOR": "1"}, False), ({"TERM": "dumb"}, False)],
)
def test_colour_is_for_screens_and_can_be_turned_off(
    setting: dict[str, str], coloured: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in {"TERM": "xterm", **setting}.items():
        monkeypatch.setenv(name, value)
    screen = Terminal()
    monkeypatch.setattr(sys, "stdout", screen)
    cli.run(["decide", "sec-release", "sec-2019-11"])

    assert ("\x1b[" in screen.getvalue()) == coloured


def test_without_a_screen_there_is_no_colour() -> None:
    assert "\x1b" not in run("decide", "sec-release", "sec-2019-11").exits(3).printed


# --- as a process ------------------------------------------------------------------------------------


def test_a_reader_that_goes_away_is_no_verdict() -> None:
    with process("decide", "sec-release", "sec-2019-11") as ran:
        assert ran.stdout is not None
        assert ran.stderr is not None
        ran.stdout.close()
        complained = ran.stderr.read()

    assert complained == b""
    assert ran.returncode == Exit.USAGE


def test_a_process_ends_with_the_code_of_its_outcome() -> None:
    with process("decide", "sec-release", "sec-2019-11", "--format", "json") as ran:
        printed, complained = ran.communicate()

    assert complained == b""
    assert json.loads(printed)["outcome"] == "go_with_conditions"
    assert ran.returncode == Exit.GO_WITH_CONDITIONS


def test_what_is_piped_is_the_same_bytes_whatever_the_settings_of_the_machine() -> None:
    Path("evidence.json").write_text(
        json.dumps({"evidence": "cafe", "as_of": "2026-11-08", "title": "Café ⚓"}), "utf-8"
    )
    words = ("decide", "sec-release", "evidence.json", "--no-cache")
    with process(*words, PYTHONIOENCODING="ascii") as one, process(*words, PYTHONIOENCODING="utf-8") as other:
        printed = one.communicate()[0]

        assert printed == other.communicate()[0]
        assert "Café ⚓" in printed.decode("utf-8")
