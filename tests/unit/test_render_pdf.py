"""A report as PDF: its text, what makes it readable by machines and by ear, and what it does with odd letters."""

from __future__ import annotations

from functools import cache
from io import BytesIO
from typing import Any

import pytest
from pypdf import PdfReader
from pypdf.generic import BooleanObject

from gonogo.model.noun import replace
from gonogo.model.report import Column, Paragraph, Picture, Report, Section, Style, Table, Words
from gonogo.write.font_cover import FACES, FONTS, covered, in_every_face, in_one_face
from gonogo.write.render_pdf import render
from gonogo.write.visible import visible
from tests.unit.sample_report import HOSTILE, SVG, hostile_report, png, sample_report, words

# pypdf gives these back in another order, or a letter with its signs more than once
OTHERWISE_READ = {"long", "arabic", "hebrew", "combining"}
EMOJI = "\U0001f680"


@cache
def sample() -> bytes:
    return render(sample_report())


def read(made: bytes) -> PdfReader:
    return PdfReader(BytesIO(made))


def text_of(made: bytes) -> str:
    """The text of all pages, a space for each run of blanks."""
    return " ".join(" ".join(page.extract_text() for page in read(made).pages).split())


def joined(text: str) -> str:
    return "".join(text.split())


def with_words(text: str, style: Style = Style.PLAIN) -> Report:
    section = Section(id="one", number=None, title="One", blocks=(Paragraph(words(text, style)),))
    return replace(sample_report(), sections=(section,), annexes=(), logo=None)


def root(made: bytes) -> Any:
    return read(made).trailer["/Root"]


def test_headings_cells_captions_and_quotes_can_be_selected_as_text() -> None:
    text = text_of(sample())

    for part in (
        "Approval to implement the November 2026 release",
        "2.1 Views of the bodies",
        "Verdict on each criterion",
        "12 are open; at most 10 may be",
        "comfortably within the threshold.",
        "— TAG, 8 November 2026",
        "criteria.C2.rules.R2",
        "How the verdict came about",
        "[name left out]",
    ):
        assert part in text


def test_a_long_word_is_one_word_though_it_may_be_broken_over_lines() -> None:
    digest = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"

    assert digest in text_of(sample())


def test_the_document_says_its_language_its_title_and_its_author() -> None:
    reader = read(sample())

    assert root(sample())["/Lang"] == "en-GB"
    assert reader.metadata is not None
    assert reader.metadata.title == "Approval to implement the November 2026 release"
    assert reader.metadata.author == "The secretariat"
    assert root(sample())["/ViewerPreferences"]["/DisplayDocTitle"] == BooleanObject(True)


def test_the_document_is_tagged_and_claims_both_standards() -> None:
    claims = root(sample())["/Metadata"].get_data().decode()

    assert root(sample())["/MarkInfo"]["/Marked"] == BooleanObject(True)
    assert "/StructTreeRoot" in root(sample())
    assert "<pdfaid:part>2</pdfaid:part>" in claims
    assert "<pdfaid:conformance>A</pdfaid:conformance>" in claims
    assert "<pdfuaid:part>1</pdfuaid:part>" in claims


def tags(made: bytes) -> list[tuple[str, Any]]:
    """The tags of a document in order, each with its element."""
    found, waiting = [], [root(made)["/StructTreeRoot"]]
    while waiting:
        one = waiting.pop()
        found.append((str(one.get("/S", "")), one))
        below = one.get("/K", [])
        below = below if isinstance(below, list) else [below]
        parts = [part.get_object() for part in reversed(below)]
        waiting += [part for part in parts if hasattr(part, "get") and "/S" in part]
    return found


def test_tables_have_heading_cells_and_pictures_say_what_they_show() -> None:
    found = tags(sample())
    names = [name for name, _ in found]

    assert names.count("/Table") == 2
    assert names.count("/TH") == 6
    assert names.count("/Caption") == 3
    assert "Two boxes joined by a line" in [one.get("/Alt") for _, one in found]


def test_headings_are_tagged_by_their_level_and_stand_in_the_outline() -> None:
    names = [name for name, _ in tags(sample())]

    assert {"/H1", "/H2"} <= set(names)
    assert len(read(sample()).outline) > 0


def test_every_font_lies_in_the_document() -> None:
    fonts = [font.get_object() for page in read(sample()).pages for font in page["/Resources"]["/Font"].values()]

    for font in fonts:
        described = font["/DescendantFonts"][0].get_object()["/FontDescriptor"]
        assert {"/FontFile2", "/FontFile3"} & set(described)


def test_the_day_of_the_document_is_that_of_the_report() -> None:
    metadata = read(sample()).metadata

    assert metadata is not None
    assert metadata["/CreationDate"] == "D:20261120000000Z"


