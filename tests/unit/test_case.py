"""What a policy leaves to the case, what was published of it, what is so otherwise, and advice."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

import pytest

from gonogo import __version__, api_scenarios
from gonogo.judge.decide import Judge
from gonogo.judge.document import document
from gonogo.model.diagnostic import Diagnostics
from gonogo.read.evidence_json import EvidenceDecoder
from gonogo.write.decision_text import decision_text
from gonogo.write.evidence_schema import evidence_schema
from tests.desk import codes, completed, decide, read_evidence, read_policy, refused
from tests.scenes import assert_passes, mismatch

OF_THE_CASE = """
parameters:
  release: {title: release, type: text, case: true}
  cutover_date: {type: date, value: 2026-11-29, case: true}
  most_open: {type: integer, value: 1}
decision:
  question: Cut over to {release} on {cutover_date}?
  rules:
    - {id: D-late, then: defer, to: {date: $cutover_date, plus: 7 days}, when: {criteria: any, is: fail}}
    - {id: D-go, then: go, when: {criteria: all, is: pass}}
"""
OPEN = "facts: {defect: {source: S2, records: [{id: D-1, severity: 1, status: open}]}}\n"
CLEAR = "facts: {defect: {source: S2, complete: true, records: []}}\n"


# --- the case ------------------------------------------------------------------------------------


def test_a_value_of_the_case_is_used_like_any_other() -> None:
    found = decide(OF_THE_CASE, "case: {release: Harbour 7, cutover_date: 2026-12-06}\n" + OPEN)

    assert found.part("decision")["question"] == "Cut over to Harbour 7 on 2026-12-06?"
    assert found.part("decision")["to"] == {"from": "2026-12-13", "until": "2026-12-13"}
    assert {one["id"]: one["value"] for one in found.document["parameters"]} == {
        "release": "Harbour 7",
        "cutover_date": "2026-12-06",
        "most_open": "1",
    }


def test_a_value_that_the_case_does_not_give_is_the_policys_or_unknown() -> None:
    found = decide(OF_THE_CASE, "case: {release: null}\n" + OPEN)

    assert found.part("decision")["question"] == "Cut over to (not given) on 2026-11-29?"


def test_a_deferral_to_a_day_that_the_case_does_not_give_is_one_to_no_day() -> None:
    policy = OF_THE_CASE.replace("to: {date: $cutover_date, plus: 7 days}", "to: $new_date")
    policy = policy.replace("  most_open:", "  new_date: {type: date, case: true}\n  most_open:")

    assert decide(policy, OPEN).part("decision")["to"] is None


@pytest.mark.parametrize(
    ("case", "code", "says"),
    [
        ("{most_open: 5}", "E151", "the policy does not leave `most_open` to the case"),
        ("{relase: Harbour 7}", "E151", "the policy leaves no `relase` to the case"),
        ("{cutover_date: soon}", "E108", "`soon` is not"),
    ],
)
def test_evidence_sets_nothing_that_the_policy_does_not_leave_to_it(case: str, code: str, says: str) -> None:
    (complaint,) = refused(OF_THE_CASE, f"case: {case}\n" + OPEN)

    assert complaint.code.value == code
    assert says in complaint.says


def test_one_judge_decides_on_many_cases_and_forgets_none() -> None:
    policy = read_policy(completed(OF_THE_CASE, "policy"), Diagnostics())
    judge = Judge(policy)

    def question(day: str) -> str:
        given = read_evidence(completed(f"case: {{cutover_date: {day}}}\n{OPEN}", "evidence"), policy, Diagnostics())
        return str(document(judge.judge(given), __version__)["decisions"][0]["question"])

    days = ["2026-12-06", "2026-12-13", "2026-12-06"]

    assert [question(day)[-11:-1] for day in days] == days
    assert policy.parameters["cutover_date"].value is not None
    assert judge.policy is policy


def test_evidence_in_json_gives_the_case_as_well() -> None:
    policy = read_policy(completed(OF_THE_CASE, "policy"), Diagnostics())
    raw = b'{"evidence": "e", "as_of": "2026-11-08", "case": {"release": "Harbour 7"}, "facts": {}}'

    assert EvidenceDecoder(policy).decode(raw).case == {"release": "Harbour 7"}


def test_the_schema_of_the_evidence_names_what_belongs_to_the_case_and_other_ways_to_write_a_word() -> None:
    vocabulary = (
        "vocabulary: {defect: {key: id, fields: {id: text, status: {one_of: [open, closed], also: {done: closed}}}}}\n"
    )
    rules = "criteria: {A1: {title: T, rules: [{id: A1-p, pass_when: {no: defect, where: {status: open}}}]}}\n"
    schema = evidence_schema(read_policy(completed(OF_THE_CASE + vocabulary + rules, "policy"), Diagnostics()))
    status = schema["$defs"]["entry_defect"]["properties"]["records"]["items"]["properties"]["status"]

    assert list(schema["properties"]["case"]["properties"]) == ["release", "cutover_date"]
    assert status["anyOf"][0]["enum"] == ["open", "closed", "done"]


# --- what is so otherwise ------------------------------------------------------------------------

OTHERWISE = """
decision:
  question: Go?
  rules:
    - {id: D-stop, then: no_go, when: {some: event, where: {what: stop}}}
    - {id: D-wait, then: defer, to: 2027-01-01, when: {some: event, where: {what: wait}}}
    - {id: D-else, then: go, otherwise: true}
