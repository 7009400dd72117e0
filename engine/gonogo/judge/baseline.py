"""Fields that a policy baselines: the value that was recorded first counts until somebody approves another.

A later, different value is a re-grading, whoever gives it and even where it corrects the record; a recorded resolution
for that key and field approves it. What was received in time takes part, also what does not count any more.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TypeAlias

from gonogo.judge.occurrence import Key, Occurrence, Origin, is_unknown
from gonogo.model.evidence import Source
from gonogo.model.noun import Noun
from gonogo.model.policy import FactType
from gonogo.model.records import attribute
from gonogo.model.value import Value, shown


class First(Noun, frozen=True):
    """What was recorded first of one field of one record."""

    value: Value | None
    day: date
    sources: tuple[str, ...]
    origin: Origin

    def told(self) -> str:
        """On whose word it counts, where a later one says otherwise."""
        first = f"{shown(self.value)}, recorded on {self.day.isoformat()},"
        return f"the policy's baseline: {first} counts until a resolution approves another"


Firsts: TypeAlias = Mapping[tuple[Key, str], First]


def first_recorded(fact: FactType, occurrences: Sequence[Occurrence], sources: Mapping[str, Source]) -> Firsts:
    """By key and field. Where two were recorded first on one day and differ, none of them was."""
    found: dict[tuple[Key, str], list[First]] = {}
    for one in occurrences if fact.baseline else ():
        days = [day for source in one.sources if (day := sources[source].date) is not None]
        if one.key is None or not days:
            continue
        for name in fact.baseline:
            value = getattr(one.record, attribute(name))
            if not is_unknown(value, fact.fields[name]):
                first = First(value, min(days), one.sources, one.origin)
                found.setdefault((one.key, name), []).append(first)
    earliest = {key: min(firsts, key=lambda one: one.day) for key, firsts in found.items()}
    return {
        key: first
        for key, first in earliest.items()
        if all(one.value == first.value for one in found[key] if one.day == first.day)
    }
