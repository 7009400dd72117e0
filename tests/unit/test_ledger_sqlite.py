"""What is particular to a ledger in a SQLite file: its guards, its durability, and what becomes of a damaged file."""

from __future__ import annotations

import os
import random
import shutil
import sqlite3
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from gonogo.model.diagnostic import Code, InputError, LedgerError
from gonogo.record import ledger_sqlite
from gonogo.record.ledger import Entry, open_ledger, verify_chain
from tests import ledgers


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A ledger with three entries."""
    ledgers.new("sqlite", tmp_path, 3).close()
    return tmp_path / "approvals.ledger"


def raw(path: Path, *statements: str) -> None:
    """What somebody does to the file with other tools."""
    connection = sqlite3.connect(path, isolation_level=None)
    try:
        for one in statements:
            connection.execute(one)
    finally:
        connection.close()


ROW = "SELECT seq + {}, previous, sha256, envelope FROM entry WHERE seq = 3"


@pytest.mark.parametrize(
    ("statement", "says"),
    [
        ("UPDATE entry SET sha256 = ''", "never changed"),
        ("DELETE FROM entry WHERE seq = 3", "never removed"),
        (f"INSERT INTO entry {ROW.format(1)}", "follows the last"),
        (f"INSERT INTO entry {ROW.format(2)}", "follows the last"),
        (f"INSERT OR REPLACE INTO entry {ROW.format(0)}", "follows the last"),
        ("INSERT INTO entry SELECT NULL, sha256, '', x'00' FROM entry WHERE seq = 3", "follows the last"),
        ("INSERT INTO entry SELECT 4, sha256, '', 'text' FROM entry WHERE seq = 3", "cannot store TEXT"),
    ],
)
def test_the_file_guards_itself_against_accidents(path: Path, statement: str, says: str) -> None:
    with pytest.raises(sqlite3.IntegrityError, match=says):
        raw(path, statement)


def test_a_commit_waits_for_the_disk(path: Path) -> None:
    with ledger_sqlite.SqliteLedger(path) as ledger:
        asked = [ledger._connection.execute(f"PRAGMA {one}").fetchone()[0] for one in ("journal_mode", "synchronous")]

    assert asked == ["wal", 2]


@pytest.mark.parametrize(
    ("statement", "named"),
    [
        ("DROP TRIGGER no_change", "`no_change`"),
        ("DROP TRIGGER no_removal", "`no_removal`"),
        ("CREATE TABLE more (a)", "its list of tables"),
        ("CREATE TRIGGER also AFTER INSERT ON entry BEGIN SELECT 1; END", "its list of tables"),
        ("PRAGMA application_id = 7", "its header"),
        ("PRAGMA user_version = 0", "its header"),
    ],
)
def test_a_file_whose_guards_were_changed_is_refused(path: Path, statement: str, named: str) -> None:
    raw(path, statement)

    with pytest.raises(LedgerError, match=f"has been tampered with: {named} is not as it was made"):
        open_ledger(str(path))


def test_a_file_of_a_newer_gonogo_is_left_as_it_is(path: Path) -> None:
    raw(path, "PRAGMA user_version = 2")

    with pytest.raises(LedgerError, match="made by a newer gonogo"):
        open_ledger(str(path))


def complaint(work: Callable[[], object]) -> Code:
    with pytest.raises(InputError) as raised:
        work()
    (one,) = raised.value.diagnostics
    return one.code


def test_what_is_no_ledger_is_refused_and_left_as_it_is(tmp_path: Path) -> None:
    text, other = tmp_path / "notes.txt", tmp_path / "other.db"
    text.write_text("not a ledger, but long enough to be looked at as one" * 30, "utf-8")
    raw(other, "CREATE TABLE a (b)")
    before = text.read_bytes(), other.read_bytes()

    for one in (text, other, tmp_path):
        assert complaint(lambda one=one: open_ledger(str(one), new=True)) is Code.NOT_A_LEDGER  # type: ignore[misc]
    assert (text.read_bytes(), other.read_bytes()) == before


def test_a_folder_that_is_not_there_is_missed(tmp_path: Path) -> None:
    assert complaint(lambda: open_ledger(str(tmp_path / "no" / "a.ledger"), new=True)) is Code.NO_LEDGER
    assert not (tmp_path / "no").exists()


def test_an_empty_file_is_made_into_a_ledger_only_where_one_is_to_be_made(tmp_path: Path) -> None:
    path = tmp_path / "a.ledger"
    path.touch()

    assert complaint(lambda: open_ledger(str(path))) is Code.NOT_A_LEDGER
    with open_ledger(str(path), new=True) as ledger:
        assert ledgers.add(ledger).seq == 1


@pytest.mark.parametrize("name", ["a b?c#d%41.ledger", "größe.ledger", "a'b\".ledger"])
def test_the_files_name_may_hold_any_characters(tmp_path: Path, name: str) -> None:
    with open_ledger(str(tmp_path / name), new=True) as ledger:
        ledgers.add(ledger)

    assert sorted(one.name for one in tmp_path.iterdir()) == [name]


def test_a_ledger_in_a_place_that_nobody_can_write_can_be_read(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "access", lambda *_: False)

    with open_ledger(str(path)) as ledger:
        assert verify_chain(ledger.entries(), ledgers.trusted(), head=ledger.head()) == []
        with pytest.raises(LedgerError, match="cannot be written here; nothing was recorded"):
            ledgers.add(ledger)


def test_entries_that_only_the_log_beside_the_file_holds_are_read_where_nobody_can_write(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    crashed = tmp_path / "crashed"
    crashed.mkdir()
    with open_ledger(str(path)) as ledger:
        ledgers.add(ledger)
        for side in ("", "-wal", "-shm"):
            shutil.copy(f"{path}{side}", crashed)
    monkeypatch.setattr(os, "access", lambda *_: False)

    with open_ledger(str(crashed / path.name)) as ledger:
        assert ledger.head().seq == 4


def test_one_who_keeps_it_busy_is_waited_for_and_then_named(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ledger_sqlite, "WAIT", 0.05)
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")

    with open_ledger(str(path)) as ledger:
        with pytest.raises(LedgerError, match="kept busy by others"):
            ledgers.add(ledger)
        other.execute("ROLLBACK")
        other.close()
        assert ledgers.add(ledger).seq == 4


def test_a_disk_without_room_loses_nothing(path: Path) -> None:
    with ledger_sqlite.SqliteLedger(path) as ledger:
        pages = ledger._connection.execute("PRAGMA page_count").fetchone()[0]
        ledger._connection.execute(f"PRAGMA max_page_count = {pages}")

        with pytest.raises(LedgerError, match="no room left"):
            ledgers.add(ledger, reason="x" * 100_000)
        assert len(list(ledger.entries())) == 3


def test_several_may_make_the_same_ledger_at_once(tmp_path: Path) -> None:
    where, start = str(tmp_path / "a.ledger"), threading.Barrier(6)
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


def test_one_who_cannot_have_the_file_to_themselves_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ledger_sqlite, "WAIT", 0.05)
    path = tmp_path / "a.ledger"
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")

    with pytest.raises(LedgerError, match="kept busy by others"):
        open_ledger(str(path), new=True)
    other.execute("ROLLBACK")
    other.close()


def test_one_who_reads_while_it_is_made_is_waited_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path, waits = tmp_path / "a.ledger", []
    reader = sqlite3.connect(path, isolation_level=None)
    reader.execute("BEGIN")
    reader.execute("SELECT * FROM sqlite_schema").fetchall()

    def goes_away(seconds: float) -> None:
        waits.append(seconds)
        reader.close()

    monkeypatch.setattr(time, "sleep", goes_away)
    monkeypatch.setattr(time, "monotonic", lambda: 0.0)
    monkeypatch.setattr(ledger_sqlite, "WAIT", 0.05)
    with open_ledger(str(path), new=True) as ledger:
        assert ledgers.add(ledger).seq == 1
    assert len(waits) == 1


def test_one_who_never_stops_reading_while_it_is_made_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.ledger"
    reader = sqlite3.connect(path, isolation_level=None)
    reader.execute("BEGIN")
    reader.execute("SELECT * FROM sqlite_schema").fetchall()
    monkeypatch.setattr(ledger_sqlite, "WAIT", 0.02)

    with pytest.raises(LedgerError, match="kept busy by others"):
        open_ledger(str(path), new=True)
    reader.close()


def test_what_sqlite_itself_takes_back_is_not_taken_back_twice(path: Path) -> None:
    with ledger_sqlite.SqliteLedger(path) as ledger:

        def make(seq: int, previous: str) -> bytes:
            ledger._connection.execute("ROLLBACK")
            raise OSError("the disk went away")

        with pytest.raises(OSError, match="the disk went away"):
            ledger.append(make)
        assert ledgers.add(ledger).seq == 4


def test_entries_that_come_again_and_again_are_not_read_for_ever(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with ledger_sqlite.SqliteLedger(path) as ledger:
        rows = ledger._some(0)
        monkeypatch.setattr(ledger, "_some", lambda after: rows)

        with pytest.raises(LedgerError, match="go round in a circle"):
            list(ledger.entries())


def looked_at(path: Path) -> list[Entry] | None:
    """The entries, where the file opens and nothing is wrong with them; None where anything is said against it."""
    try:
        with open_ledger(str(path)) as ledger:
            entries = list(ledger.entries())
            flaws = verify_chain(entries, ledgers.trusted(), head=ledger.head())
    except (LedgerError, InputError):
        return None
    return None if flaws else entries


def test_a_flipped_byte_anywhere_in_the_file_is_found_or_changes_nothing(path: Path, tmp_path: Path) -> None:
    content, entries = path.read_bytes(), looked_at(path)
    assert entries is not None
    chance = random.Random(5)
    hit = 0
    for number in range(800):
        changed = bytearray(content)
        at = chance.randrange(100) if number % 10 == 0 else chance.randrange(len(content))
        changed[at] ^= 1 << chance.randrange(8)
        damaged = tmp_path / "damaged.ledger"
        damaged.write_bytes(changed)
        found = looked_at(damaged)
        for rest in tmp_path.glob("damaged.ledger*"):
            rest.unlink()

        assert found in (None, entries), at
        hit += found is None
    assert hit > 50


def test_a_file_that_was_cut_off_or_filled_with_noise_is_refused(path: Path, tmp_path: Path) -> None:
    content, chance = path.read_bytes(), random.Random(6)
    damaged = tmp_path / "damaged.ledger"
    for number in range(60):
        if number % 2:
            damaged.write_bytes(content[: chance.randrange(1, len(content))])
        else:
            at = chance.randrange(len(content) - 600)
            damaged.write_bytes(content[:at] + chance.randbytes(600) + content[at + 600 :])
        found = looked_at(damaged)
        for rest in tmp_path.glob("damaged.ledger*"):
            rest.unlink()

        assert found is None or len(found) == 3
