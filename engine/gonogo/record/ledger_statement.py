"""What an entry says: an in-toto Statement, version 1, on files named by their digests, with an act as its predicate.

The statement names its own number and the entry before it, so the signature covers its place in the ledger too.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any

from gonogo.model.diagnostic import LedgerError
from gonogo.record.canonical import canonical, normal
from gonogo.record.keys import PrivateKey
from gonogo.record.ledger_entry import Make
from gonogo.record.seal import packed, seal

STATEMENT = "https://in-toto.io/Statement/v1"
PREDICATE = "urn:gonogo:approval:1"
PAYLOAD = "application/vnd.in-toto+json"

Document = dict[str, Any]
Clock = Callable[[], datetime]


def sealed(act: Mapping[str, Any], subjects: Mapping[str, str], clock: Clock, *keys: PrivateKey) -> Make:
    """What `Ledger.append` asks for. `subjects`: SHA-256 in hex by name; the clock is read when its turn comes."""

    def make(seq: int, previous: str) -> bytes:
        document = statement(act, subjects, (seq, previous), clock())
        return packed(seal(canonical(document), PAYLOAD, *keys))

    return make


def statement(
    act: Mapping[str, Any], subjects: Mapping[str, str], place: tuple[int, str], recorded: datetime
) -> Document:
    """The statement of an entry. `place`: its number, and the SHA-256 of the entry before."""
    seq, previous = place
    made: Document = normal(
        {
            "_type": STATEMENT,
            "subject": [{"name": name, "digest": {"sha256": digest}} for name, digest in subjects.items()],
            "predicateType": PREDICATE,
            "predicate": {
                "ledger": {"seq": seq, "previous": previous},
                "recorded": recorded.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
                "act": dict(act),
            },
        }
    )
    return made


def stated(payload: bytes) -> Document:
    """The statement that was sealed; raises LedgerError where it is none of ours."""
    try:
        document = json.loads(payload)
    except (ValueError, RecursionError):
        raise LedgerError("what is sealed is no statement: it cannot be read as JSON") from None
    if not isinstance(document, dict) or document.get("_type") != STATEMENT:
        raise LedgerError("what is sealed is no in-toto statement")
    if document.get("predicateType") != PREDICATE:
        raise LedgerError("what is sealed is a statement of another kind, and no approval")
    predicate = document.get("predicate")
    if not isinstance(predicate, dict) or not isinstance(predicate.get("act"), dict):
        raise LedgerError("what is sealed says of no act")
    place = predicate.get("ledger")
    if not isinstance(place, dict) or type(place.get("seq")) is not int or not isinstance(place.get("previous"), str):
        raise LedgerError("what is sealed does not say where in the ledger it belongs")
    return document
