"""Which ready-made mapping fits a file, by what stands at its root."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from gonogo.read.xml_text import Element

XML = {
    "testsuites": ("junit",),
    "testsuite": ("junit",),
    "test-run": ("nunit3",),
    "test-results": ("nunit3",),
    "TestRun": ("trx",),
    "assessment-results": ("oscal-assessment-results-xml",),
    "plan-of-action-and-milestones": ("oscal-poam-xml",),
}
THRESHOLDS = {"compliance", "passed", "failed", "skipped", "no_impact", "error"}


def reports_in_xml(root: Element) -> list[str]:
    """The mappings that read such a file; none where its root says nothing."""
    if root.name == "bom":
        parts = (("vulnerabilities", "cyclonedx"), ("components", "cyclonedx-components"))
        return [name for part, name in parts if root.first(part) is not None] or ["cyclonedx"]
    return list(XML.get(root.name, ()))


def reports_in_tree(root: Any) -> list[str]:
    """The same for a tree of JSON or YAML."""
    if isinstance(root, dict):
        return next((list(names(root)) for fits, names in _OBJECTS if fits(root)), [])
    first = root[0] if isinstance(root, list) and root else None
    if not isinstance(first, dict):
        return []
    return next(([name] for keys, name in _LISTS if keys <= first.keys()), [])


Root = Mapping[str, Any]


def _has(*keys: str) -> Callable[[Root], bool]:
    return lambda root: all(key in root for key in keys)


def _only(*names: str) -> Callable[[Root], tuple[str, ...]]:
    return lambda _: names


def _of_bom(root: Root) -> tuple[str, ...]:
    parts = (("vulnerabilities", "cyclonedx"), ("components", "cyclonedx-components"))
    return tuple(name for part, name in parts if root.get(part)) or ("cyclonedx",)


def _is_jira(root: Root) -> bool:
    issues = root.get("issues")
    return (
        isinstance(issues, list) and bool(issues) and isinstance(issues[0], dict) and {"key", "fields"} <= {*issues[0]}
    )


_OBJECTS: tuple[tuple[Callable[[Root], bool], Callable[[Root], tuple[str, ...]]], ...] = (
    (
        lambda root: "sarif" in str(root.get("$schema", "")).lower() or isinstance(root.get("runs"), list),
        _only("sarif"),
    ),
    (lambda root: root.get("bomFormat") == "CycloneDX", _of_bom),
    (lambda root: "openvex" in str(root.get("@context", "")), _only("openvex")),
    (_has("SchemaVersion", "ArtifactName"), _only("trivy")),
    (_has("matches", "descriptor"), _only("grype")),
    (_has("matches", "source", "distro"), _only("grype")),
    (_has("profiles", "platform"), _only("hdf")),
    (_has("assessment-results"), _only("oscal-assessment-results", "oscal-assessment-risks")),
    (_has("plan-of-action-and-milestones"), _only("oscal-poam", "oscal-poam-items")),
    (_has("checks", "scorecard"), _only("scorecard")),
    (_is_jira, _only("jira")),
    (lambda root: isinstance(root.get("bugs"), list), _only("bugzilla")),
    (lambda root: bool(root) and root.keys() <= THRESHOLDS, _only("saf-thresholds")),
)
_LISTS = (
    ({"elements", "keyword"}, "cucumber-json"),
    ({"number", "html_url", "state"}, "github-issues"),
    ({"iid", "web_url", "state"}, "gitlab-issues"),
    ({"control_id", "explanation", "status"}, "saf-attestations"),
    ({"profileName", "resultSets"}, "saf-summary"),
)
