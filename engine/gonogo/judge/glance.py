"""The decision document, each part of it worked out when it is asked for.

Whoever looks at a few verdicts of very many decisions need not pay for the reasons of all the others.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from gonogo.judge.document import LISTS, Document, document
from gonogo.judge.findings import criterion
from gonogo.judge.gates import gate_finding
from gonogo.judge.judgement import Judgement
from gonogo.judge.obligations import outcome
from gonogo.judge.risk_findings import control, risk
from gonogo.model.condition import Layer
from gonogo.model.policy import Control, Criterion, Gate, Risk


class Later(dict[str, Any]):
    """A part of a document that has some of its keys, and gets a missing one when it is asked for."""

    __slots__ = ("_whole",)

    def __init__(self, known: Mapping[str, Any], whole: Callable[[str], Mapping[str, Any]]) -> None:
        super().__init__(known)
        self._whole = whole  # gives, for a key that is asked for, keys and values, that one among them if there is one

    def __missing__(self, key: str) -> Any:
        for name, value in self._whole(key).items():
            self.setdefault(name, value)
        return dict.__getitem__(self, key) if key in self else _no_such(key)

    def get(self, key: str, default: Any = None) -> Any:
        try:
            return self[key]
        except KeyError:
            return default


def _no_such(key: str) -> Any:
    raise KeyError(key)


def glance(judgement: Judgement, engine: str) -> Document:
    """The document of a decision (`document`), in which nothing is worked out before it is asked for."""
    policy = judgement.policy
    known = {
        "decisions": [_gate(judgement, one) for one in policy.gates],
        "criteria": [_criterion(judgement, one) for one in policy.criteria],
        "risks": [_risk(judgement, one) for one in policy.risks],
    }
    first: Mapping[str, Any] = known["decisions"][0]

    def whole(key: str) -> Mapping[str, Any]:
        if key in ("outcome", "rule", "because"):
            return {key: first[key]}
        return {key: list(LISTS[key](judgement))} if key in LISTS else document(judgement, engine)

    return Later(known, whole)


def _criterion(judgement: Judgement, one: Criterion) -> Later:
    standing = judgement.standing(Layer.CRITERION.value, one.id)
    known = {"id": one.id, "title": one.title, "verdict": standing.status, "rule": standing.rule}
    return Later({**known, "rules": list(standing.rules)}, lambda _: criterion(judgement, one))


def _risk(judgement: Judgement, one: Risk) -> Later:
    standing = judgement.standing(Layer.RISK.value, one.id)
    controls = [_control(judgement, each) for each in one.controls if each.id not in judgement.wiring.asleep]
    known = {"id": one.id, "title": one.title, "state": standing.status, "rule": standing.rule}
    return Later({**known, "controls": controls}, lambda _: risk(judgement, one))


def _control(judgement: Judgement, one: Control) -> Later:
    standing = judgement.standing(Layer.CONTROL.value, one.id)
    known = {"id": one.id, "title": one.title, "state": standing.status, "rule": standing.rule}
    return Later(known, lambda _: control(judgement, one))


def _gate(judgement: Judgement, gate: Gate) -> Later:
    rule = judgement.standing(Layer.DECISION.value, gate.id).rule or f"{gate.id}.undecided"
    known = {"id": gate.id, "outcome": outcome(judgement, gate), "rule": rule}
    return Later(known, lambda _: gate_finding(judgement, gate))
