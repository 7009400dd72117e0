"""What `gonogo test --mutate --format json` prints is what schemas/mutation.schema.json says."""

import json
from pathlib import Path

from jsonschema import Draft202012Validator

from gonogo.resources import folder
from tests.acceptance.test_mutation import FEATURE, POLICY
from tests.cli.run import run

SCHEMA = json.loads((folder("schemas") / "mutation.schema.json").read_text("utf-8"))


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(SCHEMA)


def test_the_document_fits_the_schema(tmp_path: Path) -> None:
    (tmp_path / "policies").mkdir()
    (tmp_path / "policies" / "harbour.yaml").write_text(POLICY)
    feature = tmp_path / "harbour.feature"
    feature.write_text(FEATURE)
    found = tmp_path / "found.json"

    run("test", str(feature), "--mutate", "--draft", "--format", "json", "-o", str(found), "--jobs", "1")
    document = json.loads(found.read_text("utf-8"))

    assert [error.message for error in Draft202012Validator(SCHEMA).iter_errors(document)] == []
    assert document["policies"][0]["survivors"]
