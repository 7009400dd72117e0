"""Silent passes: nothing may look better for evidence that is taken away, and where it does, the policy is told."""

from __future__ import annotations

from textwrap import indent

import pytest

from gonogo.judge.decide import Judge
from gonogo.judge.withdraw import silent_passes
from gonogo.judge.withdrawals import without_sources
from gonogo.model.condition import Layer
from gonogo.model.diagnostic import Diagnostics
from gonogo.model.evidence import Evidence
from tests import desk, packs

OPEN = "defect: {source: S2, complete: true, records: [{id: D-1, severity: 1, status: open, deploys: true}]}"
AGREED = "views: [{by: testers, about: whole, says: agree, date: 2026-11-08, source: S3}]"
CRITERION = "A1:\n  title: First\n  owner: supplier\n  rules:\n"


def read(policy: str, evidence: str) -> tuple[Judge, Evidence]:
    diagnostics = Diagnostics()
    read = desk.read_policy(desk.completed(policy, "policy"), diagnostics)
    return Judge(read), desk.read_evidence(desk.completed(evidence, "evidence"), read, diagnostics)


def found(policy: str, evidence: str) -> list[str]:
    """What was found: its code, the line of the policy, and what it says."""
    diagnostics = Diagnostics()
    silent_passes(*read(policy, evidence), diagnostics)
    return [f"{one.code.value} at {one.at.line}: {one.says}" for one in diagnostics]


def rules(*several: str) -> str:
    return "criteria:\n" + indent(CRITERION + "".join(f"    - {rule}\n" for rule in several), "  ")


def test_asking_for_what_must_be_shown_is_clean() -> None:
    policy = rules(
        "{id: R1, fail_when: {some: defect, where: {status: open}}}",
        "{id: R2, pass_when: {every: defect, has: {status: closed}}}",
    )

    assert found(policy, f"facts: {{{OPEN}}}") == []


def test_a_settling_rule_passes_when_the_bad_news_is_kept_back() -> None:
    policy = rules(
        "{id: R1, fail_when: {some: defect, where: {status: open}}}",
        "{id: R2, settles: true, pass_when: {some: view, where: {by: testers, says: agree}}}",
    )

    assert found(policy, f"facts: {{{OPEN}}}\n{AGREED}") == [
        "L201 at 7: `A1` is fail on `harbour-2026-11`, and comes to pass without all on `defect`"
    ]


def test_a_field_alone_may_be_kept_back() -> None:
    policy = rules(
        "{id: R1, fail_when: {some: defect, where: {deploys: true}}}",
        "{id: R2, settles: true, pass_when: {some: defect, where: {severity: 1}}}",
    )

    assert found(policy, f"facts: {{{OPEN}}}") == [
        "L201 at 7: `A1` is fail on `harbour-2026-11`, and comes to pass without the field `deploys` of `defect`"
    ]


def test_a_control_is_in_place_when_nobody_tells_of_its_breach() -> None:
    policy = """
    risks:
      RR1:
        title: It fails
        owner: supplier
        controls:
          RR1-C1:
            title: Watched
            owner: supplier
            rules:
              - {id: C-breached, breached_when: {some: defect, where: {status: open}}}
              - {id: C-watched, in_place_when: {some: event, where: {what: watched}}}
    """
    facts = f"facts:\n  {OPEN}\n  event: {{source: S1, complete: true, records: [{{what: watched}}]}}"

    assert found(policy, facts)[0] == (
        "L201 at 11: `RR1-C1` is breached on `harbour-2026-11`, and comes to in place without all on `defect`"
    )


def test_a_risk_that_takes_unknown_for_an_answer_is_found() -> None:
    policy = """
    risks:
      RR1: {title: It fails, owner: supplier, accepted_when: {criterion: A1, is: [pass, unknown]}, controls: {}}
    """

    assert found(policy, f"facts: {{{OPEN}}}")[0] == (
        "L201 at 2: `RR1` is open on `harbour-2026-11`, and comes to accepted without all on `defect`"
    )


def test_a_pass_with_nothing_left_is_found_through_other_criteria_and_what_they_meet() -> None:
    policy = """
    criteria:
      A1:
        title: First
        owner: supplier
        rules: [{id: R1, pass_when: {every: defect, meets: {some: event, where: {what: $defect.id}}}}]
      A2:
        title: Second
        owner: supplier
        rules: [{id: R2, pass_when: {criterion: A1, is: [pass, unknown]}}]
    """

    assert found(policy, "") == ["L202 at 9: `A2` stays a pass by `R2` without all that the rule asks about"]


def test_a_table_of_the_policy_is_no_evidence_that_could_be_taken_away() -> None:
    policy = """
    parameters:
      cutover_date: {type: date, value: 2026-11-29}
      limits: {fields: {severity: integer}, rows: [{severity: 3}]}
    criteria:
      A1:
        title: First
        owner: supplier
        rules: [{id: R1, pass_when: {every: limits, meets: {no: defect, where: {severity: $limits.severity}}}}]
    """

    assert found(policy, f"facts: {{{OPEN}}}") == []


def test_a_pass_that_rests_on_parameters_alone_is_none_of_its_business() -> None:
    assert found(rules("{id: R1, pass_when: {parameter: cutover_date, is: {after: 2026-11-01}}}"), "") == []


def test_a_decision_that_takes_unknown_for_an_answer_is_found() -> None:
    policy = """
    decision:
      question: Go?
      rules:
        - {id: D-go, then: go, when: {criteria: all, is: [pass, unknown]}}
        - {id: D-no, then: no_go, when: {criteria: any, is: fail}}
    """

    assert found(policy, f"facts: {{{OPEN}}}")[0] == (
        "L203 at 4: `decision` is no go on `harbour-2026-11`, and comes to go without all on `defect`"
    )


@pytest.mark.parametrize(("policy", "pack"), packs.PAIRS)
def test_the_shipped_examples_are_clean(policy: str, pack: str) -> None:
    diagnostics = Diagnostics()
    tried = silent_passes(packs.judge(policy), packs.evidence(packs.pack(pack), policy), diagnostics)

    assert list(diagnostics) == []
    assert tried > len(packs.pack(pack)["facts"])


def test_what_rests_on_a_source_goes_with_it_and_what_another_gives_too_stays() -> None:
    facts = """
    facts:
      defect: {source: [S1, S2], complete: true, records: [{id: D-1, severity: 1, status: open, deploys: true}]}
      event:
        source: S1
        complete: true
        records: [{what: one}, {what: two, source: S2}, {what: three, source: [S1, S3]}]
    waivers: [{criterion: A1, by: board, reason: so, date: 2026-11-08, until: 2026-11-30, source: S1}]
    """
    judge, evidence = read("", facts)
    left = without_sources(evidence, ["S1"])

    assert [len(entry.records) for entry in left.entries["defect"]] == [1]
    assert [entry.complete for entry in left.entries["event"]] == [False]
    assert len(left.entries["event"][0].records) == 2
    assert left.waivers == ()
    assert judge.judge(left).standing(Layer.CRITERION, "A1").status == "fail"
