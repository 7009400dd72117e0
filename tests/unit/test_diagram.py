"""The picture: every box has room for its words, none covers another, and nothing is said by colour alone."""

from __future__ import annotations

import xml.etree.ElementTree as ElementTree
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gonogo import __version__
from gonogo.judge.decide import Judge
from gonogo.judge.document import document
from gonogo.judge.traced import traced
from gonogo.model.diagnostic import Diagnostics
from gonogo.write.diagram import Traces, diagram
from gonogo.write.diagram_layout import PAD, SIZE, Box, Edge, layout
from gonogo.write.diagram_svg import STYLES
from gonogo.write.diagram_text import width_of, wrapped
from tests import desk
from tests.packs import POLICIES

SVG = "{http://www.w3.org/2000/svg}"


def drawn(policy: str, evidence: str, name: str | None = None) -> str | None:
    from gonogo import api

    read, _ = api.read_policy(policy, Diagnostics())
    judgement = Judge(read).judge(api.read_evidence(evidence, read, Diagnostics())[0])
    traces = traced(judgement)
    return diagram(document(judgement, __version__), Traces(traces["rules"], traces["sources"]), name)


def drawn_at_desk(policy: str, evidence: str) -> str:
    read = desk.read_policy(desk.completed(policy, "policy"), Diagnostics())
    judgement = Judge(read).judge(desk.read_evidence(desk.completed(evidence, "evidence"), read, Diagnostics()))
    traces = traced(judgement)
    made = diagram(document(judgement, __version__), Traces(traces["rules"], traces["sources"]))
    assert made is not None
    return made


def texts(svg: str) -> list[str]:
    return ["".join(one.itertext()) for one in ElementTree.fromstring(svg).iter(f"{SVG}text")]


def boxes(svg: str) -> list[tuple[ElementTree.Element, list[ElementTree.Element]]]:
    """Each box with the lines that stand in it, signs apart."""
    return [
        (group[0], [one for one in group.iter(f"{SVG}text") if one.text not in ("?", "!")])
        for group in ElementTree.fromstring(svg).iter(f"{SVG}g")
    ]


def overlaps(one: Sequence[float], other: Sequence[float]) -> bool:
    (x, y, width, height), (left, top, wide, high) = one, other
    return x < left + wide and left < x + width and y < top + high and top < y + height


WHOLE = [(policy, evidence) for policy in POLICIES for evidence in ("sec-2019-11", "example-full")]
whole = pytest.mark.parametrize(("policy", "evidence"), WHOLE)


@whole
def test_no_box_covers_another_and_all_stand_on_the_page(policy: str, evidence: str) -> None:
    svg = drawn(policy, evidence)
    assert svg is not None
    root = ElementTree.fromstring(svg)
    places = [[float(box.attrib[name]) for name in ("x", "y", "width", "height")] for box, _ in boxes(svg)]

    assert not [(a, b) for place, a in enumerate(places) for b in places[:place] if overlaps(a, b)]
    for x, y, width, height in places:
        assert x >= 0
        assert y >= 0
        assert x + width <= float(root.attrib["width"])
        assert y + height <= float(root.attrib["height"])


@whole
def test_every_line_of_text_stays_in_its_box(policy: str, evidence: str) -> None:
    svg = drawn(policy, evidence)
    assert svg is not None
    for box, lines in boxes(svg):
        right = float(box.attrib["x"]) + float(box.attrib["width"])
        bottom = float(box.attrib["y"]) + float(box.attrib["height"])
        for line in lines:
            end = float(line.attrib["x"]) + width_of(line.text or "", SIZE, bold="font-weight" in line.attrib)
            assert end <= right - PAD / 2
            assert float(line.attrib["y"]) <= bottom


@whole
def test_the_whole_decision_is_no_higher_than_it_is_wide(policy: str, evidence: str) -> None:
    """So it can be read on a sheet in landscape."""
    svg = drawn(policy, evidence)
    assert svg is not None
    root = ElementTree.fromstring(svg)

    assert float(root.attrib["height"]) < float(root.attrib["width"])


