"""Fragile passes: what each rests on alone, how many records would have to change, and how near the limits are."""

from __future__ import annotations

from textwrap import indent

from gonogo.judge.change_search import Search
from gonogo.judge.change_words import way_words
from gonogo.judge.decide import Judge
from gonogo.judge.fragile import Fragile, fragile
from gonogo.model.condition import Layer
from gonogo.model.decision import Verdict
from gonogo.model.diagnostic import Diagnostics
from gonogo.model.policy import Policy
from tests import desk
from tests.puzzles import puzzle

C1 = "{id: C-1, subject: can_deploy, by: supplier, for_date: 2026-11-06, confirmed: true}"
C2 = "{id: C-2, subject: can_deploy, by: testers, confirmed: true}"


def passes(criteria: str, facts: str, sources: str = "") -> tuple[Fragile, ...]:
    """The fragile passes of a policy with these criteria, on these facts."""
    diagnostics = Diagnostics()
    policy = desk.read_policy(desk.completed(f"criteria:\n{indent(criteria, '  ')}", "policy"), diagnostics)
    text = desk.completed(f"facts:\n{indent(facts, '  ')}", "evidence").replace("sources:", f"sources:\n  {sources}")
    evidence = desk.read_evidence(text, policy, diagnostics)
    judge = Judge(policy)
    return fragile(Search(judge, judge.judge(evidence)))


def criterion(name: str, *rules: str) -> str:
    return f"{name}:\n  title: {name}\n  owner: supplier\n  rules:\n" + "".join(f"    - {rule}\n" for rule in rules)


def margins(criteria: str, facts: str, sources: str = "") -> list[tuple[float, str]]:
    (one,) = passes(criteria, facts, sources)
    return [(margin.left, margin.text) for margin in one.margins]


def test_a_pass_rests_on_its_only_record_its_source_and_whose_word_it_is() -> None:
    rules = "{id: R1, pass_when: {some: confirmation, where: {confirmed: true}}}"
    (one,) = passes(criterion("A1", rules), f"confirmation: {{source: S1, complete: true, records: [{C1}]}}")

    assert (one.distance, one.records, one.sources, one.roles) == (1, ("C-1",), ("S1",), ("supplier",))


def test_a_pass_that_two_say_rests_on_neither_alone() -> None:
    rules = "{id: R1, pass_when: {some: confirmation, where: {confirmed: true}}}"
    facts = f"confirmation: [{{source: S1, records: [{C1}]}}, {{source: S3, records: [{C2}]}}]"
    (one,) = passes(criterion("A1", rules), facts)

    assert (one.records, one.sources, one.roles) == ((), (), ())


def test_the_fewest_records_that_would_have_to_say_something_else_are_named() -> None:
    rules = "{id: R1, fail_when: {some: defect, where: {status: open, deploys: true}}}"
    facts = "defect: {source: S2, complete: true, records: [{id: D-1, severity: 1, status: open, deploys: false}]}"
    (one,) = passes(criterion("A1", rules), facts)

    assert len(one.changes) == 1
    assert "D-1" in way_words(one.changes, passes_policy())[0]


def passes_policy() -> Policy:
    return desk.read_policy(desk.completed("", "policy"), Diagnostics())


def test_a_count_tells_how_far_it_is_from_its_limit() -> None:
    rules = "{id: R1, pass_when: {count: defect, where: {status: open}, is: {at_most: 2}}}"
    facts = "defect: {source: S2, complete: true, records: [{id: D-1, severity: 1, status: open, deploys: false}]}"

    assert margins(criterion("A1", rules), facts) == [
        (1, "the number of testing issues whose status is open is at most 2: 1 now, and 2 more would turn it")
    ]


def test_a_count_inside_another_condition_is_told_for_each_record() -> None:
    rules = (
        "{id: R1, pass_when: {every: confirmation, "
        "meets: {count: defect, where: {id: $confirmation.id}, is: {less_than: 1}}}}"
    )
    facts = f"confirmation: {{source: S1, complete: true, records: [{C1}]}}\n"
    facts += "defect: {source: S2, complete: true, records: []}"

    assert margins(criterion("A1", rules), facts) == [
        (0, "the number of testing issues whose id is C-1 is less than 1: 0 now, and 1 more would turn it")
    ]


