"""Real decisions: each says where it comes from, comes to what was published, and has scenarios."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests import casebook
from tests.casebook import Case, cases

FEATURES = Path(__file__).parents[2] / "features" / "casebook"
RELIABILITY = ("primary", "secondary", "unverified", "inferred")
NOT_THE_SAME = {"A08": "undecided"}  # only a draft that nobody signed was seen, and a draft is no certification
TAGS = {tag for path in FEATURES.glob("*.feature") for tag in re.findall(r"@([A-C]\d\d)", path.read_text("utf-8"))}

EVERY = pytest.mark.parametrize("case", cases(), ids=lambda case: case.name)


@EVERY
def test_a_case_comes_to_what_was_published_or_to_what_a_review_found(case: Case) -> None:
    expected = NOT_THE_SAME.get(case.name)

    assert case.verdict in ("the same", "with the review") if expected is None else case.ours == expected


@EVERY
def test_a_review_that_found_otherwise_is_agreed_with_and_the_two_are_shown_apart(case: Case) -> None:
    published = case.document["published"]

    assert published["review"] is None or (published["review"]["agrees"] and not published["agrees"])


@EVERY
def test_a_case_says_where_each_of_its_sources_was_published_and_how_reliable_that_is(case: Case) -> None:
    published = case.document["published"]
    notes = [source.note or "" for source in case.judgement.evidence.sources.values() if source.title]

    assert published["source"]
    assert published["reliability"] in RELIABILITY
    assert case.name == "A01" or all(note.partition(";")[0] in RELIABILITY for note in notes), notes


@EVERY
def test_a_case_has_scenarios(case: Case) -> None:
    assert case.name[:3] in TAGS


@EVERY
def test_the_decision_of_a_case_rests_on_a_rule(case: Case) -> None:
    published = case.document["published"]

    assert published["outcome"] is None or case.ours == "undecided" or case.judgement.inference.firings


def test_every_tag_of_a_case_has_a_pack() -> None:
    assert {case.name[:3] for case in cases()} >= TAGS


def test_the_casebook_is_up_to_date() -> None:
    assert casebook.PAGE.read_text("utf-8") == casebook.page(), "make fix writes it anew"


def test_the_table_has_a_line_for_each_case_and_a_sum() -> None:
    lines = list(casebook.table())

    assert [line.split()[0] for line in lines[1:-2]] == [case.name for case in cases()]
    assert re.fullmatch(r"\d+ decisions, decided and explained in .* s: \d+ the same, .*", lines[-1])
