"""What would change it: what is proposed, that it does what it promises, and that nothing smaller does."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from textwrap import indent

import pytest

from gonogo.judge.change_fields import Fields
from gonogo.judge.change_kinds import BetterSource, By, Change, CompleteList, GiveWaiver, SetField, stands_in
from gonogo.judge.change_look import Look
from gonogo.judge.change_search import Search
from gonogo.judge.change_ways import Way
from gonogo.judge.change_words import way_words
from gonogo.judge.counterfactual import AS_WANTED, WANTED, Subject, sought_for, subjects_of
from gonogo.judge.decide import Judge
from gonogo.model.condition import Layer
from gonogo.model.diagnostic import Diagnostics
from gonogo.model.records import UNSET
from tests import desk
from tests.puzzles import puzzle
from tests.worlds import domain

SEEDS = range(0, 40)


# --- every proposal is true, and none could be smaller ---------------------------------------------


def open_subjects(seed: int) -> Iterator[tuple[Search, Subject]]:
    """What is not as one would have it in a random decision."""
    given = puzzle(seed)
    search = Search(given.judge, given.judgement)
    for one in subjects_of(given.judgement):
        if given.judgement.standing(one.layer, one.id).status not in AS_WANTED[one.layer]:
            yield search, one


def reaches(search: Search, one: Subject, way: Sequence[Change]) -> bool:
    return search.decided(way).standing(one.layer, one.id).status in WANTED[one.layer]


@pytest.mark.parametrize("seed", SEEDS)
def test_every_proposal_does_what_it_promises_and_no_part_of_it_does(seed: int) -> None:
    for search, one in open_subjects(seed):
        for way in sought_for(search, one).ways:
            assert reaches(search, one, way)
            for size in range(1, len(way) if len(way) <= 4 else 1):
                assert not any(reaches(search, one, less) for less in combinations(way, size))


@pytest.mark.parametrize("seed", SEEDS)
def test_where_one_change_would_do_one_is_proposed(seed: int) -> None:
    for search, one in open_subjects(seed):
        if one.layer == Layer.CRITERION and any(reaches(search, one, (change,)) for change in singles(search, one)):
            assert [way for way in sought_for(search, one).ways if len(way) == 1] != []


def singles(search: Search, one: Subject) -> Iterator[Change]:
    """Every record in every field to every value that occurs, and the word that a list is whole; worked out anew."""
    judgement, policy = search.judgement, search.judge.policy
    look = Look(judgement, one.id, next(each.demand for each in policy.criteria if each.id == one.id))
    fields = Fields(policy)
    for fact in policy.facts.values():
        if not look.table(fact.id).given:
            continue
        for row in look.rows(fact.id):
            for field in fact.fields.values():
                current = look.known(row, field.id)
                if fields.cost(fact, field, current, names=True) is not None:
                    for value in domain(field.type):
                        if value != current:
                            yield SetField(
                                fact=fact.id,
                                key=row.key,
                                spots=row.spots,
                                field=field.id,
                                before=None,
                                known=current is not UNSET,
                                value=value,
                                cost=1,
                            )
        if not look.table(fact.id).complete:
            yield CompleteList(fact=fact.id, by=By(None, "stated"))


# --- what is proposed, in the words of the field ---------------------------------------------------


@dataclass(frozen=True)
class Found:
    """What a search found for criterion A1, or for another subject."""

    search: Search
    ways: tuple[Way, ...]

    @property
    def texts(self) -> list[str]:
        return ["; ".join(way_words(way, self.search.judge.policy)) for way in self.ways]


def found(rules: str, facts: str, *, name: str = "A1", rest: str = "", pack: str = "") -> Found:
    """The ways for A1, whose rules are given, on facts; as a policy and a pack that leave out the rest."""
    policy = f"criteria:\n  A1:\n    title: First\n    owner: supplier\n    rules:\n{indent(rules, '      ')}\n{rest}"
    evidence = f"{facts and 'facts:'}\n{indent(facts, '  ')}\n{pack}"
    diagnostics = Diagnostics()
    read = desk.read_policy(desk.completed(policy, "policy"), diagnostics)
    given = desk.read_evidence(desk.completed(evidence, "evidence"), read, diagnostics)
    judge = Judge(read)
    search = Search(judge, judge.judge(given))
    one = next(each for each in subjects_of(search.judgement) if each.id == name)
    return Found(search, sought_for(search, one).ways)


SEVERE = "- {id: R1, fail_when: {some: defect, where: {severity: {at_most: 2}, status: {not: closed}, deploys: true}}}"
WAIVER = ["Cut-over board gives a waiver of A1"]


def defects(*records: str, complete: bool = True) -> str:
    return f"defect: {{source: S2, complete: {str(complete).lower()}, records: [{', '.join(records)}]}}"


def test_a_defect_may_be_closed_not_deployed_or_last_of_all_graded_anew() -> None:
    one = found(SEVERE, defects("{id: D-17, severity: 2, status: open, deploys: true}"))

    assert one.texts == [
        "close D-17 (status closed)",
        "show that deploys is false for D-17",
        "show that D-17 has severity 3 (severity 3, now 2)",
        "Cut-over board gives a waiver of rule R1 of A1",
        "Cut-over board gives a waiver of A1",
    ]


def test_many_defects_are_dealt_with_alike_and_told_together() -> None:
    records = [f"{{id: D-{number}, severity: 1, status: open, deploys: true}}" for number in range(1, 8)]
    one = found(SEVERE, defects(*records))

    assert one.texts[0] == "close D-1, D-2, D-3, D-4, D-5 and 2 more (status closed)"
    assert len(one.ways[0]) == 7


def test_what_is_not_known_is_asked_for_before_anything_is_done() -> None:
    one = found(SEVERE, defects("{id: D-1, severity: 1, status: open, deploys: null}"))

    assert "D-1" in one.texts[0]
    assert one.ways[0][0].known is False  # type: ignore[union-attr]  # the change of a field


def test_a_list_is_said_to_be_complete() -> None:
    one = found(SEVERE, defects("{id: D-1, severity: 3, status: open, deploys: true}", complete=False))

    assert one.texts == ["System supplier says that the list of testing issues is complete", *WAIVER]


def test_a_fact_of_which_nothing_is_given_is_given_whole() -> None:
    rules = "- {id: R1, pass_when: {every: defect, has: {status: closed}}}"

    assert found(rules, "").texts[0] == (
        "System supplier gives the complete list of testing issues (one that has status closed would do)"
    )
    assert found(SEVERE, "").texts[0] == (
        "System supplier gives the complete list of testing issues (even an empty one would do)"
    )


def test_the_role_that_is_asked_for_confirms() -> None:
    where = "{subject: can_deploy, by: testers, for_date: $cutover_date, confirmed: true}"
    one = found(f"- {{id: R1, pass_when: {{some: confirmation, where: {where}}}}}", "")

    assert one.texts[0] == (
        'Test advisory group gives a confirmation: subject "can deploy", by Test advisory group, for 2026-11-29, '
        "and confirmed"
    )


def test_a_confirmation_of_another_day_is_not_dated_anew() -> None:
    where = "{subject: can_deploy, for_date: $cutover_date, confirmed: true}"
    given = "{id: C-1, subject: can_deploy, by: supplier, for_date: 2026-11-01, confirmed: true}"
    one = found(
        f"- {{id: R1, pass_when: {{some: confirmation, where: {where}}}}}",
        f"confirmation: {{source: S1, complete: true, records: [{given}]}}",
    )

    assert not any(isinstance(change, SetField) for way in one.ways for change in way)
    assert one.texts[0].startswith("System supplier gives a confirmation")


def test_a_body_takes_a_view() -> None:
    rules = "- {id: R1, pass_when: {some: view, where: {by: testers, about: [A1, whole], says: agree}}}"
    told = found(
        rules, "", pack="views: [{by: testers, about: whole, says: object, date: 2026-11-08, source: S3}]"
    ).texts

    assert told[0] == "Test advisory group agrees on the whole"
    assert "Test advisory group agrees on A1" in told


def test_evidence_that_falls_short_is_given_again_by_whom_it_is_asked() -> None:
    rules = "- {id: R1, pass_when: {every: defect, has: {status: closed}}}"
    policy = "evidence: {basis: validated, by: [testers], strict: true}"
    one = found(rules, defects("{id: D-1, severity: 1, status: closed, deploys: true}"), rest=policy)

    assert one.texts[0] == "Test advisory group gives defect D-1 again, as validated evidence"


def test_evidence_that_is_out_of_date_is_given_again() -> None:
    rules = "- {id: R1, pass_when: {no: defect}}"
    one = found(rules, "defect: {source: S2, complete: true, valid_until: 2026-11-01, records: []}")

    assert one.texts[0] == "System supplier gives the list of testing issues again"


def test_what_the_policy_fixes_is_never_proposed() -> None:
    rules = "- {id: R1, pass_when: {parameter: cutover_date, is: {before: 2026-11-01}}}"

    assert found(rules, "").texts == WAIVER


def test_a_count_is_brought_to_its_limit() -> None:
    rules = "- {id: R1, pass_when: {count: defect, where: {status: open}, is: {at_most: 1}}}"
    records = [f"{{id: D-{number}, severity: 4, status: open, deploys: true}}" for number in (1, 2, 3)]
    one = found(rules, defects(*records))

    assert [len(way) for way in one.ways[:3]] == [2, 2, 2]
    assert "fix" in one.texts[0] or "close" in one.texts[0]


def test_more_records_come_where_a_number_of_them_is_asked_for() -> None:
    rules = "- {id: R1, pass_when: {count: confirmation, where: {confirmed: true}, is: {at_least: 2}}}"
    one = found(rules, "confirmation: {source: S1, complete: true, records: []}")

    assert one.texts[0].count("System supplier gives") == 2


def test_more_yes_than_no_votes_are_reached_from_either_side() -> None:
    rules = (
        "- {id: R1, pass_when: {count: confirmation, where: {confirmed: true}, "
        "is: {more_than: {count: confirmation, where: {confirmed: false}}}}}"
    )
    given = "{id: C-1, subject: can_deploy, by: supplier, confirmed: false}"
    one = found(rules, f"confirmation: {{source: S1, complete: true, records: [{given}]}}")

    assert one.texts[0] == "show that C-1 is confirmed"


def test_enough_of_them_pass_for_a_share() -> None:
    rules = "- {id: R1, pass_when: {share: defect, of: {deploys: true}, where: {status: closed}, is: {at_least: 0.5}}}"
    records = [f"{{id: D-{number}, severity: 4, status: open, deploys: true}}" for number in (1, 2, 3, 4)]
    texts = found(rules, defects(*records)).texts

    assert texts[0] == "close D-1 and D-2 (status closed)"


def test_a_total_is_taken_up_by_one_record_and_an_extreme_by_those_in_the_way() -> None:
    records = [f"{{id: D-{number}, severity: {number}, status: open, deploys: true}}" for number in (3, 4)]
    total = found("- {id: R1, pass_when: {total: defect.severity, is: {at_most: 6}}}", defects(*records))
    lowest = found("- {id: R1, pass_when: {lowest: defect.severity, is: {at_least: 4}}}", defects(*records))

    assert "show that D-3 has severity 2 (severity 2, now 3)" in total.texts
    assert lowest.texts[0] == "show that D-3 has severity 4 (severity 4, now 3)"


def test_where_no_one_record_can_take_up_a_total_several_do() -> None:
    records = [f"{{id: D-{number}, severity: {number}, status: open, deploys: true}}" for number in (3, 4)]
    one = found("- {id: R1, pass_when: {total: defect.severity, is: {at_most: 2}}}", defects(*records))

    assert len(one.ways[0]) == 2


def test_what_records_must_meet_is_met_by_other_records() -> None:
    rules = "- id: R1\n  pass_when:\n    every: defect\n    meets: {some: event, where: {what: $defect.id}}"
    one = found(rules, defects("{id: D-1, severity: 1, status: open, deploys: true}"))

    assert one.texts[0] == "System supplier gives an event: what D-1"


def test_a_plan_that_was_not_made_is_made() -> None:
    rules = "- {id: R1, fail_when: {some: defect, where: {plan: {given: false}}}}"
    one = found(rules, defects("{id: D-1, severity: 1, status: open, deploys: true, plan: null}"))

    assert one.texts[0] == "give the plan of D-1"


# --- risks and the decision ------------------------------------------------------------------------

RISK = """
risks:
  RR1:
    title: It fails
    owner: supplier
    accepted_when: {some: view, where: {by: board, about: RR1, says: agree}}
    controls:
      RR1-C1:
        title: Watched
        owner: supplier
        rules:
          - {id: C-over, ended_when: {some: event, where: {what: over}}}
          - {id: C-missed, breached_when: {some: event, where: {what: missed}}}
          - {id: C-watched, in_place_when: {some: event, where: {what: watched}}}
          - {id: C-promised, planned_when: {some: event, where: {what: promised}}}
