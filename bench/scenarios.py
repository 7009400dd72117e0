"""Scenarios: how long a thousand of them take, from the command to the report.

`.venv/bin/python -m bench.scenarios` prints the figure beside its bar. Each scenario decides the made-up full pack
after one change of its own.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path
from time import perf_counter

ROOT = Path(__file__).parent.parent
SCENARIOS = 1_000
MOST_SECONDS = 10

HEAD = """Feature: A thousand defects, one at a time

  Scenario Outline: A defect of severity <severity> called <id>
    Given the policy "sec-release"
    And the evidence "example-full"
    And these testing_issue records by dcc, documented:
      | id   | severity   | status | deploys |
      | <id> | <severity> | closed | true    |
    When it is decided
    Then the verdict on AC3 is pass

    Examples:
      | id | severity |
"""


def main() -> int:
    """Prints the figure, and whether it keeps its bar."""
    rows = "".join(f"      | X-{number} | {number % 5 + 1} |\n" for number in range(SCENARIOS))
    with tempfile.TemporaryDirectory() as folder:
        feature = Path(folder, "thousand.feature")
        feature.write_text(HEAD + rows, encoding="utf-8")
        start = perf_counter()
        told = subprocess.run(
            [sys.executable, "-c", "from gonogo.cli import main; main()", "test", str(feature)],
            cwd=ROOT,
            env={**os.environ, "NO_COLOR": "1"},
            capture_output=True,
            text=True,
            check=False,
        )
        seconds = perf_counter() - start
    if told.returncode or f"{SCENARIOS} passed" not in told.stdout:
        print(told.stdout[-2000:], told.stderr[-2000:])
        return 1
    kept = seconds < MOST_SECONDS
    print(f"{SCENARIOS:,} scenarios: {seconds:.1f} s; {'met' if kept else 'NOT MET'}: under {MOST_SECONDS} s")
    return 0 if kept else 1


if __name__ == "__main__":
    sys.exit(main())
