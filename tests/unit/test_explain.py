"""Why, and why not: what each kind of condition found, what stopped a rule, and how the rule that decided differs."""

from __future__ import annotations

import json
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from gonogo.judge import minimal
from gonogo.judge.explain import explanation
from gonogo.resources import folder
from tests.explained import Explanation, explained
from tests.puzzles import puzzle

SCHEMA = json.loads((folder("schemas") / "explanation.schema.json").read_text("utf-8"))
GO = "decision: {question: Go?, rules: [{id: D, then: go, when: {criteria: all, is: [pass, waived]}}]}"


def asking(*rules: str, more: str = "", head: str = "") -> str:
    """A policy of one criterion with these rules."""
    return f"{head}\ncriteria:\n  A1: {{title: Asked, owner: supplier, {more} rules: [{', '.join(rules)}]}}\n"


def passes(condition: str, name: str = "A1-pass") -> str:
    return f"{{id: {name}, pass_when: {condition}}}"


def fails(condition: str, name: str = "A1-fail") -> str:
    return f"{{id: {name}, fail_when: {condition}}}"


def defects(*records: str, complete: bool = True, source: str = "S2") -> str:
    listed = ", ".join(f"{{{one}}}" for one in records)
    return f"facts: {{defect: {{source: {source}, complete: {str(complete).lower()}, records: [{listed}]}}}}"


def severity(*values: int) -> str:
    return defects(*(f"id: D{number}, severity: {value}, status: open" for number, value in enumerate(values, 1)))


def found(condition: str, evidence: str, head: str = "") -> str:
    """What one condition found."""
    made: str = explained(asking(passes(condition), head=head), evidence).condition("1.1.1")["found"]
    return made


# --- what conditions find ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("condition", "evidence", "said"),
    [
        ("{some: defect, where: {severity: 1}}", "", "nothing of the kind was given"),
        ("{some: defect, where: {severity: 1}}", defects(), "the list is complete, and empty"),
        ("{some: defect, where: {severity: 1}}", defects(complete=False), "nothing was given that counts"),
        ("{some: defect, where: {severity: 1}}", severity(2), "none found: 1 record given, and the list is complete"),
        ("{some: defect, where: {severity: 1}}", severity(1, 1, 2), "2 found, of 3 looked at"),
        (
            "{no: defect, where: {severity: 1}}",
            severity(1, 1, 2),
            "2 found, of 3 looked at; none may be: 2 too many",
        ),
        (
            "{some: defect, where: {severity: 1}}",
            defects("id: D1", complete=False),
            "none for certain, and 1 of which it cannot be told; 1 record given, "
            "and the list is not said to be complete",
        ),
        (
            "{some: defect, where: {severity: 1}}",
            defects("id: D1", "id: D2, severity: 1"),
            "1 found, and perhaps 1 more, of 2 looked at",
        ),
        (
            "{every: defect, has: {severity: {at_least: 3}}}",
            severity(2, 3),
            "1 of 2 falls short; none may",
        ),
        (
            "{every: defect, where: {status: open}, has: {severity: {at_least: 3}}}",
            defects("id: D1, severity: 1, status: open", "id: D2, status: open", "id: D3, severity: 4"),
            "1 of 2 to 3 falls short, and perhaps 1 more; none may",
        ),
        (
            "{every: defect, has: {severity: {at_least: 3}}}",
            severity(3, 4),
            "none of the 2 falls short; 2 records given, and the list is complete",
        ),
        (
            "{every: defect, has: {severity: {at_least: 3}}}",
            severity(3),
            "the only one that it speaks of does not fall short; 1 record given, and the list is complete",
        ),
        (
            "{every: defect, has: {severity: {at_least: 3}}}",
            defects("id: D1"),
            "none falls short for certain, and of 1 it cannot be told; 1 record given, and the list is complete",
        ),
        (
            "{every: defect, where: {severity: 1}, has: {status: closed}, if_none: pass}",
            severity(2),
            "there is none that it speaks of, which counts as met; 1 record given, and the list is complete",
        ),
        (
            "{every: defect, has: {status: closed}, if_none: fail}",
            defects(),
            "the list is complete, and empty, which counts as not met",
        ),
        ("{every: defect, has: {status: closed}}", defects(), "the list is complete, and empty"),
        (
            "{count: defect, is: {at_most: 1}}",
            severity(1, 2, 3),
            "3, asked at most 1: 2 too many; 3 records given, and the list is complete",
        ),
        (
            "{count: defect, where: {severity: 1}, is: {at_most: 1}}",
            defects("id: D1, severity: 1", "id: D2"),
            "from 1 to 2, asked at most 1; 2 records given, and the list is complete",
        ),
        (
            "{count: defect, where: {severity: 1}, is: {at_most: 0}}",
            defects("id: D1, severity: 1", "id: D2"),
            "from 1 to 2, asked at most 0: at least 1 too many; 2 records given, and the list is complete",
        ),
        (
            "{count: defect, where: {severity: 1}, is: {at_least: 1}}",
            defects("id: D1, severity: 1", "id: D2"),
            "from 1 to 2, asked at least 1: none to spare; 2 records given, and the list is complete",
        ),
        (
            "{count: defect, where: {severity: 1}, is: {not: 5}}",
            defects("id: D1, severity: 1", "id: D2"),
            "from 1 to 2, asked other than 5; 2 records given, and the list is complete",
        ),
        (
            "{share: defect, where: {status: closed}, is: {at_least: 0.5}}",
            severity(1, 2),
            "0 of 2 (0), asked at least 0.5: 0.5 too low; 2 records given, and the list is complete",
        ),
        (
            "{share: defect, of: {severity: 1}, where: {status: closed}, is: {at_least: 0.5}}",
            severity(2),
            "none to take a part of, asked at least 0.5; 1 record given, and the list is complete",
        ),
        (
            "{share: defect, of: {severity: 1}, where: {status: closed}, is: {at_least: 0.5}}",
            defects("id: D1, severity: 1, status: closed", "id: D2, severity: 1"),
            "1 of 1, and 1 that cannot be told (from 0.5 to 1), asked at least 0.5: none to spare; "
            "2 records given, and the list is complete",
        ),
        (
            "{highest: defect.found, is: {before: 2026-11-03}}",
            defects("id: D1, found: 2026-11-05", "id: D2, found: 2026-11-01"),
            "2026-11-05, asked before 2026-11-03: 3 days too late; 2 records given, and the list is complete",
        ),
        (
            "{highest: defect.found, is: {before: 2026-11-03}}",
            defects(),
            "not known, asked before 2026-11-03; the list is complete, and empty",
        ),
        (
            "{parameter: cutover_date, is: {before: 2026-11-22}}",
            "",
            "the policy sets 2026-11-29, asked before 2026-11-22: 8 days (5 working days) too late",
        ),
        (
            "{parameter: cutover_date, is: {not: 2026-11-22}}",
            "",
            "the policy sets 2026-11-29, asked other than 2026-11-22",
        ),
    ],
)
def test_a_condition_says_what_it_found_and_how_far_off_that_is(condition: str, evidence: str, said: str) -> None:
    assert found(condition, evidence) == said


