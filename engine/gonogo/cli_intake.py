"""How a command takes evidence in: `--keep-going`, and a bar on the screen while a long file is read."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any

import click

from gonogo.api_files import Intake, taking

LONG = 50_000  # rows, or what else is counted: less is read before a bar could be looked at


def _take(context: click.Context, _: click.Parameter, keep_going: bool) -> None:
    """For as long as the command runs. In a pipe there is nobody to watch a bar."""
    context.with_resource(taking(Intake(keep_going=keep_going, progress=watched())))


def watched() -> Callable[[str], Callable[[int, int], None]] | None:
    """Who is told of progress: a bar, if somebody can watch it."""
    return _bar if sys.stderr.isatty() else None


KeepGoing = click.option(
    "--keep-going",
    is_flag=True,
    expose_value=False,
    callback=_take,
    help="Judge without the rows of files that cannot be read: what they may say counts as unknown.",
)


def _bar(path: str) -> Callable[[int, int], None]:
    """A bar for one file, if that is a long one."""
    bars: list[Any] = []

    def tell(done: int, whole: int) -> None:
        if whole < LONG:
            return
        if not bars:
            bars.append(click.progressbar(length=whole, label=path, file=sys.stderr))
            bars[0].render_progress()
        bars[0].update(max(0, done - bars[0].pos))
        if done >= whole:
            bars[0].render_finish()

    return tell
