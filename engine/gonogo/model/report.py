"""A paper without a format: what stands in it, in which order, and what each part is. The room `write` renders it.

Every text is plain: no renderer may take a character of it for markup. What is left out of a paper was never put in
here; a `LeftOut` only says that something was.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TypeAlias

from gonogo.model.noun import Noun


class Tone(StrEnum):
    """What a badge says at a glance. Every renderer shows it by a colour, a shape and the badge's word together."""

    GOOD = "good"
    CONDITIONAL = "conditional"
    BAD = "bad"
    UNKNOWN = "unknown"
    NEUTRAL = "neutral"


class Style(StrEnum):
    """How a run of words is set."""

    PLAIN = "plain"
    STRONG = "strong"
    EMPHASIS = "emphasis"
    CODE = "code"


class Words(Noun, frozen=True):
    """A run of words in one style."""

    text: str
    style: Style = Style.PLAIN


class Badge(Noun, frozen=True):
    """A verdict, state or outcome in a word, with its tone."""

    word: str
    tone: Tone


class Link(Noun, frozen=True):
    """Words that lead to the section with an id."""

    text: str
    to: str


class LeftOut(Noun, frozen=True):
    """Stands where a name or a passage was left out on purpose; `text` says so, such as `[name left out]`."""

    text: str


Inline: TypeAlias = Words | Badge | Link | LeftOut
Line: TypeAlias = tuple[Inline, ...]


class Paragraph(Noun, frozen=True):
    """A paragraph."""

    line: Line


class Quote(Noun, frozen=True):
    """Words of somebody, verbatim, and where they stand."""

    text: str
    source: str | None = None


class Bullets(Noun, frozen=True):
    """A list; `ordered`: its items are counted."""

    items: tuple[Line, ...]
    ordered: bool = False


class Column(Noun, frozen=True):
    """A column of a table. `width` is its share of the whole, relative to the other columns."""

    title: str
    width: int = 1


class Table(Noun, frozen=True):
    """A table with a caption and a heading row. The first cell of a row is the row's heading."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Line, ...], ...]


class Picture(Noun, frozen=True):
    """A picture, `svg` or `png`, as wide as said in millimetres, and what it shows in words."""

    form: str
    content: bytes
    alt: str
    caption: str | None
    width: int


Block: TypeAlias = "Paragraph | Quote | Bullets | Table | Picture | Callout"


class Callout(Noun, frozen=True):
    """Blocks set apart, under a title: what nobody may overlook."""

    title: str
    tone: Tone
    blocks: tuple[Block, ...]


class Section(Noun, frozen=True, kw_only=True):
    """A numbered part of a paper. `added`: it holds what the engine adds to what the bodies said, and is marked so."""

    id: str
    number: str | None
    title: str
    blocks: tuple[Block, ...] = ()
    sections: tuple[Section, ...] = ()
    added: bool = False


class Report(Noun, frozen=True, kw_only=True):
    """A paper: what stands on its top, its sections in order, and its annexes.

    `fields` are the lines under the title, label and words. `running` is the line on every page. `language` is a
    BCP 47 tag. `dated` is the day of the decision, ISO; nothing in a paper depends on the day on which it is made.
    `words` are the fixed words that a renderer itself needs, by what they are for: `page`, `of`, `added`, `contents`.
    """

    title: str
    subtitle: str | None
    language: str
    dated: str
    author: str
    running: str
    fields: tuple[tuple[str, Line], ...]
    words: dict[str, str]
    logo: Picture | None
    sections: tuple[Section, ...]
    annexes: tuple[Section, ...] = ()
