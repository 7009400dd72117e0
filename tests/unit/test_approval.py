"""Acts as nouns, as JSON, in words; and what somebody types or writes, read as one."""

from __future__ import annotations

import json
import re
from datetime import date
from typing import Any

import jsonschema
import pytest

from gonogo.api_record_told import template
from gonogo.model.approval import Act, Votes
from gonogo.model.diagnostic import Code, Diagnostics
from gonogo.model.location import SourceFile
from gonogo.model.wire import Unfit, noun_of, plain
from gonogo.read.act_file import KEYS, Asked, read_act, typed
from gonogo.resources import folder
from gonogo.write.approval_text import act_lines, headline
from tests.approvals import ACTS

SCHEMA = json.loads((folder("schemas") / "approval.schema.json").read_text("utf-8"))


def fits(document: Any) -> bool:
    return jsonschema.Draft202012Validator(SCHEMA).is_valid(document)


def asked(kind: str, **said: object) -> Asked:
    return Asked(kind, typed(kind, said), Diagnostics())


def codes(of: Asked) -> list[Code]:
    return [one.code for one in of.diagnostics]


@pytest.mark.parametrize("name", ACTS)
def test_an_act_comes_back_from_json_as_it_was(name: str) -> None:
    sent = json.loads(json.dumps(plain(ACTS[name])))

    assert noun_of(sent, Act) == ACTS[name]


@pytest.mark.parametrize("name", ACTS)
def test_the_schema_describes_every_act_and_nothing_else(name: str) -> None:
    document = plain(ACTS[name])

    assert fits(document)
    assert not fits({**document, "mood": "good"})
    assert not fits({key: value for key, value in document.items() if key != "on"})


def test_what_is_no_act_is_told_with_its_place() -> None:
    document = plain(ACTS["waiver"])

    with pytest.raises(Unfit, match=r"^until: "):
        noun_of({**document, "until": "soon"}, Act)


@pytest.mark.parametrize("name", ACTS)
def test_an_act_is_told_in_words_that_a_secretary_understands(name: str) -> None:
    text = "\n".join([headline(ACTS[name]), *(f"{label} {said}" for label, said in act_lines(ACTS[name]))])

    assert not re.search(r"\b(None|True|False|Proviso|go_with|agreed_with)\b", text)


@pytest.mark.parametrize("kind", KEYS)
def test_the_template_of_an_act_is_read_without_complaint_also_with_all_its_comments_taken_off(kind: str) -> None:
    whole = template(kind)
    bare = re.sub(r"^# (?=[a-z_]+:|  )", "", whole, flags=re.MULTILINE)
    for text in (whole, bare.replace("# gonogo", "#gonogo")):
        diagnostics = Diagnostics()

        tree = read_act(SourceFile("act.yaml", text), kind, diagnostics)

        assert list(diagnostics) == []
        assert tree is not None


@pytest.mark.parametrize(
    ("written", "counts"),
    [("7-1-2", (7, 1, 2)), ("7-1", (7, 1, 0)), ("7 - 1 - 2", (7, 1, 2)), ("7\u20131\u20132", (7, 1, 2))],
)
def test_votes_are_for_against_and_abstained(written: str, counts: tuple[int, int, int]) -> None:
    votes = asked("decision", votes=written).votes()

    assert votes == Votes(in_favour=counts[0], against=counts[1], abstained=counts[2])


@pytest.mark.parametrize("written", ["7", "7:1", "-7-1", "7-1-2-3", "seven", "7-1.5-0", "٣-1-0"])
def test_other_votes_are_refused(written: str) -> None:
    of = asked("decision", votes=written)

    assert of.votes() is None
    assert codes(of) == [Code.ACT_UNREADABLE]


def test_a_condition_is_a_text_an_owner_and_a_day() -> None:
    first, second = asked("decision", conditions=("Print it; supplier; 2026-11-27", "Sign it")).conditions()

    assert (first.id, first.text, first.owner, first.due) == ("C1", "Print it", "supplier", "2026-11-27")
    assert (second.id, second.text, second.owner, second.due) == ("C2", "Sign it", None, None)


def test_a_deferral_may_be_to_a_range() -> None:
    assert asked("decision", to="2026-12-01..2026-12-04").days("to") == (date(2026, 12, 1), date(2026, 12, 4))


def test_a_range_that_ends_before_it_begins_is_refused() -> None:
    of = asked("decision", to="2026-12-04..2026-12-01")

    of.days("to")

    assert codes(of) == [Code.DAYS_DO_NOT_FIT]


def test_text_is_brought_to_one_form_and_hidden_characters_are_refused() -> None:
    of = asked("decision", person="Zoe\u0308", reason="a\u202eb")

    assert of.text("person") == "Zo\u00eb"
    of.text("reason")
    assert codes(of) == [Code.HIDDEN_CHARACTER]


def test_a_name_stands_on_one_line() -> None:
    of = asked("decision", person="Ann\nfor: everybody")

    assert of.text("person") is None
    assert [one.says for one in of.diagnostics.errors] == ["`person` goes over several lines"]
