"""A paper as Markdown, for repositories, chats and diffs: CommonMark with GitHub's tables.

Pictures that Markdown cannot carry are told in words. A badge is a sign and its word, never a colour.
"""

from __future__ import annotations

import re
from base64 import b64encode
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import assert_never

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
    Style,
    Table,
    Tone,
    Words,
)
from gonogo.write.markdown_text import as_block, as_code, escaped

SIGNS: Mapping[Tone, str] = {
    Tone.GOOD: "●",
    Tone.CONDITIONAL: "▲",
    Tone.BAD: "■",
    Tone.UNKNOWN: "◊",
    Tone.NEUTRAL: "○",
}
DEEPEST = 6
MARKS: Mapping[Style, str] = {Style.PLAIN: "", Style.STRONG: "**", Style.EMPHASIS: "*", Style.CODE: "`"}


def render(report: Report) -> bytes:
    """The paper as UTF-8, ending in one line end."""
    page = _Page(report.words, _anchors(report))
    lines = [f"# {escaped(report.title)}", ""]
    if report.subtitle:
        lines += [as_block(escaped(report.subtitle)), ""]
    for label, line in report.fields:
        lines += [f"- **{escaped(label)}:** {page.line(line)}"]
    lines.append("")
    for section in (*report.sections, *report.annexes):
        lines += page.section(section, 2)
    lines += ["---", "", as_block(escaped(report.running))]
    return ("\n".join(lines).rstrip("\n") + "\n").encode()


class _Page(Noun, frozen=True):
    """The fixed words, and where links lead."""

    words: Mapping[str, str]
    anchors: Mapping[str, str]

    def section(self, section: Section, depth: int) -> list[str]:
        mark = f" · *{escaped(self.words['added'])}*" if section.added else ""
        title = escaped(_title(section))
        lines = [f"{'#' * min(depth, DEEPEST)} {title}{mark}", ""]
        for block in section.blocks:
            lines += [*self.block(block), ""]
        for one in section.sections:
            lines += self.section(one, depth + 1)
        return lines

    # --- blocks ----------------------------------------------------------------------------------

    def block(self, block: Block) -> list[str]:
        match block:
            case Paragraph(line=line):
                return [as_block(self.line(line))]
            case Quote():
                return list(self._quote(block))
            case Bullets(items=items, ordered=ordered):
                return [
                    f"{f'{place}.' if ordered else '-'} {as_block(self.line(item))}"
                    for place, item in enumerate(items, 1)
                ]
            case Table():
                return list(self._table(block))
            case Picture():
                return list(self._picture(block))
            case Callout():
                return self._callout(block)
            case _:
                assert_never(block)

    def _quote(self, quote: Quote) -> Iterator[str]:
        paragraphs = [one for one in re.split(r"\n\s*\n", quote.text) if one.strip()] or [""]
        source = f" — {escaped(quote.source)}" if quote.source else ""
        for place, text in enumerate(paragraphs):
            if place:
                yield ">"
            last = source if place == len(paragraphs) - 1 else ""
            yield f"> {as_block(escaped(text))}{last}"

    def _table(self, table: Table) -> Iterator[str]:
        if table.caption:
            yield f"*{escaped(table.caption)}*"
            yield ""
        yield self._row([escaped(column.title) for column in table.columns])
        yield self._row(["---"] * len(table.columns))
        for row in table.rows:
            yield self._row([self.line(cell, in_table=True) for cell in row])

    def _row(self, cells: list[str]) -> str:
        return f"| {' | '.join(cells)} |"

    def _picture(self, picture: Picture) -> Iterator[str]:
        if picture.form == "png":
            yield f"![{escaped(picture.alt)}](data:image/png;base64,{b64encode(picture.content).decode()})"
        else:
            yield as_block(escaped(picture.alt))
        if picture.caption:
            yield ""
            yield f"*{escaped(picture.caption)}*"

    def _callout(self, callout: Callout) -> list[str]:
        lines = [f"**{SIGNS[callout.tone]} {escaped(callout.title)}**", ""]
        for block in callout.blocks:
            lines += [*self.block(block), ""]
        return [f"> {line}".rstrip() for line in lines[:-1]]

    # --- lines -----------------------------------------------------------------------------------

    def line(self, line: Line, *, in_table: bool = False) -> str:
        """A line; words that end or begin with a blank keep it outside of their marks."""
        return "".join(self._inline(part, in_table=in_table) for part in line).strip()

    def _inline(self, part: Inline, *, in_table: bool) -> str:
        match part:
            case Words(text=text, style=Style.CODE):
                return as_code(text, in_table=in_table)
            case Words(text=text, style=style):
                return _marked(text, MARKS[style])
            case Badge(word=word, tone=tone):
                return f"**{SIGNS[tone]} {escaped(word)}**"
            case Link(text=text, to=to):
                anchor = self.anchors.get(to)
                return escaped(text) if anchor is None else f"[{escaped(text)}](#{anchor})"
            case LeftOut(text=text):
                return f"*{escaped(text)}*"
            case _:
                assert_never(part)


def _marked(text: str, mark: str) -> str:
    said = escaped(text)
    if not said:
        return " " if text else ""
    before = " " if text[0].isspace() else ""
    after = " " if text[-1].isspace() else ""
    return f"{before}{mark}{said}{mark}{after}"


def _title(section: Section) -> str:
    return f"{section.number} {section.title}" if section.number else section.title


def _anchors(report: Report) -> dict[str, str]:
    """Where each section is found: what GitHub makes of its heading."""
    found: dict[str, str] = {}
    times: Counter[str] = Counter()

    def walk(section: Section) -> None:
        title = f"{_title(section)} · {report.words['added']}" if section.added else _title(section)
        name = re.sub(r"[^\w\- ]", "", title.strip().lower()).replace(" ", "-")
        found[section.id] = f"{name}-{times[name]}" if times[name] else name
        times[name] += 1
        for one in section.sections:
            walk(one)

    for section in (*report.sections, *report.annexes):
        walk(section)
    return found
