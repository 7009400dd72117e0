"""That reports of tests and of findings give one row for each, at its worst, and say where they are not the whole."""

from __future__ import annotations

import json
from collections import Counter
from decimal import Decimal
from typing import Any

import pytest

from gonogo.read.extract import ABSENT
from tests.extracts import extract, notes, refused, rows

SUITE = '<testsuites><testsuite name="s">{}</testsuite></testsuites>'


def results(text: str, form: str = "junit") -> list[Any]:
    made, found = extract(text, form, ["result"])
    assert made is not None, found
    return list(made.columns["result"])


# --- JUnit ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("case", "result"),
    [
        ("<testcase/>", "passed"),
        ("<testcase><skipped/></testcase>", "skipped"),
        ("<testcase><error/></testcase>", "error"),
        ("<testcase><failure/></testcase>", "failed"),
        ("<testcase><skipped/><error/><failure/></testcase>", "failed"),
        ("<testcase><skipped/><error/></testcase>", "error"),
        ("<testcase><flakyFailure/><flakyError/></testcase>", "flaky"),
        ("<testcase><failure/><rerunFailure/></testcase>", "failed"),
        ("<testcase><rerunFailure/></testcase>", "failed"),
        ('<testcase status="notrun"/>', "skipped"),
        ('<testcase status="run" result="completed"/>', "passed"),
        ('<testcase result="skipped"/>', "skipped"),
        ('<testcase status="FAILED"/>', "failed"),
        ('<testcase status="strange"/>', ABSENT),
        ('<testcase status="strange"><error/></testcase>', "error"),
        ('<testcase status="strange"><skipped/></testcase>', ABSENT),
        ("<testcase><system-out>failure</system-out></testcase>", "passed"),
    ],
)
def test_the_worst_of_what_a_case_says_of_itself_is_its_result(case: str, result: str) -> None:
    assert results(SUITE.format(case)) == [result]


def test_a_case_has_the_names_and_times_of_its_suites_where_it_has_none() -> None:
    text = """<testsuite name="outer" timestamp="2026-11-08T10:05:00" file="all.py">
      <testsuite name="inner">
        <testcase classname="C" name="one" time="1,234.50" line="7"><failure message="no&#10;way" type="T"/></testcase>
      </testsuite>
    </testsuite>"""
    wanted = [
        "id",
        "suite",
        "class",
        "name",
        "kind",
        "message",
        "seconds",
        "timestamp",
        "date",
        "file",
        "line",
        "reruns",
    ]

    assert rows(text, "junit", wanted) == [
        (
            *("C.one", "inner", "C", "one", "T", "no way", Decimal("1234.50")),
            *("2026-11-08T10:05:00", "2026-11-08", "all.py", "7", 0),
        )
    ]


@pytest.mark.parametrize(
    ("time", "seconds"),
    [
        ("", None),
        ("1.5", Decimal("1.5")),
        ("1e-3", Decimal("0.001")),
        ("-5", ABSENT),
        ("NaN", ABSENT),
        ("soon", ABSENT),
    ],
)
def test_a_time_that_cannot_be_is_unknown_and_spoils_no_result(time: str, seconds: object) -> None:
    made, _ = extract(SUITE.format(f'<testcase time="{time}"/>'), "junit", ["result", "seconds"])

    assert made is not None
    assert (made.columns["result"], made.columns["seconds"]) == (["passed"], [seconds])
    assert len(made.notes) == (seconds is ABSENT)


@pytest.mark.parametrize(
    ("written", "instant", "day"),
    [
        ("2026-11-08T10:05:00Z", "2026-11-08T10:05:00Z", "2026-11-08"),
        ("2026-11-08T10:05:00.1234567+01:00", "2026-11-08T10:05:00.123456+01:00", "2026-11-08"),
        ("2026-11-08T10:05:00", "2026-11-08T10:05:00", "2026-11-08"),  # whose offset the mapping has to say
        ("2026-11-08", ABSENT, "2026-11-08"),
        ("2026-11-08T 10:05:00", ABSENT, ABSENT),
        ("2026-02-30T10:05:00Z", ABSENT, ABSENT),
        ("08/11/2026", ABSENT, ABSENT),
    ],
)
def test_a_timestamp_is_taken_as_it_stands_or_is_unknown(written: str, instant: object, day: object) -> None:
    made, _ = extract(SUITE.format(f'<testcase timestamp="{written}"/>'), "junit", ["timestamp", "date"])

    assert made is not None
    assert (made.columns["timestamp"], made.columns["date"]) == ([instant], [day])


