"""Addresses of ledgers in PostgreSQL, and what is said where no server answers: tried without any server."""

from __future__ import annotations

import builtins
from collections.abc import Callable
from typing import Any

import pytest

from gonogo.model.diagnostic import Code, InputError
from gonogo.record import ledger_postgres
from gonogo.record.ledger import open_ledger

SECRET = "s3cr%3Dt"  # as it is written; `s3cr=t` is meant
NOBODY = f"postgresql://jo:{SECRET}@127.0.0.1:1/ledger"


def refused(work: Callable[[], object]) -> str:
    with pytest.raises(InputError) as raised:
        work()
    (one,) = raised.value.diagnostics
    assert one.code is Code.LEDGER_AWAY
    return f"{one.at} {one.says}: {one.expected}, {one.found}; {one.remedy}"


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("postgresql://jo:secret@host:5432/db", "postgresql://jo@host:5432/db"),
        ("postgresql://host/db", "postgresql://host/db"),
        ("postgresql://jo:a@b@host/db", "postgresql://jo@host/db"),
        ("postgresql://host/db?password=secret&sslmode=require", "postgresql://host/db?sslmode=require"),
        ("postgresql://host/db?sslpassword=secret&sslkey=/home/jo/key", "postgresql://host/db"),
        ("postgresql://jo:secret@[::1/db", "postgresql://…"),
        ("postgresql://jo@/db?host=/run/postgresql", "postgresql://jo@/db?host=/run/postgresql"),
    ],
)
def test_an_address_is_shown_without_its_secrets(address: str, shown: str) -> None:
    assert ledger_postgres.shown(address) == shown


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        (NOBODY, ("s3cr%3Dt", "s3cr=t")),
        ("postgresql://host/db", ()),
        ("postgresql://host/db?password=one&sslpassword=four#x", ("four", "one")),
    ],
)
def test_what_must_not_be_shown_of_an_address_is_known(address: str, expected: tuple[str, ...]) -> None:
    assert ledger_postgres.secrets(address) == expected


def test_a_server_that_is_away_is_said_in_words_and_without_the_password() -> None:
    says = refused(lambda: open_ledger(NOBODY))

    assert (
        "postgresql://jo@127.0.0.1:1/ledger:1:1 the ledger cannot be reached: a PostgreSQL server that lets us in"
        in says
    )
    assert "s3cr" not in says


@pytest.mark.parametrize("address", [f"{NOBODY}?nonsense=s3cr", "postgresql://jo:s3cr et@[::1/db", f"{NOBODY}%zz"])
def test_an_address_that_means_nothing_is_not_quoted(address: str) -> None:
    says = refused(lambda: open_ledger(address))

    assert "cannot be understood as an address" in says
    assert "s3cr" not in says.replace("?nonsense=s3cr", "")


def test_without_psycopg_it_is_said_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def without(name: str, *rest: Any) -> Any:
        if name == "psycopg":
            raise ImportError(name)
        return real(name, *rest)

    monkeypatch.setattr(builtins, "__import__", without)

    assert "pip install 'gonogo[postgres]'" in refused(lambda: open_ledger(NOBODY))
