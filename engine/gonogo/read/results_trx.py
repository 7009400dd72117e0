"""Visual Studio's test results (TRX): one row for each result; of data-driven tests, one for each set of data."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from gonogo.model.diagnostic import Diagnostics
from gonogo.model.location import Location, SourceFile
from gonogo.read.extract import ABSENT, NOT_WHOLE, Broken, Extract, From, Note, Raw
from gonogo.read.results import TEST_COLUMNS, Row, differ, given, message, stated_number, table, timestamp, told_apart
from gonogo.read.results_junit import no_cases, other_format
from gonogo.read.xml_rows import element_place
from gonogo.read.xml_text import Element, xml_tree

RESULT = re.compile("UnitTestResult|ManualTestResult|GenericTestResult|WebTestResult|LoadTestResult|TestResult")
OUTCOMES = {
    "passed": "passed",
    "failed": "failed",
    **dict.fromkeys(("error", "timeout", "aborted", "passedbutrunaborted", "disconnected"), "error"),
    **dict.fromkeys(("notexecuted", "notrunnable"), "skipped"),
    **dict.fromkeys(("inconclusive", "warning", "completed", "inprogress", "pending"), "inconclusive"),
}
CUT_OFF = frozenset({"Aborted", "Timeout", "Disconnected", "InProgress", "Pending", "PassedButRunAborted"})
DURATION = re.compile(r"(?:(\d{1,4})\.)?(\d\d):(\d\d):(\d\d(?:\.\d{1,9})?)")


def read_trx(
    content: bytes, file: SourceFile, wanted: Sequence[str], how: From, diagnostics: Diagnostics
) -> Extract | None:
    """The results of a TRX file."""
    tree = xml_tree(content, file, diagnostics)
    if tree is None:
        return None
    top, source = tree
    root = top.children[0]
    if root.name != "TestRun":
        diagnostics.add(other_format(root, source, "a TRX file", "`TestRun`"))
        return None
    results = [one for part in root.named("Results") for one in _results(part)]
    if not results:
        diagnostics.add(no_cases(root, source))
        return None
    classes = {
        one.get("id"): method.get("className")
        for part in root.named("TestDefinitions")
        for one in part.children
        if (method := one.first("TestMethod"))
    }
    rows = [_row(one, classes.get(one.get("testId"))) for one in results]
    at = Location(source, root.line, root.column, len(root.name) + 1)
    notes = [*_notes(root, rows, source), *told_apart(rows, at)]

    def place(number: int, column: str | None) -> Location:
        return element_place(source, results[number], number, column)

    return table(rows, TEST_COLUMNS, wanted, place, notes)


def _results(part: Element) -> Iterator[Element]:
    """Every result that has none within it."""
    for one in part.children:
        inner = one.first("InnerResults")
        if inner is not None and inner.children:
            yield from _results(inner)
        elif RESULT.fullmatch(one.name):
            yield one


def _row(one: Element, within: str | None) -> Row:
    when, day = timestamp(one.get("startTime"))
    told = next(one.below("Message"), None)
    name = one.get("testName")
    outcome = one.get("outcome") or ""
    return {
        "id": ".".join(part for part in (within, name) if part) or "a test without a name",
        "suite": given(within),
        "class": given(within),
        "name": given(name),
        "result": OUTCOMES.get(outcome.lower(), Broken(f"`{outcome[:40]}`, which is no outcome of a test")),
        "kind": given(outcome or None),
        "message": ABSENT if told is None else message(told.text),
        "seconds": _seconds(one.get("duration")),
        "timestamp": when,
        "date": day,
    }


def _seconds(text: str | None) -> Raw:
    if text is None or not text.strip():
        return ABSENT if text is None else None
    found = DURATION.fullmatch(text.strip())
    if found is None:
        return Broken(f"`{text[:40]}`, which is no duration")
    days, hours, minutes, rest = found.groups()
    return ((int(days or 0) * 24 + int(hours)) * 60 + int(minutes)) * 60 + Decimal(rest)


def _notes(root: Element, rows: Sequence[Row], source: SourceFile) -> Iterator[Note]:
    """What the summary says against what stands in the file, and whether the run was cut off."""
    for summary in root.named("ResultSummary"):
        at = Location(source, summary.line, summary.column, len(summary.name) + 1)
        outcome = summary.get("outcome") or ""
        if outcome in CUT_OFF:
            yield Note(NOT_WHOLE, f"the run did not come to its end: its outcome is `{outcome}`", at)
        for info in summary.below("RunInfo"):
            if info.get("outcome") == "Error":
                said = f"the run reports an error: {message(info.text)}"
                yield Note(NOT_WHOLE, said, Location(source, info.line, info.column))
        for counters in summary.named("Counters"):
            yield from _differences(counters, rows, at)


def _differences(counters: Element, rows: Sequence[Row], at: Location) -> Iterator[Note]:
    for name, counted in (
        ("total", len(rows)),
        ("passed", sum(row["result"] == "passed" for row in rows)),
        ("failed", sum(row["kind"] == "Failed" for row in rows)),
    ):
        stated = stated_number(counters.get(name))
        if stated is not None and stated != counted:
            what = "tests" if name == "total" else f"tests that {name}"
            yield differ(f"the summary states {stated:,} for {what}, and {counted:,} can be counted in the file", at)
