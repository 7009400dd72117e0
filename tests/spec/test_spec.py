"""The language by example: what a page says is read, decided on, and held to what it promises.

A page is prose with four kinds of block. ```policy``` and ```evidence``` hold until the next of their kind, or the end
of their section; those before the first section hold for all of the page. ```file``` is a file that evidence points to,
with its name in the first line. ```decision``` says what they come to:

    outcome: no_go
    A1: fail
      rule: A1-severe
      because: D-7

A line without indentation is the status of whatever has that id. What is indented below are parts of texts that it
must hold; `missing` is looked for in "what is missing (the role that owes it)". ```refused``` says, line by line, the
code of each complaint and a part of what it says. What the blocks leave out is in `policy.yaml` and `evidence.yaml`
beside this file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.desk import Decision, decide, refused

HERE = Path(__file__).parent
PAGES = sorted([*HERE.glob("*.md"), *(HERE.parents[1] / "docs" / "language").glob("*.md")])
PIECE = re.compile(r"^## (?P<heading>[^\n]+)$|^```(?P<kind>\w+)\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)
GIVEN = ("policy", "evidence")
EXPECTED = ("decision", "refused")


@dataclass(frozen=True)
class Case:
    """Something that a page promises."""

    page: str
    heading: str
    policy: str
    evidence: str
    files: Mapping[str, str]
    kind: str
    expected: str

    def __str__(self) -> str:
        return f"{self.page}: {self.heading}"


def cases(page: Path) -> Iterator[Case]:
    of_page = dict.fromkeys(GIVEN, "")
    given, heading = of_page, "at the beginning"
    files: dict[str, str] = {}
    for piece in PIECE.finditer(page.read_text("utf-8")):
        kind, text = piece["kind"], piece["text"]
        if piece["heading"]:
            heading, given, files = piece["heading"], dict(of_page), {}
        elif kind == "file":
            name, _, content = text.partition("\n")
            files = {**files, name: content}
        elif kind in GIVEN:
            given[kind] = text
        elif kind in EXPECTED:
            yield Case(page.stem, heading, given["policy"], given["evidence"], files, kind, text)


CASES = [case for page in PAGES for case in cases(page)]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_case_comes_to_what_its_page_says(case: Case) -> None:
    if case.kind == "refused":
        complaints = refused(case.policy, case.evidence, case.files)
        lines = case.expected.splitlines()
        found = [f"{one.code.value} {one.says}" for one in complaints]

        assert len(found) == len(lines), found
        for line, said in zip(lines, found, strict=True):
            code, _, part = line.partition(" ")
            assert said.startswith(code)
            assert part in said
    else:
        assert_comes_to(case.expected, decide(case.policy, case.evidence, files=case.files))


def assert_comes_to(expected: str, decision: Decision) -> None:
    name = ""
    for line in expected.splitlines():
        key, _, value = line.strip().partition(": ")
        if line.startswith(" "):
            assert value in said(decision, name, key), f"{name}: {said(decision, name, key)}"
        elif key in ("outcome", "rule", "because"):
            assert value in str(decision.document[key])
        else:
            name = key
            assert decision[name] == value, decision.statuses


def said(decision: Decision, name: str, key: str) -> str:
    """What the document says of something, under a key."""
    match key:
        case "missing":
            return "\n".join(decision.missing(name))
        case "caveat":
            return "\n".join(decision.caveats(name))
        case "condition":
            return "\n".join(one["text"] + ": " + one["truth"] for one in decision.part(name)["conditions"])
        case _:
            return str(decision.part(name)[key])


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_a_page_has_cases_and_no_block_that_nobody_runs(page: Path) -> None:
    kinds = re.findall(r"^```(\w*)$", page.read_text("utf-8"), re.MULTILINE)

    assert set(kinds) <= {*GIVEN, *EXPECTED, "file", ""}
    assert page.stem == "README" or list(cases(page)) != []
