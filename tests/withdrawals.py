"""Every way to leave a piece of evidence out, or to have it late or stale, one piece at a time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from tests.packs import Pack

GONE = object()
NEVER_LATE_ENOUGH = "2099-01-01"
LONG_AGO = "2000-01-01"
Path = tuple[str | int, ...]
Withdrawal = tuple[str, Pack]  # what was done, and what is left
BESIDE_FIELDS = ("source", "corrects", "valid_until")


def changed(whole: Any, path: Path, value: Any) -> Any:
    """A copy in which one place has another value, or nothing; all else is shared with the original."""
    here, *rest = path
    copy = whole.copy()
    if rest:
        copy[here] = changed(copy[here], tuple(rest), value)
    elif value is GONE:
        del copy[here]
    else:
        copy[here] = value
    return copy


def withdrawals(pack: Pack, facts: Sequence[str] | None = None) -> Iterator[Withdrawal]:
    """Of all facts, or only of some: sources, facts, lists, records and fields, gone, late, stale or not complete."""
    late: Pack = {"title": "Came too late", "received": NEVER_LATE_ENOUGH, "basis": "validated"}
    pack = changed(pack, ("sources", "late"), late)
    for source in pack["sources"]:
        if source != "late":
            yield from _of_source(pack, source)
    for path in _lists(pack, facts):
        yield from _of_list(pack, path)
    for fact in pack["facts"] if facts is None else facts:
        yield f"{fact} gone", changed(pack, ("facts", fact), GONE)


def _lists(pack: Pack, facts: Sequence[str] | None) -> Iterator[Path]:
    for fact in pack["facts"] if facts is None else facts:
        for number in range(len(pack["facts"][fact])):
            yield "facts", fact, number
    yield ("views",)


def _of_source(pack: Pack, source: str) -> Iterator[Withdrawal]:
    yield f"source {source} late", changed(pack, ("sources", source, "received"), NEVER_LATE_ENOUGH)
    yield f"source {source} stale", changed(pack, ("sources", source, "valid_until"), LONG_AGO)
    left = pack
    for path in _lists(pack, None):
        given = _at(pack, path)
        if source in _names(given.get("source")):
            left = changed(left, (*path, "records"), [])
            left = changed(left, (*path, "complete"), False)
            left = changed(left, (*path, "source"), "late")
            continue
        kept = [one for one in given["records"] if source not in _names(one.get("source"))]
        if len(kept) < len(given["records"]):
            left = changed(left, (*path, "records"), kept)
            left = changed(left, (*path, "complete"), False)
    yield f"source {source} gone", changed(left, ("sources", source), GONE)


def _of_list(pack: Pack, path: Path) -> Iterator[Withdrawal]:
    given, name = _at(pack, path), " ".join(map(str, path))
    yield f"{name} not complete", changed(pack, (*path, "complete"), False)
    if path[0] == "facts":
        yield f"{name} stale", changed(pack, (*path, "valid_until"), LONG_AGO)
    for number, record in enumerate(given["records"]):
        here = (*path, "records", number)
        without = changed(pack, here, GONE)
        yield f"{name} {number} gone", changed(without, (*path, "complete"), False)
        yield f"{name} {number} late", changed(pack, (*here, "source"), "late")
        yield f"{name} {number} stale", changed(pack, (*here, "valid_until"), LONG_AGO)
        for field in record:
            if field not in BESIDE_FIELDS:
                yield f"{name} {number} {field} gone", changed(pack, (*here, field), GONE)


def _at(whole: Any, path: Path) -> Any:
    for step in path:
        whole = whole[step]
    return whole


def _names(source: str | list[str] | None) -> list[str]:
    return [] if source is None else [source] if isinstance(source, str) else source
