"""A ledger only grows, of whichever kind it is: each test here is run on a SQLite file and on a PostgreSQL server."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from gonogo.model.diagnostic import Code, InputError, InternalError, LedgerError
from gonogo.record import ledger_entry
from gonogo.record.canonical import normal
from gonogo.record.ledger import BEFORE_THE_FIRST, EMPTY, Entry, Head, Ledger, open_ledger, verify_chain
from gonogo.record.ledger_statement import sealed, stated
from gonogo.record.seal import contents, unpacked
from tests import ledgers


@pytest.fixture(params=ledgers.KINDS)
def where(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    return ledgers.place(request.param, tmp_path)


@pytest.fixture
def ledger(where: str) -> Iterator[Ledger]:
    with open_ledger(where, new=True) as opened:
        yield opened


def test_a_new_ledger_is_empty(ledger: Ledger) -> None:
    assert list(ledger.entries()) == []
    assert ledger.head() == EMPTY == Head(0, BEFORE_THE_FIRST)


def test_each_entry_follows_from_the_one_before(ledger: Ledger) -> None:
    first, second = ledgers.add(ledger), ledgers.add(ledger)

    assert (first.seq, first.previous) == (1, BEFORE_THE_FIRST)
    assert (second.seq, second.previous) == (2, sha256(first.envelope).hexdigest())
    assert ledger.head() == Head(2, second.sha256)
    assert list(ledger.entries()) == [first, second]
    assert list(ledger.entries(after=1)) == [second]


def test_an_entry_says_itself_where_it_belongs(ledger: Ledger) -> None:
    ledgers.add(ledger)
    entry = ledgers.add(ledger, reason="why")

    said = stated(contents(unpacked(entry.envelope)))
    assert said["predicate"] == {
        "ledger": {"seq": 2, "previous": entry.previous},
        "recorded": "2026-11-26T10:00:00Z",
        "act": {**ledgers.ACT, "reason": "why"},
    }
    assert said["subject"] == [{"name": "policy", "digest": {"sha256": "ab" * 32}}]


def test_what_was_added_is_there_when_it_is_opened_again(where: str) -> None:
    with open_ledger(where, new=True) as ledger:
        entry = ledgers.add(ledger)
    with open_ledger(where) as again:
        assert list(again.entries()) == [entry]
        assert ledgers.add(again).seq == 2


def test_more_entries_than_are_read_at_a_time_all_come(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(f"{type(ledger).__module__}.PAGE", 2)
    added = [ledgers.add(ledger) for _ in range(5)]

    assert list(ledger.entries()) == added
    assert verify_chain(ledger.entries(), ledgers.trusted(), head=ledger.head()) == []


def test_there_is_no_ledger_where_none_was_made(where: str) -> None:
    with pytest.raises(InputError) as raised:
        open_ledger(where)

    assert [one.code for one in raised.value.diagnostics] == [Code.NO_LEDGER]
    assert raised.value.of == "ledger"


def test_what_goes_wrong_while_an_entry_is_made_leaves_no_trace(ledger: Ledger) -> None:
    def fails(seq: int, previous: str) -> bytes:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        ledger.append(fails)
    with pytest.raises(InternalError, match="an entry of 0 bytes cannot be kept"):
        ledger.append(lambda seq, previous: b"")

    assert ledger.head() == EMPTY
    assert ledgers.add(ledger).seq == 1


def test_an_entry_that_no_memory_should_hold_is_not_kept(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ledger_entry, "LARGEST", 3)

    with pytest.raises(InternalError, match="an entry of 4 bytes cannot be kept"):
        ledger.append(lambda seq, previous: b"four")


def test_several_who_have_it_open_see_what_the_others_add(where: str) -> None:
    with open_ledger(where, new=True) as one, open_ledger(where, new=True) as other:
        added = [ledgers.add(one), ledgers.add(other), ledgers.add(one)]

        assert list(other.entries()) == added
        assert verify_chain(one.entries(), ledgers.trusted()) == []


TEXT = some.text(some.characters(exclude_categories=["Cs"]))


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=TEXT, name=TEXT)
def test_every_kind_of_character_comes_back_in_unicodes_normal_form(ledger: Ledger, text: str, name: str) -> None:
    by = {"role": "dcc", "title": text, "person": name}
    made = sealed({**ledgers.ACT, "by": by}, {name: "ab" * 32}, lambda: ledgers.WHEN, ledgers.key())
    entry = ledger.append(made)

    said = stated(contents(unpacked(next(ledger.entries(after=entry.seq - 1)).envelope)))
    assert said["predicate"]["act"]["by"] == normal(by)
    assert said["subject"][0]["name"] == normal(name)
    assert verify_chain([entry], ledgers.trusted())[1:] == []


def test_a_closed_ledger_says_so(where: str) -> None:
    ledger = open_ledger(where, new=True)
    ledger.close()

    with pytest.raises(LedgerError):
        ledgers.add(ledger)
    with pytest.raises(LedgerError):
        ledger.head()
    with pytest.raises(LedgerError):
        list(ledger.entries())


@pytest.mark.parametrize(
    "row", [("1", "", "", b""), (1, None, "", b""), (1, "", b"", b""), (1, "", "", None), (1, "", "", "text")]
)
def test_a_row_that_holds_other_things_is_no_entry(row: tuple[object, ...]) -> None:
    with pytest.raises(LedgerError, match="is damaged"):
        ledger_entry.entry_of(row, "approvals.ledger")


@pytest.mark.parametrize("row", [("1", ""), (1, None), (1, b"")])
def test_a_last_row_that_holds_other_things_is_no_head(row: tuple[object, ...]) -> None:
    with pytest.raises(LedgerError, match="is damaged: its last entry cannot be read"):
        ledger_entry.head_of(row, "approvals.ledger")


def test_an_entry_is_a_value() -> None:
    entry = Entry(seq=1, previous="a", sha256="b", envelope=b"c")

    assert entry == Entry(seq=1, previous="a", sha256="b", envelope=b"c")
