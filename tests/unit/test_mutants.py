"""What a careless editor would make of a policy."""

from __future__ import annotations

import pytest

from gonogo.judge.decide import Judge
from gonogo.model.diagnostic import Diagnostics
from gonogo.model.policy import Policy
from gonogo.scenarios.mutants import Mutant, mutants
from tests import desk

RULES = """
criteria:
  C1:
    title: One
    owner: supplier
    rules:
      - {id: C1-a, fail_when: {some: defect, where: {severity: 5}}}
      - {id: C1-b, RULE}
"""
DEFINED = """
definitions:
  live: {of: defect, where: {status: {not: closed}}, title: live defect}
criteria:
  C1:
    title: One
    owner: supplier
    rules:
      - {id: C1-a, fail_when: {some: live, where: {severity: {at_most: 2}}}}
      - {id: C1-b, pass_when: {every: live, has: {deploys: false}, if_none: pass}}
"""


def read(text: str) -> Policy:
    return desk.read_policy(desk.completed(text, "policy"), Diagnostics())


def of(text: str, owner: str = "C1-b") -> list[Mutant]:
    return [one for one in mutants(read(text)) if one.owner == owner]


def words(rule: str, kind: str) -> list[str]:
    """What is said of the changes of one kind to a rule, without what is said of all of them."""
    found = [one.words for one in of(RULES.replace("RULE", rule)) if one.kind == kind]
    return [one.removeprefix("rule C1-b ") for one in found]


@pytest.mark.parametrize(
    ("tests", "turned"),
    [
        ("severity: 3", ["other than 3 instead of 3"]),
        ("severity: {not: 3}", ["3 instead of other than 3"]),
        ("severity: {at_most: 3}", ["less than 3 instead of at most 3", "at least 3 instead of at most 3"]),
        ("severity: {more_than: 3}", ["at least 3 instead of more than 3", "less than 3 instead of more than 3"]),
        ("status: [open, fixed]", ["other than open or fixed instead of open or fixed"]),
        ("status: {none_of: [open, fixed]}", ["open or fixed instead of other than open or fixed"]),
        ("deploys: true", ["other than true instead of true"]),
        ("plan: {given: true}", ["not given instead of given"]),
        ("plan: {contains: may}", ['starting with "may" instead of containing "may"']),
        (
            "found: {before: 2026-11-29}",
            ["on or before 2026-11-29 instead of before 2026-11-29", "after 2026-11-29 instead of before 2026-11-29"],
        ),
    ],
)
def test_an_operator_is_mistaken_for_its_neighbour_and_its_contrary(tests: str, turned: list[str]) -> None:
    found = words(f"pass_when: {{some: defect, where: {{{tests}}}}}", "operator")

    field = tests.partition(":")[0]
    assert found == [f"asked for `{field}` {one}" for one in turned]


@pytest.mark.parametrize(
    ("tests", "moved"),
    [
        ("severity: 3", ["2", "4"]),
        ("severity: {at_least: 3}", ["at least 2"]),  # `at least 4` is `more than 3`, an operator
        ("severity: {between: [2, 4]}", ["from 1 to 4", "from 3 to 4", "from 2 to 3", "from 2 to 5"]),
        ("found: {on_or_after: 2026-11-29}", ["on or after 2026-11-28"]),
        ("found: 2026-11-29", ["2026-11-28", "2026-11-30"]),
    ],
)
def test_a_boundary_is_moved_by_a_step(tests: str, moved: list[str]) -> None:
    found = words(f"pass_when: {{some: defect, where: {{{tests}}}}}", "boundary")

    assert [one.partition("` ")[2].partition(" instead")[0] for one in found] == moved


def test_a_count_is_turned_and_moved() -> None:
    rule = "pass_when: {count: defect, where: {deploys: true}, is: {at_most: 20}}"

    assert words(rule, "boundary") == ["asked for a number of `defect` at most 21 instead of at most 20"]
    assert "asked for a number of `defect` less than 20 instead of at most 20" in words(rule, "operator")


