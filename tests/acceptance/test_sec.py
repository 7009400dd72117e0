"""The November 2019 SEC Release: what the paper, and changes to the made-up pack, have to come to."""

from __future__ import annotations

from datetime import date

import pytest

from tests.desk import Decision
from tests.packs import POLICIES, decide, give, pack, records

CRITERIA = ["AC1", "AC2", "AC3", "AC4", "AC5", "AC6", "AC7"]
CONTROLS = ["RR1-C1", "RR1-C2", "RR1-C3", "RR1-C4", "RR1-C5", "RR1-C6"]

both_ways = pytest.mark.parametrize("policy", POLICIES)


# --- the paper, the Panel's way --------------------------------------------------------------------


def test_the_paper_comes_to_go_with_conditions() -> None:
    decision = decide("sec-release", pack("sec-2019-11"))

    assert decision.outcome == "go_with_conditions"
    assert decision.document["rule"] == "D-ready"


@pytest.mark.parametrize("criterion", CRITERIA)
def test_each_criterion_passes_by_the_finding_of_the_bodies(criterion: str) -> None:
    decision = decide("sec-release", pack("sec-2019-11"))

    assert decision[criterion] == "pass"
    assert decision.rule(criterion) == f"{criterion}-found-met"


@pytest.mark.parametrize("criterion", CRITERIA)
def test_each_criterion_says_that_the_tag_could_not_validate(criterion: str) -> None:
    caveats = decide("sec-release", pack("sec-2019-11")).caveats(criterion)

    assert any("unable to validate" in caveat for caveat in caveats)
    assert any("stated only" in caveat for caveat in caveats)


def test_a_caveat_says_that_nothing_was_said_of_secas_readiness() -> None:
    caveats = decide("sec-release", pack("sec-2019-11")).caveats("AC7")

    assert any(caveat.startswith("Nothing was said") and "SECAS" in caveat for caveat in caveats)


def test_a_caveat_says_that_nothing_was_said_of_a_uit_environment() -> None:
    caveats = decide("sec-release", pack("sec-2019-11")).caveats("AC5")

    assert any(caveat.startswith("Nothing was said") and "UIT" in caveat for caveat in caveats)


@both_ways
def test_the_residual_risk_is_accepted_with_conditions(policy: str) -> None:
    decision = decide(policy, pack("sec-2019-11"))

    assert decision["RR1"] == "accepted_with_conditions"
    assert [decision[control] for control in CONTROLS] == [
        "planned", "in_place", "in_place", "planned", "planned", "in_place",
    ]  # fmt: skip


def test_obligations_are_the_final_decision_the_entries_and_the_review_of_release_notes() -> None:
    obligations = {one["id"]: one for one in decide("sec-release", pack("sec-2019-11")).document["obligations"]}
    by_holder = {one["on"]: one for one in obligations.values()}

    assert obligations["final-go-no-go"]["state"] == "open"
    assert obligations["final-go-no-go"]["due"] == "2019-11-29"
    assert "checklist" in by_holder["RR1-C4"]["text"]
    assert by_holder["RR1-C4"]["state"] == "open"
    assert by_holder["RR1-C1"]["state"] == "open"
    assert by_holder["RR1-C1"]["due"] == "each release"
    assert "secmp0062 live" in by_holder["RR1-C1"]["ends_when"]


# --- the paper, read strictly ------------------------------------------------------------------------


def test_read_strictly_the_paper_leaves_the_decision_undecided() -> None:
    decision = decide("sec-release-strict", pack("sec-2019-11"))

    assert decision.outcome == "undecided"
    assert {decision[criterion] for criterion in CRITERIA} == {"unknown"}


@pytest.mark.parametrize(
    ("criterion", "what", "owed_by"),
    [
        ("AC1", "approved change", "dcc"),
        ("AC2", "test phase", "dcc"),
        ("AC3", "confirmation that no Severity 1 or 2 defect", "dcc"),
        ("AC4", "threshold", "panel"),
        ("AC4", "testing issue", "dcc"),
        ("AC5", "UIT", "dcc"),
        ("AC6", "capability", "dcc"),
        ("AC7", "SECAS's readiness", "secas"),
    ],
)
def test_read_strictly_each_criterion_names_what_is_missing_and_who_owes_it(
    criterion: str, what: str, owed_by: str
) -> None:
    missing = decide("sec-release-strict", pack("sec-2019-11")).missing(criterion)

    assert any(what in one and one.endswith(f"({owed_by})") for one in missing)


def test_that_no_issue_prevents_go_live_held_for_one_day_only() -> None:
    that_day = decide("sec-release", pack("sec-2019-11"))
    later = decide("sec-release", pack("sec-2019-11"), date(2019, 11, 29))

    assert not any("in production" in caveat for caveat in that_day.caveats("AC6"))
    assert any("in production" in caveat for caveat in later.caveats("AC6"))


# --- the made-up pack, and changes to it -------------------------------------------------------------


@both_ways
def test_the_made_up_pack_passes_every_criterion_by_what_was_shown(policy: str) -> None:
    decision = decide(policy, pack("example-full"))

    assert {decision[criterion] for criterion in CRITERIA} == {"pass"}
    assert all("found" not in str(decision.rule(criterion)) for criterion in CRITERIA)
    assert decision["RR1"] == "accepted"
    assert decision.outcome == "go_with_conditions"
    assert [name for name, state in decision.statuses.items() if state == "open"].count("final-go-no-go") == 1


