"""The receipt of an entry: the entry itself, sealed, with its number and links, as one small file to keep.

It has one form: `write_receipt` makes it, and `read_receipt` refuses any other way of writing the same, so no byte of
it can change unseen. Everything in it that is not sealed repeats what is, or follows from it.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from gonogo.model.diagnostic import InternalError, LedgerError
from gonogo.model.noun import Noun
from gonogo.record.approve import Statement, digest_of, statement_in
from gonogo.record.seal import packed, unpacked

if TYPE_CHECKING:
    from gonogo.record.ledger import Entry

SCHEMA = "gonogo/receipt/1"
LARGEST = 16_000_000  # bytes


class Receipt(Noun, frozen=True, kw_only=True):
    """An entry as its receipt states it. `sha256` is the entry's, and was the ledger's head when it was made."""

    seq: int
    previous: str
    sha256: str
    envelope: bytes
    statement: Statement


def write_receipt(entry: Entry) -> bytes:
    """The receipt of an entry."""
    return _written(entry.seq, entry.previous, entry.envelope)


def _written(seq: int, previous: str, envelope: bytes) -> bytes:
    sealed = unpacked(envelope)
    digest = digest_of(envelope)
    document: dict[str, Any] = {
        "schema": SCHEMA,
        "entry": seq,
        "previous": previous,
        "sha256": digest,
        "head": {"seq": seq, "sha256": digest},
        "keys": [one["keyid"] for one in sealed["signatures"]],
        "envelope": sealed,
    }
    return (json.dumps(document, indent=2, ensure_ascii=False) + "\n").encode()


def is_receipt(content: bytes) -> bool:
    """Whether a file says of itself that it is a receipt."""
    return SCHEMA.encode() in content[:100]


def read_receipt(content: bytes) -> Receipt:
    """The receipt that these bytes are; raises LedgerError with what is wrong with them."""
    if len(content) > LARGEST:
        raise LedgerError("the receipt is larger than any that was made here")
    try:
        document = json.loads(content)
        envelope = packed(document["envelope"])
        seq, previous = document["entry"], document["previous"]
    except (ValueError, KeyError, TypeError, RecursionError, InternalError):
        raise LedgerError("the receipt cannot be read: it is damaged, or no receipt") from None
    if isinstance(seq, bool) or not isinstance(seq, int) or not isinstance(previous, str):
        raise LedgerError("the receipt cannot be read: its number or its link is damaged")
    said = statement_in(envelope)
    if document.get("sha256") != digest_of(envelope):
        raise LedgerError("the receipt's digest does not fit the entry that is sealed in it")
    if (said.seq, said.previous) != (seq, previous):
        raise LedgerError(f"the receipt says that it is entry {seq}; what is sealed in it says otherwise")
    if content != _written(seq, previous, envelope):
        raise LedgerError("the receipt is not written as it was made: something outside its seal was changed")
    return Receipt(seq=seq, previous=previous, sha256=digest_of(envelope), envelope=envelope, statement=said)