"""


def test_a_risk_is_accepted_when_it_is_accepted_and_its_controls_are_at_least_planned() -> None:
    one = found("- {id: R1, pass_when: {no: defect}}", "", name="RR1", rest=RISK)

    assert one.texts == [
        "System supplier gives an event: what over",
        "Cut-over board agrees on RR1; System supplier gives an event: what watched",
        "Cut-over board agrees on RR1; System supplier gives an event: what promised",
    ]


def test_a_breach_cannot_be_undone_by_leaving_it_out() -> None:
    facts = "event: {source: S2, complete: true, records: [{what: missed}]}"
    one = found("- {id: R1, pass_when: {no: defect}}", facts, name="RR1", rest=RISK)

    assert one.texts == ["System supplier gives an event: what over"]


def test_the_decision_turns_with_all_that_stands_in_its_way_or_with_waivers() -> None:
    rules = "- {id: R1, fail_when: {some: defect, where: {status: open}}}"
    rest = "  A2:\n    title: Second\n    rules: [{id: R2, pass_when: {some: event, where: {what: ready}}}]\n"
    facts = defects("{id: D-1, severity: 1, status: open, deploys: true}")
    one = found(rules, facts, name="decision", rest=rest)

    assert one.texts[0] == "fix D-1 (status fixed); System supplier gives an event: what ready"
    assert all(isinstance(change, GiveWaiver) for change in one.ways[-1])


def test_a_risk_without_controls_needs_only_to_be_accepted() -> None:
    risk = "risks:\n  RR1: {title: It fails, owner: supplier, accepted_when: {criterion: A1, is: pass}, controls: {}}"
    one = found("- {id: R1, pass_when: {some: event, where: {what: ready}}}", "", name="RR1", rest=risk)

    assert one.texts == ["System supplier gives an event: what ready"]


def test_a_decision_cannot_rest_on_a_criterion_that_is_not_in_force() -> None:
    rest = """
  A2:
    title: Later
    from: 2030-01-01
    rules: [{id: R2, pass_when: {no: defect}}]
