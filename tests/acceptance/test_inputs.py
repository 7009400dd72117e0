"""Inputs that tools of this kind got wrong, each from a public report, and what they have to come to here.

The number in a name is that of the row in the list of reports from which the case was taken. The rows on spreadsheets,
scenarios, approvals and the ledger are not among these.
"""

from __future__ import annotations

import json
import unicodedata
from datetime import date

import pytest

from gonogo.judge.decide import Judge
from gonogo.model.diagnostic import Diagnostics
from gonogo.model.value import version_key
from gonogo.read.evidence_json import EvidenceDecoder
from tests.desk import codes, completed, decide, read_policy, refused


def verdict(rules: str, evidence: str = "", fields: str = "", more: str = "") -> str:
    """The verdict of a criterion with some rules, in a policy whose facts are `defect` or one of these fields."""
    return decide(asking(rules, fields, more), evidence)["A1"]


def asking(rules: str, fields: str = "", more: str = "") -> str:
    vocabulary = (
        f"vocabulary: {{thing: {{key: id, from: supplier, fields: {{id: text, {fields}}}}}}}\n" if fields else ""
    )
    return f"{vocabulary}criteria: {{A1: {{title: The one, owner: supplier, rules: [{rules}]}}}}\n{more}"


def things(*records: str, complete: bool = True) -> str:
    """Evidence with one list of the fact `thing`."""
    listed = ", ".join(f"{{id: T{number}, {record}}}" for number, record in enumerate(records, 1))
    return f"facts: {{thing: {{source: S2, complete: {str(complete).lower()}, records: [{listed}]}}}}\n"


# --- missing, null, empty ----------------------------------------------------------------------------


def test_row_1_a_policy_in_which_nothing_would_be_asked_is_refused() -> None:
    assert codes("criteria: {}") != []


def test_row_2_a_criterion_none_of_whose_rules_is_in_force_is_listed_and_unknown() -> None:
    decision = decide(asking("{id: a, from: 2030-01-01, pass_when: {some: defect}}"), "facts: {defect: {records: []}}")

    assert decision["A1"] == "unknown"
    assert decision.outcome == "undecided"


def test_row_2_rules_in_an_included_file_count_and_a_file_that_is_not_there_is_named() -> None:
    policy = "include: parts/more.yaml\n"
    more = "criteria: {A2: {title: More, rules: [{id: A2-more, fail_when: {no: event}}]}}\n"
    included = decide(policy, "", files={"parts/more.yaml": more})

    assert included["A2"] == "unknown"
    assert [one.code.value for one in refused(policy)] == ["P101"]


def test_row_4_an_absent_threshold_is_unknown_and_named() -> None:
    parameters = "parameters: {cutover_date: {type: date}, most: {type: integer, title: agreed threshold}}\n"
    rules = "{id: a, fail_when: {count: defect, is: {more_than: $most}}}"
    decision = decide(asking(rules, more=parameters), "facts: {defect: {source: S2, complete: true, records: []}}")

    assert decision["A1"] == "unknown"
    assert any("agreed threshold" in one and one.endswith("(board)") for one in decision.missing("A1"))


def test_row_5_a_reason_to_fail_whose_fact_is_absent_never_lets_a_pass_win() -> None:
    rules = "{id: a, fail_when: {some: defect, where: {severity: 1}}}, {id: b, pass_when: {some: event}}"
    evidence = "facts: {event: {source: S1, records: [{what: agreed}]}}"

    assert verdict(rules, evidence) == "unknown"


def test_row_7_counting_a_list_that_was_not_given_is_unknown() -> None:
    assert verdict("{id: a, pass_when: {count: waiver, is: {at_most: 0}}}") == "unknown"
    assert verdict("{id: a, fail_when: {some: waiver}}") == "unknown"


def test_row_8_a_required_field_that_a_report_does_not_have_is_unknown() -> None:
    rules = "{id: a, pass_when: {every: thing, has: {exit_criteria: true}}}"

    assert verdict(rules, things("other: x"), "other: text, exit_criteria: boolean") == "unknown"
    assert verdict(rules, things("exit_criteria: null"), "other: text, exit_criteria: boolean") == "unknown"