@both_ways
def test_a_confirmation_for_24_november_does_not_count_for_29_november(policy: str) -> None:
    changed = pack("example-full")
    records(changed, "deployment_confirmation")[0]["for_date"] = "2019-11-24"
    decision = decide(policy, changed)

    assert decision["AC1"] == "fail"
    assert decision.rule("AC1") == "AC1-not-confirmed"
    assert decision.outcome == "no_go"


@both_ways
def test_in_the_paper_a_confirmation_for_24_november_leaves_the_criterion_unknown(policy: str) -> None:
    changed = pack("sec-2019-11")
    records(changed, "deployment_confirmation")[0]["for_date"] = "2019-11-24"

    assert decide(policy, changed)["AC1"] == "unknown"


@both_ways
@pytest.mark.parametrize(("deploys", "verdict"), [(True, "fail"), (False, "pass")])
def test_only_a_severe_defect_that_would_be_deployed_blocks(policy: str, deploys: bool, verdict: str) -> None:
    changed = pack("example-full")
    defect = next(one for one in records(changed, "testing_issue") if one["id"] == "TI-043")
    defect["deploys"] = deploys
    decision = decide(policy, changed)

    assert (defect["severity"], defect["status"]) == (2, "open")
    assert decision["AC3"] == verdict


@both_ways
def test_no_outstanding_lesser_defect_passes_the_plan_clause(policy: str) -> None:
    changed = pack("example-full")
    for one in records(changed, "testing_issue"):
        if one["severity"] >= 3:
            one.update(status="closed", plan=None)
    decision = decide(policy, changed)

    assert decision["AC4"] == "pass"
    assert decision.rule("AC4") == "AC4-planned-and-within"


@both_ways
def test_an_outstanding_lesser_defect_without_a_plan_fails_the_plan_clause(policy: str) -> None:
    changed = pack("example-full")
    next(one for one in records(changed, "testing_issue") if one["id"] == "TI-004")["plan"] = None
    decision = decide(policy, changed)

    assert decision["AC4"] == "fail"
    assert decision.rule("AC4") == "AC4-no-plan"
    assert "TI-004" in decision.part("AC4")["because"]


@both_ways
def test_more_issues_than_agreed_fail_the_threshold_clause(policy: str) -> None:
    changed = pack("example-full")
    next(one for one in records(changed, "issue_threshold") if one["severity"] == 4)["most"] = 1

    assert decide(policy, changed).rule("AC4") == "AC4-over-threshold"


def test_absent_thresholds_are_unknown_and_owed_by_the_panel() -> None:
    changed = pack("example-full")
    del changed["facts"]["issue_threshold"]
    decision = decide("sec-release-strict", changed)

    assert decision["AC4"] == "unknown"
    assert any("threshold" in one and one.endswith("(panel)") for one in decision.missing("AC4"))


# --- the residual risk -------------------------------------------------------------------------------


@both_ways
def test_the_risk_is_accepted_once_the_entries_their_enforcement_and_the_alert_are_in_place(policy: str) -> None:
    changed = pack("sec-2019-11")
    give(changed, "check_entry", {"document": "checklist"}, {"document": "runbook"}, source="dcc-answer-on-risk")
    give(changed, "check_enforcement", {"by": "change_management", "in_force": True}, source="dcc-answer-on-risk")
    decision = decide(policy, changed)

    assert decision["RR1"] == "accepted"
    assert {decision[control] for control in CONTROLS} == {"in_place"}


@both_ways
@pytest.mark.parametrize("name", ["sec-2019-11", "example-full"])
def test_a_switch_that_is_on_without_the_panels_approval_is_a_breach(policy: str, name: str) -> None:
    changed = pack(name)
    source = next(iter(changed["sources"]))
    give(changed, "switch", {"id": "FS-9", "state": "on", "approved_by_panel": False}, source=source)
    decision = decide(policy, changed)

    assert decision["RR1"] == "breached"
    assert decision["RR1-C1"] == "breached"
    assert decision.outcome == "no_go"


def test_a_switch_that_is_on_with_the_panels_approval_is_no_breach() -> None:
    changed = pack("sec-2019-11")
    give(changed, "switch", {"id": "FS-9", "state": "on", "approved_by_panel": True}, source="dcc-on-risk")

    assert decide("sec-release", changed)["RR1"] == "accepted_with_conditions"


def test_the_review_of_release_notes_ends_with_the_event_and_not_with_a_date() -> None:
    years_later = decide("sec-release", pack("example-full"), date(2029, 1, 1))
    changed = pack("sec-2019-11")
    give(changed, "event", {"what": "secmp0062_live"}, source="dcc-on-risk")
    live = decide("sec-release", changed)

    assert _release_notes(years_later) == {"open"}
    assert _release_notes(live) <= {"met"}
    assert live["RR1"] == "closed"
    assert live["RR1-C1"] == "ended"


def _release_notes(decision: Decision) -> set[str]:
    return {one["state"] for one in decision.document["obligations"] if one["on"] == "RR1-C1"}


def test_every_statement_of_the_paper_is_kept_in_its_words_and_order() -> None:
    ids = [one["id"] for entry in pack("sec-2019-11")["facts"]["statement"] for one in entry["records"]]
    numbered = [f"E{number:02}" for number in range(1, 26)]

    assert [one for one in ids if one.startswith("E")] == numbered
    assert set(ids) == {*numbered, "K1", "K2", "M1", "M2", "M3", "CL1", "CL2", "CL3"}
