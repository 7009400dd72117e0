"""CSV to columns: every row is kept or complained of, and knows the line on which it begins."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import dataclass, field

from gonogo.model.diagnostic import Code, Diagnostics
from gonogo.model.location import Location, SourceFile
from gonogo.read.csv_rows import BrokenAt, Row, Rows
from gonogo.read.csv_shape import SPOKEN, Found, broken_csv, empty_data, shape_of
from gonogo.read.csv_text import Text, text_of
from gonogo.read.extract import ASIDE, NOT_WHOLE, REMARK, Extract, Fault, From, Note
from gonogo.read.mapping_header import chosen_columns

BATCH = 20_000  # rows
MOST_FAULTS = 20_000  # rows of another width than the header: with more, it is no table
FEW = 2_000  # different texts in a batch of a column, so that equal ones are kept once


def read_csv(
    content: bytes, file: SourceFile, wanted: Sequence[str], how: From, diagnostics: Diagnostics
) -> Extract | None:
    """The wanted columns; None after a complaint about the whole file."""
    text = text_of(content, file, how.encoding, diagnostics)
    if text is None:
        return None
    shown = text.shown(file)
    if text.empty:
        diagnostics.add(empty_data(shown))
        return None
    found = shape_of(text, shown, how, diagnostics)
    numbers = None if found is None else chosen_columns(found.header, wanted, diagnostics)
    if found is None or numbers is None:
        return None
    table = _Table(shown, found, numbers)
    try:
        table.read(text, how)
    except BrokenAt as error:
        diagnostics.add(broken_csv(error, shown))
        return None
    return table.extract()


@dataclass(slots=True)
class _Table:
    """The rows below a header, batch by batch."""

    file: SourceFile
    found: Found
    numbers: dict[str, int]
    columns: dict[str, list[str]] = field(default_factory=dict)
    lines: array[int] = field(default_factory=lambda: array("I"))
    faults: list[Fault] = field(default_factory=list)
    empty: int = 0
    comments: int = 0  # below the header
    cut_off: bool = False
    _kept: dict[str, dict[str, str] | None] = field(default_factory=dict)

    def read(self, text: Text, how: From) -> None:
        self.columns = {name: [] for name in self.numbers}
        self._kept = {name: {} for name in self.numbers}
        reader = Rows(text.lines(), self.found.shape)
        reader.take(self.found.header.row + 1)
        above = reader.comments
        whole = text.content.count(b"\n") + 1
        while True:
            rows, lines = reader.take(BATCH)
            if reader.broken is not None:
                raise reader.broken
            self.comments = reader.comments - above
            if not rows:
                self.cut_off = not self.lines and not text.ends_a_line
                return
            self._add(rows, lines)
            if how.progress is not None:
                how.progress(lines[-1], whole)

    def _add(self, rows: list[Row], lines: Sequence[int]) -> None:
        width = len(self.found.header.names)
        first = next(iter(self.numbers.values()), 0)
        if set(map(len, rows)) != {width} or not all(row[first] for row in rows):
            rows, lines = self._looked_through(rows, lines, width)
        self.lines.extend(lines)
        columns = list(zip(*rows, strict=True))
        for name, number in self.numbers.items():
            self.columns[name].extend(self._once(name, columns[number]) if columns else ())

    def _looked_through(self, rows: list[Row], lines: Sequence[int], width: int) -> tuple[list[Row], Sequence[int]]:
        """Without empty rows, and all of one width; of a row with cells too many or too few that is a fault."""
        kept: list[Row] = []
        places = array("I")
        named = max((number + 1 for number, name in enumerate(self.found.header.names) if name), default=0)
        for row, line in zip(rows, lines, strict=True):
            if not any(map(str.strip, row)):
                self.empty += 1
                continue
            if len(row) < named or any(row[width:]):
                if len(self.faults) == MOST_FAULTS:
                    says = f"here and further up, more than {MOST_FAULTS:,} rows have too few cells or too many"
                    raise BrokenAt(line, says, f"{len(row)} cells, and {width} in the header")
                self.faults.append(_ragged(len(self.lines) + len(kept), row, width))
            kept.append([*row, *[""] * (width - len(row))][:width])
            places.append(line)
        return kept, places

    def _once(self, name: str, texts: Sequence[str]) -> Sequence[str]:
        """The same texts, equal ones as one object where there are few different ones: a million rows then fit."""
        kept = self._kept[name]
        if kept is None:
            return texts
        same = list(map(kept.setdefault, texts, texts))
        if len(kept) > FEW:
            self._kept[name] = None
        return same

    def extract(self) -> Extract:
        header = self.found.header
        notes = [Note(REMARK, says, self._place(0, None)) for says in self._remarks()] if self.lines else []
        if self.comments:
            lines = f"{self.comments:,} line{'s' * (self.comments > 1)} below the header of `{self.file.path}`"
            says = f"{lines} {'are' if self.comments > 1 else 'is'} left aside as comments"
            notes.append(Note(ASIDE, says, Location(self.file, 1, 1, said="")))
        if self.cut_off:
            says = "the file ends in the line of its header, so that all rows may have been cut off"
            notes.append(Note(NOT_WHOLE, says, Location(self.file, 1, 1, said="")))
        return Extract(
            count=len(self.lines),
            columns=self.columns,
            place=self._place,
            names=tuple(filter(None, header.names)),
            faults=tuple(self.faults),
            notes=tuple(notes),
        )

    def _remarks(self) -> list[str]:
        header, shape = self.found.header, self.found.shape
        told = [f"cells are parted by {SPOKEN.get(shape.delimiter, repr(shape.delimiter))}"]
        if header.row > 0:
            told.append(f"{header.row} row(s) before the header are passed over")
        if self.empty:
            told.append(f"{self.empty} empty row(s) are passed over")
        return told

    def _place(self, row: int, column: str | None) -> Location:
        """`defects.csv:8, column Severity`; in a file that is shown, with the place of the cell in its line."""
        line = self.lines[row]
        if column is None or column not in self.numbers:
            return Location(self.file, line, 1, said=f":{line}")
        name = self.found.header.names[self.numbers[column]] or column
        start, width = _cell_in(self.file.line(line), self.numbers[column], self.found.shape.delimiter)
        inside = f"column {name}"
        return Location(self.file, line, start, width, inside, f":{line}, {inside}")


def _cell_in(line: str, number: int, delimiter: str) -> tuple[int, int]:
    """Where a cell stands in a line, and how wide it is; the whole line where a cell before it goes on below."""
    start = 0
    for passed in range(number + 1):
        end = start
        if line[start : start + 1] == '"':
            end = start + 1
            while (end := line.find('"', end)) >= 0 and line[end + 1 : end + 2] == '"':
                end += 2
            if end < 0:
                return (start + 1 if passed == number else 1), 1
        end = line.find(delimiter, end)
        end = len(line) if end < 0 else end
        if passed == number:
            return start + 1, max(1, end - start)
        start = end + 1
    return 1, 1


def _ragged(row: int, cells: Row, width: int) -> Fault:
    few = len(cells) < width
    return Fault(
        row=row,
        code=Code.RAGGED_ROW,
        says=f"this row has {len(cells)} cells, and the header has {width}",
        expected=f"{width} cells",
        found="too few: the file may have been cut off" if few else "too many: a text with a delimiter in it, perhaps",
        remedy="export the file again" if few else "put a cell that holds the delimiter in quotes",
    )
