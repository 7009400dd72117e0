"""`gonogo export`: a decision for other tools."""

from __future__ import annotations

from datetime import date

import click

from gonogo import api, api_export
from gonogo.cli_common import Exit, IsoDate, say
from gonogo.cli_intake import KeepGoing
from gonogo.model.export import SIGNED, Export


@click.command()
@click.argument("policy")
@click.argument("evidence")
@click.option(
    "--format", "form", type=click.Choice([str(one) for one in Export]), required=True, help="For which tool."
)
@click.option("--as-of", type=IsoDate(), help="Decide on what was known on this day [default: the evidence's own].")
@KeepGoing
@click.option("--key", type=click.Path(dir_okay=False), help="Sign in-toto or slsa-vsa with this private key (DSSE).")
@click.option("--output", "-o", type=click.Path(dir_okay=False), help="Write to this file instead of the screen.")
def export(policy: str, evidence: str, form: str, as_of: date | None, key: str | None, output: str | None) -> Exit:
    """Give a decision to other tools, such as OSCAL, SARIF or JUnit.

    oscal-results and oscal-poam are NIST's assessment results and plan of action and milestones; in-toto is a statement
    about the evidence's and the policy's bytes that holds the whole decision; slsa-vsa is SLSA's verification summary.
    """
    if output == "":
        raise click.UsageError("--output names no file")
    if key is not None and Export(form) not in SIGNED:
        raise click.UsageError(f"--key signs a statement: --format {' or '.join(SIGNED)}")
    made = api_export.export(policy, evidence, Export(form), as_of=as_of, key=key)
    for advice in made.advice:
        say(advice)
    if made.text is None:
        raise click.UsageError("nothing is left to be done, and OSCAL has no plan without an item")
    if output is None:
        click.echo(made.text, nl=False)
    else:
        api.write_whole(output, made.text)
    return Exit.GO
