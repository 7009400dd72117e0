"""Conditions are read with every name resolved and every value typed, or complained of where they are written."""

from __future__ import annotations

from decimal import Decimal

import pytest

from gonogo.model.condition import (
    All,
    AsOf,
    Condition,
    Count,
    Either,
    Every,
    FieldOf,
    FieldTest,
    Figure,
    IfNone,
    Literal,
    Op,
    ParameterValue,
    Selection,
    Shifted,
    Some,
    StatusIs,
    Unit,
)
from gonogo.model.diagnostic import Code, Diagnostic, Diagnostics
from gonogo.model.location import SourceFile
from gonogo.model.policy import Policy
from gonogo.read.policy_file import read_policy

GROUND = """
policy: p
title: P
calendar: c
roles: {board: {title: Board}, lab: {title: Lab}}
parameters:
  day: {type: date, value: 2026-11-29}
  most: {type: integer, value: 3}
  grid: {fields: {level: integer, most: integer}, rows: [{level: 1, most: 2}]}
vocabulary:
  defect:
    key: id
    fields:
      id: text
      level: {type: integer, from: 1, to: 5}
      cost: decimal
      state: {one_of: [open, fixed, closed]}
      rank: {ranked: [low, middle, high]}
      live: boolean
      found: date
      seen: instant
      version: version
      tags: {list_of: text}
      note: {type: text, optional: true}
      by: role
  retest: {key: id, fields: {id: text, defect: {ref: defect}, passed: boolean, on: date}}
definitions:
  open_defect: {of: defect, where: {state: {not: closed}}}
  bad_defect: {of: open_defect, where: {level: {at_most: 2}}}
  unproved: {of: open_defect, as: it, meets: {no: retest, where: {defect: $it.id, passed: true}}}
  unproved_too: {of: unproved, meets: {some: retest, where: {defect: $unproved.id}}}
criteria:
  C1: {title: One, rules: [{id: C1-a, fail_when: {some: defect}}]}
  C2:
    title: Two
    rules:
      - id: C2-a
        fail_when: CONDITION
risks:
  R1: {title: Risk, accepted_when: {some: defect}}
decision: {question: Go?, rules: [{id: D, then: go, when: {criterion: C1, is: pass}}]}
"""
CALENDAR = SourceFile(
    "c.yaml", "calendar: c\ntitle: C\nversion: '1'\nsource: s\nyears: {2026: {2026-12-25: Christmas}}\n"
)


def read(condition: str, **replaced: str) -> tuple[Policy | None, Diagnostics]:
    text = GROUND.replace("CONDITION", condition)
    for old, new in replaced.items():
        text = text.replace(old, new)
    diagnostics = Diagnostics()
    fetch = {"p.yaml": SourceFile("p.yaml", text)}
    policy = read_policy("p.yaml", lambda path, _: fetch.get(path), diagnostics, calendars={"c": CALENDAR})
    return policy, diagnostics


def good(condition: str) -> Condition:
    policy, diagnostics = read(condition)
    assert diagnostics.errors == ()
    assert policy is not None
    return policy.criteria[1].rules[0].condition


def selection(condition: str) -> Selection:
    found = good(condition)
    assert isinstance(found, Some)
    return found.selection


def against(test: str) -> list[tuple[Op, tuple[object, ...]]]:
    """The tests of the one field that a `where` has."""
    part = selection(f"{{some: defect, where: {test}}}").where[0]
    assert isinstance(part, FieldTest)
    return [(one.op, one.against) for one in part.tests]


def complaints(condition: str) -> tuple[Diagnostic, ...]:
    return read(condition)[1].errors


# --- tests and values ----------------------------------------------------------------------------


def test_a_bare_value_means_equals_and_a_list_means_one_of() -> None:
    assert against("{level: 3}") == [(Op.EQUALS, (Literal(3),))]
    assert against("{state: [open, fixed]}") == [(Op.ONE_OF, (Literal("open"), Literal("fixed")))]


def test_several_tests_on_one_field_must_all_hold() -> None:
    assert [op for op, _ in against("{level: {at_least: 2, not: 4}}")] == [Op.AT_LEAST, Op.NOT]


def test_values_take_the_type_of_their_field() -> None:
    assert against("{cost: 1.10}") == [(Op.EQUALS, (Literal(Decimal("1.10")),))]
    assert against("{id: 1.10}") == [(Op.EQUALS, (Literal("1.10"),))]
    assert against("{id: NO}") == [(Op.EQUALS, (Literal("NO"),))]
    assert against("{note: {given: false}}") == [(Op.GIVEN, (Literal(False),))]


