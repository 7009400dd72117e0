"""`gonogo keys` and `gonogo log`, as a person types them: what they print, how they end, and what they never show."""

from __future__ import annotations

import json
import re
import sqlite3
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from securesystemslib.dsse import Envelope
from securesystemslib.signer import SSlibKey

from gonogo.model import approval
from gonogo.model.wire import plain
from gonogo.record import keys, ledger_sqlite
from gonogo.record.ledger import open_ledger
from tests import ledgers
from tests.cli.run import run

ENDS = {"well": 0, "usage": 2, "ledger": 7}


@pytest.fixture(autouse=True)
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder, in which the commands are typed."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("GONOGO_LEDGER", raising=False)
    return tmp_path


def fill(where: str = "approvals.ledger") -> None:
    """Two entries, and Jo's public key beside them."""
    policy = approval.PolicyMark(id="release", title="Release", version="3", sha256="ab" * 32)
    by = approval.Signatory(role="panel", title="The Panel", person="Jo Bloggs")
    day = date(2026, 11, 26)
    agreed: dict[str, Any] = plain(approval.PolicyAgreed(by=by, on=day, policy=policy))
    waiver: dict[str, Any] = plain(
        approval.WaiverGranted(
            by=by, on=day, policy=policy, id="W1", criterion="AC3", until=day, owner="DCC", reason="known", entry={}
        )
    )
    with open_ledger(where, new=True) as ledger:
        ledgers.add(ledger, **{"answer": ..., "reason": ..., **agreed})
        ledgers.add(ledger, **{"answer": ..., **waiver})
    Path("jo.pub").write_text(ledgers.key().public.pem, "utf-8")


# --- keys ---------------------------------------------------------------------------------------------


def test_a_key_is_made_and_shown_and_its_private_half_is_never_printed() -> None:
    made = run("keys", "new", "Zoë O'Neil", "-o", "zoe.key").exits(0)
    shown = run("keys", "show", "zoe.key").exits(0)
    public = run("keys", "show", "zoe.key.pub").exits(0)

    secret = Path("zoe.key").read_text("utf-8").splitlines()[2]
    keyid = keys.read_public(Path("zoe.key.pub")).keyid
    assert shown.printed == public.printed == f"key id: {keyid}\n{Path('zoe.key.pub').read_text('utf-8')}"
    made.prints(keyid, "the private key of Zoë O'Neil")
    assert not [one for one in (made, shown, public) if secret in one.printed]


def test_a_locked_key_needs_its_passphrase() -> None:
    Path("pass").write_text("größer\n", "utf-8")
    Path("pass").chmod(0o600)
    run("keys", "new", "Jo", "-o", "jo.key", "--passphrase-file", "pass").exits(0)

    run("keys", "show", "jo.key").exits(ENDS["usage"], saying="error[A104]")
    run("keys", "show", "jo.key", "--passphrase-file", "pass").exits(0).prints("name: Jo")


def test_a_key_needs_a_file() -> None:
    run("keys", "new", "Jo", "-o", "").exits(ENDS["usage"], saying="--output names no file")


def test_a_new_key_takes_the_place_of_an_old_one_and_the_ledger_says_so() -> None:
    run("keys", "new", "Jo", "-o", "jo.key").exits(0)
    with open_ledger("approvals.ledger", new=True):
        pass
    run("keys", "rotate", "jo.key", "-o", "sam.key", "--reason", "Jo left", "--name", "Sam").exits(0).prints(
        "entry 1: from here on the key in sam.key signs for Sam"
    )

    run("log", "--check", "jo.key.pub").exits(0).prints("Signed by Jo (key", "and Sam (key")
    run("log", "--check", "sam.key.pub").exits(ENDS["ledger"]).prints("entry 1 replaces a key that is not trusted here")
    run("keys", "rotate", "jo.key", "-o", "x.key", "--reason", "again").exits(ENDS["usage"], saying="error[A107]")
    assert not Path("x.key").exists()


