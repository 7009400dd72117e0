"""The job that every engine is given: ten conditions, each a criterion of its own, over five kinds of fact.

A condition counts the records that pass all its tests and asks whether there are few or many enough. `policy.yaml`
says the same in the policy language; the peers' modules translate from here. `naive` is the answer to check them
all against.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple

Scalar = bool | int | str
Pack = Mapping[str, Sequence[Mapping[str, Any]]]

FALSE, UNKNOWN, TRUE = 0, 1, 2


@dataclass(frozen=True, slots=True)
class FieldTest:
    """One field of a record against a value: equal, one of several, or below."""

    field: str
    op: Literal["equals", "one_of", "below"]
    value: Any


@dataclass(frozen=True, slots=True)
class Join:
    """The record of another fact whose id a field holds must pass a test too."""

    field: str
    fact: str
    test: FieldTest


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """Holds where the number of records that pass lies within the bounds."""

    id: str
    fact: str
    tests: tuple[FieldTest, ...]
    join: Join | None = None
    at_least: int = 0
    at_most: int | None = 0


class Answer(NamedTuple):
    """What an engine says of a pack: the verdict, the count of each condition, and what fired where it can tell."""

    verdict: str
    counts: tuple[int, ...]
    firings: Any = ()


def _equals(field: str, value: Scalar) -> FieldTest:
    return FieldTest(field, "equals", value)


def _one_of(field: str, *values: str) -> FieldTest:
    return FieldTest(field, "one_of", values)


OPEN = _equals("status", "open")
MOST_MINOR_DEFECTS = 20_000
MOST_LATE_CHANGES = 2

CONDITIONS = (
    Condition(id="d1", fact="defect", tests=(_equals("severity", 1), OPEN)),
    Condition(id="d2", fact="defect", tests=(_equals("severity", 2), OPEN, _equals("workaround", False))),
    Condition(
        id="d3",
        fact="defect",
        tests=(_equals("severity", 3), _one_of("status", "open", "deferred")),
        at_most=MOST_MINOR_DEFECTS,
    ),
    Condition(id="d5", fact="defect", tests=(_equals("status", "deferred"), _equals("fix_planned", False))),
    Condition(
        id="d9",
        fact="defect",
        tests=(OPEN,),
        join=Join("phase_id", "test_phase", _equals("kind", "regression")),
    ),
    Condition(id="t1", fact="test_phase", tests=(FieldTest("executed_pct", "below", 95),)),
    Condition(id="c2", fact="change", tests=(_equals("deployed", True), _equals("tested", False))),
    Condition(id="c4", fact="change", tests=(_equals("late", True),), at_most=MOST_LATE_CHANGES),
    Condition(
        id="e1",
        fact="environment_difference",
        tests=(_one_of("impact", "high", "medium"), _equals("accepted", False), _equals("resolved", False)),
    ),
    Condition(
        id="f1",
        fact="confirmation",
        tests=(_equals("about", "regulatory"), _equals("given", True)),
        at_least=1,
        at_most=None,
    ),
)
IDS = tuple(condition.id for condition in CONDITIONS)
FACTS = tuple(dict.fromkeys(condition.fact for condition in CONDITIONS))


def fields_read(fact: str) -> tuple[str, ...]:
    """The fields of a fact that some condition reads, `id` first."""
    read = ["id"]
    for condition in CONDITIONS:
        if condition.fact == fact:
            read += [test.field for test in condition.tests]
            read += [condition.join.field] if condition.join else []
        if condition.join and condition.join.fact == fact:
            read.append(condition.join.test.field)
    return tuple(dict.fromkeys(read))


def within(condition: Condition, count: int) -> bool:
    """Whether a count, known exactly, is what the condition asks for."""
    return condition.at_least <= count and (condition.at_most is None or count <= condition.at_most)


def broken(counts: Sequence[int]) -> tuple[str, ...]:
    """The ids of the conditions whose counts are not what they ask for."""
    return tuple(one.id for one, count in zip(CONDITIONS, counts, strict=True) if not within(one, count))


def answer(counts: Sequence[int]) -> Answer:
    """The answer of an engine that counts exactly, and knows nothing of unknown."""
    failed = broken(counts)
    return Answer("no_go" if failed else "go", tuple(counts), failed)


# --- the plain answer, three-valued ----------------------------------------------------------------


def naive(pack: Pack) -> Answer:
    """The right answer, worked out record by record: what is not given is unknown."""
    by_id = {fact: {record["id"]: record for record in pack[fact]} for fact in FACTS}
    counts: list[int] = []
    truths: list[int] = []
    for condition in CONDITIONS:
        found = [_passes(condition, record, by_id) for record in pack[condition.fact]]
        surely, perhaps = found.count(TRUE), found.count(UNKNOWN)
        ends = {within(condition, count) for count in range(surely, surely + perhaps + 1)}
        truths.append(UNKNOWN if len(ends) > 1 else TRUE if ends.pop() else FALSE)
        counts.append(surely)
    verdict = ("no_go", "undecided", "go")[min(truths)]
    return Answer(verdict, tuple(counts))


def _passes(condition: Condition, record: Mapping[str, Any], by_id: Mapping[str, Mapping[int, Any]]) -> int:
    truths = [_test(test, record) for test in condition.tests]
    if condition.join is not None:
        joined = by_id[condition.join.fact]
        key = record[condition.join.field]
        if key is None:
            truths.append(max((_test(condition.join.test, one) for one in joined.values()), default=FALSE) and UNKNOWN)
        else:
            truths.append(_test(condition.join.test, joined[key]))
    return min(truths)


def _test(test: FieldTest, record: Mapping[str, Any]) -> int:
    value = record[test.field]
    if value is None:
        return UNKNOWN
    match test.op:
        case "equals":
            passed = value == test.value
        case "one_of":
            passed = value in test.value
        case "below":
            passed = value < test.value
    return TRUE if passed else FALSE
