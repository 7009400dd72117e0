"""Which scenarios a tag expression chooses: `@AC3 and not (@slow or @draft)`."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator

from gonogo.model.noun import Noun

WORD = re.compile(r"\s*(?:(@[^\s()]+)|(and|or|not)\b|([()])|(\S+))")

Fits = Callable[[Collection[str]], bool]


class BadExpression(ValueError):
    """A tag expression that cannot be read; says why."""


class Tags(Noun, frozen=True):
    """A tag expression that was read, and the tags that it names."""

    fit: Fits
    named: tuple[str, ...]

    @classmethod
    def read(cls, text: str) -> Tags:
        """Raises BadExpression where it is none."""
        reading = _Reading(list(_words(text)))
        fits = reading.either()
        if reading.rest:
            raise BadExpression(f"`{reading.rest[0]}` stands where `and`, `or` or the end was expected")
        return cls(fits, tuple(dict.fromkeys(reading.named)))


def _words(text: str) -> Iterator[str]:
    for found in WORD.finditer(text.strip()):
        if found[4]:
            raise BadExpression(f"`{found[4]}` is no tag; a tag begins with `@`")
        yield found[1] or found[2] or found[3]


class _Reading:
    """From left to right; `not` binds closest, then `and`, then `or`."""

    def __init__(self, words: list[str]) -> None:
        self.rest = words
        self.named: list[str] = []

    def either(self) -> Fits:
        fits = self._both()
        while self._take("or"):
            fits = _or(fits, self._both())
        return fits

    def _both(self) -> Fits:
        fits = self._one()
        while self._take("and"):
            fits = _and(fits, self._one())
        return fits

    def _one(self) -> Fits:
        if self._take("not"):
            return _not(self._one())
        if self._take("("):
            fits = self.either()
            if not self._take(")"):
                raise BadExpression("a bracket is not closed")
            return fits
        if not self.rest or not self.rest[0].startswith("@"):
            found = f"`{self.rest[0]}` stands" if self.rest else "it ends"
            raise BadExpression(f"{found} where a tag was expected")
        tag = self.rest.pop(0)
        self.named.append(tag)
        return lambda tags: tag in tags

    def _take(self, word: str) -> bool:
        if self.rest and self.rest[0] == word:
            self.rest.pop(0)
            return True
        return False


def _or(left: Fits, right: Fits) -> Fits:
    return lambda tags: left(tags) or right(tags)


def _and(left: Fits, right: Fits) -> Fits:
    return lambda tags: left(tags) and right(tags)


def _not(inner: Fits) -> Fits:
    return lambda tags: not inner(tags)
