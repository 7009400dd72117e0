"""A pack that points to files, with their records put in the place of `from`: then scenarios can change them, too."""

from __future__ import annotations

from typing import Any

from gonogo.model.diagnostic import Diagnostics
from gonogo.model.evidence import Entry
from gonogo.model.policy import FactType, Policy
from gonogo.model.records import UNSET, attribute
from gonogo.model.value import Kind, ValueType, shown
from gonogo.read.evidence_reading import EvidenceReading
from gonogo.read.evidence_records import RecordReading
from gonogo.read.pack import Pack
from gonogo.read.pack_parts import copied, word
from gonogo.read.tree import Mapping, Node, Scalar, Sequence

QUOTED = (Kind.TEXT, Kind.VERSION, Kind.ONE_OF, Kind.RANKED, Kind.ROLE, Kind.REF)


def points_to_files(pack: Pack) -> bool:
    return any("from" in entry for entries in pack.lists.values() for entry in entries)


def unfolded(pack: Pack, policy: Policy, diagnostics: Diagnostics) -> Pack | None:
    """The pack with all its records in it; None after a complaint about what it points to."""
    from gonogo.read.mapping_records import add_from  # imported here: most packs point to no file

    sources = Mapping(pack.head.at)
    sources.update(pack.sources)
    reading = EvidenceReading(policy, diagnostics, pack.intake)
    reading.add_sources(sources)
    made = pack.copy()
    for name, entries in pack.lists.items():
        fact = policy.facts.get(str(name))
        for number, entry in enumerate(entries):
            if "from" not in entry or fact is None:
                continue
            records = RecordReading(reading)
            add_from(records, fact, entry)
            if reading.of_rows or diagnostics.errors:
                diagnostics.extend(reading.of_rows)
                return None
            made.lists[name][number] = _plain(entry, records.entries[fact.id][0], fact)
    made.copied_from = None
    return made


def _plain(entry: Mapping, read: Entry, fact: FactType) -> Mapping:
    """The entry as if its records had been written into it, each value at the place of its cell."""
    plain = copied(entry)
    listed = Sequence(plain.pop("from").at)
    for index, record in enumerate(read.records):
        node = Mapping(read.place(index))
        for name, field in fact.fields.items():
            value = getattr(record, attribute(name))
            if value is not UNSET and (value is not None or field.optional):
                node[word(name, node.at)] = _node(value, field.type, read, (index, name))
        listed.append(node)
    plain[word("records", plain.at)] = listed
    return plain


def _node(value: Any, kind: ValueType, read: Entry, spot: tuple[int, str]) -> Node:
    at = read.place(*spot)
    if value is None:
        return Scalar("", at, plain=True)
    if isinstance(value, tuple) and kind.item is not None:
        items = Sequence(at)
        items.extend(_node(one, kind.item, read, spot) for one in value)
        return items
    target = kind.item if kind.kind is Kind.REF and kind.item is not None else kind
    return Scalar(shown(value), at, plain=target.kind not in QUOTED)
