"""All combinations of values that a decision table may meet: for which of them no row says anything, or two disagree.

Column by column, with the rows that are still possible. Where these ask nothing more, or none is left, the columns
that follow make no difference, and are not tried.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate
from operator import or_
from typing import NamedTuple

from gonogo.model.policy import Parameter
from gonogo.read.table_values import Choice, Column, bits, choices

MOST = 100_000  # combinations that are tried
MOST_COLUMNS = 100


class TooMany(Exception):
    """There are more combinations than are tried."""


class Case(NamedTuple):
    """Some values, in words. Of no row: a gap. Otherwise of two rows that say different things, by their places."""

    words: str
    rows: tuple[int, int] | None


def cases(
    columns: Sequence[Column], outcomes: Sequence[str], parameters: Mapping[str, Parameter], *, closed: bool
) -> Iterator[Case]:
    """The contradictions, each once; and the gaps, unless they are closed. `outcomes`: what each row comes to."""
    if len(columns) > MOST_COLUMNS:
        raise TooMany
    walk = _Walk(columns, [choices(column, parameters) for column in columns], outcomes, closed=closed)
    every = (1 << len(outcomes)) - 1
    return walk.cases(0, every, every, ())


class _Walk:
    def __init__(
        self, columns: Sequence[Column], tried: Sequence[Sequence[Choice]], outcomes: Sequence[str], *, closed: bool
    ) -> None:
        self.names = [column.name for column in columns]
        self.choices = tried
        self.asking = [_rows(column) for column in columns]
        self.asking_yet = list(accumulate(reversed(self.asking), or_, initial=0))[::-1]  # here, or further on
        self.outcomes = outcomes
        self.same = _same(outcomes)
        self.closed = closed
        self.tried = 0
        self.told: set[tuple[int, int]] = set()

    def cases(self, place: int, sure: int, maybe: int, words: tuple[str, ...]) -> Iterator[Case]:
        """What is wrong from one column on, with the rows that have passed so far."""
        self.tried += 1
        if self.tried > MOST:
            raise TooMany
        if not maybe:
            yield from () if self.closed else (Case(" and ".join(words), None),)
        elif self._is_settled(place, sure, maybe):
            yield from self._contradictions(sure, words)
        elif not self.asking[place] & maybe:
            yield from self.cases(place + 1, sure, maybe, words)
        else:
            for choice in self.choices[place]:
                said = (*words, f"{self.names[place]} is {choice.words}")
                yield from self.cases(place + 1, sure & choice.sure, maybe & choice.maybe, said)

    def _is_settled(self, place: int, sure: int, maybe: int) -> bool:
        """Whether the columns from here on make no difference."""
        asking = self.asking_yet[place]
        if not maybe & asking:
            return True
        holds = self.closed or bool(sure & ~asking)
        return holds and any(not maybe & ~rows for rows in self.same.values())

    def _contradictions(self, sure: int, words: tuple[str, ...]) -> Iterator[Case]:
        if not sure:
            return
        first = next(bits(sure))
        for later in bits(sure & ~self.same[self.outcomes[first]]):
            if (first, later) not in self.told:
                self.told.add((first, later))
                yield Case(" and ".join(words), (first, later))


def _rows(column: Column) -> int:
    """The rows that ask something of a column."""
    return sum(1 << row for row, tests in enumerate(column.rows) if tests is not None)


def _same(outcomes: Sequence[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for row, outcome in enumerate(outcomes):
        found[outcome] = found.get(outcome, 0) | 1 << row
    return found
