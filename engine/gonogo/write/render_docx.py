"""A report as a Word document that people can go on editing: real styles, headings, captions and heading rows.

Nothing of the styles that python-docx brings is kept: ours are the files beside this one. There are no macros, and
nothing is fetched from elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from itertools import count
from pathlib import Path

from docx import Document
from docx.document import Document as Made
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.shared import Mm

from gonogo.model.report import Picture, Report
from gonogo.write.render_docx_blocks import NUMBER, Blocks, Frame, paragraph
from gonogo.write.render_docx_xml import (
    Element,
    bookmarked,
    element,
    field,
    field_begins,
    field_ends,
    line_of,
    link,
    run,
)
from gonogo.write.render_docx_zip import same_for_same
from gonogo.write.render_tree import Tree, day_of, prepared
from gonogo.write.typeset import png
from gonogo.write.visible import visible

TEMPLATES = Path(__file__).resolve().parent / "templates"
KEPT = {RELATIONSHIP_TYPE.STYLES, RELATIONSHIP_TYPE.NUMBERING, RELATIONSHIP_TYPE.SETTINGS, RELATIONSHIP_TYPE.THEME}
LONGEST_PROPERTY = 255
DEEPEST = 9
ADDITION = "6B5B2E"
WIDEST = 162  # millimetres between the margins


def render(report: Report) -> bytes:
    """The document, as bytes that are the same for the same report."""
    made = prepared(report, visible)
    document = _empty(report, made.tree)
    paper = _Paper(document, made.tree, made.pictures)
    body = document.element.body
    last = body[-1]  # how the page is set, which stands at the end
    for one in paper.body():
        last.addprevious(one)
    paper.margins()
    stream = BytesIO()
    document.save(stream)
    return same_for_same(stream.getvalue())


class _Paper:
    def __init__(self, document: Made, tree: Tree, pictures: tuple[Picture, ...]) -> None:
        self.document = document
        self.tree = tree
        self.pictures = pictures
        self.blocks = Blocks(picture=self._picture, counted=self._counted)
        self._bookmarks = count(1)

    def body(self) -> Iterator[Element]:
        tree = self.tree
        if tree["logo"] is not None:
            yield self._drawn(tree["logo"], "PaperLogo", Frame())
        yield paragraph("Title", run(tree["title"]))
        if tree["subtitle"] is not None:
            yield paragraph("Subtitle", run(tree["subtitle"]))
        for one in tree["fields"]:
            yield paragraph("PaperField", run(f"{one['label']}\t"), *line_of(one["line"]))
        yield from self._contents()
        for section in tree["sections"]:
            yield from self._section(section, Frame())
        for place, section in enumerate(tree["annexes"]):
            yield from self._section(section, Frame(), on_new_page=place == 0)

    def _contents(self) -> Iterator[Element]:
        """The contents as a field that Word can work out anew, with links until then."""
        lines = self.tree["contents"]
        if len(lines) < 2:
            return
        yield paragraph("TOCHeading", run(self.tree["words"]["contents"]))
        depth = max(one["level"] for one in lines)
        for place, one in enumerate(lines):
            told = _numbered(one)
            entry = run(told) if one["anchor"] is None else link(told, one["anchor"])
            begins = field_begins(f'TOC \\o "1-{depth}" \\n \\h \\z') if place == 0 else ()
            ends = (field_ends(),) if place == len(lines) - 1 else ()
            yield paragraph(f"TOC{one['level']}", *begins, entry, *ends)

    def _section(self, section: Tree, frame: Frame, *, on_new_page: bool = False) -> Iterator[Element]:
        if section["added"]:
            frame = Frame(ADDITION)
        words = bookmarked(section["anchor"], next(self._bookmarks), run(_numbered(section)))
        heading = paragraph(f"Heading{min(section['level'], DEEPEST)}", *words, frame=frame)
        if on_new_page:
            heading.pPr.insert(1, element("pageBreakBefore"))
        yield heading
        if section["added"]:
            yield paragraph("Addition", run(f"+ {self.tree['words']['added']}"), frame=frame)
        yield from self.blocks.of(section["blocks"], frame)
        for inner in section["sections"]:
            yield from self._section(inner, frame)

    def _picture(self, one: Tree, frame: Frame) -> Iterator[Element]:
        yield self._drawn(one, "Figure", frame)
        if one["caption"] is not None:
            yield paragraph("FigureCaption", run(one["caption"]), frame=frame)

    def _drawn(self, one: Tree, style: str, frame: Frame) -> Element:
        """The picture in a paragraph; one that cannot be drawn is told in words."""
        content = png(self.pictures[one["number"]])
        if content is None:
            return paragraph(style, run(one["alt"], element("rStyle", val="LeftOut")), frame=frame)
        width = Mm(min(one["width"], WIDEST))
        inline = self.document.part.new_pic_inline(BytesIO(content), width=width)
        inline.docPr.set("descr", one["alt"])
        inline.docPr.set("name", f"Picture {one['number'] + 1}")
        made = element("r", element("drawing"))
        made[0].append(inline)
        return paragraph(style, made, frame=frame)

    def _counted(self) -> int:
        """A list that counts from one again."""
        numbering = self.document.part.numbering_part.element
        number = numbering.add_num(NUMBER - 1)
        number.add_lvlOverride(ilvl=0).add_startOverride(1)
        return int(number.numId)

    def margins(self) -> None:
        """The line on every page, and the number of the page."""
        tree, section = self.tree, self.document.sections[0]
        section.page_width, section.page_height = Mm(210), Mm(297)
        section.left_margin = section.right_margin = Mm(23)
        section.top_margin, section.bottom_margin = Mm(27), Mm(23)
        section.header_distance = section.footer_distance = Mm(12.5)
        page, of = tree["words"]["page"], tree["words"]["of"]
        head, foot = section.header._element, section.footer._element
        for part in (head, foot):
            for one in list(part):
                part.remove(one)
        head.append(paragraph("Header", run(tree["running"])))
        numbers = (*field("PAGE", run("1")), run(f" {of} "), *field("NUMPAGES", run("1")))
        foot.append(paragraph("Footer", run(f"{tree['dated']}\t{page} "), *numbers))


def _numbered(section: Tree) -> str:
    return section["title"] if section["number"] is None else f"{section['number']}  {section['title']}"


def _empty(report: Report, tree: Tree) -> Made:
    """A document with our styles, its properties set, and nothing in it."""
    document = Document()
    part = document.part
    for name, relation in list(part.rels.items()):
        if relation.reltype not in KEPT:
            part.rels.pop(name)
    package = part.package
    for name, relation in list(package.rels.items()):
        if relation.reltype == RELATIONSHIP_TYPE.THUMBNAIL:
            package.rels.pop(name)
    language, day = report.language, day_of(report)
    _replaced(document.styles.element, "styles.xml", language)
    _replaced(document.settings.element, "settings.xml", language)
    _replaced(part.numbering_part.element, "numbering.xml", language)
    known = document.core_properties
    known.title, known.author = _short(tree["title"]), _short(tree["author"])
    known.last_modified_by, known.subject = _short(tree["author"]), _short(tree["subtitle"] or "")
    known.language, known.comments, known.revision = language, "", 1
    known.created = known.modified = day
    return document


def _replaced(old: Element, name: str, language: str) -> None:
    """The content of a part of the document by ours."""
    for one in list(old):
        old.remove(one)
    old.extend(list(parse_xml((TEMPLATES / name).read_bytes())))
    for one in old.iter(qn("w:lang"), qn("w:themeFontLang")):
        one.set(qn("w:val"), language)


def _short(text: str) -> str:
    return text if len(text) <= LONGEST_PROPERTY else f"{text[: LONGEST_PROPERTY - 1]}…"
