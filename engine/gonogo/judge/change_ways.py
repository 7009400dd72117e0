"""Ways to bring something about: each a set of changes. The best few are kept, smallest first, then cheapest."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import combinations
from typing import TypeAlias

from gonogo.judge.change_kinds import AddRecord, Change, CompleteList, GiveList, GiveWaiver, SetField, clash, cost
from gonogo.model.noun import replace

Way: TypeAlias = tuple[Change, ...]
Ways: TypeAlias = list[Way]  # empty: there is none; an empty way: nothing need be done

KEPT = 6
NOTHING: Ways = [()]
FEW = 3  # of so many records each combination is tried; of more, the same for all


def rank(way: Way) -> tuple[int, int, int, int]:
    """Waivers last, then by size, cost, and how many different things would have to be done."""
    kinds = {_label(change) for change in way}
    return sum(isinstance(one, GiveWaiver) for one in way), len(way), sum(map(cost, way)), len(kinds)


def any_way(*several: Iterable[Way]) -> Ways:
    """Each way, the best few."""
    every = dict.fromkeys(way for ways in several for way in ways)
    return sorted(every, key=rank)[:KEPT]


def all_ways(several: Iterable[Ways]) -> Ways:
    """Ways to bring all of several things about together."""
    found = NOTHING
    for ways in several:
        joined = (fused((*one, *other)) for one in found for other in ways)
        found = any_way(way for way in joined if is_possible(way))
    return found


def fused(way: Iterable[Change]) -> Way:
    """Each change once; what comes of a fact whose whole list is to be given comes in that list."""
    way = tuple(dict.fromkeys(way))
    lists: dict[str, GiveList] = {}
    for change in way:
        if isinstance(change, GiveList):
            before = lists.get(change.fact)
            records = () if before is None else before.records
            lists[change.fact] = replace(change, records=tuple(dict.fromkeys((*records, *change.records))))
    if not lists:
        return way
    for change in way:
        if isinstance(change, AddRecord) and change.fact in lists:
            whole = lists[change.fact]
            if change.told not in whole.records or change.number > 1:
                lists[change.fact] = replace(whole, records=(*whole.records, change.told))
    kept = [one for one in way if not (isinstance(one, AddRecord | GiveList | CompleteList) and one.fact in lists)]
    return (*lists.values(), *kept)


def each_way(several: Sequence[Ways]) -> Ways:
    """The same for each of many records: the best for each, or one kind of change for all of them."""
    if not all(several):
        return []
    if len(several) <= FEW:
        return all_ways(several)
    best = tuple(change for ways in several for change in ways[0])
    found = [tuple(dict.fromkeys(best))]
    for way in several[0][1:]:
        same = [_alike(way, ways) for ways in several]
        if all(one is not None for one in same):
            found.append(tuple(dict.fromkeys(change for one in same if one is not None for change in one)))
    return any_way(found)


def _alike(way: Way, ways: Ways) -> Way | None:
    labels = [_label(change) for change in way]
    return next((one for one in ways if [_label(change) for change in one] == labels), None)


def _label(change: Change) -> tuple[object, ...]:
    if isinstance(change, SetField):
        return SetField, change.fact, change.field, change.value
    return type(change), getattr(change, "fact", None)


def is_possible(way: Way) -> bool:
    """Whether all its changes can be made together."""
    if len(way) > 200:  # of many, only the fields of records could clash, and each record is dealt with once
        return True
    return not any(clash(one, other) for one, other in combinations(way, 2))
