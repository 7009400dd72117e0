"""The records behind a condition: those that decided it, those that came near, and those that did not count."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import islice
from typing import Any

from gonogo.judge.explain_at import filled
from gonogo.judge.explain_record import (
    Bench,
    Tested,
    disputed,
    fields_asked,
    fields_of,
    held_against,
    value_of,
    value_words,
)
from gonogo.judge.explain_seen import Found, Seen, ask, counted, ends, figure, records
from gonogo.judge.judgement import Judgement
from gonogo.judge.witness import value_of as plain_value
from gonogo.model.condition import (
    Aggregate,
    All,
    Condition,
    Every,
    Leaf,
    No,
    ParameterIs,
    Reduce,
    Selection,
    Share,
    Some,
    StatusIs,
    Where,
)
from gonogo.model.evidence import Record
from gonogo.model.noun import Noun, replace
from gonogo.model.records import UNSET
from gonogo.model.words_grammar import spaced

Part = dict[str, Any]
TRUTHS = ("false", "unknown", "true")
NEAR = 3  # how many records are told of that came near
TRIED = 200  # among how many of them the nearest are looked for
DEEPEST = 3  # how far a condition inside a condition inside a condition is told


class Shown(Noun, frozen=True):
    """The records of a condition that are told, and how many more there are. `truth`: what is so of each."""

    records: tuple[Found, ...]
    truth: int
    more: int


def deciding(judgement: Judgement, one: Seen, few: int) -> Shown:
    """The records that decided a condition; where none surely did, those of which it cannot be told."""
    match one.leaf:
        case Share():
            return _of_share(judgement, one, few)
        case Aggregate(reduce=Reduce.LOWEST | Reduce.HIGHEST):
            return _extremes(judgement, one, few)
        case _:
            which = 1 if isinstance(one.leaf, Every) and one.truth != 2 else 0
            surely, perhaps = counted(one)
            truth, number = (2, surely) if surely else (1, perhaps)
            found = tuple(islice(records(judgement, one, which, truth), few)) if number else ()
            return Shown(found, truth, number - len(found))


def _of_share(judgement: Judgement, one: Seen, few: int) -> Shown:
    """Of a share that is as asked, the records that make it up; else those that are lacking."""
    part, wanted = one.predicates[1], 2 if one.truth == 2 else 0
    whole = (each for each in records(judgement, one, 0, 2) if part(each.record, each.attribution) == wanted)
    found = tuple(islice(whole, few))
    return Shown(found, wanted, one.counts[0 if wanted else 1] - len(found))


def _extremes(judgement: Judgement, one: Seen, few: int) -> Shown:
    """The records that have the lowest or highest value."""
    leaf = one.leaf
    assert isinstance(leaf, Aggregate)
    known = [end for end in ends(figure(judgement, one)) if end is not None and end is not UNSET]
    all_of_them = [each for each in records(judgement, one, 0, 2) if value_of(judgement, each, leaf.field) in known]
    return Shown(tuple(all_of_them[:few]), 2, max(0, len(all_of_them) - few))


# --- what is told of a record ---------------------------------------------------------------------


def told(judgement: Judgement, one: Seen, each: Found, truth: int) -> Part:
    """A record in data: its key, the values that were looked at, its sources, its place, and each test that matters."""
    tests = _tests(judgement, one, each)
    missed = [test.words for test in tests if test.truth != 2]
    return {
        "fact": each.fact,
        "key": each.key,
        "called": record_name(judgement, each.fact, each.record, each.key),
        "values": dict(_values(judgement, one.leaf, each)),
        "sources": [source.id for source in each.attribution.sources],
        "at": str(each.places[0]),
        "also_at": [str(place) for place in each.places[1:]],
        "truth": TRUTHS[truth],
        "tested": missed or [test.words for test in tests if test.ordered],
        "measured": any(test.ordered for test in tests if test.truth != 2 or not missed),
    }


def record_name(judgement: Judgement, fact: str, record: Record, key: str) -> str:
    """How people call a record; a view by whose it is."""
    if fact == "view":
        by, about = plain_value(record, "by"), plain_value(record, "about")
        who = judgement.policy.role_title(by) if isinstance(by, str) else "(not given)"
        return f"view of {who} on {'the whole' if about == 'whole' else about}"
    return f"{spaced(fact)} {key}"


def _values(judgement: Judgement, leaf: Leaf, each: Found) -> Iterator[tuple[str, str]]:
    fields = judgement.policy.facts[each.fact].fields
    for name in dict.fromkeys(_fields(leaf)):
        value = value_of(judgement, each, name)
        told = disputed(judgement, each, name) if value is UNSET else None
        yield name, f"(sources disagree: {told})" if told else value_words(judgement, value, fields[name].type)


def _fields(leaf: Leaf) -> Iterator[str]:
    for where in wheres(leaf):
        yield from fields_asked(where)
    if isinstance(leaf, Aggregate):
        yield leaf.field


def wheres(leaf: Leaf) -> Iterator[Where]:
    """What a condition asks of a record at hand."""
    assert not isinstance(leaf, ParameterIs | StatusIs)
    yield leaf.selection.where
    if isinstance(leaf, Every):
        yield leaf.has
    if isinstance(leaf, Share):
        yield leaf.where


def _tests(judgement: Judgement, one: Seen, each: Found) -> list[Tested]:
    """Of `every`, what each record must satisfy; which records it speaks of is no test."""
    bench = bench_of(judgement, one)
    asked = [one.leaf.has] if isinstance(one.leaf, Every) else wheres(one.leaf)
    return [test for where in asked for test in held_against(bench, where, each)]


def bench_of(judgement: Judgement, one: Seen) -> Bench:
    assert not isinstance(one.leaf, ParameterIs | StatusIs)
    selection = one.leaf.selection
    return Bench(judgement, one.demand, selection.alias, selection.fact)


def nested(judgement: Judgement, one: Seen, each: Found) -> Condition | None:
    """What the record at hand has to meet, with its own values put in."""
    leaf = one.leaf
    assert not isinstance(leaf, ParameterIs | StatusIs)
    inner = [leaf.selection.meets, leaf.meets if isinstance(leaf, Every) else None]
    asked = [condition for condition in inner if condition is not None]
    if not asked:
        return None
    whole = asked[0] if len(asked) == 1 else All(tuple(asked), asked[0].at)
    return filled(whole, fields_of(judgement, leaf.selection.alias, each))


# --- records that came near -----------------------------------------------------------------------


class Near(Noun, frozen=True):
    """The records that would count but for one test, and how many of them there are."""

    records: tuple[Found, ...]
    number: int


def near(judgement: Judgement, one: Seen) -> Near | None:
    """Of `some` and `no` that found nothing: the records that pass all tests but one. None: it was not asked."""
    if not isinstance(one.leaf, Some | No) or any(counted(one)) or not one.total:
        return None
    selection = one.leaf.selection
    parts = len(selection.where) + (selection.meets is not None)
    asked = ask(judgement, [_but(selection, number) for number in range(parts)], one.demand)
    found = {each.places: each for but in asked for each in _nearest(judgement, one, but)}
    return Near(tuple(found.values())[:NEAR], sum(but.counts[0] for but in asked))


def _but(selection: Selection, number: int) -> Some:
    """The same without one of its tests; the last may be what its records have to meet."""
    where = selection.where[:number] + selection.where[number + 1 :]
    meets = None if number == len(selection.where) else selection.meets
    return Some(replace(selection, where=where, meets=meets), selection.at)


def _nearest(judgement: Judgement, one: Seen, but: Seen) -> list[Found]:
    if not but.counts[0]:
        return []
    found = list(islice(records(judgement, but, 0, 2), TRIED))
    return sorted(found, key=_far(judgement, one))[:NEAR]


def _far(judgement: Judgement, one: Seen) -> Callable[[Found], tuple[bool, Any]]:
    """Orders by the distance from what is asked; what has none comes last, as the evidence has it."""

    def far(each: Found) -> tuple[bool, Any]:
        missed = [test for test in _tests(judgement, one, each) if test.truth != 2]
        apart = missed[0].off if missed else None
        return (True, 0) if apart is None else (False, apart)

    return far
