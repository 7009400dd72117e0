"""A million records in a process of its own: `python -m bench.million make|ENGINE FILE`; seconds, and peak memory."""

from __future__ import annotations

import json
import resource
import sys
import time
from pathlib import Path

from bench.packs import pack
from bench.worker import ENGINES

RECORDS = 1_000_000


def main(what: str, file: Path) -> None:
    """Makes the pack, or decides on it once with an engine."""
    if what == "make":
        file.write_bytes(pack("go", RECORDS).ours)
        return
    decide = ENGINES[what]()
    raw = file.read_bytes()
    start = time.perf_counter()
    answer = decide(raw)
    seconds = time.perf_counter() - start
    print(json.dumps({"seconds": seconds, "peak": peak(), "verdict": answer.verdict}))


def peak() -> int:
    """The most memory this process ever had, in bytes."""
    status = Path("/proc/self/status")
    if status.exists():  # on Linux, getrusage would count what the parent had when it forked
        line = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM"))
        return int(line.split()[1]) * 1024
    used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return used if sys.platform == "darwin" else used * 1024


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
