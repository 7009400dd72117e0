"""What was put before the body: records of facts, each with its source, and what is known of how whole they are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, TypeAlias

from gonogo.model.condition import Where
from gonogo.model.location import Location, SourceFile
from gonogo.model.noun import Noun, Written
from gonogo.model.policy import Obligation
from gonogo.model.value import Value

BASES = ("stated", "documented", "validated")  # ranked, weakest first

Day: TypeAlias = date  # for classes that have a field called `date`
Record: TypeAlias = Any  # an instance of a record type made from the vocabulary; see model.records


class Source(Written, frozen=True, kw_only=True):
    """Who said it, when, received when, and on what basis. `limits` is a caveat on all that rests on it."""

    id: str
    title: str | None
    by: str | None
    date: Day | None
    received: Day | None  # where the file gives none: the source's own date
    basis: str
    file: str | None = None
    valid_until: Day | None = None
    limits: str | None = None
    note: str | None = None
    at: Location


class Entry(Written, frozen=True, kw_only=True):
    """Some records of one fact from one place. `complete`: nothing is missing from them.

    `sources` hold for each record that names none itself. `places` are the records' locations, or None where the
    records come from a large JSON file: then `place` says which one of the list it is. `plain`: no record has a
    source, a correction or a last day of its own, which spares whoever reads many of them a look at each.
    """

    fact: str
    sources: tuple[str, ...]
    complete: bool
    records: Sequence[Record]
    places: Sequence[Location] | None
    valid_until: Day | None
    corrects: str | None
    plain: bool = False
    at: Location

    def place(self, index: int) -> Location:
        """Where record number `index` (from 0) stands."""
        if self.places is not None:
            return self.places[index]
        return Location(self.at.file, self.at.line, self.at.column, inside=f"facts.{self.fact}, record {index + 1}")


class Waiver(Written, frozen=True, kw_only=True):
    """The authority sets a failure aside until a day, last day included. `denied`: it was asked for and refused."""

    id: str
    criterion: str
    rule: str | None
    fact: str | None  # the fact that `where` speaks of, written as `fact:`; None where there is no `where`
    where: Where
    by: str | None
    reason: str | None
    date: Day | None
    until: Day | None
    covers: tuple[str, ...]
    denied: bool
    source: str | None
    starts: Day | None = None  # `from`: the first day; None: it holds from its date on
    obligations: tuple[Obligation, ...] = ()
    at: Location


class Resolution(Written, frozen=True, kw_only=True):
    """A person's recorded choice between contradicting sources: this value counts."""

    fact: str
    key: tuple[Value, ...]
    field: str
    value: Value | None
    by: str | None
    reason: str | None
    date: Day | None
    at: Location


class Evidence(Noun, frozen=True, kw_only=True):
    """The whole pack, as given: nothing is left out or merged yet, that depends on the day (see judge.admit)."""

    id: str
    title: str | None
    policy: str | None
    as_of: date
    sources: Mapping[str, Source]
    entries: Mapping[str, tuple[Entry, ...]]  # fact -> entries, also for `view`; a fact not mentioned is absent
    waivers: tuple[Waiver, ...]
    resolutions: tuple[Resolution, ...]
    files: tuple[SourceFile, ...]
    sha256: str
