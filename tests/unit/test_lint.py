"""Advice on a policy that can be used as it is."""

from __future__ import annotations

from pathlib import Path

from gonogo.model.diagnostic import Code, Diagnostics
from gonogo.model.location import SourceFile
from gonogo.read.policy_file import read_policy

GROUND = Path(__file__).parents[1] / "diagnostics" / "ground.yaml"


def advice(text: str) -> list[tuple[Code, str]]:
    """What is advised on a policy that extends the ground policy."""
    files = {
        "policy.yaml": "policy: p\ntitle: P\nextends: ground.yaml\n" + text,
        "ground.yaml": GROUND.read_text("utf-8"),
    }
    diagnostics = Diagnostics()

    def fetch(path: str, _of: str | None) -> SourceFile | None:
        return SourceFile(path, files[path]) if path in files else None

    read_policy("policy.yaml", fetch, diagnostics, calendars={})
    assert diagnostics.errors == ()
    return [(one.code, one.says) for one in diagnostics]


def test_a_policy_that_uses_all_it_declares_gets_no_advice() -> None:
    assert advice("") == []


def test_each_kind_of_declaration_that_nothing_uses_is_named() -> None:
    text = """
roles: {nobody: {title: Nobody}}
parameters:
  spare: {type: integer}
  grid: {fields: {a: integer}, rows: []}
vocabulary: {idle: {fields: {a: text}}}
definitions: {idle_one: {of: defect, where: {severity: 1}}}
"""

    assert advice(text) == [
        (Code.NEVER_USED, "the role `nobody` is never used"),
        (Code.NEVER_USED, "the parameter `spare` is never used"),
        (Code.NEVER_USED, "the table `grid` is never used"),
        (Code.NEVER_USED, "the fact `idle` is never used"),
        (Code.NEVER_USED, "the definition `idle_one` is never used"),
    ]


def test_a_parameter_that_only_a_text_names_is_used() -> None:
    assert (
        advice("parameters: {spare: {type: integer}}\ndecision: {question: 'Go on {cutover_date} with {spare}?'}\n")
        == []
    )


def test_a_criterion_that_can_only_fail_passes_on_nothing() -> None:
    text = "criteria: {A3: {title: T, rules: [{id: A3-a, fail_when: {some: defect}}]}}\n"

    assert [code for code, _ in advice(text)] == [Code.PASSES_ON_NOTHING]


def test_a_rule_after_one_that_asks_the_same_is_never_reached() -> None:
    text = "decision: {rules: [{id: D-x, then: go, when: {criteria: any, is: fail}}]}\n"

    assert advice(text) == [(Code.NEVER_REACHED, "`D-x` is never reached, as a rule before it asks the same")]


def test_a_rule_for_what_is_unknown_comes_before_one_for_what_is_known() -> None:
    unknown = "{id: D-x, then: no_go, when: {criteria: any, is: unknown}}"

    assert advice(f"decision: {{rules: [{unknown}]}}\n") == [
        (
            Code.NEVER_REACHED,
            "`D-x` is never reached: where it would hold, it cannot be told whether `D-no` does",
        )
    ]
    assert advice(f"remove: [D-no]\ndecision: {{rules: [{unknown}]}}\n") == []


def test_a_rule_for_what_is_unknown_may_follow_one_that_another_criterion_can_make_false() -> None:
    after_all = "{id: D-x, then: defer, to: 2027-01-01, when: {criteria: any, is: unknown}}"
    text = f"remove: [D-no]\ndecision: {{rules: [{after_all}]}}\n"

    assert advice(text) == []


def test_a_test_that_every_value_passes_is_pointed_out() -> None:
    text = "criteria: {A2: {rules: [{id: A2-p, pass_when: {no: defect, where: {severity: {at_least: 1}}}}]}}\n"

    assert [code for code, _ in advice(text)] == [Code.ALWAYS_HOLDS]


def test_a_status_test_that_names_every_status_is_pointed_out() -> None:
    is_any = "[pass, fail, unknown, not_applicable, waived]"
    text = f"decision: {{rules: [{{id: D-x, then: go, when: {{criterion: A1, is: {is_any}}}}}]}}\n"

    assert [code for code, _ in advice(text)] == [Code.ALWAYS_HOLDS]