decision:
  question: Go on {cutover_date}?
  rules: [{id: D-go, then: go, when: {criterion: A2, is: pass}}]
"""
    one = found("- {id: R1, pass_when: {no: defect}}", "", name="decision", rest=rest)

    assert one.texts == []


def test_a_criterion_that_has_no_rule_in_force_cannot_be_turned_but_by_a_waiver() -> None:
    one = found("- {id: R1, until: 2020-01-01, pass_when: {no: defect}}", "")

    assert one.texts == WAIVER


# --- rarer shapes ----------------------------------------------------------------------------------


def test_lists_of_one_fact_are_made_whole_by_one_that_holds_them_all() -> None:
    first = "{source: S1, records: [{id: D-1, severity: 1, status: closed, deploys: true}]}"
    second = "{source: S2, records: [{id: D-2, severity: 1, status: closed, deploys: true}]}"
    one = found(SEVERE, f"defect: [{first}, {second}]")

    assert one.texts[0] == "System supplier says that the list of testing issues is complete"


def test_records_with_sources_of_their_own_are_given_again_with_their_list() -> None:
    rules = "- {id: R1, pass_when: {every: defect, has: {status: closed}}}"
    policy = "evidence: {basis: validated, strict: true}"
    records = [
        f"{{id: D-{n}, severity: 1, status: closed, deploys: true, source: {s}}}"
        for n, s in ((1, "S1"), (2, "[S1, S3]"))
    ]
    one = found(rules, defects(*records, "{id: D-3, severity: 1, status: closed, deploys: true}"), rest=policy)

    assert one.texts[0] == "System supplier gives defect D-1, D-2 and D-3 again, as validated evidence"


def test_no_row_is_added_to_a_table_of_the_policy() -> None:
    rest = """
