"""Which truths several conditions can have together, whatever the evidence: never fewer than there are.

Conditions on records of one fact hang together, and so do conditions on the statuses of the same subjects. A record is
nothing but what it makes of each test; evidence is nothing but the strongest that its records make of each condition.
What cannot be seen through (a nested condition, a value that moves) is taken to be anything.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import product
from typing import Any

from gonogo.judge import settle
from gonogo.judge.change_values import candidates, tests_truth
from gonogo.judge.standing import has_status
from gonogo.model.condition import (
    Comparison,
    Condition,
    Either,
    Every,
    FieldTest,
    Layer,
    Leaf,
    Literal,
    Selection,
    Some,
    StatusIs,
    Where,
)
from gonogo.model.decision import ControlState, RiskState, Verdict
from gonogo.model.policy import ALWAYS, FactType, Outcome, Policy
from gonogo.model.records import UNSET

ANY = (0, 1, 2)
MOST_RECORDS = 20_000  # kinds of record that are gone through
MOST_VECTORS = 20_000
Truths = tuple[int, ...]
Test = FieldTest | Condition  # what is asked of one record, as one thing
STATUSES: Mapping[str, Iterable[str]] = {
    Layer.CRITERION: Verdict,
    Layer.CONTROL: ControlState,
    Layer.RISK: RiskState,
    Layer.DECISION: Outcome,
}


def reachable(leaves: Sequence[Leaf], policy: Policy) -> list[Truths] | None:
    """The vectors of truths that the leaves may have; None where there are too many to go through."""
    groups: dict[Any, list[int]] = {}
    for number, leaf in enumerate(leaves):
        groups.setdefault(_group(leaf, number), []).append(number)
    found: list[list[Truths]] = [_together([leaves[one] for one in numbers], policy) for numbers in groups.values()]
    total = 1
    for vectors in found:
        total *= len(vectors)
    if total > MOST_VECTORS:
        return None
    order = [number for numbers in groups.values() for number in numbers]
    places = [order.index(number) for number in range(len(leaves))]
    joined = (tuple(truth for vector in vectors for truth in vector) for vectors in product(*found))
    return [tuple(vector[place] for place in places) for vector in joined]


def _group(leaf: Leaf, number: int) -> Any:
    """What hangs together; anything else stands alone."""
    match leaf:
        case Some(selection=selection) | Every(selection=selection):
            return selection.fact
        case StatusIs():
            return (leaf.layer, leaf.ids, leaf.whole)
        case _:
            return number


def _together(leaves: Sequence[Leaf], policy: Policy) -> list[Truths]:
    asked = [leaf for leaf in leaves if isinstance(leaf, Some | Every)]
    if asked:
        found = _of_records(asked, policy.facts[asked[0].selection.fact])
        return list(product(ANY, repeat=len(leaves))) if found is None else found
    statuses = [leaf for leaf in leaves if isinstance(leaf, StatusIs)]
    return _of_statuses(statuses, policy) if statuses else [(0,), (1,), (2,)]


# --- statuses ------------------------------------------------------------------------------------


def _of_statuses(leaves: Sequence[StatusIs], policy: Policy) -> list[Truths]:
    """For any number of subjects, each of any status; every subject makes `all` no truer, and `any` no less true."""
    statuses = list(STATUSES[leaves[0].layer])
    if all(one.applies_when is None and one.window == ALWAYS for one in policy.criteria):
        statuses = [one for one in statuses if one != Verdict.NOT_APPLICABLE]
    each = [tuple(has_status(status, leaf.statuses) for leaf in leaves) for status in statuses]
    start = tuple(2 if leaf.every else 0 for leaf in leaves)

    def joined(one: Truths, other: Truths) -> Truths:
        pairs = zip(leaves, one, other, strict=True)
        return tuple(min(left, right) if leaf.every else max(left, right) for leaf, left, right in pairs)

    return sorted(_closure(start, each, joined))


def _closure(start: Any, each: Iterable[Any], joined: Any) -> set[Any]:
    """All that comes of joining any of these, any number of times."""
    kinds = list(dict.fromkeys(each))
    found, fresh = {start}, [start]
    while fresh:
        fresh = list({joined(one, other) for one in fresh for other in kinds} - found)
        found.update(fresh)
    return found


# --- records -------------------------------------------------------------------------------------


def _of_records(leaves: Sequence[Some | Every], fact: FactType) -> list[Truths] | None:
    kinds = _kinds(dict.fromkeys(test for leaf in leaves for test in _tests_of(leaf)), fact)
    if kinds is None:
        return None
    strengths = (tuple(_strength(leaf, truths) for leaf in leaves) for truths in kinds)

    def joined(one: Any, other: Any) -> Any:
        return tuple((max(a, c), max(b, d)) for (a, b), (c, d) in zip(one, other, strict=True))

    states = _closure(((0, 0),) * len(leaves), strengths, joined)
    return sorted(
        {
            tuple(_truth(leaf, strength, complete) for leaf, strength in zip(leaves, state, strict=True))
            for state in states
            for complete in (True, False)
        }
    )


def _strength(leaf: Some | Every, truths: Mapping[Test, int]) -> tuple[int, int]:
    """How surely a record matches, and how surely it also falls short of what `every` asks."""
    matches = _selected(leaf.selection, truths)
    if isinstance(leaf, Some):
        return matches, 0
    wanted = [_all(leaf.has, truths), 2 if leaf.meets is None else truths[leaf.meets]]
    return matches, min(matches, 2 - min(wanted))


def _selected(selection: Selection, truths: Mapping[Test, int]) -> int:
    return min(_all(selection.where, truths), 2 if selection.meets is None else truths[selection.meets])


def _all(where: Where, truths: Mapping[Test, int]) -> int:
    return min((_part(part, truths) for part in where), default=2)


def _part(part: FieldTest | Either, truths: Mapping[Test, int]) -> int:
    if isinstance(part, Either):
        return max(_all(option, truths) for option in part.options)
    return truths[part]


def _truth(leaf: Some | Every, strength: tuple[int, int], complete: bool) -> int:
    matches, short = strength
    if isinstance(leaf, Some):
        return settle.some(matches == 2, matches == 1, complete)
    counts = (short == 2, short == 1, matches == 2, matches == 1)
    return settle.every(counts, complete, settle.IF_NONE[leaf.if_none])


def _tests_of(leaf: Some | Every) -> Iterator[Test]:
    nested = [leaf.selection.meets, leaf.meets if isinstance(leaf, Every) else None]
    yield from (one for one in nested if one is not None)
    yield from _field_tests(leaf.selection.where)
    if isinstance(leaf, Every):
        yield from _field_tests(leaf.has)


def _field_tests(where: Where) -> Iterator[FieldTest]:
    for part in where:
        if isinstance(part, Either):
            for option in part.options:
                yield from _field_tests(option)
        else:
            yield part


def _kinds(tests: Iterable[Test], fact: FactType) -> list[dict[Test, int]] | None:
    """The kinds of record there can be, each as what it makes of every test; None: too many."""
    fields: dict[Any, list[Test]] = {}
    for test in tests:
        seen_through = isinstance(test, FieldTest) and test.field in fact.fields and _is_stated(test.tests)
        fields.setdefault(test.field if seen_through else test, []).append(test)  # type: ignore[union-attr]  # a test
    total, each = 1, []
    for name, asked in fields.items():
        each.append(_of_field(asked, fact, name) if isinstance(name, str) else [{name: truth} for truth in ANY])
        total *= len(each[-1])
    if total > MOST_RECORDS:
        return None
    return [{test: truth for part in parts for test, truth in part.items()} for parts in product(*each)]


def _is_stated(tests: Iterable[Comparison]) -> bool:
    return all(isinstance(one, Literal) for test in tests for one in test.against)


def _of_field(asked: list[Any], fact: FactType, name: str) -> list[dict[Test, int]]:
    """What the values of one field make of the tests on it; each combination of truths once."""
    declared = fact.fields[name]
    stated = [tuple((one, tuple(x.value for x in one.against)) for one in test.tests) for test in asked]
    values = [UNSET, *([None] if declared.optional else ())]
    values += candidates(declared, tuple(pair for pairs in stated for pair in pairs))
    rows = {tuple(tests_truth(value, declared.type, pairs) for pairs in stated) for value in values}
    return [dict(zip(asked, row, strict=True)) for row in sorted(rows)]