@whole
def test_the_same_decision_gives_the_same_picture(policy: str, evidence: str) -> None:
    assert drawn(policy, evidence) == drawn(policy, evidence)


def test_a_screen_reader_hears_the_decision_first_and_each_criterion() -> None:
    svg = drawn("sec-release-strict", "sec-2019-11")
    assert svg is not None
    root = ElementTree.fromstring(svg)
    title, description = root[0], root[1]

    assert root.attrib["role"] == "img"
    assert root.attrib["aria-labelledby"] == f"{title.attrib['id']} {description.attrib['id']}"
    assert (description.text or "").strip().startswith("Decision: UNDECIDED.")
    assert all(f"AC{number}, " in (description.text or "") for number in range(1, 8))


def test_every_verdict_is_a_word_beside_its_colour() -> None:
    svg = drawn("sec-release-strict", "sec-2019-11")

    assert "AC7 CANNOT TELL" in texts(svg or "")


def test_states_differ_in_shape_and_not_only_in_colour() -> None:
    verdicts = ("good", "bad", "unknown", "partly", "idle")

    assert len({STYLES[state].sign for state in verdicts}) == len(verdicts)


def test_of_one_criterion_every_rule_is_drawn() -> None:
    found = texts(drawn("sec-release-strict", "example-full", "AC4") or "")

    assert {"AC4-no-plan", "AC4-over-threshold", "AC4-planned-and-within"} <= set(found)
    assert not any(text.startswith("AC3") for text in found)


def test_a_control_is_drawn_with_its_risk() -> None:
    assert drawn("sec-release", "sec-2019-11", "RR1-C4") == drawn("sec-release", "sec-2019-11", "RR1")


def test_there_is_no_picture_of_what_the_policy_does_not_have() -> None:
    assert drawn("sec-release", "sec-2019-11", "AC9") is None


def test_the_source_of_what_failed_leads_to_the_verdict() -> None:
    svg = drawn_at_desk(
        "", "facts: {defect: {source: S2, complete: true, records: [{id: D-1, severity: 1, status: open}]}}"
    )

    assert {"Defect export", "A1 FAIL", "NO-GO"} <= set(texts(svg))


def test_what_people_wrote_is_never_markup() -> None:
    svg = drawn_at_desk('policy: p\ntitle: "<script>alert(1)</script> & \\"more\\""\n', "facts: {}")

    assert "<script>" not in svg
    assert (
        ElementTree.fromstring(svg)[0].text
        == '<script>alert(1)</script> & "more", version 1.10: UNDECIDED. harbour-2026-11, as known on 2026-11-08'
    )


@given(st.text(max_size=200), st.floats(min_value=40, max_value=400), st.booleans())
def test_lines_are_never_wider_than_asked_and_lose_no_letter(text: str, width: float, bold: bool) -> None:
    lines = wrapped(text, width, SIZE, bold=bold)

    assert all(width_of(line, SIZE, bold=bold) <= width for line in lines)
    assert "".join(lines).replace(" ", "") == "".join(text.split())


@given(st.lists(st.tuples(st.integers(0, 4), st.integers(0, 5), st.integers(1, 6)), min_size=1, max_size=40))
def test_boxes_of_any_size_never_overlap(asked: list[tuple[int, int, int]]) -> None:
    made = [
        Box(id=str(place), column=column, block=block, state="yes", lines=("word",) * lines)
        for place, (column, block, lines) in enumerate(asked)
    ]
    edges = [Edge(one.id, other.id, True) for one in made for other in made if other.column == one.column + 1]
    placed = [(box.x, box.y, box.width, box.height) for box in layout(made, edges, 70).boxes]

    assert len(placed) == len(made)
    assert not [(a, b) for place, a in enumerate(placed) for b in placed[:place] if overlaps(a, b)]
