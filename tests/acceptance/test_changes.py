"""What would change the shipped examples: what a reader is told, and that each of it is true."""

from __future__ import annotations

import json
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from gonogo import __version__
from gonogo.judge.counterfactual import changes_document
from gonogo.resources import folder
from gonogo.write.changes_text import changes_text
from tests import packs
from tests.cli.run import run

SCHEMA = json.loads((folder("schemas") / "changes.schema.json").read_text("utf-8"))
STRICT, FULL = "sec-release-strict", "example-full"


def document(policy: str, pack: packs.Pack, *ids: str) -> dict[str, Any]:
    judge = packs.judge(policy)
    return changes_document(judge, judge.judge(packs.evidence(pack, policy)), ids, __version__)


def spoilt() -> packs.Pack:
    """The full pack with a few records made bad."""
    pack = packs.pack(FULL)
    issues = packs.records(pack, "testing_issue")
    issues[0].update(status="open", deploys=True)
    issues[8].update(status="fixed", deploys=True)
    issues[3]["plan"] = None
    packs.records(pack, "capability")[1]["demonstrated"] = False
    packs.records(pack, "secas_readiness")[0]["ready"] = False
    packs.records(pack, "test_phase")[2]["closed"] = None
    packs.records(pack, "switch")[0]["state"] = "on"
    pack["views"]["records"][1]["says"] = "object"
    return pack


def texts(found: dict[str, Any], name: str) -> list[str]:
    return [way["text"] for one in found["subjects"] if one["id"] == name for way in one["ways"]]


@pytest.mark.parametrize(("policy", "pack"), packs.PAIRS)
def test_the_document_is_as_its_schema_says(policy: str, pack: str) -> None:
    found = document(policy, packs.pack(pack))

    assert list(Draft202012Validator(SCHEMA).iter_errors(found)) == []
    assert json.loads(json.dumps(found)) == found


def test_a_spoilt_pack_is_as_the_schema_says_too() -> None:
    Draft202012Validator.check_schema(SCHEMA)

    assert list(Draft202012Validator(SCHEMA).iter_errors(document(STRICT, spoilt()))) == []


def test_the_strict_reading_says_who_must_send_what_for_ac7() -> None:
    assert texts(document(STRICT, packs.pack("sec-2019-11"), "AC7"), "AC7") == [
        "SECAS gives the complete list of statements of SECAS's readiness to implement the approved changes, "
        "as documented evidence (one that is for date 2019-11-29 and is ready would do)",
        "SEC Panel gives a waiver of AC7",
    ]


def test_the_two_cheapest_ways_to_turn_a_failure_come_first() -> None:
    assert texts(document(STRICT, spoilt(), "AC3"), "AC3")[:2] == [
        "close TI-001 and TI-009 (status closed)",
        "show of TI-001 and TI-009 that each would not be deployed to the live environment (deploys false)",
    ]


def test_what_else_would_come_out_otherwise_is_told() -> None:
    (one,) = document(STRICT, spoilt(), "AC4")["subjects"]

    assert one["ways"][0]["text"] == "close TI-004, TI-001 and TI-009 (status closed)"
    assert one["ways"][0]["also"] == [{"id": "AC3", "kind": "criterion", "from": "fail", "to": "pass"}]


def test_the_decision_is_turned_by_all_that_stands_in_its_way_or_by_the_panels_waivers() -> None:
    (one,) = document("sec-release", spoilt(), "decision")["subjects"]
    ways = one["ways"]

    assert {way["gives"] for way in ways} == {"go_with_conditions"}
    assert "Testing Advisory Group (TAG) agrees on the whole" in ways[0]["texts"]
    assert [change["kind"] for change in ways[-1]["changes"]].count("waiver") == 4


def test_five_ways_are_shown_at_most_and_the_others_are_counted() -> None:
    (one,) = document(STRICT, spoilt(), "AC3")["subjects"]

    assert len(one["ways"]) == 5
    assert one["more"] > 0


def test_the_effort_is_stated() -> None:
    (one,) = document(STRICT, packs.pack("sec-2019-11"), "AC1")["subjects"]

    assert one["effort"]["complete_to"] >= 2
    assert 0 < one["effort"]["tried"] <= one["effort"]["limit"]


