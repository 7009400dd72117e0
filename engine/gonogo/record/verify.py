"""What holds of a receipt and of the files that it is about, what does not, and what cannot be told: in words.

1. The receipt is one, and no byte of it outside the seal says other than the seal.
2. The seal was made with a key that the reader trusts.
3. Every file that the seal names is there and unchanged, and no other file is.
4. Where a ledger is given: it is whole, and holds this very entry; and the head that the reader knows is in it.

Deciding again is not done here (`api_record_verify`), nor whether the approval still stands (`record.verify_standing`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum

from gonogo.model.approval import KeyRotated
from gonogo.model.diagnostic import InputError, LedgerError
from gonogo.model.noun import Noun
from gonogo.record.approve import Statement, digest_of, statement_in
from gonogo.record.bundle import MANIFEST, RECEIPT
from gonogo.record.keys import PublicKey, read_public
from gonogo.record.ledger import Entry, Head, verify_chain
from gonogo.record.receipt import Receipt
from gonogo.record.seal import signed_by, unpacked


class State(StrEnum):
    """Whether something was found to be so. `VOID`: it was recorded so, and may no longer be relied on."""

    HOLDS = "holds"
    FAILS = "does not hold"
    UNKNOWN = "cannot be told"
    VOID = "void"
    NOTE = "note"


class Finding(Noun, frozen=True):
    """One thing that was looked at: `about` what (one word), and what came of it, as a sentence."""

    state: State
    about: str
    says: str


NOT_AGAIN = Finding(
    State.UNKNOWN,
    "decision",
    "what deciding again comes to: that is done with what a trusted key sealed, and nothing else",
)


def receipt_finding(receipt: Receipt) -> Finding:
    """That a receipt was read at all says that it is in its one form."""
    says = f"the receipt of entry {receipt.seq} is whole: nothing outside its seal was changed"
    return Finding(State.HOLDS, "receipt", says)


def seal_finding(receipt: Receipt, trusted: Mapping[str, PublicKey]) -> Finding:
    """Who sealed it, where that is somebody whom the reader trusts."""
    try:
        signers = signed_by(unpacked(receipt.envelope), trusted)
    except LedgerError as error:
        return Finding(State.FAILS, "signature", str(error))
    names = " and ".join(f"{key.name} (key {key.keyid[:16]}…)" for key in signers)
    return Finding(State.HOLDS, "signature", f"sealed by {names}, and not changed since")


def file_findings(statement: Statement, files: Mapping[str, bytes]) -> Iterator[Finding]:
    """Every file that the seal names against what is there, in the order of their names."""
    named = statement.subjects
    held = {name: digest_of(content) for name, content in files.items() if name not in (RECEIPT, MANIFEST)}
    for name in sorted(named.keys() - held.keys()):
        yield Finding(State.FAILS, "file", f"{name} is missing; the seal names it")
    for name in sorted(held.keys() - named.keys()):
        yield Finding(State.FAILS, "file", f"{name} was added; the seal does not name it")
    changed = [name for name in sorted(named.keys() & held.keys()) if named[name] != held[name]]
    for name in changed:
        yield Finding(State.FAILS, "file", f"{name} was changed: it is not the file that was sealed")
    same = len(named.keys() & held.keys()) - len(changed)
    if same:
        count = "the one file is" if same == 1 else f"all {same} files are"
        if same < len(named):
            count = f"{same} of {len(named)} files {'is' if same == 1 else 'are'}"
        yield Finding(State.HOLDS, "files", f"{count} byte for byte what was sealed")


def chain_findings(
    receipt: Receipt, entries: Sequence[Entry], trusted: Mapping[str, PublicKey], head: Head | None
) -> Iterator[Finding]:
    """Whether the ledger is whole and holds the entry of this receipt, and the head that the reader knows."""
    flaws = verify_chain(entries, trusted, head=head)
    for flaw in flaws[:20]:
        yield Finding(State.FAILS, "ledger", flaw.says)
    if len(flaws) > 20:
        yield Finding(State.FAILS, "ledger", f"and {len(flaws) - 20} more flaws of the ledger")
    if not flaws:
        last = f"{len(entries)} entries" if len(entries) != 1 else "one entry"
        known = "" if head is None else f", and ends no earlier than the head that is known, entry {head.seq}"
        yield Finding(State.HOLDS, "ledger", f"the ledger is whole, {last}{known}")
    mine = next((entry for entry in entries if entry.seq == receipt.seq), None)
    if mine is None:
        says = f"the ledger has no entry {receipt.seq}: it was cut off, or is another ledger"
        yield Finding(State.FAILS, "entry", says)
    elif mine.envelope != receipt.envelope:
        says = f"entry {receipt.seq} of the ledger is not the one on this receipt"
        yield Finding(State.FAILS, "entry", says)
    else:
        yield Finding(State.HOLDS, "entry", f"entry {receipt.seq} of the ledger is the one on this receipt")


def head_finding(receipt: Receipt, head: Head | None) -> Finding:
    """What can be said of the ledger by one who does not have it."""
    if head is not None and head.seq == receipt.seq:
        if receipt.sha256.startswith(head.sha256):
            says = f"this is the entry {receipt.seq} that was known as the ledger's head"
            return Finding(State.HOLDS, "entry", says)
        says = f"entry {receipt.seq} was known as another than this: the head that is known has another digest"
        return Finding(State.FAILS, "entry", says)
    says = f"whether the ledger still holds this as its entry {receipt.seq}, and whether it is whole"
    beyond = "" if head is None else f" up to entry {head.seq}"
    return Finding(State.UNKNOWN, "ledger", f"{says}{beyond}: no ledger was given")


def successors(trusted: Mapping[str, PublicKey], entries: Sequence[Entry]) -> dict[str, PublicKey]:
    """The keys that are trusted once trusted ones were replaced in a ledger that is whole."""
    known = dict(trusted)
    if verify_chain(entries, trusted):
        return known
    for entry in entries:
        try:
            act = statement_in(entry.envelope).act
            if isinstance(act, KeyRotated) and act.old in known:
                new = read_public(act.public_key)
                known[new.keyid] = new
        except (LedgerError, InputError):
            continue
    return known
