"""Runs everything in one go and prints the table: `python -m bench [--quick]`."""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path

from bench.bars import MEBIBYTE, Figures, bars
from bench.cold import cold
from bench.measure import Field, Million, at_size, million, missing, small
from bench.worker import FLOOR, HOUSE, OURS, OURS_UNCACHED, PEERS

ROUNDS = {100: 25, 1_000: 25, 10_000: 15, 100_000: 5}
QUICK = {100: 9, 1_000: 9, 10_000: 5}
MANY = 10_000
QUICK_MANY = 1_000


def main(arguments: Sequence[str]) -> int:
    """Measures, prints, and ends in 1 where two engines do not agree."""
    parser = argparse.ArgumentParser(prog="python -m bench", description="Measures the engine beside others.")
    parser.add_argument("--quick", action="store_true", help="fewer rounds, smaller packs, no million records")
    quick = parser.parse_args(arguments).quick
    with tempfile.TemporaryDirectory() as folder, closing(Field(Path(folder))) as running:
        running.start()
        if OURS not in running.workers or OURS_UNCACHED not in running.workers:
            raise SystemExit("\n".join(["our own engine does not start", *running.notes]))
        figures = _measured(running, quick=quick)
    for line in _report(figures, running):
        print(line)
    return 1 if running.disagreements else 0


def _measured(running: Field, *, quick: bool) -> Figures:
    unknown = missing(running)
    many = small(running, QUICK_MANY if quick else MANY)
    sizes = {}
    for size, rounds in (QUICK if quick else ROUNDS).items():
        _tell(f"packs of {size:,}")
        sizes[size] = at_size(running, size, rounds)
    running.close()
    _tell("whole processes")
    processes = cold(5 if quick else 15)
    most: Million | None = None
    if not quick:
        _tell("a million records")
        most = million(running.folder, OURS, 5)
    return Figures(sizes=sizes, small=many, million=most, cold=processes, missing=unknown)


def _tell(what: str) -> None:
    print(f"measuring {what} ...", file=sys.stderr)


# --- the table -------------------------------------------------------------------------------------


def _report(figures: Figures, running: Field) -> Iterator[str]:
    yield "Time as a multiple of gonogo's without its cache, from JSON text to verdict with counts and firings."
    yield "A size is the number of defects; a small pack has a hundred records in all."
    yield ""
    yield from _table(figures)
    yield ""
    if figures.million:
        ratio, seconds, peak = figures.million
        size = f"{peak / MEBIBYTE:,.0f} MiB at most"
        yield f"A million records: {ratio:.2f} times msgspec's typed decode ({seconds:.2f} s), {size}"
    unchanged, uncached, bare = figures.cold
    yield (
        f"gonogo decide, whole process: {unchanged:.1f} times a bare Python ({1000 * bare:.0f} ms) on unchanged "
        f"files, {uncached:.1f} times with nothing cached"
    )
    yield f"Verdicts and counts compared with the plain answer: {running.checked}, not the same: {_wrong(running)}"
    yield from (f"  {one}" for one in running.disagreements)
    yield from (f"Note: {note}" for note in running.notes)
    yield ""
    words = {True: "met", False: "NOT MET", None: "not measured"}
    yield from (f"{words[met]:<13} {promise}{found and ': ' + found}" for promise, found, met in bars(figures))


def _wrong(running: Field) -> str:
    return str(len(running.disagreements)) if running.disagreements else "none"


def _table(figures: Figures) -> Iterator[str]:
    """Engines down, sizes across."""
    sizes = list(figures.sizes)
    heads = [*(f"{size:,}" for size in sizes), "many small", "3 % missing"]
    yield f"{'':<24}" + "".join(f"{head:>14}" for head in heads)
    for name in (*HOUSE, *PEERS):
        ratios = [*(figures.times(size, name) for size in sizes), figures.times_small(name, OURS_UNCACHED)]
        if any(ratio is not None for ratio in ratios):
            cells = ["-" if ratio is None else f"{ratio:.2f}" if ratio < 10 else f"{ratio:.0f}" for ratio in ratios]
            said = "" if name == FLOOR else figures.missing.get(name, "-")
            yield f"{name:<24}" + "".join(f"{cell:>14}" for cell in [*cells, said])
    seconds = [min(figures.sizes[size][OURS_UNCACHED]) for size in sizes]
    seconds.append(min(figures.small[OURS_UNCACHED]))
    yield f"{'gonogo, no cache, ms':<24}" + "".join(f"{1000 * one:>14.3f}" for one in seconds)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
