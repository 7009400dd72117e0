"""Evidence requests: what would settle an unknown, of whom it is asked, and how it is worded."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

import jsonschema
import pytest

from gonogo.judge.decide import Judge
from gonogo.judge.requests import requests
from gonogo.model.diagnostic import Diagnostics
from gonogo.resources import folder
from gonogo.write.requests_csv import requests_csv
from gonogo.write.requests_text import requests_text, settled_by
from tests import desk

SCHEMA = json.loads((folder("schemas") / "requests.schema.json").read_text("utf-8"))
Document = dict[str, Any]

NOTHING = "facts: {}"
WAYS = """
criteria:
  A1:
    title: Deployable
    owner: supplier
    evidence: {basis: documented, received: {on_or_before: {date: $as_of, minus: 1 days}}}
    rules:
      - {id: A1-severe, fail_when: {some: defect, where: {severity: {at_most: 2}}}}
      - {id: A1-said, pass_when: {some: confirmation, where: {subject: can_deploy, confirmed: true}}}
      - {id: A1-done, pass_when: {some: event, where: {what: rehearsal}}}
      - {id: A1-found, settles: true, pass_when: {some: view, where: {by: testers, about: A1, says: agree}}}
"""


def asked(policy: str, evidence: str = NOTHING) -> Document:
    diagnostics = Diagnostics()
    read = desk.read_policy(desk.completed(policy, "policy"), diagnostics)
    given = desk.read_evidence(desk.completed(evidence, "evidence"), read, diagnostics)
    return requests(Judge(read).judge(given), "0")


def asks(document: Document) -> list[Document]:
    return [ask for one in document["requests"] for ask in one["asks"]]


def unknown(document: Document, name: str) -> Document:
    return next(one for one in document["unknowns"] if one["id"] == name)


def complaints(document: Document) -> list[str]:
    made = json.loads(json.dumps(document))
    return [error.message for error in jsonschema.Draft202012Validator(SCHEMA).iter_errors(made)]


def test_the_document_is_as_its_schema_says() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)

    assert complaints(asked(WAYS)) == []


def test_nothing_is_asked_for_where_nothing_is_unknown() -> None:
    document = asked("", "facts: {defect: {source: S2, complete: true, records: []}}")

    assert document["requests"] == []
    assert document["unknowns"] == []
    assert "no evidence needs to be asked for" in requests_text(document)


def test_a_list_is_asked_for_whole_where_something_must_not_be_in_it() -> None:
    (ask,) = asks(asked(""))

    assert (ask["form"], ask["fact"]) == ("list", "defect")
    assert [field["id"] for field in ask["fields"]] == ["id", "severity", "status"]
    assert ask["so_far"] == ["nothing was given"]


def test_one_record_is_asked_for_where_one_is_enough() -> None:
    document = asked(WAYS)
    (view,) = (ask for ask in asks(document) if ask["fact"] == "view")

    assert view["form"] == "record"
    assert {field["id"]: field["needs"] for field in view["fields"] if field["needs"]} == {
        "by": "is Test advisory group",
        "about": "is A1",
        "says": "is agree",
    }


def test_reasons_to_pass_are_alternatives_and_reasons_to_fail_are_all_needed() -> None:
    document = asked(WAYS)
    facts = {ask["number"]: ask["fact"] for ask in asks(document)}
    ways = [sorted(facts[number] for number in way["needs"]) for way in unknown(document, "A1")["either"]]

    assert ways == [["view"], ["confirmation", "defect"], ["defect", "event"]]
    assert unknown(document, "A1")["needs"] == []


def test_what_every_way_needs_is_told_apart_from_the_alternatives() -> None:
    document = asked(WAYS.replace("      - {id: A1-found", "      # - {id: A1-found"))
    one = unknown(document, "A1")
    facts = {ask["number"]: ask["fact"] for ask in asks(document)}

    assert [facts[number] for number in one["needs"]] == ["defect"]
    assert [[facts[number] for number in way["needs"]] for way in one["either"]] == [["confirmation"], ["event"]]
    assert settled_by(one) == "1.1; and either 1.2, or 1.3"


def test_each_ask_goes_to_whoever_owes_it() -> None:
    document = asked(WAYS)

    assert {one["to"]: [ask["fact"] for ask in one["asks"]] for one in document["requests"]} == {
        "testers": ["view"],
        "supplier": ["defect", "confirmation", "event"],
    }


def test_the_basis_is_what_the_criterion_demands() -> None:
    basis = asks(asked(WAYS))[0]["basis"]

    assert basis["basis"] == "documented"
    assert basis["received"] == "is no later than 1 day before the day of the decision"


def test_what_several_criteria_need_is_asked_for_once() -> None:
    document = asked(
        """
        criteria:
          A1: {title: One, owner: supplier, rules: [{id: r1, pass_when: {no: defect, where: {severity: {at_most: 2}}}}]}
          A2: {title: Two, owner: supplier, rules: [{id: r2, pass_when: {every: defect, has: {plan: {given: true}}}}]}
        """
    )
    (ask,) = asks(document)

    assert [field["id"] for field in ask["fields"]] == ["id", "severity", "plan"]
    assert [one["id"] for one in ask["why"]] == ["A1", "A2"]
    assert [one["needs"] for one in document["unknowns"]] == [["1.1"], ["1.1"], []]


def test_what_nobody_could_answer_for_two_demands_is_asked_for_twice() -> None:
    document = asked(
        """
        criteria:
          A1: {title: One, evidence: {by: [supplier]}, rules: [{id: r1, pass_when: {no: defect}}]}
          A2: {title: Two, evidence: {by: [testers]}, rules: [{id: r2, pass_when: {no: defect}}]}
        """
    )

    assert [ask["basis"]["by"] for ask in asks(document)] == [["supplier"], ["testers"]]


def test_fields_are_asked_for_where_the_list_is_whole() -> None:
    document = asked("", "facts: {defect: {source: S2, complete: true, records: [{id: D-1, status: open}]}}")
    (ask,) = asks(document)

    assert (ask["form"], ask["records"]) == ("fields", ["D-1"])
    assert ask["what"] == "severity of testing issue"


def test_a_contradiction_is_told_with_the_field_that_is_asked_for() -> None:
    document = asked(
        "",
        """
        facts:
          defect:
            - {source: S2, complete: true, records: [{id: D-1, severity: 1, status: open}]}
            - {source: S3, records: [{id: D-1, severity: 3, status: open}]}
        """,
    )

    assert asks(document)[0]["so_far"] == ["S2 and S3 contradict each other on D-1"]


def test_a_parameter_without_a_value_is_asked_of_the_authority() -> None:
    document = asked("authority: board\nparameters: {cutover_date: {type: date, title: day of the cut-over}}")
    one = next(ask for ask in asks(document) if ask["form"] == "value")

    assert one["what"] == "the value of day of the cut-over"
    assert next(each["to"] for each in document["requests"] if one in each["asks"]) == "board"


def test_an_undecided_gate_waits_for_what_it_asks_about() -> None:
    one = unknown(asked(""), "decision")

    assert one["waits_for"] == ["A1"]
    assert settled_by(one) == "A1 being settled"


def test_by_when_is_the_date_that_the_question_speaks_of() -> None:
    assert asked("")["by_when"] == {"date": "2026-11-29", "is": "cutover date"}


def test_by_when_is_the_day_of_the_decision_where_the_question_has_no_date() -> None:
    decision = "decision: {question: Cut over?, rules: [{id: D, then: go, when: {criteria: all, is: pass}}]}"

    assert asked(decision)["by_when"] == {"date": "2026-11-08", "is": "the day of the decision"}


def test_the_decision_is_not_asked_for_the_way_to_a_no_go() -> None:
    document = asked(
        """
        decision:
          question: Cut over?
          rules:
            - {id: D-no, then: no_go, when: {some: event, where: {what: strike}}}
            - {id: D-go, then: go, when: {some: view, where: {by: testers, says: agree}}}
        """
    )
    needs = unknown(document, "decision")["needs"]
    facts = {ask["number"]: (ask["fact"], ask["form"]) for ask in asks(document)}

    assert [facts[number] for number in needs] == [("event", "list"), ("view", "record")]


# --- as text and as a table ------------------------------------------------------------------------


def test_there_is_one_letter_for_each_role() -> None:
    text = requests_text(asked(WAYS))

    assert [line for line in text.splitlines() if line.startswith("To  ")] == [
        "To           Test advisory group",
        "To           System supplier",
    ]
    assert "A1  Deployable: either 1.1, or 2.1 and 2.2, or 2.1 and 2.3." in text


def test_no_line_of_a_letter_is_wider_than_the_page() -> None:
    assert max(map(len, requests_text(asked(WAYS)).splitlines())) <= 100


def test_the_table_has_a_row_for_each_item() -> None:
    rows = list(csv.DictReader(io.StringIO(requests_csv(asked(WAYS)), newline="")))

    assert [row["number"] for row in rows] == ["1.1", "2.1", "2.2", "2.3"]
    assert rows[0]["to"] == "Test advisory group"


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t=", "  ="])
def test_a_cell_is_never_a_formula(start: str) -> None:
    document = asked("")
    document["requests"][0]["to_title"] = f'{start}HYPERLINK("x")'
    row = next(csv.DictReader(io.StringIO(requests_csv(document), newline="")))

    assert row["to"] == f'\'{start}HYPERLINK("x")'
