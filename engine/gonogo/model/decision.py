"""What the engine found: observations, firings, the standing of every criterion, control, risk and gate."""

from __future__ import annotations

from enum import StrEnum

from gonogo.model.condition import Layer
from gonogo.model.noun import Noun


class Verdict(StrEnum):
    """What a criterion came to."""

    PASS = "pass"
    FAIL = "fail"
    UNKNOWN = "unknown"
    NOT_APPLICABLE = "not_applicable"
    WAIVED = "waived"


class ControlState(StrEnum):
    """What a control came to: the first of these that holds."""

    ENDED = "ended"
    BREACHED = "breached"
    IN_PLACE = "in_place"
    PLANNED = "planned"
    NOT_IN_PLACE = "not_in_place"
    UNKNOWN = "unknown"


class RiskState(StrEnum):
    """What a residual risk came to."""

    CLOSED = "closed"
    BREACHED = "breached"
    OPEN = "open"
    UNKNOWN = "unknown"
    ACCEPTED = "accepted"
    ACCEPTED_WITH_CONDITIONS = "accepted_with_conditions"


class ObligationState(StrEnum):
    """How an obligation stands on the day of the decision."""

    MET = "met"
    OPEN = "open"
    OVERDUE = "overdue"
    UNKNOWN = "unknown"


class Firing(Noun, frozen=True):
    """A rule that fired, the tokens that made it fire, and the token it derived."""

    seq: int
    layer: str
    rule: str
    because_of: tuple[str, ...]
    derives: str


class Standing(Noun, frozen=True):
    """What a criterion, control, risk, decision or obligation came to, and the rules that made it so, in policy order.

    No rule: nothing fired, so nothing can be told.
    """

    layer: Layer | str
    id: str
    status: str
    rules: tuple[str, ...]

    @property
    def rule(self) -> str | None:
        return self.rules[0] if self.rules else None
