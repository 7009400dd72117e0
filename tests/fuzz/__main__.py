"""Tries spoilt files of one form: python -m tests.fuzz FORM [--seconds N | --inputs N] [--seed N] [--only N]"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from tests.fuzz.mutant import FORMS
from tests.fuzz.watch import NEVER, ROOT, fuzz, keep


def main() -> int:
    words = argparse.ArgumentParser(prog="python -m tests.fuzz", description="Tries spoilt files of one form.")
    words.add_argument("form", choices=FORMS)
    words.add_argument("--seconds", type=float, default=None, help="how long; left out, one minute")
    words.add_argument("--inputs", type=int, default=None, help="how many files")
    words.add_argument("--seed", type=int, default=1, help="of the random changes")
    words.add_argument("--only", type=int, default=None, help="the one file of that number")
    words.add_argument("--keep", type=Path, default=ROOT / "build" / "fuzz", help="where faults are written down")
    asked = words.parse_args()
    first = asked.only or 0
    last = first + 1 if asked.only is not None else asked.inputs or NEVER
    seconds = asked.seconds or (NEVER if last < NEVER else 60)
    result = fuzz(asked.form, asked.seed, first=first, last=last, seconds=seconds)
    sys.stdout.write(f"{result.text}\n")
    for fault in result.faults:
        sys.stdout.write(f"kept: {keep(fault, asked.keep)}\n")
    return 1 if result.faults else 0


if __name__ == "__main__":
    sys.exit(main())