def test_cases_of_one_name_are_told_apart_and_it_is_said() -> None:
    text = SUITE.format('<testcase classname="C" name="a"/>' * 2 + '<testcase classname="C" name="a (2)"/>')
    made, _ = extract(text, "junit", ["id"])

    assert made is not None
    assert list(made.columns["id"]) == ["C.a", "C.a (3)", "C.a (2)"]
    assert notes(text, "junit") == ["caveat: tests of one name stand more than once, and each of them counts: `C.a`"]


@pytest.mark.parametrize(
    ("stated", "said"),
    [
        ('tests="2" failures="1" errors="0" skipped="0"', []),
        ("", []),
        ('tests="5" failures="1"', ["not whole: `s` states 5 for tests, and 2 can be counted in it"]),
        (
            'tests="2" failures="0" errors="0"',
            ["not whole: `s` states 0 for failures and errors, and 1 can be counted in it"],
        ),
        ('tests="2" failures="1" skipped="3"', ["not whole: `s` states 3 for skipped, and 0 can be counted in it"]),
        ('tests="many"', []),
    ],
)
def test_a_total_that_is_not_what_can_be_counted_makes_the_list_not_whole(stated: str, said: list[str]) -> None:
    cases = '<testcase name="a"/><testcase name="b"><failure/></testcase>'

    assert notes(f'<testsuite name="s" {stated}>{cases}</testsuite>', "junit") == said


def test_totals_may_count_the_suites_within_or_the_reruns() -> None:
    text = """<testsuites tests="3" failures="1"><testsuite name="a" tests="2"><testcase name="x"/>
      <testsuite name="b" tests="3" errors="2"><testcase name="y"><flakyError/><flakyFailure/></testcase></testsuite>
      <testcase name="z"><failure/></testcase></testsuite></testsuites>"""

    assert notes(text, "junit") == []


def test_a_suite_that_failed_as_a_whole_is_a_row_of_its_own() -> None:
    text = '<testsuite name="s"><error message="no database"/><testcase name="a"/></testsuite>'

    assert rows(text, "junit", ["name", "result", "message"]) == [
        ("s", "error", "no database"),
        ("a", "passed", ABSENT),
    ]


def test_a_report_without_cases_and_a_file_of_another_kind_are_refused() -> None:
    assert refused('<testsuites tests="0"/>', "junit") == "report.xml:1:1: E166: the report holds no test cases"
    assert refused("<xyz><file/></xyz>", "junit") == "report.xml:1:1: E169: this file is not a JUnit report"


def test_a_long_message_is_cut_and_what_cannot_be_seen_in_it_is_shown() -> None:
    made, _ = extract(
        SUITE.format(f'<testcase><failure message="a\u202eb{"x" * 5_000}"/></testcase>'), "junit", ["message"]
    )

    assert made is not None
    text = str(made.columns["message"][0])
    assert (text[:3], len(text), text[-1]) == ("a\ufffdb", 2_000, "…")


# --- NUnit, TRX, Cucumber ------------------------------------------------------------------------


def test_nunit_3_says_each_result_in_its_own_words() -> None:
    words = ["Passed", "Failed", "Skipped", "Inconclusive", "Warning", "Odd"]
    cases = "".join(f'<test-case fullname="N.{word}" name="{word}" result="{word}"/>' for word in words)
    label = '<test-case fullname="N.e" result="Failed" label="Error" duration="0.5" start-time="2026-11-08 10:05:00Z"/>'
    text = f'<test-run total="7" failed="2"><test-suite fullname="N">{cases}{label}</test-suite></test-run>'

    assert results(text, "nunit") == ["passed", "failed", "skipped", "inconclusive", "inconclusive", ABSENT, "error"]
    made, _ = extract(text, "nunit", ["id", "suite", "seconds", "timestamp"])
    assert made is not None
    assert [column[-1] for column in made.columns.values()] == ["N.e", "N", Decimal("0.5"), "2026-11-08T10:05:00Z"]


