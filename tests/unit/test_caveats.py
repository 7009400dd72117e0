"""Caveats: everything that a verdict rests on is looked at, also what says that there is nothing."""

from __future__ import annotations

from tests.desk import decide

ASKED = "evidence: {basis: documented}\n"
NO_DEFECT = "criteria: {A1: {title: No issue, rules: [{id: A1-none, pass_when: {no: defect}}]}}\n"
STATED = "stated only, where documented evidence is asked for: Supplier's statement"
TWO_RULES = """
criteria:
  A1:
    title: Ready
    rules:
      - {id: A1-open, fail_when: {some: defect, where: {status: open}}}
      - {id: A1-ready, pass_when: {some: event, where: {what: ready}}}
"""
LIMITED = """
sources:
  S1:
    title: Supplier's statement
    by: supplier
    date: 2026-11-06
    basis: stated
    limits: Only the new terminals were looked at.
  S2: {title: Defect export, by: supplier, date: 2026-11-07, basis: documented}
"""


def caveats(policy: str, evidence: str, name: str = "A1") -> list[str]:
    return decide(policy, evidence).caveats(name)


def test_an_empty_list_rests_on_whoever_says_that_it_is_complete() -> None:
    found = caveats(ASKED + NO_DEFECT, "facts: {defect: {source: S1, complete: true, records: []}}")

    assert found == [STATED]


def test_a_list_that_nobody_gave_falls_short_of_any_demand() -> None:
    nobody = "facts: {defect: {complete: true, records: []}}"

    assert caveats(ASKED + NO_DEFECT, nobody) == ["no source is given for testing issues"]
    assert caveats(NO_DEFECT, nobody) == []


def test_a_pass_rests_on_every_reason_to_fail_being_false() -> None:
    evidence = """
    facts:
      defect: {source: S1, complete: true, records: [{id: D-1, status: closed}]}
      event: {source: S2, records: [{what: ready}]}
    """

    assert caveats(ASKED + TWO_RULES, LIMITED + evidence.replace("\n    ", "\n")) == [
        STATED,
        "Supplier's statement: Only the new terminals were looked at.",
    ]


def test_a_failure_does_not_rest_on_what_else_was_given() -> None:
    evidence = """
facts:
  defect: {source: S2, records: [{id: D-1, status: open}]}
  event: {source: S1, records: [{what: ready}]}
"""

    assert caveats(ASKED + TWO_RULES, LIMITED + evidence) == []


def test_a_shortfall_is_found_behind_any_number_of_good_records() -> None:
    good = ", ".join(f"{{id: D-{number}, status: closed}}" for number in range(40))
    evidence = (
        f"facts: {{defect: {{source: S2, complete: true, records: [{good}, {{id: X, status: closed, source: S1}}]}}}}"
    )
    policy = "criteria: {A1: {title: T, rules: [{id: A1-r, pass_when: {count: defect, is: {at_least: 1}}}]}}\n"

    assert caveats(ASKED + policy, evidence) == [STATED]


def test_what_does_not_match_counts_where_nothing_may_match() -> None:
    policy = "criteria: {A1: {title: T, rules: [{id: A1-r, pass_when: {no: defect, where: {status: open}}}]}}\n"
    evidence = "facts: {defect: {source: S1, complete: true, records: [{id: D-1, status: closed}]}}"

    assert caveats(ASKED + policy, evidence) == [STATED]


def test_only_the_parts_that_decide_count() -> None:
    policy = """
criteria:
  A1:
    title: T
    rules: [{id: A1-r, pass_when: {any: [{some: event, where: {what: ready}}, {some: defect, where: {status: open}}]}}]
"""
    evidence = """
facts:
  event: {source: S2, records: [{what: ready}]}
  defect: {source: S1, complete: true, records: [{id: D-1, status: closed}]}
"""

    assert caveats(ASKED + policy, evidence) == []


def test_a_record_is_good_enough_where_one_of_its_sources_is() -> None:
    policy = "criteria: {A1: {title: T, rules: [{id: A1-r, pass_when: {some: event, where: {what: ready}}}]}}\n"

    assert caveats(ASKED + policy, "facts: {event: {source: [S1, S2], records: [{what: ready}]}}") == []


def test_related_records_and_figures_count_too() -> None:
    policy = """
criteria:
  A1:
    title: T
    rules:
      - {id: A1-r, pass_when: {every: event, meets: {no: defect, where: {id: $event.what, status: open}}}}
  A2:
    title: T
    rules: [{id: A2-r, pass_when: {count: event, is: {at_least: {count: defect}}}}]
"""
    evidence = """
facts:
  event: {source: S2, complete: true, records: [{what: D-1}]}
  defect: {source: S1, complete: true, records: [{id: D-1, status: closed}]}
"""
    decision = decide(ASKED + policy, evidence)

    assert decision.caveats("A1") == [STATED]
    assert decision.caveats("A2") == [STATED]