def test_every_page_bears_the_running_line_and_its_number() -> None:
    pages = [page.extract_text() for page in read(sample()).pages]

    for number, text in enumerate(pages, 1):
        assert "Release panel, paper 7 of 2026" in text
        assert f"Page {number} of {len(pages)}" in " ".join(text.split())


def test_what_the_engine_adds_is_marked_in_words_once() -> None:
    assert text_of(sample()).count("Added by the engine") == 1


def test_a_letter_that_no_font_has_is_shown_by_its_number() -> None:
    text = joined(text_of(render(with_words(f"go {EMOJI} \u9a8c"))))

    assert "go[U+1F680][U+9A8C]" in text


def test_letters_of_many_scripts_are_shown_as_they_are() -> None:
    said = "\u00e9 \u0159 \u03a9 \u0416 \u2265 \u2713"

    assert joined(said) in joined(text_of(render(with_words(said))))


def test_a_sign_that_joins_a_letter_of_another_face_does_not_stop_the_paper() -> None:
    made = render(with_words("\u9f54\u0655", Style.EMPHASIS))

    assert "[U+9F54][U+0655]" in joined(text_of(made))


def test_the_cover_of_a_font_is_what_its_own_table_lists() -> None:
    known = {letter for group in covered((FONTS / FACES[0]).read_bytes()) for letter in group}

    assert {ord(letter) for letter in "Aé\u03a9\u2265\u25cf"} <= known
    assert not {0x1F680, 0x9A8C, 0x12000} & known
    assert in_one_face(f"a{EMOJI}\t\n\u0655") == "a[U+1F680]\t\n\u0655"
    assert in_every_face("a\u0655") == "a[U+0655]"


def test_text_that_looks_like_markup_is_set_as_it_stands() -> None:
    for name in ("typst", "html", "jinja"):
        assert joined(HOSTILE[name]) in joined(text_of(render(with_words(HOSTILE[name]))))


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_text_does_not_stop_the_paper(name: str) -> None:
    assert render(hostile_report(HOSTILE[name])).startswith(b"%PDF-")


@pytest.mark.parametrize("name", [name for name in HOSTILE if name not in OTHERWISE_READ])
def test_hostile_text_is_not_lost(name: str) -> None:
    said = in_one_face(visible(HOSTILE[name]))

    assert joined(said) in joined(text_of(render(with_words(HOSTILE[name]))))


def test_no_page_holds_an_action_or_a_script() -> None:
    made = render(hostile_report(HOSTILE["html"]))

    assert not {"/OpenAction", "/AA", "/AcroForm"} & set(root(made))
    assert b"/JavaScript" not in made
    assert b"/URI" not in made


@pytest.mark.parametrize(
    ("form", "content"),
    [
        ("png", b"none"),
        ("svg", b"<svg"),
        ("svg", b"\xff\xfe"),
        ("svg", SVG.replace(b"<title>", b'<image href="/etc/passwd" width="9" height="9"/><title>')),
    ],
)
def test_a_picture_that_cannot_be_drawn_is_told_in_words(form: str, content: bytes) -> None:
    report = replace(sample_report(), logo=Picture(form, content, "The sign of the panel", None, 20))

    assert "The sign of the panel" in text_of(render(report))


def test_a_broken_picture_costs_no_letter() -> None:
    report = replace(with_words("\u0655", Style.EMPHASIS), logo=Picture("png", b"", "The sign", None, 20))

    assert "[U+0655]" not in text_of(render(report))


def test_a_table_of_many_rows_repeats_its_heading_on_every_page() -> None:
    columns = (Column("Number", 1), Column("Reason", 4))
    rows = tuple((words(str(number)), words(f"reason {number}")) for number in range(3_000))
    section = Section(id="one", number=None, title="One", blocks=(Table("All of them", columns, rows),))
    made = render(replace(sample_report(), sections=(section,), annexes=(), logo=Picture("png", png(), "x", None, 9)))

    pages = [page.extract_text() for page in read(made).pages]
    assert "reason 2999" in pages[-1]
    assert all("Reason" in page for page in pages)


def test_rows_of_any_length_keep_to_their_columns() -> None:
    rows = ((words("a1"),), (words("b1"), words("b2"), words("b3")), ())
    section = Section(id="one", number=None, title="One", blocks=(Table("Ragged", (Column("A"), Column("B")), rows),))
    found = tags(render(replace(sample_report(), sections=(section,), annexes=())))

    assert [name for name, _ in found].count("/TD") == 9


def test_a_report_of_next_to_nothing_is_a_paper() -> None:
    nothing = replace(sample_report(), title="", subtitle="", running="", fields=(), logo=None, sections=(), annexes=())

    assert len(read(render(nothing)).pages) == 1


def test_words_in_a_run_keep_their_spaces() -> None:
    section = Section(id="one", number=None, title="One", blocks=(Paragraph((Words("a "), Words("b"))),))

    assert "a b" in text_of(render(replace(sample_report(), sections=(section,), annexes=())))
