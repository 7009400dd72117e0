"""What one condition met in the evidence: of the policy as it was decided, or any other, asked of the same evidence.

A condition of the policy is looked up in the judgement. What an explanation asks beyond that (what a record of a
nested condition meets, how many would count but for one test) is compiled and held against the same tables.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, assert_never

from gonogo.judge import settle
from gonogo.judge.admitted import Admitted, Group
from gonogo.judge.compare import Range
from gonogo.judge.generate import Asked, generate
from gonogo.judge.judgement import Judgement
from gonogo.judge.observe import observe
from gonogo.judge.tables import Attribution
from gonogo.judge.witness import key_text, slot_of
from gonogo.model.condition import Aggregate, Count, Every, Leaf, Reduce, Share
from gonogo.model.evidence import Record
from gonogo.model.location import Location
from gonogo.model.noun import Noun

Table = tuple[Admitted, Sequence[tuple[Sequence[Record], Attribution]]]


class Seen(Noun, frozen=True):
    """A leaf condition with all that it met. `id` is the name of its token; None: the policy does not ask it."""

    id: str | None
    leaf: Leaf
    demand: int
    truth: int
    counts: Any
    predicates: Any
    table: Table | None

    @property
    def admitted(self) -> Admitted | None:
        return None if self.table is None else self.table[0]

    @property
    def total(self) -> int:
        """How many records there are to look at."""
        return 0 if self.table is None else sum(len(records) for records, _ in self.table[1])


class Found(Noun, frozen=True):
    """A record with its sources and the places it was read from, the first of which gives it its key."""

    fact: str
    record: Record
    attribution: Attribution
    places: tuple[Location, ...]
    key: str


def seen(judgement: Judgement, number: int) -> Seen:
    """A condition of the policy, by its number."""
    asked = judgement.program.asked[number]
    slot = slot_of(judgement, number)
    return Seen(
        f"c{number}",
        asked.leaf,
        asked.demand,
        judgement.truths[number],
        judgement.counts[number],
        judgement.predicates[number],
        None if slot is None else (judgement.admitted[slot], judgement.tables.groups[slot]),
    )


def ask(judgement: Judgement, leaves: Sequence[Leaf], demand: int) -> list[Seen]:
    """Other conditions, of the evidence that counts under a demand; all of them in one look through the tables."""
    wanted = tuple(dict.fromkeys(leaves))
    program = generate(judgement.policy, tuple(Asked(leaf, demand) for leaf in wanted))
    admitted = [_table_of(judgement, slot) for slot in program.slots]
    found = observe(program, judgement.policy, admitted, judgement.evidence, judgement.as_of)
    answers = {}
    for number, leaf in enumerate(wanted):
        fact = getattr(leaf, "selection", None)
        slot = None if fact is None else program.slots.index((fact.fact, demand))
        table = None if slot is None else (admitted[slot], found.tables.groups[slot])
        answers[leaf] = Seen(
            None, leaf, demand, found.truths[number], found.counts[number], found.predicates[number], table
        )
    return [answers[leaf] for leaf in leaves]


def _table_of(judgement: Judgement, slot: tuple[str, int]) -> Admitted:
    slots = judgement.program.slots
    return judgement.admitted[slots.index(slot)] if slot in slots else judgement.facts[slot[0]]


def figure(judgement: Judgement, one: Seen) -> Any:
    """What a count, share or aggregate came to: a value, a Range, or UNSET."""
    assert isinstance(one.leaf, Count | Share | Aggregate)
    complete = one.admitted is not None and one.admitted.complete
    match one.leaf:
        case Count():
            return settle.count(one.counts[0], one.counts[1], complete)
        case Share():
            return settle.share(one.counts, complete)
        case Aggregate(reduce=reduce, selection=selection, field=name):
            kind = judgement.policy.facts[selection.fact].fields[name].type
            work = {Reduce.TOTAL: settle.total, Reduce.LOWEST: settle.lowest, Reduce.HIGHEST: settle.highest}[reduce]
            return work(one.counts, complete, kind.least, kind.most)
        case _:
            assert_never(one.leaf)


def ends(value: Any) -> tuple[Any, Any]:
    """The least and the most that a figure may be."""
    return (value.least, value.most) if type(value) is Range else (value, value)


def records(judgement: Judgement, one: Seen, which: int, truth: int) -> Iterator[Found]:
    """The records of which predicate number `which` of a condition is surely (2), perhaps (1) or not (0) so."""
    assert one.table is not None
    admitted, groups = one.table
    predicate = one.predicates[which]
    for group, (rows, attribution) in zip(admitted.groups, groups, strict=True):
        for index, record in enumerate(rows):
            if predicate(record, attribution) == truth:
                yield found(judgement, admitted.fact, group, index, attribution)


def found(judgement: Judgement, fact: str, group: Group, index: int, attribution: Attribution) -> Found:
    origins = group.origin(index)
    record = group.records[index]
    places = tuple(origin.entry.place(origin.index) for origin in origins)
    return Found(fact, record, attribution, places, key_text(judgement, fact, record, index))


def counted(one: Seen) -> tuple[int, int]:
    """How many records surely count, and how many perhaps do; of `every`, those that fall short unless it holds."""
    counts = one.counts
    match one.leaf:
        case Every():
            return (counts[2], counts[3]) if one.truth == 2 else (counts[0], counts[1])
        case Share():
            return counts[0], counts[2] + counts[3] + counts[5]
        case Aggregate():
            return sum(truth == 2 for truth, _ in counts), sum(truth == 1 for truth, _ in counts)
        case _ if counts:
            return counts[0], counts[1]
        case _:
            return 0, 0
