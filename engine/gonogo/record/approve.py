"""What is sealed for an act, and how it gets into a ledger: an in-toto Statement in a DSSE envelope.

The statement holds the act itself, the digest of every file that it is about (its *subjects*), its number in the
ledger and the digest of the entry before. So whoever has one entry can check the files, and whoever has all, the order.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from hashlib import sha256
from typing import Any, TypeAlias

from gonogo.model.approval import Act, ParameterChanged, PolicyAgreed
from gonogo.model.diagnostic import InternalError, LedgerError
from gonogo.model.noun import Noun
from gonogo.model.wire import Unfit, noun_of, plain
from gonogo.record.canonical import canonical
from gonogo.record.keys import PrivateKey
from gonogo.record.ledger_entry import Entry, Ledger
from gonogo.record.ledger_statement import PAYLOAD, Clock, sealed, stated
from gonogo.record.seal import contents, unpacked

KEYS = {"_type", "subject", "predicateType", "predicate"}
PARTS = {"ledger", "recorded", "act"}
Agreement: TypeAlias = PolicyAgreed | ParameterChanged


class Statement(Noun, frozen=True, kw_only=True):
    """What was sealed, read back. `recorded` is when it was entered, in UTC."""

    act: Act
    subjects: Mapping[str, str]
    seq: int
    previous: str
    recorded: str


def enter(ledger: Ledger, act: Act, subjects: Mapping[str, str], key: PrivateKey, clock: Clock) -> Entry:
    """Seals an act and appends it: its number and link are settled inside the ledger's own transaction.

    `subjects`: the SHA-256 of each file that belongs to it, by the file's name in a bundle.
    """
    return ledger.append(sealed(plain(act), dict(sorted(subjects.items())), clock, key))


def statement_in(envelope: bytes) -> Statement:
    """The statement in an envelope, whoever signed it; raises LedgerError where it holds none that can be read."""
    opened = unpacked(envelope)
    if opened["payloadType"] != PAYLOAD:
        raise LedgerError("what is sealed is of another kind than gonogo seals")
    return read_statement(contents(opened))


def read_statement(payload: bytes) -> Statement:
    """The statement that these bytes say; one that says more than a statement can is refused."""
    document = stated(payload)
    predicate, subjects = document["predicate"], document.get("subject")
    if document.keys() != KEYS or predicate.keys() != PARTS or not _in_one_form(document, payload):
        raise LedgerError("what is sealed says more than a statement says, or says it in another form")
    try:
        act: Act = noun_of(predicate["act"], Act)
    except Unfit as unfit:
        raise LedgerError(f"what is sealed cannot be read as an act ({unfit})") from None
    try:
        files = {str(one["name"]): str(one["digest"]["sha256"]) for one in subjects or ()}
    except (KeyError, TypeError):
        raise LedgerError("what is sealed does not say which files it is about") from None
    place = predicate["ledger"]
    return Statement(
        act=act, subjects=files, seq=place["seq"], previous=place["previous"], recorded=str(predicate["recorded"])
    )


def _in_one_form(document: object, payload: bytes) -> bool:
    try:
        return canonical(document) == payload
    except InternalError:  # something that is never sealed here, such as a fraction
        return False


def acts(entries: Iterable[Entry]) -> dict[int, Statement]:
    """What each entry says, by its number; one that cannot be read is left out (checking the chain names it)."""
    found = {}
    for entry in entries:
        try:
            found[entry.seq] = statement_in(entry.envelope)
        except LedgerError:
            continue
    return found


def agreements(said: Mapping[int, Statement], authority: str | None) -> Iterator[tuple[int, Agreement]]:
    """Every entry by which the authority agreed to a policy, as it was then."""
    for seq, one in said.items():
        if isinstance(one.act, PolicyAgreed | ParameterChanged) and one.act.by.role == authority:
            yield seq, one.act


def agreement(policy: Mapping[str, Any], said: Mapping[int, Statement], on: date) -> int | None:
    """The latest entry by which the authority had agreed, by that day, to a policy with exactly this digest."""
    found = None
    for seq, act in agreements(said, policy["authority"]):
        if act.policy.sha256 == policy["sha256"] and act.on <= on and (act.until is None or act.until >= on):
            found = seq
    return found


def digest_of(content: bytes) -> str:
    """What a file is known by."""
    return sha256(content).hexdigest()
