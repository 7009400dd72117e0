"""A decision as a table: one row for each decision, criterion, risk and control, then one for each obligation."""

from __future__ import annotations

from gonogo.write.csv_text import csv_row
from gonogo.write.subjects import Part, asked, subjects

COLUMNS = ("kind", "id", "title", "owner", "status", "rule", "because", "caveats", "missing", "evidence")


def csv_table(document: Part) -> str:
    """The table, with a line of headings; a cell that lists several things has one on each line."""
    rows = [csv_row(COLUMNS)]
    for one in subjects(document):
        cells = (one.kind, one.id, one.title, one.owner or "", one.status, one.rule or "", one.because)
        missing = "\n".join(map(asked, one.missing))
        evidence = "\n".join(f"{seen['fact']} {seen['key']} ({seen['at']})" for seen in one.witnesses)
        rows.append(csv_row((*cells, "\n".join(one.caveats), missing, evidence)))
    for one in document["obligations"]:
        owner = one["owner_title"] or one["owner"] or ""
        due = f"due {one['due']}" if one["due"] else ""
        rows.append(csv_row(("obligation", one["id"], one["text"], owner, one["state"], one["on"], due, "", "", "")))
    return "".join(rows)
