"""What scenarios have seen of a policy: what there is to see, the gaps in words, the figures, the text and the page."""

from __future__ import annotations

import json
import re
from datetime import date
from decimal import Decimal
from html.parser import HTMLParser
from typing import Any

import jsonschema
import pytest

from gonogo.judge.decide import Judge
from gonogo.model.diagnostic import Diagnostics
from gonogo.model.location import SourceFile
from gonogo.model.noun import replace
from gonogo.model.policy import Policy
from gonogo.resources import folder
from gonogo.scenarios.coverage import Coverage, Document, reaches
from gonogo.scenarios.coverage_page import coverage_page
from gonogo.scenarios.coverage_plan import Item, items
from gonogo.scenarios.coverage_reach import Reach
from gonogo.scenarios.coverage_text import coverage_text
from tests import desk

SCHEMA = json.loads((folder("schemas") / "coverage.schema.json").read_text("utf-8"))
HEAD = "evidence: e\nas_of: 2026-11-08\nsources: {S: {title: t, by: supplier, date: 2026-11-08, basis: documented}}\n"
POLICY = """
parameters:
  cutover_date: {type: date, value: 2026-11-29}
definitions:
  outstanding_defect: {of: defect, title: outstanding defect, where: {status: {not: closed}}}
criteria:
  A1:
    title: No severe defect
    owner: supplier
    rules:
      - {id: A1-severe, fail_when: {some: outstanding_defect, where: {severity: {at_most: 2}}}}
      - {id: A1-said, pass_when: {some: confirmation, where: {by: supplier, for_date: $cutover_date}}}
      - id: A1-few
        pass_when: {all: [{count: defect, is: {at_most: 3}}, {some: event, where: {what: {starts_with: re}}}]}
"""


def policy(text: str = POLICY) -> Policy:
    return desk.read_policy(desk.completed(text, "policy"), Diagnostics())


def unchanged(one: Policy) -> Policy:
    return one


def told(*packs: str, text: str = POLICY, under: Policy | None = None) -> Document:
    """The document after one decision on each pack; a pack is the facts of it."""
    read = under or policy(text)
    judge, coverage = Judge(read), Coverage(unchanged)
    for facts in packs:
        evidence = desk.read_evidence(desk.completed(HEAD + f"facts: {{{facts}}}", "evidence"), read, Diagnostics())
        coverage.observe(judge.judge(evidence))
    document = coverage.document()
    jsonschema.validate(document, SCHEMA)
    return document


def gaps(document: Document) -> list[str]:
    groups = [group for one in document["policies"] for group in one["groups"]]
    return [item["gap"] for group in groups for item in group["items"] if item["gap"] is not None]


def defects(*severities: int, status: str = "open", complete: bool = True) -> str:
    records = ", ".join(
        f"{{id: D-{place}, severity: {one}, status: {status}, deploys: true}}" for place, one in enumerate(severities)
    )
    return f"defect: {{source: S, complete: {str(complete).lower()}, records: [{records}]}}"


def item(name: str, start: str, text: str = POLICY) -> Item:
    return next(one for one in items(policy(text)) if one.id == name and one.text.startswith(start))


def words(name: str, start: str, text: str = POLICY) -> list[str]:
    found = item(name, start, text)
    return [f"{found.start} {mark.words}" for mark in found.marks]


# --- what there is to see ----------------------------------------------------------------------------


def test_a_rule_is_to_be_seen_true_false_and_unknown() -> None:
    assert words("A1-severe", "at least one outstanding defect") == [
        "no scenario makes `A1-severe` true",
        "no scenario makes `A1-severe` false",
        "no scenario makes `A1-severe` unknown",
    ]


def test_a_limit_is_to_be_met_from_just_below_at_it_and_from_just_above() -> None:
    assert words("A1-severe", "outstanding defect: severity") == [
        "no scenario has an outstanding defect that has severity 1 (just below 2)",
        "no scenario has an outstanding defect that has severity 2 exactly",
        "no scenario has an outstanding defect that has severity 3 (just above 2)",
    ]


