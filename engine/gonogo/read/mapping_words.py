"""A mapping in words: for each field which column it comes from, and what its values were taken for."""

from __future__ import annotations

from collections.abc import Iterator

from gonogo.read.complaint import as_written, listed
from gonogo.read.extract import From, Mapped


def columns_words(how: From) -> Iterator[tuple[str, str]]:
    """Each field, and in words where it comes from."""
    for one in how.mapped:
        if one.literal is not None:
            yield str(one.field), f"{as_written(one.literal)} for every row"
        else:
            between = ", else " if one.together == "first" else f"{one.by!r}" if one.together else ""
            forms = "; ".join(_forms(one))
            columns = between.join(f"column {name}" for name in one.columns)
            yield str(one.field), f"{columns} ({forms})" if forms else columns


def _forms(one: Mapped) -> Iterator[str]:
    """How its values are written, as far as the mapping says so."""
    values = one.forms.values or {}
    if values:
        yield listed(f"{as_written(word)} is {as_written(node)}" for word, node in values.items())
    if one.forms.missing:
        yield f"{listed(map(as_written, one.forms.missing))} is nothing"
    if one.forms.dates:
        yield f"dates {listed(one.forms.dates)}"
    signs = (("decimals", one.forms.decimals), ("thousands", one.forms.thousands), ("percent", one.forms.percent))
    yield from (f"{name} {word}" for name, word in signs if word is not None)