"""


@pytest.mark.parametrize(
    ("events", "outcome"),
    [
        ("complete: true, records: []", "go"),
        ("complete: true, records: [{what: wait}]", "defer"),
        ("records: []", "undecided"),
        ("records: [{what: stop}]", "no_go"),
    ],
)
def test_otherwise_holds_where_every_rule_before_it_is_known_not_to(events: str, outcome: str) -> None:
    assert decide(OTHERWISE, f"facts: {{event: {{source: S1, {events}}}}}").outcome == outcome


def test_otherwise_is_told_in_a_few_words() -> None:
    found = decide(OTHERWISE, "facts: {event: {source: S1, complete: true, records: []}}")

    assert found.document["because"] == "no rule before it holds"
    assert found.part("decision")["rules"][-1]["text"] == "no rule before it holds"


@pytest.mark.parametrize(
    ("rules", "says"),
    [
        ("{id: D-else, then: go, otherwise: true}", "there is no other"),
        ("{id: D-a, then: go, when: {some: event}}, {id: D-b, then: go, otherwise: false}", "asks nothing"),
        (
            "{id: D-a, then: no_go, from: 2026-12-01, when: {some: event}}, {id: D-b, then: go, otherwise: true}",
            "`D-a` is not always in force",
        ),
    ],
)
def test_otherwise_speaks_of_all_other_rules_on_every_day(rules: str, says: str) -> None:
    complaints = refused(f"decision: {{question: Go?, rules: [{rules}]}}\n")

    assert [one.code.value for one in complaints] == ["P134"]
    assert says in complaints[0].says


def test_a_rule_has_when_or_otherwise() -> None:
    assert codes("decision: {question: Go?, rules: [{id: D-a, then: go}]}\n") == ["S106"]
    both = "{id: D-a, then: go, when: {some: event}, otherwise: true}"
    assert codes(f"decision: {{question: Go?, rules: [{both}]}}\n") == ["S107"]


def test_until_when_it_is_deferred_does_not_depend_on_records() -> None:
    to = "{date: {highest: defect.found}, plus: 7 days}"
    (complaint,) = refused(
        f"decision: {{question: Go?, rules: [{{id: D-a, then: defer, to: {to}, when: {{some: event}}}}]}}\n"
    )

    assert complaint.code.value == "P133"
    assert "worked out from records" in complaint.says


# --- advice, and other ways to write a word ------------------------------------------------------


def test_advice_is_listed_and_a_go_does_not_depend_on_it() -> None:
    rules = "{id: D-go, then: go, when: {criteria: all, is: pass}, obligations: [{id: more, text: Test on.%s}]}"

    def outcome(more: str) -> tuple[str, str]:
        found = decide(f"decision: {{question: Go?, rules: [{rules % more}]}}\n", CLEAR)
        return found.outcome, found["more"]

    assert outcome("") == ("go_with_conditions", "open")
    assert outcome(", binds: false") == ("go", "open")


def test_advice_is_called_advice() -> None:
    obligations = "[{id: more, text: Test on., binds: false}, {id: owed, text: Tell them.}]"
    rule = f"{{id: D-go, then: go, when: {{criteria: all, is: pass}}, obligations: {obligations}}}"
    text = " ".join(decision_text(decide(f"decision: {{question: Go?, rules: [{rule}]}}\n", CLEAR).document).split())

    assert "Conditions - Tell them. Policy" in text
    assert text.count("advice: a go does not depend on it") == 1


@pytest.mark.parametrize(
    ("also", "says"),
    [
        ("{open: closed}", "`open` is one of the words already"),
        ("{done: shut}", "`done` cannot stand for `shut`"),
    ],
)
def test_another_way_to_write_a_word_stands_for_a_word(also: str, says: str) -> None:
    kind = f"{{one_of: [open, closed], also: {also}}}"
    complaints = refused(
        f"vocabulary: {{defect: {{key: id, fields: {{id: text, severity: integer, status: {kind}}}}}}}\n"
    )

    assert complaints[0].code.value == "P108"
    assert says in complaints[0].says


# --- what was published --------------------------------------------------------------------------

PUBLISHED = """
published:
  outcome: {outcome}
  by: Harbour board
  date: November 2026
  ground: The board was content.
  source: Minutes of the board
  reliability: secondary
