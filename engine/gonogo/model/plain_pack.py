"""The plainest evidence: each fact is one list, which is judged as it stands. Most packs that come in JSON are this.

Nothing in it replaces anything else or ends of itself; it has no waivers, no views, no resolutions. Whoever decides on
many packs is spared what other evidence needs, and that it looks no different is what `PlainPack.evidence` is for.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from gonogo.model.evidence import Entry, Evidence, Record, Source
from gonogo.model.location import Location
from gonogo.model.noun import Noun


class PlainList(Noun, frozen=True):
    """All that is said of a fact. No record has a source, a correction or a last day of its own."""

    sources: tuple[str, ...]
    complete: bool
    records: Sequence[Record]

    @property
    def groups(self) -> tuple[PlainList, ...]:
        """The records by their sources: here all of them together."""
        return (self,) if self.records else ()


class PlainPack(Noun, frozen=True):
    """A pack that is only judged, never explained. `at` stands for all places in it."""

    id: str
    as_of: date
    sources: Mapping[str, Source]
    lists: Mapping[str, PlainList]  # by fact; one that is not mentioned is absent
    at: Location

    def is_plain_on(self, day: date) -> bool:
        """Whether every source had been received by the day, and none had ended."""
        for one in self.sources.values():
            if (one.received is not None and one.received > day) or (
                one.valid_until is not None and one.valid_until < day
            ):
                return False
        return True

    def evidence(self) -> Evidence:
        """The same as any other evidence."""
        return Evidence(
            id=self.id,
            title=None,
            policy=None,
            as_of=self.as_of,
            sources=self.sources,
            entries={fact: (self._entry(fact, one),) for fact, one in self.lists.items()},
            waivers=(),
            resolutions=(),
            files=(self.at.file,),
            sha256="",
        )

    def _entry(self, fact: str, one: PlainList) -> Entry:
        return Entry(
            fact=fact,
            sources=one.sources,
            complete=one.complete,
            records=one.records,
            places=None,
            valid_until=None,
            corrects=None,
            plain=True,
            at=self.at,
        )
