"""Lays text out for a terminal or a plain file: wrapped lines with hanging indents, columns, headings, words in colour.

Only words that cannot be broken, such as web addresses, may stand out beyond the width. Nothing is said by colour
alone: colour is put on words that are there anyway.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import zip_longest
from textwrap import wrap
from typing import Any

from gonogo.model.noun import Noun

NARROWEST = 20  # a column is never squeezed below this
LABEL = 12
# What could move a terminal's cursor or turn the direction of writing is shown as what it is: something unprintable.
UNSAFE = dict.fromkeys(
    [*range(0x20), *range(0x7F, 0xA0), *range(0x2028, 0x202F), *range(0x2066, 0x206A)], "\N{REPLACEMENT CHARACTER}"
)
UNSAFE |= {ord(blank): " " for blank in "\t\n\r"}
PLAIN = "\x1b[0m"
BOLD = "\x1b[1m"
GREEN, RED, YELLOW, DIM = "\x1b[32m", "\x1b[31m", "\x1b[33m", "\x1b[2m"


class Page(Noun, frozen=True):
    """How wide the text may be, and whether words may be coloured."""

    width: int
    colour: bool

    def paragraph(self, text: str, indent: int = 0, first: str = "") -> list[str]:
        """Wrapped text. `first` stands before its first line; the others begin below the text."""
        hanging = " " * (indent + len(first))
        width = max(self.width, len(hanging) + NARROWEST)
        lines = wrap(
            text.translate(UNSAFE),
            width,
            initial_indent=" " * indent + first.translate(UNSAFE),
            subsequent_indent=hanging,
            break_long_words=False,
            break_on_hyphens=False,
        )
        return lines or [f"{' ' * indent}{first}".rstrip()]

    def labelled(self, label: str, text: str, indent: int = 0) -> list[str]:
        """`Because     The Panel …`, with further lines below the text."""
        return self.paragraph(text, indent, f"{label:<{LABEL}} ")

    def bullets(self, label: str, texts: Sequence[str], indent: int = 0) -> list[str]:
        """A label, and a list beside it; nothing where there is nothing to list."""
        lines = [line for text in texts for line in self.paragraph(text, indent + LABEL + 1, "- ")]
        if lines:
            start = " " * indent + f"{label:<{LABEL}} "
            lines[0] = start + lines[0][len(start) :]
        return lines

    def row(self, cells: Sequence[str], widths: Sequence[int], indent: int = 2) -> list[str]:
        """Cells side by side, each wrapped to its width."""
        wrapped = [
            wrap(cell.translate(UNSAFE), width, break_long_words=False, break_on_hyphens=False) or [""]
            for cell, width in zip(cells, widths, strict=True)
        ]
        return [
            (" " * indent + "  ".join(f"{cell:<{width}}" for cell, width in zip(line, widths, strict=True))).rstrip()
            for line in zip_longest(*wrapped, fillvalue="")
        ]

    def heading(self, text: str) -> list[str]:
        return ["", self.painted(text, BOLD), ""]

    def painted(self, text: str, paint: str) -> str:
        return f"{paint}{text}{PLAIN}" if self.colour and paint else text

    def paint_first(self, lines: list[str], word: str, paint: str) -> list[str]:
        """The lines, with a word of the first one in colour."""
        before, found, after = lines[0].partition(word)
        return [before + self.painted(found, paint) + after, *lines[1:]] if found else lines


def as_sentence(text: str) -> str:
    """With a capital letter and a full stop, where there is none yet."""
    text = text.strip()
    word = text.split(" ")[0]
    if word.isalpha() and word.islower():
        text = text[0].upper() + text[1:]
    return text if text.endswith((".", "!", "?", '."')) else f"{text}."


def counted(number: int, one: str, many: str) -> str:
    """`1 criterion`, `7 criteria`."""
    return f"{number:,} {one if number == 1 else many}"


def listed(items: Sequence[str], word: str = "and") -> str:
    """`A, B and C`."""
    return items[0] if len(items) == 1 else f"{', '.join(items[:-1])} {word} {items[-1]}"


def spaced(name: str) -> str:
    """A name of the policy as words: `test_phase` gives `test phase`."""
    return name.replace("_", " ")


def policy_words(policy: Mapping[str, Any]) -> str:
    """A policy as the head of a text names it: its title, its version if it has one, its id."""
    version = f", version {policy['version']}" if policy["version"] else ""
    return f"{policy['title']}{version} ({policy['id']})"
