"""How each obligation stands on the day, and which of them a decision to go brings with it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from gonogo.judge.judgement import Judgement
from gonogo.judge.values import fixed_value
from gonogo.judge.wiring import OBLIGATION, obligation_id
from gonogo.model.condition import Layer, leaves
from gonogo.model.decision import ControlState, ObligationState
from gonogo.model.noun import Noun
from gonogo.model.policy import Gate, Obligation, Outcome
from gonogo.model.records import UNSET


class Due(Noun, frozen=True):
    """An obligation that stands, on what it stands, and how."""

    on: str
    obligation: Obligation
    due: date | str | None
    state: ObligationState
    binding: bool  # whether a go depends on it: it is not yet met, and what it stands on is in play


def obligations(judgement: Judgement) -> Iterator[Due]:
    """The obligations in play: of controls that have not ended, and of the decision rules that fired."""
    standings = judgement.inference.standings
    for control in judgement.policy.controls:
        if control.id in judgement.wiring.asleep:
            continue
        state = standings[Layer.CONTROL.value, control.id].status
        for obligation in control.obligations:
            yield _due(judgement, control.id, obligation, binding=state not in _SETTLED)
    for gate in judgement.policy.gates:
        fired = standings[Layer.DECISION.value, gate.id].rules
        for rule in gate.rules:
            if rule.id in fired[:1]:
                for obligation in rule.obligations:
                    yield _due(judgement, gate.id, obligation, binding=True)


_SETTLED = (ControlState.IN_PLACE, ControlState.ENDED)


def _due(judgement: Judgement, on: str, obligation: Obligation, *, binding: bool) -> Due:
    due = due_date(judgement, obligation)
    state = _state(judgement, on, obligation, due)
    return Due(on, obligation, None if due is UNSET else due, state, binding and state is not ObligationState.MET)


def due_date(judgement: Judgement, obligation: Obligation) -> Any:
    """The day, the words, None where nothing is said, or UNSET where the day cannot be told."""
    if obligation.due is None or isinstance(obligation.due, str):
        return obligation.due
    return fixed_value(obligation.due, judgement.policy, judgement.as_of)


def _state(judgement: Judgement, on: str, obligation: Obligation, due: Any) -> ObligationState:
    standing = judgement.standing(OBLIGATION, obligation_id(on, obligation))
    if standing.status == ObligationState.MET:
        return ObligationState.MET
    day = due.date() if isinstance(due, datetime) else due
    if isinstance(day, date) and day < judgement.as_of:
        return ObligationState.OVERDUE
    if due is UNSET or _perhaps_met(judgement, on, obligation):
        return ObligationState.UNKNOWN
    return ObligationState.OPEN


def _perhaps_met(judgement: Judgement, on: str, obligation: Obligation) -> bool:
    """A record that was given, and is perhaps the closing event. That nothing was given yet is what `open` means."""
    if obligation.ends_when is None or judgement.truth(obligation.ends_when, on) != 1:
        return False
    numbers = [judgement.number(leaf, on) for leaf in leaves(obligation.ends_when)]
    return any(judgement.counts[number] and judgement.counts[number][1] for number in numbers)


def outcome(judgement: Judgement, gate: Gate) -> str:
    """The gate's outcome: a go that brings an obligation not yet met is a go with conditions."""
    status = judgement.standing(Layer.DECISION.value, gate.id).status
    if status != Outcome.GO:
        return status
    gates = {one.id for one in judgement.policy.gates}
    brought = any(one.binding and (one.on == gate.id or one.on not in gates) for one in obligations(judgement))
    return Outcome.GO_WITH_CONDITIONS if brought else Outcome.GO
