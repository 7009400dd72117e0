"""A ledger in one SQLite file, by default beside the policies.

Every entry is on the disk before `append` returns (write-ahead log, synchronous=FULL), and writers queue for it. The
triggers guard against accidents: whoever can write the file can drop them. Changes are found by the chain.
"""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import quote

from gonogo.model.diagnostic import Code, LedgerError
from gonogo.record.ledger_entry import (
    EMPTY,
    Entry,
    Head,
    Make,
    entry_of,
    head_of,
    next_entry,
    no_ledger,
    printable,
    refused,
)

WAIT = 60.0  # seconds that a writer queues for the others
PAGE = 500  # entries read at a time
MARK = 0x676F6E6F  # "gono", in the header of the file: whose it is
FORM = 1  # of the tables, in the header too

GUARDED = f"""\
SELECT RAISE(ABORT, 'the next entry of a ledger follows the last') WHERE NEW.seq IS NOT
  (SELECT coalesce(max(seq), 0) + 1 FROM entry) OR NEW.previous IS NOT
  coalesce((SELECT sha256 FROM entry ORDER BY seq DESC LIMIT 1), '{EMPTY.sha256}');"""
TABLES = {
    "entry": "CREATE TABLE entry (seq INTEGER PRIMARY KEY, previous TEXT NOT NULL, sha256 TEXT NOT NULL, "
    "envelope BLOB NOT NULL) STRICT",
    "only_the_next": f"CREATE TRIGGER only_the_next BEFORE INSERT ON entry BEGIN {GUARDED} END",
    "no_change": "CREATE TRIGGER no_change BEFORE UPDATE ON entry BEGIN "
    "SELECT RAISE(ABORT, 'an entry of a ledger is never changed'); END",
    "no_removal": "CREATE TRIGGER no_removal BEFORE DELETE ON entry BEGIN "
    "SELECT RAISE(ABORT, 'an entry of a ledger is never removed'); END",
}
LAST = "SELECT seq, sha256 FROM entry ORDER BY seq DESC LIMIT 1"
SOME = "SELECT seq, previous, sha256, envelope FROM entry WHERE seq > ? ORDER BY seq LIMIT ?"

Given = TypeVar("Given")


class SqliteLedger:
    """Opens the file at `path`; with `new`, makes it where it is not there."""

    def __init__(self, path: Path, *, new: bool = False) -> None:
        self.name = str(path)
        if path.exists():
            if not path.is_file():
                raise refused(Code.NOT_A_LEDGER, self.name, "this is no ledger", ("the file of a ledger", "no file"))
        elif not new:
            raise no_ledger(self.name)
        elif not path.parent.is_dir():
            says = f"there is no folder `{path.parent}` to keep a ledger in"
            raise refused(Code.NO_LEDGER, self.name, says, ("a folder that is there", "nothing"))
        self._connection = self._guarded(lambda: _connected(path, new=new))
        try:
            self._guarded(self._look)
            if new:
                _on_disk(path.parent)
        except BaseException:
            self._connection.close()
            raise

    def append(self, make: Make) -> Entry:
        return self._guarded(lambda: self._appended(make))

    def entries(self, after: int = 0) -> Iterator[Entry]:
        while rows := self._some(after):
            for row in rows:
                yield entry_of(row, self.name)
            if rows[-1][0] <= after:
                raise LedgerError(f"{self.name} is damaged: its entries go round in a circle")
            after = rows[-1][0]

    def head(self) -> Head:
        return head_of(self._guarded(lambda: self._connection.execute(LAST).fetchone()), self.name)

    def close(self) -> None:
        self._connection.close()

    def __enter__(self) -> SqliteLedger:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _appended(self, make: Make) -> Entry:
        self._connection.execute("BEGIN IMMEDIATE")
        try:
            entry = next_entry(self.head(), make)
            self._connection.execute(
                "INSERT INTO entry VALUES (?, ?, ?, ?)", (entry.seq, entry.previous, entry.sha256, entry.envelope)
            )
            self._connection.execute("COMMIT")
        except BaseException:
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK")
            raise
        return entry

    def _some(self, after: int) -> list[tuple[Any, ...]]:
        return self._guarded(lambda: self._connection.execute(SOME, (after, PAGE)).fetchall())

    def _look(self) -> None:
        """Is this a ledger of ours, with its guards in place?"""
        mark = self._connection.execute("PRAGMA application_id").fetchone()[0]
        form = self._connection.execute("PRAGMA user_version").fetchone()[0]
        found = dict(self._connection.execute("SELECT name, sql FROM sqlite_schema").fetchall())
        if mark != MARK and not found.keys() & TABLES.keys():
            raise _no_ledger_of_ours(self.name)
        if form > FORM:
            raise LedgerError(f"{self.name} was made by a newer gonogo, and is left as it is")
        if (mark, form, found) != (MARK, FORM, TABLES):
            changed = [f"`{name}`" for name in TABLES if found.get(name) != TABLES[name]]
            what = ", ".join(changed) or ("its list of tables" if found.keys() - TABLES.keys() else "its header")
            raise LedgerError(f"{self.name} has been tampered with: {what} is not as it was made")

    def _guarded(self, work: Callable[[], Given]) -> Given:
        """What comes of the work; what SQLite says against it, in words."""
        try:
            return work()
        except sqlite3.Error as error:
            raise _worded(error, self.name) from error
        except UnicodeDecodeError:  # what SQLite says of a damaged file quotes it, and sqlite3 cannot read that
            raise LedgerError(f"{self.name} is damaged: it cannot be read") from None


