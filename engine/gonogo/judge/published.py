"""What the body really decided, where the evidence says so, beside what the policy comes to on the same evidence."""

from __future__ import annotations

from typing import Any

from gonogo.judge.gates import gate_finding
from gonogo.judge.judgement import Judgement
from gonogo.judge.obligations import outcome
from gonogo.model.condition import Layer
from gonogo.model.evidence import Review
from gonogo.model.policy import Outcome

Part = dict[str, Any]
GOES = (Outcome.GO, Outcome.GO_WITH_CONDITIONS)


def published(judgement: Judgement) -> Part | None:
    """The part of the decision document; None where nothing was published."""
    said = judgement.evidence.published
    if said is None:
        return None
    ours = outcome(judgement, judgement.policy.gates[0])
    to = {"from": said.to[0].isoformat(), "until": said.to[-1].isoformat()} if said.to else None
    statuses = [_status(judgement, name, status) for name, status in said.statuses.items()]
    same = said.outcome in (None, ours) and to in (None, _deferred_to(judgement, ours))
    return {
        "outcome": said.outcome,
        "ours": ours,
        "to": to,
        "agrees": same and all(one["agrees"] for one in statuses),
        "statuses": statuses,
        "by": said.by,
        "date": said.date,
        "ground": said.ground,
        "source": said.source,
        "reliability": said.reliability,
        "review": None if said.review is None else _review(said.review, ours),
    }


def _deferred_to(judgement: Judgement, ours: str) -> Part | None:
    """Until when it is deferred under this policy; nothing, where it is not."""
    found: Part | None = None
    if ours == Outcome.DEFER:
        found = gate_finding(judgement, judgement.policy.gates[0])["to"]
    return found


def _status(judgement: Judgement, name: str, status: str) -> Part:
    gates = {gate.id: gate for gate in judgement.policy.gates}
    layers = [layer.value for layer in Layer]
    ours = (
        outcome(judgement, gates[name])
        if name in gates
        else next(judgement.standing(layer, name).status for layer in layers if _has(judgement, layer, name))
    )
    return {"id": name, "published": status, "ours": ours, "agrees": status == ours}


def _has(judgement: Judgement, layer: str, name: str) -> bool:
    return (layer, name) in judgement.inference.standings


def _review(review: Review, ours: str) -> Part:
    """A review seldom says more than that it should not have been a go, so anything else agrees with that."""
    return {
        "outcome": review.outcome,
        "agrees": None if review.outcome is None else (ours in GOES) == (review.outcome in GOES),
        "by": review.by,
        "date": review.date,
        "finding": review.finding,
        "source": review.source,
        "reliability": review.reliability,
    }
