"""Small JSON files of every form that is read, each with something severe at its end."""

from __future__ import annotations

import json
from collections.abc import Iterator

from tests.fuzz.seed import DEFECT, POLICY, SEVERE, Seed, pointing, using

MAP = "map: {id: id, severity: rank/level, status: state}"
TREE = """{"product": {"deploys": true}, "teams": {
 "radar": {"issues": [{"id": "R-1", "rank": {"level": 3}, "state": "open", "tags": ["a", "b"], "cost": 1.50}]},
 "radio": {"issues": [{"id": "R-2", "rank": {"level": 4}, "state": "closed", "tags": null, "found": "2026-11-01"},
  {"id": "R-3", "rank": {"level": «1»}, "state": «"open"», "tags": [], "seen": "2026-11-03T10:00:00Z"}]}
}}
"""
LINES = """{"id": "R-1", "rank": {"level": 3}, "state": "open"}
{"id": "R-2", "rank": {"level": 5}, "state": "closed", "text": "é \\u00e9 \\ud83d\\udea2"}

{"id": "R-3", "rank": {"level": «2»}, "state": «"open"»}
"""
SARIF = """{"version": "2.1.0", "$schema": "sarif-2.1.0", "runs": [{
 "tool": {"driver": {"name": "scan", "rules": [{"id": "R1", "name": "One",
  "defaultConfiguration": {"level": "note"}, "messageStrings": {"m": {"text": "a {0} b"}}},
   {"id": "R2", "properties": {"security-severity": "9.8"}}]}, "extensions": [{"name": "more",
  "rules": [{"id": "E1", "defaultConfiguration": {"level": "warning"}}]}]},
 "invocations": [{"executionSuccessful": true, "toolExecutionNotifications": [{"level": "note",
  "message": {"text": "x"}}], "ruleConfigurationOverrides": [{"descriptor": {"index": 1},
  "configuration": {"level": "error"}}]}],
 "results": [{"ruleId": "R1", "ruleIndex": 0, "message": {"id": "m", "arguments": ["x"]},
  "locations": [{"physicalLocation": {"artifactLocation": {"uri": "a.py"}, "region": {"startLine": 3,
  "startColumn": 7}}}]},
  {"rule": {"id": "E1", "index": 0, "toolComponent": {"index": 0}}, "kind": "review", "message": {"text": "t"},
  "baselineState": "new", "rank": 12.5},
  {"ruleId": "R1", "level": "error", "suppressions": [{"kind": "external", "status": "accepted",
  "justification": "j"}], "fingerprints": {"a": "1"}, "message": {"markdown": "*x*"}},
  {"ruleId": "R1", "level": «"error"», "suppressions": [{"kind": "inSource", "status": «"rejected"»}],
  "message": {"text": "bad"}}]}]}
"""
TRIVY = """{"SchemaVersion": 2, "ArtifactName": "a", "Results": [{"Target": "alpine", "Class": "os-pkgs",
  "Type": "alpine", "Vulnerabilities": [
 {"VulnerabilityID": "CVE-1", "PkgName": "p", "InstalledVersion": "1", "FixedVersion": "2", "Severity": "LOW",
  "Status": "fixed", "CVSS": {"nvd": {"V3Score": 9.8}}, "PublishedDate": "2026-01-01T00:00:00.123456789Z"}],
 "Misconfigurations": [{"ID": "M-1", "Severity": "HIGH", "Status": "PASS", "Title": "t"}, {"ID": "M-2",
  "Severity": "MEDIUM", "Status": "FAIL"}], "MisconfSummary": {"Failures": 1},
 "Secrets": [{"RuleID": "S-1", "Severity": "LOW"}], "Licenses": [{"Name": "GPL", "Severity": "LOW", "FilePath": "x"}],
 "ExperimentalModifiedFindings": [{"Type": "vulnerability", "Status": "ignored", "Statement": "s",
  "Finding": {"VulnerabilityID": "CVE-2", "Severity": "CRITICAL"}}]},
 {"Target": "app", "Vulnerabilities": [{"VulnerabilityID": "CVE-3", "PkgName": "q", "Severity": «"CRITICAL"»}]}]}
"""
GRYPE = """{"matches": [{"vulnerability": {"id": "CVE-1", "severity": "Low", "fix": {"versions": ["2"],
  "state": "fixed"}, "cvss": [{"metrics": {"baseScore": 3.1}}], "dataSource": "x", "description": "d"},
 "artifact": {"name": "a", "version": "1", "type": "deb", "locations": [{"path": "/x"}]}},
 {"vulnerability": {"id": "CVE-2", "severity": «"Critical"»}, "artifact": {"name": "b", "version": "1"}}],
 "ignoredMatches": [{"vulnerability": {"id": "CVE-3", "severity": "High"}, "artifact": {"name": "c"},
  "appliedIgnoreRules": [{"vex-status": "not_affected", "reason": "r"}]}]}
"""
BILL = """{"bomFormat": "CycloneDX", "specVersion": "1.5", "compositions": [{"aggregate": "complete"}],
  "components": [
 {"type": "library", "group": "g", "name": "a", "version": "1.10", "purl": "pkg:a",
  "licenses": [{"license": {"id": "MIT"}}, {"expression": "A OR B"}], "supplier": {"name": "s"},
  "components": [{"name": "inner", "version": "2"}]},
 {"name": "b", "scope": "required", "type": "file"}],
 "vulnerabilities": [{"id": "CVE-1", "source": {"name": "NVD"}, "ratings": [{"severity": "low", "score": 3.1},
  {"severity": "info"}], "analysis": {"state": "not_affected", "justification": "x", "response": ["update"]},
  "affects": [{"ref": "pkg:a"}], "published": "2026-01-01T00:00:00Z"},
 {"id": "CVE-2", "ratings": [{"severity": "critical", "score": 9.8}], "analysis": {"state": «"exploitable"»}}]}
"""
VEX = """{"@context": "openvex", "author": "a", "timestamp": "2026-11-01T00:00:00Z", "statements": [
 {"vulnerability": {"name": "CVE-1"}, "products": [{"@id": "p1"}, {"identifiers": {"purl": "pkg:x"}}],
  "status": "not_affected", "justification": "j", "impact_statement": "i"},
 {"vulnerability": "CVE-2", "products": ["p2"], "status": «"affected"», "action_statement": "a",
  "timestamp": "2026-11-02T00:00:00.5Z"}]}
"""
HDF = """{"platform": {"name": "x"}, "version": "1", "statistics": {"duration": 1.5, "controls": {"total": 3}},
  "profiles": [{"name": "outer", "parent_profile": "", "controls": [
 {"id": "c-1", "title": "t", "impact": 0.7, "tags": {"nist": ["AC-1"], "severity": "high"},
  "results": [{"status": "passed", "code_desc": "d"}, {"status": "skipped", "skip_message": "s"}]},
 {"id": "c-2", "impact": 0, "results": [{"status": "failed"}], "waiver_data": {"skipped_due_to_waiver": true,
  "justification": "j"}, "attestation_data": {"updated_by": "u"}},
 {"id": "c-3", "impact": 1.0, "results": [{"status": «"failed"», "message": "m"}]}]}]}
"""
SUMMARY = """[{"profileName": "p", "compliance": 66, "passed": {"high": 1, "total": 1}, "skipped": {"total": 0},
  "failed": {"medium": 3, "high": «6», "total": 9}}]"""
