"""Scenarios that a test writes down, played on the policy `tests/diagnostics/ground.yaml` without any feature file."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent, indent

from gonogo.model.diagnostic import Diagnostic, Diagnostics
from gonogo.model.location import SourceFile
from gonogo.scenarios.feature import Feature
from gonogo.scenarios.feature_file import read_feature
from gonogo.scenarios.play import Played, Workbench, play

PLACE = Path(__file__).parent / "diagnostics" / "F111-unknown-step" / "page.feature"
GIVEN = """
Given the policy "../ground"
And no evidence
And the day is 2026-11-08
And a source log by supplier, documented
"""


def read(text: str) -> tuple[Feature | None, list[Diagnostic]]:
    """The feature that a text is, and what is wrong with it."""
    diagnostics = Diagnostics()
    feature = read_feature(SourceFile(str(PLACE), dedent(text).lstrip("\n")), diagnostics)
    return feature, list(diagnostics)


def feature(text: str) -> Feature:
    """The same of a feature with which nothing is wrong."""
    found, problems = read(text)
    assert problems == []
    assert found is not None
    return found


def codes(text: str) -> list[str]:
    return [one.code.value for one in read(text)[1]]


def played(steps: str, bench: Workbench | None = None, given: str = GIVEN) -> Played:
    """What comes of one scenario; `given` stands before its steps."""
    whole = "Feature: F\n  Scenario: S\n" + indent(dedent(given) + dedent(steps), "    ")
    [scenario] = feature(whole).scenarios
    return play(scenario, bench or Workbench())


def assert_passes(steps: str, given: str = GIVEN) -> None:
    result = played(steps, given=given)
    assert result.passed, (result.mismatch, result.mismatch and result.mismatch.because)


def complaint(steps: str, given: str = GIVEN) -> str:
    """What is said of a step that cannot be carried out."""
    result = played(steps, given=given)
    assert result.complaint is not None, result.mismatch
    return f"{result.complaint.code.value}: {result.complaint.says}"


def mismatch(steps: str, given: str = GIVEN) -> tuple[str, str]:
    """What was expected, and what came out."""
    result = played(steps, given=given)
    assert result.mismatch is not None
    assert result.complaint is None, result.complaint
    return result.mismatch.expected, result.mismatch.actual
