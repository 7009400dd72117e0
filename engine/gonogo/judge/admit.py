"""What of the evidence counts on a day. Nothing is judged here: only who said what, when it came, and what replaced it.

1. What was not received by the day is listed and not counted, and nor is its word that a list is complete.
2. Corrections and later words of the same source replace records, before anything else is left out.
3. What is past its last day is left out, and the list that it stood in is no longer complete.
4. The same record from several sources becomes one; where they contradict each other, the field is unknown.
5. The list is complete if one says so and nothing speaks against it.

Most lists come from one source and need none of this: their records are then handed on as they are.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from gonogo.judge.admitted import Admitted, Group, LeftOut, Reason
from gonogo.judge.baseline import first_recorded
from gonogo.judge.merge_records import merge_rules, merged
from gonogo.judge.occurrence import Contradiction, Occurrence, Origin, given_sources, key_of, listed_sources, own
from gonogo.judge.replacement import Replacement
from gonogo.judge.strict import admit_strictly
from gonogo.judge.wholeness import Lists, doubts_of, is_followed
from gonogo.model.evidence import Entry, Evidence, Record
from gonogo.model.noun import replace
from gonogo.model.policy import FactType, Policy, Table
from gonogo.model.records import attribute, record_type

__all__ = ["Admission", "Admitted", "Contradiction", "Group", "LeftOut", "Origin", "Reason", "admit", "admit_strictly"]


def admit(evidence: Evidence, policy: Policy, as_of: date) -> dict[str, Admitted]:
    """Every fact of the policy as it counts on a day. Whoever asks often makes an `Admission` and keeps it."""
    return Admission(policy).admit(evidence, as_of)


class Admission:
    """A policy made ready to say what counts, for any number of packs and days."""

    def __init__(self, policy: Policy) -> None:
        self.policy = policy
        self._absent = {fact: Admitted(fact=fact, given=False, complete=False) for fact in policy.facts}
        self._tables = {name: _of_policy(table) for name, table in policy.tables.items()}

    def admit(self, evidence: Evidence, as_of: date) -> dict[str, Admitted]:
        """Every fact of the policy; what is not mentioned is neither given nor complete."""
        late = {one.id for one in evidence.sources.values() if one.received is not None and one.received > as_of}
        stale = {one.id for one in evidence.sources.values() if one.valid_until is not None and one.valid_until < as_of}
        doubtful = late | stale
        admitted = dict(self._absent)
        for name, entries in evidence.entries.items():
            entry = entries[0] if entries else None
            if entry is not None and len(entries) == 1 and _is_simple(entry, doubtful):
                admitted[name] = _as_it_is(entry)
            else:
                admitted[name] = _Day(evidence, as_of, late, stale).admit(self.policy, name, entries)
        for name in self.policy.tables:
            admitted[name] = self.unsaid(name, as_of)
        return admitted

    def unsaid(self, fact: str, as_of: date) -> Admitted:
        """A fact that the evidence does not mention: a table of the policy in force on a day, or nothing."""
        table = self.policy.tables.get(fact)
        return self._tables[fact] if table is not None and table.window.holds(as_of) else self._absent[fact]


def _is_simple(entry: Entry, doubtful: set[str]) -> bool:
    """Whether nothing in a list, the only one of its fact, can have been replaced or be out of date."""
    if entry.malformed or not entry.plain or entry.corrects is not None or entry.valid_until is not None:
        return False
    if doubtful and not doubtful.isdisjoint(entry.sources):
        return False
    return entry.fact != "view" or len(entry.records) < 2


def _as_it_is(entry: Entry) -> Admitted:
    doubts = tuple(doubts_of(entry))
    unsaid = f"the list from {listed_sources(entry)} is not said to be complete"
    return Admitted(
        fact=entry.fact,
        given=True,
        complete=entry.complete,
        groups=(Group(sources=entry.sources, records=entry.records, origins=entry),) if entry.records else (),
        why_incomplete=() if entry.complete else (doubts or (unsaid,)),
        against=doubts,
        claims=(entry.sources,) if entry.complete else (),
    )


def _of_policy(table: Table) -> Admitted:
    """A table of the policy is a complete fact; it rests on no source of the evidence."""
    fact = table.fact
    if table.rows is None:
        return Admitted(fact=fact.id, given=False, complete=False)
    make = record_type(fact)
    names = [attribute(name) for name in fact.fields]
    entry = Entry(
        fact=fact.id,
        sources=(),
        complete=True,
        records=tuple(make(**dict(zip(names, row, strict=True))) for row in table.rows),
        places=table.places,
        valid_until=None,
        corrects=None,
        plain=True,
        at=fact.at,
    )
    return _as_it_is(entry)


class _Day:
    """The long way: lists that overlap, replace each other, or are partly late or out of date."""

    def __init__(self, evidence: Evidence, as_of: date, late: set[str], stale: set[str]) -> None:
        self.evidence = evidence
        self.as_of = as_of
        self.late = late
        self.stale = stale

    def admit(self, policy: Policy, name: str, entries: Sequence[Entry]) -> Admitted:
        fact = policy.facts[name]
        left_out: list[LeftOut] = []
        doubts: list[str] = []
        received = [entry for entry in entries if self._on_time(entry.sources) is not None]
        occurrences = [one for entry in entries for one in self._received(fact, entry, left_out)]
        firsts = first_recorded(fact, occurrences, self.evidence.sources)
        replacement = Replacement(occurrences, self.evidence.sources)
        replacement.supersede("date" if fact.id == "view" else None)
        replacement.correct_lists(received)
        replacement.correct_records()
        left_out += replacement.left_out.values()
        doubts += replacement.circles()
        fresh = [one for one in replacement.remaining() if not self._is_stale(one, left_out)]
        together = _by_key(fresh)
        rules = replace(merge_rules(fact, self.evidence, self.as_of, policy.roles), firsts=firsts)
        results = [merged(same, rules) for same in together]
        whole = [entry for entry in received if not entry.malformed]
        counted = list(self._counted(whole, replacement, doubts))
        lists = Lists(fact=fact, counted=counted, records=together, sources=self.evidence.sources)
        doubts += self._gaps(left_out, received)
        doubts += self._unread(set(map(id, received)) - set(map(id, whole)), received, replacement)
        doubts += lists.doubts()
        unsaid = list(lists.unsaid())
        if unsaid:
            doubts += self._too_late(entries, received)
        return Admitted(
            fact=fact.id,
            given=True,
            complete=not doubts and not unsaid,
            groups=_groups(results, together),
            left_out=tuple(_in_order(left_out, entries)),
            contradictions=tuple(one for _, _, found in results for one in found),
            why_incomplete=tuple(dict.fromkeys((*doubts, *unsaid))),
            against=tuple(dict.fromkeys(doubts)),
            claims=tuple(entry.sources for entry in lists.claims()),
            rules=rules if firsts or any(len(same) > 1 for same in together) else None,
        )

    def _on_time(self, sources: tuple[str, ...]) -> tuple[str, ...] | None:
        """The sources that had been received; None: there are some, and none of them had been."""
        on_time = tuple(source for source in sources if source not in self.late)
        return on_time if on_time or not sources else None

    def _received(self, fact: FactType, entry: Entry, left_out: list[LeftOut]) -> Iterator[Occurrence]:
        for index, record in enumerate(entry.records):
            given = given_sources(entry, record)
            on_time = self._on_time(given)
            origin = Origin(entry, index)
            if on_time is None:
                days = [day for source in given if (day := self.evidence.sources[source].received) is not None]
                left_out.append(LeftOut(origin, Reason.NOT_YET_RECEIVED, f"received on {min(days).isoformat()}"))
            elif entry.malformed:
                left_out.append(LeftOut(origin, Reason.MALFORMED, entry.malformed[index]))
            else:
                yield Occurrence(origin, record, on_time, key_of(fact, record))

    def _is_stale(self, one: Occurrence, left_out: list[LeftOut]) -> bool:
        """Whether a record is past its last day, its list's, or that of each of its sources."""
        entry = one.origin.entry
        fresh = tuple(source for source in one.sources if source not in self.stale)
        ends = [entry.valid_until, None if entry.plain else own(one.record, "valid_until")]
        past = [day for day in ends if isinstance(day, date) and day < self.as_of]
        if one.sources and not fresh:
            days = (self.evidence.sources[source].valid_until for source in one.sources)
            past.append(max(day for day in days if day is not None))
        if past:
            left_out.append(LeftOut(one.origin, Reason.STALE, f"valid until {min(past).isoformat()}"))
            return True
        one.sources = fresh
        return False

    def _counted(self, received: list[Entry], replacement: Replacement, doubts: list[str]) -> Iterator[Entry]:
        """The lists whose word still counts: not corrected as a whole, and not past their last day."""
        for entry in received:
            withdrawn = replacement.withdrawn.get(id(entry), set())
            if entry.sources and withdrawn.issuperset(entry.sources):
                continue
            on_time = self._on_time(entry.sources) or ()
            if (entry.valid_until is not None and entry.valid_until < self.as_of) or (
                on_time and self.stale.issuperset(on_time)
            ):
                if not is_followed(entry, received, self.evidence.sources):
                    doubts.append(f"the list from {listed_sources(entry)} is past its last day")
            else:
                yield entry

    def _unread(self, malformed: set[int], received: list[Entry], replacement: Replacement) -> Iterator[str]:
        """Rows that nobody can read leave a gap, unless all that their source said then was replaced since."""
        for entry in received:
            withdrawn = replacement.withdrawn.get(id(entry), set())
            gone = bool(entry.sources) and withdrawn.issuperset(entry.sources)
            told = any(one.doubts and one.at == entry.at for one in received)  # by the list of those that can be read
            if id(entry) in malformed and not (told or gone or is_followed(entry, received, self.evidence.sources)):
                yield f"records from {listed_sources(entry)} cannot be read"

    def _too_late(self, entries: Sequence[Entry], received: list[Entry]) -> Iterator[str]:
        """Lists that came after the day: their word would have counted."""
        for entry in entries:
            if not any(entry is one for one in received):
                days = [day for one in entry.sources if (day := self.evidence.sources[one].received) is not None]
                yield f"the list from {listed_sources(entry)} was not received until {min(days).isoformat()}"

    def _gaps(self, left_out: list[LeftOut], received: list[Entry]) -> Iterator[str]:
        """Records that may be true but do not count leave a gap in the list that they stand in."""
        for one in left_out:
            entry = one.origin.entry
            if one.reason is Reason.STALE and not self.stale.issuperset(entry.sources or ("",)):
                yield f"a record from {listed_sources(entry)} is past its last day"
            elif one.reason is Reason.NOT_YET_RECEIVED and entry.complete and any(entry is each for each in received):
                yield f"the list from {listed_sources(entry)} holds a record that was received later"


