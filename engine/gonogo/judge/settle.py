"""From counts of records that match, or perhaps do, to one truth: a quantifier is a count, and a count an interval.

Generated code calls these with plain numbers: how many records surely match, how many perhaps do, and whether the list
is complete (if not, any number more may come). Truths are 0, 1, 2 as in `judge.compare`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from fractions import Fraction
from typing import Any, NamedTuple

from gonogo.judge.compare import CANNOT_TELL, NO, YES, Range, is_exact
from gonogo.model.records import UNSET
from gonogo.model.value import add_exact

Tests = tuple[tuple[Callable[..., int], tuple[Any, ...]], ...]
IF_NONE = {"pass": YES, "fail": NO, "unknown": CANNOT_TELL}


def some(surely: int, perhaps: int, complete: bool) -> int:
    if surely:
        return YES
    return CANNOT_TELL if perhaps or not complete else NO


def no(surely: int, perhaps: int, complete: bool) -> int:
    return 2 - some(surely, perhaps, complete)


class Violations(NamedTuple):
    """The counts behind `every`: records that match but fall short, and records that match."""

    surely: int
    perhaps: int
    matched: int
    perhaps_matched: int


def every(counts: tuple[int, int, int, int], complete: bool, if_none: int) -> int:
    short, perhaps_short, matched, perhaps_matched = counts
    if short:
        return NO
    if perhaps_short or not complete:
        return CANNOT_TELL
    if matched:
        return YES
    if perhaps_matched:
        return YES if if_none == YES else CANNOT_TELL
    return if_none


def count(surely: int, perhaps: int, complete: bool) -> Any:
    """The number of matching records: exact, or the range it lies in."""
    if complete:
        return Range(surely, surely + perhaps) if perhaps else surely
    return Range(surely, None)


def satisfies(figure: Any, tests: Tests, whole: bool) -> int:
    """Whether a figure passes all tests. A whole number's range is tried at its ends and round the numbers named."""
    if whole and type(figure) is Range and all(is_exact(x) for _, xs in tests for x in xs):
        answers = {_passes(number, tests) for number in _points(figure, tests)}
        return answers.pop() if len(answers) == 1 else CANNOT_TELL
    return _passes(figure, tests)


def _passes(figure: Any, tests: Tests) -> int:
    truth = YES
    for test, xs in tests:
        truth = min(truth, test(figure, *xs))
    return truth


def _points(figure: Range, tests: Tests) -> Iterator[int]:
    named = [int(x) for x in (*figure, *(x for _, xs in tests for x in xs)) if x is not None]
    least = min(named, default=0) - 2 if figure.least is None else int(figure.least)
    most = max(named, default=0) + 2 if figure.most is None else int(figure.most)
    yield from (least, most)
    for number in named:
        yield from (near for near in (number - 1, number, number + 1) if least <= near <= most)


class Parts(NamedTuple):
    """The counts behind `share`, by (in the whole, in the part): t surely, f surely not, u cannot tell."""

    tt: int
    tf: int
    tu: int
    ut: int
    uf: int
    uu: int


def share(parts: tuple[int, int, int, int, int, int], complete: bool) -> Any:
    """The exact part, or its range over all ways the open records may turn out; of nothing, unknown."""
    tt, tf, tu, ut, uf, uu = parts
    if not complete or tt + tf + tu == 0:
        return UNSET
    most = Fraction(tt + tu + ut + uu, tt + tf + tu + ut + uu)
    least = Fraction(tt, tt + tf + tu + uf + uu)
    return most if most == least else Range(least, most)


def total(values: Iterable[tuple[int, Any]], complete: bool, least: Any, most: Any) -> Any:
    """The exact sum. `least` and `most` bound a value that is not known, where the vocabulary says so."""
    low: list[Any] = []
    high: list[Any] = []
    for truth, value in values:
        ends = (value, value) if is_exact(value) else (0, 0) if value is None else (least, most)
        if truth != YES:
            ends = (_toward_zero(ends[0], min), _toward_zero(ends[1], max))
        low.append(ends[0])
        high.append(ends[1])
    if not complete:
        low.append(0 if least is not None and least >= 0 else None)
        high.append(0 if most is not None and most <= 0 else None)
    return _figure(_sum(low), _sum(high))


def _toward_zero(end: Any, choose: Callable[[Any, Any], Any]) -> Any:
    return None if end is None else choose(end, 0)


def _sum(values: list[Any]) -> Any:
    return None if any(value is None for value in values) else add_exact(values)


def lowest(values: Iterable[tuple[int, Any]], complete: bool, least: Any, most: Any) -> Any:
    """The lowest value; of nothing, unknown."""
    return _extreme(list(values), complete, (least, most), min)


def highest(values: Iterable[tuple[int, Any]], complete: bool, least: Any, most: Any) -> Any:
    """The highest value; of nothing, unknown."""
    turned = _extreme(list(values), complete, (most, least), max)
    return Range(turned.most, turned.least) if type(turned) is Range else turned


def _extreme(values: list[tuple[int, Any]], complete: bool, ends: tuple[Any, Any], choose: Callable[..., Any]) -> Any:
    """`ends[0]` is how far an unknown value could push the extreme outwards; the result's `least` is that side."""
    values = [(truth, value) for truth, value in values if value is not None]
    known = [value for truth, value in values if truth == YES and value is not UNSET]
    if not known:
        return UNSET
    inner = choose(known)
    outer = [value if value is not UNSET else ends[0] for truth, value in values]
    if not complete:
        outer.append(ends[0])
    if any(value is None for value in outer):
        return Range(None, inner)
    return _figure(choose([inner, *outer]), inner)


def _figure(least: Any, most: Any) -> Any:
    return least if least is not None and least == most else Range(least, most)
