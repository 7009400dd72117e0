"""What moved between two decisions: causes first, then what followed from them."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import jsonschema

from gonogo import __version__
from gonogo.judge.decide import Judge
from gonogo.judge.document import document
from gonogo.judge.moved import moved
from gonogo.model.diagnostic import Diagnostics
from gonogo.resources import folder
from gonogo.write.comparison import comparison
from gonogo.write.comparison_text import comparison_text
from tests import desk

SCHEMA = json.loads((folder("schemas") / "comparison.schema.json").read_text("utf-8"))
Document = dict[str, Any]

EXPORT = "facts: {defect: {source: S2, complete: true, records: [%s]}}"
OPEN = EXPORT % "{id: D-1, severity: 1, status: open}, {id: D-2, severity: 3, status: open}"
CLOSED = EXPORT % "{id: D-1, severity: 1, status: closed}, {id: D-2, severity: 3, status: open}"


def compared(
    before: str, after: str, days: tuple[date | None, date | None] = (None, None), *, records: bool = True
) -> Document:
    read = desk.read_policy(desk.completed("", "policy"), Diagnostics())
    judge = Judge(read)
    packs = [desk.read_evidence(desk.completed(one, "evidence"), read, Diagnostics()) for one in (before, after)]
    sides = [judge.judge(pack, day) for pack, day in zip(packs, days, strict=True)]
    documents = [document(side, __version__) for side in sides]
    return comparison(documents[0], documents[1], moved(sides[0], sides[1]) if records else None)


def subject(made: Document, name: str) -> Document:
    return next(one for one in made["moved"] if one["id"] == name)


def test_the_document_is_as_its_schema_says() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    validator = jsonschema.Draft202012Validator(SCHEMA)

    for records in (True, False):
        made = json.loads(json.dumps(compared(OPEN, CLOSED, records=records)))
        assert [error.message for error in validator.iter_errors(made)] == []


def test_nothing_moves_between_a_decision_and_itself() -> None:
    made = compared(OPEN, OPEN)

    assert made["moved"] == []
    assert made["causes"]["records"] == []
    assert made["unmoved"] == ["A1"]
    assert "Nothing: both rest on the same." in comparison_text(made)


def test_a_record_that_says_something_else_is_a_cause() -> None:
    (fact,) = compared(OPEN, CLOSED)["causes"]["records"]

    assert (fact["fact"], fact["concerns"], fact["changed"]) == ("defect", ["A1"], 1)
    assert fact["changes"][0]["key"] == "D-1"
    assert fact["changes"][0]["fields"] == [{"field": "status", "title": "status", "before": "open", "after": "closed"}]


def test_a_condition_a_rule_and_a_verdict_follow_from_it() -> None:
    made = compared(OPEN, CLOSED)
    one = subject(made, "A1")

    assert (one["before"], one["after"]) == ("fail", "pass")
    assert [(each["before"]["true"], each["after"]["true"]) for each in one["conditions"]] == [(1, 0)]
    assert [(each["id"], each["before"], each["after"]) for each in one["rules"]] == [
        ("A1.not-met", True, False),
        ("A1-clear", False, True),
    ]
    assert made["decisions"][0]["after"]["outcome"] == "go"


def test_the_text_tells_causes_before_consequences() -> None:
    text = comparison_text(compared(OPEN, CLOSED))
    places = [
        text.index(part) for part in ("D-1: status open, then closed", "A1-clear now decides", "PASS, before FAIL")
    ]

    assert places == sorted(places)
    assert text.index("PASS, before FAIL") < text.index("THE DECISION")


def test_records_that_come_and_go_are_told() -> None:
    (fact,) = compared(OPEN, EXPORT % "{id: D-3, severity: 3, status: open}")["causes"]["records"]

    assert [(each["change"], each["key"]) for each in fact["changes"]] == [
        ("went", "D-1"),
        ("went", "D-2"),
        ("came", "D-3"),
    ]


def test_of_two_days_of_one_pack_it_says_what_was_received_between_them() -> None:
    made = compared(CLOSED, CLOSED, (date(2026, 11, 6), date(2026, 11, 8)))

    assert [(one["id"], one["change"], one["why"]) for one in made["causes"]["sources"]] == [
        ("S2", "came", "received on 2026-11-07"),
        ("S3", "came", "received on 2026-11-08"),
    ]
    assert made["causes"]["records"][0]["changes"][0]["why"] == "received on 2026-11-07"
    assert comparison_text(made).startswith("What was known on 2026-11-06, and on 2026-11-08")


def test_a_list_that_is_now_complete_is_a_cause_by_itself() -> None:
    made = compared(CLOSED.replace("complete: true", "complete: false"), CLOSED)

    assert made["causes"]["records"][0]["complete"] == {"before": False, "after": True}
    assert subject(made, "A1")["after"] == "pass"


def test_records_without_a_key_are_told_by_what_they_say() -> None:
    policy = """
    vocabulary: {vote: {fields: {choice: text}}}
    criteria: {A1: {title: V, rules: [{id: r, pass_when: {some: vote}}]}}
    """
    read = desk.read_policy(desk.completed(policy, "policy"), Diagnostics())
    sides = [
        Judge(read).judge(
            desk.read_evidence(
                desk.completed(f"facts: {{vote: {{source: S1, records: [{votes}]}}}}", "evidence"), read, Diagnostics()
            )
        )
        for votes in ("{choice: yes}, {choice: yes}", "{choice: yes}, {choice: no}")
    ]
    (fact,) = moved(sides[0], sides[1])

    assert [
        (each["change"], each["fields"][0]["before"] or each["fields"][0]["after"]) for each in fact["changes"]
    ] == [
        ("went", "yes"),
        ("came", "no"),
    ]


def test_without_the_evidence_the_witnesses_are_told() -> None:
    made = compared(OPEN, CLOSED, records=False)

    assert made["causes"]["records"] is None
    assert subject(made, "A1")["conditions"][0]["went"] == [{"fact": "defect", "key": "D-1"}]
    assert "gone: defect D-1" in comparison_text(made)


def test_no_line_is_wider_than_the_page() -> None:
    assert max(map(len, comparison_text(compared(OPEN, CLOSED)).splitlines())) <= 100
