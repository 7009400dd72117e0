"""A pair of keys: the private half signs, the public half tells whether it did. The door to cryptography (ed25519).

Where keys lie, and who may read them, is settled in `keys`.
"""

from __future__ import annotations

from base64 import b64encode
from hashlib import sha256
from typing import TYPE_CHECKING, NoReturn

from gonogo.model.noun import Noun

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

PREFIX = bytes.fromhex("302a300506032b6570032100")  # of every ed25519 SubjectPublicKeyInfo (RFC 8410); 32 bytes follow
PRIVATE = ("PRIVATE KEY", "ENCRYPTED PRIVATE KEY")  # in PEM: as it is, and locked by a passphrase


class PublicKey(Noun, frozen=True, kw_only=True):
    """A public key with the name of the person or role it belongs to. Known by the SHA-256 of its DER form."""

    name: str
    keyid: str
    der: bytes

    @property
    def pem(self) -> str:
        """As it stands in a file, with its name above it."""
        return pem(self.name, "PUBLIC KEY", self.der)

    def verifies(self, signature: bytes, message: bytes) -> bool:
        """Whether this key's private half made the signature of exactly this message."""
        from cryptography.exceptions import InvalidSignature
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

        try:
            Ed25519PublicKey.from_public_bytes(self.der[len(PREFIX) :]).verify(signature, message)
        except InvalidSignature:
            return False
        return True


class PrivateKey:
    """Signs. What it signs with cannot be had from it."""

    __slots__ = ("__key", "public")

    def __init__(self, key: Ed25519PrivateKey, name: str) -> None:
        self.__key = key
        self.public = public_key(key.public_key().public_bytes_raw(), name)

    def sign(self, message: bytes) -> bytes:
        return self.__key.sign(message)

    def __repr__(self) -> str:
        return f"PrivateKey({self.public.name!r}, {self.public.keyid})"

    def __reduce__(self) -> NoReturn:
        raise TypeError("a private key stays where it is")


def generated(name: str, passphrase: bytes | None) -> tuple[PublicKey, str]:
    """A new pair: its public half, and the PEM of the private one."""
    from cryptography.hazmat.primitives import serialization as form
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    key = Ed25519PrivateKey.generate()
    locked = form.BestAvailableEncryption(passphrase) if passphrase else form.NoEncryption()
    der = key.private_bytes(form.Encoding.DER, form.PrivateFormat.PKCS8, locked)
    return PrivateKey(key, name).public, pem(name, PRIVATE[bool(passphrase)], der)


def decoded(der: bytes, passphrase: bytes | None, name: str) -> PrivateKey | None:
    """The private key in these bytes (PKCS 8); None where they hold none, or another kind, or stay locked."""
    from cryptography.exceptions import UnsupportedAlgorithm
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
    from cryptography.hazmat.primitives.serialization import load_der_private_key

    try:
        key = load_der_private_key(der, passphrase)
    except (ValueError, TypeError, UnsupportedAlgorithm):  # what they say is dropped: it could quote the file
        return None
    return PrivateKey(key, name) if isinstance(key, Ed25519PrivateKey) else None


def public_key(raw: bytes, name: str) -> PublicKey:
    """The public key with these 32 bytes."""
    der = PREFIX + raw
    return PublicKey(name=name, keyid=sha256(der).hexdigest(), der=der)


def pem(name: str, kind: str, der: bytes) -> str:
    """A key as it stands in a file, with its name above it, as RFC 7468 allows."""
    body = b64encode(der).decode()
    lines = [body[at : at + 64] for at in range(0, len(body), 64)]
    return "\n".join([f"name: {name}", f"-----BEGIN {kind}-----", *lines, f"-----END {kind}-----", ""])
