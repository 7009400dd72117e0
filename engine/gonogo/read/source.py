"""Bytes to text: the size limit and the encoding, before anything else looks at a file."""

from __future__ import annotations

from gonogo.model.diagnostic import Code, Diagnostic, Diagnostics
from gonogo.model.location import Location, SourceFile
from gonogo.model.noun import Noun


class Limits(Noun, frozen=True):
    """How much one file may hold: far above any good file, and enough to keep a bad one harmless."""

    bytes: int
    depth: int
    values: int


POLICY_LIMITS = Limits(bytes=4_000_000, depth=40, values=2_000_000)
EVIDENCE_LIMITS = Limits(bytes=64_000_000, depth=40, values=2_000_000)

_BOM = b"\xef\xbb\xbf"


def source_file(
    path_shown: str, content: bytes, diagnostics: Diagnostics, limits: Limits = POLICY_LIMITS
) -> SourceFile | None:
    """The text of a file, or nothing where it is too large or is not UTF-8. A byte order mark is dropped."""
    if len(content) > limits.bytes:
        diagnostics.add(
            Diagnostic(
                code=Code.FILE_TOO_LARGE,
                at=Location(SourceFile(path_shown, ""), 1, 1),
                says="the file is too large",
                expected=f"at most {limits.bytes:,} bytes",
                found=f"{len(content):,} bytes",
                remedy="put long lists into files of their own, such as CSV",
            )
        )
        return None
    content = content.removeprefix(_BOM)
    try:
        return SourceFile(path_shown, content.decode("utf-8"))
    except UnicodeDecodeError as error:
        diagnostics.add(_not_utf8(path_shown, content, error.start))
        return None


def _not_utf8(path_shown: str, content: bytes, offset: int) -> Diagnostic:
    shown = SourceFile(path_shown, content.decode("utf-8", errors="replace"))
    before = content[:offset].decode("utf-8").replace("\r\n", "\n").replace("\r", "\n")
    line, column = before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1
    guess = {b"\xff\xfe": "UTF-16", b"\xfe\xff": "UTF-16"}.get(content[:2])
    return Diagnostic(
        code=Code.NOT_UTF8,
        at=Location(shown, line, column),
        says="the file is not UTF-8 text",
        expected="text saved as UTF-8",
        found=f"{guess} text" if guess else f"the byte {content[offset]:#04x}",
        remedy="save the file again with the encoding UTF-8",
    )