def test_nunit_2_is_read_too_and_its_total_held_against_the_cases() -> None:
    cases = """<test-case name="a" executed="True" success="True" time="0.1"/>
      <test-case name="b" executed="True" success="False"><failure><message>no</message></failure></test-case>
      <test-case name="c" executed="False"><reason><message>later</message></reason></test-case>"""
    text = (
        '<test-results total="{}" failures="1"><test-suite name="s"><results>{}</results></test-suite></test-results>'
    )

    assert results(text.format(2, cases), "nunit") == ["passed", "failed", "skipped"]
    assert notes(text.format(2, cases), "nunit") == []
    assert notes(text.format(9, cases), "nunit") == [
        "not whole: the report states 9 for tests, and 3 can be counted in it"
    ]


def trx(results: str, summary: str = "") -> bytes:
    head = '<?xml version="1.0" encoding="utf-8"?><TestRun xmlns="urn:trx"><Results>'
    definitions = """</Results><TestDefinitions><UnitTest id="1"><TestMethod className="N.C" name="a"/></UnitTest>
      </TestDefinitions>"""
    return b"\xef\xbb\xbf" + f"{head}{results}{definitions}{summary}</TestRun>".encode()


def test_trx_is_read_with_its_byte_order_mark_its_classes_and_durations() -> None:
    text = trx(
        '<UnitTestResult testId="1" testName="a" outcome="Failed" duration="1.00:01:02.5000000"'
        ' startTime="2026-11-08T10:05:00.1234567+10:00"><Output><ErrorInfo><Message>no</Message></ErrorInfo></Output>'
        "</UnitTestResult>"
    )

    assert rows(text, "trx", ["id", "class", "result", "kind", "message", "seconds", "timestamp"]) == [
        ("N.C.a", "N.C", "failed", "Failed", "no", Decimal("86462.5000000"), "2026-11-08T10:05:00.123456+10:00")
    ]


def test_a_total_of_thousands_of_digits_was_counted_by_nobody_and_does_no_harm() -> None:
    many = "9" * 5_000
    nunit = f'<test-run total="{many}" failed="{many}"><test-case name="a" result="Passed"/></test-run>'
    trx = (
        f'<TestRun><Results><UnitTestResult testName="a" outcome="Passed"/></Results>'
        f'<ResultSummary><Counters total="{many}"/></ResultSummary></TestRun>'
    )

    assert notes(nunit, "nunit") == notes(trx, "trx") == []


def test_the_data_of_a_test_are_rows_and_not_the_test_round_them() -> None:
    inner = '<UnitTestResult testName="a (1)" outcome="Passed"/><UnitTestResult testName="a (2)" outcome="Timeout"/>'
    text = trx(f'<UnitTestResult testName="a" outcome="Failed"><InnerResults>{inner}</InnerResults></UnitTestResult>')

    assert rows(text, "trx", ["name", "result"]) == [("a (1)", "passed"), ("a (2)", "error")]


def test_a_run_that_was_cut_off_is_not_whole() -> None:
    summary = """<ResultSummary outcome="Aborted"><Counters total="3" passed="1"/><RunInfos>
      <RunInfo outcome="Error"><Text>The host crashed</Text></RunInfo></RunInfos></ResultSummary>"""
    said = notes(trx('<UnitTestResult testName="a" outcome="Passed"/>', summary), "trx")

    assert said == [
        "not whole: the run did not come to its end: its outcome is `Aborted`",
        "not whole: the run reports an error: The host crashed",
        "not whole: the summary states 3 for tests, and 1 can be counted in the file",
    ]


def scenario(*statuses: str, **more: object) -> dict[str, object]:
    steps = [{"result": {"status": one, "duration": 500_000_000}} for one in statuses]
    return {"type": "scenario", "name": "one", "line": 3, "steps": steps, **more}


