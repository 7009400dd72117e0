"""The small pieces of a Word document: elements, runs of words, fields, links.

A text only ever becomes the text of a run: a field's code is always one of ours.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from gonogo.write.render_tree import COLOURS, Tree

Element = Any  # an lxml element: lxml publishes no types
CUTS = re.compile("([\t\n])")
STYLES = {"strong": "Strong", "emphasis": "Emphasis", "code": "CodeText"}
TYPEWRITER = "Courier New"
NO_BREAK = "\u00a0"


def element(tag: str, *inner: Element | None, **attributes: str | int) -> Element:
    """`<w:tag w:name="value">` with what stands in it."""
    made = OxmlElement(f"w:{tag}")
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), str(value))
    made.extend([one for one in inner if one is not None])
    return made


def run(text: str, *properties: Element) -> Element:
    """Words set in one way."""
    made = element("r", element("rPr", *properties) if properties else None)
    made.extend(_parts(text))
    return made


def _parts(text: str) -> Iterator[Element]:
    for part in CUTS.split(text):
        if part == "\n":
            yield element("br")
        elif part == "\t":
            yield element("tab")
        elif part:
            made = element("t")
            made.text = part
            made.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
            yield made


def line_of(line: Iterable[Tree]) -> Iterator[Element]:
    """The runs of a line."""
    return (_inline(one) for one in line)


def _inline(one: Tree) -> Element:
    match one["kind"]:
        case "badge":
            return _badge(one)
        case "link":
            return link(one["text"], one["to"], "Hyperlink")
        case "left_out":
            return run(one["text"], element("rStyle", val="LeftOut"))
        case _:
            style = STYLES.get(one["style"])
            return run(one["text"], *([element("rStyle", val=style)] if style else []), *_typewriter(style))


def _typewriter(style: str | None) -> Iterator[Element]:
    """Named at the words too: in a table, LibreOffice lets the font of the table's style win over that of theirs."""
    if style == "CodeText":
        yield element("rFonts", ascii=TYPEWRITER, hAnsi=TYPEWRITER, cs=TYPEWRITER)


def _badge(one: Tree) -> Element:
    """A word in a frame of its colour, with a shape before it."""
    look = COLOURS[one["tone"]]
    ink, tint = look.ink[1:], look.tint[1:]
    return run(
        f"{NO_BREAK}{look.shape}{NO_BREAK}{one['text']}{NO_BREAK}",
        element("b"),
        element("bCs"),
        element("color", val=ink),
        element("bdr", val="single", sz=4, space=0, color=ink),
        element("shd", val="clear", color="auto", fill=tint),
    )


def link(text: str, anchor: str, style: str | None = None) -> Element:
    """Words that lead to a bookmark of this document."""
    properties = [element("rStyle", val=style)] if style else []
    return element("hyperlink", run(text, *properties), anchor=anchor, history=1)


def bookmarked(anchor: str | None, number: int, *inner: Element) -> tuple[Element, ...]:
    """What stands at a bookmark, with it."""
    if anchor is None:
        return inner
    return (element("bookmarkStart", id=number, name=anchor), *inner, element("bookmarkEnd", id=number))


def field(code: str, *shown: Element) -> tuple[Element, ...]:
    """A field whose code is one of ours, with what it shows until it is worked out again."""
    return (*field_begins(code), *shown, field_ends())


def field_begins(code: str) -> tuple[Element, ...]:
    told = element("instrText")
    told.text = f" {code} "
    told.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    begins, shows = element("fldChar", fldCharType="begin"), element("fldChar", fldCharType="separate")
    return tuple(element("r", one) for one in (begins, told, shows))


def field_ends() -> Element:
    return element("r", element("fldChar", fldCharType="end"))
