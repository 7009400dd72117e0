"""`gonogo new policy`: what a body begins with is whole, and decides."""

from __future__ import annotations

from pathlib import Path

import pytest

from gonogo.cli_common import Exit
from tests.cli.run import run

NAMES = ("policies/harbour-cutover/policy.yaml", "evidence/harbour-cutover.yaml", "features/harbour-cutover.feature")


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return folder


def test_it_writes_a_policy_evidence_and_a_feature_and_says_what_to_try_next() -> None:
    ran = run("new", "policy", "harbour-cutover").exits(Exit.GO)

    ran.prints(*(f"wrote {name}" for name in NAMES), "gonogo decide harbour-cutover harbour-cutover")
    assert all(Path(name).is_file() for name in NAMES)


def test_what_it_writes_is_well_formed_without_any_advice_and_decides() -> None:
    run("new", "policy", "harbour-cutover", "--title", "Harbour: cut-over #2").exits(Exit.GO)

    run("check", "harbour-cutover", "-e", "harbour-cutover").exits(Exit.GO).prints("well-formed (3 criteria")
    run("decide", "harbour-cutover", "harbour-cutover").exits(Exit.GO).prints("GO", "Harbour: cut-over #2")
    run("test", "features/harbour-cutover.feature").exits(Exit.GO).prints("5 scenarios: 5 passed")


def test_every_word_of_the_starter_is_replaced() -> None:
    run("new", "policy", "harbour-cutover")

    for name in NAMES:
        text = Path(name).read_text("utf-8")
        assert "starter-name" not in text
        assert "STARTER" not in text


def test_nothing_is_overwritten() -> None:
    run("new", "policy", "harbour-cutover")
    Path(NAMES[0]).write_text("mine", "utf-8")
    Path(NAMES[1]).unlink()

    run("new", "policy", "harbour-cutover").exits(Exit.USAGE, saying=f"{NAMES[0]}, {NAMES[2]}: already there")

    assert Path(NAMES[0]).read_text("utf-8") == "mine"
    assert not Path(NAMES[1]).exists()


@pytest.mark.parametrize("name", ["Harbour", "../elsewhere", "a b", "-x", "a--b", "", "x" * 65])
def test_a_name_that_could_be_misread_is_refused(name: str, elsewhere: Path) -> None:
    run("new", "policy", "--", name).exits(Exit.USAGE, saying="is no name for a policy")

    assert not any(elsewhere.iterdir())


@pytest.mark.parametrize("title", ['a "b"', "two\nlines", " ", "back\\slash"])
def test_a_title_that_would_break_the_files_is_refused(title: str, elsewhere: Path) -> None:
    run("new", "policy", "harbour", "--title", title).exits(Exit.USAGE, saying="a title is one line")

    assert not any(elsewhere.iterdir())
