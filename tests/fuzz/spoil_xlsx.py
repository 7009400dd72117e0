"""Ways to spoil workbooks: the archive, its list of parts, what is said of their sizes, and the XML in each of them."""

from __future__ import annotations

import re
import struct
from collections.abc import Callable
from io import BytesIO
from random import Random
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile
from zlib import error as ZlibError  # noqa: N812 - it is an exception

from tests.fuzz import spoil, spoil_xml
from tests.fuzz.spoil import Change

Parts = dict[str, bytes]
BROKEN = (BadZipFile, ZlibError, ValueError, OSError, EOFError, NotImplementedError, RuntimeError, KeyError)
REFERENCES = (
    *(
        b"A1",
        b"B2",
        b"XFD1048576",
        b"ZZZ1",
        b"ZZZZZZ1",
        b"A0",
        b"A-1",
        b"1A",
        b"A",
        b"",
        b"a1",
        b"$A$1",
        b"A1:B2",
        b"\xc3\x84",
    ),
    *(b"A9999999999", b"IV65536", b"B3", b"C3", b"A4"),
)
BOXES = (
    b"A1:XFD1048576",
    b"A1:A1048576",
    b"A2:D2",
    b"D4:A1",
    b"A1",
    b"A:D",
    b"1:3",
    b"A0:B0",
    b"A1:ZZZZ9",
    b"B2:B3",
    b"",
)
NUMBERS = (
    *(
        b"0",
        b"1",
        b"-1",
        b"2",
        b"1048576",
        b"1048577",
        b"4294967296",
        b"99999999999999999999",
        b"1.5",
        b"1e3",
        b"x",
        b"",
    ),
    *(b"1e308", b"1e309", b"-1e308", b"inf", b"nan", b"60", b"0.1", b"2958466", b"3.0", b"46024", b"1e-320"),
)
TARGETS = (
    *(
        b"../../../etc/hostname",
        b"/etc/hostname",
        b"file:///etc/hostname",
        b"http://127.0.0.1:9/x",
        b"worksheets/sheet1.xml",
    ),
    *(b"", b"#x", b"styles.xml", b"/xl/workbook.xml", b"worksheets/nothing.xml", b"\\\\server\\share"),
)
FORMULA = b"<f>1+1</f>"


def parts_of(content: bytes) -> Parts | None:
    """The parts of an archive; None where it is none any more."""
    try:
        with ZipFile(BytesIO(content)) as archive:
            return {one.filename: archive.read(one) for one in archive.infolist()[:300]}
    except BROKEN:
        return None


def archive_of(parts: Parts, packing: int = ZIP_DEFLATED) -> bytes:
    target = BytesIO()
    with ZipFile(target, "w", packing) as made:
        for name, part in parts.items():
            made.writestr(name, part)
    return target.getvalue()


def _with_parts(change: Callable[[Parts, Random], object]) -> Change:
    def changed(content: bytes, random: Random) -> bytes:
        parts = parts_of(content)
        if not parts:
            return spoil.put(content, random)
        change(parts, random)
        return archive_of(parts, random.choice((ZIP_DEFLATED, ZIP_DEFLATED, ZIP_STORED)))

    return changed


def _drop(parts: Parts, random: Random) -> None:
    del parts[random.choice(list(parts))]


def _rename(parts: Parts, random: Random) -> None:
    name = random.choice(list(parts))
    odd = (name.upper(), f"/{name}", f"../{name}", name.replace("/", "\\"), f"{name}x", name.replace(".xml", ".dat"))
    parts[random.choice(odd)] = parts.pop(name)


def _swap(parts: Parts, random: Random) -> None:
    one, other = (random.choice(list(parts)) for _ in range(2))
    parts[one], parts[other] = parts[other], parts[one]


def _add(parts: Parts, random: Random) -> None:
    inner = archive_of(dict(list(parts.items())[:2]))
    more = {
        "xl/vbaProject.bin": b"\xd0\xcf\x11\xe0 not run",
        "xl/externalLinks/externalLink1.xml": b"<externalLink/>",
        "xl/media/inner.xlsx": inner,
        "xl/media/nothing.bin": b"\0" * 3_000_000,
        "mimetype": b"application/vnd.oasis.opendocument.spreadsheet",
        "xl/workbook.bin": b"x",
        "docProps/custom.xml": b"<x/>",
        "xl/x.xml": b"<!DOCTYPE a><a/>",
    }
    name = random.choice(list(more))
    parts[name] = more[name]


def _spoil_part(parts: Parts, random: Random) -> None:
    name = random.choice(list(parts))
    parts[name] = spoil.spoilt(parts[name], random, spoil_xml.CHANGES, list(parts.values()))


def _sheet(parts: Parts, random: Random) -> tuple[str, bytes]:
    names = [name for name in parts if "sheet" in name and name.endswith(".xml")] or list(parts)
    name = random.choice(names)
    return name, parts[name]


