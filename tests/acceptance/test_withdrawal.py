"""Leaving evidence out, or having it late or stale, never turns a verdict into `pass`."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from random import Random

import pytest

from gonogo.judge.decide import Judge
from gonogo.model.diagnostic import InputError
from tests.packs import PAIRS, Pack, evidence, judge, pack, records
from tests.withdrawals import Withdrawal, withdrawals

FEW = 150  # where every criterion passes already, a withdrawal can do little wrong
SAMPLE = 150  # of one broken criterion
GOOD = ("pass", "go")
CRITERIA = ("AC1", "AC2", "AC3", "AC4", "AC5", "AC6", "AC7")

Edit = Callable[[Pack], None]


def verdicts(judging: Judge, name: str, changed: Pack) -> dict[str, str] | None:
    """The verdicts and the outcome, or None where the evidence can no longer be read: then nothing is decided."""
    try:
        given = evidence(changed, name)
    except InputError:
        return None
    judgement = judging.judge(given)
    found = {criterion: judgement.standing("criterion", criterion).status for criterion in CRITERIA}
    return {**found, "decision": judgement.standing("decision", "decision").status}


def turned(name: str, whole: Pack, tried: Iterable[Withdrawal]) -> list[str]:
    """The withdrawals after which a criterion passes, or the outcome is to go, that did not before."""
    judging = judge(name)
    before = verdicts(judging, name, whole)
    assert before is not None
    found = []
    for what, left in tried:
        after = verdicts(judging, name, left) or {}
        found += [f"{what}: {one}" for one, verdict in after.items() if verdict in GOOD and before[one] not in GOOD]
    return found


@pytest.mark.parametrize(("policy", "name"), PAIRS)
def test_no_withdrawal_from_an_example_turns_a_verdict_into_a_pass(policy: str, name: str) -> None:
    whole = pack(name)
    tried = list(withdrawals(whole))
    if name == "example-full":
        tried = Random(2019).sample(tried, FEW)

    assert turned(policy, whole, tried) == []


def test_withdrawals_reach_every_source_fact_record_and_field() -> None:
    whole = pack("example-full")
    done = [what for what, _ in withdrawals(whole)]
    count = sum(len(entry["records"]) for entries in whole["facts"].values() for entry in entries)

    assert len(done) == len(set(done))
    assert sum(what.startswith("source ") for what in done) == 3 * len(whole["sources"])
    assert sum(what.startswith("facts ") and what.count(" ") == 4 and what.endswith(" late") for what in done) == count


def _set(fact: str, key: str, field: str, value: object) -> Edit:
    def edit(changed: Pack) -> None:
        for one in records(changed, fact):
            if key in one.values():
                one[field] = value

    return edit


# What makes a criterion of the made-up pack fail, by one rule each.
BROKEN = {
    "AC1-code-missing": ("change", _set("change", "MP071", "code_developed", False)),
    "AC1-not-confirmed": (
        "deployment_confirmation",
        _set("deployment_confirmation", "DC-1", "for_date", "2019-11-24"),
    ),
    "AC2-phase-open": ("test_phase", _set("test_phase", "SIT", "closed", False)),
    "AC3-severe-defect": ("testing_issue", _set("testing_issue", "TI-043", "deploys", True)),
    "AC3-denied": ("defect_confirmation", _set("defect_confirmation", "DF-1", "confirmed", False)),
    "AC4-no-plan": ("testing_issue", _set("testing_issue", "TI-004", "plan", None)),
    "AC4-over-threshold": ("issue_threshold", lambda changed: records(changed, "issue_threshold")[3].update(most=1)),
    "AC5-differences-not-identified": (
        "test_environment",
        _set("test_environment", "SIT B", "differences_identified", False),
    ),
    "AC5-risk-not-managed": (
        "environment_difference",
        _set("environment_difference", "ED-2", "risk_managed", False),
    ),
    "AC6-blocking-issue": ("blocking_issue", _set("blocking_issue", "PI-1", "resolved", False)),
    "AC6-not-demonstrated": ("capability", _set("capability", "Reporting", "demonstrated", False)),
    "AC7-not-ready": ("secas_readiness", _set("secas_readiness", "SR-1", "ready", False)),
}


@pytest.mark.parametrize("rule", BROKEN)
def test_no_withdrawal_turns_a_failure_into_a_pass_where_no_finding_settles(rule: str) -> None:
    fact, edit = BROKEN[rule]
    whole = pack("example-full")
    edit(whole)
    failing = judge("sec-release-strict").judge(evidence(whole, "sec-release-strict"))

    assert rule in failing.standing("criterion", rule[:3]).rules
    tried = list(withdrawals(whole, [fact]))
    tried = Random(2019).sample(tried, min(SAMPLE, len(tried)))
    assert turned("sec-release-strict", whole, tried) == []
