"""`gonogo approve`: one command for each kind of act that can be put on record."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

import click

from gonogo import api_record
from gonogo.api_record_told import template, told
from gonogo.cli_common import Exit

Command = Callable[..., Any]
FORMS = ("pdf", "docx", "html", "md", "json")
DESK = ("key", "passphrase_file", "ledger", "output", "dry_run", "file", "report", "no_report")


@click.group()
def approve() -> None:
    """Put on record what a body decided.

    It is signed, goes into the ledger, and is written as a bundle with all that it rests on. What is recorded is never
    changed; a later entry may take it back or replace it.
    """


def _options(*, votes: bool = True, reports: bool = False) -> Callable[[Command], Command]:
    """What every act may say, and with what it is recorded."""
    about = [
        click.option("--by", metavar="ROLE", help="The role of the policy in which it was decided."),
        click.option("--person", metavar="NAME", help="Who decided, or signed for the body."),
        click.option("--on", metavar="DATE", help="On which day, such as 2026-11-29."),
        click.option("--reason", metavar="TEXT", help="Why."),
        click.option("--follows", metavar="N", help="The number of the earlier entry that it follows."),
        click.option("--attach", metavar="FILE", multiple=True, help="A file that belongs to it; again for more."),
    ]
    voted = [
        click.option("--votes", metavar="FOR-AGAINST-ABSTAINED", help="How it was voted, such as 7-1-2."),
        click.option("--consensus", is_flag=True, help="It was decided by consensus."),
    ]
    composed = [
        click.option(
            "--report",
            type=click.Choice(FORMS),
            multiple=True,
            help="Put the report in this form into it [default: pdf].",
        ),
        click.option("--no-report", is_flag=True, help="Put no report into it."),
    ]
    desk = [
        click.option("--from", "file", type=click.Path(exists=True, dir_okay=False), help="A YAML file with the act."),
        click.option("--key", metavar="FILE", help="The private key that signs."),
        click.option(
            "--passphrase-file", type=click.Path(exists=True, dir_okay=False), help="Its first line unlocks the key."
        ),
        click.option("--ledger", metavar="LEDGER", help="The ledger [default: GONOGO_LEDGER, or approvals.ledger]."),
        click.option("--output", "-o", type=click.Path(dir_okay=False), help="The bundle to write."),
        click.option("--dry-run", is_flag=True, help="Say what would be recorded, and record nothing."),
    ]

    def with_options(command: Command) -> Command:
        for option in reversed([*about, *(voted if votes else []), *(composed if reports else []), *desk]):
            command = option(command)
        return command

    return with_options


def _recorded(kind: str) -> Callable[[Command], Command]:
    """Records what was typed, and says so."""

    def recording(command: Command) -> Command:
        @wraps(command)
        def run(**typed: Any) -> Exit:
            desk = {name: typed.pop(name, None) for name in DESK}
            if desk["key"] is None and not desk["dry_run"]:
                raise click.UsageError("--key is needed: the private key that signs (or --dry-run, to see first)")
            if desk["output"] == "":
                raise click.UsageError("--output names no file")
            usual = FORMS[:1] if kind == "decision" and not typed.get("attach") and not desk["no_report"] else ()
            made = api_record.record(
                kind,
                typed,
                desk["file"],
                api_record.Desk(
                    key=desk["key"],
                    passphrase=desk["passphrase_file"],
                    ledger=desk["ledger"],
                    output=desk["output"],
                    reports=tuple(desk["report"] or usual),
                    dry_run=bool(desk["dry_run"]),
                ),
            )
            click.echo(told(made), nl=False)
            return Exit.GO

        return run

    return recording


@approve.command()
@click.argument("policy", required=False)
@click.argument("evidence", required=False)
@click.option("--answer", metavar="ANSWER", help="agreed, agreed_with_conditions, deferred, rejected or noted.")
@click.option("--condition", "conditions", metavar="TEXT", multiple=True, help='"text; owner; due"; again for more.')
@click.option("--to", metavar="DATE", help="To when it was deferred: a day, or FIRST..LAST.")
@click.option("--differs", metavar="TEXT", help="Why the body decided other than the engine recommends.")
@click.option("--met", metavar="ID", multiple=True, help="A condition of the entry it follows that is met now.")
@click.option("--gate", metavar="ID", help="Which question, where the policy has several.")
@click.option("--as-of", metavar="DATE", help="Judge on what was known on this day [default: the evidence's own].")
@_options(reports=True)
@_recorded("decision")
def decision() -> None:
    """Record what a body answered to the recommendation.

    POLICY and EVIDENCE are those on which it decided.
    """


@approve.command()
@click.argument("policy", required=False)
@click.option("--until", metavar="DATE", help="The last day on which it is agreed, included.")
@_options()
@_recorded("policy")
def policy() -> None:
    """Record that the authority agreed to POLICY itself.

    That is to every rule in it, and to the values of its parameters.
    """


@approve.command()
@click.argument("policy", required=False)
@click.argument("parameter", required=False)
@click.option("--from-value", "from", metavar="VALUE", help="What it was; checked against the ledger.")
@click.option("--to-value", "to", metavar="VALUE", help="What it is; checked against the policy.")
@click.option("--until", metavar="DATE", help="The last day on which it is agreed, included.")
@_options()
@_recorded("parameter")
def parameter() -> None:
    """Record that the authority changed one PARAMETER of POLICY.

    Nothing else in the policy may have changed but its version.
    """


@approve.command()
@click.argument("policy", required=False)
@click.option("--criterion", metavar="ID", help="The criterion that is waived.")
@click.option("--rule", metavar="ID", help="Only this rule of it.")
@click.option("--covers", metavar="VERDICT", multiple=True, help="fail or unknown; again for both [default: fail].")
@click.option("--first-day", "from", metavar="DATE", help="The first day on which it holds [default: --on].")
@click.option("--until", metavar="DATE", help="The last day on which it holds, included.")
@click.option("--owner", metavar="TEXT", help="Who owns what follows from it.")
@click.option("--id", metavar="ID", help="What the waiver is called [default: made from criterion and day].")
@_options()
@_recorded("waiver")
def waiver() -> None:
    """Record that the authority waived a criterion until a day.

    Prints what belongs into the evidence; only there does it count.
    """


@approve.command()
@click.argument("policy", required=False)
@click.option("--risk", metavar="ID", help="The risk that is accepted.")
@click.option("--with", metavar="TEXT", help="What the authority asks for in return.")
@click.option("--until", metavar="DATE", help="The last day on which it is accepted, included.")
@click.option("--owner", metavar="TEXT", help="Who owns the risk.")
@_options()
@_recorded("risk")
def risk() -> None:
    """Record that the authority accepted a residual risk.

    Prints what belongs into the evidence; only there does it count.
    """


@approve.command()
@click.argument("policy", required=False)
@click.argument("evidence", required=False)
@click.option("--fact", metavar="NAME", help="The fact.")
@click.option("--record", metavar="KEY", help="The key of the record.")
@click.option("--field", metavar="NAME", help="The field that was wrong.")
@click.option("--from-value", "from", metavar="VALUE", help="What it said; checked against the evidence.")
@click.option("--to-value", "to", metavar="VALUE", help="What is right.")
@click.option("--until", metavar="DATE", help="The last day on which it holds, included.")
@click.option("--owner", metavar="TEXT", help="Who owns the record.")
@_options(votes=False)
@_recorded("correction")
def correction() -> None:
    """Record that one value in EVIDENCE was wrong.

    Prints what belongs into the evidence; only there does it count.
    """


@approve.command("template")
@click.argument("kind", type=click.Choice(api_record.KINDS))
def shown_template(kind: str) -> Exit:
    """Print a commented YAML file for --from."""
    click.echo(template(kind), nl=False)
    return Exit.GO