parameters:
  cutover_date: {type: date, value: 2026-11-29}
  limits:
    fields: {severity: integer, most: integer}
    rows: [{severity: 3, most: 20}]
"""
    every = "- {id: R1, pass_when: {every: limits, where: {severity: 4}, has: {most: 1}}}"
    some = "- {id: R1, pass_when: {some: limits, where: {severity: 4}}}"
    unset = rest.replace("    rows: [{severity: 3, most: 20}]\n", "")

    assert found(every, "", rest=rest).texts == WAIVER
    assert found(some, "", rest=rest).texts == WAIVER
    assert found("- {id: R1, pass_when: {no: limits}}", "", rest=unset).texts == WAIVER


@pytest.mark.parametrize(
    ("kind", "condition"),
    [
        ("boolean", "{some: confirmation, where: {confirmed: $item.value}}"),
        ("date", "{no: defect, where: {found: {after: $item.value}}}"),
        ("integer", "{no: defect, where: {severity: $item.value}}"),
        ("{ref: confirmation}", "{some: confirmation, where: {id: $item.value}}"),
        ("text", "{no: event, where: {what: $item.value}}"),
        ("version", "{no: event, where: {what: $item.note}}"),
    ],
)
def test_a_new_record_has_what_other_records_are_held_against(kind: str, condition: str) -> None:
    rest = f"""
