"""Evidence from large files: a million rows of CSV, a hundred thousand of XLSX, from bytes to a decision with places.

`python -m bench.files [csv|xlsx]` makes the file once in a temporary folder, decides on it in a process of its own,
and holds seconds and memory against the bars.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bench.million import peak

ROWS = {"csv": 1_000_000, "xlsx": 100_000}
SECONDS = {"csv": 15, "xlsx": 60}
MEMORY = 2 * 1024**3
SEVERITIES = ("Critical", "Major", "Minor", "Cosmetic", "Text")
STATES = ("Open", "Fixed", "Closed")
HEADER = ("Key", "Severity", "Status", "Found on", "Deploys", "Cost", "Component", "Summary")

POLICY = """\
policy: files
title: Large files
authority: board
roles: {board: {title: Board}, supplier: {title: Supplier}}
vocabulary:
  defect:
    key: id
    from: supplier
    fields:
      id: text
      severity: {type: integer, from: 1, to: 5}
      status: {one_of: [open, fixed, closed]}
      found: date
      deploys: boolean
      cost: decimal
      component: text
      summary: {type: text, optional: true}
criteria:
  A1:
    title: No severe defect
    rules:
      - {id: A1-severe, fail_when: {some: defect, where: {severity: {at_most: 1}, status: open, deploys: true}}}
      - {id: A1-few, pass_when: {count: defect, where: {status: open}, is: {at_most: 1000000}}}
decision:
  question: Go?
  rules:
    - {id: D-no, then: no_go, when: {criteria: any, is: fail}}
    - {id: D-go, then: go, when: {criteria: all, is: pass}}
"""

EVIDENCE = """\
evidence: files
as_of: 2026-11-08
sources: {{S1: {{title: Export, by: supplier, date: 2026-11-07, basis: documented}}}}
facts:
  defect:
    source: S1
    complete: true
    from:
      file: defects.{form}
      dates: DD/MM/YYYY
      map:
        {{id: Key, severity: Severity, status: Status, found: Found on, deploys: Deploys, cost: Cost,
          component: Component, summary: Summary}}
      values: {{Severity: {{Critical: 1, Major: 2, Minor: 3, Cosmetic: 4, Text: 5}}}}
"""


def row(number: int) -> tuple[str, ...]:
    """One row, the same for the same number."""
    severe = number % 5
    return (
        f"D-{number}",
        SEVERITIES[severe],
        STATES[0 if severe and number % 3 == 0 else 1 + number % 2],
        f"{1 + number % 28:02}/{1 + number % 12:02}/2026",
        "TRUE" if number % 2 else "FALSE",
        f"{number % 1000}.{number % 100:02}",
        f"component {number % 40}",
        f"Something is not as it should be, number {number}, in some words more than that",
    )


def make(form: str, folder: Path) -> None:
    """Policy, evidence and the file of rows."""
    (folder / "policies").mkdir(exist_ok=True)
    (folder / "evidence").mkdir(exist_ok=True)
    (folder / "policies" / "files.yaml").write_text(POLICY, "utf-8")
    (folder / "evidence" / f"{form}.yaml").write_text(EVIDENCE.format(form=form), "utf-8")
    target = folder / "evidence" / f"defects.{form}"
    if form == "csv":
        with target.open("w", encoding="utf-8") as file:
            file.write(",".join(HEADER) + "\n")
            for number in range(ROWS[form]):
                key, *middle, summary = row(number)
                file.write(",".join((key, *middle, f'"{summary}"')) + "\n")
        return
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    sheet = book.create_sheet("Defects")
    sheet.append(HEADER)
    for number in range(ROWS[form]):
        sheet.append(row(number))
    book.save(target)


def decide(form: str) -> None:
    """Once, in this process."""
    from gonogo import api

    start = time.perf_counter()
    decided = api.decide("files", form, remembered=False)
    seconds = time.perf_counter() - start
    found = {"seconds": seconds, "busy": time.process_time(), "peak": peak()}
    print(json.dumps({**found, "outcome": decided.document["outcome"]}))


def main(forms: list[str]) -> int:
    missed = 0
    with tempfile.TemporaryDirectory() as name:
        for form in forms:
            make(form, Path(name))
            command = [sys.executable, "-m", "bench.files", "decide", form]
            done = subprocess.run(command, cwd=name, capture_output=True, text=True, env=_env(), check=False)
            if done.returncode:
                print(done.stderr)
                return done.returncode
            found = json.loads(done.stdout)
            good = found["seconds"] < SECONDS[form] and found["peak"] < MEMORY and found["outcome"] == "go"
            missed += not good
            told = f"{found['seconds']:.1f} s (bar {SECONDS[form]} s; {found['busy']:.1f} s of them at work), "
            told += f"{found['peak'] / 1024**2:.0f} MiB (bar 2048 MiB)"
            print(f"{form}: {ROWS[form]:,} rows: {told}, {found['outcome']}{'' if good else '  MISSED'}")
    return 1 if missed else 0


def _env() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(Path(__file__).parents[1])}


if __name__ == "__main__":
    if sys.argv[1:2] == ["decide"]:
        decide(sys.argv[2])
    else:
        sys.exit(main(sys.argv[1:] or list(ROWS)))
