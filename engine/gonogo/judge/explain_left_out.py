"""Records that would have counted for a condition and were left out: why, and how far they fell short."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from gonogo.judge.adequacy import shortfalls
from gonogo.judge.admitted import LeftOut, Reason
from gonogo.judge.explain_measure import distance
from gonogo.judge.explain_seen import Seen
from gonogo.judge.judgement import Judgement
from gonogo.judge.occurrence import given_sources
from gonogo.judge.values import fixed_value
from gonogo.judge.witness import key_text, left_out_matches
from gonogo.model.condition import Literal
from gonogo.model.evidence import Source
from gonogo.model.policy import Demand
from gonogo.model.value import Kind, ValueType, shown
from gonogo.model.words import asked_words

NAMED = 3
DATE = ValueType(kind=Kind.DATE)


def left_out(judgement: Judgement, one: Seen, demand: Demand) -> dict[str, Any]:
    """The first few of them, and how many there are."""
    assert one.id is not None
    found = list(left_out_matches(judgement, int(one.id[1:])))
    return {
        "left_out": [_told(judgement, each, demand) for each in found[:NAMED]],
        "left_out_in_all": len(found),
    }


def _told(judgement: Judgement, each: LeftOut, demand: Demand) -> dict[str, Any]:
    entry, index = each.origin.entry, each.origin.index
    sources = given_sources(entry, entry.records[index])
    return {
        "fact": entry.fact,
        "key": key_text(judgement, entry.fact, entry.records[index], index),
        "sources": list(sources),
        "reason": each.reason.value,
        "why": _why(judgement, each, sources, demand),
        "at": str(entry.place(index)),
    }


def _why(judgement: Judgement, each: LeftOut, sources: tuple[str, ...], demand: Demand) -> str:
    match each.reason:
        case Reason.NOT_YET_RECEIVED:
            return f"{each.detail}, so not known on {judgement.as_of}"
        case Reason.STALE:
            return f"{each.detail}, so past its last day on {judgement.as_of}"
        case Reason.MALFORMED:
            return f"its row cannot be read: {each.detail}"
        case Reason.SUPERSEDED:
            return f"replaced by a later word of the same source ({each.detail})" if each.detail else "replaced"
        case Reason.CORRECTED:
            return f"corrected ({each.detail})" if each.detail else "corrected"
        case _:
            reasons = [why for name in sources for why in short_of(judgement, judgement.evidence.sources[name], demand)]
            return "; ".join(dict.fromkeys(reasons)) or "no source is named for it"


def short_of(judgement: Judgement, source: Source, demand: Demand) -> Iterator[str]:
    """Each way in which a source is not as good as is asked."""
    title = judgement.policy.role_title
    for name, _ in shortfalls(demand, source, judgement.policy, judgement.as_of):
        match name:
            case "basis":
                yield f"{source.basis} only, asked {demand.basis}"
            case "by":
                said = "no one in particular" if source.by is None else title(source.by)
                yield f"said by {said}, asked of {' or '.join(map(title, demand.by))}"
            case _:
                yield _received(judgement, source, demand)


def _received(judgement: Judgement, source: Source, demand: Demand) -> str:
    """`received 2019-11-12, asked no later than …, 2019-11-01: 11 days (7 working days) too late`."""
    if source.received is None:
        return "not said when it was received"
    policy, told = judgement.policy, []
    for test in demand.received:
        limits = [fixed_value(operand, policy, judgement.as_of) for operand in test.against]
        days = "" if all(isinstance(one, Literal) for one in test.against) else f" ({', '.join(map(shown, limits))})"
        off = distance(test.op, source.received, limits, policy.calendar)
        told.append(f"asked {asked_words((test,), DATE, policy)}{days}" + (f": {off}" if off else ""))
    return f"received {source.received}, {' and '.join(told)}"
