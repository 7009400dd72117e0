"""Decision tables: rows that are rules, columns that look at one value, and what is wrong with a table."""

from __future__ import annotations

import pytest

from gonogo.model.diagnostic import Diagnostics
from gonogo.read.policy_file import read_policy
from tests.desk import calendars, codes, completed, decide, fetch_from, refused

VOCABULARY = """
parameters:
  cutover_date: {type: date, value: 2026-11-29}
  price: {type: decimal, case: true}
  usual: {type: text, case: true}
vocabulary:
  trial:
    key: name
    from: testers
    fields:
      name: text
      went: {one_of: [well, shaky, badly]}
      level: {ranked: [low, high]}
      hours: {type: integer, from: 0}
      cost: decimal
      on: date
      release: version
      spent: {type: integer, optional: true}
      note: {type: text, optional: true}
      parts: {list_of: text}
"""


def table(columns: str, rows: str, more: str = "") -> str:
    """A policy with one criterion, which has this table."""
    body = f"inputs: {{{columns}}}, rows: [{rows}]{more}"
    return f"{VOCABULARY}criteria:\n  A1: {{title: Trials, table: {{{body}}}}}\n"


def column(field: str) -> str:
    return f"{{of: trial.{field}, where: {{name: radar}}}}"


def evidence(record: str) -> str:
    return f"facts: {{trial: {{source: S3, complete: true, records: [{{name: radar, {record}}}]}}}}"


# --- nothing is left out -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("field", "cells", "gap"),
    [
        ("went", ["well", "badly"], "c is shaky"),
        ("level", ["high"], "c is low"),
        ("hours", ["{at_least: 10}", "{less_than: 9}"], "c is 9"),
        ("cost", ["{more_than: 2.5}", "{less_than: 2.5}"], "c is 2.5"),
        ("on", ["{before: 2026-11-02}", "{after: 2026-11-02}"], "c is 2026-11-02"),
        ("release", ["{at_most: 1.9}", "{at_least: 1.10}"], "c is more than 1.9 and less than 1.10"),
        ("cost", ["{at_most: 3}", "{at_least: 4}"], "c is more than 3 and less than 4"),
        ("on", ["{before: $cutover_date}", "{after: $cutover_date}"], "c is 2026-11-29"),
        ("on", ["{before: $as_of}", "{after: $as_of}"], "c is $as_of"),
        ("cost", ["{less_than: $price}", "{equals: $price}"], "c is more than $price"),
        ("note", ["$usual"], "c is anything else; nor where c is left empty"),
        ("spent", ["{at_most: 3}", "{more_than: 3}"], "c is left empty"),
        ("note", ["Wait.", "{given: false}"], "c is anything else"),
        ("note", ["{given: true}"], "c is left empty"),
    ],
)
def test_what_no_row_names_is_told(field: str, cells: list[str], gap: str) -> None:
    rows = ", ".join(f"{{c: {cell}, then: pass}}" for cell in cells)
    (complaint,) = refused(table(f"c: {column(field)}", rows))

    assert complaint.code.value == "P136"
    assert f"no row says what holds where {gap}" in complaint.says


def test_several_gaps_are_told_together_and_the_rest_counted() -> None:
    columns = f"c: {column('went')}, d: {column('level')}"
    (complaint,) = refused(table(columns, "{c: well, d: high, then: pass}"))

    assert complaint.says.endswith("where c is well and d is low; nor where c is shaky; nor where c is badly")

    (complaint,) = refused(table(f"h: {column('hours')}, {columns}", "{h: 3, c: well, d: high, then: pass}"))

    assert complaint.says.endswith(
        "where h is 0; nor where h is 3 and c is well and d is low; nor where h is 3 and c is shaky (and 2 more)"
    )


def test_a_row_that_depends_on_the_case_closes_no_gap_and_opens_none() -> None:
    rows = "{c: {before: $cutover_date}, then: fail}, {c: {on_or_after: $cutover_date}, then: pass}"

    assert codes(table(f"c: {column('on')}", rows)) == []