THRESHOLDS = """{"compliance": {"min": 66}, "failed": {"high": {"max": 6}, "total": 9},
  "passed": {"critical": {"min": 0, "max": 3}}}"""
CUCUMBER = """[{"uri": "a.feature", "name": "F", "keyword": "Feature", "elements": [
 {"type": "background", "steps": [{"result": {"status": "passed", "duration": 5}}]},
 {"type": "scenario", "name": "one", "line": 3, "keyword": "Scenario",
  "start_timestamp": "2026-11-01T00:00:00.000Z", "before": [{"result": {"status": "passed"}}],
  "steps": [{"result": {"status": "passed", "duration": 100}}, {"result": {"status": "undefined"}}]},
 {"type": "scenario", "name": "two", "steps": [{"result": {"status": «"failed"», "error_message": "x"}}],
  "after": [{"result": {"status": "passed"}}]}]}]
"""
JIRA = """{"total": 2, "issues": [{"key": "P-1", "fields": {"summary": "Late", "status": {"name": "Open",
  "statusCategory": {"key": "done"}}, "priority": {"name": "High"}, "resolution": null, "labels": ["a"],
  "components": [{"name": "c"}], "created": "2026-11-01T09:00:00.000+0000", "duedate": "2026-12-01"}},
 {"key": "P-2", "fields": {"status": {"name": "Open", "statusCategory": {"key": «"new"»}}}}]}
"""
GITHUB = """[{"number": 1, "state": "closed", "labels": [{"name": "bug"}], "created_at": "2026-11-01T00:00:00Z",
  "milestone": null, "assignees": [{"login": "a"}]},
 {"number": 2, "state": "open", "pull_request": {"url": "x"}}, {"number": 3, "state": «"open"»,
  "createdAt": "2026-11-02T00:00:00Z"}]
"""
GITLAB = """[{"iid": 7, "state": "closed", "severity": "HIGH", "labels": ["bug"], "due_date": "2026-12-01"},
  {"iid": 8, "state": «"opened"», "labels": []}]"""