vocabulary:
  defect:
    key: id
    fields: {{id: text, severity: {{type: integer, from: 1, to: 5}}, found: date}}
  confirmation: {{key: id, fields: {{id: text, confirmed: boolean}}}}
  event: {{key: what, fields: {{what: text}}}}
  item: {{key: id, fields: {{id: text, value: {kind}, note: text}}}}
"""
    facts = (
        "defect: {source: S2, complete: true, records: [{id: D-1, severity: 1, found: 2026-01-01}]}\n"
        "confirmation: {source: S2, complete: true, records: [{id: C-1, confirmed: false}]}\n"
        "event: {source: S2, complete: true, records: []}"
    )
    one = found(f"- {{id: R1, pass_when: {{every: item, meets: {condition}}}}}", facts, rest=rest)

    assert one.texts[0].startswith("give the complete list of items")


def test_of_many_records_only_what_is_possible_for_each_is_done_to_all() -> None:
    rules = "- {id: R1, fail_when: {some: defect, where: {status: open, severity: {between: [2, 3]}}}}"
    records = [f"{{id: D-{n}, severity: {2 + n % 2}, status: open, deploys: true}}" for n in range(4)]
    one = found(rules, defects(*records))

    assert one.texts[0] == "fix D-0, D-1, D-2 and D-3 (status fixed)"


def test_that_each_is_closed_is_no_reason_to_fail_once_there_is_none() -> None:
    every = "{every: defect, where: {severity: 1}, has: {status: closed}, if_none: fail}"
    one = found(f"- {{id: R1, fail_when: {every}}}", defects("{id: D-1, severity: 1, status: closed, deploys: true}"))

    assert one.texts[0] == "show that D-1 has status open"
    assert "show that D-1 has severity 2 (severity 2, now 1)" in one.texts


def test_far_more_records_than_can_be_added_are_not_asked_for() -> None:
    rules = "- {id: R1, pass_when: {count: event, is: {at_least: 30}}}"

    assert found(rules, "event: {source: S2, complete: true, records: [{what: one}]}").texts == WAIVER


def test_on_a_large_pack_the_search_is_bounded_and_says_so() -> None:
    rows = [
        f"{{id: D-{n}, severity: 1, status: {'open' if n < 300 else 'closed'}, deploys: true}}" for n in range(7000)
    ]
    one = found(SEVERE, defects(*rows))
    sought = sought_for(one.search, next(each for each in subjects_of(one.search.judgement) if each.id == "A1"))

    assert sought.limit < 300
    assert sought.complete_to == 0
    assert one.texts[0] == "close D-0, D-1, D-2, D-3, D-4 and 295 more (status closed)"


def test_what_was_thought_of_later_stands_only_in_what_is_there() -> None:
    one = found(SEVERE, "")
    evidence = one.search.judgement.evidence

    assert not stands_in(CompleteList(fact="defect", by=By(None, "stated")), evidence)
    assert not stands_in(BetterSource(fact="defect", entry=0, keys=(), by=By(None, "stated")), evidence)
    assert stands_in(one.ways[0][0], evidence)
