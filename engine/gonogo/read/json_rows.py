"""Rows from JSON and YAML: the items to which `at:` leads, and of each the values that the mapping names.

Both give the same rows where they say the same. Places are found for the few rows that are shown.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from gonogo.model.diagnostic import Code, Diagnostic, Diagnostics
from gonogo.model.location import Location, SourceFile
from gonogo.model.noun import replace
from gonogo.read.complaint import one_of
from gonogo.read.extract import ABSENT, NOT_WHOLE, Extract, From, Note, Raw
from gonogo.read.json_items import Items, column, joined, keys_of, names, select
from gonogo.read.json_path import Path, PathRefused, item_paths, level_names, pointer, value_paths
from gonogo.read.json_places import JsonPlaces, Keys, Placed
from gonogo.read.json_text import decoded, values
from gonogo.read.json_whole import notes_on_the_whole, only_asked_whether_given, refused_path
from gonogo.read.nearest import nearest
from gonogo.read.source import EVIDENCE_LIMITS, source_file
from gonogo.read.strict_yaml import read_yaml
from gonogo.read.tree import Node

Ways = Sequence[Sequence[Path]]
Followed = Mapping[str, Sequence[Path]]


def read_json(
    content: bytes, file: SourceFile, wanted: Sequence[str], how: From, diagnostics: Diagnostics
) -> Extract | None:
    """The rows of a JSON file."""
    tree = json_tree(content, file, diagnostics)
    return None if tree is None else rows(tree, wanted, how, diagnostics)


def read_yaml_rows(
    content: bytes, file: SourceFile, wanted: Sequence[str], how: From, diagnostics: Diagnostics
) -> Extract | None:
    """The rows of a YAML file, read as strictly as a policy."""
    tree = yaml_tree(content, file, diagnostics)
    return None if tree is None else rows(tree, wanted, how, diagnostics)


def json_tree(content: bytes, file: SourceFile, diagnostics: Diagnostics) -> tuple[Any, Placed] | None:
    """What a JSON file says, and how places in it are found."""
    text = decoded(content, file, diagnostics)
    tree = None if text is None else values(text, file, diagnostics)
    return None if text is None or tree is None else (tree[0], JsonPlaces(SourceFile(file.path, text)))


def yaml_tree(content: bytes, file: SourceFile, diagnostics: Diagnostics) -> tuple[Any, Placed] | None:
    """The same for a YAML file."""
    source = source_file(file.path, content, diagnostics, EVIDENCE_LIMITS)
    before = len(diagnostics.errors)
    tree = None if source is None else read_yaml(source, diagnostics, EVIDENCE_LIMITS)
    return None if tree is None or len(diagnostics.errors) > before else (tree, YamlPlaces(tree))


class YamlPlaces:
    """The places of a tree that has them."""

    def __init__(self, tree: Node) -> None:
        self.tree = tree

    def __call__(self, keys: Keys) -> Location:
        node: Any = self.tree
        for key in keys:
            node = node[key]
        at = node.at
        return Location(at.file, at.line, at.column, at.width, inside=pointer(keys))


def rows(tree: tuple[Any, Placed], wanted: Sequence[str], how: From, diagnostics: Diagnostics) -> Extract | None:
    """The rows of a tree, whatever it was written in."""
    root, places = tree
    ways = _ways(how, diagnostics)
    followed = None if ways is None else follow(wanted, ways, diagnostics)
    if ways is None or followed is None:
        return None
    items = joined([select(root, way) for way in ways])
    if not items.reached and items.dry is None:
        diagnostics.add(_nowhere(items, how, places))
        return None
    notes = notes_on_the_whole(root, places, len(items), how, diagnostics)
    if notes is None:
        return None
    if not items.reached and items.dry is not None:
        says = f"{pointer(items.dry.keys)} is empty, so that nothing was looked into"
        notes.append(Note(NOT_WHOLE, says, places(items.dry.keys)))
    made = extract(items, places, followed, ways)
    absent = {name for name in followed if name not in made.columns and only_asked_whether_given(name, how)}
    nothing: dict[str, Sequence[Raw]] = {name: [ABSENT] * len(items) for name in absent}
    return replace(made, columns={**made.columns, **nothing}, notes=tuple(notes))


def extract(items: Items, places: Placed, followed: Followed, ways: Ways, notes: tuple[Note, ...] = ()) -> Extract:
    """The wanted columns of items. A column that no item has is left out: whoever wanted it complains."""
    columns: dict[str, Sequence[Raw]] = {}
    for name, paths in followed.items():
        found = column(items, paths)
        if not found or any(value is not ABSENT for value in found):
            columns[name] = found

    def place(number: int, name: str | None) -> Location:
        level = items.level(number)
        return places(level.keys if name is None or name not in followed else keys_of(level, followed[name]))

    known = names(items, level_names(path for way in ways for path in way))
    return Extract(count=len(items), columns=columns, place=place, names=known)


# --- the paths -----------------------------------------------------------------------------------


def _ways(how: From, diagnostics: Diagnostics) -> list[tuple[Path, ...]] | None:
    """The ways to the items; the root of the file where nothing is said."""
    ways: list[tuple[Path, ...]] = []
    for written in how.paths or ("/",):
        try:
            ways.append(item_paths(written))
        except PathRefused as fault:
            diagnostics.add(refused_path(written, fault))
    return ways if len(ways) == len(how.paths or ("/",)) else None


def follow(wanted: Sequence[str], ways: Ways, diagnostics: Diagnostics) -> Followed | None:
    """The paths of the wanted columns; None where one cannot be followed."""
    levels = level_names(path for way in ways for path in way)
    followed: dict[str, Sequence[Path]] = {}
    for written in wanted:
        try:
            followed[written] = value_paths(written, levels)
        except PathRefused as fault:
            diagnostics.add(refused_path(written, fault))
    return followed if len(followed) == len(set(wanted)) else None


def _nowhere(items: Items, how: From, places: Placed) -> Diagnostic:
    """The way to the items leads nowhere: what was looked for, and what is there instead."""
    level, step = items.missed or (items.level(0), None)
    written = how.paths[0] if how.paths else None
    keys = list(level.value) if isinstance(level.value, dict) else []
    found = one_of(f"`{key}`" for key in keys) if keys else _kind(level.value)
    looked_for = step.word or step.way.value if step else "items"
    return Diagnostic(
        code=Code.LEADS_NOWHERE,
        at=written.at if written is not None else how.at,
        says=f"this way leads nowhere: `{looked_for}` is not at {pointer(level.keys)}",
        expected="the way to a list of items",
        found=found,
        did_you_mean=nearest(looked_for, map(str, keys)),
        see=(("it ends here", places(level.keys)),),
        remedy="name the steps as they stand in the file, such as `/runs/*/results`",
    )


def _kind(value: Any) -> str:
    if isinstance(value, list):
        return f"a list of {len(value):,}: `*` stands for each of its items"
    return "an empty mapping" if isinstance(value, dict) else "a single value"
