"""What is found of a receipt, its files, its ledger and its standing: each as a sentence, with what it means."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from gonogo.model.approval import Act, Answer, Lapse
from gonogo.model.diagnostic import LedgerError
from gonogo.model.noun import replace
from gonogo.record.approve import Statement, enter, statement_in
from gonogo.record.keys import PrivateKey, make, read_private, trusted
from gonogo.record.ledger import Entry, Head, open_ledger
from gonogo.record.receipt import Receipt, read_receipt, write_receipt
from gonogo.record.seal import packed, unpacked
from gonogo.record.verify import (
    Finding,
    State,
    chain_findings,
    file_findings,
    head_finding,
    seal_finding,
    successors,
)
from gonogo.record.verify_again import compared, entitled
from gonogo.record.verify_standing import Now, standing
from gonogo.resources import folder
from tests.approvals import ACTS, BY, DAY, PACK, decision

NOW = datetime(2026, 11, 25, 10, 0, tzinfo=UTC)
FILES = {"policy/policy.yaml": b"policy: harbour\n", "report/minutes.pdf": b"%PDF"}
SCHEMA = json.loads((folder("schemas") / "receipt.schema.json").read_text("utf-8"))


@pytest.fixture(scope="module")
def key(tmp_path_factory: pytest.TempPathFactory) -> PrivateKey:
    path = tmp_path_factory.mktemp("keys") / "office.key"
    make(path, "Secretary")
    return read_private(path)


@pytest.fixture(scope="module")
def other(tmp_path_factory: pytest.TempPathFactory) -> PrivateKey:
    path = tmp_path_factory.mktemp("keys") / "other.key"
    make(path, "Somebody else")
    return read_private(path)


@pytest.fixture
def entries(key: PrivateKey, tmp_path: Path) -> list[Entry]:
    from gonogo.record.approve import digest_of

    subjects = {name: digest_of(content) for name, content in FILES.items()}
    with open_ledger(str(tmp_path / "l"), new=True) as ledger:
        for act in (ACTS["policy"], ACTS["decision"], ACTS["waiver"]):
            enter(ledger, act, subjects, key, lambda: NOW)
        return list(ledger.entries())


@pytest.fixture
def receipt(entries: list[Entry]) -> Receipt:
    return read_receipt(write_receipt(entries[1]))


def states(findings: Iterable[Finding]) -> list[tuple[State, str]]:
    return [(one.state, one.about) for one in findings]


def says(findings: Iterable[Finding]) -> str:
    return "\n".join(one.says for one in findings)


# --- the receipt ---------------------------------------------------------------------------------


def test_a_receipt_says_what_its_entry_says(receipt: Receipt, entries: list[Entry]) -> None:
    assert receipt.statement.act == ACTS["decision"]
    assert (receipt.seq, receipt.previous, receipt.sha256) == (2, entries[0].sha256, entries[1].sha256)
    assert jsonschema.Draft202012Validator(SCHEMA).is_valid(json.loads(write_receipt(entries[1])))


def test_every_single_byte_of_a_receipt_that_is_changed_is_found(entries: list[Entry], key: PrivateKey) -> None:
    whole = write_receipt(entries[1])
    known = trusted([key.public])
    unseen = []
    for place in range(len(whole)):
        changed = bytearray(whole)
        changed[place] ^= 0x01
        try:
            found = read_receipt(bytes(changed))
        except LedgerError:
            continue
        if seal_finding(found, known).state is State.HOLDS:
            unseen.append(place)

    assert unseen == []


@pytest.mark.parametrize(
    "content", [b"", b"{}", b"[1]", b"null", b'{"entry": 1, "previous": "", "envelope": {}}', b"\xff"]
)
def test_what_is_no_receipt_is_refused_in_a_sentence(content: bytes) -> None:
    with pytest.raises(LedgerError, match=r"receipt|seal"):
        read_receipt(content)


def test_a_receipt_that_says_the_same_in_other_words_is_refused(entries: list[Entry]) -> None:
    document = json.loads(write_receipt(entries[1]))

    for changed in ({**document, "note": "x"}, {**document, "entry": 3}, {**document, "keys": []}):
        with pytest.raises(LedgerError):
            read_receipt((json.dumps(changed, indent=2) + "\n").encode())


# --- the seal ------------------------------------------------------------------------------------


def test_a_seal_names_who_made_it(receipt: Receipt, key: PrivateKey) -> None:
    found = seal_finding(receipt, trusted([key.public]))

    assert found.state is State.HOLDS
    assert "Secretary" in found.says


def test_a_seal_by_a_key_that_is_not_trusted_does_not_hold(receipt: Receipt, other: PrivateKey) -> None:
    assert seal_finding(receipt, trusted([other.public])).state is State.FAILS


def test_a_signature_of_something_else_does_not_hold(receipt: Receipt, entries: list[Entry], key: PrivateKey) -> None:
    mixed = {**unpacked(receipt.envelope), "signatures": unpacked(entries[0].envelope)["signatures"]}

    assert seal_finding(replace(receipt, envelope=packed(mixed)), trusted([key.public])).state is State.FAILS


# --- the files -----------------------------------------------------------------------------------


def test_files_that_are_the_same_hold(receipt: Receipt) -> None:
    assert states(file_findings(receipt.statement, FILES)) == [(State.HOLDS, "files")]


@pytest.mark.parametrize(
    ("files", "sentence"),
    [
        ({**FILES, "report/minutes.pdf": b"%PDX"}, "report/minutes.pdf was changed"),
        ({"policy/policy.yaml": FILES["policy/policy.yaml"]}, "report/minutes.pdf is missing"),
        ({**FILES, "policy/more.yaml": b""}, "policy/more.yaml was added"),
    ],
)
def test_a_file_that_is_changed_missing_or_added_is_named(
    receipt: Receipt, files: dict[str, bytes], sentence: str
) -> None:
    found = list(file_findings(receipt.statement, files))

    assert next(one.says for one in found if one.state is State.FAILS).startswith(sentence)


# --- the ledger ----------------------------------------------------------------------------------


def test_an_entry_that_stands_in_a_whole_ledger_holds(receipt: Receipt, entries: list[Entry], key: PrivateKey) -> None:
    head = Head(3, entries[2].sha256)

    assert states(chain_findings(receipt, entries, trusted([key.public]), head)) == [
        (State.HOLDS, "ledger"),
        (State.HOLDS, "entry"),
    ]


def test_a_ledger_without_the_entry_or_with_another_one_does_not_hold(
    receipt: Receipt, entries: list[Entry], key: PrivateKey
) -> None:
    known = trusted([key.public])

    assert (State.FAILS, "entry") in states(chain_findings(receipt, entries[:1], known, None))
    assert (State.FAILS, "entry") in states(
        chain_findings(replace(receipt, envelope=entries[0].envelope), entries, known, None)
    )


def test_a_tail_that_was_cut_off_shows_against_a_known_head(
    receipt: Receipt, entries: list[Entry], key: PrivateKey
) -> None:
    found = chain_findings(receipt, entries[:2], trusted([key.public]), Head(3, entries[2].sha256))

    assert "the tail has been cut off" in says(found)


def test_without_a_ledger_it_is_said_what_cannot_be_told(receipt: Receipt) -> None:
    assert head_finding(receipt, None).state is State.UNKNOWN
    assert head_finding(receipt, Head(2, receipt.sha256)).state is State.HOLDS
    assert head_finding(receipt, Head(2, "0" * 64)).state is State.FAILS


def test_no_key_is_trusted_that_a_broken_ledger_introduces(entries: list[Entry], key: PrivateKey) -> None:
    known = trusted([key.public])

    assert successors(known, entries) == known
    assert successors(known, entries[1:]) == known


# --- deciding again ------------------------------------------------------------------------------


def document(engine: str = "1", **changes: Any) -> bytes:
    said = {
        "engine": engine,
        "decisions": [{"id": "decision", "outcome": "go", "rule": "D", "to": None, "because": "All pass"}],
        "criteria": [{"id": "A1", "verdict": "pass", "rule": "A1-clear"}],
        "risks": [{"id": "R1", "state": "accepted", "controls": [{"id": "C", "state": "in_place", "rule": "r"}]}],
        **changes,
    }
    return json.dumps(said).encode()


def test_the_same_bytes_hold() -> None:
    assert states(compared(document(), document())) == [(State.HOLDS, "decision")]


def test_one_engine_never_decides_in_two_ways() -> None:
    other = document(criteria=[{"id": "A1", "verdict": "fail", "rule": "A1-clear"}])

    found = list(compared(document(), other))

    assert {one.state for one in found} == {State.FAILS}
    assert 'criteria.A1.verdict: was "pass", is "fail" now' in says(found)


def test_another_engine_that_words_it_otherwise_is_a_note() -> None:
    gates = [{"id": "decision", "outcome": "go", "rule": "D", "to": None, "because": "Everything passes"}]

    found = list(compared(document(), document("2", decisions=gates)))

    assert (State.HOLDS, "decision") in states(found)
    assert State.FAILS not in {one.state for one in found}
    assert "gonogo 1, and again by gonogo 2" in says(found)
    assert "Everything passes" in says(found)


def test_another_engine_that_comes_to_something_else_does_not_hold() -> None:
    other = document("2", criteria=[{"id": "A1", "verdict": "unknown", "rule": None}])

    assert (State.FAILS, "decision") in states(compared(document(), other))


def test_a_decision_that_cannot_be_read_does_not_hold() -> None:
    assert states(compared(b"?", document())) == [(State.FAILS, "decision")]


# --- standing ------------------------------------------------------------------------------------


def said(seq: int, act: Act) -> Statement:
    return Statement(act=act, subjects={}, seq=seq, previous="", recorded="")


def void(act: Act, now: Now, seq: int = 2) -> str:
    return says(one for one in standing(seq, act, now) if one.state is State.VOID)


SIMPLE = decision(conditions=(), policy_agreed=None)
WAIVED = decision(conditions=(), lapses=(Lapse(what="the waiver W1 of A1 has ended", until=DAY),))
AFTER = date(2026, 11, 13)


@pytest.mark.parametrize(
    ("act", "now", "why"),
    [
        (SIMPLE, Now(policy="f" * 64), "the policy harbour has changed"),
        (SIMPLE, Now(evidence="f" * 64), "the evidence autumn has changed"),
        (WAIVED, Now(on=AFTER), "the waiver W1 of A1 has ended"),
        (ACTS["waiver"], Now(on=AFTER), "it held until 2026-11-12, that day included"),
        (ACTS["risk"], Now(on=AFTER), "it held until 2026-11-12"),
        (ACTS["deferred"], Now(on=date(2027, 2, 2)), "the question is open"),
        (decision(), Now(on=date(2026, 11, 21), ledger={}), "condition C1 (Look again.) was due on 2026-11-20"),
        (SIMPLE, Now(ledger={3: said(3, decision(answer=Answer.REJECTED, follows=2))}), "entry 3 took it back"),
        (SIMPLE, Now(ledger={3: said(3, decision(answer=Answer.REJECTED))}), "entry 3 took it back"),
        (ACTS["deferred"], Now(ledger={3: said(3, decision(follows=2))}), "entry 3 answers the question anew"),
        (ACTS["waiver"], Now(ledger={3: said(3, replace(ACTS["waiver"], follows=2))}), "takes its place"),
    ],
)
def test_an_act_is_void_where_what_it_rests_on_has_changed_or_ended(act: Act, now: Now, why: str) -> None:
    assert why in void(act, now)


@pytest.mark.parametrize(
    ("act", "now"),
    [
        (SIMPLE, Now(policy="a" * 64, evidence="b" * 64)),
        (ACTS["waiver"], Now(on=DAY)),
        (decision(), Now(on=date(2026, 11, 20), ledger={})),
        (decision(), Now(on=date(2026, 11, 21))),
        (decision(), Now(on=date(2026, 11, 21), ledger={3: said(3, decision(follows=2, met=("C1",)))})),
        (SIMPLE, Now(ledger={3: said(3, decision(answer=Answer.REJECTED, evidence=replace(PACK, id="spring")))})),
        (SIMPLE, Now(ledger={3: said(3, decision(answer=Answer.REJECTED, on=date(2026, 11, 11)))})),
        (SIMPLE, Now(ledger={3: said(3, decision(answer=Answer.NOTED, follows=2))})),
        (decision(answer=Answer.NOTED), Now(on=date(2030, 1, 1), ledger={})),
    ],
)
def test_it_stands_otherwise(act: Act, now: Now) -> None:
    assert void(act, now) == ""


def test_what_was_not_given_to_look_at_is_said_to_be_so() -> None:
    found = states(standing(2, SIMPLE, Now()))

    assert [one for one in found if one[0] is State.UNKNOWN] == [(State.UNKNOWN, "day"), (State.UNKNOWN, "later")]


def test_a_body_that_agrees_once_more_without_a_link_is_noted() -> None:
    found = standing(2, SIMPLE, Now(ledger={3: said(3, decision())}))

    assert (State.NOTE, "later") in states(found)


SUPPLIER = replace(BY, role="supplier", title="System supplier")
FINAL = decision(by=SUPPLIER, capacity="owner of `C1`, a condition of entry 1", follows=1)


@pytest.mark.parametrize(
    ("act", "ledger", "state"),
    [
        (SIMPLE, None, State.HOLDS),
        (decision(by=SUPPLIER), {}, State.FAILS),
        (replace(ACTS["waiver"], by=SUPPLIER), {}, State.FAILS),
        (FINAL, None, State.UNKNOWN),
        (FINAL, {1: said(1, decision())}, State.HOLDS),
        (FINAL, {1: said(1, SIMPLE)}, State.FAILS),
        (FINAL, {}, State.FAILS),
    ],
)
def test_whether_it_was_for_that_role_to_act_is_told_from_the_policy_and_the_ledger(
    act: Act, ledger: dict[int, Statement] | None, state: State
) -> None:
    assert states(entitled(act, "board", ledger)) == [(state, "authority")]


def test_a_condition_whose_end_nobody_can_tell_is_said_to_be_so() -> None:
    found = standing(2, decision(policy_agreed=None), Now(on=date(2026, 11, 21)))

    assert (State.UNKNOWN, "condition") in states(found)


def test_an_agreement_that_is_relied_on_must_stand_in_the_ledger() -> None:
    policy = replace(ACTS["policy"], on=DAY)

    good = standing(2, decision(), Now(ledger={1: said(1, policy)}))
    bad = standing(2, decision(), Now(ledger={1: said(1, ACTS["waiver"])}))

    assert (State.HOLDS, "agreement") in states(good)
    assert (State.FAILS, "agreement") in states(bad)


def test_a_policy_that_nobody_agreed_to_is_noted() -> None:
    assert (State.NOTE, "agreement") in states(standing(2, SIMPLE, Now()))


def test_a_statement_that_says_more_is_refused(entries: list[Entry], key: PrivateKey) -> None:
    from gonogo.record.canonical import canonical
    from gonogo.record.seal import contents, seal

    statement = json.loads(contents(unpacked(entries[0].envelope)))
    for changed in (
        {**statement, "more": 1},
        {**statement, "predicate": {**statement["predicate"], "more": 1}},
        {**statement, "predicate": {**statement["predicate"], "act": {"kind": "party"}}},
        {**statement, "subject": [{"name": "x"}]},
    ):
        with pytest.raises(LedgerError, match="what is sealed"):
            statement_in(packed(seal(canonical(changed), "application/vnd.in-toto+json", key)))