def test_the_worst_step_or_hook_is_the_result_of_a_scenario() -> None:
    broken = [{"result": {"status": "failed", "error_message": "no"}}]
    elements = [
        scenario("passed", "passed"),
        scenario("passed", "failed", "skipped"),
        scenario("passed", "undefined", "skipped"),
        scenario("skipped"),
        scenario(),
        scenario("passed", after=broken),
        {"type": "background", "steps": broken},
        scenario("passed"),
        scenario("passed"),
    ]
    text = json.dumps([{"uri": "a.feature", "name": "F", "elements": elements}])
    made, _ = extract(text, "cucumber", ["result", "id", "seconds", "message"])

    assert made is not None
    assert list(made.columns["result"]) == [
        *("passed", "failed", "inconclusive", "skipped", "inconclusive", "failed", "failed", "passed")
    ]
    assert made.columns["id"][:2] == ["a.feature: one", "a.feature: one (2)"]
    assert made.columns["seconds"][0] == Decimal("1")
    assert made.columns["message"][5] == "no"


@pytest.mark.parametrize(
    ("statuses", "result"),
    [
        (("passed", "odd"), ABSENT),
        (("passed", 5), ABSENT),
        (("failed", "odd"), "failed"),
        (("skipped", None), "inconclusive"),
    ],
)
def test_a_status_that_cucumber_does_not_have_is_unknown_unless_something_failed(
    statuses: tuple[object, ...], result: object
) -> None:
    steps = [{"result": {"status": one}} for one in statuses]

    assert results(json.dumps([{"elements": [{"name": "one", "steps": steps}]}]), "cucumber") == [result]


def test_a_report_of_cucumber_without_scenarios_is_refused() -> None:
    assert "E166" in refused('[{"elements": []}]', "cucumber")
    assert "E169" in refused('{"elements": []}', "cucumber")
    assert "E169" in refused('[{"elements": [{"steps": 5}]}]', "cucumber")


# --- SARIF ---------------------------------------------------------------------------------------


def sarif(*results: object, **run: object) -> str:
    rules = [{"id": "R1", "defaultConfiguration": {"level": "error"}}, {"id": "R2"}]
    tool = {"driver": {"name": "scan", "rules": rules}}
    return json.dumps({"version": "2.1.0", "runs": [{"tool": tool, "results": list(results), **run}]})


@pytest.mark.parametrize(
    ("result", "level"),
    [
        ({"ruleId": "R1", "level": "note"}, "note"),
        ({"ruleId": "R1"}, "error"),
        ({"ruleIndex": 0}, "error"),
        ({"ruleId": "R1/part"}, "error"),
        ({"rule": {"id": "R1"}}, "error"),
        ({"ruleId": "R2"}, "warning"),
        ({"ruleId": "R9"}, "warning"),
        ({"ruleId": "R1", "kind": "pass"}, "none"),
        ({"ruleId": "R2", "level": 7}, ABSENT),
        ({"ruleId": "R1", "kind": ["pass"]}, ABSENT),
    ],
)
def test_the_level_is_its_own_or_its_rules_or_warning(result: object, level: str) -> None:
    assert rows(sarif(result), "sarif", ["level"]) == [(level,)]


def test_what_a_run_sets_for_a_rule_goes_before_the_rules_own_level() -> None:
    override = {"descriptor": {"id": "R1"}, "configuration": {"level": "note"}}
    text = sarif({"ruleId": "R1"}, {"ruleId": "R2"}, invocations=[{"ruleConfigurationOverrides": [override]}])

    assert rows(text, "sarif", ["level"]) == [("note",), ("warning",)]


@pytest.mark.parametrize(
    ("suppressions", "suppression", "suppressed"),
    [
        (None, "none", False),
        ([], "none", False),
        ([{"kind": "external"}], "unstated", True),
        ([{"kind": "inSource", "status": "accepted"}], "accepted", True),
        ([{"status": "accepted"}, {"status": "underReview"}], "under_review", False),
        ([{"status": "accepted"}, {"status": "rejected"}], "rejected", False),
        ([{"state": "accepted"}], "accepted", True),
        ([{"status": "agreed"}], ABSENT, ABSENT),
        ([{"status": 1}, {"status": "accepted"}], ABSENT, ABSENT),
        ([{"status": 1}, {"status": "rejected"}], "rejected", False),
    ],
)
def test_a_result_is_suppressed_while_nobody_doubts_it(
    suppressions: object, suppression: object, suppressed: object
) -> None:
    text = sarif({"ruleId": "R1", "suppressions": suppressions})

    assert rows(text, "sarif", ["suppression", "suppressed"]) == [(suppression, suppressed)]


