"""The story of keys and of the ledger: made, shown, replaced; listed, checked, exported.

The rooms are imported inside the functions, as in `api`.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from gonogo.model.diagnostic import InputError
    from gonogo.record.keys import PrivateKey, PublicKey
    from gonogo.record.ledger import Entry, Head, Ledger

LEDGER = "approvals.ledger"
Document = dict[str, Any]
Clock = Callable[[], datetime]


class Key(NamedTuple):
    """A public key as people see it."""

    name: str
    keyid: str
    pem: str


class Asked(NamedTuple):
    """Which entries of which ledger. What is None does not matter. `head`: the last entry, as it is known elsewhere."""

    ledger: str | None = None
    number: int | None = None
    policy: str | None = None
    body: str | None = None
    kind: str | None = None
    since: date | None = None
    about: str | None = None
    head: tuple[int, str] | None = None


def ledger_place(given: str | None) -> str:
    """The ledger that is meant: the given one, GONOGO_LEDGER, or `approvals.ledger` beside the nearest `policies/`."""
    named = given or os.environ.get("GONOGO_LEDGER")
    if named:
        return named
    here = Path.cwd()
    root = next((one for one in (here, *here.parents) if (one / "policies").is_dir()), here)
    return LEDGER if root == here else os.path.relpath(root / LEDGER)


def ledger_at_hand() -> str | None:
    """The ledger that is meant where none is named, if there is one already."""
    place = ledger_place(None)
    return place if "://" in place or Path(place).exists() else None


def whole_ledger(where: str) -> tuple[str, list[Entry]]:
    """The name of a ledger and its entries; raises LedgerError where it is not whole: nothing can be built on that."""
    from gonogo.model.diagnostic import LedgerError
    from gonogo.record.ledger import open_ledger, verify_chain

    with open_ledger(where) as ledger:
        entries = list(ledger.entries())
        name = ledger.name
    flaws = verify_chain(entries, None)
    if flaws:
        more = f" (and {len(flaws) - 1} more)" if len(flaws) > 1 else ""
        raise LedgerError(f"the ledger is not whole, so nothing was recorded or reported: {flaws[0].says}{more}")
    return name, entries


def make_key(name: str, path: str, passphrase_file: str | None = None) -> Key:
    """A new key: the private half in `path`, the public half beside it."""
    from gonogo.record import keys

    return _shown(keys.make(Path(path), name, _passphrase(passphrase_file)))


def show_keys(path: str, passphrase_file: str | None = None) -> list[Key]:
    """The public keys in a file or folder; of a private key, the public half."""
    from gonogo.record import keys

    place = Path(path)
    if keys.is_private(place):
        return [_shown(keys.read_private(place, _passphrase(passphrase_file)).public)]
    return [_shown(key) for key in keys.read_keyring(place)]


def read_key(path: str, passphrase_file: str | None = None) -> PrivateKey:
    """The private key to sign with."""
    from gonogo.record import keys

    return keys.read_private(Path(path), _passphrase(passphrase_file))


def read_trusted(paths: Sequence[str]) -> dict[str, PublicKey]:
    """The public keys in files and folders, by what they are known by."""
    from gonogo.record import keys

    return dict(keys.trusted(key for path in paths for key in keys.read_keyring(Path(path))))


def rotate_key(
    ledger: str | None, old: PrivateKey, new: tuple[str, str | None, str | None], reason: str
) -> tuple[int, Key]:
    """A new key in the place of an old one: recorded, signed with both. Gives the entry's number and the new key.

    `new`: the file to make, the name if it is another, and the file with a passphrase. Where nothing is recorded, no
    key is left behind either.
    """
    from gonogo.record import keys
    from gonogo.record.ledger import open_ledger
    from gonogo.record.ledger_statement import sealed

    path, name, passphrase_file = new
    passphrase = _passphrase(passphrase_file)
    with open_ledger(ledger_place(ledger)) as opened:
        refuse_replaced(opened, old)
        keys.make(Path(path), name or old.public.name, passphrase)
        try:
            made = keys.read_private(Path(path), passphrase)
            now = datetime.now(UTC)
            entry = opened.append(sealed(_rotation(old, made, reason, now.date()), {}, lambda: now, old, made))
        except BaseException:
            keys.discard(Path(path))
            raise
    return entry.seq, _shown(made.public)


def _rotation(old: PrivateKey, new: PrivateKey, reason: str, on: date) -> Document:
    from gonogo.model.approval import KeyRotated
    from gonogo.model.wire import plain

    public = new.public
    return plain(
        KeyRotated(
            on=on, old=old.public.keyid, new=public.keyid, public_key=public.pem, name=public.name, reason=reason
        )
    )


def refuse_replaced(ledger: Ledger, key: PrivateKey) -> None:
    """Raises InputError where the ledger says that another key signs in this one's place."""
    from gonogo.record.ledger_list import replaced

    since = replaced(ledger.entries()).get(key.public.keyid)
    if since is not None:
        raise _replaced(key.public.name, since)


