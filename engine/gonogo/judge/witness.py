"""Which records, and which sources, decided a condition: looked up when somebody asks, never while deciding."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Any

from gonogo.judge.admitted import Admitted, Group, LeftOut
from gonogo.judge.judgement import Judgement
from gonogo.judge.occurrence import given_sources
from gonogo.judge.tables import Attribution
from gonogo.model.condition import Condition, Every, Leaf, ParameterIs, Selection, StatusIs, leaves
from gonogo.model.evidence import Record, Source
from gonogo.model.location import Location
from gonogo.model.noun import Written
from gonogo.model.records import UNSET, attribute
from gonogo.model.value import shown

FEW = 12  # how many witnesses a document names; the rest are counted


class Witness(Written, frozen=True):
    """A record that decided a condition, with where it came from."""

    fact: str
    record: Record
    sources: tuple[Source, ...]
    at: Location
    key: str


def numbers_of(judgement: Judgement, condition: Condition, holder: str) -> tuple[int, ...]:
    """The numbers of all leaves of a condition."""
    return tuple(judgement.number(leaf, holder) for leaf in leaves(condition))


def admitted_of(judgement: Judgement, number: int) -> Admitted | None:
    """The table that a leaf condition was asked of."""
    slot = slot_of(judgement, number)
    return None if slot is None else judgement.admitted[slot]


def slot_of(judgement: Judgement, number: int) -> int | None:
    asked = judgement.program.asked[number]
    if isinstance(asked.leaf, ParameterIs | StatusIs):
        return None
    return judgement.program.slots.index((asked.leaf.selection.fact, asked.demand))


def selection_of(leaf: Leaf) -> Selection | None:
    return None if isinstance(leaf, ParameterIs | StatusIs) else leaf.selection


def witnesses(judgement: Judgement, number: int, truth: int = 2, *, part: int | None = None) -> Iterator[Witness]:
    """The records that surely (2) or perhaps (1) count: those that match; of a false `every`, those that fall short.

    `part` 1 asks for what an `every` or a `share` asks of the records that match, 0 for the matching itself.
    """
    slot = slot_of(judgement, number)
    if slot is None:
        return
    asked = judgement.program.asked[number]
    if part is None:
        part = int(isinstance(asked.leaf, Every) and judgement.truths[number] != 2)
    predicate = judgement.predicates[number][part]
    admitted = judgement.admitted[slot]
    for group, (records, sources) in zip(admitted.groups, judgement.tables.groups[slot], strict=True):
        for index, record in enumerate(records):
            if predicate(record, sources) == truth:
                yield _witness(judgement, admitted.fact, group, index, sources)


def left_out_matches(judgement: Judgement, number: int) -> Iterator[LeftOut]:
    """The records that were left out and, had they counted, would (or might) have counted for the condition."""
    slot = slot_of(judgement, number)
    if slot is None:
        return
    predicate = judgement.predicates[number][0]
    for one in judgement.admitted[slot].left_out:
        entry = one.origin.entry
        record = entry.records[one.origin.index]
        if predicate(record, judgement.tables.attribution(given_sources(entry, record))):
            yield one


def few_witnesses(judgement: Judgement, number: int, truth: int = 2) -> tuple[Witness, ...]:
    return tuple(islice(witnesses(judgement, number, truth), FEW))


def _witness(judgement: Judgement, fact: str, group: Group, index: int, sources: Attribution) -> Witness:
    origin = group.origin(index)[0]
    record = group.records[index]
    return Witness(
        fact=fact,
        record=record,
        sources=sources.sources,
        at=origin.entry.place(origin.index),
        key=key_text(judgement, fact, record, index),
    )


def key_text(judgement: Judgement, fact: str, record: Record, index: int) -> str:
    """How a record is called: by its key, or by its place in the list where its fact has none."""
    names = judgement.policy.facts[fact].key
    if not names:
        return f"number {index + 1}"
    values = [value_of(record, name) for name in names]
    return ", ".join(shown(value) for value in values)


def value_of(record: Record, field: str) -> Any:
    """A field's value; None where it is none or unknown."""
    value = getattr(record, attribute(field))
    return value if value is not UNSET else None