def test_a_list_is_widened_and_narrowed_by_one_word() -> None:
    found = words("pass_when: {some: defect, where: {severity: [2, 3]}}", "list")

    assert [one.partition(" instead")[0] for one in found] == [
        "asked for `severity` 3",
        "asked for `severity` 2",
        "asked for `severity` 2, 3 or 4",
    ]


def test_a_shifted_date_is_shifted_otherwise() -> None:
    rule = "pass_when: {some: defect, where: {found: {on_or_before: {date: $as_of, minus: 5 working days}}}}"

    assert [one.partition(" the day of")[0].partition("no later than ")[2] for one in words(rule, "shift")] == [
        "4 working days before",
        "6 working days before",
        "5 working days after",
        "5 days before",
    ]


def test_parts_are_dropped_and_taken_for_alternatives() -> None:
    rule = "pass_when: {all: [{some: event}, {not: {some: defect, where: {severity: 1}}}]}"

    assert words(rule, "all/any") == ["asked for any of its 2 parts, not all"]
    assert words(rule, "condition") == [
        "did not ask whether there is at least one event",
        "did not ask whether no testing issue has severity 1",
    ]
    assert len(words(rule, "not")) == 1


def test_quantifiers_are_mistaken_for_each_other() -> None:
    some = "pass_when: {some: defect, where: {severity: 3}}"
    every = "pass_when: {every: defect, has: {severity: 3}, if_none: pass}"

    assert words(some, "quantifier") == ["asked for no `defect`, not some", "asked for every `defect`, not some"]
    assert words(every, "quantifier") == ["asked for some `defect`, not every", "asked for no `defect`, not every"]
    assert words(every, "if_none") == [
        "were not met where there is no `defect` at all",
        "could not be told where there is no `defect` at all",
    ]


def test_verdicts_settling_and_rules_are_mistaken() -> None:
    rule = "pass_when: {some: event}"

    assert words(rule, "verdict") == ["made it fail, not pass"]
    assert words(rule, "settles") == ["settled it even while a fail rule cannot be told"]
    assert [one.words for one in of(RULES.replace("RULE", rule), "C1") if one.kind == "rule"] == [
        "there were no rule C1-a",
        "there were no rule C1-b",
    ]


def test_statuses_and_the_order_of_decision_rules_are_mistaken() -> None:
    found = [one.words for one in mutants(read(DEFINED)) if one.owner in ("D-ready", "decision")]

    assert "rule D-ready also took a criterion that is unknown" in found
    assert "rule D-ready did not take a criterion that is waived" in found
    assert "rule D-ready said no-go, not go" in found
    assert "D-ready came before D-blocked" in found
    assert "there were no rule D-blocked" in found


def test_a_definition_is_changed_for_all_its_uses_at_once() -> None:
    (turned,) = [one for one in of(DEFINED, "live") if one.kind == "operator"]

    first, second = (rule.condition for rule in turned.policy.criteria[0].rules)
    assert first.selection.where[0].tests[0].op == "equals"  # type: ignore[union-attr]  # both ask of records
    assert second.selection.where[0].tests[0].op == "equals"  # type: ignore[union-attr]
    assert str(turned.at).startswith("policy.yaml:2:")


def test_a_definition_is_forgotten_at_each_use() -> None:
    (mutant,) = [one for one in of(DEFINED) if one.kind == "definition"]

    assert mutant.words == "rule C1-b asked of any `defect`, not only of `live`"
    assert mutant.policy.criteria[0].rules[0] is not None
    assert [len(rule.condition.selection.where) for rule in mutant.policy.criteria[0].rules] == [2, 0]  # type: ignore[union-attr]


def test_a_demand_on_evidence_is_weakened_where_it_is_written() -> None:
    policy = """
    evidence: {basis: documented}
    criteria:
      C1:
        title: One
        evidence: {basis: validated, by: [supplier, testers], strict: true}
        rules: [{id: C1-a, pass_when: {some: event}}]
      C2: {title: Two, rules: [{id: C2-a, pass_when: {some: event}}]}
      C3: {title: Three, rules: [{id: C3-a, pass_when: {some: event}}]}
    """

    assert [one.words for one in of(policy, "C1")] == [
        "C1 asked for evidence that is documented, not validated",
        "C1 did not ask by whom evidence is given",
        "C1 did not take evidence by supplier",
        "C1 did not take evidence by testers",
        "C1 did not leave out what falls short of the demand",
    ]
    assert [one.words for one in of(policy, "evidence")] == [
        "C2, C3 and decision asked for evidence that is stated, not documented"
    ]


