"""Whether a file of nested values is the whole, as it says itself: how many there are, and whether more follow."""

from __future__ import annotations

from typing import Any

from gonogo.model.diagnostic import Code, Diagnostic, Diagnostics
from gonogo.model.location import Location, SourceFile
from gonogo.read.extract import ABSENT, NOT_WHOLE, From, Note
from gonogo.read.json_items import Items, Level, column, keys_of
from gonogo.read.json_path import Path, PathRefused, value_paths
from gonogo.read.json_places import Placed
from gonogo.read.tree import Mapping, Scalar


def notes_on_the_whole(root: Any, places: Placed, count: int, how: From, diagnostics: Diagnostics) -> list[Note] | None:
    """What `stated_at` and `more_at` lead to, where it says that this is not all; None after a complaint."""
    notes = []
    for key in ("stated_at", "more_at"):
        written = how.tree.get(key)
        if not isinstance(written, Scalar):
            continue
        try:
            paths = value_paths(written)
        except PathRefused as fault:
            diagnostics.add(refused_path(written, fault))
            return None
        value = _value(root, paths)
        says = _stated(value, count) if key == "stated_at" else _more(value)
        if says is not None:
            notes.append(Note(NOT_WHOLE, says, places(keys_of(Level(root), paths))))
    return notes


def refused_path(written: str, fault: PathRefused) -> Diagnostic:
    """A complaint about a path, in the mapping where it stands."""
    at = written.at if isinstance(written, Scalar) else Location(SourceFile("mapping", ""), 1, 1)
    found = f"`{written[:60]}`"
    return Diagnostic(code=Code.BAD_PATH, at=at, says=fault.says, expected=fault.expected, found=found)


def only_asked_whether_given(name: str, how: From) -> bool:
    """Whether `where` asks of a column no more than whether it is there: so a file need not have it."""
    test = None if how.where is None else how.where.get(name)
    return isinstance(test, Mapping) and list(test) == ["given"]


def _value(root: Any, paths: tuple[Path, ...]) -> Any:
    items = Items()
    items.values, items.keys, items.above, items.names = [root], [""], [None], [""]
    return column(items, paths)[0]


def _stated(value: Any, count: int) -> str | None:
    if value is ABSENT or value is None:
        return None
    digits = str(value) if isinstance(value, int | str) and not isinstance(value, bool) else ""
    if not (digits.isascii() and digits.isdigit() and len(digits) < 10):
        return f"the file says in no number how many there are, and {count:,} stand in it"
    return None if int(digits) == count else f"the file says that there are {int(digits):,}, and {count:,} stand in it"


def _more(value: Any) -> str | None:
    empty = value is ABSENT or value is None or value is False or value in ("", "false", ())
    return None if empty else "the file says that there is more than it holds"