@pytest.mark.parametrize(
    ("run", "says"),
    [
        ({"invocations": [{"executionSuccessful": True}]}, []),
        (
            {"invocations": [{"executionSuccessful": False}]},
            ["not whole: scan says that it did not run to its end: `executionSuccessful` is false"],
        ),
        ({"results": None}, ["not whole: the run of scan says nothing of results, as if nothing had been scanned"]),
        (
            {"invocations": [{"toolExecutionNotifications": [{"level": "error", "message": {"text": "Out of room"}}]}]},
            ["not whole: scan reports an error of its own: Out of room"],
        ),
        (
            {"externalPropertyFileReferences": {"results": [{"location": {"uri": "more.sarif"}}]}},
            ["not whole: results of scan stand in another file, which was not read"],
        ),
    ],
)
def test_a_run_that_did_not_end_well_is_not_whole(run: dict[str, object], says: list[str]) -> None:
    assert notes(sarif(**run), "sarif") == says


def test_a_run_that_does_not_say_plainly_that_it_ended_well_is_not_whole() -> None:
    text = sarif(invocations=[{"executionSuccessful": "no"}])

    assert notes(text, "sarif") == [
        "not whole: scan says that it did not run to its end: `executionSuccessful` is no truth"
    ]


@pytest.mark.parametrize("text", ['{"version": "2.1.0", "runs": []}', '{"runs": null}'])
def test_a_file_without_runs_is_never_clean(text: str) -> None:
    assert refused(text, "sarif") == "report.sarif, /: E166: the file holds no run of any tool"


def test_the_results_of_all_runs_are_rows_and_say_where_they_are() -> None:
    at = {"physicalLocation": {"artifactLocation": {"uri": "a.c"}, "region": {"startLine": 7}}}
    one = json.loads(sarif({"ruleId": "R1", "locations": [at], "message": {"text": "bad"}}))
    text = json.dumps({"version": "2.1.0", "runs": [*one["runs"], *one["runs"]]})
    made, _ = extract(text, "sarif", ["id", "run", "file", "line", "message", "tool"])

    assert made is not None
    assert [list(column) for column in made.columns.values()] == [
        *(["R1 at a.c:7", "R1 at a.c:7 (2)"], [0, 1], ["a.c"] * 2, [7] * 2, ["bad"] * 2, ["scan"] * 2)
    ]
    assert str(made.place(1, "message")) == "report.sarif, /runs/1/results/0/message"


def test_a_message_that_a_rule_words_has_its_arguments() -> None:
    rule = {"id": "R", "messageStrings": {"default": {"text": "{0} is not {1}"}}}
    text = sarif(
        {"ruleId": "R", "message": {"id": "default", "arguments": ["x", "y"]}},
        tool={"driver": {"name": "scan", "rules": [rule]}},
    )

    assert rows(text, "sarif", ["message"]) == [("x is not y",)]


# --- scans ---------------------------------------------------------------------------------------


def test_trivys_findings_are_rows_those_set_aside_among_them() -> None:
    found = {"VulnerabilityID": "CVE-1", "PkgName": "a", "InstalledVersion": "1", "Severity": "HIGH"}
    aside = {"Type": "vulnerability", "Status": "not_affected", "Statement": "not reached", "Finding": found}
    checks = [{"ID": "D1", "Status": "FAIL", "Severity": "LOW"}, {"ID": "D2", "Status": "PASS", "Severity": "LOW"}]
    result = {
        "Target": "x",
        "Vulnerabilities": [found],
        "Misconfigurations": checks,
        "Secrets": None,
        "MisconfSummary": {"Failures": 2},
        "ExperimentalModifiedFindings": [aside],
    }
    text = json.dumps({"SchemaVersion": 2, "Results": [result, {"Target": "y"}]})
    made, _ = extract(text, "trivy", ["id", "category", "severity", "suppressed", "statement"])

    assert made is not None
    assert list(zip(*made.columns.values(), strict=True)) == [
        ("CVE-1 in a 1 (x)", "vulnerability", "high", False, ABSENT),
        ("D1 in x", "misconfiguration", "low", False, ABSENT),
        ("CVE-1 in a 1 (x) (2)", "vulnerability", "high", True, "not reached"),
    ]
    assert str(made.place(0, "severity")) == "report.xml, /Results/0/Vulnerabilities/0/Severity"
    assert "the summary of x says that 2 checks failed, and 1 stand in the report" in made.notes[0].says


