"""What the engine has promised to be, and whether the figures of this run bear it out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from statistics import median
from typing import NamedTuple

from bench.cold import Cold
from bench.measure import Million
from bench.worker import OURS, OURS_UNCACHED

MEBIBYTE = 2**20


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """All that one run measured; None where it was left out."""

    sizes: Mapping[int, Mapping[str, list[float]]]  # size -> engine -> seconds, round by round
    small: Mapping[str, list[float]]  # engine -> seconds for a small pack, turn by turn
    million: Million | None
    cold: Cold
    missing: Mapping[str, str]

    def times(self, size: int, name: str, ours: str = OURS_UNCACHED) -> float | None:
        """How many times as long as ours an engine takes for a pack, each at its best."""
        seconds = self.sizes.get(size, {})
        if name not in seconds or ours not in seconds:
            return None
        return min(seconds[name]) / min(seconds[ours])

    def times_small(self, name: str, ours: str = OURS) -> float | None:
        """The same for many small packs: the middle turn of each, over the turns that the engine took."""
        theirs, own = self.small.get(name), self.small.get(ours)
        return median(theirs) / median(own[: len(theirs)]) if theirs and own else None


class Bar(NamedTuple):
    """A promise, what was found, and whether that is good enough; None where it was not measured."""

    promise: str
    found: str
    met: bool | None


def bars(figures: Figures) -> Iterator[Bar]:
    """Every promise in turn."""
    yield _at_least("regorus, 100, with the cache", 5, figures.times(100, "regorus", OURS))
    for size, least in ((100, 3), (1_000, 6), (10_000, 6), (100_000, 6)):
        yield _at_least(f"regorus, {size:,}", least, figures.times(size, "regorus"))
    yield _at_least("regorus, many small packs, with the cache", 5, figures.times_small("regorus"))
    for name in ("zen-engine", "zen-engine, no trace", "clipspy", "durable-rules, raw"):
        yield _everywhere(figures, name, 1, at_least=100)
    yield _everywhere(figures, "business-rules", 1, at_least=1_000)
    yield _everywhere(figures, "OPA (Go)", 25, at_least=1_000)
    if figures.million is None:
        yield Bar("a million records within 2.5 times msgspec's typed decode, under 1,024 MiB", "", None)
    else:
        ratio, peak = figures.million.ratio, figures.million.peak / MEBIBYTE
        yield Bar("a million records within 2.5 times msgspec's typed decode", f"{ratio:.2f}", ratio <= 2.5)
        yield Bar("a million records under 1,024 MiB", f"{peak:,.0f} MiB", peak < 1024)
    unchanged, uncached, _ = figures.cold
    yield Bar("a whole process within 8 times a bare Python, files unchanged", f"{unchanged:.1f}", unchanged <= 8)
    yield Bar("a whole process within 20 times a bare Python, nothing cached", f"{uncached:.1f}", uncached <= 20)
    yield Bar("undecided where values are missing", figures.missing[OURS], figures.missing[OURS] == "undecided")


def _at_least(of: str, least: float, found: float | None) -> Bar:
    return Bar(
        f"at least {least} times as fast as {of}",
        "" if found is None else f"{found:.1f}",
        None if found is None else found >= least,
    )


def _everywhere(figures: Figures, name: str, least: float, *, at_least: int) -> Bar:
    found = {size: figures.times(size, name) for size in figures.sizes if size >= at_least}
    ratios = {size: ratio for size, ratio in found.items() if ratio is not None}
    promise = f"faster than {name}" if least == 1 else f"at least {least} times as fast as {name}"
    promise += " at every size" if at_least == 100 else f" from {at_least:,} on"
    if not ratios:
        return Bar(promise, "", None)
    worst = min(ratios.values())
    met = worst > 1 if least == 1 else worst >= least
    return Bar(promise, f"{worst:.1f} at worst", met)
