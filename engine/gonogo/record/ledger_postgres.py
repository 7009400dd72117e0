"""A ledger in a PostgreSQL database, which a team shares. The door to psycopg, which comes with `gonogo[postgres]`.

A transaction for each entry, behind one lock: writers queue for it. The commit waits for the disk, whatever the server
does otherwise. The database guards its table against changes and refuses what is not the next link; whoever owns the
table can take those guards away, and the chain shows what was done then. A password is neither shown nor kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, unquote, urlencode, urlsplit, urlunsplit

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

if TYPE_CHECKING:
    import psycopg

PATIENCE = 10  # seconds to reach the server
WAIT = 60  # seconds that a writer queues for the others
PAGE = 500  # entries read at a time
LOCK = 0x676F6E6F  # "gono": the lock that writers queue for
SECRET = ("password", "sslpassword", "passfile", "sslkey")
GUARDS = ("gonogo_only_the_next", "gonogo_no_change", "gonogo_no_emptying")

MADE = f"""
CREATE TABLE gonogo_entry (
  seq bigint PRIMARY KEY CHECK (seq > 0),
  previous text NOT NULL CHECK (previous ~ '^[0-9a-f]{{64}}$'),
  sha256 text NOT NULL UNIQUE CHECK (sha256 = encode(sha256(envelope), 'hex')),
  envelope bytea NOT NULL
);
CREATE FUNCTION gonogo_only_the_next() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE last record;
BEGIN
  PERFORM pg_advisory_xact_lock({LOCK});
  EXECUTE format('SELECT seq, sha256 FROM %I.gonogo_entry ORDER BY seq DESC LIMIT 1', TG_TABLE_SCHEMA) INTO last;
  IF NEW.seq <> coalesce(last.seq, 0) + 1 OR NEW.previous <> coalesce(last.sha256, '{EMPTY.sha256}') THEN
    RAISE EXCEPTION 'the next entry of a ledger follows the last';
  END IF;
  RETURN NEW;
END $$;
CREATE FUNCTION gonogo_never() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'an entry of a ledger is never changed or removed';
END $$;
CREATE TRIGGER gonogo_only_the_next BEFORE INSERT ON gonogo_entry
  FOR EACH ROW EXECUTE FUNCTION gonogo_only_the_next();
CREATE TRIGGER gonogo_no_change BEFORE UPDATE OR DELETE ON gonogo_entry
  FOR EACH ROW EXECUTE FUNCTION gonogo_never();
CREATE TRIGGER gonogo_no_emptying BEFORE TRUNCATE ON gonogo_entry
  FOR EACH STATEMENT EXECUTE FUNCTION gonogo_never();
