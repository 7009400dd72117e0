"""Plays scenarios, without pytest: one after the other, each on a case of its own."""

from __future__ import annotations

from contextlib import suppress
from typing import Literal

from gonogo import api_scenarios
from gonogo.api_scenarios import Judgement
from gonogo.model.diagnostic import Diagnostic
from gonogo.model.noun import Noun
from gonogo.scenarios.bench import Workbench
from gonogo.scenarios.case import Case, Mismatch, StepRefused
from gonogo.scenarios.feature import Scenario, Step
from gonogo.scenarios.sentences import LIBRARY, said, sentence_of

__all__ = ["Mismatch", "Performance", "Played", "StepRefused", "StepResult", "Workbench", "perform", "play"]

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


class Performance:
    """One scenario while it is played, step by step."""

    def __init__(self, scenario: Scenario, bench: Workbench) -> None:
        self.scenario = scenario
        self.case = Case(bench, scenario)
        self.failure: Mismatch | None = None
        self.complaint: Diagnostic | None = None
        self._done = 0

    def next(self) -> None:
        """Carries out the next step; raises what makes it fail."""
        step = self.scenario.steps[self._done]
        self._done += 1
        try:
            perform(self.case, step)
        except Mismatch as mismatch:
            self.failure = mismatch
            raise
        except StepRefused as refused:
            self.failure, self.complaint = as_mismatch(refused), refused.diagnostic
            raise

    def played(self) -> Played:
        """What came of it so far; steps that are not done yet are skipped."""
        return Played(
            scenario=self.scenario,
            passed=self.failure is None,
            steps=tuple(StepResult(step, self._status(number)) for number, step in enumerate(self.scenario.steps)),
            mismatch=self.failure,
            complaint=self.complaint,
            judgements=tuple(self.case.judgements),
        )

    def _status(self, number: int) -> Status:
        if number >= self._done:
            return "skipped"
        return "failed" if self.failure is not None and number == self._done - 1 else "passed"


def play(scenario: Scenario, bench: Workbench) -> Played:
    """Plays a scenario up to its end, or to the first step that fails."""
    performance = Performance(scenario, bench)
    with suppress(Mismatch, StepRefused):
        for _ in scenario.steps:
            performance.next()
    return performance.played()


def perform(case: Case, step: Step) -> None:
    """Carries out one step; raises Mismatch where what it expects is not so, StepRefused where it cannot be done."""
    sentence = sentence_of(step)
    if sentence is None:
        problem = LIBRARY.complaint_about(step)
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
