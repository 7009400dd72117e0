"""From decoded JSON to evidence, as fast as may be; what would need a word to the reader is left to the long way."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from operator import attrgetter
from typing import Any, NamedTuple, overload

from gonogo.model.evidence import Entry, Source
from gonogo.model.location import Location, SourceFile
from gonogo.model.notation import read_text
from gonogo.model.plain_pack import PlainList, PlainPack
from gonogo.model.policy import FactType, Policy
from gonogo.model.records import UNSET, Finisher, attribute, values_of
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
        self.name = fact.id
        self.finisher = Finisher(fact)
        self.is_view = fact.id == "view"
        names = (*fact.key, "date") if self.is_view else fact.key
        self.key = attrgetter(*map(attribute, names)) if names else None
        self.parts = len(names)
        self.needs = any(not field.optional for field in fact.fields.values())  # whether a lean record has a name
        self.no_key = frozenset((UNSET,)) if self.is_view else NOTHING_KNOWN
        self.references = tuple(
            (attrgetter(attribute(field.id)), kind.fact or "", kind is not field.type)
            for field in fact.fields.values()
            if (kind := field.type.item if field.type.kind is Kind.LIST and field.type.item else field.type).kind
            is Kind.REF
        )


class Plans(NamedTuple):
    """The facts of a policy that evidence speaks of: those below `facts`, and the views."""

    policy: Policy
    lists: tuple[Plan, ...]
    view: Plan | None


class FastReading:
    """One decoded pack on its way to evidence. Counts the names of all objects as it goes."""

    __slots__ = ("_keys", "at", "lean", "members", "odd_text", "pack", "plans", "policy")

    def __init__(self, plans: Plans, pack: Any, at: Location, *, lean: bool, odd_text: bool) -> None:
        self.policy = plans.policy
        self.plans = plans
        self.pack = pack
        self.at = at
        self.lean = lean
        self.odd_text = odd_text
        self.members = 0
        self._keys: list[tuple[Plan, set[Any]]] = []  # of each list

    def sources(self) -> dict[str, Source]:
        self.members += _members(self.pack)
        given = self.pack.sources
        found = {} if given is UNSET else {name: self._source(name, one) for name, one in given.items()}
        self.members += len(found)
        return found

    def _source(self, name: str, form: Any) -> Source:
        made = None if form.date is UNSET else form.date
        received = made if form.received is UNSET else form.received
        late = made is not None and received < made
        if late or form.by not in self.policy.roles or not _is_id(name):
            raise Doubt
        self.members += _members(form)
        text = self._text
        return Source(
            id=name,
            title=text(form.title),
            by=form.by,
            date=made,
            received=received,
            basis=DEFAULT_BASIS if form.basis is UNSET else form.basis,
            file=text(form.file),
            valid_until=None if form.valid_until is UNSET else form.valid_until,
            limits=text(form.limits),
            note=text(form.note),
            at=self.at,
        )

    def _text(self, text: Any) -> str | None:
        if text is UNSET:
            return None
        return read_text(text) if self.odd_text else text

    # --- lists -----------------------------------------------------------------------------------

    def plain(self) -> PlainPack | None:
        """The pack, if it is as plain as can be; otherwise nothing has happened to it."""
        pack, lists = self.pack, self.plans.lists
        if not self.lean or pack.views is not UNSET or pack.facts is UNSET:
            return None
        given = [each for each in zip(lists, values_of(pack.facts), strict=True) if each[1] is not UNSET]
        for _, form in given:
            if type(form) is list or form.valid_until is not UNSET:
                return None
        if self.odd_text:
            for text in (pack.title, pack.note):
                self._text(text)
        sources = self.sources()
        self.members += len(given)
        said = {plan.name: self._list(plan, form, sources) for plan, form in given}
        return PlainPack(pack.evidence, pack.as_of, sources, said, self.at)

    def entries(self, sources: dict[str, Source]) -> dict[str, tuple[Entry, ...]]:
        found: dict[str, tuple[Entry, ...]] = {}
        facts = self.pack.facts
        if facts is not UNSET:
            for plan, given in zip(self.plans.lists, values_of(facts), strict=True):
                if given is not UNSET:
                    self.members += 1
                    lists = given if isinstance(given, list) else [given]
                    found[plan.name] = tuple([self._entry(plan, one, sources, at) for at, one in enumerate(lists)])
        if self.pack.views is not UNSET and self.plans.view is not None:
            found["view"] = (self._views(self.plans.view, self.pack.views, sources),)
        return found

    def _list(self, plan: Plan, form: Any, sources: dict[str, Source]) -> PlainList:
        """What a list says, once all is looked at that it may not say."""
        values = values_of(form)
        records, source, complete, _, corrects, _, fields = values
        if corrects is not UNSET or fields is not UNSET or (records is UNSET and complete is True):
            raise Doubt
        if records is UNSET:
            records = []
        lean = self.lean and not plan.is_view
        if plan.key is None and not (lean and plan.needs) and not all(map(_members, records)):
            raise Doubt
        names = plan.finisher.finish(records, lean=lean, odd_text=self.odd_text)
        self.members += len(values) - values.count(UNSET) + names
        if plan.key is not None:
            self._check_keys(plan, plan.key, records)
        known = (source,) if type(source) is str and source in sources else _known(source, sources)
        return PlainList(known, complete is True, records)

    def _entry(self, plan: Plan, form: Any, sources: dict[str, Source], number: int) -> Entry:
        said = self._list(plan, form, sources)
        records = said.records
        plain = (self.lean and not plan.is_view) or not any(
            one.source or one.corrects or one.valid_until for one in records
        )
        if not plain:
            self._check_own(records, sources)
        text = self.at.file.text
        return Entry(
            fact=plan.name,
            sources=said.sources,
            complete=said.complete,
            records=records,
            places=_Places(self.at.file, plan.name, number, len(records)) if text else None,
            valid_until=None if form.valid_until is UNSET else form.valid_until,
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
        if plan.key is not None:
            self._check_keys(plan, plan.key, records)
        self._check_own(records, sources)
        return Entry(
            fact=plan.name,
            sources=(),
            complete=False,
            records=records,
            places=_Places(self.at.file, plan.name, 0, len(records)) if self.at.file.text else None,
            valid_until=None,
            corrects=None,
            plain=False,
            at=self.at,
        )

    # --- what would need a complaint -------------------------------------------------------------

    def _check_keys(self, plan: Plan, key: Callable[[Any], Any], records: Sequence[Any]) -> None:
        keys = set(map(key, records))
        parts = keys if plan.parts == 1 else {part for key in keys for part in key}
        if len(keys) != len(records) or not plan.no_key.isdisjoint(parts):
            raise Doubt
        self._keys.append((plan, keys))

    @staticmethod
    def _check_own(records: Sequence[Any], sources: dict[str, Source]) -> None:
        for one in records:
            if one.corrects:
                raise Doubt
            if one.source:
                _known(one.source, sources)

    def check_references(self, found: Mapping[str, tuple[Entry, ...]]) -> None:
        """A reference into a list that is complete finds its record there."""
        for plan in (*self.plans.lists, self.plans.view):
            if plan is not None and plan.name in found:
                self._check_references(plan, found)

    def _check_references(self, plan: Plan, found: Mapping[str, tuple[Entry, ...]]) -> None:
        for value_of, target, several in plan.references:
            lists = found.get(target, ())
            if not lists or not all(entry.complete for entry in lists):
                continue
            values: set[Any] = set()
            for entry in found[plan.name]:
                values.update(map(value_of, entry.records))
            if several:
                values = {item for value in values if isinstance(value, tuple) for item in value}
            values -= NOTHING_KNOWN
            if values.difference(*(keys for plan, keys in self._keys if plan.name == target)):
                raise Doubt


def _members(form: Any) -> int:
    """How many names a decoded object had in JSON."""
    values = values_of(form)
    return len(values) - values.count(UNSET)


def _is_id(text: str) -> bool:
    bare = text if text.isalnum() else text.replace(".", "a").replace("_", "a").replace("-", "a")
    return bare.isascii() and bare.isalnum() and text[:1].isalpha() and len(text) <= LONGEST_ID


def _known(named: Any, sources: dict[str, Source]) -> tuple[str, ...]:
    if named is UNSET:
        return ()
    ids = (named,) if isinstance(named, str) else tuple(dict.fromkeys(named))
    for one in ids:
        if one not in sources:
            raise Doubt
    if not ids:
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
