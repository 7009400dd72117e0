"""A desk to decide at: policies and evidence that a test writes down, from text to decision, without any file.

A text may leave sections out; they are then those of `tests/spec/policy.yaml` or `tests/spec/evidence.yaml`, so that
a case shows only what it is about. A section that is written replaces the one of that name.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from posixpath import dirname, join, normpath
from textwrap import dedent
from typing import Any

from gonogo import __version__
from gonogo.judge.decide import Judge
from gonogo.judge.document import document
from gonogo.model.diagnostic import Diagnostic, Diagnostics, InputError
from gonogo.model.evidence import Evidence
from gonogo.model.location import Fetch, SourceFile
from gonogo.model.policy import Policy
from gonogo.read import evidence_file, policy_file
from gonogo.read.extract import NO_FILES, Intake
from gonogo.resources import folder
from tests.shelf import Shelf

SPEC = Path(__file__).parent / "spec"
INSTEAD = {"decisions": "decision"}
SECTION = re.compile(r"^([a-z_]+):", re.MULTILINE)


@dataclass(frozen=True)
class Decision:
    """A decision document, asked as a test would ask."""

    document: Mapping[str, Any]

    @property
    def outcome(self) -> str:
        return str(self.document["outcome"])

    @property
    def statuses(self) -> dict[str, str]:
        """Every criterion's verdict, every risk's, control's and obligation's state, every gate's outcome, by id."""
        return {name: str(one[_STATUS[kind]]) for kind, name, one in self._parts()}

    def __getitem__(self, name: str) -> str:
        return self.statuses[name]

    def part(self, name: str) -> Mapping[str, Any]:
        """What the document says of a criterion, risk, control, obligation or gate."""
        return next(one for _, found, one in self._parts() if found == name)

    def rule(self, name: str) -> str | None:
        rule: str | None = self.part(name)["rule"]
        return rule

    def missing(self, name: str) -> list[str]:
        """What is missing, each with the role that owes it."""
        return [f"{gap['what']} ({gap['owed_by']})" for gap in self.part(name)["missing"]]

    def caveats(self, name: str) -> list[str]:
        return list(self.part(name)["caveats"])

    def counts(self, name: str) -> list[tuple[int, int, int]]:
        """Of each condition: how many records count, how many perhaps, and how many there are."""
        return [(one["true"], one["unknown"], one["total"]) for one in self.part(name)["conditions"]]

    def _parts(self) -> list[tuple[str, str, Mapping[str, Any]]]:
        kinds = ("criteria", "risks", "obligations", "decisions")
        found = [(kind, one["id"], one) for kind in kinds for one in self.document[kind]]
        return found + [("controls", one["id"], one) for risk in self.document["risks"] for one in risk["controls"]]


_STATUS = {"criteria": "verdict", "risks": "state", "controls": "state", "obligations": "state", "decisions": "outcome"}


@cache
def prelude(kind: str) -> dict[str, str]:
    """The sections that a text may leave out."""
    return _sections((SPEC / f"{kind}.yaml").read_text("utf-8"))


def completed(text: str, kind: str) -> str:
    """The text with the sections that it leaves out put after it, so that its own lines keep their numbers."""
    text = dedent(text).strip("\n") + "\n"
    written = {INSTEAD.get(name, name) for name in SECTION.findall(text)}
    return text + "".join(section for name, section in prelude(kind).items() if name not in written)


def _sections(text: str) -> dict[str, str]:
    starts = list(SECTION.finditer(text))
    ends = [one.start() for one in starts[1:]] + [len(text)]
    return {one.group(1): text[one.start() : end] for one, end in zip(starts, ends, strict=True)}


def fetch_from(files: Mapping[str, str]) -> Fetch:
    def fetch(written: str, of: str | None) -> SourceFile | None:
        path = normpath(join(dirname(of or ""), written))
        return SourceFile(path, files[path]) if path in files else None

    return fetch


def read_policy(text: str, diagnostics: Diagnostics, files: Mapping[str, str] | None = None) -> Policy:
    """The policy that a whole text is; `files` stand beside it. Raises InputError where it is wrong."""
    fetch = fetch_from({"policy.yaml": text, **(files or {})})
    policy = policy_file.read_policy("policy.yaml", fetch, diagnostics, calendars=calendars())
    diagnostics.stop_if_errors("policy")
    assert policy is not None
    return policy


def read_evidence(text: str, policy: Policy, diagnostics: Diagnostics, intake: Intake = NO_FILES) -> Evidence:
    """The evidence that a whole text is. Raises InputError where it is wrong."""
    fetch = fetch_from({"evidence.yaml": text})
    evidence = evidence_file.read_evidence("evidence.yaml", fetch, policy, diagnostics, intake)
    diagnostics.stop_if_errors("evidence")
    assert evidence is not None
    return evidence


@cache
def calendars() -> dict[str, SourceFile]:
    return {path.stem: SourceFile(path.name, path.read_text("utf-8")) for path in folder("calendars").glob("*.yaml")}


def decide(policy: str, evidence: str, as_of: date | None = None, files: Mapping[str, str] | None = None) -> Decision:
    """Decides; sections that are left out are those of the prelude."""
    diagnostics = Diagnostics()
    read = read_policy(completed(policy, "policy"), diagnostics, files)
    intake = Intake(shelf=Shelf(files or {}))
    given = read_evidence(completed(evidence, "evidence"), read, diagnostics, intake)
    return Decision(document(Judge(read).judge(given, as_of), __version__))


def refused(policy: str, evidence: str = "", files: Mapping[str, str] | None = None) -> Sequence[Diagnostic]:
    """What is wrong with a policy, or with evidence against it; nothing, where both can be used."""
    diagnostics = Diagnostics()
    try:
        read = read_policy(completed(policy, "policy"), diagnostics, files)
        read_evidence(completed(evidence, "evidence"), read, diagnostics, Intake(shelf=Shelf(files or {})))
    except InputError as error:
        return error.diagnostics.errors
    return ()


def codes(policy: str, evidence: str = "") -> list[str]:
    """The codes of all that is wrong, in the order of their places."""
    return [one.code.value for one in refused(policy, evidence)]
