"""The schema of decision documents: exactly what is written, in a form that older validators understand too."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable, Iterator
from typing import Any

import jsonschema
import pytest

from gonogo.resources import folder
from tests.unit.sample_decisions import Document, like_the_sec_release, that_cannot_be_told, with_failures

SCHEMA = json.loads((folder("schemas") / "decision.schema.json").read_text(encoding="utf-8"))
SAMPLES = [like_the_sec_release, with_failures, that_cannot_be_told]
NEWER_THAN_DRAFT_7 = {
    *("prefixItems", "unevaluatedItems", "unevaluatedProperties", "dependentRequired", "dependentSchemas"),
    *("minContains", "maxContains", "$dynamicRef", "$dynamicAnchor", "$anchor", "$vocabulary"),
}
OPEN_SET = {"$ref", "description"}


def as_json(sample: Callable[[], Document]) -> Any:
    return json.loads(json.dumps(sample()))


def complaints(made: Any) -> list[str]:
    return [error.message for error in jsonschema.Draft202012Validator(SCHEMA).iter_errors(made)]


def mappings(node: Any) -> Iterator[dict[str, Any]]:
    if isinstance(node, dict):
        yield node
    for inner in node.values() if isinstance(node, dict) else node if isinstance(node, list) else ():
        yield from mappings(inner)


def test_the_schema_is_one_in_2020_12_and_in_draft_7() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    jsonschema.Draft7Validator.check_schema({**SCHEMA, "$schema": "http://json-schema.org/draft-07/schema#"})

    used = {key for node in mappings(SCHEMA) for key in node}
    assert not used & NEWER_THAN_DRAFT_7


def test_nothing_stands_beside_a_reference_for_draft_7_would_not_see_it() -> None:
    assert [node for node in mappings(SCHEMA) if isinstance(node.get("$ref"), str) and set(node) > OPEN_SET] == []


def test_every_object_is_closed_and_needs_all_its_keys() -> None:
    objects = [node for node in mappings(SCHEMA) if node.get("type") == "object"]

    assert objects
    for node in objects:
        assert node["additionalProperties"] is False
        assert node["required"] == list(node["properties"])


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.__name__)
def test_a_decision_document_fits(sample: Callable[[], Document]) -> None:
    made = as_json(sample)

    assert complaints(made) == []
    assert list(jsonschema.Draft7Validator(SCHEMA).iter_errors(made)) == []


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.__name__)
def test_no_key_may_be_left_out_anywhere(sample: Callable[[], Document]) -> None:
    whole = as_json(sample)
    places = [(place, key) for place, node in enumerate(mappings(whole)) for key in node]

    for place, key in places:
        changed = copy.deepcopy(whole)
        del list(mappings(changed))[place][key]
        assert complaints(changed), f"{key} may be left out"


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.__name__)
def test_no_key_may_be_added_anywhere(sample: Callable[[], Document]) -> None:
    whole = as_json(sample)

    for place in range(len(list(mappings(whole)))):
        changed = copy.deepcopy(whole)
        list(mappings(changed))[place]["extra"] = None
        assert complaints(changed)


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("schema", "gonogo/decision/2"),
        ("outcome", "maybe"),
        ("as_of", "8 November 2019"),
        ("decisions", []),
        ("criteria", None),
        ("rule", 3),
    ],
)
def test_a_value_out_of_its_set_does_not_fit(key: str, value: object) -> None:
    assert complaints({**as_json(like_the_sec_release), key: value})
