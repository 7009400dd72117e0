"""What would change it: for each criterion, risk and gate that is not as one would have it, the smallest sets of
changes to the evidence that would make it so. As a document; the fragile passes stand beside them.

Nothing is proposed that the policy fixes, and nothing is ever left out. Each set was tried by deciding again.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from gonogo.judge.because import plain
from gonogo.judge.change_part import change_part
from gonogo.judge.change_search import ENOUGH, Search, Sought, has_waiver
from gonogo.judge.change_ways import Way
from gonogo.judge.change_words import way_words
from gonogo.judge.decide import Judge
from gonogo.judge.fragile import fragile, fragile_part
from gonogo.judge.heading import heading
from gonogo.judge.judgement import Judgement
from gonogo.judge.obligations import outcome
from gonogo.model.condition import Layer
from gonogo.model.decision import RiskState, Verdict
from gonogo.model.noun import Noun
from gonogo.model.policy import Outcome, Policy

Document = dict[str, Any]
MOST = 60  # changes of one set that a document lists one by one

WANTED: dict[str, tuple[str, ...]] = {
    Layer.CRITERION.value: (Verdict.PASS, Verdict.WAIVED),
    Layer.RISK.value: (RiskState.ACCEPTED, RiskState.ACCEPTED_WITH_CONDITIONS, RiskState.CLOSED),
    Layer.DECISION.value: (Outcome.GO, Outcome.GO_WITH_CONDITIONS),
}
AS_WANTED = {**WANTED, Layer.CRITERION.value: (*WANTED[Layer.CRITERION.value], Verdict.NOT_APPLICABLE)}


class Subject(Noun, frozen=True):
    """What is decided: a criterion, a risk or a gate."""

    layer: str
    id: str
    title: str


def changes_document(judge: Judge, judgement: Judgement, ids: Sequence[str], engine: str) -> Document:
    """For the subjects named (none named: all that are not as one would have them), the smallest changes."""
    search = Search(judge, judgement)
    asked = [one for one in subjects_of(judgement) if one.id in ids or not ids]
    open_ones = [one for one in asked if judgement.standing(one.layer, one.id).status not in AS_WANTED[one.layer]]
    return {
        **heading(judgement, engine, "gonogo/changes/1"),
        "subjects": [_subject(search, one) for one in open_ones],
        "fragile": [fragile_part(one, judgement) for one in fragile(search, ids)],
    }


def subjects_of(judgement: Judgement) -> Iterator[Subject]:
    """All that can be asked about, in the policy's order; the decision last."""
    policy = judgement.policy
    yield from (Subject(Layer.CRITERION.value, one.id, one.title) for one in policy.criteria)
    yield from (Subject(Layer.RISK.value, one.id, one.title) for one in policy.risks)
    yield from (Subject(Layer.DECISION.value, one.id, plain(judgement, one.question)) for one in policy.gates)


def names(policy: Policy) -> dict[str, str]:
    """Every name that can be asked about, with the criterion, risk or gate that it stands for."""
    found: dict[str, str] = {}
    for criterion in policy.criteria:
        found |= dict.fromkeys((criterion.id, *(rule.id for rule in criterion.rules)), criterion.id)
    for risk in policy.risks:
        rules = (rule.id for control in risk.controls for rule in control.rules)
        found |= dict.fromkeys((risk.id, *(control.id for control in risk.controls), *rules), risk.id)
    for gate in policy.gates:
        found |= dict.fromkeys((gate.id, *(rule.id for rule in gate.rules)), gate.id)
    return found


def _subject(search: Search, one: Subject) -> Document:
    sought = sought_for(search, one)
    shown = _shown(sought.ways)
    return {
        "id": one.id,
        "kind": one.layer,
        "title": one.title,
        "status": status_of(search.judgement, one),
        "ways": [_way(search, one, way, place) for place, way in enumerate(shown, 1)],
        "more": len(sought.ways) - len(shown),
        "effort": {
            "changes": sought.changes,
            "others": sought.others,
            "tried": sought.tried,
            "limit": sought.limit,
            "complete_to": sought.complete_to,
        },
    }


def sought_for(search: Search, one: Subject) -> Sought:
    """The smallest ways for a subject to come to what one would have."""
    wanted = WANTED[one.layer]
    return search.seek(
        lambda judgement: judgement.standing(one.layer, one.id).status in wanted,
        lambda subjects: subjects.ways(one.layer, one.id, wanted),
        name=one.id,
    )


def _shown(ways: Sequence[Way]) -> list[Way]:
    """The first few; where the authority's waiver is the way out, the best such way is among them."""
    waived = [way for way in ways if has_waiver(way)][:1]
    others = [way for way in ways if not has_waiver(way)]
    return [*others[: ENOUGH - len(waived)], *waived]


def _way(search: Search, one: Subject, way: Way, place: int) -> Document:
    policy, after = search.judgement.policy, search.decided(way)
    texts = way_words(way, policy)
    return {
        "rank": place,
        "size": len(way),
        "gives": status_of(after, one),
        "text": "; ".join(texts),
        "texts": texts,
        "changes": [change_part(change, search.judgement) for change in way[:MOST]],
        "more_changes": max(0, len(way) - MOST),
        "also": list(_also(search.judgement, after, one)),
    }


def status_of(judgement: Judgement, one: Subject) -> str:
    """What a subject came to; a gate's outcome with its conditions."""
    if one.layer == Layer.DECISION:
        return outcome(judgement, next(gate for gate in judgement.policy.gates if gate.id == one.id))
    return str(judgement.standing(one.layer, one.id).status)


def _also(before: Judgement, after: Judgement, one: Subject) -> Iterator[Document]:
    """What else would come out otherwise."""
    for other in subjects_of(before):
        was, now = status_of(before, other), status_of(after, other)
        if other != one and was != now:
            yield {"id": other.id, "kind": other.layer, "from": was, "to": now}
