"""Small workbooks, each with something in it that workbooks have. Their bytes are the same in every process."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime, time
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from openpyxl import Workbook

from tests import workbooks
from tests.fuzz.seed import Seed, pointing
from tests.fuzz.seeds_csv import LINKED
from tests.fuzz.spoil_xlsx import archive_of, parts_of

MAP = "map: {id: Key, severity: Severity, status: Status, found: Found}"
DAY = datetime(2026, 1, 2)  # noqa: DTZ001 - a spreadsheet knows no offsets
HEADER = ("Key", "Severity", "Status", "Found")
ROWS = (HEADER, ("D-1", 4, "closed", DAY), ("D-2", "Severe", "open", DAY))
ALL = """\
map: {id: Key, severity: Severity, status: Status, found: Found, deploys: Live, cost: Cost, since: Since,
  owner: Team, plan: At}
"""
TWO_LINES = """\
header: [1, 2]
values: {Grade / Severity: {Severe: 1}}
map: {id: Key, severity: Grade / Severity, status: Grade / Status, found: Found}
"""
WORDS = "values: {Severity: {Severe: 1}}"
STRINGS = "xl/sharedStrings.xml"
TYPES = "[Content_Types].xml"
DECLARED = (
    b'<Override PartName="/xl/sharedStrings.xml" '
    b'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/>'
)
TEXT = re.compile(r' t="inlineStr"><is><t>([^<]*)</t></is>')
INLINE = '<c r="B3" t="inlineStr"><is><r><t>Sev</t></r><r><rPr><b/></rPr><t>ere</t></r></is></c>'
FAR = '<row r="1048576"><c r="XFC1048576"><v>1</v></c></row></sheetData>'


def steady(content: bytes) -> bytes:
    """The archive without the time at which it was made, which openpyxl writes into it twice."""
    parts = parts_of(content)
    assert parts is not None
    target = BytesIO()
    with ZipFile(target, "w") as made:
        for name, part in parts.items():
            if name == "docProps/core.xml":
                part = re.sub(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", b"2026-01-01T00:00:00Z", part)
            made.writestr(ZipInfo(name), part, ZIP_DEFLATED)
    return target.getvalue()


def shared(content: bytes) -> bytes:
    """The workbook with its texts in one list, as spreadsheet programs write them."""
    texts: dict[str, int] = {}
    parts = parts_of(content)
    assert parts is not None
    for name in [one for one in parts if one.startswith("xl/worksheets/sheet")]:
        numbered = TEXT.sub(lambda one: f' t="s"><v>{texts.setdefault(one[1], len(texts))}</v>', parts[name].decode())
        parts[name] = numbered.encode()
    listed = "".join(f"<si><t>{text}</t></si>" for text in texts)
    start = '<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    parts[STRINGS] = f"{start}{listed}</sst>".encode()
    parts[TYPES] = parts[TYPES].replace(b"</Types>", DECLARED + b"</Types>")
    return archive_of(parts)


def _seed(name: str, content: bytes, how: str = "", **more: object) -> Seed:
    mapped = "" if "map:" in how else f"\n{MAP}"
    words = "" if "values:" in how else WORDS
    content = shared(content) if how else content
    holding = [name for name, part in (parts_of(content) or {}).items() if b"Severe" in part]
    told = {"ends": "marked", "part": holding[0] if holding else None, **more}
    return pointing(name, "log.xlsx", steady(content), f"{words}\n{how}{mapped}", **told)  # type: ignore[arg-type]


def seeds() -> Iterator[Seed]:
    plain = workbooks.workbook(ROWS)
    yield _seed("plain", plain)
    yield _seed("hidden", workbooks.workbook(ROWS, change=_hide))
    yield _seed("sheet", workbooks.workbook(ROWS, change=_copy), "sheet: Log")
    yield _seed("table", _table(), "table: Defects")
    rows = [("Key", "Grade", None, "Found"), (None, "Severity", "Status", None), *ROWS[1:]]
    yield _seed("merged", workbooks.workbook(rows, change=_merge), TWO_LINES)
    how = "header: none\nvalues: {B: {Severe: 1}}\nmap: {id: A, severity: B, status: C, found: D}"
    yield _seed("no header", workbooks.workbook(ROWS[1:]), how)
    below = [("Status of Monday",), (), *ROWS, ("Total", None, 2, None)]
    yield _seed("totals", workbooks.workbook(below), "total: {where: {Key: Total}, count: Status}")
    yield _seed("calculated", _calculated(), "missing: [n/a]")
    kinds = [
        (*HEADER, "Live", "Cost", "Since", "Team", "At", "Day"),
        ("D-1", 5, "closed", DAY, True, 0.1, "1.10", "T-1", time(10, 30), 46024),
        ("D-2", "Severe", "open", date(2026, 1, 3), False, -1e10, "2.0", None, None, 46025.5),
        (7, 3.0, "fixed", None, None, 12, None, "T-2", "x", None),
    ]
    yield _seed("kinds", workbooks.workbook(kinds), ALL, vocabulary=LINKED)
    serial = "dates: [serial, YYYY-MM-DD ...]\nmap: {id: Key, severity: Severity, status: Status, found: Day}"
    yield _seed("serial", workbooks.workbook(kinds), serial)
    yield _seed("1904", _since_1904(), "dates: serial")
    inline = workbooks.edited(plain, workbooks.SHEET, lambda text: re.sub(r'<c r="B3"[^>]*>.*?</c>', INLINE, text))
    yield _seed("inline", inline)
    far = workbooks.edited(workbooks.workbook(ROWS), workbooks.SHEET, lambda text: text.replace("</sheetData>", FAR))
    yield _seed("far", far, "where: {Key: {given: true}}")
    yield _seed("macros", workbooks.with_parts(plain, {"xl/vbaProject.bin": b"\xd0\xcf\x11\xe0 not run"}))
    many = [(f"D-{number}", number % 3 + 3, "open", DAY) for number in range(150)]
    yield _seed("many", workbooks.workbook([HEADER, *many, ("E", "Severe", "open", DAY)]))


def _hide(book: Workbook) -> None:
    sheet = book["Log"]
    sheet.row_dimensions[3].hidden = True
    sheet.column_dimensions["B"].hidden = True
    book.create_sheet("Front")
    book.active = 1
    sheet.sheet_state = "hidden"


def _copy(book: Workbook) -> None:
    other = book.create_sheet("Bob's & archive")
    for row in ROWS:
        other.append(list(row))
    other["B2"].hyperlink = "http://127.0.0.1:9/x"


def _merge(book: Workbook) -> None:
    for box in ("A1:A2", "B1:C1", "D1:D2"):
        book["Log"].merge_cells(box)


def _table() -> bytes:
    content = workbooks.with_table()
    return workbooks.edited(
        content, workbooks.SHEET, lambda text: text.replace('<v>1</v></c><c r="C4"', '<v>2</v></c><c r="C4"')
    )


def _calculated() -> bytes:
    content = workbooks.workbook(
        [HEADER, ("D-1", "=1+1", "closed", DAY), ("D-2", "Severe", "open", DAY), ("D-3", 3, "fixed", None)]
    )
    return workbooks.edited(content, workbooks.SHEET, lambda text: re.sub(r"<v ?/>|<v></v>", "<v>4</v>", text))


def _since_1904() -> bytes:
    content = workbooks.since_1904()
    return workbooks.edited(content, workbooks.SHEET, lambda text: text.replace("<v>4</v>", "<v>2</v>"))