def test_that_a_criterion_does_not_apply_rests_on_evidence_too() -> None:
    policy = """
criteria:
  A1:
    title: T
    applies_when: {some: event, where: {what: screens changed}}
    not_applicable_because: The screens do not change.
    rules: [{id: A1-r, pass_when: {some: event, where: {what: trained}}}]
"""
    decision = decide(ASKED + policy, "facts: {event: {source: S1, complete: true, records: []}}")

    assert decision["A1"] == "not_applicable"
    assert decision.caveats("A1") == [STATED]


def test_that_a_risk_is_accepted_rests_on_who_accepts_it() -> None:
    policy = """
risks: {R1: {title: T, accepted_when: {some: view, where: {by: testers, about: R1, says: agree}}}}
"""
    evidence = "facts: {}\nviews: [{by: testers, about: R1, says: agree, date: 2026-11-08, source: S1}]"
    decision = decide(ASKED + policy, evidence)

    assert decision["R1"] == "accepted"
    assert decision.caveats("R1") == [STATED]


def test_a_control_in_place_rests_on_its_not_being_breached() -> None:
    policy = """
risks:
  R1:
    title: T
    controls:
      R1-C1:
        title: T
        rules:
          - {id: R1-C1-missed, breached_when: {some: defect}}
          - {id: R1-C1-done, in_place_when: {some: event, where: {what: locked}}}
"""
    evidence = """
facts:
  event: {source: S2, records: [{what: locked}]}
  defect: {source: S1, complete: true, records: []}
"""

    assert caveats(ASKED + policy, evidence, "R1-C1") == [STATED]


def test_a_settled_contradiction_names_roles_by_their_titles() -> None:
    policy = """
vocabulary:
  defect:
    key: id
    precedence: [testers, supplier]
    fields: {id: text, severity: {type: integer}, status: {one_of: [open, closed]}}
criteria: {A1: {title: T, rules: [{id: A1-r, pass_when: {no: defect, where: {status: open}}}]}}
"""
    evidence = """
facts:
  defect:
    - {source: S2, complete: true, records: [{id: D-1, severity: 1, status: open}]}
    - {source: S3, complete: true, records: [{id: D-1, severity: 2, status: closed}]}
resolutions: [{fact: defect, key: D-1, field: severity, value: 1, by: board, reason: Looked at again.}]
"""
    decision = decide(policy, evidence)
    by = {one["field"]: one["settled_by"] for one in decision.document["contradictions"]}

    assert by == {
        "severity": "a resolution by Cut-over board: Looked at again.",
        "status": "the policy's precedence: Test advisory group goes first",
    }


SHOWN_OR_FOUND = """
criteria:
  A1:
    title: The supplier can deploy
    rules:
      - {id: A1-shown, pass_when: {some: confirmation, where: {subject: can_deploy, confirmed: true}}}
      - {id: A1-found, settles: true, pass_when: {some: view, where: {by: testers, about: A1, says: agree}}}
"""


def test_a_pass_that_was_shown_has_no_caveat_that_it_could_not_be_shown_otherwise() -> None:
    evidence = """
facts:
  confirmation: {source: S1, records: [{id: C1, subject: can_deploy, by: supplier, confirmed: true}]}
"""

    assert decide(SHOWN_OR_FOUND, evidence).caveats("A1") == []


def test_a_pass_by_a_finding_says_what_was_not_shown() -> None:
    evidence = "views: [{by: testers, about: A1, says: agree, date: 2026-11-08, source: S1}]"

    assert any("A1-shown" in caveat for caveat in decide(SHOWN_OR_FOUND, evidence).caveats("A1"))


def test_what_could_not_be_checked_names_the_records_of_which_it_cannot_be_told() -> None:
    rules = """
criteria:
  A1:
    title: No issue that matters is open
    rules:
      - id: A1-severe
        fail_when: {some: defect, where: {severity: 1}}
        unknown_because: "How severe is {id}?"
      - {id: A1-ready, settles: true, pass_when: {some: event, where: {what: ready}}}
"""
    listed = "facts:\n  defect: {source: S2, complete: true, records: [{id: D-1}, {id: D-2, severity: 3}]}\n"

    assert caveats(rules, listed + "  event: {source: S1, records: [{what: ready}]}\n") == ["How severe is D-1?"]
