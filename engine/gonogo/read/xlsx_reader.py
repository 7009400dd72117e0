"""Workbooks (.xlsx) to columns: one sheet or table, its header found or stated, each value with its cell.

What is hidden is read like the rest, and said; what is merged stands in each of its cells. A formula without a saved
value, and an error, are unreadable: they are neither nothing nor nought.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from gonogo.model.diagnostic import Code, Diagnostic, Diagnostics, Severity
from gonogo.model.location import Location, SourceFile
from gonogo.model.noun import Noun
from gonogo.read.complaint import listed, one_of, unknown_name
from gonogo.read.extract import NOT_WHOLE, REMARK, Extract, From, Note, Raw
from gonogo.read.mapping_header import Header, chosen_columns, several_headers
from gonogo.read.xlsx_book import DAMAGED, Book, Row, quietly
from gonogo.read.xlsx_grid import Grid, cell_place, head_of, letters, nearest_head
from gonogo.read.xlsx_guard import guarded

TOLD = 1_000  # rows between two words on progress


def read_xlsx(
    content: bytes, file: SourceFile, wanted: Sequence[str], how: From, diagnostics: Diagnostics
) -> Extract | None:
    """The wanted columns; None after a complaint about the whole file."""
    if not guarded(content, file, diagnostics):
        return None
    try:
        with quietly():
            return _read(Book(content), file, wanted, how, diagnostics)
    except DAMAGED as error:
        diagnostics.add(
            Diagnostic(
                code=Code.NOT_A_WORKBOOK,
                at=Location(file, 1, 1, said=""),
                says="the workbook is damaged, so that it cannot be read",
                expected="a workbook in the form .xlsx",
                found=f"a part that is not as it should be ({type(error).__name__})",
                remedy="open it in a spreadsheet program, let that repair it, and save it again",
            )
        )
        return None


def _read(book: Book, file: SourceFile, wanted: Sequence[str], how: From, diagnostics: Diagnostics) -> Extract | None:
    found = _where(book, file, how, diagnostics)
    numbers = None if found is None else chosen_columns(found.header, wanted, diagnostics)
    if found is None or numbers is None:
        return None
    columns = _Columns(file, found, {name: number + 1 for name, number in numbers.items()}, book)
    columns.read(how)
    columns.say_hidden(diagnostics)
    return columns.extract()


class Found(Noun, frozen=True):
    """The part of a workbook that is read."""

    grid: Grid
    header: Header
    remarks: tuple[str, ...]


Head: TypeAlias = tuple[Grid, "list[Row]", "list[Header]"]


# --- which sheet ---------------------------------------------------------------------------------


def _where(book: Book, file: SourceFile, how: From, diagnostics: Diagnostics) -> Found | None:
    """The sheet or table, and the header in it; None after a complaint."""
    grids = _grids(book, how, diagnostics)
    if grids is None:
        return None
    heads = [(grid, *head_of(grid, how)) for grid in grids]
    fitting = [(grid, rows, headers) for grid, rows, headers in heads if headers]
    if len(fitting) > 1:
        best = max(headers[0].fit(how.needed) for _, _, headers in fitting)
        fitting = [one for one in fitting if one[2][0].fit(how.needed) == best]
    at = how.sheet.at if how.sheet is not None else how.at
    if len(fitting) > 1:
        titles = listed(f"`{grid.sheet.title}`" for grid, _, _ in fitting)
        says = f"{len(fitting)} sheets of `{file.path}` have all columns that are mapped"
        remedy = "say which it is: `sheet: NAME`"
        code, expected = Code.NO_SUCH_SHEET, "one such sheet"
        diagnostics.add(Diagnostic(code=code, at=at, says=says, expected=expected, found=titles, remedy=remedy))
        return None
    if not fitting:
        return _nearest(heads, file, how, diagnostics)
    grid, _, headers = fitting[0]
    if len(headers) > 1 and how.needed and how.header is None:
        places = [cell_place(file, grid.sheet, one.row, None) for one in headers]
        diagnostics.add(several_headers(headers, places))
        return None
    return Found(grid, headers[0], _remarks(book, grid, headers[0]))


def _remarks(book: Book, grid: Grid, header: Header) -> tuple[str, ...]:
    told = [f"the sheet is `{grid.sheet.title}`, the header stands in row {header.row}"]
    if book.has_macros:
        told.append("the workbook has macros; they are not run")
    if grid.merged:
        told.append(f"{len(grid.merged)} merged cell(s) stand for each of the cells that were merged")
    return tuple(told)


def _grids(book: Book, how: From, diagnostics: Diagnostics) -> list[Grid] | None:
    """What could be read: the table or the sheet that is named, or every sheet."""
    if how.table is not None:
        tables = {one.name: one for one in book.tables()}
        if how.table not in tables:
            says = f"the workbook has no table `{how.table}`"
            diagnostics.add(unknown_name(Code.NO_SUCH_TABLE, how.table, says, tables))
            return None
        table = tables[str(how.table)]
        return [Grid(book, table.sheet, table.box, ended=table.has_totals)]
    if how.sheet is not None:
        sheets = [one for one in book.sheets if one.title == how.sheet]
        if not sheets:
            says = f"the workbook has no sheet `{how.sheet}`"
            titles = [one.title for one in book.sheets]
            diagnostics.add(unknown_name(Code.NO_SUCH_SHEET, how.sheet, says, titles))
            return None
        return [Grid(book, sheets[0], None)]
    return [Grid(book, one, None) for one in book.sheets]


def _nearest(heads: Sequence[Head], file: SourceFile, how: From, diagnostics: Diagnostics) -> Found | None:
    """The header that comes nearest, so that the columns which it lacks are named."""
    found = [(grid, header) for grid, rows, _ in heads if (header := nearest_head(rows, how)) is not None]
    if how.header is not None and found:
        says = f"row {how.header[0]} of `{file.path}` is no header: nothing stands there"
        code, at = Code.HEADER_UNCLEAR, how.tree["header"].at
        expected = "the number of the row in which the names of the columns stand"
        diagnostics.add(Diagnostic(code=code, at=at, says=says, expected=expected, found="an empty row, or none"))
        return None
    if not found:
        where = one_of(f"`{grid.sheet.title}`" for grid, _, _ in heads) if heads else "it, not even a sheet"
        says = f"nothing stands in {where}, which does not show that there is nothing to report"
        code, at = Code.EMPTY_DATA, Location(file, 1, 1, said="")
        expected, remedy = "a header, and a row for each record", "look at the sheet, and export it again"
        diagnostics.add(Diagnostic(code=code, at=at, says=says, expected=expected, found="no cell", remedy=remedy))
        return None
    grid, header = max(found, key=lambda one: (one[1].fit(how.needed), len(one[1].names)))
    return Found(grid, header, ())


# --- columns -------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Columns:
    """The cells below the header, column by column."""

    file: SourceFile
    found: Found
    numbers: dict[str, int]
    book: Book
    values: dict[str, list[Raw]] = field(default_factory=dict)
    rows: array[int] = field(default_factory=lambda: array("I"))
    hidden: list[int] = field(default_factory=list)

    def read(self, how: From) -> None:
        self.values = {name: [] for name in self.numbers}
        lists = [(self.values[name], number) for name, number in self.numbers.items()]
        for row in self.found.grid.rows(set(self.numbers.values())):
            if row.number <= self.found.header.row:
                continue
            self.rows.append(row.number)
            if row.hidden:
                self.hidden.append(row.number)
            for values, number in lists:
                values.append(row.cells.get(number))
            if how.progress is not None and len(self.rows) % TOLD == 0:
                how.progress(row.number, max(row.number, self.found.grid.sheet.last))

    def say_hidden(self, diagnostics: Diagnostics) -> None:
        """What is hidden counts like the rest; whoever only looks at the workbook would not see it."""
        grid, told = self.found.grid, []
        if grid.sheet.hidden:
            told.append(f"the sheet `{grid.sheet.title}`")
        if self.hidden:
            told.append(f"row {listed(map(str, self.hidden))}")
        columns = sorted(set(self.numbers.values()) & grid.hidden_columns)
        if columns:
            told.append(f"column {listed(map(letters, columns))}")
        if told:
            diagnostics.add(
                Diagnostic(
                    code=Code.HIDDEN_PARTS,
                    at=Location(self.file, 1, 1, said=f", {grid.sheet.title}"),
                    says=f"what is hidden in the workbook is read like the rest: {', '.join(told)}",
                    expected="a list of which all can be seen",
                    found=", ".join(told),
                    severity=Severity.WARNING,
                )
            )

    def extract(self) -> Extract:
        at = self._place(0, None) if self.rows else Location(self.file, 1, 1, said="")
        return Extract(
            count=len(self.rows),
            columns=self.values,
            place=self._place,
            names=tuple(filter(None, self.found.header.names)),
            notes=(*(Note(REMARK, says, at) for says in self.found.remarks), *self._below(at)),
            days=self.book.serial,
        )

    def _below(self, at: Location) -> Iterator[Note]:
        """Rows that were typed below a table and did not become part of it."""
        if below := self.found.grid.below:
            rows, are = (f"row {below[0]}", "is") if len(below) == 1 else (f"rows {below[0]} to {below[-1]}", "are")
            yield Note(NOT_WHOLE, f"{rows} {are} filled directly below the table, and no part of it", at)

    def _place(self, row: int, column: str | None) -> Location:
        number = None if column is None else self.numbers.get(column)
        return cell_place(self.file, self.found.grid.sheet, self.rows[row], number)
