"""The text of a decision: whole texts compared with tests/golden/decision_text, and what holds for every text."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from gonogo.write.decision_text import decision_text
from gonogo.write.text_layout import Page, as_sentence
from tests.unit.sample_decisions import (
    Document,
    condition,
    criterion,
    document,
    found_met,
    gate,
    like_the_sec_release,
    missing,
    obligation,
    that_cannot_be_told,
    view,
    with_failures,
)

GOLDEN = Path(__file__).parents[1] / "golden" / "decision_text"
SAMPLES = [like_the_sec_release, with_failures, that_cannot_be_told]
WIDTH = 100
ESCAPE = "\x1b["
UNBREAKABLE = ("https://", "sha256")


def without_colour(text: str) -> str:
    first, *rest = text.split(ESCAPE)
    return first + "".join(part.partition("m")[2] for part in rest)


def go(**more: object) -> Document:
    return document([gate("decision", "Go?", "go", "D-ready", "all is well")], **more)


def test_a_policy_without_a_version_is_named_without_one() -> None:
    made = go()
    made["policy"]["version"] = ""

    assert f"{made['policy']['title']} ({made['policy']['id']})" in decision_text(made, width=WIDTH)


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.__name__)
def test_a_decision_reads_as_a_committee_paper(sample: Callable[[], Document]) -> None:
    expected = (GOLDEN / f"{sample.__name__}.txt").read_text(encoding="utf-8")

    assert decision_text(sample()) == expected


@pytest.mark.parametrize("sample", SAMPLES)
@pytest.mark.parametrize("width", [75, 100])
def test_only_what_cannot_be_broken_stands_out_beyond_the_width(sample: Callable[[], Document], width: int) -> None:
    beyond = [line for line in decision_text(sample(), width=width).splitlines() if len(line) > width]

    assert [line for line in beyond if not any(mark in line for mark in UNBREAKABLE)] == []


@pytest.mark.parametrize("sample", SAMPLES)
def test_the_answer_comes_first(sample: Callable[[], Document]) -> None:
    first = decision_text(sample()).splitlines()[0]

    assert first in {
        "Recommendation: GO WITH CONDITIONS",
        "M10: NO-GO",
        "Recommendation: UNDECIDED",
    }


@pytest.mark.parametrize("sample", SAMPLES)
def test_colour_adds_nothing_but_colour(sample: Callable[[], Document]) -> None:
    plain, coloured = decision_text(sample()), decision_text(sample(), colour=True)

    assert ESCAPE not in plain
    assert ESCAPE in coloured
    assert without_colour(coloured) == plain


@pytest.mark.parametrize("sample", SAMPLES)
def test_every_part_of_the_decision_is_named(sample: Callable[[], Document]) -> None:
    made = sample()
    text = decision_text(made)

    for part in [*made["criteria"], *made["risks"], *made["waivers"]]:
        assert part["id"] in text


def test_a_deferral_says_to_when() -> None:
    one_day = gate("decision", "Go?", "defer", "D-moved", None, to={"from": "2027-02-01", "until": None})
    no_day = gate("decision", "Go?", "defer", "D-moved", None, to={"from": None, "until": None})

    assert decision_text(document([one_day])).splitlines()[0] == "Recommendation: DEFER, to 2027-02-01"
    assert decision_text(document([no_day])).splitlines()[0] == "Recommendation: DEFER, to a day that is not given"


def test_what_was_met_is_no_condition_and_another_gates_obligation_neither() -> None:
    gates = [gate(name, "Go?", "go_with_conditions", "R", None) for name in ("M10", "M11")]
    owed = [
        obligation("a", "M10", "Do this.", "met"),
        obligation("b", "M11", "Do that.", "open", owner=None, owner_title=None),
    ]

    first, second = decision_text(document(gates, obligations=owed)).split("M11: ")[:2]

    assert "Conditions" not in first
    assert "Conditions   - Do that.\n" in second


def test_a_short_caveat_is_repeated_and_a_long_one_is_given_once() -> None:
    long = "Stated only, where documented evidence is asked for: the letter of the supplier."
    parts = [criterion(name, "Ready", "pass", "R", caveats=["Late.", long]) for name in ("AC1", "AC2")]
    text = decision_text(go(criteria=parts))

    assert text.count("Late.") == 2
    assert text.count(long) == 1
    assert text.count("Caveat A, above.") == 2


def test_caveats_after_the_twenty_sixth_have_a_letter_and_a_number() -> None:
    many = [f"Something that concerns several, and is long enough: number {number}." for number in range(28)]
    text = decision_text(go(criteria=[found_met("AC1", "Ready", *many), found_met("AC2", "Ready", *many)]))

    assert "  A1  Something that concerns several, and is long enough: number 26." in text


def test_nobody_spoke_is_written_down() -> None:
    assert "VIEWS\n\n  No body gave a view.\n" in decision_text(go())


def test_a_body_that_spoke_of_everything_was_not_silent() -> None:
    assert "said nothing" not in decision_text(go(views=[view("tag", "TAG", "whole", "agree")]))


def test_a_policy_without_criteria_says_so() -> None:
    text = decision_text(go())

    assert "- No criteria\n" in text
    assert "\nCRITERIA\n" not in text


def test_what_several_need_is_asked_for_once() -> None:
    log = missing("defect", "the defect log", "dcc", "DCC")
    parts = [criterion(name, "Ready", "unknown", None, missing=[log, log]) for name in ("AC1", "AC2")]
    text = decision_text(go(criteria=parts))

    assert "  DCC (1 item)\n    [ ] the defect log; for AC1, AC2\n" in text


def test_evidence_cannot_move_the_cursor_of_a_terminal() -> None:
    nasty = "ready\x1b[2K\u202e\nto go"
    shown = condition("R", nasty, "false", total=0)
    text = decision_text(go(criteria=[criterion("AC1", nasty, "pass", "R", because=nasty, conditions=[shown])]))

    assert "\x1b" not in text
    assert "\u202e" not in text
    assert "ready\N{REPLACEMENT CHARACTER}[2K\N{REPLACEMENT CHARACTER} to go" in text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("it holds", "It holds."),
        ("It holds.", "It holds."),
        ("AC3 holds", "AC3 holds."),
        ("eIDAS holds", "eIDAS holds."),
        ("does it hold?", "Does it hold?"),
        ('they said "yes."', 'They said "yes."'),
        ("", "."),
    ],
)
def test_a_reason_becomes_a_sentence(text: str, expected: str) -> None:
    assert as_sentence(text) == expected


def test_an_empty_text_leaves_its_label() -> None:
    assert Page(100, colour=False).labelled("Question", "") == ["Question"]
