"""Whether scenarios would notice a careless change of the policy. In this order:

1. play all scenarios on the policy as it is: they must pass;
2. make its mutants; of a policy that extends another that is tried as well, those of what it says itself;
3. set aside those that are proved to make no difference, and try the others until a scenario notices;
4. draft a scenario for those that nobody notices.
"""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

from gonogo import __version__
from gonogo.model.diagnostic import GonogoError
from gonogo.model.noun import Noun
from gonogo.model.policy import Policy
from gonogo.scenarios.bench import Workbench
from gonogo.scenarios.draft import Draft, Drafter
from gonogo.scenarios.feature import Scenario
from gonogo.scenarios.mutants import Mutant, mutants
from gonogo.scenarios.mutation_run import Hunt, Kept, Progress, Tried, spread, try_all
from gonogo.scenarios.play import play

Document = dict[str, Any]

MOST_DRAFTED = 20  # changes of one policy that get a draft; to look for one takes long, and nobody pastes hundreds


class Settings(Noun, frozen=True, kw_only=True):
    """How mutants are tried: in how many processes, with which file of earlier results, and whether with drafts."""

    jobs: int
    resume: Path | None
    draft: bool


class FailsAlready(GonogoError):
    """Scenarios that fail under the policy as it is cannot tell anything about a change of it."""

    def __init__(self, scenarios: Sequence[Scenario]) -> None:
        super().__init__(f"{len(scenarios)} scenarios fail under the policy as it is; first see to them")
        self.scenarios = tuple(scenarios)


class Played(NamedTuple):
    """The scenarios of one policy, and a digest of them and of the evidence that they decide on."""

    policy: Policy
    scenarios: tuple[Scenario, ...]
    digest: str


class Notices:
    """Whether a scenario fails under a policy that takes the place of the one it names."""

    def __init__(self) -> None:
        self._bench = Workbench()
        self._latest: tuple[Policy, Workbench] | None = None

    def __call__(self, scenario: Scenario, policy: Policy) -> bool:
        if self._latest is None or self._latest[0] is not policy:
            self._latest = (policy, self._bench.with_policy(policy))
        return not play(scenario, self._latest[1]).passed


def mutation(scenarios: Sequence[Scenario], settings: Settings, progress: Progress) -> Document:
    """What became of every mutant of every policy that the scenarios decide by ("gonogo/mutation/1")."""
    policies = []
    known: set[tuple[str, ...]] = set()
    for one in sorted(played(scenarios), key=lambda each: len(each.policy.extends)):
        made = [mutant for mutant in mutants(one.policy) if _known_as(mutant) not in known]
        known |= set(map(_known_as, made))
        policies.append(_tried(one, made, settings, progress))
    counted = sum(one["mutants"] - one["equivalent"] for one in policies)
    killed = sum(one["killed"] for one in policies)
    return {
        "schema": "gonogo/mutation/1",
        "engine": __version__,
        "score": killed / counted if counted else 1.0,
        "policies": policies,
    }


def played(scenarios: Sequence[Scenario]) -> list[Played]:
    """The scenarios by the policies that they decide by; raises FailsAlready where some do not pass."""
    found: dict[str, tuple[Policy, list[Scenario], Any]] = {}
    failing = []
    bench = Workbench()
    for scenario in scenarios:
        result = play(scenario, bench)
        if not result.passed:
            failing.append(scenario)
        for judgement in result.judgements[-1:]:
            policy = bench.policy_at(Path(judgement.policy.files[0].path))  # without the parameters it overrides
            _, of_it, digest = found.setdefault(policy.id, (policy, [], sha256(__version__.encode())))
            of_it.append(scenario)
            digest.update(f"{_told(scenario)} {judgement.evidence.sha256}".encode())
    if failing:
        raise FailsAlready(failing)
    return [Played(policy, tuple(of_it), digest.hexdigest()) for policy, of_it, digest in found.values()]


def _told(scenario: Scenario) -> tuple[Any, ...]:
    return (scenario.id, [(step.kind, step.text, step.table, step.docstring) for step in scenario.steps])


def _known_as(mutant: Mutant) -> tuple[str, ...]:
    """What a change is that another policy has in common with this one."""
    return (mutant.kind, str(mutant.at), mutant.words)


def _tried(one: Played, made: Sequence[Mutant], settings: Settings, progress: Progress) -> Document:
    kept = Kept(settings.resume, one.policy.sha256, one.digest)
    hunt = Hunt(one.policy, one.scenarios, Notices())
    results = try_all(made, hunt, kept, settings.jobs, progress)
    equivalents = [mutant for mutant in made if results[mutant.id].alike]
    survivors = [m for m in made if results[m.id].noticed_by is None and not results[m.id].alike]
    drafted = survivors[:MOST_DRAFTED] if settings.draft else []
    drafts = dict(spread(Drafter(one.policy, one.scenarios), drafted, settings.jobs)) if drafted else {}
    counted = len(made) - len(equivalents)
    return {
        "id": one.policy.id,
        "sha256": one.policy.sha256,
        "scenarios": len(one.scenarios),
        "mutants": len(made),
        "equivalent": len(equivalents),
        "killed": counted - len(survivors),
        "score": (counted - len(survivors)) / counted if counted else 1.0,
        "survivors": [_survivor(mutant, mutant.id in drafts, drafts.get(mutant.id)) for mutant in survivors],
        "undrafted": len(survivors) - len(drafted) if settings.draft else 0,
        "equivalents": [_listed(mutant) for mutant in equivalents],
        "noticed": [_noticed(mutant, results[mutant.id]) for mutant in made if results[mutant.id].noticed_by],
    }


def _listed(mutant: Mutant) -> Document:
    return {"id": mutant.id, "kind": mutant.kind, "at": str(mutant.at), "words": mutant.words}


def _survivor(mutant: Mutant, sought: bool, draft: Draft | None) -> Document:
    found = {"draft": None, "beside": None} if draft is None else {"draft": draft.text, "beside": draft.beside}
    return {**_listed(mutant), "sought": sought, **found}


def _noticed(mutant: Mutant, result: Tried) -> Document:
    return {"id": mutant.id, "kind": mutant.kind, "at": str(mutant.at), "by": result.noticed_by}
