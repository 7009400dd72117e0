"""A policy of several files: what is included stands beside it, what it extends lies under it."""

from __future__ import annotations

from gonogo.model.diagnostic import Code, Diagnostics
from gonogo.model.location import SourceFile
from gonogo.model.policy import Policy
from gonogo.read.policy_file import read_policy
from gonogo.write.differences_text import HOW, difference_lines

BASE = """
policy: base
title: Base
version: "1"
roles: {board: {title: Board}, lab: {title: Lab}}
parameters: {limit: {type: integer, value: 3}}
vocabulary:
  defect: {key: id, from: lab, fields: {id: text, open: boolean}}
criteria:
  C1:
    title: First
    owner: lab
    evidence: {basis: documented, by: lab}
    rules:
      - {id: C1-a, fail_when: {some: defect, where: {open: true}}, because: "open: {id}"}
      - {id: C1-b, pass_when: {some: view, where: {by: board, says: agree}}}
  C2:
    title: Second
    rules: [{id: C2-a, fail_when: {count: defect, is: {more_than: $limit}}}]
decision:
  question: Go?
  rules:
    - {id: D-no, then: no_go, when: {criteria: any, is: fail}}
    - {id: D-go, then: go, when: {criteria: all, is: pass}}
"""
TOP = "policy: top\ntitle: Top\nextends: base.yaml\n"


def read(files: dict[str, str]) -> tuple[Policy | None, Diagnostics]:
    texts = {"base.yaml": BASE, **files}
    diagnostics = Diagnostics()

    def fetch(path: str, _of: str | None) -> SourceFile | None:
        return SourceFile(path, texts[path]) if path in texts else None

    return read_policy("top.yaml", fetch, diagnostics, calendars={}), diagnostics


def top(text: str) -> Policy:
    policy, diagnostics = read({"top.yaml": TOP + text})
    assert diagnostics.errors == ()
    assert policy is not None
    return policy


def wrong(text: str, **files: str) -> list[Code]:
    others = {f"{name}.yaml": content for name, content in files.items()}
    return [one.code for one in read({"top.yaml": text, **others})[1].errors]


def rules(policy: Policy) -> list[str]:
    return [rule.id for criterion in policy.criteria for rule in criterion.rules]


# --- extends -------------------------------------------------------------------------------------


def test_a_policy_that_changes_nothing_has_all_that_its_base_has() -> None:
    policy = top("")

    assert (policy.id, policy.title, policy.version) == ("top", "Top", "1")
    assert rules(policy) == ["C1-a", "C1-b", "C2-a"]


def test_maps_merge_and_other_values_are_replaced() -> None:
    policy = top("parameters: {limit: {value: 5}}\ncriteria: {C1: {title: New, evidence: {basis: validated}}}\n")

    assert policy.parameters["limit"].value == 5
    assert (policy.criteria[0].title, policy.criteria[0].owner) == ("New", "lab")
    assert (policy.criteria[0].demand.basis, policy.criteria[0].demand.by) == ("validated", ("lab",))


def test_rules_merge_by_id_in_the_order_of_the_base() -> None:
    policy = top("criteria: {C1: {rules: [{id: C1-new, fail_when: {no: defect}}, {id: C1-a, because: none}]}}\n")

    assert rules(policy) == ["C1-a", "C1-b", "C1-new", "C2-a"]
    assert policy.criteria[0].rules[0].because == "none"
    assert policy.criteria[0].rules[0].condition == top("").criteria[0].rules[0].condition


def test_a_condition_is_replaced_whole_even_by_one_with_another_conclusion() -> None:
    policy = top("criteria: {C1: {rules: [{id: C1-a, pass_when: {no: defect}, because: none}]}}\n")

    assert policy.criteria[0].rules[0].effect.value == "pass"


def test_new_criteria_come_after_those_of_the_base() -> None:
    policy = top("criteria: {C0: {title: Zero, rules: [{id: C0-a, fail_when: {some: defect}}]}, C2: {title: Two}}\n")

    assert [criterion.id for criterion in policy.criteria] == ["C1", "C2", "C0"]


