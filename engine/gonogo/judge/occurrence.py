"""One record as one list gives it. The same thing may occur in several lists, each time with sources of its own."""

from __future__ import annotations

from dataclasses import dataclass

from gonogo.model.evidence import Entry, Record
from gonogo.model.noun import Noun
from gonogo.model.policy import FactType, Field
from gonogo.model.records import UNSET, attribute
from gonogo.model.value import Value, shown

Key = tuple[Value | None, ...]


class Origin(Noun, frozen=True):
    """The place of a record in the evidence: number `index` (from 0) of an entry."""

    entry: Entry
    index: int


class Contradiction(Noun, frozen=True, kw_only=True):
    """One field of one record to which sources give different values. `settled_by` None: it is unknown."""

    fact: str
    key: Key
    field: str
    values: tuple[tuple[Value | None, tuple[str, ...], Origin], ...]
    settled_by: str | None


@dataclass(slots=True)
class Occurrence:
    """A record in one list. `sources` shrink as they turn out late, superseded, corrected or stale.

    `key` is None where the fact has no key, or the record's is unknown: then it is like no other record.
    """

    origin: Origin
    record: Record
    sources: tuple[str, ...]
    key: Key | None

    @property
    def named(self) -> str:
        """How the record is named to people."""
        if self.key is not None:
            return f"`{key_text(self.key)}`"
        return f"record {self.origin.index + 1} of the list from {listed_sources(self.origin.entry)}"


def own(record: Record, name: str) -> str | list[str] | None:
    """`source`, `corrects` or `valid_until` of a record; lists that use none of them have no room for any."""
    return getattr(record, name, None) or None


def given_sources(entry: Entry, record: Record) -> tuple[str, ...]:
    """The sources that a record names, or else those of its list."""
    named = None if entry.plain else own(record, "source")
    if named is None:
        return entry.sources
    return (named,) if isinstance(named, str) else tuple(named)


def key_of(fact: FactType, record: Record) -> Key | None:
    """The values that tell a record from all others of its fact."""
    if not fact.key:
        return None
    key = tuple(getattr(record, attribute(name)) for name in fact.key)
    unknown = any(is_unknown(value, fact.fields[name]) for name, value in zip(fact.key, key, strict=True))
    return None if unknown else key


def is_unknown(value: object, field: Field) -> bool:
    """A required field is unknown as None, an optional one as UNSET (None is none: a fact)."""
    return value is UNSET or (value is None and not field.optional)


def key_text(key: Key) -> str:
    """A key as `corrects` names it: its values with a comma between them."""
    return ", ".join("" if value is None else shown(value) for value in key)


def listed_sources(entry: Entry) -> str:
    """The sources of a list, as they are named to people."""
    return listed(entry.sources)


def listed(sources: tuple[str, ...]) -> str:
    return ", ".join(sources) if sources else "no named source"
