"""Characters that look like nothing, or like a space that they are not."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator

from gonogo.model.diagnostic import Code, Diagnostic
from gonogo.model.location import Location, SourceFile

# Controls but tab and line ends; zero-width space, line separators, marks that change the direction of
# reading, word joiner, byte order mark, halves of surrogate pairs, noncharacters.
HIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b\u2028-\u202e\u2060\u2066-\u2069\ufeff\ud800-\udfff\ufffe\uffff]"
)
ODD_SPACE = re.compile("^[ \t]*[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]", re.MULTILINE)
MOST_COMPLAINTS = 100
VISIBLE = "\ufffd"


def hidden_characters(file: SourceFile) -> Iterator[Diagnostic]:
    """A complaint for each character that cannot be seen, up to as many as anyone would read."""
    starts: list[int] = []
    for count, found in enumerate(HIDDEN.finditer(file.text)):
        if count == MOST_COMPLAINTS:
            return
        starts = starts or [0, *(end.end() for end in re.finditer(r"\r\n|\n|\r", file.text))]
        line = bisect_right(starts, found.start())
        yield hidden(found.group(), Location(file, line, found.start() - starts[line - 1] + 1))


def hidden(letter: str, at: Location) -> Diagnostic:
    name = unicodedata.name(letter, "control character").lower()
    return Diagnostic(
        code=Code.HIDDEN_CHARACTER,
        at=at,
        says="a character stands here that cannot be seen",
        expected="text without control characters",
        found=f"U+{ord(letter):04X} ({name})",
        remedy="delete it; text copied from a web page or a document may hold such characters",
    )


def odd_spaces(file: SourceFile) -> Iterator[Diagnostic]:
    """A complaint for each line that begins with a space of another kind."""
    for found in ODD_SPACE.finditer(file.text):
        letter = found.group()[-1]
        yield Diagnostic(
            code=Code.ODD_SPACE,
            at=Location(file, file.text.count("\n", 0, found.start()) + 1, len(found.group())),
            says="the line begins with a space of another kind",
            expected="ordinary spaces",
            found=f"U+{ord(letter):04X} ({unicodedata.name(letter).lower()})",
            remedy="delete the spaces at the start of the line and type them again",
        )
