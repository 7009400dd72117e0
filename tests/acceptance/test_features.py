"""The features of the SEC policies: they pass, they leave no criterion out, and their tags choose what they say."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from gonogo import api_scenarios
from gonogo.model.diagnostic import Diagnostics
from gonogo.scenarios.coverage import Coverage
from gonogo.scenarios.feature import Feature, Scenario
from gonogo.scenarios.feature_file import read_features
from gonogo.scenarios.play import Played, Workbench, play
from gonogo.scenarios.tags import Tags
from tests.cli.run import run
from tests.packs import POLICIES, policy

FEATURES = Path(__file__).parents[2] / "features"
CRITERIA = [(name, criterion.id) for name in POLICIES for criterion in policy(name).criteria]


@cache
def features() -> tuple[Feature, ...]:
    diagnostics = Diagnostics()
    read = read_features([FEATURES], diagnostics)
    diagnostics.stop_if_errors("features")
    return read


@cache
def seen() -> Coverage:
    """What all scenarios together saw."""
    coverage = Coverage()
    for one in played():
        for judgement in one.judgements:
            coverage.observe(judgement)
    return coverage


@cache
def played() -> tuple[Played, ...]:
    bench = Workbench()
    return tuple(play(scenario, bench) for scenario in scenarios())


@cache
def scenarios() -> tuple[Scenario, ...]:
    return tuple(scenario for feature in features() for scenario in feature.scenarios)


def results(name: str, tag: str) -> Iterator[Played]:
    """What came of the scenarios with a tag that decide by a policy."""
    for one in played():
        if tag in one.scenario.tags and all(judgement.policy.id == name for judgement in one.judgements):
            yield one


@pytest.fixture
def at_the_root(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(FEATURES.parent)


def test_every_scenario_passes() -> None:
    failed = [one.scenario.id for one in played() if not one.passed]

    assert failed == []


@pytest.mark.parametrize(("name", "criterion"), CRITERIA)
def test_each_criterion_has_scenarios_for_pass_fail_and_cannot_tell(name: str, criterion: str) -> None:
    documents = [api_scenarios.decision(one.judgements[-1]) for one in results(name, f"@{criterion}")]
    verdicts = {part["verdict"] for document in documents for part in document["criteria"] if part["id"] == criterion}

    assert verdicts >= {"pass", "fail", "unknown"}


@pytest.mark.parametrize("name", POLICIES)
def test_the_residual_risk_and_the_decision_have_scenarios(name: str) -> None:
    assert list(results(name, "@RR1"))
    assert list(results(name, "@decision"))


@pytest.mark.parametrize("criterion", [criterion.id for criterion in policy("sec-release").criteria])
def test_each_criterion_has_a_feature_that_quotes_it(criterion: str) -> None:
    (feature,) = [one for one in features() if f"@{criterion}" in one.tags]
    text = next(one.text for one in policy("sec-release").criteria if one.id == criterion)

    assert text is not None
    assert f'"{text}"' in " ".join(feature.description.split())


@pytest.mark.parametrize("feature", features(), ids=lambda feature: Path(feature.path).stem)
def test_each_feature_says_what_is_at_stake(feature: Feature) -> None:
    assert "At stake: " in feature.description


@pytest.mark.parametrize("name", POLICIES)
@pytest.mark.parametrize("figure", ["rules", "conditions", "boundaries", "statuses", "outcomes"])
def test_the_scenarios_leave_nothing_unseen(name: str, figure: str) -> None:
    (told,) = [one["figures"][figure] for one in seen().document()["policies"] if one["id"] == name]

    assert told["seen"] == told["to_see"] > 0


def test_a_tag_chooses_the_scenarios_of_its_criterion() -> None:
    tags = Tags.read("@AC3 and @sec-release and not @paper")
    fitting = [one for one in scenarios() if tags.fit(one.tags)]

    assert {one.path.rpartition("/")[2] for one in fitting} == {"ac3-no-severe-defect-goes-live.feature"}


@pytest.mark.usefixtures("at_the_root")
@pytest.mark.parametrize("tags", ["@AC3", "@AC3 and not @sec-release-strict"])
def test_the_command_runs_what_a_tag_chooses(tags: str) -> None:
    ran = run("test", "features", "--tags", tags)

    ran.exits(0).prints("ac3-no-severe-defect-goes-live.feature")
    assert "ac4-" not in ran.printed


@pytest.mark.usefixtures("at_the_root")
def test_the_command_runs_those_with_words_in_their_names() -> None:
    ran = run("test", "features", "-k", "paper and UIT")

    ran.exits(0).prints("ac5-test-environments-aligned.feature", "1 passed")