def log(asked: Asked) -> Document:
    """The entries that were asked for, with the ledger's head, and what is wrong with its links."""
    from gonogo.record.ledger import open_ledger, verify_chain
    from gonogo.record.ledger_list import Wanted, rows

    with open_ledger(ledger_place(asked.ledger)) as ledger:
        entries = list(ledger.entries())
        name = ledger.name
    wanted = Wanted(policy=asked.policy, body=asked.body, kind=asked.kind, since=asked.since, about=asked.about)
    chosen = [row for row in rows(entries) if wanted.takes(row) and asked.number in (None, row["seq"])]
    flaws = verify_chain(entries, None, head=_head(asked.head))
    return {
        "schema": "gonogo/log/1",
        "ledger": name,
        "head": _head_of(entries),
        "flaws": [{"entry": flaw.seq, "what": flaw.what, "says": flaw.says} for flaw in flaws],
        "entries": chosen,
    }


def check_log(asked: Asked, trusted: Sequence[str]) -> Document:
    """Whether the whole ledger is what was recorded, for somebody who trusts these keys."""
    from gonogo.record.ledger import open_ledger, verify_chain
    from gonogo.record.ledger_list import signers

    keys = read_trusted(trusted)
    with open_ledger(ledger_place(asked.ledger)) as ledger:
        entries = list(ledger.entries())
        name = ledger.name
    flaws = verify_chain(entries, keys, head=_head(asked.head))
    return {
        "schema": "gonogo/ledger-check/1",
        "ledger": name,
        "head": _head_of(entries),
        "known": {"seq": asked.head[0], "sha256": asked.head[1]} if asked.head else None,
        "flaws": [{"entry": flaw.seq, "what": flaw.what, "says": flaw.says} for flaw in flaws],
        "signed_by": signers(entries, keys),
    }


def envelopes(asked: Asked) -> str:
    """The sealed envelopes of the entries that were asked for, one a line, byte by byte as they were signed."""
    from gonogo.record.ledger import open_ledger

    numbers = {row["seq"] for row in log(asked)["entries"]}
    with open_ledger(ledger_place(asked.ledger)) as ledger:
        kept = [entry.envelope.decode() for entry in ledger.entries() if entry.seq in numbers]
    return "".join(f"{one}\n" for one in kept)


def lapsing(asked: Asked, before: date) -> Document:
    """What of the entries that were asked for ends before a day."""
    from gonogo.record.ledger_list import lapsing as ends

    document = log(asked)
    listed = {key: document[key] for key in ("ledger", "head", "flaws")}
    return {
        "schema": "gonogo/lapsing/1",
        **listed,
        "before": before.isoformat(),
        "items": ends(document["entries"], before),
    }


def log_text(document: Document, *, colour: bool) -> str:
    from gonogo.write.ledger_text import log_text as written

    return written(document, colour=colour)


def entry_text(document: Document, *, colour: bool) -> str:
    from gonogo.write.ledger_text import entry_text as written

    return written(document["entries"][0], colour=colour)


def lapsing_text(document: Document, *, colour: bool) -> str:
    from gonogo.write.ledger_text import lapsing_text as written

    return written(document["items"], document["before"], colour=colour)


def checked_text(document: Document) -> str:
    from gonogo.write.ledger_text import checked_text as written

    return written(document)


def log_csv(document: Document) -> str:
    from gonogo.write.ledger_csv import log_csv as written

    return written(document)


def _shown(key: PublicKey) -> Key:
    return Key(key.name, key.keyid, key.pem)


def _head(known: tuple[int, str] | None) -> Head | None:
    from gonogo.record.ledger import Head

    return None if known is None else Head(*known)


def _head_of(entries: Sequence[Entry]) -> Document:
    last = entries[-1] if entries else None
    return {"seq": last.seq if last else 0, "sha256": last.sha256 if last else "0" * 64}


def _passphrase(path: str | None) -> bytes | None:
    """The first line of a file that nobody else can read."""
    from gonogo.record import keys

    return None if path is None else keys.read_passphrase(Path(path))


def _replaced(name: str, since: int) -> InputError:
    from gonogo.model.diagnostic import Code, Diagnostic, Diagnostics, InputError
    from gonogo.model.location import Location, SourceFile

    complaint = Diagnostic(
        code=Code.OTHER_KEY,
        at=Location(SourceFile("key", ""), 1, 1),
        says=f"entry {since} of the ledger replaced this key of {name}",
        expected="the key that signs in its place",
        found="the old one",
    )
    return InputError(Diagnostics([complaint]), "key")
