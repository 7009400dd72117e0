"""`gonogo evidence`: from the files and statements that people have to an evidence file, and what it was understood as."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import click

from gonogo import api, api_evidence_new
from gonogo.api_evidence_new import NotSaidError, Told
from gonogo.cli_common import Exit, IsoDate, colour, say
from gonogo.cli_intake import watched
from gonogo.model.evidence import BASES


@click.group()
def evidence() -> None:
    """Begin an evidence file from the files that people have, send out an empty one, see what was understood, add."""


@evidence.command()
@click.argument("files", metavar="[FILE]...", nargs=-1)
@click.option("--policy", "-p", metavar="POLICY", required=True, help="The policy whose facts the files are to show.")
@click.option("--as-of", type=IsoDate(), required=True, help="The day on which the body decides.")
@click.option("--source-by", "by", metavar="[FILE=]ROLE", multiple=True, help="Who gave the files, or one of them.")
@click.option("--date", "made", type=IsoDate(), help="The day on which the files were made.")
@click.option("--received", type=IsoDate(), help="The day on which the body had them.")
@click.option("--basis", type=click.Choice(BASES), help="How well founded they are.")
@click.option("--fact", "facts", metavar="FACT", multiple=True, help="Look for this fact only; may be said again.")
@click.option("--output", "-o", type=click.Path(dir_okay=False), help="Write there, such as evidence/NAME.yaml.")
def new(files: Sequence[str], policy: str, as_of: date, output: str | None, **said: object) -> Exit:
    """Look at FILEs, and propose an evidence file: which fact each is a list of, and which column is which field.

    CSV, workbooks, JSON, YAML and XML are looked at, and reports of known forms are known by their look. Nothing is
    guessed: what no file can tell stands in the proposal as a question. Nothing that is there is overwritten.
    """
    if not files:
        raise click.UsageError("name the files, or ask for an empty pack: --blank")
    to = _target(output)
    told = Told(_by(said["by"]), said["made"], said["received"], said["basis"], said["facts"])  # type: ignore[arg-type]  # as click gives them
    try:
        begun = api_evidence_new.begin(files, policy, to, as_of, (told, watched()))
    except NotSaidError as error:
        raise click.UsageError(str(error)) from None
    few = begun.few()
    say(api.messages(few, "human", colour=colour(sys.stderr)))
    if len(begun.diagnostics) > len(few):
        say(f"and {len(begun.diagnostics) - len(few):,} more of the same kinds\n")
    for path, columns in begun.unfit:
        say(f"{path}: no fact of the policy looks like this, so it is left out; its columns: {', '.join(columns)}")
    if begun.text is None or begun.draft is None:
        say("nothing was written: no file could be used")
        return Exit.EVIDENCE
    if output is None:
        click.echo(begun.text, nl=False)
    else:
        to.parent.mkdir(parents=True, exist_ok=True)
        api.write_whole(str(to), begun.text)
        click.echo(f"wrote {output}")
    summary = api_evidence_new.summary(begun, colour=colour(sys.stdout))
    click.echo(summary, nl=False, err=output is None)
    if output is not None:
        click.echo(f"\nNow look at the lines with `# ?` in {output}, then try: gonogo check {policy} -e {output}")
    return Exit.EVIDENCE if begun.diagnostics.errors or begun.unfit else Exit.GO


def _target(output: str | None) -> Path:
    """Where the evidence file is to stand; what is there is never overwritten."""
    if output == "":
        raise click.UsageError("--output names no file")
    if output is None:
        return Path("evidence.yaml")
    if Path(output).exists():
        raise click.UsageError(f"{output}: already there, and nothing was written")
    return Path(output)


def _by(said: Sequence[str]) -> dict[str | None, str]:
    """Who gave each file, and who gave all others."""
    found: dict[str | None, str] = {}
    for one in said:
        path, equals, role = one.rpartition("=")
        found[path if equals else None] = role
    return found
