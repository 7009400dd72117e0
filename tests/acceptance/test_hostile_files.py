"""Files that somebody made to do harm are refused, or read as what they are, in a gigabyte and a minute: never more.

Each is decided on in a process of its own that is given no more. Where paths may lead, and that links may not lead out,
is held in tests/unit/test_extract.py; what each reader refuses, in the tests of that reader.
"""

from __future__ import annotations

import resource
import subprocess
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from random import Random
from zipfile import ZIP_STORED

import pytest

from tests.fuzz.seed import pointing
from tests.fuzz.spoil_xlsx import archive_of, parts_of
from tests.workbooks import HEADER, PLAIN, SHEET, edited, far_away, with_parts, workbook

MEMORY = 1 << 30  # bytes of address space
SECONDS = 60  # of the processor
PROGRAM = "from gonogo.cli import main; main()"
GO, NO_GO, EVIDENCE = 0, 1, 5

Made = Callable[[], bytes]
CSV = "map: {id: Key, severity: Severity, status: Status, plan: {column: Plan, may_lack: true}}"
JSON = "map: {id: id, severity: rank, status: state, plan: {column: plan, may_lack: true}}"
XML = "map: {id: '@id', severity: '@rank', status: '@state', plan: {column: plan, may_lack: true}}"
XLSX = "map: {id: Key, severity: Severity, status: Status, found: Found}"
HEAD = b"Key,Severity,Status,Plan\n"
GOOD_JSON = b'{"id": "1", "rank": 3, "state": "open"'
GOOD_XML = b'<b id="1" rank="3" state="open"'
LONG = b"x" * 10_000_000
LAUGHS = b"".join(b'<!ENTITY l%d "%s">' % (one, b"&l%d;" % (one - 1) * 10) for one in range(1, 10))
BOMB = b'<!DOCTYPE a [<!ENTITY l0 "lol">' + LAUGHS + b"]>"
ALIASES = b"".join(b"%c: &%c [%s]\n" % (one, one, b", ".join([b"*%c" % (one - 1)] * 9)) for one in b"bcdefghi")
COLUMNS = b",".join(b"c%d" % number for number in range(1_000_000))

