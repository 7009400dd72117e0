"""What a decided condition relies on: the sources of the records that decide it, or of whole lists.

`some` that holds needs no more than the records that it found. That there are none, that all are so, that there are no
more than five: such a thing rests on everything that was given, and on whoever said that this is all.
"""

from __future__ import annotations

from collections.abc import Iterator

from gonogo.judge.admitted import Admitted
from gonogo.judge.gaps import base_of, nested_leaves, operands_of
from gonogo.judge.judgement import Judgement
from gonogo.judge.witness import selection_of, slot_of
from gonogo.model.condition import (
    All,
    AnyOf,
    Condition,
    Count,
    Every,
    Figure,
    Leaf,
    No,
    Not,
    Op,
    Selection,
    Some,
)
from gonogo.model.evidence import Source
from gonogo.model.noun import Noun

GROWS = (Op.AT_LEAST, Op.MORE_THAN)  # tests on a count that more records cannot undo
SHRINKS = (Op.AT_MOST, Op.LESS_THAN)


class Reliance(Noun, frozen=True):
    """What something rests on: sources, those that vouch for the same together; and facts on nobody's word.

    `unsourced` are the titles of facts of which something was given without a source.
    """

    groups: tuple[tuple[Source, ...], ...]
    unsourced: tuple[str, ...]

    @property
    def sources(self) -> tuple[Source, ...]:
        """Each once."""
        return tuple({source.id: source for group in self.groups for source in group}.values())


def deciding(judgement: Judgement, condition: Condition, holder: str) -> Iterator[int]:
    """The numbers of the leaves that make a condition what it is: of a false `all`, the parts that are false."""
    match condition:
        case All(parts=parts):
            yield from _parts(judgement, parts, holder, 0)
        case AnyOf(parts=parts):
            yield from _parts(judgement, parts, holder, 2)
        case Not(part=part):
            yield from deciding(judgement, part, holder)
        case _:
            yield judgement.number(condition, holder)


def _parts(judgement: Judgement, parts: tuple[Condition, ...], holder: str, enough: int) -> Iterator[int]:
    """`enough` is the truth of one part that settles the whole; without it every part counts."""
    settling = [part for part in parts if judgement.truth(part, holder) == enough]
    for part in settling or parts:
        yield from deciding(judgement, part, holder)


def relied_on(judgement: Judgement, numbers: tuple[int, ...]) -> Reliance:
    """What some conditions rest on together."""
    groups: dict[tuple[str, ...], tuple[Source, ...]] = {}
    unsourced: dict[str, None] = {}
    for number in numbers:
        for slot, names in _rests_on(judgement, number):
            fact = judgement.admitted[slot].fact
            if names:
                groups[names] = tuple(judgement.evidence.sources[name] for name in names)
            elif fact not in judgement.policy.tables:
                unsourced[judgement.policy.facts[fact].title] = None
    return Reliance(tuple(groups.values()), tuple(unsourced))


def _rests_on(judgement: Judgement, number: int) -> Iterator[tuple[int, tuple[str, ...]]]:
    """The groups of sources, each with the slot of its table; an empty group is a word that nobody put a name to."""
    asked, slot = judgement.program.asked[number], slot_of(judgement, number)
    looked_at = False
    if slot is not None:
        admitted = judgement.admitted[slot]
        looked_at = any(group.records for group in admitted.groups)
        few = _matching(judgement, number, slot) if _needs_few(asked.leaf, judgement.truths[number]) else ()
        yield from ((slot, names) for names in tuple(few) or _whole(judgement, admitted))
    for fact in dict.fromkeys(_related(asked.leaf, looked_at=looked_at)):
        inner = judgement.program.slots.index((fact, asked.demand))
        yield from ((inner, names) for names in _whole(judgement, judgement.admitted[inner]))


def _needs_few(leaf: Leaf, truth: int) -> bool:
    """Whether the records that were found are enough, whatever else there may be."""
    match leaf:
        case Some():
            return truth == 2
        case No() | Every():
            return truth == 0
        case Count(tests=tests):
            return all(test.op in (GROWS if truth == 2 else SHRINKS) for test in tests)
        case _:
            return False


def _matching(judgement: Judgement, number: int, slot: int) -> Iterator[tuple[str, ...]]:
    """The sources of each group that holds a record that counts."""
    every = isinstance(judgement.leaf(number), Every)
    predicate = judgement.predicates[number][1 if every else 0]
    groups = judgement.admitted[slot].groups
    for group, (records, sources) in zip(groups, judgement.tables.groups[slot], strict=True):
        if any(predicate(record, sources) == 2 for record in records):
            yield group.sources


def _whole(judgement: Judgement, admitted: Admitted) -> Iterator[tuple[str, ...]]:
    yield from (group.sources for group in admitted.groups)
    for claim in admitted.claims:
        timely = tuple(name for name in claim if _counts(judgement, judgement.evidence.sources[name]))
        yield timely or claim


def _counts(judgement: Judgement, source: Source) -> bool:
    """Whether a source had been received by the day, and is not past its last day."""
    late = source.received is not None and source.received > judgement.as_of
    return not late and (source.valid_until is None or source.valid_until >= judgement.as_of)


def _related(leaf: Leaf, *, looked_at: bool) -> Iterator[str]:
    """The other facts that a condition reads: in figures, and in what each of its records has to meet."""
    for operand in operands_of(leaf):
        base = base_of(operand)
        if isinstance(base, Figure):
            yield from _facts(base.of)
    for nested in nested_leaves(leaf) if looked_at else ():
        yield from _facts(nested)


def _facts(leaf: Leaf) -> Iterator[str]:
    selection: Selection | None = selection_of(leaf)
    if selection is not None:
        yield selection.fact
    yield from _related(leaf, looked_at=True)
