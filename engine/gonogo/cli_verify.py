"""`gonogo verify`: a bundle or a receipt, checked offline."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import click

from gonogo import api_record_verify
from gonogo.api_record_told import verified_json, verified_text
from gonogo.cli_common import Exit, IsoDate, KnownHead

ENDS = {"holds": Exit.GO, "void": Exit.NO_GO, "fails": Exit.LEDGER}


@click.command()
@click.argument("bundle", metavar="BUNDLE|RECEIPT", type=click.Path(exists=True, dir_okay=False))
@click.option(
    "--key", "keys", metavar="PUBLIC", multiple=True, required=True, help="A public key to trust, or a folder."
)
@click.option("--ledger", metavar="LEDGER", help="The ledger in which it must stand.")
@click.option("--head", type=KnownHead(), help="The ledger's head as known from a report or a receipt.")
@click.option("--policy", metavar="POLICY", help="The policy as it is now: has it changed since?")
@click.option("--evidence", metavar="EVIDENCE", help="The evidence as it is now, with --policy.")
@click.option("--on", type=IsoDate(), help="Does it still stand on this day?")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
def verify(
    bundle: str,
    keys: Sequence[str],
    ledger: str | None,
    head: tuple[int, str] | None,
    policy: str | None,
    evidence: str | None,
    on: date | None,
    form: str,
) -> Exit:
    """Check a bundle or a receipt, offline.

    Looks at seal, files and ledger, decides again, and says whether it still stands.

    Ends with 0 where all that can be checked holds, 7 where something does not, and 1 where it is void: recorded so,
    and no longer to be relied on.
    """
    if evidence is not None and policy is None:
        raise click.UsageError("--evidence is read under a policy: give --policy too")
    against = api_record_verify.Against(tuple(keys), ledger, head, policy, evidence, on)
    found = api_record_verify.verify(bundle, against)
    click.echo(verified_json(found) if form == "json" else verified_text(found), nl=False)
    return ENDS[api_record_verify.verdict(found.findings)]