TEXTS: dict[str, tuple[str, str, Made, int, str]] = {
    "a field of 10 MB": ("a.csv", CSV, lambda: HEAD + b"D-1,3,open," + LONG, EVIDENCE, "E135"),
    "a field of 10 MB that nobody asks for": (
        *("a.csv", CSV.replace("Plan,", "Other,")),
        *(lambda: HEAD + b"D-1,3,open," + LONG, GO, ""),
    ),
    "a million columns": (
        *("a.csv", CSV),
        *(lambda: b"Key,Severity,Status," + COLUMNS + b"\nD-1,3,open" + b"," * 1_000_000, GO, ""),
    ),
    "a line of 40 million cells": ("a.csv", CSV, lambda: b",;\t|" * 10_000_000, EVIDENCE, "E133"),
    "a quote without an end": ("a.csv", CSV, lambda: HEAD + b'"D-1,3\n' + b'x"",y\n' * 4_000_000, EVIDENCE, "E133"),
    "a number of a million digits": ("a.csv", CSV, lambda: HEAD + b"D," + b"9" * 10**6 + b",open,", EVIDENCE, "E135"),
    "a million rows that are none": ("a.csv", CSV, lambda: HEAD + b"D\n" * 1_000_000, EVIDENCE, "E133"),
    "300,000 rows of one key": ("a.csv", CSV, lambda: HEAD + b"D,3,open,\n" * 300_000, EVIDENCE, "E139"),
    "300,000 rows without a key": ("a.csv", CSV, lambda: HEAD + b",3,open,\n" * 300_000, EVIDENCE, "E110"),
    "lists a million deep": ("a.json", JSON, lambda: b"[" * 1_000_000, EVIDENCE, "E164"),
    "objects half a million deep": ("a.json", JSON, lambda: b'{"a":' * 500_000, EVIDENCE, "E164"),
    "21 million values": ("a.json", JSON, lambda: b"[" + b"[]," * 21_000_000 + b"1]", EVIDENCE, "E164"),
    "as many objects as may be": ("a.json", JSON, lambda: b"[" + b'{"a":1},' * 2_600_000 + b"1]", EVIDENCE, "E123"),
    "a text of 10 MB": ("a.json", JSON, lambda: b"[" + GOOD_JSON + b',"plan":"' + LONG + b'"}]', EVIDENCE, "E135"),
    "escapes without number, and a fault": (
        *("a.json", JSON),
        *(lambda: b'[{"a":1,"a":"' + b"\\\\" * 10_000_000 + b'"}]', EVIDENCE, "Y013"),
    ),
    "a whole number of 5 million digits": (
        *("a.json", JSON),
        *(lambda: b"[" + GOOD_JSON.replace(b"3", b"9" * 5_000_000) + b"}]", EVIDENCE, "E161"),
    ),
    "long numbers, and one too long": (
        *("a.json", JSON),
        *(lambda: b"[" + (b"9" * 4000 + b",") * 3000 + b"9" * 5000 + b"]", EVIDENCE, "E161"),
    ),
    "entities within entities": (
        *("a.xml", XML),
        *(lambda: BOMB + b"<a>" + GOOD_XML + b"><plan>&l9;</plan></b></a>", EVIDENCE, "E163"),
    ),
    "entities in a report of tests": (
        *("a.xml", "format: junit\nmap: {id: id, status: result}"),
        *(lambda: BOMB + b'<testsuite><testcase name="&l9;"/></testsuite>', EVIDENCE, "E163"),
    ),
    "an entity that is a file": (
        *("a.xml", XML),
        *(lambda: b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/hostname">]><a>&x;</a>', EVIDENCE, "E163"),
    ),
    "elements a million deep": ("a.xml", XML, lambda: b"<a>" * 1_000_000, EVIDENCE, "E164"),
    "an element of a million attributes": (
        *("a.xml", XML),
        *(lambda: b"<a><b " + COLUMNS.replace(b",", b'="" ') + b'=""/></a>', EVIDENCE, "E164"),
    ),
    "text of 10 MB in an element": (
        *("a.xml", XML),
        *(lambda: b"<a>" + GOOD_XML + b"><plan>" + LONG + b"</plan></b></a>", EVIDENCE, "E135"),
    ),
    "a comment of 20 MB": ("a.xml", XML, lambda: b"<a><!--" + b"-x" * 10**7 + b"-->" + GOOD_XML + b"/></a>", GO, ""),
    "aliases of aliases": ("a.yaml", JSON, lambda: b"a: &a [x, x, x]\n" + ALIASES, EVIDENCE, "Y015"),
    "a plain text of 10 MB": (
        *("a.yaml", JSON),
        *(lambda: b"- {id: a, rank: 3, state: open, plan: " + LONG + b"}\n", EVIDENCE, "E135"),
    ),
    "the same key 50,000 times": ("a.yaml", JSON, lambda: b"{" + b"a b," * 50_000, EVIDENCE, "Y013"),
}


@pytest.mark.parametrize("name", TEXTS)
def test_a_hostile_text_is_refused_or_does_no_harm(name: str, tmp_path: Path) -> None:
    file, how, made, code, complaint = TEXTS[name]

    decide(tmp_path, file, how, made(), code=code, complaint=complaint)


# --- workbooks -----------------------------------------------------------------------------------


def sheet(old: str, new: str) -> Made:
    return partial(edited, workbook(PLAIN), SHEET, lambda text: text.replace(old, new, 1))


def with_merged(*boxes: str) -> Made:
    return sheet("</sheetData>", "</sheetData>" + "".join(f'<mergeCell ref="{box}"/>' for box in boxes))


def related(target: str) -> Made:
    part = "xl/_rels/workbook.xml.rels"
    return lambda: edited(workbook(PLAIN), part, lambda text: text.replace("/xl/worksheets/sheet1.xml", target))


def renamed() -> bytes:
    """The sheet in a part whose name says nothing of XML, with a document type."""
    parts = parts_of(sheet("<worksheet", BOMB.decode() + "<worksheet")())
    assert parts is not None
    moved = {name.replace("sheet1.xml", "sheet1.dat"): part for name, part in parts.items()}
    return archive_of({name: part.replace(b"sheet1.xml", b"sheet1.dat") for name, part in moved.items()})


def lying() -> bytes:
    """A sheet of 60 MB that is said to be a small one."""
    content = sheet("<sheetData>", "<sheetData>" + " " * 60_000_000)()
    listed = content.rindex(b"PK\x01\x02", 0, content.rindex(SHEET.encode()))
    return content[: listed + 24] + (3000).to_bytes(4, "little") + content[listed + 28 :]


def within_another() -> bytes:
    """A bomb in a workbook in a workbook: nobody unpacks it."""
    inner = with_parts(workbook(PLAIN), {"xl/media/a.bin": b"\0" * 60_000_000})
    return with_parts(workbook(PLAIN), {"xl/embeddings/inner.xlsx": inner})


def merged_over_all() -> bytes:
    rows = [HEADER, *((f"D-{number}", 3, "open", None) for number in range(2_000))]
    box = '</sheetData><mergeCells><mergeCell ref="D2:XFD1048576"/></mergeCells>'
    return edited(workbook(rows), SHEET, lambda text: text.replace("</sheetData>", box))


def long_cell() -> bytes:
    """A cell of 10 MB that cannot be packed."""
    words = Random(1).randbytes(5_000_000).hex()
    parts = parts_of(sheet(">open<", f">{words}<")())
    assert parts is not None
    return archive_of(parts, ZIP_STORED)


HIDDEN = '<cols><col min="1" max="99999999999" hidden="1"/></cols><sheetData>'
WORKBOOKS: dict[str, tuple[Made, int, str]] = {
    "a cell at the end of the sheet": (far_away, EVIDENCE, "E110"),
    "a cell of 10 MB": (long_cell, EVIDENCE, "E135"),
    "many parts, each not too large": (
        lambda: with_parts(workbook(PLAIN), {f"xl/media/{one}.bin": b"\0" * 19_000_000 for one in range(28)}),
        *(EVIDENCE, "E141"),
    ),
    "a bomb within another workbook": (within_another, NO_GO, ""),
    "a part that is larger than it says": (lying, EVIDENCE, "E140"),
    "a document type under another name": (renamed, EVIDENCE, "E140"),
    "a sheet outside of the archive": (related("../../../../etc/hostname"), EVIDENCE, "E131"),
    "a sheet on the network": (related('http://127.0.0.1:9/x" TargetMode="External'), EVIDENCE, "E131"),
    "cells merged over the whole sheet": (merged_over_all, GO, ""),
    "boxes over boxes": (with_merged(*(f"A1:XFD{row}" for row in range(2, 200_000))), EVIDENCE, "E140"),
    "tags of boxes that never end": (sheet("</sheetData>", "</sheetData>" + "<mergeCell " * 10**6), EVIDENCE, "E140"),
    "a tag without an end": (sheet("<sheetData>", f'<sheetData a="{"> " * 9_000_000}">'), EVIDENCE, "E140"),
    "a comment without an end": (sheet("<sheetData>", f"<!--{'> ' * 9_000_000}--><sheetData>"), EVIDENCE, "E140"),
    "hidden columns without end": (sheet("<sheetData>", HIDDEN), NO_GO, "E144"),
    "a number of a million digits": (sheet("<v>1</v>", f"<v>{'9' * 10**6}</v>"), EVIDENCE, "E140"),
}


@pytest.mark.parametrize("name", WORKBOOKS)
def test_a_hostile_workbook_is_refused_or_does_no_harm(name: str, tmp_path: Path) -> None:
    made, code, complaint = WORKBOOKS[name]

    decide(tmp_path, "log.xlsx", XLSX, made(), code=code, complaint=complaint)


def test_a_workbook_with_macros_is_read_and_they_are_not_run(tmp_path: Path) -> None:
    content = with_parts(workbook(PLAIN), {"xl/vbaProject.bin": b"\xd0\xcf\x11\xe0 not run"})

    decide(tmp_path, "log.xlsm", XLSX, content, code=NO_GO, complaint="")


# --- running -------------------------------------------------------------------------------------


def decide(place: Path, file: str, how: str, content: bytes, *, code: int, complaint: str) -> None:
    """Decides as a person would, with so much memory and time and no more, and looks at what is said."""
    project = pointing("hostile", file, content, how)
    for path, part in project.files.items():
        (place / path).parent.mkdir(parents=True, exist_ok=True)
        (place / path).write_bytes(part)
    words = [sys.executable, "-c", PROGRAM, "decide", project.policy, project.evidence, "--no-cache"]
    ran = subprocess.run(words, cwd=place, capture_output=True, preexec_fn=_bounded, check=False)
    said = ran.stderr.decode()

    assert ran.returncode == code, said[:2000]
    assert (complaint in said) if complaint else said == ""
    assert len(said) < 100_000


def _bounded() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
