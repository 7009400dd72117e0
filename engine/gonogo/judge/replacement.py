"""Which records have been replaced: by a later one of the same source, or by one that says that it corrects them.

All that was received by the day takes part, also what will then not count for another reason: an old value never
comes back because the newer one is stale. Where records replace each other in a circle, nobody can tell which counts.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from gonogo.judge.admitted import LeftOut, Reason
from gonogo.judge.occurrence import Key, Occurrence, key_text, listed_sources, own
from gonogo.model.evidence import Entry, Source
from gonogo.model.records import attribute

WHOLE_LIST = -1  # an empty list can replace another one too: then no record of it is the replacement


class Replacement:
    """The replacements among the occurrences of one fact."""

    def __init__(self, occurrences: Sequence[Occurrence], sources: Mapping[str, Source]) -> None:
        self.occurrences = occurrences
        self.sources = sources
        self.left_out: dict[int, LeftOut] = {}
        self.withdrawn: dict[int, set[str]] = {}  # by id of an entry: those of its sources that were corrected
        self._replaced_by: dict[int, set[int]] = {}
        self._by_key: dict[Key, list[int]] = {}
        for number, one in enumerate(occurrences):
            if one.key is not None:
                self._by_key.setdefault(one.key, []).append(number)

    def remaining(self) -> list[Occurrence]:
        return [one for number, one in enumerate(self.occurrences) if number not in self.left_out]

    def circles(self) -> list[str]:
        """Records that replace each other, so that none of them is left."""
        lost = [number for number in self.left_out if not self._survives(number)]
        return [f"{self.occurrences[number].named} is replaced by what it replaces itself" for number in lost]

    def _survives(self, number: int) -> bool:
        """Whether following the replacements leads to a record that still counts, or to a whole list."""
        seen, open_ones = {number}, [number]
        while open_ones:
            for other in self._replaced_by[open_ones.pop()] - seen:
                if other not in self.left_out:
                    return True
                seen.add(other)
                open_ones.append(other)
        return False

    # --- corrections -----------------------------------------------------------------------------

    def correct_lists(self, entries: Sequence[Entry]) -> None:
        """`corrects` of a whole list: a source, all of whose records it replaces, or the key of a record."""
        for entry in entries:
            if entry.corrects is None:
                continue
            inside = {number for number, one in enumerate(self.occurrences) if one.origin.entry is entry}
            by = inside or {WHOLE_LIST}
            for number in set(range(len(self.occurrences))) - inside:
                self._correct(number, entry.corrects, by, f"by the list from {listed_sources(entry)}")
            if entry.corrects in self.sources:
                for other in entries:
                    if other is not entry and entry.corrects in other.sources:
                        self.withdrawn.setdefault(id(other), set()).add(entry.corrects)

    def correct_records(self) -> None:
        """`corrects` of one record: a key, or the source whose record of the same key it replaces."""
        by_text: dict[str, list[int]] = {}
        for key, numbers in self._by_key.items():
            by_text.setdefault(key_text(key), []).extend(numbers)
        for number, one in enumerate(self.occurrences):
            target = None if one.origin.entry.plain else own(one.record, "corrects")
            if target is None:
                continue
            same_key = self._by_key.get(one.key, []) if one.key is not None else []
            for other in same_key if target in self.sources else by_text.get(str(target), []):
                if other != number:
                    self._correct(other, str(target), {number}, f"by {one.named} from {', '.join(one.sources)}")

    def _correct(self, number: int, target: str, by: set[int], told: str) -> None:
        """Takes the source away that is corrected; the record goes with its last source, or where its key is named."""
        one = self.occurrences[number]
        if target in self.sources:
            if target not in one.sources:
                return
            one.sources = tuple(source for source in one.sources if source != target)
            if one.sources:
                return
        elif one.key is None or key_text(one.key) != target:
            return
        self._leave_out(number, by, Reason.CORRECTED, told)

    # --- a later word of the same source ---------------------------------------------------------

    def supersede(self, dated: str | None = None) -> None:
        """The later date of the same source counts; `dated` is the field that dates the record itself, if one does."""
        for numbers in self._by_key.values():
            if len(numbers) > 1:
                latest = self._latest(numbers)
                for number in numbers:
                    self._supersede(number, latest)
                if dated is not None:
                    self._supersede_by_own_date(numbers, attribute(dated))

    def _latest(self, numbers: list[int]) -> dict[tuple[str, str], tuple[date, set[int]]]:
        """For each source identity: its last day, and who stands there."""
        latest: dict[tuple[str, str], tuple[date, set[int]]] = {}
        for number in numbers:
            for source in self.occurrences[number].sources:
                identity, day = identity_of(self.sources[source]), self.sources[source].date
                if identity is None or day is None:
                    continue
                if identity not in latest or day > latest[identity][0]:
                    latest[identity] = (day, set())
                if day == latest[identity][0]:
                    latest[identity][1].add(number)
        return latest

    def _supersede(self, number: int, latest: Mapping[tuple[str, str], tuple[date, set[int]]]) -> None:
        one = self.occurrences[number]
        kept, by = [], set[int]()
        for source in one.sources:
            identity, day = identity_of(self.sources[source]), self.sources[source].date
            if identity is None or day is None or day == latest[identity][0]:
                kept.append(source)
            else:
                by |= latest[identity][1]
        if by:
            last = max(latest[identity][0] for identity in latest if latest[identity][1] & by)
            one.sources = tuple(kept)
            if not kept:
                self._leave_out(number, by, Reason.SUPERSEDED, f"by what the same source gave on {last.isoformat()}")

    def _supersede_by_own_date(self, numbers: list[int], name: str) -> None:
        dates = {number: getattr(self.occurrences[number].record, name) for number in numbers}
        known = [day for day in dates.values() if isinstance(day, date)]
        last = max(known, default=None)
        by = {number for number, day in dates.items() if day == last}
        for number, day in dates.items():
            if last is not None and isinstance(day, date) and day < last:
                self._leave_out(number, by, Reason.SUPERSEDED, f"by what was said on {last.isoformat()}")

    def _leave_out(self, number: int, by: set[int], reason: Reason, detail: str) -> None:
        self._replaced_by.setdefault(number, set()).update(by)
        self.left_out.setdefault(number, LeftOut(self.occurrences[number].origin, reason, detail))


def identity_of(source: Source) -> tuple[str, str] | None:
    """What makes two sources the same one at different times: who gives it, and what it is called."""
    return None if source.by is None or source.title is None else (source.by, source.title)
