"""What counts where a criterion asks for good evidence and nothing less: what falls short is left out.

It may still be true, so the list that it stood in is no longer complete. Nor is a list on the word of a source that
falls short: `complete: true` is a statement like any other, and an empty list that is complete says a great deal.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from gonogo.judge.admitted import FALL_SHORT, Admitted, Group, LeftOut, Reason
from gonogo.judge.merge_records import MergeRules, merged
from gonogo.judge.occurrence import Contradiction, Key, Occurrence, Origin, given_sources, key_of, listed
from gonogo.model.evidence import Record
from gonogo.model.noun import replace
from gonogo.model.truth import Truth


def admit_strictly(admitted: Admitted, adequate: Callable[[str], Truth]) -> Admitted:
    """Only what rests on a source that is surely adequate; a merged record is merged again from what is left."""
    strict = _Strict(admitted, adequate)
    if all(strict.is_adequate(source) for source in _sources_of(admitted)) and not strict.unsourced():
        return admitted
    groups = tuple(group for before in admitted.groups for group in strict.groups(before))
    doubts = list(strict.doubts())
    return replace(
        admitted,
        complete=admitted.complete and not doubts,
        groups=groups,
        left_out=(*admitted.left_out, *strict.left_out),
        contradictions=strict.contradictions(),
        why_incomplete=(*admitted.why_incomplete, *doubts),
        against=(*admitted.against, *doubts),
        claims=tuple(claim for claim in admitted.claims if strict.any_adequate(claim)),
    )


def _sources_of(admitted: Admitted) -> Iterator[str]:
    yield from (source for group in admitted.groups for source in group.sources)
    yield from (source for claim in admitted.claims for source in claim)


@dataclass(slots=True)
class _Strict:
    """One fact under one demand."""

    admitted: Admitted
    adequate: Callable[[str], Truth]
    left_out: list[LeftOut] = field(default_factory=list)
    _known: dict[str, bool] = field(default_factory=dict)
    _settled_anew: dict[Key | None, tuple[Contradiction, ...]] = field(default_factory=dict)

    def is_adequate(self, source: str) -> bool:
        if source not in self._known:
            self._known[source] = self.adequate(source) is Truth.TRUE
        return self._known[source]

    def any_adequate(self, sources: tuple[str, ...]) -> bool:
        return any(map(self.is_adequate, sources))

    def unsourced(self) -> bool:
        """Whether anything rests on no named source, which is never good enough."""
        return any(not group.sources for group in self.admitted.groups) or () in self.admitted.claims

    def groups(self, group: Group) -> Iterator[Group]:
        """What is left of a group; where records were merged, by the sources that each still has."""
        good = tuple(source for source in group.sources if self.is_adequate(source))
        if good == group.sources and good:
            yield group
        elif not good:
            self._leave_out(group)
        elif (rules := self.admitted.rules) is not None:
            yield from self._apart(group, good, rules)
        else:
            yield replace(group, sources=good)

    def _leave_out(self, group: Group) -> None:
        told = f"{listed(group.sources)} falls short of what is asked"
        for index in range(len(group.records)):
            self.left_out += [LeftOut(origin, Reason.INADEQUATE, told) for origin in group.origin(index)]

    def _apart(self, group: Group, good: tuple[str, ...], rules: MergeRules) -> Iterator[Group]:
        """Each record of a group again, from the occurrences that rest on adequate sources."""
        found: dict[tuple[str, ...], tuple[list[Record], list[tuple[Origin, ...]]]] = {}
        for index in range(len(group.records)):
            kept = [one for origin in group.origin(index) if (one := _occurrence(origin, good, rules)).sources]
            record, sources, contradictions = merged(kept, rules)
            self._settled_anew[kept[0].key] = contradictions
            records, origins = found.setdefault(sources, ([], []))
            records.append(record)
            origins.append(tuple(one.origin for one in kept))
        for sources, (records, origins) in found.items():
            yield Group(sources=sources, records=tuple(records), origins=tuple(origins))

    def contradictions(self) -> tuple[Contradiction, ...]:
        """Those of the records that are left as they were, and those that remain in the records merged anew."""
        rules = self.admitted.rules
        if rules is None:
            return self.admitted.contradictions
        lost = (one.origin.entry.records[one.origin.index] for one in self.left_out)
        gone = {*self._settled_anew, *(key_of(rules.fact, record) for record in lost)}
        anew = (one for found in self._settled_anew.values() for one in found)
        return (*(one for one in self.admitted.contradictions if one.key not in gone), *anew)

    def doubts(self) -> Iterator[str]:
        """Why the list is no longer complete, though it may have been."""
        if self.left_out:
            yield FALL_SHORT
        claims = self.admitted.claims
        if claims and not any(map(self.any_adequate, claims)):
            yield f"that the list from {listed(claims[0])} is complete falls short of what is asked"


def _occurrence(origin: Origin, good: tuple[str, ...], rules: MergeRules) -> Occurrence:
    record = origin.entry.records[origin.index]
    sources = tuple(source for source in given_sources(origin.entry, record) if source in good)
    return Occurrence(origin, record, sources, key_of(rules.fact, record))