def test_places_are_those_of_the_file_where_a_thing_was_last_written() -> None:
    policy = top("criteria: {C2: {title: Two}}\n")

    assert policy.criteria[0].at.file.path == "base.yaml"
    assert policy.criteria[1].at.file.path == "top.yaml"
    assert policy.criteria[1].rules[0].at.file.path == "base.yaml"


def test_what_is_removed_is_gone_wherever_it_stood() -> None:
    policy = top("remove: [C1-b, C2, limit]\n")

    assert rules(policy) == ["C1-a"]
    assert policy.parameters == {}


def test_a_removal_can_stand_beside_the_rules_or_among_the_criteria() -> None:
    policy = top("criteria: {remove: [C2], C1: {remove: [C1-a], rules: [{id: C1-c, fail_when: {no: defect}}]}}\n")

    assert rules(policy) == ["C1-b", "C1-c"]


def test_a_removal_at_the_top_leaves_fields_alone() -> None:
    assert wrong(TOP + "remove: [id]\n") == [Code.NOTHING_TO_REMOVE]
    assert list(top("vocabulary: {defect: {fields: {extra: text}}}\n").facts["defect"].fields) == [
        "id",
        "open",
        "extra",
    ]


def test_a_removal_that_hits_nothing_is_refused() -> None:
    assert wrong(TOP + "remove: [C3]\n") == [Code.NOTHING_TO_REMOVE]
    assert wrong(TOP + "criteria: {C1: {remove: [C2-a]}}\n") == [Code.NOTHING_TO_REMOVE]
    assert wrong(TOP + "remove: [[C1]]\n") == [Code.NOTHING_TO_REMOVE]
    assert wrong(TOP + "criteria: {C9: {title: N, remove: [C1-a], rules: [{id: r, fail_when: {no: defect}}]}}\n") == [
        Code.NOTHING_TO_REMOVE
    ]
    assert Code.NOTHING_TO_REMOVE in wrong("policy: top\ntitle: Top\nremove: [C1]\n")


def test_bases_may_have_bases() -> None:
    policy, _ = read(
        {"top.yaml": "policy: t\ntitle: T\nextends: mid.yaml\n", "mid.yaml": TOP + "remove: [C2, limit]\n"}
    )

    assert policy is not None
    assert rules(policy) == ["C1-a", "C1-b"]
    assert [file.path for file in policy.files] == ["top.yaml", "mid.yaml", "base.yaml"]


def test_a_circle_of_bases_is_refused() -> None:
    assert wrong("policy: t\ntitle: T\nextends: mid.yaml\n", mid="extends: top.yaml\n") == [Code.FILES_IN_A_CIRCLE]


def test_a_very_long_chain_of_bases_is_refused() -> None:
    chain = {f"m{number}": f"extends: m{number + 1}.yaml\n" for number in range(20)}

    assert wrong("policy: t\ntitle: T\nextends: m0.yaml\n", **chain) == [Code.FILES_IN_A_CIRCLE]


def test_a_base_that_is_not_there_is_refused() -> None:
    assert wrong("policy: t\ntitle: T\nextends: nowhere.yaml\n") == [Code.NO_SUCH_FILE]
    assert wrong("policy: t\ntitle: T\nextends: {a: b}\n") == [Code.NO_SUCH_FILE]


def test_a_folder_stands_for_the_policy_in_it() -> None:
    policy, _ = read({"top.yaml": "policy: t\ntitle: T\nextends: ../other\n", "../other/policy.yaml": BASE})

    assert policy is not None


def test_a_base_that_is_no_mapping_is_refused() -> None:
    assert wrong("policy: t\ntitle: T\nextends: list.yaml\n", list="- a\n") == [Code.WRONG_SHAPE]


# --- include -------------------------------------------------------------------------------------


def test_included_files_stand_side_by_side() -> None:
    more = "criteria: {C3: {title: Third, rules: [{id: C3-a, fail_when: {some: defect}}]}}\n"
    policy, diagnostics = read({"top.yaml": BASE + "include: [more.yaml]\n", "more.yaml": more})

    assert diagnostics.errors == ()
    assert policy is not None
    assert rules(policy) == ["C1-a", "C1-b", "C2-a", "C3-a"]


