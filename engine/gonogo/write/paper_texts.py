"""The fixed texts of a paper by their keys, in one language, with their placeholders filled.

Who translates a paper gives other texts for the same keys; what is not given stays as it is, and is reported.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

from gonogo.model.noun import Noun
from gonogo.model.report import Inline, Line, Words
from gonogo.write.annex_words import ANNEX_WORDS
from gonogo.write.handbook_words import HANDBOOK_WORDS
from gonogo.write.paper_words import PAPER_WORDS

ENGLISH: Mapping[str, str] = MappingProxyType({**PAPER_WORDS, **ANNEX_WORDS, **HANDBOOK_WORDS})
PLACEHOLDER = re.compile(r"\{(\w+)\}")


class Texts(Noun, frozen=True):
    """Texts in a language (a BCP 47 tag). `untranslated`: the keys whose text is still the English one."""

    language: str = "en-GB"
    words: Mapping[str, str] = ENGLISH
    untranslated: tuple[str, ...] = ()

    def say(self, key: str, **given: object) -> str:
        """A text with its placeholders filled. What is filled in is never searched for placeholders."""
        return PLACEHOLDER.sub(lambda found: str(given[found[1]]), self.words[key])

    def line(self, key: str, **given: Inline | Line | str) -> Line:
        """The same, where what is filled in may be a badge, a link or words in some style."""
        line: list[Inline] = []
        for place, piece in enumerate(PLACEHOLDER.split(self.words[key])):
            line += inline(given[piece] if place % 2 else piece)
        return tuple(line)

    def number(self, key: str, number: int) -> str:
        """`1 criterion`, `7 criteria`: the text for one, or for any other number."""
        return self.say(f"{key}.{'one' if number == 1 else 'many'}", number=number)

    def listed(self, items: list[str]) -> str:
        """`A, B and C`."""
        if len(items) < 2:
            return "".join(items)
        return f"{', '.join(items[:-1])} {self.words['and']} {items[-1]}"


def inline(part: Inline | Line | str) -> tuple[Inline, ...]:
    """What stands in a line, as its pieces."""
    if isinstance(part, str):
        return (Words(part),) if part else ()
    return part if isinstance(part, tuple) else (part,)


def translated(language: str, words: Mapping[str, str]) -> Texts:
    """Texts in another language; English where a key is not given."""
    missing = tuple(key for key in ENGLISH if key not in words)
    return Texts(language, {**ENGLISH, **words}, missing)


def placeholders(text: str) -> frozenset[str]:
    """The names in braces."""
    return frozenset(PLACEHOLDER.findall(text))
