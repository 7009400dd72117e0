"""A paper as Markdown: what a reader gets from it is the paper's own words, whatever stands in them."""

from __future__ import annotations

import re
from html import unescape

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from gonogo.model.noun import replace
from gonogo.model.report import (
    Badge,
    Bullets,
    Callout,
    Column,
    LeftOut,
    Link,
    Paragraph,
    Picture,
    Quote,
    Report,
    Section,
    Style,
    Table,
    Tone,
    Words,
)
from gonogo.write import render_markdown
from gonogo.write.paper import compose
from gonogo.write.visible import visible
from tests import packs, papers

READER = MarkdownIt("js-default")  # CommonMark with tables and strikethrough, without raw HTML
HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "[a](javascript:alert(1))",
    "![a](https://example.org/a.png)",
    "[a]: https://example.org",
    "`code` and ``more``",
    "**bold** __bold__ *em* _em_ ~~gone~~",
    "# heading",
    "- item",
    "+ item",
    "* item",
    "1. item",
    "12) item",
    "> quotation",
    "    code",
    "```\ncode\n```",
    "~~~\ncode\n~~~",
    "---",
    "***",
    "===",
    "| a | b |\n|---|---|\n| c | d |",
    "a\n===",
    "a\n---",
    "&lt;b&gt; &amp; &#60; &copy;",
    "\\*not\\* \\\\",
    "back`tick` at the end`",
    "https://example.org and www.example.org",
    "a  \nb\\\nc",
    "\u202egnp.exe",
    "שלום עולם",
    "x" * 300,
    "$a$ :smile: @name #1",
    "",
    " ",
    "_",
    "|",
    "`",
    "!",
    "a_b_c and _d_",
    "<!-- comment -->",
    "<https://example.org>",
    "\ttab",
    "-\u00a0item",
]


def report(*blocks: object, title: str = "Title") -> Report:
    section = Section(id="one", number="1", title=title, blocks=blocks)  # type: ignore[arg-type]  # blocks
    return Report(
        title=title,
        subtitle=None,
        language="en-GB",
        dated="2026-11-08",
        author="",
        running="running",
        fields=(),
        words={"page": "Page", "of": "of", "added": "added", "contents": "Contents", "annexes": "Annexes"},
        logo=None,
        sections=(section,),
    )


def html(paper: Report) -> str:
    return str(READER.render(render_markdown.render(paper).decode()))


def read(fragment: str) -> str:
    """What a reader sees of some HTML, with single blanks."""
    return " ".join(unescape(re.sub(r"<[^>]*>", "", fragment)).split())


def shown(text: str) -> str:
    return " ".join(visible(text).split())


def within(mark: str, whole: str) -> list[str]:
    return re.findall(rf"<{mark}[^>]*>(.*?)</{mark}>", whole, re.DOTALL)


# --- no text is markup -----------------------------------------------------------------------------


@pytest.mark.parametrize("text", HOSTILE)
def test_a_paragraph_reads_as_its_text_and_nothing_else(text: str) -> None:
    whole = html(report(Paragraph((Words(text),)), Paragraph((Words("after"),))))

    body = whole.partition("</h2>")[2].rpartition("<hr")[0]
    wanted = [one for one in (shown(text), "after") if one]
    assert [read(one) for one in within("p", body)] == wanted
    assert set(re.findall(r"<(\w+)", body)) <= {"p"}


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("style", [Style.STRONG, Style.EMPHASIS, Style.CODE])
def test_words_in_a_style_read_as_their_text(text: str, style: Style) -> None:
    body = html(report(Paragraph((Words("before "), Words(text, style), Words(" after"))))).partition("</h2>")[2]

    assert read(within("p", body)[0]) == " ".join(f"before {shown(text)} after".split())
    assert set(re.findall(r"<(\w+)", body)) <= {"p", "strong", "em", "code", "hr"}


@pytest.mark.parametrize("text", HOSTILE)
def test_a_cell_reads_as_its_text(text: str) -> None:
    table = Table(text, (Column(text), Column("two")), (((Words(text, Style.CODE),), (Words(text),)),))
    body = html(report(table)).partition("</h2>")[2]

    assert [read(one) for one in within("th", body)] == [shown(text), "two"]
    assert [read(one) for one in within("td", body)] == [shown(text), shown(text)]


@pytest.mark.parametrize("text", HOSTILE)
def test_items_quotations_and_titles_read_as_their_text(text: str) -> None:
    callout = Callout(text or "-", Tone.BAD, (Bullets(((Words(text),), (Words("last"),))),))
    whole = html(report(Quote(text, text or None), callout, title=f"T {text}"))

    assert read(within("h1", whole)[0]) == f"T {shown(text)}".strip()
    assert read(within("h2", whole)[0]) == f"1 T {shown(text)}".strip()
    assert [read(one) for one in within("li", whole)] == [shown(text), "last"]
    assert "<script" not in whole
    assert not re.findall(r'href="(?!#)', whole)


