"""What the sentences do: each changes the evidence, the policy or the day as it says, or looks at the decision."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent

import pytest

from gonogo.judge.judgement import Judgement
from gonogo.model.diagnostic import Diagnostics
from gonogo.model.location import SourceFile
from gonogo.model.noun import replace
from gonogo.model.records import attribute
from gonogo.scenarios.feature_file import read_feature
from gonogo.scenarios.play import Workbench, play
from tests.scenes import PLACE, assert_passes, complaint, mismatch, played

SEVERE = """
Given these defect records from log:
  | id  | severity | status |
  | D-1 | 1        | open   |
"""
CLEAR = SEVERE.replace("these", "the complete list of").replace("| 1   ", "| 3   ")
DECIDED = "When it is decided\n"

# --- records -------------------------------------------------------------------------------------


def test_a_record_that_is_added_counts() -> None:
    assert_passes(SEVERE + DECIDED + "Then the verdict on A1 is fail by rule A1-severe")


def test_a_list_that_is_added_is_what_is_known_so_far() -> None:
    assert_passes(SEVERE.replace("| 1   ", "| 3   ") + DECIDED + "Then the verdict on A1 is unknown")


def test_a_complete_list_stays_complete_when_more_is_added() -> None:
    more = SEVERE.replace("D-1", "D-2").replace("| 1   ", "| 4   ")

    assert_passes(CLEAR + more + DECIDED + "Then the verdict on A1 is pass")


def test_another_word_on_a_record_of_a_complete_list_contradicts_it() -> None:
    other = "Given a source audit by board, documented\n" + SEVERE.replace("from log", "from audit")

    assert_passes(CLEAR + other + DECIDED + "Then the sources contradict each other on the severity of defect D-1")


def test_no_records_is_a_complete_list() -> None:
    assert_passes("Given there are no defect records\n" + DECIDED + "Then the verdict on A1 is pass by rule A1-clear")


@pytest.mark.parametrize(("count", "verdict"), [(0, "unknown"), (1, "fail"), (21, "fail")])
def test_many_records_are_made_from_one_row(count: int, verdict: str) -> None:
    rows = (
        f"Given {count} defect records from log like:\n  | id  | severity | status |\n  | D-# | 2        | open   |\n"
    )
    result = played(rows + DECIDED + f"Then the verdict on A1 is {verdict}")

    entries = result.judgements[0].evidence.entries.get("defect", ())
    assert result.passed
    assert [getattr(one, attribute("id")) for entry in entries for one in entry.records] == [
        f"D-{number}" for number in range(1, count + 1)
    ]


@pytest.mark.parametrize(
    ("change", "verdict"),
    [
        ("the severity of defect D-1 is 3", "unknown"),
        ('the severity of "defect" D-1 is 3', "unknown"),
        ("the severity of every defect is 3", "unknown"),
        ("the status of defect D-1 is closed", "fail"),
        ("the severity of defect D-1 is left empty", "unknown"),
        ("the severity of defect D-1 is not given", "unknown"),
        ("the plan of defect D-1 is left empty", "fail"),
        ("the defect D-1 is withdrawn", "unknown"),
        ("all defect records are withdrawn", "unknown"),
        ("everything from log is withdrawn", "unknown"),
        ("the defect D-1 is valid until 2026-11-07", "unknown"),
        ("the defect D-1 is valid until 2026-11-08", "fail"),
        ("all defect records are valid until 2026-11-07", "unknown"),
        ("the list of defect records is complete", "fail"),
        ("the source log is late", "unknown"),
        ("the source log was received on 2026-11-09", "unknown"),
        ("the source log was received on 2026-11-08", "fail"),
        ("the source log is valid until 2026-11-07", "unknown"),
        ("the source log is only stated", "fail"),
        ("the source log is by board", "fail"),
    ],
)
def test_a_change_changes_the_verdict(change: str, verdict: str) -> None:
    assert_passes(SEVERE + f"And {change}\n" + DECIDED + f"Then the verdict on A1 is {verdict}")


def test_a_list_that_is_not_complete_any_more_proves_nothing() -> None:
    more = "And the list of defect records is not complete\n"

    assert_passes(
        CLEAR + more + DECIDED + "Then the verdict on A1 is unknown\nAnd defect from supplier is missing for A1"
    )


def test_an_empty_cell_is_none_and_a_missing_column_is_unknown() -> None:
    rows = "Given these defect records by supplier, documented:\n  | id | severity |\n  | D-1 | |\n"

    assert_passes(rows + DECIDED + "Then the verdict on A1 is unknown\nAnd there are no problems")


def test_the_day_may_be_said_after_the_records() -> None:
    given = 'Given the policy "../ground"\nAnd no evidence\nAnd a source log by supplier, documented\n'

    assert_passes(SEVERE + "And the day is 2026-11-08\n" + DECIDED + "Then the verdict on A1 is fail", given)


def test_evidence_of_the_day_is_not_known_the_day_before() -> None:
    decided = "When it is decided as of 2026-11-07\n"

    assert_passes(
        SEVERE + decided + "Then the verdict on A1 is unknown\nAnd the defect D-1 is left out as not yet received"
    )


def test_what_is_written_in_a_scenario_is_read_as_a_file() -> None:
    more = '''
    Given the evidence also holds:
      """
      facts:
        defect: {source: log, records: [{id: D-1, severity: 2, status: open}]}
      """
    '''

    assert_passes(more + DECIDED + "Then the verdict on A1 is fail")


def test_a_whole_evidence_file_may_stand_in_a_scenario() -> None:
    whole = '''
    Given the policy "../ground"
    And the evidence:
      """
      evidence: here
      as_of: 2026-11-08
      facts: {defect: {complete: true, records: []}}
      """
    '''

    assert_passes(DECIDED + "Then the verdict on A1 is pass", whole)


def test_what_is_written_in_a_scenario_may_point_to_files_beside_the_feature_and_be_changed(tmp_path: Path) -> None:
    (tmp_path / "policies").mkdir()
    policy = PLACE.parent.parent / "ground.yaml"
    (tmp_path / "policies" / "ground.yaml").write_text(policy.read_text("utf-8"), "utf-8")
    (tmp_path / "log.csv").write_text("Key,Severity\nD-1,1\nD-2,4\n", "utf-8")
    text = '''
    Feature: F
      Scenario: S
        Given the policy "ground"
        And no evidence
        And the day is 2026-11-08
        And the evidence also holds:
          """
          facts:
            defect:
              complete: true
              from: {file: log.csv, map: {id: Key, severity: Severity, status: {is: open}}}
          """
        When it is decided
        Then the verdict on A1 is fail
        Given the defect D-1 is withdrawn
        When it is decided
        Then the verdict on A1 is pass
    '''
    found = read_feature(SourceFile(str(tmp_path / "f.feature"), dedent(text).lstrip("\n")), Diagnostics())
    assert found is not None
    result = play(found.scenarios[0], Workbench())

    assert result.passed, (result.mismatch, result.complaint)


# --- views, waivers, parameters ------------------------------------------------------------------


def test_a_view_replaces_the_view_of_that_role_on_it() -> None:
    steps = "Given the view of supplier on A1 is agree\nAnd the view of supplier on A1 is object\n" + DECIDED

    result = played(steps + "Then the view of supplier on A1 counts")

    views = [one for entry in result.judgements[0].evidence.entries["view"] for one in entry.records]
    assert result.passed
    assert [getattr(one, attribute("says")) for one in views] == ["object"]


def test_a_view_may_be_on_condition_and_be_withdrawn() -> None:
    steps = 'Given the view of supplier on the whole is agree if "it is tested"\n' + DECIDED
    again = "Given the view of supplier on the whole is withdrawn\n" + DECIDED

    assert_passes(
        steps
        + "Then the view of supplier on the whole counts\n"
        + again
        + "Then the view of supplier on the whole does not count"
    )


@pytest.mark.parametrize(
    ("waiver", "verdict", "effect"),
    [
        ("a waiver of A1 by board until 2026-12-01", "waived", "takes effect"),
        ("a waiver of A1 by board until 2026-11-08", "waived", "takes effect"),
        ("a denied waiver of A1 by board until 2026-12-01", "fail", "has no effect"),
        ("a waiver of A1 by supplier until 2026-12-01", "fail", "has no effect"),
    ],
)
def test_a_waiver_sets_a_failure_aside(waiver: str, verdict: str, effect: str) -> None:
    steps = SEVERE + f"And {waiver}\n" + DECIDED

    assert_passes(steps + f"Then the verdict on A1 is {verdict}\nAnd the waiver of A1 {effect}")


def test_a_waiver_may_cover_what_is_unknown() -> None:
    waiver = "Given a waiver of A1 by board until 2026-12-01, also if unknown\n"

    assert_passes(waiver + DECIDED + "Then the verdict on A1 is waived")


def test_waivers_may_stand_in_a_table() -> None:
    waivers = """
    Given these waivers:
      | id | criterion | by    | until      | covers        |
      | W1 | A1        | board | 2026-12-01 | fail, unknown |
    """

    assert_passes(waivers + DECIDED + "Then the verdict on A1 is waived")


def test_a_parameter_may_have_another_value() -> None:
    steps = "Given the parameter cutover_date is 2027-01-10\nAnd there are no defect records\n" + DECIDED
    result = played(steps + "Then the outcome is undecided")

    assert result.judgements[0].policy.parameters["cutover_date"].value.isoformat() == "2027-01-10"  # type: ignore[union-attr]  # a date


def test_a_parameter_is_of_its_type() -> None:
    found = complaint("Given the parameter cutover_date is soon\n" + DECIDED + "Then nothing is missing")

    assert found.startswith("F201: ")


# --- what is looked at ---------------------------------------------------------------------------


def test_a_wrong_verdict_says_what_came_out_by_which_rule() -> None:
    expected, actual = mismatch(SEVERE + DECIDED + "Then the verdict on A1 is pass")

    assert (expected, actual) == ("criterion A1 to be pass", "fail (rule A1-severe)")


def test_a_right_verdict_by_another_rule_is_wrong() -> None:
    expected, actual = mismatch(SEVERE + DECIDED + "Then the verdict on A1 is fail by rule A1-clear")

    assert (expected, actual) == ("criterion A1 to be fail by rule A1-clear", "fail by rule A1-severe")


def test_a_mismatch_comes_with_the_engine_s_own_explanation() -> None:
    failure = played(SEVERE + DECIDED + "Then the verdict on A1 is pass").mismatch

    assert failure is not None
    assert "A1-severe, a reason to fail: holds" in failure.because
    assert "defect D-1" in failure.because


def test_steps_after_the_one_that_fails_are_skipped() -> None:
    result = played(SEVERE + DECIDED + "Then the verdict on A1 is pass\nAnd the outcome is no-go")

    assert [one.status for one in result.steps][-3:] == ["passed", "failed", "skipped"]


@pytest.mark.parametrize(
    "then",
    [
        "every verdict is fail",
        "rule A1-severe does not fire",
        "rule A1-clear fires",
        'the reason for A1 contains "nowhere"',
        'the reason for A1 is "nowhere"',
        "nothing is missing",
        "nothing is missing for A2",
        "defect is missing for A1",
        "retest from board is missing for A2",
        'what is missing for A2 contains "nowhere"',
        'A1 has the caveat "nowhere"',
        "A1 has 1 caveat",
        "A1 has 2 caveats",
        "the outcome is go",
        "the outcome of decision is go",
        "the outcome is no-go by rule D-go",
        "the decision is deferred to 2026-12-01",
        'the recommendation contains "nowhere"',
        "the waiver of A1 takes effect",
        "the defect D-1 is left out",
        "the sources contradict each other on the severity of defect D-1",
        "the view of board on A1 counts",
        "the evidence is refused with E108",
        "the policy is refused with P104",
        'the evidence is refused because "nowhere"',
        "there is 1 problem",
        "there are 2 problems",
    ],
)
def test_what_is_not_so_fails(then: str) -> None:
    assert mismatch(SEVERE + DECIDED + f"Then {then}")


@pytest.mark.parametrize(
    "then",
    [
        "rule A1-severe fires",
        "rule A1-clear does not fire",
        'the reason for "No severe defect" contains "severity"',
        "defect from supplier is missing for A2",
        "nothing is missing for A1",
        "A1 has no caveats",
        "the outcome is no-go",
        "the outcome is no_go by rule D-no",
        "the outcome of decision is no go",
        "nothing is left out",
        "there are no contradictions",
        "the view of board on A1 does not count",
        "there are no problems",
        "there are 0 problems",
    ],
)
def test_what_is_so_passes(then: str) -> None:
    assert_passes(SEVERE + DECIDED + f"Then {then}")


def test_verdicts_may_stand_in_a_table() -> None:
    table = """
    Then the verdicts are:
      | criterion | verdict | rule      | missing        | caveats |
      | A1        | fail    | A1-severe |                | 0       |
      | A2        | unknown |           | defect, retest |         |
    """

    assert_passes(SEVERE + DECIDED + table)
    assert mismatch(SEVERE + DECIDED + table.replace("fail   ", "pass   "))[1] == "fail (rule A1-severe)"
    assert mismatch(SEVERE + DECIDED + table.replace("defect, retest", "retest"))[0] == "retest to be missing for A2"


@pytest.mark.parametrize(
    ("table", "code"),
    [
        ("| criterion | verdict |\n| A1 | banana |", "F202"),
        ("| criterion | verdct |\n| A1 | fail |", "F202"),
        ("| criterion |\n| A1 |", "F201"),
        ("| criterion | verdict |", "F201"),
        ("| criterion | verdict |\n| A9 | fail |", "F202"),
        ("| criterion | verdict | caveats |\n| A1 | fail | few |", "F201"),
    ],
)
def test_a_table_that_means_nothing_is_refused(table: str, code: str) -> None:
    assert complaint(SEVERE + DECIDED + f"Then the verdicts are:\n{table}").startswith(code)


def test_what_is_missing_may_stand_in_a_table() -> None:
    rows = "| subject | fact | from |\n| A2 | defect | supplier |\n| A2 | retest | |\n| A1 | | |"
    table = f"Then the missing evidence is:\n{rows}"

    assert_passes(SEVERE + DECIDED + table)
    assert mismatch(SEVERE + DECIDED + table.replace("| A1 | | |", "| A1 | retest | |"))[1] == "nothing is missing"


# --- what cannot be done -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("step", "says"),
    [
        ("the severity of defect D-9 is 3", "F202: there is no record of `defect` `D-9`"),
        ("the severty of defect D-1 is 3", "F202: there is no field of `defect` `severty`"),
        ("the severity of deffect D-1 is 3", "F202: there is no fact `deffect`"),
        ("the retest R-1 is withdrawn", "F202: there is no record of `retest` `R-1`"),
        ("all retest records are withdrawn", "F201: the evidence has no `retest` that could be changed"),
        ("the list of retest records is complete", "F201: the evidence has no `retest` that could be changed"),
        ("the source lag is late", "F202: there is no source `lag`"),
        ("the parameter cutover is 3", "F202: there is no parameter `cutover`"),
        ("the view of nobody on A1 is agree", "F202: there is no role `nobody`"),
        ("the view of board on A9 is agree", "F202: there is no criterion or risk `A9`"),
        ("the view of board on A1 is withdrawn", "F202: there is no view `board on A1`"),
        ("a waiver of A9 by board until 2026-12-01", "F202: there is no criterion `A9`"),
        ("the day is 2026-02-30", "F201: there is no such day"),
        ('the policy "nowhere"', "F202: there is no policy `nowhere`"),
        ('the evidence "nowhere"', "F202: there is no evidence `nowhere`"),
        ('the policy "/etc/passwd"', "F202: there is no policy `/etc/passwd`"),
        ('the policy "../../../../../etc/passwd"', "F202: there is no policy `../../../../../etc/passwd`"),
    ],
)
def test_a_step_that_changes_nothing_is_refused(step: str, says: str) -> None:
    assert complaint(SEVERE + f"And {step}\n" + DECIDED + "Then nothing is missing") == says


@pytest.mark.parametrize("given", ["Given no evidence\n", 'Given the policy "../ground"\n'])
def test_policy_and_evidence_come_first(given: str) -> None:
    found = complaint(DECIDED + "Then nothing is missing", given)

    assert found in ("F201: no policy is given yet", "F201: no evidence is given yet")


def test_a_name_that_the_policy_does_not_have_is_refused() -> None:
    assert complaint(SEVERE + DECIDED + "Then the verdict on A11 is fail") == "F202: there is no criterion `A11`"
    assert complaint(SEVERE + DECIDED + "Then rule A1-sever fires") == "F202: there is no rule `A1-sever`"


# --- refusals ------------------------------------------------------------------------------------

WRONG = SEVERE.replace("| 1   ", "| 9   ")


def test_evidence_that_is_refused_may_be_expected() -> None:
    steps = (
        WRONG + DECIDED + 'Then the evidence is refused with E108\nAnd the evidence is refused because "from 1 to 5"\n'
    )

    assert_passes(steps + "And there is 1 problem")


def test_evidence_that_is_refused_and_was_not_expected_to_be_fails() -> None:
    result = played(WRONG + DECIDED + "Then the verdict on A1 is fail")

    assert result.mismatch is not None
    assert result.mismatch.actual == "nothing is decided: the evidence is refused"
    assert f"{PLACE.name}:11:15" in result.mismatch.because


def test_a_policy_that_is_refused_may_be_expected() -> None:
    steps = 'Given the policy "../P104-unknown-field"\nAnd no evidence\n' + DECIDED

    assert_passes(steps + "Then the policy is refused with P104\nAnd there is 1 problem", "")
    assert mismatch(steps + "Then the outcome is go", "")[1] == "nothing is decided: the policy is refused"


# --- benches -------------------------------------------------------------------------------------


def test_another_policy_may_stand_for_the_one_that_is_named() -> None:
    bench, steps = Workbench(), SEVERE + DECIDED + "Then rule A1-severe fires"
    first = played(steps, bench)
    policy = first.judgements[0].policy
    careless = replace(
        policy, criteria=(replace(policy.criteria[0], rules=policy.criteria[0].rules[1:]), policy.criteria[1])
    )

    assert first.passed
    assert not played(steps, bench.with_policy(careless)).passed
    assert played(steps, bench).passed


def test_an_observer_sees_every_decision() -> None:
    seen: list[Judgement] = []
    bench = Workbench(observer=seen.append)
    again = "Given the defect D-1 is withdrawn\n" + DECIDED + "Then the verdict on A1 is unknown"
    result = played(SEVERE + DECIDED + "Then the verdict on A1 is fail\n" + again, bench)

    assert result.passed, result.mismatch
    assert tuple(seen) == result.judgements
    assert len(seen) == 2