def _cut_sheet(parts: Parts, random: Random) -> None:
    name, sheet = _sheet(parts, random)
    parts[name] = spoil.cut(sheet, random)


def _spoil_sheet(parts: Parts, random: Random) -> None:
    name, sheet = _sheet(parts, random)
    for _ in range(random.choice((1, 1, 2, 4))):
        sheet = (
            spoil.spoilt(sheet, random, spoil_xml.CHANGES, [sheet]) if random.random() < 0.3 else _cells(sheet, random)
        )
    parts[name] = sheet


def _cells(sheet: bytes, random: Random) -> bytes:
    """References, numbers, types, boxes and formulas of a sheet as no spreadsheet program writes them."""
    pattern, odd = random.choice(
        (
            (rb'(?<= r=")[A-Z]+[0-9]+(?=")', REFERENCES),
            (rb'(?<=<row r=")[0-9]+(?=")', NUMBERS),
            (rb"(?<=<v>)[^<]*(?=</v>)", NUMBERS),
            (rb'(?<= s=")[0-9]+(?=")', NUMBERS),
            (rb'(?<= t=")[a-zA-Z]+(?=")', (b"s", b"n", b"b", b"e", b"str", b"inlineStr", b"d", b"x", b"")),
            (rb'(?<=ref=")[^"]*(?=")', BOXES),
            (rb'(?<=(?:min|max)=")[0-9]+(?=")', NUMBERS),
            (rb"(?=<v>)", (FORMULA, b"<f/>", b'<f t="shared" si="0"/>', b"<v>1</v>")),
            (rb"(?=</sheetData>)", (b'<row r="9"><c r="A9"><v>1</v></c></row>', b"<row/>", b"<row><c/></row>")),
            (rb"(?<=</sheetData>)", (b'<mergeCells><mergeCell ref="A1:D%s"/></mergeCells>' % b"9", b"<x/>")),
            (
                rb"(?=<sheetData>)",
                (b'<cols><col min="1" max="99999999999" hidden="1"/></cols>', b"<cols><col/></cols>"),
            ),
            (rb"<v>[^<]*</v>", (b"", b"<v/>", b"<is><t>x</t></is>", b"<v>1</v><v>2</v>")),
        )
    )
    found = list(re.finditer(pattern, sheet))
    if not found:
        return sheet
    old = random.choice(found)
    return sheet[: old.start()] + random.choice(odd) + sheet[old.end() :]


def _relate(parts: Parts, random: Random) -> None:
    """A relation that leads elsewhere, or out."""
    names = [name for name in parts if name.endswith(".rels")] or list(parts)
    name = random.choice(names)
    found = list(re.finditer(rb'(?<=Target=")[^"]*(?=")', parts[name]))
    if found:
        old = random.choice(found)
        external = b'" TargetMode="External' if random.random() < 0.4 else b""
        parts[name] = parts[name][: old.start()] + random.choice(TARGETS) + external + parts[name][old.end() :]


def lie(content: bytes, random: Random) -> bytes:
    """Another size, check sum, packing, name or flag than a part has, in its own head or in the list of parts."""
    heads = [(one.start(), False) for one in re.finditer(rb"PK\x03\x04", content)]
    heads += [(one.start(), True) for one in re.finditer(rb"PK\x01\x02", content)]
    if not heads:
        return content
    start, listed = random.choice(heads)
    at = start + (2 if listed else 0) + random.choice((6, 8, 14, 18, 22, 26, 28))
    new = struct.pack("<I", random.choice((0, 1, 8, 99, 2**31, 2**32 - 1, 10_000_000, random.randrange(2**32))))
    length = random.choice((2, 4))
    return content[:at] + new[:length] + content[at + length :]


def twice(content: bytes, random: Random) -> bytes:
    """A part of a name that is there already."""
    names = list(parts_of(content) or ())
    if not names:
        return content
    target = BytesIO(content)
    try:
        with ZipFile(target, "a") as made:
            names_now = set(made.namelist())
            made.writestr(random.choice(names) if len(names_now) < 2 else "xl/again.xml", b"<again/>")
            made.filelist[-1].filename = random.choice(names)
    except BROKEN:
        return content
    return target.getvalue()


def join(content: bytes, random: Random) -> bytes:
    """Something before it, or behind it."""
    return random.choice((content + content, b"MZ\0\0" + content, content + b"\0" * 70_000, content + b"PK\x05\x06"))


CHANGES: tuple[Change, ...] = (
    *(_with_parts(_spoil_sheet),) * 6,
    *(_with_parts(_spoil_part),) * 3,
    *map(_with_parts, (_drop, _rename, _swap, _add, _cut_sheet, _relate)),
    *(lie, lie, twice, join),
)
