"""What a workbook offers: each of its sheets in which something stands, with its header found, merged or not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

from gonogo.model.diagnostic import Code, Diagnostic
from gonogo.model.location import Location, SourceFile
from gonogo.model.noun import replace
from gonogo.read.extract import Raw
from gonogo.read.offers import More, Offer, Said
from gonogo.read.offers_header import Head, head_of_rows, named_columns
from gonogo.read.xlsx_book import DAMAGED, MOST_MERGED, Book, Box, Row, Sheet, quietly
from gonogo.read.xlsx_grid import Grid, letters, texts
from gonogo.read.xlsx_guard import guarded

LOOKED_AT = 200
SAMPLED = 2_000
MOST_FILLED = 500  # columns in which merged cells stand for each of the cells that were merged


def xlsx_offers(content: bytes, path: str, told: Said, more: More) -> list[Offer]:
    """The tables of all sheets; nothing after a complaint."""
    file = SourceFile(path, "")
    if not guarded(content, file, more.diagnostics):
        return []
    try:
        with quietly():
            book = Book(content)
            found = [one for sheet in book.sheets if (one := _sheet(book, sheet, told)) is not None]
    except DAMAGED as error:
        more.diagnostics.add(_damaged(file, error))
        return []
    if not found:
        more.diagnostics.add(_nothing(file))
    return found


def _sheet(book: Book, sheet: Sheet, told: Said) -> Offer | None:
    """The table of one sheet; None where nothing stands in it."""
    grid = Grid(book, sheet, None)
    rows = list(islice(grid.rows(range(1, MOST_FILLED + 1)), SAMPLED))
    if not rows:
        return None
    width = max(max(row.cells) for row in rows)
    shown = [texts(row.cells, width) for row in rows[:LOOKED_AT]]
    head = _with_merged(head_of_rows(_once(shown, rows, grid.merged)), rows, grid.merged)
    said = [*told, ("sheet", sheet.title), ("header", _header(head, rows))]
    remarks = [] if not sheet.hidden else ["the sheet is hidden"]
    remarks.append(_of_head(head, rows))
    columns = _columns(rows, shown, head, width)
    return Offer(format="xlsx", said=tuple(said), inside=sheet.title, columns=columns, remarks=tuple(remarks))


def _once(shown: Sequence[Sequence[str]], rows: Sequence[Row], merged: Sequence[Box]) -> list[list[str]]:
    """The rows with what is merged standing only once, in its first cell: so a header is not like what is below it."""
    bare = [list(row) for row in shown]
    numbers = {row.number: at for at, row in enumerate(rows[: len(shown)])}
    work = 0
    for box in merged:
        for number, at in numbers.items():
            columns = range(box.left, min(box.right, len(bare[at])) + 1) if box.top <= number <= box.bottom else ()
            for column in columns:
                if (number, column) != (box.top, box.left):
                    bare[at][column - 1] = ""
            work += len(columns)
        if work > MOST_MERGED:
            raise ValueError("merged cells that lie over each other")
    return bare


def _with_merged(head: Head, rows: Sequence[Row], merged: Sequence[Box]) -> Head:
    """The header with the rows that merged cells make part of it: a name over several columns, or over several rows."""
    if head.first is None:
        return head
    first, last = head.first, head.last
    numbers = [row.number for row in rows]
    for box in merged:
        inside = [at for at, number in enumerate(numbers) if box.top <= number <= box.bottom]
        if not inside or box.right - box.left + 1 >= head.width:  # one over the whole width is a title
            continue
        if inside[0] <= last and inside[-1] >= first:
            first, last = min(first, inside[0]), max(last, inside[-1])
            if box.right > box.left and inside[-1] == last and last + 1 < len(rows):
                last += 1  # what stands below a name over several columns is the rest of their names
    return replace(head, first=first, last=last)


def _header(head: Head, rows: Sequence[Row]) -> str:
    if head.first is None:
        return "none"
    first, last = rows[head.first].number, rows[head.last].number
    return str(first) if first == last else f"[{first}, {last}]"


def _of_head(head: Head, rows: Sequence[Row]) -> str:
    if head.first is None:
        return "there is no header, so columns are called by their letters"
    if head.first == head.last:
        return f"the header stands in row {rows[head.first].number}"
    return f"the header stands in rows {rows[head.first].number} to {rows[head.last].number}"


def _columns(rows: Sequence[Row], shown: Sequence[Sequence[str]], head: Head, width: int) -> dict[str, Sequence[Raw]]:
    if head.first is None:
        named = {letters(number + 1): number for number in range(width)}
    else:
        named = named_columns(shown[head.first : head.last + 1])
    body = list(_below(rows, head))
    return {name: [row.cells.get(number + 1) for row in body] for name, number in named.items()}


def _below(rows: Sequence[Row], head: Head) -> Iterator[Row]:
    yield from rows[head.last + 1 :]


def _nothing(file: SourceFile) -> Diagnostic:
    return Diagnostic(
        code=Code.EMPTY_DATA,
        at=Location(file, 1, 1, said=""),
        says="nothing stands in this workbook, which does not show that there is nothing to report",
        expected="a header, and a row for each record",
        found="no cell",
        remedy="look at it, and export it again",
    )


def _damaged(file: SourceFile, error: Exception) -> Diagnostic:
    return Diagnostic(
        code=Code.NOT_A_WORKBOOK,
        at=Location(file, 1, 1, said=""),
        says="the workbook is damaged, so that it cannot be read",
        expected="a workbook in the form .xlsx",
        found=f"a part that is not as it should be ({type(error).__name__})",
        remedy="open it in a spreadsheet program, let that repair it, and save it again",
    )
