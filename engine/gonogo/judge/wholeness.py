"""Whether the lists of a fact, taken together, leave nothing out, and if not, why.

A list that says that it is complete claims that there are no other records. That stands until something speaks against
it: a record that it lacks, something in it that does not count, or, where records have no key, another list that may
hold more.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from gonogo.judge.occurrence import Key, Occurrence, key_of, key_text, listed_sources, own
from gonogo.judge.replacement import identity_of
from gonogo.model.evidence import Entry, Source
from gonogo.model.noun import Noun
from gonogo.model.policy import FactType


class Lists(Noun, frozen=True, kw_only=True):
    """The lists of one fact that count, and the records in them that count, each key once."""

    fact: FactType
    counted: Sequence[Entry]
    records: Sequence[Sequence[Occurrence]]  # what was merged into one record stands together
    sources: Mapping[str, Source]

    def claims(self) -> tuple[Entry, ...]:
        """The lists on whose word nothing is missing; a later one of the same source stands for its earlier ones."""
        complete = [entry for entry in self.counted if entry.complete]
        return tuple(one for one in complete if not is_followed(one, complete, self.sources))

    def unsaid(self) -> Iterator[str]:
        """Why there may be other records though nothing speaks for it: nobody whose word counts says that it is all."""
        if not self.counted:
            yield "no list counts on this day"
        elif not self.claims() and not any(entry.doubts for entry in self.counted):
            yield "no list is said to be complete"

    def doubts(self) -> Iterator[str]:
        """What speaks against there being no other records; nothing: they are all there are, if somebody says so."""
        claims = self.claims()
        for entry in self.counted:
            if not is_followed(entry, self.counted, self.sources):
                yield from doubts_of(entry)
        if claims and not self.fact.key:
            holding = (one.origin.entry for together in self.records for one in together)
            for entry in {id(one): one for one in (*self.counted, *holding)}.values():
                if not entry.complete or not any(entry is each for each in self.counted):
                    yield f"the list from {listed_sources(entry)} is not said to be complete"
        if self.fact.key:
            for claim in claims:
                yield from self._missing_from(claim)

    def _missing_from(self, claim: Entry) -> Iterator[str]:
        if len(self.counted) == 1:
            return
        keys = {key_of(self.fact, record) for record in claim.records}
        texts = {key_text(key) for key in keys if key is not None}
        for together in self.records:
            if not any(_stands_in(one, claim, keys, texts) for one in together):
                where = " and ".join(dict.fromkeys(listed_sources(one.origin.entry) for one in together))
                yield (
                    f"the list from {listed_sources(claim)} is said to be complete, "
                    f"but lacks {together[0].named}, which is from {where}"
                )


def doubts_of(entry: Entry) -> Iterator[str]:
    """What came to light against a list being whole when its files were read."""
    yield from (f"the list from {listed_sources(entry)} is not whole: {one}" for one in entry.doubts)


def is_followed(entry: Entry, others: Sequence[Entry], sources: Mapping[str, Source]) -> bool:
    """Whether each source of a list has a later word in one other list that is complete."""
    return bool(entry.sources) and any(
        all(any(_is_later(sources[new], sources[old]) for new in other.sources) for old in entry.sources)
        for other in others
        if other.complete
    )


def _is_later(new: Source, old: Source) -> bool:
    """Whether one source is the other one at a later date."""
    if old.date is None or new.date is None or new.date <= old.date:
        return False
    return identity_of(old) is not None and identity_of(new) == identity_of(old)


def _stands_in(one: Occurrence, claim: Entry, keys: set[Key | None], texts: set[str]) -> bool:
    """Whether a list holds a record, or the one that this record corrects."""
    if one.origin.entry is claim or (one.key is not None and one.key in keys):
        return True
    return not one.origin.entry.plain and own(one.record, "corrects") in texts
