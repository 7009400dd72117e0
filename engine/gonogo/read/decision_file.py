"""A decision that was kept as JSON, read back: its plain values, or a complaint that it is none."""

from __future__ import annotations

import json
from typing import Any

from gonogo.model.diagnostic import Code, Diagnostic, Diagnostics
from gonogo.model.location import Location, SourceFile
from gonogo.read.schema import odd_part

SCHEMA = "gonogo/decision/1"


def is_decision(text: str) -> bool:
    """Whether a file says of itself that it is a decision; the schema is named first."""
    return SCHEMA in text[:200]


def read_decision(file: SourceFile, diagnostics: Diagnostics) -> dict[str, Any] | None:
    """The document, in the shape of schemas/decision.schema.json."""
    try:
        document: Any = json.loads(file.text)
    except (ValueError, RecursionError):
        found = "text that is not JSON" if file.text.strip() else "nothing"
    else:
        if isinstance(document, dict) and document.get("schema") == SCHEMA:
            odd = odd_part(document, "decision")
            if odd is None:
                return document
            found = f"a decision in which `{odd}` is not as it should be"
        else:
            found = "JSON of another kind"
    diagnostics.add(
        Diagnostic(
            code=Code.NOT_EVIDENCE,
            at=Location(file, 1, 1),
            says="the file is not a decision",
            expected="what `gonogo decide --format json` writes, unchanged",
            found=found,
        )
    )
    return None
