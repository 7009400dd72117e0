"""Seals bytes with a signature, and opens what was sealed: DSSE envelopes, version 1, as in-toto uses them.

What is signed is not the payload alone but `PAE(type, payload)`, so that bytes sealed as one thing cannot be passed off
as another. An envelope has one form: `packed` writes it, and `unpacked` refuses any other way of writing the same.
"""

from __future__ import annotations

import json
from base64 import b64decode, b64encode
from collections.abc import Mapping
from typing import Any

from gonogo.model.diagnostic import InternalError, LedgerError
from gonogo.record.canonical import canonical
from gonogo.record.keys import PrivateKey, PublicKey

Envelope = dict[str, Any]

LARGEST = 16_000_000  # bytes of an envelope; an act is a few thousand


def seal(payload: bytes, payload_type: str, *keys: PrivateKey) -> Envelope:
    """An envelope round the payload, signed with each of the keys."""
    message = pae(payload_type, payload)
    return {
        "payload": _text(payload),
        "payloadType": payload_type,
        "signatures": [{"keyid": key.public.keyid, "sig": _text(key.sign(message))} for key in keys],
    }


def opened(envelope: Any, trusted: Mapping[str, PublicKey]) -> bytes:
    """The payload, where a trusted key has signed it; raises LedgerError, in words, where it cannot be relied on."""
    payload = contents(envelope)
    signed_by(envelope, trusted)
    return payload


def contents(envelope: Any) -> bytes:
    """The payload of an envelope, whoever has signed it: to show, not to rely on."""
    if not isinstance(envelope, dict) or envelope.keys() != {"payload", "payloadType", "signatures"}:
        raise LedgerError("the seal is not an envelope with a payload, its type and signatures")
    signatures = envelope["signatures"]
    if not isinstance(envelope["payloadType"], str) or not isinstance(signatures, list):
        raise LedgerError("the seal's type is no text, or its signatures are no list")
    for one in signatures:
        if not isinstance(one, dict) or one.keys() != {"keyid", "sig"} or not isinstance(one["keyid"], str):
            raise LedgerError("a signature of the seal lacks the key that it was made with, or itself")
        _bytes(one["sig"], "a signature")
    return _bytes(envelope["payload"], "the payload")


def signed_by(envelope: Any, trusted: Mapping[str, PublicKey]) -> tuple[PublicKey, ...]:
    """The trusted keys that signed, at least one. One that is named and did not sign spoils the whole seal."""
    message = pae(envelope["payloadType"], contents(envelope))
    signatures = envelope["signatures"]
    if not signatures:
        raise LedgerError("the seal bears no signature")
    known = [(trusted[one["keyid"]], one["sig"]) for one in signatures if one["keyid"] in trusted]
    if not known:
        keyids = ", ".join(_short(one["keyid"]) for one in signatures)
        raise LedgerError(f"the seal was made with a key that is not trusted here: {keyids}")
    for key, signature in known:
        if not key.verifies(b64decode(signature), message):
            raise LedgerError(f"the signature by {key.name} ({key.keyid[:16]}…) does not fit what is sealed")
    return tuple(key for key, _ in known)


def _short(keyid: str) -> str:
    """The beginning of a key id; what is none is not quoted."""
    return f"{keyid[:16]}…" if keyid.isascii() and keyid.isalnum() else "one without a proper key id"


def packed(envelope: Envelope) -> bytes:
    """The envelope as bytes, always the same for the same envelope."""
    return canonical(envelope)


def unpacked(content: bytes) -> Envelope:
    """The envelope that these bytes are; raises LedgerError where they are no envelope, or not in its one form."""
    if len(content) > LARGEST:
        raise LedgerError("the seal is larger than any that was made here")
    try:
        envelope = json.loads(content)
        contents(envelope)
        same = packed(envelope) == content
    except (ValueError, RecursionError, InternalError):
        raise LedgerError("the seal cannot be read as an envelope") from None
    if not same:
        raise LedgerError("the seal is not written as it was made: its envelope says the same in other bytes")
    return dict(envelope)


def pae(payload_type: str, payload: bytes) -> bytes:
    """DSSE's pre-authentication encoding: what is signed."""
    kind = payload_type.encode("utf-8", "surrogatepass")
    return b"DSSEv1 %d %b %d %b" % (len(kind), kind, len(payload), payload)


def _text(content: bytes) -> str:
    return b64encode(content).decode("ascii")


def _bytes(text: Any, what: str) -> bytes:
    """What the text stands for; only the one way of writing it is taken, or two envelopes could seal the same."""
    if isinstance(text, str):
        try:
            content = b64decode(text, validate=True)
        except ValueError:
            content = b""
        if _text(content) == text:
            return content
    raise LedgerError(f"{what} of the seal is not written in base64 as it was made")
