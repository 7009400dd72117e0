"""Rows from JSON Lines: one JSON text in each line. A line that cannot be read is a fault; the others stay."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from gonogo.model.diagnostic import Code, Diagnostic, Diagnostics
from gonogo.model.location import Location, SourceFile
from gonogo.read.extract import ABSENT, Extract, Fault, From, Raw
from gonogo.read.json_items import Items, Level, column, keys_of, names
from gonogo.read.json_path import pointer
from gonogo.read.json_places import JsonPlaces
from gonogo.read.json_rows import Followed, follow
from gonogo.read.json_text import Refused, decode, decoded
from gonogo.read.source import Limits

LINES_LIMITS = Limits(bytes=400_000_000, depth=100, values=8_000_000)
AT_ONCE = 5_000  # lines that are held as values before they become columns
MOST_FAULTS = 1_000
LINE = re.compile(r"[^\n]+")


def read_json_lines(
    content: bytes, file: SourceFile, wanted: Sequence[str], how: From, diagnostics: Diagnostics
) -> Extract | None:
    """The rows of a JSON Lines file."""
    if how.paths:
        at, says = how.paths[0].at, "each line of JSON Lines is an item, so that no way leads to them"
        found, remedy = f"`{how.paths[0]}`", "take `at:` out"
        diagnostics.add(
            Diagnostic(code=Code.BAD_PATH, at=at, says=says, expected="no `at:`", found=found, remedy=remedy)
        )
        return None
    followed = follow(wanted, (), diagnostics)
    text = decoded(content, file, diagnostics, LINES_LIMITS)
    if text is None or followed is None:
        return None
    return _Lines(SourceFile(file.path, text), followed).extract(how, diagnostics)


class _Lines:
    """One file being read. `starts` are the offsets of the lines that are rows."""

    def __init__(self, file: SourceFile, followed: Followed) -> None:
        self.file = file
        self.followed = followed
        self.starts: list[int] = []
        self.columns: dict[str, list[Raw]] = {name: [] for name in followed}
        self.names: tuple[str, ...] = ()
        self.faults: list[tuple[Fault, int]] = []  # and where in the text

    def extract(self, how: From, diagnostics: Diagnostics) -> Extract | None:
        for values in self._chunks():
            self._keep(values)
            if how.progress:
                how.progress(self.starts[-1], len(self.file.text))
        if len(self.faults) == min(len(self.starts), MOST_FAULTS) and self.faults:
            fault, offset = self.faults[0]
            at = self._at(offset)
            diagnostics.add(
                Diagnostic(code=fault.code, at=at, says=fault.says, expected=fault.expected, found=fault.found)
            )
            return None
        kept = {name: found for name, found in self.columns.items() if any(one is not ABSENT for one in found)}
        faults = tuple(fault for fault, _ in self.faults)
        return Extract(count=len(self.starts), columns=kept, place=self.place, names=self.names, faults=faults)

    def _chunks(self) -> Iterator[list[Any]]:
        values: list[Any] = []
        for found in LINE.finditer(self.file.text):
            line = found.group()
            if not line.strip():
                continue
            self.starts.append(found.start())
            try:
                values.append(decode(line))
            except Refused as fault:
                row = len(self.starts) - 1
                refused = Fault(row, fault.code, fault.says, fault.expected, fault.found)
                self.faults.append((refused, found.start() + fault.offset))
                if len(self.faults) >= MOST_FAULTS:
                    return
                values.append(None)
            if len(values) == AT_ONCE:
                yield values
                values = []
        if values:
            yield values

    def _keep(self, values: list[Any]) -> None:
        items = Items()
        items.add_all(Level(values), values, range(len(values)), "")
        self.names = self.names or names(items, ())
        for name, paths in self.followed.items():
            self.columns[name] += column(items, paths)

    def place(self, row: int, name: str | None) -> Location:
        """A row, or the value of one of its columns, found by reading its line once more."""
        fault = next((offset for fault, offset in self.faults if fault.row == row), None)
        if fault is not None:
            return self._at(fault)
        start = self.starts[row]
        if name is None or name not in self.followed:
            return self._at(start)
        found = LINE.match(self.file.text, start)
        line = found.group() if found else ""
        keys = keys_of(Level(decode(line)), self.followed[name])
        inner = JsonPlaces(SourceFile(self.file.path, line))(keys)
        at = self._at(start)
        said = f":{at.line}, {pointer(keys)}"
        return Location(self.file, at.line, at.column + inner.column - 1, inner.width, inside=pointer(keys), said=said)

    def _at(self, offset: int) -> Location:
        line = self.file.text.count("\n", 0, offset) + 1
        return Location(self.file, line, offset - self.file.text.rfind("\n", 0, offset))
