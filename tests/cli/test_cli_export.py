"""`gonogo export`: what a person sees who types it."""

from __future__ import annotations

import json
from pathlib import Path

from gonogo.cli_common import Exit
from tests.cli.run import run

EXAMPLE = ("policies/sec-release", "evidence/sec-2019-11")


def test_a_decision_is_given_to_another_tool_and_ends_well_whatever_it_came_to(tmp_path: Path) -> None:
    log = run("export", *EXAMPLE, "--format", "sarif").exits(Exit.GO).json
    run("export", *EXAMPLE, "--format", "oscal-results", "-o", str(tmp_path / "ar.json")).exits(
        Exit.GO
    ).prints_nothing()

    assert log["version"] == "2.1.0"
    assert "assessment-results" in json.loads((tmp_path / "ar.json").read_text("utf-8"))


def test_another_day_is_exported_as_it_was_known_then() -> None:
    summary = run("export", *EXAMPLE, "--format", "slsa-vsa", "--as-of", "2019-11-07").exits(Exit.GO).json

    assert summary["predicate"]["gonogo_outcome"] == "undecided"


def test_only_statements_are_signed() -> None:
    run("export", *EXAMPLE, "--format", "csv", "--key", "k.pem").exits(Exit.USAGE, saying="in-toto or slsa-vsa")


def test_a_signed_statement_is_an_envelope_that_the_public_key_opens(tmp_path: Path) -> None:
    from gonogo.record.keys import read_public
    from gonogo.record.seal import opened

    key = str(tmp_path / "secretary.key")
    run("keys", "new", "secretary", "-o", key).exits(Exit.GO)
    envelope = run("export", *EXAMPLE, "--format", "in-toto", "--key", key).exits(Exit.GO).json

    public = read_public(tmp_path / "secretary.key.pub")
    statement = json.loads(opened(envelope, {public.keyid: public}))
    assert statement["predicate"]["outcome"] == "go_with_conditions"
