"""A committee paper: its parts and their order, what is shown where bodies differ, and what a house may change."""

from __future__ import annotations

from typing import Any

import pytest

from gonogo.model.house_style import Dates, HouseStyle, Mark, Numbering, Statements
from gonogo.model.report import Badge, Link, Picture, Section, Table, Tone
from gonogo.write.paper import compose
from gonogo.write.paper_input import Head
from gonogo.write.paper_numbers import count
from gonogo.write.paper_pen import without_column
from tests import papers

ONE = """
criteria:
  A1:
    title: Rehearsed
    text: A rehearsal has been held.
    owner: supplier
    source: Plan, section 3
    rules:
      - id: A1-not
        fail_when: {some: event, where: {what: rehearsal_failed}}
        because: It failed.
        remedy: Rehearse again.
      - {id: A1-done, pass_when: {some: event, where: {what: rehearsal}}, because: "It was held, for {cutover_date}."}
"""
HELD = "facts: {event: {source: S1, complete: true, records: [{what: rehearsal}]}}\n"
FAILED = "facts: {event: {source: S1, complete: true, records: [{what: rehearsal_failed}]}}\n"
NOTHING = "facts: {}\n"
VIEWS = """
views:
  - {by: testers, about: A1, says: object, date: 2026-11-07, source: S3}
  - {by: supplier, about: A1, says: agree, date: 2026-11-07, source: S1}
"""


def answer(report: Any) -> str:
    return papers.said(papers.section(report, "answer"))


# --- its parts -------------------------------------------------------------------------------------


def test_the_answer_comes_first() -> None:
    report = papers.paper(ONE, HELD)

    assert papers.named(report)[0] == "purpose"
    assert "Cut over on 29 November 2026? Go" in answer(report)
    assert dict(report.fields)["Recommendation"] == (Badge("Go", Tone.GOOD),)


def test_a_criterion_tells_its_words_its_reason_its_rule_and_its_evidence() -> None:
    told = papers.said(papers.section(papers.paper(ONE, HELD), "criterion-A1"))

    assert "A rehearsal has been held. Plan, section 3" in told
    assert "Met It was held, for 29 November 2026. (Rule A1-done.)" in told
    assert "event rehearsal" in told
    assert "evidence.yaml:" in told


def test_a_failure_says_how_it_is_put_right() -> None:
    report = papers.paper(ONE, FAILED)

    assert "To put it right: Rehearse again." in papers.said(papers.section(report, "criterion-A1"))
    assert dict(report.fields)["Recommendation"] == (Badge("No-go", Tone.BAD),)


def test_what_is_missing_is_told_with_who_owes_it() -> None:
    report = papers.paper(ONE, NOTHING)

    assert "Owed by System supplier." in papers.said(papers.section(report, "criterion-A1"))
    assert "Evidence is missing. Owed by System supplier (1)." in answer(report)
    assert "ASK System supplier for what is missing (1 item" in papers.said(papers.section(report, "recommendations"))


def test_the_annex_says_of_each_rule_what_it_came_to_and_why() -> None:
    told = papers.said(papers.section(papers.paper(ONE, HELD), "rules-A1"))

    assert "A1-not: not met, if at least one event has what rehearsal_failed. It does not hold:" in told
    assert "A1-done: met, if at least one event has what rehearsal. This decided." in told


def test_a_deferral_says_to_when() -> None:
    policy = (
        ONE
        + """
decision:
  question: Cut over?
  rules: [{id: D-later, then: defer, to: 2027-02-01, when: {criteria: all, is: pass}}]
"""
    )

    assert "Defer to 1 February 2027" in answer(papers.paper(policy, HELD))


def test_every_question_is_answered_and_asked() -> None:
    policy = (
        ONE
        + """
decisions:
  D1: {question: Cut over?, rules: [{id: D1-go, then: go, when: {criteria: all, is: pass}}]}
  D2: {question: Tell the press?, rules: [{id: D2-no, then: no_go, when: {criteria: all, is: pass}}]}
"""
    )
    report = papers.paper(policy, HELD)

    assert "Cut over? Go" in answer(report)
    assert "Tell the press? No-go" in answer(report)
    assert papers.said(papers.section(report, "recommendations")).count("is asked, on 8 November 2026, to:") == 2


