"""The JSON Schema of the evidence that a policy asks for, held against the packs that the reader takes."""

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from ruamel.yaml import YAML

from gonogo.api import evidence_schema

ROOT = Path(__file__).parents[2]


def plain(path: Path) -> Any:
    """A pack as JSON has it: YAML's dates become text again."""
    return json.loads(json.dumps(YAML(typ="safe").load(path.read_text()), default=str))


@pytest.fixture(scope="module")
def schema() -> dict[str, Any]:
    return evidence_schema(str(ROOT / "policies" / "sec-release"))


def complaints(schema: dict[str, Any], pack: Any) -> list[str]:
    return [error.message for error in Draft202012Validator(schema).iter_errors(pack)]


def test_the_schema_is_one(schema: dict[str, Any]) -> None:
    Draft202012Validator.check_schema(schema)


def test_it_takes_the_shipped_evidence(schema: dict[str, Any]) -> None:
    assert complaints(schema, plain(ROOT / "evidence" / "sec-2019-11.yaml")) == []


@pytest.mark.parametrize(
    "change",
    [
        {"facts": {"testing_isue": {"records": []}}},
        {"facts": {"testing_issue": {"records": [{"id": "D-1", "severty": 3}]}}},
        {"facts": {"testing_issue": {"records": [{"id": "D-1", "severity": 6}]}}},
        {"facts": {"testing_issue": {"records": [{"id": "D-1", "severity": "3"}]}}},
        {"facts": {"testing_issue": {"records": [{"id": "D-1", "status": "shut"}]}}},
        {"facts": {"testing_issue": {"records": [{"id": "D-1", "deploys": "yes"}]}}},
        {"facts": {"deployment_confirmation": {"records": [{"id": "E1", "for_date": "29/11/2019"}]}}},
    ],
)
def test_it_refuses_what_the_vocabulary_does_not_know(schema: dict[str, Any], change: dict[str, Any]) -> None:
    assert complaints(schema, {"evidence": "x", "as_of": "2019-11-08", **change})


def test_a_record_may_say_where_it_comes_from(schema: dict[str, Any]) -> None:
    record = {"id": "D-1", "severity": None, "source": "S1", "valid_until": "2019-12-01", "corrects": "D-1"}
    pack = {"evidence": "x", "as_of": "2019-11-08", "facts": {"testing_issue": {"records": [record]}}}

    assert complaints(schema, pack) == []
