"""A decision as SARIF 2.1.0, for tools that show findings: one result for each decision, criterion, risk and control.

What cannot be told has the kind `open`, a waived criterion is a failure with a suppression, and what rests on weak
evidence has the kind `review`. A result's location is the evidence that it rests on, where that lies in a file.
"""

from __future__ import annotations

import re
from typing import Any

from gonogo.write.subjects import CANNOT_TELL, MET, Part, Subject, asked, subjects

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
PLACE = re.compile(r"(?P<file>.+?):(?P<line>[1-9][0-9]*)(?::(?P<column>[1-9][0-9]*))?(?: \(.*\))?")


def sarif(document: Part) -> Part:
    """The log, with one run."""
    everything = list(subjects(document))
    driver = {
        "name": "gonogo",
        "version": document["engine"],
        "rules": [_rule(one) for one in everything],
    }
    run = {
        "tool": {"driver": driver},
        "invocations": [{"executionSuccessful": True}],
        "results": [_result(document, index, one) for index, one in enumerate(everything)],
        "columnKind": "unicodeCodePoints",
        "properties": {name: document[name] for name in ("policy", "evidence", "as_of", "outcome")},
    }
    return {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}


def _rule(one: Subject) -> Part:
    described = one.text or one.title or one.id
    return {
        "id": one.id,
        "name": one.kind,
        "shortDescription": {"text": one.title or one.id},
        "fullDescription": {"text": described},
    }


def _result(document: Part, index: int, one: Subject) -> Part:
    kind = _kind(one)
    missing = "".join(f" Missing: {asked(each)}." for each in one.missing)
    result: dict[str, Any] = {
        "ruleId": one.id,
        "ruleIndex": index,
        "kind": kind,
        "level": "error" if kind == "fail" else "none",
        "message": {"text": f"{one.status}: {one.because}{missing}"},
        "locations": [{"logicalLocations": [_logical(document, one)]}],
        "partialFingerprints": {"subject/v1": f"{document['policy']['id']}/{one.id}"},
        "properties": {"status": one.status, "rule": one.rule, "caveats": list(one.caveats)},
    }
    if one.status == "waived":
        result["suppressions"] = [{"kind": "external", "status": "accepted", "justification": one.because}]
    places = [place for seen in one.witnesses if (place := _physical(seen)) is not None]
    if places:
        result["relatedLocations"] = places
    return result


def _kind(one: Subject) -> str:
    if one.status in CANNOT_TELL:
        return "open"
    if one.status == "not_applicable":
        return "notApplicable"
    if one.status == "waived" or one.status not in MET | {"planned", "accepted_with_conditions", "go_with_conditions"}:
        return "fail"
    return "review" if one.caveats or one.status not in MET else "pass"


def _logical(document: Part, one: Subject) -> Part:
    return {"name": one.id, "fullyQualifiedName": f"{document['policy']['id']}/{one.id}", "kind": one.kind}


def _physical(seen: Part) -> Part | None:
    """Where a record stands, with what it is; None where that is no line of a file."""
    place = PLACE.fullmatch(seen["at"] or "")
    if place is None:
        return None
    region = {"startLine": int(place["line"])} | ({"startColumn": int(place["column"])} if place["column"] else {})
    return {
        "physicalLocation": {"artifactLocation": {"uri": _uri(place["file"])}, "region": region},
        "message": {"text": f"{seen['fact']} {seen['key']}"},
    }


def _uri(path: str) -> str:
    """A path as a relative URI: what a URI cannot hold is written by its bytes."""
    plain = re.compile(r"[A-Za-z0-9._~/-]")
    return "".join(one if plain.match(one) else "".join(f"%{byte:02X}" for byte in one.encode()) for one in path)
