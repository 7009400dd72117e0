"""What every command of the command line shares: how it ends, how a day is written, where words go."""

from __future__ import annotations

import os
import re
from datetime import date
from enum import IntEnum
from typing import Any

import click

HEAD = re.compile(r"([0-9]{1,15}):([0-9a-f]{16,64})")


class Exit(IntEnum):
    """How a command ends. A traceback never ends in 1: that would read as a no-go."""

    GO = 0  # go; all well
    NO_GO = 1  # no-go, or deferred
    USAGE = 2  # wrong usage
    GO_WITH_CONDITIONS = 3
    POLICY = 4  # the policy or a feature is wrong
    EVIDENCE = 5  # the evidence is wrong
    UNDECIDED = 6
    LEDGER = 7  # the ledger or a receipt does not verify
    INTERNAL = 70  # a fault of ours


OUTCOMES = {
    "go": Exit.GO,
    "go_with_conditions": Exit.GO_WITH_CONDITIONS,
    "defer": Exit.NO_GO,
    "no_go": Exit.NO_GO,
    "undecided": Exit.UNDECIDED,
}


class IsoDate(click.ParamType["date", Any]):
    """A day written YYYY-MM-DD, and nothing else."""

    name = "YYYY-MM-DD"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        if isinstance(value, date):
            return value
        try:
            day = date.fromisoformat(value)
        except ValueError:
            day = None
        if day is None or day.isoformat() != value:
            self.fail(f"`{value}` is not a day; write it as 2026-11-29", param, ctx)
        return day


class KnownHead(click.ParamType["tuple[int, str]", Any]):
    """A ledger's head as a report or a receipt states it; the first digits of its SHA-256 are enough."""

    name = "NUMBER:SHA256"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[int, str]:
        found = HEAD.fullmatch(str(value).strip().lower())
        if found is None:
            self.fail(f"`{value}` is no head; write it as 7:5f2c…, at least 16 digits of the SHA-256", param, ctx)
        return int(found[1]), found[2]


def say(text: str) -> None:
    """Words to the person who typed the command, not to what reads its output."""
    if text:
        click.echo(text, err=True)


def colour(stream: Any) -> bool:
    """Whether a stream is one that shows colours to somebody who wants them."""
    return bool(stream.isatty()) and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
