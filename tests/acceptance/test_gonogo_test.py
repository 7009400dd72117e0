"""`gonogo test`: what a governance secretary types, and what is then to be read."""

from __future__ import annotations

import json
import re
from pathlib import Path
from xml.etree import ElementTree

import pytest

from gonogo.cli_test import _Bar
from gonogo.model.diagnostic import Diagnostics
from gonogo.model.location import SourceFile
from gonogo.scenarios.feature_file import read_feature
from gonogo.scenarios.play import Workbench, play
from gonogo.scenarios.tags import BadExpression, Tags
from tests.architecture.code_map import ROOT
from tests.cli.run import process, run

POLICY = """
policy: lift
title: The lift goes into service
authority: board
roles: {board: {title: Board}, maker: {title: Maker}}
vocabulary:
  fault: {key: id, from: maker, fields: {id: text, severe: boolean}}
criteria:
  L1:
    title: No severe fault
    owner: maker
    rules: [{id: L1-severe, fail_when: {some: fault, where: {severe: true}}, because: "{id} is severe"}]
decision:
  question: Into service?
  rules:
    - {id: D-no, then: no_go, when: {criteria: any, is: fail}}
    - {id: D-go, then: go, when: {criteria: all, is: pass}}
"""
EVIDENCE = """
evidence: june
policy: lift
as_of: 2026-06-01
sources: {log: {title: Log, by: maker, date: 2026-06-01}}
facts: {fault: {source: log, complete: true, records: [{id: F-1, severe: false}]}}
"""
FEATURE = """
@lift
Feature: The lift
  Background:
    Given the policy "policy"
    And the evidence "evidence"

  @go
  Scenario: No fault is severe
    When it is decided
    Then the outcome is go

  Scenario Outline: A fault is severe: <severe>
    Given the severe of fault F-1 is <severe>
    When it is decided
    Then the verdict on L1 is <verdict>

    Examples:
      | severe | verdict |
      | true   | fail    |
      | false  | pass    |
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that holds a policy, evidence and a feature, and nothing else."""
    for name, text in (("policy.yaml", POLICY), ("evidence.yaml", EVIDENCE), ("lift.feature", FEATURE)):
        (tmp_path / name).write_text(text, "utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path


def rewrite(folder: Path, old: str, new: str) -> None:
    path = folder / "lift.feature"
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def test_a_folder_with_a_policy_evidence_and_a_feature_is_enough(folder: Path) -> None:
    run("test").exits(0).prints("3 passed", "lift.feature  The lift", "3 scenarios: 3 passed")


def test_nothing_is_written_into_the_folder(folder: Path) -> None:
    run("test").exits(0)

    assert {one.name for one in folder.iterdir()} == {"policy.yaml", "evidence.yaml", "lift.feature"}


def test_a_process_of_its_own_does_the_same(folder: Path) -> None:
    with process("test") as one:
        printed, complained = one.communicate()

    assert (one.returncode, complained) == (0, b"")
    assert b"3 scenarios: 3 passed" in printed


def test_settings_of_pytest_that_stand_there_do_not_matter(folder: Path) -> None:
    (folder / "pytest.ini").write_text("[pytest]\naddopts = --no-such-option\n", "utf-8")
    (folder / "conftest.py").write_text("raise RuntimeError\n", "utf-8")

    run("test").exits(0)


def test_a_wrong_expectation_is_shown_so_that_anyone_sees_why(folder: Path) -> None:
    rewrite(folder, "| true   | fail    |", "| true   | pass    |")

    ran = run("test").exits(1)

    ran.prints(
        "lift.feature, line 13: A fault is severe: true",
        "example, line 20: severe = true, verdict = pass",
        "  ok      14  Given the severe of fault F-1 is true",
        "  FAIL    16  Then the verdict on L1 is pass",
        "  expected  criterion L1 to be pass",
        "  actual    fail (rule L1-severe)",
        "F-1 is severe",
        "3 scenarios: 2 passed, 1 failed",
    )


def test_a_step_that_cannot_be_carried_out_fails_its_scenario(folder: Path) -> None:
    rewrite(folder, "fault F-1 is", "fault F-2 is")

    ran = run("test").exits(1)

    ran.prints(
        "this step cannot be carried out:", "error[F202]: there is no record of `fault` `F-2`", "did you mean `F-1`?"
    )


def test_a_policy_that_is_wrong_fails_its_scenarios_with_the_complaint(folder: Path) -> None:
    (folder / "policy.yaml").write_text(POLICY.replace("severe: true}", "sever: true}"), "utf-8")

    run("test").exits(1).prints("nothing is decided: the policy is refused", "error[P104]", "did you mean `severe`?")


def test_a_changed_policy_is_noticed_at_once(folder: Path) -> None:
    run("test").exits(0)
    (folder / "policy.yaml").write_text(POLICY.replace("severe: true}", "severe: false}"), "utf-8")

    run("test").exits(1).prints("3 scenarios: 0 passed, 3 failed")


def test_a_changed_feature_is_noticed_at_once(folder: Path) -> None:
    run("test").exits(0)
    rewrite(folder, "outcome is go", "outcome is no-go")

    run("test").exits(1).prints("actual    go (rule D-go)")


# --- what is not run -----------------------------------------------------------------------------


def test_a_scenario_that_tests_nothing_stops_the_run(folder: Path) -> None:
    rewrite(folder, "    Then the outcome is go\n", "")

    run("test").exits(4, saying="error[F106]").prints_nothing()


def test_all_features_are_looked_at_before_any_is_run(folder: Path) -> None:
    (folder / "other.feature").write_text("Feature: Nothing\n", "utf-8")

    run("test").exits(4, saying="other.feature:1:1").prints_nothing()


def test_an_empty_run_is_an_error(folder: Path) -> None:
    (folder / "lift.feature").unlink()

    run("test").exits(4, saying="error[F132]").prints_nothing()


def test_a_path_that_is_not_there_is_an_error(folder: Path) -> None:
    run("test", "lift.feture").exits(4, saying="did you mean `lift.feature`?").prints_nothing()


# --- choosing ------------------------------------------------------------------------------------


def test_words_choose_scenarios(folder: Path) -> None:
    run("test", "-k", "severe and not fault").exits(4, saying="F131")
    run("test", "-k", "no fault").exits(0).prints("1 scenario: 1 passed")
    run("test", "-k", "no fault or (severe: true)").exits(0).prints("2 scenarios: 2 passed")


def test_words_that_choose_nothing_are_an_error(folder: Path) -> None:
    run("test", "-k", "banana").exits(4, saying="error[F131]: no scenario has `banana` in its name")


@pytest.mark.parametrize(
    ("tags", "count"), [("@go", 1), ("not @go", 2), ("@lift and not (@go)", 2), ("@go or @lift", 3)]
)
def test_tags_choose_scenarios(folder: Path, tags: str, count: int) -> None:
    assert f": {count} passed" in run("test", "--tags", tags).exits(0).printed


def test_a_tag_that_nothing_has_is_an_error(folder: Path) -> None:
    run("test", "--tags", "@lift or @goo").exits(4, saying="did you mean `@go`?").prints_nothing()
    run("test", "--tags", "@lift and not @lift").exits(4, saying="these tags choose no scenario").prints_nothing()


@pytest.mark.parametrize("tags", ["", "go", "@go and", "(@go", "@go @lift", "not", "@go)", "and @go"])
def test_tags_that_cannot_be_read_are_wrong_usage(folder: Path, tags: str) -> None:
    run("test", "--tags", tags).exits(2, saying="--tags cannot be read").prints_nothing()


def test_words_that_cannot_be_read_are_wrong_usage(folder: Path) -> None:
    run("test", "-k", "go and").exits(2, saying="-k cannot be read").prints_nothing()


def test_not_binds_closest_then_and_then_or() -> None:
    wanted = Tags.read("@a or not @b and @c")

    assert [wanted.fit(tags) for tags in (["@a", "@b"], ["@c"], ["@b", "@c"], [])] == [True, True, False, False]
    with pytest.raises(BadExpression, match="is no tag"):
        Tags.read("@a or b")


# --- reports -------------------------------------------------------------------------------------


def test_reports_for_other_tools_say_the_same(folder: Path) -> None:
    rewrite(folder, "| true   | fail    |", "| true   | pass    |")

    run("test", "--junit", "j.xml", "--json", "c.json", "--html", "p.html").exits(1)

    suite = ElementTree.parse(folder / "j.xml").getroot()[0]
    [feature] = json.loads((folder / "c.json").read_text("utf-8"))
    page = (folder / "p.html").read_text("utf-8")
    assert (suite.get("tests"), suite.get("failures")) == ("3", "1")
    assert feature["uri"] == "lift.feature"
    statuses = [step["result"]["status"] for one in feature["elements"] for step in one["steps"]]
    assert statuses.count("failed") == 1
    assert "<title>2 of 3 scenarios passed</title>" in page
    assert "criterion L1 to be pass" in page
    assert "<script" not in page


def test_the_failure_in_junit_is_what_a_reader_sees(folder: Path) -> None:
    rewrite(folder, "outcome is go", "outcome is no-go")
    run("test", "--junit", "j.xml").exits(1)

    failure = ElementTree.parse(folder / "j.xml").getroot().find(".//failure")

    assert failure is not None
    assert failure.text is not None
    assert failure.text.startswith("lift.feature, line 9: No fault is severe")


def test_a_page_holds_no_markup_of_the_author(folder: Path) -> None:
    rewrite(folder, "No fault is severe", "No <b>fault</b> & more")

    run("test", "--html", "p.html").exits(0)

    assert "No &lt;b&gt;fault&lt;/b&gt; &amp; more" in (folder / "p.html").read_text("utf-8")


def test_the_same_run_gives_the_same_reports(folder: Path) -> None:
    run("test", "--json", "a.json", "--html", "a.html").exits(0)
    run("test", "--json", "b.json", "--html", "b.html").exits(0)

    assert (folder / "a.json").read_bytes() == (folder / "b.json").read_bytes()
    assert (folder / "a.html").read_bytes() == (folder / "b.html").read_bytes()


def test_a_long_run_shows_how_far_it_is(capsys: pytest.CaptureFixture[str]) -> None:
    bar = _Bar()
    for done in range(1, 101):
        bar(done, 100, done != 7)

    said = capsys.readouterr().err
    assert "] 50 of 100 scenarios, 1 failed" in said
    assert said.endswith(" \r")


# --- the documents -------------------------------------------------------------------------------

EXAMPLES = re.findall(r"^```feature\n(.*?)^```", (ROOT / "docs" / "scenarios.md").read_text("utf-8"), re.M | re.S)


@pytest.mark.parametrize("example", EXAMPLES)
def test_the_examples_of_the_guide_pass(example: str) -> None:
    diagnostics = Diagnostics()
    feature = read_feature(SourceFile(str(ROOT / "docs" / "scenarios.feature"), example), diagnostics)

    assert list(diagnostics) == []
    assert feature is not None
    assert [
        one.mismatch for one in (play(scenario, Workbench()) for scenario in feature.scenarios) if one.mismatch
    ] == []
