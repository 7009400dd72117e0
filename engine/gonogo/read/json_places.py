"""Where in a JSON text a value stands, found out only for the few that are shown: by going through the text to it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable
from json import JSONDecoder
from json.decoder import scanstring  # type: ignore[attr-defined]  # the stubs leave it out
from typing import TypeAlias

from gonogo.model.location import Location, SourceFile
from gonogo.read.json_path import pointer

Keys: TypeAlias = tuple[str | int, ...]
Placed: TypeAlias = Callable[[Keys], Location]

SPACE = re.compile(r"[ \t\n\r]*")
LINE_END = re.compile(r"\r\n|\n|\r")
WORTH_KEEPING = 10_000  # characters of a list or object, from which on its parts are looked for once only
_scan = JSONDecoder().raw_decode


class JsonPlaces:
    """The places of one text, which has been decoded without a complaint before."""

    def __init__(self, file: SourceFile) -> None:
        self.file = file
        self._kept: dict[Keys, dict[str | int, int] | list[int]] = {}
        self._lines: list[int] = []

    def __call__(self, keys: Keys) -> Location:
        """The place of the value to which the keys lead; of its nearest parent where it is not there."""
        offset, reached = self._first(), 0
        for number, key in enumerate(keys):
            inner = self._part(keys[:number], offset, key)
            if inner is None:
                break
            offset, reached = inner, number + 1
        line, column = self._line(offset)
        there = pointer(keys[:reached])
        width = self._width(offset) if reached == len(keys) else 1
        return Location(self.file, line, column, width, inside=there, said=f", {there}")

    def _first(self) -> int:
        return self._space(0)

    def _part(self, keys: Keys, offset: int, key: str | int) -> int | None:
        parts = self._kept.get(keys)
        if parts is None:
            parts, end = self._parts(offset)
            if end - offset > WORTH_KEEPING:
                self._kept[keys] = parts
        if isinstance(parts, dict):
            return parts.get(str(key))
        return parts[key] if isinstance(key, int) and key < len(parts) else None

    def _parts(self, offset: int) -> tuple[dict[str | int, int] | list[int], int]:
        """Where the parts of a list or object begin, and where it ends."""
        text = self.file.text
        is_object = text[offset] == "{"
        if text[offset] not in "[{":
            return [], offset
        named: dict[str | int, int] = {}
        listed: list[int] = []
        at = self._space(offset + 1)
        while text[at] not in "]}":
            if is_object:
                name, at = scanstring(text, at + 1, True)
                at = self._space(self._space(at) + 1)
                named[name] = at
            else:
                listed.append(at)
            at = self._space(_scan(text, at)[1])
            if text[at] == ",":
                at = self._space(at + 1)
        return (named if is_object else listed), at + 1

    def _space(self, at: int) -> int:
        found = SPACE.match(self.file.text, at)
        return found.end() if found else at

    def _line(self, offset: int) -> tuple[int, int]:
        if not self._lines:
            self._lines = [0, *(end.end() for end in LINE_END.finditer(self.file.text))]
        line = bisect_right(self._lines, offset)
        return line, offset - self._lines[line - 1] + 1

    def _width(self, offset: int) -> int:
        if self.file.text[offset] in "[{":
            return 1
        return int(_scan(self.file.text, offset)[1]) - offset
