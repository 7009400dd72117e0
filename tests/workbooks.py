"""Small workbooks of our own, each with a trap, made anew for every test; no file of anybody is among them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from functools import cache
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl import Workbook
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from openpyxl.worksheet.table import Table

Rows = Iterable[Iterable[object]]
HEADER = ("Key", "Severity", "Status", "Found")
DAY = datetime(2026, 1, 2)  # noqa: DTZ001 - a spreadsheet knows no offsets


def workbook(rows: Rows, *, title: str = "Log", change: Callable[[Workbook], None] | None = None) -> bytes:
    """One sheet; `change` is what else is done to the workbook."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = title
    for row in rows:
        sheet.append(list(row))
    if change is not None:
        change(book)
    return saved(book)


def saved(book: Workbook) -> bytes:
    target = BytesIO()
    book.save(target)
    return target.getvalue()


def edited(content: bytes, part: str, edit: Callable[[str], str]) -> bytes:
    """The workbook with one of its parts written otherwise."""
    target = BytesIO()
    with ZipFile(BytesIO(content)) as source, ZipFile(target, "w", ZIP_DEFLATED) as made:
        for one in source.infolist():
            text = source.read(one)
            made.writestr(one.filename, edit(text.decode()).encode() if one.filename == part else text)
    return target.getvalue()


def with_parts(content: bytes, parts: Mapping[str, bytes]) -> bytes:
    """The workbook with parts added."""
    target = BytesIO(content)
    with ZipFile(target, "a", ZIP_DEFLATED) as made:
        for name, part in parts.items():
            made.writestr(name, part)
    return target.getvalue()


SHEET = "xl/worksheets/sheet1.xml"
PLAIN = [HEADER, ("D-1", 1, "open", DAY), ("D-2", 4, "closed", DAY)]


def broken() -> bytes:
    """A formula whose value was never saved, and an error."""
    return workbook([HEADER, ("D-1", "=1+1", "open", DAY), ("D-2", "=1/0", "closed", DAY)], change=_error_in_b3)


def _error_in_b3(book: Workbook) -> None:
    sheet = book["Log"]
    sheet["B3"] = "#DIV/0!"
    sheet["B3"].data_type = "e"


def hidden() -> bytes:
    """A hidden row, a hidden column, a hidden sheet."""

    def hide(book: Workbook) -> None:
        sheet = book["Log"]
        sheet.row_dimensions[3].hidden = True
        sheet.column_dimensions["B"].hidden = True
        book.create_sheet("Front")
        book.active = 1
        sheet.sheet_state = "hidden"

    return workbook(PLAIN, change=hide)


def since_1904() -> bytes:
    def old(book: Workbook) -> None:
        book.epoch = CALENDAR_MAC_1904

    book = Workbook()
    old(book)
    sheet = book.active
    assert sheet is not None
    sheet.title = "Log"
    for row in PLAIN:
        sheet.append(list(row))
    return saved(book)


def with_table() -> bytes:
    """Notes round a table with a row of totals."""

    def add(book: Workbook) -> None:
        table = Table(displayName="Defects", ref="A3:D6", totalsRowCount=1)
        book["Log"].add_table(table)

    rows = [("Status of Monday",), (), *PLAIN, ("Total", 2, None, None), ("Signed by nobody",)]
    return workbook(rows, change=add)


def merged_header() -> bytes:
    """Two rows of names, the upper one merged over two columns."""

    def merge(book: Workbook) -> None:
        sheet = book["Log"]
        for box in ("A1:A2", "B1:C1", "D1:D2"):
            sheet.merge_cells(box)

    rows = [("Key", "Grade", None, "Found"), (None, "Severity", "Status", None), *PLAIN[1:]]
    return workbook(rows, change=merge)


def far_away() -> bytes:
    """A cell in the last row and the last column that a sheet can have."""
    far = '<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>x</t></is></c></row></sheetData>'
    return edited(workbook(PLAIN), SHEET, lambda text: text.replace("</sheetData>", far))


def with_doctype() -> bytes:
    declared = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]>'
    return edited(workbook(PLAIN), SHEET, lambda text: re.sub(r"(<worksheet)", declared + r"\1", text, count=1))


@cache
def bomb() -> bytes:
    """Small as a file, and large when it is unpacked."""
    return with_parts(workbook(PLAIN), {"xl/media/nothing.bin": b"\0" * 60_000_000})


def with_macros() -> bytes:
    return with_parts(workbook(PLAIN), {"xl/vbaProject.bin": b"\xd0\xcf\x11\xe0 not run"})


def locked() -> bytes:
    """As a workbook with a password begins."""
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504 + "EncryptedPackage".encode("utf-16-le")


def two_sheets() -> bytes:
    """The same header on two sheets."""

    def add(book: Workbook) -> None:
        other = book.create_sheet("Archive")
        for row in PLAIN:
            other.append(list(row))

    return workbook(PLAIN, change=add)


NAMED: dict[str, Callable[[], bytes]] = {
    "plain.xlsx": lambda: workbook(PLAIN),
    "broken.xlsx": broken,
    "hidden.xlsx": hidden,
    "table.xlsx": with_table,
    "locked.xlsx": locked,
    "bomb.xlsx": bomb,
    "two-sheets.xlsx": two_sheets,
}
