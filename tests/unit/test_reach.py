"""Which truths conditions can have together."""

from __future__ import annotations

from random import Random

import pytest

from gonogo.judge.decide import Judge
from gonogo.judge.reach import reachable
from gonogo.model.condition import Leaf, leaves
from gonogo.model.diagnostic import Diagnostics
from gonogo.model.policy import Policy
from tests import desk


def policy_of(*conditions: str) -> Policy:
    listed = "".join(f"\n      - {{id: C1-{number}, pass_when: {one}}}" for number, one in enumerate(conditions))
    text = f"criteria:\n  C1:\n    title: One\n    owner: supplier\n    rules:{listed}\n"
    return desk.read_policy(desk.completed(text, "policy"), Diagnostics())


def asked(policy: Policy) -> tuple[Leaf, ...]:
    return tuple(leaf for rule in policy.criteria[0].rules for leaf in leaves(rule.condition))


def reach(*conditions: str) -> set[tuple[int, ...]]:
    policy = policy_of(*conditions)
    found = reachable(asked(policy), policy)
    assert found is not None
    return set(found)


SEVERE, ANY = "{some: defect, where: {severity: 1}}", "{some: defect}"


def test_what_is_asked_of_fewer_records_is_never_truer() -> None:
    found = reach(SEVERE, ANY)

    assert all(severe <= any_one for severe, any_one in found)
    assert {(0, 2), (1, 2), (2, 2), (1, 1), (0, 0)} == found


def test_what_every_record_has_none_lacks() -> None:
    found = reach("{every: defect, has: {deploys: false}}", "{some: defect, where: {deploys: true}}")

    assert (2, 0) in found
    assert not {(2, 2), (2, 1)} & found


def test_of_every_record_only_what_may_fall_short_makes_it_false() -> None:
    found = reach("{every: defect, where: {severity: 1}, has: {deploys: false}, if_none: pass}", ANY)

    assert (2, 0) in found
    assert (0, 0) not in found


def test_other_facts_and_what_cannot_be_seen_through_may_be_anything() -> None:
    assert len(reach(ANY, "{some: event}")) == 9
    assert len(reach("{count: defect, is: {at_most: 3}}")) == 3


def test_a_nested_condition_and_a_value_that_moves_are_one_thing_wherever_they_are_asked() -> None:
    nested = "{some: defect, meets: {some: event, where: {what: $defect.id}}}"
    moved = "{some: defect, where: {found: {before: $cutover_date}}}"

    assert all(one == other for one, other in reach(nested, nested))
    assert all(one == other for one, other in reach(moved, moved))
    found = reach("{every: defect, meets: {some: event, where: {what: $defect.id}}}", nested)
    assert (2, 2) in found
    assert (2, 0) not in found


def test_alternatives_are_gone_through() -> None:
    found = reach("{some: defect, where: {either: [{severity: 1}, {deploys: true}]}}", SEVERE)

    assert all(severe <= either for either, severe in found)


def test_statuses_of_the_same_subjects_hang_together() -> None:
    gate = """
    decision:
      question: Go?
      rules:
        - {id: D-no, then: no_go, when: {criteria: any, is: fail}}
        - {id: D-go, then: go, when: {criteria: all, is: [pass, waived, not_applicable]}}
    """
    policy = desk.read_policy(desk.completed(gate, "policy"), Diagnostics())
    found = reachable(tuple(leaf for rule in policy.gates[0].rules for leaf in leaves(rule.when)), policy)

    assert found is not None
    assert (0, 2) in found
    assert not {(2, 2), (2, 1), (1, 2)} & set(found)


def test_too_many_combinations_are_not_gone_through() -> None:
    counts = [f"{{count: defect, is: {{at_most: {number}}}}}" for number in range(1, 11)]
    policy = policy_of(*counts)

    assert reachable(asked(policy), policy) is None


def test_too_many_kinds_of_record_are_taken_to_be_anything() -> None:
    names = [f"f{number}" for number in range(10)]
    fields = ", ".join(f"{name}: {{one_of: [a, b]}}" for name in names)
    wide = f"vocabulary: {{wide: {{title: wide, from: supplier, fields: {{{fields}}}}}}}"
    where = ", ".join(f"{name}: a" for name in names)
    rules = f"[{{id: C1-w, pass_when: {{some: wide, where: {{{where}}}}}}}, {{id: C1-x, pass_when: {{some: wide}}}}]"
    text = f"{wide}\ncriteria: {{C1: {{title: One, owner: supplier, rules: {rules}}}}}\n"
    policy = desk.read_policy(desk.completed(text, "policy"), Diagnostics())

    assert len(reachable(asked(policy), policy) or ()) == 9


@pytest.mark.parametrize(("applies", "possible"), [("", False), ("applies_when: {some: event}", True)])
def test_only_where_a_criterion_can_be_not_applicable_is_it_foreseen(applies: str, *, possible: bool) -> None:
    because = f"{applies}, not_applicable_because: None., " if applies else ""
    text = f"""
    criteria: {{A1: {{title: One, owner: supplier, {because}rules: [{{id: A1-a, pass_when: {{some: defect}}}}]}}}}
    decision:
      question: Go?
      rules: [{{id: D-go, then: go, when: {{criteria: any, is: not_applicable}}}}]
    """
    policy = desk.read_policy(desk.completed(text, "policy"), Diagnostics())
    found = reachable(leaves(policy.gates[0].rules[0].when), policy)

    assert ((2,) in (found or ())) is possible


CONDITIONS = (
    "{some: defect, where: {severity: {at_most: 2}, status: {not: closed}}}",
    "{every: defect, where: {severity: {at_least: 3}}, has: {plan: {given: true}}, if_none: pass}",
    "{every: defect, has: {deploys: false}}",
    "{some: defect, where: {either: [{found: 2026-11-01}, {deploys: true}]}}",
)


@pytest.mark.parametrize("seed", range(60))
def test_no_evidence_comes_to_what_was_not_foreseen(seed: int) -> None:
    random = Random(seed)
    policy = policy_of(*CONDITIONS)
    judge = Judge(policy)
    foreseen = reachable(asked(policy), policy)
    assert foreseen is not None
    judgement = judge.judge(desk.read_evidence(desk.completed(_evidence(random), "evidence"), policy, Diagnostics()))

    assert tuple(judgement.truth(leaf, "C1") for leaf in asked(policy)) in foreseen


def _evidence(random: Random) -> str:
    def record(number: int) -> str:
        fields = {
            "severity": random.choice(["1", "2", "3", "5", ""]),
            "status": random.choice(["open", "closed", ""]),
            "deploys": random.choice(["true", "false", ""]),
            "found": random.choice(["2026-11-01", "2026-11-02", ""]),
            "plan": random.choice(["Later", ""]),
        }
        return f"{{id: D-{number}, {', '.join(f'{name}: {value}' for name, value in fields.items() if value)}}}"

    records = ", ".join(map(record, range(random.randrange(4))))
    return f"facts: {{defect: {{complete: {random.choice(['true', 'false'])}, records: [{records}]}}}}"
