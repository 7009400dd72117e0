"""What the shape check says; that its quick half and jsonschema agree; that the schemas keep to what editors know."""

import json
from typing import Any, Literal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gonogo.model.diagnostic import Code, Diagnostic, Diagnostics, InternalError
from gonogo.model.location import Location, SourceFile
from gonogo.read.fits import fits
from gonogo.read.schema import breaches, check_shape
from gonogo.read.strict_yaml import read_yaml
from gonogo.read.tree import Mapping, Node, Scalar, Sequence
from gonogo.resources import folder
from tests import desk

POLICY = """\
policy: harbour-cutover
title: Harbour control system cut-over
version: "1.10"
authority: board
calendar: england-and-wales
roles: {board: {title: Cut-over board}, supplier: {title: System supplier}}
parameters:
  cutover_date: {type: date, value: 2026-11-29, source: Cut-over plan}
  not_yet_set: {type: {type: integer, from: 1}, value: }
  issue_threshold:
    fields: {severity: integer, most: integer}
    rows: [{severity: 3, most: 20}, {severity: 4, most: 40}]
vocabulary:
  defect:
    title: testing issue
    key: id
    from: supplier
    fields:
      id: text
      severity: {type: integer, from: 1, to: 5}
      status: {one_of: [open, fixed, closed]}
      plan: {type: text, optional: true}
      found_in: {list_of: {ref: build}}
      by: {role: true}
definitions:
  outstanding_defect: {of: defect, where: {status: {not: closed}, deploys: true}, title: outstanding issue}
evidence: {basis: stated, received: {on_or_before: {date: $as_of, minus: 5 working days}}}
criteria:
  AC3:
    title: No severe defect goes live
    owner: supplier
    applies_when: {parameter: cutover_date, is: {given: true}}
    not_applicable_because: There is no date.
    rules:
      - {id: AC3-open, fail_when: {some: outstanding_defect, where: {either: [{severity: 1}, {severity: 2}]}}}
      - id: AC3-few
        settles: true
        pass_when:
          every: issue_threshold
          meets: {count: defect, where: {severity: $issue_threshold.severity}, is: {at_most: $issue_threshold.most}}
        because: "{count} found"
risks:
  RR1:
    title: The feature is switched on without approval
    controls:
      RR1-C1:
        title: Release notes are reviewed
        kind: preventive
        rules: [{id: RR1-C1-over, ended_when: {share: defect, where: {status: closed}, is: {at_least: 0.9}}}]
        obligation: {text: Review them., due: each release, ends_when: {no: defect}}
decision:
  question: Cut over on {cutover_date}?
  rules:
    - {id: D-moved, then: defer, to: {from: 2027-02-01, until: 2027-04-01}, when: {criteria: any, is: fail}}
    - {id: D-ready, then: go, when: {all: [{criteria: all, is: [pass, waived]}, {not: {risks: all, is: open}}]}}
  recommend: {go: [{verb: AGREE, text: To go.}]}
"""
EVIDENCE = """\
evidence: harbour-2026-11
policy: harbour-cutover
as_of: 2026-11-08
sources:
  S1: {title: Defect export, by: supplier, date: 2026-11-07, basis: documented, file: defects.csv, limits: None known.}
facts:
  defect:
    source: S1
    complete: true
    records: [{id: D-1, severity: 3, status: open, plan: , source: [S1], corrects: D-0}]
  build: [{source: S1, records: []}, {source: S1, complete: false}]
views: {complete: true, records: [{by: board, about: whole, says: agree_if, with: A fix., date: 2026-11-08}]}
waivers: [{criterion: AC3, by: board, reason: Small., until: 2026-12-01, covers: [fail], where: {id: D-1}}]
resolutions: [{fact: defect, key: D-1, field: severity, value: 3, by: board, reason: Seen., date: 2026-11-08}]
"""
CRITERION = "policy: p\ntitle: P\ncriteria:\n  A1:\n    title: T\n    rules:\n      - id: r\n        pass_when: {}\n"

Kind = Literal["policy", "evidence"]


def tree(text: str) -> Node:
    diagnostics = Diagnostics()
    node = read_yaml(SourceFile("p.yaml", text), diagnostics)
    assert node is not None, [one.says for one in diagnostics]
    return node


def complaints(text: str, kind: Kind = "policy") -> list[Diagnostic]:
    diagnostics = Diagnostics()
    check_shape(tree(text), kind, diagnostics)
    return list(diagnostics)


def of_condition(condition: str) -> list[tuple[Code, str]]:
    """What is said of a condition that stands at line 8, column 20."""
    return [(one.code, one.says) for one in complaints(CRITERION.replace("{}", condition))]