def test_a_waiver_is_shown_with_its_reason_and_its_last_day() -> None:
    evidence = (
        FAILED
        + """
waivers:
  - {id: W-1, criterion: A1, by: board, reason: The harbour is closed., date: 2026-11-08, until: 2026-12-01}
"""
    )
    report = papers.paper(ONE, evidence)

    told = papers.said(papers.section(report, "waivers"))
    assert "W-1 A1 The harbour is closed. Cut-over board, 8 November 2026 1 December 2026 Sets it aside" in told
    assert "Set aside by: W-1" in papers.said(papers.section(report, "criterion-A1"))


def test_evidence_that_came_late_is_shown_with_its_reason() -> None:
    evidence = """
sources: {S1: {title: Late letter, by: supplier, date: 2026-11-20}}
facts: {event: {source: S1, records: [{what: rehearsal}]}}
"""

    told = papers.said(papers.section(papers.paper(ONE, evidence), "evidence"))
    assert "Not yet received on the day" in told
    assert "Late letter" in told


def test_sources_that_contradict_each_other_are_shown_with_what_each_says() -> None:
    policy = """
criteria:
  A1: {title: Clear, rules: [{id: A1-severe, fail_when: {some: defect, where: {severity: {at_most: 2}}}}]}
"""
    evidence = """
facts:
  defect:
    - {source: S1, records: [{id: D-1, severity: 1}]}
    - {source: S2, records: [{id: D-1, severity: 4}]}
"""

    told = papers.said(papers.section(papers.paper(policy, evidence), "evidence"))
    assert "severity, defect D-1: 1 (according to" in told
    assert "not settled, so it cannot be told" in told


def test_the_head_of_the_ledger_is_printed_as_it_was() -> None:
    report = compose(papers.given(ONE, HELD, head=Head("approvals.ledger", 7, "e" * 64)))

    assert "approvals.ledger, entry 7 " + "e" * 64 in papers.said(papers.section(report, "digests"))


def test_without_a_ledger_the_paper_says_that_none_was_named() -> None:
    assert "No ledger was named" in papers.said(papers.section(papers.paper(ONE, HELD), "digests"))


def test_a_policy_that_was_not_agreed_is_told_of_first() -> None:
    report = compose(papers.given(ONE, HELD, agreed=False))

    assert "The ledger has no record that the Cut-over board agreed to this policy." in answer(report)


def test_the_decisions_digest_is_there_in_words_and_as_a_picture() -> None:
    annex = papers.section(papers.paper(ONE, HELD), "digests")

    (picture,) = papers.nouns(annex, Picture)
    assert picture.content.startswith(b"\x89PNG")
    assert papers.DIGEST in picture.alt
    assert papers.DIGEST in papers.said(annex)


def test_an_obligation_that_is_advice_says_so() -> None:
    policy = (
        ONE
        + """
decision:
  question: Cut over?
  rules:
    - id: D-go
      then: go
      when: {criteria: all, is: pass}
      obligations: [{id: watch, owner: supplier, text: Watch the tide., binds: false}]
"""
    )
    told = papers.said(papers.section(papers.paper(policy, HELD), "obligations"))

    assert "Watch the tide. (Advice: a go does not depend on it.) System supplier not given To be done" in told


# --- bodies ----------------------------------------------------------------------------------------


def test_a_body_that_sees_it_otherwise_than_the_engine_is_shown() -> None:
    report = papers.paper(ONE, HELD + VIEWS)

    told = papers.said(papers.section(report, "differences"))
    assert "Test advisory group: Objects on A1. The engine: Met." in told
    assert "On A1 the bodies do not agree: System supplier for it, Test advisory group against it." in told
    assert "2 points on which bodies and engine differ" in answer(report)


def test_where_all_agree_there_is_no_part_on_differences() -> None:
    assert "differences" not in papers.named(papers.paper(ONE, HELD))


def test_a_body_that_was_asked_and_said_nothing_stands_in_the_matrix() -> None:
    policy = (
        ONE
        + """
decision:
  question: Cut over?
  rules: [{id: D-yes, then: go, when: {some: view, where: {by: testers, about: whole, says: agree}}}]
"""
    )
    report = papers.paper(policy, HELD)

    (matrix,) = papers.nouns(papers.section(report, "views"), Table)
    assert [column.title for column in matrix.columns] == ["On", "Test advisory group", "Engine"]
    assert all(row[1] == (Badge("Nothing said", Tone.NEUTRAL),) for row in matrix.rows)
    assert "Test advisory group said nothing." in papers.said(report)