BUGZILLA = """{"bugs": [{"id": 7, "status": "RESOLVED", "resolution": "FIXED", "is_open": false}, {"id": 8,
  "status": "NEW", "resolution": "", "is_open": «true»}]}"""
SCORECARD = """{"repo": {"name": "r"}, "score": 7.1, "checks": [{"name": "Fuzzing", "score": 10, "reason": "r"},
  {"name": "CI", "score": -1}, {"name": "Signed", "score": «2»}]}"""
RESULTS = """{"assessment-results": {"results": [{"findings": [{"uuid": "u1", "title": "T",
  "target": {"target-id": "ac-6", "status": {"state": "satisfied"}}},
 {"uuid": "u2", "title": "T", "target": {"target-id": "ac-7", "status": {"state": «"not-satisfied"»,
  "reason": "fail"}}}], "risks": [{"uuid": "r1", "title": "R", "status": "open",
  "deadline": "2026-12-01T00:00:00Z"}]}]}}
"""
PLAN = """{"plan-of-action-and-milestones": {"risks": [{"uuid": "u1", "title": "R", "status": "closed"},
  {"uuid": "u2", "title": "R", "status": "open", "deadline": "2026-12-01T00:00:00Z"}],
 "poam-items": [{"uuid": "i1", "title": "T", "related-risks": [{"risk-uuid": "u2"}]}]}}
"""
RECORDS = [
    {"id": "D-1", "severity": 4, "status": "open", "deploys": True, "found": "2026-11-01", "cost": 1.5},
    {"id": "D-2", "severity": 1, "status": "open", "seen": "2026-11-03T10:00:00Z", "since": "1.10", "plan": None},
]
PACK = {
    "evidence": "fuzz",
    "as_of": "2026-11-08",
    "sources": {"S1": {"title": "Export", "by": "supplier", "date": "2026-11-07", "basis": "documented"}},
    "facts": {"defect": {"source": "S1", "complete": True, "records": RECORDS}},
}