@given(st.text(alphabet=st.sampled_from("`*_[]()<>#+-=!|~\\&;:.@ \n\tab1$"), max_size=30))
@example("`\\|`")
@example("- - -")
def test_no_mixture_of_marks_is_markup(text: str) -> None:
    table = Table("", (Column("one"), Column("two")), (((Words("key"),), (Words(text), Words(text, Style.CODE))),))
    body = html(report(Paragraph((Words(text), Words("end"))), table)).partition("</h2>")[2]

    assert read(within("p", body)[0]) == " ".join(f"{shown_in_line(text)}end".split())
    assert read(within("td", body)[1]) == " ".join(f"{shown_in_line(text)}{shown(text)}".split())


def shown_in_line(text: str) -> str:
    """Blanks at the end of words keep them apart from the next."""
    return shown(text) + (" " if text.strip() and text[-1].isspace() else "")


# --- the forms of its blocks -----------------------------------------------------------------------


def test_a_badge_is_a_sign_and_its_word() -> None:
    body = html(report(Paragraph((Badge("Met", Tone.GOOD), Words(" yes")))))

    assert "<p><strong>● Met</strong> yes</p>" in body


def test_a_link_leads_to_the_heading_of_its_section() -> None:
    paper = report(Paragraph((Link("there", "two"), Words(" "), Link("nowhere", "none"))))
    second = Section(id="two", number="2.1", title="A: b, (c)", added=True)
    text = render_markdown.render(replace(paper, sections=(*paper.sections, second))).decode()

    assert "[there](#21-a-b-c--added) nowhere" in text
    assert "## 2.1 A: b, (c) · *added*" in text


def test_headings_of_the_same_words_are_told_apart_in_links() -> None:
    paper = report(Paragraph((Link("there", "two"),)))
    second = Section(id="two", number="1", title="Title")
    text = render_markdown.render(replace(paper, sections=(*paper.sections, second))).decode()

    assert "[there](#1-title-1)" in text


def test_what_was_left_out_is_marked() -> None:
    assert "<em>[name left out]</em>" in html(report(Paragraph((LeftOut("[name left out]"),))))


def test_a_png_is_carried_along_and_a_drawing_is_told_in_words() -> None:
    body = html(
        report(Picture("png", b"\x89PNG", "A code", "Caption", 30), Picture("svg", b"<svg/>", "A map", None, 90))
    )

    assert '<img src="data:image/png;base64,iVBORw==" alt="A code">' in body
    assert "<p>A map</p>" in body
    assert "<em>Caption</em>" in body


def test_a_counted_list_is_counted() -> None:
    assert "<ol>" in html(report(Bullets(((Words("a"),), (Words("b"),)), ordered=True)))


def test_a_quotation_of_several_paragraphs_keeps_them() -> None:
    body = html(report(Quote("one\n\ntwo", "page 3")))

    assert [read(one) for one in within("p", "".join(within("blockquote", body)))] == ["one", "two — page 3"]


def test_sections_below_the_sixth_level_are_still_headings() -> None:
    deep = Section(id="8", number=None, title="deep")
    for level in range(7, 1, -1):
        deep = Section(id=str(level), number=None, title=f"level {level}", sections=(deep,))
    whole = html(replace(report(), sections=(deep,)))

    assert "<h6>deep</h6>" in whole


# --- whole papers ----------------------------------------------------------------------------------


@pytest.mark.parametrize(("policy", "pack"), packs.PAIRS)
def test_every_heading_and_every_table_of_a_paper_is_one(policy: str, pack: str) -> None:
    paper = compose(papers.shipped(policy, pack))
    whole = html(paper)

    assert len(re.findall(r"<h[2-6]>", whole)) == len(list(papers.nouns(paper, Section)))
    assert whole.count("<table>") == len(list(papers.nouns(paper, Table)))
    assert whole.count("<tr>") == sum(1 + len(table.rows) for table in papers.nouns(paper, Table))
    assert whole.count("<blockquote>") == len(list(papers.nouns(paper, (Quote, Callout))))  # type: ignore[arg-type]  # two kinds


@pytest.mark.parametrize(("policy", "pack"), packs.PAIRS)
def test_every_word_of_a_paper_is_in_it(policy: str, pack: str) -> None:
    paper = compose(papers.shipped(policy, pack))
    whole = re.sub(f"[{''.join(render_markdown.SIGNS.values())}] ", "", read(html(paper)))

    assert [text for text in papers.strings(paper.sections) if shown(text) not in whole] == []