def test_a_figure_tells_how_far_it_is_from_what_is_asked() -> None:
    rules = "{id: R1, pass_when: {highest: defect.severity, is: {at_most: 4}}}"
    facts = "defect: {source: S2, complete: true, records: [{id: D-1, severity: 3, status: open, deploys: false}]}"

    assert margins(criterion("A1", rules), facts) == [
        (1.0, "the highest severity among testing issues is at most 4: 1 from the limit")
    ]


def test_a_date_tells_how_many_days_and_working_days_are_left() -> None:
    rules = "{id: R1, pass_when: {some: confirmation, where: {for_date: {on_or_before: 2026-11-09}}}}"
    facts = f"confirmation: {{source: S1, complete: true, records: [{C1}]}}"

    assert margins(criterion("A1", rules), facts) == [
        (3, "for date of C-1 is 2026-11-06, limit 2026-11-09: 3 days (1 working day)")
    ]


def test_the_earliest_date_tells_how_many_days_are_left() -> None:
    rules = "{id: R1, pass_when: {lowest: confirmation.for_date, is: {before: 2026-11-09}}}"
    facts = f"confirmation: {{source: S1, complete: true, records: [{C1}]}}"

    assert [left for left, _ in margins(criterion("A1", rules), facts)] == [3.0]


def test_a_date_that_is_years_away_is_told_without_working_days() -> None:
    rules = "{id: R1, pass_when: {some: confirmation, where: {for_date: {before: 2036-11-09}}}}"
    facts = f"confirmation: {{source: S1, complete: true, records: [{C1}]}}"

    assert margins(criterion("A1", rules), facts)[0][1].endswith("limit 2036-11-09: 3655 days")


def test_a_day_of_receipt_that_is_not_known_has_no_margin() -> None:
    rules = "{id: R1, pass_when: {some: confirmation, where: {source.received: {before: 2026-11-07}}}}"
    facts = f"confirmation: {{source: [S1, S4], complete: true, records: [{C1}]}}"

    assert len(margins(criterion("A1", rules), facts, sources="S4: {title: Hearsay, by: supplier}")) == 1


def test_the_day_of_receipt_is_a_date_too() -> None:
    rules = "{id: R1, pass_when: {every: confirmation, has: {source.received: {before: 2026-11-07}}}}"
    facts = f"confirmation: {{source: S1, complete: true, records: [{C1}]}}"

    assert margins(criterion("A1", rules), facts) == [
        (0, "source received of C-1 is 2026-11-06, limit 2026-11-07: on the last day")
    ]


def test_margins_of_reasons_to_fail_are_told_where_there_is_no_other() -> None:
    rules = "{id: R1, fail_when: {count: defect, is: {more_than: 0}}}"
    facts = "defect: {source: S2, complete: true, records: []}"

    assert margins(criterion("A1", rules), facts) == [
        (0, "it is not so that the number of testing issues is more than 0: 0 now, and 1 more would turn it")
    ]


def test_the_most_fragile_pass_comes_first() -> None:
    safe = criterion("A1", "{id: R1, pass_when: {parameter: cutover_date, is: {after: 2026-11-01}}}")
    alone = criterion("A2", "{id: R2, pass_when: {some: confirmation, where: {confirmed: true}}}")
    found = passes(safe + alone, f"confirmation: {{source: S1, complete: true, records: [{C1}]}}")

    assert [one.criterion.id for one in found] == ["A2", "A1"]
    assert found[1].distance is None


def test_what_a_random_pass_rests_on_is_looked_for_without_fail() -> None:
    for seed in range(60):
        given = puzzle(seed)
        passing = [
            one.id
            for one in given.judge.policy.criteria
            if given.judgement.standing(Layer.CRITERION, one.id).status == Verdict.PASS
        ]
        found = fragile(Search(given.judge, given.judgement))

        assert sorted(one.criterion.id for one in found) == sorted(passing)