def test_a_gap_may_be_closed_by_saying_that_it_fails() -> None:
    policy = table(f"c: {column('went')}", "{c: well, then: pass}", ", otherwise: fail")

    assert decide(policy, evidence("went: well"))["A1"] == "pass"
    assert decide(policy, evidence("went: badly"))["A1"] == "fail"


# --- nothing is said twice -----------------------------------------------------------------------


def test_rows_that_say_different_things_are_told_once_for_each_pair() -> None:
    rows = "{c: [well, shaky], then: pass}, {c: [shaky, badly], then: fail}"
    (complaint,) = refused(table(f"c: {column('went')}", rows))

    assert complaint.code.value == "P137"
    assert complaint.says == "two rows say different things where c is shaky: `pass` and `fail`"


def test_rows_that_say_the_same_may_overlap() -> None:
    rows = "{c: [well, shaky], then: pass}, {c: [shaky, badly], then: pass}"

    assert codes(table(f"c: {column('went')}", rows)) == []


# --- columns -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("columns", "rows", "says"),
    [
        ("c: {of: trial.went}", "{c: well, then: pass}", "several records of `trial`"),
        ("c: {of: trial.went, where: {name: [radar, radio]}}", "{c: well, then: pass}", "several records of `trial`"),
        ("c: {of: trial.went, where: {name: radar, went: well}}", "{c: well, then: pass}", "asks about `went` already"),
        (f"c: {column('parts')}", "{c: {contains: desk}, then: pass}", "is a list, and a column looks at one value"),
        (f"c: {column('went')}", "{d: well, then: pass}", "the table has no column `d`"),
        (f"c: {column('went')}", "{then: pass}", "this row asks nothing"),
    ],
)
def test_a_column_looks_at_one_value(columns: str, rows: str, says: str) -> None:
    complaints = [one for one in refused(table(columns, rows)) if one.code.value == "P135"]

    assert says in complaints[0].says


@pytest.mark.parametrize(
    ("of", "code", "says"),
    [
        ("trail.went", "P111", "there is no fact `trail`"),
        ("trial.gone", "P104", "`trial` has no field `gone`"),
        ("trial", "P104", "`of` needs a field of `trial`"),
    ],
)
def test_a_column_that_names_nothing_is_complained_of_once(of: str, code: str, says: str) -> None:
    complaints = refused(table(f"c: {{of: {of}, where: {{name: radar}}}}", "{c: well, then: pass}"))

    assert [(one.code.value, one.says) for one in complaints] == [(code, says)]


def test_a_column_cannot_have_the_name_of_what_a_row_says_besides() -> None:
    assert "P106" in codes(table(f"because: {column('went')}", "{because: well, then: pass}"))


def test_a_mistake_in_a_cell_is_told_like_one_in_a_condition() -> None:
    (complaint,) = refused(table(f"c: {column('went')}", "{c: [well, shaky, baddly], then: pass}"))

    assert complaint.code.value == "P120"
    assert complaint.did_you_mean == "badly"


def test_a_definition_may_say_which_record_is_meant() -> None:
    policy = table("c: {of: radar.went}", "{c: well, then: pass}, {c: [shaky, badly], then: fail}")
    policy += "definitions: {radar: {of: trial, where: {name: radar}}}\n"

    assert decide(policy, evidence("went: shaky"))["A1"] == "fail"


def test_a_parameter_and_a_verdict_may_be_columns() -> None:
    policy = """
decision:
  question: Go?
  table:
    inputs: {a: {criterion: A1}, day: {parameter: cutover_date}}
    rows:
      - {a: [pass, waived, not_applicable], day: {before: 2026-12-24}, then: go}
      - {a: [pass, waived, not_applicable], day: {on_or_after: 2026-12-24}, then: defer, to: 2027-01-10}
      - {a: fail, then: no_go}
      - {a: unknown, then: no_go, because: Nobody can tell.}
"""

    assert decide(policy, "facts: {}").outcome == "no_go"
    assert decide(policy, "facts: {defect: {source: S2, complete: true, records: []}}").outcome == "go"


