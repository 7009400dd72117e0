"""A paper as JSON (schemas/report.schema.json), for those who lay it out themselves."""

from __future__ import annotations

import json
from base64 import b64encode
from enum import StrEnum
from typing import Any

from gonogo.model.noun import Noun
from gonogo.model.report import (
    Badge,
    Bullets,
    Callout,
    LeftOut,
    Link,
    Paragraph,
    Picture,
    Quote,
    Report,
    Table,
    Words,
)

SCHEMA = "gonogo/report/1"
# What stands where several kinds may stand says which it is.
KINDS = {
    **{Words: "words", Badge: "badge", Link: "link", LeftOut: "left_out"},
    **{Paragraph: "paragraph", Quote: "quote", Bullets: "bullets", Table: "table", Picture: "picture"},
    Callout: "callout",
}


def render(report: Report) -> bytes:
    """The paper as UTF-8, ending in one line end."""
    return (json.dumps({"schema": SCHEMA, **_plain(report)}, indent=1, ensure_ascii=False) + "\n").encode()


def _plain(value: Any) -> Any:
    """A part of a paper as JSON's own values; bytes as base64."""
    if isinstance(value, Noun):
        kind = KINDS.get(type(value))
        said = {name: _plain(getattr(value, name)) for name in value.__struct_fields__}
        return said if kind is None else {"kind": kind, **said}
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    if isinstance(value, dict):
        return {name: _plain(one) for name, one in value.items()}
    if isinstance(value, bytes):
        return b64encode(value).decode()
    return value.value if isinstance(value, StrEnum) else value
