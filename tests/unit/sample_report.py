"""A report made by hand that holds every kind of block, and texts that would like to be taken for something else."""

from __future__ import annotations

import struct
import zlib

from gonogo.model.noun import replace
from gonogo.model.report import (
    Badge,
    Bullets,
    Callout,
    Column,
    LeftOut,
    Line,
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

SVG = (
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20" width="40" height="20">'
    b'<title>Two boxes</title><rect x="1" y="4" width="14" height="12" fill="#e4f2e7" stroke="#1e6b34"/>'
    b'<path d="M15 10h10" stroke="#5c5c5c"/><rect x="25" y="4" width="14" height="12" fill="#fff6dc" stroke="#8a6100"/>'
    b'<text x="3" y="12" font-family="DejaVu Sans" font-size="5">met</text></svg>'
)

HOSTILE = {
    "html": '<script>alert(1)</script><img src=x onerror="alert(2)">&amp;</td></table></body>',
    "typst": '#read("/etc/passwd") $x^2$ *b* _i_ `r` = H \\u{41} @cite <label> #import "@preview/x:1.0.0"',
    "word": '{ HYPERLINK "http://example.invalid" } </w:t></w:r> { DDEAUTO c:\\\\cmd "/k calc" } ]]>',
    "markdown": "[a](javascript:alert(1)) ![x](http://example.invalid/x.png) # H\n- one\n| a | b |",
    "jinja": "{{ 7*7 }} {% raw %} {# c #}",
    "bidi": "user\u202etxt.exe\u202c \u2066a\u2069 \u200fb\u200e",
    "invisible": "a\u200bb\u2060c\ufeffd\xade\u3164f\U000e0041g\ufe0fh",
    "controls": "a\x00b\x07c\x1bd\x7fe\x85f\x0bg\x0ch",
    "surrogates": "half \ud83d alone \udc80",
    "nonsense": "\ufffe \uffff \ue000\ue001 \uf8ff \U0010ffff",
    "emoji": "go \U0001f680 \U0001f468\u200d\U0001f469\u200d\U0001f467 \u2714\ufe0f",
    "cjk": "\u9a8c\u6536\u6807\u51c6 \u53d7\u3051\u5165\u308c\u57fa\u6e96",
    "korean": "\uc778\uc218 \uae30\uc900 \u1112\u1161\u11ab",
    "arabic": "\u0645\u0639\u0627\u064a\u064a\u0631 \u0627\u0644\u0642\u0628\u0648\u0644",
    "hebrew": "\u05e7\u05d1\u05dc\u05d4",
    "devanagari": "\u0938\u094d\u0935\u0940\u0915\u0943\u0924\u093f",
    "cuneiform": "\U00012000\U00012001",
    "combining": "Z\u0351\u036b\u0343a\u0301\u0302\u0303\u0304l\u0334g\u0489o\u0308",
    "spaces": "a  b   c\td\u00a0e\u3000f\u2003g\n\nh\r\ni\rj\u2028k",
    "long": "x" * 10_000,
    "symbols": "\u2265 \u2264 \u2192 \u00bd \u20ac \u2116 \u2713 \u25cf \u25b2 \u25a0 \u25ca \u25cb",
}


def words(text: str, style: Style = Style.PLAIN) -> Line:
    return (Words(text, style),)


def png(width: int = 4, height: int = 4, red: int = 30) -> bytes:
    """A PNG of one colour."""
    row = b"\x00" + bytes((red, 90, 160)) * width

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    rows = chunk(b"IDAT", zlib.compress(row * height))
    return b"\x89PNG\r\n\x1a\n" + head + rows + chunk(b"IEND", b"")


CRITERIA = (
    ("C1", "All severity 1 defects are closed", Badge("met", Tone.GOOD), "no defect of severity 1 is open"),
    (
        "C2",
        "Lower defects are within the agreed threshold",
        Badge("not met", Tone.BAD),
        "12 are open; at most 10 may be",
    ),
    (
        "C3",
        "Test environments are aligned to production",
        Badge("cannot tell", Tone.UNKNOWN),
        "the SIT B report is missing",
    ),
    ("C4", "The operator is ready", Badge("waived", Tone.CONDITIONAL), "waived until 30 November 2026"),
    ("C5", "Users have been told", Badge("not applicable", Tone.NEUTRAL), "no user is affected"),
)


def verdicts() -> Table:
    columns = (Column("Criterion", 3), Column("Verdict", 2), Column("Reason", 4), Column("Owner", 1))
    rows = tuple(
        ((Words(f"{name} ", Style.STRONG), Words(title)), (badge,), words(reason), words("DCC"))
        for name, title, badge, reason in CRITERIA
    )
    return Table("Verdict on each criterion", columns, rows)


def purpose() -> Section:
    return Section(
        id="purpose",
        number="1",
        title="Purpose",
        blocks=(
            Paragraph(
                (
                    Words("The release is due on "),
                    Words("29 November 2026", Style.STRONG),
                    Words(". See "),
                    Link("the verdicts", "verdicts"),
                    Words(" and "),
                    Link("nothing", "nowhere"),
                    Words("."),
                )
            ),
            Bullets((words("to review progress;"), words("to approve.")), ordered=True),
            Callout(
                "Agree",
                Tone.CONDITIONAL,
                (
                    Paragraph(words("The Panel is asked to AGREE to go live.")),
                    Bullets((words("if C2 is met by the day"),)),
                ),
            ),
        ),
    )


def findings() -> Section:
    views = Section(
        id="views",
        number="2.1",
        title="Views of the bodies",
        blocks=(
            Quote("The number of outstanding issues is\ncomfortably within the threshold.", "TAG, 8 November 2026"),
            Quote("No source."),
            Paragraph(
                (LeftOut("[name left out]"), Words(" agreed, "), Words("with regret", Style.EMPHASIS), Words("."))
            ),
        ),
    )
    return Section(id="verdicts", number="2", title="Verdicts", blocks=(verdicts(),), sections=(views,))


def added() -> Section:
    inner = Section(id="why", number="3.1", title="Why", blocks=(Paragraph(words("Rule R2 held.")),), added=True)
    return Section(
        id="added",
        number="3",
        title="What the engine adds",
        blocks=(
            Paragraph((Words("The rule "), Words("criteria.C2.rules.R2", Style.CODE), Words(" did not hold."))),
            Picture("svg", SVG, "Two boxes joined by a line", "How the verdict came about", 80),
        ),
        sections=(inner,),
        added=True,
    )


def annex() -> Section:
    digest = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
    columns = (Column("What", 1), Column("SHA-256", 4))
    rows = ((words("policy"), words(digest, Style.CODE)), (words("evidence"), words(digest[::-1], Style.CODE)))
    return Section(
        id="annex",
        number="A",
        title="Proof",
        blocks=(Table("Digests", columns, rows), Picture("png", png(), "A blue square", None, 20)),
    )


def sample_report() -> Report:
    return Report(
        title="Approval to implement the November 2026 release",
        subtitle="For decision",
        language="en-GB",
        dated="2026-11-20",
        author="The secretariat",
        running="Release panel, paper 7 of 2026",
        fields=(("Decision", (Badge("go with conditions", Tone.CONDITIONAL),)), ("As of", words("20 November 2026"))),
        words={"page": "Page", "of": "of", "added": "Added by the engine", "contents": "Contents"},
        logo=Picture("svg", SVG, "The panel's sign", None, 24),
        sections=(purpose(), findings(), added()),
        annexes=(annex(),),
    )


def hostile_report(text: str) -> Report:
    """The text wherever a report can hold one."""
    line = (
        *words(text),
        *words(text, Style.STRONG),
        *words(text, Style.EMPHASIS),
        *words(text, Style.CODE),
        Badge(text, Tone.BAD),
        Link(text, text),
        Link(text, "elsewhere"),
        LeftOut(text),
    )
    blocks = (
        Paragraph(line),
        Quote(text, text),
        Bullets((line, line)),
        Table(text, (Column(text, 1), Column(text, 3)), ((line, line), (line,))),
        Picture("svg", SVG, text, text, 30),
        Callout(text, Tone.UNKNOWN, (Paragraph(line),)),
    )
    section = Section(id=text, number=text, title=text, blocks=blocks, added=True)
    return replace(
        sample_report(),
        title=text,
        subtitle=text,
        author=text,
        running=text,
        fields=((text, line),),
        words={"page": text[:99], "of": text[:99], "added": text, "contents": text},
        logo=Picture("png", png(), text, None, 20),
        sections=(section, section),
        annexes=(),
    )