def test_a_status_that_no_row_names_is_a_gap() -> None:
    policy = """
decision:
  question: Go?
  table:
    inputs: {a: {criterion: A1}}
    rows: [{a: pass, then: go}, {a: fail, then: no_go}]
"""
    (complaint,) = refused(policy)

    assert "where a is not_applicable; nor where a is waived" in complaint.says


def test_a_last_rule_closes_the_gaps_of_a_decision() -> None:
    policy = """
decision:
  question: Go?
  table: {inputs: {a: {criterion: A1}}, rows: [{a: pass, then: go}]}
  rules: [{id: D-else, then: no_go, otherwise: true}]
"""

    found = decide(policy, "facts: {defect: {source: S2, records: [{id: D-1, severity: 1, status: open}]}}")

    assert (found.outcome, found.rule("decision")) == ("no_go", "D-else")


def test_rows_that_defer_to_different_days_say_different_things() -> None:
    policy = """
decision:
  question: Go?
  table:
    inputs: {a: {criterion: A1}}
    rows:
      - {a: [fail, waived], then: defer, to: 2027-01-10}
      - {a: [pass, waived, not_applicable], then: defer, to: 2027-01-17}
"""
    (complaint,) = refused(policy)

    assert complaint.says.endswith("where a is waived: `defer 2027-01-10` and `defer 2027-01-17`")


def test_more_combinations_than_can_be_tried_are_refused() -> None:
    columns = ", ".join(f"c{number}: {column('went')}" for number in range(18))
    rows = ", ".join(f"{{c{number}: well, then: pass}}" for number in range(18))
    (complaint,) = refused(table(columns, rows))

    assert "too many combinations" in complaint.says


def test_many_rows_are_many_rules() -> None:
    lines = [f"{number},{'pass' if number % 2 else 'fail'}" for number in range(2000)]
    policy = table(f"c: {column('hours')}", "", ", otherwise: fail").replace("rows: []", "rows: trials.csv")
    files = {"trials.csv": "\n".join(["c,then", *lines])}

    assert decide(policy, evidence("hours: 1777"), files=files).rule("A1") == "A1-row-1778"


# --- rows as rules -------------------------------------------------------------------------------


def test_a_row_has_an_id_of_its_own_or_gets_one() -> None:
    policy = table(f"c: {column('went')}", "{id: A1-fine, c: well, then: pass}, {c: [shaky, badly], then: fail}")

    assert decide(policy, evidence("went: well")).rule("A1") == "A1-fine"
    assert decide(policy, evidence("went: badly")).rule("A1") == "A1-row-2"


def test_ids_of_rows_are_ids_like_all_others() -> None:
    rows = "{id: A1, c: well, then: pass}, {c: [shaky, badly], then: fail}"

    assert codes(table(f"c: {column('went')}", rows)) == ["P107"]


def test_rows_stand_beside_rules() -> None:
    rows = "{c: [well, shaky], then: pass}, {c: badly, then: fail}"
    policy = table(f"c: {column('went')}", rows).rstrip("}\n") + "}, rules: [{id: A1-late, fail_when: "
    policy += "{some: trial, where: {on: {after: $cutover_date}}}}]}\n"

    assert decide(policy, evidence("went: well, on: 2026-12-01")).rule("A1") == "A1-late"
    assert decide(policy, evidence("went: well, on: 2026-11-01"))["A1"] == "pass"


# --- rows in a file ------------------------------------------------------------------------------


def with_file(text: str) -> Diagnostics:
    """What is wrong with a policy whose table has its rows in a file."""
    policy = table(f"c: {column('went')}, d: {column('hours')}", "").replace("rows: []", "rows: trials.csv")
    diagnostics = Diagnostics()
    fetch = fetch_from({"policy.yaml": completed(policy, "policy"), "trials.csv": text})
    read_policy("policy.yaml", fetch, diagnostics, calendars=calendars())
    return diagnostics


