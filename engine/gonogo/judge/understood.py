"""What evidence was understood as, as a document of plain values: nothing is judged, only what counts on the day.

schemas/understood.schema.json has its shape. Of long lists the first records are shown, and all are counted.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from gonogo.judge.admit import admit
from gonogo.judge.admitted import Admitted, Group
from gonogo.judge.needs import wanted
from gonogo.judge.occurrence import Contradiction, Origin, key_of, key_text
from gonogo.model.evidence import CellPlaces, Entry, Evidence, Record, Source
from gonogo.model.noun import Noun
from gonogo.model.policy import FactType, Policy
from gonogo.model.records import UNSET, attribute
from gonogo.model.value import shown

Document = dict[str, Any]
BUILT_IN = ("waiver",)


class Asked(Noun, frozen=True):
    """Of which facts (all, where none is named), on which day, and how many records of each (None: all)."""

    facts: tuple[str, ...]
    as_of: date | None
    most: int | None


def understood(evidence: Evidence, policy: Policy, asked: Asked, engine: str) -> Document:
    """The sources, and each fact with its lists, records, and what was left out."""
    day = asked.as_of or evidence.as_of
    admitted = admit(evidence, policy, day)
    named = [name for name in policy.facts if name not in (*BUILT_IN, *policy.tables)]
    given = [name for name in named if admitted[name].given and (not asked.facts or name in asked.facts)]
    owing = {one.fact.id: one.by for one in wanted(policy)}
    absent = [name for name in named if not admitted[name].given and (asked.facts == () or name in asked.facts)]
    return {
        "schema": "gonogo/understood/1",
        "engine": engine,
        "policy": {"id": policy.id, "title": policy.title, "version": policy.version, "sha256": policy.sha256},
        "evidence": {
            "id": evidence.id,
            "title": evidence.title,
            "as_of": evidence.as_of.isoformat(),
            "sha256": evidence.sha256,
            "files": [one.path for one in evidence.files],
        },
        "as_of": day.isoformat(),
        "data": [{"path": one.path, "sha256": one.sha256, "bytes": one.size} for one in evidence.data],
        "sources": [_source(one, evidence, policy, day) for one in evidence.sources.values()],
        "facts": [_fact(policy.facts[name], admitted[name], evidence, asked.most) for name in given],
        "absent": [
            {"fact": name, "title": policy.facts[name].title, "owed_by": list(owing.get(name, ()))}
            for name in absent
            if name != "view"
        ],
    }


def _source(one: Source, evidence: Evidence, policy: Policy, day: date) -> Document:
    used = [
        name
        for name, entries in evidence.entries.items()
        if any(one.id in entry.sources or (not entry.plain and _names(entry, one.id)) for entry in entries)
    ]
    late = one.received is not None and one.received > day
    stale = one.valid_until is not None and one.valid_until < day
    return {
        "id": one.id,
        "title": one.title,
        "by": one.by,
        "by_title": None if one.by is None else policy.role_title(one.by),
        "date": _day(one.date),
        "received": _day(one.received),
        "basis": one.basis,
        "valid_until": _day(one.valid_until),
        "limits": one.limits,
        "file": one.file,
        "sha256": one.sha256,
        "counts": "not_yet_received" if late else "stale" if stale else "yes",
        "facts": used,
        "at": str(one.at),
    }


def _names(entry: Entry, source: str) -> bool:
    for record in entry.records:
        own = getattr(record, "source", UNSET)
        if own == source or (isinstance(own, list | tuple) and source in own):
            return True
    return False


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


# --- one fact ------------------------------------------------------------------------------------


def _fact(fact: FactType, admitted: Admitted, evidence: Evidence, most: int | None) -> Document:
    count = sum(len(group.records) for group in admitted.groups)
    left_out = admitted.left_out if most is None else admitted.left_out[:most]
    return {
        "fact": fact.id,
        "title": fact.title,
        "key": list(fact.key),
        "complete": admitted.complete,
        "why_incomplete": list(admitted.why_incomplete),
        "count": count,
        "lists": list(_lists(fact, evidence)),
        "records": list(_records(fact, admitted.groups, most)),
        "left_out_by_reason": dict(sorted(Counter(one.reason.value for one in admitted.left_out).items())),
        "left_out": [
            {
                "key": _named(fact, one.origin.entry.records[one.origin.index], one.origin.index),
                "reason": one.reason.value,
                "detail": one.detail,
                "sources": list(one.origin.entry.sources),
                "at": str(one.origin.entry.place(one.origin.index)),
            }
            for one in left_out
        ],
        "contradictions": [_contradiction(one) for one in admitted.contradictions[:most]],
        "contradicted": len(admitted.contradictions),
    }


def _lists(fact: FactType, evidence: Evidence) -> Iterator[Document]:
    """Each list as it was given; one that came from files with how they were understood."""
    how = iter([one for one in evidence.understood if one.fact == fact.id])
    for entry in evidence.entries.get(fact.id, ()):
        told = next(how, None) if isinstance(entry.places, CellPlaces) and not entry.malformed else None
        yield {
            "sources": list(entry.sources),
            "complete": entry.complete,
            "count": len(entry.records),
            "malformed": len(entry.malformed),
            "valid_until": _day(entry.valid_until),
            "corrects": entry.corrects,
            "at": str(entry.at),
            "files": [] if told is None else list(told.files),
            "columns": {} if told is None else dict(told.columns),
            "remarks": [] if told is None else list(told.remarks),
        }


def _records(fact: FactType, groups: Sequence[Group], most: int | None) -> Iterator[Document]:
    left = most
    for group in groups:
        for index, record in enumerate(group.records):
            if left is not None:
                if left == 0:
                    return
                left -= 1
            origins = group.origin(index)
            yield {
                "key": _named(fact, record, origins[0].index),
                "sources": list(group.sources),
                "at": [str(one.entry.place(one.index)) for one in origins],
                "values": [_value(name, record, origins, fact) for name in fact.fields],
            }


def _value(name: str, record: Record, origins: Sequence[Origin], fact: FactType) -> Document:
    """What a field comes to: a value, none, or unknown; and where that stands."""
    value = getattr(record, attribute(name))
    state = "unknown" if value is UNSET or (value is None and not fact.fields[name].optional) else "none"
    given = value is not UNSET and value is not None
    same = (one for one in origins if getattr(one.entry.records[one.index], attribute(name)) == value)
    place = next(same, None)
    return {
        "field": name,
        "state": "given" if given else state,
        "value": shown(value) if given else None,
        "at": None if place is None or value is UNSET else str(place.entry.place(place.index, name)),
    }


def _contradiction(one: Contradiction) -> Document:
    return {
        "key": key_text(one.key),
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


def _named(fact: FactType, record: Record, index: int) -> str:
    key = key_of(fact, record)
    return f"record {index + 1}" if key is None else key_text(key)