def test_row_9_an_omitted_number_is_unknown_and_nought_is_a_number() -> None:
    rules = "{id: a, pass_when: {total: thing.open, is: 0}}"

    assert verdict(rules, things("other: x"), "other: text, open: integer") == "unknown"
    assert verdict(rules, things("open: 0"), "other: text, open: integer") == "pass"


def test_row_11_two_unknown_values_are_neither_equal_nor_unlike() -> None:
    rules = "{id: a, fail_when: {every: thing, has: {left: {not: $thing.right}}}}"
    also = "{id: a, pass_when: {every: thing, meets: {some: thing, as: other, where: {left: $thing.right}}}}"

    assert verdict(rules, things("left: null, right: null"), "left: version, right: version") == "unknown"
    assert verdict(also, things("left: null, right: null"), "left: version, right: version") == "unknown"


@pytest.mark.parametrize("written", ["NONE", "None", '"null"', "none", "Null", "NULL", "n/a"])
def test_row_13_a_word_for_nothing_stays_a_word(written: str) -> None:
    rules = f"{{id: a, pass_when: {{some: thing, where: {{known: {written}}}}}}}"

    assert verdict(rules, things(f"known: {written}"), "known: text") == "pass"


def test_row_14_a_date_test_on_an_absent_fact_is_unknown_and_names_the_fact() -> None:
    decision = decide(
        asking("{id: a, pass_when: {some: thing, where: {go_live: {before: 2026-12-01}}}}", "go_live: date"), ""
    )

    assert decision["A1"] == "unknown"
    assert decision.part("A1")["missing"][0]["fact"] == "thing"


@pytest.mark.parametrize("kind", ["integer", "decimal", "version"])
def test_row_15_unlike_an_absent_value_is_unknown_whatever_its_type(kind: str) -> None:
    rules = "{id: a, pass_when: {every: thing, has: {value: {not: 1}}}}"

    assert verdict(rules, things("other: x"), f"value: {kind}, other: text") == "unknown"


@pytest.mark.parametrize("kind", ["boolean", "date", "text"])
def test_row_15_unlike_an_absent_value_of_any_other_type_is_unknown_too(kind: str) -> None:
    value = {"boolean": "true", "date": "2026-01-01", "text": "x"}[kind]
    rules = f"{{id: a, fail_when: {{some: thing, where: {{value: {{not: {value}}}}}}}}}"

    assert verdict(rules, things("other: x"), f"value: {kind}, other: text") == "unknown"


@pytest.mark.parametrize("test", ["more_than: 20", "at_most: 20", "between: [1, 20]", "one_of: [20]", "none_of: [20]"])
def test_row_17_null_is_on_neither_side_of_a_number(test: str) -> None:
    rules = f"{{id: a, pass_when: {{every: thing, has: {{value: {{{test}}}}}}}}}"

    assert verdict(rules, things("value: null"), "value: integer") == "unknown"


@pytest.mark.parametrize("value", ['"2026-11"', "soon", "2026-11-01T10:00:00Z", "12"])
def test_row_18_comparing_a_date_with_what_is_no_date_is_an_error_in_the_policy(value: str) -> None:
    policy = asking(f"{{id: a, pass_when: {{some: thing, where: {{day: {{after: {value}}}}}}}}}", "day: date")

    (complaint,) = refused(policy)

    assert complaint.code.value in ("P120", "P121")
    assert complaint.at.line == 2


def test_row_18_a_date_and_an_instant_cannot_be_compared() -> None:
    rules = "{id: a, pass_when: {some: thing, where: {moment: {after: $cutover_date}}}}"

    assert codes(asking(rules, "moment: instant")) == ["P121"]


def test_row_19_an_empty_complete_list_says_none_and_an_absent_one_says_nothing() -> None:
    rules = "{id: a, pass_when: {no: defect}}"

    assert verdict(rules, "facts: {defect: {source: S2, complete: true, records: []}}") == "pass"
    assert verdict(rules, "facts: {defect: {source: S2, records: []}}") == "unknown"
    assert verdict(rules) == "unknown"


def test_row_21_a_whole_section_that_is_absent_leaves_the_rest_of_the_report_whole() -> None:
    policy = (
        "criteria:\n"
        "  A1: {title: One, rules: [{id: a, pass_when: {every: defect, has: {status: closed}}}]}\n"
        "  A2: {title: Two, rules: [{id: b, pass_when: {some: event}}]}\n"
    )
    decision = decide(policy, "facts: {event: {source: S1, records: [{what: agreed}]}}")

    assert (decision["A1"], decision["A2"]) == ("unknown", "pass")
    assert decision.missing("A1") != []