def test_what_a_definition_asks_is_told_of_the_definition() -> None:
    found = item("A1-severe", "testing issue: status")

    assert found.group == ("definition", "outstanding_defect")
    assert [mark.words for mark in found.marks] == ["has status closed", "has status other than closed"]


def test_what_is_asked_of_other_fields_is_said_beside() -> None:
    assert words("A1-said", "confirmation: by")[1].startswith("no scenario has a confirmation (for the cutover date")


def test_a_figure_is_to_be_met_at_its_limit_too() -> None:
    assert words("A1-few", "the number of testing issues: ") == [
        "in no scenario is the number of testing issues 2 (just below 3)",
        "in no scenario is the number of testing issues 3 exactly",
        "in no scenario is the number of testing issues 4 (just above 3)",
    ]


def test_a_test_on_text_is_to_be_passed_and_not_to_be() -> None:
    assert [mark.mark for mark in item("A1-few", "event: what").marks] == ["yes", "no"]


@pytest.mark.parametrize(
    ("test", "marks"),
    [
        ("severity: {at_most: 5}", ["0:below", "0:at"]),
        ("severity: {at_least: 1}", ["0:at", "0:above"]),
        ("severity: {between: [2, 5]}", ["0:below", "0:at", "0:above", "1:below", "1:at"]),
        ("status: [open, fixed]", ["0:is", "1:is", "other"]),
        ("status: [open, fixed, closed]", ["0:is", "1:is", "2:is"]),
        ("deploys: true", ["0:is", "other"]),
        ("plan: {given: true}", ["given", "none"]),
        ("found: {before: $as_of}", ["0:below", "0:at", "0:above"]),
        ("source.received: {on_or_before: $as_of}", ["0:below", "0:at"]),
        ("source.basis: {at_least: documented}", ["0:below", "0:at", "0:above"]),
        ("source.basis: {at_least: validated}", ["0:below", "0:at"]),
    ],
)
def test_only_sides_on_which_a_value_can_stand_are_asked_for(test: str, marks: list[str]) -> None:
    text = POLICY.replace("where: {severity: {at_most: 2}}", f"where: {{{test}}}")
    found = [one for one in items(policy(text)) if one.kind == "boundary" and one.id == "A1-severe"]

    assert [mark.mark for mark in found[0].marks] == marks


# --- what a policy can come to -------------------------------------------------------------------------


def test_a_verdict_is_asked_for_only_where_it_can_come_about() -> None:
    reach = Reach(policy())

    assert reach.statuses["criterion", "A1"] == ("pass", "fail", "unknown", "waived")
    assert reach.statuses["decision", "decision"] == ("go", "no_go", "undecided")


def test_where_nothing_asks_whether_it_is_waived_a_waiver_is_not_asked_for() -> None:
    asks_not = """
decision:
  question: Go?
  rules: [{id: D-go, then: go, when: {criteria: all, is: pass}}]
"""

    assert "waived" not in Reach(policy(POLICY + asks_not)).statuses["criterion", "A1"]


def test_where_unknown_is_named_a_condition_on_statuses_cannot_be_unknown() -> None:
    names_it = """
decision:
  question: Go?
  rules: [{id: D-go, then: go, when: {criteria: all, is: [pass, unknown]}}]
"""
    read = policy(POLICY + names_it)

    assert Reach(read).truths(read.gates[0].rules[0].when) == {"true", "false"}


RISK = """
risks:
  R1:
    title: A risk
    owner: supplier
    controls:
      R1-C1:
        title: A control
        owner: supplier
        rules: [{id: R1-C1-said, planned_when: {some: event, where: {what: said}}}]
"""


def test_a_control_without_a_rule_for_a_state_is_never_in_it() -> None:
    reach = Reach(policy(POLICY + RISK))

    assert reach.statuses["control", "R1-C1"] == ("planned", "unknown")
    assert reach.statuses["risk", "R1"] == ("accepted_with_conditions", "unknown")


# --- what was seen -------------------------------------------------------------------------------------


