"""A PostgreSQL server is killed while it records: what it acknowledged is there when it is back."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import psycopg
import pytest

from gonogo.model.diagnostic import LedgerError
from gonogo.record import keys
from gonogo.record.ledger import open_ledger, verify_chain
from tests import ledgers, postgres
from tests.ledger_writers import Writer


def test_what_a_killed_server_acknowledged_is_there_when_it_is_back(tmp_path: Path) -> None:
    key = tmp_path / "a.key"
    public = keys.make(key, "A crowd")
    with postgres.own() as server:
        where = server.new_database()
        writers = [Writer(where, key, str(number)) for number in range(3)]
        while min(one.said.count(b"\n") for one in writers) < 10:
            for one in writers:
                assert one.listen()

        server.kill()
        for one in writers:
            while one.listen():
                pass
            _, complained = one.process.communicate()
            assert b"LedgerError" in complained
        server.start()

        with open_ledger(where, new=True) as ledger:
            entries = list(ledger.entries())
            ledgers.add(ledger)
        acknowledged = {seq: digest for one in writers for seq, digest in one.acknowledged.items()}
        assert verify_chain(entries, keys.trusted([public])) == []
        assert acknowledged.items() <= {entry.seq: entry.sha256 for entry in entries}.items()


def test_a_killed_backend_is_said_in_words_and_what_it_had_acknowledged_stays() -> None:
    with postgres.own() as server:
        where = server.new_database()
        with open_ledger(where, new=True) as ledger:
            entry = ledgers.add(ledger)
            with psycopg.connect(where, autocommit=True) as other:
                found = other.execute("SELECT pid FROM pg_stat_activity WHERE application_name = 'gonogo'").fetchone()
                assert found is not None
                os.kill(found[0], signal.SIGKILL)

                with pytest.raises(LedgerError, match="went away; nothing was recorded"):
                    ledgers.add(ledger)
        server.kill()
        server.start()
        with open_ledger(where) as again:
            assert list(again.entries()) == [entry]
