"""From decoded JSON to evidence, as fast as may be; what would need a word to the reader is left to the long way."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from operator import attrgetter
from typing import Any, overload

from gonogo.model.evidence import Entry, Source
from gonogo.model.location import Location, SourceFile
from gonogo.model.notation import read_text
from gonogo.model.policy import FactType, Policy
from gonogo.model.records import UNSET, Finisher, attribute, members_of
from gonogo.model.value import Kind
from gonogo.read.evidence_large import record_places
from gonogo.read.evidence_reading import DEFAULT_BASIS

LONGEST_ID = 64
NOTHING_KNOWN = frozenset((None, UNSET))


class Doubt(Exception):
    """Something that the fast way cannot vouch for."""


class Plan:
    """What is always the same about the lists of one fact."""

    def __init__(self, fact: FactType) -> None:
        self.fact = fact
        self.finisher = Finisher(fact)
        self.attribute = attribute(fact.id)
        self.is_view = fact.id == "view"
        names = (*fact.key, "date") if self.is_view else fact.key
        self.key = attrgetter(*map(attribute, names)) if names else None
        self.parts = len(names)
        self.references = tuple(
            (attrgetter(attribute(field.id)), kind.fact or "", kind is not field.type)
            for field in fact.fields.values()
            if (kind := field.type.item if field.type.kind is Kind.LIST and field.type.item else field.type).kind
            is Kind.REF
        )


class FastReading:
    """One decoded pack on its way to evidence. Counts the names of all objects as it goes."""

    def __init__(self, policy: Policy, file: SourceFile, *, lean: bool, odd_text: bool) -> None:
        self.policy = policy
        self.at = Location(file, 1, 1)
        self.lean = lean
        self.odd_text = odd_text
        self.members = 0
        self._keys: dict[str, list[set[Any]]] = {}

    def sources(self, pack: Any) -> dict[str, Source]:
        self.members += members_of(pack)
        found = {} if pack.sources is UNSET else {name: self._source(name, one) for name, one in pack.sources.items()}
        self.members += len(found)
        return found

    def _source(self, name: str, form: Any) -> Source:
        made, received = _given(form.date), _given(form.received)
        late = made is not None and received is not None and received < made
        if late or form.by not in self.policy.roles or not _is_id(name):
            raise Doubt
        self.members += members_of(form)
        text = self._text
        return Source(
            id=name,
            title=text(form.title),
            by=form.by,
            date=made,
            received=received or made,
            basis=DEFAULT_BASIS if form.basis is UNSET else form.basis,
            file=text(form.file),
            valid_until=_given(form.valid_until),
            limits=text(form.limits),
            note=text(form.note),
            at=self.at,
        )

    def _text(self, text: Any) -> str | None:
        if text is UNSET:
            return None
        return read_text(text) if self.odd_text else text

    # --- lists -----------------------------------------------------------------------------------

    def entries(self, pack: Any, plans: dict[str, Plan], sources: dict[str, Source]) -> dict[str, tuple[Entry, ...]]:
        found: dict[str, tuple[Entry, ...]] = {}
        if pack.facts is not UNSET:
            self.members += members_of(pack.facts)
            for name, plan in plans.items():
                given = UNSET if plan.is_view else getattr(pack.facts, plan.attribute)
                if given is not UNSET:
                    lists = given if isinstance(given, list) else [given]
                    found[name] = tuple([self._entry(plan, one, sources, number) for number, one in enumerate(lists)])
        if pack.views is not UNSET:
            found["view"] = (self._views(plans["view"], pack.views, sources),)
        return found

    def _entry(self, plan: Plan, form: Any, sources: dict[str, Source], number: int) -> Entry:
        if form.corrects is not UNSET or form.fields is not UNSET:
            raise Doubt
        if form.records is UNSET and form.complete is True:
            raise Doubt
        self.members += members_of(form)
        records = [] if form.records is UNSET else form.records
        lean = self.lean and not plan.is_view
        self.members += plan.finisher.finish(records, lean=lean, odd_text=self.odd_text)
        plain = lean or not any(one.source or one.corrects or one.valid_until for one in records)
        self._check_keys(plan, records)
        if not plain:
            self._check_own(records, sources)
        text = self.at.file.text
        return Entry(
            fact=plan.fact.id,
            sources=_known(form.source, sources),
            complete=form.complete is True,
            records=records,
            places=_Places(self.at.file, plan.fact.id, number, len(records)) if text else None,
            valid_until=_given(form.valid_until),
            corrects=None,
            plain=plain,
            at=self.at,
        )

    def _views(self, plan: Plan, form: Any, sources: dict[str, Source]) -> Entry:
        about = {"whole", *(one.id for one in self.policy.criteria), *(one.id for one in self.policy.risks)}
        bare = isinstance(form, list)
        records = form if bare else form.records
        if records is UNSET or any(
            one.f_about not in about or not one.f_by or not one.f_says or (bare and not one.source) for one in records
        ):
            raise Doubt
        if not bare:
            if form.source is UNSET and not all(one.source for one in records):
                raise Doubt
            return self._entry(plan, form, sources, 0)
        self.members += plan.finisher.finish(records, lean=False, odd_text=self.odd_text)
        self._check_keys(plan, records)
        self._check_own(records, sources)
        return Entry(
            fact=plan.fact.id,
            sources=(),
            complete=False,
            records=records,
            places=_Places(self.at.file, plan.fact.id, 0, len(records)) if self.at.file.text else None,
            valid_until=None,
            corrects=None,
            plain=False,
            at=self.at,
        )

    # --- what would need a complaint -------------------------------------------------------------

    def _check_keys(self, plan: Plan, records: Sequence[Any]) -> None:
        if plan.key is None:
            return
        keys = set(map(plan.key, records))
        if len(keys) != len(records):
            raise Doubt
        parts = keys if plan.parts == 1 else {part for key in keys for part in key}
        if UNSET in parts or (None in parts and not plan.is_view):
            raise Doubt
        self._keys.setdefault(plan.fact.id, []).append(keys)

    @staticmethod
    def _check_own(records: Sequence[Any], sources: dict[str, Source]) -> None:
        for one in records:
            if one.corrects:
                raise Doubt
            if one.source:
                _known(one.source, sources)

    def check_references(self, plans: dict[str, Plan], found: dict[str, tuple[Entry, ...]]) -> None:
        """A reference into a list that is complete finds its record there."""
        for name in found:
            self._check_references(plans[name], found)

    def _check_references(self, plan: Plan, found: dict[str, tuple[Entry, ...]]) -> None:
        for value_of, target, several in plan.references:
            lists = found.get(target, ())
            if not lists or not all(entry.complete for entry in lists):
                continue
            values: set[Any] = set()
            for entry in found[plan.fact.id]:
                values.update(map(value_of, entry.records))
            if several:
                values = {item for value in values if isinstance(value, tuple) for item in value}
            values -= NOTHING_KNOWN
            if not values.issubset(self._keys[target][0]) and values.difference(*self._keys[target]):
                raise Doubt


def _is_id(text: str) -> bool:
    bare = text.replace(".", "a").replace("_", "a").replace("-", "a")
    return bare.isascii() and bare.isalnum() and text[:1].isalpha() and len(text) <= LONGEST_ID


def _given(day: Any) -> date | None:
    return None if day is UNSET else day


def _known(named: Any, sources: dict[str, Source]) -> tuple[str, ...]:
    ids = () if named is UNSET else (named,) if isinstance(named, str) else tuple(dict.fromkeys(named))
    if any(one not in sources for one in ids) or (named is not UNSET and not ids):
        raise Doubt
    return ids


class _Places(Sequence[Location]):
    """Where the records of one list stand; looked for only when somebody asks."""

    __slots__ = ("_fact", "_file", "_found", "_length", "_number")

    def __init__(self, file: SourceFile, fact: str, number: int, length: int) -> None:
        self._file = file
        self._fact = fact
        self._number = number
        self._length = length
        self._found: list[Location] | None = None

    def __len__(self) -> int:
        return self._length

    @overload
    def __getitem__(self, index: int) -> Location: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Location]: ...
    def __getitem__(self, index: int | slice) -> Location | Sequence[Location]:
        if self._found is None:
            self._found = record_places(self._file, self._fact, self._number)
        return self._found[index]

    def __iter__(self) -> Iterator[Location]:
        return (self[index] for index in range(self._length))
