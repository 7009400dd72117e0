"""A reader who knows nothing of the engine can answer from the text alone; much evidence keeps to a screenful."""

from __future__ import annotations

import json
from copy import deepcopy
from typing import Any

import pytest

from gonogo import api_explain
from gonogo.judge import minimal
from gonogo.judge.decide import Judge
from gonogo.judge.explain import explanation
from gonogo.judge.explain_subjects import roster
from gonogo.judge.minimal import Least, everything, least_reason, only, status_of
from gonogo.read.evidence_json import EvidenceDecoder
from tests import packs
from tests.explained import Explanation
from tests.packs import PAIRS, Pack

MANY = 20_000
SCREEN = 60  # lines


def explained(name: str, changed: Pack, *ids: str) -> Explanation:
    judge = packs.judge(name)
    return Explanation(explanation(judge.judge(packs.evidence(changed, name)), "0", ids, judge.judge))


def told(policy: str, pack: str, *ids: str) -> str:
    return explained(policy, packs.pack(pack), *ids).text()


def test_which_rule_decided_ac3_on_which_evidence_said_by_whom_and_when() -> None:
    text = told("sec-release", "sec-2019-11", "AC3")

    assert "3 AC3 PASS No severe defect goes live" in text
    assert "(rule AC3-found-met, 3.5)" in text
    for body in ("View of the OPSG, Operations Group (OPSG)", "View of the TAG, Testing Advisory Group (TAG)"):
        assert f"{body}, 2019-11-08, stated" in text


def test_why_ac7_cannot_be_told_under_the_strict_policy_and_who_must_send_what() -> None:
    text = told("sec-release-strict", "sec-2019-11", "AC7")

    assert "7 AC7 CANNOT TELL SECAS ready to implement" in text
    assert "7.3 AC7-ready, a reason to pass: cannot be told." in text
    assert "nothing of the kind was given" in text
    assert (
        "Statement of SECAS's readiness to implement the approved changes: for the agreed implementation date" in text
    )
    assert "Owed by: SECAS." in text


def test_why_a_criterion_of_the_full_pack_fails_in_numbers() -> None:
    pack = packs.pack("example-full")
    packs.records(pack, "issue_threshold")[3]["most"] = 4
    text = explained("sec-release", pack, "AC4").text()

    assert "4 AC4 FAIL" in text
    assert "whose severity is 4 is more than 4: 6, asked more than 4: 1 to spare" in text
    assert "whose severity is 4 is at most 4: 6, asked at most 4: 2 too many" in text


@pytest.mark.parametrize(("policy", "pack"), PAIRS)
def test_every_text_is_about_half_a_page_a_criterion(policy: str, pack: str) -> None:
    for name in ("AC1", "AC2", "AC3", "AC4", "AC5", "AC6", "AC7"):
        document = api_explain.explain(policy, pack, [name])
        assert isinstance(document, dict)

        assert len(api_explain.explanation_text(document, "usual").splitlines()) <= SCREEN + 20


@pytest.mark.parametrize(("policy", "pack"), PAIRS)
def test_every_step_of_the_proof_has_a_file_and_a_line(policy: str, pack: str) -> None:
    made = explained(policy, packs.pack(pack))
    document = api_explain.explain(policy, pack)
    assert isinstance(document, dict)
    shown = Explanation(document)

    assert list(made.conditions())
    for one in shown.conditions():
        assert one["at"].partition(":")[0].endswith("policy.yaml")
        assert all(record["at"].partition(":")[0].endswith(".yaml") for record in one["witnesses"])
    assert all(source["at"].partition(":")[0].endswith(".yaml") for source in document["sources"])


@pytest.mark.parametrize(("policy", "pack"), PAIRS)
def test_the_least_reasons_of_the_examples_are_that(policy: str, pack: str) -> None:
    judge = packs.judge(policy)
    judgement = judge.judge(packs.evidence(packs.pack(pack), policy))

    for subject in roster(judge.policy):
        about = (subject.layer, subject.id)
        found = least_reason(judgement, judge.judge, about, [everything(judgement.evidence)])
        assert isinstance(found, Least)
        assert status_of(judge.judge(only(judgement.evidence, found.pack)), *about) == status_of(judgement, *about)


# --- much evidence -----------------------------------------------------------------------------------


def pack_of(number: int) -> Pack:
    """The made-up pack with a very long list of testing issues."""
    pack = deepcopy(packs.pack("example-full"))
    (entry,) = pack["facts"]["testing_issue"]
    entry["records"] = [
        {"id": f"T{place}", "severity": 1 + place % 5, "status": "open", "deploys": place % 2 == 0, "plan": None}
        for place in range(number)
    ]
    return pack


def of_many(policy: str, *ids: str) -> tuple[Explanation, Any]:
    judge = Judge(packs.policy(policy))
    evidence = EvidenceDecoder(judge.policy).decode(json.dumps(pack_of(MANY)).encode())
    decided: list[int] = []

    def again(less: Any) -> Any:
        decided.append(sum(len(entry.records) for entries in less.entries.values() for entry in entries))
        return judge.judge(less)

    return Explanation(explanation(judge.judge(evidence), "0", ids, again)), decided


def test_of_very_many_records_a_screenful_is_told_and_the_rest_is_counted() -> None:
    made, _ = of_many("sec-release-strict", "AC3")
    text = made.text()

    assert "3 AC3 FAIL" in text
    assert "4,000 found, of 20,000 looked at" in text
    assert "and 3,996 records more" in text
    assert all(len(one["witnesses"]) <= 12 for one in made.conditions())
    assert made.least("AC3") == ["testing issue T0"]


def test_the_search_for_a_least_reason_is_bounded_by_how_much_it_looks_at() -> None:
    made, decided = of_many("sec-release-strict", "AC4", "AC3", "decision")

    assert sum(decided) <= 3 * minimal.LOOKS
    assert all(made.subject(name)["minimal_reason"]["found"] for name in ("AC3", "AC4", "decision"))