def test_a_figure_that_is_held_against_another_figure_can_be_told_of_a_list_that_is_not_complete() -> None:
    condition = "{count: defect, where: {severity: 1}, is: {more_than: {count: defect, where: {severity: 2}}}}"
    some = defects("id: D1, severity: 1", "id: D2, severity: 2", complete=False)

    assert found(condition, some).startswith("1 or more, asked more than the number of testing issues")


def test_a_parameter_without_a_value_is_said_to_have_none() -> None:
    head = "parameters: {limit: {type: integer}, cutover_date: {type: date, value: 2026-11-29}}"

    assert found("{parameter: limit, is: {at_most: 3}}", "", head) == "the policy sets no value that holds on the day"


def test_the_lowest_level_is_told_by_its_word() -> None:
    head = (
        "vocabulary: {test: {key: id, fields: {id: text, level: {ranked: [low, high]}}}}\n"
        "parameters: {cutover_date: {type: date, value: 2026-11-29}}"
    )
    evidence = "facts: {test: {source: S2, complete: true, records: [{id: T1, level: low}, {id: T2, level: high}]}}"

    made = explained(asking(passes("{some: test, where: {level: {at_least: high}}}"), head=head), evidence)
    assert made.condition("1.1.1")["witnesses"][0]["key"] == "T2"


# --- records -----------------------------------------------------------------------------------------


def test_a_record_is_told_with_what_was_looked_at_its_source_and_its_place() -> None:
    made = explained(asking(fails("{some: defect, where: {severity: {at_most: 2}, status: open}}")), severity(1))
    (record,) = made.condition("1.1.1")["witnesses"]

    assert record["called"] == "defect D1"
    assert record["values"] == {"severity": "1", "status": "open"}
    assert record["sources"] == ["S2"]
    assert record["at"].startswith("evidence.yaml:1:")
    assert record["tested"] == ["severity 1, asked at most 2: 1 to spare"]
    assert record["truth"] == "true"


def test_what_came_near_is_told_with_the_test_that_it_misses_the_nearest_first() -> None:
    rule = passes("{some: defect, where: {severity: {at_least: 4}, status: open}}")
    made = explained(asking(rule), severity(1, 3, 2))
    one = made.condition("1.1.1")

    assert [record["key"] for record in one["near"]] == ["D2", "D3", "D1"]
    assert one["near"][0]["tested"] == ["severity 3, asked at least 4: 1 too low"]
    assert one["near_in_all"] == 3
    assert "nearest: defect D2: severity 3, asked at least 4: 1 too low [S2]" in made.text()


