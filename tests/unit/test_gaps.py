"""What is missing: an unknown always says what would settle it, and who owes it."""

from __future__ import annotations

from tests.desk import decide


def missing(policy: str, evidence: str, name: str = "A1") -> list[str]:
    return decide(policy, evidence).missing(name)


def one(condition: str) -> str:
    return f"criteria: {{A1: {{title: T, owner: board, rules: [{{id: A1-r, pass_when: {condition}}}]}}}}\n"


def test_an_empty_field_cannot_be_compared_and_that_is_said() -> None:
    policy = one("{every: defect, has: {found: {before: 2026-11-01}}}")
    records = "[{id: D-1}, {id: D-2, found: 2026-10-01}]"
    evidence = f"facts: {{defect: {{source: S2, complete: true, fields: [found], records: {records}}}}}"

    assert missing(policy, evidence) == ["found of testing issue D-1 is empty, so it cannot be compared (supplier)"]


def test_an_empty_field_that_is_only_compared_for_equality_leaves_nothing_open() -> None:
    policy = one("{no: defect, where: {found: 2026-11-01, severity: 1}}")
    evidence = "facts: {defect: {source: S2, complete: true, fields: [found], records: [{id: D-1}]}}"

    assert decide(policy, evidence)["A1"] == "pass"


def test_where_sources_disagree_it_says_so_and_which() -> None:
    policy = one("{no: defect, where: {status: open}}")
    evidence = """
facts:
  defect:
    - {source: S2, complete: true, records: [{id: D-1, status: closed}]}
    - {source: S3, complete: true, records: [{id: D-1, status: open}]}
"""

    assert missing(policy, evidence) == [
        "status of testing issue D-1: sources disagree "
        "(Defect export says closed, Minutes of the test advisory group says open) (supplier)"
    ]


def test_a_complete_list_that_lacks_a_record_is_told_from_one_that_is_not_said_to_be_complete() -> None:
    policy = one("{no: defect, where: {severity: 1}}")
    evidence = """
facts:
  defect:
    - {source: S2, complete: true, records: [{id: D-1, severity: 3}]}
    - {source: S3, records: [{id: D-2, severity: 3}]}
"""
    (said,) = missing(policy, evidence)

    assert "the list from S2 is said to be complete, but lacks `D-2`, which is from S3" in said
    assert "not said to be complete" not in said


def test_a_field_of_a_related_record_is_named() -> None:
    policy = one("{every: defect, meets: {some: confirmation, where: {id: $defect.id, confirmed: true}}}")
    evidence = """
facts:
  defect: {source: S2, complete: true, records: [{id: D-1}]}
  confirmation: {source: S1, complete: true, records: [{id: D-1}]}
"""

    assert missing(policy, evidence) == ["confirmed of confirmation D-1 (supplier)"]


def test_that_there_is_none_to_speak_of_is_said() -> None:
    policy = one("{every: defect, where: {severity: 1}, has: {status: closed}}")
    evidence = "facts: {defect: {source: S2, complete: true, records: []}}"

    assert missing(policy, evidence) == ["testing issue: severity 1 (there is none, so it cannot be told) (supplier)"]


def test_rules_to_pass_that_are_not_in_force_are_named() -> None:
    policy = """
criteria:
  A1:
    title: T
    rules:
      - {id: A1-open, fail_when: {some: defect}}
      - {id: A1-well, from: 2027-01-01, pass_when: {some: event}}
"""
    decision = decide(policy, "facts: {defect: {source: S2, complete: true, records: []}}")

    assert decision["A1"] == "unknown"
    assert decision.part("A1")["because"] == "no rule that could show it is in force on 2026-11-08 (A1-well)"
    assert decision.missing("A1") == ["a rule by which it could pass: A1-well is not in force on 2026-11-08 (board)"]


def test_a_criterion_without_any_rule_in_force_says_so() -> None:
    policy = "criteria: {A1: {title: T, rules: [{id: A1-open, until: 2026-01-31, fail_when: {some: defect}}]}}"
    decision = decide(policy, "facts: {}")

    assert decision.part("A1")["because"] == "no rule for it is in force on 2026-11-08"
    assert decision.missing("A1") == ["a rule by which it could pass: A1-open is not in force on 2026-11-08 (board)"]


def test_a_control_whose_rules_are_not_in_force_says_so() -> None:
    policy = """
risks:
  R1:
    title: T
    controls:
      R1-C1: {title: T, rules: [{id: R1-C1-done, from: 2027-01-01, in_place_when: {some: event}}]}
"""
    decision = decide(policy, "facts: {}")

    assert decision["R1-C1"] == "unknown"
    assert decision.missing("R1-C1") == [
        "a rule by which it could be in place: R1-C1-done is not in force on 2026-11-08 (board)"
    ]


def test_a_decision_that_is_open_names_only_what_its_open_rules_ask_about() -> None:
    policy = """
criteria:
  A1: {title: T, rules: [{id: A1-r, pass_when: {some: event, where: {what: a}}}]}
  A2: {title: T, rules: [{id: A2-r, pass_when: {some: event, where: {what: b}}}]}
decision:
  question: Go?
  rules:
    - {id: D-go, then: go, when: {criterion: A2, is: pass}}
    - {id: D-no, then: no_go, when: {criterion: A1, is: fail}, unknown_because: Nobody spoke of it.}
"""

    assert decide(policy, "facts: {}").document["because"] == (
        "Nobody spoke of it. It cannot be told whether D-go holds: A2 cannot be told"
    )


def test_a_decision_none_of_whose_rules_is_in_force_says_so() -> None:
    policy = (
        "decision: {question: Go?, rules: [{id: D-go, then: go, from: 2027-01-01, when: {criteria: all, is: pass}}]}"
    )

    assert decide(policy, "facts: {}").document["because"] == "no decision rule is in force on 2026-11-08"


def test_a_risk_without_controls_says_only_whether_it_is_accepted() -> None:
    policy = """
risks:
  R1:
    title: T
    accepted_when: {some: view, where: {by: testers, about: R1, says: agree}}
    accepted_because: the testers accept it
"""
    decision = decide(policy, "facts: {}\nviews: [{by: testers, about: R1, says: agree, date: 2026-11-08}]")

    assert decision.part("R1")["because"] == "the testers accept it"
