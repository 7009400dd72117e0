"""The blocks of a report as paragraphs and tables of a Word document."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from gonogo.model.noun import Noun, replace
from gonogo.write.render_docx_xml import Element, element, line_of, run
from gonogo.write.render_tree import COLOURS, Tree

TEXT_WIDTH = 9298  # twentieths of a point between the margins of A4
HEAVY = 700  # letters in a cell as wide as the page: a row with more may break over pages
LEAST_WIDTH = 500
BULLET, NUMBER = 1, 2  # in templates/numbering.xml
BAR, BAR_INDENT = 18, 40  # eighths of a point; where a table's bar stands under that of the paragraphs
LIST_INDENT, LIST_HANGING = 480, 360


class Frame(Noun, frozen=True):
    """What stands at the side of every block: a bar of a colour, and a tint behind; nothing where it has no colour."""

    ink: str | None = None
    tint: str | None = None

    @property
    def indent(self) -> int:
        return 220 if self.ink else 0


class Blocks(Noun, frozen=True):
    """Sets blocks. `picture` gives the paragraph of a picture; `counted` a fresh count for a list."""

    picture: Callable[[Tree, Frame], Iterator[Element]]
    counted: Callable[[], int]

    def of(self, blocks: list[Tree], frame: Frame) -> Iterator[Element]:
        for one in blocks:
            yield from self._block(one, frame)

    def _block(self, one: Tree, frame: Frame) -> Iterator[Element]:
        match one["kind"]:
            case "paragraph":
                yield paragraph("Normal", *line_of(one["line"]), frame=frame)
            case "quote":
                yield from _quote(one)
            case "bullets":
                yield from self._bullets(one, frame)
            case "table":
                yield from table(one, frame)
            case "callout":
                yield from self._callout(one)
            case _:
                yield from self.picture(one, frame)

    def _bullets(self, one: Tree, frame: Frame) -> Iterator[Element]:
        style, number = ("ListNumber", self.counted()) if one["ordered"] else ("ListBullet", BULLET)
        for item in one["items"]:
            yield paragraph(style, *line_of(item), frame=frame, number=number)

    def _callout(self, one: Tree) -> Iterator[Element]:
        look = COLOURS[one["tone"]]
        frame = Frame(look.ink[1:], look.tint[1:])
        title = run(f"{look.shape}\u00a0{one['title']}", element("color", val=frame.ink or ""))
        yield paragraph("CalloutTitle", title, frame=frame)
        yield from self.of(one["blocks"], frame)
        yield paragraph("TableText")


NO_FRAME = Frame()


def paragraph(style: str, *inner: Element, frame: Frame = NO_FRAME, number: int | None = None) -> Element:
    """A paragraph in a style; `number` is the list that it belongs to."""
    framed = list(_framed(frame, listed=number is not None)) if frame.ink else []
    counted = None
    if number is not None:
        counted = element("numPr", element("ilvl", val=0), element("numId", val=number))
    return element("p", element("pPr", element("pStyle", val=style), counted, *framed), *inner)


def _framed(frame: Frame, *, listed: bool) -> Iterator[Element]:
    """The bar stays in its place where a list is set further in."""
    space = 9 + ((LIST_INDENT - LIST_HANGING) // 20 if listed else 0)
    yield element("pBdr", element("left", val="single", sz=BAR, space=space, color=frame.ink or "auto"))
    if frame.tint:
        yield element("shd", val="clear", color="auto", fill=frame.tint)
    if listed:
        yield element("ind", left=frame.indent + LIST_INDENT, hanging=LIST_HANGING)
    else:
        yield element("ind", left=frame.indent)


def _quote(one: Tree) -> Iterator[Element]:
    said = paragraph("Quote", run(one["text"]))
    yield said
    if one["source"] is not None:
        said.pPr.insert(1, element("keepNext"))
        yield paragraph("QuoteSource", run(f"— {one['source']}"))


def table(one: Tree, frame: Frame) -> Iterator[Element]:
    """A table under its caption, its heading row repeated on every page, its columns as wide as the report says."""
    if one["caption"]:
        yield paragraph("Caption", run(one["caption"]), frame=replace(frame, tint=None))
    indent = BAR_INDENT if frame.ink else 0
    widths = _widths([column["width"] for column in one["columns"]], TEXT_WIDTH - indent)
    about = element(
        "tblPr",
        element("tblStyle", val="PaperTable"),
        element("tblW", w=sum(widths), type="dxa"),
        element("tblInd", w=indent, type="dxa"),
        _barred(frame) if frame.ink else None,
        element("tblLayout", type="fixed"),
        element("tblLook", val="04A0", firstRow=1, lastRow=0, firstColumn=1, lastColumn=0, noHBand=1, noVBand=1),
        element("tblCaption", val=one["caption"]) if one["caption"] else None,
    )
    made = element("tbl", about, element("tblGrid", *(element("gridCol", w=width) for width in widths)))
    heading = [[{"kind": "words", "style": "plain", "text": column["title"]}] for column in one["columns"]]
    made.append(_row(heading, widths, "TableHeading", heading=True))
    made.extend([_row(row, widths, "TableText") for row in one["rows"]])
    yield made
    yield paragraph("TableText", frame=replace(frame, tint=None))


def _barred(frame: Frame) -> Element:
    """The bar at the side, which a table needs of its own."""
    return element("tblBorders", element("left", val="single", sz=BAR, space=0, color=frame.ink or "auto"))


def _widths(shares: list[int], whole: int) -> list[int]:
    widths = [max(LEAST_WIDTH, whole * share // sum(shares)) for share in shares]
    return [width * whole // sum(widths) for width in widths]


def _row(row: list[list[Tree]], widths: list[int], style: str, *, heading: bool = False) -> Element:
    heavy = any(
        sum(len(one["text"]) for one in cell) * TEXT_WIDTH > HEAVY * width
        for cell, width in zip(row, widths, strict=True)
    )
    about = element(
        "trPr", None if heavy else element("cantSplit"), element("tblHeader") if heading and not heavy else None
    )
    return element(
        "tr",
        about,
        *(
            element("tc", element("tcPr", element("tcW", w=width, type="dxa")), paragraph(style, *line_of(cell)))
            for cell, width in zip(row, widths, strict=True)
        ),
    )