def test_a_record_of_which_it_cannot_be_told_says_what_is_not_given() -> None:
    made = explained(asking(passes("{some: defect, where: {severity: 1}}")), defects("id: D1"))
    (record,) = made.condition("1.1.1")["witnesses"]

    assert record["truth"] == "unknown"
    assert record["tested"] == ["severity (not given), asked 1"]


def test_alternatives_and_sources_are_tested_too() -> None:
    either = "{some: defect, where: {either: [{severity: 1}, {status: closed}], source.basis: {at_least: validated}}}"
    made = explained(asking(passes(either)), severity(2, 1))
    (record,) = made.condition("1.1.1")["near"]

    assert record["key"] == "D2"
    assert record["tested"] == ["basis documented, asked at least validated"]


def test_an_alternative_that_no_record_has_is_told_as_alternatives() -> None:
    made = explained(asking(passes("{some: defect, where: {either: [{severity: 1}, {status: closed}]}}")), severity(2))

    assert made.condition("1.1.1")["near"][0]["tested"] == [
        "severity 2, asked 1: 1 too high; or status open, asked closed"
    ]


def test_a_record_that_came_too_late_says_how_late() -> None:
    demand = "evidence: {strict: true, received: {on_or_before: {date: $as_of, minus: 5 working days}}},"
    made = explained(asking(passes("{some: defect}"), more=demand), severity(1))
    (record,) = made.condition("1.1.1")["left_out"]

    assert record["reason"] == "inadequate"
    assert record["why"] == (
        "received 2026-11-07, asked no later than 5 working days before the day of the decision (2026-11-02): "
        "5 days (4 working days) too late"
    )
    assert f"left out: defect D1: {record['why']} [S2]" in made.text()


@pytest.mark.parametrize(
    ("demand", "source", "why"),
    [
        ("basis: validated", "S2", "documented only, asked validated"),
        ("by: [testers]", "S2", "said by System supplier, asked of Test advisory group"),
        ("received: {on_or_before: 2026-11-05}", "N", "not said when it was received"),
        (
            "received: {on_or_before: 2026-11-05}",
            "S2",
            "received 2026-11-07, asked on or before 2026-11-05: 2 days (1 working day) too late",
        ),
    ],
)
def test_a_record_that_is_not_good_enough_says_what_is_lacking(demand: str, source: str, why: str) -> None:
    note = "N: {title: Note, by: supplier}"
    sources = f"sources: {{S2: {{title: Export, by: supplier, date: 2026-11-07, basis: documented}}, {note}}}"
    made = explained(
        asking(passes("{some: defect}"), more=f"evidence: {{strict: true, {demand}}},"),
        f"{sources}\n{defects('id: D1', source=source)}",
    )

    assert made.condition("1.1.1")["left_out"][0]["why"] == why


def test_a_record_without_any_source_is_left_out_for_that() -> None:
    made = explained(
        asking(passes("{some: defect}"), more="evidence: {strict: true, basis: documented},"),
        "facts: {defect: {records: [{id: D1}]}}",
    )

    assert made.condition("1.1.1")["left_out"][0]["why"] == "no source is named for it"


def test_late_stale_replaced_and_corrected_records_say_so() -> None:
    evidence = """
sources:
  S1: {title: Export, by: supplier, date: 2026-11-01}
  S2: {title: Export, by: supplier, date: 2026-11-07}
  L: {title: Letter, by: supplier, date: 2026-11-07, received: 2026-11-09}
facts:
  defect:
    - {source: S1, records: [{id: D1, severity: 1}, {id: D2, severity: 1, valid_until: 2026-11-05}]}
    - {source: S2, records: [{id: D1, severity: 2}, {id: D4, severity: 2, corrects: D3}]}
    - {source: L, records: [{id: D5, severity: 1}]}
    - {source: S1, records: [{id: D3, severity: 1}]}
"""
    made = explained(asking(passes("{some: defect, where: {severity: 1}}")), evidence)
    one = made.condition("1.1.1")
    why = {record["key"]: record["why"] for record in one["left_out"]}

    assert one["left_out_in_all"] == 4
    assert "not known on 2026-11-08" in explained(
        asking(passes("{some: defect}")), evidence.replace("- {source: S1", "- {source: L")
    ).text("full")
    assert why["D2"] == "valid until 2026-11-05, so past its last day on 2026-11-08"
    assert why["D1"].startswith("replaced")
    assert "1 more left out" in made.text("full")
    assert "2 more left out" in made.text()


