"""The process that tries spoilt files, with so much memory and time and no more. It tells what it finds line by line.

    python -m tests.fuzz.work FORM RUN FIRST LAST SECONDS BEAT FOLDER

Before each file its number is written into BEAT, so that whoever waits knows at which one this process died.
"""

from __future__ import annotations

import gc
import json
import mmap
import os
import resource
import struct
import sys
import traceback
import warnings
from pathlib import Path
from time import monotonic, process_time
from typing import Any

MEMORY = 1 << 30  # bytes of address space
HARD_LIMIT = 25  # seconds of the processor for one file, then the system ends this process


def main(form: str, run: int, numbers: tuple[int, int], seconds: float, places: tuple[str, str]) -> None:
    """Tries the files from the first number to before the last, for no longer than so many seconds."""
    (number, last), (beat, folder) = numbers, places
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    warnings.simplefilter("error")
    from tests.fuzz.mutant import mutant  # after the limit, which is to hold for all of it
    from tests.fuzz.seeds import seeds_of
    from tests.fuzz.trial import Bench

    seeds = seeds_of(form)
    bench = Bench(Path(folder), seeds)
    with open(beat, "r+b") as file:
        at = mmap.mmap(file.fileno(), 16)
    begun = monotonic()
    while number < last and monotonic() - begun < seconds:
        one = mutant(form, seeds, run, number)
        struct.pack_into("<qd", at, 0, number, monotonic())
        if os.environ.get("GONOGO_FUZZ_DIES_AT") == str(number):
            os.abort()
        resource.setrlimit(resource.RLIMIT_CPU, (int(process_time()) + HARD_LIMIT, resource.RLIM_INFINITY))
        try:
            bench.attempt(one)
        except Exception as error:
            tell(
                fault=number,
                seed=one.seed.name,
                promise=one.promise.value,
                says=_told(error),
                kind=_kind(error, one.seed.name),
            )
        number += 1
        if number % 500 == 0:
            gc.collect()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    tell(done=number, refused=bench.refused, codes=bench.codes, slowest=bench.slowest, peak=peak)


def tell(**what: Any) -> None:
    sys.stdout.write(json.dumps(what) + "\n")
    sys.stdout.flush()


def _told(error: BaseException) -> str:
    """The last of the traceback, where the fault is."""
    frames = traceback.format_tb(error.__traceback__)[-5:]
    return "".join([*frames, *traceback.format_exception_only(error)])[-4000:]


def _kind(error: BaseException, seed: str) -> str:
    """The same for the same fault: what was raised, and where in the product; or what does not hold of which seed."""
    if type(error).__name__ == "Broken":
        return f"`{seed}`: {str(error).partition(':')[0]}"
    frames = traceback.extract_tb(error.__traceback__)
    ours = [one for one in frames if f"{os.sep}gonogo{os.sep}" in one.filename] or list(frames)
    return f"{type(error).__name__} at {os.path.basename(ours[-1].filename)}:{ours[-1].lineno}"


if __name__ == "__main__":
    words = sys.argv[1:]
    main(words[0], int(words[1]), (int(words[2]), int(words[3])), float(words[4]), (words[5], words[6]))
