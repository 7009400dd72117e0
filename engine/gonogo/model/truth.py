"""Three-valued truth (Kleene's strong logic), and the interval that a count is while evidence is missing."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from enum import Enum

from gonogo.model.noun import Noun


class Truth(Enum):
    """Whether a statement holds, as far as the evidence can tell."""

    FALSE = 0
    UNKNOWN = 1
    TRUE = 2

    def __and__(self, other: Truth) -> Truth:
        return self if self.value <= other.value else other

    def __or__(self, other: Truth) -> Truth:
        return self if self.value >= other.value else other

    def __invert__(self) -> Truth:
        return Truth(2 - self.value)

    def __bool__(self) -> bool:
        raise TypeError("a Truth has three values: write `is Truth.TRUE`, not `if truth`")

    @staticmethod
    def of(known: bool | None) -> Truth:
        """What is known for certain is true or false; None is not known."""
        if known is None:
            return Truth.UNKNOWN
        return Truth.TRUE if known else Truth.FALSE


def all_of(truths: Iterable[Truth]) -> Truth:
    """False where any is false, true where every one is true (so of none), else unknown."""
    least = Truth.TRUE
    for truth in truths:
        least = least & truth
    return least


def any_of(truths: Iterable[Truth]) -> Truth:
    """True where any is true, false where every one is false (so of none), else unknown."""
    most = Truth.FALSE
    for truth in truths:
        most = most | truth
    return most


class Interval(Noun, frozen=True):
    """The numbers that a count may still turn out to be, both ends included."""

    least: int
    most: int | None  # None: the list is not complete, so more may come

    def satisfies(self, test: Callable[[int], bool], named: Iterable[int]) -> Truth:
        """Decided only where every number in the interval gives the same answer.

        A comparison changes its answer only at the numbers that it names and next to them, so these and the
        ends are enough.
        """
        points = tuple(named)
        beyond = max((self.least, *points)) + 1 if self.most is None else self.most
        near = (number + step for number in points for step in (-1, 0, 1))
        answers = {test(number) for number in (self.least, beyond, *filter(self.holds, near))}
        return Truth.UNKNOWN if len(answers) == 2 else Truth.of(True in answers)

    def holds(self, number: int) -> bool:
        return self.least <= number and (self.most is None or number <= self.most)