def test_no_more_than_a_dozen_records_are_told_and_the_rest_are_counted() -> None:
    made = explained(asking(passes("{no: defect}")), severity(*[1] * 40))
    one = made.condition("1.1.1")

    assert len(one["witnesses"]) == 12
    assert one["more"] == 28
    assert "and 28 records more" in made.text("full")
    assert "and 36 records more" in made.text()


def test_a_view_is_called_by_whose_it_is() -> None:
    views = (
        "views: [{by: testers, about: whole, says: agree, source: S3}, {by: board, about: A1, says: agree, source: S3}]"
    )
    made = explained(asking(passes("{count: view, is: {at_least: 2}}")), views)

    assert [record["called"] for record in made.condition("1.1.1")["witnesses"]] == [
        "view of Test advisory group on the whole",
        "view of Cut-over board on A1",
    ]


def test_the_records_of_a_share_are_those_that_are_lacking_or_else_those_that_make_it_up() -> None:
    share = "{share: defect, of: {severity: {at_least: 2}}, where: {status: closed}, is: {at_least: 0.5}}"
    lacking = explained(asking(passes(share)), severity(2, 1, 3)).condition("1.1.1")
    enough = explained(asking(passes(share)), defects("id: D1, severity: 2, status: closed")).condition("1.1.1")

    assert [record["key"] for record in lacking["witnesses"]] == ["D1", "D3"]
    assert lacking["witnesses"][0]["tested"] == ["status open, asked closed"]
    assert [record["key"] for record in enough["witnesses"]] == ["D1"]


def test_the_record_of_a_latest_date_is_the_one_that_has_it() -> None:
    evidence = defects("id: D1, found: 2026-11-05", "id: D2, found: 2026-11-06", "id: D3, found: 2026-11-01")
    one = explained(asking(passes("{highest: defect.found, is: {before: 2026-11-03}}")), evidence).condition("1.1.1")

    assert [(record["key"], record["values"]) for record in one["witnesses"]] == [("D2", {"found": "2026-11-06"})]


# --- conditions in conditions ------------------------------------------------------------------------

THRESHOLDS = """
parameters:
  cutover_date: {type: date, value: 2026-11-29}
  threshold:
    title: agreed threshold
    fields: {severity: integer, most: integer}
    rows: [{severity: 1, most: 0}, {severity: 2, most: 2}]
"""
WITHIN = (
    "{every: threshold, meets: {count: defect, where: {severity: $threshold.severity}, is: {at_most: $threshold.most}}}"
)


def test_what_a_record_has_to_meet_is_told_with_its_own_values_down_to_the_records_behind_it() -> None:
    made = explained(asking(passes(WITHIN), head=THRESHOLDS), severity(1, 2, 2))
    (short,) = made.condition("1.1.1")["witnesses"]
    (inner,) = short["conditions"]

    assert short["truth"] == "false"
    assert inner["number"] == "1.1.1.1.1"
    assert inner["text"] == "the number of testing issues whose severity is 1 is at most 0"
    assert inner["found"] == "1, asked at most 0: 1 too many; 3 records given, and the list is complete"
    assert [record["key"] for record in inner["witnesses"]] == ["D1"]
    assert "falls short: threshold" in made.text("full")
    assert "asked at most 0: 1 too many" in made.text()


def test_a_value_that_the_record_at_hand_does_not_have_is_said_not_to_be_given() -> None:
    nested = "{some: defect, meets: {some: confirmation, where: {for_date: {before: $defect.found}, id: $defect.id}}}"
    evidence = """
facts:
  defect: {source: S2, complete: true, records: [{found: null, severity: 1}, {id: D2, found: 2026-11-03}]}
  confirmation: {source: S1, complete: true, records: [{id: D2, for_date: 2026-11-05}]}
"""
    made = explained(asking(passes(nested)), evidence.replace("{found: null, severity: 1}", "{id: D1, found: null}"))
    text = made.text("full")

    assert "before (none)" in text
    assert "before 2026-11-03" in text


def test_a_condition_in_a_condition_in_a_condition_is_told_to_a_depth() -> None:
    head = "vocabulary: {a: {key: id, fields: {id: text, up: text}}}"
    inner = "{some: a, as: five, where: {id: $four.up}}"
    for name, above in (("four", "three"), ("three", "two"), ("two", "one")):
        inner = f"{{some: a, as: {name}, where: {{id: ${above}.up}}, meets: {inner}}}"
    evidence = "facts: {a: {source: S2, complete: true, records: [{id: A, up: A}]}}"
    made = explained(asking(passes(f"{{some: a, as: one, meets: {inner}}}"), head=head), evidence)

    assert max(one["number"].count(".") for one in made.conditions()) == 8


