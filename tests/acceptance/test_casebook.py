"""Real decisions: each says where it comes from, comes to what was published, and has scenarios."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from gonogo import api
from gonogo.model.diagnostic import Diagnostics
from tests import casebook
from tests.casebook import Case, cases

FILES = casebook.PACKS / "files"
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


@pytest.mark.parametrize(
    ("name", "written", "meant"), [("C15", "Approved", "approved"), ("C15b", "rejected", "denied")]
)
def test_a_word_that_a_register_writes_in_its_own_way_is_reported(name: str, written: str, meant: str) -> None:
    case = next(one for one in cases() if one.name == name)
    remarks = [remark for one in case.judgement.evidence.understood for remark in one.remarks]

    assert f"column status: `{written}` is read as `{meant}`" in remarks


def test_what_no_account_says_is_a_caveat_of_the_decision_that_rests_on_it() -> None:
    case = next(one for one in cases() if one.name == "C04")
    unanimous = next(one for one in case.document["criteria"] if one["id"] == "F6")

    assert any("inferred from the outcome" in str(caveat) for caveat in unanimous["caveats"])


def test_another_word_for_an_answer_is_reported_with_its_place(tmp_path: Path) -> None:
    pack, diagnostics = tmp_path / "register.yaml", Diagnostics()
    records = "[{id: 1, status: rejected}, {id: 2, status: Approved}]"
    pack.write_text(f"evidence: register\nas_of: 2024-08-13\nfacts: {{exception: {{records: {records}}}}}\n", "utf-8")
    api.read_evidence(str(pack), casebook.judge("kubernetes-exceptions").policy, diagnostics)

    told = [(one.code.value, one.says) for one in diagnostics]
    assert told == [("E153", "`rejected` is read as `denied`"), ("E153", "`Approved` is read as `approved`")]


def test_the_counts_of_the_badge_are_those_of_the_case() -> None:
    case = next(one for one in cases() if one.name == "C19")
    answers = Counter((FILES / "c19-answers.csv").read_text("utf-8").partition("\n")[2].replace(",", "\n").split())

    assert {word: answers[word] for word in ("Met", "N/A", "Unmet", "?")} == {"Met": 52, "N/A": 6, "Unmet": 5, "?": 3}
    assert len(case.judgement.policy.tables["must"].rows or ()) == 43
