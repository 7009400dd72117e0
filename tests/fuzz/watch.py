"""Whoever waits for the process that tries spoilt files: begins it anew where it died, and keeps the faults."""

from __future__ import annotations

import json
import os
import select
import signal
import struct
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic

from tests.fuzz.mutant import mutant
from tests.fuzz.seeds import seeds_of

ROOT = Path(__file__).parents[2]
STILL = 300  # seconds on the clock without a sign of life
MOST_FAULTS = 25  # of different kinds
NEVER = 10**12


@dataclass(frozen=True)
class Fault:
    """A spoilt file that is not taken as it should be."""

    form: str
    run: int
    number: int
    kind: str
    says: str

    @property
    def again(self) -> str:
        return f"python -m tests.fuzz {self.form} --seed {self.run} --only {self.number}"


@dataclass
class Result:
    """What a run came to."""

    form: str
    run: int
    inputs: int = 0
    refused: int = 0
    seconds: float = 0.0
    slowest: float = 0.0
    peak: int = 0  # kilobytes
    codes: Counter[str] = field(default_factory=Counter)
    faults: list[Fault] = field(default_factory=list)
    kinds: Counter[str] = field(default_factory=Counter)

    def add(self, number: int, kind: str, says: str) -> None:
        self.kinds[kind] += 1
        if self.kinds[kind] == 1:
            self.faults.append(Fault(self.form, self.run, number, kind, says))

    @property
    def text(self) -> str:
        rate = self.inputs / self.seconds if self.seconds else 0
        lines = [
            f"{self.form}, seed {self.run}: {self.inputs:,} inputs in {self.seconds:.0f} s ({rate:.0f} a second), "
            f"{self.refused:,} refused; slowest {self.slowest:.2f} s, peak {self.peak // 1024} MiB",
            "codes: " + ", ".join(f"{code} {count}" for code, count in sorted(self.codes.items())),
        ]
        for one in self.faults:
            lines += ["", f"FAULT ({self.kinds[one.kind]} times) {one.kind}", one.says.rstrip(), f"again: {one.again}"]
        return "\n".join(lines)


def fuzz(form: str, run: int, *, first: int = 0, last: int = NEVER, seconds: float = NEVER) -> Result:
    """Tries files until so many were tried, or so much time is over."""
    result = Result(form, run)
    begun = monotonic()
    with TemporaryDirectory() as folder:
        while first < last and (left := seconds - (monotonic() - begun)) > 0 and len(result.faults) < MOST_FAULTS:
            done = _work(result, (first, last), left, Path(folder))
            result.inputs += done - first
            first = done
    result.seconds = monotonic() - begun
    return result


def _work(result: Result, numbers: tuple[int, int], seconds: float, folder: Path) -> int:
    """Lets one process work; the number of the first file that it did not try."""
    beat = folder / "beat"
    beat.write_bytes(struct.pack("<qd", numbers[0], monotonic()))
    words = [result.form, str(result.run), *map(str, numbers), str(seconds), str(beat), str(folder / "projects")]
    command = [sys.executable, "-m", "tests.fuzz.work", *words]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=ROOT) as process:
        for line in _lines(process, beat):
            told = json.loads(line)
            if "done" in told:
                result.refused += told["refused"]
                result.codes.update(told["codes"])
                result.slowest = max(result.slowest, told["slowest"])
                result.peak = max(result.peak, told["peak"])
                process.wait()
                return int(told["done"])
            result.add(int(told["fault"]), told["kind"], f"seed `{told['seed']}`, {told['promise']}\n{told['says']}")
        assert process.stderr is not None
        last_words = process.stderr.read().decode(errors="replace")[-3000:]
        code = process.wait()
    number = struct.unpack("<qd", beat.read_bytes())[0]
    how = f"signal {signal.Signals(-code).name}" if code < 0 else f"code {code}"
    result.add(number, f"the process died: {how}", f"{how}\n{last_words}")
    return int(number) + 1


def _lines(process: subprocess.Popen[bytes], beat: Path) -> Iterator[bytes]:
    """What the process says; it is ended where it gives no sign of life."""
    assert process.stdout is not None
    while True:
        ready, _, _ = select.select([process.stdout], [], [], 5)
        if ready:
            line = process.stdout.readline()
            if not line:
                return
            yield line
        elif monotonic() - struct.unpack("<qd", beat.read_bytes())[1] > STILL:
            process.kill()
            return


def keep(fault: Fault, folder: Path) -> Path:
    """Writes the project of a spoilt file down, for somebody to look at."""
    one = mutant(fault.form, seeds_of(fault.form), fault.run, fault.number)
    place = folder / f"{fault.form}-{fault.run}-{fault.number}"
    for path, content in {**one.seed.files, one.seed.target: one.content}.items():
        (place / path).parent.mkdir(parents=True, exist_ok=True)
        (place / path).write_bytes(content)
    told = f"{fault.says}\n\n{one.seed.target} is spoilt: {one.promise.value}\nagain: {fault.again}\n"
    (place / "FAULT.txt").write_text(told, "utf-8")
    return place


def environment_seconds() -> float | None:
    """How long each form is tried, where somebody says so."""
    told = os.environ.get("GONOGO_FUZZ_SECONDS")
    return None if not told else float(told)
