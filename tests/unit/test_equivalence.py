"""Which changes of a policy say what it says already."""

from __future__ import annotations

from itertools import product
from random import Random

import pytest

from gonogo.judge.decide import Judge
from gonogo.judge.rulings import rulings
from gonogo.model.condition import leaves
from gonogo.model.diagnostic import Diagnostics
from gonogo.model.noun import replace
from gonogo.model.policy import Effect, Policy
from gonogo.scenarios.alike import ruled_alike
from gonogo.scenarios.equivalence import condition_meaning, same
from gonogo.scenarios.mutants import mutants
from tests import desk


def read(*rules: str) -> Policy:
    listed = "".join(f"\n      - {{id: C1-{number}, {rule}}}" for number, rule in enumerate(rules))
    text = f"criteria:\n  C1:\n    title: One\n    owner: supplier\n    rules:{listed}\n"
    return desk.read_policy(desk.completed(text, "policy"), Diagnostics())


def meaning(condition: str) -> object:
    return condition_meaning(read(f"pass_when: {condition}").criteria[0].rules[0].condition)


SEVERE = "{some: defect, where: {severity: 1}}"
ANY = "{some: defect}"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("{some: defect, where: {severity: {at_most: 2}}}", "{some: defect, where: {severity: {less_than: 3}}}"),
        ("{some: defect, where: {severity: [1, 2]}}", "{some: defect, where: {severity: {at_most: 2}}}"),
        ("{some: defect, where: {status: {not: open}}}", "{some: defect, where: {status: [closed, fixed]}}"),
        ("{some: defect, where: {deploys: true}}", "{some: defect, where: {deploys: {not: false}}}"),
        (
            "{some: defect, where: {found: {before: 2026-11-02}}}",
            "{some: defect, where: {found: {on_or_before: 2026-11-01}}}",
        ),
        ("{some: defect, where: {plan: [a]}}", "{some: defect, where: {plan: a}}"),
        ("{some: defect, where: {severity: 1, deploys: true}}", "{some: defect, where: {deploys: true, severity: 1}}"),
        ("{count: defect, is: {more_than: 2}}", "{count: defect, is: {at_least: 3}}"),
        ("{no: defect}", "{not: {some: defect}}"),
        (f"{{all: [{SEVERE}, {ANY}]}}", f"{{all: [{ANY}, {{all: [{SEVERE}, {ANY}]}}]}}"),
        (f"{{all: [{ANY}, {{any: [{ANY}, {SEVERE}]}}]}}", ANY),
        (f"{{not: {{any: [{ANY}, {SEVERE}]}}}}", f"{{all: [{{not: {ANY}}}, {{not: {SEVERE}}}]}}"),
        ("{criterion: C1, is: [pass, fail]}", "{criterion: C1, is: [fail, pass]}"),
    ],
)
def test_one_meaning_in_other_words(one: str, other: str) -> None:
    if "criterion" in one:
        text = "decision: {question: Go?, rules: [{id: D-go, then: go, when: %s}]}"
        first, second = (
            desk.read_policy(desk.completed(text % asked.replace("C1", "A1"), "policy"), Diagnostics())
            .gates[0]
            .rules[0]
            for asked in (one, other)
        )
        assert condition_meaning(first.when) == condition_meaning(second.when)
    else:
        assert meaning(one) == meaning(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("{some: defect, where: {severity: {at_most: 5}}}", ANY),  # of an unknown severity nobody can tell
        ("{some: defect, where: {plan: {not: a}}}", "{some: defect, where: {plan: {not: b}}}"),
        ("{some: defect, where: {found: {at: 1}}}".replace("{at: 1}", "2026-11-01"), "{some: defect}"),
        ("{every: defect, has: {deploys: true}}", "{every: defect, has: {deploys: true}, if_none: pass}"),
        (f"{{all: [{ANY}, {SEVERE}]}}", f"{{any: [{ANY}, {SEVERE}]}}"),
        ("{count: defect, is: {at_most: 2}}", "{count: defect, is: {at_most: 3}}"),
    ],
)
def test_what_may_differ_has_another_meaning(one: str, other: str) -> None:
    assert meaning(one) != meaning(other)


def test_a_policy_is_the_same_where_all_its_parts_are() -> None:
    before = read("pass_when: {some: defect, where: {severity: {at_most: 2}}}")
    after = read("pass_when: {some: defect, where: {severity: {less_than: 3}}}")

    assert same(before, after)
    assert not same(before, replace(after, parameters={}))
    assert not same(before, replace(after, criteria=()))


