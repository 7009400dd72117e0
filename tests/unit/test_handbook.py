"""A policy alone, as those read it who must agree to it."""

from __future__ import annotations

import pytest

from gonogo.model.diagnostic import Diagnostics
from gonogo.model.house_style import HouseStyle
from gonogo.model.report import Link, Report, Section, Table
from gonogo.write import handbook
from gonogo.write.paper_input import Head
from gonogo.write.paper_texts import Texts
from tests import desk, packs, papers

POLICY = """
parameters:
  cutover_date: {type: date, value: 2026-11-29, source: Cut-over plan}
  crew: {title: least crew, type: {type: integer, from: 1}}
  thresholds:
    title: agreed thresholds
    key: severity
    fields: {severity: integer, most: {type: integer, optional: true}}
    rows: [{severity: 1, most: 0}, {severity: 3, most: 5}]
definitions:
  severe: {title: severe issue, of: defect, where: {severity: {at_most: 2}, status: {not: closed}}}
criteria:
  A1:
    title: Nothing severe
    text: No severe issue is open.
    owner: supplier
    source: Plan, section 3
    applies_when: {some: event, where: {what: begun}}
    not_applicable_because: Nothing has begun.
    evidence: {basis: validated, by: [testers], received: {on_or_before: $cutover_date}}
    rules:
      - {id: A1-open, fail_when: {some: severe}, because: "Open: {id}.", from: 2026-01-01, until: 2026-12-31}
      - id: A1-found
        settles: true
        pass_when: {some: view, where: {by: testers, about: A1, says: agree}}
        until: 2026-12-31
risks:
  R1:
    title: The tide is late
    text: The tide may be late.
    accepted_when: {some: view, where: {by: testers, about: R1, says: agree}}
    controls:
      R1-C1:
        title: Tide tables
        text: Tide tables are on board.
        owner: supplier
        kind: preventive
        rules: [{id: R1-C1-there, in_place_when: {some: event, where: {what: tables}}, from: 2026-02-01}]
        obligation:
          text: Look at the tables before {cutover_date}.
          due: $cutover_date
          ends_when: {some: event, where: {what: over}}
decision:
  question: Cut over on {cutover_date}?
  rules:
    - {id: D-no, then: no_go, when: {criteria: any, is: fail}}
    - id: D-yes
      then: go
      when: {criteria: all, is: pass}
      obligations: [{id: watch, owner: supplier, text: Watch the tide.}]
  recommend:
    go: [{verb: AGREE, text: "to cut over on {cutover_date}"}]
"""


def made(text: str = POLICY, style: HouseStyle = papers.PLAIN, head: Head | None = None) -> Report:
    policy = desk.read_policy(desk.completed(text, "policy"), Diagnostics())
    return handbook.compose(policy, "1.0", style, Texts(), head)


def told(name: str) -> str:
    return papers.said(papers.section(made(), name))


def test_it_is_addressed_to_the_authority_and_names_the_policy_by_its_digest() -> None:
    policy = desk.read_policy(desk.completed(POLICY, "policy"), Diagnostics())
    fields = {label: papers.line(line) for label, line in made().fields}

    assert fields["To"] == "Cut-over board"
    assert fields["Digest"] == policy.sha256
    assert made().dated == ""


def test_a_criterion_stands_with_its_words_its_rules_and_its_demands() -> None:
    criterion = told("criterion-A1")

    assert "No severe issue is open. Plan, section 3 Owner: System supplier." in criterion
    assert "Applies only if at least one event has what begun." in criterion
    assert "A1-open: not met, if there is at least one severe issue. In force from 1 January 2026 until" in criterion
    assert "A1-found: settled as met, if at least one view" in criterion
    assert "In force until 31 December 2026." in criterion
    assert "Evidence is to be validated or better; by Test advisory group; received on or before" in criterion


def test_what_a_word_means_is_told() -> None:
    assert "severe issue (severe): “testing issue”, severity at most 2 and status other than closed." in told(
        "definitions"
    )


