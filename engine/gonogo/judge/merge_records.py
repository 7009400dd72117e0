"""The same record from several sources becomes one. What they give differently is unknown until somebody settles it.

What one source leaves unknown and another knows is known. Two values contradict each other; a recorded resolution
settles that first, and otherwise the policy's order of precedence among the roles that gave them.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from datetime import date
from types import MappingProxyType
from typing import Any

from gonogo.judge.baseline import First, Firsts
from gonogo.judge.occurrence import Contradiction, Key, Occurrence, is_unknown, key_of
from gonogo.model.evidence import Evidence, Record, Resolution, Source
from gonogo.model.noun import Noun
from gonogo.model.policy import FactType, Field, Role
from gonogo.model.records import UNSET, UnsetType, attribute, changed
from gonogo.model.value import Kind, Value, ValueType, version_key


class MergeRules(Noun, frozen=True):
    """What settles contradictions about one fact: resolutions by key and field, and whose word goes first.

    `roles` are for people to read: what each is called. `firsts` are the values that a policy's baseline holds to.
    """

    fact: FactType
    sources: Mapping[str, Source]
    resolutions: Mapping[tuple[Key, str], Resolution]
    roles: Mapping[str, Role]
    firsts: Firsts = MappingProxyType({})

    def called(self, role: str) -> str:
        return self.roles[role].title if role in self.roles else role

    def rank(self, occurrence: Occurrence) -> int:
        """The place of an occurrence in the policy's precedence, by its best source; unranked ones come last."""
        order = self.fact.precedence
        roles = (self.sources[source].by for source in occurrence.sources)
        return min((order.index(role) for role in roles if role in order), default=len(order))


def merge_rules(fact: FactType, evidence: Evidence, as_of: date, roles: Mapping[str, Role]) -> MergeRules:
    """The rules as they stand on a day: a resolution counts from its date on, and the latest one counts."""
    mine = [one for one in evidence.resolutions if one.fact == fact.id and (one.date is None or one.date <= as_of)]
    mine.sort(key=lambda one: one.date or date.min)
    return MergeRules(fact, evidence.sources, {(one.key, one.field): one for one in mine}, roles)


def merged(
    occurrences: Sequence[Occurrence], rules: MergeRules
) -> tuple[Record, tuple[str, ...], tuple[Contradiction, ...]]:
    """One record for all occurrences of one key, its sources, and where the occurrences contradict each other."""
    sources = tuple(dict.fromkeys(source for one in occurrences for source in one.sources))
    record, contradictions = _one_record(occurrences, rules)
    if rules.firsts and occurrences[0].key is not None:
        record, contradictions = _held_to_first(record, contradictions, occurrences, rules)
    return record, sources, contradictions


def _held_to_first(
    record: Record, found: tuple[Contradiction, ...], occurrences: Sequence[Occurrence], rules: MergeRules
) -> tuple[Record, tuple[Contradiction, ...]]:
    """The record with the first value in each field of the baseline that was changed and not approved."""
    fact, key = rules.fact, occurrences[0].key or ()
    changes: dict[str, Any] = {}
    others = list(found)
    for name in fact.baseline:
        first, approved = rules.firsts.get((key, name)), rules.resolutions.get((key, name))
        later = [one for one in occurrences if _differs(one, first, fact.fields[name])]
        if first is None or not (later or is_unknown(getattr(record, attribute(name)), fact.fields[name])):
            continue
        changes[attribute(name)] = first.value if approved is None else approved.value
        told = first.told() if approved is None else _told(approved, rules)
        values = tuple((getattr(one.record, attribute(name)), one.sources, one.origin) for one in later)
        others = [one for one in others if one.field != name]
        if later:
            whole = ((first.value, first.sources, first.origin), *values)
            others.append(Contradiction(fact=fact.id, key=key, field=name, values=whole, settled_by=told))
    return changed(record, changes) if changes else record, tuple(others)


def _differs(one: Occurrence, first: First | None, field: Field) -> bool:
    value = getattr(one.record, attribute(field.id))
    if first is None or is_unknown(value, field):
        return False
    return _comparable(value, field.type) != _comparable(first.value, field.type)


def _one_record(occurrences: Sequence[Occurrence], rules: MergeRules) -> tuple[Record, tuple[Contradiction, ...]]:
    first = occurrences[0].record
    if len(occurrences) == 1:
        return first, ()
    changes: dict[str, Value | UnsetType | None] = {}
    contradictions = []
    for field in rules.fact.fields.values():
        if field.id not in rules.fact.key:
            value, contradiction = _settled(field, occurrences, rules)
            changes[attribute(field.id)] = value
            contradictions += [] if contradiction is None else [contradiction]
    return changed(first, changes), tuple(contradictions)


def _settled(
    field: Field, occurrences: Sequence[Occurrence], rules: MergeRules
) -> tuple[Value | UnsetType | None, Contradiction | None]:
    """What a field comes to, and the contradiction if there is one."""
    name = attribute(field.id)
    known = [one for one in occurrences if not is_unknown(getattr(one.record, name), field)]
    values = {_comparable(getattr(one.record, name), field.type): one for one in reversed(known)}
    unknown = UNSET if field.optional else None
    if not known:
        return unknown, None
    if len(values) == 1:
        return getattr(known[0].record, name), None
    key = key_of(rules.fact, occurrences[0].record) or ()
    value, settled_by = _settle((key, field.id), known, rules)
    contradiction = Contradiction(
        fact=rules.fact.id,
        key=key,
        field=field.id,
        values=tuple((getattr(one.record, name), one.sources, one.origin) for one in known),
        settled_by=settled_by,
    )
    return unknown if settled_by is None else value, contradiction


def _settle(asked: tuple[Key, str], known: Sequence[Occurrence], rules: MergeRules) -> tuple[Value | None, str | None]:
    """The value that counts, and on whose word; no word: nothing settles it."""
    resolution = rules.resolutions.get(asked)
    if resolution is not None:
        return resolution.value, _told(resolution, rules)
    field = rules.fact.fields[asked[1]]
    ranks = [rules.rank(one) for one in known]
    best = min(ranks)
    if best == len(rules.fact.precedence):
        return None, None
    first = [getattr(one.record, attribute(field.id)) for one, rank in zip(known, ranks, strict=True) if rank == best]
    if len({_comparable(value, field.type) for value in first}) > 1:
        return None, None
    return first[0], f"the policy's precedence: {rules.called(rules.fact.precedence[best])} goes first"


def _told(resolution: Resolution, rules: MergeRules) -> str:
    by = f" by {rules.called(resolution.by)}" if resolution.by else ""
    on = f" on {resolution.date.isoformat()}" if resolution.date else ""
    because = f": {resolution.reason}" if resolution.reason else ""
    return f"a resolution{by}{on}{because}"


def _comparable(value: Value | None, wanted: ValueType) -> Hashable:
    """Equal for values that mean the same: the versions 1.0 and 1.0.0."""
    if wanted.kind is Kind.VERSION and isinstance(value, str):
        return version_key(value)
    if wanted.kind is Kind.LIST and wanted.item is not None and isinstance(value, tuple):
        item = wanted.item
        return tuple(_comparable(one, item) for one in value)
    return value
