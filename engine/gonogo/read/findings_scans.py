"""Trivy's and Grype's JSON: one row for each finding, those that were set aside among them, and said to be so."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from gonogo.model.diagnostic import Diagnostics
from gonogo.model.location import SourceFile
from gonogo.read.extract import ABSENT, NOT_WHOLE, Extract, From
from gonogo.read.findings import (
    Form,
    highest_number,
    mappings,
    part,
    parts,
    plain,
    read_form,
    severity,
    text,
    tree_of,
    word,
)
from gonogo.read.json_places import Keys
from gonogo.read.results import Row, message, timestamp

COLUMNS = (
    *("id", "finding", "category", "package", "installed", "fixed", "severity", "status", "score", "title", "url"),
    *("target", "type", "published", "updated", "suppressed", "suppression", "statement"),
)
SCORES = ("V4Score", "V40Score", "V3Score")
SECTIONS = {
    "Vulnerabilities": ("vulnerability", "VulnerabilityID"),
    "Misconfigurations": ("misconfiguration", "ID"),
    "Secrets": ("secret", "RuleID"),
    "Licenses": ("license", "Name"),
}


# --- Trivy ---------------------------------------------------------------------------------------


def read_trivy(
    content: bytes, file: SourceFile, wanted: Sequence[str], how: From, diagnostics: Diagnostics
) -> Extract | None:
    """The findings of a report of Trivy."""
    tree = tree_of(content, file, diagnostics)
    return None if tree is None else read_form(TRIVY, tree, wanted, diagnostics)


def _results(root: Any) -> list[tuple[Keys, dict[str, Any]]]:
    if isinstance(root, list):  # the form before version 2 of its schema
        return [((number,), one) for number, one in mappings(root)]
    return [(("Results", number), one) for number, one in mappings(root, "Results")]


def _is_trivy(root: Any) -> bool:
    if isinstance(root, list):
        return all(isinstance(one, dict) and "Target" in one for one in root)
    return isinstance(root, dict) and ("SchemaVersion" in root or "Results" in root) and "runs" not in root


def _trivy_rows(root: Any) -> Iterator[tuple[Keys, Row]]:
    for keys, result in _results(root):
        for section, (category, name) in SECTIONS.items():
            for number, found in mappings(result, section):
                if found.get("Status") != "PASS":
                    suppressed = found.get("Status") == "EXCEPTION"
                    yield (*keys, section, number), _trivy_row(result, found, (category, name), suppressed)
        for number, changed in mappings(result, "ExperimentalModifiedFindings"):
            category = text(changed, "Type") or "vulnerability"
            name = next((id_ for one, id_ in SECTIONS.values() if one == category), "VulnerabilityID")
            row = _trivy_row(result, part(changed, "Finding"), (category, name), True)
            row["suppression"] = plain(changed, "Status")
            row["statement"] = plain(changed, "Statement")
            yield (*keys, "ExperimentalModifiedFindings", number), row


def _trivy_row(result: Any, found: Any, kind: tuple[str, str], suppressed: bool) -> Row:
    category, name = kind
    finding = text(found, name) or "a finding without an id"
    package, installed = text(found, "PkgName"), text(found, "InstalledVersion")
    target = text(result, "Target")
    within = " ".join(one for one in (package, installed) if one) or text(found, "FilePath") or target
    status = text(found, "Status")
    return {
        "id": f"{finding} in {within} ({target})" if target and target != within else f"{finding} in {within}",
        "finding": finding,
        "category": category,
        "package": package if package else ABSENT,
        "installed": installed if installed else ABSENT,
        "fixed": plain(found, "FixedVersion"),
        "severity": severity(word(found, "Severity")),
        "status": ABSENT if status is None else status.lower(),
        "score": highest_number(part(one, score) for one in _vendors(found) for score in SCORES),
        "title": message(text(found, "Title")),
        "url": plain(found, "PrimaryURL"),
        "target": target if target else ABSENT,
        "type": plain(result, "Type"),
        "published": timestamp(text(found, "PublishedDate"))[1],
        "updated": timestamp(text(found, "LastModifiedDate"))[1],
        "suppressed": suppressed,
        "suppression": "exception" if suppressed else "none",
        "statement": ABSENT,
    }


def _vendors(found: Any) -> list[Any]:
    scores = part(found, "CVSS")
    return list(scores.values()) if isinstance(scores, dict) else []


def _trivy_empty(root: Any) -> str | None:
    return None if _results(root) else "the report holds no results: nothing was found that could be scanned"


def _trivy_remarks(root: Any, rows: Sequence[Row]) -> Iterator[tuple[str, str, Keys]]:
    for keys, result in _results(root):
        stated = part(result, "MisconfSummary", "Failures")
        failed = sum(one.get("Status") == "FAIL" for _, one in mappings(result, "Misconfigurations"))
        if isinstance(stated, int) and stated != failed:
            target = text(result, "Target") or "a target"
            says = f"the summary of {target} says that {stated:,} checks failed, and {failed:,} stand in the report"
            yield NOT_WHOLE, says, (*keys, "MisconfSummary")


TRIVY = Form(
    title="a report of Trivy",
    inner={
        **{"severity": ("Severity",), "status": ("Status",), "package": ("PkgName",), "fixed": ("FixedVersion",)},
        "installed": ("InstalledVersion",),
    },
    expected="an object with `Results`",
    columns=COLUMNS,
    fits=_is_trivy,
    rows=_trivy_rows,
    why_empty=_trivy_empty,
    remarks=_trivy_remarks,
)


# --- Grype ---------------------------------------------------------------------------------------


def read_grype(
    content: bytes, file: SourceFile, wanted: Sequence[str], how: From, diagnostics: Diagnostics
) -> Extract | None:
    """The matches of a report of Grype."""
    tree = tree_of(content, file, diagnostics)
    return None if tree is None else read_form(GRYPE, tree, wanted, diagnostics)


def _is_grype(root: Any) -> bool:
    return isinstance(root, dict) and "matches" in root


def _grype_rows(root: Any) -> Iterator[tuple[Keys, Row]]:
    for section in ("matches", "ignoredMatches"):
        for number, match in mappings(root, section):
            yield (section, number), _grype_row(match, section == "ignoredMatches")


def _grype_row(match: Any, ignored: bool) -> Row:
    known, artifact = part(match, "vulnerability"), part(match, "artifact")
    finding = text(known, "id") or "a vulnerability without an id"
    package, version = text(artifact, "name"), text(artifact, "version")
    target = text(artifact, "locations", 0, "path")
    within = " ".join(one for one in (package, version) if one) or "an artifact without a name"
    fixed = parts(known, "fix", "versions")
    rule = part(match, "appliedIgnoreRules", 0)
    return {
        "id": f"{finding} in {within}" + (f" ({target})" if target else ""),
        "finding": finding,
        "category": "vulnerability",
        "package": package if package else ABSENT,
        "installed": version if version else ABSENT,
        "fixed": ", ".join(map(str, fixed)) or None,
        "severity": severity(word(known, "severity")),
        "status": plain(known, "fix", "state"),
        "score": highest_number(part(one, "metrics", "baseScore") for one in parts(known, "cvss")),
        "title": message(text(known, "description")),
        "url": plain(known, "dataSource"),
        "target": target if target else ABSENT,
        "type": plain(artifact, "type"),
        "published": ABSENT,
        "updated": ABSENT,
        "suppressed": ignored,
        "suppression": (text(rule, "vex-status") or "ignored") if ignored else "none",
        "statement": plain(rule, "reason"),
    }


def _no_reason(_root: Any) -> str | None:
    return None


def _no_remarks(_root: Any, _rows: Sequence[Row]) -> Iterator[tuple[str, str, Keys]]:
    return iter(())


GRYPE = Form(
    title="a report of Grype",
    inner={
        **{"severity": ("vulnerability", "severity"), "finding": ("vulnerability", "id")},
        **{"package": ("artifact", "name"), "installed": ("artifact", "version")},
    },
    expected="an object with `matches`",
    columns=COLUMNS,
    fits=_is_grype,
    rows=_grype_rows,
    why_empty=_no_reason,
    remarks=_no_remarks,
)
