"""The story of showing evidence: read it, and say what it was understood as."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from gonogo import __version__
from gonogo.api_files import read_evidence, read_policy

if TYPE_CHECKING:
    from gonogo.model.diagnostic import Diagnostics

Document = dict[str, Any]
SHOWN = 3  # records of each fact


class Shown(NamedTuple):
    """What evidence was understood as, and the advice that reading brought up."""

    document: Document
    diagnostics: Diagnostics


class NoSuchFactError(Exception):
    """The policy has no such fact; the text says which it has."""


def show(
    policy: str, evidence: str, facts: Sequence[str] = (), *, as_of: date | None = None, whole: bool = False
) -> Shown:
    """What evidence was understood as. `facts`: of these only. Raises InputError where anything is wrong."""
    from gonogo.judge.understood import Asked, understood
    from gonogo.model.diagnostic import Diagnostics

    diagnostics = Diagnostics()
    read, _ = read_policy(policy, Diagnostics())
    _check(facts, list(read.facts))
    given, _ = read_evidence(evidence, read, diagnostics)
    asked = Asked(tuple(facts), as_of, None if whole else SHOWN)
    return Shown(understood(given, read, asked, __version__), diagnostics)


def _check(facts: Sequence[str], known: list[str]) -> None:
    from gonogo.read.nearest import nearest

    for name in facts:
        if name not in known:
            near = nearest(name, known)
            meant = f"; did you mean `{near}`?" if near else ""
            raise NoSuchFactError(f"the policy has no fact `{name}`{meant}")


def text_of(document: Document, *, colour: bool = False) -> str:
    """For people to read."""
    from gonogo.write.understood_text import understood_text

    return understood_text(document, colour=colour)