@pytest.mark.parametrize("text", ['{"SchemaVersion": 2}', '{"SchemaVersion": 2, "Results": null}', "[]"])
def test_a_scan_that_found_nothing_to_scan_is_never_clean(text: str) -> None:
    assert "E166" in refused(text, "trivy")


def test_a_scan_that_found_nothing_bad_is_clean() -> None:
    assert rows('{"SchemaVersion": 2, "Results": [{"Target": "x", "Vulnerabilities": null}]}', "trivy", ["id"]) == []
    assert rows('{"matches": []}', "grype", ["id"]) == []


def test_what_has_another_shape_inside_is_refused_and_not_taken_for_nothing() -> None:
    text = '{"SchemaVersion": 2, "Results": [{"Target": "x", "Vulnerabilities": {"CVE-1": {}}}]}'

    assert refused(text, "trivy").endswith(
        "E169: `Vulnerabilities` is not a list of objects, as it is in files of this form"
    )


def test_a_severity_or_a_score_that_is_none_is_unknown_and_not_passed_over() -> None:
    scored = {"VulnerabilityID": "CVE-1", "Severity": 5, "CVSS": {"a": {"V3Score": 4.1}, "b": {"V3Score": "high"}}}
    rated = [{"severity": "low", "score": 3}, {"severity": "crit", "score": True}]
    trivy = json.dumps({"Results": [{"Target": "x", "Vulnerabilities": [scored]}]})
    grype = json.dumps({"matches": [{"vulnerability": {"id": "CVE-1", "severity": ["High"]}}]})
    bill = json.dumps({"bomFormat": "CycloneDX", "vulnerabilities": [{"id": "CVE-1", "ratings": rated}]})

    assert rows(trivy, "trivy", ["severity", "score"]) == [(ABSENT, ABSENT)]
    assert rows(grype, "grype", ["severity"]) == [(ABSENT,)]
    assert rows(bill, "cyclonedx", ["severity", "score"]) == [(ABSENT, ABSENT)]


def test_grypes_matches_are_rows_those_ignored_among_them() -> None:
    match = {
        "vulnerability": {"id": "CVE-1", "severity": "Critical", "fix": {"versions": ["2"], "state": "fixed"}},
        "artifact": {"name": "a", "version": "1", "type": "npm", "locations": [{"path": "p"}]},
    }
    ignored = {**match, "appliedIgnoreRules": [{"vex-status": "not_affected", "reason": "unused"}]}
    text = json.dumps({"matches": [match], "ignoredMatches": [ignored]})

    assert rows(text, "grype", ["id", "severity", "fixed", "status", "suppressed", "suppression", "statement"]) == [
        ("CVE-1 in a 1 (p)", "critical", "2", "fixed", False, "none", ABSENT),
        ("CVE-1 in a 1 (p) (2)", "critical", "2", "fixed", True, "not_affected", "unused"),
    ]


# --- CycloneDX, OpenVEX --------------------------------------------------------------------------


def test_cyclonedx_vulnerabilities_have_their_highest_rating_and_their_analysis() -> None:
    one = {
        "id": "CVE-1",
        "ratings": [{"severity": "medium", "score": 5.0}, {"severity": "high", "score": 7.5}],
        "analysis": {"state": "not_affected", "justification": "code_not_reachable", "response": ["will_not_fix"]},
        "affects": [{"ref": "a"}, {"ref": "b"}],
    }
    text = json.dumps({"bomFormat": "CycloneDX", "vulnerabilities": [one, {"id": "CVE-2"}]})

    assert rows(text, "cyclonedx", ["id", "severity", "score", "state", "response", "affects"]) == [
        ("CVE-1", "high", Decimal("7.5"), "not_affected", ("will_not_fix",), ("a", "b")),
        ("CVE-2", ABSENT, ABSENT, ABSENT, ABSENT, ABSENT),
    ]