def test_row_22_no_metric_is_no_pass() -> None:
    rules = "{id: a, fail_when: {some: thing, where: {coverage: {less_than: 80}}}}"

    assert verdict(rules, "", "coverage: decimal") == "unknown"


def test_row_24_a_share_of_nothing_is_unknown_and_a_policy_that_asks_nothing_is_refused() -> None:
    rules = "{id: a, pass_when: {share: thing, of: {scored: true}, where: {met: true}, is: {at_least: 0.5}}}"

    assert verdict(rules, things("scored: false, met: true"), "scored: boolean, met: boolean") == "unknown"
    assert "P141" in codes("criteria: {}") or codes("criteria: {}") != []


def test_row_25_a_value_past_its_last_day_does_not_count_and_is_shown() -> None:
    evidence = (
        "facts:\n  defect: {source: S2, complete: true, valid_until: 2026-11-07,"
        " records: [{id: D1, severity: 5, status: closed, deploys: false}]}\n"
    )
    decision = decide(asking("{id: a, pass_when: {every: defect, has: {severity: {at_least: 3}}}}"), evidence)

    assert decision["A1"] == "unknown"
    assert [one["reason"] for one in decision.document["left_out"]] == ["stale"]


def test_row_27_of_two_facts_the_one_that_is_missing_is_named() -> None:
    rules = "{id: a, pass_when: {all: [{some: event}, {some: confirmation}]}}"
    decision = decide(asking(rules), "facts: {event: {source: S1, records: [{what: agreed}]}}")

    assert decision["A1"] == "unknown"
    assert {one["fact"] for one in decision.part("A1")["missing"]} == {"confirmation"}


def test_row_28_evidence_for_another_policy_is_refused() -> None:
    assert codes("", "policy: harbour-cutove\n") == ["E102"]


def test_row_30_not_applicable_needs_a_reason() -> None:
    policy = "criteria: {A1: {title: One, applies_when: {some: event}, rules: [{id: a, fail_when: {some: event}}]}}"

    assert codes(policy) == ["S110"]


# --- types and numbers -------------------------------------------------------------------------------


@pytest.mark.parametrize("written", ['"4"', '"40"', "04", "4.0", "true", "four", "4e0", "[4]"])
def test_rows_31_and_32_a_count_that_is_no_whole_number_is_an_error(written: str) -> None:
    rules = "{id: a, pass_when: {every: thing, has: {open: {less_than: 5}}}}"

    assert codes(asking(rules, "open: integer"), things(f"open: {written}")) == ["E108"]


@pytest.mark.parametrize("written", ["1", '"true"', "yes", "True", "on", '""'])
def test_row_33_only_true_and_false_are_true_and_false(written: str) -> None:
    rules = "{id: a, pass_when: {every: thing, has: {closed: true}}}"

    assert codes(asking(rules, "closed: boolean"), things(f"closed: {written}")) == ["E108"]


@pytest.mark.parametrize(("actual", "expected"), [("10.0", "pass"), ("3.0", "pass"), ("2.9.9", "fail"), ("3", "pass")])
def test_row_35_versions_are_compared_as_versions(actual: str, expected: str) -> None:
    rules = "{id: a, pass_when: {every: thing, has: {built: {at_least: 3.0}}}}"

    assert verdict(rules, things(f"built: {actual}"), "built: version") == expected


def test_row_36_an_unquoted_version_1_10_stays_text_and_is_newer_than_1_9() -> None:
    assert decide("version: 1.10\n", "").document["policy"]["version"] == "1.10"
    assert version_key("1.10") > version_key("1.9")


def test_row_38_nought_point_nought_is_less_than_nought_point_seven() -> None:
    rules = "{id: a, pass_when: {every: thing, has: {score: {at_least: 0.7}}}}"

    assert verdict(rules, things("score: 0.0"), "score: decimal") == "fail"


def test_row_39_integers_beyond_64_bits_are_exact() -> None:
    rules = "{id: a, pass_when: {total: thing.size, is: 18446744073709551618}}"

    assert verdict(rules, things("size: 18446744073709551617", "size: 1"), "size: integer") == "pass"
    assert verdict(rules, things("size: 18446744073709551617", "size: 2"), "size: integer") == "fail"


