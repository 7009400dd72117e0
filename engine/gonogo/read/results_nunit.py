"""NUnit's own XML, of version 3 (`test-run`) and of version 2 (`test-results`): one row for each test case."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from gonogo.model.diagnostic import Diagnostics
from gonogo.model.location import Location, SourceFile
from gonogo.read.extract import ABSENT, Broken, Extract, From, Note, Raw
from gonogo.read.results import (
    TEST_COLUMNS,
    Row,
    differ,
    given,
    message,
    seconds,
    stated_number,
    table,
    timestamp,
    told_apart,
)
from gonogo.read.results_junit import no_cases, other_format
from gonogo.read.xml_rows import element_place
from gonogo.read.xml_text import Element, xml_tree

RESULTS = {
    "passed": "passed",
    "success": "passed",
    "failed": "failed",
    "failure": "failed",
    "error": "error",
    "cancelled": "error",
    "invalid": "error",
    "notrunnable": "error",
    "skipped": "skipped",
    "ignored": "skipped",
    "inconclusive": "inconclusive",
    "warning": "inconclusive",
}
TOTALS = {"test-run": ("total", "testcasecount"), "test-results": ("total",)}


def read_nunit(
    content: bytes, file: SourceFile, wanted: Sequence[str], how: From, diagnostics: Diagnostics
) -> Extract | None:
    """The test cases of an NUnit report."""
    tree = xml_tree(content, file, diagnostics)
    if tree is None:
        return None
    top, source = tree
    root = top.children[0]
    if root.name not in TOTALS:
        diagnostics.add(other_format(root, source, "an NUnit report", "`test-run` or `test-results`"))
        return None
    cases = list(root.below("test-case"))
    if not cases:
        diagnostics.add(no_cases(root, source))
        return None
    rows = [_row(case) for case in cases]
    at = Location(source, root.line, root.column, len(root.name) + 1)
    notes = [*_totals(root, cases, rows, at), *told_apart(rows, at)]

    def place(number: int, column: str | None) -> Location:
        return element_place(source, cases[number], number, column)

    return table(rows, TEST_COLUMNS, wanted, place, notes)


def _row(case: Element) -> Row:
    suites = [one for one in _above(case) if one.name in {"test-suite", *TOTALS}]
    when, day = timestamp(
        _time(next((one.get("start-time") for one in (case, *suites) if one.get("start-time")), None))
    )
    told = next((one for name in ("failure", "reason") if (one := case.first(name))), None)
    said = None if told is None else told.first("message")
    full = case.get("fullname") or case.get("name")
    return {
        "id": given(full) or "a test without a name",
        "suite": given(suites[0].get("fullname") or suites[0].get("name")) if suites else ABSENT,
        "class": given(case.get("classname")),
        "name": given(case.get("name")),
        "result": _result(case),
        "kind": given(case.get("label")),
        "message": ABSENT if said is None else message(said.text),
        "seconds": seconds(case.get("duration") or case.get("time")),
        "timestamp": when,
        "date": day,
        "file": given(next((one.get("filepath") for one in suites if one.get("filepath")), None)),
        "line": ABSENT,
        "reruns": ABSENT,
    }


def _above(case: Element) -> Iterator[Element]:
    above = case.up
    while above is not None:
        yield above
        above = above.up


def _time(text: str | None) -> str | None:
    """Version 3 writes `2026-11-08 10:05:00Z`, always in UTC."""
    return text.replace(" ", "T", 1) if text and text.endswith("Z") else text


def _result(case: Element) -> Raw:
    label, result = ((case.get(name) or "").lower() for name in ("label", "result"))
    if result == "failed" and RESULTS.get(label) == "error":
        return "error"
    if result:
        return RESULTS.get(result, Broken(f"`{result[:40]}`, which is no result of NUnit"))
    if (case.get("executed") or "").lower() == "false":
        return "skipped"
    success = (case.get("success") or "").lower()
    words: dict[str, Raw] = {"true": "passed", "false": "failed"}
    return words.get(success, Broken("no result"))


def _totals(root: Element, cases: Sequence[Element], rows: Sequence[Row], at: Location) -> Iterator[Note]:
    """The totals that the root states, against the cases."""
    total = stated_number(root.get("total"))
    if total is not None:
        ran = len(cases) if root.name == "test-run" else sum(row["result"] != "skipped" for row in rows)
        if total not in {ran, len(cases)}:
            yield differ(f"the report states {total:,} for tests, and {len(cases):,} can be counted in it", at)
    bad = sum(row["result"] in ("failed", "error") for row in rows)
    names = ("failed",) if root.name == "test-run" else ("failures", "errors")
    stated = [number for name in names if (number := stated_number(root.get(name))) is not None]
    if stated and sum(stated) != bad:
        yield differ(f"the report states {sum(stated):,} for tests that failed, and {bad:,} can be counted in it", at)
