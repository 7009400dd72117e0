"""Evidence requests as a table for a spreadsheet, one row for each item."""

from __future__ import annotations

from gonogo.write.csv_text import csv_row
from gonogo.write.decision_words import Part
from gonogo.write.requests_text import asked_for, basis, settled_by

COLUMNS = ("number", "to", "asked for", "fields", "basis", "so far", "needed for", "rules", "settled by", "by when")


def requests_csv(document: Part) -> str:
    """The table, with a line of headings."""
    settled = {one["id"]: f"{one['id']}: {settled_by(one)}" for one in document["unknowns"]}
    when = document["by_when"]["date"] if document["by_when"] else ""
    rows = [csv_row(COLUMNS)]
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
            rows.append(csv_row(cells))
    return "".join(rows)


def _field(field: Part) -> str:
    return f"{field['id']}: {field['needs'] or field['type']}"
