"""`gonogo log`: what has been recorded, filtered, shown, exported, checked."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from datetime import date
from typing import Any

import click

from gonogo import api, api_ledger
from gonogo.api_ledger import Asked
from gonogo.cli_common import Exit, IsoDate, KnownHead, colour, say

KINDS = ("decision", "policy_agreed", "parameter_changed", "waiver", "risk_accepted", "correction", "key_rotated")


@click.command()
@click.argument("number", type=click.IntRange(1), required=False)
@click.option(
    "--ledger", metavar="LEDGER", help="A file, or postgresql://… [default: GONOGO_LEDGER, or approvals.ledger]."
)
@click.option("--policy", metavar="ID", help="Only what is about this policy.")
@click.option("--body", metavar="ROLE", help="Only what this role, or this person, did.")
@click.option("--kind", type=click.Choice(KINDS), help="Only acts of this kind.")
@click.option("--since", type=IsoDate(), help="Only acts of this day, and later ones.")
@click.option("--id", "about", metavar="ID", help="Only what is about this criterion, risk, waiver, parameter …")
@click.option("--lapsing", type=IsoDate(), help="What ends before this day, such as the day of going live.")
@click.option("--check", "trusted", metavar="KEYS", multiple=True, help="Check it all; these public keys are trusted.")
@click.option("--head", type=KnownHead(), help="A head that was kept elsewhere, and must still be in the ledger.")
@click.option("--format", "form", type=click.Choice(["text", "json", "csv", "dsse"]), default="text", show_default=True)
@click.option("--output", "-o", type=click.Path(dir_okay=False), help="Write to this file instead of the screen.")
def log(trusted: Sequence[str], lapsing: date | None, form: str, output: str | None, **asked: Any) -> Exit:
    """List what has been recorded, or check that it is unchanged.

    Shows who decided, agreed, waived or accepted what, and when; with NUMBER, one entry. With --check, says whether the
    ledger is what was recorded: every entry unchanged, in its place, and signed.
    """
    if output == "":
        raise click.UsageError("--output names no file")
    if trusted and (lapsing or form in ("csv", "dsse")):
        raise click.UsageError("--check goes with --format text or json, and not with --lapsing")
    if lapsing and form in ("csv", "dsse"):
        raise click.UsageError("--lapsing goes with --format text or json")
    text, flaws = _made(Asked(**asked), trusted, lapsing, form, colour(sys.stdout) and output is None)
    if output is None:
        click.echo(text, nl=False)
    else:
        api.write_whole(output, text)
    for flaw in flaws if not trusted else ():
        say(flaw["says"])
    return Exit.LEDGER if flaws else Exit.GO


def _made(
    asked: Asked, trusted: Sequence[str], lapsing: date | None, form: str, coloured: bool
) -> tuple[str, Sequence[Any]]:
    """The text to print, and what is wrong with the ledger."""
    if trusted:
        document = api_ledger.check_log(asked, trusted)
        return _json(document) if form == "json" else api_ledger.checked_text(document), document["flaws"]
    if lapsing is not None:
        document = api_ledger.lapsing(asked, lapsing)
        text = _json(document) if form == "json" else api_ledger.lapsing_text(document, colour=coloured)
        return text, document["flaws"]
    document = api_ledger.log(asked)
    if asked.number is not None and not document["entries"]:
        raise click.UsageError(f"entry {asked.number} is not there, or is not like that")
    return _listed(document, asked, form, coloured), document["flaws"]


def _listed(document: Any, asked: Asked, form: str, coloured: bool) -> str:
    match form:
        case "json":
            return _json(document)
        case "csv":
            return api_ledger.log_csv(document)
        case "dsse":
            return api_ledger.envelopes(asked)
    if asked.number is not None:
        return api_ledger.entry_text(document, colour=coloured)
    return api_ledger.log_text(document, colour=coloured)


def _json(document: Any) -> str:
    return json.dumps(document, indent=2, ensure_ascii=False) + "\n"
