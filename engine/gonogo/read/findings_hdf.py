"""MITRE's Heimdall data format: one row for each control, with the worst of its results.

A control whose impact is 0 does not apply; one of which a result was skipped was not reviewed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any

from gonogo.model.diagnostic import Diagnostics
from gonogo.model.location import SourceFile
from gonogo.read.extract import ABSENT, NOT_WHOLE, Broken, Extract, From, Raw
from gonogo.read.findings import Form, mappings, number, part, parts, plain, read_form, text, tree_of, word
from gonogo.read.json_places import Keys
from gonogo.read.results import Row, message

COLUMNS = (
    *("id", "title", "status", "impact", "severity", "message", "profile", "passed", "failed", "skipped", "errors"),
    *("nist", "waived", "justification", "attested_by"),
)
WORST_FIRST = ("error", "failed", "skipped", "passed")
STATUS = {"error": "error", "failed": "failed", "skipped": "not_reviewed", "passed": "passed"}
BY_IMPACT = ((Decimal("0.9"), "critical"), (Decimal("0.7"), "high"), (Decimal("0.4"), "medium"), (Decimal("0"), "low"))
SEVERITIES = frozenset({"critical", "high", "medium", "low", "none"})


def read_hdf(
    content: bytes, file: SourceFile, wanted: Sequence[str], how: From, diagnostics: Diagnostics
) -> Extract | None:
    """The controls of a file in the Heimdall data format."""
    tree = tree_of(content, file, diagnostics)
    return None if tree is None else read_form(HDF, tree, wanted, diagnostics)


def _fits(root: Any) -> bool:
    return isinstance(root, dict) and bool(mappings(root, "profiles"))


def _controls(root: Any) -> dict[str, list[tuple[Keys, Any, dict[str, Any]]]]:
    """The controls by id, the profile that overlays the others first: it decides the impact, the inner one was run."""
    profiles = mappings(root, "profiles")
    profiles.sort(key=lambda one: bool(text(one[1], "parent_profile")))
    found: dict[str, list[tuple[Keys, Any, dict[str, Any]]]] = {}
    for which, profile in profiles:
        for index, control in mappings(profile, "controls"):
            name = text(control, "id") or f"a control without an id ({which}, {index})"
            found.setdefault(name, []).append((("profiles", which, "controls", index), profile, control))
    return found


def _rows(root: Any) -> Iterator[tuple[Keys, Row]]:
    for name, layers in _controls(root).items():
        keys, profile, outer = layers[0]
        ran = next((layer for layer in layers if parts(layer[2], "results")), layers[0])
        results = [one for _, one in mappings(ran[2], "results")]
        yield ran[0] if ran[0] != keys and parts(ran[2], "results") else keys, _row(name, profile, outer, results)


def _row(name: str, profile: Any, control: dict[str, Any], results: list[dict[str, Any]]) -> Row:
    words = [word(one, "status") or "error" for one in results]
    counts = Counter(one for one in words if isinstance(one, str))
    known = [one for one in counts if one in STATUS]
    strange = [one for one in words if one not in STATUS]
    worst = min(known, key=WORST_FIRST.index, default="error")
    told = next((one for one in results if text(one, "status") == worst), {})
    impact = number(part(control, "impact"))
    waiver = part(control, "waiver_data")
    return {
        "id": name,
        "title": message(text(control, "title")),
        "status": _status(impact, worst, strange),
        "impact": ABSENT if impact is None else impact,
        "severity": _severity(impact, text(control, "tags", "severity")),
        "message": message(text(told, "message") or text(told, "skip_message") or text(told, "code_desc")),
        "profile": plain(profile, "name"),
        "passed": counts["passed"],
        "failed": counts["failed"],
        "skipped": counts["skipped"],
        "errors": counts["error"],
        "nist": plain(control, "tags", "nist"),
        "waived": _waived(waiver),
        "justification": plain(waiver, "justification"),
        "attested_by": plain(control, "attestation_data", "updated_by"),
    }


def _waived(waiver: Any) -> Raw:
    """Whether a control was skipped as it is waived: the truth of it, or a text that says why."""
    said = part(waiver, "skipped_due_to_waiver")
    if said is None:
        return False if isinstance(waiver, dict) else ABSENT
    if isinstance(said, str):
        return said.strip().lower() not in ("", "false")
    return said if isinstance(said, bool) else Broken("no truth, where one is wanted")


def _status(impact: int | Decimal | None, worst: str, strange: list[str | Broken]) -> Raw:
    if impact == 0:
        return "not_applicable"
    if strange and worst != "failed":
        first = strange[0]
        return first if isinstance(first, Broken) else Broken(f"`{first[:40]}`, which is no status of a result")
    return STATUS[worst]


def _severity(impact: int | Decimal | None, tagged: str | None) -> Raw:
    """By the impact; where that is 0, as the control is tagged, since the impact only says that it does not apply."""
    if impact is None:
        return ABSENT
    if impact > 0:
        return next((name for least, name in BY_IMPACT if impact >= least), "none")
    small = (tagged or "none").lower()
    return small if small in SEVERITIES else "none"


def _why_empty(root: Any) -> str | None:
    controls = [control for layers in _controls(root).values() for _, _, control in layers]
    if not controls:
        return "the file holds no controls"
    if not any(isinstance(part(one, "results"), list) for one in controls):
        return "no control has results: this is a profile, not what came of it"
    return None


def _remarks(root: Any, rows: Sequence[Row]) -> Iterator[tuple[str, str, Keys]]:
    stated = part(root, "statistics", "controls", "total")
    if isinstance(stated, int) and stated != len(rows):
        says = f"the statistics say that there are {stated:,} controls, and {len(rows):,} stand in the file"
        yield NOT_WHOLE, says, ("statistics", "controls", "total")
    for which, profile in mappings(root, "profiles"):
        status = text(profile, "status")
        if status in {"failed", "skipped"}:
            says = f"the profile {text(profile, 'name') or which} was not run: its status is `{status}`"
            yield NOT_WHOLE, says, ("profiles", which, "status")


HDF = Form(
    title="in the Heimdall data format",
    inner={"status": ("results",), "impact": ("impact",), "title": ("title",)},
    expected="an object with `profiles`, each with its `controls`",
    columns=COLUMNS,
    fits=_fits,
    rows=_rows,
    why_empty=_why_empty,
    remarks=_remarks,
)