def test_the_same_inputs_give_the_same_document() -> None:
    assert document(STRICT, spoilt()) == document(STRICT, spoilt())


def test_the_passes_that_rest_on_least_come_first_with_what_they_rest_on() -> None:
    fragile = {one["id"]: one for one in document(STRICT, packs.pack(FULL))["fragile"]}

    assert next(iter(fragile)) == "AC4"
    assert fragile["AC4"]["margins"][0]["left"] == 0
    assert fragile["AC7"]["records"] == ["SR-1"]
    assert fragile["AC7"]["roles"] == [{"id": "secas", "title": "SECAS"}]


def test_the_text_tells_all_that_the_document_shows() -> None:
    found = document(STRICT, spoilt())
    text = " ".join(changes_text(found, width=100_000).split())

    for one in found["subjects"]:
        for way in one["ways"]:
            assert all(told[1:] in text for told in way["texts"])
    for one in found["fragile"]:
        assert all(record in text for record in one["records"])


def test_the_text_keeps_to_its_width_and_colours_only_words_that_are_there() -> None:
    found = document("sec-release", spoilt())
    plain, coloured = changes_text(found), changes_text(found, colour=True)

    assert max(map(len, plain.splitlines())) <= 100
    assert coloured != plain
    assert "".join(part.partition("m")[2] for part in ("m" + coloured).split("\x1b[")) == plain


def test_nothing_that_would_have_to_change_is_said_so() -> None:
    found = {**document(STRICT, packs.pack(FULL), "RR1"), "fragile": []}

    assert "Nothing that was asked about would have to change." in changes_text(found)


def test_a_search_that_found_nothing_says_how_far_it_went() -> None:
    found = document(STRICT, spoilt(), "AC3")
    (one,) = found["subjects"]
    effort = {"changes": 9_000, "others": 0, "tried": 12, "limit": 12, "complete_to": 0}
    text = changes_text({**found, "subjects": [{**one, "ways": [], "more": 0, "effort": effort}]})

    assert "No change of the evidence that was tried would turn it." in text
    assert "(12 sets of changes tried, of 9000 that were thought of; not even each by itself.)" in text


def test_the_text_tells_the_narrowest_margins_and_counts_the_others() -> None:
    text = changes_text(document(STRICT, packs.pack(FULL), "AC4"))

    assert "It would not pass if TI-" in text
    assert "And 2 wider margins." in text


def test_a_pass_that_rests_on_nothing_alone_says_so() -> None:
    found = document(STRICT, packs.pack(FULL), "AC7")
    (one,) = found["fragile"]
    bare = {**one, "records": [], "sources": [], "roles": [], "changes": [], "distance": None}
    text = changes_text({**found, "fragile": [bare]})

    assert "Nothing was found that it rests on alone." in text


# --- on the command line ---------------------------------------------------------------------------


def test_the_command_prints_it() -> None:
    run("explain", "sec-release-strict", "sec-2019-11", "ac7", "--change").prints(
        "WHAT WOULD CHANGE IT", "1. PASS: SECAS gives", "2. WAIVED: SEC Panel gives a waiver of AC7."
    )


def test_a_rule_stands_for_its_criterion_and_a_control_for_its_risk() -> None:
    ran = run("explain", "sec-release-strict", "sec-2019-11", "AC7-ready", "RR1-C1", "--change", "--format", "json")

    assert [one["id"] for one in ran.json["subjects"]] == ["AC7"]


def test_a_name_that_the_policy_does_not_have_is_refused_with_the_nearest() -> None:
    run("explain", "sec-release-strict", "sec-2019-11", "AC77", "--change").exits(2, saying="AC7")


def test_a_deep_check_says_what_it_did() -> None:
    run("check", "--deep", "sec-release", "-e", "sec-2019-11").exits(0).prints(
        "nothing looks better with less evidence"
    )


def test_a_deep_check_needs_evidence() -> None:
    run("check", "--deep", "sec-release").exits(2, saying="--deep needs evidence")