"""
REVIEW = """
  review: {by: Auditor, date: "2027", outcome: no_go, finding: It was not ready, source: Report, reliability: primary}
"""


def published(outcome: str, facts: str, more: str = "") -> dict[str, Any]:
    found = decide("", PUBLISHED.replace("{outcome}", outcome) + more + facts).document
    assert found["published"] is not None
    return deepcopy(found["published"])


def test_nothing_published_is_nothing_to_compare() -> None:
    found = decide("", CLEAR).document

    assert found["published"] is None
    assert "REALLY DECIDED" not in decision_text(found)


def test_the_same_outcome_agrees() -> None:
    assert published("go", CLEAR)["agrees"]
    assert not published("go", OPEN)["agrees"]


def test_a_deferral_agrees_where_the_day_does() -> None:
    policy = (
        "decision: {question: Go?, rules: [{id: D, then: defer, to: 2027-02-01, when: {criteria: any, is: fail}}]}\n"
    )

    def agrees(to: str) -> bool:
        pack = PUBLISHED.replace("{outcome}", f"defer\n  to: {to}") + OPEN
        return bool(decide(policy, pack).document["published"]["agrees"])

    assert agrees("2027-02-01")
    assert agrees("{from: 2027-02-01, until: 2027-02-01}")
    assert not agrees("2027-02-02")


def test_statuses_are_compared_one_by_one() -> None:
    found = published("no_go", OPEN, "  statuses: {A1: pass, decision: no_go}\n")

    assert not found["agrees"]
    assert [(one["id"], one["ours"], one["agrees"]) for one in found["statuses"]] == [
        ("A1", "fail", False),
        ("decision", "no_go", True),
    ]


@pytest.mark.parametrize(
    ("statuses", "found"), [("{A7: pass}", "nothing in the policy is called `A7`"), ("{A1: go}", "`A1` is never `go`")]
)
def test_statuses_are_of_what_the_policy_has(statuses: str, found: str) -> None:
    pack = PUBLISHED.replace("{outcome}", "go") + f"  statuses: {statuses}\n" + CLEAR
    (complaint,) = refused("", pack)

    assert (complaint.code.value, found in complaint.says) == ("E111", True)


@pytest.mark.parametrize(("facts", "agrees"), [(OPEN, True), ("facts: {}\n", True), (CLEAR, False)])
def test_anything_but_a_go_agrees_with_a_review_that_says_no_go(facts: str, agrees: bool) -> None:
    assert published("go", facts, REVIEW)["review"]["agrees"] is agrees


def test_a_review_without_an_outcome_is_neither_agreed_with_nor_not() -> None:
    assert published("go", OPEN, REVIEW.replace("outcome: no_go, ", ""))["review"]["agrees"] is None


def test_a_published_day_goes_with_a_deferral() -> None:
    assert codes("", PUBLISHED.replace("{outcome}", "go\n  to: 2027-02-01") + CLEAR) == ["E152"]
    assert codes("", PUBLISHED.replace("{outcome}", "defer\n  to: {from: 2027-02-01, until: 2027-01-01}") + CLEAR) == [
        "E152"
    ]


def test_what_was_published_is_shown_with_where_the_two_differ() -> None:
    statuses = "  statuses: {A1: pass, decision: no_go}\n"
    pack = PUBLISHED.replace("{outcome}", "go") + statuses + REVIEW + OPEN
    text = " ".join(decision_text(decide("", pack).document).split())

    assert "Harbour board decided GO (November 2026); under this policy the evidence comes to NO-GO." in text
    assert "The same was published: decision NO-GO." in text
    assert "A1 was published as PASS; under this policy it comes to FAIL." in text
    assert "This policy agrees with what was found later." in text
    assert "Auditor, 2027: It was not ready." in text
    assert "Minutes of the board (as a secondary source has it)" in text


def test_the_same_outcome_with_something_else_that_differs_is_not_called_the_same() -> None:
    pack = PUBLISHED.replace("{outcome}", "no_go") + "  statuses: {A1: pass}\n" + OPEN
    text = " ".join(decision_text(decide("", pack).document).split())

    assert "comes to that too, and not all else is the same." in text


PACK = """
Given the evidence:
  \"\"\"
  evidence: e
  as_of: 2026-11-08
  published:
    outcome: go
    source: Minutes
    reliability: inferred
    review: {by: Auditor, finding: It was not ready, outcome: no_go, source: Report, reliability: primary}
  facts: {defect: {records: [{id: D-1, severity: 1, status: open}]}}
  \"\"\"
