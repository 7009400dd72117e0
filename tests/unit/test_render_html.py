"""A report as a page: what it says, what never runs in it, and what it never asks for."""

from __future__ import annotations

import re
from base64 import b64encode
from hashlib import sha256
from html.parser import HTMLParser
from itertools import pairwise

import pytest

from gonogo.model.noun import replace
from gonogo.model.report import Picture, Report
from gonogo.write.render_html import render
from gonogo.write.visible import visible
from tests.unit.sample_report import HOSTILE, SVG, hostile_report, sample_report

EMPTY = {"meta", "img", "col", "br"}
NEVER = {"script", "iframe", "object", "embed", "link", "form", "svg", "base"}


class Page(HTMLParser):
    """The elements of a page in order, the text of it, and whether every element was closed in turn."""

    def __init__(self, page: bytes) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[str] = []
        self.open: list[str] = []
        self.feed(page.decode())
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in EMPTY:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.texts.append(data)

    def of(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.elements if name == tag]

    @property
    def text(self) -> str:
        return "".join(self.texts)


def page_of(report: Report) -> Page:
    return Page(render(report))


def test_a_page_names_its_language_and_its_title() -> None:
    page = page_of(sample_report())

    assert page.of("html") == [{"lang": "en-GB", "dir": "ltr"}]
    assert "<title>Approval to implement the November 2026 release</title>" in render(sample_report()).decode()


def test_a_page_in_a_language_from_right_to_left_says_so() -> None:
    assert page_of(replace(sample_report(), language="ar-EG")).of("html")[0]["dir"] == "rtl"


def test_headings_go_down_one_level_at_a_time_from_one_title() -> None:
    levels = [int(tag[1]) for tag, _ in page_of(sample_report()).elements if re.fullmatch("h[1-6]", tag)]

    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_a_table_has_a_caption_and_headings_for_columns_and_rows() -> None:
    page = page_of(sample_report())

    scopes = [cell.get("scope") for cell in page.of("th")]
    assert len(page.of("caption")) == len(page.of("table")) == 2
    assert scopes.count("col") == 6
    assert scopes.count("row") == 7


def test_a_badge_says_its_state_by_a_shape_and_a_word() -> None:
    assert '<span class="badge bad"><span class="shape" aria-hidden="true">■</span>not met</span>' in (
        render(sample_report()).decode()
    )


def test_a_link_leads_to_its_section_and_one_to_nowhere_is_mere_words() -> None:
    page = render(sample_report()).decode()

    assert '<a href="#s2">the verdicts</a>' in page
    assert 'id="s2"' in page
    assert " and nothing." in Page(page.encode()).text


def test_the_contents_list_every_section_with_a_link_that_exists() -> None:
    page = page_of(sample_report())
    ids = {attributes.get("id") for _, attributes in page.elements}

    links = [str(one["href"]) for one in page.of("a")]
    assert len(links) == 7
    assert {link[1:] for link in links} <= ids


def test_what_the_engine_adds_is_marked_in_words_once_for_sections_in_each_other() -> None:
    page = page_of(sample_report())

    assert page.text.count("Added by the engine") == 1
    assert [one.get("class") for one in page.of("section")].count("added") == 1


def test_what_was_left_out_is_shown() -> None:
    assert '<span class="left-out">[name left out]</span>' in render(sample_report()).decode()


def test_a_page_asks_for_nothing_from_elsewhere() -> None:
    page = page_of(sample_report())

    assert not NEVER & {tag for tag, _ in page.elements}
    assert all(str(one["src"]).startswith("data:image/") for one in page.of("img"))
    assert "url(" not in render(sample_report()).decode()


def test_the_policy_of_the_page_allows_its_own_style_and_its_pictures_only() -> None:
    text = render(sample_report()).decode()
    style = text.partition("<style>")[2].partition("</style>")[0]

    policy = next(one["content"] for one in Page(text.encode()).of("meta") if "http-equiv" in one)
    digest = b64encode(sha256(style.encode()).digest()).decode()
    assert policy == (
        f"default-src 'none'; style-src 'sha256-{digest}'; img-src data:; base-uri 'none'; form-action 'none'"
    )


def test_no_element_carries_a_style_or_a_handler() -> None:
    names = {name for _, attributes in page_of(sample_report()).elements for name in attributes}

    assert "style" not in names
    assert not [name for name in names if name.startswith("on")]


def test_a_picture_that_would_run_something_is_only_ever_an_image() -> None:
    evil = SVG.replace(b"<title>", b"<script>alert(1)</script><title>")
    logo = Picture("svg", evil, 'a "sign"><script>', None, 20)

    page = page_of(replace(sample_report(), logo=logo))

    assert page.of("img")[0] == {
        "class": "mm20",
        "src": f"data:image/svg+xml;base64,{b64encode(evil).decode()}",
        "alt": 'a "sign"><script>',
    }
    assert not page.of("script")


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_text_stays_text(name: str) -> None:
    page = page_of(hostile_report(HOSTILE[name]))

    assert not NEVER & {tag for tag, _ in page.elements}
    assert page.open == []
    assert page.text.count(visible(HOSTILE[name])) >= 50


def test_hidden_characters_are_shown_by_their_numbers() -> None:
    text = page_of(hostile_report(HOSTILE["bidi"] + HOSTILE["surrogates"])).text

    assert "user[U+202E]txt.exe[U+202C] [U+2066]a[U+2069] [U+200F]b[U+200E]" in text
    assert "half [U+D83D] alone [U+DC80]" in text


def test_the_elements_of_a_hostile_page_are_those_of_a_harmless_one() -> None:
    harmless = [tag for tag, _ in page_of(hostile_report("harmless")).elements]

    for text in HOSTILE.values():
        assert [tag for tag, _ in page_of(hostile_report(text)).elements] == harmless
