"""An empty pack as a workbook: a sheet of instructions, and one for each fact. The door to openpyxl for writing.

The same policy and day give the same bytes. What is typed stays text wherever a spreadsheet would make something else
of it: dates, versions, keys.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from io import BytesIO
from typing import Any
from zipfile import ZipFile

from gonogo.model.needs import BlankPack, Wanted
from gonogo.model.policy import Field
from gonogo.model.value import Kind, ValueType
from gonogo.write.blank_words import described, example_row, how_good, needed_for, owed_by, role_title
from gonogo.write.blank_yaml import HEADER_ROW, SPLIT, sheet_names
from gonogo.write.render_docx_zip import same_for_same
from gonogo.write.visible import visible

FIRST, WORDS = "Instructions", "Words"
ROWS = 10_000  # rows in which what can be chosen is offered; more may be filled in
LONGEST_LIST = 250  # characters of the words of a drop-down that stand in the rule itself
AS_TEXT = "@"
HEAD, GREY, BAND = "1F3864", "666666", "D9E2F3"
STAMPS = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*(</dcterms:)")
NO_TIME = rb"\g<1>1980-01-01T00:00:00Z\g<3>"
WIDE, NARROW = 60, 14
WORDED = (Kind.ONE_OF, Kind.RANKED, Kind.BOOLEAN, Kind.ROLE)

FILL_IN = (
    f"Each sheet is a list. Its header stands in row {HEADER_ROW}: leave that as it is, and put one record in each row "
    "below it. The row above shows an example."
)
UNKNOWN = (
    "Leave the cell empty. Empty means unknown; where the note on a column says that it may be left empty, it means "
    "that there is none. Do not write n/a, and do not guess."
)
NOTHING = (
    "Leave the sheet empty, and say so in your letter: an empty list that is complete is an answer. Say of each list "
    "whether it is complete."
)
SEND = "Who gives this, on which day it was made, and whether it is only stated, documented, or validated by somebody."


def blank_xlsx(pack: BlankPack) -> bytes:
    """The workbook."""
    from openpyxl import Workbook

    book: Any = Workbook()
    first = book.active
    first.title = FIRST
    _instructions(first, pack)
    words, names = _Words(pack), sheet_names(pack)
    for one in pack.wanted:
        _sheet(book.create_sheet(names[one.fact.id]), one, pack, words)
    words.add_to(book)
    target = BytesIO()
    book.save(target)
    return _same_for_same(target.getvalue())


def _same_for_same(packed: bytes) -> bytes:
    """Without the time at which it was made."""
    target = BytesIO()
    with ZipFile(BytesIO(packed)) as old, ZipFile(target, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            new.writestr(name, STAMPS.sub(NO_TIME, part) if name == "docProps/core.xml" else part)
    return same_for_same(target.getvalue())


def _put(sheet: Any, row: int, column: int, text: str, **style: Any) -> Any:
    """Text in a cell, whatever a spreadsheet would make of it."""
    from openpyxl.styles import Alignment, Font

    cell = sheet.cell(row, column)
    cell.value = visible(text)
    cell.data_type = "s"
    cell.font = Font(
        bold=style.get("bold", False), italic=style.get("italic", False), color=style.get("color", "000000")
    )
    cell.alignment = Alignment(wrap_text=style.get("wrap", False), vertical="top")
    return cell


# --- the instructions ----------------------------------------------------------------------------


def _instructions(sheet: Any, pack: BlankPack) -> None:
    sheet.column_dimensions["A"].width = 26
    sheet.column_dimensions["B"].width = 100
    to = f" for {pack.role_title}" if pack.role_title else ""
    _put(sheet, 1, 1, f"Evidence{to}: {pack.policy_title}", bold=True, color=HEAD)
    row = 3
    for label, text in _told(pack):
        _put(sheet, row, 1, label, bold=True)
        _put(sheet, row, 2, text, wrap=True)
        row += 1
    row += 1
    _put(sheet, row, 1, "Sheet", bold=True)
    _put(sheet, row, 2, "What it is for", bold=True)
    names = sheet_names(pack)
    for one in pack.wanted:
        row += 1
        _put(sheet, row, 1, names[one.fact.id])
        _put(sheet, row, 2, f"{one.fact.title}; owed by {owed_by(pack, one)}; needed for {needed_for(one)}", wrap=True)


def _told(pack: BlankPack) -> Iterator[tuple[str, str]]:
    yield "Policy", f"{pack.policy_title}, version {pack.version}"
    yield "To be decided", f"{pack.question} ({pack.authority}, on {pack.as_of.isoformat()})"
    yield "How to fill it in", FILL_IN
    yield "What is not known", UNKNOWN
    yield "If there is nothing", NOTHING
    yield "Dates", "Write 2026-11-29: the year, the month, the day."
    yield "Several in one cell", f"Put a {SPLIT} between them, where a column takes a list."
    yield "Please send with it", SEND
    for view in pack.views:
        bodies = [role for role in view.bodies if pack.role in (None, role)]
        if bodies:
            named = ", ".join(role_title(pack, role) for role in bodies)
            yield "Views", f"Also wanted: whether {named} agrees, agrees on a condition, objects, or has no view."


# --- the sheet of a fact -------------------------------------------------------------------------


def _sheet(sheet: Any, one: Wanted, pack: BlankPack, words: _Words) -> None:
    from openpyxl.comments import Comment
    from openpyxl.styles import Border, PatternFill, Side
    from openpyxl.utils import get_column_letter

    fact = one.fact
    _put(sheet, 1, 1, fact.title[:1].upper() + fact.title[1:], bold=True, color=HEAD)
    _put(sheet, 2, 1, f"Owed by {owed_by(pack, one)}")
    _put(sheet, 3, 1, f"Needed for {needed_for(one)}")
    _put(sheet, 4, 1, "; ".join(how_good(one)) or "However well founded it is, please say so.")
    _put(sheet, 5, 1, f"One record in each row below row {HEADER_ROW}. Row {HEADER_ROW - 1} is an example.", color=GREY)
    examples = example_row(fact)
    for column, (name, field) in enumerate(fact.fields.items(), start=1):
        text = described(field, name in fact.key)
        _put(sheet, HEADER_ROW - 2, column, text, italic=True, color=GREY, wrap=True)
        _put(sheet, HEADER_ROW - 1, column, examples[name], italic=True, color=GREY)
        head = _put(sheet, HEADER_ROW, column, name, bold=True)
        head.fill = PatternFill("solid", fgColor=BAND)
        head.border = Border(bottom=Side(style="medium"))
        head.comment = Comment(visible(text), "gonogo", height=120, width=300)
        letter = get_column_letter(column)
        sheet.column_dimensions[letter].width = WIDE / 2 if field.type.kind is Kind.TEXT else max(NARROW, len(name) + 4)
        _ready(sheet, letter, field, words)
    sheet.freeze_panes = f"A{HEADER_ROW + 1}"


def _ready(sheet: Any, letter: str, field: Field, words: _Words) -> None:
    """The cells of a column: text stays text, and what can be chosen is offered."""
    if field.type.kind not in (Kind.INTEGER, Kind.DECIMAL):
        sheet.column_dimensions[letter].number_format = AS_TEXT
    rule = _rule(field.type, words)
    if rule is not None:
        rule.add(f"{letter}{HEADER_ROW + 1}:{letter}{HEADER_ROW + ROWS}")
        sheet.add_data_validation(rule)


def _rule(wanted: ValueType, words: _Words) -> Any:
    """What a spreadsheet lets somebody type; None: anything."""
    from openpyxl.worksheet.datavalidation import DataValidation

    said: dict[str, Any] = {
        "error": f"Please give {wanted.describe()}."[:255],
        "errorTitle": "gonogo",
        "showErrorMessage": True,
    }
    if wanted.kind in WORDED and (formula := words.formula(wanted)) is not None:
        return DataValidation(type="list", formula1=formula, allow_blank=True, **said)
    if wanted.kind in (Kind.INTEGER, Kind.DECIMAL):
        kind: Any = "whole" if wanted.kind is Kind.INTEGER else "decimal"
        least = str(wanted.least) if wanted.least is not None else "-1000000000000"
        most = str(wanted.most) if wanted.most is not None else "1000000000000"
        return DataValidation(type=kind, operator="between", formula1=least, formula2=most, allow_blank=True, **said)
    return None


class _Words:
    """What can be chosen. Words that are too long for a rule stand on a sheet of their own."""

    def __init__(self, pack: BlankPack) -> None:
        self.roles = [role for role, _ in pack.roles]
        self.columns: dict[tuple[str, ...], int] = {}

    def formula(self, wanted: ValueType) -> str | None:
        words = self._words(wanted)
        if not words:
            return None
        joined = ",".join(words)
        if len(joined) <= LONGEST_LIST and not any(mark in word for word in words for mark in ',"'):
            return f'"{joined}"'
        from openpyxl.utils import get_column_letter

        letter = get_column_letter(self.columns.setdefault(tuple(words), len(self.columns) + 1))
        return f"'{WORDS}'!${letter}$1:${letter}${len(words)}"

    def _words(self, wanted: ValueType) -> Sequence[str]:
        if wanted.kind is Kind.BOOLEAN:
            return ("true", "false")
        return wanted.words or (self.roles if wanted.kind is Kind.ROLE else ())

    def add_to(self, book: Any) -> None:
        if not self.columns:
            return
        sheet = book.create_sheet(WORDS)
        for words, column in self.columns.items():
            for row, one in enumerate(words, start=1):
                _put(sheet, row, column, one)