def test_a_bill_that_says_nothing_of_vulnerabilities_does_not_say_that_there_are_none() -> None:
    assert refused('{"bomFormat": "CycloneDX", "components": []}', "cyclonedx").endswith(
        "E166: the file says nothing of vulnerabilities: it has no `vulnerabilities`"
    )


def test_cyclonedx_components_are_the_same_in_json_and_in_xml_with_those_within() -> None:
    inner = {"type": "library", "name": "b", "version": "2", "licenses": [{"expression": "MIT OR X"}]}
    outer = {
        "type": "framework",
        "group": "g",
        "name": "a",
        "licenses": [{"license": {"id": "MIT"}}],
        "components": [inner],
    }
    in_json = json.dumps({"bomFormat": "CycloneDX", "components": [outer]})
    in_xml = """<bom xmlns="http://cyclonedx.org/schema/bom/1.1" version="1"><components>
      <component type="framework"><group><![CDATA[g]]></group><name>a</name><licenses><license><id>MIT</id></license>
      </licenses><components><component type="library"><name>b</name><version>2</version>
      <licenses><expression>MIT OR X</expression></licenses></component></components></component></components></bom>"""
    wanted = ["id", "type", "name", "version", "licenses"]
    expected = [
        ("g/a", "framework", "a", ABSENT, ("MIT",)),
        ("b@2", "library", "b", "2", ("MIT OR X",)),
    ]

    assert rows(in_json, "cyclonedx-components", wanted) == expected
    assert rows(in_xml, "cyclonedx-components", wanted) == expected


def test_a_bill_that_says_it_is_not_complete_is_not_whole() -> None:
    text = '{"bomFormat": "CycloneDX", "components": [], "compositions": [{"aggregate": "incomplete"}]}'

    assert notes(text, "cyclonedx-components") == [
        "not whole: the file says of a part of it that it is not all there is: `incomplete`"
    ]


def test_openvex_gives_a_row_for_each_product_however_it_is_named() -> None:
    statements = [
        {"vulnerability": {"name": "CVE-1"}, "products": [{"@id": "p"}, {"@id": "q"}], "status": "fixed"},
        {"vulnerability": "CVE-2", "products": ["p"], "status": "under_investigation"},
        {"vulnerability": {"@id": "CVE-3"}, "status": "affected", "timestamp": "2026-11-08T10:05:00Z"},
    ]
    text = json.dumps({"@context": "x", "timestamp": "2026-11-01T00:00:00Z", "statements": statements})

    assert rows(text, "openvex", ["id", "product", "status", "date"]) == [
        ("CVE-1 for p", "p", "fixed", "2026-11-01"),
        ("CVE-1 for q", "q", "fixed", "2026-11-01"),
        ("CVE-2 for p", "p", "under_investigation", "2026-11-01"),
        ("CVE-3 for a product without a name", ABSENT, "affected", "2026-11-08"),
    ]
    assert "E166" in refused('{"statements": []}', "openvex")


# --- HDF, SAF ------------------------------------------------------------------------------------


def control(name: str, impact: float, *statuses: str, **more: object) -> dict[str, object]:
    return {"id": name, "impact": impact, "results": [{"status": one} for one in statuses], "tags": {}, **more}


def test_the_worst_result_is_the_status_of_a_control() -> None:
    controls = [
        control("a", 0.7, "passed", "passed"),
        control("b", 0.5, "passed", "failed"),
        control("c", 0.3, "passed", "skipped"),
        control("d", 0.9, "failed", "error"),
        control("e", 0.0, "failed", tags={"severity": "high"}),
        control("f", 0.5),
        control("g", 0.5, "odd"),
    ]
    text = json.dumps({"profiles": [{"name": "p", "controls": controls}]})
    made, _ = extract(text, "hdf", ["status", "severity", "passed", "skipped"])

    assert made is not None
    assert list(made.columns["status"]) == [
        *("passed", "failed", "not_reviewed", "error", "not_applicable", "error", ABSENT)
    ]
    assert list(made.columns["severity"]) == ["high", "medium", "low", "critical", "high", "medium", "medium"]
    assert (made.columns["passed"][2], made.columns["skipped"][2]) == (1, 1)


