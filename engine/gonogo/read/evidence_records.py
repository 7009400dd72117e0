"""The records of facts, from a tree: typed values, and each record told from all others of its list.

Null, and a required field that is not written, are unknown. An optional field that a source carries and leaves empty is
none, which is a fact; where the source does not carry the field at all it is unknown. A list carries a field if any of
its records mentions it, or if the list says so: `fields: [id, plan]`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from collections.abc import Mapping as AnyMapping
from dataclasses import dataclass, field
from typing import Any

from gonogo.model.diagnostic import Code, Severity
from gonogo.model.evidence import Entry, Record
from gonogo.model.location import Location
from gonogo.model.policy import FactType
from gonogo.model.records import RESERVED, UNSET, Finisher, attribute, record_type
from gonogo.model.value import Kind, Value, ValueType, shown
from gonogo.read.complaint import More
from gonogo.read.evidence_reading import EvidenceReading
from gonogo.read.names import BUILT_IN
from gonogo.read.tree import Mapping, Node, Scalar, Sequence, is_null

Key = tuple[Value | None, ...]


class Decoded(Sequence):
    """A list whose records are decoded already (see `evidence_large`), but for some, which are its items."""

    __slots__ = ("cut", "places", "records")

    def __init__(self, at: Location) -> None:
        super().__init__(at)
        self.records: list[Record | None] = []  # None: the next one of the items
        self.places: list[Location] = []
        self.cut = False  # some were refused that are not among the items


DATED = {"view": "date"}  # the same view at a later date is another one


@dataclass(slots=True)
class RecordReading:
    """The records of all facts, and the places of their references and corrections until all records are known."""

    reading: EvidenceReading
    entries: dict[str, list[Entry]] = field(default_factory=dict)
    from_files: list[tuple[FactType, Mapping]] = field(default_factory=list)  # entries that point to files
    _types: dict[str, type[Any]] = field(default_factory=dict)
    _refused: set[int] = field(default_factory=set)  # by id: records whose key was written and is no value
    _corrections: list[tuple[FactType, Scalar]] = field(default_factory=list)
    _references: list[tuple[ValueType, Value, Node]] = field(default_factory=list)

    def add_facts(self, node: Node | None) -> None:
        """`facts:` of one file."""
        if not isinstance(node, Mapping):
            return
        policy = self.reading.policy
        known = [name for name in policy.facts if name not in policy.tables and name not in BUILT_IN]
        for key, inner in node.items():
            if key in known:
                for one in inner if isinstance(inner, Sequence) else [inner]:
                    if isinstance(one, Mapping):
                        self._add_entry(policy.facts[str(key)], one, key)
                self.entries.setdefault(str(key), [])
            else:
                self._refuse_fact(key, known)

    def _refuse_fact(self, key: Scalar, known: list[str]) -> None:
        says, remedy = f"there is no fact `{key}`", None
        if key in self.reading.policy.tables:
            says, remedy = f"`{key}` is a table of the policy", "leave it out: the policy states its rows itself"
        elif key in BUILT_IN:
            says, remedy = f"`{key}` is built in", f"write it under `{key}s`"
        self.reading.unknown(Code.NO_SUCH_FACT, key, says, known, remedy=remedy)

    def _add_entry(self, fact: FactType, node: Mapping, key: Scalar) -> None:
        if "from" in node:
            if "records" in node:
                says = "an entry has records of its own, or takes them from a file: this one has both"
                self.reading.refuse(Code.FORM_REFUSED, node.written("from"), says, "`records` or `from`")
            self.from_files.append((fact, node))
            return
        complete = str(node.get("complete")) == "true"
        if complete and "records" not in node:
            says = "a list that is complete has no `records`"
            remedy = "write `records: []` if there are none"
            self.reading.refuse(Code.NO_RECORDS, node, says, "`records`", found="none", remedy=remedy)
        if "corrects" in node and isinstance(target := node["corrects"], Scalar):
            self._corrections.append((fact, target))
        self.add_list(
            fact,
            self.reading.source_ids(node.get("source")),
            node.get("records"),
            node=node if node else Mapping(key.at),
        )

    def add_list(self, fact: FactType, sources: tuple[str, ...], records: Node | None, *, node: Mapping) -> None:
        """One list of records. What holds for all of them stands in `node`."""
        written = [one for one in records if isinstance(one, Mapping)] if isinstance(records, Sequence) else []
        carried = {str(name) for one in written for name in one} | set(self._named_fields(fact, node))
        read: list[Record] = [self._record(fact, one, carried) for one in written]
        places = [one.at for one in written]
        if isinstance(records, Decoded):
            read, places = self._filled(fact, records, read, carried), records.places
        self.check_keys(fact, read, places)
        entry = Entry(
            fact=fact.id,
            sources=sources,
            complete=str(node.get("complete")) == "true",
            records=tuple(read),
            places=places,
            valid_until=self.reading.day(node, "valid_until"),
            corrects=self.reading.text(node, "corrects"),
            plain=not any(one.source or one.corrects or one.valid_until for one in read),
            at=node.at,
        )
        self.entries.setdefault(fact.id, []).append(entry)

    def _filled(self, fact: FactType, decoded: Decoded, read: list[Record], carried: set[str]) -> list[Record]:
        """All records of a list, those that were decoded and those that were read."""
        rest = iter(read)
        records = [next(rest, None) if one is None else one for one in decoded.records]
        whole = [one for one in records if one is not None]
        for name in carried & fact.fields.keys():
            if whole and getattr(whole[0], attribute(name)) is UNSET:
                setattr(whole[0], attribute(name), None)
        Finisher(fact).finish(whole, lean=False, odd_text=False)
        for record, place in zip(records, decoded.places, strict=True):
            if record is not None:
                self._check_own(fact, record, place)
        return whole

    def _check_own(self, fact: FactType, record: Record, place: Location) -> None:
        """What a decoded record refers to."""
        named = [record.source] if isinstance(record.source, str) else record.source or []
        for one in named:
            self.reading.source_ids(Scalar(one, place, plain=False))
        if record.corrects:
            self._corrections.append((fact, Scalar(record.corrects, place, plain=False)))
        for name, declared in fact.fields.items():
            value = getattr(record, attribute(name))
            if value is not None and value is not UNSET:
                self._remember_reference(declared.type, value, Scalar(str(value), place, plain=False))

    def _named_fields(self, fact: FactType, node: Mapping) -> Iterator[str]:
        named = node.get("fields")
        for one in named if isinstance(named, Sequence) else []:
            if one in fact.fields:
                yield str(one)
            else:
                self._refuse_field(fact, one)

    def _refuse_field(self, fact: FactType, node: Node) -> None:
        see = () if fact.id in BUILT_IN else ((f"`{fact.id}` is declared here", fact.at),)
        self.reading.unknown(Code.NO_SUCH_FIELD, node, f"`{fact.id}` has no field `{node}`", fact.fields, see=see)

    # --- one record ------------------------------------------------------------------------------

    def _record(self, fact: FactType, node: Mapping, carried: set[str]) -> Record:
        values: dict[str, Any] = dict.fromkeys(RESERVED)
        for name, declared in fact.fields.items():
            values[attribute(name)] = None if name in carried or not declared.optional else UNSET
        for key, inner in node.items():
            if key in fact.fields:
                value = self.reading.value(inner, fact.fields[str(key)].type)
                values[attribute(str(key))] = value
                self._remember_reference(fact.fields[str(key)].type, value, inner)
            elif key not in RESERVED:
                self._refuse_field(fact, key)
        if "source" in node:
            values["source"] = list(self.reading.source_ids(node["source"])) or None
        values["valid_until"] = self.reading.day(node, "valid_until")
        if isinstance(target := node.get("corrects"), Scalar) and not is_null(target):
            values["corrects"] = self.reading.text(node, "corrects")
            self._corrections.append((fact, target))
        record = self._type(fact)(**values)
        if any(name in node and not is_null(node[name]) and values[attribute(name)] is None for name in fact.key):
            self._refused.add(id(record))
        return record

    def _type(self, fact: FactType) -> type[Any]:
        if fact.id not in self._types:
            self._types[fact.id] = record_type(fact)
        return self._types[fact.id]

    def _remember_reference(self, wanted: ValueType, value: Value | None, node: Node) -> None:
        if wanted.kind is Kind.REF and value is not None:
            self._references.append((wanted, value, node))
        elif wanted.kind is Kind.LIST and wanted.item is not None and isinstance(value, tuple):
            for one, inner in zip(value, node if isinstance(node, Sequence) else [], strict=False):
                self._remember_reference(wanted.item, one, inner)

    def remember_column(self, wanted: ValueType, values: Iterable[Any], place: Callable[[int], Location]) -> None:
        """The same for many values, each different one once."""
        seen: dict[Any, int] = {}
        for row, value in enumerate(values):
            if value is not None and value is not UNSET:
                seen.setdefault(value, row)
        for value, row in seen.items():
            self._references.append((wanted, value, Scalar(shown(value), place(row), plain=False)))

    # --- keys ------------------------------------------------------------------------------------

    def check_keys(self, fact: FactType, records: Iterable[Record], places: list[Location]) -> None:
        """In one list every record has its key, and no two have the same unless one corrects the other."""
        if not fact.key:
            return
        first: dict[Key, int] = {}
        for index, record in enumerate(records):
            key = tuple(getattr(record, attribute(name)) for name in fact.key)
            missing = [
                name
                for name, value in zip(fact.key, key, strict=True)
                if value is None and not fact.fields[name].optional
            ]
            if id(record) in self._refused:
                continue
            if missing:
                self._refuse_without_key(fact, missing, places[index])
                continue
            if fact.id in DATED:
                key = (*key, getattr(record, attribute(DATED[fact.id])))
            if getattr(record, "corrects", None) is None and first.setdefault(key, index) != index:
                self._refuse_second(fact, key, places[first[key]], places[index])

    def _refuse_without_key(self, fact: FactType, missing: list[str], at: Location) -> None:
        here = Mapping(at)
        says = f"this record of `{fact.id}` does not say its `{'`, `'.join(missing)}`, which tells it from the others"
        expected = ", ".join(fact.fields[name].type.describe() for name in missing)
        self.reading.refuse(Code.KEY_MISSING, here, says, expected, found="nothing")

    def _refuse_second(self, fact: FactType, key: Key, first: Location, second: Location) -> None:
        named = ", ".join(shown(value) for value in key)
        says = f"two records of one list of `{fact.id}` have the key `{named}`"
        remedy = "take one of them out; or, if it corrects the other, let it say so: `corrects: KEY`"
        see = (("the first one is here", first),)
        here = Mapping(second)
        more: More = {"found": f"`{named}` again", "see": see, "remedy": remedy}
        self.reading.refuse(Code.KEY_TWICE, here, says, "each key once", **more)

    # --- when all records are known --------------------------------------------------------------

    def check_links(self) -> None:
        """Corrections correct something, and a reference into a list that is complete finds its record there."""
        keys = {name: self._keys(name) for name in {fact.id for fact, _ in self._corrections}}
        for fact, target in self._corrections:
            if target not in self.reading.sources and str(target) not in keys[fact.id]:
                says = f"`{target}` is neither a source nor the key of a record of `{fact.id}`"
                self.reading.unknown(Code.NOTHING_TO_CORRECT, target, says, [*keys[fact.id], *self.reading.sources])
        wanted = {kind.fact for kind, _, _ in self._references if kind.fact is not None}
        whole = {name: self._keys(name) for name in wanted if self._is_whole(name)}
        for kind, value, node in self._references:
            if kind.fact in whole and shown(value) not in whole[kind.fact]:
                says = f"there is no {kind.fact} `{shown(value)}`, and that list is said to be complete"
                self.reading.unknown(Code.DANGLING_REFERENCE, node, says, whole[kind.fact], severity=Severity.WARNING)

    def _keys(self, fact: str) -> list[str]:
        """The keys of a fact as `corrects` and references name them."""
        names = [attribute(name) for name in self.reading.policy.facts[fact].key]
        records = (record for entry in self.entries.get(fact, []) for record in entry.records)
        keys = ([getattr(record, name) for name in names] for record in records) if names else ()
        return [", ".join("" if part is None or part is UNSET else shown(part) for part in key) for key in keys]

    def _is_whole(self, fact: str) -> bool:
        entries = self.entries.get(fact, [])
        return bool(entries) and all(entry.complete for entry in entries)

    def by_fact(self) -> AnyMapping[str, tuple[Entry, ...]]:
        return {name: tuple(entries) for name, entries in self.entries.items()}
