"""`gonogo keys`: keys to sign with, made, shown and replaced. A private key is never printed."""

from __future__ import annotations

import click

from gonogo import api_ledger
from gonogo.cli_common import Exit

Passphrase = click.option(
    "--passphrase-file",
    type=click.Path(dir_okay=False),
    metavar="FILE",
    help="The key is locked with the passphrase in the first line of this file.",
)


@click.group()
def keys() -> None:
    """Make, show and replace the keys that sign.

    A private key stays in its file, which only its owner can read. What others need to check a signature is the public
    key, in the file beside it that ends in .pub.
    """


@keys.command("new")
@click.argument("name")
@click.option("--output", "-o", type=click.Path(dir_okay=False), required=True, help="The file for the private key.")
@Passphrase
def new_key(name: str, output: str, passphrase_file: str | None) -> Exit:
    """Make a key for NAME, a person or a role.

    It is written to two new files: the private key, and beside it the public one.
    """
    _named(output)
    key = api_ledger.make_key(name, output, passphrase_file)
    click.echo(f"{output}: the private key of {key.name}; keep it to yourself, and keep a copy in a safe place")
    click.echo(f"{output}.pub: the public key; whoever is to check what {key.name} signs needs it from you, in person")
    click.echo(f"key id: {key.keyid}")
    return Exit.GO


@keys.command()
@click.argument("path", metavar="FILE")
@Passphrase
def show(path: str, passphrase_file: str | None) -> Exit:
    """Show the public keys in FILE, or in a folder of them.

    Of a private key the public half is shown.
    """
    for key in api_ledger.show_keys(path, passphrase_file):
        click.echo(f"key id: {key.keyid}")
        click.echo(key.pem, nl=False)
    return Exit.GO


@keys.command()
@click.argument("old", metavar="OLD", type=click.Path(dir_okay=False))
@click.option(
    "--output", "-o", type=click.Path(dir_okay=False), required=True, help="The file for the new private key."
)
@click.option("--reason", required=True, help="Why: it goes on record.")
@click.option("--name", help="Whose the new key is [default: as the old one].")
@click.option("--ledger", metavar="LEDGER", help="The ledger in which to record it.")
@click.option("--old-passphrase-file", type=click.Path(dir_okay=False), metavar="FILE", help="OLD's passphrase.")
@Passphrase
def rotate(
    old: str,
    output: str,
    reason: str,
    name: str | None,
    ledger: str | None,
    old_passphrase_file: str | None,
    passphrase_file: str | None,
) -> Exit:
    """Replace the private key OLD by a new one.

    That is recorded in the ledger, signed with both. What OLD signed before stays as good as it was; whatever it signs
    from now on is named when the ledger is checked.
    """
    _named(output)
    number, key = api_ledger.rotate_key(
        ledger, api_ledger.read_key(old, old_passphrase_file), (output, name, passphrase_file), reason
    )
    click.echo(f"entry {number}: from here on the key in {output} signs for {key.name}")
    click.echo(f"key id: {key.keyid}")
    return Exit.GO


def _named(output: str) -> None:
    if output == "":
        raise click.UsageError("--output names no file")
