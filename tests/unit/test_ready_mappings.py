"""That each ready-made mapping gives the records that its file holds, to the fact that stands in its own comment."""

from __future__ import annotations

import json
import re
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from gonogo.model.diagnostic import Diagnostics
from gonogo.model.evidence import Entry
from gonogo.model.location import SourceFile
from gonogo.model.records import UNSET, attribute
from gonogo.read.evidence_file import read_files
from gonogo.read.extract import Intake
from gonogo.read.policy_file import read_policy
from gonogo.read.schema import check_shape
from gonogo.read.strict_yaml import read_yaml
from tests.shelf import Shelf

MAPPINGS = Path(__file__).parents[2] / "mappings"
OURS = sorted(path for path in MAPPINGS.glob("*.yaml") if "\n#     key: " in path.read_text("utf-8"))
IN_COMMENT = re.compile(r"^#(?:   (.*))?$", re.MULTILINE)
POLICY = """policy: p
title: P
authority: board
roles: {{board: {{title: Board}}}}
vocabulary:
{vocabulary}
criteria: {{A: {{title: A, owner: board, rules: [{{id: A-r, pass_when: {{some: {fact}}}}}]}}}}
decision: {{question: Go?, rules: [{{id: D, then: go, when: {{criteria: all, is: pass}}}}]}}
"""
EVIDENCE = """evidence: e
as_of: 2026-11-08
sources: {{S1: {{title: Export, by: board, date: 2026-11-07}}}}
facts: {{{fact}: {{source: S1, complete: true, from: {{file: {file}, using: {mapping}}}}}}}
"""


def commented(mapping: str) -> tuple[str, str]:
    """The fact that stands in the comment of a mapping, and its name."""
    text = (MAPPINGS / f"{mapping}.yaml").read_text("utf-8").partition("\nmapping:")[0]
    lines = [found[1] for found in IN_COMMENT.finditer(text) if found[1]]
    fact = next(line for line in lines if re.fullmatch(r"[a-z_0-9]+:", line)).removesuffix(":")
    return fact, "\n".join(f"  {line}" for line in lines)


def entry(mapping: str, name: str, content: str | bytes) -> tuple[Entry, list[str]]:
    """What a mapping makes of a file, and all warnings."""
    fact, vocabulary = commented(mapping)
    file = SourceFile("policy.yaml", POLICY.format(vocabulary=vocabulary, fact=fact))
    found = Diagnostics()
    policy = read_policy("policy.yaml", lambda written, of: file if of is None else None, found, calendars={})
    assert policy is not None, list(found)
    main = SourceFile("evidence.yaml", EVIDENCE.format(fact=fact, file=name, mapping=mapping))
    evidence = read_files((main,), policy, found, Intake(shelf=Shelf({name: content})))
    assert evidence is not None, [(str(one.at), one.says) for one in found]
    (made,) = evidence.entries[fact]
    return made, [one.says for one in found]


def values(made: Entry, *fields: str) -> list[tuple[Any, ...]]:
    return [tuple(getattr(record, attribute(field)) for field in fields) for record in made.records]


@pytest.mark.parametrize("path", OURS, ids=lambda path: path.stem)
def test_a_mapping_has_its_shape_and_its_files_name(path: Path) -> None:
    found = Diagnostics()
    tree = read_yaml(SourceFile(path.name, path.read_text("utf-8")), found)
    assert tree is not None
    check_shape(tree, "mapping", found)

    assert list(found) == []
    assert isinstance(tree, dict)
    assert tree["mapping"] == path.stem


