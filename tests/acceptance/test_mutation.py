"""`gonogo test --mutate`: which careless changes of a policy its scenarios would notice."""

from __future__ import annotations

from pathlib import Path

import pytest

from gonogo.api import read_policy
from gonogo.cli_mutation import _Bar
from gonogo.judge.decide import Judge
from gonogo.model.diagnostic import Diagnostics
from gonogo.scenarios.feature import Scenario
from gonogo.scenarios.feature_file import read_features
from gonogo.scenarios.mutants import mutants
from gonogo.scenarios.mutation import Notices, Settings, mutation, played
from gonogo.scenarios.mutation_words import mutation_text
from gonogo.scenarios.play import Workbench, play
from tests.cli.run import run

POLICY = """
policy: harbour
title: Harbour cut-over
authority: board
roles: {board: {title: Board}, supplier: {title: Supplier}}
vocabulary:
  defect:
    key: id
    from: supplier
    fields: {id: text, severity: {type: integer, from: 1, to: 5}, deploys: boolean}
parameters:
  threshold: {fields: {severity: integer, most: integer}, rows: [{severity: 3, most: 20}]}
criteria:
  H1:
    title: No severe defect
    rules: [{id: H1-severe, fail_when: {some: defect, where: {severity: {at_most: 2}, deploys: true}}}]
  H2:
    title: Few lesser defects
    rules:
      - id: H2-within
        pass_when:
          every: threshold
          meets: {count: defect, where: {severity: $threshold.severity}, is: {at_most: $threshold.most}}
decision:
  question: Go?
  rules:
    - {id: D-no, then: no_go, when: {criteria: any, is: fail}}
    - {id: D-go, then: go, when: {criteria: all, is: pass}}
"""
FEATURE = """
Feature: Harbour

  Background:
    Given the policy "harbour"
    And no evidence

  Scenario: A severe defect
    Given the complete list of defect records:
      | id  | severity | deploys |
      | D-1 | 1        | true    |
    When it is decided
    Then the verdict on H1 is fail by rule H1-severe
    And the outcome is no-go

  Scenario: No defect
    Given there are no defect records
    When it is decided
    Then every verdict is pass
    And the outcome is go
"""


