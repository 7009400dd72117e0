"""Policies, evidence, mappings and data in YAML: each of a project's files in turn is the one that is spoilt."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from gonogo.resources import folder
from tests.fuzz.seed import Seed, pointing, using
from tests.fuzz.seeds_csv import PARTED

OWN = """\
mapping: own
title: Our tracker
note: As it comes
format: csv
delimiter: semicolon
encoding: utf-8
map:
  id: {column: Key}
  severity: Severity
  status: {first_of: [Status, Key]}
  plan: {joined: [Key, Plan], by: " / "}
offers:
  found: {column: Found, dates: DD/MM/YYYY, may_lack: true}
  cost: {column: Cost, decimals: comma, thousands: point, missing: ["-"]}
  tags: {is: [a, b]}
values: {Severity: {Critical: 1, Major: 2, Minor: 3}, Status: {Done: closed}}
missing: [n/a]
where: {Key: {not: Total}, either: [{Severity: {given: true}}, {Status: open}]}
total: {stated: 3}
"""
THRESHOLDS = "compliance:\n  min: 66\nfailed:\n  high:\n    max: 6\n  total: 9\npassed: {critical: {min: 0}}\n"
EXCEPTIONS = """\
codeFreeze:
- {name: A, issue: 12, status: denied, date_requested: 2026-11-01}
enhancementFreeze:
- name: B   # a note
  issue: 13
  status: approved
  thread: "https://example.org/x"
"""
ATTESTATIONS = """\
- {control_id: V-1, status: failed, updated: 2026-10-01, updated_by: 'Ada, Security'}
- control_id: V-2
  status: passed
  explanation: |
    looked at
    twice
  updated: "2026-10-02"
"""
PLAN = """\
plan-of-action-and-milestones:
  risks:
    - {uuid: u1, title: R, status: closed}
    - {uuid: u2, title: R, status: open, deadline: 2026-12-01T00:00:00Z}
"""
RESULTS = """\
assessment-results:
  results:
    - findings:
        - {uuid: u1, title: T, target: {target-id: ac-6, status: {state: not-satisfied}}}
"""
SPEC_EVIDENCE = """\
facts:
  defect:
    - source: [S1, S2]
      complete: true
      records: [{id: D-1, severity: 2, status: open, deploys: true, found: 2026-11-01, plan: }]
    - source: S3
      valid_until: 2026-12-01
      records:
        - {id: D-2, severity: 4, status: closed}
  confirmation:
    {source: S3, records: [{id: C-1, subject: can_deploy, by: supplier, confirmed: true, for_date: 2026-11-29}]}
  event: {source: S1, complete: true, records: []}
views:
  - {by: testers, about: A1, says: object, date: 2026-11-08, source: S3, note: "It is not {fine}"}
waivers:
  - {criterion: A1, by: board, date: 2026-11-08, until: 2026-12-01, reason: We can live with it}
resolutions:
  - {fact: defect, key: D-1, field: severity, value: 4, by: board, date: 2026-11-07, reason: Looked at again}
"""
TABLE = """\
policy: tables
title: Tables
authority: board
calendar: england-and-wales
roles: {board: {title: Board}, testers: {title: Testers}}
parameters: {cutover: {type: date, value: 2026-11-29, source: Plan}, most: {type: integer, value: 2}}
vocabulary:
  trial:
    key: name
    from: testers
    fields: {name: text, went: {one_of: [well, shaky, badly], also: {good: well}}, on: {type: date, optional: true}}
criteria:
  A1:
    title: The trials went well enough by {cutover}
    owner: testers
    table:
      inputs:
        radar: {of: trial.went, where: {name: radar}}
        radio: {of: trial.went, where: {name: radio}}
        most: {parameter: most}
      rows:
        - {radar: well, radio: [well, shaky], then: pass, because: The radar works.}
        - {id: A1-x, radar: well, radio: badly, most: {at_least: 1}, then: fail}
      otherwise: fail
  A2:
    title: Shares and days
    rules:
      - id: A2-late
        fail_when:
          any:
            - {some: trial, where: {on: {after: {date: $cutover, minus: 5 working days}}}}
            - {share: trial, where: {went: badly}, is: {more_than: 0.2}}
            - not: {every: trial, has: {went: well}}
      - {id: A2-ok, pass_when: {count: trial, is: {at_least: 2}}}
decision:
  question: Go?
  rules:
    - {id: D-no, then: no_go, when: {criteria: any, is: fail}}
    - {id: D-go, then: go, when: {criteria: all, is: pass}}
"""
TRIALS = """\
evidence: trials
as_of: 2026-11-08
sources: {S1: {title: Log, by: testers, date: 2026-11-07}}
facts:
  trial: {source: S1, complete: true, records: [{name: radar, went: well, on: 2026-11-02}, {name: radio, went: shaky}]}
"""


def seeds() -> Iterator[Seed]:
    how = "using: own\nformat: csv"
    project = pointing("data", "log.csv", PARTED, how, beside={"mappings/own.yaml": OWN})
    for name, target in (
        ("mapping", "mappings/own.yaml"),
        ("entry", project.evidence),
        ("policy of files", project.policy),
    ):
        yield replace(project, name=name, target=target, ends="no", vital=())
    yield using("saf-thresholds", "t.yml", THRESHOLDS, "{id: failed.total, least: {at_least: 1}}")
    yield using("k8s-exceptions", "exceptions.yaml", EXCEPTIONS, "{status: approved}")
    yield using("saf-attestations", "a.yml", ATTESTATIONS, "{status: failed}")
    yield using("oscal-poam", "poam.yaml", PLAN, "{status: open}")
    yield using("oscal-assessment-results", "ar.yaml", RESULTS, "{state: not-satisfied}")
    how = "at: /list\nmap: {id: a, severity: b, status: c, tags: d}"
    yield pointing("plain", "log.yaml", "list:\n- {a: x, b: 3, c: open, d: [p, q]}\n- a: y\n  b: 1\n  c: open\n", how)
    spec = _spec()
    yield replace(spec, name="pack")
    yield replace(spec, name="spec policy", target=spec.policy)
    files = {"policies/policy.yaml": TABLE.encode(), "evidence/evidence.yaml": TRIALS.encode()}
    yield Seed(name="tables", target="policies/policy.yaml", files=files)
    release = (folder("policies") / "sec-release" / "policy.yaml").read_bytes()
    november = (folder("evidence") / "sec-2019-11.yaml").read_bytes()
    files = {"policies/policy.yaml": release, "evidence/evidence.yaml": november}
    yield Seed(name="release", target="policies/policy.yaml", files=files)
    yield Seed(name="november", target="evidence/evidence.yaml", files=files)


def _spec() -> Seed:
    from tests.desk import completed

    policy, evidence = completed("policy: harbour-cutover\n", "policy"), completed(SPEC_EVIDENCE, "evidence")
    files = {"policies/policy.yaml": policy.encode(), "evidence/evidence.yaml": evidence.encode()}
    return Seed(name="", target="evidence/evidence.yaml", files=files)