def test_parameters_and_the_figures_of_tables_are_moved() -> None:
    policy = """
    parameters:
      cutover_date: {type: date, value: 2026-11-29}
      threshold: {fields: {severity: integer, most: integer}, rows: [{severity: 3, most: 20}]}
    """
    found = [one.words for one in mutants(read(policy))]

    assert "the parameter `cutover_date` were 2026-11-28, not 2026-11-29" in found
    assert "`most` of the row with severity 3 of `threshold` were 21, not 20" in found


def test_the_end_of_an_obligation_and_its_day_are_lost() -> None:
    policy = """
    decision:
      question: Cut over?
      rules:
        - id: D-ready
          then: go
          when: {criteria: all, is: pass}
          obligations:
            - {id: once-more, text: Look again., due: 2026-11-29, ends_when: {some: event, where: {what: looked}}}
            - {id: advice, text: Go on., binds: false}
    """
    found = [one.words for one in mutants(read(policy))]

    assert "the obligation once-more had no `ends_when`, and so no end" in found
    assert "a go depended on the obligation advice" in found
    assert "the obligation once-more were due 2026-11-30, not 2026-11-29" in found
    assert "rule D-ready brought no obligation once-more" in found


def test_what_says_the_same_is_known_for_it() -> None:
    rule = "pass_when: {some: defect, where: {severity: {between: [1, 3]}}}"
    found = [one for one in of(RULES.replace("RULE", rule)) if one.equivalent]

    assert [one.words for one in found] == ["rule C1-b asked for `severity` from 0 to 3 instead of from 1 to 3"]


def test_what_the_reader_would_refuse_is_not_made() -> None:
    found = words("pass_when: {some: defect, where: {severity: {at_most: 1}}}", "operator")

    assert found == ["asked for `severity` at least 1 instead of at most 1"]


def test_ids_do_not_change_with_other_rules() -> None:
    before = {one.id: one.words for one in of(RULES.replace("RULE", "pass_when: {some: event}"))}
    longer = RULES.replace("RULE", "pass_when: {some: event}").replace(
        "owner: supplier", "owner: supplier\n    text: More."
    )
    after = {one.id: one.words for one in of(longer)}

    assert after == before


def test_ids_are_unlike_each_other_and_every_mutant_is_another_policy_that_can_be_judged() -> None:
    policy = read(DEFINED)
    found = list(mutants(policy))

    assert len({one.id for one in found}) == len(found)
    for one in found:
        assert one.policy != policy or one.equivalent or one.kind == "definition"
        Judge(one.policy)


