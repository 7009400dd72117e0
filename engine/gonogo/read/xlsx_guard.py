"""What is looked at before a workbook is opened: that it is one, that it is no bomb, and that it names nothing outside.

Sizes are those that the archive states of its parts; no more than that is ever read of one. A part in XML that declares
a document type is refused, since that is how entities get in.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from contextlib import suppress
from io import BytesIO
from xml.parsers import expat
from zipfile import BadZipFile, ZipFile, ZipInfo
from zlib import error as ZlibError  # noqa: N812 - it is an exception

from gonogo.model.diagnostic import Code, Diagnostic, Diagnostics
from gonogo.model.location import Location, SourceFile

MOST_PARTS = 2_000
LARGEST_PART = 300_000_000  # bytes, unpacked
LARGEST_WHOLE = 500_000_000
FREE = 20_000_000  # from here on a part may not be packed
TIGHTEST = 150  # times
LONGEST_TAG = 500_000  # bytes
CHUNK = 1 << 17
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
SAVE_AS = "open it in a spreadsheet program and save it as .xlsx"
UNREADABLE = (BadZipFile, ZlibError, EOFError, OSError, NotImplementedError, RuntimeError, ValueError, LookupError)


def guarded(content: bytes, file: SourceFile, diagnostics: Diagnostics) -> bool:
    """Whether the bytes may be opened as a workbook; a complaint where not."""
    found = next(_complaints(content, file), None)
    if found is not None:
        diagnostics.add(found)
    return found is None


def _complaints(content: bytes, file: SourceFile) -> Iterator[Diagnostic]:
    if not content:
        yield _refused(file, "the file is empty, which does not show that there is nothing to report", "no bytes")
    elif content.startswith(OLE):
        locked = "EncryptedPackage".encode("utf-16-le") in content
        what = "a workbook that is locked with a password" if locked else "a workbook in the old form .xls"
        remedy = "save it without a password" if locked else SAVE_AS
        yield _refused(file, f"the file is {what}", "a file that is no archive", remedy)
    else:
        try:
            with ZipFile(BytesIO(content)) as archive:
                yield from _of_archive(archive, file)
        except UNREADABLE:
            yield _refused(file, "the file is no workbook, or it is damaged", "bytes that are no archive")


def _of_archive(archive: ZipFile, file: SourceFile) -> Iterator[Diagnostic]:
    parts = archive.infolist()
    names = {one.filename for one in parts}
    if len(parts) > MOST_PARTS or len(names) < len(parts):
        yield _too_large(file, f"{len(parts):,} parts", f"at most {MOST_PARTS:,} parts, each once")
        return
    yield from _of_sizes(parts, file)
    if "xl/workbook.bin" in names or "mimetype" in names:
        yield _refused(file, "the file is a workbook of another form (.xlsb, .ods)", "another archive", SAVE_AS)
    elif "xl/workbook.xml" not in names and "[Content_Types].xml" not in names:
        yield _refused(file, "the file is an archive, and no workbook", "other files")
    if any(one.flag_bits & 1 for one in parts):
        yield _refused(file, "parts of the file are locked with a password", "encrypted parts")
        return
    for one in parts:
        odd = _oddity(archive, one)
        if odd is not None:
            remedy = "do not open it elsewhere either: it may be an attack"
            yield _refused(file, f"the part `{one.filename}` holds {odd}, and no workbook has to", odd, remedy)
            return


def _of_sizes(parts: list[ZipInfo], file: SourceFile) -> Iterator[Diagnostic]:
    whole = sum(one.file_size for one in parts)
    if whole > LARGEST_WHOLE:
        yield _too_large(file, f"{whole:,} bytes when it is unpacked", f"at most {LARGEST_WHOLE:,} bytes")
    for one in parts:
        if one.file_size > LARGEST_PART:
            yield _too_large(file, f"{one.file_size:,} bytes in `{one.filename}`", f"at most {LARGEST_PART:,} bytes")
        elif one.file_size > FREE and one.file_size > TIGHTEST * max(one.compress_size, 1):
            times = one.file_size // max(one.compress_size, 1)
            yield _too_large(file, f"`{one.filename}`, {times:,} times as large as it is packed", "a usual workbook")


class _Declared(Exception):
    """A document type is declared: not a byte of what follows is looked at."""


def _oddity(archive: ZipFile, part: ZipInfo) -> str | None:
    """What no part of a workbook has, whatever its name: a relation may lead to any. What is no XML has none of it.

    A tag is read again from its beginning with each piece of it that comes, so a long one takes for ever.
    """
    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = _declared
    given = 0
    with archive.open(part) as source, suppress(expat.ExpatError, LookupError, ValueError), warnings.catch_warnings():
        warnings.simplefilter("ignore")  # that of a strange encoding which a part claims to have
        while chunk := source.read(CHUNK):
            try:
                parser.Parse(chunk)
            except _Declared:
                return "a document type"
            given += len(chunk)
            if given - max(parser.CurrentByteIndex, 0) > LONGEST_TAG:
                return "a tag or a comment of endless length"
    return None


def _declared(*_: object) -> None:
    raise _Declared


def _refused(file: SourceFile, says: str, found: str, remedy: str | None = None) -> Diagnostic:
    return Diagnostic(
        code=Code.NOT_A_WORKBOOK,
        at=Location(file, 1, 1, said=""),
        says=says,
        expected="a workbook in the form .xlsx",
        found=found,
        remedy=remedy or "export it again",
    )


def _too_large(file: SourceFile, found: str, expected: str) -> Diagnostic:
    return Diagnostic(
        code=Code.TOO_LARGE_INSIDE,
        at=Location(file, 1, 1, said=""),
        says="the workbook is far larger than its file, and is not opened",
        expected=expected,
        found=found,
        remedy="export the list as CSV, or leave out what is not needed",
    )
