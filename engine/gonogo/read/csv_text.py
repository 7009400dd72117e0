"""The bytes of a CSV file to text: by the encoding that is declared, or that the bytes prove. Never by a guess.

A byte order mark proves UTF-8, UTF-16 or UTF-32, and text that decodes as UTF-8 is UTF-8: by chance, other text with
letters beyond ASCII hardly ever does. Everything else has to be declared.
"""

from __future__ import annotations

import codecs
from collections.abc import Iterator, Sequence
from io import BytesIO, TextIOWrapper

from gonogo.model.diagnostic import Code, Diagnostic, Diagnostics
from gonogo.model.location import Location, SourceFile
from gonogo.model.noun import Noun
from gonogo.read.complaint import one_of, unknown_name
from gonogo.read.tree import Scalar

MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
ENCODINGS = ("utf-8", "utf-16", "utf-16-le", "utf-16-be", "windows-1252", "iso-8859-1", "iso-8859-15", "windows-1250")
REMEDY = "save the file as UTF-8, or say how it was saved, such as `encoding: windows-1252`"


STRETCH = 500_000  # bytes without a line end
SHOWN = 4_000_000  # bytes: of a larger file no lines are shown beside complaints


class Text(Noun, frozen=True):
    """Bytes that are known to be text. The whole of it is never kept as text, which would take far more room."""

    content: bytes
    encoding: str
    empty: bool

    def lines(self) -> Iterator[str]:
        """Its lines with their ends, whichever they are."""
        return TextIOWrapper(BytesIO(self.content), self.encoding, newline="")

    def most_cells(self, delimiters: Sequence[str]) -> int:
        """How many cells a line has at most, if it is so long that it could have very many."""
        starts = range(0, len(self.content) - STRETCH, STRETCH)
        if not any(_is_one_line(self.content, start) for start in starts):
            return 0
        return max(line.count(mark) for line in self.lines() for mark in delimiters)

    @property
    def ends_a_line(self) -> bool:
        """Whether a line end stands behind all of it."""
        return self.content[-4:].decode(self.encoding, errors="ignore").endswith(("\n", "\r"))

    def shown(self, file: SourceFile) -> SourceFile:
        """The file with its text, so that its lines can be shown, if it is small enough for that."""
        return file if len(self.content) > SHOWN else SourceFile(file.path, self.content.decode(self.encoding))


def text_of(content: bytes, file: SourceFile, declared: Scalar | None, diagnostics: Diagnostics) -> Text | None:
    """The text without its byte order mark; None after a complaint."""
    encoding, mark = _encoding(content, declared, diagnostics)
    if encoding is None:
        return None
    try:
        text = content[len(mark) :].decode(encoding)
    except UnicodeDecodeError as error:
        diagnostics.add(_undecodable(content[len(mark) :], file, encoding, error))
        return None
    if "\0" in text:
        diagnostics.add(_with_nothing_in_it(text, file))
        return None
    return Text(content[len(mark) :], encoding, not text or text.isspace())


def _is_one_line(content: bytes, start: int) -> bool:
    return content.find(b"\n", start, start + STRETCH) < 0 and content.find(b"\r", start, start + STRETCH) < 0


def _encoding(content: bytes, declared: Scalar | None, diagnostics: Diagnostics) -> tuple[str | None, bytes]:
    """What to decode with, and the mark that stands before the text."""
    mark, proven = next(((mark, name) for mark, name in MARKS if content.startswith(mark)), (b"", None))
    if declared is None:
        return proven or "utf-8", mark
    if declared.lower() not in ENCODINGS:
        diagnostics.add(unknown_name(Code.FORM_REFUSED, declared, f"there is no encoding `{declared}` here", ENCODINGS))
        return None, mark
    if proven is not None and not proven.startswith(declared.lower()):
        says = f"the file begins with the mark of {proven}, and `encoding` says {declared}"
        diagnostics.add(unknown_name(Code.FORM_REFUSED, declared, says, (proven,), remedy="leave `encoding` out"))
        return None, mark
    if declared.lower() == "utf-16" and proven is None:
        return "utf-16-le", mark
    return proven or declared.lower(), mark


def _undecodable(content: bytes, file: SourceFile, encoding: str, error: UnicodeDecodeError) -> Diagnostic:
    before = content[: error.start].decode(encoding, errors="replace").replace("\r\n", "\n").replace("\r", "\n")
    line, column = before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1
    odd = f"the byte {content[error.start]:#04x}" if error.start < len(content) else "half a letter"
    return Diagnostic(
        code=Code.NOT_THIS_ENCODING,
        at=Location(file, line, column, said=f":{line}"),
        says=f"the text is not {encoding.upper()} from here on",
        expected=f"text saved as {encoding.upper()}",
        found=odd,
        remedy=REMEDY if encoding == "utf-8" else f"say how the file was saved: {one_of(ENCODINGS)}",
    )


def _with_nothing_in_it(text: str, file: SourceFile) -> Diagnostic:
    at = text.index("\0")
    line = text.count("\n", 0, at) + 1
    wide = text.count("\0") * 3 > len(text)
    return Diagnostic(
        code=Code.NOT_THIS_ENCODING,
        at=Location(file, line, at - (text.rfind("\n", 0, at) + 1) + 1, said=f":{line}"),
        says="the file holds NUL characters, which text has not",
        expected="text",
        found="UTF-16 without its mark, it seems" if wide else "the character U+0000",
        remedy="say `encoding: utf-16-le`" if wide else "export the file again: it may be damaged",
    )