@pytest.mark.parametrize(
    ("kind", "value", "test", "expected"),
    [
        ("integer", "9223372036854775808", "more_than: 9223372036854775807", "pass"),
        ("decimal", "0.00001", "more_than: 0", "pass"),
        ("decimal", "10000000000000000000", "equals: 10000000000000000000.0", "pass"),
        ("decimal", "0.1", "equals: 0.10", "pass"),
        ("decimal", "0.30000000000000001", "more_than: 0.3", "pass"),
    ],
)
def test_row_41_very_large_and_very_small_numbers_are_compared_exactly(
    kind: str, value: str, test: str, expected: str
) -> None:
    rules = f"{{id: a, pass_when: {{every: thing, has: {{size: {{{test}}}}}}}}}"

    assert verdict(rules, things(f"size: {value}"), f"size: {kind}") == expected


@pytest.mark.parametrize(("value", "floor", "expected"), [("94.90", "95", "fail"), ("89.988", "90", "fail")])
def test_row_43_a_figure_is_judged_and_shown_as_it_was_given(value: str, floor: str, expected: str) -> None:
    rules = f'{{id: a, fail_when: {{some: thing, where: {{part: {{less_than: {floor}}}}}}}, because: "only {{part}}"}}'
    decision = decide(asking(rules, "part: decimal"), things(f"part: {value}"))

    assert decision["A1"] == expected
    assert decision.part("A1")["because"] == f"only {value}"


@pytest.mark.parametrize("written", [".inf", "inf", "Infinity", ".nan", "NaN", "1e3"])
def test_row_45_what_is_no_finite_number_is_an_error(written: str) -> None:
    rules = "{id: a, pass_when: {every: thing, has: {coverage: {at_least: 80}}}}"

    assert codes(asking(rules, "coverage: decimal"), things(f"coverage: {written}")) == ["E108"]


def test_row_46_the_pass_rate_of_no_tests_is_unknown() -> None:
    rules = "{id: a, pass_when: {share: thing, where: {passed: true}, is: {at_least: 0.95}}}"
    decision = decide(asking(rules, "passed: boolean"), things())

    assert decision["A1"] == "unknown"


def test_row_46_a_pass_rate_is_exact() -> None:
    rules = "{id: a, pass_when: {share: thing, where: {passed: true}, is: {at_least: 0.95}}}"
    nineteen = ["passed: true"] * 19

    assert verdict(rules, things(*nineteen, "passed: false"), "passed: boolean") == "pass"
    assert verdict(rules, things(*nineteen, "passed: false", "passed: false"), "passed: boolean") == "fail"


# --- dates and expiry --------------------------------------------------------------------------------


@pytest.mark.parametrize("written", ["2015/10/21", "21.10.2015", "2015-10", "20151021", "2015-10-21T00:00:00Z", "1.2"])
def test_row_47_a_date_is_written_in_one_way_only(written: str) -> None:
    waiver = f"waivers: [{{criterion: A1, by: board, reason: x, date: 2015-01-01, until: {written}}}]"

    assert codes("", waiver) == ["E108"]


def test_row_48_a_waiver_that_does_not_say_denied_is_not_and_covers_only_a_failure() -> None:
    waiver = "waivers: [{criterion: A1, by: board, reason: x, date: 2026-11-01, until: 2026-11-30}]\n"
    open_defect = "facts: {defect: {source: S2, records: [{id: D, severity: 1, status: open, deploys: true}]}}\n"

    assert verdict("{id: a, fail_when: {some: defect}}", open_defect + waiver) == "waived"
    assert verdict("{id: a, fail_when: {some: defect}}", waiver) == "unknown"


def test_row_50_each_instant_keeps_its_own_offset() -> None:
    rules = "{id: a, pass_when: {every: thing, has: {at: {before: 2026-11-08T10:00:00Z}}}}"
    good = things("at: 2026-11-08T10:30:00+01:00", "at: 2026-11-08T09:59:59Z")
    bad = things("at: 2026-11-08T10:30:00+01:00", "at: 2026-11-08T09:30:00-01:00")

    assert verdict(rules, good, "at: instant") == "pass"
    assert verdict(rules, bad, "at: instant") == "fail"
    assert codes(asking(rules, "at: instant"), things("at: 2026-11-08T10:30:00")) == ["E108"]