def test_what_no_scenario_does_is_said_as_what_one_would_have_to_do() -> None:
    found = gaps(told(defects(3), defects(3, complete=False)))

    assert "no scenario makes `A1-severe` true" in found
    assert "no scenario has an outstanding defect that has severity 1 (just below 2) or has severity 2 exactly" in found
    assert "in no scenario is `A1` pass, fail or waived" in found


def test_what_is_seen_is_no_gap_any_more() -> None:
    found = gaps(told(defects(1), defects(2), defects(3), defects(3, complete=False)))

    assert not any("`A1-severe`" in one or "that has severity" in one for one in found)


def test_a_test_that_no_record_reaches_is_said_to_test_nothing() -> None:
    assert any("so nothing is held against this test: event: what" in one for one in gaps(told(defects(3))))


def test_a_test_that_records_reach_far_from_its_limit_is_not_said_to_test_nothing() -> None:
    found = [one for one in gaps(told(defects(5))) if "has severity 2 exactly" in one]

    assert found == [
        "no scenario has an outstanding defect that has severity 1 (just below 2), has severity 2 exactly or has "
        "severity 3 (just above 2)"
    ]


def test_what_was_overridden_is_told_as_the_policy_has_it() -> None:
    read = policy()
    other = replace(read.parameters["cutover_date"], value=date(2026, 11, 1))
    changed = replace(read, parameters={**read.parameters, "cutover_date": other})
    coverage = Coverage(lambda _: read)
    evidence = desk.read_evidence(desk.completed(HEAD + "facts: {}", "evidence"), changed, Diagnostics())
    coverage.observe(Judge(changed).judge(evidence))

    text = json.dumps(coverage.document())
    assert "2026-11-29" in text
    assert "2026-11-01" not in text


def test_figures_add_up() -> None:
    document = told(defects(1), defects(3))
    one = document["policies"][0]

    assert one["seen"] == sum(group["seen"] for group in one["groups"])
    assert one["to_see"] == sum(figure["to_see"] for figure in one["figures"].values())
    assert document["seen"] == one["seen"]
    assert one["decisions"] == 2


@pytest.mark.parametrize(
    ("seen", "to_see", "percent", "enough"),
    [(999, 1000, "99.9", True), (998, 1000, "99.9", False), (0, 0, "0", False), (1, 1, "100", True)],
)
def test_enough_is_reckoned_without_rounding(seen: int, to_see: int, percent: str, enough: bool) -> None:
    assert reaches({"seen": seen, "to_see": to_see}, Decimal(percent)) is enough


def test_the_share_is_rounded_down() -> None:
    document = told(defects(3))

    assert document["percent"] == f"{document['seen'] * 1000 // document['to_see'] / 10:.1f}"


def test_where_nothing_was_decided_nothing_is_told() -> None:
    document = Coverage(unchanged).document()

    jsonschema.validate(document, SCHEMA)
    assert document["policies"] == []
    assert not reaches(document, Decimal(0))


# --- the text --------------------------------------------------------------------------------------------


def test_the_text_tells_each_gap_below_its_criterion_and_its_line() -> None:
    lines = coverage_text(told(defects(3))).splitlines()
    start = next(place for place, line in enumerate(lines) if line.startswith("A1  No severe defect: "))

    assert lines[start + 1 : start + 3] == ["  policy.yaml:6", "    - in no scenario is `A1` pass, fail or waived"]
    assert "  policy.yaml:10  A1-severe" in lines


def test_the_text_tells_how_near_the_values_came() -> None:
    assert "(so far: 4 and 5)" in coverage_text(told(defects(4, 5)))


def test_the_text_has_colour_only_where_it_is_wanted() -> None:
    document = told(defects(3))

    assert "\x1b" not in coverage_text(document)
    assert re.sub("\x1b\\[[0-9;]*m", "", coverage_text(document, colour=True)) == coverage_text(document)


# --- the page ----------------------------------------------------------------------------------------------


