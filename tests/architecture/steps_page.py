"""docs/steps.md, written from the step library: `python -m tests.architecture.steps_page`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from gonogo.scenarios.holes import HOLES, PART
from gonogo.scenarios.sentence import Chapter, Sentence
from gonogo.scenarios.sentences import CHAPTERS

PAGE = Path(__file__).parents[2] / "docs" / "steps.md"
BELOW = {None: "", "table": " + table", "text": " + doc string"}

INTRODUCTION = """# Steps of scenarios

Every sentence that a scenario may use. [Scenarios](scenarios.md) shows how they are put together. This page is written
from the library itself.

A step is one of these sentences, word by word, but for what stands in its holes (`{…}`). `And` and `But` continue the
kind of step before them. There is no full stop at the end. A sentence that ends with a colon takes a table, or a doc
string where that is said.

## What may stand in a hole
"""

TABLES = """
Names of more than one word stand in double quotes, and so do titles; inside, `\\"` is a quotation mark. A value in
quotes is text, never a number. Words of the language may be written with blanks, hyphens or underscores:
`not applicable`, `no-go`.

## Tables of records

The first row names fields, by id or title; beside them `source`, `corrects` and `valid_until` may be columns. A cell
takes the type that the vocabulary declares for its field; in double quotes it is text; several values of a list have
commas between them. An **empty cell** says that the source carries the field and leaves it empty: none of an optional
field, unknown of a required one. A column that is **not there** is a field that the source does not carry: unknown.

Records have the source that the sentence names, or their own of the column `source`; otherwise none.
"""


def page() -> str:
    """The whole page."""
    return "\n".join(_lines())


def _lines() -> Iterator[str]:
    yield INTRODUCTION
    yield "| hole | what may stand there | such as |"
    yield "|---|---|---|"
    used = {name for chapter in CHAPTERS for one in chapter.sentences for name in PART.findall(one.pattern)}
    for name, hole in HOLES.items():
        if name in used:
            yield f"| `{{{name}}}` | {hole.says} | `{hole.example}` |"
    yield TABLES
    for chapter in CHAPTERS:
        yield from _chapter(chapter)


def _chapter(chapter: Chapter) -> Iterator[str]:
    yield f"## {chapter.title}"
    yield ""
    yield "| sentence | meaning |"
    yield "|---|---|"
    yield from map(_row, chapter.sentences)
    yield ""


def _row(sentence: Sentence) -> str:
    return f"| {sentence.kind.capitalize()} `{sentence.pattern}`{BELOW[sentence.takes]} | {sentence.doc} |"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
