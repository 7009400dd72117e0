"""A house style: what it may say, and which logo is one. What is wrong is shown in tests/diagnostics."""

from __future__ import annotations

import pytest

from gonogo.model.diagnostic import Diagnostics
from gonogo.model.house_style import Dates, HouseStyle, Mark, Numbering, Statements
from gonogo.model.location import SourceFile
from gonogo.model.redaction import Redactions
from gonogo.model.report import Picture, Tone
from gonogo.read.style_file import LARGEST_LOGO, read_style
from gonogo.resources import folder
from tests import desk, packs

WHOLE = """
style: board
title: On {policy}
subtitle: "{evidence}"
action: For noting
from: Secretariat
running: "{authority}, {day}, {version}"
logo: {file: logo.png, shows: The board}
fields: {Reference: B-7}
names: {supplier: The builder}
numbering: {sections: letters, annexes: none}
order: [recommendations, proof]
omit: [diagram]
marks: {pass: {word: Satisfied}, fail: {colour: amber}}
dates: iso
statements: {event: {about: what, words: what}}
redact: {persons: [A. N. Other], passages: [a passage], fields: {event: [what]}}
"""
PNG = b"\x89PNG\r\n\x1a\n"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0"/></svg>'


def read(text: str, logo: bytes | None = PNG) -> tuple[HouseStyle | None, Diagnostics]:
    diagnostics = Diagnostics()
    policy = desk.read_policy(desk.completed("", "policy"), Diagnostics())
    return read_style(SourceFile("style.yaml", text), policy, lambda name, _: logo, diagnostics), diagnostics


def test_all_that_a_style_may_say_is_read() -> None:
    style, diagnostics = read(WHOLE)

    assert list(diagnostics) == []
    assert style == HouseStyle(
        title="On {policy}",
        subtitle="{evidence}",
        action="For noting",
        author="Secretariat",
        running="{authority}, {day}, {version}",
        logo=Picture("png", PNG, "The board", None, 30),
        fields={"Reference": "B-7"},
        names={"supplier": "The builder"},
        sections=Numbering.LETTERS,
        annexes=Numbering.NONE,
        order=("recommendations", "proof"),
        omit=("diagram",),
        marks={"pass": Mark("Satisfied", None), "fail": Mark(None, Tone.CONDITIONAL)},
        dates=Dates.ISO,
        statements=(Statements("event", "what", "what"),),
        redact=Redactions(persons=("A. N. Other",), passages=("a passage",), fields={"event": ("what",)}),
    )


def test_a_style_needs_no_more_than_its_name() -> None:
    assert read("style: board\n")[0] == HouseStyle()


def test_the_shipped_style_is_one() -> None:
    path = folder("papers") / "sec-panel.yaml"
    diagnostics = Diagnostics()
    logo = (path.parent / "logo.svg").read_bytes()
    style = read_style(
        SourceFile(path.name, path.read_text("utf-8")), packs.policy("sec-release"), lambda *_: logo, diagnostics
    )

    assert list(diagnostics) == []
    assert style is not None
    assert style.logo is not None


@pytest.mark.parametrize(
    "logo",
    [PNG, SVG, b'<?xml version="1.0"?>\n<!-- drawn by hand -->\n' + SVG, SVG.replace(b"M0 0", b"M0 0 onto")],
)
def test_what_only_draws_is_a_logo(logo: bytes) -> None:
    style, _ = read(WHOLE, logo)

    assert style is not None


@pytest.mark.parametrize(
    "logo",
    [
        None,
        b"",
        b"GIF89a",
        b"<html><svg></svg></html>",
        PNG + b"0" * LARGEST_LOGO,
        b"<svg><script>alert(1)</script></svg>",
        b"<svg><SCRIPT href='x'/></svg>",
        b"<svg onload='alert(1)'></svg>",
        b"<svg><a href='javascript:alert(1)'>x</a></svg>",
        b"<svg><image href='https://example.org/a.png'/></svg>",
        b"<svg><image xlink:href='file:///etc/passwd'/></svg>",
        b"<svg><style>@import 'https://example.org/a.css';</style></svg>",
        b"<svg><rect fill='url(https://example.org/a)'/></svg>",
        b"<svg><foreignObject><b/></foreignObject></svg>",
        b'<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY a "b">]><svg>&a;</svg>',
    ],
)
def test_what_could_do_more_than_draw_is_no_logo(logo: bytes | None) -> None:
    style, diagnostics = read(WHOLE, logo)

    assert style is None
    assert [one.code.value for one in diagnostics] == ["A202"]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("style: b\ncolour: red\n", "S101"),
        ("title: x\n", "S102"),
        ("style: b\nomit: [everything]\n", "S104"),
        ("style: b\nomit: [proof, proof]\n", "S109"),
        ("style: b\nmarks: {passed: {word: Yes}}\n", "S101"),
        ("style: b\nmarks: {pass: {colour: pink}}\n", "S104"),
        ("style: b\nnames: {suplier: x}\n", "P112"),
        ("style: b\nstatements: {evnt: {about: a, words: b}}\n", "P111"),
        ("style: b\nstatements: {event: {about: wha, words: what}}\n", "P104"),
        ("style: b\nlogo: {file: a.png, shows: A, width: 1}\n", "A202"),
        ("style: b\nrunning: '{title}'\n", "A204"),
        ("style: [", "Y011"),
    ],
)
def test_what_is_wrong_is_said_with_its_code(text: str, code: str) -> None:
    style, diagnostics = read(text)

    assert style is None
    assert [one.code.value for one in diagnostics] == [code]
