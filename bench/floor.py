"""The floor: msgspec decodes the same bytes into typed records, and nothing else happens."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from bench.job import Answer
from bench.packs import COLUMNS, Column


def engine() -> Callable[[bytes], Answer]:
    """Decodes evidence in our format; gives no verdict."""
    import msgspec

    entries = [(fact, _entry(fact, columns)) for fact, columns in COLUMNS.items()]
    facts = msgspec.defstruct("Facts", entries)
    head = [("evidence", str), ("policy", str), ("as_of", str), ("sources", dict[str, dict[str, str]])]
    decoder = msgspec.json.Decoder(msgspec.defstruct("Evidence", [*head, ("facts", facts)]))
    nothing = Answer("", ())

    def decide(raw: bytes) -> Answer:
        decoder.decode(raw)
        return nothing

    return decide


def _entry(fact: str, columns: dict[str, Column]) -> Any:
    import msgspec

    fields: list[Any] = [("id", int), *((name, type(column.good[0]) | None) for name, column in columns.items())]
    record: Any = msgspec.defstruct(fact, fields, gc=False)
    return msgspec.defstruct(f"{fact}_list", [("source", str), ("complete", bool), ("records", _list_of(record))])


def _list_of(item: Any) -> Any:
    return list[item]
