"""What may be changed in evidence so that it is decided otherwise, and the evidence as it would then be.

Only what somebody could truly do or show: a record says something else in one field, a record or a list comes, better
evidence is given for what is there, the authority waives. Nothing is ever left out, and nothing of the policy moves.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Any, TypeAlias

from gonogo.judge.occurrence import key_of, own
from gonogo.model.evidence import BASES, Entry, Evidence, Record, Source, Waiver
from gonogo.model.location import Location, SourceFile
from gonogo.model.noun import Noun, replace
from gonogo.model.policy import Policy
from gonogo.model.records import UNSET, attribute, changed, record_type
from gonogo.model.value import Kind, Value

Spot = tuple[int, int]  # where a record stands: the number of its list among those of its fact, and its own

TEXTS = (Kind.TEXT, Kind.REF)
NOWHERE = Location(SourceFile("a change", ""), 1, 1)
WAIVER = "a-change"  # the id of a waiver that is proposed


class By(Noun, frozen=True):
    """Whose word something would be, and how good."""

    role: str | None
    basis: str


class SetField(Noun, frozen=True, kw_only=True):
    """A record says something else in one field, in every list that it stands in."""

    fact: str
    key: str
    spots: tuple[Spot, ...]
    field: str
    before: Value | None  # None: none, or not known
    known: bool
    value: Value | None
    cost: int


class AddRecord(Noun, frozen=True, kw_only=True):
    """One more record. `told` are the fields that matter; `number` tells apart those that are alike."""

    fact: str
    told: tuple[tuple[str, Value | None], ...]
    by: By
    number: int = 1


class GiveList(Noun, frozen=True, kw_only=True):
    """A fact on which nothing is given: its whole list, with these records in it."""

    fact: str
    records: tuple[tuple[tuple[str, Value | None], ...], ...]
    by: By


class CompleteList(Noun, frozen=True, kw_only=True):
    """The word that nothing is missing from what is given of a fact."""

    fact: str
    by: By


class BetterSource(Noun, frozen=True, kw_only=True):
    """What one list gives is given again, up to date and as good as is asked."""

    fact: str
    entry: int
    keys: tuple[str, ...]
    by: By


class GiveWaiver(Noun, frozen=True, kw_only=True):
    """The authority sets a criterion, or one rule of it, aside."""

    criterion: str
    rule: str | None
    by: str


Other: TypeAlias = AddRecord | GiveList | CompleteList | BetterSource | GiveWaiver
Change: TypeAlias = SetField | Other

KNOWN, TURNED, ADDED, MEASURED, GRADED, WAIVED = 1, 2, 3, 4, 9, 60  # what changes cost; only their order matters


def cost(change: Change) -> int:
    match change:
        case SetField(cost=own):
            return own
        case GiveWaiver(rule=rule):
            return WAIVED + (rule is None)
        case CompleteList():
            return KNOWN
        case GiveList(records=records):
            return ADDED + len(records)
        case _:
            return ADDED


def clash(one: Change, other: Change) -> bool:
    """Whether two changes cannot both be made."""
    match one, other:
        case SetField(), SetField():
            return (one.fact, one.spots, one.field) == (other.fact, other.spots, other.field)
        case GiveWaiver(), GiveWaiver():
            return one.criterion == other.criterion
        case GiveList(), GiveList() | AddRecord() | CompleteList():
            return one.fact == other.fact
        case AddRecord() | CompleteList(), GiveList():
            return one.fact == other.fact
        case _:
            return False


def is_within(one: Change, other: Change) -> bool:
    """Whether a change asks for no more than another one."""
    if isinstance(one, GiveList) and isinstance(other, GiveList) and one.fact == other.fact:
        return set(one.records) <= set(other.records)
    return one == other


def stands_in(change: Change, evidence: Evidence) -> bool:
    """Whether what a change would alter is there: it may have been thought of when more had been added."""
    match change:
        case SetField(fact=fact, spots=spots):
            return all(number < len(evidence.entries.get(fact, ())) for number, _ in spots)
        case BetterSource(fact=fact, entry=number):
            return number < len(evidence.entries.get(fact, ()))
        case CompleteList(fact=fact):
            return fact in evidence.entries
        case _:
            return True


class Changer:
    """Applies changes to evidence. Records of new kinds are made once for each fact."""

    def __init__(self, policy: Policy, as_of: date) -> None:
        self.policy = policy
        self.as_of = as_of
        self._kinds: dict[str, Any] = {}

    def apply(self, evidence: Evidence, changes: Sequence[Change]) -> Evidence:
        """The evidence after all the changes. What is changed in its place goes before what is added."""
        fields = [one for one in changes if isinstance(one, SetField)]
        evidence = _set_fields(evidence, fields)
        others = [one for one in changes if not isinstance(one, SetField)]
        for change in sorted(others, key=lambda one: isinstance(one, AddRecord | GiveList | GiveWaiver)):
            evidence = self._applied(evidence, change)
        return evidence

    def _applied(self, evidence: Evidence, change: Other) -> Evidence:
        match change:
            case AddRecord():
                return self._add(evidence, change)
            case GiveList(fact=fact, records=records, by=by):
                made = tuple(self.record(fact, told, number) for number, told in enumerate(records, 1))
                return self._appended(evidence, fact, by, made, complete=True)
            case CompleteList():
                return self._complete(evidence, change)
            case BetterSource(fact=fact, entry=number, by=by):
                evidence, source = self._sourced(evidence, by)
                return _with_entry(evidence, fact, number, lambda one: _again(one, source))
            case _:
                return self._waive(evidence, change)

    # --- records ---------------------------------------------------------------------------------

    def record(self, fact: str, told: Sequence[tuple[str, Value | None]], number: int) -> Record:
        """A record with these fields, and a key of its own; what is not told of it is not known."""
        kind = self.policy.facts[fact]
        if fact not in self._kinds:
            self._kinds[fact] = record_type(kind)
        values: dict[str, Any] = {name: UNSET if field.optional else None for name, field in kind.fields.items()}
        keys = (name for name in kind.key if kind.fields[name].type.kind in TEXTS)
        values |= dict.fromkeys(keys, f"new-{number}")
        if fact == "view":
            values["date"] = self.as_of
        values |= dict(told)
        return self._kinds[fact](**{attribute(name): value for name, value in values.items()})

    def _add(self, evidence: Evidence, change: AddRecord) -> Evidence:
        """The record in a list of its own, and in each list that says that it is whole, so that it stays so."""
        fact = self.policy.facts[change.fact]
        record = self.record(change.fact, change.told, change.number)
        whole = [number for number, one in enumerate(evidence.entries.get(change.fact, ())) if one.complete]
        if fact.key:
            for number in whole:
                evidence = _with_entry(evidence, change.fact, number, lambda one: _longer(one, record))
        return self._appended(evidence, change.fact, change.by, (record,), complete=bool(whole) and not fact.key)

    def _appended(
        self, evidence: Evidence, fact: str, by: By, records: Sequence[Record], *, complete: bool
    ) -> Evidence:
        evidence, source = self._sourced(evidence, by)
        entry = Entry(
            fact=fact,
            sources=(source,),
            complete=complete,
            records=tuple(records),
            places=None,
            valid_until=None,
            corrects=None,
            plain=True,
            at=NOWHERE,
        )
        return replace(evidence, entries={**evidence.entries, fact: (*evidence.entries.get(fact, ()), entry)})

    def _complete(self, evidence: Evidence, change: CompleteList) -> Evidence:
        """Every list of the fact, or for a fact with a key one more list that holds what the others do."""
        fact, entries = self.policy.facts[change.fact], evidence.entries[change.fact]
        if not fact.key or len(entries) == 1:
            entries = tuple(replace(one, complete=True) for one in entries)
        else:
            records = {key_of(fact, record): record for entry in entries for record in entry.records}
            whole = replace(entries[0], complete=True, records=tuple(records.values()), places=None)
            entries = (*entries, whole)
        return replace(evidence, entries={**evidence.entries, fact.id: entries})

    # --- sources and waivers ---------------------------------------------------------------------

    def _sourced(self, evidence: Evidence, by: By) -> tuple[Evidence, str]:
        """The evidence with one source more, of the day of the decision."""
        name = f"change {by.role or 'of nobody'} {by.basis}"
        source = Source(
            id=name, title=None, by=by.role, date=self.as_of, received=self.as_of, basis=by.basis, at=NOWHERE
        )
        return replace(evidence, sources={**evidence.sources, name: source}), name

    def _waive(self, evidence: Evidence, change: GiveWaiver) -> Evidence:
        waiver = Waiver(
            id=WAIVER,
            criterion=change.criterion,
            rule=change.rule,
            fact=None,
            where=(),
            by=change.by,
            reason=None,
            date=self.as_of,
            until=self.as_of,
            covers=("fail", "unknown"),
            denied=False,
            source=None,
            at=NOWHERE,
        )
        told: dict[str, Any] = {"id": WAIVER, "criterion": change.criterion, "rule": change.rule, "by": change.by}
        told |= {"date": self.as_of, "until": self.as_of, "denied": False}
        fields = self.policy.facts["waiver"].fields
        record = self.record("waiver", [(name, value) for name, value in told.items() if name in fields], 1)
        evidence = replace(evidence, waivers=(*evidence.waivers, waiver))
        return self._appended(evidence, "waiver", By(change.by, BASES[0]), (record,), complete=False)


def _set_fields(evidence: Evidence, changes: Iterable[SetField]) -> Evidence:
    """All changes of fields at once: each list is written anew once, however long it is."""
    lists: dict[tuple[str, int], list[Record]] = {}
    for change in changes:
        for number, index in change.spots:
            place = (change.fact, number)
            if place not in lists:
                lists[place] = list(evidence.entries[change.fact][number].records)
            lists[place][index] = changed(lists[place][index], {attribute(change.field): change.value})
    entries = dict(evidence.entries)
    for (fact, number), records in lists.items():
        given = entries[fact]
        entries[fact] = (*given[:number], replace(given[number], records=tuple(records)), *given[number + 1 :])
    return replace(evidence, entries=entries)


def _with_entry(evidence: Evidence, fact: str, number: int, change: Callable[[Entry], Entry]) -> Evidence:
    entries = list(evidence.entries[fact])
    entries[number] = change(entries[number])
    return replace(evidence, entries={**evidence.entries, fact: tuple(entries)})


def _longer(entry: Entry, record: Record) -> Entry:
    return replace(entry, records=(*entry.records, record), places=None)


def _again(entry: Entry, source: str) -> Entry:
    """The same records on one more word, and no longer out of date."""
    records = entry.records if entry.plain else tuple(_on_its_word(one, source) for one in entry.records)
    return replace(entry, sources=(*entry.sources, source), valid_until=None, records=records)


def _on_its_word(record: Record, source: str) -> Record:
    named = own(record, "source")
    sources = [named] if isinstance(named, str) else named
    values: dict[str, Any] = {"source": [*sources, source] if sources else None, "valid_until": None}
    return changed(record, values)
