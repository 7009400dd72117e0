"""Our own engine on the job, through its public face; with the cache of token vectors, and without."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from bench.job import Answer

POLICY = Path(__file__).with_name("policy.yaml")


def engine(*, remember: bool) -> Callable[[bytes], Answer]:
    """Decides on evidence in our own format."""
    from gonogo.api import Decider

    decider = Decider(str(POLICY), remember=remember)

    def decide(raw: bytes) -> Answer:
        ruling = decider.decide(raw)
        # The conditions on records come first, in the policy's order; those on criteria count nothing.
        counts = tuple([counted[0] for counted in ruling.counts if counted])
        return Answer(ruling.outcome, counts, ruling.firings)

    return decide