def test_row_51_a_day_and_the_day_of_decision_compare_and_a_moment_with_a_day_does_not() -> None:
    rules = "{id: a, pass_when: {every: thing, has: {day: {before: $as_of}}}}"

    assert verdict(rules, things("day: 2026-11-07"), "day: date") == "pass"
    assert verdict(rules, things("day: 2026-11-08"), "day: date") == "fail"
    assert codes(asking(rules.replace("day", "at"), "at: instant")) == ["P121"]


@pytest.mark.parametrize("written", ["2017-02-31", "2019-02-29", "2026-13-01", "2026-00-10", "2026-11-31"])
def test_row_52_a_day_that_does_not_exist_is_an_error(written: str) -> None:
    assert codes(asking("{id: a, pass_when: {some: thing}}", "day: date"), things(f"day: {written}")) == ["E108"]
    assert codes("parameters: {cutover_date: {type: date, value: " + written + "}}") == ["P120"]


def test_row_54_a_month_after_31_january_is_the_last_day_of_february() -> None:
    rules = "{id: a, pass_when: {every: thing, has: {day: {equals: {date: 2024-01-31, plus: 1 months}}}}}"

    assert verdict(rules, things("day: 2024-02-29"), "day: date") == "pass"
    assert verdict(rules, things("day: 2024-03-01"), "day: date") == "fail"


def test_row_55_a_misspelt_last_day_is_an_unknown_key() -> None:
    waiver = "waivers: [{criterion: A1, by: board, reason: x, date: 2026-11-01, untill: 2026-11-30}]"

    (complaint,) = refused("", waiver)

    assert complaint.code.value == "S101"
    assert complaint.did_you_mean == "until"


def test_row_55_a_waiver_that_never_says_when_it_ends_waives_nothing() -> None:
    waiver = "waivers: [{criterion: A1, by: board, reason: x, date: 2026-11-01}]\n"
    open_defect = "facts: {defect: {source: S2, records: [{id: D, severity: 1, status: open, deploys: true}]}}\n"

    assert verdict("{id: a, fail_when: {some: defect}}", open_defect + waiver) == "fail"


@pytest.mark.parametrize(("day", "expected"), [("2026-11-06", "unknown"), ("2026-11-07", "pass")])
def test_row_56_no_verdict_rests_on_evidence_received_after_it(day: str, expected: str) -> None:
    evidence = "facts: {defect: {source: S2, complete: true, records: []}}"
    decision = decide("", evidence, date.fromisoformat(day))

    assert decision["A1"] == expected


@pytest.mark.parametrize(
    ("day", "expected"),
    [("2026-10-31", "fail"), ("2026-11-01", "waived"), ("2026-11-30", "waived"), ("2026-12-01", "fail")],
)
def test_a_waiver_holds_on_its_first_and_last_day_and_not_outside(day: str, expected: str) -> None:
    waiver = "waivers: [{criterion: A1, by: board, reason: x, date: 2026-11-01, until: 2026-11-30}]\n"
    source = "sources: {S2: {title: An export, by: supplier, date: 2026-10-01, basis: documented}}\n"
    open_defect = "facts: {defect: {source: S2, records: [{id: D, severity: 1, status: open, deploys: true}]}}\n"
    policy = asking("{id: a, fail_when: {some: defect}}")

    assert decide(policy, source + open_defect + waiver, date.fromisoformat(day))["A1"] == expected


# --- YAML and files ----------------------------------------------------------------------------------


def test_row_58_a_key_written_twice_is_an_error_that_shows_both_places() -> None:
    (complaint,) = refused("title: One\ntitle: Two\n")

    assert complaint.code.value == "Y013"
    assert complaint.at.line == 2
    assert [place.line for _, place in complaint.see] == [1]


@pytest.mark.parametrize("word", ["NO", "no", "yes", "on", "off", "y", "Null"])
def test_row_59_a_region_called_no_stays_text(word: str) -> None:
    rules = f"{{id: a, pass_when: {{every: thing, has: {{regions: {{contains: {word}}}}}}}}}"

    assert verdict(rules, things(f"regions: [GB, {word}]"), "regions: {list_of: text}") == "pass"