def test_parts_are_numbered_as_a_tree_and_those_that_mattered_are_marked() -> None:
    condition = (
        "{all: [{some: defect}, {any: [{no: confirmation}, {not: {some: event}}]}, {not: {all: [{no: defect}]}}]}"
    )
    made = explained(asking(passes(condition)), severity(1))
    tree = made.rule("A1-pass")["conditions"]
    numbers = [(one["number"], one["kind"], one["truth"], one["decides"]) for one in tree]

    assert numbers == [
        ("1.1.1", "some", "true", False),
        ("1.1.2", "any", "unknown", True),
        ("1.1.2.1", "no", "unknown", True),
        ("1.1.2.2", "some", "unknown", True),
        ("1.1.3", "not", "true", False),
        ("1.1.3.1", "no", "false", False),
    ]
    assert made.rule("A1-pass")["stopped_by"] == ["1.1.2.1", "1.1.2.2"]
    assert made.condition("1.1.2")["found"] == "0 of 2 hold, and of 2 it cannot be told"


def test_what_must_not_be_so_stops_a_rule_by_being_so() -> None:
    made = explained(asking(passes("{not: {any: [{some: defect}, {some: event}]}}")), severity(1))
    rule = made.rule("A1-pass")

    assert rule["joined"] == "none of these holds"
    assert rule["stopped_by"] == ["1.1.1"]
    assert rule["difference"].startswith(
        "it must not be so that there is at least one testing issue; 1 found, of 1 looked at; none may be: 1 too many"
    )


# --- why not -----------------------------------------------------------------------------------------


def test_a_rule_that_did_not_decide_is_set_against_the_one_that_did() -> None:
    rules = [
        fails("{no: confirmation, where: {confirmed: true}}"),
        passes("{some: confirmation, where: {confirmed: true}}"),
        passes("{some: event}", "A1-event"),
    ]
    evidence = "facts: {confirmation: {source: S1, records: [{id: C1, confirmed: true}]}}"
    made = explained(asking(*rules), evidence)

    assert made.rule("A1-fail")["difference"].endswith("; A1-pass, which decided, needs the contrary")
    assert made.rule("A1-event")["difference"] == (
        "it needs that there is at least one event; nothing of the kind was given; "
        "A1-pass, which decided, does not need it"
    )
    assert made.least("A1") == ["confirmation C1"]


def test_a_pass_that_holds_waits_for_every_reason_to_fail_to_be_told() -> None:
    made = explained(asking(fails("{some: event}"), passes("{some: defect}")), severity(1))
    rule = made.rule("A1-pass")

    assert rule["stopped_by"] == ["1.1"]
    assert rule["difference"] == (
        "it holds, but every reason to fail must be known not to hold, and A1-fail cannot be told"
    )
    assert made.subject("A1")["minimal_reason"] is None


def test_a_rule_that_settles_is_outweighed_by_a_failure_and_not_needed_beside_a_pass() -> None:
    settles = "{id: A1-settled, settles: true, pass_when: {some: defect}}"
    failed = explained(asking(fails("{some: defect}"), settles), severity(1))
    passed = explained(asking(passes("{some: defect}"), settles), severity(1))

    assert failed.rule("A1-settled")["difference"] == (
        "it holds too, but A1-fail comes before it: a reason to fail outweighs any reason to pass"
    )
    assert passed.rule("A1-settled")["difference"].endswith("needs no rule that settles it")


def test_a_rule_out_of_force_says_so() -> None:
    rules = [passes("{some: defect}"), "{id: A1-old, until: 2026-10-01, pass_when: {some: event}}"]
    made = explained(asking(*rules), severity(1))

    assert made.rule("A1-old")["difference"] == "it is not in force on 2026-11-08"
    assert not made.rule("A1-old")["conditions"]
    assert "A1-old, a reason to pass: not in force" in made.text("full")


@pytest.mark.parametrize(
    ("rules", "evidence", "name", "text"),
    [
        ([passes("{some: event}")], "facts: {event: {source: S1, complete: true, records: []}}", "A1.not-met", "(1.1)"),
        ([fails("{some: event}")], "facts: {event: {source: S1, complete: true, records: []}}", "A1.clear", "(1.1)"),
    ],
)
def test_what_follows_from_all_rules_names_them(rules: list[str], evidence: str, name: str, text: str) -> None:
    made = explained(asking(*rules), evidence)

    assert made.rule(name)["rests_on"] == ["1.1"]
    assert text in made.text()
    assert made.least("A1") == ["the complete list, with no event"]