class Seen(HTMLParser):
    """Which elements a page has, and what stands in them."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data


def page(text: str = POLICY) -> str:
    read = policy(text)
    return coverage_page(told(defects(3), under=read), read.files)


def test_the_page_shows_every_line_of_the_policy_with_its_number() -> None:
    source = desk.completed(POLICY, "policy")

    seen = Seen(page())

    ids = [attributes["id"] for tag, attributes in seen.tags if tag == "tr" and "id" in attributes]
    assert ids == [f"harbour-cutover-0-{number}" for number in range(1, len(source.splitlines()) + 1)]
    assert all(line.strip() in seen.text for line in source.splitlines())


def test_the_page_says_each_gap_below_its_line() -> None:
    seen = Seen(page())

    assert "no scenario makes A1-severe true" in seen.text.replace("`", "")


def test_a_state_is_said_by_a_word_and_a_sign() -> None:
    badges = re.findall(r'<span class="state">(.*?)</span>', page())

    assert badges
    assert all(
        re.fullmatch(r'<svg aria-hidden="true"><use href="#(seen|part|none)"/></svg>\S.*', one) for one in badges
    )


def test_the_page_stands_alone_and_holds_no_script() -> None:
    seen = Seen(page())

    assert not {"script", "link", "img", "iframe", "object"} & {tag for tag, _ in seen.tags}
    links = [value for _, attributes in seen.tags for name, value in attributes.items() if name in ("href", "src")]
    assert all(link is not None and link.startswith("#") for link in links)
    assert not any(name.startswith("on") for _, attributes in seen.tags for name in attributes)
    targets = {attributes.get("id") for _, attributes in seen.tags}
    assert {str(link)[1:] for link in links} <= targets


def test_the_page_is_the_same_for_the_same_document() -> None:
    assert page() == page()


def test_the_words_of_the_policy_cannot_become_elements_of_the_page() -> None:
    risky: Any = page(POLICY.replace("No severe defect", '"<script>alert(1)</script><b title=x>"'))

    assert "<script>" not in risky
    assert "&lt;script&gt;" in risky


def test_a_file_that_is_not_at_hand_is_left_out_of_the_page() -> None:
    read = policy()
    made = coverage_page(told(defects(3), under=read), [SourceFile("other.yaml", "x")])

    assert 'class="source"' not in made


# --- every form of condition -----------------------------------------------------------------------------

RICH = """
parameters:
  cutover_date: {type: date, value: 2026-11-29}
  most: {type: integer, value: 3}
  mode: {type: {one_of: [quick, slow]}, value: quick}
  note: {type: text, value: agreed}
vocabulary:
  defect:
    key: id
    from: supplier
    title: defect
    fields:
      id: text
      severity: {type: integer, from: 1, to: 5}
      cost: decimal
      found: date
      seen_at: instant
      level: {ranked: [low, middle, high]}
      about: {ref: part}
  part: {title: part, key: id, from: supplier, fields: {id: text, kept: boolean}}
  event: {title: event, key: what, from: supplier, fields: {what: text}}
criteria:
  A1:
    title: All forms
    owner: supplier
    applies_when: {parameter: most, is: {at_least: 1}}
    not_applicable_because: nothing is asked
    rules:
      - {id: A1-mode, pass_when: {parameter: mode, is: quick}}
      - {id: A1-note, pass_when: {parameter: note, is: {contains: agree}}}
      - {id: A1-given, pass_when: {parameter: note, is: {given: true}}}
      - {id: A1-modes, pass_when: {parameter: most, is: [3, 4]}}
      - {id: A1-share, pass_when: {share: defect, of: {severity: 3}, where: {level: low}, is: {at_least: 0.9}}}
      - {id: A1-total, pass_when: {total: defect.cost, is: {at_most: 2.5}}}
      - {id: A1-first, pass_when: {lowest: defect.found, is: {after: 2026-01-01}}}
      - {id: A1-clock, pass_when: {not: {some: defect, where: {seen_at: {before: "2026-01-01T10:00:00Z"}}}}}
      - {id: A1-level, pass_when: {not: {any: [{some: defect, where: {level: {more_than: middle}}}, {no: part}]}}}
      - {id: A1-own, pass_when: {count: defect, where: {severity: {less_than: $most}}, is: {less_than: {count: part}}}}
      - {id: A1-late, pass_when: {some: defect, where: {found: {after: {date: $cutover_date, minus: 2 days}}}}}
      - id: A1-parts
        pass_when:
          every: defect
          where: {severity: 1}
          has: {cost: 2}
          meets: {not: {all: [{some: part, where: {id: $defect.about, kept: true}}, {no: part, where: {kept: false}}]}}
