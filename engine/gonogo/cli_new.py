"""`gonogo new`: what a body begins with."""

from __future__ import annotations

import click

from gonogo import api_new
from gonogo.cli_common import Exit


@click.group()
def new() -> None:
    """Begin a policy of your own."""


@new.command()
@click.argument("name")
@click.option("--title", metavar="TITLE", help="What people call it [default: made from NAME].")
def policy(name: str, title: str | None) -> Exit:
    """Write a commented starter policy, with evidence and scenarios.

    They are policies/NAME/policy.yaml, evidence/NAME.yaml and features/NAME.feature: made up, well-formed, and they
    decide. Put your own body's words in, one section at a time. Nothing that is there is overwritten.
    """
    if not api_new.is_name(name):
        raise click.UsageError(f"`{name}` is no name for a policy; write it in lower case, such as harbour-cutover")
    if title is not None and (not title.strip() or not title.isprintable() or any(one in title for one in '"\\')):
        raise click.UsageError("a title is one line, without double quotation marks and backslashes")
    begun = api_new.new_policy(name, title)
    if begun.in_the_way:
        raise click.UsageError(f"{', '.join(begun.in_the_way)}: already there, and nothing was written")
    for path in begun.written:
        click.echo(f"wrote {path}")
    click.echo(f"\nNow try: gonogo decide {name} {name}\n         gonogo test features/{name}.feature")
    return Exit.GO
