"""Lets the engines take turns on the same packs, times them, and holds every answer against the plain one."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from statistics import median
from typing import Any, NamedTuple

from bench.job import naive
from bench.packs import Pack, pack, small_packs
from bench.worker import FLOOR, HOUSE, PEERS, Lost, Worker, digest

VISIT = 0.02  # seconds that one turn of an engine should last
TOO_SLOW = 20.0  # seconds: an engine that would need more for one pack is left out from that size on
SMALL_BUDGET = 12.0  # seconds that an engine may spend on small packs
CHUNK = 500  # small packs in one turn


class Files(NamedTuple):
    """A pack, or many, on disk: as evidence, and as the peers read it."""

    ours: Path
    theirs: Path

    def of(self, name: str) -> Path:
        return self.ours if name in HOUSE else self.theirs


@dataclass(slots=True)
class Field:
    """The engines that are still in the running, and what was found about them all."""

    folder: Path
    workers: dict[str, Worker] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    disagreements: list[str] = field(default_factory=list)
    checked: int = 0
    latest: dict[str, list[float]] = field(default_factory=dict)  # seconds for one pack, size after size

    def start(self) -> None:
        """Starts all engines; who cannot be had is noted."""
        for name in (*HOUSE, *PEERS):
            try:
                self.workers[name] = Worker(name)
            except Lost as why:
                self.notes.append(f"{name}: left out, {why}")

    def close(self) -> None:
        """Ends them all."""
        for worker in self.workers.values():
            worker.close()

    def lose(self, name: str, why: str) -> None:
        """Takes an engine out of the running."""
        self.workers.pop(name).close()
        self.notes.append(f"{name}: {why}")

    def write(self, name: str, made: Pack) -> Files:
        files = Files(self.folder / f"{name}.ours.json", self.folder / f"{name}.json")
        files.ours.write_bytes(made.ours)
        files.theirs.write_bytes(made.theirs)
        return files

    def check(self, name: str, what: str, found: Any, right: Any) -> None:
        """Notes it where an engine's verdict or counts are not the right ones."""
        if name == FLOOR:
            return
        self.checked += 1
        if found != right:
            self.disagreements.append(f"{name} on {what}: {found}, right is {right}")


def at_size(running: Field, size: int, rounds: int) -> dict[str, list[float]]:
    """Seconds for one good pack, round by round, for each engine; answers to a bad pack are checked too."""
    what = f"{size:,} defects"
    _drop_slow(running, size)
    bad = pack("bad", size)
    _answers(running, running.write(f"bad-{size}", bad), f"a bad pack of {what}", bad)
    good = pack("go", size)
    files = running.write(f"go-{size}", good)
    warm = _answers(running, files, f"a good pack of {what}", good)
    taken: dict[str, list[float]] = {name: [] for name in warm}
    names = list(warm)
    for turn in range(rounds):
        start = turn % len(names)
        for name in (*names[start:], *names[:start]):
            if name in running.workers:
                times = max(1, min(500, int(VISIT / warm[name])))
                reply = _asked(running, name, files, times=times)
                taken[name] += [reply["seconds"]] if reply else []
    for name, seconds in taken.items():
        if seconds:
            running.latest.setdefault(name, []).append(median(seconds))
    return {name: seconds for name, seconds in taken.items() if len(seconds) == rounds}


def _answers(running: Field, files: Files, what: str, made: Pack) -> dict[str, float]:
    """Each engine's answer, checked, and how long it took."""
    verdict, counts, _ = naive(json.loads(made.theirs))
    taken = {}
    for name in list(running.workers):
        reply = _asked(running, name, files)
        if reply:
            running.check(name, what, reply["answer"], [verdict, list(counts)])
            taken[name] = reply["seconds"]
    return taken


def _asked(running: Field, name: str, files: Files, **how: Any) -> dict[str, Any] | None:
    try:
        return running.workers[name].ask(files.of(name), **how)
    except Lost as why:
        running.lose(name, str(why))
        return None


def _drop_slow(running: Field, size: int) -> None:
    """Leaves out who would be too slow, judged by how its time grew over the sizes before."""
    for name, seconds in running.latest.items():
        growth = max(10.0, seconds[-1] / seconds[-2]) if len(seconds) > 1 else 10.0
        if name in running.workers and seconds[-1] * growth > TOO_SLOW:
            running.lose(name, f"left out from {size:,} on, would take over {TOO_SLOW:.0f} s for one pack")


# --- many small packs ------------------------------------------------------------------------------


def small(running: Field, number: int) -> dict[str, list[float]]:
    """Seconds for one of many packs of a hundred records, turn by turn; a slow engine stops when its time is spent."""
    taken: dict[str, list[float]] = {}
    for first, count, files, right in _chunks(running, small_packs(number)):
        for name in list(running.workers):
            turns = taken.setdefault(name, [])
            if sum(turns) * CHUNK > SMALL_BUDGET:
                continue
            reply = _asked(running, name, files, lines=True)
            if reply:
                running.check(name, f"small packs from {first}", reply["answer"], right)
                turns.append(reply["seconds"] / count)
    return {name: turns for name, turns in taken.items() if turns}


def _chunks(running: Field, packs: Iterator[Pack]) -> Iterator[tuple[int, int, Files, str]]:
    """Some hundred packs at a time: the first's number, how many, one a line in files, the digest of the answers."""
    first = 0
    while chunk := list(islice(packs, CHUNK)):
        ours, theirs = (b"\n".join(lines) for lines in zip(*chunk, strict=True))
        right = digest(naive(json.loads(one.theirs)) for one in chunk)
        yield first, len(chunk), running.write("small", Pack(ours, theirs)), right
        first += len(chunk)


# --- what is not known, and a million records ------------------------------------------------------


def missing(running: Field) -> dict[str, str]:
    """Each engine's verdict on a pack in which three in a hundred values are not given, and nothing is bad."""
    made = pack("null", 1_000)
    assert naive(json.loads(made.theirs)).verdict == "undecided"
    files = running.write("null", made)
    verdicts = {}
    for name, worker in running.workers.items():
        if name != FLOOR:
            try:
                verdicts[name] = worker.ask(files.of(name))["answer"][0]
            except Lost as why:
                verdicts[name] = str(why)
    return verdicts


class Million(NamedTuple):
    """A million records: time as a multiple of typed decoding alone, our own seconds, and our peak memory in bytes."""

    ratio: float
    seconds: float
    peak: int


def million(folder: Path, engine: str, rounds: int) -> Million:
    """Each time in a fresh process, in turns with msgspec's typed decode of the same bytes."""
    file = folder / "million.json"
    _child("make", file)
    taken: list[tuple[Mapping[str, Any], Mapping[str, Any]]] = []
    for _ in range(rounds):
        taken.append((json.loads(_child(FLOOR, file)), json.loads(_child(engine, file))))
    file.unlink()
    return Million(
        ratio=min(ours["seconds"] for _, ours in taken) / min(floor["seconds"] for floor, _ in taken),
        seconds=min(ours["seconds"] for _, ours in taken),
        peak=max(ours["peak"] for _, ours in taken),
    )


def _child(what: str, file: Path) -> bytes:
    command = [sys.executable, "-m", "bench.million", what, str(file)]
    return subprocess.run(command, check=True, stdout=subprocess.PIPE, cwd=Path(__file__).parents[1]).stdout
