"""CycloneDX (components, and vulnerabilities with what their analysis came to) and OpenVEX, row by row."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from typing import Any

from gonogo.model.diagnostic import Diagnostics
from gonogo.model.location import Location, SourceFile
from gonogo.read.extract import ABSENT, NOT_WHOLE, Extract, From
from gonogo.read.findings import (
    Form,
    highest,
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
from gonogo.read.json_places import Keys, Placed
from gonogo.read.results import Row, message, timestamp
from gonogo.read.xml_text import Element, xml_tree

VULNERABILITY_COLUMNS = (
    *("id", "vulnerability", "source", "severity", "score", "state", "justification", "response", "detail"),
    *("affects", "description", "published", "updated"),
)
COMPONENT_COLUMNS = (
    *("id", "type", "group", "name", "version", "purl", "licenses", "scope", "supplier", "description"),
)
STATEMENT_COLUMNS = (
    *("id", "vulnerability", "product", "status", "justification", "impact", "action", "timestamp", "date", "author"),
)
SCORE = re.compile(r"[0-9]{1,4}(\.[0-9]{1,6})?")
LISTS = frozenset(
    {"components", "vulnerabilities", "ratings", "affects", "responses", "compositions", "licenses", "dependencies"}
)
NOT_ALL = ("incomplete", "unknown", "not_specified")


def read_cyclonedx(
    content: bytes, file: SourceFile, wanted: Sequence[str], how: From, diagnostics: Diagnostics
) -> Extract | None:
    """The vulnerabilities of a CycloneDX file."""
    tree = _bill(content, file, diagnostics)
    return None if tree is None else read_form(VULNERABILITIES, tree, wanted, diagnostics)


def read_cyclonedx_components(
    content: bytes, file: SourceFile, wanted: Sequence[str], how: From, diagnostics: Diagnostics
) -> Extract | None:
    """The components of a CycloneDX file, those within others too."""
    tree = _bill(content, file, diagnostics)
    return None if tree is None else read_form(COMPONENTS, tree, wanted, diagnostics)


def read_openvex(
    content: bytes, file: SourceFile, wanted: Sequence[str], how: From, diagnostics: Diagnostics
) -> Extract | None:
    """The statements of an OpenVEX file, one row for each product that one speaks of."""
    tree = tree_of(content, file, diagnostics)
    return None if tree is None else read_form(OPENVEX, tree, wanted, diagnostics)


# --- CycloneDX -----------------------------------------------------------------------------------


def _bill(content: bytes, file: SourceFile, diagnostics: Diagnostics) -> tuple[Any, Placed] | None:
    """What the file says, in JSON; from XML in the same form."""
    if not content.lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n\0").startswith(b"<"):
        return tree_of(content, file, diagnostics)
    tree = xml_tree(content, file, diagnostics)
    if tree is None:
        return None
    top, source = tree
    known: dict[Keys, Element] = {}
    root = _plain(top.children[0], (), known)
    if top.children[0].name == "bom" and isinstance(root, dict):
        root["bomFormat"] = "CycloneDX"

    def placed(keys: Keys) -> Location:
        one = known[keys] if keys in known else top.children[0]
        said = f":{one.line}, {one.name}"
        return Location(source, one.line, one.column, len(one.name) + 1, inside=one.name, said=said)

    return root, placed


def _plain(element: Element, keys: Keys, known: dict[Keys, Element]) -> Any:
    known[keys] = element
    if element.name in LISTS:
        several = [_plain(one, (*keys, number), known) for number, one in enumerate(element.children)]
        tagged = element.name == "licenses"
        names = [one.name for one in element.children]
        return [{name: one} for name, one in zip(names, several, strict=True)] if tagged else several
    if not element.children and not element.attributes:
        return element.text
    made: dict[str, Any] = dict(element.attributes)
    for one in element.children:
        made[one.name] = _plain(one, (*keys, one.name), known)
    return made


def _is_bill(root: Any) -> bool:
    return isinstance(root, dict) and root.get("bomFormat") == "CycloneDX"


def _vulnerabilities(root: Any) -> Iterator[tuple[Keys, Row]]:
    for number, one in mappings(root, "vulnerabilities"):
        name = text(one, "id") or text(one, "bom-ref") or "a vulnerability without an id"
        ratings = [rating for _, rating in mappings(one, "ratings")]
        responses = parts(one, "analysis", "response") or parts(one, "analysis", "responses")
        row: Row = {
            "id": name,
            "vulnerability": name,
            "source": plain(one, "source", "name"),
            "severity": highest(severity(word(rating, "severity")) for rating in ratings),
            "score": highest_number(_score(part(rating, "score")) for rating in ratings),
            "state": plain(one, "analysis", "state"),
            "justification": plain(one, "analysis", "justification"),
            "response": tuple(map(str, responses)) if responses else ABSENT,
            "detail": message(text(one, "analysis", "detail")),
            "affects": tuple(str(part(target, "ref")) for _, target in mappings(one, "affects")) or ABSENT,
            "description": message(text(one, "description")),
            "published": timestamp(text(one, "published"))[1],
            "updated": timestamp(text(one, "updated"))[1],
        }
        yield ("vulnerabilities", number), row


def _score(value: Any) -> Any:
    """A score as a number: in XML it is a text."""
    is_number = isinstance(value, str) and SCORE.fullmatch(value.strip())
    return Decimal(value.strip()) if is_number else value


def _components(root: Any) -> Iterator[tuple[Keys, Row]]:
    waiting: list[tuple[Keys, Any]] = [((), root)]
    while waiting:
        keys, holder = waiting.pop()
        below = [((*keys, "components", number), one) for number, one in mappings(holder, "components")]
        for at, one in below:
            yield at, _component(one)
        waiting += reversed(below)


def _component(one: Any) -> Row:
    name, version, group = text(one, "name"), text(one, "version"), text(one, "group")
    full = "/".join(part for part in (group, name) if part) or "a component without a name"
    licenses = [
        found
        for _, item in mappings(one, "licenses")
        if (found := text(item, "license", "id") or text(item, "license", "name") or text(item, "expression"))
    ]
    return {
        "id": text(one, "purl") or text(one, "bom-ref") or (f"{full}@{version}" if version else full),
        "type": plain(one, "type"),
        "group": plain(one, "group"),
        "name": plain(one, "name"),
        "version": plain(one, "version"),
        "purl": plain(one, "purl"),
        "licenses": tuple(licenses) if licenses else ABSENT,
        "scope": plain(one, "scope"),
        "supplier": plain(one, "supplier", "name"),
        "description": message(text(one, "description")),
    }


def _lacks(key: str, what: str) -> Callable[[Any], str | None]:
    def why(root: Any) -> str | None:
        return None if isinstance(part(root, key), list) else f"the file says nothing of {what}: it has no `{key}`"

    return why


def _compositions(root: Any, rows: Sequence[Row]) -> Iterator[tuple[str, str, Keys]]:
    for number, one in mappings(root, "compositions"):
        aggregate = text(one, "aggregate") or ""
        if aggregate.startswith(NOT_ALL):
            says = f"the file says of a part of it that it is not all there is: `{aggregate}`"
            yield NOT_WHOLE, says, ("compositions", number)


# --- OpenVEX -------------------------------------------------------------------------------------


def _statements(root: Any) -> Iterator[tuple[Keys, Row]]:
    for number, one in mappings(root, "statements"):
        named = text(one, "vulnerability") or text(one, "vulnerability", "name") or text(one, "vulnerability", "@id")
        when, day = timestamp(text(one, "timestamp") or text(root, "timestamp"))
        for product in _products(one):
            row: Row = {
                "id": f"{named or 'a vulnerability without a name'} for {product or 'a product without a name'}",
                "vulnerability": named if named else ABSENT,
                "product": product if product else ABSENT,
                "status": plain(one, "status"),
                "justification": plain(one, "justification"),
                "impact": message(text(one, "impact_statement")),
                "action": message(text(one, "action_statement")),
                "timestamp": when,
                "date": day,
                "author": plain(root, "author"),
            }
            yield ("statements", number), row


def _products(statement: Any) -> list[str | None]:
    """The products that a statement speaks of, by their ids; it speaks of one even where it names none."""
    named = [text(one, "@id") or text(one, "identifiers", "purl") or text(one) for one in parts(statement, "products")]
    return named or [None]


def _no_statements(root: Any) -> str | None:
    return None if mappings(root, "statements") else "the file makes no statement"


def _no_remarks(_root: Any, _rows: Sequence[Row]) -> Iterator[tuple[str, str, Keys]]:
    return iter(())


def _bill_form(columns: tuple[str, ...], rows: Any, key: str, what: str) -> Form:
    return Form(
        title="CycloneDX",
        inner={"state": ("analysis", "state"), "severity": ("ratings",), "version": ("version",)},
        expected=f"a bill of materials of CycloneDX, with `{key}`",
        columns=columns,
        fits=_is_bill,
        rows=rows,
        why_empty=_lacks(key, what),
        remarks=_compositions,
    )


VULNERABILITIES = _bill_form(VULNERABILITY_COLUMNS, _vulnerabilities, "vulnerabilities", "vulnerabilities")
COMPONENTS = _bill_form(COMPONENT_COLUMNS, _components, "components", "components")
OPENVEX = Form(
    title="OpenVEX",
    inner={name: (name,) for name in ("status", "justification", "timestamp")},
    expected="an object with `statements`",
    columns=STATEMENT_COLUMNS,
    fits=lambda root: isinstance(root, dict) and "statements" in root,
    rows=_statements,
    why_empty=_no_statements,
    remarks=_no_remarks,
)
