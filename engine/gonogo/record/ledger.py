"""The ledger: what was decided, in the order in which it was recorded. Which kind it is, its name says.

`postgresql://…` is a database that a team shares; anything else is the path of a file.
"""

from __future__ import annotations

from pathlib import Path

from gonogo.record.ledger_check import Flaw, verify_chain
from gonogo.record.ledger_entry import BEFORE_THE_FIRST, EMPTY, Entry, Head, Ledger, Make

__all__ = ["BEFORE_THE_FIRST", "EMPTY", "Entry", "Flaw", "Head", "Ledger", "Make", "open_ledger", "verify_chain"]

SERVERS = ("postgresql://", "postgres://")


def open_ledger(where: str, *, new: bool = False) -> Ledger:
    """The ledger at a path or an address; with `new`, one is made where there is none."""
    if where.startswith(SERVERS):
        from gonogo.record.ledger_postgres import PostgresLedger  # needs psycopg, which is an extra

        return PostgresLedger(where, new=new)
    from gonogo.record.ledger_sqlite import SqliteLedger

    return SqliteLedger(Path(where), new=new)
