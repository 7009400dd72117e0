"""`gonogo test --coverage`: what the scenarios of a folder have seen of its policy, and whether that is enough."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest

from gonogo.resources import folder
from tests.cli.run import run

SCHEMA = json.loads((folder("schemas") / "coverage.schema.json").read_text("utf-8"))
POLICY = """\
policy: cutover
title: Cut-over
version: "1"
authority: board
roles: {board: {title: Board}, supplier: {title: Supplier}}
vocabulary:
  defect: {title: defect, key: id, from: supplier, fields: {id: text, severity: {type: integer, from: 1, to: 5}}}
criteria:
  A1:
    title: No severe defect
    owner: supplier
    rules: [{id: A1-severe, fail_when: {some: defect, where: {severity: {at_most: 2}}}}]
decision:
  question: Go?
  rules:
    - {id: D-no, then: no_go, when: {criteria: any, is: fail}}
    - {id: D-go, then: go, when: {criteria: all, is: pass}}
"""
FEATURE = """\
Feature: No severe defect

  Background:
    Given the policy "cutover.yaml"
    And no evidence

  Scenario Outline: Severity 2 is severe, Severity 3 is not
    Given the complete list of defect records by supplier, documented:
      | id  | severity   |
      | D-1 | <severity> |
    When it is decided
    Then the outcome is <outcome>

    Examples:
      | severity | outcome |
      | 2        | no-go   |
      | 3        | go      |
"""
REST = """
  Scenario: Nobody has said anything
    When it is decided
    Then the outcome is undecided

  Scenario: Severity 1 is severe too
    Given the complete list of defect records by supplier, documented:
      | id  | severity |
      | D-1 | 1        |
    When it is decided
    Then the outcome is no-go
"""


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that holds a policy and a feature, and nothing else."""
    (tmp_path / "cutover.yaml").write_text(POLICY, encoding="utf-8")
    (tmp_path / "cutover.feature").write_text(FEATURE, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def add(folder: Path, scenarios: str) -> None:
    with (folder / "cutover.feature").open("a", encoding="utf-8") as file:
        file.write(scenarios)


def test_the_report_says_what_no_scenario_does() -> None:
    ran = run("test", "--coverage").exits(0)

    ran.prints("2 scenarios: 2 passed", "Coverage of Cut-over, version 1 (cutover)", "in 2 decisions")
    ran.prints("  cutover.yaml:12  A1-severe\n    - no scenario makes `A1-severe` unknown\n")
    ran.prints("- no scenario has a defect that has severity 1 (just below 2) (so far: 2 and 3)")
    ran.prints("- in no scenario is the decision undecided")


def test_with_every_case_all_is_seen(here: Path) -> None:
    add(here, REST)

    ran = run("test", "--coverage", "--fail-under", "100").exits(0)

    ran.prints("(100.0 %), in 4 decisions", "All is seen of A1, decision.")


def test_too_little_ends_as_a_failed_scenario_does() -> None:
    run("test", "--coverage", "--fail-under", "90").exits(1, saying="and --fail-under asks for 90.0 %")


def test_json_stands_alone_on_the_standard_output() -> None:
    ran = run("test", "--coverage", "--format", "json")

    ran.exits(0, saying="2 scenarios: 2 passed")
    jsonschema.validate(ran.json, SCHEMA)
    assert ran.json["policies"][0]["id"] == "cutover"


def test_the_page_goes_to_a_file(here: Path) -> None:
    ran = run("test", "--coverage", "--format", "html", "-o", "coverage.html").exits(0)

    page = (here / "coverage.html").read_text("utf-8")
    ran.prints("2 scenarios: 2 passed", "; written to coverage.html")
    assert "no scenario makes <code>A1-severe</code> unknown" in page
    assert page == page.strip() + "\n"


@pytest.mark.parametrize("option", [("--format", "json"), ("--output", "x"), ("--fail-under", "90")])
def test_what_is_about_coverage_goes_with_it(option: tuple[str, str]) -> None:
    run("test", *option).exits(2, saying="goes with --coverage")


def test_an_overridden_parameter_is_told_as_the_policy_has_it(here: Path) -> None:
    text = POLICY.replace("vocabulary:", "parameters: {most: {type: integer, value: 2}}\nvocabulary:")
    (here / "cutover.yaml").write_text(text.replace("{at_most: 2}", "{at_most: $most}"), encoding="utf-8")
    (here / "cutover.feature").write_text(
        FEATURE.replace("And no evidence", "And no evidence\n    And the parameter most is 3"), encoding="utf-8"
    )

    ran = run("test", "--coverage")

    assert "the most (2)" in ran.printed
    assert "the most (3)" not in ran.printed