def seeds() -> Iterator[Seed]:
    how = """at: /teams/$team/issues/*
map: {id: id, severity: rank/level, status: state, plan: $team, tags: tags, cost: {column: cost, may_lack: true}}"""
    yield pointing("tree", "log.json", TREE, how, ends="marked")
    yield pointing("any depth", "log.json", TREE, f"at: ['/**/issues/[]', '/x/*']\n{MAP}", ends="marked")
    yield pointing("utf-16", "log.json", TREE, f"at: /teams/*/issues\n{MAP}", encoding="utf-16", ends="marked")
    items = '[{"a/b": "R-1", "~": "open", "*": 3}, {"a/b": "R-2", "~": "open", "*": 1}]'
    stated = f'{{"count": 2, "next": null, "list": {items}}}'
    how = 'at: /list\nstated_at: count\nmore_at: next\nmap: {id: a~1b, severity: "~* | n", status: "~0"}'
    yield pointing("stated", "log.json", stated, how, ends="marked")
    yield pointing("lines", "log.jsonl", LINES, MAP, ends="lines", dialect="lines")
    how = f"at: /teams/*/issues/*\nwhere: {{state: {{not: closed}}, id: {{starts_with: R}}}}\n{MAP}"
    yield pointing("where", "log.json", TREE, how)
    severe = "{severity: critical, suppressed: false}"
    yield using("sarif", "scan.sarif", SARIF, "{level: error, suppression: {not: accepted}}", ends="marked")
    yield using("sarif", "scan.json", SARIF, "{level: error, suppressed: false}", ends="marked", of="suppressed")
    yield using("trivy", "trivy.json", TRIVY, severe, ends="marked")
    yield using("grype", "grype.json", GRYPE, severe, ends="marked")
    yield using("cyclonedx", "bom.json", BILL, "{state: [exploitable, in_triage]}", ends="marked")
    yield using("cyclonedx-components", "bom.json", BILL.replace("«", "").replace("»", ""), "{name: b}", ends="marked")
    yield using("openvex", "vex.json", VEX, "{status: affected}", ends="marked")
    yield using("hdf", "hdf.json", HDF, "{status: failed}", ends="marked")
    yield using("saf-summary", "saf.json", SUMMARY, "{id: failed.high, count: {more_than: 0}}", ends="marked")
    yield using("saf-thresholds", "saf.json", THRESHOLDS, "{id: failed.total, least: {at_least: 1}}", ends="marked")
    yield using("cucumber-json", "report.json", CUCUMBER, "{result: failed}", ends="marked")
    yield using("jira", "jira.json", JIRA, "{status_category: {not: done}}", ends="marked")
    yield using("github-issues", "issues.json", GITHUB, "{state: open}", ends="marked")
    yield using("gitlab-issues", "issues.json", GITLAB, "{state: opened}", ends="marked")
    yield using("bugzilla", "bugs.json", BUGZILLA, "{open: true}", ends="marked")
    yield using("scorecard", "scorecard.json", SCORECARD, "{score: {less_than: 5}}", ends="marked")
    yield using("oscal-assessment-results", "ar.json", RESULTS, "{state: not-satisfied}", ends="marked")
    plain = RESULTS.replace("«", "").replace("»", "")
    yield using("oscal-assessment-risks", "ar.json", plain, "{status: open}", ends="marked")
    yield using("oscal-poam", "poam.json", PLAN, "{status: open}", ends="marked")
    yield using("oscal-poam-items", "poam.json", PLAN, "{id: i1}", ends="marked")
    yield _pack("pack", json.dumps(PACK))
    yield _pack("pack on lines", json.dumps(PACK, indent=1, ensure_ascii=False))


def _pack(name: str, text: str) -> Seed:
    """Evidence that is itself JSON."""
    path, policy = "evidence/evidence.json", "policies/policy.yaml"
    written = POLICY.format(vocabulary=DEFECT.rstrip("\n"), fact="defect", severe=SEVERE)
    files = {policy: written.encode(), path: text.encode()}
    return Seed(name=name, target=path, files=files, evidence=path, fact="defect", ends="marked")
