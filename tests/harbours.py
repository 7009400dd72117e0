"""A made-up cut-over for the commands on evidence: its policy, and files as people have them, each with a trap."""

from __future__ import annotations

from datetime import datetime
from io import BytesIO
from pathlib import Path

from openpyxl import Workbook

from tests.cli.run import Ran, run

DAY = "2026-11-08"
POLICY = """\
policy: harbour
title: Harbour cut-over
version: "1"
authority: board
roles:
  board: {title: Cut-over board}
  supplier: {title: System supplier}
  testers: {title: Test group}
vocabulary:
  defect:
    title: testing issue
    key: id
    from: supplier
    fields:
      id: text
      severity: {type: integer, from: 1, to: 5}
      status: {one_of: [open, in_progress, fixed, closed]}
      deploys: boolean
      found: {type: date, optional: true}
      plan: {type: text, optional: true}
  test_result:
    title: result of a test
    key: id
    from: testers
    fields:
      id: text
      result: {one_of: [passed, failed, error, skipped]}
      seconds: {type: decimal, optional: true}
  risk:
    title: risk of the register
    key: id
    from: supplier
    fields:
      id: text
      threat: text
      inherent: {ranked: [low, medium, high, critical]}
      tags: {list_of: text, optional: true}
      power: {type: decimal, optional: true}
criteria:
  A1:
    title: No severe defect
    owner: supplier
    evidence: {basis: documented, received: {on_or_before: {date: $as_of, minus: 2 days}}}
    rules: [{id: A1-clear, pass_when: {no: defect, where: {severity: {at_most: 2}, status: {not: closed}}}}]
  A2:
    title: The tests pass
    owner: testers
    rules: [{id: A2-passed, pass_when: {every: test_result, has: {result: passed}}}]
  A3:
    title: The testers agree
    owner: testers
    rules: [{id: A3-agreed, pass_when: {some: view, where: {by: testers, about: whole, says: agree}}}]
  A4:
    title: The risks are known
    owner: supplier
    rules: [{id: A4-known, pass_when: {some: risk}}]
decision:
  question: Cut over?
  rules:
    - {id: D-go, then: go, when: {criteria: all, is: pass}}
    - {id: D-no, then: no_go, when: {criteria: any, is: fail}}
"""
DEFECTS = """\
Exported on Monday by the test team
Issue Key;Severity;Current State;Goes live?;Found on;Resolution plan;Reporter
D-1;Critical;Open;Yes;03/04/2026;Fix in January;Anna
D-2;4;In Progress;No;05/04/2026;;Bob
D-3;3;Blocked;No;06/04/2026;n/a;Bob
"""
JUNIT = """\
<testsuites><testsuite name="engine" tests="2" failures="1" errors="0" skipped="0">
  <testcase classname="Engine" name="starts" time="0.5"/>
  <testcase classname="Engine" name="stops" time="1.25"><failure message="it goes on"/></testcase>
</testsuite></testsuites>
"""


def lay_out(**files: str | bytes) -> None:
    """The policy, and files by name; `__` stands for the dot of a suffix."""
    for folder in ("policies", "evidence"):
        Path(folder).mkdir(exist_ok=True)
    Path("policies/harbour.yaml").write_text(POLICY, "utf-8")
    for name, content in files.items():
        path = Path(name.replace("__", "."))
        path.write_bytes(content if isinstance(content, bytes) else content.encode())


def begun(*files: str, to: str = "evidence/pack.yaml", more: tuple[str, ...] = ()) -> tuple[Ran, str]:
    """An evidence file begun from some files, and what stands in it."""
    ran = run("evidence", "new", *files, "--policy", "harbour", "--as-of", DAY, "-o", to, *more)
    path = Path(to)
    return ran, path.read_text("utf-8") if path.is_file() else ""


def says(ran: Ran, *texts: str) -> None:
    """Whether texts were printed, wherever their lines were broken."""
    flat = " ".join(ran.printed.split())
    assert [text for text in texts if " ".join(text.split()) not in flat] == []


def workbook() -> bytes:
    """A sheet with a merged header below a title, and a second one."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Defects"
    rows: list[list[object]] = [
        ["Status of Monday"],
        [],
        ["Issue", "Grade", None, "Live", "Found"],
        [None, "Severity", "State", None, None],
        ["D-1", 1, "Open", True, datetime(2026, 1, 2)],  # noqa: DTZ001 - a spreadsheet knows no offsets
        ["D-2", 4, "Closed", False, datetime(2026, 1, 3)],  # noqa: DTZ001
    ]
    for row in rows:
        sheet.append(row)
    for box in ("A3:A4", "B3:C3", "D3:D4", "E3:E4"):
        sheet.merge_cells(box)
    other = book.create_sheet("Risk register")
    other.append(["No", "Threat", "Inherent"])
    other.append(["R-1", "Fire", "High"])
    target = BytesIO()
    book.save(target)
    return target.getvalue()