def _connected(path: Path, *, new: bool) -> sqlite3.Connection:
    """A connection for which a commit is on the disk; to a place that nobody can write, one that only reads."""
    fixed = not os.access(path.parent, os.W_OK) or (path.exists() and not os.access(path, os.W_OK))
    log = path.with_name(path.name + "-wal")  # after a crash it may hold the last entries: then it is read, or it fails
    whole = not (log.exists() and log.stat().st_size)
    mode = ("ro&immutable=1" if whole else "ro") if fixed else "rwc" if new else "rw"
    where = f"file:{quote(str(path.absolute()))}?mode={mode}"
    connection = sqlite3.connect(where, uri=True, timeout=WAIT, isolation_level=None, check_same_thread=False)
    try:
        for setting in ("trusted_schema=OFF", "cell_size_check=ON", "synchronous=FULL", "recursive_triggers=ON"):
            connection.execute(f"PRAGMA {setting}")
        if new and not fixed:
            _make_tables(connection)
    except BaseException:
        connection.close()
        raise
    return connection


def _make_tables(connection: sqlite3.Connection) -> None:
    """Makes the tables where the file is empty. Several may try at once: one does, and the others find it done."""
    if connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0]:
        return
    _patiently(lambda: connection.execute("PRAGMA journal_mode=WAL").fetchone())
    connection.execute("BEGIN IMMEDIATE")
    if not connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0]:
        for table in TABLES.values():
            connection.execute(table)
        connection.execute(f"PRAGMA application_id={MARK}")
        connection.execute(f"PRAGMA user_version={FORM}")
    connection.execute("COMMIT")


def _patiently(work: Callable[[], Given]) -> Given:
    """Tries again while others are at it: SQLite does not queue for a change of the journal's kind."""
    until = time.monotonic() + WAIT
    while True:
        try:
            return work()
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or time.monotonic() > until:
                raise
            time.sleep(0.01)


def _on_disk(folder: Path) -> None:
    """Makes sure that a new file is still in its folder when the power fails."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _worded(error: sqlite3.Error, name: str) -> Exception:
    code = getattr(error, "sqlite_errorcode", None)
    primary = None if code is None else code & 0xFF
    if primary == sqlite3.SQLITE_NOTADB:
        return _no_ledger_of_ours(name)
    if primary == sqlite3.SQLITE_BUSY:
        return LedgerError(f"{name} was kept busy by others for a minute; nothing was recorded")
    if primary in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM):
        return LedgerError(f"{name} cannot be written here; nothing was recorded")
    if primary == sqlite3.SQLITE_FULL:
        return LedgerError(f"there is no room left for {name}; nothing was recorded")
    return LedgerError(f"{name} is damaged, or cannot be used: {printable(str(error))}")


def _no_ledger_of_ours(name: str) -> Exception:
    remedy = "name the ledger with --ledger, or with GONOGO_LEDGER"
    found = ("a file that gonogo made as a ledger", "another file")
    return refused(Code.NOT_A_LEDGER, name, "this is no ledger", found, remedy)
