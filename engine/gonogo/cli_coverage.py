"""What `gonogo test --coverage` prints or writes, and whether enough was seen."""

from __future__ import annotations

import json
from collections.abc import Iterable
from decimal import Decimal
from typing import Any, NamedTuple

import click

from gonogo import api
from gonogo.scenarios.coverage import Coverage, Document, reaches
from gonogo.scenarios.coverage_page import coverage_page
from gonogo.scenarios.coverage_text import coverage_text, in_all


class Wanted(NamedTuple):
    """How coverage is wanted: in which form, in which file (None: on the screen), and at least how much of it."""

    form: str
    output: str | None
    at_least: Decimal | None

    @property
    def alone(self) -> bool:
        """Whether it takes the standard output for itself, so that a program can read it."""
        return self.form != "text" and self.output is None


def wanted(*, coverage: bool, form: str | None, output: str | None, fail_under: float | None) -> Wanted | None:
    """What the options ask for; None: no coverage is asked for, and so nothing of it may be."""
    if not coverage:
        for option, given in (("--format", form), ("--output", output), ("--fail-under", fail_under)):
            if given is not None:
                raise click.UsageError(f"{option} goes with --coverage or --mutate")
        return None
    if output == "":
        raise click.UsageError("--output names no file")
    return Wanted(form or "text", output, None if fail_under is None else Decimal(str(fail_under)))


def covered(judgements: Iterable[Any], asked: Wanted, *, colour: bool) -> bool:
    """Tells what the decisions of a run have seen; whether that is as much as was asked."""
    coverage = Coverage()
    for judgement in judgements:
        coverage.observe(judgement)
    document = coverage.document()
    text = _written(coverage, document, asked, colour=colour)
    if asked.output is None:
        click.echo(text, nl=False)
    else:
        api.write_whole(asked.output, text)
        click.echo(f"coverage: {in_all(document)}; written to {asked.output}")
    enough = asked.at_least is None or reaches(document, asked.at_least)
    if not enough:
        click.echo(f"coverage: {in_all(document)}, and --fail-under asks for {asked.at_least} %", err=True)
    return enough


def _written(coverage: Coverage, document: Document, asked: Wanted, *, colour: bool) -> str:
    match asked.form:
        case "json":
            return json.dumps(document, indent=2, ensure_ascii=False) + "\n"
        case "html":
            return coverage_page(document, coverage.sources)
        case _:
            return coverage_text(document, colour=colour and asked.output is None)
