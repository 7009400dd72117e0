"""What one decision made of a policy: truths inside conditions, and the sides from which tests were met."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from random import Random
from typing import Any

import pytest

from gonogo.judge.compare import Range
from gonogo.judge.decide import Judge
from gonogo.judge.generate import Program
from gonogo.judge.seen import Watch
from gonogo.judge.seen_inside import Inside, Scene
from gonogo.judge.seen_notes import Notes, Shelf
from gonogo.judge.seen_sides import sides
from gonogo.judge.tables import Tables
from gonogo.judge.values import fixed_value
from gonogo.model.condition import Op
from gonogo.model.diagnostic import Diagnostics
from gonogo.model.evidence import Source
from gonogo.model.policy import Policy
from gonogo.model.records import UNSET
from gonogo.model.spots import Sight
from gonogo.model.value import Kind, ValueType
from tests import desk
from tests.reference import World
from tests.unit.test_generate import _admitted, compiled, observed
from tests.worlds import AS_OF, random_world

NOON = datetime(2026, 11, 29, 12, tzinfo=UTC)


def kind(name: Kind, **more: Any) -> ValueType:
    return ValueType(kind=name, **more)


# --- from which sides ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("of", "limit", "values"),
    [
        (kind(Kind.INTEGER), 2, (0, 1, 2, 3, 4)),
        (kind(Kind.DECIMAL), Decimal("2.5"), tuple(map(Decimal, ("2.3", "2.4", "2.50", "2.55", "2.61")))),
        (kind(Kind.DECIMAL), Decimal(2), tuple(map(Decimal, ("0.9", "1.0", "2.0", "2.1", "3.1")))),
        (
            kind(Kind.DATE),
            date(2026, 11, 29),
            tuple(date(2026, 11, 29) + timedelta(days=by) for by in (-2, -1, 0, 1, 2)),
        ),
        (kind(Kind.INSTANT), NOON, tuple(NOON + timedelta(seconds=by) for by in (-2, -1, 0, 1, 2))),
        (kind(Kind.RANKED, words=("a", "b", "c", "d", "e")), "c", ("a", "b", "c", "d", "e")),
    ],
)
def test_just_is_one_step_of_the_type(of: ValueType, limit: Any, values: tuple[Any, ...]) -> None:
    met = [tuple(sides(Op.AT_MOST, of, value, [limit])) for value in values]

    assert met == [(), ("0:below",), ("0:at",), ("0:above",), ()]


def test_versions_have_no_nearest_ones() -> None:
    met = [tuple(sides(Op.AT_LEAST, kind(Kind.VERSION), value, ["1.10"])) for value in ("1.9", "1.10.0", "2.0")]

    assert met == [("0:below",), ("0:at",), ("0:above",)]


def test_a_part_of_records_is_near_where_one_record_makes_the_difference() -> None:
    limit, grain = [Decimal("0.9")], Fraction(1, 10)
    met = [tuple(sides(Op.AT_LEAST, kind(Kind.DECIMAL), Fraction(of, 10), limit, grain)) for of in (7, 8, 9, 10)]

    assert met == [(), ("0:below",), ("0:at",), ("0:above",)]


def test_between_has_two_limits() -> None:
    met = [tuple(sides(Op.BETWEEN, kind(Kind.INTEGER), value, [2, 4])) for value in (1, 2, 3, 4, 5)]

    assert met == [("0:below",), ("0:at",), ("0:above", "1:below"), ("1:at",), ("1:above",)]


@pytest.mark.parametrize(
    ("op", "value", "limits", "met"),
    [
        (Op.ONE_OF, "open", ["open", "fixed"], ("0:is",)),
        (Op.NONE_OF, "fixed", ["open", "fixed"], ("1:is",)),
        (Op.ONE_OF, "closed", ["open", "fixed"], ("other",)),
        (Op.NOT, None, ["open"], ("other",)),
        (Op.EQUALS, "open", [UNSET], ()),
        (Op.ONE_OF, "closed", ["open", UNSET], ()),
        (Op.EQUALS, UNSET, ["open"], ()),
        (Op.GIVEN, None, [True], ("none",)),
        (Op.GIVEN, "x", [False], ("given",)),
        (Op.AT_MOST, None, [2], ()),
        (Op.AT_MOST, 2, [None], ()),
        (Op.EQUALS, Range(1, 3), [2], ()),
        (Op.CONTAINS, "open", ["op"], ()),  # whether it passes is for the test to say
    ],
)
def test_a_word_is_met_or_another_and_what_is_unknown_meets_nothing(
    op: Op, value: Any, limits: list[Any], met: tuple[str, ...]
) -> None:
    assert tuple(sides(op, kind(Kind.TEXT if isinstance(value, str) else Kind.INTEGER), value, limits)) == met


# --- a second look comes to the same ---------------------------------------------------------------


def tables_of(policy: Policy, program: Program, world: World) -> Tables:
    known: dict[str, Source] = {}
    admitted = [_admitted(policy.facts[fact], world, known) for fact, _ in program.slots]
    constants = tuple(fixed_value(operand, policy, AS_OF) for operand in program.moving)
    return Tables(admitted, known, lambda group: program.source_truths(group, constants), policy.calendar)


def test_what_is_looked_at_once_more_comes_to_what_was_decided() -> None:
    compared = 0
    for seed in range(60):
        policy, asked, program = compiled(seed)
        for pack in range(3):
            random = Random(1_000 * seed + pack)
            world = random_world(random, policy, gaps=(0, 0.08, 0.2)[pack])
            truths, _ = observed(program, policy, [world, world])
            tables = tables_of(policy, program, world)
            for number, one in enumerate(asked):
                slots = {fact: place for place, (fact, demand) in enumerate(program.slots) if demand == one.demand}
                look = Inside(Scene(policy, AS_OF, tables, slots), Notes(Shelf()))
                assert look.leaf(one.leaf) == truths[number], (seed, pack, one)
                compared += 1

    assert compared >= 2_000


# --- a policy --------------------------------------------------------------------------------------


POLICY = """
parameters:
  cutover_date: {type: date, value: 2026-11-29}
  limit: {fields: {severity: integer, most: integer}, rows: [{severity: 3, most: 1}, {severity: 4, most: 0}]}
