"""Whether a ledger is what it was: every change to an entry, to the order, or to the end is found, and named.

Whoever holds a trusted private key, and the file, can still write a ledger anew. A head that was kept elsewhere (on a
report, on a receipt) is what shows that; so is another's copy.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256
from typing import Any

from gonogo.model.diagnostic import InputError, LedgerError
from gonogo.model.noun import Noun
from gonogo.record.keys import PublicKey, read_public
from gonogo.record.ledger_entry import BEFORE_THE_FIRST, EMPTY, Entry, Head, printable
from gonogo.record.ledger_statement import PAYLOAD, stated
from gonogo.record.seal import Envelope, contents, signed_by, unpacked

ROTATED = "key_rotated"


class Flaw(Noun, frozen=True):
    """Something that is not as it was recorded. `what` is one of `missing, twice, order, bytes, link, seal, key,
    statement, place, tail, head`; `says` is the same as a sentence that names the entry.
    """

    seq: int
    what: str
    says: str


def verify_chain(
    entries: Iterable[Entry], trusted: Mapping[str, PublicKey] | None, *, head: Head | None = None
) -> list[Flaw]:
    """Every flaw, entry by entry; none means that all stands as it was recorded.

    `trusted`: the keys that the reader trusts; keys that they introduced in the ledger are trusted from there on. None:
    the links alone are checked, not who signed. `head`: the last entry as it is known from elsewhere; the first digits
    of its SHA-256 are enough.
    """
    chain = _Chain(trusted)
    flaws = [flaw for entry in entries for flaw in chain.next(entry, head)]
    if head is not None and head.seq > chain.seq:
        ends = f"the ledger ends with entry {chain.seq}" if chain.seq else "the ledger has no entries"
        says = f"{ends}, and entry {head.seq} was there: the tail has been cut off"
        flaws.append(Flaw(chain.seq + 1, "tail", says))
    return flaws


class _Chain:
    """What has been seen so far of a ledger that is read from its first entry on."""

    def __init__(self, trusted: Mapping[str, PublicKey] | None) -> None:
        self.seq = 0
        self._follow = {BEFORE_THE_FIRST}  # what the next entry may name as the one before
        self._trusted = None if trusted is None else dict(trusted)
        self._replaced: dict[str, int] = {}  # a key, and the entry that put another in its place

    def next(self, entry: Entry, head: Head | None) -> Iterator[Flaw]:
        digest = sha256(entry.envelope).hexdigest()
        in_order = entry.seq == self.seq + 1
        yield from self._number(entry)
        if digest != entry.sha256:
            yield Flaw(entry.seq, "bytes", f"entry {entry.seq} is not what was recorded: its SHA-256 is another")
        if in_order and entry.previous not in self._follow:
            before = f"entry {entry.seq - 1}" if entry.seq > 1 else "nothing"
            says = f"entry {entry.seq} does not follow from {before}: it names another as the one before it"
            yield Flaw(entry.seq, "link", says)
        yield from self._contents(entry)
        if head is not None and head != EMPTY and head.seq == entry.seq and not digest.startswith(head.sha256):
            yield Flaw(entry.seq, "head", f"entry {entry.seq} is not the one that was known as the head")
        if entry.seq > self.seq:
            self.seq = entry.seq
            self._follow = {digest, entry.sha256}  # where they differ, that has been said: once is enough

    def _number(self, entry: Entry) -> Iterator[Flaw]:
        missing = range(self.seq + 1, entry.seq)
        if entry.seq == self.seq:
            yield Flaw(entry.seq, "twice", f"entry {entry.seq} stands there twice")
        elif entry.seq < self.seq:
            yield Flaw(entry.seq, "order", f"entry {entry.seq} comes after entry {self.seq}")
        elif len(missing) == 1:
            yield Flaw(missing[0], "missing", f"entry {missing[0]} is missing")
        elif missing:
            yield Flaw(missing[0], "missing", f"entries {missing[0]} to {missing[-1]} are missing")

    def _contents(self, entry: Entry) -> Iterator[Flaw]:
        try:
            envelope = unpacked(entry.envelope)
        except LedgerError as error:
            yield Flaw(entry.seq, "seal", f"entry {entry.seq}: {error}")
            return
        signers: tuple[PublicKey, ...] = ()
        if self._trusted is not None:
            try:
                signers = signed_by(envelope, self._trusted)
            except LedgerError as error:
                yield Flaw(entry.seq, "seal", f"entry {entry.seq}: {error}")
        yield from self._old_keys(entry.seq, signers)
        try:
            document = stated(contents(envelope))
        except LedgerError as error:
            yield Flaw(entry.seq, "statement", f"entry {entry.seq}: {error}")
            return
        if envelope["payloadType"] != PAYLOAD:
            yield Flaw(entry.seq, "statement", f"entry {entry.seq} is sealed as something other than a statement")
        place = document["predicate"]["ledger"]
        if (place["seq"], place["previous"]) != (entry.seq, entry.previous):
            says = f"entry {entry.seq} was recorded as entry {place['seq']}, after another than it stands after now"
            yield Flaw(entry.seq, "place", says)
        act = document["predicate"]["act"]
        if act.get("kind") == ROTATED and signers:
            yield from self._take_over(entry.seq, envelope, act, signers)

    def _old_keys(self, seq: int, signers: Iterable[PublicKey]) -> Iterator[Flaw]:
        for key in signers:
            if (since := self._replaced.get(key.keyid)) is not None:
                says = f"entry {seq} is signed by the old key of {key.name}, which entry {since} replaced"
                yield Flaw(seq, "key", says)

    def _take_over(
        self, seq: int, envelope: Envelope, act: Mapping[str, Any], signers: tuple[PublicKey, ...]
    ) -> Iterator[Flaw]:
        """From here on the new key is trusted in the old one's place: the old one says so, and both have signed."""
        try:
            new = read_public(str(act.get("public_key")))
            signed_by(envelope, {new.keyid: new})
        except (InputError, LedgerError):
            yield Flaw(seq, "key", f"entry {seq} introduces a new key that has not signed it")
            return
        old = str(act.get("old"))
        assert self._trusted is not None
        if old not in self._trusted:
            yield Flaw(seq, "key", f"entry {seq} replaces a key that is not trusted here: {printable(old[:16])}…")
            return
        if old not in {key.keyid for key in signers} or new.keyid != act.get("new") or new.keyid == old:
            yield Flaw(seq, "key", f"entry {seq} replaces a key that has not signed it")
            return
        self._trusted.setdefault(new.keyid, new)
        self._replaced[old] = seq