def test_a_result_or_an_impact_of_another_kind_is_unknown() -> None:
    waived = [{"skipped_due_to_waiver": one} for one in (True, False, "", "false", "until May", 1)]
    controls = [
        {"id": "a", "impact": 0.5, "results": [{"status": 1}]},
        {"id": "b", "impact": False, "results": [{"status": "failed"}, {"status": []}]},
        *(control(f"w{number}", 0.5, "passed", waiver_data=one) for number, one in enumerate(waived)),
    ]
    text = json.dumps({"profiles": [{"controls": controls}]})
    found = rows(text, "hdf", ["status", "impact", "waived"])

    assert found[:2] == [(ABSENT, Decimal("0.5"), ABSENT), ("failed", ABSENT, ABSENT)]
    assert [one[2] for one in found[2:]] == [True, False, False, False, True, ABSENT]


def test_a_profile_over_another_decides_the_impact_and_the_inner_one_was_run() -> None:
    inner = {"name": "base", "parent_profile": "over", "controls": [control("a", 0.5, "failed")]}
    outer = {"name": "over", "controls": [control("a", 0.0)]}
    text = json.dumps({"profiles": [inner, outer]})

    assert rows(text, "hdf", ["id", "status", "impact", "profile"]) == [("a", "not_applicable", Decimal("0.0"), "over")]


def test_a_profile_that_was_not_run_is_never_clean() -> None:
    assert "E166" in refused('{"profiles": [{"controls": [{"id": "a", "impact": 0.5}]}]}', "hdf")
    assert "E166" in refused('{"profiles": [{"controls": []}]}', "hdf")
    skipped = {"name": "p", "status": "skipped", "controls": [control("a", 0.5, "passed")]}
    assert notes(json.dumps({"profiles": [skipped], "statistics": {"controls": {"total": 4}}}), "hdf") == [
        "not whole: the statistics say that there are 4 controls, and 1 stand in the file",
        "not whole: the profile p was not run: its status is `skipped`",
    ]


def test_the_counts_of_a_summary_are_rows_and_are_added_up() -> None:
    counts = {"critical": 0, "high": 11, "medium": 208, "low": 8, "total": 227}
    good = json.dumps([{"profileName": "p", "compliance": 66, "passed": counts}])
    bad = json.dumps({"passed": {**counts, "total": 228}})

    assert rows(good, "saf-summary", ["id", "count"])[:3] == [
        ("compliance", 66),
        ("passed.critical", 0),
        ("passed.high", 11),
    ]
    assert notes(bad, "saf-summary") == ["not whole: passed is 228 in all, and 227 by severity"]


@pytest.mark.parametrize("text", ['{"failed": 5, "passed": {"total": 1}}', '[{"passed": {"total": 1}}, {"passd": {}}]'])
def test_counts_of_another_shape_are_refused_and_not_taken_for_none(text: str) -> None:
    assert ": E169: " in refused(text, "saf-summary")


def test_a_threshold_has_two_ends_and_a_bare_number_is_both() -> None:
    text = "compliance: {min: 66}\npassed: {total: 5, high: {max: 3}}\nfailed: {low: {min: 1, max: 2}}\n"
    made, found = extract(text.encode(), "saf-thresholds", ["id", "least", "most"])

    assert (made, [one.code.value for one in found]) == (None, ["E161"])  # the file is not called .yaml
    in_json = '{"compliance": {"min": 66}, "passed": {"total": 5, "high": {"max": 3}}}'
    assert rows(in_json, "saf-thresholds", ["id", "least", "most"]) == [
        ("compliance", 66, None),
        ("passed.total", 5, 5),
        ("passed.high", None, 3),
    ]


def test_what_a_threshold_file_asks_besides_is_said() -> None:
    text = '{"passed": {"total": 5, "controls": ["a"]}, "odd": {"total": 1}}'

    assert notes(text, "saf-thresholds") == [
        "not whole: `passed.controls` names controls, which is not read",
        "not whole: `odd` is no measure that is read here",
    ]


def test_a_report_of_one_kind_is_not_taken_for_another() -> None:
    forms = Counter(
        refused('{"something": 1}', form).split(": ")[1]
        for form in ("sarif", "trivy", "grype", "cyclonedx", "cyclonedx-components", "openvex", "hdf", "saf-summary")
    )

    assert forms == {"E169": 8}
