"""A paper as JSON: in the shape that its schema describes, and all of it."""

from __future__ import annotations

import json
from base64 import b64decode

import jsonschema
import pytest

from gonogo.model.report import Picture, Words
from gonogo.resources import folder
from gonogo.write import handbook
from gonogo.write.paper import compose
from gonogo.write.paper_texts import Texts
from gonogo.write.render_json import render
from tests import packs, papers
from tests.unit.sample_report import sample_report

SCHEMA = json.loads((folder("schemas") / "report.schema.json").read_text("utf-8"))
REPORT = sample_report()
JUDGE = jsonschema.Draft202012Validator(SCHEMA)


def test_the_schema_is_one() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize(("policy", "pack"), packs.PAIRS)
def test_a_paper_is_as_its_schema_says(policy: str, pack: str) -> None:
    made = render(compose(papers.shipped(policy, pack)))

    assert [error.message for error in JUDGE.iter_errors(json.loads(made))] == []
    assert made.endswith(b"}\n")


def test_a_handbook_is_as_the_schema_says() -> None:
    made = render(handbook.compose(packs.policy("sec-release"), "1.0", papers.PLAIN, Texts()))

    assert [error.message for error in JUDGE.iter_errors(json.loads(made))] == []


def test_every_kind_of_block_is_as_the_schema_says() -> None:
    made = json.loads(render(REPORT))

    assert [error.message for error in JUDGE.iter_errors(made)] == []


def test_texts_and_pictures_come_back_as_they_were() -> None:
    made = render(REPORT).decode()
    pictures = list(papers.nouns(REPORT, Picture))

    said = [one.text for one in papers.nouns(REPORT.sections, Words)]
    assert [text for text in said if json.dumps(text, ensure_ascii=False) not in made] == []
    assert pictures
    for picture in pictures:
        assert picture.content in [b64decode(text) for text in json_contents(json.loads(made))]


def json_contents(part: object) -> list[str]:
    if isinstance(part, dict):
        own = [part["content"]] if part.get("kind") == "picture" else []
        return own + [text for inner in part.values() for text in json_contents(inner)]
    return [text for inner in part for text in json_contents(inner)] if isinstance(part, list) else []
