"""Makes packs of evidence: the same seed gives the same bytes, as evidence in our format and in the peers' plain one.

Three variants: `go`, where every criterion is met; `bad`, where a share of the values is a bad one; `null`, where
nothing is bad and three in a hundred values are not given, so that nobody can tell.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from random import Random
from typing import Any, NamedTuple

BAD = 0.05
MISSING = 0.03


@dataclass(frozen=True, slots=True)
class Column:
    """The good values of a field, drawn evenly, and the bad ones. `cycle`: in turn, and never bad."""

    good: tuple[Any, ...]
    bad: tuple[Any, ...] = ()
    cycle: bool = False


class Pack(NamedTuple):
    """One pack twice: as evidence, and as the peers read it."""

    ours: bytes
    theirs: bytes


YES_OR_NO = Column((True,), (False,))
NO_OR_YES = Column((False,), (True,))
PHASES = 6

COLUMNS: dict[str, dict[str, Column]] = {
    "defect": {
        "severity": Column((1, 2, 3, 4, 5), (1, 2)),
        "status": Column(("closed",) * 17 + ("retest",) * 2 + ("deferred",), ("open",)),
        "component": Column(("billing", "gateway", "keys", "portal", "orders", "reports"), ("billing",)),
        "phase_id": Column(tuple(range(PHASES))),
        "change_id": Column(tuple(range(10))),
        "workaround": YES_OR_NO,
        "fix_planned": YES_OR_NO,
        "days_open": Column(tuple(range(31)), tuple(range(31, 200))),
        "security": NO_OR_YES,
    },
    "test_phase": {
        "kind": Column(("SIT", "UIT", "PIT", "regression"), cycle=True),
        "executed_pct": Column((95, 98, 100), (80, 90)),
        "passed_pct": Column((85, 90, 97, 100), (60, 80)),
        "exit_report": YES_OR_NO,
        "signed_off": YES_OR_NO,
    },
    "change": {
        "kind": Column(("standard", "normal"), ("emergency",)),
        "risk": Column(("low", "medium"), ("high",)),
        "approved": YES_OR_NO,
        "deployed": YES_OR_NO,
        "tested": YES_OR_NO,
        "late": NO_OR_YES,
    },
    "environment_difference": {
        "env": Column(("uit", "sit", "prod"), ("prod",)),
        "impact": Column(("low", "medium"), ("high",)),
        "accepted": YES_OR_NO,
        "resolved": YES_OR_NO,
    },
    "confirmation": {
        "party": Column(("operator", "supplier", "user"), ("operator",)),
        "about": Column(("regulatory", "cutover", "service"), cycle=True),
        "given": YES_OR_NO,
        "days_before": Column((5, 8, 10), (1, 3)),
    },
}


def sizes(defects: int) -> dict[str, int]:
    """How many records of each fact a pack with so many defects has."""
    changes = max(10, defects // 20)
    return {
        "defect": defects,
        "test_phase": PHASES,
        "change": changes,
        "environment_difference": 6,
        "confirmation": 6,
    }


SMALL = sizes(72)  # a hundred records in all


def pack(variant: str, defects: int, seed: int = 1) -> Pack:
    """One pack of the variant `go`, `bad` or `null`."""
    bad, missing = {"go": (0.0, 0.0), "bad": (BAD, 0.0), "null": (0.0, MISSING)}[variant]
    return _made(sizes(defects), bad, missing, f"{variant}-{defects}", Random(seed))


def small_packs(number: int, seed: int = 1) -> Iterator[Pack]:
    """Packs of a hundred records, half of them good and the others bad to different degrees."""
    random = Random(seed)
    for index in range(number):
        bad = random.choices((0.0, 0.002, 0.01, 0.05), (50, 25, 15, 10))[0]
        yield _made(SMALL, bad, 0.0, f"small-{seed}-{index}", random)


def _made(size: Mapping[str, int], bad: float, missing: float, name: str, random: Random) -> Pack:
    lists = {fact: _records(columns, size[fact], bad, missing, random) for fact, columns in COLUMNS.items()}
    return Pack(_ours(name, lists).encode(), _theirs(name, lists).encode())


def _records(columns: Mapping[str, Column], number: int, bad: float, missing: float, random: Random) -> str:
    """A JSON list of records, put together from ready-made pieces: a million of them take a few seconds."""
    row = "{" + ", ".join(['"id": %d', *(f'"{name}": %s' for name in columns)]) + "}"
    cells = [_cells(column, number, bad, missing, random) for column in columns.values()]
    return "[" + ", ".join(map(row.__mod__, zip(range(number), *cells, strict=True))) + "]"


def _cells(column: Column, number: int, bad: float, missing: float, random: Random) -> Iterable[str]:
    good = [json.dumps(value) for value in column.good]
    if column.cycle:
        cells = [good[index % len(good)] for index in range(number)]
    else:
        cells = good * number if len(good) == 1 else random.choices(good, k=number)
        _spoil(cells, [json.dumps(value) for value in column.bad], bad, random)
    _spoil(cells, ["null"], missing, random)
    return cells


def _spoil(cells: list[str], values: list[str], share: float, random: Random) -> None:
    """Puts one of the values in the place of a share of the cells."""
    if share and values:
        for index in range(len(cells)):
            if random.random() < share:
                cells[index] = random.choice(values)


def _ours(name: str, lists: Mapping[str, str]) -> str:
    facts = (f'"{fact}": {{"source": "S1", "complete": true, "records": {records}}}' for fact, records in lists.items())
    source = {"title": "Release records", "by": "supplier", "date": "2026-11-06", "received": "2026-11-06"}
    source["basis"] = "documented"
    head = {"evidence": name, "policy": "bench", "as_of": "2026-11-08", "sources": {"S1": source}}
    return f'{json.dumps(head)[:-1]}, "facts": {{{", ".join(facts)}}}}}'


def _theirs(name: str, lists: Mapping[str, str]) -> str:
    facts = (f'"{fact}": {records}' for fact, records in lists.items())
    return f'{{"pack": {json.dumps(name)}, {", ".join(facts)}}}'
