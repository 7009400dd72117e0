"""The YAML that belongs into the evidence for a waiver, an accepted risk or a correction: they count only there."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

# What may stand without quotes, and must where its field is no text: the vocabulary says what it means.
PLAIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9_./+-]*(?<![.+-])|-?\d+(\.\d+)?")
NULL = "null"


def evidence_yaml(act: Mapping[str, Any], seq: int, digest: str) -> str | None:
    """What belongs into the evidence for a waiver, an accepted risk or a correction; None for other acts.

    The note leads from the evidence to the entry of the ledger; the entry holds the same words.
    """
    note = f"entry {seq} of the ledger, SHA-256 {digest}"
    entry = act.get("entry")
    if entry is None:
        return None
    if act["kind"] == "correction":
        source = f"correction-{seq}"
        head = {"title": f"Correction, entry {seq} of the ledger", "by": act["by"]["role"]}
        head |= {"person": act["by"]["person"], "date": act["on"], "received": act["on"], "note": act["reason"]}
        lines = ["sources:", f"  {source}:", *_lines({**head, "basis": "documented"}, "    ")]
        lines += ["facts:", f"  {act['fact']}:", f"    - source: {source}", f"      note: {_scalar(note)}"]
        return "\n".join([*lines, "      records:", *_item(entry, "        ")]) + "\n"
    listed = "waivers" if act["kind"] == "waiver" else "views"
    return "\n".join([f"{listed}:", *_item({**entry, "note": note}, "  ")]) + "\n"


def _item(entry: Mapping[str, Any], indent: str) -> list[str]:
    first, *rest = _lines(entry, indent + "  ")
    return [f"{indent}- {first.strip()}", *rest]


def _lines(entry: Mapping[str, Any], indent: str) -> list[str]:
    return [f"{indent}{key}: {_value(value)}" for key, value in entry.items()]


def _value(value: Any) -> str:
    return f"[{', '.join(map(_scalar, value))}]" if isinstance(value, list) else _scalar(value)


def _scalar(text: Any) -> str:
    """Without quotes where that is safe; else in quotes, as JSON writes it."""
    word = str(text)
    return word if PLAIN.fullmatch(word) and word != NULL else json.dumps(word, ensure_ascii=False)
