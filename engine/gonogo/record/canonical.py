"""One form for each value, so that what is sealed can be compared byte by byte (RFC 8785). The door to rfc8785.

What JSON would bend is refused: numbers with a fraction, numbers beyond 2^53 - 1, dates, keys that are not text. Who
puts a value together writes those as text. Text from people is brought to one form (NFC) by `normal`, once, at input.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from typing import Any

from gonogo.model.diagnostic import InternalError


def canonical(value: Any) -> bytes:
    """The bytes of a value made of objects, lists, text, whole numbers, true, false and null."""
    import rfc8785  # needed only where something is sealed or checked

    _refuse_fractions(value)
    try:
        return rfc8785.dumps(value)
    except (rfc8785.CanonicalizationError, UnicodeEncodeError, RecursionError) as error:
        raise InternalError(f"cannot be written as canonical JSON: {error}") from error


def normal(value: Any) -> Any:
    """The same value with every text in it in Unicode's normal form C: what looks the same is the same."""
    if isinstance(value, str):
        return unicodedata.normalize("NFC", value)
    if isinstance(value, Mapping):
        return {normal(key): normal(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [normal(inner) for inner in value]
    return value


def _refuse_fractions(value: Any) -> None:
    waiting = [value]
    while waiting:
        one = waiting.pop()
        if isinstance(one, float):
            raise InternalError(f"cannot be written as canonical JSON: {one!r} has a fraction; write it as text")
        if isinstance(one, Mapping):
            waiting.extend(one.values())
        elif isinstance(one, list | tuple):
            waiting.extend(one)
