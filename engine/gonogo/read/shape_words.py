"""Words for what is wrong with the shape of a file: one complaint for one mistake."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from gonogo.model.diagnostic import Diagnostic
from gonogo.read import value_words
from gonogo.read.breach import Breach
from gonogo.read.key_words import KeyWords


def worded(breaches: Iterable[Breach]) -> Iterator[Diagnostic]:
    """What only follows from another mistake is left out, so unknown keys come first: they explain most."""
    keys = KeyWords()
    found = list(breaches)
    for breach in found:
        if breach.keyword == "additionalProperties":
            yield from keys.unknown_keys(breach)
    for breach in found:
        complaint = _complaint(breach, keys)
        if complaint is not None:
            yield complaint


def _complaint(breach: Breach, keys: KeyWords) -> Diagnostic | None:
    match breach.keyword:
        case "additionalProperties":
            return None
        case "required":
            return keys.required(breach)
        case "oneOf":
            return keys.exactly_one(breach)
        case "anyOf":
            return keys.at_least_one(breach)
        case "not":
            return keys.not_together(breach)
        case "enum" if "propertyNames" in breach.schema_path[-2:]:
            return keys.key_does_not_fit(breach)
        case "enum":
            return value_words.not_one_of(breach)
        case "pattern":
            return value_words.wrong_form(breach)
        case "type":
            return value_words.wrong_kind(breach)
        case "uniqueItems":
            return value_words.repeated(breach)
        case _:
            return value_words.wrong_count(breach)
