"""The compiled conditions against the naive ones of `tests.reference`: the same truths and the same counts."""

from __future__ import annotations

import ast
from collections.abc import Sequence
from functools import cache
from random import Random
from typing import Any

import pytest

from gonogo.judge.admitted import Admitted, Group
from gonogo.judge.generate import Asked, Program, generate
from gonogo.judge.tables import Tables
from gonogo.judge.values import fixed_value
from gonogo.model import condition as c
from gonogo.model.evidence import Source
from gonogo.model.policy import FactType, Policy
from gonogo.model.records import UNSET, attribute, record_type
from gonogo.model.value import Kind, ValueType
from tests import reference
from tests.asker import Asker
from tests.desk import decide
from tests.reference import Row, World
from tests.reference_values import UNKNOWN
from tests.worlds import AS_OF, CALENDAR, HERE, fact, field, filled, policy_of, random_policy, random_world

TRUTHS = {True: 2, None: 1, False: 0}
POLICIES, LEAVES, PACKS = 110, 20, 5


def observed(program: Program, policy: Policy, worlds: Sequence[World]) -> tuple[tuple[int, ...], tuple[Any, ...]]:
    """The truths and counts of a program, each demand with a world of its own."""
    sources: dict[str, Source] = {}
    admitted = [_admitted(policy.facts[fact], worlds[demand], sources) for fact, demand in program.slots]
    constants = tuple(fixed_value(operand, policy, AS_OF) for operand in program.moving)
    tables = Tables(admitted, sources, lambda group: program.source_truths(group, constants), policy.calendar)
    truths, counts, _ = program.observe(tables, constants)
    return truths, counts


def _admitted(fact: FactType, world: World, sources: dict[str, Source]) -> Admitted:
    record = _record_type(fact)
    rows, complete = world.tables[fact.id]
    groups: dict[tuple[str, ...], list[Any]] = {}
    for row in rows:
        group = tuple(_named(source, sources) for source in row.sources)
        groups.setdefault(group, []).append(record(**_given(fact, row)))
    made = tuple(Group(sources=names, records=records, origins=()) for names, records in groups.items())
    return Admitted(fact=fact.id, given=True, complete=complete, groups=made)


_TYPES: dict[int, Any] = {}


def _record_type(fact: FactType) -> Any:
    if id(fact) not in _TYPES:
        _TYPES[id(fact)] = (fact, record_type(fact))
    return _TYPES[id(fact)][1]


def _given(fact: FactType, row: Row) -> dict[str, Any]:
    unknown = {name: UNSET if field.optional else None for name, field in fact.fields.items()}
    return {attribute(name): unknown[name] if value is UNKNOWN else value for name, value in row.values.items()}


def _named(source: Any, sources: dict[str, Source]) -> str:
    name = f"S{id(source)}"
    known: dict[str, Any] = {field: None if value is UNKNOWN else value for field, value in source.items()}
    sources[name] = Source(id=name, **known, at=HERE)
    return name


def counts_of(leaf: c.Leaf, world: World) -> Any:
    """The counts behind a truth, in the order of its kind, by walking the records once more."""
    match leaf:
        case c.Some() | c.No() | c.Count():
            return _tally(
                [reference.matches(leaf.selection, row, world) for row in world.tables[leaf.selection.fact][0]]
            )
        case c.Every():
            rows = world.tables[leaf.selection.fact][0]
            short = _tally([reference.falls_short(leaf, row, world) for row in rows])
            return (*short, *_tally([reference.matches(leaf.selection, row, world) for row in rows]))
        case c.Share():
            fell = reference.parts(leaf, world)
            return tuple(fell.count((whole, part)) for whole in (True, None) for part in (True, False, None))
        case c.Aggregate():
            found = reference.chosen(leaf.selection, world)
            return sorted(((TRUTHS[truth], row.values[leaf.field]) for truth, row in found), key=repr)
        case _:
            return ()


def _tally(truths: list[bool | None]) -> tuple[int, int]:
    return truths.count(True), truths.count(None)


def in_order(counts: Any) -> Any:
    """Lists of values in an order of their own: records of one fact are grouped by their sources."""
    if not isinstance(counts, list):
        return counts
    return sorted(((truth, UNKNOWN if value is UNSET else value) for truth, value in counts), key=repr)


@cache
def compiled(seed: int) -> tuple[Policy, tuple[Asked, ...], Program]:
    """A random policy, conditions on it under two demands, and the program that they become."""
    random = Random(seed)
    policy = random_policy(random)
    leaves = dict.fromkeys(Asked(Asker(random, policy).leaf(), random.randint(0, 1)) for _ in range(LEAVES))
    return policy, tuple(leaves), generate(policy, tuple(leaves))


