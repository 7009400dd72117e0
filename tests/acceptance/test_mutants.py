"""Spoilt policies and spoilt evidence bring up complaints, or a decision, and never anything else.

GONOGO_MUTANTS=10000 tries more of them than usual. Each has a number, which a failure names.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest

from gonogo import __version__
from gonogo.cli import run
from gonogo.cli_common import Exit
from gonogo.judge.decide import Judge
from gonogo.judge.document import document
from gonogo.model.diagnostic import Diagnostics, InputError
from gonogo.resources import folder
from gonogo.write.decision_text import decision_text
from gonogo.write.messages import Form, render
from tests.desk import read_evidence, read_policy
from tests.mutants import mutant

MUTANTS = int(os.environ.get("GONOGO_MUTANTS", "1000"))
OF_POLICY, PARTS = MUTANTS // 4, 4
COMMANDS = 24

POLICY = (folder("policies") / "sec-release" / "policy.yaml").read_text("utf-8")
EVIDENCE = (folder("evidence") / "sec-2019-11.yaml").read_text("utf-8")


def spoilt(text: str, number: int) -> str:
    return mutant(text, Random(number))


def try_policy(text: str) -> None:
    diagnostics = Diagnostics()
    try:
        policy = read_policy(text, diagnostics)
    except InputError:
        assert_speaks(diagnostics)
    else:
        assert_speaks(diagnostics)
        try_evidence(Judge(policy), EVIDENCE)


def try_evidence(judge: Judge, text: str) -> None:
    diagnostics = Diagnostics()
    try:
        evidence = read_evidence(text, judge.policy, diagnostics)
    except InputError:
        assert_speaks(diagnostics)
    else:
        assert_speaks(diagnostics)
        decided = document(judge.judge(evidence), __version__)
        assert decision_text(decided) != ""


def assert_speaks(diagnostics: Diagnostics) -> None:
    """Every complaint can be shown, and points into a file."""
    assert render(diagnostics, Form.HUMAN, colour=False) or not len(diagnostics)
    for one in diagnostics:
        assert one.at.line >= 1
        assert one.at.column >= 1


def numbers(part: int, of: int) -> Iterator[int]:
    return iter(range(part, of, PARTS))


@pytest.mark.parametrize("part", range(PARTS))
def test_a_spoilt_policy_is_complained_of_or_decided_with(part: int) -> None:
    for number in numbers(part, OF_POLICY):
        with named(number):
            try_policy(spoilt(POLICY, number))


@pytest.mark.parametrize("part", range(PARTS))
def test_spoilt_evidence_is_complained_of_or_decided_on(part: int) -> None:
    judge = Judge(read_policy(POLICY, Diagnostics()))
    for number in numbers(part, MUTANTS - OF_POLICY):
        with named(number):
            try_evidence(judge, spoilt(EVIDENCE, number))


class named:  # noqa: N801 - reads as a word of the test
    """Names the mutant that something went wrong with."""

    def __init__(self, number: int) -> None:
        self.number = number

    def __enter__(self) -> None: ...

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        if error is not None:
            error.add_note(f"mutant number {self.number}")


def test_no_command_ends_in_anything_but_a_decision_or_a_complaint(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    policy, evidence = tmp_path / "policy.yaml", tmp_path / "evidence.yaml"
    ended = set()
    for number in range(COMMANDS):
        random = Random(number)
        policy.write_bytes(_bytes(POLICY if number % 2 else mutant(POLICY, random), number))
        evidence.write_bytes(_bytes(mutant(EVIDENCE, random) if number % 2 else EVIDENCE, number + 1))
        code = run(["decide", "policy.yaml", "evidence.yaml", "--no-cache"])
        shown = capsys.readouterr()
        ended.add(code)

        assert code in {Exit.GO, Exit.NO_GO, Exit.GO_WITH_CONDITIONS, Exit.POLICY, Exit.EVIDENCE, Exit.UNDECIDED}
        assert "Traceback" not in shown.out + shown.err
        assert (shown.out != "") == (code not in {Exit.POLICY, Exit.EVIDENCE})

    assert {Exit.POLICY, Exit.EVIDENCE} <= ended


def _bytes(text: str, number: int) -> bytes:
    """Now and then with bytes that are no text."""
    content = text.encode("utf-8", "surrogatepass")
    return content if number % 8 else content[: 40 * number] + b"\xff\xfe" + content[40 * number :]
