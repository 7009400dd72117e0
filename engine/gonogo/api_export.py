"""The story of an export: decide, and write the decision as another tool would have it, signed or not.

It goes with `api`, and like there the rooms are imported inside the functions.
"""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from gonogo.api import decide
from gonogo.model.export import Export

PAYLOAD = "application/vnd.in-toto+json"


class Exported(NamedTuple):
    """The text, None where the form has nothing to say, and the advice that reading brought up."""

    text: str | None
    advice: tuple[str, ...]


def export(policy: str, evidence: str, form: Export, *, as_of: date | None = None, key: str | None = None) -> Exported:
    """A decision in one of the forms. `key` names the file of the private key that a statement is signed with.

    Raises InputError where the policy, the evidence or the key is wrong.
    """
    from gonogo.write.exports import export as written
    from gonogo.write.exports import statement_of

    decided = decide(policy, evidence, as_of=as_of)
    if key is None:
        return Exported(written(decided.document, form), decided.advice)
    return Exported(_signed(statement_of(decided.document, form), key), decided.advice)


def _signed(statement: dict[str, object], key: str) -> str:
    """The statement in a DSSE envelope."""
    from pathlib import Path

    from gonogo.record.canonical import canonical
    from gonogo.record.keys import read_private
    from gonogo.record.seal import packed, seal

    return packed(seal(canonical(statement), PAYLOAD, read_private(Path(key)))).decode() + "\n"
