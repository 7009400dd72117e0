"""A small vocabulary, and evidence on it: what tests of reading and admitting need, and no rules worth the name."""

from __future__ import annotations

from contextlib import suppress
from datetime import date
from functools import cache
from textwrap import dedent, indent

from gonogo.judge.admit import Admitted, admit
from gonogo.model.diagnostic import Diagnostic, Diagnostics, InputError
from gonogo.model.evidence import Evidence, Record
from gonogo.model.policy import Policy
from gonogo.model.records import attribute
from tests import desk

POLICY = """
policy: lists
title: Lists
version: "1.0"
authority: board
roles:
  board: {title: Board}
  supplier: {title: Supplier}
  testers: {title: Testers}
parameters:
  threshold:
    fields: {severity: integer, most: integer}
    rows: [{severity: 1, most: 0}, {severity: 2, most: 3}]
  holiday:
    fields: {day: date}
vocabulary:
  defect:
    key: id
    precedence: [testers]
    fields:
      id: text
      severity: {type: integer, from: 1, to: 5}
      status: {one_of: [open, fixed, closed]}
      deploys: boolean
      cost: decimal
      found: date
      fixed_in: version
      plan: {type: text, optional: true}
      tags: {list_of: text, optional: true}
  retest:
    key: [defect, round]
    fields: {defect: {ref: defect}, round: integer, passed: boolean, at: instant}
  remark:
    fields: {text: text, count: integer}
criteria:
  AC1:
    title: No severe defect
    owner: supplier
    rules:
      - {id: AC1-severe, fail_when: {some: defect, where: {severity: 1}}}
      - {id: AC1-talk, fail_when: {some: remark, where: {text: no}}}
  AC2:
    title: Retested
    rules:
      - {id: AC2-retested, pass_when: {some: retest, where: {passed: true}}}
      - {id: AC2-defects, pass_when: {some: defect, where: {deploys: false}}}
decision:
  question: Go?
  rules:
    - {id: D-go, then: go, when: {criteria: all, is: pass}}
"""

HEAD = """
evidence: pack
policy: lists
as_of: 2026-11-08
"""

SOURCES = """
sources:
  S1: {title: Export, by: supplier, date: 2026-11-01, basis: documented}
  S2: {title: Export, by: supplier, date: 2026-11-07, basis: documented}
  T: {title: Findings, by: testers, date: 2026-11-05, basis: validated}
  B: {title: Minutes, by: board, date: 2026-11-05}
  OLD: {title: Snapshot, by: supplier, date: 2026-10-01, valid_until: 2026-11-07}
  LATE: {title: Letter, by: supplier, date: 2026-11-07, received: 2026-11-09}
"""


@cache
def policy() -> Policy:
    return desk.read_policy(POLICY, Diagnostics())


def text(body: str, sources: str = SOURCES) -> str:
    """A whole pack."""
    return HEAD + sources + dedent(body)


def facts(**lists: str) -> str:
    """The facts, each written as one flow mapping or a list of them."""
    return text(
        "facts:\n" + "".join(f"  {name}:\n{indent(dedent(one).strip(), '    ')}\n" for name, one in lists.items())
    )


def read(pack: str) -> Evidence:
    return desk.read_evidence(pack, policy(), Diagnostics())


def complaints(pack: str) -> tuple[Diagnostic, ...]:
    """All that is said about a pack, warnings too."""
    diagnostics = Diagnostics()
    with suppress(InputError):
        desk.read_evidence(pack, policy(), diagnostics)
    return tuple(diagnostics)


def codes(pack: str) -> list[str]:
    return [one.code.value for one in complaints(pack)]


def admitted(pack: str, fact: str = "defect", on: date | None = None) -> Admitted:
    evidence = read(pack)
    return admit(evidence, policy(), evidence.as_of if on is None else on)[fact]


def records(found: Admitted) -> list[Record]:
    return [record for group in found.groups for record in group.records]


def values(found: Admitted, field: str) -> list[object]:
    return [getattr(record, attribute(field)) for record in records(found)]


def by_source(found: Admitted) -> dict[tuple[str, ...], list[str]]:
    """The ids of the records by the sources that they rest on."""
    return {group.sources: [record.f_id for record in group.records] for group in found.groups}


def reasons(found: Admitted) -> list[tuple[str, str]]:
    """What was left out: the id, and why."""
    return [(one.origin.entry.records[one.origin.index].f_id, one.reason.value) for one in found.left_out]
