"""Feature files: what becomes of backgrounds, rules, outlines, tags and texts, and what is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from gonogo.model.diagnostic import Diagnostics
from gonogo.scenarios.feature_file import read_features
from tests.scenes import codes, feature, read

THEN = "\n    When it is decided\n    Then the outcome is go\n"
ONE = "Feature: F\n  Scenario: S\n    Given no evidence" + THEN


def test_steps_of_backgrounds_stand_before_those_of_the_scenario() -> None:
    found = feature(
        """
        Feature: F
          Background:
            Given the policy "a"
          Rule: R
            Background:
              Given no evidence
            Scenario: S
              When it is decided
              Then the outcome is go
        """
    )

    [scenario] = found.scenarios
    assert [one.text for one in scenario.steps][:3] == ['the policy "a"', "no evidence", "it is decided"]
    assert [one.background for one in scenario.steps] == [True, True, False, False]
    assert scenario.rule == "R"


def test_and_but_and_a_star_continue_the_kind_before_them() -> None:
    found = feature(
        """
        Feature: F
          Scenario: S
            Given the policy "a"
            And no evidence
            * the day is 2026-11-08
            When it is decided
            Then the outcome is go
            But nothing is missing
        """
    )

    kinds = [one.kind for one in found.scenarios[0].steps]
    assert kinds == ["given", "given", "given", "when", "then", "then"]


OUTLINE = """
@feature
Feature: F
  @outline
  Scenario Outline: Severity <severity>
    Given these defect records:
      | id  | severity   |
      | D-1 | <severity> |
    And the evidence also holds:
      \"\"\"
      facts: {retest: {records: [{id: R-<severity>}]}}
      \"\"\"
    When it is decided
    Then the verdict on A1 is <verdict>

    Examples: one
      | severity | verdict |
      | 1        | fail    |

    @two
    Examples: two
      | severity | verdict |
      | 3        | pass    |
"""


def test_an_outline_becomes_a_scenario_for_each_row() -> None:
    one, two = feature(OUTLINE).scenarios

    assert (one.name, two.name) == ("Severity 1", "Severity 3")
    assert one.example == (("severity", "1"), ("verdict", "fail"))
    assert two.id.endswith("page.feature::Severity <severity>[3-pass]")


def test_placeholders_are_filled_in_steps_tables_and_doc_strings() -> None:
    one, _ = feature(OUTLINE).scenarios

    assert one.steps[0].table is not None
    assert one.steps[0].table[1] == ("D-1", "1")
    assert one.steps[1].docstring == "facts: {retest: {records: [{id: R-1}]}}"
    assert one.steps[-1].text == "the verdict on A1 is fail"


def test_tags_are_inherited() -> None:
    one, two = feature(OUTLINE).scenarios

    assert one.tags == ("@feature", "@outline")
    assert two.tags == ("@feature", "@outline", "@two")


def test_a_cell_knows_its_place() -> None:
    one, _ = feature(OUTLINE).scenarios

    assert one.steps[0].table is not None
    assert (one.steps[0].table[1][1].at.line, one.steps[0].table[1][1].at.column) == (7, 15)


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("de", ("Funktionalität", "Szenario", "Angenommen", "Wenn", "Dann")),
        ("cy-GB", ("Arwedd", "Scenario", "Anrhegedig a", "Pryd", "Yna")),
        ("fr", ("Fonctionnalité", "Scénario", "Soit", "Quand", "Alors")),
    ],
)
def test_keywords_may_be_of_another_language(language: str, words: tuple[str, ...]) -> None:
    what, scenario, given, when, then = words
    text = f"# language: {language}\n{what}: F\n  {scenario}: S\n    {given} no evidence\n"
    found = feature(text + f"    {when} it is decided\n    {then} the outcome is go\n")

    assert [one.kind for one in found.scenarios[0].steps] == ["given", "when", "then"]


def test_a_good_feature_has_no_complaints() -> None:
    assert codes(ONE) == []


@pytest.mark.parametrize(
    "line",
    [
        "Givn no evidence",
        "given no evidence",
        "Whem it is decided",
        "Scenaro: T",
        "scenario: T",
        "Scenario T",
        "Exampels:",
    ],
)
def test_a_line_of_a_description_that_looks_like_a_keyword_is_refused(line: str) -> None:
    assert codes(ONE.replace("Scenario: S\n", f"Scenario: S\n    {line}\n")) == ["F108"]


@pytest.mark.parametrize(
    "line",
    [
        "The DCC has developed the code.",
        "They were given late.",
        "Note: this is an example.",
        "Rules: the first that holds decides.",
        "Any defect counts.",
        "What is at stake: meters.",
    ],
)
def test_prose_is_a_description(line: str) -> None:
    assert codes(ONE.replace("Scenario: S\n", f"Scenario: S\n    {line}\n")) == []


def test_a_misspelt_keyword_is_found_in_the_description_of_a_feature_too() -> None:
    assert codes(ONE.replace("Feature: F\n", "Feature: F\n  Backgroud:\n")) == ["F108"]


def test_a_change_after_the_decision_needs_another_decision() -> None:
    more = "    Given the day is 2026-11-09\n    Then the outcome is go\n"

    assert codes(ONE + more) == ["F107"]
    assert codes(ONE + more.replace("Then", "When it is decided\n    Then")) == []


def test_a_step_that_continues_nothing_is_refused() -> None:
    assert codes(ONE.replace("Given no", "And no"))[0] == "F111"


def test_all_that_is_wrong_is_said_at_once() -> None:
    text = ONE + "  Scenario: S\n    Given no evidence\n  Scenario: T\n    Then the outcome is gone\n"

    assert codes(text) == ["F125", "F106", "F107", "F111"]


def test_a_complaint_about_an_example_points_at_the_example() -> None:
    _, [problem] = read(OUTLINE.replace("| pass ", "| pas  "))

    assert (problem.code.value, problem.found) == ("F111", "`pas`")
    assert [(says, at.line) for says, at in problem.see] == [("filled from this example", 22)]


def test_a_placeholder_in_the_name_of_an_outline_is_one_of_its_columns() -> None:
    assert codes(OUTLINE.replace("Outline: Severity <severity>", "Outline: Severity <sevrity>")) == ["F121"]


def test_a_placeholder_in_a_scenario_that_is_no_outline_is_refused() -> None:
    assert codes(ONE.replace("is go", "is <outcome>")) == ["F121"]


def test_features_are_found_in_folders_in_the_order_of_their_paths(tmp_path: Path) -> None:
    for name in ("b.feature", "a.feature", "in/c.feature", "notes.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(ONE, "utf-8")

    found = read_features([tmp_path, tmp_path / "a.feature"], Diagnostics())

    assert [Path(one.path).name for one in found] == ["a.feature", "b.feature", "c.feature"]


def test_a_file_that_is_not_utf8_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.feature").write_bytes(ONE.encode("utf-16"))
    diagnostics = Diagnostics()

    assert read_features([tmp_path], diagnostics) == ()
    assert [one.code.value for one in diagnostics] == ["Y001"]


@pytest.mark.parametrize(
    "text", ["", "# nothing\n", "Feature: F\n  Scenario: S\n    Given x\n    | a |\n    | b | c |\n", "x"]
)
def test_no_text_is_a_fault_of_ours(text: str) -> None:
    found, problems = read(text)

    assert found is None
    assert problems != []