@pytest.fixture
def harbour(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that holds only a policy and a feature."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "harbour.yaml").write_text(POLICY, encoding="utf-8")
    (tmp_path / "harbour.feature").write_text(FEATURE, encoding="utf-8")
    return tmp_path


def scenarios(*paths: str) -> list[Scenario]:
    diagnostics = Diagnostics()
    features = read_features(paths, diagnostics)
    assert not diagnostics.errors
    return [scenario for feature in features for scenario in feature.scenarios]


def silent(done: int, of: int) -> None:
    """Progress that nobody looks at."""


def settings(jobs: int = 1, *, draft: bool = False, resume: Path | None = None) -> Settings:
    return Settings(jobs=jobs, resume=resume, draft=draft)


def test_what_nobody_notices_is_said_in_words_with_its_place(harbour: Path) -> None:
    ran = run("test", "--mutate", "--jobs", "1").exits(0)

    ran.prints(
        "harbour.yaml:12:", "no scenario notices if `most` of the row with severity 3 of `threshold` were 21, not 20"
    )
    ran.prints("no scenario notices if rule H1-severe asked for `severity` less than 2 instead of at most 2")


def test_every_draft_passes_as_it_is_and_notices_the_change(harbour: Path) -> None:
    document = mutation(scenarios("harbour.feature"), settings(draft=True), silent)
    (policy,) = document["policies"]
    drafts = {one["id"]: one["draft"] for one in policy["survivors"] if one["draft"]}
    (judged,) = played(scenarios("harbour.feature"))
    policies = {one.id: one.policy for one in mutants(judged.policy)}

    assert len(drafts) > 10
    for name, text in drafts.items():
        Path("draft.feature").write_text(f"{FEATURE}\n{text}\n", encoding="utf-8")
        (drafted,) = scenarios("draft.feature")[2:]
        assert play(drafted, Workbench()).passed, text
        assert Notices()(drafted, policies[name]), text


def test_with_its_drafts_pasted_a_feature_notices_more(harbour: Path) -> None:
    before = mutation(scenarios("harbour.feature"), settings(draft=True), silent)
    drafts = [one["draft"] for one in before["policies"][0]["survivors"] if one["draft"]]
    Path("harbour.feature").write_text("\n\n".join([FEATURE, *drafts]) + "\n", encoding="utf-8")
    after = mutation(scenarios("harbour.feature"), settings(), silent)

    assert before["score"] < 0.75
    assert after["score"] > 0.9


def test_the_limit_of_a_table_is_drafted_with_as_many_records_as_it_takes(harbour: Path) -> None:
    document = mutation(scenarios("harbour.feature"), settings(draft=True), silent)
    survivors = {one["words"]: one["draft"] for one in document["policies"][0]["survivors"]}
    draft = survivors["`most` of the row with severity 3 of `threshold` were 21, not 20"]

    assert "21 defect records by supplier, documented like:" in draft
    assert "Then the verdict on H2 is fail" in draft


def test_only_the_first_changes_get_a_draft_and_the_others_are_counted(
    harbour: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("gonogo.scenarios.mutation.MOST_DRAFTED", 2)

    policy = mutation(scenarios("harbour.feature"), settings(draft=True), silent)["policies"][0]

    assert [one["sought"] for one in policy["survivors"]][:3] == [True, True, False]
    assert policy["undrafted"] == len(policy["survivors"]) - 2
    said = mutation_text({"policies": [policy]})
    assert f"{policy['undrafted']} more changes got no draft: see to these first, then ask again." in said


def test_the_result_is_the_same_whatever_the_number_of_processes_and_after_a_break(harbour: Path) -> None:
    kept = harbour / "kept.jsonl"
    one = run("test", "--mutate", "--jobs", "1", "--draft", "--format", "json", "--resume", str(kept)).exits(0)
    kept.write_text("".join(kept.read_text("utf-8").splitlines(keepends=True)[:10]), encoding="utf-8")
    other = run("test", "--mutate", "--jobs", "3", "--draft", "--format", "json", "--resume", str(kept)).exits(0)

    assert one.printed == other.printed
    assert one.json["schema"] == "gonogo/mutation/1"


def test_too_few_noticed_is_a_failure_where_it_is_asked(harbour: Path) -> None:
    ran = run("test", "--mutate", "--fail-under", "95", "-o", "out.txt")

    ran.exits(1, saying="and --fail-under asks for 95.0 %").prints("written to out.txt")
    assert "no scenario notices" in Path("out.txt").read_text(encoding="utf-8")
    run("test", "--mutate", "--fail-under", "10").exits(0)


def test_scenarios_that_fail_already_tell_nothing(harbour: Path) -> None:
    Path("harbour.feature").write_text(FEATURE.replace("is no-go", "is go"), encoding="utf-8")

    ran = run("test", "--mutate")

    ran.exits(1, saying="1 scenario fails under the policy as it is")
    assert "harbour.feature::A severe defect" in ran.complained


@pytest.mark.parametrize(
    ("options", "complaint"),
    [
        (["--draft"], "--draft goes with --mutate"),
        (["--resume", "x"], "--resume goes with --mutate"),
        (["--jobs", "2"], "--jobs goes with --mutate"),
        (["--mutate", "--coverage"], "--mutate tells of changes of the policy"),
        (["--mutate", "--html", "x"], "--mutate tells of changes of the policy"),
        (["--mutate", "--format", "html"], "choose text or json"),
        (["--mutate", "--output", ""], "--output names no file"),
    ],
)
def test_options_that_do_not_go_together_are_refused(harbour: Path, options: list[str], complaint: str) -> None:
    run("test", *options).exits(2, saying=complaint)


def test_of_a_policy_that_extends_another_only_what_it_says_itself_is_changed(harbour: Path) -> None:
    own = "{id: H3-any, pass_when: {some: defect}}"
    stricter = f"policy: stricter\nextends: harbour.yaml\ncriteria:\n  H3: {{title: Three, rules: [{own}]}}\n"
    Path("stricter.yaml").write_text(stricter, encoding="utf-8")
    other = FEATURE.replace('"harbour"', '"stricter"').partition("  Scenario: No defect")[0]
    Path("stricter.feature").write_text(other, encoding="utf-8")
    document = mutation(scenarios("harbour.feature", "stricter.feature"), settings(), silent)
    first, second = document["policies"]

    assert (first["id"], second["id"]) == ("harbour", "stricter")
    places = [one["at"] for one in (*second["survivors"], *second["noticed"], *second["equivalents"])]
    assert places
    assert all(place.startswith("stricter.yaml") for place in places)


def test_progress_is_shown_and_taken_away_again(capsys: pytest.CaptureFixture[str]) -> None:
    bar = _Bar()
    bar(5, 10)
    bar(10, 10)

    shown = capsys.readouterr().err
    assert "5 of 10 changes of the policy" in shown
    assert shown.endswith("\r")


def test_every_change_of_the_example_can_be_judged() -> None:
    policy, _ = read_policy("sec-release", Diagnostics())
    made = list(mutants(policy))

    assert len({one.id for one in made}) == len(made)
    for one in made[::9]:
        Judge(one.policy)
