"""Where something was written, so that every complaint and every reason can point at it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file that was read: its path as the user knows it, and the text that stood there."""

    path: str
    text: str = field(repr=False, compare=False)
    _lines: list[str] = field(default_factory=list, init=False, repr=False, compare=False)

    def line(self, number: int) -> str:
        """One line without its end, counted from 1; empty where the file has no such line."""
        if not self._lines:
            self._lines.extend(self.text.replace("\r\n", "\n").replace("\r", "\n").split("\n"))
        return self._lines[number - 1] if 1 <= number <= len(self._lines) else ""


@dataclass(frozen=True, slots=True)
class Location:
    """A place in a file. Lines and columns count from 1, columns and widths in characters."""

    file: SourceFile
    line: int
    column: int
    width: int = 1
    inside: str | None = None

    def __str__(self) -> str:
        place = f"{self.file.path}:{self.line}:{self.column}"
        return f"{place} ({self.inside})" if self.inside else place

    def __lt__(self, other: Location) -> bool:
        return self.order < other.order

    @property
    def order(self) -> tuple[str, int, int]:
        """What places are sorted by: the file, then the order of reading."""
        return (self.file.path, self.line, self.column)


# How a reader gets a file: by the path as it is written, and the path of the file that names it (None: a person does).
Fetch: TypeAlias = Callable[[str, "str | None"], "SourceFile | None"]
