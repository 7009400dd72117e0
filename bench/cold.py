"""A whole command as a process, beside a Python that does nothing."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[1]
NOTHING = (sys.executable, "-c", "pass")
DECIDE = ("decide", "policies/sec-release", "evidence/sec-2019-11")
GO_WITH_CONDITIONS = 3


class Cold(NamedTuple):
    """How many times as long as a bare Python a decision takes, and how long that Python takes, in seconds."""

    unchanged: float
    uncached: float
    bare: float


def cold(rounds: int) -> Cold:
    """Decides on the SEC example from start to end, with the cache filled, and without it; in turns."""
    script = Path(sys.executable).with_name("gonogo")
    start = "from gonogo.cli import main; main()"
    gonogo = (str(script),) if script.exists() else (sys.executable, "-c", start)
    with tempfile.TemporaryDirectory() as cache:
        environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
        environment["XDG_CACHE_HOME"] = cache
        _seconds((*gonogo, *DECIDE), environment, GO_WITH_CONDITIONS)  # fills the cache, compiles the modules
        _seconds((*gonogo, *DECIDE, "--no-cache"), environment, GO_WITH_CONDITIONS)
        taken = [
            (
                _seconds(NOTHING, environment, 0),
                _seconds((*gonogo, *DECIDE), environment, GO_WITH_CONDITIONS),
                _seconds((*gonogo, *DECIDE, "--no-cache"), environment, GO_WITH_CONDITIONS),
            )
            for _ in range(rounds)
        ]
    bare, unchanged, uncached = (min(column) for column in zip(*taken, strict=True))
    return Cold(unchanged / bare, uncached / bare, bare)


def _seconds(command: Sequence[str], environment: Mapping[str, str], code: int) -> float:
    start = time.perf_counter()
    done = subprocess.run(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, check=False)
    seconds = time.perf_counter() - start
    if done.returncode != code:
        raise SystemExit(f"{' '.join(command)} ended with {done.returncode}, not {code}")
    return seconds
