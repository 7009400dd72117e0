"""One sheet, or one table of it, to rows: merged cells filled, and the row that is the header found."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from string import ascii_uppercase

from gonogo.model.location import Location, SourceFile
from gonogo.model.value import shown
from gonogo.read.extract import Absent, Broken, From, Raw
from gonogo.read.mapping_header import FIRST_ROWS, Header, headers_in, joined_names, nearest_header
from gonogo.read.xlsx_book import LAST_COLUMN, MOST_MERGED, Book, Box, Cells, Row, Sheet


class Grid:
    """The cells of a part of a sheet. `hidden_columns` are not shown; `below` are rows that go on where a table ends.

    `ended`: the table ends in a row of totals, below which nobody would take a row for a part of it.
    """

    def __init__(self, book: Book, sheet: Sheet, box: Box | None, *, ended: bool = False) -> None:
        self.book = book
        self.sheet = sheet
        self.box = box
        self.ended = ended
        self.below: list[int] = []
        self.hidden_columns: set[int] = set()
        self.merged = book.merged(sheet)
        self._beginning: dict[int, list[Box]] = {}
        for one in self.merged:
            self._beginning.setdefault(one.top, []).append(one)

    def rows(self, wanted: Collection[int] | None = None) -> Iterator[Row]:
        """The rows that hold something, what is merged standing in each of its cells; in the `wanted` columns alone,
        if they are named: a box may be as large as the sheet.
        """
        merged = _Merged(self._beginning, wanted)
        self.below = []
        for row in self.book.rows(self.sheet, self.hidden_columns.update):
            if self.box is not None and row.number > self.box.bottom:
                if not self._goes_on(row, self.box):
                    return
                continue
            cells = merged.filled(row) if self.merged else row.cells
            if self.box is not None:
                if row.number < self.box.top:
                    continue
                cells = {column: raw for column, raw in cells.items() if self.box.left <= column <= self.box.right}
            if cells:
                yield Row(row.number, cells, row.hidden)

    def _goes_on(self, row: Row, box: Box) -> bool:
        """Whether a row below a table looks as if it were meant to be part of it."""
        if self.ended or row.number != box.bottom + 1 + len(self.below):
            return False
        if not any(box.left <= one <= box.right for one in row.cells):
            return False
        self.below.append(row.number)
        return True


class _Merged:
    """What is merged into the cells of a row, from the left and from above, as one goes down the rows."""

    def __init__(self, beginning: Mapping[int, Sequence[Box]], wanted: Collection[int] | None) -> None:
        self._beginning = beginning
        self._wanted = wanted
        self._open: dict[int, tuple[int, Raw]] = {}  # by column: the last row that it goes to, and what it holds
        self._work = 0

    def filled(self, row: Row) -> Cells:
        for column in [one for one, (bottom, _) in self._open.items() if bottom < row.number]:
            del self._open[column]
        for box in self._beginning.get(row.number, ()):
            if box.left in row.cells:
                self._begin(box, row.cells[box.left])
        if not self._open:
            return row.cells
        return {**{column: raw for column, (_, raw) in self._open.items()}, **row.cells}

    def _begin(self, box: Box, raw: Raw) -> None:
        every = range(box.left, min(box.right, LAST_COLUMN) + 1)
        columns = every if self._wanted is None else [one for one in self._wanted if one in every]
        self._work += len(columns)
        if self._work > MOST_MERGED:
            raise ValueError("merged cells that lie over each other")
        for column in columns:
            self._open.setdefault(column, (box.bottom, raw))


def letters(column: int) -> str:
    """The name of a column: 1 is A, 28 is AB."""
    text = ""
    while column > 0:
        column, rest = divmod(column - 1, 26)
        text = ascii_uppercase[rest] + text
    return text


def texts(cells: Mapping[int, Raw], width: int) -> list[str]:
    """A row of a header as text."""
    return [_text(cells.get(column)) for column in range(1, width + 1)]


def _text(raw: Raw) -> str:
    if raw is None or isinstance(raw, Broken | Absent | tuple):
        return ""
    return shown(raw) if isinstance(raw, date | int) or not isinstance(raw, str) else raw


def head_of(grid: Grid, how: From) -> tuple[list[Row], list[Header]]:
    """The first rows, and those among them that can be the header; its `row` is the number of the row in the sheet."""
    rows: list[Row] = []
    last = how.header[1] if how.header else None
    for row in grid.rows():
        if (last is None and len(rows) == FIRST_ROWS) or (last is not None and row.number > max(last, 1)):
            if how.header == (0, 0):
                rows.append(row)
            break
        rows.append(row)
    width = max((max(row.cells) for row in rows), default=0)
    if how.header == (0, 0):
        return rows, [Header(tuple(letters(column) for column in range(1, width + 1)), 0)] if rows else []
    if how.header is not None:
        stated = [row for row in rows if how.header[0] <= row.number <= how.header[1]]
        names = joined_names([texts(row.cells, width) for row in stated])
        return rows, [Header(names, how.header[1])] if any(names) else []
    found = headers_in([texts(row.cells, width) for row in rows], how)
    return rows, [Header(one.names, rows[one.row].number) for one in found]


def nearest_head(rows: Sequence[Row], how: From) -> Header | None:
    """The row that has most of the columns, where none has them all."""
    width = max((max(row.cells) for row in rows), default=0)
    found = nearest_header([texts(row.cells, width) for row in rows], how)
    return None if found is None else Header(found.names, rows[found.row].number)


def cell_place(file: SourceFile, sheet: Sheet, row: int, column: int | None) -> Location:
    """`register.xlsx, Log!D17`, or for the whole row `register.xlsx, Log, row 17`."""
    plain = sheet.title.replace("_", "").isalnum()
    title = sheet.title if plain else "'" + sheet.title.replace("'", "''") + "'"
    said = f"{title}, row {row}" if column is None else f"{title}!{letters(column)}{row}"
    return Location(file, row, column or 1, 1, said, f", {said}")
