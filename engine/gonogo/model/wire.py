"""Nouns to plain values and back, as they stand in JSON. What JSON holds beyond a noun's own fields is passed over."""

from __future__ import annotations

from typing import Any

import msgspec


class Unfit(ValueError):
    """A document that does not say a noun: where in it, and why."""


def plain(noun: Any) -> dict[str, Any]:
    """What a noun says as JSON's own values: days as text, lists for tuples."""
    found: dict[str, Any] = msgspec.json.decode(msgspec.json.encode(noun))
    return found


def noun_of(document: Any, kind: Any) -> Any:
    """The noun, of one kind or of a union of them, that a document says; raises Unfit where it says none."""
    try:
        return msgspec.convert(document, kind)
    except msgspec.ValidationError as error:
        said, _, place = str(error).partition(" - at `$.")
        raise Unfit(f"{place.rstrip('`')}: {said}" if place else said) from None
