"""One loop over the records of one table, for all the leaf conditions that count them: the hot path, as source text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from gonogo.model.noun import Noun
from gonogo.model.records import attribute


class Sweep(Noun, frozen=True, kw_only=True):
    """What the loop needs to know of one leaf. `matches` is None where the leaf has no quick way."""

    number: int
    slot: int
    exact: str  # the function that gives 0, 1 or 2 for a record that matches
    short: str | None  # of `every`: the function for a record that matches and falls short
    matches: str | None
    has: str | None
    nested: str | None
    fields: Mapping[str, tuple[bool, bool]]
    moving: tuple[str, ...]
    sources: tuple[int, ...]
    words: Mapping[str, frozenset[Any]]  # of fields: what they must hold, or the record surely does not match


class Gate(Noun, frozen=True):
    """A field that every leaf of a table asks for: a record with none of `values` (a name) counts for no leaf."""

    field: str
    values: str


def gate_values(slot: int, sweeps: list[Sweep]) -> tuple[str, frozenset[Any]] | None:
    """A field, and the values (or None: unknown) without which no leaf of the table counts a record."""
    mine = [one for one in sweeps if one.slot == slot]
    shared = [name for name in mine[0].words if all(name in one.words for one in mine)] if mine else []
    if not shared:
        return None
    return shared[0], frozenset((None,)).union(*(one.words[shared[0]] for one in mine))


def sweep(slot: int, sweeps: list[Sweep], gate: Gate | None) -> Iterator[str]:
    """The lines of the loop over one table."""
    mine = [one for one in sweeps if one.slot == slot]
    if not mine:
        return
    for one in mine:
        names = ("t", "u", "m", "w") if one.short else ("t", "u")
        yield " = ".join(f"{name}{one.number}" for name in names) + " = 0"
    quick = [one for one in mine if one.matches is not None]
    slow = [one for one in mine if one.matches is None]
    yield f"for R, S in W.groups[{slot}]:"
    yield from _sources(quick)
    yield f"    if {_able(quick)}:"
    yield from _indent(2, _records(gate, [*_quick(quick), *_exact(slow)]))
    yield "    else:"
    for one in mine:
        if one.short:
            yield f"        x, y = W.both({one.exact}, R, S); m{one.number} += x; w{one.number} += y"
            yield f"        x, y = W.both({one.short}, R, S); t{one.number} += x; u{one.number} += y"
        else:
            yield f"        x, y = W.both({one.exact}, R, S); t{one.number} += x; u{one.number} += y"


def _records(gate: Gate | None, body: list[str]) -> Iterator[str]:
    yield "for r in R:"
    if gate is not None:
        yield f"    if r.{attribute(gate.field)} in {gate.values}:"
    yield from _indent(1 if gate is None else 2, body)


def _sources(quick: list[Sweep]) -> Iterator[str]:
    for number in sorted({number for one in quick for number in one.sources}):
        yield f"    s{number} = S.truths[{number}]"


def _able(quick: list[Sweep]) -> str:
    """When the quick way is open: every value that is the same for all records is known."""
    if not quick:
        return "False"
    moving = sorted({name for one in quick for name in one.moving})
    sources = sorted({number for one in quick for number in one.sources})
    tests = [f"is_exact({name})" for name in moving] + [f"s{number} != 1" for number in sources]
    return " and ".join(tests) or "True"


def _quick(quick: list[Sweep]) -> Iterator[str]:
    if not quick:
        return
    fields = _merged(quick)
    for name in fields:
        yield f"v_{name} = r.{attribute(name)}"
    guards = [guard for name, flags in fields.items() for guard in _guard(f"v_{name}", *flags)]
    if guards:
        yield f"if {' or '.join(guards)}:"
        yield from _indent(1, _exact(quick))
        yield "else:"
    body = [line for one in quick for line in _count(one)]
    yield from _indent(1 if guards else 0, body)


def _merged(quick: list[Sweep]) -> dict[str, tuple[bool, bool]]:
    merged: dict[str, tuple[bool, bool]] = {}
    for one in quick:
        for name, (optional, none_stops) in one.fields.items():
            merged[name] = (optional, none_stops or merged.get(name, (optional, False))[1])
    return merged


def _guard(variable: str, optional: bool, none_stops: bool) -> Iterator[str]:
    """When a record cannot take the quick way on account of this field."""
    if optional:
        yield f"{variable} is UNSET"
    if not optional or none_stops:
        yield f"{variable} is None"


def _count(one: Sweep) -> Iterator[str]:
    """Counts one leaf for a record whose fields are all known; only a nested condition may still be open."""
    number = one.number
    nested = one.nested
    yield f"if {one.matches}:"
    if one.short is None and nested is None:
        yield f"    t{number} += 1"
    elif one.short is None:
        yield f"    x = {nested}"
        yield f"    if x == 2: t{number} += 1"
        yield f"    elif x: u{number} += 1"
    else:
        yield f"    m{number} += 1"
        yield f"    if not ({one.has}): t{number} += 1"
        if nested is not None:
            yield "    else:"
            yield f"        x = {nested}"
            yield f"        if x == 0: t{number} += 1"
            yield f"        elif x == 1: u{number} += 1"


def _exact(some: list[Sweep]) -> Iterator[str]:
    for one in some:
        number = one.number
        if one.short:
            yield f"x = {one.exact}(r, S)"
            yield "if x:"
            yield f"    if x == 2: m{number} += 1"
            yield f"    else: w{number} += 1"
            yield f"    x = {one.short}(r, S)"
            yield f"    if x == 2: t{number} += 1"
            yield f"    elif x: u{number} += 1"
        else:
            yield f"x = {one.exact}(r, S)"
            yield f"if x == 2: t{number} += 1"
            yield f"elif x: u{number} += 1"


def _indent(levels: int, lines: Iterator[str] | list[str]) -> Iterator[str]:
    return ("    " * levels + line for line in lines)
