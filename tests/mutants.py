"""Texts that somebody might have spoilt: by a slip of the keyboard, a bad copy, or a strange editor."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

STRANGE = [
    "\t", "\0", "\ufeff", "\u2028", "\u00a0", "\u202e", "é", "e\u0301", "🚢", "{", "}", "[", "]", ":", ",",
    "&a ", "*a", "!!str ", "|", ">", "%", "@", "`", '"', "'", "#", "-", "? ", "<<: ", "---\n", "...\n", "null", "~",
    "true", "NO", "012", "1e400", ".inf", ".nan", "9" * 400, "2017-02-31", "{count}", "$as_of", "$nothing.here", "{{",
    "\\x", "\r",
]  # fmt: skip

Change = Callable[[str, Random], str]


def mutant(text: str, random: Random) -> str:
    """The text after one to three changes."""
    for _ in range(random.choice((1, 1, 1, 2, 3))):
        text = random.choice(CHANGES)(text, random)
    return text


def _place(text: str, random: Random) -> int:
    return random.randrange(len(text) + 1)


def _delete(text: str, random: Random) -> str:
    at = _place(text, random)
    return text[:at] + text[at + random.choice((1, 1, 2, 10, 200)) :]


def _insert(text: str, random: Random) -> str:
    at = _place(text, random)
    return text[:at] + random.choice(STRANGE) + text[at:]


def _replace_word(text: str, random: Random) -> str:
    """A word of the text, or a strange one, in the place of another."""
    words = text.split()
    if not words:
        return text
    old, new = random.choice(words), random.choice([*random.choices(words, k=3), random.choice(STRANGE)])
    at = text.find(old, _place(text, random))
    return text if at < 0 else text[:at] + new + text[at + len(old) :]


def _lines(change: Callable[[list[str], Random], None]) -> Change:
    def changed(text: str, random: Random) -> str:
        lines = text.splitlines(keepends=True)
        if lines:
            change(lines, random)
        return "".join(lines)

    return changed


def _delete_line(lines: list[str], random: Random) -> None:
    del lines[random.randrange(len(lines))]


def _double_line(lines: list[str], random: Random) -> None:
    at = random.randrange(len(lines))
    lines.insert(at, lines[at])


def _move_line(lines: list[str], random: Random) -> None:
    lines.insert(random.randrange(len(lines)), lines.pop(random.randrange(len(lines))))


def _indent_line(lines: list[str], random: Random) -> None:
    at = random.randrange(len(lines))
    lines[at] = random.choice(("  ", " ", "    ")) + lines[at]


def _outdent_line(lines: list[str], random: Random) -> None:
    at = random.randrange(len(lines))
    lines[at] = lines[at].removeprefix("  ")


def _cut_off(lines: list[str], random: Random) -> None:
    del lines[random.randrange(len(lines)) :]


CHANGES: tuple[Change, ...] = (
    _delete,
    _insert,
    _replace_word,
    _replace_word,
    _replace_word,
    _lines(_delete_line),
    _lines(_double_line),
    _lines(_move_line),
    _lines(_indent_line),
    _lines(_outdent_line),
    _lines(_cut_off),
)
