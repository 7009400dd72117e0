"""One scenario's case while it is played: the policy, the evidence as changed so far, the day, the decision."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from gonogo import api_scenarios
from gonogo.api_scenarios import Document, Judgement, Pack
from gonogo.model.diagnostic import Code, Diagnostic, Diagnostics
from gonogo.model.location import Location
from gonogo.model.noun import Noun
from gonogo.model.policy import Policy
from gonogo.scenarios.bench import Workbench
from gonogo.scenarios.feature import Scenario

NO_DAY = date(2000, 1, 1)  # of a scenario without evidence that says no day
Later = Callable[[Pack, date], None]


class Mismatch(Exception):
    """What a `Then` expected is not so. `because`: the engine's own explanation."""

    def __init__(self, expected: str, actual: str, because: str = "") -> None:
        super().__init__(f"expected {expected}, and it is {actual}")
        self.expected = expected
        self.actual = actual
        self.because = because


class StepRefused(Exception):
    """What a step says cannot be done."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        super().__init__(diagnostic.says)
        self.diagnostic = diagnostic


class Refusal(Noun, frozen=True):
    """That the policy or the evidence was refused, and why."""

    of: str  # `policy` or `evidence`
    diagnostics: Diagnostics

    @property
    def text(self) -> str:
        return api_scenarios.plain_messages(self.diagnostics).rstrip()


class Case:
    """What the steps of a scenario work on, one after the other."""

    def __init__(self, bench: Workbench, scenario: Scenario) -> None:
        self.bench = bench
        self.scenario = scenario
        self.refusal: Refusal | None = None
        self.advice = Diagnostics()  # of the last reading of the evidence
        self.judgements: list[Judgement] = []
        self.parameters: dict[str, Any] = {}
        self.rows: dict[str, Any] = {}
        self._day: date | None = None
        self._policy: Policy | None = None
        self._pack: Pack | None = None
        self._changes = 0
        self._later: dict[str, Later] = {}
        self._document: Document | None = None

    @property
    def feature(self) -> Path:
        return Path(self.scenario.path)

    # --- what is given ---------------------------------------------------------------------------

    def take_policy(self, policy: Policy) -> None:
        self._policy = policy
        self.refusal = None
        self.parameters, self.rows = {}, {}
        self.changed()

    def policy(self, at: Location) -> Policy:
        """The policy; raises StepRefused where none is given yet."""
        if self._policy is None:
            says, expected = "no policy is given yet", '`Given the policy "NAME"` before it'
            raise StepRefused(Diagnostic(code=Code.CANNOT_BE_DONE, at=at, says=says, expected=expected, found="none"))
        return self._policy

    def take_pack(self, pack: Pack) -> None:
        """Other evidence; it is copied, so whoever gives it keeps it as it is."""
        self._pack = pack.copy()
        self._later = {}
        self.changed()

    def pack(self, at: Location) -> Pack:
        """The evidence, to be changed; raises StepRefused where none is given yet."""
        if self._pack is None:
            says, expected = "no evidence is given yet", '`Given the evidence "NAME"` or `Given no evidence` before it'
            raise StepRefused(Diagnostic(code=Code.CANNOT_BE_DONE, at=at, says=says, expected=expected, found="none"))
        self.changed()
        return self._pack

    def take_day(self, day: date) -> None:
        self._day = day
        self.changed()

    @property
    def day(self) -> date:
        """The day on which the body decides, unless it is decided as of another."""
        if self._day is not None:
            return self._day
        written = "" if self._pack is None else str(self._pack.head.get("as_of", ""))
        try:
            return date.fromisoformat(written)
        except ValueError:
            return NO_DAY

    def put_off(self, name: str, change: Later) -> None:
        """A change that depends on the day, made when it is decided; a later one of that name replaces it."""
        self._later[name] = change
        self.changed()

    def changed(self) -> None:
        """What was decided is no longer so."""
        self._changes += 1
        self._document = None

    def refuse(self, of: str, diagnostics: Diagnostics) -> None:
        """The policy or the evidence cannot be read; what a scenario says of it then is that."""
        self.refusal = Refusal(of, diagnostics)
        self._document = None

    # --- what is decided -------------------------------------------------------------------------

    def decide(self, at: Location, as_of: date | None = None) -> None:
        """Decides, or is refused. Then-steps say which of them they expect."""
        if self.refusal is not None:
            return
        policy, pack = self.policy(at), self._pack
        day = as_of or self.day
        if pack is None:
            pack = self.pack(at)
        if self._later:
            pack = pack.copy()
            for change in self._later.values():
                change(pack, day)
        self.advice = Diagnostics()
        key = (self.scenario.id, self.scenario.at.line, self._changes, day)
        evidence = self.bench.evidence(pack, policy, key, self.advice)
        if evidence is None:
            self.refuse("evidence", self.advice)
            return
        evidence = api_scenarios.without_case(evidence, self.parameters)
        judgement = self.bench.judge(policy, self.parameters, self.rows).judge(evidence, day)
        self.judgements.append(judgement)
        self.bench.saw(judgement)
        self._document = api_scenarios.decision(judgement)

    def decision(self, expected: str) -> Document:
        """The decision; a mismatch where reading was refused. `expected`: what is asked of it, in words."""
        if self.refusal is not None:
            raise Mismatch(expected, f"nothing is decided: the {self.refusal.of} is refused", self.refusal.text)
        if self._document is None:
            raise Mismatch(expected, "nothing has been decided since the last change")
        return self._document

    @property
    def judgement(self) -> Judgement:
        return self.judgements[-1]

    def why(self, name: str) -> str:
        """The engine's own explanation of a criterion, risk, control, decision or rule."""
        return api_scenarios.why(self.judgement, name)
