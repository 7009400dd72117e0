"""What each residual risk and each of its controls came to, with its reasons, caveats and what is missing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from gonogo.judge.because import because
from gonogo.judge.caveats import caveats, evidence_caveats
from gonogo.judge.findings import (
    Part,
    conditions,
    is_not_so,
    missing,
    only_later,
    remedy,
    role,
    rule_because,
    rule_not_in_force,
    sentences,
    unknown_because,
)
from gonogo.judge.gaps import Asker
from gonogo.judge.judgement import Judgement
from gonogo.judge.wiring import in_force
from gonogo.judge.witness import numbers_of
from gonogo.model.condition import Layer
from gonogo.model.decision import ControlState, Standing
from gonogo.model.policy import Control, Effect, Risk, Rule
from gonogo.model.words import sentence


def risk(judgement: Judgement, one: Risk) -> Part:
    """One residual risk's finding, with its controls."""
    standing = judgement.standing(Layer.RISK.value, one.id)
    asleep = judgement.wiring.asleep
    asker = Asker(one.demand, one.owner)
    accepted = [] if one.accepted_when is None else [(f"{one.id}.accepted", one.accepted_when)]
    return {
        "id": one.id,
        "title": one.title,
        "text": one.text,
        "owner": one.owner,
        "owner_title": role(judgement, one.owner),
        "state": standing.status,
        "rule": standing.rule,
        "because": _risk_because(judgement, one, standing),
        "caveats": list(_accepted_caveats(judgement, one)),
        "missing": list(missing(judgement, one.id, accepted, asker)),
        "conditions": list(conditions(judgement, one.id, accepted)),
        "controls": [control(judgement, each) for each in one.controls if each.id not in asleep],
    }


def _accepted_caveats(judgement: Judgement, one: Risk) -> tuple[str, ...]:
    """On the evidence that it was accepted, or was not; what its controls rest on is said of them."""
    if one.accepted_when is None or judgement.truth(one.accepted_when, one.id) == 1:
        return ()
    return evidence_caveats(judgement, one.id, [one.accepted_when], one.demand)


def _risk_because(judgement: Judgement, one: Risk, standing: Standing) -> str:
    states: dict[str, list[str]] = {}
    for control in one.controls:
        if control.id not in judgement.wiring.asleep:
            state = judgement.standing(Layer.CONTROL.value, control.id).status
            states.setdefault(state.replace("_", " "), []).append(control.id)
    said = "; ".join(f"{', '.join(names)} {state}" for state, names in states.items())
    return sentences([_accepted(judgement, one), said]) if one.accepted_when is not None else said


def _accepted(judgement: Judgement, one: Risk) -> str:
    assert one.accepted_when is not None
    truth = judgement.truth(one.accepted_when, one.id)
    if truth == 2 and one.accepted_because is not None:
        return because(judgement, one.accepted_because, numbers_of(judgement, one.accepted_when, one.id))
    words = sentence(one.accepted_when, judgement.policy)
    return (f"it is not so that {words}", f"it cannot be told whether {words}", words)[truth]


def control(judgement: Judgement, one: Control) -> Part:
    """One control's finding."""
    standing = judgement.standing(Layer.CONTROL.value, one.id)
    rules = in_force(one.rules, judgement.wiring.asleep)
    asker = Asker(one.demand, one.owner)
    unknown = standing.status == ControlState.UNKNOWN
    asked = [(rule.id, rule.condition) for rule in rules]
    return {
        "id": one.id,
        "title": one.title,
        "owner": one.owner,
        "owner_title": role(judgement, one.owner),
        "kind": one.kind,
        "state": standing.status,
        "rule": standing.rule,
        "because": _control_because(judgement, one, standing, rules),
        "remedy": remedy(judgement, one.id, standing, rules),
        "caveats": [] if unknown else list(caveats(judgement, one.id, rules, standing.rules, asker)),
        "missing": list(_control_missing(judgement, one, rules)) if unknown else [],
        "conditions": list(conditions(judgement, one.id, asked)),
    }


def _control_missing(judgement: Judgement, one: Control, rules: Sequence[Rule]) -> Iterator[Part]:
    asked = [(rule.id, rule.condition) for rule in rules]
    yield from missing(judgement, one.id, asked, Asker(one.demand, one.owner))
    later = only_later(one.rules, rules, Effect.IN_PLACE) or ([] if rules else one.rules)
    if later:
        yield rule_not_in_force(judgement, later, "could be in place")


def _control_because(judgement: Judgement, one: Control, standing: Standing, rules: Sequence[Rule]) -> str:
    for rule in rules:
        if rule.id in standing.rules:
            return rule_because(judgement, one.id, rule)
    if standing.status == ControlState.NOT_IN_PLACE:
        in_place = [rule for rule in rules if rule.effect is Effect.IN_PLACE]
        return "; ".join(is_not_so(judgement, rule.condition) for rule in in_place)
    return unknown_because(judgement, one.id, one.rules, rules, Effect.IN_PLACE)
