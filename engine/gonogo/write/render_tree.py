"""A report as a tree of plain values, ready to be set: what HTML, PDF and DOCX have in common.

Every text is cleaned, every link leads somewhere or is mere words, every row has as many cells as its table has
columns, and every section knows its level and its anchor. Pictures stay bytes, in a list of their own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any, assert_never

from gonogo.model.noun import Noun
from gonogo.model.report import (
    Badge,
    Block,
    Bullets,
    Callout,
    Inline,
    LeftOut,
    Line,
    Link,
    Paragraph,
    Picture,
    Quote,
    Report,
    Section,
    Table,
    Tone,
    Words,
)

Tree = dict[str, Any]
LONGEST_RUNNING = 250  # letters of the line on every page; a longer one would leave no room for the page
NO_DAY = "1980-01-01"
LONG_CONTENTS = 60  # lines; longer contents list the first level only


class Colours(Noun, frozen=True):
    """How a tone is shown: a shape that most fonts have, the colour of shape and word, and a tint behind them."""

    shape: str
    ink: str
    tint: str


COLOURS = {
    Tone.GOOD: Colours("\u25cf", "#1d5e33", "#e6f3ea"),
    Tone.CONDITIONAL: Colours("\u25b2", "#7a4d00", "#fdf1d8"),
    Tone.BAD: Colours("\u25a0", "#9b1c1c", "#fbe7e5"),
    Tone.UNKNOWN: Colours("\u25ca", "#4a3c8c", "#eeebf8"),
    Tone.NEUTRAL: Colours("\u25cb", "#4b5563", "#f0f1f3"),
}


class Prepared(Noun, frozen=True):
    """The tree, and the pictures that it names by their numbers."""

    tree: Tree
    pictures: tuple[Picture, ...]


def prepared(report: Report, clean: Callable[[str], str]) -> Prepared:
    """The tree of a report. `clean` makes every text fit for the form, and loses nothing of it."""
    making = _Making(report, clean)
    return Prepared(making.tree(), tuple(making.pictures))


class _Making:
    def __init__(self, report: Report, clean: Callable[[str], str]) -> None:
        self.report = report
        self.clean = clean
        self.pictures: list[Picture] = []
        walk = [one for top in (*report.sections, *report.annexes) for one in _walk(top)]
        self.anchors = {one.id: f"s{place}" for place, one in reversed(list(enumerate(walk, 1)))}
        self._taken: set[str] = set()

    def tree(self) -> Tree:
        report, clean = self.report, self.clean
        logo = None if report.logo is None else self._picture(report.logo)
        sections = [self._section(one, 1) for one in report.sections]
        annexes = [self._section(one, 1) for one in report.annexes]
        return {
            "title": clean(report.title) if report.title.strip() else report.dated,
            "subtitle": None if report.subtitle is None else clean(report.subtitle),
            "language": report.language,
            "dated": report.dated,
            "author": clean(report.author),
            "running": clean(_short(report.running)),
            "fields": [{"label": clean(label), "line": self._line(line)} for label, line in report.fields],
            "words": {name: clean(word) for name, word in sorted(report.words.items())},
            "logo": logo,
            "contents": _contents([*sections, *annexes]),
            "sections": sections,
            "annexes": annexes,
        }

    def _section(self, section: Section, level: int, marked: bool = False) -> Tree:
        """`marked`: it lies in a section that is marked as added, and needs no second mark."""
        return {
            "anchor": self._anchor(section),
            "level": level,
            "number": None if section.number is None else self.clean(section.number),
            "title": self.clean(section.title),
            "added": section.added and not marked,
            "blocks": [made for block in section.blocks for made in self._block(block)],
            "sections": [self._section(one, level + 1, marked or section.added) for one in section.sections],
        }

    def _anchor(self, section: Section) -> str | None:
        """Links lead to the first section of an id; another one of the same id has none."""
        if section.id in self._taken:
            return None
        self._taken.add(section.id)
        return self.anchors[section.id]

    def _block(self, block: Block) -> Iterator[Tree]:
        match block:
            case Paragraph():
                yield {"kind": "paragraph", "line": self._line(block.line)}
            case Quote():
                source = None if block.source is None else self.clean(block.source)
                yield {"kind": "quote", "text": self.clean(block.text), "source": source}
            case Bullets():
                items = [self._line(item) for item in block.items]
                yield {"kind": "bullets", "ordered": block.ordered, "items": items}
            case Table():
                yield from self._table(block)
            case Picture():
                yield self._picture(block)
            case Callout():
                blocks = [made for one in block.blocks for made in self._block(one)]
                yield {"kind": "callout", "title": self.clean(block.title), "tone": block.tone, "blocks": blocks}
            case _:
                assert_never(block)

    def _table(self, table: Table) -> Iterator[Tree]:
        count = max([len(table.columns), *map(len, table.rows)])
        columns = [{"title": self.clean(one.title), "width": max(1, one.width)} for one in table.columns]
        columns += [{"title": "", "width": 1}] * (count - len(columns))
        rows = [[*map(self._line, row), *([[]] * (count - len(row)))] for row in table.rows]
        if count:
            yield {"kind": "table", "caption": self.clean(table.caption), "columns": columns, "rows": rows}

    def _picture(self, picture: Picture) -> Tree:
        self.pictures.append(picture)
        return {
            "kind": "picture",
            "number": len(self.pictures) - 1,
            "alt": self.clean(picture.alt),
            "caption": None if picture.caption is None else self.clean(picture.caption),
            "width": max(1, picture.width),
        }

    def _line(self, line: Line) -> list[Tree]:
        return [self._inline(inline) for inline in line]

    def _inline(self, inline: Inline) -> Tree:
        match inline:
            case Words():
                return {"kind": "words", "style": inline.style.value, "text": self.clean(inline.text)}
            case Badge():
                return {"kind": "badge", "tone": inline.tone, "text": self.clean(inline.word)}
            case Link() if inline.to in self.anchors:
                return {"kind": "link", "text": self.clean(inline.text), "to": self.anchors[inline.to]}
            case Link():
                return {"kind": "words", "style": "plain", "text": self.clean(inline.text)}
            case LeftOut():
                return {"kind": "left_out", "text": self.clean(inline.text)}
            case _:
                assert_never(inline)


def _short(text: str) -> str:
    return text if len(text) <= LONGEST_RUNNING else f"{text[:LONGEST_RUNNING]}…"


def day_of(report: Report) -> datetime:
    """When a document says that it was made: on the report's own day, or the first that every form can say."""
    return datetime.fromisoformat(report.dated[:10] or NO_DAY).replace(tzinfo=UTC)


def _walk(section: Section) -> Iterator[Section]:
    yield section
    for one in section.sections:
        yield from _walk(one)


def _contents(sections: list[Tree]) -> list[Tree]:
    """The lines of the contents: two levels of sections, or one where two would be longer than anyone would read."""
    listed = [one for top in sections for one in (top, *top["sections"])]
    if len(listed) > LONG_CONTENTS:
        listed = sections
    return [{name: one[name] for name in ("anchor", "level", "number", "title")} for one in listed]
