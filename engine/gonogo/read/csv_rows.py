"""CSV text to rows of cells, strictly: nothing is repaired, and every row knows the line on which it begins."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from gonogo.model.noun import Noun

LONGEST_CELL = 16_000_000  # characters; one that is longer is surely a quote that nobody closed
Row = list[str]


class BrokenAt(Exception):
    """The text is no CSV from this line on: the line where the row begins that cannot be read."""

    def __init__(self, line: int, says: str, found: str) -> None:
        super().__init__(says)
        self.line = line
        self.says = says
        self.found = found


class Shape(Noun, frozen=True):
    """How the cells of a file are parted."""

    delimiter: str
    comment: str | None


class Rows:
    """The rows of some lines, and the lines on which they begin. `broken`: why there are no more, where that is so."""

    def __init__(self, lines: Iterable[str], shape: Shape) -> None:
        csv.field_size_limit(LONGEST_CELL)
        self.broken: BrokenAt | None = None
        self._comments = _Comments(lines, shape.comment) if shape.comment is not None else None
        self._reader = csv.reader(self._comments or lines, delimiter=shape.delimiter, strict=True)

    @property
    def comments(self) -> int:
        """How many lines were passed over so far."""
        return 0 if self._comments is None else self._comments.passed

    def take(self, count: int) -> tuple[list[Row], Sequence[int]]:
        """The next rows, as many as there are up to a number, and the line on which each begins."""
        if self._comments is not None:
            return self._take_between(self._comments, count)
        rows: list[Row] = []
        before = self._reader.line_num
        try:
            rows.extend(islice(self._reader, count))
        except csv.Error as error:
            begins = _begins(rows, before)
            self.broken = _broken(begins[-1], self._reader.line_num, str(error))
            return rows, begins[:-1]
        if self._reader.line_num - before == len(rows):
            return rows, range(before + 1, self._reader.line_num + 1)
        return rows, _begins(rows, before)[:-1]

    def _take_between(self, comments: _Comments, count: int) -> tuple[list[Row], Sequence[int]]:
        """The same row by row: a comment may stand between two of them, and inside one it is text."""
        rows: list[Row] = []
        lines: list[int] = []
        while len(rows) < count:
            comments.fresh = True
            try:
                row = next(self._reader, None)
            except csv.Error as error:
                self.broken = _broken(comments.begun, comments.number, str(error))
                break
            if row is None:
                break
            rows.append(row)
            lines.append(comments.begun)
        return rows, lines


class _Comments:
    """Lines without the comments that stand between rows. `begun` is the line on which a row begins."""

    def __init__(self, lines: Iterable[str], comment: str) -> None:
        self._lines = iter(lines)
        self._comment = comment
        self.number = 0
        self.passed = 0
        self.begun = 1
        self.fresh = True

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = next(self._lines)
        self.number += 1
        if self.fresh:
            while line.startswith(self._comment):
                self.passed += 1
                line = next(self._lines)
                self.number += 1
            self.begun = self.number
            self.fresh = False
        return line


def _begins(rows: Sequence[Row], before: int) -> list[int]:
    """The line on which each row begins, and that on which the next one would. `before` is the last one before them."""
    begins, line = [], before + 1
    for row in rows:
        begins.append(line)
        line += 1 + sum(map(_breaks, row))
    return [*begins, line]


def _breaks(cell: str) -> int:
    """How many line ends stand in a cell."""
    if "\n" not in cell and "\r" not in cell:
        return 0
    return cell.count("\n") + cell.count("\r") - cell.count("\r\n")


def _broken(begun: int, last: int, says: str) -> BrokenAt:
    if "unexpected end" in says:
        return BrokenAt(begun, "a quote that is opened here is never closed", f"the end of the file, on line {last}")
    if "field larger" in says:
        found = f"more than {LONGEST_CELL:,} characters"
        return BrokenAt(begun, "a cell that begins here is longer than any text", found)
    return BrokenAt(begun, "after a closing quote there is more text in the cell", f"such a cell on line {last}")
