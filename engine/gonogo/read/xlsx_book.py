"""The door to openpyxl: sheets, tables, merged cells, and cells row by row, as they were last calculated.

Nothing is calculated here and no macro is run; other workbooks that this one points to are not looked for. openpyxl
is asked for its parser of sheets rather than for its sheets, since that knows hidden rows, merged cells, and whether a
cell without a value holds a formula.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager, redirect_stdout
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from io import BytesIO, StringIO
from posixpath import dirname, join, normpath
from typing import Any, TypeAlias, cast
from zipfile import BadZipFile, ZipFile
from zlib import error as ZlibError  # noqa: N812 - it is an exception

from gonogo.model.noun import Noun
from gonogo.read.extract import Broken, Raw

# What openpyxl raises on damaged workbooks, as far as damage was tried.
DAMAGED = (
    *(ValueError, LookupError, TypeError, AttributeError, OverflowError, SyntaxError, EOFError, OSError),
    *(BadZipFile, ZlibError, NotImplementedError, RecursionError, AssertionError, RuntimeError),
)
MERGED = re.compile(rb'<(?:\w{1,20}:)?mergeCell\s[^<>]{0,150}?ref="([A-Z]+[0-9]+:[A-Z]+[0-9]+)"')
CHUNK = 1 << 20
LAST_COLUMN = 16_384  # that a sheet can have
MOST_MERGED = 500_000
UNCALCULATED = Broken("a formula whose value was not saved")

Cells: TypeAlias = "dict[int, Raw]"  # by column, from 1


class Box(Noun, frozen=True):
    """A part of a sheet; its rows and columns count from 1, the last ones included."""

    top: int
    left: int
    bottom: int
    right: int


class Sheet(Noun, frozen=True, kw_only=True):
    """One sheet. `path` is that of its part in the archive."""

    title: str
    hidden: bool
    path: str
    last: int  # the last row, as far as the workbook says


class TableBox(Noun, frozen=True):
    """A table: its name, its sheet and its cells, the header with them and its row of totals without."""

    name: str
    sheet: Sheet
    box: Box
    headers: int
    has_totals: bool


class Row(Noun, frozen=True):
    """The cells of one row that hold something."""

    number: int
    cells: Cells
    hidden: bool


@contextmanager
def quietly() -> Iterator[None]:
    """What openpyxl warns of is what it would lose in saving, which we do not; and it prints odd styles."""
    with warnings.catch_warnings(), redirect_stdout(StringIO()):
        warnings.simplefilter("ignore")
        yield


class Book:
    """A workbook in memory. Whatever its methods raise is among `DAMAGED`."""

    def __init__(self, content: bytes) -> None:
        from openpyxl import load_workbook  # imported here, as below: it takes long, and few packs have workbooks

        self._book = load_workbook(BytesIO(content), read_only=True, data_only=True, keep_links=False)
        self._archive = ZipFile(BytesIO(content))
        self.has_macros = any(name.endswith("vbaProject.bin") for name in self._archive.namelist())
        self.sheets = tuple(
            Sheet(
                title=str(one.title),
                hidden=one.sheet_state != "visible",
                path=str(cast("Any", one)._worksheet_path),
                last=one.max_row or 0,
            )
            for one in self._book.worksheets
        )

    @property
    def epoch(self) -> datetime:
        return self._book.epoch

    def serial(self, number: int | Decimal) -> datetime | None:
        """The day that a number stands for in this workbook; None: it is none."""
        from openpyxl.utils.datetime import from_excel

        try:
            found = from_excel(float(number), self.epoch)
        except (ValueError, OverflowError):
            return None
        return found if isinstance(found, datetime) else None

    def merged(self, sheet: Sheet) -> tuple[Box, ...]:
        """The merged cells. They stand behind all rows, so the part is looked through beforehand."""
        found: dict[bytes, None] = {}
        with self._archive.open(sheet.path) as source:
            tail = b""
            while chunk := source.read(CHUNK):
                found.update(dict.fromkeys(MERGED.findall(tail + chunk)))
                if len(found) > MOST_MERGED:
                    raise ValueError("more merged cells than a sheet has")
                tail = (tail + chunk)[-200:]
        return tuple(_box(one.decode()) for one in found)

    def tables(self) -> Iterator[TableBox]:
        from openpyxl.packaging.relationship import get_dependents, get_rels_path
        from openpyxl.worksheet.table import Table
        from openpyxl.xml.functions import fromstring

        for sheet in self.sheets:
            rels = get_rels_path(sheet.path)  # type: ignore[no-untyped-call]  # its stubs leave it open
            if rels not in self._archive.namelist():
                continue
            for one in get_dependents(self._archive, rels).find(cast("Any", Table)._rel_type):
                path = one.target.removeprefix("/")
                if path not in self._archive.namelist():
                    path = normpath(join(dirname(sheet.path), path))
                tree: Any = fromstring(self._archive.read(path))
                table: Any = Table.from_tree(tree)
                box = _box(table.ref)
                totals = int(table.totalsRowCount or 0)
                whole = Box(box.top, box.left, box.bottom - totals, box.right)
                headers = 1 if table.headerRowCount is None else int(table.headerRowCount)
                yield TableBox(str(table.displayName), sheet, whole, headers, totals > 0)

    def rows(self, sheet: Sheet, hidden_columns: Callable[[set[int]], None]) -> Iterator[Row]:
        """The rows that hold something, from the top. The hidden columns are told before the first row."""
        parser = _parser(self._book, sheet, self._archive)
        told, last = False, 0
        for number, cells in parser.parse():
            if not told:
                hidden_columns(_hidden_columns(parser.column_dimensions))
                told = True
            _check_places(cells, number, last)
            last = number
            dimensions = parser.row_dimensions.pop(str(number), {})
            found: Cells = {one["column"]: raw for one in cells if (raw := _raw(one)) is not None}
            if found:
                yield Row(number, found, dimensions.get("hidden") in ("1", "true"))


def _parser(book: Any, sheet: Sheet, archive: ZipFile) -> Any:
    """openpyxl's parser of sheets, which also tells a formula without a value from an empty cell."""
    from openpyxl.worksheet._reader import FORMULA_TAG, WorkSheetParser

    class Parser(WorkSheetParser):
        """A sheet, row by row."""

        def parse_cell(self, element: Any) -> Any:
            cell = super().parse_cell(element)
            if cell["value"] is None and element.find(FORMULA_TAG) is not None:
                cell["data_type"] = "uncalculated"
            return cell

    return Parser(
        archive.open(sheet.path),
        book.worksheets[0]._shared_strings,
        data_only=True,
        epoch=book.epoch,
        date_formats=book._date_formats,
        timedelta_formats=book._timedelta_formats,
    )


