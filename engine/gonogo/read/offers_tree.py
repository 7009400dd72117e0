"""What a file of JSON, YAML or XML offers: a report that is known by its look, else each list of things in it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from gonogo.model.diagnostic import Code, Diagnostic, Diagnostics
from gonogo.model.location import Location, SourceFile
from gonogo.model.noun import replace
from gonogo.read.evidence_reading import EvidenceReading
from gonogo.read.extract import Broken, Extract, Intake, Raw
from gonogo.read.json_items import select
from gonogo.read.json_path import LONGEST, item_paths, written_step
from gonogo.read.json_rows import json_tree, yaml_tree
from gonogo.read.known_reports import reports_in_tree, reports_in_xml
from gonogo.read.mapping_file import mapping_tree
from gonogo.read.mapping_formats import format_of
from gonogo.read.offers import More, Offer, Said
from gonogo.read.shaped import many
from gonogo.read.tree import Mapping as Tree
from gonogo.read.tree import Scalar
from gonogo.read.xml_text import Element, xml_tree

SAMPLED = 2_000
MOST_LISTS = 20
LOOKED_AT = 200  # items, for their columns
MOST_COLUMNS = 200
DEEPEST = 6


def tree_offers(content: bytes, path: str, form: str, told: Said, more: More) -> list[Offer]:
    """The reports or lists of a file; nothing after a complaint."""
    before = len(more.diagnostics.errors)
    if form == "json-lines":
        found = _listed(content, path, (Offer(format=form, said=told, columns={}), ()), more)
        return [] if found is None else [found]
    file = SourceFile(path, "")
    if form in ("xml", "trx"):
        tree = xml_tree(content, file, more.diagnostics)
        if tree is None:
            return []
        root = None
        names = reports_in_xml(tree[0].children[0] if tree[0].children else tree[0])
        ways = list(_xml_lists(tree[0]))
    else:
        read = (yaml_tree if form == "yaml" else json_tree)(content, file, more.diagnostics)
        if read is None or len(more.diagnostics.errors) > before:
            return []
        root = read[0]
        names = ["sarif"] if form == "sarif" else reports_in_tree(read[0])
        ways = list(_lists(read[0]))
    if names:
        return _reports(content, path, names, more)
    said = [told if way == "" else (*told, ("at", way)) for way in ways[:MOST_LISTS]]
    bare = [Offer(format=form, said=one, inside=dict(one).get("at", ""), columns={}) for one in said]
    quiet = replace(more, diagnostics=Diagnostics())
    leaves = {one.inside: _leaves(root, one.inside) if root is not None else () for one in bare}
    offers = [made for one in bare if (made := _listed(content, path, (one, leaves[one.inside]), quiet))]
    if not offers:
        more.diagnostics.add(_no_list(file))
    return offers


# --- known reports -------------------------------------------------------------------------------


def _reports(content: bytes, path: str, names: Sequence[str], more: More) -> list[Offer]:
    """Each of the ready-made mappings that fit; where none can be read, what the first was refused for."""
    refused: list[Diagnostics] = []
    found = []
    for name in names:
        mine = Diagnostics()
        offer = _report(content, path, name, replace(more, diagnostics=mine))
        if offer is not None and not mine.errors:
            found.append(offer)
        else:
            refused.append(mine)
    if not found and refused:
        more.diagnostics.extend(refused[0])
    return found


def _report(content: bytes, path: str, name: str, more: More) -> Offer | None:
    """What a ready-made mapping reads of a file."""
    written = None if more.shelf is None else more.shelf.mapping(name)
    reading = EvidenceReading(_NO_POLICY, more.diagnostics, Intake(shelf=more.shelf))
    tree = None if written is None else mapping_tree(written, reading)
    if tree is None:
        return None
    form = str(tree.get("format", format_of(path)))
    fields = dict(_offered(tree))
    bare = Offer(format=form, said=(("using", name),), columns={}, fields=fields, mapping=tree)
    extract = bare.read(content, path, list(dict.fromkeys(fields.values())), more)
    if extract is None:
        return None
    fields = {field: column for field, column in fields.items() if column in extract.columns}
    title = str(tree.get("title", name))
    remarks = (f"known by its look: {title}",)
    return replace(bare, columns=_sample(extract), fields=fields, inside=name, remarks=remarks)


_NO_POLICY: Any = None  # a mapping is read here, and nothing is typed by any policy


def _offered(tree: Tree) -> Iterator[tuple[str, str]]:
    """Each field that a mapping offers, and the first column that it is read from."""
    for key in ("offers", "map"):
        part = tree.get(key)
        for field, node in part.items() if isinstance(part, Tree) else ():
            said = node if isinstance(node, Tree) else None
            columns = many(node if said is None else said.get("column", said.get("first_of", said.get("joined"))))
            if columns and isinstance(columns[0], Scalar):
                yield str(field), str(columns[0])


def _sample(extract: Extract) -> dict[str, Sequence[Raw]]:
    return {name: column[:SAMPLED] for name, column in extract.columns.items()}


# --- lists of things -----------------------------------------------------------------------------


def _listed(content: bytes, path: str, about: tuple[Offer, Sequence[str]], more: More) -> Offer | None:
    """A list with those of its columns in which single values, or lists of them, stand."""
    bare, names = about
    probe = None if names else bare.read(content, path, (), more)
    names = names or (() if probe is None else probe.names)
    extract = bare.read(content, path, names, more) if names else None
    if extract is None or extract.count == 0:
        return None
    sample = _sample(extract)
    plain = {name: column for name, column in sample.items() if not any(isinstance(one, Broken) for one in column)}
    return replace(bare, columns=plain) if plain else None


def _lists(root: Any) -> Iterator[str]:
    """The ways to the lists of objects in a tree, the nearest first; the same list in several places is one."""
    found: dict[str, None] = {}
    level: list[tuple[str, Any]] = [("", root)]
    for _ in range(DEEPEST):
        below: list[tuple[str, Any]] = []
        for way, value in level:
            if isinstance(value, list) and any(isinstance(one, dict) for one in value):
                found.setdefault(f"{way}/*" if way else "/*")
                below += [(f"{way}/*", one) for one in value[:SAMPLED]]
            elif isinstance(value, dict):
                below += [(f"{way}/{written_step(key)}", one) for key, one in value.items() if key]
        level = below
    yield from (way for way in found if len(way) <= LONGEST)


def _leaves(root: Any, way: str) -> tuple[str, ...]:
    """The paths from the items of a list to their values, however deep they stand."""
    found: dict[str, None] = {}
    level = [("", one) for one in select(root, item_paths(way)).values[:LOOKED_AT]]
    for _ in range(DEEPEST):
        below: list[tuple[str, Any]] = []
        for before, value in level:
            for key, inner in value.items() if isinstance(value, dict) else ():
                if not key:
                    continue  # no path leads to what has no name
                name = f"{before}{written_step(key)}"
                if isinstance(inner, dict):
                    below.append((f"{name}/", inner))
                else:
                    found.setdefault(name)
        level = below
    return tuple(name for name in found if 0 < len(name) <= LONGEST)[:MOST_COLUMNS]


def _xml_lists(top: Element) -> Iterator[str]:
    """The ways to elements that stand beside others of their name, the most frequent first."""
    counts: dict[str, int] = {}
    level = [(f"/{one.name}", one) for one in top.children]
    for _ in range(DEEPEST):
        below = []
        for way, element in level:
            names = [child.name for child in element.children]
            for name in dict.fromkeys(names):
                holds = any(child.attributes or child.children for child in element.named(name))
                if holds:
                    counts[f"{way}/{name}"] = counts.get(f"{way}/{name}", 0) + names.count(name)
            below += [(f"{way}/{child.name}", child) for child in element.children]
        level = below[: SAMPLED * 10]
    yield from sorted(counts, key=lambda way: (-counts[way], way))


def _no_list(file: SourceFile) -> Diagnostic:
    return Diagnostic(
        code=Code.LEADS_NOWHERE,
        at=Location(file, 1, 1, said=""),
        says="there is no list of things in this file",
        expected="a list of objects, or elements that come again",
        found="none, however deep",
        remedy="if it is a report of a known form, say which: `using: NAME`",
    )