def test_a_dollar_begins_a_reference_and_two_begin_a_text() -> None:
    assert against("{found: $as_of}") == [(Op.EQUALS, (AsOf(),))]
    assert against("{found: {after: $day}}") == [(Op.AFTER, (ParameterValue("day"),))]
    assert against("{id: $$day}") == [(Op.EQUALS, (Literal("$day"),))]
    assert against("{found: {before: $defect.found}}") == [(Op.BEFORE, (FieldOf("defect", "found"),))]


def test_dates_are_moved_by_days_working_days_and_months_and_instants_by_hours() -> None:
    moved = against("{found: {between: [{date: $day, minus: 5 working days}, {date: 2026-12-01, plus: 1 month}]}}")[0][
        1
    ]

    assert moved[0] == Shifted(ParameterValue("day"), -5, Unit.WORKING_DAYS)
    assert isinstance(moved[1], Shifted)
    assert (moved[1].amount, moved[1].unit) == (1, Unit.MONTHS)
    assert isinstance(against("{seen: {after: {date: '2026-01-01T10:00:00Z', plus: 24 hours}}}")[0][1][0], Shifted)


def test_a_figure_can_be_what_is_compared_with() -> None:
    found = against("{level: {at_most: {count: retest, where: {defect: $defect.id}}}}")[0][1][0]

    assert isinstance(found, Figure)
    assert isinstance(found.of, Count)
    assert found.of.tests == ()


def test_either_holds_alternatives() -> None:
    part = selection("{some: defect, where: {either: [{level: 1}, {live: true, state: open}]}}").where[0]

    assert isinstance(part, Either)
    assert [len(option) for option in part.options] == [1, 2]


def test_every_record_has_fields_for_its_source() -> None:
    part = selection("{some: defect, where: {source.basis: {at_least: documented}}}").where[0]

    assert isinstance(part, FieldTest)
    assert part.field == "source.basis"
    assert part.type.words == ("stated", "documented", "validated")


@pytest.mark.parametrize(
    ("where", "code"),
    [
        ("{levle: 1}", Code.UNKNOWN_FIELD),
        ("{source.size: 1}", Code.UNKNOWN_FIELD),
        ("{level: high}", Code.UNREADABLE_VALUE),
        ("{level: 2.5}", Code.UNREADABLE_VALUE),
        ("{level: 012}", Code.UNREADABLE_VALUE),
        ("{level: '3'}", Code.UNREADABLE_VALUE),
        ("{level: 7}", Code.UNREADABLE_VALUE),
        ("{live: yes}", Code.UNREADABLE_VALUE),
        ("{state: opne}", Code.UNREADABLE_VALUE),
        ("{found: 2026-02-30}", Code.UNREADABLE_VALUE),
        ("{found: 29/11/2026}", Code.UNREADABLE_VALUE),
        ("{seen: 2026-11-29}", Code.UNREADABLE_VALUE),
        ("{by: labs}", Code.UNKNOWN_ROLE),
        ("{tags: [a, b]}", Code.TEST_DOES_NOT_FIT),
        ("{tags: a}", Code.UNREADABLE_VALUE),
        ("{id: {at_least: a}}", Code.TEST_DOES_NOT_FIT),
        ("{level: {before: 3}}", Code.TEST_DOES_NOT_FIT),
        ("{found: {at_most: 2026-01-01}}", Code.TEST_DOES_NOT_FIT),
        ("{state: {starts_with: o}}", Code.TEST_DOES_NOT_FIT),
        ("{live: {at_least: true}}", Code.TEST_DOES_NOT_FIT),
        ("{id: {matches: '('}}", Code.BAD_PATTERN),
        ("{id: {matches: $most}}", Code.BAD_PATTERN),
        ("{level: {between: [4, 2]}}", Code.BACKWARDS),
        ("{rank: {between: [high, low]}}", Code.BACKWARDS),
        ("{version: {between: ['1.10', '1.9']}}", Code.BACKWARDS),
        ("{found: $most}", Code.TYPES_DIFFER),
        ("{seen: $as_of}", Code.TYPES_DIFFER),
        ("{id: {contains: $most}}", Code.TYPES_DIFFER),
        ("{found: {equals: {count: retest}}}", Code.TYPES_DIFFER),
        ("{found: {equals: {date: $most, plus: 1 day}}}", Code.TYPES_DIFFER),
        ("{found: $nothing}", Code.UNKNOWN_PARAMETER),
        ("{found: $grid}", Code.UNKNOWN_PARAMETER),
        ("{found: $defect}", Code.UNKNOWN_PARAMETER),
        ("{found: $retest.on}", Code.NOT_IN_SIGHT),
        ("{found: $defect.fond}", Code.UNKNOWN_FIELD),
        ("{found: {equals: {date: $day, plus: five days}}}", Code.BAD_SHIFT),
        ("{found: {equals: {date: $day, plus: 5 fortnights}}}", Code.BAD_SHIFT),
        ("{found: {equals: {date: $day, plus: 5 hours}}}", Code.BAD_SHIFT),
        ("{found: {equals: {date: $day, plus: 999999999 days}}}", Code.BAD_SHIFT),
        ("{found: {equals: {date: 2026-13-01, plus: 1 day}}}", Code.UNREADABLE_VALUE),
    ],
)
def test_a_value_or_test_that_does_not_fit_is_refused(where: str, code: Code) -> None:
    found = complaints(f"{{some: defect, where: {where}}}")

    assert [one.code for one in found] == [code]


