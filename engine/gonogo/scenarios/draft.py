"""Drafts a scenario that would notice a change of the policy: evidence on which the two differ, found by deciding.

It starts from what the scenarios at hand give, makes changes that are built from the values of what was changed, and
decides under both policies. What is written down was played: it passes under the policy, and fails under the mutant.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any

from gonogo.api_scenarios import Judgement, decision
from gonogo.model.condition import Layer
from gonogo.model.decision import Standing
from gonogo.model.noun import Noun, replace
from gonogo.model.policy import Policy
from gonogo.scenarios.bench import Workbench
from gonogo.scenarios.draft_changes import Change, Line, changes, pairs
from gonogo.scenarios.draft_values import interest
from gonogo.scenarios.feature import Cell, Scenario, Step
from gonogo.scenarios.mutants import Mutant
from gonogo.scenarios.mutation_run import likeliest, told
from gonogo.scenarios.play import play

MOST_BASES = 6  # scenarios that are started from
MOST_SINGLE = 120  # changes of one
MOST_PAIRED = 120
DEMANDS = ("basis", "by", "received", "strict", "shift", "operator", "boundary")
OBLIGATION = "obligation"
SPELT = {"no_go": "no-go"}


class Draft(Noun, frozen=True):
    """A scenario ready to paste, and the file that it would go well with."""

    text: str
    beside: str


class Drafter:
    """Looks for a scenario that notices a mutant. Handed to other processes whole."""

    def __init__(self, policy: Policy, scenarios: Sequence[Scenario]) -> None:
        self._policy = policy
        self._told = tuple(map(told, scenarios))

    def __call__(self, mutant: Mutant) -> tuple[str, Draft | None]:
        """The mutant's id, and the draft, or None where nothing was found on which the two differ."""
        search = _Search(self._policy, mutant)
        bases = _bases(likeliest(mutant, self._told))
        for paired, most in ((False, MOST_SINGLE), (True, MOST_PAIRED)):
            for base in bases:
                found = search.from_base(base, most, paired=paired)
                if found is not None:
                    return mutant.id, found
        return mutant.id, None


def _bases(scenarios: Sequence[Scenario]) -> list[Scenario]:
    """What scenarios give, before they expect anything; each once, the likeliest first."""
    found: dict[tuple[Any, ...], Scenario] = {}
    for scenario in scenarios:
        first_then = next((n for n, step in enumerate(scenario.steps) if step.kind == "then"), len(scenario.steps))
        steps = scenario.steps[:first_then]
        if any(step.kind == "when" for step in steps):
            key = tuple((step.text, step.table, step.docstring) for step in steps)
            found.setdefault(key, replace(scenario, steps=steps))
        if len(found) == MOST_BASES:
            break
    return list(found.values())


class _Search:
    def __init__(self, policy: Policy, mutant: Mutant) -> None:
        self.mutant = mutant
        bench = Workbench()
        self.before = bench.with_policy(policy)
        self.after = bench.with_policy(mutant.policy)
        self.policy = policy

    def from_base(self, base: Scenario, most: int, *, paired: bool) -> Draft | None:
        """The first change of what a scenario gives on which the two policies differ, as a scenario."""
        start = _judged(base, self.before)
        if start is None:
            return None
        about = interest(self.policy, self.mutant.policy, start)
        demanded = _demanded(self.policy, self.mutant)
        sources = tuple(start.evidence.sources) if not about.facts else ()
        tried = pairs(about, demanded) if paired else changes(about, demanded, sources)
        for number, change in enumerate(islice(tried, most)):
            scenario = _changed(base, change, f"{paired} {number}")
            one, other = _judged(scenario, self.before), _judged(scenario, self.after)
            if one is not None and other is not None:
                for expected in (*_differences(one, other), *self._shortfalls(one, other)):
                    draft = self._proved(scenario, expected)
                    if draft is not None:
                        return draft
        return None

    def _shortfalls(self, one: Judgement, other: Judgement) -> Iterator[str]:
        """Where a demand on evidence was changed: the caveats of whatever it is a demand of."""
        if self.mutant.kind not in DEMANDS:
            return
        before, after = decision(one), decision(other)
        for part, now in zip(_parts(before), _parts(after), strict=True):
            if part["caveats"] != now["caveats"]:
                number = len(part["caveats"])
                yield f"{part['id']} has {number or 'no'} caveat{'' if number == 1 else 's'}"

    def _proved(self, scenario: Scenario, expected: str) -> Draft | None:
        """The scenario with what is expected of it, if it passes under the one policy and fails under the other."""
        whole = replace(scenario, steps=(*scenario.steps, _step("then", Line(expected), scenario)))
        return Draft(_written(self._least(whole), self.mutant), scenario.path) if self._tells(whole) else None

    def _least(self, whole: Scenario) -> Scenario:
        """The scenario without the steps that it tells as much without; what a step rests on stands before it."""
        for number, step in reversed(tuple(enumerate(whole.steps))):
            rest = tuple(one for one in whole.steps if one is not step)
            less = replace(whole, id=f"{whole.id} without {number}", steps=rest)
            if step.kind == "given" and not step.background and self._tells(less):
                whole = less
        return whole

    def _tells(self, scenario: Scenario) -> bool:
        return play(scenario, self.before).passed and not play(scenario, self.after).passed


