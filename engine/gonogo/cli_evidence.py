"""`gonogo evidence`: from what people have to an evidence file, and what that was understood as."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import click

from gonogo import api, api_evidence, api_evidence_add, api_evidence_blank, api_evidence_new
from gonogo.api_evidence_add import NotAddedError, Said
from gonogo.api_evidence_new import NotSaidError, Told
from gonogo.cli_common import Exit, IsoDate, colour, say
from gonogo.cli_intake import KeepGoing, watched
from gonogo.model.evidence import BASES

VIEWS = ("agree", "agree_if", "object", "no_view")


@click.group()
def evidence() -> None:
    """Make evidence files, add to them, and see what was understood."""


@evidence.command()
@click.argument("files", metavar="[FILE]...", nargs=-1)
@click.option("--policy", "-p", metavar="POLICY", help="The policy whose facts the files are to show.")
@click.option("--blank", is_flag=True, help="Make the empty pack for POLICY instead, to be filled in and sent back.")
@click.option("--for", "role", metavar="ROLE", help="With --blank: only what this role owes.")
@click.option("--as-of", type=IsoDate(), required=True, help="The day on which the body decides.")
@click.option("--source-by", "by", metavar="[FILE=]ROLE", multiple=True, help="Who gave the files, or one of them.")
@click.option("--date", "made", type=IsoDate(), help="The day on which the files were made.")
@click.option("--received", type=IsoDate(), help="The day on which the body had them.")
@click.option("--basis", type=click.Choice(BASES), help="How well founded they are.")
@click.option("--fact", "facts", metavar="FACT", multiple=True, help="Look for this fact only; may be said again.")
@click.option(
    "--output",
    "-o",
    type=click.Path(dir_okay=False),
    help="Write there, such as evidence/NAME.yaml; with --blank also NAME.xlsx.",
)
def new(files: Sequence[str], policy: str | None, as_of: date, output: str | None, **said: Any) -> Exit:
    """Propose an evidence file for the FILEs that people have.

    It says which fact each is a list of, and which column is which field. CSV, workbooks, JSON, YAML and XML are looked
    at, and reports of known forms are known by their look. Nothing is guessed: what no file can tell stands in the
    proposal as a question. Nothing that is there is overwritten.

    With --blank POLICY: an empty pack with instructions, as YAML, or as a workbook with the YAML that reads it.
    """
    if said["blank"]:
        return _blank([*files, *([policy] if policy else [])], as_of, output, said["role"])
    if said["role"]:
        raise click.UsageError("--for goes with --blank; who gave a file is said by --source-by")
    if not files or policy is None:
        raise click.UsageError("name the files, and the policy with --policy; or ask for an empty pack: --blank POLICY")
    to = _target(output)
    told = Told(_by(said["by"]), said["made"], said["received"], said["basis"], said["facts"])
    try:
        begun = api_evidence_new.begin(files, policy, to, as_of, (told, watched()))
    except NotSaidError as error:
        raise click.UsageError(str(error)) from None
    _complain(begun)
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


def _complain(begun: api_evidence_new.Begun) -> None:
    """What cannot be read, and what is left out."""
    few = begun.few()
    say(api.messages(few, "human", colour=colour(sys.stderr)))
    if len(begun.diagnostics) > len(few):
        say(f"and {len(begun.diagnostics) - len(few):,} more of the same kinds\n")
    for path, columns in begun.unfit:
        say(f"{path}: no fact of the policy looks like this, so it is left out; its columns: {', '.join(columns)}")


def _blank(policies: Sequence[str], as_of: date, output: str | None, role: str | None) -> Exit:
    """The empty pack."""
    if len(policies) != 1:
        raise click.UsageError("say for which policy: --blank POLICY")
    to = _target(output)
    try:
        made = api_evidence_blank.blank(policies[0], to, as_of, role)
    except NotSaidError as error:
        raise click.UsageError(str(error)) from None
    if output is None:
        click.echo(made.files[0][1].decode(), nl=False)
        return Exit.GO
    for path, _ in made.files[1:]:
        _target(str(path))
    for path, content in made.files:
        path.parent.mkdir(parents=True, exist_ok=True)
        api_evidence_blank.write_new(path, content)
        click.echo(f"wrote {path}")
    click.echo(f"It asks for {', '.join(made.facts)}.")
    return Exit.GO


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


@evidence.command()
@click.argument("policy")
@click.argument("pack", metavar="EVIDENCE")
@click.argument("facts", metavar="[FACT]...", nargs=-1)
@click.option("--as-of", type=IsoDate(), help="Show what was known on this day [default: the evidence's own].")
@click.option("--all", "whole", is_flag=True, help="Show every record, and not only the first ones of each fact.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@KeepGoing
def show(policy: str, pack: str, facts: Sequence[str], as_of: date | None, whole: bool, form: str) -> Exit:
    """Show what was understood of EVIDENCE.

    That is each source, each fact with its records, where every value stands, and what was left out.
    """
    try:
        shown = api_evidence.show(policy, pack, facts, as_of=as_of, whole=whole)
    except api_evidence.NoSuchFactError as error:
        raise click.UsageError(str(error)) from None
    say(api.messages(shown.diagnostics, "plain", colour=False).rstrip("\n"))
    if form == "json":
        click.echo(json.dumps(shown.document, indent=2, ensure_ascii=False))
    else:
        click.echo(api_evidence.text_of(shown.document, colour=colour(sys.stdout)), nl=False)
    return Exit.GO


@evidence.command()
@click.argument("policy")
@click.argument("pack", metavar="EVIDENCE")
@click.argument("fact")
@click.argument("values", metavar="[FIELD=VALUE]...", nargs=-1)
@click.option("--source", metavar="ID", help="The source that says it, one that is there.")
@click.option("--by", metavar="ROLE", help="Who says it, where it is a new source; of a view, whose it is.")
@click.option("--title", help="What the new source is, such as the minutes of a meeting.")
@click.option("--date", "made", type=IsoDate(), help="The day on which it was said.")
@click.option("--received", type=IsoDate(), help="The day on which the body had it.")
@click.option("--basis", type=click.Choice(BASES), help="How well founded it is.")
@click.option("--about", metavar="X", help="Of a view: the whole, or the id of a criterion or a risk.")
@click.option("--says", type=click.Choice(VIEWS), help="Of a view: what the body thinks.")
@click.option("--with", "condition", metavar="TEXT", help="Of a view: the condition, or the reason.")
@click.option("--corrects", metavar="KEY", help="The record that this one replaces.")
@click.option("--beside", is_flag=True, help="Put this word beside what another source says of the same record.")
@KeepGoing
def add(policy: str, pack: str, fact: str, values: Sequence[str], **said: Any) -> Exit:
    """Add a record of FACT, or a view, to an evidence file.

    The file is YAML; its comments and its layout stay as they are. What is added is read first, as `gonogo check`
    would: where it is wrong, the file stays as it was.
    """
    given = _values(values)
    if fact == "view":
        told = {"by": said["by"], "about": said["about"], "says": said["says"], "with": said["condition"]}
        told["date"] = None if said["made"] is None else said["made"].isoformat()
        given = {**{name: [text] for name, text in told.items() if text is not None}, **given}
    elif said["about"] or said["says"] or said["condition"]:
        raise click.UsageError("--about, --says and --with are for a view; a field of a fact is written FIELD=VALUE")
    if not given:
        raise click.UsageError("say what is to be added: FIELD=VALUE")
    names = ("source", "by", "title", "made", "received", "basis", "corrects", "beside")
    try:
        added = api_evidence_add.add(policy, pack, fact, given, Said(*(said[name] for name in names)))
    except NotAddedError as error:
        raise click.UsageError(str(error)) from None
    say(api.messages(added.diagnostics, "plain", colour=False).rstrip("\n"))
    click.echo(f"added to {added.path}:")
    for line in added.lines:
        click.echo(line)
    return Exit.GO


def _values(written: Sequence[str]) -> dict[str, list[str]]:
    """The fields; one that is given again is a list."""
    found: dict[str, list[str]] = {}
    for one in written:
        name, equals, text = one.partition("=")
        if not equals or not name:
            raise click.UsageError(f"`{one}` is no FIELD=VALUE, such as severity=2")
        found.setdefault(name, []).append(text)
    return found