@pytest.mark.parametrize(
    "where",
    [
        "{level: {more_than: 5}}",
        "{level: {at_least: 4, at_most: 2}}",
        "{level: {equals: 2, not: 2}}",
        "{level: {more_than: 2, less_than: 3}}",
        "{found: {after: 2026-01-01, before: 2026-01-02}}",
        "{cost: {more_than: 2, less_than: 2}}",
        "{state: {not: open, none_of: [fixed, closed]}}",
        "{rank: {more_than: high}}",
        "{id: {equals: a, starts_with: b}}",
        "{id: {equals: a, not: a}}",
        "{id: {one_of: [a, b], matches: c}}",
        "{live: {given: false}}",
        "{note: {given: false, equals: a}}",
        "{version: {at_least: '1.10', less_than: '1.9'}}",
    ],
)
def test_tests_that_no_value_passes_are_refused(where: str) -> None:
    found = complaints(f"{{some: defect, where: {where}}}")

    assert [one.code for one in found] == [Code.NEVER_HOLDS]


@pytest.mark.parametrize(
    "where",
    [
        "{cost: {more_than: 2, less_than: 3}}",
        "{version: {more_than: '1.9', less_than: '1.10'}}",
        "{found: {after: 2026-01-01, before: 2026-01-03}}",
        "{id: {starts_with: a, ends_with: b, not: ab}}",
        "{note: {not: a, given: true}}",
        "{found: {after: $day, before: 2000-01-01}}",
    ],
)
def test_tests_that_some_value_passes_are_accepted(where: str) -> None:
    assert complaints(f"{{some: defect, where: {where}}}") == ()


# --- definitions ---------------------------------------------------------------------------------


def test_a_definition_asks_before_the_place_of_its_use_does() -> None:
    found = selection("{some: bad_defect, where: {live: true}}")

    assert (found.fact, found.alias, found.named) == ("defect", "bad_defect", "bad_defect")
    assert [part.field for part in found.where if isinstance(part, FieldTest)] == ["state", "level", "live"]


def test_a_definition_speaks_of_its_record_by_the_name_that_the_use_gives_it() -> None:
    found = selection("{some: unproved, as: mine}")

    assert found.meets is not None
    assert FieldOf("mine", "id") in _operands(found.meets)


def test_definitions_stand_on_definitions() -> None:
    found = selection("{some: unproved_too}")

    assert isinstance(found.meets, All)
    assert all(FieldOf("unproved_too", "id") in _operands(part) for part in found.meets.parts)


def _operands(condition: Condition) -> list[object]:
    inner = condition.selection.where  # type: ignore[union-attr]  # a Some or a No
    return [operand for part in inner if isinstance(part, FieldTest) for one in part.tests for operand in one.against]


def test_a_definition_and_its_use_must_not_contradict_each_other() -> None:
    assert [one.code for one in complaints("{some: bad_defect, where: {level: 4}}")] == [Code.NEVER_HOLDS]


def test_what_is_wrong_with_a_definition_is_said_once_though_it_is_used_twice() -> None:
    wrong = {"level: {at_most: 2}": "level: {at_most: 20}"}
    diagnostics = read("{all: [{some: bad_defect}, {no: bad_defect}]}", **wrong)[1]

    assert [one.code for one in diagnostics.errors] == [Code.UNREADABLE_VALUE]


