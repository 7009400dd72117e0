"""A ledger as a table for a spreadsheet: one row for each entry."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from gonogo.write.csv_text import csv_row
from gonogo.write.ledger_words import KINDS, did, stands

COLUMNS = (
    *("entry", "on", "recorded", "kind", "role", "person", "what", "policy", "version"),
    *("about", "until", "state", "keys", "sha256"),
)


def log_csv(document: Mapping[str, Any]) -> str:
    """The table, with a line of headings."""
    return csv_row(COLUMNS) + "".join(csv_row(_cells(row)) for row in document["entries"])


def _cells(row: Mapping[str, Any]) -> tuple[str, ...]:
    if "act" not in row:
        return (str(row["seq"]), "", "", row["kind"], "", "", row["says"], *[""] * 6, row["sha256"])
    act, by = row["act"], row["by"] or {}
    policy = act.get("policy", {})
    return (
        *(str(row["seq"]), row["on"], row["recorded"], KINDS[row["kind"]]),
        *(by.get("title", ""), by.get("person", ""), did(row), policy.get("id", ""), policy.get("version", "")),
        *(" ".join(row["about"]), act.get("until", ""), stands(row), " ".join(row["keys"]), row["sha256"]),
    )
