"""Which fields of which records leave a condition open, and why: not given, empty, or sources disagree on them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from gonogo.judge.admitted import Admitted
from gonogo.judge.judgement import Judgement
from gonogo.judge.occurrence import Contradiction, is_unknown, key_of
from gonogo.judge.witness import admitted_of, key_text, witnesses
from gonogo.model.condition import Aggregate, Either, Every, Leaf, Op, ParameterIs, Share, StatusIs, Where
from gonogo.model.evidence import Record
from gonogo.model.policy import Field
from gonogo.model.records import attribute
from gonogo.model.value import shown

ORDERING = (
    *(Op.AT_LEAST, Op.AT_MOST, Op.MORE_THAN, Op.LESS_THAN, Op.BETWEEN),
    *(Op.BEFORE, Op.AFTER, Op.ON_OR_BEFORE, Op.ON_OR_AFTER),
)
MOST = 1000  # records that are looked at
NAMED = 5  # of them that a sentence names; the rest are counted

Open = tuple[Record, str, Sequence[str]]  # a record, its key, and the fields that are read of it


def open_fields(judgement: Judgement, number: int, wanted: Sequence[str]) -> Iterator[str]:
    """Of the records that may count: each field that is not known, with theirs."""
    admitted = admitted_of(judgement, number)
    if admitted is not None:
        leaf = judgement.leaf(number)
        yield from _told(judgement, admitted, leaf, _open_records(judgement, number, wanted))


def related_fields(judgement: Judgement, admitted: Admitted, nested: Leaf, wanted: Sequence[str]) -> Iterator[str]:
    """Of the records that a nested condition looks at, whichever the record at hand is."""
    records = (
        (record, key_text(judgement, admitted.fact, record, index), wanted)
        for group in admitted.groups
        for index, record in enumerate(group.records)
    )
    yield from _told(judgement, admitted, nested, records)


def _told(judgement: Judgement, admitted: Admitted, leaf: Leaf, records: Iterable[Open]) -> Iterator[str]:
    fact, ordered = judgement.policy.facts[admitted.fact], frozenset(_ordered_fields(leaf))
    found: dict[tuple[str, str], dict[str, None]] = {}
    for record, key, wanted in islice(records, MOST):
        for name in (name for name in wanted if name in fact.fields):
            why = _why_open(judgement, admitted, record, fact.fields[name], name in ordered)
            if why is not None:
                found.setdefault((name, why), {})[key] = None
    for (name, why), keys in found.items():
        title = fact.fields[name].title or name.replace("_", " ")
        yield f"{title} of {fact.title} {named(list(keys))}{why}"


def _open_records(judgement: Judgement, number: int, wanted: Sequence[str]) -> Iterator[Open]:
    """The records on which something may depend."""
    leaf = judgement.leaf(number)
    yield from ((one.record, one.key, wanted) for one in witnesses(judgement, number, 1))
    if isinstance(leaf, Aggregate):
        yield from ((one.record, one.key, (leaf.field,)) for one in witnesses(judgement, number))
    if isinstance(leaf, Share):
        of = {id(one.record) for one in witnesses(judgement, number)}
        parts = witnesses(judgement, number, 1, part=1)
        yield from ((one.record, one.key, wanted) for one in parts if id(one.record) in of)


def _why_open(judgement: Judgement, admitted: Admitted, record: Record, field: Field, ordered: bool) -> str | None:
    """How a sentence on a field goes on where the field leaves something open; None: it does not."""
    value = getattr(record, attribute(field.id))
    if is_unknown(value, field):
        one = dispute(judgement, admitted, record, field.id)
        return "" if one is None else f": sources disagree ({disagreement(judgement, one)})"
    return " is empty, so it cannot be compared" if value is None and ordered else None


def dispute(judgement: Judgement, admitted: Admitted, record: Record, field: str) -> Contradiction | None:
    """The contradiction for which a field of a record is not known."""
    key = key_of(judgement.policy.facts[admitted.fact], record) if admitted.contradictions else None
    found = (one for one in admitted.contradictions if one.field == field and one.key == key)
    return next((one for one in found if one.settled_by is None), None)


def disagreement(judgement: Judgement, one: Contradiction) -> str:
    """Who says what: `Defect export says closed, Minutes says open`."""
    said = []
    for value, sources, _ in one.values:
        titles = [judgement.evidence.sources[name].title or name for name in sources]
        who = " and ".join(titles) or "a list without a source"
        said.append(f"{who} {'say' if len(titles) > 1 else 'says'} {'none' if value is None else shown(value)}")
    return ", ".join(said)


def _ordered_fields(leaf: Leaf) -> Iterator[str]:
    """The fields that a condition compares by more and less, which an empty one cannot be."""
    if isinstance(leaf, ParameterIs | StatusIs):
        return
    yield from _ordered(leaf.selection.where)
    yield from _ordered(leaf.has if isinstance(leaf, Every) else leaf.where if isinstance(leaf, Share) else ())


def _ordered(where: Where) -> Iterator[str]:
    for part in where:
        if isinstance(part, Either):
            for option in part.options:
                yield from _ordered(option)
        elif any(test.op in ORDERING for test in part.tests):
            yield part.field


def named(names: list[str]) -> str:
    """`D-1, D-2 and D-3`; the tail of a long list is counted."""
    more = len(names) - NAMED
    return f"{', '.join(names[:NAMED])} and {more} more" if more > 0 else together(names)


def together(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
