"""That nothing reaches durable-rules from beyond the limits within which it is right."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence

import pytest

from gonogo.judge.envelope import (
    MOST_CONDITIONS,
    MOST_RULES,
    MOST_USES,
    MOST_VALUES,
    Plan,
    Ruleset,
    compiled,
)
from gonogo.model.diagnostic import InternalError
from gonogo.model.horn import Fired, HornRule


def wide(needs: int, name: str = "r") -> HornRule:
    """A rule that needs so many tokens of its own."""
    return HornRule(name, tuple(f"{name}:{number}" for number in range(needs)), f"{name}=yes")


def definition(ruleset: Ruleset) -> dict[str, dict[str, list[dict[str, dict[str, list[dict[str, str]]]]]]]:
    read: dict[str, dict[str, list[dict[str, dict[str, list[dict[str, str]]]]]]] = json.loads(ruleset.definition)
    return read


def conditions(plan: Plan) -> list[int]:
    """How many conditions each rule has, the sentinels' left out."""
    return [len(rule["all"]) for one in plan.rulesets for rule in list(definition(one).values())[1:]]


def logged(plan: Plan) -> list[Fired]:
    return [step.fired for one in plan.rulesets for step in one.steps.values() if step.fired is not None]


@pytest.mark.parametrize(
    ("needs", "parts_and_rule"),
    [
        (1, [1]),
        (MOST_CONDITIONS - 1, [11]),
        (MOST_CONDITIONS, [12]),
        (MOST_CONDITIONS + 1, [12, 2]),
        (2 * MOST_CONDITIONS, [12, 12, 2]),
        (MOST_CONDITIONS**2, [12] * 13),
        (MOST_CONDITIONS**2 + 1, [12] * 13 + [2]),
    ],
)
def test_a_long_rule_is_split_into_parts(needs: int, parts_and_rule: list[int]) -> None:
    assert conditions(compiled([wide(needs)])) == parts_and_rule


@pytest.mark.parametrize("needs", [12, 13, 145, 1729])
def test_a_split_rule_is_logged_whole(needs: int) -> None:
    rule = wide(needs)

    assert logged(compiled([rule])) == [Fired(rule.id, rule.needs, rule.derives)]


def test_parts_come_before_every_rule() -> None:
    plan = compiled([wide(1, "a"), wide(13, "b"), wide(2, "c")])

    assert conditions(plan) == [12, 1, 2, 2]


def test_rules_that_need_the_same_group_share_its_part() -> None:
    group = wide(12).needs

    assert conditions(compiled([HornRule("a", (*group, "x"), "y"), HornRule("b", (*group, "z"), "y")])) == [12, 2, 2]


@pytest.mark.parametrize(
    ("uses", "rulesets"), [(MOST_USES - 1, 1), (MOST_USES, 1), (MOST_USES + 1, 2), (2 * MOST_USES + 1, 3)]
)
def test_a_token_that_is_used_too_often_opens_another_ruleset(uses: int, rulesets: int) -> None:
    plan = compiled([HornRule(f"r{number}", ("popular",), "yes") for number in range(uses)])

    assert len(plan.rulesets) == rulesets
    assert max(most_uses(one) for one in plan.rulesets) <= MOST_USES


def most_uses(ruleset: Ruleset) -> int:
    return max(Counter(token for step in ruleset.steps.values() for token in step.needs).values())


@pytest.mark.parametrize(("count", "rulesets"), [(MOST_RULES - 1, 1), (MOST_RULES, 1), (MOST_RULES + 1, 2)])
def test_too_many_rules_open_another_ruleset(count: int, rulesets: int) -> None:
    plan = compiled([HornRule(f"r{number}", (f"t{number}",), "yes") for number in range(count)])

    assert len(plan.rulesets) == rulesets
    assert [fired.rule for fired in logged(plan)] == [f"r{number}" for number in range(count)]


def values_side_by_side(ruleset: Ruleset) -> int:
    """The most values that a property has below one node: buckets at the top, keys in each bucket."""
    pairs = [
        (bucket["b"], key["k"])
        for rule in definition(ruleset).values()
        for condition in rule["all"]
        for alternative in condition.values()
        for bucket, key in [alternative["$and"]]
    ]
    keys = Counter(bucket for bucket, _ in set(pairs))
    return max(len(keys), *keys.values())


@pytest.mark.parametrize("tokens", [1, MOST_VALUES - 2, MOST_VALUES - 1, MOST_VALUES, 2 * MOST_VALUES])
def test_many_tokens_are_spread_over_buckets(tokens: int) -> None:
    plan = compiled([HornRule(f"r{number}", (f"t{number}",), "yes") for number in range(tokens)])

    assert values_side_by_side(plan.rulesets[0]) <= 24


def test_even_the_largest_ruleset_has_few_values_side_by_side() -> None:
    [ruleset] = compiled([wide(MOST_CONDITIONS, f"r{number}") for number in range(MOST_RULES)]).rulesets

    assert len(ruleset.facts) == MOST_RULES * MOST_CONDITIONS
    assert values_side_by_side(ruleset) <= MOST_VALUES


def fnv1a(text: str) -> int:
    """The hash by which the engine knows an id, a session, a property."""
    number = 0x811C9DC5
    for byte in text.encode():
        number = (number ^ byte) * 0x01000193 & 0xFFFFFFFF
    return number


def test_no_two_ids_that_can_be_given_share_a_hash() -> None:
    of_the_engine = ["sid-0", "$pulse"]
    ids = [*map(str, range(MOST_RULES * MOST_CONDITIONS + 1)), *of_the_engine]

    assert fnv1a("costarring") == fnv1a("liquid")
    assert len({fnv1a(one) for one in ids}) == len(ids)


def test_no_two_properties_share_a_hash() -> None:
    assert len({fnv1a(name) for name in ("id", "sid", "b", "k", "$s", "$time")}) == 6


def test_the_engine_is_asked_nothing_but_equality_of_text() -> None:
    plan = compiled([wide(30, "a"), wide(3, "b")])
    words = {word for one in plan.rulesets for word in one.definition.split('"')[1::2] if not word.isdigit()}

    assert words == {"all", "$and", "b", "k", *(f"r{rule}" for rule in range(6)), *(f"c{alias}" for alias in range(12))}


def test_no_text_of_a_policy_reaches_the_engine() -> None:
    [ruleset] = compiled([HornRule('"}; {', ("\\ \0 é", "$not"), "'")]).rulesets

    assert ruleset.definition == compiled([HornRule("r", ("a", "b"), "c")]).rulesets[0].definition


def test_a_need_that_is_listed_twice_counts_once() -> None:
    plan = compiled([HornRule("r", ("a", "b", "a"), "c")])

    assert conditions(plan) == [2]
    assert logged(plan) == [Fired("r", ("a", "b"), "c")]


@pytest.mark.parametrize(
    ("rules", "complaint"),
    [
        ([HornRule("r", (), "a")], "rule `r` needs nothing, so it could never fire"),
        ([HornRule("r", ("a",), "b"), HornRule("r", ("c",), "d")], "two rules are called `r`"),
    ],
)
def test_what_cannot_be_right_is_refused(rules: Sequence[HornRule], complaint: str) -> None:
    with pytest.raises(InternalError) as refused:
        compiled(rules)

    assert str(refused.value) == complaint


def test_no_rules_need_no_ruleset() -> None:
    assert compiled([]).rulesets == ()
