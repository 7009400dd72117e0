"""The decision as a document: plain values in the shape of schemas/decision.schema.json, every reason spelt out.

What stands here is looked up from the judgement; nothing is decided again. Lists are in the policy's order, then the
evidence's.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from gonogo.judge.because import NOT_GIVEN, plain
from gonogo.judge.findings import criterion
from gonogo.judge.gates import gate_finding
from gonogo.judge.heading import heading
from gonogo.judge.judgement import Judgement
from gonogo.judge.obligations import obligations
from gonogo.judge.published import published
from gonogo.judge.risk_findings import risk
from gonogo.judge.values import fixed_value
from gonogo.judge.waivers import without_effect
from gonogo.judge.witness import key_text, value_of
from gonogo.model.condition import Layer, ParameterValue
from gonogo.model.decision import Verdict
from gonogo.model.evidence import Waiver
from gonogo.model.records import UNSET
from gonogo.model.value import shown
from gonogo.model.words import sentence

Document = dict[str, Any]


def document(judgement: Judgement, engine: str) -> Document:
    """The whole decision. `engine` is the version that decided."""
    policy = judgement.policy
    gates = [gate_finding(judgement, gate) for gate in policy.gates]
    return {
        **heading(judgement, engine, "gonogo/decision/1"),
        "policy": _policy(judgement),
        "outcome": gates[0]["outcome"],
        "rule": gates[0]["rule"],
        "because": gates[0]["because"],
        "decisions": gates,
        "criteria": [criterion(judgement, one) for one in policy.criteria],
        "risks": [risk(judgement, one) for one in policy.risks],
        **{name: list(listed(judgement)) for name, listed in LISTS.items()},
        "published": published(judgement),
    }


def _policy(judgement: Judgement) -> Document:
    policy = judgement.policy
    return {
        "id": policy.id,
        "title": policy.title,
        "version": policy.version,
        "authority": policy.authority,
        "authority_title": _role(judgement, policy.authority),
        "source": policy.source,
        "sha256": policy.sha256,
    }


def _firings(judgement: Judgement) -> Iterator[Document]:
    for one in judgement.inference.firings:
        yield {
            "seq": one.seq,
            "layer": one.layer,
            "rule": one.rule,
            "because_of": list(one.because_of),
            "derives": one.derives,
        }


def _role(judgement: Judgement, role: str | None) -> str | None:
    return None if role is None else judgement.policy.role_title(role)


def _views(judgement: Judgement) -> Iterator[Document]:
    admitted = judgement.facts["view"]
    for group in admitted.groups:
        for record in group.records:
            yield _view(judgement, record, group.sources, counted=True)
    for one in admitted.left_out:
        yield _view(judgement, one.origin.entry.records[one.origin.index], one.origin.entry.sources, counted=False)


def _view(judgement: Judgement, record: Any, sources: tuple[str, ...], *, counted: bool) -> Document:
    by = value_of(record, "by")
    day = value_of(record, "date")
    return {
        "by": by,
        "by_title": _role(judgement, by),
        "about": value_of(record, "about"),
        "says": value_of(record, "says"),
        "with": value_of(record, "with"),
        "date": None if day is None else day.isoformat(),
        "source": sources[0] if sources else None,
        "counted": counted,
    }


def _waivers(judgement: Judgement) -> Iterator[Document]:
    reasons = without_effect(judgement.evidence, judgement.policy, judgement.facts, judgement.as_of)
    for waiver, why in zip(judgement.evidence.waivers, reasons, strict=True):
        yield _waiver(judgement, waiver, why)


def _waiver(judgement: Judgement, waiver: Waiver, why: str | None) -> Document:
    status = judgement.standing(Layer.CRITERION.value, waiver.criterion).status
    effect = "none" if why is not None else "waived" if status == Verdict.WAIVED else "in force, not needed"
    if why is None and status in (Verdict.FAIL, Verdict.UNKNOWN):
        effect, why = "none", f"it does not cover all that stands in the way: {waiver.criterion} is {status}"
    return {
        "id": waiver.id,
        "criterion": waiver.criterion,
        "rule": waiver.rule,
        "by": waiver.by,
        "by_title": _role(judgement, waiver.by),
        "reason": waiver.reason,
        "date": None if waiver.date is None else waiver.date.isoformat(),
        "until": None if waiver.until is None else waiver.until.isoformat(),
        "effect": effect,
        "why": why,
    }


def _obligations(judgement: Judgement) -> Iterator[Document]:
    policy = judgement.policy
    for one in obligations(judgement):
        due = one.due
        yield {
            "id": one.obligation.id,
            "on": one.on,
            "owner": one.obligation.owner,
            "owner_title": _role(judgement, one.obligation.owner),
            "text": plain(judgement, one.obligation.text),
            "due": due if due is None or isinstance(due, str) else due.isoformat(),
            "state": one.state.value,
            "ends_when": None if one.obligation.ends_when is None else sentence(one.obligation.ends_when, policy),
            "binds": one.obligation.binds,
        }


def _parameters(judgement: Judgement) -> Iterator[Document]:
    policy = judgement.policy
    for parameter in policy.parameters.values():
        value = fixed_value(ParameterValue(parameter.id), policy, judgement.as_of)
        yield {
            "id": parameter.id,
            "title": parameter.title,
            "value": NOT_GIVEN if value is UNSET else shown(value),
            "source": parameter.source,
        }
    for table in policy.tables.values():
        rows = (
            NOT_GIVEN
            if table.rows is None
            else "; ".join(
                ", ".join(f"{name} {shown(value)}" for name, value in zip(table.fact.fields, row, strict=True))
                for row in table.rows
            )
        )
        yield {"id": table.fact.id, "title": table.fact.title, "value": rows, "source": table.source}


def _sources(judgement: Judgement) -> Iterator[Document]:
    for source in judgement.evidence.sources.values():
        yield {
            "id": source.id,
            "title": source.title,
            "by": source.by,
            "by_title": _role(judgement, source.by),
            "date": None if source.date is None else source.date.isoformat(),
            "received": None if source.received is None else source.received.isoformat(),
            "basis": source.basis,
            "limits": source.limits,
            "file": source.file,
            "sha256": source.sha256,
            "valid_until": None if source.valid_until is None else source.valid_until.isoformat(),
        }


def _left_out(judgement: Judgement) -> Iterator[Document]:
    listed = [
        *judgement.facts.values(),
        *(one for one in judgement.admitted if one is not judgement.facts[one.fact]),
    ]
    seen: set[tuple[str, str, int, str]] = set()
    for admitted in listed:
        for one in admitted.left_out:
            entry, index = one.origin.entry, one.origin.index
            at = entry.place(index)
            mark = (admitted.fact, str(at), index, one.reason.value)
            if mark in seen:
                continue
            seen.add(mark)
            yield {
                "fact": admitted.fact,
                "key": key_text(judgement, admitted.fact, entry.records[index], index),
                "source": ", ".join(entry.sources) or None,
                "reason": one.reason.value,
                "detail": one.detail,
                "at": str(at),
            }


def _contradictions(judgement: Judgement) -> Iterator[Document]:
    for admitted in judgement.facts.values():
        for one in admitted.contradictions:
            yield {
                "fact": admitted.fact,
                "key": ", ".join(shown(value) for value in one.key),
                "field": one.field,
                "values": [
                    {
                        "value": None if value is None else shown(value),
                        "sources": list(sources),
                        "at": str(origin.entry.place(origin.index, one.field)),
                    }
                    for value, sources, origin in one.values
                ],
                "settled_by": one.settled_by,
            }


# What else a decision lists, in the order of the document.
LISTS: Mapping[str, Callable[[Judgement], Iterator[Document]]] = {
    "views": _views,
    "waivers": _waivers,
    "obligations": _obligations,
    "parameters": _parameters,
    "sources": _sources,
    "left_out": _left_out,
    "contradictions": _contradictions,
    "firings": _firings,
}
