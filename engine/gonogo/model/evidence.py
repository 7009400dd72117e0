"""What was put before the body: records of facts, each with its source, and what is known of how whole they are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from types import MappingProxyType
from typing import Any, TypeAlias

from gonogo.model.condition import Where
from gonogo.model.location import Location, SourceFile
from gonogo.model.noun import Noun, Written
from gonogo.model.policy import Obligation
from gonogo.model.redaction import NOTHING, Redactions
from gonogo.model.value import Value

NO_CASE: Mapping[str, Value] = MappingProxyType({})
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
    sha256: str | None = None  # of the file that its records were read from
    valid_until: Day | None = None
    limits: str | None = None
    note: str | None = None
    at: Location


class CellPlaces(Sequence[Location]):
    """Where the records of a list stand that came from a file, and where each of their fields does."""

    __slots__ = ()

    def cell(self, index: int, field: str | None) -> Location:
        """Where a field of record number `index` stands; the record itself where no cell of the file is its own."""
        raise NotImplementedError


class Entry(Written, frozen=True, kw_only=True):
    """Some records of one fact from one place. `complete`: nothing is missing from them.

    `sources` hold for each record that names none itself. `places` are the records' locations, or None where the
    records come from a large JSON file: then `place` says which one of the list it is. `plain`: no record has a
    source, a correction or a last day of its own, which spares whoever reads many of them a look at each.
    `malformed`: why each of its records cannot be read; such a list never counts, and its fact is not complete.
    `doubts`: what the files that it was read from show against its being whole; then it is not complete.
    """

    fact: str
    sources: tuple[str, ...]
    complete: bool
    records: Sequence[Record]
    places: Sequence[Location] | None
    valid_until: Day | None
    corrects: str | None
    plain: bool = False
    malformed: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()
    at: Location

    def place(self, index: int, field: str | None = None) -> Location:
        """Where record number `index` (from 0) stands, or one of its fields where each has a place of its own."""
        if field is not None and isinstance(self.places, CellPlaces):
            return self.places.cell(index, field)
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
    most: int | None = None  # how many records it covers; None: however many there are
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


class Understood(Noun, frozen=True):
    """How an entry that points to files was understood: which field came from which column, and what else to know."""

    fact: str
    files: tuple[str, ...]
    columns: tuple[tuple[str, str], ...]
    remarks: tuple[str, ...]


class DataFile(Noun, frozen=True):
    """A file that records were read from, or the mapping that says how; its path as people see it."""

    path: str
    sha256: str
    size: int


class Review(Noun, frozen=True, kw_only=True):
    """What a later review found of a published decision. `outcome`: what it should have been, in its view."""

    outcome: str | None
    by: str
    date: str | None  # as it was written
    finding: str
    source: str
    reliability: str


class Published(Noun, frozen=True, kw_only=True):
    """What the body really decided, beside the evidence: for comparison, and seen by no condition.

    `statuses` are of criteria, risks, controls and further decisions, by id.
    """

    outcome: str | None
    to: tuple[Day, ...]
    statuses: Mapping[str, str]
    by: str | None
    date: str | None  # as it was written: of old decisions often no more than the month is known
    ground: str | None
    source: str
    reliability: str
    review: Review | None


class Evidence(Noun, frozen=True, kw_only=True):
    """The whole pack, as given: nothing is left out or merged yet, that depends on the day (see judge.admit).

    `case` are the values of the parameters that belong to the case.
    """

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
    data: tuple[DataFile, ...] = ()
    understood: tuple[Understood, ...] = ()
    case: Mapping[str, Value] = NO_CASE
    published: Published | None = None
    note: str | None = None  # what it is put before the body for
    redact: Redactions = NOTHING
