"""A proposal of how files are to be read as evidence: what was found in them, and what only a person can say."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from gonogo.model.noun import Noun


class Meaning(Noun, frozen=True):
    """What a written word is taken for; None: nobody knows yet. `sure`: it is the same word, written otherwise."""

    written: str
    means: str | None
    sure: bool


class DraftField(Noun, frozen=True, kw_only=True):
    """A field of the fact, and the column that it is read from.

    `reads` is False where it cannot be read before somebody answers `asks`; it is then left out, and so unknown.
    `forms` are keys of the mapping such as `dates`; `either`: forms of dates of which one is meant, nobody knows which.
    """

    field: str
    column: str
    described: str
    optional: bool = False
    reads: bool = True
    offered: bool = False  # the ready-made mapping reads it by itself
    forms: Mapping[str, str] = {}
    missing: tuple[str, ...] = ()
    values: tuple[Meaning, ...] = ()
    either: tuple[str, ...] = ()
    asks: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()
    samples: tuple[str, ...] = ()


class Lacking(Noun, frozen=True):
    """A field that no column gives."""

    field: str
    described: str
    optional: bool


class DraftEntry(Noun, frozen=True, kw_only=True):
    """One list of one fact. `said` is what `from:` says besides its file and its columns, in order."""

    path: str  # as people see it
    inside: str  # the sheet, or the way to the list; empty where the file is one list
    fact: str
    title: str
    count: int
    said: tuple[tuple[str, str], ...]
    fields: tuple[DraftField, ...]
    left_over: tuple[str, ...]
    lacking: tuple[Lacking, ...]
    remarks: tuple[str, ...] = ()
    also: tuple[str, ...] = ()  # other facts that it could be, or other lists in the file


class DraftSource(Noun, frozen=True, kw_only=True):
    """Where a file came from. `by` None: nobody said, and the policy does not say who owes it."""

    id: str
    path: str
    by: str | None
    told: bool  # who gave it was said, not taken from what the policy says
    made: date | None = None
    received: date | None = None
    basis: str | None = None


class Owed(Noun, frozen=True):
    """A fact on which the files say nothing, and who owes it."""

    fact: str
    title: str
    by: tuple[str, ...]


class Draft(Noun, frozen=True, kw_only=True):
    """A whole evidence file. `path` is where it will stand. `files`: by path as people see
    it, the path from there."""

    id: str
    policy: str
    policy_title: str
    path: str
    as_of: date
    sources: tuple[DraftSource, ...]
    entries: tuple[DraftEntry, ...]
    files: Mapping[str, str]
    owed: tuple[Owed, ...]
