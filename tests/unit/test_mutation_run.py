"""Trying mutants against scenarios."""

from __future__ import annotations

from pathlib import Path

import pytest

from gonogo.model.diagnostic import Diagnostics, InternalError
from gonogo.model.location import Location, SourceFile
from gonogo.model.policy import Policy
from gonogo.scenarios.feature import Scenario, Step
from gonogo.scenarios.mutants import Mutant, mutants
from gonogo.scenarios.mutation_run import Hunt, Kept, Tried, likeliest, spread, told, try_all
from tests import desk

POLICY = desk.read_policy(desk.completed("", "policy"), Diagnostics())
MUTANTS = tuple(mutants(POLICY))
AT = Location(SourceFile("harbour.feature", ""), 1, 1)


def scenario(name: str, *steps: str) -> Scenario:
    """A scenario whose steps begin with their kind: `then the verdict on A1 is pass`."""
    made = (
        Step(
            kind=step.split(" ")[0],  # type: ignore[arg-type]  # as the tests write it
            keyword="And",
            text=step.partition(" ")[2],
            table=None,
            docstring=None,
            docstring_at=None,
            background=False,
            at=AT,
        )
        for step in steps
    )
    return Scenario(
        id=f"harbour.feature::{name}",
        name=name,
        outline=name,
        feature="Harbour",
        rule=None,
        tags=(),
        steps=tuple(made),
        example=None,
        example_at=None,
        at=AT,
    )


GIVEN = scenario("facts", "given there are no defect records", "then the outcome is go")
VERDICT = scenario("verdict", "then the verdict on A1 is pass")
RULE = scenario("rule", "given there are no defect records", "then the verdict on A1 is pass by rule A1-clear")
SCENARIOS = (GIVEN, VERDICT, RULE)


def notices(one: Scenario, policy: Policy) -> bool:
    """Stands in for playing: the scenarios notice what becomes of A1, and nothing else."""
    return one is VERDICT and policy.criteria != POLICY.criteria


def fails(one: Scenario, policy: Policy) -> bool:
    raise ValueError("no such thing")


def silent(done: int, of: int) -> None:
    """Progress that nobody looks at."""


def of(owner: str) -> Mutant:
    return next(one for one in MUTANTS if one.owner == owner and one.fact is not None)


def test_the_scenario_goes_first_that_expects_something_of_what_was_changed() -> None:
    order = likeliest(of("A1-clear"), [told(one) for one in SCENARIOS])

    assert [one.name for one in order] == ["rule", "verdict", "facts"]


def test_a_mutant_is_noticed_by_the_first_scenario_that_fails() -> None:
    hunt = Hunt(POLICY, SCENARIOS, notices)
    changed = of("A1-clear")

    assert hunt(changed) == Tried(changed.id, VERDICT.id)


def test_the_result_is_the_same_whatever_the_number_of_processes(tmp_path: Path) -> None:
    results = []
    for jobs in (1, 2, 5):
        kept = Kept(tmp_path / f"{jobs}.jsonl", POLICY.sha256, "features")
        results.append(try_all(MUTANTS, Hunt(POLICY, SCENARIOS, notices), kept, jobs, silent))

    assert results[0] == results[1] == results[2]
    assert list(results[0]) == list(results[1]) == [one.id for one in MUTANTS]
    assert {one.noticed_by for one in results[0].values()} == {None, VERDICT.id}


def test_what_was_tried_before_is_not_tried_again(tmp_path: Path) -> None:
    kept = Kept(tmp_path / "kept.jsonl", POLICY.sha256, "features")
    first = try_all(MUTANTS, Hunt(POLICY, SCENARIOS, notices), kept, 1, silent)

    assert try_all(MUTANTS, Hunt(POLICY, SCENARIOS, fails), kept, 1, silent) == first


def test_what_was_cut_short_is_gone_on_with(tmp_path: Path) -> None:
    path = tmp_path / "kept.jsonl"
    kept = Kept(path, POLICY.sha256, "features")
    whole = try_all(MUTANTS, Hunt(POLICY, SCENARIOS, notices), kept, 1, silent)
    path.write_text(path.read_text("utf-8")[: -20 - path.stat().st_size // 2], encoding="utf-8")
    seen: list[int] = []
    again = try_all(MUTANTS, Hunt(POLICY, SCENARIOS, notices), kept, 1, lambda done, of: seen.append(done))

    assert again == whole
    assert 0 < seen[0] < len(MUTANTS)
    assert seen[-1] == len(MUTANTS)


@pytest.mark.parametrize(("policy", "features"), [("other", "features"), (POLICY.sha256, "other")])
def test_results_hold_only_for_their_policy_and_features(tmp_path: Path, policy: str, features: str) -> None:
    path = tmp_path / "kept.jsonl"
    try_all(MUTANTS[:3], Hunt(POLICY, SCENARIOS, notices), Kept(path, POLICY.sha256, "features"), 1, silent)

    assert Kept(path, policy, features).results() == {}


def test_what_goes_wrong_in_another_process_is_told() -> None:
    with pytest.raises(InternalError, match="no such thing"):
        list(spread(Hunt(POLICY, SCENARIOS, fails), MUTANTS, 2))


def test_progress_is_told_from_the_first_to_the_last() -> None:
    seen: list[tuple[int, int]] = []
    try_all(MUTANTS[:3], Hunt(POLICY, SCENARIOS, notices), Kept(None, "", ""), 1, lambda *done: seen.append(done))

    assert seen == [(0, 3), (1, 3), (2, 3), (3, 3)]
