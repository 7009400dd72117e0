"""What deciding found, with all that is needed to explain it: a value that every explanation is looked up from."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, NamedTuple

from gonogo.judge.admitted import Admitted
from gonogo.judge.generate import Program
from gonogo.judge.standing import Inference
from gonogo.judge.tables import Tables
from gonogo.judge.wiring import Wiring
from gonogo.model.condition import All, AnyOf, Condition, Leaf, Not
from gonogo.model.decision import Standing
from gonogo.model.evidence import Evidence, Waiver
from gonogo.model.noun import Noun
from gonogo.model.policy import Policy


class Ending(NamedTuple):
    """Whether an obligation's end has come: its truth, and whether a record was given that perhaps says so."""

    truth: int
    perhaps: bool


class Ruled(Noun, frozen=True, kw_only=True):
    """What a decision came to. Conditions are known by their numbers; `numbers` finds a leaf's by its demand."""

    policy: Policy
    numbers: Mapping[tuple[Condition, int], int]
    demand_of: Mapping[str, int]  # id of a criterion, control, risk or gate -> number of its strict demand
    as_of: date
    truths: tuple[int, ...]  # by number; conditions on statuses included
    counts: tuple[Any, ...]
    wiring: Wiring
    inference: Inference
    waivers: tuple[Waiver, ...]
    waived_by: Mapping[str, tuple[str, ...]]  # criterion -> ids of the waivers that set it aside
    endings: Mapping[tuple[int, int], Ending]  # (waiver, obligation), by their numbers -> how far it has ended

    def standing(self, layer: str, name: str) -> Standing:
        """What a criterion, control, risk, gate or obligation came to."""
        return self.inference.standings[layer, name]

    def number(self, leaf: Leaf | Condition, holder: str) -> int:
        """The number of a leaf condition of a criterion, control, risk or gate."""
        return self.numbers[leaf, self.demand_of[holder]]

    def truth(self, condition: Condition, holder: str) -> int:
        """What a whole condition comes to, from the truths of its leaves."""
        return whole_truth(condition, lambda leaf: self.truths[self.number(leaf, holder)])


class Judgement(Ruled, frozen=True, kw_only=True):
    """One decision, with all that is needed to explain it."""

    program: Program
    evidence: Evidence
    facts: Mapping[str, Admitted]
    admitted: tuple[Admitted, ...]  # by slot of the program
    tables: Tables
    predicates: tuple[Any, ...]

    def leaf(self, number: int) -> Leaf:
        return self.program.asked[number].leaf


def whole_truth(condition: Condition, truth_of: Callable[[Condition], int]) -> int:
    """What a condition comes to, from the truths of its leaves."""
    match condition:
        case All(parts=parts):
            return min((whole_truth(part, truth_of) for part in parts), default=2)
        case AnyOf(parts=parts):
            return max((whole_truth(part, truth_of) for part in parts), default=0)
        case Not(part=part):
            return 2 - whole_truth(part, truth_of)
        case _:
            return truth_of(condition)