def test_a_view_on_the_whole_is_no_view_on_each_criterion() -> None:
    evidence = HELD + "views: [{by: testers, about: whole, says: agree, date: 2026-11-07, source: S3}]\n"
    (matrix,) = papers.nouns(papers.section(papers.paper(ONE, evidence), "views"), Table)

    assert [papers.line(row[1]) for row in matrix.rows] == ["Agrees", "only on the whole"]


def test_a_view_that_did_not_count_is_shown_as_such() -> None:
    evidence = HELD + "views: [{by: testers, about: A1, says: object, date: 2026-12-24}]\n"
    report = papers.paper(ONE, evidence)

    assert "This view did not count on the day." in papers.said(report)
    assert "differences" not in papers.named(report)


def test_what_was_published_and_what_the_engine_found_stand_side_by_side() -> None:
    evidence = (
        FAILED
        + """
published:
  outcome: go
  by: Harbour board
  date: 2026-11-08
  source: Minutes
  reliability: primary
  review: {by: Auditor, date: "2027", finding: Nobody had rehearsed., source: Report, reliability: secondary}
"""
    )
    report = papers.paper(ONE, evidence)

    told = papers.said(papers.section(report, "decided"))
    assert "Harbour board: Go (8 November 2026)" in told
    assert "Nobody had rehearsed." in told
    assert "Harbour board decided: Go. The engine: No-go." in papers.said(papers.section(report, "differences"))


def test_a_recorded_decision_that_differs_is_shown() -> None:
    act = {
        "by": {"role": "board", "title": "Cut-over board", "person": "A. N. Other"},
        "on": "2026-11-09",
        "answer": "rejected",
        "differs": "the harbour is closed",
        "conditions": [{"text": "open it first"}],
    }
    report = compose(papers.given(ONE, HELD, acts=(act,)))

    told = papers.said(papers.section(report, "decided"))
    assert "Cut-over board (A. N. Other) rejected it on 9 November 2026. The harbour is closed. Open it first." in told
    assert "Cut-over board rejected it. The engine: Go." in papers.said(papers.section(report, "differences"))


# --- what a house may change -----------------------------------------------------------------------


def test_parts_come_in_the_order_of_the_house() -> None:
    style = HouseStyle(order=("recommendations", "sources", "criteria"))

    assert papers.named(papers.paper(ONE, HELD, style))[:3] == ["recommendations", "criteria", "purpose"]
    assert papers.named(papers.paper(ONE, HELD, style))[-5] == "sources"


def test_what_a_house_leaves_out_is_said() -> None:
    report = papers.paper(ONE, HELD, HouseStyle(omit=("proof", "verdicts")))

    assert not {"proof", "verdicts"} & set(papers.named(report))
    assert "Not in this paper, by the house style: The proof, Verdicts at a glance." in papers.said(report)


@pytest.mark.parametrize("part", ["purpose", "differences", "decided", "recommendations"])
def test_what_would_mislead_if_it_were_left_out_stays(part: str) -> None:
    evidence = HELD + VIEWS + "published: {outcome: no_go, source: Minutes, reliability: primary}\n"

    assert part in papers.named(papers.paper(ONE, evidence, HouseStyle(omit=(part,))))


def test_a_house_has_words_and_colours_of_its_own() -> None:
    style = HouseStyle(marks={"pass": Mark("Satisfied", Tone.NEUTRAL), "go": Mark(None, Tone.CONDITIONAL)})
    report = papers.paper(ONE, HELD, style)

    badges = set(papers.nouns(report, Badge))
    assert Badge("Satisfied", Tone.NEUTRAL) in badges
    assert Badge("Go", Tone.CONDITIONAL) in badges
    assert Badge("Met", Tone.GOOD) not in badges


def test_days_are_written_as_the_house_writes_them() -> None:
    report = papers.paper(ONE, HELD, HouseStyle(dates=Dates.ISO))

    assert "Cut over on 2026-11-29?" in answer(report)
    assert "November" not in answer(report)