"""
IS_THERE = "SELECT EXISTS (SELECT FROM pg_class WHERE relname = 'gonogo_entry' AND pg_table_is_visible(oid))"
GUARDING = (
    "SELECT tgname FROM pg_trigger WHERE tgrelid = 'gonogo_entry'::regclass AND tgenabled IN ('O', 'A') "
    "AND NOT tgisinternal"
)
LAST = "SELECT seq, sha256 FROM gonogo_entry ORDER BY seq DESC LIMIT 1"
SOME = "SELECT seq, previous, sha256, envelope FROM gonogo_entry WHERE seq > %s ORDER BY seq LIMIT %s"
ADD = "INSERT INTO gonogo_entry (seq, previous, sha256, envelope) VALUES (%s, %s, %s, %s)"


class PostgresLedger:
    """Opens the ledger in the database at an address, `postgresql://…`; with `new`, makes it where it is not there."""

    def __init__(self, address: str, *, new: bool = False) -> None:
        self.name = shown(address)
        self._secrets = secrets(address)
        self._connection = self._connected(address)
        try:
            with self._worded("cannot be opened"):
                self._look(new=new)
        except BaseException:
            self._connection.close()
            raise

    def append(self, make: Make) -> Entry:
        with self._worded("nothing was recorded"):
            self._connection.execute("BEGIN")
            try:
                self._connection.execute(f"SET LOCAL lock_timeout = '{WAIT}s'")
                self._connection.execute("SET LOCAL synchronous_commit = on")
                self._connection.execute("SELECT pg_advisory_xact_lock(%s)", (LOCK,))
                entry = next_entry(self._last(), make)
                self._connection.execute(ADD, (entry.seq, entry.previous, entry.sha256, entry.envelope))
            except BaseException:
                if not self._connection.broken:
                    self._connection.execute("ROLLBACK")
                raise
        with self._worded(f"whether entry {entry.seq} was recorded is not known; look at the log before trying again"):
            self._connection.execute("COMMIT")
        return entry

    def entries(self, after: int = 0) -> Iterator[Entry]:
        while rows := self._some(after):
            yield from (entry_of(row, self.name) for row in rows)
            after = rows[-1][0]

    def head(self) -> Head:
        with self._worded("cannot be read"):
            return self._last()

    def close(self) -> None:
        self._connection.close()

    def __enter__(self) -> PostgresLedger:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _connected(self, address: str) -> psycopg.Connection[tuple[Any, ...]]:
        try:
            import psycopg
        except ImportError:
            remedy = "pip install 'gonogo[postgres]'"
            expected = ("psycopg 3, which speaks to PostgreSQL", "no psycopg")
            raise refused(
                Code.LEDGER_AWAY, self.name, "the ledger cannot be reached from here", expected, remedy
            ) from None
        try:
            return psycopg.connect(address, autocommit=True, connect_timeout=PATIENCE, application_name="gonogo")
        except psycopg.ProgrammingError:  # of the address itself: what it says would quote it
            expected = ("an address such as postgresql://user@host/database", "another form")
            raise refused(Code.LEDGER_AWAY, self.name, "this cannot be understood as an address", expected) from None
        except psycopg.Error as error:
            expected = ("a PostgreSQL server that lets us in", self._without_secrets(str(error)) or "no answer")
            raise refused(Code.LEDGER_AWAY, self.name, "the ledger cannot be reached", expected) from None

    def _look(self, *, new: bool) -> None:
        """Is the ledger there, with its guards in place? Several may make it at once: one does."""
        if not self._is_there():
            if not new:
                raise no_ledger(self.name)
            with self._connection.transaction():
                self._connection.execute("SELECT pg_advisory_xact_lock(%s)", (LOCK,))
                if not self._is_there():
                    self._connection.execute(MADE)
        guards = {name for (name,) in self._connection.execute(GUARDING)}
        if guards != {*GUARDS}:
            lost = [f"`{name}`" for name in GUARDS if name not in guards] or ["its list of triggers"]
            raise LedgerError(f"{self.name} has been tampered with: {', '.join(lost)} is not as it was made")

    def _last(self) -> Head:
        return head_of(self._connection.execute(LAST).fetchone(), self.name)

    def _some(self, after: int) -> list[tuple[Any, ...]]:
        with self._worded("cannot be read"):
            return self._connection.execute(SOME, (after, PAGE)).fetchall()

    def _is_there(self) -> bool:
        """By the catalogue itself: `to_regclass` can remember what was so before the lock was had."""
        return self._connection.execute(IS_THERE).fetchone() == (True,)

    @contextmanager
    def _worded(self, so: str) -> Iterator[None]:
        """What the server says against something, in words, and what follows from it."""
        import psycopg

        try:
            yield
        except psycopg.errors.LockNotAvailable:
            raise LedgerError(f"{self.name} was kept busy by others for a minute; {so}") from None
        except psycopg.errors.InsufficientPrivilege:
            raise LedgerError(f"{self.name} does not let this user do that; {so}") from None
        except psycopg.Error as error:
            away = self._connection.broken
            what = "went away" if away else f"refused: {self._without_secrets(str(error))}"
            raise LedgerError(f"{self.name} {what}; {so}") from None

    def _without_secrets(self, text: str) -> str:
        line = printable(text)
        for secret in self._secrets:
            line = line.replace(secret, "…")
        return line


def shown(address: str) -> str:
    """The address without its secrets: as people may see it."""
    try:
        parts = urlsplit(address)
        user, at, host = parts.netloc.rpartition("@")
        asked = urlencode([(key, value) for key, value in parse_qsl(parts.query) if key not in SECRET], safe="/")
        return urlunsplit((parts.scheme, f"{user.partition(':')[0]}{at}{host}", parts.path, asked, ""))
    except ValueError:
        return "postgresql://…"


def secrets(address: str) -> tuple[str, ...]:
    """What must not be shown of an address, as it is written and as it is meant."""
    user, _, _ = address.partition("://")[2].rpartition("@")
    found = [user.partition(":")[2], *re.findall(r"(?:ssl)?password=([^&#\s]*)", address)]
    return tuple(sorted({form for one in found for form in (one, unquote(one)) if form}, key=len, reverse=True))
