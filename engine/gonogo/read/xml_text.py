"""XML from elsewhere: bytes to elements that know their line. The door to defusedxml.

A document type, entities and anything that would bring in another file are refused, whatever they hold. Namespaces are
told apart by nobody here: an element is known by its name without the prefix.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from gonogo.model.diagnostic import Code, Diagnostic, Diagnostics
from gonogo.model.location import Location, SourceFile
from gonogo.read.json_text import place_at
from gonogo.read.source import Limits

XML_LIMITS = Limits(bytes=64_000_000, depth=200, values=2_000_000)  # values: elements and attributes
MOST_ATTRIBUTES = 1_000  # of one element
DECLARED = re.compile(rb"""<\?xml[^>]{0,200}?\bencoding\s*=\s*["']([A-Za-z0-9._-]{1,40})["']""")
SIGNS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
    (b"<\0?\0", "utf-16-le"),
    (b"\0<\0?", "utf-16-be"),
)
KNOWN = re.compile(
    r"utf-8|us-ascii|iso-8859-\d{1,2}|windows-(125[0-8]|874)|koi8-[ru]|shift_jis|euc-(jp|kr)|gb(18030|k|2312)|big5",
    re.IGNORECASE,
)
INCLUDE = "{http://www.w3.org/2001/XInclude}include"
NIL = "{http://www.w3.org/2001/XMLSchema-instance}nil"
ENDS_EARLY = frozenset({3, 5, 13, 20})  # what expat says of a file that is not all there
SAYS = {
    4: "this is not XML",
    7: "an element is closed that is not the one that is open",
    8: "an attribute stands twice in one element",
    9: "something comes after the end of the document",
    11: "an entity is used that XML does not know",
    14: "a reference to a character that XML does not allow",
    27: "a prefix is used that was not declared",
}


class Element:
    """An element: its name and those of its attributes without prefix, and where it begins."""

    __slots__ = ("attributes", "children", "column", "line", "name", "nil", "pieces", "up")

    def __init__(self, name: str, attributes: dict[str, str], up: Element | None, line: int, column: int) -> None:
        self.name, self.attributes, self.up, self.line, self.column = name, attributes, up, line, column
        self.children: list[Element] = _NO_CHILDREN
        self.pieces: list[str | Element] = _NO_PIECES  # text and elements in their order
        self.nil = False

    def add(self, piece: str | Element) -> None:
        """One more text or element in it. Most elements have none, so the lists are made when they are needed."""
        if self.pieces is _NO_PIECES:
            self.pieces = []
        self.pieces.append(piece)
        if isinstance(piece, Element):
            if self.children is _NO_CHILDREN:
                self.children = []
            self.children.append(piece)

    def get(self, attribute: str) -> str | None:
        return self.attributes.get(attribute)

    def named(self, name: str) -> Iterator[Element]:
        """Its children of one name."""
        return (one for one in self.children if one.name == name)

    def first(self, name: str) -> Element | None:
        return next(self.named(name), None)

    def below(self, *names: str) -> Iterator[Element]:
        """All elements of some names in it, at any depth, in the order of reading."""
        waiting = list(reversed(self.children))
        while waiting:
            one = waiting.pop()
            if one.name in names:
                yield one
            waiting += reversed(one.children)

    @property
    def text(self) -> str:
        """All text in it, without the blanks round it; that of elements in it with a blank between them."""
        if not self.children:
            return "".join(one for one in self.pieces if isinstance(one, str)).strip()
        parts = (one if isinstance(one, str) else one.text for one in self.pieces)
        return " ".join(part for part in (" ".join(part.split()) for part in parts) if part)


_NO_CHILDREN: list[Element] = []
_NO_PIECES: list[str | Element] = []
_NO_ATTRIBUTES: dict[str, str] = {}


class _Stopped(Exception):
    """The reading stops at an element: what is wrong with it."""

    def __init__(self, code: Code, says: str, expected: str, found: str) -> None:
        super().__init__(says)
        self.code, self.says, self.expected, self.found = code, says, expected, found


class _Builder:
    """What the parser tells, as elements. `parser` is expat's, which knows the line."""

    def __init__(self) -> None:
        self.parser: Any = None
        self.top = Element("", {}, None, 1, 1)
        self.here = self.top
        self.position = (1, 1)
        self.depth = self.elements = self.attributes = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self.position = self.parser.CurrentLineNumber, self.parser.CurrentColumnNumber + 1
        self.depth += 1
        self.elements += 1
        self.attributes += len(attributes)
        self._limit(tag, len(attributes))
        plain = {key.rpartition("}")[2]: value for key, value in attributes.items()} if attributes else _NO_ATTRIBUTES
        one = Element(tag.rpartition("}")[2], plain, self.here, *self.position)
        one.nil = attributes.get(NIL) in {"true", "1"}
        self.here.add(one)
        self.here = one

    def end(self, _tag: str) -> None:
        self.depth -= 1
        self.here = self.here.up or self.top

    def data(self, text: str) -> None:
        if text.strip() or (self.here.pieces and isinstance(self.here.pieces[-1], str)):
            self.here.add(text)

    def close(self) -> Element:
        return self.top

    def _limit(self, tag: str, attributes: int) -> None:
        if tag == INCLUDE:
            says = "this would bring in another file"
            raise _Stopped(Code.FORBIDDEN_XML, says, "a file that is complete in itself", "`include` of XInclude")
        if self.depth > XML_LIMITS.depth:
            self._stop("levels of elements", self.depth, XML_LIMITS.depth)
        if attributes > MOST_ATTRIBUTES:
            self._stop("attributes of one element", attributes, MOST_ATTRIBUTES)
        if self.elements + self.attributes > XML_LIMITS.values:
            self._stop("elements and attributes", self.elements + self.attributes, XML_LIMITS.values)

    def _stop(self, what: str, count: int, most: int) -> None:
        raise _Stopped(Code.FILE_LIMIT, f"the file holds too many {what}", f"at most {most:,}", f"{count:,}")


