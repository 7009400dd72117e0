"""Where the header of a CSV file stands, and what parts its cells: declared, or proven by the columns mapped."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from gonogo.model.diagnostic import Code, Diagnostic, Diagnostics
from gonogo.model.location import Location, SourceFile
from gonogo.model.noun import Noun
from gonogo.read.csv_rows import BrokenAt, Row, Rows, Shape
from gonogo.read.csv_text import Text
from gonogo.read.extract import From
from gonogo.read.mapping_header import (
    FIRST_ROWS,
    Header,
    headers_in,
    joined_names,
    nearest_header,
    several_headers,
)

DELIMITERS = (",", ";", "\t", "|")
MOST_CELLS = 2_000_000  # in one line
SPOKEN = {",": "a comma", ";": "a semicolon", "\t": "a tab", "|": "a bar", " ": "a space"}


class Head(Noun, frozen=True):
    """The first rows of a text as they read with one delimiter, and the rows among them that can be the header."""

    shape: Shape
    rows: Sequence[Row]
    lines: Sequence[int]
    headers: Sequence[Header]
    broken: BrokenAt | None


class Found(Noun, frozen=True):
    """How to read the text: its shape, its header, and how many rows the header ends after."""

    shape: Shape
    header: Header


def shape_of(text: Text, file: SourceFile, how: From, diagnostics: Diagnostics) -> Found | None:
    """The delimiter and the header; None after a complaint."""
    delimiters = DELIMITERS if how.delimiter is None else (how.delimiter,)
    if (cells := text.most_cells(delimiters)) > MOST_CELLS:
        diagnostics.add(too_wide(cells, file))
        return None
    heads = [_head(text, Shape(one, how.comment), how) for one in delimiters]
    fitting = [one for one in heads if one.headers]
    if not fitting:
        return _none_fits(heads, file, how, diagnostics)
    if how.header is None:
        if len(fitting[0].headers) > 1 and how.needed:
            places = [_row(file, fitting[0].lines[one.row]) for one in fitting[0].headers]
            diagnostics.add(several_headers(fitting[0].headers, places))
            return None
    elif len(fitting) > 1:
        fitting = _best(fitting, how)
    if len({one.headers[0].names for one in fitting}) > 1:
        words = " or ".join(SPOKEN[one.shape.delimiter] for one in fitting)
        says, expected = f"the cells could be parted by {words}", "one delimiter under which the columns are found"
        remedy = "say which it is: `delimiter: comma`, `semicolon`, `tab` or `bar`"
        at = _row(file, fitting[0].lines[fitting[0].headers[0].row])
        code = Code.DELIMITER_UNCLEAR
        diagnostics.add(Diagnostic(code=code, at=at, says=says, expected=expected, found=words, remedy=remedy))
        return None
    return Found(fitting[0].shape, fitting[0].headers[0])


def _best(heads: Sequence[Head], how: From) -> list[Head]:
    """Of several delimiters, with a header that is stated: those that give most of the columns, or else most cells."""
    scored = [((one.headers[0].fit(how.needed), len(one.headers[0].names)), one) for one in heads]
    most = max(score for score, _ in scored)
    return [one for score, one in scored if score == most]


def _head(text: Text, shape: Shape, how: From) -> Head:
    reader = Rows(text.lines(), shape)
    first, last = how.header or (1, FIRST_ROWS)
    rows, lines = reader.take(FIRST_ROWS if how.header is None else max(last, 1))
    broken = reader.broken
    if how.header is None:
        return Head(shape, rows, lines, headers_in(rows, how), broken)
    if how.header == (0, 0):
        names = tuple(str(number + 1) for number in range(len(rows[0]) if rows else 0))
        return Head(shape, rows, lines, [Header(names, -1)] if names else [], broken)
    stated = [number for number, line in enumerate(lines) if first <= line <= last and any(rows[number])]
    headers = [Header(joined_names([rows[number] for number in stated]), stated[-1])] if stated else []
    return Head(shape, rows, lines, headers, broken)


def _none_fits(heads: Sequence[Head], file: SourceFile, how: From, diagnostics: Diagnostics) -> Found | None:
    """The header that comes nearest, so that the columns which it lacks are named; or what else stands in the way."""
    nearest = list(_nearest(heads, how)) if how.header is None else []
    if nearest:
        return max(nearest, key=lambda one: (one.header.fit(how.needed), len(one.header.names)))
    broken = next((one.broken for one in heads if one.broken is not None), None)
    if broken is not None:
        diagnostics.add(broken_csv(broken, file))
    elif how.header is not None:
        diagnostics.add(
            Diagnostic(
                code=Code.HEADER_UNCLEAR,
                at=how.tree["header"].at,
                says=f"line {how.header[0]} of `{file.path}` is no header: nothing stands there",
                expected="the number of the line on which the names of the columns stand",
                found="an empty line, or none",
            )
        )
    else:
        diagnostics.add(empty_data(file))
    return None


def _nearest(heads: Sequence[Head], how: From) -> Iterator[Found]:
    for head in heads:
        header = nearest_header(head.rows, how)
        if header is not None:
            yield Found(head.shape, header)


def broken_csv(broken: BrokenAt, file: SourceFile) -> Diagnostic:
    """The complaint about text that is no CSV."""
    return Diagnostic(
        code=Code.BROKEN_CSV,
        at=_row(file, broken.line),
        says=broken.says,
        expected='cells in quotes that end with a quote, and a quote inside them written twice: ""',
        found=broken.found,
        remedy="export the file again, or put the quotes right",
    )


def too_wide(cells: int, file: SourceFile) -> Diagnostic:
    """The complaint about a line of so many cells."""
    found = f"{cells:,} cells, more than {MOST_CELLS:,}"
    return broken_csv(BrokenAt(1, "a line has more cells than any table", found), file)


def empty_data(file: SourceFile) -> Diagnostic:
    """The complaint about a file in which nothing stands."""
    return Diagnostic(
        code=Code.EMPTY_DATA,
        at=_row(file, 1),
        says="the file is empty, which does not show that there is nothing to report",
        expected="a header, and a row for each record",
        found="no text at all",
        remedy="export it again; if there is truly nothing, say so: `records: []` with `complete: true`",
    )


def _row(file: SourceFile, line: int) -> Location:
    return Location(file, line, 1, said=f":{line}")
