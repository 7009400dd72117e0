"""What is particular to a ledger in PostgreSQL, on a real server. Collected where there is one: see `conftest`."""

from __future__ import annotations

import threading
from typing import Any

import psycopg
import pytest

from gonogo.model.diagnostic import InputError, LedgerError
from gonogo.record import ledger_postgres
from gonogo.record.ledger import Entry, open_ledger, verify_chain
from tests import ledgers, postgres

SECRET = "s3cr%3Dt"  # as it is written; `s3cr=t` is meant


@pytest.fixture
def where() -> str:
    """A ledger with three entries."""
    address = postgres.shared().new_database()
    with open_ledger(address, new=True) as ledger:
        for _ in range(3):
            ledgers.add(ledger)
    return address


def raw(where: str, *statements: str) -> None:
    """What somebody does to the database with other tools."""
    with psycopg.connect(where, autocommit=True) as connection:
        for one in statements:
            connection.execute(one.encode())


ROW = "SELECT seq + {}, {}, sha256, envelope FROM gonogo_entry WHERE seq = 3"


@pytest.mark.parametrize(
    ("statement", "says"),
    [
        ("UPDATE gonogo_entry SET sha256 = ''", "never changed or removed"),
        ("DELETE FROM gonogo_entry WHERE seq = 3", "never changed or removed"),
        ("TRUNCATE gonogo_entry", "never changed or removed"),
        (f"INSERT INTO gonogo_entry {ROW.format(1, 'previous')}", "follows the last"),
        (f"INSERT INTO gonogo_entry {ROW.format(2, 'sha256')}", "follows the last"),
        (f"INSERT INTO gonogo_entry {ROW.format(0, 'sha256')}", "follows the last"),
        ("INSERT INTO gonogo_entry SELECT 4, sha256, sha256, 'x' FROM gonogo_entry WHERE seq = 3", "check constraint"),
    ],
)
def test_the_table_guards_itself_against_accidents(where: str, statement: str, says: str) -> None:
    with pytest.raises(psycopg.Error, match=says):
        raw(where, statement)


@pytest.mark.parametrize(
    ("statement", "named"),
    [
        ("ALTER TABLE gonogo_entry DISABLE TRIGGER gonogo_no_change", "`gonogo_no_change`"),
        ("DROP TRIGGER gonogo_only_the_next ON gonogo_entry", "`gonogo_only_the_next`"),
        ("CREATE TRIGGER also AFTER INSERT ON gonogo_entry EXECUTE FUNCTION gonogo_never()", "its list of triggers"),
    ],
)
def test_a_table_whose_guards_were_changed_is_refused(where: str, statement: str, named: str) -> None:
    raw(where, statement)

    with pytest.raises(LedgerError, match=f"has been tampered with: {named} is not as it was made"):
        open_ledger(where)


def test_a_commit_waits_for_the_disk_whatever_the_server_does_otherwise(where: str) -> None:
    raw(
        where,
        "DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET synchronous_commit = off', current_database()); END $$",
    )
    asked: list[Any] = []
    with ledger_postgres.PostgresLedger(where) as ledger:

        def make(seq: int, previous: str) -> bytes:
            asked.append(ledger._connection.execute("SHOW synchronous_commit").fetchone())
            return b"an entry"

        ledger.append(make)

    assert asked == [("on",)]


def test_one_who_keeps_it_busy_is_waited_for_and_then_named(where: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ledger_postgres, "WAIT", 1)
    with psycopg.connect(where) as other, open_ledger(where) as ledger:
        other.execute("SELECT pg_advisory_xact_lock(%s)", (ledger_postgres.LOCK,))

        with pytest.raises(LedgerError, match="kept busy by others for a minute; nothing was recorded"):
            ledgers.add(ledger)
        other.rollback()
        assert ledgers.add(ledger).seq == 4


def test_a_user_who_may_not_write_is_told_so(where: str) -> None:
    raw(where, "DROP ROLE IF EXISTS reader", "CREATE ROLE reader LOGIN", "GRANT SELECT ON gonogo_entry TO reader")
    with open_ledger(where.replace("gonogo@", "reader@")) as ledger:
        assert len(list(ledger.entries())) == 3
        with pytest.raises(LedgerError, match="does not let this user do that; nothing was recorded"):
            ledgers.add(ledger)
    raw(where, "DROP OWNED BY reader", "DROP ROLE reader")


def test_a_user_who_may_only_add_can_add(where: str) -> None:
    raw(
        where,
        "DROP ROLE IF EXISTS writer",
        "CREATE ROLE writer LOGIN",
        "GRANT SELECT, INSERT ON gonogo_entry TO writer",
    )
    with open_ledger(where.replace("gonogo@", "writer@")) as ledger:
        assert ledgers.add(ledger).seq == 4
        assert verify_chain(ledger.entries(), ledgers.trusted()) == []
    raw(where, "DROP OWNED BY writer", "DROP ROLE writer")


def test_what_the_server_says_against_an_entry_is_passed_on(where: str) -> None:
    raw(where, "ALTER TABLE gonogo_entry ADD CONSTRAINT small CHECK (length(envelope) < 9)  NOT VALID")

    with open_ledger(where) as ledger, pytest.raises(LedgerError, match=r"refused: .*small.*; nothing was recorded"):
        ledgers.add(ledger)


def test_a_password_is_shown_neither_when_it_is_right_nor_when_it_is_wrong(where: str) -> None:
    database = where.partition("@/")[2].partition("?")[0]
    raw(where, "DROP ROLE IF EXISTS jo", "CREATE ROLE jo LOGIN PASSWORD 's3cr=t'", "GRANT SELECT ON gonogo_entry TO jo")
    server = postgres.shared()

    with open_ledger(server.by_password(database, "jo", SECRET)) as ledger:
        assert ledger.name == f"postgresql://jo@127.0.0.1:{server.port}/{database}"
        with pytest.raises(LedgerError) as raised:
            ledgers.add(ledger)
    with pytest.raises(InputError) as away:
        open_ledger(server.by_password(database, "jo", "wr0ng"))
    (one,) = away.value.diagnostics
    assert "password authentication failed" in one.found
    assert "s3cr" not in str(raised.value)
    assert "wr0ng" not in repr(one)
    raw(where, "DROP OWNED BY jo", "DROP ROLE jo")


def test_several_may_make_the_same_ledger_at_once() -> None:
    where, start = postgres.shared().new_database(), threading.Barrier(6)
    found: list[Entry] = []

    def make() -> None:
        start.wait()
        with open_ledger(where, new=True) as ledger:
            found.append(ledgers.add(ledger))

    threads = [threading.Thread(target=make) for _ in range(6)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()

    assert sorted(entry.seq for entry in found) == [1, 2, 3, 4, 5, 6]


def test_a_server_that_goes_away_in_the_middle_leaves_it_open_what_was_recorded(where: str) -> None:
    ledger = ledger_postgres.PostgresLedger(where)
    real = ledger._connection.execute

    def cut(query: Any, *rest: Any) -> Any:
        if query == "COMMIT":
            raw(where, f"SELECT pg_terminate_backend({ledger._connection.info.backend_pid})")
        return real(query, *rest)

    ledger._connection.execute = cut  # type: ignore[method-assign]  # as a cable does that is pulled

    with pytest.raises(LedgerError, match="went away; whether entry 4 was recorded is not known"):
        ledgers.add(ledger)
    ledger.close()
