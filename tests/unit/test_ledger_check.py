"""Tampering with a ledger is found, and named with the number of the entry: bytes, order, end, keys."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import psycopg
import pytest

from gonogo.record import ledger_sqlite
from gonogo.record.canonical import canonical
from gonogo.record.ledger import EMPTY, Entry, Flaw, Head, open_ledger, verify_chain
from gonogo.record.ledger_statement import PAYLOAD, statement
from gonogo.record.seal import packed, seal
from tests import ledgers


@pytest.fixture(scope="module")
def entries(tmp_path_factory: pytest.TempPathFactory) -> list[Entry]:
    """A ledger of five entries."""
    with ledgers.new("sqlite", tmp_path_factory.mktemp("ledger"), 5) as ledger:
        return list(ledger.entries())


def flaws(entries: list[Entry], head: Head | None = None) -> list[Flaw]:
    return verify_chain(entries, ledgers.trusted(), head=head)


def named(entries: list[Entry], head: Head | None = None) -> list[tuple[int, str]]:
    return [(flaw.seq, flaw.what) for flaw in flaws(entries, head)]


def like(entry: Entry, **changes: object) -> Entry:
    parts = {"seq": entry.seq, "previous": entry.previous, "sha256": entry.sha256, "envelope": entry.envelope}
    return Entry(**{**parts, **changes})  # type: ignore[arg-type]  # as the tests have it


def test_a_ledger_that_nobody_touched_has_no_flaw(entries: list[Entry]) -> None:
    last = entries[-1]

    assert flaws(entries, Head(last.seq, last.sha256)) == []
    assert flaws(entries, Head(3, entries[2].sha256[:16])) == []
    assert flaws([], EMPTY) == []


@pytest.mark.parametrize("flip", [0x01, 0x20, 0x80])
def test_every_byte_of_an_envelope_matters(entries: list[Entry], flip: int) -> None:
    third = entries[2]
    for at in range(len(third.envelope)):
        changed = bytearray(third.envelope)
        changed[at] ^= flip
        found = flaws([*entries[:2], like(third, envelope=bytes(changed)), *entries[3:]])

        assert (found[0].seq, found[0].what) == (3, "bytes"), at
        assert {flaw.seq for flaw in found} == {3}, at
        assert all("entry 3" in flaw.says for flaw in found)


@pytest.mark.parametrize("column", ["previous", "sha256"])
def test_every_character_of_a_digest_matters(entries: list[Entry], column: str) -> None:
    for entry in entries:
        kept = getattr(entry, column)
        for at in range(len(kept)):
            changed = kept[:at] + ("0" if kept[at] != "0" else "1") + kept[at + 1 :]
            found = flaws([*entries[: entry.seq - 1], like(entry, **{column: changed}), *entries[entry.seq :]])

            assert {flaw.seq for flaw in found} == {entry.seq}
            assert f"entry {entry.seq}" in found[0].says


@pytest.mark.parametrize("bit", range(63))
def test_every_bit_of_a_number_matters(entries: list[Entry], bit: int) -> None:
    for entry in entries:
        changed = [*entries[: entry.seq - 1], like(entry, seq=entry.seq ^ (1 << bit)), *entries[entry.seq :]]

        assert flaws(changed) != []
        assert flaws(sorted(changed, key=lambda one: one.seq)) != []


def test_an_envelope_and_its_digest_changed_together_break_the_seal_and_the_link(entries: list[Entry]) -> None:
    changed = entries[2].envelope.replace(b'"payload":"e', b'"payload":"f')
    third = like(entries[2], envelope=changed, sha256=sha256(changed).hexdigest())

    found = flaws([*entries[:2], third, *entries[3:]])
    assert found[0].says.startswith("entry 3: the signature by Jo Bloggs")
    assert "entry 4 does not follow from entry 3: it names another as the one before it" in [one.says for one in found]


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        ([1, 2, 4, 5], "entry 3 is missing"),
        ([1, 5], "entries 2 to 4 are missing"),
        ([2, 3, 4, 5], "entry 1 is missing"),
        ([1, 2, 3, 3, 4, 5], "entry 3 stands there twice"),
        ([1, 2, 4, 3, 5], "entry 3 comes after entry 4"),
    ],
)
def test_what_is_missing_twice_or_out_of_order_is_said(entries: list[Entry], order: list[int], expected: str) -> None:
    found = [flaw.says for flaw in flaws([entries[number - 1] for number in order])]

    assert expected in found
    assert not [says for says in found if "does not follow" in says]


def test_entries_that_changed_their_numbers_are_seen_by_what_was_signed(entries: list[Entry]) -> None:
    swapped = [*entries[:2], like(entries[3], seq=3), like(entries[2], seq=4), entries[4]]

    found = [flaw.says for flaw in flaws(swapped)]
    assert "entry 3 was recorded as entry 4, after another than it stands after now" in found
    assert "entry 4 was recorded as entry 3, after another than it stands after now" in found


def test_a_number_that_was_closed_up_after_a_removal_is_seen(entries: list[Entry]) -> None:
    closed = [*entries[:2], like(entries[3], seq=3, previous=entries[1].sha256), like(entries[4], seq=4)]

    assert (3, "place") in named(closed)


def test_a_tail_that_was_cut_off_shows_against_a_known_head(entries: list[Entry]) -> None:
    head = Head(5, entries[-1].sha256)

    assert flaws(entries[:3]) == []
    (flaw,) = flaws(entries[:3], head)
    assert flaw == Flaw(4, "tail", "the ledger ends with entry 3, and entry 5 was there: the tail has been cut off")
    (flaw,) = flaws([], head)
    assert flaw.says == "the ledger has no entries, and entry 5 was there: the tail has been cut off"


def test_a_ledger_that_was_written_anew_shows_against_a_known_head(entries: list[Entry], tmp_path: Path) -> None:
    with ledgers.new("sqlite", tmp_path) as other:
        for _ in range(6):
            ledgers.add(other, reason="another")
        anew = list(other.entries())

    assert flaws(anew) == []
    (flaw,) = flaws(anew, Head(5, entries[-1].sha256))
    assert flaw == Flaw(5, "head", "entry 5 is not the one that was known as the head")


def test_a_foreign_key_is_not_trusted(tmp_path: Path) -> None:
    with ledgers.new("sqlite", tmp_path, 1) as ledger:
        ledgers.add(ledger, "Mallory")
        found = flaws(list(ledger.entries()))
        links = verify_chain(ledger.entries(), None)

    (flaw,) = found
    assert (flaw.seq, flaw.what) == (2, "seal")
    assert "entry 2: the seal was made with a key that is not trusted here" in flaw.says
    assert links == []


# --- what is sealed, well signed, and yet not what a ledger holds -----------------------------------


def entry(payload: bytes, kind: str = PAYLOAD, *signers: str) -> Entry:
    """A first entry that holds this."""
    envelope = packed(seal(payload, kind, *(ledgers.key(name) for name in signers or ("Jo Bloggs",))))
    return Entry(seq=1, previous=EMPTY.sha256, sha256=sha256(envelope).hexdigest(), envelope=envelope)


GOOD = statement(ledgers.ACT, {}, (1, EMPTY.sha256), ledgers.WHEN)


@pytest.mark.parametrize(
    ("payload", "kind", "says"),
    [
        (b"agreed", PAYLOAD, "what is sealed is no statement: it cannot be read as JSON"),
        (b"\xff", PAYLOAD, "what is sealed is no statement: it cannot be read as JSON"),
        (b"[" * 100_000, PAYLOAD, "what is sealed is no statement: it cannot be read as JSON"),
        (b"[]", PAYLOAD, "what is sealed is no in-toto statement"),
        (canonical({**GOOD, "_type": "other"}), PAYLOAD, "what is sealed is no in-toto statement"),
        (canonical({**GOOD, "predicateType": "x"}), PAYLOAD, "what is sealed is a statement of another kind"),
        (canonical({**GOOD, "predicate": 1}), PAYLOAD, "what is sealed says of no act"),
        (canonical({**GOOD, "predicate": {"act": 1}}), PAYLOAD, "what is sealed says of no act"),
        (canonical({**GOOD, "predicate": {"act": {}}}), PAYLOAD, "what is sealed does not say where"),
        (canonical({**GOOD, "predicate": {"act": {}, "ledger": {"seq": True, "previous": ""}}}), PAYLOAD, "say where"),
        (canonical({**GOOD, "predicate": {"act": {}, "ledger": {"seq": 1}}}), PAYLOAD, "say where"),
        (canonical(GOOD), "text/plain", "entry 1 is sealed as something other than a statement"),
    ],
)
def test_what_is_no_statement_is_named_though_it_is_well_signed(payload: bytes, kind: str, says: str) -> None:
    (flaw,) = flaws([entry(payload, kind)])

    assert (flaw.seq, flaw.what) == (1, "statement")
    assert says in flaw.says


# --- keys that take another's place ------------------------------------------------------------------


def rotation(**said: object) -> dict[str, object]:
    old, new = ledgers.key().public, ledgers.key("New Jo").public
    act = {"kind": "key_rotated", "old": old.keyid, "new": new.keyid, "public_key": new.pem}
    return {**act, "name": new.name, "on": "2026-11-26", **said}


def rotated(tmp_path: Path, *signers: str, **said: object) -> list[Entry]:
    """One entry of an old key, one that puts another in its place, and one of that."""
    with ledgers.new("sqlite", tmp_path, 1) as ledger:
        ledgers.add(ledger, *signers, **rotation(**said))
        ledgers.add(ledger, "New Jo")
        return list(ledger.entries())


def test_a_key_that_a_trusted_one_introduced_is_trusted_from_there_on(tmp_path: Path) -> None:
    entries = rotated(tmp_path, "Jo Bloggs", "New Jo")

    assert flaws(entries) == []
    assert verify_chain(entries, ledgers.trusted("Jo Bloggs", "New Jo")) == []
    assert verify_chain(entries, None) == []


def test_a_new_key_does_not_count_before_it_was_introduced(tmp_path: Path) -> None:
    with ledgers.new("sqlite", tmp_path) as ledger:
        ledgers.add(ledger, "New Jo")
        ledgers.add(ledger, "Jo Bloggs", "New Jo", **rotation())
        assert named(list(ledger.entries())) == [(1, "seal")]


def test_what_the_old_key_signs_after_it_was_replaced_is_named(tmp_path: Path) -> None:
    entries = rotated(tmp_path, "Jo Bloggs", "New Jo")
    with open_ledger(str(tmp_path / "approvals.ledger")) as ledger:
        late = ledgers.add(ledger)

    (flaw,) = flaws([*entries, late])
    assert flaw == Flaw(4, "key", "entry 4 is signed by the old key of Jo Bloggs, which entry 2 replaced")


@pytest.mark.parametrize(
    ("signers", "said", "says"),
    [
        (("Jo Bloggs",), {}, "entry 2 introduces a new key that has not signed it"),
        (("Jo Bloggs", "New Jo"), {"public_key": "none"}, "entry 2 introduces a new key that has not signed it"),
        (("Jo Bloggs", "New Jo"), {"public_key": None}, "entry 2 introduces a new key that has not signed it"),
        (("Jo Bloggs", "New Jo"), {"new": "ab" * 32}, "entry 2 replaces a key that has not signed it"),
        (("Jo Bloggs", "New Jo"), {"old": ["x"]}, "entry 2 replaces a key that is not trusted here"),
        (
            ("Jo Bloggs", "New Jo"),
            {"old": "ab" * 32},
            "entry 2 replaces a key that is not trusted here: abababababababab",
        ),
    ],
)
def test_a_new_key_needs_the_word_of_the_old_one_and_its_own(
    tmp_path: Path, signers: tuple[str, ...], said: dict[str, object], says: str
) -> None:
    found = [flaw.says for flaw in flaws(rotated(tmp_path, *signers, **said))]

    assert found[0].startswith(says)
    assert "entry 3: the seal was made with a key that is not trusted here" in found[1]


def test_a_key_cannot_replace_one_that_did_not_sign(tmp_path: Path) -> None:
    with ledgers.new("sqlite", tmp_path) as ledger:
        ledgers.add(ledger, "Mallory", "New Jo", **rotation())
        found = verify_chain(ledger.entries(), ledgers.trusted("Jo Bloggs", "Mallory"))

    assert [flaw.says for flaw in found] == ["entry 1 replaces a key that has not signed it"]


# --- tampering with what is kept -----------------------------------------------------------------------

CHANGES = [
    ("UPDATE {entry} SET sha256 = '" + "ab" * 32 + "' WHERE seq = 2", "entry 2 is not what was recorded"),
    ("UPDATE {entry} SET previous = '" + "ab" * 32 + "' WHERE seq = 2", "entry 2 does not follow from entry 1"),
    ("UPDATE {entry} SET envelope = {byte} WHERE seq = 2", "entry 2 is not what was recorded"),
    ("UPDATE {entry} SET seq = 7 WHERE seq = 3", "entries 3 to 6 are missing"),
    ("DELETE FROM {entry} WHERE seq = 1", "entry 1 is missing"),
    ("DELETE FROM {entry} WHERE seq = 2", "entry 2 is missing"),
    ("DELETE FROM {entry} WHERE seq = 3", "the ledger ends with entry 2, and entry 3 was there"),
    ("DELETE FROM {entry}", "the ledger has no entries, and entry 3 was there"),
]


def by_sqlite(where: str, change: str) -> None:
    """A change by somebody who takes the guards away, and puts them back."""
    connection = sqlite3.connect(where, isolation_level=None)
    triggers = [name for name in ledger_sqlite.TABLES if name != "entry"]
    for name in triggers:
        connection.execute(f"DROP TRIGGER {name}")
    connection.execute(change.format(entry="entry", byte="cast(replace(envelope, 'A', 'B') AS BLOB)"))
    for name in triggers:
        connection.execute(ledger_sqlite.TABLES[name])
    connection.close()


def by_postgres(where: str, change: str) -> None:
    """The same by whoever owns the table."""
    with psycopg.connect(where, autocommit=True) as connection:
        connection.execute("ALTER TABLE gonogo_entry DROP CONSTRAINT gonogo_entry_check")
        connection.execute("ALTER TABLE gonogo_entry DISABLE TRIGGER USER")
        byte = "overlay(envelope PLACING '\\x21' FROM 20)"
        connection.execute(change.format(entry="gonogo_entry", byte=byte).encode())
        connection.execute("ALTER TABLE gonogo_entry ENABLE TRIGGER USER")


TAMPER: dict[str, Callable[[str, str], None]] = {"sqlite": by_sqlite, "postgresql": by_postgres}


@pytest.mark.parametrize("kind", ledgers.KINDS)
@pytest.mark.parametrize(("change", "says"), CHANGES, ids=[one for one, _ in CHANGES])
def test_whoever_takes_the_guards_away_is_found_by_the_chain(kind: str, change: str, says: str, tmp_path: Path) -> None:
    where = ledgers.place(kind, tmp_path)
    with open_ledger(where, new=True) as ledger:
        head = [ledgers.add(ledger) for _ in range(3)][-1]

    TAMPER[kind](where, change)

    with open_ledger(where) as ledger:
        found = flaws(list(ledger.entries()), Head(3, head.sha256))
    assert says in "\n".join(flaw.says for flaw in found)