# Of each mapping: a small file, some fields of the fact, and what the records of the file have in them.
ISSUE = {
    "key": "P-1",
    "fields": {
        "summary": "Late",
        "status": {"name": "Open", "statusCategory": {"key": "new"}},
        "priority": {"name": "High"},
        "resolution": None,
        "labels": ["a", "b"],
        "created": "2026-11-01T09:00:00.000+0000",
    },
}
FINDING = {"uuid": "u1", "title": "T", "target": {"target-id": "ac-6", "status": {"state": "not-satisfied"}}}
RISK = {"uuid": "u2", "title": "R", "status": "open", "deadline": "2026-12-01T00:00:00Z"}
SCAN = {"id": "CVE-1", "severity": "High"}
SAMPLES: dict[str, tuple[str, Any, tuple[str, ...], list[tuple[Any, ...]]]] = {
    "junit": (
        "report.xml",
        '<testsuite name="s"><testcase classname="C" name="a" time="0.5"/><testcase name="b"><skipped/></testcase>'
        "</testsuite>",
        ("id", "suite", "result", "seconds"),
        [("C.a", "s", "passed", Decimal("0.5")), ("b", "s", "skipped", None)],
    ),
    "nunit3": (
        "report.xml",
        '<test-run total="1"><test-suite name="s"><test-case fullname="N.a" result="Passed"/></test-suite></test-run>',
        ("id", "result"),
        [("N.a", "passed")],
    ),
    "trx": (
        "report.trx",
        '<TestRun><Results><UnitTestResult testName="a" outcome="Failed"/></Results></TestRun>',
        ("id", "result", "kind"),
        [("a", "failed", "Failed")],
    ),
    "cucumber-json": (
        "report.json",
        [{"uri": "f", "elements": [{"name": "a", "type": "scenario", "steps": [{"result": {"status": "passed"}}]}]}],
        ("id", "result"),
        [("f: a", "passed")],
    ),
    "sarif": (
        "report.sarif",
        {"runs": [{"tool": {"driver": {"name": "t"}}, "results": [{"ruleId": "R", "suppressions": [{"kind": "x"}]}]}]},
        ("id", "level", "kind", "suppressed", "suppression"),
        [("R", "warning", "fail", True, "unstated")],
    ),
    "trivy": (
        "trivy.json",
        {"SchemaVersion": 2, "Results": [{"Vulnerabilities": [{"VulnerabilityID": "CVE-1", "Severity": "LOW"}]}]},
        ("finding", "category", "severity", "suppressed"),
        [("CVE-1", "vulnerability", "low", False)],
    ),
    "grype": (
        "grype.json",
        {"matches": [{"vulnerability": SCAN, "artifact": {"name": "a", "version": "1"}}]},
        ("id", "severity", "fixed"),
        [("CVE-1 in a 1", "high", None)],
    ),
    "cyclonedx": (
        "bom.json",
        {"bomFormat": "CycloneDX", "vulnerabilities": [{"id": "CVE-1", "analysis": {"state": "in_triage"}}]},
        ("id", "state"),
        [("CVE-1", "in_triage")],
    ),
    "cyclonedx-components": (
        "bom.xml",
        "<bom><components><component><name>a</name><version>1.10</version></component></components></bom>",
        ("id", "name", "version"),
        [("a@1.10", "a", "1.10")],
    ),
    "openvex": (
        "vex.json",
        {"statements": [{"vulnerability": "CVE-1", "products": ["p"], "status": "fixed"}]},
        ("id", "status"),
        [("CVE-1 for p", "fixed")],
    ),
    "hdf": (
        "hdf.json",
        {"profiles": [{"controls": [{"id": "a", "impact": 0.7, "results": [{"status": "skipped"}]}]}]},
        ("id", "status", "severity", "impact"),
        [("a", "not_reviewed", "high", Decimal("0.7"))],
    ),
    "saf-summary": (
        "s.json",
        {"failed": {"high": 3, "total": 3}},
        ("id", "count"),
        [("failed.high", 3), ("failed.total", 3)],
    ),
    "saf-thresholds": (
        "t.yml",
        "failed:\n  high:\n    max: 2\n  total: 5\n",
        ("id", "least", "most"),
        [("failed.high", None, 2), ("failed.total", 5, 5)],
    ),
    "saf-attestations": (
        "a.yml",
        "- {control_id: V-1, status: passed, updated: 2026-10-01, updated_by: 'Ada, Security'}\n",
        ("control", "status", "updated", "updated_by"),
        [("V-1", "passed", date(2026, 10, 1), "Ada, Security")],
    ),
    "scorecard": (
        "scorecard.json",
        {
            "repo": {"name": "r"},
            "score": 7.1,
            "checks": [{"name": "Fuzzing", "score": 10}, {"name": "CI", "score": -1}],
        },
        ("name", "score", "repository", "total_score"),
        [("Fuzzing", 10, "r", Decimal("7.1")), ("CI", None, "r", Decimal("7.1"))],
    ),
    "jira": (
        "jira.json",
        {"total": 1, "issues": [ISSUE]},
        ("id", "status", "status_category", "priority", "resolution", "labels", "created"),
        [("P-1", "Open", "new", "High", None, ("a", "b"), date(2026, 11, 1))],
    ),
    "github-issues": (
        "issues.json",
        [
            {"number": 1, "state": "OPEN", "labels": [{"name": "bug"}], "createdAt": "2026-11-01T00:00:00Z"},
            {"number": 2, "state": "open", "pull_request": {"url": "x"}},
        ],
        ("id", "state", "labels", "created"),
        [(1, "open", ("bug",), date(2026, 11, 1))],
    ),
    "gitlab-issues": (
        "issues.json",
        [{"iid": 7, "state": "opened", "severity": "HIGH", "labels": ["bug"], "due_date": "2026-12-01"}],
        ("id", "state", "severity", "labels", "due"),
        [(7, "opened", "HIGH", ("bug",), date(2026, 12, 1))],
    ),
    "bugzilla": (
        "bugs.json",
        {"bugs": [{"id": 7, "status": "NEW", "resolution": "", "is_open": True}]},
        ("id", "status", "resolution", "open"),
        [(7, "NEW", None, True)],
    ),
    "oscal-assessment-results": (
        "ar.json",
        {"assessment-results": {"results": [{"findings": [FINDING]}]}},
        ("id", "target", "state"),
        [("u1", "ac-6", "not-satisfied")],
    ),
    "oscal-assessment-results-xml": (
        "ar.xml",
        '<assessment-results xmlns="u"><result><finding uuid="u1"><title>T</title><target target-id="ac-6">'
        '<status state="satisfied"/></target></finding></result></assessment-results>',
        ("id", "title", "target", "state"),
        [("u1", "T", "ac-6", "satisfied")],
    ),
    "oscal-assessment-risks": (
        "ar.json",
        {"assessment-results": {"results": [{"risks": [RISK]}]}},
        ("id", "status", "deadline"),
        [("u2", "open", date(2026, 12, 1))],
    ),
    "oscal-poam": (
        "poam.yaml",
        "plan-of-action-and-milestones:\n  risks:\n    - {uuid: u2, title: R, status: deviation-approved}\n",
        ("id", "status", "deadline"),
        [("u2", "deviation-approved", None)],
    ),
    "oscal-poam-xml": (
        "poam.xml",
        '<plan-of-action-and-milestones xmlns="u"><risk uuid="u2"><title>R</title><status>open</status>'
        "<deadline>2026-12-01T00:00:00Z</deadline></risk></plan-of-action-and-milestones>",
        ("id", "title", "status", "deadline"),
        [("u2", "R", "open", date(2026, 12, 1))],
    ),
    "oscal-poam-items": (
        "poam.json",
        {
            "plan-of-action-and-milestones": {
                "poam-items": [{"uuid": "u", "title": "T", "related-risks": [{"risk-uuid": "r"}]}]
            }
        },
        ("id", "title", "risks"),
        [("u", "T", ("r",))],
    ),
    "k8s-exceptions": (
        "exceptions.yaml",
        "codeFreeze:\n- {name: A, issue: 12, status: Approved, date_requested: 2026-11-01}\n"
        "enhancementFreeze:\n- {name: B, issue: 13, status: rejected}\n",
        ("id", "title", "status", "requested"),
        [(12, "A", "approved", date(2026, 11, 1)), (13, "B", "denied", None)],
    ),
}


