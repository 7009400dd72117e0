"""The SEC example: what is asked for settles what is unknown, nothing less does, and what moved is told in order."""

from __future__ import annotations

from copy import deepcopy
from datetime import date
from itertools import combinations
from typing import Any

import pytest

from gonogo import __version__
from gonogo.judge.document import document
from gonogo.judge.moved import moved
from gonogo.judge.requests import requests
from gonogo.write.comparison import comparison
from gonogo.write.comparison_text import comparison_text
from gonogo.write.requests_text import requests_text
from tests.packs import Pack, decide, evidence, judge, pack

STRICT = "sec-release-strict"
CRITERIA = [f"AC{number}" for number in range(1, 8)]
Document = dict[str, Any]


def asked(given: Pack) -> Document:
    return requests(judge(STRICT).judge(evidence(given, STRICT)), __version__)


def needed(name: str) -> tuple[str, ...]:
    """The facts that a criterion of the paper needs, read strictly."""
    made = asked(pack("sec-2019-11"))
    facts = {ask["number"]: ask["fact"] for one in made["requests"] for ask in one["asks"]}
    unknown = next(one for one in made["unknowns"] if one["id"] == name)
    assert unknown["either"] == []
    return tuple(facts[number] for number in unknown["needs"])


def with_facts(facts: tuple[str, ...]) -> Pack:
    """The paper, with some facts answered as the made-up pack has them."""
    paper, full = pack("sec-2019-11"), pack("example-full")
    changed = deepcopy(paper)
    changed["as_of"] = full["as_of"]
    changed["sources"] |= full["sources"]
    for fact in facts:
        changed["facts"][fact] = full["facts"][fact]
    return changed


@pytest.mark.parametrize("criterion", CRITERIA)
def test_what_is_asked_for_settles_the_criterion(criterion: str) -> None:
    decision = decide(STRICT, with_facts(needed(criterion)))

    assert decision[criterion] == "pass"


@pytest.mark.parametrize("criterion", CRITERIA)
def test_nothing_less_settles_it(criterion: str) -> None:
    facts = needed(criterion)

    for fewer in combinations(facts, len(facts) - 1):
        assert decide(STRICT, with_facts(fewer))[criterion] == "unknown"


def test_the_paper_as_the_panel_read_it_asks_for_nothing() -> None:
    made = requests(judge("sec-release").judge(evidence(pack("sec-2019-11"), "sec-release")), __version__)

    assert made["unknowns"] == []


def test_who_must_send_what_for_ac7_is_told() -> None:
    made = asked(pack("sec-2019-11"))
    letter = next(one for one in made["requests"] if one["to"] == "secas")
    (ask,) = letter["asks"]

    assert ask["fact"] == "secas_readiness"
    assert ask["basis"]["basis"] == "documented"
    assert ask["basis"]["by"] == ["secas"]
    assert {why["id"] for why in ask["why"]} == {"AC7"}
    assert made["by_when"] == {"date": "2019-11-29", "is": "agreed implementation date"}


def test_the_letters_name_what_was_given_and_is_not_enough() -> None:
    text = requests_text(asked(pack("sec-2019-11")))

    assert "E13: stated only." in text
    assert text.count("\nTo  ") == 3


# --- what was known on papers day, and now -----------------------------------------------------------


def compared(name: str, before: date, after: date) -> Document:
    sides = [judge(name).judge(evidence(pack("example-full"), name), day) for day in (before, after)]
    documents = [document(side, __version__) for side in sides]
    return comparison(documents[0], documents[1], moved(sides[0], sides[1]))


def test_between_papers_day_and_the_meeting_each_criterion_that_was_open_is_settled() -> None:
    made = compared(STRICT, date(2019, 11, 18), date(2019, 11, 22))
    settled = {one["id"] for one in made["moved"] if (one["before"], one["after"]) == ("unknown", "pass")}

    assert settled == {"AC1", "AC3", "AC4", "AC6", "AC7"}
    assert made["before"]["outcome"] == "undecided"
    assert made["after"]["outcome"] == "go_with_conditions"


def test_every_fact_that_moved_says_whom_it_concerns() -> None:
    made = compared(STRICT, date(2019, 11, 18), date(2019, 11, 22))
    concerns = {one["fact"]: one["concerns"] for one in made["causes"]["records"]}

    assert concerns["testing_issue"] == ["AC3", "AC4"]
    assert concerns["secas_readiness"] == ["AC7"]


def test_a_long_list_is_counted_and_not_copied_out() -> None:
    made = compared(STRICT, date(2019, 11, 18), date(2019, 11, 22))
    (issues,) = (one for one in made["causes"]["records"] if one["fact"] == "testing_issue")

    assert issues["came"] == 43
    assert len(issues["changes"]) + issues["more"] == 43
    assert "more changes" in comparison_text(made)


def test_the_text_ends_with_the_decision() -> None:
    text = comparison_text(compared("sec-release", date(2019, 11, 20), date(2019, 11, 21)))
    headings = ["WHAT BECAME KNOWN, OR CHANGED", "WHAT FOLLOWED", "OBLIGATIONS", "THE DECISION"]

    assert [line for line in text.splitlines() if line in headings] == headings
    assert "After        GO WITH CONDITIONS" in text.partition("THE DECISION")[2]