def test_what_is_written_in_two_files_is_refused() -> None:
    assert wrong(BASE + "include: more.yaml\n", more="criteria: {C1: {title: Other}}\n") == [Code.WRITTEN_TWICE]
    assert wrong(BASE + "include: more.yaml\n", more="title: Other\n") == [Code.WRITTEN_TWICE]
    assert wrong(BASE + "include: more.yaml\n", more="decision: {question: Other}\n") == [Code.WRITTEN_TWICE]


def test_an_included_file_leads_to_no_others() -> None:
    assert wrong(BASE + "include: more.yaml\n", more="include: base.yaml\n") == [Code.FILES_IN_A_CIRCLE]
    assert wrong(BASE + "include: [top.yaml]\n") == [Code.FILES_IN_A_CIRCLE]
    assert wrong(BASE + "include: [nowhere.yaml, more.yaml]\n", more="- a\n") == [Code.WRONG_SHAPE, Code.NO_SUCH_FILE]


def test_one_decision_gives_way_to_several_where_it_is_removed() -> None:
    several = "decisions: {M10: {question: Go?, rules: [{id: M10-go, then: go, when: {criteria: all, is: pass}}]}}\n"

    assert [gate.id for gate in top("remove: [decision]\n" + several).gates] == ["M10"]
    assert wrong(TOP + several) == [Code.KEY_DOES_NOT_FIT]


def test_several_decisions_give_way_to_one_where_all_of_them_are_removed() -> None:
    several = BASE.replace("decision:\n", "decisions:\n  M10:\n").replace("\n  question", "\n    question")
    several = (
        several[: several.index("  rules:\n    - {id: D-no")]
        + "    rules: [{id: D-no, then: no_go, when: {some: defect}}]\n"
    )
    single = "decision: {question: Go?, rules: [{id: D-go, then: go, when: {criteria: all, is: pass}}]}\n"
    files = {"several.yaml": several}

    def gates(text: str) -> list[str]:
        policy, diagnostics = read({"top.yaml": TOP.replace("base.yaml", "several.yaml") + text + single, **files})
        return [one.code.value for one in diagnostics.errors] if policy is None else [one.id for one in policy.gates]

    assert gates("remove: [decisions]\n") == ["decision"]
    assert gates("remove: [M10]\n") == ["decision"]
    assert gates("") == [Code.KEY_DOES_NOT_FIT.value]


def test_what_differs_from_the_base_is_told_by_its_id() -> None:
    policy = top(
        """
remove: [C1-b]
parameters: {limit: {value: 4}, other: {type: integer, value: 1}}
evidence: {basis: stated}
criteria:
  C2: {rules: [{id: C2-a, because: Too many.}, {id: C2-b, pass_when: {some: defect}}]}
  C3: {title: Third, rules: [{id: C3-a, fail_when: {some: defect}}]}
"""
    )
    told = {how: [(one.kind, one.id) for one in policy.differences if one.how == how] for how in HOW}

    assert told == {
        "added": [("parameter", "other"), ("rule", "C2-b"), ("criterion", "C3"), ("", "evidence")],
        "changed": [("parameter", "limit"), ("rule", "C2-a")],
        "removed": [("rule", "C1-b")],
    }


def test_another_order_of_rules_is_a_change_too() -> None:
    again = "{id: D-no, then: no_go, when: {criteria: any, is: fail}}"
    policy = top(f"decision: {{remove: [D-no], rules: [{again}]}}\n")

    assert [(one.how, one.kind, one.id) for one in policy.differences] == [("changed", "decision", "decision")]


def test_a_policy_that_extends_nothing_differs_from_nothing() -> None:
    policy, _ = read({"top.yaml": BASE})

    assert policy is not None
    assert policy.differences == ()
    assert difference_lines(policy) == ()


def test_differences_are_listed_for_people() -> None:
    assert difference_lines(top("")) == ("  It extends base, and changes nothing.",)
    assert difference_lines(top("remove: [C2]\nparameters: {limit: {value: 4}}\n")) == (
        "  It extends base.",
        "  Changed:  parameter limit",
        "  Removed:  criterion C2",
    )
