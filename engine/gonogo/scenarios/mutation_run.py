"""Tries mutants against scenarios: in several processes, resumably, and with one result whatever their number.

A mutant is noticed by the first scenario that fails under it. The likeliest scenario goes first, by what it speaks of;
so the order, and with it the scenario that is named, depends on nothing but the policy and the features.
"""

from __future__ import annotations

import json
import multiprocessing
import os
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from multiprocessing.connection import Connection, wait
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from gonogo.model.diagnostic import InternalError
from gonogo.model.noun import Noun
from gonogo.model.policy import Policy
from gonogo.scenarios.alike import ruled_alike
from gonogo.scenarios.feature import Scenario
from gonogo.scenarios.mutants import Mutant

Notices = Callable[[Scenario, Policy], bool]  # whether a scenario fails under a policy
Progress = Callable[[int, int], None]  # how many are done, of how many
Item = TypeVar("Item")
Result = TypeVar("Result")

# How much it counts for a scenario that it speaks of what was changed.
OWNER_EXPECTED, SUBJECT_EXPECTED, OWNER_GIVEN, FACT_GIVEN = 8, 4, 2, 2


class Tried(Noun, frozen=True):
    """What became of a mutant: the scenario that noticed it, or None; or that it was proved to make no difference."""

    id: str
    noticed_by: str | None
    alike: bool = False


# --- the order in which scenarios are tried ------------------------------------------------------


class Told(NamedTuple):
    """A scenario, with all that it says before and after the decision."""

    scenario: Scenario
    given: str
    then: str


def told(scenario: Scenario) -> Told:
    """What a scenario says, to be searched."""
    texts: dict[bool, list[str]] = {True: [], False: []}
    for step in scenario.steps:
        rows = " ".join(" ".join(row) for row in step.table or ())
        texts[step.kind == "then"].append(f"{step.text} {rows} {step.docstring or ''}")
    return Told(scenario, " ".join(texts[False]), " ".join(texts[True]))


def likeliest(mutant: Mutant, scenarios: Sequence[Told]) -> list[Scenario]:
    """The scenarios, those first that are the likeliest to notice a mutant."""
    return [one.scenario for one in sorted(scenarios, key=lambda one: -_likelihood(mutant, one))]


def _likelihood(mutant: Mutant, one: Told) -> int:
    likelihood = OWNER_EXPECTED * (mutant.owner in one.then) + OWNER_GIVEN * (mutant.owner in one.given)
    likelihood += SUBJECT_EXPECTED * sum(subject in one.then for subject in mutant.subjects)
    return likelihood + FACT_GIVEN * (mutant.fact is not None and mutant.fact in one.given)


# --- results that are kept -----------------------------------------------------------------------


class Kept:
    """A file of results, one a line, each with what it holds for: the policy, the features, and the mutant."""

    def __init__(self, path: Path | None, policy: str, features: str) -> None:
        self._path = path
        self._key = {"policy": policy[:16], "features": features[:16]}

    def results(self) -> dict[str, Tried]:
        """The results that still hold. A line that cannot be read, such as a last one cut short, is passed over."""
        found = {}
        lines = self._path.read_text("utf-8").splitlines() if self._path is not None and self._path.exists() else []
        for line in lines:
            entry = _entry(line)
            if all(entry.get(name) == value for name, value in self._key.items()) and "mutant" in entry:
                name = str(entry["mutant"])
                found[name] = Tried(name, entry.get("noticed_by"), entry.get("alike") is True)
        return found

    def add(self, result: Tried) -> None:
        """Writes a result down, so that it survives whatever happens next."""
        if self._path is not None:
            told = {"mutant": result.id, "noticed_by": result.noticed_by, "alike": result.alike}
            with self._path.open("a", encoding="utf-8") as file:
                file.write(json.dumps({**self._key, **told}, ensure_ascii=False) + "\n")


def _entry(line: str) -> Mapping[str, Any]:
    try:
        entry = json.loads(line)
    except ValueError:
        return {}
    return entry if isinstance(entry, dict) else {}


# --- trying --------------------------------------------------------------------------------------


class Hunt:
    """Looks for a scenario that notices a mutant, unless none ever could. Handed to other processes whole."""

    def __init__(self, policy: Policy, scenarios: Sequence[Scenario], notices: Notices) -> None:
        self._policy = policy
        self._told = tuple(map(told, scenarios))
        self._notices = notices

    def __call__(self, mutant: Mutant) -> Tried:
        if mutant.equivalent or ruled_alike(self._policy, mutant.policy):
            return Tried(mutant.id, None, alike=True)
        for scenario in likeliest(mutant, self._told):
            if self._notices(scenario, mutant.policy):
                return Tried(mutant.id, scenario.id)
        return Tried(mutant.id, None)


def try_all(
    mutants: Sequence[Mutant], hunt: Callable[[Mutant], Tried], kept: Kept, jobs: int, progress: Progress
) -> dict[str, Tried]:
    """What became of each mutant, by id, in their order; what is kept from an earlier run is not tried again."""
    found = kept.results()
    open_still = [mutant for mutant in mutants if mutant.id not in found]
    progress(len(mutants) - len(open_still), len(mutants))
    for count, result in enumerate(spread(hunt, open_still, jobs), start=1):
        kept.add(result)
        found[result.id] = result
        progress(len(mutants) - len(open_still) + count, len(mutants))
    return {mutant.id: found[mutant.id] for mutant in mutants}


def spread(work: Callable[[Item], Result], items: Sequence[Item], jobs: int) -> Iterator[Result]:
    """The result of each item, as it comes, from as many processes as are wanted."""
    jobs = min(jobs, len(items))
    if jobs < 2:
        yield from map(work, items)
        return
    context: Any = multiprocessing.get_context("fork" if sys.platform == "linux" else "spawn")
    workers = []
    for number in range(jobs):
        receiver, sender = context.Pipe(duplex=False)
        process = context.Process(target=_work, args=(sender, work, items[number::jobs]), daemon=True)
        process.start()
        sender.close()
        workers.append((process, receiver))
    try:
        yield from _received([receiver for _, receiver in workers], len(items))
    finally:
        for process, _ in workers:
            process.terminate()
            process.join()


def _received(receivers: list[Connection], expected: int) -> Iterator[Any]:
    count = 0
    while count < expected:
        for ready in wait(receivers):
            assert isinstance(ready, Connection)
            try:
                fault, result = ready.recv()
            except EOFError:
                receivers.remove(ready)
                if not receivers:
                    raise InternalError("a process that tried out changes of the policy ended too early") from None
                continue
            if fault:
                raise InternalError(f"trying out a change of the policy failed: {fault}")
            count += 1
            yield result


def _work(sender: Connection, work: Callable[[Any], Any], items: Sequence[Any]) -> None:
    """Runs in another process. What goes wrong is told, and nothing is printed there."""
    sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115 - until this process ends
    try:
        for item in items:
            sender.send((None, work(item)))
    except Exception as error:  # whatever it is, it has to reach the one who waits
        sender.send((f"{type(error).__name__}: {error}", None))
    except KeyboardInterrupt:
        pass
    sender.close()