@pytest.mark.parametrize("written", ["012", "12:30", "1_000", "1e3", "0x10", "0o17", "+5", "1,000"])
def test_row_61_numbers_in_disguise_are_refused_where_a_number_is_wanted(written: str) -> None:
    listed = f'facts: {{thing: {{source: S2, records: [{{"id": T1, "size": {written}}}]}}}}'
    in_block = f"facts:\n  thing:\n    source: S2\n    records:\n      - id: T1\n        size: {written}\n"
    evidence = in_block if "," in written else listed

    assert codes(asking("{id: a, pass_when: {some: thing}}", "size: integer"), evidence) == ["E108"]


@pytest.mark.parametrize("written", ["012", "12:30", "1_000", "1e3", "1.10", "2026-11-08", "true"])
def test_row_61_the_same_are_text_where_text_is_wanted(written: str) -> None:
    rules = f"{{id: a, pass_when: {{some: thing, where: {{code: {written}}}}}}}"

    assert verdict(rules, things(f'code: "{written}"'), "code: text") == "pass"


def test_row_64_an_empty_value_is_not_the_opposite_of_anything() -> None:
    assert codes(asking("{id: a, pass_when: {some: thing}}", "compliant: boolean"), things('compliant: ""')) == ["E108"]


# --- text and patterns -------------------------------------------------------------------------------


@pytest.mark.parametrize(("value", "expected"), [("prod", "pass"), ("not-prod-2", "fail"), ("prod-2", "fail")])
def test_row_66_a_pattern_is_about_the_whole_value(value: str, expected: str) -> None:
    rules = "{id: a, pass_when: {every: thing, has: {target: {matches: prod}}}}"

    assert verdict(rules, things(f"target: {value}"), "target: text") == expected


def test_row_68_an_accent_composed_or_not_is_the_same_text() -> None:
    one, other = (unicodedata.normalize(form, "Café") for form in ("NFC", "NFD"))
    rules = f"{{id: a, pass_when: {{every: thing, has: {{supplier: {one}}}}}}}"

    assert one != other
    assert verdict(rules, things(f"supplier: {other}"), "supplier: text") == "pass"


# --- engine and order --------------------------------------------------------------------------------

THREE = "{id: a, fail_when: {some: defect, where: {severity: 1}}}"
ONE_DEFECT = (
    "facts: {defect: {source: S2, complete: true, records: [{id: D1, severity: 1, status: open, deploys: true}]}}"
)


def test_row_69_a_criterion_on_other_facts_changes_no_earlier_verdict() -> None:
    alone = f"criteria:\n  A1: {{title: One, rules: [{THREE}]}}\n"
    beside = alone + "  A10: {title: Ten, rules: [{id: A10-other, fail_when: {some: event, where: {what: defect}}}]}\n"

    assert decide(alone, ONE_DEFECT)["A1"] == decide(beside, ONE_DEFECT)["A1"] == "fail"


def test_row_71_closing_one_of_two_blockers_leaves_the_other() -> None:
    evidence = (
        "facts: {defect: {source: S2, complete: true, records: [{id: D1, severity: 1, status: closed, deploys: true},"
        " {id: D2, severity: 1, status: open, deploys: true}]}}"
    )

    assert decide("", evidence)["A1"] == "fail"


def test_row_72_a_hundred_thousand_distinct_facts_are_all_counted() -> None:
    policy = read_policy(completed(asking("{id: a, pass_when: {count: defect, is: 100000}}"), "policy"), Diagnostics())
    listed = [{"id": f"D{number}", "severity": 3} for number in range(100_000)]
    pack = {"evidence": "large", "as_of": "2026-11-08", "facts": {"defect": {"complete": True, "records": listed}}}
    judgement = Judge(policy).judge(EvidenceDecoder(policy).decode(json.dumps(pack).encode()))

    assert judgement.standing("criterion", "A1").status == "pass"
    assert judgement.counts[0][:2] == (100_000, 0)


@pytest.mark.parametrize("text", ["{count/0}", "{source.nothing}", "{severity", "{__class__}", "{cutover_date.year}"])
def test_row_74_a_text_that_cannot_be_filled_is_an_error_before_anything_is_decided(text: str) -> None:
    rules = f'{{id: a, fail_when: {{some: defect}}, because: "{text}"}}'

    assert set(codes(asking(rules))) <= {"P131", "P132"}
    assert codes(asking(rules)) != []