def test_a_criterion_that_does_not_apply_or_is_not_in_force_says_so() -> None:
    applies = "applies_when: {some: event}, not_applicable_because: Nothing happened,"
    none = "facts: {event: {source: S1, complete: true, records: []}}"
    made = explained(asking(passes("{some: defect}"), more=applies), none)
    asleep = explained(asking(passes("{some: defect}"), more="until: 2026-10-01,"), none)
    waiting = explained(asking(passes("{some: defect}"), more=applies), severity(1))

    assert made.rule("A1.not-applicable")["rests_on"] == ["1.1"]
    assert made.rule("A1.applies")["difference"] is None
    assert asleep.subject("A1")["status"] == "not_applicable"
    assert asleep.least("A1") == []
    assert "No evidence at all is needed for it" in asleep.text()
    assert waiting.rule("A1-pass")["stopped_by"] == ["1.1"]


def test_a_waived_failure_names_the_waiver_and_rests_on_it() -> None:
    waiver = (
        "waivers: [{id: W1, criterion: A1, by: board, reason: Known, date: 2026-11-07, until: 2026-12-01, source: S3}]"
    )
    made = explained(asking(fails("{some: defect}")), f"{severity(1)}\n{waiver}")

    assert made.subject("A1")["waivers"][0]["id"] == "W1"
    assert made.least("A1") == ["defect D1", "waiver W1"]
    assert "Waived by - W1, Cut-over board, 2026-11-07, until 2026-12-01, Known. (evidence.yaml:" in made.text("full")
    assert [source["id"] for source in made.document["sources"]] == ["S2", "S3"]


# --- the decision, risks and controls ----------------------------------------------------------------

GATES = """
decision:
  question: Go?
  rules:
    - {id: D-stop, then: no_go, when: {some: event}}
    - {id: D-go, then: go, when: {criteria: all, is: pass}}
    - {id: D-late, then: no_go, when: {criterion: A1, is: pass}}
"""


def test_a_decision_rule_that_holds_waits_for_those_before_it() -> None:
    waiting = explained(asking(passes("{some: defect}")) + GATES, severity(1))
    made = explained(
        asking(passes("{some: defect}")) + GATES,
        "facts: {event: {source: S1, complete: true}, defect: {source: S2, records: [{id: D1}]}}".replace(
            "complete: true}", "complete: true, records: []}"
        ),
    )

    assert waiting.rule("D-go")["difference"] == (
        "it holds, but each rule before it must be known not to hold, and D-stop cannot be told"
    )
    assert waiting.rule("D-go")["stopped_by"] == ["D.1"]
    assert made.rule("D-late")["difference"].startswith("it holds, but each rule before it must be known not to hold")
    assert made.condition("D.2.1")["found"] == "1 of 1 is so: A1 pass"
    assert made.condition("D.2.1")["subjects"] == [{"id": "A1", "status": "pass", "number": "1"}]
    assert made.least("decision") == ["the complete list, with no event", "defect D1"]


def test_a_decision_about_nothing_says_that_there_is_nothing() -> None:
    made = explained(
        asking(passes("{some: defect}"), more="until: 2026-10-01,") + GO,
        "",
    )

    assert made.condition("D.1.1")["found"] == "there is no criterion in force"


def test_several_decisions_are_numbered_apart() -> None:
    gates = """
decisions:
  M1: {question: One?, rules: [{id: M1-go, then: go, when: {some: defect}}]}
  M2: {question: Two?, rules: [{id: M2-go, then: go, when: {all: [{decision: M1, is: go}, {decision: M1, is: go}]}}]}
"""
    made = explained(asking(passes("{some: defect}")) + gates, severity(1))

    assert [subject["number"] for subject in made.document["subjects"]] == ["D1", "D2", "1"]
    assert made.least("M2") == ["defect D1"]


RISK = """
risks:
  R1:
    title: It breaks
    owner: supplier
    ACCEPTED
    controls:
      C1:
        title: Watched
        owner: supplier
        rules:
          - {id: C1-broken, breached_when: {some: defect, where: {severity: 1}}}
          - {id: C1-there, in_place_when: {some: confirmation}}
          - {id: C1-planned, planned_when: {some: event}}
        obligation: {id: watch, text: Watch it., ends_when: {some: defect, where: {severity: 5}}}
"""
READY = """
decision:
  question: Go?
  rules: [{id: D, then: go, when: {risks: all, is: [accepted, accepted_with_conditions]}}]
"""
ACCEPTED = RISK.replace("ACCEPTED", "accepted_when: {some: event}")
BARE = RISK.replace("ACCEPTED", "")
EMPTY = "{source: S1, complete: true, records: []}"


def facts(**lists: str) -> str:
    return "facts: {" + ", ".join(f"{name}: {one}" for name, one in lists.items()) + "}"


