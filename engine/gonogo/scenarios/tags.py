"""Which scenarios are chosen: by tags, `@AC3 and not (@slow or @draft)`, or by words, `severe defect or threshold`."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator

from gonogo.model.noun import Noun

TAG = re.compile(r"@[^\s()]+")
OPERATORS = ("and", "or", "not", "(", ")")

Fits = Callable[[Collection[str]], bool]


class BadExpression(ValueError):
    """An expression that cannot be read; says why."""


class Tags(Noun, frozen=True):
    """A tag expression that was read, and the tags that it names."""

    fit: Fits
    named: tuple[str, ...]

    @classmethod
    def read(cls, text: str) -> Tags:
        """Raises BadExpression where it is none."""
        words = list(_parts(text))
        for word in words:
            if word not in OPERATORS and not TAG.fullmatch(word):
                raise BadExpression(f"`{word}` is no tag; a tag begins with `@`")
        reading = _Reading(words, "a tag", lambda tag: lambda tags: tag in tags)
        return cls(reading.whole(), tuple(dict.fromkeys(reading.named)))


class Words(Noun, frozen=True):
    """Words that a name has in it, in whatever case; what stands between `and`, `or` and `not` is one phrase."""

    fit: Callable[[str], bool]

    @classmethod
    def read(cls, text: str) -> Words:
        """Raises BadExpression where it is none."""

        def has(phrase: str) -> Fits:
            return lambda names: any(phrase.casefold() in name.casefold() for name in names)

        fits = _Reading(list(_phrases(text)), "words", has).whole()
        return cls(lambda name: fits((name,)))


def _parts(text: str) -> Iterator[str]:
    yield from text.replace("(", " ( ").replace(")", " ) ").split()


def _phrases(text: str) -> Iterator[str]:
    """Words that follow each other as one part."""
    phrase: list[str] = []
    for word in _parts(text):
        if word in OPERATORS:
            yield from [" ".join(phrase)] if phrase else []
            phrase = []
            yield word
        else:
            phrase.append(word)
    yield from [" ".join(phrase)] if phrase else []


class _Reading:
    """From left to right; `not` binds closest, then `and`, then `or`."""

    def __init__(self, parts: list[str], what: str, fits: Callable[[str], Fits]) -> None:
        self.rest = parts
        self.what = what
        self.fits = fits
        self.named: list[str] = []

    def whole(self) -> Fits:
        fits = self._either()
        if self.rest:
            raise BadExpression(f"`{self.rest[0]}` stands where `and`, `or` or the end was expected")
        return fits

    def _either(self) -> Fits:
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
            fits = self._either()
            if not self._take(")"):
                raise BadExpression("a bracket is not closed")
            return fits
        if not self.rest or self.rest[0] in OPERATORS:
            found = f"`{self.rest[0]}` stands" if self.rest else "it ends"
            raise BadExpression(f"{found} where {self.what} was expected")
        part = self.rest.pop(0)
        self.named.append(part)
        return self.fits(part)

    def _take(self, part: str) -> bool:
        if self.rest and self.rest[0] == part:
            self.rest.pop(0)
            return True
        return False


def _or(left: Fits, right: Fits) -> Fits:
    return lambda names: left(names) or right(names)


def _and(left: Fits, right: Fits) -> Fits:
    return lambda names: left(names) and right(names)


def _not(inner: Fits) -> Fits:
    return lambda names: not inner(names)
