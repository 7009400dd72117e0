"""What a CSV file offers: the encoding and the sign between cells are found, and a person is told which they are."""

from __future__ import annotations

from collections.abc import Sequence

from gonogo.model.diagnostic import Code, Diagnostic, Diagnostics
from gonogo.model.location import Location, SourceFile
from gonogo.read.csv_rows import Row, Rows, Shape
from gonogo.read.csv_shape import DELIMITERS, MOST_CELLS, SPOKEN, broken_csv, empty_data, too_wide
from gonogo.read.csv_text import Text, text_of
from gonogo.read.extract import Raw
from gonogo.read.mapping_file import DELIMITERS as WORDS
from gonogo.read.offers import More, Offer, Said
from gonogo.read.offers_header import Head, head_of_rows, named_columns, usual_width
from gonogo.read.tree import Scalar

LOOKED_AT = 200  # rows, for the delimiter and the header
SAMPLED = 2_000  # rows
UNDECLARED = ("windows-1252", "utf-16-le", "utf-16-be")
LONGEST_SHOWN = 60
WORD_OF = {sign: word for word, sign in WORDS.items()}


def csv_offers(content: bytes, path: str, told: Said, more: More) -> list[Offer]:
    """The one table of a file; nothing after a complaint."""
    file = SourceFile(path, "")
    text, declared = _text(content, file, more.diagnostics)
    if text is None:
        return []
    shown = text.shown(file)
    if text.empty:
        more.diagnostics.add(empty_data(shown))
        return []
    if (cells := text.most_cells(DELIMITERS)) > MOST_CELLS:
        more.diagnostics.add(too_wide(cells, shown))
        return []
    shape = _shape(text)
    reader = Rows(text.lines(), shape)
    rows, lines = reader.take(SAMPLED)
    if reader.broken is not None:
        more.diagnostics.add(broken_csv(reader.broken, shown))
        return []
    head = head_of_rows(rows[:LOOKED_AT])
    if head.width < 2 and len(rows) > 1 and head.first is None:
        more.diagnostics.add(_no_table(shown))
        return []
    said = [*told, *declared[0], *_said(shape, head, lines)]
    remarks = [*declared[1], f"cells are parted by {SPOKEN[shape.delimiter]}", *_of_head(head, lines)]
    return [Offer(format="csv", said=tuple(said), columns=_columns(rows, head), remarks=tuple(remarks))]


def _said(shape: Shape, head: Head, lines: Sequence[int]) -> list[tuple[str, str]]:
    said = [] if shape.delimiter == "," else [("delimiter", WORD_OF[shape.delimiter])]
    if head.first is None:
        return [*said, ("header", "none")]
    return [*said, ("header", str(lines[head.first]))] if head.first > 0 else said


def _of_head(head: Head, lines: Sequence[int]) -> list[str]:
    if head.first is None:
        return ["there is no header, so columns are called by their numbers"]
    return [f"the header stands in line {lines[head.first]}"] if head.first > 0 else []


def _columns(rows: Sequence[Row], head: Head) -> dict[str, Sequence[Raw]]:
    if head.first is None:
        named = {str(number + 1): number for number in range(len(rows[0]) if rows else 0)}
    else:
        named = named_columns(rows[head.first : head.last + 1])
    body = [row for row in rows[head.last + 1 :] if any(map(str.strip, row))]
    return {name: [row[number] if number < len(row) else None for row in body] for name, number in named.items()}


# --- the encoding --------------------------------------------------------------------------------


def _text(
    content: bytes, file: SourceFile, diagnostics: Diagnostics
) -> tuple[Text | None, tuple[list[tuple[str, str]], list[str]]]:
    """The text; and where the bytes do not prove how it was saved, what is proposed, with a line to look at."""
    found = Diagnostics()
    text = text_of(content, file, None, found)
    if text is not None:
        return text, ([], [])
    at = Location(file, 1, 1)
    wide = content.count(0) * 3 > len(content)
    for name in UNDECLARED[1:] if wide else UNDECLARED[:1]:
        tried = text_of(content, file, Scalar(name, at, plain=True), Diagnostics())
        if tried is not None and (not wide or tried.content.decode(tried.encoding)[:200].isascii()):
            line = _line_with_letters(tried)
            remark = f"? nothing in the file says how it was saved; look whether this reads well as {name}: {line}"
            return tried, ([("encoding", name)], [remark])
    diagnostics.extend(found)
    return None, ([], [])


def _line_with_letters(text: Text) -> str:
    """The first line that would look different in another encoding, as much of it as is needed."""
    line = next((one for one in text.lines() if not one.isascii()), next(iter(text.lines()), "")).strip()
    first = next((number for number, letter in enumerate(line) if not letter.isascii()), 0)
    start = max(0, first - LONGEST_SHOWN // 2)
    return line[start : start + LONGEST_SHOWN]


# --- what parts the cells ------------------------------------------------------------------------


def _shape(text: Text) -> Shape:
    """The sign under which most rows have equally many cells, and more than one."""
    return max((Shape(sign, None) for sign in DELIMITERS), key=lambda shape: _even(text, shape))


def _even(text: Text, shape: Shape) -> tuple[bool, float, int]:
    reader = Rows(text.lines(), shape)
    rows, _ = reader.take(LOOKED_AT)
    rows = [row for row in rows if any(map(str.strip, row))]
    width = usual_width(rows)
    even = sum(len(row) >= width for row in rows) / len(rows) if rows else 0.0
    return width > 1 and reader.broken is None, round(even, 1), width


def _no_table(file: SourceFile) -> Diagnostic:
    return Diagnostic(
        code=Code.HEADER_UNCLEAR,
        at=Location(file, 1, 1, said=":1"),
        says="no row of this file looks like the names of columns, and its lines have but one cell",
        expected="a table: a row of names, and a row for each record",
        found="text, it seems",
    )