def xml_tree(content: bytes, file: SourceFile, diagnostics: Diagnostics) -> tuple[Element, SourceFile] | None:
    """The document (an element without a name round the root) and its text; None where it is refused."""
    text = _decoded(content, file, diagnostics)
    if text is None:
        return None
    source = SourceFile(file.path, text)
    fault = _parsed(text, source)
    if isinstance(fault, Diagnostic):
        diagnostics.add(fault)
        return None
    return fault, source


def _parsed(text: str, source: SourceFile) -> Element | Diagnostic:
    from defusedxml.common import DefusedXmlException  # imported here: only who reads XML needs it
    from defusedxml.ElementTree import ParseError, XMLParser

    builder = _Builder()
    parser = XMLParser(target=builder, encoding="utf-8", forbid_dtd=True)
    builder.parser = parser.parser
    try:
        parser.feed(text.encode())
        parser.close()
        return builder.top
    except _Stopped as stop:
        at = Location(source, *builder.position)
        return Diagnostic(code=stop.code, at=at, says=stop.says, expected=stop.expected, found=stop.found)
    except DefusedXmlException:
        return Diagnostic(
            code=Code.FORBIDDEN_XML,
            at=place_at(source, max(0, text.find("<!DOCTYPE"))),
            says="a document type is declared here, by which a file can grow without end or bring in others",
            expected="XML without `<!DOCTYPE`",
            found="`<!DOCTYPE`",
            remedy="export the file without it; nothing that it names was looked up",
        )
    except ParseError as error:
        return _broken(error, builder, source)


def _broken(error: Any, builder: _Builder, source: SourceFile) -> Diagnostic:
    line, column = error.position
    open_ones = builder.here
    if error.code in ENDS_EARLY and open_ones is not builder.top:
        says = f"the file ends before `{open_ones.name}` is closed, which begins in line {open_ones.line}"
        expected, found = "the rest of the file", "its end"
    else:
        says = SAYS.get(error.code, "this is not XML")
        expected, found = "well-formed XML", _around(source, line, column)
    remedy = "ask for the file again: a part of it is not the whole" if error.code in ENDS_EARLY else None
    at = Location(source, line, column + 1)
    return Diagnostic(code=Code.BROKEN_XML, at=at, says=says, expected=expected, found=found, remedy=remedy)


def _around(source: SourceFile, line: int, column: int) -> str:
    rest = source.line(line)[column : column + 30].split()
    return f"`{rest[0]}`" if rest else "the end of the line"


def _decoded(content: bytes, file: SourceFile, diagnostics: Diagnostics) -> str | None:
    """The text, by its byte order mark, else by what the file declares, else as UTF-8."""
    at = Location(file, 1, 1)
    if len(content) > XML_LIMITS.bytes:
        says, expected = "the file is too large", f"at most {XML_LIMITS.bytes:,} bytes"
        found = f"{len(content):,} bytes"
        diagnostics.add(Diagnostic(code=Code.FILE_LIMIT, at=at, says=says, expected=expected, found=found))
        return None
    if not content.strip(b" \t\r\n\0\xef\xbb\xbf\xff\xfe"):
        says, remedy = "the file is empty", "an empty file does not say that there are none; ask for the file again"
        diagnostics.add(
            Diagnostic(code=Code.EMPTY_REPORT, at=at, says=says, expected="XML", found="nothing", remedy=remedy)
        )
        return None
    declared = DECLARED.match(content.removeprefix(b"\xef\xbb\xbf").lstrip()[:300])
    name = declared[1].decode("ascii").lower() if declared else "utf-8"
    marked = next((encoding for sign, encoding in SIGNS if content.startswith(sign)), None)
    encoding = marked or ("utf-8" if name.startswith("utf-16") else name)  # who can read it sees that it is no UTF-16
    if not marked and not KNOWN.fullmatch(encoding):
        says, found = "the file is in an encoding that is not read", f"`{name}`"
        expected = "UTF-8, UTF-16, ISO-8859, Windows-125x or another that is in common use"
        diagnostics.add(Diagnostic(code=Code.WRONG_ENCODING, at=at, says=says, expected=expected, found=found))
        return None
    try:
        return content.decode(encoding)
    except (UnicodeDecodeError, LookupError) as error:
        diagnostics.add(_wrong_encoding(content, file, encoding, error))
        return None


def _wrong_encoding(content: bytes, file: SourceFile, encoding: str, error: Exception) -> Diagnostic:
    start = error.start if isinstance(error, UnicodeDecodeError) else 0
    before = content[:start].decode(encoding, errors="replace") if start else ""
    return Diagnostic(
        code=Code.WRONG_ENCODING,
        at=place_at(SourceFile(file.path, before), len(before)),
        says=f"the file is not the {encoding.removesuffix('-sig').upper()} text that it says it is",
        expected=f"{encoding.removesuffix('-sig').upper()} text",
        found=f"the byte {content[start]:#04x}",
        remedy="save the file again as UTF-8, or declare the encoding that it has",
    )