MIXED = read(
    "fail_when: {some: defect, where: {severity: {between: [1, 2]}, status: {not: closed}}}",
    "pass_when: {every: defect, has: {deploys: false}, if_none: pass}",
    "pass_when: {all: [{count: defect, is: {at_most: 1}}, {no: defect, where: {found: {before: 2026-11-02}}}]}",
)


def evidence(random: Random) -> str:
    def record(number: int) -> str:
        fields = {
            "severity": random.choice(["1", "2", "3", "5", ""]),
            "status": random.choice(["open", "closed", ""]),
            "deploys": random.choice(["true", "false", ""]),
            "found": random.choice(["2026-11-01", "2026-11-02", ""]),
        }
        return f"{{id: D-{number}, {', '.join(f'{name}: {value}' for name, value in fields.items() if value)}}}"

    records = ", ".join(map(record, range(random.randrange(3))))
    return f"facts: {{defect: {{complete: {random.choice(['true', 'false'])}, records: [{records}]}}}}"


def test_what_is_called_the_same_decides_the_same_whatever_the_evidence() -> None:
    random = Random(4)
    texts = [desk.completed(evidence(random), "evidence") for _ in range(40)]
    packs = [desk.read_evidence(text, MIXED, Diagnostics()) for text in texts]
    judge = Judge(MIXED)
    expected = [judge.judge(pack).inference.standings for pack in packs]
    equal = [one for one in mutants(MIXED) if one.equivalent]

    assert equal
    for one in equal:
        other = Judge(one.policy)
        assert [other.judge(pack).inference.standings for pack in packs] == expected, one.words


def without_rule(policy: Policy, number: int) -> Policy:
    (criterion,) = policy.criteria
    rules = criterion.rules[:number] + criterion.rules[number + 1 :]
    return replace(policy, criteria=(replace(criterion, rules=rules),))


def test_a_rule_that_another_leaves_nothing_to_do_can_go() -> None:
    doubled = read(f"fail_when: {SEVERE}", f"fail_when: {{all: [{SEVERE}, {ANY}]}}", f"pass_when: {ANY}")

    assert ruled_alike(doubled, without_rule(doubled, 1))
    assert not ruled_alike(doubled, without_rule(doubled, 0))
    assert not ruled_alike(doubled, without_rule(doubled, 2))


def test_settling_makes_no_difference_where_nothing_can_fail() -> None:
    alone = read(f"pass_when: {ANY}")
    (criterion,) = alone.criteria
    settled = tuple(replace(rule, settles=True) for rule in criterion.rules)

    assert ruled_alike(alone, replace(alone, criteria=(replace(criterion, rules=settled),)))


def test_nothing_is_proved_of_policies_that_differ_in_more_than_the_rules_of_one_subject() -> None:
    policy = read(f"pass_when: {ANY}")

    assert not ruled_alike(policy, policy)
    assert not ruled_alike(policy, replace(policy, title="Other"))


def test_what_is_too_much_to_go_through_is_not_proved() -> None:
    counts = [f"pass_when: {{count: defect, is: {{at_most: {number}}}}}" for number in range(1, 11)]
    policy = read(*counts)

    assert not ruled_alike(policy, without_rule(policy, 0))


def test_statements_are_made_of_all_that_is_asked() -> None:
    gate = """
    risks:
      R1:
        title: Risk
        owner: supplier
        controls:
          R1-C1:
            title: Control
            owner: supplier
            rules:
              - {id: R1-a, in_place_when: {not: {any: [{some: event}, {no: defect}]}}}
              - {id: R1-b, in_place_when: {all: [{no: event}, {some: defect}]}}
    """
    policy = desk.read_policy(desk.completed(gate, "policy"), Diagnostics())
    (risk,) = policy.risks
    (control,) = risk.controls
    less = replace(risk, controls=(replace(control, rules=control.rules[:1]),))

    assert ruled_alike(policy, replace(policy, risks=(less,)))
    assert not ruled_alike(policy, replace(policy, risks=(replace(risk, accepted_when=control.rules[0].condition),)))


def test_rulings_say_what_each_combination_of_truths_comes_to() -> None:
    policy = read(f"fail_when: {SEVERE}", f"pass_when: {ANY}")
    asked = tuple(leaf for rule in policy.criteria[0].rules for leaf in leaves(rule.condition))
    alone, every = replace(policy, gates=()), list(product((0, 1, 2), repeat=2))
    found = dict(zip(every, rulings(alone, asked, ("criterion", "C1"), every), strict=True))

    assert found[0, 2] == ("pass", "C1-1")
    assert found[2, 2] == ("fail", "C1-0")
    assert found[1, 2] == ("unknown", None)
    assert found[0, 0] == ("fail", "C1.not-met")
    assert policy.criteria[0].rules[0].effect is Effect.FAIL
