"""A report as a Word document: opened again, it has real headings, captions, heading rows and properties."""

from __future__ import annotations

from functools import cache
from io import BytesIO
from zipfile import ZipFile

import pytest
from docx import Document
from docx.document import Document as Opened
from docx.oxml.ns import qn

from gonogo.model.noun import replace
from gonogo.model.report import Bullets, Column, Picture, Report, Section, Table
from gonogo.write.render_docx import render
from gonogo.write.visible import visible
from tests.unit.sample_report import HOSTILE, SVG, hostile_report, sample_report, words

CODES = {'TOC \\o "1-2" \\n \\h \\z', "PAGE", "NUMPAGES"}


@cache
def sample() -> Opened:
    return opened(sample_report())


def opened(report: Report) -> Opened:
    return Document(BytesIO(render(report)))


def parts(made: bytes) -> dict[str, bytes]:
    with ZipFile(BytesIO(made)) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


def in_style(document: Opened, style: str) -> list[str]:
    return [one.text for one in document.paragraphs if one.style is not None and one.style.name == style]


def test_headings_are_in_the_styles_that_word_knows() -> None:
    assert in_style(sample(), "Title") == ["Approval to implement the November 2026 release"]
    assert in_style(sample(), "Subtitle") == ["For decision"]
    assert in_style(sample(), "Heading 1") == ["1  Purpose", "2  Verdicts", "3  What the engine adds", "A  Proof"]
    assert in_style(sample(), "Heading 2") == ["2.1  Views of the bodies", "3.1  Why"]


def test_lists_quotes_and_captions_are_in_theirs() -> None:
    assert in_style(sample(), "List Number") == ["to review progress;", "to approve."]
    assert in_style(sample(), "List Bullet") == ["if C2 is met by the day"]
    assert in_style(sample(), "Quote")[0] == "The number of outstanding issues is\ncomfortably within the threshold."
    assert in_style(sample(), "Caption") == ["Verdict on each criterion", "Digests"]
    assert in_style(sample(), "Figure Caption") == ["How the verdict came about"]


def test_a_table_has_a_heading_row_that_word_repeats_and_columns_of_the_width_asked_for() -> None:
    table = sample().tables[0]

    rows = [row._tr.trPr is not None and row._tr.trPr.find(qn("w:tblHeader")) is not None for row in table.rows]
    widths = [int(column.get(qn("w:w"))) for column in table._tbl.tblGrid.iterchildren()]
    assert rows == [True, False, False, False, False, False]
    assert [round(10 * width / sum(widths)) for width in widths] == [3, 2, 4, 1]
    assert [cell.text for cell in table.rows[2].cells][:1] == ["C2 Lower defects are within the agreed threshold"]


def test_a_badge_says_its_state_by_a_shape_and_a_word() -> None:
    assert sample().tables[0].rows[2].cells[1].text.split() == ["■", "not", "met"]


def test_a_list_counts_from_one_again() -> None:
    lists = Bullets((words("a"),), ordered=True), Bullets((words("b"),), ordered=True)
    document = opened(
        replace(sample_report(), sections=(Section(id="one", number=None, title="One", blocks=lists),), annexes=())
    )

    first, second = (one._p.pPr.numPr.numId.val for one in document.paragraphs if one.text in ("a", "b"))
    assert first != second


def test_the_document_knows_its_title_author_language_and_day() -> None:
    known = sample().core_properties

    assert (known.title, known.author, known.language) == (
        "Approval to implement the November 2026 release",
        "The secretariat",
        "en-GB",
    )
    assert known.created is not None
    assert known.created.date().isoformat() == "2026-11-20"
    assert {one.get(qn("w:val")) for one in sample().styles.element.iter(qn("w:lang"))} == {"en-GB"}


def test_pictures_are_drawn_and_say_what_they_show() -> None:
    described = [one.get("descr") for one in sample().element.body.iter(qn("wp:docPr"))]
    pictures = [name for name in parts(render(sample_report())) if name.startswith("word/media/")]

    assert described == ["The panel's sign", "Two boxes joined by a line", "A blue square"]
    assert len(pictures) == 3
    assert all(name.endswith(".png") for name in pictures)


def test_a_picture_that_cannot_be_drawn_is_told_in_words() -> None:
    document = opened(replace(sample_report(), logo=Picture("svg", b"<svg", "The sign of the panel", None, 20)))

    assert document.paragraphs[0].text == "The sign of the panel"


def test_links_lead_to_bookmarks_that_exist() -> None:
    body = sample().element.body

    links = {one.get(qn("w:anchor")) for one in body.iter(qn("w:hyperlink"))}
    assert links
    assert links <= {one.get(qn("w:name")) for one in body.iter(qn("w:bookmarkStart"))}


def test_page_numbers_are_fields() -> None:
    section = sample().sections[0]

    assert section.header.paragraphs[0].text == "Release panel, paper 7 of 2026"
    assert section.footer.paragraphs[0].text == "2026-11-20\tPage 1 of 1"
    assert {one.text.strip() for one in section.footer._element.iter(qn("w:instrText"))} == {"PAGE", "NUMPAGES"}


def test_what_the_engine_adds_is_marked_in_words_and_by_a_bar() -> None:
    marked = [one for one in sample().paragraphs if one._p.pPr.find(qn("w:pBdr")) is not None]

    assert in_style(sample(), "Addition") == ["+ Added by the engine"]
    assert {"3  What the engine adds", "3.1  Why", "Rule R2 held."} <= {one.text for one in marked}


def test_the_package_holds_no_macro_and_nothing_from_elsewhere() -> None:
    made = parts(render(sample_report()))

    assert not [name for name in made if "vba" in name.lower() or "customXml" in name or "thumbnail" in name]
    assert not [name for name, content in made.items() if b'TargetMode="External"' in content]


def test_the_zip_says_nothing_of_when_it_was_packed() -> None:
    with ZipFile(BytesIO(render(sample_report()))) as packed:
        entries = packed.infolist()

    assert entries[0].filename == "[Content_Types].xml"
    assert [one.filename for one in entries[1:]] == sorted(one.filename for one in entries[1:])
    assert {one.date_time for one in entries} == {(1980, 1, 1, 0, 0, 0)}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_text_stays_text(name: str) -> None:
    document = opened(hostile_report(HOSTILE[name]))
    said = visible(HOSTILE[name])

    codes = {one.text.strip() for one in document.element.iter(qn("w:instrText"))}
    assert codes <= CODES | {'TOC \\o "1-1" \\n \\h \\z'}
    assert in_style(document, "Title") == [said]
    assert in_style(document, "Quote") == [said] * 2
    assert document.tables[0].rows[0].cells[0].text == said


def test_a_long_title_does_not_stop_the_document() -> None:
    document = opened(replace(sample_report(), title="long " * 100))

    assert document.core_properties.title.endswith("…")
    assert in_style(document, "Title") == ["long " * 100]


def test_a_table_of_many_rows_is_made() -> None:
    rows = tuple((words(str(number)), words(f"reason {number}")) for number in range(5_000))
    section = Section(id="one", number=None, title="One", blocks=(Table("All", (Column("A"), Column("B")), rows),))
    document = opened(replace(sample_report(), sections=(section,), annexes=()))

    assert len(document.tables[0]._tbl.tr_lst) == 5_001


def test_a_script_in_a_picture_is_gone_when_it_is_drawn() -> None:
    evil = SVG.replace(b"<title>", b"<script>alert(1)</script><title>")
    made = parts(render(replace(sample_report(), logo=Picture("svg", evil, "The sign", None, 20))))

    assert not [name for name, content in made.items() if b"alert(1)" in content]
