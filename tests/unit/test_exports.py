"""A decision in the forms of other tools: nothing passes there that does not pass here, and no text is ever run."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gonogo.model.export import Export
from gonogo.write.exports import export
from tests import desk

Document = dict[str, Any]

POLICY = """
criteria:
  A1:
    title: Severe
    text: No severe defect.
    owner: supplier
    rules: [{id: A1-r, fail_when: {some: defect, where: {severity: {at_most: 2}}}, because: "{count} severe"}]
  A2: {title: Said, owner: supplier, rules: [{id: A2-r, pass_when: {some: confirmation, where: {confirmed: true}}}]}
  A3: {title: Rehearsed, owner: supplier, rules: [{id: A3-r, pass_when: {some: event, where: {what: rehearsal}}}]}
  A4:
    title: Not for us
    owner: supplier
    applies_when: {parameter: cutover_date, is: {before: 2020-01-01}}
    not_applicable_because: Long ago.
    rules: [{id: A4-r, pass_when: {some: confirmation}}]
"""
EVIDENCE = """
facts:
  defect: {source: S2, complete: true, records: [{id: D-1, severity: 1, status: open, deploys: true}]}
  confirmation: {source: S1, records: [{id: E1, subject: can_deploy, by: supplier, confirmed: true}]}
"""


DECIDED = dict(desk.decide(POLICY, EVIDENCE).document)


@pytest.fixture
def decided() -> Document:
    """A decision with a criterion that fails, one that passes, one that cannot be told, and one that does not apply."""
    verdicts = {one["id"]: one["verdict"] for one in DECIDED["criteria"]}
    assert verdicts == {"A1": "fail", "A2": "pass", "A3": "unknown", "A4": "not_applicable"}
    return DECIDED


def as_json(document: Document, form: Export) -> Any:
    return json.loads(export(document, form) or "")


class TestOscal:
    """Held against the models that NIST publishes, as compliance-trestle has them."""

    def test_assessment_results_are_valid(self, decided: Document) -> None:
        from trestle.oscal.assessment_results import AssessmentResults

        AssessmentResults.model_validate(as_json(decided, Export.OSCAL_RESULTS)["assessment-results"])

    def test_a_plan_of_action_is_valid(self, decided: Document) -> None:
        from trestle.oscal.poam import PlanOfActionAndMilestones

        plan = as_json(decided, Export.OSCAL_POAM)["plan-of-action-and-milestones"]

        PlanOfActionAndMilestones.model_validate(plan)

    def test_only_a_pass_is_satisfied(self, decided: Document) -> None:
        findings = as_json(decided, Export.OSCAL_RESULTS)["assessment-results"]["results"][0]["findings"]

        states = {one["target"]["target-id"]: one["target"]["status"] for one in findings}
        assert {name: one["state"] for name, one in states.items()} == {
            "A1": "not-satisfied",
            "A2": "satisfied",
            "A3": "not-satisfied",
            "A4": "not-satisfied",
        }
        assert states["A1"]["reason"] == "fail"
        assert states["A3"]["reason"] == "other"

    def test_a_finding_leads_to_the_records_behind_it(self, decided: Document) -> None:
        result = as_json(decided, Export.OSCAL_RESULTS)["assessment-results"]["results"][0]

        failing = next(one for one in result["findings"] if one["target"]["target-id"] == "A1")
        seen = {one["uuid"]: one for one in result["observations"]}
        [behind] = [seen[one["observation-uuid"]] for one in failing["related-observations"]]
        assert behind["title"] == "defect D-1"
        assert "evidence.yaml" in behind["relevant-evidence"][0]["description"]

    def test_what_does_not_pass_is_on_the_plan(self, decided: Document) -> None:
        items = as_json(decided, Export.OSCAL_POAM)["plan-of-action-and-milestones"]["poam-items"]

        assert [one["title"] for one in items] == ["A1 Severe", "A3 Rehearsed"]
        assert "Missing" in items[1]["description"]

    def test_there_is_no_plan_where_nothing_is_left_to_be_done(self) -> None:
        policy = "criteria: {A1: {title: T, owner: supplier, rules: [{id: r, pass_when: {some: confirmation}}]}}"

        done = dict(desk.decide(policy, EVIDENCE).document) | {"obligations": [], "risks": []}

        assert export(done, Export.OSCAL_POAM) is None

    def test_texts_are_not_taken_for_markup(self, decided: Document) -> None:
        hostile = json.loads(json.dumps(decided).replace("1 severe", "<img src=x> [go](javascript:1) *pass*"))

        finding = as_json(hostile, Export.OSCAL_RESULTS)["assessment-results"]["results"][0]["findings"][0]

        assert finding["target"]["status"]["remarks"].startswith("&lt;img src=x&gt; \\[go\\](javascript:1) \\*pass\\*")


class TestSarif:
    def test_each_verdict_has_its_kind(self, decided: Document) -> None:
        results = as_json(decided, Export.SARIF)["runs"][0]["results"]

        kinds = {one["ruleId"]: (one["kind"], one["level"]) for one in results}
        assert kinds["A1"] == ("fail", "error")
        assert kinds["A3"] == ("open", "none")
        assert kinds["A4"] == ("notApplicable", "none")
        assert kinds["decision"][0] in {"fail", "open"}

    def test_a_result_points_at_the_record_in_its_file(self, decided: Document) -> None:
        results = as_json(decided, Export.SARIF)["runs"][0]["results"]

        [place] = next(one for one in results if one["ruleId"] == "A1")["relatedLocations"]
        assert place["physicalLocation"]["artifactLocation"]["uri"] == "evidence.yaml"
        assert place["physicalLocation"]["region"]["startLine"] > 1

    def test_a_rule_stands_at_the_index_that_its_result_names(self, decided: Document) -> None:
        run = as_json(decided, Export.SARIF)["runs"][0]

        rules = run["tool"]["driver"]["rules"]
        assert all(rules[one["ruleIndex"]]["id"] == one["ruleId"] for one in run["results"])

    def test_a_waived_criterion_is_a_suppressed_failure(self, decided: Document) -> None:
        waived = json.loads(json.dumps(decided))
        waived["criteria"][0] |= {"verdict": "waived", "because": "The board waived it."}

        result = next(one for one in as_json(waived, Export.SARIF)["runs"][0]["results"] if one["ruleId"] == "A1")

        assert result["kind"] == "fail"
        assert result["suppressions"] == [
            {"kind": "external", "status": "accepted", "justification": "The board waived it."}
        ]


class TestJUnit:
    def test_what_cannot_be_told_is_an_error_and_never_skipped(self, decided: Document) -> None:
        report = ElementTree.fromstring(export(decided, Export.JUNIT) or "")

        found = {case.get("name", "")[:2]: [one.tag for one in case] for case in report.iter("testcase")}
        assert found["A1"][0] == "failure"
        assert found["A2"] == []
        assert found["A3"][0] == "error"
        assert found["A4"][0] == "skipped"

    def test_the_counts_are_those_of_the_cases(self, decided: Document) -> None:
        report = ElementTree.fromstring(export(decided, Export.JUNIT) or "")

        for suite in [report, *report.iter("testsuite")]:
            cases = list(suite.iter("testcase"))
            assert int(suite.get("tests", "")) == len(cases)
            for word in ("failure", "error", "skipped"):
                plural = word if word == "skipped" else f"{word}s"
                assert int(suite.get(plural, "")) == sum(case.find(word) is not None for case in cases)

    @given(st.text(st.characters(exclude_categories=["Cs"]), max_size=20))
    def test_every_text_can_be_read_back(self, text: str) -> None:
        document = DECIDED | {"criteria": [DECIDED["criteria"][0] | {"because": text}]}

        report = ElementTree.fromstring(export(document, Export.JUNIT) or "")

        [said] = [one.get("message", "") for one in report.iter("failure") if one.get("type") == "fail"]
        assert said == "fail: " + "".join(
            one if one in "\t\n\r" or one >= " " else f"[U+{ord(one):04X}]" for one in text
        )


def test_no_cell_of_the_table_is_a_formula(decided: Document) -> None:
    hostile = json.loads(json.dumps(decided).replace("Severe", "=cmd|' /C calc'!A0"))

    rows = list(csv.reader(io.StringIO(export(hostile, Export.CSV) or "")))

    assert [row[2] for row in rows if row[1] == "A1"] == ["'=cmd|' /C calc'!A0"]
    assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@"))]


def test_the_table_says_what_is_missing_and_who_owes_it(decided: Document) -> None:
    rows = {row[1]: row for row in csv.reader(io.StringIO(export(decided, Export.CSV) or ""))}

    assert "owed by" in rows["A3"][8]
    assert "D-1 (evidence.yaml:" in rows["A1"][9]


class TestStatements:
    def test_a_statement_is_about_the_bytes_that_were_read(self, decided: Document) -> None:
        made = as_json(decided, Export.STATEMENT)

        assert made["_type"] == "https://in-toto.io/Statement/v1"
        assert [one["digest"]["sha256"] for one in made["subject"]] == [
            decided["evidence"]["sha256"],
            decided["policy"]["sha256"],
        ]
        assert made["predicate"] == decided

    @pytest.mark.parametrize(
        ("outcome", "result"),
        [
            ("go", "PASSED"),
            ("go_with_conditions", "FAILED"),
            ("defer", "FAILED"),
            ("no_go", "FAILED"),
            ("undecided", "FAILED"),
        ],
    )
    def test_only_a_plain_go_passes_in_a_summary(self, decided: Document, outcome: str, result: str) -> None:
        made = as_json(decided | {"outcome": outcome}, Export.SUMMARY)

        assert made["predicate"]["verificationResult"] == result
        assert made["predicate"]["gonogo_outcome"] == outcome


@pytest.mark.parametrize("form", Export)
def test_the_same_decision_gives_the_same_bytes(decided: Document, form: Export) -> None:
    assert export(decided, form) == export(json.loads(json.dumps(decided)), form)


@pytest.mark.parametrize("evidence", ["sec-2019-11", "example-full"])
@pytest.mark.parametrize("form", Export)
def test_the_example_can_be_given_in_every_form(tmp_path: Path, evidence: str, form: Export) -> None:
    from gonogo.api_export import export as written

    assert written("policies/sec-release", f"evidence/{evidence}", form).text
