"""Whether a source is as good as a criterion asks: its basis, who gave it, and when it was received."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from gonogo.judge.compare import TRUTHS, at_least, one_of, ranked
from gonogo.judge.values import fixed_value
from gonogo.model.evidence import BASES, Source
from gonogo.model.policy import Demand, Policy
from gonogo.model.records import UNSET

_RANK = ranked(BASES)


def shortfalls(demand: Demand, source: Source, policy: Policy, as_of: date) -> Iterator[tuple[str, int]]:
    """The demands (`basis`, `by`, `received`) that a source does not surely meet: 0, not met, or 1, cannot tell."""
    for name, truth in (
        ("basis", 2 if demand.basis is None else at_least(_RANK(source.basis), _RANK(demand.basis))),
        ("by", one_of(_known(source.by), *demand.by) if demand.by else 2),
        ("received", _received(demand, source, policy, as_of)),
    ):
        if truth != 2:
            yield name, truth


def _received(demand: Demand, source: Source, policy: Policy, as_of: date) -> int:
    received = _known(source.received)
    return min(
        (
            TRUTHS[test.op](received, *(fixed_value(one, policy, as_of) for one in test.against))
            for test in demand.received
        ),
        default=2,
    )


def _known(value: Any) -> Any:
    return UNSET if value is None else value
