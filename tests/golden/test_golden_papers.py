"""Whole papers, byte for byte: each shipped policy on each shipped pack as Markdown, one as JSON, and a handbook.

`pytest --record` writes the files anew, `git diff` reviews them; nobody edits them by hand.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from gonogo.resources import folder
from tests.cli.run import run
from tests.packs import PAIRS

HERE = Path(__file__).parent
CASES = [
    *((f"{policy}--{pack}/paper.md", f"policies/{policy}", f"evidence/{pack}") for policy, pack in PAIRS),
    ("sec-release--sec-2019-11/paper.json", "policies/sec-release", "evidence/sec-2019-11", "--style", "sec-panel"),
    ("sec-release--sec-2019-11/paper-de.md", "policies/sec-release", "evidence/sec-2019-11", "--texts", "german"),
    ("sec-release-strict--handbook/handbook.md", "policies/sec-release-strict", "--handbook"),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case[0])
def test_a_paper_is_what_was_recorded(
    case: tuple[str, ...], record: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder("policies").parent)
    name, *words = case
    recorded = HERE / name
    written = tmp_path / recorded.name
    run("report", *words, "-o", str(written)).exits(0, saying="")
    if record:
        recorded.parent.mkdir(exist_ok=True)
        recorded.write_bytes(written.read_bytes())

    assert written.read_bytes() == recorded.read_bytes()
