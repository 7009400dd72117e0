"""The smallest sets of changes that bring a goal about, each tried by deciding again.

First every set of one change, then of two (and of three, where there are few changes to choose from): so that nothing
smaller is missed. Then whole plans from the policy's conditions, each brought down to what it cannot do without. How
far the search went is part of its answer.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import combinations
from math import comb

from gonogo.judge.change_kinds import AddRecord, Change, GiveList, GiveWaiver, SetField, is_within, stands_in
from gonogo.judge.change_subjects import Subjects, kit_for
from gonogo.judge.change_ways import Way, Ways, fused, is_possible, rank
from gonogo.judge.decide import Judge
from gonogo.judge.judgement import Judgement
from gonogo.model.noun import Noun

LIMIT = 1_500  # decisions for one goal on a small pack
WORK = 1_500_000  # records looked at for one goal on a large one
LEAST = 12
ENOUGH = 5
LARGEST = 3
ROUNDS = 4

Goal = Callable[[Judgement], bool]
Plans = Callable[[Subjects], Ways]


class Sought(Noun, frozen=True, kw_only=True):
    """What a search found. `complete_to`: every set of so many of the `changes` thought of was tried.

    `others`: changes that were tried each by itself only; `limit`: decisions at most.
    """

    ways: tuple[Way, ...]
    tried: int
    limit: int
    complete_to: int
    changes: int
    others: int


class Search:
    """One judgement, and what decides again."""

    def __init__(self, judge: Judge, judgement: Judgement) -> None:
        self.judge = judge
        self.judgement = judgement
        self.kit = kit_for(judgement.policy, judgement)
        records = sum(len(one.records) for given in judgement.evidence.entries.values() for one in given)
        self.limit = max(LEAST, min(LIMIT, WORK // (records + 1)))

    def decided(self, way: Sequence[Change]) -> Judgement:
        """The decision on the evidence so changed."""
        return self.judge.judge(self.kit.changer.apply(self.judgement.evidence, way), self.judgement.as_of)

    def seek(self, goal: Goal, plans: Plans, *, name: str) -> Sought:
        """What brings a goal about for a subject, by the plans that lead there."""
        return _Seeking(self, goal, plans, name).sought()


class _Seeking:
    def __init__(self, search: Search, goal: Goal, plans: Plans, name: str) -> None:
        self.search = search
        self.name = name
        self.goal = goal
        self.plans = plans
        self.known: dict[frozenset[Change], bool] = {}
        self.found: list[Way] = []

    def sought(self) -> Sought:
        kit = self.search.kit
        kit.pool.clear()
        subjects = Subjects(self.search.judgement, kit)
        plans = self.plans(subjects)
        of_criterion = any(one.id == self.name for one in self.search.judge.policy.criteria)
        waivers = [] if of_criterion else subjects.all_waived()
        for way in (*plans, *_fused(list(kit.pool))):
            kit.pool.update(dict.fromkeys(way))
        pool = sorted(kit.pool, key=lambda change: rank((change,)))
        swept = list(subjects.swept(self.name)) if self.search.limit == LIMIT else []
        others = sorted({change: None for change in swept if change not in kit.pool}, key=lambda one: rank((one,)))
        whole = [*pool, *others]
        few = comb(len(whole), 2) <= self.search.limit - len(whole)
        complete_to = self._exhaust(whole if few else pool, [] if few else others)
        for way in (*plans, *self._repaired(plans), *self._continued(waivers)):
            self._keep(self._shrunk(way))
        thought_of = {change: place for place, change in enumerate(kit.pool)}  # in the policy's order
        ordered = [tuple(sorted(way, key=lambda one: thought_of.get(one, len(thought_of)))) for way in self.found]
        return Sought(
            ways=_unlike(ordered),
            tried=len(self.known),
            limit=self.search.limit,
            complete_to=complete_to,
            changes=len(whole) if few else len(pool),
            others=0 if few else len(others),
        )

    def _exhaust(self, pool: list[Change], alone: list[Change]) -> int:
        """Tries every set of one size before the next; tells the largest size of which none was left out."""
        plain = [change for change in pool if not isinstance(change, GiveWaiver)]
        for size in range(1, LARGEST + 1):
            sets = comb(len(plain), size)
            if len(self.known) + sets > self.search.limit or (size == LARGEST and not all(map(has_waiver, self.found))):
                return size - 1
            for way in combinations(plain, size) if size > 1 else ((change,) for change in (*pool, *alone)):
                if is_possible(way) and not self._is_more_than_found(way) and self.reaches(way):
                    self.found.append(way)
        return LARGEST

    def reaches(self, way: Way) -> bool:
        """Whether the goal is reached with these changes."""
        key = frozenset(way)
        if key not in self.known:
            self.known[key] = self.goal(self.search.decided(way))
        return self.known[key]

    def _is_more_than_found(self, way: Iterable[Change]) -> bool:
        whole = set(way)
        lists = [one for one in whole if isinstance(one, GiveList)]
        return any(
            all(less in whole or any(is_within(less, one) for one in lists) for less in found) for found in self.found
        )

    def _repaired(self, plans: Ways) -> Iterator[Way]:
        """Where no plan does it alone, what the best one leads to."""
        if not self.found and not any(self.reaches(way) for way in plans):
            yield from self._continued(plans[:1])

    def _continued(self, ways: Ways) -> Iterator[Way]:
        """Plans again on what a way comes to, a few times over."""
        for way in ways:
            for _ in range(ROUNDS):
                then = self.search.decided(way)
                if self.goal(then):
                    yield way
                    break
                further = self.plans(Subjects(then, self.search.kit))
                able = [one for one in further if self._goes_with(one, way)]
                if not able:
                    break
                way = tuple(dict.fromkeys((*way, *able[0])))

    def _goes_with(self, more: Way, way: Way) -> bool:
        """Whether it is something new, and can be done together with what a way does."""
        there = self.search.judgement.evidence
        fresh = not set(more) <= set(way)
        return fresh and is_possible((*way, *more)) and all(stands_in(one, there) for one in more)

    def _shrunk(self, way: Way) -> Way | None:
        """The way without what it can do without; None where it does not reach the goal, or holds a smaller one."""
        if self._is_more_than_found(way) or not self.reaches(way):
            return None
        if len(self.known) + len(way) > self.search.limit:
            return way
        for change in sorted(way, key=lambda one: rank((one,)), reverse=True):
            less = tuple(one for one in way if one != change)
            if less and self.reaches(less):
                way = less
        return way

    def _keep(self, way: Way | None) -> None:
        if way is not None and not self._is_more_than_found(way):
            self.found.append(way)


def _unlike(found: Iterable[Way]) -> tuple[Way, ...]:
    """Ways in order; of those that set the same fields of the same records, only the first."""
    kept: dict[frozenset[object], Way] = {}
    for way in sorted(found, key=rank):
        kept.setdefault(frozenset(_place(change) for change in way), way)
    return tuple(kept.values())


def _place(change: Change) -> object:
    return (change.fact, change.spots, change.field) if isinstance(change, SetField) else change


def has_waiver(way: Way) -> bool:
    return any(isinstance(one, GiveWaiver) for one in way)


def _fused(pool: list[Change]) -> Iterator[Way]:
    """Records that come in the whole list that is to be given."""
    lists = [one for one in pool if isinstance(one, GiveList)]
    added = [one for one in pool if isinstance(one, AddRecord)]
    yield from (fused((whole, one)) for whole in lists for one in added if whole.fact == one.fact)


__all__ = ["ENOUGH", "Search", "Sought", "has_waiver"]
