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
from gonogo.scenarios.tags import Tags, Words

if TYPE_CHECKING:
    import pytest

Told = Callable[[int, int, bool], None]  # how many are done, of how many, and whether this one passed


class Choice(Noun, frozen=True, kw_only=True):
    """Which scenarios are run: by words of their names and by their tags, as asked and as read."""

    words: str | None = None
    tags: str | None = None

    def fits(self, scenario: Scenario) -> bool:
        """Raises BadExpression where the choice cannot be read."""
        by_tags = self.tags is None or Tags.read(self.tags).fit(scenario.tags)
        names = f"{scenario.path} {scenario.feature} {scenario.name}"
        return by_tags and (self.words is None or Words.read(self.words).fit(names))


class Ran(Noun, frozen=True, kw_only=True):
    """What came of a run. `faults` are ours."""

    played: tuple[Played, ...]
    faults: tuple[str, ...]

    @property
    def failed(self) -> tuple[Played, ...]:
        return tuple(one for one in self.played if not one.passed)


def chosen(features: Sequence[Feature], choice: Choice, diagnostics: Diagnostics) -> tuple[Scenario, ...]:
    """The scenarios that fit; a tag that no scenario has is complained of, and so is an empty run.

    Raises BadExpression where the choice cannot be read.
    """
    scenarios = tuple(one for feature in features for one in feature.scenarios)
    if not scenarios and not diagnostics.errors:
        diagnostics.add(_nothing(features))
    known = dict.fromkeys(tag for one in scenarios for tag in one.tags)
    for tag in () if choice.tags is None else Tags.read(choice.tags).named:
        if tag not in known:
            says, expected = (
                f"no scenario has the tag `{tag}`",
                f"one of {', '.join(known) or 'none: no scenario has a tag'}",
            )
            near = api_scenarios.nearest(tag, known)
            diagnostics.add(_about(Code.NOTHING_CHOSEN, f"--tags {choice.tags}", says, expected, near))
    fitting = tuple(one for one in scenarios if choice.fits(one))
    if scenarios and not fitting and not diagnostics.errors:
        diagnostics.add(_none_fits(choice))
    return fitting


def _none_fits(choice: Choice) -> Diagnostic:
    if choice.words is None:
        says, expected = "these tags choose no scenario", "tags that some scenario has together"
        return _about(Code.NOTHING_CHOSEN, f"--tags {choice.tags}", says, expected, None)
    also = " and has these tags" if choice.tags is not None else ""
    says, expected = f"no scenario has `{choice.words}` in its name{also}", "words of the name of a scenario"
    return _about(Code.NOTHING_CHOSEN, f"-k {choice.words}", says, expected, None)


def _nothing(features: Sequence[Feature]) -> Diagnostic:
    where = features[0].path if features else "."
    says, expected = "there is no scenario to run, so nothing is tested", "at least one feature file with a scenario"
    return _about(Code.NOTHING_TO_RUN, where, says, expected, None)


def _about(code: Code, where: str, says: str, expected: str, near: str | None) -> Diagnostic:
    at = Location(SourceFile(where, ""), 1, 1)
    return Diagnostic(code=code, at=at, says=says, expected=expected, found="none", did_you_mean=near)


class _Listener:
    """Told by the plugin of every scenario that was played, and by pytest of what went wrong otherwise."""

    def __init__(self, features: Sequence[Feature], wanted: Sequence[Scenario], tell: Told | None) -> None:
        self.features = {Path(one.path).resolve(): one for one in features}
        self.wanted = frozenset(one.id for one in wanted)
        self.tell = tell
        self.played: list[Played] = []
        self.faults: list[str] = []

    def pytest_configure(self, config: pytest.Config) -> None:
        from gonogo.scenarios import bdd, plugin

        config.stash[bdd.READ] = self.features
        config.stash[plugin.WANTED] = self.wanted
        config.stash[bdd.LISTENER] = self.hear

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
            self.tell(len(self.played) + len(self.faults), len(self.wanted), one is not None and one.passed)


def run(
    features: Sequence[Feature], wanted: Sequence[Scenario], *, junit: str | None = None, tell: Told | None = None
) -> Ran:
    """Plays some scenarios of some features, in their order. `junit`: where pytest writes its own report of them."""
    import pytest

    listener = _Listener(features, wanted, tell)
    code = pytest.main(_arguments(features, junit), plugins=[listener])
    if code not in (pytest.ExitCode.OK, pytest.ExitCode.TESTS_FAILED) and not listener.faults:
        listener.faults.append(f"pytest ended with {int(code)}")
    if len(listener.played) + len(listener.faults) < len(wanted):
        listener.faults.append(f"{len(wanted)} scenarios were to be run, and {len(listener.played)} were")
    return Ran(played=tuple(listener.played), faults=tuple(listener.faults))


def _arguments(features: Sequence[Feature], junit: str | None) -> list[str]:
    """No settings, plugins or reports but ours; nothing is written into the user's folder."""
    off = ("cacheprovider", "terminal", "logging", "pastebin", "debugging", "unraisableexception", "threadexception")
    arguments = [part for name in off for part in ("-p", f"no:{name}")]
    arguments += ["--disable-plugin-autoload", "-p", "pytest_bdd.plugin", "-p", "gonogo.scenarios.plugin"]
    arguments += ["-c", os.devnull, f"--rootdir={Path.cwd()}", "--noconftest", "--capture=no"]
    arguments += [] if junit is None else [f"--junitxml={junit}"]
    return [*arguments, *(str(Path(one.path).absolute()) for one in features)]
