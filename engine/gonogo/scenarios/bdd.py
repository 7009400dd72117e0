"""Scenarios as tests of pytest-bdd, which runs their steps; what a step does is in the step library.

Each step of a scenario is one of three step functions (given, when, then), which carry out the next step of our own
reading of the scenario: so a run of pytest and `play` do the same.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Collection, Iterable, Mapping
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from pytest_bdd import feature as bdd_feature
from pytest_bdd import given, scenario, then, when
from pytest_bdd.parsers import StepParser

from gonogo import api, api_scenarios
from gonogo.model.diagnostic import Diagnostics
from gonogo.scenarios.feature import Feature, Kind, Scenario
from gonogo.scenarios.feature_file import read_feature
from gonogo.scenarios.play import Mismatch, Performance, Played, StepRefused, Workbench
from gonogo.scenarios.report_text import report_text
from gonogo.scenarios.tags import Tags

PLAYING = pytest.StashKey[Performance]()
BENCH = pytest.StashKey[Workbench]()
READ = pytest.StashKey[Mapping[Path, Feature]]()  # features that were read and looked at before
LISTENER = pytest.StashKey[Callable[[Played | None, str], None]]()  # told of each scenario; None: a fault of ours
STEP_FIXTURE = "pytestbdd_stepdef_"

Example = tuple[tuple[str, str], ...] | None


class FeatureFile(pytest.Module):
    """One feature file, its scenarios the tests in it."""

    scenarios: dict[tuple[str, Example], Scenario]

    def _getobj(self) -> ModuleType:
        feature = self.config.stash.get(READ, {}).get(self.path.resolve()) or self._read()
        self.scenarios = {(one.outline, one.example): one for one in feature.scenarios}
        _declare_tags(self.config, feature)
        bdd_feature.features.pop(str(self.path), None)  # it may have changed since it was read in this process
        module = ModuleType(self.path.stem)
        module.__file__ = str(self.path)
        module.__doc__ = feature.name
        here = sys.modules[__name__]
        vars(module).update({name: one for name, one in vars(here).items() if name.startswith(STEP_FIXTURE)})
        for name in dict.fromkeys(one.outline for one in feature.scenarios):
            bound = scenario(self.path.name, name, features_base_dir=str(self.path.parent))
            setattr(module, name, bound(_nothing_more))
        return module

    def _read(self) -> Feature:
        """The feature; what is wrong with it is an error of collection."""
        diagnostics = Diagnostics()
        file = api_scenarios.feature_text(self.path, diagnostics)
        feature = None if file is None else read_feature(file, diagnostics)
        if feature is None or diagnostics.errors:
            raise self.CollectError(api.messages(diagnostics, "human", colour=False).rstrip())
        return feature

    def funcnamefilter(self, name: str) -> bool:
        """Everything is a scenario, whatever its name; the step functions are no functions to pytest."""
        return not name.startswith(STEP_FIXTURE)

    def classnamefilter(self, name: str) -> bool:
        return False

    def scenario_of(self, item: pytest.Item) -> Scenario:
        example = getattr(item, "callspec", None)
        row = None if example is None else tuple(example.params["_pytest_bdd_example"].items())
        return self.scenarios[getattr(item, "originalname", item.name), row]


def _nothing_more() -> None:
    """A scenario is its steps."""


def _declare_tags(config: pytest.Config, feature: Feature) -> None:
    """Tags are marks, and marks must be declared under --strict-markers."""
    tags = {tag.removeprefix("@") for one in feature.scenarios for tag in one.tags}
    declared = {line.partition(":")[0] for line in config.getini("markers")}
    for tag in sorted(tags - declared):
        config.addinivalue_line("markers", f"{tag}: a tag of scenarios")


# --- playing -------------------------------------------------------------------------------------


class _Any(StepParser):
    """Matches every step of a kind: which sentence of the library it is has been looked at before."""

    def __init__(self, kind: Kind) -> None:
        super().__init__(kind)

    def parse_arguments(self, name: str) -> dict[str, Any]:
        return {}

    def is_matching(self, name: str) -> bool:
        return True


@given(_Any("given"))
def _given(request: pytest.FixtureRequest) -> None:
    request.node.stash[PLAYING].next()


@when(_Any("when"))
def _when(request: pytest.FixtureRequest) -> None:
    request.node.stash[PLAYING].next()


@then(_Any("then"))
def _then(request: pytest.FixtureRequest) -> None:
    request.node.stash[PLAYING].next()


def begin(item: pytest.Item) -> None:
    """Before the first step: an empty case."""
    assert isinstance(item.parent, FeatureFile)
    if BENCH not in item.config.stash:
        item.config.stash[BENCH] = Workbench()
    item.stash[PLAYING] = Performance(item.parent.scenario_of(item), item.config.stash[BENCH])


def end(item: pytest.Item, call: pytest.CallInfo[None], report: pytest.TestReport) -> None:
    """After the last: what a reader needs to see instead of a traceback."""
    playing = item.stash.get(PLAYING, None)
    if call.when != "call" or playing is None:
        return
    played, listener = playing.played(), item.config.stash.get(LISTENER, None)
    error = None if call.excinfo is None else call.excinfo.value
    expected = error is None or isinstance(error, Mismatch | StepRefused)
    if error is not None and expected:
        report.longrepr = report_text(played)
    if listener is not None:
        listener(played if expected else None, "" if error is None else f"{type(error).__name__}: {error}")


def choose(
    items: Iterable[pytest.Item], expression: str | None, wanted: Collection[str] | None
) -> tuple[list[pytest.Item], list[pytest.Item]]:
    """The scenarios whose tags fit an expression, or whose ids are wanted; and the other items."""
    tags = None if expression is None else Tags.read(expression)
    chosen: list[pytest.Item] = []
    others: list[pytest.Item] = []
    for item in items:
        found = item.parent.scenario_of(item) if isinstance(item.parent, FeatureFile) else None
        fits = found is not None and (tags is None or tags.fit(found.tags)) and (wanted is None or found.id in wanted)
        (chosen if fits else others).append(item)
    return chosen, others
