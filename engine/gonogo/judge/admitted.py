"""What counts of one fact on a day: records by their sources, what was left out and why, and whether that is all."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from gonogo.judge.merge_records import MergeRules
from gonogo.judge.occurrence import Contradiction, Origin
from gonogo.model.evidence import Entry, Record
from gonogo.model.noun import Noun


class Group(Noun, frozen=True, kw_only=True):
    """Records that rest on the same sources. A record that was merged has an origin in each list that it came from."""

    sources: tuple[str, ...]
    records: Sequence[Record]
    origins: Sequence[tuple[Origin, ...]] | Entry  # an entry: record i is that entry's record i

    def origin(self, index: int) -> tuple[Origin, ...]:
        """Where record number `index` (from 0) of the group came from."""
        return (Origin(self.origins, index),) if isinstance(self.origins, Entry) else self.origins[index]


class Reason(StrEnum):
    """Why a record does not count."""

    NOT_YET_RECEIVED = "not_yet_received"
    STALE = "stale"
    INADEQUATE = "inadequate"
    SUPERSEDED = "superseded"
    CORRECTED = "corrected"
    MALFORMED = "malformed"


class LeftOut(Noun, frozen=True):
    """A record that does not count, and why. `detail`: from when, until when, or what took its place."""

    origin: Origin
    reason: Reason
    detail: str | None


FALL_SHORT = "records whose sources fall short of what is asked were left out"


class Admitted(Noun, frozen=True, kw_only=True):
    """One fact as it counts on a day.

    `given`: the evidence mentions the fact at all. `complete`: there are no more records than these. `why_incomplete`:
    all reasons why not; `against` those among them that are more than that nobody says so. `claims` are the sources of
    each list on whose word `complete` stands; `rules` say how records were merged (None: none had to be).
    """

    fact: str
    given: bool
    complete: bool
    groups: tuple[Group, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    contradictions: tuple[Contradiction, ...] = ()
    why_incomplete: tuple[str, ...] = ()
    against: tuple[str, ...] = ()
    claims: tuple[tuple[str, ...], ...] = ()
    rules: MergeRules | None = None
