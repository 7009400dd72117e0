"""Mutants: how long five hundred changes of a policy take against forty scenarios.

`.venv/bin/python -m bench.mutation` prints the figure beside its bar. The policy and the scenarios are those of the
example; the scenarios are taken evenly from all its features, so that few changes are noticed by the first one tried.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from time import perf_counter

from gonogo.model.diagnostic import Diagnostics
from gonogo.scenarios.feature import Scenario
from gonogo.scenarios.feature_file import read_features
from gonogo.scenarios.mutants import mutants
from gonogo.scenarios.mutation import Notices, played
from gonogo.scenarios.mutation_run import Hunt, Kept, try_all

ROOT = Path(__file__).parent.parent
POLICY = "sec-release"
MUTANTS, SCENARIOS = 500, 40
MOST_SECONDS = 60
JOBS = 2


def measure() -> tuple[float, int]:
    """Seconds, and how many of the mutants were noticed."""
    one = next(one for one in played(_some(_scenarios())) if one.policy.id == POLICY)
    start = perf_counter()
    made = list(mutants(one.policy))[:MUTANTS]
    assert len(made) == MUTANTS, "the policy has fewer mutants"
    results = try_all(made, Hunt(one.policy, one.scenarios, Notices()), Kept(None, "", ""), JOBS, _silent)
    return perf_counter() - start, sum(result.noticed_by is not None for result in results.values())


def _scenarios() -> list[Scenario]:
    diagnostics = Diagnostics()
    features = read_features([str(ROOT / "features")], diagnostics)
    diagnostics.stop_if_errors("policy")
    every = [scenario for feature in features for scenario in feature.scenarios]
    return [scenario for scenario in every if f'"{POLICY}"' in " ".join(step.text for step in scenario.steps)]


def _some(scenarios: list[Scenario]) -> list[Scenario]:
    step = len(scenarios) / SCENARIOS
    return [scenarios[int(number * step)] for number in range(SCENARIOS)]


def _silent(done: int, of: int) -> None:
    """Nobody looks."""


def main() -> int:
    """Prints the figure, and whether it keeps its bar."""
    os.chdir(ROOT)
    seconds, noticed = measure()
    kept = seconds < MOST_SECONDS
    print(f"{MUTANTS} mutants x {SCENARIOS} scenarios, {JOBS} processes: {seconds:.1f} s, {noticed} noticed", end="")
    print(f"  [{'ok' if kept else 'MISSED'}: under {MOST_SECONDS} s]")
    return 0 if kept else 1


if __name__ == "__main__":
    sys.exit(main())