def test_a_file_of_rows_is_read_with_tests_alternatives_and_quotes() -> None:
    lines = ('well or shaky,at_least 24,pass,"Long, and ""well""."', "well or shaky,less_than 24,fail,", "badly,,fail,")
    text = "\n".join(["c,d,then,because", *lines, ""])
    policy = table(f"c: {column('went')}, d: {column('hours')}", "").replace("rows: []", "rows: trials.csv")
    found = decide(policy, evidence("went: shaky, hours: 30"), files={"trials.csv": text})

    assert found["A1"] == "pass"
    assert found.part("A1")["because"] == 'Long, and "well".'


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ("c,d,c,then\nwell,1,badly,pass\n", 1, "two columns are called `c`"),
        ("c,d,,then\nwell,1,2,pass\n", 1, "this column has no name"),
        ("c,obligations,then\nwell,Do it.,pass\n", 1, "`obligations` does not fit into a cell"),
        ('c,d,then,because\nwell,,pass,"Long\n', 2, "this cell does not end"),
        ("c,d,then\nwell,at_lest 3,pass\n", 2, "`at_lest` is no test"),
    ],
)
def test_a_slip_in_a_file_of_rows_is_told(text: str, line: int, says: str) -> None:
    (complaint,) = [one for one in with_file(text).errors if one.code.value == "P138"]

    assert (complaint.at.line, complaint.says) == (line, says)


def test_a_character_that_cannot_be_seen_is_told_in_a_file_of_rows() -> None:
    assert "Y004" in [one.code.value for one in with_file("c,d,then\nwell,,pass\x00\n").errors]


def test_a_name_of_a_column_that_is_not_there_is_told_with_the_nearest() -> None:
    complaints = [one for one in with_file("c,then,becuase\nwell,pass,Fine.\n").errors if one.code.value == "P135"]

    assert complaints[0].did_you_mean == "because"


def test_a_cell_may_hold_a_test_of_two_values_or_of_several() -> None:
    lines = ("one_of well or shaky,between 24 and 48,pass", "well or shaky,less_than 24,fail", ",more_than 48,fail")
    text = "\n".join(["c,d,then", *lines, ",,", "badly,at_most 48,fail", ""])
    policy = table(f"c: {column('went')}, d: {column('hours')}", "").replace("rows: []", "rows: trials.csv")

    assert decide(policy, evidence("went: shaky, hours: 48"), files={"trials.csv": text})["A1"] == "pass"


def test_rows_cannot_be_empty() -> None:
    policy = table(f"c: {column('went')}", "").replace("rows: []", "rows: ")

    assert "S103" in codes(policy)


def test_a_line_with_too_few_cells_and_one_without_a_comma_are_told_with_their_places() -> None:
    complaints = [one for one in with_file('c,d,then\nwell,pass\n"badly"x,3,fail\n') if one.code.value == "P138"]

    assert [(one.at.line, one.at.column) for one in complaints] == [(2, 1), (3, 1), (3, 1)]


def test_a_mistake_in_a_cell_of_a_file_is_told_with_its_place() -> None:
    text = "c,d,then\nwell,at_least 24,pass\nwell,less_than 24,fail\nshaky or bad,,fail\nbadly,,fail\n"
    (complaint,) = with_file(text).errors

    assert (str(complaint.at), complaint.code.value) == ("trials.csv:4:1", "P120")


def test_a_file_that_is_not_there_is_told() -> None:
    policy = table(f"c: {column('went')}", "").replace("rows: []", "rows: nowhere.csv")

    assert codes(policy)[0] == "P101"


def test_a_file_of_rows_belongs_to_the_digest_of_the_policy() -> None:
    policy = table(f"c: {column('went')}", "").replace("rows: []", "rows: trials.csv")
    texts = ("c,then\nwell,pass\nshaky or badly,fail\n", "c,then\nwell or shaky,pass\nbadly,fail\n")
    digests = set()
    for text in texts:
        fetch = fetch_from({"policy.yaml": completed(policy, "policy"), "trials.csv": text})
        read = read_policy("policy.yaml", fetch, Diagnostics(), calendars=calendars())
        assert read is not None
        digests.add(read.sha256)

    assert len(digests) == 2
