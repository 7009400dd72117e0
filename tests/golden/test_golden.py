"""Whole decisions, byte for byte: each shipped policy on each shipped pack, as JSON and as text for people.

`pytest --record` writes the files anew, `git diff` reviews them; nobody edits them by hand.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from gonogo.resources import folder
from tests.cli.run import run
from tests.packs import PAIRS

HERE = Path(__file__).parent
FORMS = {"json": "decision.json", "text": "decision.txt"}


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(("policy", "pack"), PAIRS)
def test_a_decision_is_what_was_recorded(
    policy: str, pack: str, form: str, record: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder("policies").parent)
    printed = run("decide", f"policies/{policy}", f"evidence/{pack}", "--format", form, "--no-cache").printed
    recorded = HERE / f"{policy}--{pack}" / FORMS[form]
    if record:
        recorded.parent.mkdir(exist_ok=True)
        recorded.write_text(printed, "utf-8")

    assert printed == recorded.read_text("utf-8")