def _check_places(cells: Any, number: int, last: int) -> None:
    """Each row below the one before it, and its cells in it, each once: otherwise one would be lost for another."""
    elsewhere = any(one["row"] != number for one in cells)
    if number <= last or elsewhere or len({one["column"] for one in cells}) < len(cells):
        raise ValueError("rows or cells that are not in their places")


def _hidden_columns(dimensions: Any) -> set[int]:
    found: set[int] = set()
    for one in dimensions.values():
        if one.get("hidden") in ("1", "true"):
            last = min(int(one.get("max", one["min"])), LAST_COLUMN)
            found.update(range(int(one["min"]), last + 1))
    return found


def _raw(cell: Any) -> Raw:
    value, kind = cell["value"], cell["data_type"]
    if kind == "uncalculated":
        return UNCALCULATED
    if kind == "e":
        return Broken(f"the error {value}")
    if isinstance(value, float):
        return int(value) if value.is_integer() and abs(value) < 2**53 else _decimal(value)
    if isinstance(value, time | timedelta):
        return str(value)
    if isinstance(value, str | bool | int | date) or value is None:
        return value or None if isinstance(value, str) else value
    return str(value)


def _decimal(value: float) -> Raw:
    return Decimal(repr(value)) if abs(value) < 1e300 else Broken("a number without end")


def _box(reference: str) -> Box:
    from openpyxl.utils import range_boundaries

    left, top, right, bottom = range_boundaries(reference)
    return Box(int(top or 1), int(left or 1), int(bottom or 1), int(right or 1))
