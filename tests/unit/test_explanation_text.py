"""An explanation as people read it: the words, the places, and colour only beside words."""

from __future__ import annotations

from gonogo.write.explanation_records import Sources, place
from gonogo.write.explanation_text import Depth, explanation_text
from tests.explained import Explanation, explained

POLICY = """
criteria:
  A1:
    title: No severe defect
    text: There is no severe defect.
    owner: supplier
    rules:
      - id: A1-severe
        fail_when: {some: defect, where: {severity: 1}}
        because: "{plan} is planned for {id}"
        remedy: close it
"""
EVIDENCE = """
sources:
  S2:
    title: Export
    by: supplier
    date: 2026-11-07
    basis: documented
    valid_until: 2026-12-31
    limits: It leaves out what was closed before June
facts: {defect: {source: S2, complete: true, records: [{id: D1, severity: 1, plan: null}]}}
"""
PLAIN = {"\x1b[1m": "", "\x1b[0m": "", "\x1b[31m": "", "\x1b[32m": "", "\x1b[33m": "", "\x1b[2m": ""}


def made() -> Explanation:
    return explained(POLICY, EVIDENCE)


def test_a_text_that_cannot_be_filled_says_so() -> None:
    assert "Because (not given) is planned for D1." in made().text()


def test_colour_only_paints_words_that_are_there_anyway() -> None:
    depths: tuple[Depth, ...] = ("brief", "usual", "full")
    for depth in depths:
        painted = explanation_text(made().document, depth, colour=True)
        assert "\x1b[31mFAIL" in painted
        for code in PLAIN:
            painted = painted.replace(code, "")

        assert painted == explanation_text(made().document, depth)


def test_what_is_to_be_put_right_and_the_limits_of_sources_are_told() -> None:
    text = made().text("full")

    assert "To put right Close it." in text
    assert (
        "S2 Export, System supplier, dated 2026-11-07, received 2026-11-07, documented, valid until 2026-12-31" in text
    )
    assert "It leaves out what was closed before June." in text


def test_the_same_decision_gives_the_same_text_and_the_same_numbers_at_every_depth() -> None:
    numbers = [one["number"] for one in made().document["subjects"]]

    assert numbers == ["D", "1"]
    for depth in ("brief", "usual", "full"):
        assert made().text(depth) == made().text(depth)
        assert " 1 A1 FAIL" in made().text(depth)


def test_a_place_is_a_file_and_a_line() -> None:
    assert place("evidence/pack.yaml:12:7") == "evidence/pack.yaml:12"
    assert place("pack.json:1:1 (facts.defect, record 3)") == "pack.json:1 (facts.defect, record 3)"
    assert place("nowhere") == "nowhere"


def test_a_source_that_is_not_told_of_goes_by_its_id() -> None:
    assert Sources({}).words(["S1"]) == "[S1]"
    assert Sources({}).words([]) == "set in the policy"
