"""One least reason for a status: some evidence that brings it about alone, and of which nothing can be left out.

1. The status is decided again on less and less evidence; what is not needed goes: lists, then words that a list is
   complete, then single records, then waivers.
2. Whoever withdraws a record also withdraws the word that its list is complete, for that word spoke of all of it.
3. At the end each remaining piece is left out once, and each time the status changes.

The policy, its parameters, the sources and recorded resolutions stay as they are. On much evidence the search is
bounded; it then says that it was not made to the end.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from enum import StrEnum
from typing import NamedTuple

from gonogo.judge.judgement import Judgement
from gonogo.judge.obligations import outcome
from gonogo.model.condition import Layer
from gonogo.model.evidence import Entry, Evidence
from gonogo.model.noun import replace

LOOKS = 600_000  # how many records may be looked at, over all decisions
SETTING_UP = 400  # what one decision costs beside its records, as a number of records


class Kept(NamedTuple):
    """What is left of one list: which records, and whether it still says that it is complete."""

    fact: str
    entry: Entry
    records: tuple[int, ...]
    whole: bool


class Pack(NamedTuple):
    """What is left of the evidence: its lists and its waivers."""

    lists: tuple[Kept, ...]
    waivers: tuple[int, ...]


class Tried(StrEnum):
    """How far it is known that nothing of a reason can be left out."""

    ALL = "all"  # each piece was left out once
    LISTS = "lists"  # each piece, but not each record of the lists that have to be complete
    SOME = "some"  # the search ended before


class Least(NamedTuple):
    """A least reason, and how far it was tried."""

    pack: Pack
    tried: Tried


class OutOfBounds(Exception):
    """The search has looked at as much as it may."""


Again = Callable[[Evidence], Judgement]


def everything(evidence: Evidence) -> Pack:
    lists = (
        Kept(fact, entry, tuple(range(len(entry.records))), entry.complete)
        for fact, entries in evidence.entries.items()
        for entry in entries
    )
    return Pack(tuple(lists), tuple(range(len(evidence.waivers))))


def only(evidence: Evidence, pack: Pack) -> Evidence:
    """The evidence with nothing but a pack's pieces; a list of which nothing is left is not given at all."""
    entries: dict[str, list[Entry]] = {}
    for kept in pack.lists:
        if kept.records or kept.whole:
            entries.setdefault(kept.fact, []).append(_less(kept))
    waivers = tuple(evidence.waivers[number] for number in pack.waivers)
    return replace(evidence, entries={fact: tuple(some) for fact, some in entries.items()}, waivers=waivers)


def _less(kept: Kept) -> Entry:
    entry = kept.entry
    if len(kept.records) == len(entry.records):
        return entry if kept.whole == entry.complete else replace(entry, complete=False)
    places = None if entry.places is None else tuple(entry.places[index] for index in kept.records)
    records = tuple(entry.records[index] for index in kept.records)
    return replace(entry, records=records, places=places, complete=False)


def status_of(judgement: Judgement, layer: Layer, name: str) -> str:
    """What a subject came to, as the decision document says it."""
    if layer is Layer.DECISION:
        return outcome(judgement, next(gate for gate in judgement.policy.gates if gate.id == name))
    return judgement.standing(layer.value, name).status


def least_reason(
    judgement: Judgement, again: Again, subject: tuple[Layer, str], starts: Iterable[Pack]
) -> Least | None:
    """Begins with the first of some packs that brings about the status; None where none could be tried."""
    search = _Search(judgement, again, subject)
    with suppress(OutOfBounds):
        if any(search.take(start) for start in starts):
            search.shrink()
    return None if search.pack is None else Least(search.pack, search.tried)


class _Search:
    """What is left so far, and how much may still be looked at."""

    def __init__(self, judgement: Judgement, again: Again, subject: tuple[Layer, str]) -> None:
        self.evidence = judgement.evidence
        self.again = again
        self.subject = subject
        self.status = status_of(judgement, *subject)
        self.left = LOOKS
        self.tried = Tried.SOME
        self.pack: Pack | None = None

    def take(self, less: Pack) -> bool:
        """Goes on with a pack, if it alone brings the status about."""
        self.left -= SETTING_UP + sum(len(kept.records) for kept in less.lists)
        if self.left < 0:
            raise OutOfBounds
        if status_of(self.again(only(self.evidence, less)), *self.subject) != self.status:
            return False
        self.pack = less
        return True

    @property
    def kept(self) -> Pack:
        assert self.pack is not None
        return self.pack

    def shrink(self) -> None:
        """Leaves out more and more, until each piece that remains has been left out once, in vain."""
        for place in reversed(range(len(self.kept.lists))):
            self.take(_without_list(self.kept, place))
        for place in reversed(range(len(self.kept.lists))):
            if self.kept.lists[place].whole:
                self.take(_with(self.kept, place, self.kept.lists[place]._replace(whole=False)))
        for place in reversed(range(len(self.kept.lists))):
            if not self.kept.lists[place].whole:
                self._thin(place, self.kept.lists[place].records)
        for number in reversed(self.kept.waivers):
            self.take(_without_waiver(self.kept, number))
        while self._leaves_one_out():
            pass
        self.tried = Tried.ALL

    def _leaves_one_out(self) -> bool:
        """The records of complete lists are tried last: there may be very many."""
        self.tried = Tried.SOME
        if any(map(self.take, _but_for_one(self.kept))):
            return True
        self.tried = Tried.LISTS
        return any(map(self.take, _but_for_one_of_a_complete_list(self.kept)))

    def _thin(self, place: int, some: Sequence[int]) -> None:
        """Leaves out some records of a list together, or if that is too much, by halves; the last ones first."""
        if not self.take(_without_records(self.kept, place, some)) and len(some) > 1:
            half = len(some) // 2
            self._thin(place, some[half:])
            self._thin(place, some[:half])


def _with(pack: Pack, place: int, kept: Kept) -> Pack:
    return pack._replace(lists=(*pack.lists[:place], kept, *pack.lists[place + 1 :]))


def _without_list(pack: Pack, place: int) -> Pack:
    return pack._replace(lists=pack.lists[:place] + pack.lists[place + 1 :])


def _without_waiver(pack: Pack, number: int) -> Pack:
    return pack._replace(waivers=tuple(one for one in pack.waivers if one != number))


def _without_records(pack: Pack, place: int, some: Sequence[int]) -> Pack:
    kept, gone = pack.lists[place], set(some)
    rest = tuple(one for one in kept.records if one not in gone)
    return _with(pack, place, kept._replace(records=rest, whole=False))


def _but_for_one(pack: Pack) -> Iterator[Pack]:
    """Every pack without the word that a list is complete, without a record of another list, or without a waiver."""
    for place, kept in enumerate(pack.lists):
        if kept.whole:
            yield _with(pack, place, kept._replace(whole=False))
        else:
            yield from (_without_records(pack, place, (index,)) for index in kept.records)
    yield from (_without_waiver(pack, number) for number in pack.waivers)


def _but_for_one_of_a_complete_list(pack: Pack) -> Iterator[Pack]:
    for place, kept in enumerate(pack.lists):
        if kept.whole:
            yield from (_without_records(pack, place, (index,)) for index in kept.records)


def pieces(pack: Pack) -> Iterator[tuple[Kept, int | None]]:
    """A list that has to be whole once, with None; of any other list, each record by its number."""
    for kept in pack.lists:
        if kept.whole:
            yield kept, None
        else:
            yield from ((kept, index) for index in kept.records)