When it is decided
"""


def test_a_scenario_may_compare_with_what_was_published() -> None:
    assert_passes(PACK + "Then it does not come to what was published\nAnd it agrees with the later review\n")


@pytest.mark.parametrize(
    ("steps", "expected", "actual"),
    [
        (PACK + "Then it comes to what was published", "what was published to be the same", "go, and here no_go"),
        (PACK + "Then the decision is deferred to no day", "a deferral to no day", "no_go"),
        ("When it is decided\nThen it comes to what was published", "something that was published", "no `published`"),
        (
            PACK.replace("outcome: no_go", "outcome: go") + "Then it agrees with the later review",
            "it to agree with the later review",
            "the review says go, and here it is no_go",
        ),
    ],
)
def test_a_scenario_that_expects_something_else_says_what_was_published(steps: str, expected: str, actual: str) -> None:
    found = mismatch(steps)

    assert expected in found[0]
    assert actual in found[1]


def test_a_scenario_may_say_another_value_of_the_case_than_the_evidence() -> None:
    policy = read_policy(completed(OF_THE_CASE, "policy"), Diagnostics())
    given = read_evidence(completed("case: {release: Harbour 7}\n" + OPEN, "evidence"), policy, Diagnostics())

    assert api_scenarios.without_case(given, {"release": "Harbour 8"}).case == {}
    assert api_scenarios.without_case(given, {"most_open": 2}) is given
