"""What `gonogo test` does: reads features, plays their scenarios, and says what came of them."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import click

from gonogo import api
from gonogo.cli_coverage import Wanted, covered, wanted
from gonogo.cli_mutation import Trial, mutated, only_with_mutate, trial
from gonogo.model.diagnostic import Diagnostics
from gonogo.scenarios.feature import Feature, Scenario
from gonogo.scenarios.feature_file import read_features
from gonogo.scenarios.play import Played
from gonogo.scenarios.report_html import html_page
from gonogo.scenarios.report_json import cucumber_json
from gonogo.scenarios.report_text import report_text
from gonogo.scenarios.run import Choice, Ran, chosen, run
from gonogo.scenarios.tags import BadExpression, Tags, Words

BAR = 30  # how wide the progress bar is
QUIET = 100  # a run of fewer scenarios is over before a bar could be read


class Tested(NamedTuple):
    """How a run ended: `failed`, `wrong` (a feature or the run itself), `fault` (ours), or None: all passed."""

    ended: str | None


class Reports(NamedTuple):
    """The files to write."""

    junit: str | None
    json: str | None
    html: str | None
    coverage: Wanted | None = None
    mutation: Trial | None = None


def reports(*, junit: str | None, as_json: str | None, html: str | None, **asked: Any) -> Reports:
    """What the options ask for."""
    how = {name: asked.pop(name) for name in ("draft", "resume", "jobs")}
    if not asked.pop("mutate"):
        only_with_mutate(**how)
        return Reports(junit, as_json, html, wanted(**asked))
    if asked.pop("coverage") or junit or as_json or html:
        raise click.UsageError("--mutate tells of changes of the policy, and of nothing else")
    return Reports(None, None, None, mutation=trial(**how, **asked))


def tested(paths: Sequence[str], words: str | None, tags: str | None, reports: Reports, *, colour: bool) -> Tested:
    """Runs the scenarios of some files and folders; what came of them is printed."""
    diagnostics = Diagnostics()
    features = read_features(paths or _usual(), diagnostics)
    scenarios = _chosen(features, Choice(words=words, tags=tags), diagnostics)
    if diagnostics.errors:
        click.echo(api.messages(diagnostics, "human", colour=colour), err=True, nl=False)
        _say_problems(len(diagnostics.errors))
        return Tested("wrong")
    if reports.mutation is not None:
        return Tested(None if mutated(scenarios, reports.mutation) else "failed")
    ran = run(features, scenarios, junit=reports.junit, tell=_progress(len(scenarios)))
    asked = reports.coverage
    _print(features, ran, err=asked is not None and asked.alone)
    _write(features, ran, reports)
    enough = asked is None or covered(_judgements(ran), asked, colour=colour)
    return Tested("fault" if ran.faults else "failed" if ran.failed or not enough else None)


def _judgements(ran: Ran) -> Iterator[Any]:
    return (judgement for one in ran.played for judgement in one.judgements)


def _usual() -> list[str]:
    """`features/` here, if there is one; else whatever features stand here."""
    return ["features"] if Path("features").is_dir() else ["."]


def _chosen(features: Sequence[Feature], choice: Choice, diagnostics: Diagnostics) -> Sequence[Scenario]:
    for option, kind, written, example in (
        ("-k", Words, choice.words, "`severe defect or threshold`"),
        ("--tags", Tags, choice.tags, "`@AC3 and not @slow`"),
    ):
        try:
            if written is not None:
                kind.read(written)
        except BadExpression as error:
            raise click.UsageError(f"{option} cannot be read: {error}; write such as {example}") from error
    return chosen(features, choice, diagnostics)


def _say_problems(count: int) -> None:
    many = "1 problem" if count == 1 else f"{count} problems"
    click.echo(f"{many}, and nothing was run", err=True)


# --- what is printed -----------------------------------------------------------------------------


def _print(features: Sequence[Feature], ran: Ran, *, err: bool) -> None:
    for one in ran.failed:
        click.echo(report_text(one) + "\n", err=err)
    for feature in features:
        of = [one for one in ran.played if one.scenario.path == feature.path]
        if of:
            click.echo(f"{_counts(of):<22} {feature.path}  {feature.name}", err=err)
    for fault in ran.faults:
        click.echo(f"gonogo: a fault of ours, and no result: {fault}", err=True)
    failed = f", {len(ran.failed)} failed" if ran.failed else ""
    click.echo(f"{_scenarios(len(ran.played))}: {len(ran.played) - len(ran.failed)} passed{failed}", err=err)


def _counts(played: Sequence[Played]) -> str:
    failed = sum(not one.passed for one in played)
    return f"{len(played) - failed} passed" + (f", {failed} FAILED" if failed else "")


def _scenarios(count: int) -> str:
    return "1 scenario" if count == 1 else f"{count} scenarios"


def _write(features: Sequence[Feature], ran: Ran, reports: Reports) -> None:
    if reports.json is not None:
        api.write_whole(reports.json, cucumber_json(features, ran.played))
    if reports.html is not None:
        api.write_whole(reports.html, html_page(features, ran.played))


class _Bar:
    """How far a long run is; only on a terminal."""

    def __init__(self) -> None:
        self.failed = 0

    def __call__(self, done: int, of: int, passed: bool) -> None:
        self.failed += not passed
        if done == of:
            sys.stderr.write("\r" + " " * (BAR + 50) + "\r")
        elif done % 10 == 0:
            full = BAR * done // of
            failed = f", {self.failed} failed" if self.failed else ""
            sys.stderr.write(f"\r[{'#' * full}{' ' * (BAR - full)}] {done} of {of} scenarios{failed}")
        sys.stderr.flush()


def _progress(count: int) -> _Bar | None:
    return _Bar() if count >= QUIET and sys.stderr.isatty() else None
