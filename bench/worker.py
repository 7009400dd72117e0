"""One engine in a process of its own, which times it: `python -m bench.worker NAME`, one question a line.

So an engine that crashes, hangs or leaves memory behind spoils no other's figures, and the parent can let them all
take turns. `Worker` is the parent's side.
"""

from __future__ import annotations

import gc
import hashlib
import json
import os
import select
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from pathlib import Path
from typing import Any

from bench import floor, ours
from bench.job import Answer
from bench.peers import MAKERS

OURS = "gonogo"
OURS_UNCACHED = "gonogo, no cache"
FLOOR = "msgspec, decoding only"
PEERS = tuple(MAKERS)
HOUSE = (OURS, OURS_UNCACHED, FLOOR)  # these read evidence in our own format
ENGINES: Mapping[str, Callable[[], Callable[[bytes], Answer]]] = {
    OURS: partial(ours.engine, remember=True),
    OURS_UNCACHED: partial(ours.engine, remember=False),
    FLOOR: floor.engine,
    **MAKERS,
}


class Lost(Exception):
    """An engine that gave no answer: it is not here, failed, crashed, or took too long."""


class Worker:
    """Asks one engine, in its own process."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._process = subprocess.Popen(
            [sys.executable, "-m", "bench.worker", name],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=Path(__file__).parents[1],
        )
        try:
            self._reply(timeout=30)
        except Lost:
            self.close()
            raise

    def ask(self, file: Path, *, times: int = 1, lines: bool = False, timeout: float = 60) -> dict[str, Any]:
        """Decides on the pack in a file so many times, or on each line of it once; gives the seconds and the answer."""
        assert self._process.stdin is not None
        question = {"file": str(file), "times": times, "lines": lines}
        try:
            self._process.stdin.write(json.dumps(question).encode() + b"\n")
            self._process.stdin.flush()
        except BrokenPipeError as error:
            raise Lost("crashed") from error
        return self._reply(timeout=timeout)

    def _reply(self, *, timeout: float) -> dict[str, Any]:
        assert self._process.stdout is not None
        ready, _, _ = select.select([self._process.stdout], [], [], timeout)
        if not ready:
            raise Lost(f"took longer than {timeout:.0f} s")
        line = self._process.stdout.readline()
        if not line:
            raise Lost("crashed")
        reply: dict[str, Any] = json.loads(line)
        if "error" in reply:
            raise Lost(reply["error"])
        return reply

    def close(self) -> None:
        """Ends the process, whatever it is doing."""
        self._process.kill()
        self._process.communicate()


def main(name: str) -> None:
    """Answers questions until there are no more."""
    replies = os.fdopen(os.dup(1), "w", buffering=1)
    os.dup2(2, 1)  # what an engine prints is not an answer
    try:
        decide = ENGINES[name]()
    except ImportError as error:
        replies.write(json.dumps({"error": f"not installed ({error})"}) + "\n")
        return
    gc.collect()
    gc.freeze()
    replies.write("{}\n")
    for line in sys.stdin:
        question = json.loads(line)
        try:
            reply = _lines(decide, question) if question["lines"] else _pack(decide, question)
        except Exception as error:  # an engine may raise anything; the parent reports it
            reply = {"error": f"{type(error).__name__}: {error}"[:100]}
        replies.write(json.dumps(reply) + "\n")


def _pack(decide: Callable[[bytes], Answer], question: Mapping[str, Any]) -> dict[str, Any]:
    raw = Path(question["file"]).read_bytes()
    times = range(question["times"])
    start = time.perf_counter()
    for _ in times:
        found = decide(raw)
    seconds = (time.perf_counter() - start) / len(times)
    return {"seconds": seconds, "answer": [found.verdict, found.counts]}


def _lines(decide: Callable[[bytes], Answer], question: Mapping[str, Any]) -> dict[str, Any]:
    packs = Path(question["file"]).read_bytes().splitlines()
    start = time.perf_counter()
    found = [decide(raw) for raw in packs]
    seconds = time.perf_counter() - start
    return {"seconds": seconds, "answer": digest(found)}


def digest(answers: Iterable[Answer]) -> str:
    """One text for the verdicts and counts of many answers."""
    plain = [[one.verdict, [int(count) for count in one.counts]] for one in answers]
    return hashlib.sha256(json.dumps(plain).encode()).hexdigest()


if __name__ == "__main__":
    main(sys.argv[1])
