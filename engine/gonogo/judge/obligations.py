"""How each obligation stands on the day, and which of them a decision to go brings with it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from gonogo.judge.judgement import Ending, Ruled
from gonogo.judge.observe import perhaps_there
from gonogo.judge.subjects import OBLIGATION, obligation_id
from gonogo.judge.values import fixed_value
from gonogo.model.condition import Layer, leaves
from gonogo.model.decision import ControlState, ObligationState, Verdict
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


def obligations(judgement: Ruled) -> Iterator[Due]:
    """The obligations in play: of controls, of the decision rules that fired, of waivers that set something aside."""
    yield from _of_controls(judgement)
    yield from _of_gates(judgement)
    yield from _of_waivers(judgement)


def _of_controls(judgement: Ruled) -> Iterator[Due]:
    standings = judgement.inference.standings
    for control in judgement.policy.controls:
        if control.id in judgement.wiring.asleep:
            continue
        state = standings[Layer.CONTROL.value, control.id].status
        for obligation in control.obligations:
            ending = _ending(judgement, control.id, obligation)
            yield _due(judgement, control.id, obligation, ending, binding=state not in _SETTLED)


def _of_gates(judgement: Ruled) -> Iterator[Due]:
    standings = judgement.inference.standings
    for gate in judgement.policy.gates:
        fired = standings[Layer.DECISION.value, gate.id].rules
        for rule in gate.rules:
            if rule.id in fired[:1]:
                for obligation in rule.obligations:
                    yield _due(judgement, gate.id, obligation, _ending(judgement, gate.id, obligation), binding=True)


def _of_waivers(judgement: Ruled) -> Iterator[Due]:
    for position, waiver in enumerate(judgement.waivers):
        standing = judgement.standing(Layer.CRITERION.value, waiver.criterion)
        if standing.status == Verdict.WAIVED and waiver.id in judgement.waived_by[waiver.criterion]:
            for number, obligation in enumerate(waiver.obligations):
                ending = judgement.endings.get((position, number), NEVER)
                yield _due(judgement, waiver.id, obligation, ending, binding=True)


DECISION = Layer.DECISION.value
_SETTLED = (ControlState.IN_PLACE, ControlState.ENDED)
NEVER = Ending(0, perhaps=False)  # nothing is said of an end


def _due(judgement: Ruled, on: str, obligation: Obligation, ending: Ending, *, binding: bool) -> Due:
    due = due_date(judgement, obligation)
    state = _state(ending, due, judgement.as_of)
    binding = binding and obligation.binds and state is not ObligationState.MET
    return Due(on, obligation, None if due is UNSET else due, state, binding)


def due_date(judgement: Ruled, obligation: Obligation) -> Any:
    """The day, the words, None where nothing is said, or UNSET where the day cannot be told."""
    if obligation.due is None or isinstance(obligation.due, str):
        return obligation.due
    return fixed_value(obligation.due, judgement.policy, judgement.as_of)


def _state(ending: Ending, due: Any, as_of: date) -> ObligationState:
    """That nothing was given yet is what `open` means; a record that perhaps ends it leaves it unknown."""
    if ending.truth == 2:
        return ObligationState.MET
    day = due.date() if isinstance(due, datetime) else due
    if isinstance(day, date) and day < as_of:
        return ObligationState.OVERDUE
    return ObligationState.UNKNOWN if due is UNSET or ending.perhaps else ObligationState.OPEN


def _ending(judgement: Ruled, on: str, obligation: Obligation) -> Ending:
    if obligation.ends_when is None:
        return NEVER
    if judgement.standing(OBLIGATION, obligation_id(on, obligation)).status == ObligationState.MET:
        return Ending(2, perhaps=False)
    truth = judgement.truth(obligation.ends_when, on)
    numbers = (judgement.number(leaf, on) for leaf in leaves(obligation.ends_when))
    return Ending(truth, truth == 1 and any(perhaps_there(judgement.counts[number]) for number in numbers))


def outcome(judgement: Ruled, gate: Gate) -> str:
    """The gate's outcome: a go that brings an obligation not yet met is a go with conditions."""
    status = judgement.inference.standings[DECISION, gate.id].status
    if status != Outcome.GO or not (judgement.wiring.owing or judgement.waivers):
        return status
    gates = {one.id for one in judgement.policy.gates}
    brought = any(one.binding and (one.on == gate.id or one.on not in gates) for one in obligations(judgement))
    return Outcome.GO_WITH_CONDITIONS if brought else Outcome.GO