@pytest.mark.parametrize(
    ("replaced", "code"),
    [
        ({"of: defect, where": "of: bad_defect, where"}, Code.DEFINITION_CIRCLE),
        ({"of: defect, where": "of: defects, where"}, Code.UNKNOWN_FACT),
        (
            {"meets: {no: retest, where: {defect: $it.id, passed: true}}": "meets: {no: unproved}"},
            Code.DEFINITION_CIRCLE,
        ),
        (
            {"meets: {no: retest, where: {defect: $it.id, passed: true}}": "meets: {no: unproved_too}"},
            Code.DEFINITION_CIRCLE,
        ),
        ({"  unproved:": "  grid:"}, Code.NAME_TAKEN),
        ({"  unproved:": "  view:"}, Code.NAME_TAKEN),
        ({"$it.id": "$defect.id"}, Code.NOT_IN_SIGHT),
    ],
)
def test_a_definition_that_stands_on_nothing_is_refused(replaced: dict[str, str], code: Code) -> None:
    assert code in {one.code for one in read("{some: defect}", **replaced)[1].errors}


def test_definitions_that_double_at_every_step_are_stopped() -> None:
    doubled = "".join(
        f"  d{number}: {{of: defect, meets: {{any: [{{some: d{number - 1}}}, {{no: d{number - 1}}}]}}}}\n"
        for number in range(1, 19)
    )
    start = "  d0: {of: defect, where: {live: true}}\n"
    diagnostics = read("{some: d18}", **{"criteria:\n": start + doubled + "criteria:\n"})[1]

    assert Code.DEFINITION_CIRCLE in {one.code for one in diagnostics.errors}


# --- quantifiers and what is in sight ------------------------------------------------------------


def test_every_says_what_it_comes_to_where_there_is_none() -> None:
    found = good("{every: open_defect, where: {live: true}, has: {level: {at_least: 3}}, if_none: pass}")

    assert isinstance(found, Every)
    assert (found.if_none, found.selection.meets, len(found.selection.where)) == (IfNone.PASS, None, 2)


def test_two_records_of_one_fact_never_share_a_name_inside() -> None:
    found = selection("{some: defect, meets: {some: defect, where: {level: 1}}}")

    assert isinstance(found.meets, Some)
    assert (found.alias, found.meets.selection.alias) == ("defect", "defect_")


def test_a_name_that_fits_two_records_is_refused() -> None:
    found = complaints("{some: defect, meets: {some: defect, where: {id: {not: $defect.id}}}}")

    assert [one.code for one in found] == [Code.TWO_RECORDS]


def test_a_record_can_be_given_a_name_of_its_own() -> None:
    found = selection("{some: defect, as: one, meets: {some: defect, where: {id: {not: $one.id}}}}")

    assert found.alias == "one"
    assert found.meets is not None
    assert _operands(found.meets) == [FieldOf("one", "id")]


@pytest.mark.parametrize(
    ("condition", "code"),
    [
        ("{some: defects}", Code.UNKNOWN_FACT),
        ("{count: defects, is: {at_least: 1}}", Code.UNKNOWN_FACT),
        ("{share: defects, where: {live: true}, is: {at_least: 1}}", Code.UNKNOWN_FACT),
        ("{every: defects, has: {live: true}}", Code.UNKNOWN_FACT),
        ("{total: defects.cost, is: 1}", Code.UNKNOWN_FACT),
        ("{total: defect.coast, is: 1}", Code.UNKNOWN_FIELD),
        ("{total: defect, is: 1}", Code.UNKNOWN_FIELD),
        ("{total: defect.state, is: 1}", Code.TEST_DOES_NOT_FIT),
        ("{highest: defect.rank, is: high}", Code.TEST_DOES_NOT_FIT),
        ("{count: defect, is: {at_least: many}}", Code.UNREADABLE_VALUE),
        ("{count: defect, is: {less_than: 0}}", Code.NEVER_HOLDS),
        ("{share: defect, where: {live: true}, is: {at_least: 80}}", Code.UNREADABLE_VALUE),
        ("{share: defect, of: {lively: true}, where: {live: true}, is: {at_least: 0.8}}", Code.UNKNOWN_FIELD),
        ("{highest: defect.level, is: 9}", Code.UNREADABLE_VALUE),
        ("{parameter: mots, is: 3}", Code.UNKNOWN_PARAMETER),
        ("{parameter: most, is: three}", Code.UNREADABLE_VALUE),
        ("{not: {some: defects}}", Code.UNKNOWN_FACT),
        ("{any: [{some: defect}, {some: defects}]}", Code.UNKNOWN_FACT),
        ("{every: defect, has: {lively: true}}", Code.UNKNOWN_FIELD),
        ("{every: defect, meets: {some: tests}}", Code.UNKNOWN_FACT),
        ("{some: defect, where: {either: [{lively: true}]}}", Code.UNKNOWN_FIELD),
        ("{some: defect, where: {level: {equals: {count: tests}}}}", Code.UNKNOWN_FACT),
        ("{some: view, where: {about: C9}}", Code.UNKNOWN_SUBJECT),
        ("{some: view, where: {about: {not: C9}}}", Code.UNKNOWN_SUBJECT),
        ("{some: waiver, where: {criterion: C9}}", Code.UNKNOWN_SUBJECT),
        ("{some: waiver, where: {rule: C1}}", Code.UNKNOWN_SUBJECT),
    ],
)
def test_a_condition_that_means_nothing_is_refused(condition: str, code: Code) -> None:
    assert [one.code for one in complaints(condition)] == [code]