def test_every_ready_mapping_is_tried_here() -> None:
    assert sorted(path.stem for path in OURS) == sorted(SAMPLES)


@pytest.mark.parametrize("mapping", SAMPLES)
def test_a_mapping_gives_the_records_that_the_file_holds(mapping: str) -> None:
    name, content, fields, expected = SAMPLES[mapping]
    made, said = entry(mapping, name, content if isinstance(content, str) else json.dumps(content))
    found = [tuple(None if one is UNSET else one for one in row) for row in values(made, *fields)]

    assert said == []
    assert found == expected
    assert made.complete


def test_a_page_of_jiras_answer_is_not_a_complete_list() -> None:
    made, said = entry("jira", "jira.json", json.dumps({"total": 120, "issues": [ISSUE]}))

    assert said == ["the file says that there are 120, and 1 stand in it"]
    assert not made.complete


def test_a_list_of_exceptions_without_freezes_is_read_too() -> None:
    made, _ = entry("k8s-exceptions", "exceptions.yaml", "- {name: A, issue: 12, status: denied}\n")

    assert values(made, "id", "status") == [(12, "denied")]


def test_a_report_that_disagrees_with_itself_is_a_warning_and_not_complete() -> None:
    made, said = entry("junit", "report.xml", '<testsuite name="s" tests="2"><testcase name="a"/></testsuite>')

    assert said == ["`s` states 2 for tests, and 1 can be counted in it"]
    assert not made.complete


def test_the_same_in_json_and_in_yaml_gives_the_same_records() -> None:
    in_json = json.dumps({"assessment-results": {"results": [{"findings": [FINDING]}]}})
    in_yaml = (
        "assessment-results:\n  results:\n    - findings:\n        - uuid: u1\n          title: T\n"
        "          target: {target-id: ac-6, status: {state: not-satisfied}}\n"
    )
    fields = ("id", "title", "target", "state")

    one, _ = entry("oscal-assessment-results", "ar.json", in_json)
    other, _ = entry("oscal-assessment-results", "ar.yaml", in_yaml)

    assert values(one, *fields) == values(other, *fields)
