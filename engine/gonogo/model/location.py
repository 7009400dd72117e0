"""Where something was written, so that every complaint and every reason can point at it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from gonogo.model.noun import Noun

LONGEST = 400  # characters of the words for a place


class SourceFile:
    """A file that was read: its path as the user knows it, and the text that stood there. Known by its path."""

    __slots__ = ("_lines", "path", "text")

    def __init__(self, path: str, text: str) -> None:
        self.path = path
        self.text = text
        self._lines: list[str] = []

    def __eq__(self, other: object) -> bool:
        return isinstance(other, SourceFile) and self.path == other.path

    def __hash__(self) -> int:
        return hash(self.path)

    def __repr__(self) -> str:
        return f"SourceFile({self.path!r})"

    def line(self, number: int) -> str:
        """One line without its end, counted from 1; empty where the file has no such line."""
        if not self._lines:
            self._lines.extend(self.text.replace("\r\n", "\n").replace("\r", "\n").split("\n"))
        return self._lines[number - 1] if 1 <= number <= len(self._lines) else ""


def short(text: str) -> str:
    """Words for a place, which a file may make as long as it likes: no more of them than anybody would read."""
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"


class Location(Noun, frozen=True):
    """A place in a file. Lines and columns count from 1, columns and widths in characters.

    `said`: how it is said after the path, where line and column would tell a reader less: `, Log!D17`.
    """

    file: SourceFile
    line: int
    column: int
    width: int = 1
    inside: str | None = None
    said: str | None = None

    def __str__(self) -> str:
        if self.said is not None:
            return f"{self.file.path}{short(self.said)}"
        place = f"{self.file.path}:{self.line}:{self.column}"
        return f"{place} ({short(self.inside)})" if self.inside else place

    def __lt__(self, other: Location) -> bool:
        return self.order < other.order

    @property
    def order(self) -> tuple[str, int, int]:
        """What places are sorted by: the file, then the order of reading."""
        return (self.file.path, self.line, self.column)


# How a reader gets a file: by the path as it is written, and the path of the file that names it (None: a person does).
Fetch: TypeAlias = Callable[[str, "str | None"], "SourceFile | None"]