def _judged(scenario: Scenario, bench: Workbench) -> Judgement | None:
    """What a scenario without expectations decides last; None where something in it cannot be done."""
    played = play(scenario, bench)
    return played.judgements[-1] if played.passed and played.judgements else None


def _parts(document: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield from document["criteria"]
    for risk in document["risks"]:
        yield risk
        yield from risk["controls"]


def _demanded(policy: Policy, mutant: Mutant) -> str | None:
    demands = {one.id: one.demand for one in policy.criteria} | {one.id: one.demand for one in policy.risks}
    demands |= {one.id: one.demand for one in policy.controls} | {one.id: one.demand for one in policy.gates}
    return next((demands[name].basis for name in mutant.subjects if name in demands), None)


# --- scenarios -----------------------------------------------------------------------------------


def _changed(base: Scenario, change: Change, name: str) -> Scenario:
    """A scenario with further steps before its first When; its id tells what is read for it from all else."""
    first = next(number for number, step in enumerate(base.steps) if step.kind == "when")
    added = tuple(_step("given", line, base) for line in change)
    steps = (*base.steps[:first], *added, *base.steps[first:])
    return replace(base, id=f"{base.id} changed {name}", steps=steps)


def _step(kind: Any, line: Line, scenario: Scenario) -> Step:
    table = tuple(tuple(Cell(cell, scenario.at) for cell in row) for row in line.table) or None
    return Step(
        kind=kind,
        keyword="And",
        text=line.text,
        table=table,
        docstring=None,
        docstring_at=None,
        background=False,
        at=scenario.at,
    )


# --- what differs --------------------------------------------------------------------------------


def _differences(one: Judgement, other: Judgement) -> Iterator[str]:
    """What is so under the one and not under the other, as sentences; what decides first, then what it rests on."""
    before, after = one.inference.standings, other.inference.standings
    for layer in (Layer.CRITERION, Layer.CONTROL, Layer.RISK, Layer.DECISION, OBLIGATION):
        for key, standing in before.items():
            if key[0] == layer and key in after:
                now = after[key]
                if standing.status != now.status:
                    yield _status(standing, one)
                elif standing.rule != now.rule and standing.rule is not None and layer != Layer.RISK:
                    yield f"{_status(standing, one)} by rule {standing.rule}"


def _status(standing: Standing, judgement: Judgement) -> str:
    status = SPELT.get(standing.status, standing.status.replace("_", " "))
    match standing.layer:
        case Layer.CRITERION:
            return f"the verdict on {standing.id} is {status}"
        case Layer.DECISION:
            first = judgement.policy.gates[0].id == standing.id
            return f"the outcome{'' if first else f' of {standing.id}'} is {status}"
        case layer:
            name = standing.id.rpartition("/")[2] if layer == OBLIGATION else standing.id
            return f"{layer} {name} is {status}"


# --- as text -------------------------------------------------------------------------------------


def _written(scenario: Scenario, mutant: Mutant) -> str:
    """The scenario as it would stand in its feature, the steps of the background left out."""
    lines = [f"  Scenario: Not so if {mutant.words}".replace("`", "")]
    kind = ""
    for step in scenario.steps:
        if step.background:
            continue
        keyword = "And" if step.kind == kind else str(step.kind).capitalize()
        kind = str(step.kind)
        lines.append(f"    {keyword} {step.text}")
        if step.table:
            lines += _table(step.table)
        if step.docstring is not None:
            lines += [f"      {line}".rstrip() for line in ('"""', *step.docstring.splitlines(), '"""')]
    return "\n".join(lines)


def _table(rows: Sequence[Sequence[str]]) -> list[str]:
    escaped = [[cell.replace("\\", "\\\\").replace("|", "\\|").replace("\n", "\\n") for cell in row] for row in rows]
    widths = [max(map(len, column)) for column in zip(*escaped, strict=True)]
    return [
        "      | " + " | ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) + " |"
        for row in escaped
    ]