def test_truths_and_counts_are_those_of_the_naive_evaluator() -> None:
    compared = 0
    for seed in range(POLICIES):
        policy, asked, program = compiled(seed)
        for pack in range(PACKS):
            random = Random(1_000 * seed + pack)
            worlds = [random_world(random, policy, gaps=(0, 0.08, 0.2)[pack % 3]) for _ in range(2)]
            truths, counts = observed(program, policy, worlds)
            for number, one in enumerate(asked):
                world = worlds[one.demand]
                wanted = TRUTHS[reference.truth_of(one.leaf, world)], counts_of(one.leaf, world)
                assert (truths[number], in_order(counts[number])) == wanted, (seed, pack, one)
                compared += 1

    assert compared >= 10_000


def test_what_is_decided_stays_so_whatever_the_missing_evidence_turns_out_to_be() -> None:
    decided = 0
    for seed in range(POLICIES, POLICIES + 40):
        policy, asked, program = compiled(seed)
        random = Random(seed)
        world = random_world(random, policy, gaps=0.15)
        truths, _ = observed(program, policy, [world, world])
        for _ in range(4):
            real = filled(random, world, policy)
            for one, truth in zip(asked, truths, strict=True):
                if truth != 1:
                    assert TRUTHS[reference.truth_of(one.leaf, real)] == truth, (seed, one)
                    decided += 1

    assert decided >= 1_000


def test_a_condition_on_statuses_is_unknown_until_the_lower_layer_is_closed() -> None:
    asked = c.StatusIs(layer=c.Layer.CRITERION, ids=("A",), every=True, whole=False, statuses=("pass",), at=HERE)
    policy = random_policy(Random(0))
    world = random_world(Random(0), policy, gaps=0)

    assert observed(generate(policy, (Asked(asked, 0),)), policy, [world]) == ((1,), ((),))


def test_a_word_of_the_author_is_never_more_than_a_text_in_the_generated_source() -> None:
    words = ('"', "'; raise SystemExit #", "ab\\", "__import__('os')", "{}")
    texts = fact("a", [field("f0", ValueType(kind=Kind.TEXT), optional=True)])
    policy = policy_of([texts])
    tests = tuple(
        c.Comparison(op, (c.Literal(word),), HERE)
        for word in words
        for op in (c.Op.NOT, c.Op.CONTAINS, c.Op.ONE_OF, c.Op.STARTS_WITH)
    )
    leaves = tuple(
        Asked(c.Count(c.Selection(fact="a", alias="a", where=(where,), at=HERE), (test,), HERE), 0)
        for one in tests
        for where in (c.FieldTest("f0", texts.fields["f0"].type, True, (one,), HERE),)
        for test in (c.Comparison(c.Op.AT_LEAST, (c.Literal(1),), HERE),)
    )
    rows = tuple(Row({"f0": word}, ()) for word in words)
    world = World({"a": (rows, True)}, {"a": {"f0": texts.fields["f0"].type}}, {}, AS_OF, CALENDAR)
    program = generate(policy, leaves)

    assert observed(program, policy, [world])[1] == tuple(counts_of(one.leaf, world) for one in leaves)
    assert {ast.dump(node) for node in ast.walk(ast.parse(program.source)) if isinstance(node, ast.Constant)} >= {
        ast.dump(ast.Constant(word)) for word in words
    }


SIZES = fact("a", [field("size", ValueType(kind=Kind.INTEGER), optional=False)])


def sizes(number: int) -> World:
    row = Row({"size": 1}, ())
    return World({"a": ((row,) * number, True)}, {"a": {"size": SIZES.fields["size"].type}}, {}, AS_OF, CALENDAR)


def counted(op: c.Op, operand: c.Operand, where: c.Where = ()) -> c.Count:
    return c.Count(c.Selection(fact="a", alias="a", where=where, at=HERE), (c.Comparison(op, (operand,), HERE),), HERE)


def test_a_figure_counts_only_what_the_demand_of_its_condition_admits() -> None:
    as_many = counted(c.Op.EQUALS, c.Figure(c.Count(c.Selection(fact="a", alias="a", at=HERE), (), HERE)))
    policy = policy_of([SIZES])
    program = generate(policy, (Asked(as_many, 0), Asked(as_many, 1)))

    assert observed(program, policy, [sizes(2), sizes(3)]) == ((2, 2), ((2, 0), (3, 0)))


def test_a_record_whose_fields_are_known_is_compared_in_the_loop_itself() -> None:
    large = c.Comparison(c.Op.AT_LEAST, (c.Literal(2),), HERE)
    where = (c.FieldTest("size", SIZES.fields["size"].type, False, (large,), HERE),)
    program = generate(policy_of([SIZES]), (Asked(counted(c.Op.AT_LEAST, c.Literal(1), where), 0),))

    assert "if v_size >= 2:\n" in program.source
    assert "if True:\n" in program.source


@pytest.mark.parametrize(("by", "verdict"), [("supplier", "pass"), ("testers", "fail")])
def test_what_sources_say_is_asked_of_them_and_not_of_the_record(by: str, verdict: str) -> None:
    rule = f"{{id: A1-said, pass_when: {{some: defect, where: {{source.by: {by}}}}}}}"
    evidence = "facts: {defect: {source: S2, complete: true, records: [{id: D1}]}}"

    assert decide(f"criteria: {{A1: {{title: Said, rules: [{rule}]}}}}", evidence)["A1"] == verdict