def test_roles_have_the_names_of_the_house() -> None:
    report = papers.paper(ONE, NOTHING, HouseStyle(names={"supplier": "the builder", "board": "The Board"}))

    assert "Owed by the builder." in papers.said(report)
    assert "The Board is asked" in papers.said(report)


def test_titles_of_the_house_are_filled_in() -> None:
    style = HouseStyle(title="On {policy}, {version}", subtitle="{authority}", running="{day}", fields={"Ref": "{day}"})
    report = papers.paper(ONE, HELD, style)

    assert report.title == "On Harbour control system cut-over, 1.10"
    assert (report.subtitle, report.running) == ("Cut-over board", "8 November 2026")
    assert papers.line(dict(report.fields)["Ref"]) == "8 November 2026"


def test_statements_may_have_fields_of_other_names() -> None:
    policy = (
        ONE
        + """
vocabulary:
  event: {key: what, from: supplier, fields: {what: text}}
  remark: {key: id, from: testers, fields: {id: text, on: text, text: text}}
"""
    )
    evidence = HELD.replace("event:", "remark: {source: S3, records: [{id: R1, on: A1, text: It went well.}]}, event:")
    style = HouseStyle(statements=(Statements("remark", "on", "text"),))

    assert "It went well." in papers.said(papers.section(papers.paper(policy, evidence, style), "criterion-A1"))
    assert "It went well." not in papers.said(papers.paper(policy, evidence))


@pytest.mark.parametrize(
    ("numbering", "numbers"),
    [(Numbering.NUMBERS, ["1", "2", "3"]), (Numbering.LETTERS, ["A", "B", "C"]), (Numbering.NONE, [None, None, None])],
)
def test_sections_are_counted_as_the_house_counts(numbering: Numbering, numbers: list[str | None]) -> None:
    report = papers.paper(ONE, HELD, HouseStyle(sections=numbering, annexes=Numbering.NUMBERS))

    assert [one.number for one in report.sections[:3]] == numbers
    assert [one.number for one in report.annexes[:2]] == ["Annex 1", "Annex 2"]


def test_letters_go_on_after_z() -> None:
    assert [count(place, Numbering.LETTERS) for place in (1, 26, 27, 703)] == ["A", "Z", "AA", "AAA"]


@pytest.mark.parametrize(
    ("place", "shown"),
    [
        ("evidence/a.yaml:12:5", "evidence/a.yaml:12"),
        ("a:3.json:12:5 (facts.event, record 2)", "a:3.json:12 (facts.event, record 2)"),
        ("log.xlsx, Log!D17", "log.xlsx, Log!D17"),
        ("defects.csv:8, column Severity", "defects.csv:8, column Severity"),
    ],
)
def test_a_place_is_told_without_its_column(place: str, shown: str) -> None:
    assert without_column(place) == shown


# --- what holds of every paper ---------------------------------------------------------------------

CASES = [(ONE, HELD), (ONE, FAILED + VIEWS), (ONE, NOTHING)]


@pytest.mark.parametrize(("policy", "evidence"), CASES)
def test_every_section_has_an_id_of_its_own_and_every_link_leads_to_one(policy: str, evidence: str) -> None:
    report = papers.paper(policy, evidence)
    ids = [one.id for one in papers.nouns(report, Section)]

    assert len(ids) == len(set(ids))
    assert {link.to for link in papers.nouns(report, Link)} <= set(ids)


@pytest.mark.parametrize(("policy", "evidence"), CASES)
def test_the_same_input_gives_the_same_paper(policy: str, evidence: str) -> None:
    assert papers.paper(policy, evidence) == papers.paper(policy, evidence)


@pytest.mark.parametrize(("policy", "evidence"), CASES)
def test_every_row_has_as_many_cells_as_its_table_has_columns(policy: str, evidence: str) -> None:
    for table in papers.nouns(papers.paper(policy, evidence), Table):
        assert {len(row) for row in table.rows} <= {len(table.columns)}


def test_a_value_that_the_case_gives_is_not_said_to_have_been_set_by_nobody() -> None:
    policy = "parameters: {cutover_date: {title: day, type: date, case: true}}\n" + ONE
    made = papers.paper(policy, "case: {cutover_date: 2026-11-29}\n" + HELD)

    [table] = papers.nouns(papers.section(made, "parameters"), Table)

    assert papers.said(table.rows) == "day 29 November 2026 given by the evidence, case by case"