def test_the_nearest_name_is_offered() -> None:
    assert complaints("{some: defects}")[0].did_you_mean == "defect"
    assert complaints("{total: defect.coast, is: 1}")[0].did_you_mean == "defect.cost"
    assert complaints("{some: defect, where: {found: $retests.on}}")[0].did_you_mean is None
    assert complaints("{some: defect, where: {found: $defects.found}}")[0].did_you_mean == "$defect.found"
    assert complaints("{some: defect, where: {state: opne}}")[0].did_you_mean == "open"
    assert complaints("{some: defect, where: {found: {at_most: $day}}}")[0].did_you_mean == "on_or_before"
    assert complaints("{some: defect, where: {found: {equals: {date: $day, plus: 5 workin days}}}}")[
        0
    ].did_you_mean == ("5 working days")


# --- statuses ------------------------------------------------------------------------------------


def test_a_status_names_what_it_asks_for() -> None:
    found = good("{criterion: C1, is: [pass, waived]}")

    assert isinstance(found, StatusIs)
    assert (found.ids, found.every, found.whole, found.statuses) == (("C1",), True, False, ("pass", "waived"))


def test_any_of_all_risks_can_be_asked_for() -> None:
    found = good("{risks: any, is: open}")

    assert isinstance(found, StatusIs)
    assert (found.ids, found.every, found.whole) == (("R1",), False, True)


@pytest.mark.parametrize(
    ("condition", "code"),
    [
        ("{criterion: C9, is: pass}", Code.UNKNOWN_SUBJECT),
        ("{criteria: [C1, C9], is: pass}", Code.UNKNOWN_SUBJECT),
        ("{criteria: every, is: pass}", Code.UNKNOWN_SUBJECT),
        ("{controls: all, is: ended}", Code.UNKNOWN_SUBJECT),
        ("{criterion: C1, is: green}", Code.UNKNOWN_STATUS),
        ("{criterion: C1, is: breached}", Code.UNKNOWN_STATUS),
        ("{risk: R1, is: [closed, ended]}", Code.UNKNOWN_STATUS),
        ("{risk: R1, is: {not: closed}}", Code.UNKNOWN_STATUS),
        ("{some: defect, meets: {risk: R1, is: closed}}", Code.STATUS_IN_MEETS),
        ("{criterion: C2, is: pass}", Code.CIRCLE),
        ("{decision: M10, is: go}", Code.UNKNOWN_SUBJECT),
    ],
)
def test_a_status_that_cannot_be_is_refused(condition: str, code: Code) -> None:
    assert [one.code for one in complaints(condition)] == [code]


def test_a_circle_is_spelt_out() -> None:
    replaced = {"when: {criterion: C1, is: pass}": "when: {criterion: C2, is: pass}"}
    found = read("{decision: decision, is: go}", **replaced)[1].errors

    assert [one.code for one in found] == [Code.CIRCLE]
    assert found[0].says == "this leads back to itself: criterion C2 → decision decision → criterion C2"


def test_conditions_are_equal_where_they_ask_the_same() -> None:
    assert good("{some: defect, where: {level: 1}}") == good("{some:   defect,   where: {level: 1}}")
    assert good("{count: defect, is: 1}") != good("{count: defect, is: 2}")
