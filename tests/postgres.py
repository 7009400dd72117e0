"""A real PostgreSQL server for tests, in a folder of its own, run by a user who is nobody: from Debian's package.

Without PostgreSQL on the machine nothing is tested with it. GONOGO_NEEDS_POSTGRES=1, as `.ci/run` sets it, makes that
an error.
"""

from __future__ import annotations

import atexit
import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

import psycopg

FOUND = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
WANTED = bool(FOUND) or os.environ.get("GONOGO_NEEDS_POSTGRES") == "1"
PATIENCE = 60  # seconds for the server to come up
ACCESS = "local all all trust\nhost all all 127.0.0.1/32 scram-sha-256\n"


class Server:
    """A cluster and its server. `address` is reached by a socket, `by_password` with a password."""

    def __init__(self) -> None:
        assert FOUND, "PostgreSQL is not installed, and GONOGO_NEEDS_POSTGRES says that it has to be"
        self._binaries = FOUND[-1].parent
        self._folder = Path(tempfile.mkdtemp(prefix="gonogo-pg-", dir="/tmp"))
        self._as = _nobody()
        self._databases = 0
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        if self._as:
            os.chown(self._folder, self._as["user"], self._as["group"])
        self._run("initdb", "-D", "data", "-U", "gonogo", "-A", "trust", "-E", "UTF8", "--no-sync", "--no-locale")
        (self._folder / "data" / "pg_hba.conf").write_text(ACCESS, "utf-8")
        self.start()

    def start(self) -> None:
        settings = [f"unix_socket_directories={self._folder}", "listen_addresses=127.0.0.1", f"port={self.port}"]
        words = [str(self._binaries / "postgres"), "-D", "data", *(word for one in settings for word in ("-c", one))]
        with open(self._folder / "log", "ab") as log:
            self._process = subprocess.Popen(
                words, cwd=self._folder, stdout=log, stderr=log, start_new_session=True, **self._as
            )
        until = time.monotonic() + PATIENCE
        while True:
            try:
                psycopg.connect(self.address("postgres")).close()
                return
            except psycopg.OperationalError:
                if self._process.poll() is not None or time.monotonic() > until:
                    raise AssertionError((self._folder / "log").read_text("utf-8")) from None
                time.sleep(0.05)

    def kill(self) -> None:
        """SIGKILL for the server and all its backends at once, as when the power fails."""
        os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()
        time.sleep(0.2)  # the backends, which are not ours to wait for, are gone by then

    def stop(self) -> None:
        if self._process.poll() is None:
            self._process.send_signal(signal.SIGINT)
            self._process.wait()
        shutil.rmtree(self._folder, ignore_errors=True)

    def address(self, database: str) -> str:
        return f"postgresql://gonogo@/{database}?host={self._folder}&port={self.port}"

    def by_password(self, database: str, user: str, password: str) -> str:
        return f"postgresql://{user}:{password}@127.0.0.1:{self.port}/{database}"

    def new_database(self) -> str:
        """The address of an empty database."""
        self._databases += 1
        name = f"ledger{self._databases}"
        with psycopg.connect(self.address("postgres"), autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name} STRATEGY wal_log")
        return self.address(name)

    def _run(self, program: str, *words: str) -> None:
        subprocess.run(
            [str(self._binaries / program), *words], cwd=self._folder, check=True, capture_output=True, **self._as
        )


def _nobody() -> dict[str, Any]:
    """As whom to run it: PostgreSQL refuses to be run by root."""
    if os.geteuid() != 0:
        return {}
    known = {one.pw_name: one for one in pwd.getpwall()}
    nobody = known.get("postgres") or known["nobody"]
    return {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}


@cache
def shared() -> Server:
    """The server that all tests of a run use; it is stopped when the run ends."""
    server = Server()
    atexit.register(server.stop)
    return server


@contextmanager
def own() -> Iterator[Server]:
    """A server for one test, which may do to it what it likes."""
    server = Server()
    try:
        yield server
    finally:
        server.stop()
