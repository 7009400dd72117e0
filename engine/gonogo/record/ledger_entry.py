"""What a ledger is made of, whatever keeps it: entries, each bound to the one before it; the last is its head.

Both kinds of ledger agree on everything here; where they keep it is their own affair.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from hashlib import sha256
from typing import Any, Protocol

from gonogo.model.diagnostic import Code, Diagnostic, Diagnostics, InputError, InternalError, LedgerError
from gonogo.model.location import Location, SourceFile
from gonogo.model.noun import Noun

BEFORE_THE_FIRST = "0" * 64
LARGEST = 16_000_000  # bytes of one entry

# Gives the sealed envelope for the entry of this number that follows the one with this SHA-256.
Make = Callable[[int, str], bytes]


class Entry(Noun, frozen=True, kw_only=True):
    """One line of a ledger. `sha256` is the envelope's, `previous` that of the entry before."""

    seq: int
    previous: str
    sha256: str
    envelope: bytes


class Head(Noun, frozen=True):
    """The last entry as it was at some moment: whoever has kept it sees whether the tail has been cut off since."""

    seq: int
    sha256: str


EMPTY = Head(0, BEFORE_THE_FIRST)


class Ledger(Protocol):
    """Entries that are only ever added. Many may write at the same time."""

    @property
    def name(self) -> str:
        """How people know it. Never holds a password."""

    def append(self, make: Make) -> Entry:
        """Adds an entry, for good: when this returns, it is on the disk. Raises LedgerError where it is not."""

    def entries(self, after: int = 0) -> Iterator[Entry]:
        """The entries with higher numbers than `after`, as they stand, in the order of their numbers."""

    def head(self) -> Head:
        """The last entry; `EMPTY` where there is none."""

    def close(self) -> None:
        """Lets go of it. Nothing is lost where nobody does."""

    def __enter__(self) -> Ledger: ...
    def __exit__(self, *_: object) -> None: ...


def next_entry(head: Head, make: Make) -> Entry:
    """The entry that follows the head."""
    seq = head.seq + 1
    envelope = make(seq, head.sha256)
    if not 0 < len(envelope) <= LARGEST:
        raise InternalError(f"an entry of {len(envelope)} bytes cannot be kept; at most {LARGEST} can")
    return Entry(seq=seq, previous=head.sha256, sha256=sha256(envelope).hexdigest(), envelope=envelope)


def entry_of(row: tuple[Any, ...], name: str) -> Entry:
    """An entry as it was kept; a row of other kinds of values is no entry."""
    seq, previous, digest, envelope = row
    if not (isinstance(seq, int) and isinstance(previous, str) and isinstance(digest, str)):
        raise LedgerError(f"{name} is damaged: beside entry {seq} stands something that is no entry")
    if not isinstance(envelope, bytes):
        raise LedgerError(f"{name} is damaged: entry {seq} has no envelope")
    return Entry(seq=seq, previous=previous, sha256=digest, envelope=envelope)


def head_of(row: tuple[Any, ...] | None, name: str) -> Head:
    """The head as it was kept; of no entry, `EMPTY`."""
    if row is None:
        return EMPTY
    if not (isinstance(row[0], int) and isinstance(row[1], str)):
        raise LedgerError(f"{name} is damaged: its last entry cannot be read")
    return Head(*row)


def printable(text: str) -> str:
    """On one line, and without what could turn a terminal's head: a damaged file may be quoted in it."""
    return "".join(one if one.isprintable() else "?" for one in " ".join(text.split()))


def no_ledger(name: str) -> InputError:
    """Where a ledger was to be read, and there is none."""
    remedy = "name it with --ledger, or with GONOGO_LEDGER; the first approval makes it"
    return refused(Code.NO_LEDGER, name, "there is no ledger there", ("a ledger", "nothing"), remedy)


def refused(code: Code, name: str, says: str, expected_found: tuple[str, str], remedy: str | None = None) -> InputError:
    """A complaint about what was named as a ledger."""
    expected, found = expected_found
    complaint = Diagnostic(
        code=code,
        at=Location(SourceFile(name, ""), 1, 1),
        says=says,
        expected=expected,
        found=found,
        remedy=remedy,
    )
    return InputError(Diagnostics([complaint]), "ledger")
