"""Scenarios that are drafted to notice a change of the policy."""

from __future__ import annotations

from collections.abc import Container
from pathlib import Path

import pytest

from gonogo.model.diagnostic import Diagnostics
from gonogo.scenarios.draft import Draft, Drafter
from gonogo.scenarios.feature_file import read_features
from gonogo.scenarios.mutants import mutants
from gonogo.scenarios.mutation import played

POLICY = """
policy: harbour
title: Harbour
authority: board
calendar: england-and-wales
roles: {board: {title: Board}, supplier: {title: Supplier}, testers: {title: Testers}}
parameters:
  cutover_date: {type: date, value: 2026-11-29}
vocabulary:
  trial:
    key: id
    from: supplier
    fields:
      id: text
      cost: {type: decimal, optional: true}
      day: date
      rank: {ranked: [low, mid, high]}
  event: {key: what, from: supplier, fields: {what: text}}
criteria:
  H1:
    title: Views
    rules:
      - {id: H1-agreed, pass_when: {some: view, where: {by: testers, about: [H1, whole], says: agree}}}
  H2:
    title: Trials
    evidence: {basis: documented, by: [supplier], received: {on_or_before: {date: $as_of, minus: 2 working days}}}
    rules:
      - {id: H2-cheap, pass_when: {every: trial, has: {cost: {at_most: 2.5}}}}
      - {id: H2-early, fail_when: {some: trial, where: {day: {after: {date: $as_of, plus: 1 months}}}}}
  H3:
    title: Ranks
    rules:
      - {id: H3-total, pass_when: {total: trial.cost, is: {at_least: 10}}}
      - {id: H3-dated, fail_when: {parameter: cutover_date, is: {before: $as_of}}}
      - {id: H3-two, pass_when: {count: trial, where: {rank: {at_least: mid}}, is: {at_least: 2}}}
decision:
  question: Go?
  rules:
    - {id: D-no, then: no_go, when: {criteria: any, is: fail}}
    - id: D-go
      then: go
      when: {criteria: all, is: pass}
      obligations: [{id: again, text: Look again., due: 2026-12-01, ends_when: {some: event, where: {what: looked}}}]
"""
FEATURE = """
Feature: Harbour
  Background:
    Given the policy "harbour"
    And no evidence
    And the day is 2026-11-20

  Scenario: Nothing yet
    When it is decided
    Then the outcome is undecided

  Scenario: All is given
    Given a source log by supplier, documented
    And these trial records from log:
      | id  | cost | day        | rank |
      | T-1 | 2.5  | 2026-11-01 | high |
    And the view of testers on the whole is agree
    When it is decided
    Then the verdict on H1 is pass
"""


CASE_POLICY = """
policy: harbour
title: Harbour
authority: board
roles: {board: {title: Board}}
parameters: {cutover: {type: date, case: true}}
vocabulary: {notice: {key: of, from: board, fields: {of: text, given_on: date}}}
criteria:
  N1:
    title: Notice
    rules:
      - {id: N1-given, pass_when: {some: notice, where: {given_on: {on_or_before: {date: $cutover, minus: 30 days}}}}}
decision: {question: Go?, rules: [{id: D-go, then: go, when: {criteria: all, is: pass}}]}
"""
CASE_PACK = """
evidence: pack
as_of: 2026-11-20
case: {cutover: 2026-12-31}
facts: {notice: {complete: true, records: [{of: H, given_on: 2026-11-01}]}}
"""
CASE_FEATURE = """
Feature: Harbour
  Scenario: Notice was given
    Given the policy "harbour"
    And the evidence "pack"
    When it is decided
    Then the outcome is go
"""


def drafted(files: dict[str, str], wanted: Container[str]) -> dict[str, Draft | None]:
    """By change, the draft that would notice it, of those changes of harbour.yaml that are wanted."""
    for name, text in files.items():
        Path(name).write_text(text, encoding="utf-8")
    diagnostics = Diagnostics()
    features = read_features(["harbour.feature"], diagnostics)
    assert not diagnostics.errors
    (one,) = played([scenario for feature in features for scenario in feature.scenarios])
    drafter = Drafter(one.policy, one.scenarios)
    return {mutant.words: drafter(mutant)[1] for mutant in mutants(one.policy) if mutant.words in wanted}


@pytest.fixture
def drafts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, Draft | None]:
    monkeypatch.chdir(tmp_path)
    return drafted({"harbour.yaml": POLICY, "harbour.feature": FEATURE}, WANTED)


WANTED = {
    "rule H1-agreed asked for `by` other than Testers instead of Testers": "the view of",
    "rule H1-agreed did not look at `says`, which must be agree": "the view of testers on",
    "rule H2-cheap asked for `cost` at most 2.6 instead of at most 2.5": "2.6",
    "rule H2-early asked for `day` later than 2 months after the day of the decision instead of later than 1 month "
    "after the day of the decision": "trial",
    "rule H3-total asked for the total `cost` at least 11 instead of at least 10": "10",
    "rule H3-two asked for a number of `trial` more than 2 instead of at least 2": "2 trial records",
    "H2 asked for evidence that is stated, not documented": "H2 has",
}


def test_every_kind_of_change_gets_a_draft_that_is_about_it(drafts: dict[str, Draft | None]) -> None:
    assert drafts.keys() == WANTED.keys()
    missing = [words for words, draft in drafts.items() if draft is None or WANTED[words] not in draft.text]
    assert missing == []


def test_a_draft_is_a_scenario_with_a_name_and_its_own_first_given(drafts: dict[str, Draft | None]) -> None:
    draft = drafts["rule H2-cheap asked for `cost` at most 2.6 instead of at most 2.5"]

    assert draft is not None
    lines = draft.text.splitlines()
    assert lines[0] == "  Scenario: Not so if rule H2-cheap asked for cost at most 2.6 instead of at most 2.5"
    assert lines[1].startswith("    Given ")
    assert "    When it is decided" in lines
    assert draft.beside == "harbour.feature"


def test_a_day_that_the_case_gives_is_a_limit_to_be_tried(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    change = (
        "rule N1-given asked for `given_on` no later than 29 days before the cutover (which the case gives) instead of "
        "no later than 30 days before the cutover (which the case gives)"
    )
    files = {"harbour.yaml": CASE_POLICY, "pack.yaml": CASE_PACK, "harbour.feature": CASE_FEATURE}

    draft = drafted(files, [change])[change]

    assert draft is not None
    assert "2026-12-02" in draft.text
