"""JUnit XML: one row for each test case, with the worst of what it says of itself. Totals are held against the cases.

There is no one JUnit format: what the common writers of it do is read, and a word that none of them uses is unknown.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from gonogo.model.diagnostic import Code, Diagnostic, Diagnostics
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
    worst,
)
from gonogo.read.xml_rows import element_place
from gonogo.read.xml_text import Element, xml_tree

ROOTS = ("testsuites", "testsuite")
CHILDREN = {
    "failure": "failed",
    "error": "error",
    "skipped": "skipped",
    "ignored": "skipped",
    "disabled": "skipped",
    "flakyFailure": "flaky",
    "flakyError": "flaky",
    "rerunFailure": "failed",
    "rerunError": "error",
}
RERUNS = ("flakyFailure", "flakyError", "rerunFailure", "rerunError")
STATUS_WORDS = {
    **dict.fromkeys(("failed", "failure", "fail"), "failed"),
    "error": "error",
    **dict.fromkeys(("skipped", "skip", "notrun", "disabled", "ignored", "suppressed", "pending", "todo"), "skipped"),
    **dict.fromkeys(("passed", "pass", "success", "ok", "run", "completed", ""), "passed"),
}


def read_junit(
    content: bytes, file: SourceFile, wanted: Sequence[str], how: From, diagnostics: Diagnostics
) -> Extract | None:
    """The test cases of a JUnit report."""
    tree = xml_tree(content, file, diagnostics)
    if tree is None:
        return None
    top, source = tree
    root = top.children[0]
    if root.name not in ROOTS:
        diagnostics.add(other_format(root, source, "a JUnit report", "`testsuites` or `testsuite`"))
        return None
    cases = list(_cases(root))
    if not cases:
        diagnostics.add(no_cases(root, source))
        return None
    rows = [_row(case) for case in cases]
    at = Location(source, root.line, root.column)
    notes = [*_totals(root, source), *told_apart(rows, at)]

    def place(number: int, column: str | None) -> Location:
        return element_place(source, cases[number], number, column)

    return table(rows, TEST_COLUMNS, wanted, place, notes)


def other_format(root: Element, source: SourceFile, wanted: str, expected: str) -> Diagnostic:
    """The file is well-formed, and something else than it was said to be."""
    return Diagnostic(
        code=Code.OTHER_FORMAT,
        at=Location(source, root.line, root.column, len(root.name) + 1),
        says=f"this file is not {wanted}",
        expected=expected,
        found=f"`{root.name}`",
        remedy="say in `format:` what the file is",
    )


def no_cases(root: Element, source: SourceFile) -> Diagnostic:
    """A report in which nothing was tested."""
    return Diagnostic(
        code=Code.EMPTY_REPORT,
        at=Location(source, root.line, root.column, len(root.name) + 1),
        says="the report holds no test cases",
        expected="at least one test case",
        found="none",
        remedy="a run without tests shows nothing; find out why none were run",
    )


def _cases(root: Element) -> Iterator[Element]:
    """Every test case, and every suite that failed as a whole."""
    for one in (root, *root.below("testcase", "testsuite")):
        if one.name == "testcase" or any(one.first(name) for name in ("failure", "error")):
            yield one


# --- one case ------------------------------------------------------------------------------------


def _row(case: Element) -> Row:
    suites = list(_suites(case))
    name, within = given(case.get("name")), given(case.get("classname"))
    when, day = timestamp(next((one.get("timestamp") for one in (case, *suites) if one.get("timestamp")), None))
    worst_child = _worst_child(case)
    suite = suites[0].get("name") if suites else None
    return {
        "id": ".".join(str(part) for part in (within, name) if isinstance(part, str)) or "a test without a name",
        "suite": given(suite),
        "class": within,
        "name": name,
        "result": _result(case),
        "kind": ABSENT if worst_child is None else given(worst_child.get("type")),
        "message": _message(worst_child),
        "seconds": seconds(case.get("time")),
        "timestamp": when,
        "date": day,
        "file": given(case.get("file") or next((one.get("file") for one in suites if one.get("file")), None)),
        "line": given(case.get("line")),
        "reruns": sum(child.name in RERUNS for child in case.children),
    }


def _suites(case: Element) -> Iterator[Element]:
    """The suites that a case stands in, from the inside out."""
    above = case if case.name == "testsuite" else case.up
    while above is not None and above.name in ROOTS:
        yield above
        above = above.up


def _result(case: Element) -> Raw:
    """The worst of its children and of its `status` and `result`; a failure says more than a rerun that passed."""
    found = [CHILDREN[child.name] for child in case.children if child.name in CHILDREN]
    for attribute in ("status", "result"):
        word = (case.get(attribute) or "").strip().lower()
        if word not in STATUS_WORDS:
            bad = worst(found) in ("failed", "error")
            return worst(found) if bad else Broken(f"`{word[:40]}`, which is no result that is known here")
        found.append(STATUS_WORDS[word])
    return worst(found)


def _worst_child(case: Element) -> Element | None:
    told = [child for child in case.children if child.name in CHILDREN]
    result = worst(CHILDREN[child.name] for child in told)
    return next((child for child in told if CHILDREN[child.name] == result), None)


def _message(child: Element | None) -> Raw:
    if child is None:
        return ABSENT
    return message(child.get("message") or child.text or child.get("type") or "")


# --- what the report says of itself --------------------------------------------------------------


def _totals(root: Element, source: SourceFile) -> Iterator[Note]:
    """Stated totals that are not what stands in the report, for each suite."""
    for suite in (one for one in (root, *root.below(*ROOTS)) if one.name in ROOTS):
        own = [one for one in suite.children if one.name == "testcase"]
        everything = list(suite.below("testcase"))
        for what, least, most in _counted(own, everything):
            stated = _stated(suite, what)
            if stated is not None and not least <= stated <= most:
                counted = f"{least:,}" if least == most or what == "tests" else f"{least:,} to {most:,}"
                name = f"`{suite.get('name')}`" if suite.get("name") else "the report"
                says = f"{name} states {stated:,} for {what}, and {counted} can be counted in it"
                yield differ(says, Location(source, suite.line, suite.column, len(suite.name) + 1))


def _counted(own: Sequence[Element], everything: Sequence[Element]) -> Iterator[tuple[str, int, int]]:
    """What may be meant by each total: some count the suites within too, some each failure of a case, or each rerun."""
    runs = sum(child.name in RERUNS for case in everything for child in case.children)
    yield "tests", len(own) or len(everything), len(everything) + runs
    bad = [_having(cases, ("failure", "error", *RERUNS)) for cases in (own, everything)]
    least = min(_having(cases, ("failure", "error"))[0] for cases in (own, everything))
    yield "failures and errors", least, max(one[1] for one in bad)
    skips = [_having(cases, ("skipped", "ignored", "disabled")) for cases in (own, everything)]
    worse = [_having(cases, ("failure", "error"))[0] for cases in (own, everything)]
    yield "skipped", min(max(0, a[0] - b) for a, b in zip(skips, worse, strict=True)), max(one[1] for one in skips)


def _having(cases: Sequence[Element], names: Sequence[str]) -> tuple[int, int]:
    """How many cases have a child of some names, and how many such children there are."""
    counts = [sum(child.name in names for child in case.children) for case in cases]
    return sum(map(bool, counts)), sum(counts)


def _stated(suite: Element, what: str) -> int | None:
    """A total that a suite states; None where it states none."""
    names = {"tests": ("tests",), "failures and errors": ("failures", "errors"), "skipped": ("skipped",)}[what]
    written = [suite.get(name) for name in names]
    numbers = [number for one in written if (number := stated_number(one)) is not None]
    return sum(numbers) if numbers else None