risks:
  R1:
    title: A risk
    owner: supplier
    accepted_when: {some: view, where: {by: testers, about: R1, says: agree}}
    controls:
      R1-C1:
        title: A control
        owner: supplier
        rules:
          - {id: R1-C1-kept, in_place_when: {some: event, where: {what: kept}}}
          - {id: R1-C1-over, ended_when: {some: event, where: {what: over}}}
        obligation: {text: Keep it, ends_when: {some: event, where: {what: over}}}
"""


@pytest.mark.parametrize(
    ("rule", "end"),
    [
        ("A1", "in no scenario is the parameter `most` 1 exactly"),
        ("A1-mode", "in no scenario is the parameter `mode` anything but quick"),
        ("A1-note", 'in no scenario is the parameter `note` one that passes the test `containing "agree"`'),
        ("A1-given", "in no scenario is the parameter `note` given"),
        ("A1-modes", "in no scenario is the parameter `most` anything but 3 or 4"),
        ("A1-share", "just above 0.9"),
        ("A1-total", "in no scenario is the total cost of defects just below 2.5"),
        ("A1-first", "2025-12-31 (just below 2026-01-01)"),
        ("A1-clock", "2026-01-01T09:59:59Z (just below 2026-01-01T10:00:00Z)"),
        ("A1-level", "no scenario has a defect that has level high (just above middle)"),
        ("A1-own", "no scenario has a defect that has severity just below the most (3)"),
        ("A1-own", "is less than the number of parts"),
        ("A1-late", "1 day after 2 days before the cutover date (2026-11-29)"),
        ("A1-parts", "no scenario has a defect (severity 1) that has cost 2"),
        ("A1-parts", "for no defect does a scenario make this unknown"),
        ("A1-parts", "no scenario has a part (kept) that has id equal to the defect's about"),
        ("R1", "no scenario makes `accepted_when of R1` true"),
        ("R1-C1-obligation", "no scenario makes `ends_when of obligation R1-C1-obligation` true"),
    ],
)
def test_each_form_of_condition_has_words_for_its_gaps(rule: str, end: str) -> None:
    said = [
        f"{one.start} {mark.words}: {one.text}" for one in items(policy(RICH)) if one.id == rule for mark in one.marks
    ]

    assert any(end in one for one in said), said


def test_each_form_of_condition_is_seen() -> None:
    part = "part: {source: S, complete: true, records: [{id: P, kept: true}]}"
    records = (
        "{id: D, severity: 1, cost: 2, found: 2026-01-01, seen_at: '2026-01-01T10:00:00Z', level: middle, about: P}"
    )
    document = told(f"{part}, defect: {{source: S, complete: true, records: [{records}]}}", "", text=RICH)
    met = {
        item["id"] + " " + mark["mark"]
        for group in document["policies"][0]["groups"]
        for item in group["items"]
        for mark in item["marks"]
        if item["kind"] == "boundary" and mark["seen"]
    }

    assert met >= {"A1-mode 0:is", "A1-note yes", "A1-given given", "A1-modes 0:is", "A1-first 0:at", "A1-clock 0:at"}
    assert met >= {"A1-level 0:at", "A1-own 0:at", "A1-parts 0:is"}
    assert "A1-total 0:below" not in met  # 2 is not just below 2.5


def test_the_statuses_of_a_control_are_those_that_its_rules_allow() -> None:
    reach = Reach(policy(RICH))

    assert reach.statuses["control", "R1-C1"] == ("in_place", "ended", "not_in_place", "unknown")
    assert reach.statuses["risk", "R1"] == ("accepted", "open", "closed", "unknown")
    assert reach.statuses["decision", "decision"] == ("go", "go_with_conditions", "no_go", "undecided")
    assert reach.statuses["criterion", "A1"] == ("pass", "fail", "unknown", "not_applicable", "waived")
