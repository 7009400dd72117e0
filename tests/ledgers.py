"""Ledgers for tests: of either kind, with entries in them, and copies that have been tampered with."""

from __future__ import annotations

import tempfile
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

from gonogo.record import keys
from gonogo.record.ledger import Entry, Ledger, open_ledger
from gonogo.record.ledger_statement import sealed
from tests import postgres

KINDS = ["sqlite", *(["postgresql"] if postgres.WANTED else [])]
WHEN = datetime(2026, 11, 26, 10, 0, tzinfo=UTC)
ACT = {"kind": "decision", "on": "2026-11-26", "answer": "agreed", "reason": "Größe · 東京 · 👍🏽 · \u202e"}


def key(name: str = "Jo Bloggs") -> keys.PrivateKey:
    """A key that lasts as long as the run of the tests."""
    return _key(name)


@cache
def _key(name: str) -> keys.PrivateKey:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.key"
        keys.make(path, name)
        return keys.read_private(path)


def trusted(*names: str) -> dict[str, keys.PublicKey]:
    return dict(keys.trusted(key(name).public for name in names or ("Jo Bloggs",)))


def place(kind: str, folder: Path) -> str:
    """Where a new ledger of a kind may be made."""
    return str(folder / "approvals.ledger") if kind == "sqlite" else postgres.shared().new_database()


def new(kind: str, folder: Path, count: int = 0) -> Ledger:
    """A ledger with so many entries."""
    ledger = open_ledger(place(kind, folder), new=True)
    for number in range(1, count + 1):
        add(ledger, number=number)
    return ledger


def add(ledger: Ledger, *signers: str, **said: Any) -> Entry:
    """One entry more. What is said to be `...` is left out of the act."""
    signed = [key(name) for name in signers or ("Jo Bloggs",)]
    act = {name: value for name, value in {**ACT, **said}.items() if value is not ...}
    return ledger.append(sealed(act, {"policy": "ab" * 32}, lambda: WHEN, *signed))