@pytest.mark.parametrize(
    ("risk", "evidence", "state", "decided", "least"),
    [
        (BARE, severity(1), "breached", ["R1.breached"], ["defect D1"]),
        (BARE, facts(confirmation=EMPTY), "open", ["R1.open"], ["the complete list, with no confirmation"]),
        (ACCEPTED, facts(event=EMPTY), "open", ["R1.open"], ["the complete list, with no event"]),
        (BARE, facts(confirmation="{source: S1, records: [{id: C}]}"), "accepted", ["R1.accepted"], ["confirmation C"]),
        (
            ACCEPTED,
            facts(event="{source: S1, records: [{what: X}]}"),
            "accepted_with_conditions",
            ["R1.accepted-with-conditions"],
            ["event X"],
        ),
    ],
)
def test_a_risk_is_explained_by_its_controls_and_what_it_is_accepted_on(
    risk: str, evidence: str, state: str, decided: list[str], least: list[str]
) -> None:
    made = explained(risk + READY, evidence)
    subject = made.subject("R1")

    assert subject["status"] == state
    assert [rule["id"] for rule in subject["rules"] if rule["decided"]] == decided
    assert made.least("R1") == least


def test_a_risk_without_controls_is_explained_by_what_it_is_accepted_on() -> None:
    bare = "risks: {R1: {title: It breaks, owner: supplier, accepted_when: {some: event}}}\n"
    made = explained(bare + READY, facts(event="{source: S1, records: [{what: X}]}"))

    assert [rule["id"] for rule in made.subject("R1")["rules"]] == [
        "R1.open",
        "R1.accepted",
        "R1.accepted-with-conditions",
    ]


def test_a_risk_of_which_nothing_is_in_force_says_so() -> None:
    asleep = BARE.replace("title: Watched", "title: Watched, until: 2026-10-01".replace(", ", "\n        "))
    made = explained(asleep + READY, "")

    assert made.subject("R1")["rules"] == made.subject("C1")["rules"] == []
    assert made.subject("C1")["status"] == "not_applicable"
    assert complaints(made.document) == []
    assert "R1 CANNOT TELL It breaks Because No rule for it is in force." in made.text()


def test_a_control_is_the_first_of_its_states_and_says_what_is_not_in_place() -> None:
    planned = "{source: S1, records: [{what: X}]}"
    there = facts(confirmation="{source: S1, records: [{id: C}]}", event=planned)
    made = explained(BARE + READY, there)
    lacking = explained(BARE + READY, facts(confirmation=EMPTY))

    assert made.rule("C1-planned")["difference"] == (
        "it holds too, but C1-there comes before it: the first of ended, breached, in place and planned counts"
    )
    assert lacking.rule("C1.not-in-place")["decided"]
    assert lacking.least("C1") == ["the complete list, with no confirmation"]
    assert "for breached" in made.text()


def test_a_go_with_conditions_lists_what_it_depends_on() -> None:
    made = explained(BARE + READY, facts(event="{source: S1, records: [{what: X}]}"))
    subject = made.subject("decision")

    assert subject["status"] == "go_with_conditions"
    assert subject["obligations"] == [{"id": "watch", "on": "C1", "text": "Watch it.", "state": "open"}]
    assert "Conditions - Watch it. (open, for C1)" in made.text()


def test_a_record_that_was_corrected_says_by_what() -> None:
    evidence = """
facts:
  defect: {source: S2, records: [{id: D1, severity: 1}, {id: D2, severity: 2, corrects: D1}]}
"""
    (record,) = explained(asking(passes("{some: defect, where: {severity: 1}}")), evidence).condition("1.1.1")[
        "left_out"
    ]

    assert record["reason"] == "corrected"
    assert record["why"].startswith("corrected (")


# --- what is asked for -------------------------------------------------------------------------------


def test_a_rule_alone_keeps_the_number_that_it_has_in_the_whole() -> None:
    rules = [passes("{some: event}"), passes("{some: defect}", "A1-other"), passes("{no: event}", "A1-third")]
    made = explained(asking(*rules), severity(1), "A1-other", "A1-pass")

    assert [(one["number"], one["id"], one["status"]) for one in made.document["subjects"]] == [
        ("1.1", "A1-pass", "unknown"),
        ("1.2", "A1-other", "true"),
    ]
    assert "Rule of A1, which is PASS: Asked" in made.text()
    assert "1.2 A1-other HOLDS:" in made.text("brief")
    assert made.subject("A1-pass")["missing"] == []


def test_a_brief_explanation_is_one_sentence_that_says_what_is_missing() -> None:
    rules = [passes("{all: [{some: event}, {some: defect, where: {severity: 1}}]}")]
    text = explained(asking(*rules), "").text("brief")

    assert "1 A1 CANNOT TELL: The evidence does not show it, and does not show the contrary; missing: " in text
    assert "and 1 more." in text


