"""Which definition a place of a policy belongs to: what a definition asks is told of it, not of all who use it."""

from __future__ import annotations

from bisect import bisect_right
from typing import Any

from gonogo.model.location import Location
from gonogo.model.policy import Policy


class Owners:
    """The places where the parts of a policy begin, in the order of reading."""

    def __init__(self, policy: Policy) -> None:
        self.policy = policy
        others: list[Any] = [
            *policy.criteria,
            *policy.risks,
            *policy.controls,
            *policy.gates,
            *policy.facts.values(),
            *policy.parameters.values(),
            *policy.roles.values(),
            *(rule for criterion in policy.criteria for rule in criterion.rules),
            *(rule for control in policy.controls for rule in control.rules),
            *(rule for gate in policy.gates for rule in gate.rules),
        ]
        starts = [(one.at.order, "") for one in others]
        starts += [(one.at.order, one.id) for one in policy.definitions.values()]
        self._starts = sorted(starts)

    def of(self, at: Location) -> str | None:
        """The definition that something stands in, or None: it stands anywhere else."""
        place = bisect_right(self._starts, (at.order, "\uffff")) - 1
        (file, _, _), name = self._starts[place] if place >= 0 else (("", 0, 0), "")
        return name if name and file == at.file.path else None