RICH = """
calendar: england-and-wales
parameters:
  cutover_date: {type: date, value: 2026-11-29, from: 2026-01-01}
  strictness: {type: {one_of: [lax, firm]}, value: firm}
  frozen: {type: boolean, value: true}
  release: {type: version, value: "1.10"}
  agreed:
    key: kind
    fields: {kind: text, waived: boolean, most: {type: decimal, optional: true}, rank: {ranked: [low, mid, high]}}
    rows: [{kind: a, waived: true, most: 0.50, rank: mid}, {kind: b, waived: false, rank: low}]
vocabulary:
  event: {key: what, from: supplier, fields: {what: text}}
  trial:
    key: id
    from: supplier
    fields:
      id: text
      version: version
      rank: {ranked: [low, mid, high]}
      cost: decimal
      day: {type: date, optional: true}
      at: {type: instant, optional: true}
      tags: {list_of: text}
      passed: boolean
criteria:
  C1:
    title: One
    owner: supplier
    from: 2026-01-01
    applies_when: {parameter: strictness, is: firm}
    not_applicable_because: It is lax.
    rules:
      - id: C1-a
        fail_when:
          {share: trial, of: {rank: {at_least: mid}}, where: {passed: true, cost: {at_most: 1.5}}, is: {less_than: 0.9}}
      - {id: C1-b, pass_when: {highest: trial.day, is: {between: [2026-01-01, $cutover_date]}}, until: 2027-01-01}
      - id: C1-c
        pass_when:
          {total: trial.cost, where: {version: {at_least: "1.9"}, tags: {contains: live}}, is: {at_least: 2.50}}
      - id: C1-d
        pass_when:
          some: trial
          where: {at: {after: "2026-11-01T10:00:00Z"}, day: {on_or_after: {date: $as_of, minus: 1 months}}}
      - id: C1-e
        pass_when:
          {some: trial, where: {passed: true, either: [{rank: low}, {cost: {more_than: 3}, id: {matches: "a+"}}]}}
  C2:
    title: Two
    rules:
      - id: C2-a
        pass_when:
          every: trial
          where: {passed: true}
          has: {rank: high}
          meets: {some: trial, as: other, where: {id: $trial.id}}
      - {id: C2-b, pass_when: {count: trial, is: {between: [1, 3]}}}
risks:
  R1:
    title: Risk
    owner: supplier
    accepted_when: {criteria: [C1, C2], is: pass}
    controls:
      R1-C1:
        title: Control
        owner: supplier
        until: 2027-01-01
        rules:
          - {id: R1-over, ended_when: {some: event, where: {what: over}}}
          - {id: R1-in, in_place_when: {some: trial}}
          - {id: R1-late, breached_when: {lowest: trial.day, is: {before: 2026-01-01}}}
decision:
  question: Cut over?
  rules:
    - {id: D-no, then: no_go, when: {control: R1-C1, is: [breached, ended]}}
    - id: D-later
      then: defer
      to: {from: 2027-01-01, until: {date: $cutover_date, plus: 5 days}}
      when: {risk: R1, is: open}
    - {id: D-go, then: go, when: {criteria: all, is: pass}}
"""


def test_whatever_a_policy_says_can_be_spoilt_and_still_be_judged() -> None:
    policy = read(RICH)
    found = list(mutants(policy))
    evidence = desk.read_evidence(desk.completed("", "evidence"), policy, Diagnostics())

    for one in found:
        Judge(one.policy).judge(evidence)
    kinds = {one.kind for one in found}
    assert {"window", "applies_when", "accepted_when", "figure", "alternative", "meets", "row", "shift"} <= kinds


@pytest.mark.parametrize(
    "words",
    [
        "the parameter `strictness` were lax, not firm",
        "the parameter `frozen` were false, not true",
        "the parameter `release` were 1.9, not 1.10",
        "the parameter `cutover_date` were in force on every day",
        "`waived` of the row with kind a of `agreed` were false, not true",
        "`most` of the row with kind a of `agreed` were 0.51, not 0.50",
        "`agreed` had no row with kind b",
        "C1 applied always, without its `applies_when`",
        "C1 were in force on every day",
        "rule C1-a asked for a share of `trial` at most 0.9 instead of less than 0.9",
        "rule C1-a asked for `cost` at most 1.6 instead of at most 1.5",
        "rule C1-a asked for `rank` more than mid instead of at least mid",
        "rule C1-b took the lowest `day`, not the highest",
        "rule C1-b asked for the highest `day` from 2025-12-31 to the cutover date "
        "(2026-11-29, in force from 2026-01-01) "
        "instead of from 2026-01-01 to the cutover date (2026-11-29, in force from 2026-01-01)",
        "rule C1-c asked for `version` at least 1.8 instead of at least 1.9",
        "rule C1-c asked for the total `cost` at least 2.49 instead of at least 2.50",
        "rule C1-e left out the alternative (rank low)",
        "rule R1-over made it in place, not ended",
        "risk R1 did not look at criterion C1",
        "rule D-later said no-go, not defer",
        "rule D-later deferred it to 2027-01-02, not 2027-01-01",
        "rule D-later deferred it to 4 days after the cutover date (2026-11-29, in force from 2026-01-01), "
        "not 5 days after the cutover date (2026-11-29, in force from 2026-01-01)",
    ],
)
def test_a_change_is_told_in_words(words: str) -> None:
    assert words in RICH_WORDS


RICH_WORDS = [one.words for one in mutants(read(RICH))]
