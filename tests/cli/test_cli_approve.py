"""`gonogo approve` and `gonogo verify` as they are typed: what they print, and how they end."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest

from gonogo.cli_common import Exit
from gonogo.resources import folder
from tests.approvals import Office
from tests.cli.run import Ran, run

WHO = ("--by", "board", "--person", "B. Chair", "--on", "2026-11-12")
PACK = ("policies/harbour", "autumn")
VERIFICATION, LOG = (
    jsonschema.Draft202012Validator(json.loads((folder("schemas") / f"{name}.schema.json").read_text("utf-8")))
    for name in ("verification", "log")
)


@pytest.fixture(autouse=True)
def office(desk: Path) -> Office:
    return Office(desk)


def approve(*words: str) -> Ran:
    return run("approve", *words, "--key", "office.key")


def verify(*words: str) -> Ran:
    return run("verify", *words, "--key", "office.key.pub")


def decided(*words: str) -> Ran:
    return approve("decision", *PACK, "--answer", "agreed", *WHO, "--no-report", "-o", "b.zip", *words)


def test_a_decision_is_recorded_said_in_words_and_verified() -> None:
    decided("--votes", "2-1-0").exits(Exit.GO).prints(
        "Recorded.", "Cut-over board agreed: Cut over on 2026-11-20?", "2 for"
    )
    verify("b.zip").exits(Exit.GO).prints("Everything that could be checked holds.")


def test_the_report_is_put_into_the_bundle_unless_it_is_not_wanted() -> None:
    made = approve("decision", *PACK, "--answer", "agreed", *WHO, "--report", "md", "--report", "json", "-o", "b.zip")

    made.exits(Exit.GO).prints("harbour.md (SHA-256", "harbour.json (SHA-256")
    verify("b.zip").exits(Exit.GO)
    decided("--follows", "1", "-o", "none.zip").exits(Exit.GO)
    assert b"report/" not in Path("none.zip").read_bytes()


def test_the_same_decision_twice_is_one_entry() -> None:
    decided().exits(Exit.GO).prints("Entry   1 of approvals.ledger")
    decided().exits(Exit.GO).prints("This is recorded already, as entry 1; nothing was added.")


def test_without_a_key_nothing_is_recorded_but_a_dry_run_is_possible() -> None:
    words = ("approve", "decision", *PACK, "--answer", "agreed", *WHO, "--no-report")

    run(*words).exits(Exit.USAGE, saying="--key is needed")
    run(*words, "--dry-run").exits(Exit.GO).prints("Would be recorded (nothing is yet):")
    assert not Path("approvals.ledger").exists()


def test_what_is_wrong_is_said_at_once_and_ends_as_wrong_usage() -> None:
    ran = approve("decision", *PACK, "--answer", "agred", "--by", "bord", "--on", "2026-11-31")

    ran.exits(Exit.USAGE, saying="did you mean `agreed`?")
    for text in ("did you mean `board`?", "`on` is no day", "`--person`"):
        assert text in ran.complained


def test_a_bundle_that_was_changed_ends_with_7() -> None:
    decided().exits(Exit.GO)
    content = Path("b.zip").read_bytes()
    Path("b.zip").write_bytes(content.replace(b"severity: 3", b"severity: 4"))

    verify("b.zip").exits(Exit.LEDGER).prints("DOES NOT HOLD", "evidence/evidence/autumn.yaml", "It does not verify.")


def test_an_approval_that_is_void_ends_with_1() -> None:
    decided().exits(Exit.GO)

    verify("b.zip", "--ledger", "approvals.ledger", "--on", "2026-11-21").exits(Exit.NO_GO).prints("VOID", "look-again")


def test_a_key_that_did_not_sign_ends_with_7(office: Office) -> None:
    decided().exits(Exit.GO)
    run("keys", "new", "Other", "-o", "other.key").exits(Exit.GO)

    run("verify", "b.zip", "--key", "other.key.pub").exits(Exit.LEDGER).prints("not trusted here")


def test_the_findings_are_to_be_had_as_json() -> None:
    decided().exits(Exit.GO)

    found = verify("b.zip", "--format", "json").exits(Exit.GO).json

    assert (found["schema"], found["verdict"], found["entry"]["seq"]) == ("gonogo/verification/1", "holds", 1)
    assert {one["state"] for one in found["findings"]} == {"holds", "cannot be told", "note"}


def test_what_verify_and_log_give_to_programs_is_as_their_schemas_say() -> None:
    decided().exits(Exit.GO)
    Path("damaged.zip").write_bytes(Path("b.zip").read_bytes()[:-1])
    void = verify("b.zip", "--ledger", "approvals.ledger", "--on", "2026-12-24", "--format", "json").exits(Exit.NO_GO)
    damaged = verify("damaged.zip", "--format", "json").exits(Exit.LEDGER)
    listed = ("log", "--format", "json")

    for found in (verify("b.zip", "--format", "json"), void, damaged):
        VERIFICATION.validate(found.json)
    for words in ((), ("--lapsing", "2026-12-24"), ("--check", "office.key.pub", "--head", f"7:{'0' * 64}")):
        LOG.validate(run(*listed, *words).json)


def test_the_head_that_is_printed_is_the_head_that_is_asked_for() -> None:
    printed = decided().printed
    head = next(line.split()[1] for line in printed.splitlines() if line.strip().startswith("Head"))

    verify("b.zip", "--ledger", "approvals.ledger", "--head", head).exits(Exit.GO).prints(
        "the head that is known,", "entry 1"
    )
    verify("b.zip", "--head", head).exits(Exit.GO).prints("known as the ledger's head")
    verify("b.zip", "--head", head[:20]).exits(Exit.GO).prints("known as the ledger's head")
    later = verify("b.zip", "--head", f"9:{'0' * 64}", "--format", "json").exits(Exit.GO)
    later.prints("whether it is whole up to entry 9: no ledger was given")
    verify("b.zip", "--head", f"2:{'0' * 64}", "--ledger", "approvals.ledger").exits(Exit.LEDGER).prints("cut off")
    verify("b.zip", "--head", "2").exits(Exit.USAGE, saying="is no head")


@pytest.mark.parametrize("kind", ["decision", "policy", "parameter", "waiver", "risk", "correction"])
def test_a_template_can_be_filled_in(kind: str) -> None:
    run("approve", "template", kind).exits(Exit.GO).prints(f"act: {kind}", "by: ", "person: ", "on: ")


def test_every_kind_is_recorded() -> None:
    held = ("--until", "2026-12-31", "--owner", "supplier", "--reason", "So")
    for words in (
        ("policy", "policies/harbour", *WHO, "--consensus"),
        ("waiver", "policies/harbour", *WHO, *held, "--criterion", "A1", "--covers", "fail", "--covers", "unknown"),
        ("risk", "policies/harbour", *WHO, *held, "--risk", "R1", "--with", "a copy"),
        (
            "correction",
            *PACK,
            *WHO,
            *held,
            "--fact",
            "defect",
            "--record",
            "D-1",
            "--field",
            "severity",
            "--to-value",
            "4",
        ),
    ):
        approve(*words, "-o", f"{words[0]}.zip").exits(Exit.GO).prints("Recorded.")
        verify(f"{words[0]}.zip", "--ledger", "approvals.ledger").exits(Exit.GO)


def test_a_ledger_that_is_damaged_ends_with_7() -> None:
    decided().exits(Exit.GO)
    Path("approvals.ledger").write_bytes(b"SQLite format 3\x00 and nothing else")
    for side in ("-wal", "-shm"):
        Path(f"approvals.ledger{side}").unlink(missing_ok=True)

    assert verify("b.zip", "--ledger", "approvals.ledger").code == Exit.LEDGER
    assert decided().code == Exit.LEDGER


def test_no_bundle_is_written_where_there_is_no_folder_and_nothing_is_recorded() -> None:
    decided("-o", "nowhere/b.zip").exits(Exit.USAGE, saying="no folder to write the bundle into")
    assert not Path("approvals.ledger").exists()
