"""Evidence with one thing taken away: a fact, a field, a source, a role's word, a record, or that a list is whole."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from gonogo.judge.change_kinds import Spot
from gonogo.judge.occurrence import given_sources, own
from gonogo.model.evidence import Entry, Evidence, Record
from gonogo.model.noun import replace
from gonogo.model.policy import Policy
from gonogo.model.records import UNSET, attribute, changed


def without_fact(evidence: Evidence, fact: str) -> Evidence:
    """Nothing is given on a fact."""
    return replace(evidence, entries={name: given for name, given in evidence.entries.items() if name != fact})


def without_field(evidence: Evidence, policy: Policy, fact: str, field: str) -> Evidence:
    """Nobody says anything on a field."""
    unknown = {attribute(field): UNSET if policy.facts[fact].fields[field].optional else None}
    return _each(evidence, fact, lambda one: replace(one, records=tuple(changed(r, unknown) for r in one.records)))


def not_whole(evidence: Evidence, fact: str) -> Evidence:
    """No list of a fact is said to be complete."""
    return _each(evidence, fact, lambda one: replace(one, complete=False))


def without_record(evidence: Evidence, fact: str, spots: Iterable[Spot]) -> Evidence:
    """One record was never given; its lists are as whole as they were."""
    gone = set(spots)
    entries = tuple(
        _kept(entry, [record for index, record in enumerate(entry.records) if (number, index) not in gone])
        for number, entry in enumerate(evidence.entries[fact])
    )
    return replace(evidence, entries={**evidence.entries, fact: entries})


def without_sources(evidence: Evidence, names: Iterable[str]) -> Evidence:
    """What rests on these sources alone was never given, and the lists that it stood in are no longer whole."""
    gone = frozenset(names)
    entries = {
        fact: tuple(left for entry in given if (left := _without(entry, gone)) is not None)
        for fact, given in evidence.entries.items()
    }
    waivers = tuple(one for one in evidence.waivers if one.source not in gone)
    return replace(evidence, entries={fact: given for fact, given in entries.items() if given}, waivers=waivers)


def _without(entry: Entry, gone: frozenset[str]) -> Entry | None:
    left = tuple(source for source in entry.sources if source not in gone)
    kept = [record for record in entry.records if not _rests_on(given_sources(entry, record), gone)]
    if not kept and entry.sources and not left:
        return None
    whole = entry.complete and (bool(left) or not entry.sources) and len(kept) == len(entry.records)
    records = kept if entry.plain else [_resting(record, gone) for record in kept]
    return replace(_kept(entry, records), sources=left, complete=whole)


def _rests_on(sources: tuple[str, ...], gone: frozenset[str]) -> bool:
    return bool(sources) and gone.issuperset(sources)


def _resting(record: Record, gone: frozenset[str]) -> Record:
    """The record on those of its own sources that are left."""
    named = own(record, "source")
    if not isinstance(named, list):
        return record
    values: dict[str, Any] = {"source": [one for one in named if one not in gone]}
    return changed(record, values)


def _kept(entry: Entry, records: Iterable[Record]) -> Entry:
    return replace(entry, records=tuple(records), places=None)


def _each(evidence: Evidence, fact: str, change: Callable[[Entry], Entry]) -> Evidence:
    entries = tuple(map(change, evidence.entries[fact]))
    return replace(evidence, entries={**evidence.entries, fact: entries})
