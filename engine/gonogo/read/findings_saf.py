"""What MITRE's SAF counts, and what it is told to ask of the counts: summaries, and threshold files, row by row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from gonogo.model.diagnostic import Diagnostics
from gonogo.model.location import SourceFile
from gonogo.read.extract import NOT_WHOLE, Extract, From, Raw
from gonogo.read.findings import Form, OddShapeError, mappings, plain, read_form, tree_of
from gonogo.read.json_items import raw
from gonogo.read.json_places import Keys
from gonogo.read.results import Row
from gonogo.read.tree import is_null

STATUSES = ("passed", "failed", "skipped", "error", "no_impact")
SUMMARY_COLUMNS = ("id", "profile", "status", "severity", "count")
THRESHOLD_COLUMNS = ("id", "status", "severity", "least", "most")


def read_saf_summary(
    content: bytes, file: SourceFile, wanted: Sequence[str], how: From, diagnostics: Diagnostics
) -> Extract | None:
    """The counts of `saf view summary`, one row for each."""
    tree = tree_of(content, file, diagnostics)
    return None if tree is None else read_form(SUMMARY, tree, wanted, diagnostics)


def read_saf_thresholds(
    content: bytes, file: SourceFile, wanted: Sequence[str], how: From, diagnostics: Diagnostics
) -> Extract | None:
    """The demands of a threshold file, one row for each; a bare number is the least and the most."""
    tree = tree_of(content, file, diagnostics)
    return None if tree is None else read_form(THRESHOLDS, tree, wanted, diagnostics)


def _measures(root: Any) -> Iterator[tuple[Keys, str, str | None, Any]]:
    """What is counted or asked: its place, status and severity, and what stands there."""
    for status, inner in root.items():
        if status == "compliance":
            yield (str(status),), "compliance", None, inner
        elif status in STATUSES and not is_null(inner):
            if not isinstance(inner, dict):
                raise OddShapeError(str(status), "a mapping by severity")
            for severity, value in inner.items():
                yield (str(status), str(severity)), str(status), str(severity), value


# --- counts --------------------------------------------------------------------------------------


def _summaries(root: Any) -> list[tuple[Keys, dict[str, Any]]]:
    if isinstance(root, dict):
        return [((), root)] if _has_measures(root) else []
    found = [((number,), one) for number, one in mappings(root)]
    if not all(_has_measures(one) for _, one in found):
        raise OddShapeError("a summary", "a mapping of counts")
    return [*found]


def _has_measures(root: Any) -> bool:
    return isinstance(root, dict) and any(status in root for status in ("compliance", *STATUSES))


def _summary_rows(root: Any) -> Iterator[tuple[Keys, Row]]:
    summaries = _summaries(root)
    for at, summary in summaries:
        profile = plain(summary, "profileName")
        for keys, status, severity, value in _measures(summary):
            name = ".".join(map(str, keys))
            row: Row = {
                "id": name if len(summaries) == 1 else f"{name} ({profile})",
                "profile": profile,
                "status": status,
                "severity": severity,
                "count": raw(value),
            }
            yield (*at, *keys), row


def _summary_remarks(root: Any, rows: Sequence[Row]) -> Iterator[tuple[str, str, Keys]]:
    """Totals that are not the sum of what is counted by severity."""
    for at, summary in _summaries(root):
        for status in STATUSES:
            counts = summary.get(status)
            if not isinstance(counts, dict) or not isinstance(counts.get("total"), int):
                continue
            counted = sum(count for name, count in counts.items() if name != "total" and isinstance(count, int))
            if counted != counts["total"]:
                says = f"{status} is {counts['total']:,} in all, and {counted:,} by severity"
                yield NOT_WHOLE, says, (*at, status, "total")


# --- thresholds ----------------------------------------------------------------------------------


def _threshold_rows(root: Any) -> Iterator[tuple[Keys, Row]]:
    for keys, status, severity, value in _measures(root):
        if severity == "controls":
            continue
        least, most = (_end(value, "min"), _end(value, "max")) if isinstance(value, dict) else (raw(value), raw(value))
        yield (
            keys,
            {"id": ".".join(map(str, keys)), "status": status, "severity": severity, "least": least, "most": most},
        )


def _end(value: Any, name: str) -> Raw:
    found: Raw = raw(value[name]) if name in value and not is_null(value[name]) else None
    return found


def _threshold_remarks(root: Any, rows: Sequence[Row]) -> Iterator[tuple[str, str, Keys]]:
    for status, inner in root.items():
        if status != "compliance" and status not in STATUSES:
            yield NOT_WHOLE, f"`{status}` is no measure that is read here", (str(status),)
        for severity, value in inner.items() if isinstance(inner, dict) else ():
            if severity == "controls" or (isinstance(value, dict) and set(value) - {"min", "max"}):
                says = f"`{status}.{severity}` names controls, which is not read"
                yield NOT_WHOLE, says, (str(status), str(severity))


def _no_reason(_root: Any) -> str | None:
    return None


SUMMARY = Form(
    title="a summary of SAF",
    expected="`compliance`, or counts under `passed`, `failed`, `skipped`, `error`, `no_impact`",
    columns=SUMMARY_COLUMNS,
    fits=lambda root: bool(_summaries(root)),
    rows=_summary_rows,
    why_empty=_no_reason,
    remarks=_summary_remarks,
)
THRESHOLDS = Form(
    title="a threshold file of SAF",
    expected="`compliance`, or demands under `passed`, `failed`, `skipped`, `error`, `no_impact`",
    columns=THRESHOLD_COLUMNS,
    fits=_has_measures,
    rows=_threshold_rows,
    why_empty=_no_reason,
    remarks=_threshold_remarks,
)
