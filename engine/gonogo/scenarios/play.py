"""Plays scenarios, without pytest: one after the other, each on a case of its own."""

from __future__ import annotations

from typing import Literal

from gonogo import api_scenarios
from gonogo.api_scenarios import Judgement
from gonogo.model.diagnostic import Diagnostic
from gonogo.model.noun import Noun
from gonogo.scenarios.bench import Workbench
from gonogo.scenarios.case import Case, Mismatch, StepRefused
from gonogo.scenarios.feature import Scenario, Step
from gonogo.scenarios.sentences import complaint_about, said, sentence_of

__all__ = ["Mismatch", "Played", "StepRefused", "StepResult", "Workbench", "perform", "play"]

Status = Literal["passed", "failed", "skipped"]


class StepResult(Noun, frozen=True):
    """One step of a scenario that was played."""

    step: Step
    status: Status


class Played(Noun, frozen=True, kw_only=True):
    """What came of one scenario. `complaint`: the step that failed could not be carried out."""

    scenario: Scenario
    passed: bool
    steps: tuple[StepResult, ...]
    mismatch: Mismatch | None
    complaint: Diagnostic | None
    judgements: tuple[Judgement, ...]


def play(scenario: Scenario, bench: Workbench) -> Played:
    """Plays a scenario up to its end, or to the first step that fails."""
    case, results = Case(bench, scenario), []
    failure: Mismatch | None = None
    complaint: Diagnostic | None = None
    for step in scenario.steps:
        if failure is not None:
            results.append(StepResult(step, "skipped"))
            continue
        try:
            perform(case, step)
            results.append(StepResult(step, "passed"))
        except Mismatch as mismatch:
            failure = mismatch
            results.append(StepResult(step, "failed"))
        except StepRefused as refused:
            failure, complaint = as_mismatch(refused), refused.diagnostic
            results.append(StepResult(step, "failed"))
    return Played(
        scenario=scenario,
        passed=failure is None,
        steps=tuple(results),
        mismatch=failure,
        complaint=complaint,
        judgements=tuple(case.judgements),
    )


def perform(case: Case, step: Step) -> None:
    """Carries out one step; raises Mismatch where what it expects is not so, StepRefused where it cannot be done."""
    sentence = sentence_of(step)
    if sentence is None:
        problem = complaint_about(step)
        assert problem is not None
        raise StepRefused(problem)
    if case.refusal is not None and step.kind == "given" and not sentence.pattern.startswith("the policy "):
        return
    sentence.act(case, said(sentence, step))


def as_mismatch(refused: StepRefused) -> Mismatch:
    """A step that cannot be carried out, as a failure like any other."""
    one = refused.diagnostic
    text = api_scenarios.plain_messages([one]).rstrip()
    return Mismatch(one.expected, one.says, text)
