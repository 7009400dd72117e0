"""Seals hold what was sealed, for those who trust the key; in-toto's own library agrees."""

from __future__ import annotations

import json
from base64 import b64encode
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some
from securesystemslib.dsse import Envelope as TheirEnvelope
from securesystemslib.exceptions import VerificationError
from securesystemslib.signer import SSlibKey

from gonogo.model.diagnostic import LedgerError
from gonogo.record import seal
from gonogo.record.keys import PublicKey
from tests import ledgers

TYPE = "application/vnd.in-toto+json"
PAYLOAD = '{"said": "Größe 東京"}'.encode()
SEALED = seal.seal(PAYLOAD, TYPE, ledgers.key())


def theirs(key: PublicKey) -> SSlibKey:
    return SSlibKey(key.keyid, "ed25519", "ed25519", {"public": key.der[-32:].hex()})


def test_a_seal_opens_for_whoever_trusts_the_key() -> None:
    assert seal.opened(SEALED, ledgers.trusted()) == PAYLOAD


def test_in_totos_own_library_takes_our_seals() -> None:
    envelope = TheirEnvelope.from_dict(json.loads(seal.packed(SEALED)))

    assert envelope.pae() == seal.pae(TYPE, PAYLOAD)
    assert envelope.verify([theirs(ledgers.key().public)], 1).keys() == {ledgers.key().public.keyid}


def test_in_totos_own_library_refuses_what_we_refuse() -> None:
    envelope = TheirEnvelope.from_dict(json.loads(seal.packed({**SEALED, "payload": "e30="})))

    with pytest.raises(VerificationError):
        envelope.verify([theirs(ledgers.key().public)], 1)
    with pytest.raises(LedgerError):
        seal.opened({**SEALED, "payload": "e30="}, ledgers.trusted())


@given(some.binary(max_size=50), some.text(some.characters(exclude_categories=["Cs"]), max_size=20))
def test_whatever_is_sealed_comes_out_as_it_was(payload: bytes, kind: str) -> None:
    packed = seal.packed(seal.seal(payload, kind, ledgers.key()))

    assert seal.opened(seal.unpacked(packed), ledgers.trusted()) == payload


def test_who_signed_is_told_of_those_who_are_trusted() -> None:
    both = seal.seal(PAYLOAD, TYPE, ledgers.key(), ledgers.key("Sam"))

    assert seal.signed_by(both, ledgers.trusted("Sam")) == (ledgers.key("Sam").public,)
    assert len(seal.signed_by(both, ledgers.trusted("Jo Bloggs", "Sam"))) == 2


def signature(**changes: Any) -> dict[str, Any]:
    return {**SEALED, "signatures": [{**SEALED["signatures"][0], **changes}]}


@pytest.mark.parametrize(
    ("envelope", "says"),
    [
        ([], "not an envelope with a payload"),
        ({"payload": "", "payloadType": TYPE}, "not an envelope with a payload"),
        ({**SEALED, "more": 1}, "not an envelope with a payload"),
        ({**SEALED, "payloadType": 1}, "type is no text"),
        ({**SEALED, "signatures": {}}, "signatures are no list"),
        ({**SEALED, "signatures": []}, "bears no signature"),
        ({**SEALED, "signatures": [{"sig": ""}]}, "lacks the key"),
        ({**SEALED, "payload": "e3"}, "the payload of the seal is not written in base64 as it was made"),
        ({**SEALED, "payload": "e31="}, "the payload of the seal is not written in base64 as it was made"),
        ({**SEALED, "payload": 1}, "the payload of the seal is not written in base64"),
        (signature(sig="*"), "a signature of the seal is not written in base64"),
        (signature(keyid="ab" * 32), "a key that is not trusted here: abababababababab…"),
        (signature(keyid="\x1b[31m"), "not trusted here: one without a proper key id"),
        (signature(sig=b64encode(bytes(64)).decode()), "the signature by Jo Bloggs .* does not fit what is sealed"),
        (signature(sig=""), "does not fit what is sealed"),
        ({**SEALED, "payloadType": "text/plain"}, "does not fit what is sealed"),
    ],
)
def test_each_way_in_which_a_seal_fails_is_said(envelope: Any, says: str) -> None:
    with pytest.raises(LedgerError, match=says):
        seal.opened(envelope, ledgers.trusted())


@pytest.mark.parametrize(
    "content",
    [b"", b"{", b"[" * 100_000, b"\xff", b"{}", seal.packed(SEALED) + b" ", json.dumps(SEALED, indent=1).encode()],
    ids=["nothing", "half", "deep", "no text", "empty", "a blank more", "other blanks"],
)
def test_only_the_one_form_of_an_envelope_is_taken(content: bytes) -> None:
    with pytest.raises(LedgerError, match="the seal"):
        seal.unpacked(content)


def test_an_envelope_that_no_memory_should_hold_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(seal, "LARGEST", 10)

    with pytest.raises(LedgerError, match="larger than any"):
        seal.unpacked(seal.packed(SEALED))


def test_every_single_byte_of_a_packed_envelope_matters() -> None:
    packed = seal.packed(SEALED)
    for at in range(len(packed)):
        for flip in (0x01, 0x20, 0x80):
            changed = bytearray(packed)
            changed[at] ^= flip

            with pytest.raises(LedgerError):
                seal.opened(seal.unpacked(bytes(changed)), ledgers.trusted())