criteria:
  A1:
    title: Few defects
    owner: supplier
    rules:
      - id: A1-severe
        fail_when: {some: defect, where: {severity: {at_most: 2}, status: {not: closed}, deploys: true}}
      - id: A1-many
        fail_when:
          some: limit
          meets: {count: defect, where: {severity: $limit.severity}, is: {more_than: $limit.most}}
"""
HEAD = "evidence: e\nas_of: 2026-11-08\nsources: {S: {title: t, by: supplier, date: 2026-11-08, basis: documented}}\n"


def seen(records: str, *, complete: bool = True, policy: str = POLICY) -> tuple[Sight, dict[int, set[str]]]:
    """What a decision on some defects made of the policy, and the sides that were met by line."""
    diagnostics = Diagnostics()
    read = desk.read_policy(desk.completed(policy, "policy"), diagnostics)
    text = f"facts: {{defect: {{source: S, complete: {str(complete).lower()}, records: [{records}]}}}}"
    evidence = desk.read_evidence(desk.completed(HEAD + text, "evidence"), read, diagnostics)
    sight = Watch(read).sight(Judge(read).judge(evidence), lambda _: False)
    by_line: dict[int, set[str]] = {}
    for (_, line, _, op), met in sight.sides.items():
        by_line.setdefault(line, set()).update(f"{op} {one}" for one in met)
    return sight, by_line


def defect(severity: int, status: str = "open", *, deploys: bool = True) -> str:
    return f"severity: {severity}, status: {status}, deploys: {str(deploys).lower()}"


def defects(*given: str) -> str:
    return ", ".join(f"{{id: D-{place}, {one}}}" for place, one in enumerate(given))


SEVERE, MANY = 10, 14  # the lines of the tests in POLICY


def test_a_value_counts_where_what_is_asked_of_other_fields_holds() -> None:
    _, met = seen(defects(defect(2), defect(3)))

    assert met[SEVERE] == {"at_most 0:at", "at_most 0:above", "not other", "equals 0:is"}


@pytest.mark.parametrize("other", [defect(1, "closed"), defect(1, deploys=False)])
def test_a_value_does_not_count_where_another_field_decides(other: str) -> None:
    _, met = seen(defects(other))

    assert "at_most 0:below" not in met[SEVERE]


def test_a_figure_is_held_against_the_limit_of_the_record_at_hand() -> None:
    _, met = seen(defects(defect(3), defect(3), defect(4)))

    assert met[MANY] >= {"more_than 0:above", "equals 0:is", "equals other"}
    assert "more_than 0:at" not in met[MANY]


def test_a_figure_over_a_list_that_may_go_on_is_no_figure_yet() -> None:
    _, met = seen(defects(defect(3)), complete=False)

    assert not any(one.startswith("more_than") for one in met[MANY])


def test_a_nested_condition_has_a_truth_for_each_record_looked_at() -> None:
    sight, _ = seen(defects(defect(3), defect(3)))

    nested = [bits for (_, line, _, name), bits in sight.truths.items() if (line, name) == (MANY, "Count")]
    assert nested == [0b101]


def test_a_rule_that_is_not_in_force_is_not_seen() -> None:
    sight, _ = seen(
        defects(defect(2)), policy=POLICY.replace("- id: A1-severe", "- id: A1-severe\n        from: 2027-01-01")
    )

    assert not any(line == SEVERE + 1 for _, line, _, _ in sight.truths)


def test_where_all_is_settled_nothing_is_looked_at_inside() -> None:
    diagnostics = Diagnostics()
    read = desk.read_policy(desk.completed(POLICY, "policy"), diagnostics)
    evidence = desk.read_evidence(desk.completed(HEAD + "facts: {}", "evidence"), read, diagnostics)

    sight = Watch(read).sight(Judge(read).judge(evidence), lambda _: True)

    assert not sight.sides
    assert sight.truths


def test_a_decision_tells_its_statuses_and_the_rule_that_decided() -> None:
    sight, _ = seen(defects(defect(2)))

    assert sight.statuses == {("criterion", "A1"): "fail", ("decision", "decision"): "no_go"}
    assert sight.deciding == {"decision": "D-blocked"}
