"""Evidence requests as a table for a spreadsheet, one row for each item.

A cell is never a formula: a text that a spreadsheet would take for one gets an apostrophe in front. Every cell stands
in quotation marks, lines end as RFC 4180 has it.
"""

from __future__ import annotations

from collections.abc import Iterable

from gonogo.write.decision_words import Part
from gonogo.write.requests_text import asked_for, basis, settled_by

COLUMNS = ("number", "to", "asked for", "fields", "basis", "so far", "needed for", "rules", "settled by", "by when")
# What makes a spreadsheet calculate, wherever it stands at the start of a cell; the wide forms too.
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")


def requests_csv(document: Part) -> str:
    """The table, with a line of headings."""
    settled = {one["id"]: f"{one['id']}: {settled_by(one)}" for one in document["unknowns"]}
    when = document["by_when"]["date"] if document["by_when"] else ""
    rows = [_row(COLUMNS)]
    for letter in document["requests"]:
        for ask in letter["asks"]:
            needed = dict.fromkeys(one["id"] for one in ask["why"])
            rules = dict.fromkeys(one["rule"] for one in ask["why"] if one["rule"])
            cells = (
                ask["number"],
                letter["to_title"] or letter["to"] or "",
                asked_for(ask),
                "; ".join(_field(one) for one in ask["fields"]),
                basis(ask),
                "; ".join(ask["so_far"]),
                "; ".join(needed),
                "; ".join(rules),
                "; ".join(settled[name] for name in needed if name in settled),
                when,
            )
            rows.append(_row(cells))
    return "".join(rows)


def _field(field: Part) -> str:
    return f"{field['id']}: {field['needs'] or field['type']}"


def _row(cells: Iterable[str]) -> str:
    return ",".join(f'"{_safe(cell)}"' for cell in cells) + "\r\n"


def _safe(cell: str) -> str:
    text = cell.replace("\x00", "").replace('"', '""')
    return f"'{text}" if text.lstrip(" ").startswith(FORMULA) else text
