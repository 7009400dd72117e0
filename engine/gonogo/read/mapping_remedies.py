"""What a mapping could say of a cell that is refused, so that it is read: the cell itself is somebody else's."""

from __future__ import annotations

from collections.abc import Sequence

from gonogo.read.mapping_dates import common_forms
from gonogo.read.mapping_numbers import SPACES

COLUMN = "COLUMN"  # stands for the column until it is known
SHOWN = 40  # characters of a written word


def word_remedy(text: str) -> str:
    """Of a word that is not known."""
    return f"say what it means: `values: {{{COLUMN}: {{{_cut(text)}: VALUE}}}}`"


def nothing_remedy(text: str) -> str:
    """Of a word where a number or a date is wanted."""
    return f"{word_remedy(text)}; or that it stands for nothing: `missing: [{_cut(text)}]`"


def number_remedy(text: str) -> str | None:
    """Of a number that is written otherwise than the policy language writes it."""
    if not any(one.isdigit() for one in text):
        return nothing_remedy(text)
    if "%" in text:
        return "say what it means: `percent: share` (12 % is 0.12) or `percent: number` (12 % is 12)"
    if "," in text:
        return "say how numbers are written: `decimals: comma`, or `thousands: comma`"
    if " " in text.translate(SPACES):
        return "say how numbers are written: `thousands: space`"
    return None


def date_remedy(text: str, declared: Sequence[str]) -> str:
    """Of a date in none of the declared forms; of a word where a date is wanted."""
    if not any(one.isdigit() for one in text):
        return nothing_remedy(text)
    if not declared:
        return "put it right; or say how dates are written, such as `dates: DD/MM/YYYY`"
    own = common_forms([text])
    more = ", ".join([*declared, own[0] if len(own) == 1 else "FORM"])
    return f"put it right; or list the form that it has as well: `dates: [{more}]`"


def _cut(text: str) -> str:
    return text if len(text) <= SHOWN else f"{text[:SHOWN]}…"
