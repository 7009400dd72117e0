"""What `gonogo test --mutate` prints or writes, and whether enough changes of the policy were noticed."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any, NamedTuple

import click

from gonogo import api
from gonogo.scenarios.feature import Scenario
from gonogo.scenarios.mutation import FailsAlready, Settings, mutation
from gonogo.scenarios.mutation_words import mutation_text, percent

BAR = 30  # how wide the progress bar is
MOST_NAMED = 10


class Trial(NamedTuple):
    """How mutants are to be tried, and how what came of it is told."""

    settings: Settings
    form: str
    output: str | None
    at_least: Decimal | None


def trial(*, draft: bool, resume: str | None, jobs: int | None, form: str | None, **told: Any) -> Trial:
    """What the options ask for. `told`: `output`, a file, and `fail_under`, a percentage."""
    output, fail_under = told["output"], told["fail_under"]
    if form == "html":
        raise click.UsageError("--format html is not for --mutate; choose text or json")
    for option, given in (("--output", output), ("--resume", resume)):
        if given == "":
            raise click.UsageError(f"{option} names no file")
    settings = Settings(
        jobs=jobs or _processors(),
        resume=None if resume is None else Path(resume),
        draft=draft,
    )
    return Trial(settings, form or "text", output, None if fail_under is None else Decimal(str(fail_under)))


def _processors() -> int:
    """As many as this process may use."""
    return len(os.sched_getaffinity(0)) if sys.platform == "linux" else os.cpu_count() or 1


def only_with_mutate(draft: bool, resume: str | None, jobs: int | None) -> None:
    """Refuses options that mean nothing without it."""
    for option, given in (("--draft", draft or None), ("--resume", resume), ("--jobs", jobs)):
        if given is not None:
            raise click.UsageError(f"{option} goes with --mutate")


def mutated(scenarios: Sequence[Scenario], asked: Trial) -> bool:
    """Tries changes of the policies; whether the scenarios pass as it is, and notice as much as was asked."""
    try:
        document = mutation(scenarios, asked.settings, _Bar() if sys.stderr.isatty() else _silent)
    except FailsAlready as failing:
        _say_failing(failing.scenarios)
        return False
    text = mutation_text(document) if asked.form == "text" else json.dumps(document, indent=2, ensure_ascii=False)
    in_all = f"mutation: {percent(document['score'])} of the changes are noticed"
    if asked.output is None:
        click.echo(text.rstrip("\n"))
    else:
        api.write_whole(asked.output, text.rstrip("\n") + "\n")
        click.echo(f"{in_all}; written to {asked.output}")
    enough = asked.at_least is None or Decimal(document["score"]) * 100 >= asked.at_least
    if not enough:
        click.echo(f"{in_all}, and --fail-under asks for {asked.at_least} %", err=True)
    return enough


def _say_failing(scenarios: Sequence[Scenario]) -> None:
    many = "1 scenario fails" if len(scenarios) == 1 else f"{len(scenarios)} scenarios fail"
    click.echo(f"{many} under the policy as it is, and can tell nothing about a change of it:", err=True)
    for scenario in scenarios[:MOST_NAMED]:
        click.echo(f"  {scenario.id}", err=True)
    if len(scenarios) > MOST_NAMED:
        click.echo(f"  and {len(scenarios) - MOST_NAMED} more", err=True)
    click.echo("see why with `gonogo test`, and put them right first", err=True)


def _silent(done: int, of: int) -> None:
    """Nobody looks."""


class _Bar:
    """How far it is; only on a terminal."""

    def __call__(self, done: int, of: int) -> None:
        full = BAR * done // of if of else BAR
        if done == of:
            sys.stderr.write("\r" + " " * (BAR + 50) + "\r")
        else:
            sys.stderr.write(f"\r[{'#' * full}{' ' * (BAR - full)}] {done} of {of} changes of the policy")
        sys.stderr.flush()