def test_facts_are_told_with_what_they_say_and_who_owes_them() -> None:
    (table,) = papers.nouns(papers.section(made(), "evidence"), Table)
    rows = [[papers.line(cell) for cell in row] for row in table.rows]

    assert ["testing issue (defect)", "id"] in [row[:2] for row in rows]
    assert rows[0][3] == "System supplier"
    assert "resolution plan" not in rows[0][2]
    assert "plan: text, or none" in rows[0][2]
    assert "found: a day, or none" in rows[0][2]


def test_parameters_are_told_with_their_values_and_tables_with_their_rows() -> None:
    parameters = told("parameters")

    assert "cutover date a day 29 November 2026 Cut-over plan" in parameters
    assert "least crew a whole number, at least 1 not given not given" in parameters
    assert "agreed thresholds: the rows that the Cut-over board has set severity most 1 0 3 5" in parameters


def test_a_risk_is_told_with_its_controls_and_their_obligations() -> None:
    risk = told("risk-R1")

    assert "The tide may be late. Accepted, if at least one view" in risk
    assert "R1-C1 Tide tables (System supplier, preventive) Tide tables are on board." in risk
    assert "In force from 1 February 2026." in risk
    assert "Brings an obligation: Look at the tables before 29 November 2026. Due:" in risk


def test_a_question_is_told_with_its_rules_obligations_and_what_is_asked() -> None:
    decision = told("decision-decision")

    assert "Cut over on 29 November 2026? D-no: No-go, if at least one criterion is fail." in decision
    assert "Brings an obligation: Watch the tide." in decision
    assert "The Cut-over board is then asked (Go): AGREE to cut over on 29 November 2026" in decision


def test_what_only_evidence_can_fill_in_is_named() -> None:
    text = POLICY.replace("Watch the tide.", "'Watch {as_of} and after.'")

    assert "Watch [as_of] and after." in papers.said(made(text))


def test_what_an_extending_policy_changes_is_told() -> None:
    report = handbook.compose(packs.policy("sec-release-strict"), "1.0", papers.PLAIN, Texts())

    about = papers.said(papers.section(report, "about"))
    assert "It extends the policy sec-release, and changes this in it:" in about
    assert "removed: rule AC1-found-met, rule AC1-tag-found" in about


def test_the_head_of_the_ledger_is_printed() -> None:
    fields = {label: papers.line(line) for label, line in made(head=Head("approvals.ledger", 3, "f" * 64)).fields}

    assert fields["Head of the ledger"] == "approvals.ledger, entry 3: " + "f" * 64


def test_a_policy_without_risks_or_parameters_has_no_empty_parts() -> None:
    text = """
parameters: {}
criteria: {A1: {title: Done, rules: [{id: A1-done, pass_when: {some: event, where: {what: done}}}]}}
decision: {question: Go?, rules: [{id: D-go, then: go, when: {criteria: all, is: pass}}]}
"""
    report = made(text)

    assert {"risks", "definitions"} & set(papers.named(report)) == set()
    assert "The policy has no parameters." in papers.said(report)


@pytest.mark.parametrize("policy", packs.POLICIES)
def test_every_part_has_an_id_of_its_own_and_no_link_leads_astray(policy: str) -> None:
    report = handbook.compose(packs.policy(policy), "1.0", papers.PLAIN, Texts())
    ids = [one.id for one in papers.nouns(report, Section)]

    assert len(ids) == len(set(ids))
    assert {link.to for link in papers.nouns(report, Link)} <= set(ids)


@pytest.mark.parametrize("policy", packs.POLICIES)
def test_every_rule_of_the_policy_is_told(policy: str) -> None:
    read = packs.policy(policy)
    whole = papers.said(handbook.compose(read, "1.0", papers.PLAIN, Texts()))
    rules = [rule.id for one in (*read.criteria, *read.controls, *read.gates) for rule in one.rules]

    assert [rule for rule in rules if f"{rule}: " not in whole] == []