def test_where_a_rotation_cannot_be_recorded_no_new_key_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ledger_sqlite, "WAIT", 0.05)
    run("keys", "new", "Jo", "-o", "jo.key").exits(0)
    fill()
    other = sqlite3.connect("approvals.ledger", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")

    run("keys", "rotate", "jo.key", "-o", "new.key", "--reason", "why not").exits(ENDS["ledger"], saying="kept busy")
    other.close()
    assert not [*Path().glob("new.key*")]


# --- the log ------------------------------------------------------------------------------------------


def test_the_log_lists_what_was_recorded() -> None:
    fill()

    run("log").exits(0).prints(
        "   1  2026-11-26  agreed to the policy release 3\n      Jo Bloggs, for The Panel\n",
        "   2  2026-11-26  granted waiver W1 of criterion AC3\n",
    )
    run("log", "--kind", "waiver").exits(0).prints("granted waiver")
    run("log", "--body", "nobody").exits(0).prints("No entry is like that.")
    run("log", "2").exits(0).prints("Entry 2\n", "Owner        DCC\n")
    run("log", "3").exits(ENDS["usage"], saying="entry 3 is not there")


def test_the_log_finds_its_ledger(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (desk / "policies" / "deep").mkdir(parents=True)
    fill()
    monkeypatch.chdir(desk / "policies" / "deep")
    run("log").exits(0).prints("granted waiver")

    monkeypatch.chdir(desk)
    fill("other.ledger")
    monkeypatch.setenv("GONOGO_LEDGER", "other.ledger")
    assert run("log", "--format", "json").exits(0).json["ledger"] == "other.ledger"
    assert run("log", "--format", "json", "--ledger", "approvals.ledger").json["ledger"] == "approvals.ledger"


def test_the_log_is_given_to_programs() -> None:
    fill()
    document = run("log", "--format", "json").exits(0).json

    assert document["schema"] == "gonogo/log/1"
    assert [row["act"]["kind"] for row in document["entries"]] == ["policy_agreed", "waiver"]
    run("log", "--format", "csv", "-o", "log.csv").exits(0).prints_nothing()
    assert Path("log.csv").read_bytes().count(b"\r\n") == 3


def test_the_envelopes_that_are_exported_verify_with_in_totos_own_library() -> None:
    fill()
    key = ledgers.key().public
    theirs = SSlibKey(key.keyid, "ed25519", "ed25519", {"public": key.der[-32:].hex()})
    lines = run("log", "--format", "dsse").exits(0).printed.splitlines()

    assert len(lines) == 2
    assert [*Envelope.from_dict(json.loads(lines[1])).verify([theirs], 1)] == [key.keyid]
    assert run("log", "2", "--format", "dsse").exits(0).printed.splitlines() == lines[1:]


def test_what_ends_before_a_day_is_listed() -> None:
    fill()

    run("log", "--lapsing", "2026-11-27").exits(0).prints("2026-11-26  waiver W1\n            owner: DCC; entry 2\n")
    run("log", "--lapsing", "2026-11-26").exits(0).prints("Nothing that is recorded ends before 2026-11-26.")
    assert run("log", "--lapsing", "2026-11-27", "--format", "json").exits(0).json["items"][0]["of"] == "W1"


def test_a_ledger_is_checked_with_the_keys_that_are_trusted() -> None:
    fill()
    with open_ledger("approvals.ledger") as ledger:
        head = ledger.head()

    run("log", "--check", "jo.pub").exits(0).prints("2 entries, each following from the one before it.", "--head")
    known = f"{head.seq}:{head.sha256[:20]}"
    run("log", "--check", "jo.pub", "--head", known).exits(0).prints("Entry 2, known from elsewhere, is in it.")
    assert run("log", "--check", "jo.pub", "--format", "json").exits(0).json["flaws"] == []


def test_a_cut_tail_and_a_strange_key_are_named_and_end_the_command_with_7() -> None:
    fill()
    run("keys", "new", "Sam", "-o", "sam.key").exits(0)

    run("log", "--check", "sam.key.pub").exits(ENDS["ledger"]).prints(
        "The ledger does not verify: 2 things are wrong.", "- entry 1: the seal was made with a key that is not trusted"
    )
    cut = run("log", "--head", "3:" + "ab" * 8).exits(ENDS["ledger"], saying="the tail has been cut off")
    cut.prints("granted waiver")
    checked = run("log", "--check", "jo.pub", "--head", "3:" + "ab" * 8, "--format", "json").exits(ENDS["ledger"])
    assert [flaw["what"] for flaw in checked.json["flaws"]] == ["tail"]


@pytest.mark.parametrize(
    ("words", "saying"),
    [
        (["--output", ""], "--output names no file"),
        (["--check", "jo.pub", "--format", "csv"], "--check goes with --format text or json"),
        (["--check", "jo.pub", "--lapsing", "2026-11-27"], "--check goes with"),
        (["--lapsing", "2026-11-27", "--format", "dsse"], "--lapsing goes with"),
        (["--head", "7"], "`7` is no head; write it as 7:5f2c…"),
        (["--head", "7:xyz"], "is no head"),
        (["--since", "yesterday"], "is not a day"),
        (["--ledger", "none.ledger"], "error[A111]"),
    ],
)
def test_what_cannot_be_meant_is_said(words: list[str], saying: str) -> None:
    fill()

    assert run("log", *words).exits(ENDS["ledger" if "A111" in saying else "usage"], saying=saying).printed == ""


def test_a_damaged_ledger_ends_with_7_and_no_traceback() -> None:
    fill()
    content = bytearray(Path("approvals.ledger").read_bytes())
    at = content.index(b'"payload":"') + 30
    content[at] ^= 1
    Path("approvals.ledger").write_bytes(content)

    damaged = run("log", "--check", "jo.pub").exits(ENDS["ledger"])
    assert re.search(r"entry [12] is not what was recorded", damaged.printed)
    Path("approvals.ledger").write_bytes(content[:5000])
    run("log").exits(ENDS["ledger"], saying="is damaged")
