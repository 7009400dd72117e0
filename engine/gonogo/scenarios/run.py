"""Runs feature files by pytest, without its reports and without the user's own settings of it.

Everything is read and looked at before anything is played: a run in which some scenarios test nothing is not begun.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from gonogo import api_scenarios
from gonogo.model.diagnostic import Code, Diagnostic, Diagnostics
from gonogo.model.location import Location, SourceFile
from gonogo.model.noun import Noun
from gonogo.scenarios.feature import Feature, Scenario
from gonogo.scenarios.play import Played
from gonogo.scenarios.tags import Tags

if TYPE_CHECKING:
    import pytest

Told = Callable[[int, int, bool], None]  # how many are done, of how many, and whether this one passed


class Choice(Noun, frozen=True, kw_only=True):
    """Which scenarios are run, and where pytest writes its own report of them."""

    words: str | None = None  # as `pytest -k`
    tags: Tags | None = None
    written: str | None = None  # the tag expression as written
    junit: str | None = None


class Ran(Noun, frozen=True, kw_only=True):
    """What came of a run. `faults` are ours; `badly_asked` is what pytest says of a `-k` that it cannot read."""

    played: tuple[Played, ...]
    faults: tuple[str, ...]
    badly_asked: bool = False

    @property
    def failed(self) -> tuple[Played, ...]:
        return tuple(one for one in self.played if not one.passed)


def chosen(features: Sequence[Feature], choice: Choice, diagnostics: Diagnostics) -> tuple[Scenario, ...]:
    """The scenarios whose tags fit; a tag that no scenario has is complained of, and so is an empty run."""
    scenarios = tuple(one for feature in features for one in feature.scenarios)
    if not scenarios and not diagnostics.errors:
        diagnostics.add(_nothing(features))
    if choice.tags is None:
        return scenarios
    known = dict.fromkeys(tag for one in scenarios for tag in one.tags)
    for tag in (one for one in choice.tags.named if one not in known):
        says, expected = (
            f"no scenario has the tag `{tag}`",
            f"one of {', '.join(known) or 'none: no scenario has a tag'}",
        )
        near = api_scenarios.nearest(tag, known)
        diagnostics.add(_about(Code.NOTHING_CHOSEN, f"--tags {choice.written}", says, expected, near))
    fitting = tuple(one for one in scenarios if choice.tags.fit(one.tags))
    if scenarios and not fitting and not diagnostics.errors:
        says, expected = "these tags choose no scenario", "tags that some scenario has together"
        diagnostics.add(_about(Code.NOTHING_CHOSEN, f"--tags {choice.written}", says, expected, None))
    return fitting


def no_such_words(choice: Choice) -> Diagnostic:
    """That `-k` chose nothing, among the scenarios that the tags left."""
    says = f"no scenario is called `{choice.words}`, or has it in its name"
    return _about(Code.NOTHING_CHOSEN, f"-k {choice.words}", says, "words of the name of a scenario", None)


def _nothing(features: Sequence[Feature]) -> Diagnostic:
    where = features[0].path if features else "."
    says, expected = "there is no scenario to run, so nothing is tested", "at least one feature file with a scenario"
    return _about(Code.NOTHING_TO_RUN, where, says, expected, None)


def _about(code: Code, where: str, says: str, expected: str, near: str | None) -> Diagnostic:
    at = Location(SourceFile(where, ""), 1, 1)
    return Diagnostic(code=code, at=at, says=says, expected=expected, found="none", did_you_mean=near)


class _Listener:
    """Told by the plugin of every scenario that was played, and by pytest of what went wrong otherwise."""

    def __init__(self, features: Sequence[Feature], tell: Told | None) -> None:
        self.features = {Path(one.path).resolve(): one for one in features}
        self.tell = tell
        self.played: list[Played] = []
        self.faults: list[str] = []
        self.all = 0

    def pytest_configure(self, config: pytest.Config) -> None:
        from gonogo.scenarios import bdd

        config.stash[bdd.READ] = self.features
        config.stash[bdd.LISTENER] = self.hear

    def pytest_collection_finish(self, session: pytest.Session) -> None:
        self.all = len(session.items)

    def pytest_internalerror(self, excrepr: object) -> bool:
        self.faults.append(str(excrepr).splitlines()[-1])
        return True

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        if report.failed:
            self.faults.append(str(report.longrepr))

    def hear(self, one: Played | None, fault: str) -> None:
        if one is None:
            self.faults.append(fault)
        else:
            self.played.append(one)
        if self.tell is not None:
            self.tell(len(self.played) + len(self.faults), self.all, one is not None and one.passed)


def run(features: Sequence[Feature], choice: Choice, tell: Told | None = None) -> Ran:
    """Plays the chosen scenarios of some features, in their order."""
    import pytest

    listener = _Listener(features, tell)
    code = pytest.main(_arguments(features, choice), plugins=[listener])
    return Ran(
        played=tuple(listener.played),
        faults=tuple(listener.faults),
        badly_asked=code == pytest.ExitCode.USAGE_ERROR and not listener.faults,
    )


def _arguments(features: Sequence[Feature], choice: Choice) -> list[str]:
    """No settings, plugins or reports but ours; nothing is written into the user's folder."""
    off = ("cacheprovider", "terminal", "logging", "pastebin", "debugging", "unraisableexception", "threadexception")
    arguments = [part for name in off for part in ("-p", f"no:{name}")]
    arguments += ["--disable-plugin-autoload", "-p", "pytest_bdd.plugin", "-p", "gonogo.scenarios.plugin"]
    arguments += ["-c", os.devnull, "--rootdir", os.getcwd(), "--noconftest", "--capture=no"]
    if choice.words is not None:
        arguments += ["-k", choice.words]
    if choice.written is not None:
        arguments += ["--gonogo-tags", choice.written]
    if choice.junit is not None:
        arguments += ["--junitxml", choice.junit]
    return [*arguments, *(one.path for one in features)]
