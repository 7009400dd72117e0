"""Cucumber's JSON report: one row for each scenario, with the worst of its steps and hooks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any

from gonogo.model.diagnostic import Diagnostics
from gonogo.model.location import SourceFile
from gonogo.read.extract import ABSENT, Broken, Extract, From, Raw
from gonogo.read.findings import Form, mappings, read_form, text, tree_of, word
from gonogo.read.json_places import Keys
from gonogo.read.results import TEST_COLUMNS, WORST_FIRST, Row, message, timestamp, worst

STATUSES = {
    "passed": "passed",
    "failed": "failed",
    "skipped": "skipped",
    **dict.fromkeys(("undefined", "pending", "ambiguous", "unknown", "unused"), "inconclusive"),
}
NANOSECONDS = 9  # digits after the point of a second


def read_cucumber(
    content: bytes, file: SourceFile, wanted: Sequence[str], how: From, diagnostics: Diagnostics
) -> Extract | None:
    """The scenarios of a Cucumber report."""
    tree = tree_of(content, file, diagnostics)
    return None if tree is None else read_form(CUCUMBER, tree, wanted, diagnostics)


def _fits(root: Any) -> bool:
    return isinstance(root, list) and all(isinstance(one, dict) and "elements" in one for one in root)


def _why_empty(root: Any) -> str | None:
    return None if any(_scenarios(root)) else "the report holds no scenarios"


def _rows(root: Any) -> Iterator[tuple[Keys, Row]]:
    for feature, scenario, steps, keys in _scenarios(root):
        yield keys, _row(feature, scenario, steps)


def _no_remarks(_root: Any, _rows: Sequence[Row]) -> Iterator[tuple[str, str, Keys]]:
    return iter(())


def _scenarios(root: Any) -> Iterator[tuple[dict[str, Any], dict[str, Any], list[Any], Keys]]:
    """Each scenario with its feature and all its steps: those of the background before it are its own."""
    for number, feature in mappings(root):
        background: list[Any] = []
        for index, element in mappings(feature, "elements"):
            steps = list(_steps(element))
            if element.get("type") == "background":
                background = steps
                continue
            yield feature, element, [*background, *steps], (number, "elements", index)
            background = []


def _steps(element: dict[str, Any]) -> Iterator[Any]:
    """The steps of a scenario and the hooks round it and round them, in the order in which they ran."""
    yield from (hook for _, hook in mappings(element, "before"))
    for _, step in mappings(element, "steps"):
        yield from (hook for _, hook in mappings(step, "before"))
        yield step
        yield from (hook for _, hook in mappings(step, "after"))
    yield from (hook for _, hook in mappings(element, "after"))


def _row(feature: dict[str, Any], scenario: dict[str, Any], steps: list[Any]) -> Row:
    results = [_result(one) for one in steps]
    if "status" in scenario:
        results.append((_status(scenario), {}))
    known = [(status, told) for status, told in results if isinstance(status, str)]
    told = min(known, key=lambda one: WORST_FIRST.index(one[0]), default=("inconclusive", {}))
    when, day = timestamp(text(scenario, "start_timestamp"))
    uri, line = text(feature, "uri"), scenario.get("line")
    name = text(scenario, "name")
    took: list[int] = [one["duration"] for _, one in results if isinstance(one.get("duration"), int)]
    return {
        "id": f"{uri or text(feature, 'name') or 'feature'}: {name or 'a scenario without a name'}",
        "suite": _given(feature.get("name")),
        "class": ABSENT,
        "name": name if name else None,
        "result": _worst([status for status, _ in results]),
        "kind": _given(scenario.get("keyword")),
        "message": message(text(told[1], "error_message")),
        "seconds": Decimal(sum(took)).scaleb(-NANOSECONDS) if took else ABSENT,
        "timestamp": when,
        "date": day,
        "file": _given(uri),
        "line": line if isinstance(line, int) else ABSENT,
    }


def _worst(statuses: list[str | Broken]) -> Raw:
    """The worst of them, unknown where one is unknown that could be worse."""
    strange = next((one for one in statuses if isinstance(one, Broken)), None)
    known = worst(one for one in statuses if isinstance(one, str))
    return strange if strange is not None and known != WORST_FIRST[0] else known or "inconclusive"


def _result(step: dict[str, Any]) -> tuple[str | Broken, dict[str, Any]]:
    """What came of a step; of one that says nothing of it, nothing is known to have come."""
    result = step.get("result")
    if result is None:
        return "inconclusive", {}
    return (_status(result), result) if isinstance(result, dict) else (Broken("a result that is no object"), {})


def _status(holder: dict[str, Any]) -> str | Broken:
    written = word(holder, "status")
    if not isinstance(written, str):
        return "inconclusive" if written is None else written
    return STATUSES.get(written.lower()) or Broken(f"`{written[:40]}`, which is no status of Cucumber")


def _given(value: Any) -> Raw:
    return ABSENT if value is None else str(value) or None


CUCUMBER = Form(
    title="a report of Cucumber",
    expected="a list of features, each with its `elements`",
    counted="tests",
    columns=TEST_COLUMNS,
    fits=_fits,
    rows=_rows,
    why_empty=_why_empty,
    remarks=_no_remarks,
)