def schema(kind: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((folder("schemas") / f"{kind}.schema.json").read_text("utf-8"))
    return found


def test_a_policy_that_uses_the_whole_language_fits() -> None:
    assert complaints(POLICY) == []


def test_evidence_that_uses_every_part_fits() -> None:
    assert complaints(EVIDENCE, "evidence") == []


@pytest.mark.parametrize(
    ("condition", "said"),
    [
        ("{sone: d, where: {a: 1}}", [(Code.UNKNOWN_KEY, "`sone` is no head of a condition")]),
        ("{some: d, wehre: {a: 1}}", [(Code.UNKNOWN_KEY, "`wehre` is no key of a condition")]),
        (
            "{some: d, count: e, is: 1}",
            [(Code.SEVERAL_HEADS, "a condition has exactly one head; found `some` and `count`")],
        ),
        ("{where: {a: 1}}", [(Code.NO_HEAD, "a condition has exactly one head; found none")]),
        ("{}", [(Code.NO_HEAD, "a condition has exactly one head; found none")]),
        (
            "{all: [{some: d}], where: {a: 1}}",
            [(Code.KEY_DOES_NOT_FIT, "`where` does not go with `all`")],
        ),
        ("{count: d}", [(Code.NEEDS_COMPANION, "`count` needs `is`")]),
        ("{every: d}", [(Code.NEEDS_COMPANION, "`every` needs `has` or `meets`")]),
        ("{every: d, hsa: {a: 1}}", [(Code.UNKNOWN_KEY, "`hsa` is no key of a condition")]),
        ("some", [(Code.WRONG_SHAPE, "`pass_when` cannot be `some`")]),
        ("[{some: d}]", [(Code.WRONG_SHAPE, "`pass_when` cannot be a list")]),
        ("", [(Code.WRONG_SHAPE, "`pass_when` cannot be empty")]),
        ("{any: [d]}", [(Code.WRONG_SHAPE, "item 1 of `any` cannot be `d`")]),
        ("{any: []}", [(Code.WRONG_COUNT, "`any` is empty")]),
        ("{some: d, where: {a: {at_mots: 2}}}", [(Code.UNKNOWN_KEY, "`at_mots` is no key of a test")]),
        ("{some: d, where: {a: {given: perhaps}}}", [(Code.WRONG_SHAPE, "`given` cannot be `perhaps`")]),
        ("{some: d, where: {a: {between: [1]}}}", [(Code.WRONG_COUNT, "`between` has too few items")]),
        (
            "{some: d, where: {a: {equals: {date: $as_of}}}}",
            [(Code.NO_HEAD, "a value has exactly one of `plus` and `minus`; found none")],
        ),
    ],
)
def test_one_mistake_in_a_condition_gives_one_message(condition: str, said: list[tuple[Code, str]]) -> None:
    assert of_condition(condition) == said


def test_a_misspelt_required_key_gives_one_message_with_the_nearest_name() -> None:
    (only,) = complaints("policy: p\ntitel: P\n")

    assert (only.code, only.did_you_mean, only.at.line, only.at.column) == (Code.UNKNOWN_KEY, "title", 2, 1)


def test_what_is_missing_is_looked_for_at_the_key_that_holds_it() -> None:
    (only,) = complaints("policy: p\ntitle: P\nroles:\n  board:\n    note: N\n")

    assert (only.says, only.at.line, only.at.column) == ("a role lacks `title`", 4, 3)


def test_what_is_missing_from_a_mapping_in_braces_is_looked_for_there() -> None:
    (only,) = complaints("policy: p\ntitle: P\nroles: {board: {note: N}}\n")

    assert (only.at.column, only.at.width) == (16, len("{note: N}"))


@pytest.mark.parametrize(
    ("text", "code", "column"),
    [
        ("facts: {d: {complete: '', records: []}}", Code.WRONG_SHAPE, 23),
        ("facts: {d: {complete: yes, records: []}}", Code.WRONG_SHAPE, 23),
        ("facts: {d: {complete: 'true', records: []}}", Code.WRONG_SHAPE, 23),
        ("waivers: [{criterion: A, by: b, reason: r, expires_at: 2026}]", Code.UNKNOWN_KEY, 44),
        ("views: [{by: a, about: whole, says: agree_if}]", Code.NEEDS_COMPANION, 31),
        ("facts: {Defect: {records: []}}", Code.WRONG_FORM, 9),
        ("sources: {S1: {title: T, by: b, basis: stateed}}", Code.NOT_ONE_OF, 40),
    ],
)
def test_evidence_of_another_shape_is_refused_where_it_stands(text: str, code: Code, column: int) -> None:
    (only,) = complaints(f"evidence: e\nas_of: 2026-01-01\n{text}\n", "evidence")

    assert (only.code, only.at.line, only.at.column) == (code, 3, column)


def test_a_criterion_that_may_not_apply_must_say_why() -> None:
    (only,) = complaints(POLICY.replace("    not_applicable_because: There is no date.\n", ""))

    assert (only.code, only.says) == (
        Code.NEEDS_COMPANION,
        "`applies_when` needs `not_applicable_because`",
    )


def test_one_decision_and_several_do_not_go_together() -> None:
    (only,) = complaints(POLICY + "decisions: {M1: {question: Q, rules: [{id: D, then: go, when: {some: defect}}]}}\n")

    assert (only.code, only.says) == (Code.KEY_DOES_NOT_FIT, "`decision` and `decisions` do not go together")


def test_a_definition_that_chooses_nothing_is_refused() -> None:
    (only,) = complaints("policy: p\ntitle: P\ndefinitions: {word: {of: defect}}\n")

    assert (only.code, only.says) == (Code.MISSING_KEY, "a definition needs `where` or `meets`")


def test_an_item_that_stands_twice_is_named_with_both_places() -> None:
    (only,) = complaints("policy: p\ntitle: P\nremove: [a, b, a]\n")

    assert (only.code, only.at.column, only.see[0][1].column) == (Code.REPEATED, 16, 10)


def test_a_file_that_is_no_mapping_is_refused() -> None:
    (only,) = complaints("- a\n")

    assert only.says == "the file cannot be a list"


def test_a_better_form_of_a_name_is_offered() -> None:
    (only,) = complaints("policy: p\ntitle: P\nparameters: {Cut-over date: {type: date}}\n")

    assert only.remedy == "write it as `cut_over_date`"


def test_a_schema_may_not_use_what_the_quick_half_does_not_know() -> None:
    with pytest.raises(InternalError):
        fits(tree("a: 1\n"), {"dependentRequired": {}}, {})


@pytest.mark.parametrize("kind", ["policy", "evidence"])
def test_the_schemas_keep_to_what_editors_of_either_draft_know(kind: str) -> None:
    from jsonschema import Draft7Validator, Draft202012Validator  # type: ignore[import-untyped]  # no stubs

    described = schema(kind)
    Draft202012Validator.check_schema(described)
    Draft7Validator.check_schema({**described, "$schema": "http://json-schema.org/draft-07/schema#"})
    text = json.dumps(described)

    assert described["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert not any(word in text for word in ("prefixItems", "unevaluated", "dependentRequired", "$anchor"))
    assert all(set(part) == {"$ref"} for part in parts(described) if "$ref" in part)


@pytest.mark.parametrize("kind", ["policy", "evidence"])
def test_every_key_is_described_for_editors(kind: str) -> None:
    described = schema(kind)
    for part in parts(described):
        for name, value in part.get("properties", {}).items():
            found = described["$defs"][value["$ref"].split("/")[-1]] if "$ref" in value else value
            assert "const" in found or found.get("description"), name


def parts(part: Any) -> list[dict[str, Any]]:
    if isinstance(part, dict):
        named = set(part) and all(isinstance(value, dict) for value in part.values()) and "type" not in part
        below = [one for value in part.values() for one in parts(value)]
        return below if named else [part, *below]
    return [one for value in part for one in parts(value)] if isinstance(part, list) else []


def spots(node: Node) -> list[Mapping | Sequence]:
    match node:
        case Mapping():
            return [node, *(one for value in node.values() for one in spots(value))]
        case Sequence():
            return [node, *(one for value in node for one in spots(value))]
        case _:
            return []


NOWHERE = Location(SourceFile("p.yaml", ""), 1, 1)
WORDS = ["some", "is", "where", "title", "typo", "true", "12", "", "1.5", "date", "fail", "Bad name", "agree_if"]
scalars = st.builds(Scalar, st.sampled_from(WORDS), st.just(NOWHERE), plain=st.booleans())


@settings(max_examples=150, deadline=None)
@given(kind=st.sampled_from(["policy", "evidence"]), data=st.data())
def test_the_quick_half_and_jsonschema_agree_on_every_mutant(kind: Kind, data: st.DataObject) -> None:
    node = tree(POLICY if kind == "policy" else EVIDENCE)
    for _ in range(data.draw(st.integers(1, 2))):
        mutate(node, data)
    diagnostics = Diagnostics()
    check_shape(node, kind, diagnostics)
    found = breaches(node, schema(kind))

    assert fits(node, schema(kind), schema(kind)) == (not found)
    assert bool(diagnostics.errors) == bool(found)


def mutate(node: Node, data: st.DataObject) -> None:
    """Puts something else in the place of one value, or takes one away, or adds one."""
    spot = data.draw(st.sampled_from(spots(node)))
    choices: list[Node] = [Mapping(NOWHERE), Sequence(NOWHERE), data.draw(scalars)]
    spare: Node = data.draw(st.sampled_from(choices))
    keys: list[Any] = list(spot) if isinstance(spot, Mapping) else list(range(len(spot)))
    action = data.draw(st.sampled_from(["change", "remove", "add"]))
    if keys and action != "add":
        key = data.draw(st.sampled_from(keys))
        if action == "change":
            spot[key] = spare
        else:
            del spot[key]
    elif isinstance(spot, Mapping):
        spot[data.draw(scalars)] = spare
    else:
        spot.append(spare)


def test_a_text_that_was_cut_off_at_a_comma_is_known_for_one() -> None:
    [found] = desk.refused("parameters:\n  a: {type: text, value: b, source: Plan, section 4}")

    assert found.code is Code.UNKNOWN_KEY
    assert found.remedy == "if the comma before it belongs to the text, put the whole text in quotation marks"


def test_a_key_that_was_left_empty_on_a_line_of_its_own_is_no_cut_off_text() -> None:
    [found] = desk.refused("parameters:\n  a:\n    type: text\n    zebra:\n")

    assert found.remedy is None
