"""The nearest valid word to one that was mistyped."""

from __future__ import annotations

from collections.abc import Iterable

LONGEST = 200  # no name is longer; comparing costs the product of two lengths


def nearest(word: str, choices: Iterable[str]) -> str | None:
    """The nearest valid word, or nothing: a far-fetched guess is worse than none.

    Near is within a third of the word's length, in letters added, left out, changed or swapped with a
    neighbour. Of several equally near words the first one is taken.
    """
    folded = _folded(word)
    if len(folded) > LONGEST:
        return None
    best, least = None, len(folded) // 3 + 1
    for choice in choices:
        other = _folded(choice)
        if abs(len(other) - len(folded)) >= least:
            continue
        distance = _distance(folded, other)
        if distance < least and choice != word and distance < len(other):
            best, least = choice, distance
    return best


def _folded(word: str) -> str:
    """Case and the choice between a space, a hyphen and an underscore are no difference worth counting."""
    return word.strip().casefold().replace("-", "_").replace(" ", "_")


def _distance(left: str, right: str) -> int:
    """Edit distance with swaps of neighbours (optimal string alignment)."""
    before: list[int] = []
    above = list(range(len(right) + 1))
    for row, letter in enumerate(left, start=1):
        here = [row]
        for column, other in enumerate(right, start=1):
            cost = min(above[column] + 1, here[-1] + 1, above[column - 1] + (letter != other))
            if row > 1 and column > 1 and letter == right[column - 2] and left[row - 2] == other:
                cost = min(cost, before[column - 2] + 1)
            here.append(cost)
        before, above = above, here
    return above[-1]