def test_row_75_a_rule_on_none_does_not_fire_on_a_value() -> None:
    rules = "{id: a, fail_when: {some: thing, where: {first_name: {given: false}}}}"
    fields = "first_name: {type: text, optional: true}"

    assert verdict(rules, things("first_name: Alice"), fields) == "pass"
    assert verdict(rules, things("first_name: null"), fields) == "fail"


def test_row_76_one_fact_fires_every_rule_that_it_satisfies() -> None:
    rules = ", ".join(f"{{id: {name}, fail_when: {{some: defect, where: {{severity: 1}}}}}}" for name in "abc")
    decision = decide(asking(rules), ONE_DEFECT)

    assert decision.part("A1")["rules"] == ["a", "b", "c"]
    assert {one["rule"] for one in decision.document["firings"]} >= {"a", "b", "c"}


def test_row_78_every_item_that_fails_is_listed() -> None:
    rules = (
        '{id: a, fail_when: {some: defect, where: {severity: 1}}, because: "severe: {id}"},'
        ' {id: b, fail_when: {some: defect, where: {status: open}}, because: "open: {id}"}'
    )
    evidence = (
        "facts: {defect: {source: S2, complete: true, records: [{id: D1, severity: 1, status: closed, deploys: true},"
        " {id: D2, severity: 4, status: open, deploys: true}, {id: D3, severity: 5, status: open, deploys: true}]}}"
    )
    because = decide(asking(rules), evidence).part("A1")["because"]

    assert "severe: D1" in because
    assert "open: D2, D3" in because


def test_row_79_of_three_sources_that_contradict_all_are_named_in_order() -> None:
    evidence = "facts:\n  defect:\n" + "".join(
        f"    - {{source: S{number}, records: [{{id: D1, severity: {number}, status: open, deploys: true}}]}}\n"
        for number in (1, 2, 3)
    )
    decision = decide(asking("{id: a, fail_when: {some: defect, where: {severity: {at_most: 2}}}}"), evidence)

    (contradiction,) = decision.document["contradictions"]
    assert decision["A1"] == "unknown"
    assert [(one["value"], one["sources"]) for one in contradiction["values"]] == [
        ("1", ["S1"]), ("2", ["S2"]), ("3", ["S3"]),
    ]  # fmt: skip


def test_row_81_one_rule_can_be_waived_for_two_subjects() -> None:
    evidence = (
        "facts: {defect: {source: S2, complete: true, records: [{id: D1, severity: 1, status: open, deploys: true},"
        " {id: D2, severity: 1, status: open, deploys: true}]}}\n"
        "waivers:\n"
    ) + "".join(
        f"  - {{criterion: A1, rule: a, where: {{id: {name}}}, by: board, reason: x, date: 2026-11-01,"
        " until: 2026-11-30}\n"
        for name in ("D1", "D2")
    )
    both = decide(asking("{id: a, fail_when: {some: defect, where: {severity: 1}}}"), evidence)
    one = decide(
        asking("{id: a, fail_when: {some: defect, where: {severity: 1}}}"), "\n".join(evidence.splitlines()[:-1]) + "\n"
    )

    assert both["A1"] == "waived"
    assert one["A1"] == "fail"


@pytest.mark.parametrize("why", ["denied: true", "by: supplier"])
def test_row_85_a_waiver_that_was_not_given_by_the_authority_waives_nothing(why: str) -> None:
    by = "" if why.startswith("by") else "by: board, "
    waiver = f"waivers: [{{criterion: A1, {by}{why}, reason: x, date: 2026-11-01, until: 2026-11-30}}]\n"
    decision = decide("", ONE_DEFECT + "\n" + waiver)

    assert decision["A1"] == "fail"
    assert decision.document["waivers"][0]["effect"] == "none"


def test_row_89_a_rule_on_absence_alone_speaks_up_when_nothing_is_given() -> None:
    rules = '{id: a, fail_when: {no: event, where: {what: report}}, because: "no test report"}'

    assert verdict(rules, "facts: {event: {source: S1, complete: true, records: []}}") == "fail"
    assert decide(asking(rules), "").missing("A1") != []