def _by_key(occurrences: Sequence[Occurrence]) -> list[list[Occurrence]]:
    """Occurrences of one key together; one without a key stands alone."""
    together: dict[object, list[Occurrence]] = {}
    for number, one in enumerate(occurrences):
        together.setdefault(number if one.key is None else one.key, []).append(one)
    return list(together.values())


def _groups(
    results: Sequence[tuple[Record, tuple[str, ...], object]], together: Sequence[Sequence[Occurrence]]
) -> tuple[Group, ...]:
    """Records that rest on the same sources, in the order of the evidence."""
    found: dict[tuple[str, ...], tuple[list[Record], list[tuple[Origin, ...]]]] = {}
    for (record, sources, _), same in zip(results, together, strict=True):
        records, origins = found.setdefault(sources, ([], []))
        records.append(record)
        origins.append(tuple(one.origin for one in same))
    return tuple(
        Group(sources=sources, records=tuple(records), origins=tuple(origins))
        for sources, (records, origins) in found.items()
    )


def _in_order(left_out: Sequence[LeftOut], entries: Sequence[Entry]) -> list[LeftOut]:
    place = {id(entry): number for number, entry in enumerate(entries)}
    return sorted(left_out, key=lambda one: (place[id(one.origin.entry)], one.origin.index))