# --- the least reason, in bounds ---------------------------------------------------------------------


def test_a_search_that_looked_at_enough_says_how_far_it_went(monkeypatch: pytest.MonkeyPatch) -> None:
    policy = asking(fails("{some: defect, where: {severity: 1}}"))
    evidence = severity(*[2] * 30)

    def tried(looks: int) -> Explanation:
        monkeypatch.setattr(minimal, "LOOKS", looks)
        return explained(policy, evidence, "A1")

    reasons = [tried(looks).subject("A1")["minimal_reason"] for looks in (100, 500, 2000, 600_000)]
    assert [reason["tried"] for reason in reasons] == ["some", "some", "lists", "all"]
    assert [reason["found"] for reason in reasons] == [False, True, True, True]
    assert "a least reason was not looked for" in tried(100).text()
    assert "it was not tried whether less would do" in tried(500).text()
    assert "Each list was tried as a whole" in tried(2000).text()


def test_what_the_records_that_decided_cannot_show_alone_is_looked_for_among_everything() -> None:
    evidence = """
facts:
  defect:
    - {source: S2, complete: true, records: [{id: D1, severity: 3}]}
    - {source: S3, records: [{id: D1, severity: 3, status: open}]}
resolutions: [{fact: defect, key: D1, field: severity, value: 3, by: board, reason: Agreed, date: 2026-11-07}]
"""
    made = explained(asking(passes("{every: defect, has: {severity: {at_least: 3}}}")), evidence)

    assert made.subject("A1")["minimal_reason"]["tried"] == "all"
    assert made.least("A1") == ["the complete list of 1 testing issue"]


def test_what_is_no_longer_needed_once_something_else_is_left_out_goes_too() -> None:
    """While two sources contradict each other on D1, its severity is not known, and D2 is needed; then it is not."""
    evidence = """
facts:
  defect:
    - {source: S2, records: [{id: D1, severity: 1}, {id: D8}]}
    - {source: S3, records: [{id: D1, severity: 3}, {id: D9}]}
    - {source: S1, records: [{id: D2, severity: 1}]}
waivers: [{id: W, criterion: A1, by: board, reason: Known, date: 2026-11-07, until: 2026-12-01}]
"""
    named = ", ".join(f"{{some: defect, where: {{id: {name}}}}}" for name in ("D1", "D8", "D9"))
    made = explained(asking(passes(f"{{all: [{named}, {{some: defect, where: {{severity: 1}}}}]}}")), evidence)

    assert made.least("A1") == ["defect D1", "defect D8", "defect D9"]
    assert made.subject("A1")["minimal_reason"]["pieces"][0]["sources"] == ["S2"]


def test_a_least_reason_of_what_rests_on_one_thing_twice_has_it_once() -> None:
    more = """
  A2: {title: After it, owner: supplier, rules: [{id: A2-after, pass_when: {criterion: A1, is: pass}}]}
"""
    made = explained(asking(passes("{some: defect}")) + more + GO, severity(1))

    assert made.least("A2") == made.least("decision") == ["defect D1"]


# --- as data and as text -----------------------------------------------------------------------------


def complaints(document: Any) -> list[str]:
    found = Draft202012Validator(SCHEMA).iter_errors(json.loads(json.dumps(document)))
    return [f"{one.json_path}: {one.message[:200]}" for one in found]


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("seed", range(12))
def test_random_explanations_are_what_the_schema_says(seed: int) -> None:
    made = puzzle(seed)

    assert complaints(explanation(made.judgement, "0", (), made.judge.judge)) == []


def test_explanations_of_rules_and_waivers_are_what_the_schema_says() -> None:
    waiver = "waivers: [{criterion: A1, by: board, reason: Known, date: 2026-11-07, until: 2026-12-01}]"
    policy = asking(fails("{some: defect}"))

    assert complaints(explained(policy, f"{severity(1)}\n{waiver}").document) == []
    assert complaints(explained(policy, severity(1), "A1-fail").document) == []
    assert complaints(explained(BARE + READY, severity(1)).document) == []


def test_a_field_on_which_sources_disagree_says_so_and_what_each_says() -> None:
    evidence = """
facts:
  defect:
    - {source: S2, complete: true, records: [{id: D-1, severity: 1, status: closed}]}
    - {source: S3, complete: true, records: [{id: D-1, severity: 1, status: open}]}
"""
    made = explained(asking(fails("{some: defect, where: {severity: {at_most: 2}, status: open}}")), evidence)
    (record,) = made.condition("1.1.1")["witnesses"]

    assert record["tested"] == ["status (sources disagree), asked open"]
    assert record["values"]["status"] == (
        "(sources disagree: Defect export says closed, Minutes of the test advisory group says open)"
    )
