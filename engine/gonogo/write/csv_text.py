"""Tables for a spreadsheet, in which a cell is never a formula.

A text that a spreadsheet would take for a formula gets an apostrophe in front. Every cell stands in quotation marks;
lines end as RFC 4180 has it.
"""

from __future__ import annotations

from collections.abc import Iterable

# What makes a spreadsheet calculate, wherever it stands at the start of a cell; the wide forms too.
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")


def csv_row(cells: Iterable[str]) -> str:
    """One line of a table, with its end."""
    return ",".join(f'"{_safe(cell)}"' for cell in cells) + "\r\n"


def _safe(cell: str) -> str:
    text = cell.replace("\x00", "").replace('"', '""')
    return f"'{text}" if text.lstrip(" ").startswith(FORMULA) else text
