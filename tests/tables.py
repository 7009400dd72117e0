"""Evidence from a file that a test writes down: what is read of it, and what is complained of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from gonogo import __version__
from gonogo.judge.decide import Judge
from gonogo.judge.document import document
from gonogo.model.diagnostic import Diagnostic, Diagnostics
from gonogo.model.evidence import Entry, Evidence
from gonogo.model.policy import Policy
from gonogo.model.records import UNSET
from gonogo.read.evidence_file import read_evidence
from gonogo.read.extract import Intake
from tests import desk
from tests.shelf import Shelf

FIELDS = """\
      id: text
      severity: {type: integer, from: 1, to: 5}
      status: {one_of: [open, fixed, closed]}
      found: {type: date, optional: true}
      plan: {type: text, optional: true}
"""
MAP = "{id: Key, severity: Severity, status: Status}"


@dataclass(frozen=True)
class Taken:
    """What reading came to. `evidence` is None where it was refused."""

    evidence: Evidence | None
    policy: Policy
    found: Diagnostics
    shelf: Shelf

    @property
    def entries(self) -> tuple[Entry, ...]:
        assert self.evidence is not None, [one.says for one in self.found]
        return self.evidence.entries["defect"]

    @property
    def records(self) -> list[dict[str, Any]]:
        """The records that can be read, by their fields; what is not known is left out."""
        return [_shown(record) for record in self.entries[0].records]

    @property
    def codes(self) -> list[str]:
        return [one.code.value for one in self.found.errors]

    @property
    def error(self) -> Diagnostic:
        """The only complaint."""
        (one,) = self.found.errors
        return one

    @property
    def warnings(self) -> list[str]:
        return [f"{one.code.value} {one.says}" for one in self.found.warnings]

    def column(self, field: str) -> list[Any]:
        return [record.get(field) for record in self.records]

    def at(self, row: int, field: str | None = None) -> str:
        return str(self.entries[0].place(row, field))

    def decided(self) -> Mapping[str, Any]:
        assert self.evidence is not None
        return document(Judge(self.policy).judge(self.evidence), __version__)


def _shown(record: Any) -> dict[str, Any]:
    values = ((name.removeprefix("f_"), getattr(record, name)) for name in record.__struct_fields__)
    return {name: value for name, value in values if value is not UNSET}


def taken(
    files: Mapping[str, bytes | str],
    how: str,
    *,
    fields: str = FIELDS,
    key: str = "id",
    keep_going: bool = False,
) -> Taken:
    """Reads a list of defects from the first of the files; `how` is the rest of `from:`, line by line."""
    names = [name for name in files if not name.startswith("mappings/")]
    lines = how.strip("\n").splitlines()
    if not any(line.startswith("file:") for line in lines):
        lines.insert(0, f"file: {names[0]}")
    written = "\n".join(f"      {line}" for line in lines)
    policy = f"vocabulary:\n  defect:\n    key: {key}\n    from: supplier\n    fields:\n{fields}{RULES}"
    evidence = f"{HEAD}facts:\n  defect:\n    source: S1\n    complete: true\n    from:\n{written}\n"
    read = desk.read_policy(desk.completed(policy, "policy"), Diagnostics())
    found, shelf = Diagnostics(), Shelf(files)
    intake = Intake(shelf=shelf, keep_going=keep_going)
    made = read_evidence("evidence.yaml", desk.fetch_from({"evidence.yaml": evidence}), read, found, intake)
    return Taken(made, read, found, shelf)


HEAD = """\
evidence: tables
as_of: 2026-11-08
sources: {S1: {title: Export, by: supplier, date: 2026-11-07, basis: documented}}
"""
RULES = """\
criteria:
  A1:
    title: There are no defects
    rules: [{id: A1-none, pass_when: {no: defect}}]
"""


def csv(text: str, how: str = "", **more: Any) -> Taken:
    """The same for one CSV file, with the usual columns mapped unless `how` maps others."""
    mapped = "" if "map:" in how else f"\nmap: {MAP}"
    return taken({"defects.csv": text}, f"{how}{mapped}", **more)
