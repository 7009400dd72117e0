"""From a condition, and whether it is to hold, to the changes of evidence that would make it so.

Walks down `all`, `any` and `not` to single conditions on records. A condition inside another one is asked for each
record by itself. What the policy fixes (parameters, tables) is left as it is: there is no way to change it.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import islice
from typing import Any

from gonogo.judge.admitted import Reason
from gonogo.judge.change_kinds import BetterSource, CompleteList
from gonogo.judge.change_look import Look, Row
from gonogo.judge.change_records import Records
from gonogo.judge.change_ways import NOTHING, Ways, all_ways, any_way, each_way
from gonogo.judge.explain_seen import Seen
from gonogo.model.condition import (
    Aggregate,
    All,
    AnyOf,
    Condition,
    Count,
    Every,
    IfNone,
    No,
    Not,
    ParameterIs,
    Selection,
    Share,
    Some,
    StatusIs,
)
from gonogo.model.evidence import Record

RECRUITS = 200  # of more records, only so many are asked whether they could be made to count
MOST_ADDED = 20

Statuses = Callable[[StatusIs, bool], Ways]
Figures = Callable[["Walk", Count | Share | Aggregate, bool], Ways]


class Walk:
    """The ways of one subject. `statuses` knows those of lower layers, `figures` those of counts and their like."""

    def __init__(self, look: Look, records: Records, statuses: Statuses, figures: Figures) -> None:
        self.look = look
        self.records = records
        self.statuses = statuses
        self.figures = figures

    def condition(self, condition: Condition, want: bool) -> Ways:
        """The ways to make a condition surely hold, or surely not."""
        match condition:
            case All(parts=parts):
                ways = [self.condition(part, want) for part in parts]
                return all_ways(ways) if want else any_way(*ways)
            case AnyOf(parts=parts):
                ways = [self.condition(part, want) for part in parts]
                return any_way(*ways) if want else all_ways(ways)
            case Not(part=part):
                return self.condition(part, not want)
            case StatusIs():
                return self.statuses(condition, want)
            case _:
                return self._leaf(condition, want)

    def _leaf(self, leaf: Some | No | Every | Count | Share | Aggregate | ParameterIs, want: bool) -> Ways:
        if self.look.see(leaf).truth == (2 if want else 0):
            return NOTHING
        match leaf:
            case ParameterIs():
                return []
            case Some(selection=selection):
                return self.some(leaf, selection) if want else self.none(leaf, selection)
            case No(selection=selection):
                return self.none(leaf, selection) if want else self.some(leaf, selection)
            case Every():
                return self._every(leaf) if want else self._not_every(leaf)
            case _:
                return self.figures(self, leaf, want)

    # --- records by what they come to -------------------------------------------------------------

    def join(self, row: Row, selection: Selection) -> Ways:
        """So that a record is selected."""
        where = self.look.where(selection.where, row, selection.alias)
        ways = self.records.match(row, where, selects=True)
        if selection.meets is None or not ways:
            return ways
        return all_ways([ways, self.condition(self.look.at(selection.meets, row, selection.alias), True)])

    def leave(self, row: Row, selection: Selection) -> Ways:
        """So that a record is surely not selected."""
        ways = self.records.leave(row, self.look.where(selection.where, row, selection.alias))
        if selection.meets is None:
            return ways
        return any_way(ways, self.condition(self.look.at(selection.meets, row, selection.alias), False))

    # --- there is one; there is none --------------------------------------------------------------

    def joining(self, seen: Seen) -> list[Ways]:
        """For each record that could be made to be selected, how."""
        selection: Selection = seen.leaf.selection  # type: ignore[union-attr]  # of conditions on records only
        able = self.look.truths(seen, among=(0, 1))
        found = [self.join(row, selection) for row, _ in islice(able, RECRUITS)]
        return sorted((ways for ways in found if ways), key=lambda ways: len(ways[0]))

    def adding(self, selection: Selection, number: int = 1) -> Ways:
        """A new record that is selected."""
        if selection.meets is None:
            return self.records.added(selection.fact, selection.where, number=number)
        return any_way(
            *(
                all_ways(
                    [[way], self.condition(self.look.at(selection.meets, self.new(way[0]), selection.alias), True)]
                )
                for way in self.records.added(selection.fact, selection.where, number=number)
            )
        )

    def new(self, change: Any) -> Row:
        """A record that is not there yet, as conditions on other records would see it."""
        record: Record = self.records.made(change)
        return Row(change.fact, record, self.look.judgement.tables.attribution(()), (), "new", None)

    def some(self, leaf: Some | No, selection: Selection) -> Ways:
        return any_way(*self.joining(self.look.see(leaf)), self.adding(selection))

    def none(self, leaf: Some | No, selection: Selection) -> Ways:
        seen = self.look.see(leaf)
        leaving = [self.leave(row, selection) for row, _ in self.look.truths(seen, among=(1, 2))]
        return all_ways([each_way(leaving), self.whole(selection.fact)])

    # --- the list is whole ------------------------------------------------------------------------

    def whole(self, fact: str) -> Ways:
        """So that nothing is missing from what counts of a fact."""
        table = self.look.table(fact)
        if table.complete:
            return NOTHING
        if not table.given:
            return self.records.listed(fact, (), some=False)
        again = self._again(fact)
        if again:
            entries = self.look.judgement.evidence.entries[fact]
            return [again] if any(one.complete for one in entries) else [(*again, self._complete(fact))]
        return any_way([(self._complete(fact),)], self.records.listed(fact, (), some=False))

    def _complete(self, fact: str) -> CompleteList:
        change = CompleteList(fact=fact, by=self.records.by(fact, {}, ()))
        self.records.pool[change] = None
        return change

    def _again(self, fact: str) -> tuple[BetterSource, ...]:
        """The lists that fall short or are out of date, each to be given again."""
        left_out = self.look.table(fact).left_out
        short = {id(one.origin.entry) for one in left_out if one.reason in (Reason.INADEQUATE, Reason.STALE)}
        entries = self.look.judgement.evidence.entries.get(fact, ())
        numbers = [
            number for number, one in enumerate(entries) if id(one) in short or (one.complete and not self._good(one))
        ]
        found = tuple(self.records.again(fact, number, ()) for number in numbers)
        self.records.pool.update(dict.fromkeys(found))
        return found

    def _good(self, entry: Any) -> bool:
        """Whether the word of a list that it is whole counts."""
        return entry.sources in self.look.table(entry.fact).claims

    # --- each -------------------------------------------------------------------------------------

    def _every(self, leaf: Every) -> Ways:
        seen, selection = self.look.see(leaf), leaf.selection
        lacking = self.look.truths(seen, 1, among=(1, 2))
        parts = [each_way([any_way(self._satisfy(row, leaf), self.leave(row, selection)) for row, _ in lacking])]
        matched = any(True for _ in self.look.truths(seen, among=(2,)))
        if matched or leaf.if_none is IfNone.PASS:
            return all_ways([*parts, self.whole(selection.fact)])
        if not self.look.table(selection.fact).given:
            return self._listed(leaf)
        coming = any_way(*self.joining_well(seen, leaf), self._added(leaf))
        return all_ways([*parts, coming, self.whole(selection.fact)])

    def _satisfy(self, row: Row, leaf: Every) -> Ways:
        """So that a record has what each must have."""
        alias = leaf.selection.alias
        ways = self.records.match(row, self.look.where(leaf.has, row, alias), selects=False)
        if leaf.meets is None or not ways:
            return ways
        return all_ways([ways, self.condition(self.look.at(leaf.meets, row, alias), True)])

    def joining_well(self, seen: Seen, leaf: Every) -> list[Ways]:
        """For each record that is not selected yet: so that it is, and has what each must have."""
        rows = islice(self.look.truths(seen, among=(0, 1)), RECRUITS)
        return [all_ways([self.join(row, leaf.selection), self._satisfy(row, leaf)]) for row, _ in rows]

    def _added(self, leaf: Every) -> Ways:
        return self._with_meets(leaf, self.records.added(leaf.selection.fact, (*leaf.selection.where, *leaf.has)))

    def _listed(self, leaf: Every) -> Ways:
        asked = (*leaf.selection.where, *leaf.has)
        return self._with_meets(leaf, self.records.listed(leaf.selection.fact, asked, some=True))

    def _with_meets(self, leaf: Every, ways: Ways) -> Ways:
        """With what other records must be for the new one."""
        conditions = [one for one in (leaf.selection.meets, leaf.meets) if one is not None]
        if not conditions:
            return ways
        found = []
        for way in ways:
            for changed in self.records.filled(way[0], conditions, leaf.selection.alias):
                row = self.new(changed)
                asked = [self.condition(self.look.at(one, row, leaf.selection.alias), True) for one in conditions]
                found += all_ways([[(changed,)], *asked])[:1]
        return any_way(found)[:1]

    def _not_every(self, leaf: Every) -> Ways:
        """One that falls short: among those that are there, or a new one."""
        seen, selection = self.look.see(leaf), leaf.selection
        ways = []
        for row, _ in islice(self.look.truths(seen, 1), RECRUITS):
            lacks = self.records.leave(row, self.look.where(leaf.has, row, selection.alias))
            if leaf.meets is not None:
                lacks = any_way(lacks, self.condition(self.look.at(leaf.meets, row, selection.alias), False))
            ways.append(all_ways([self.join(row, selection), lacks]))
        added = self.records.added(selection.fact, selection.where, leaf.has) if leaf.has else []
        return any_way(*ways, added, self._empty(seen, leaf) if leaf.if_none is IfNone.FAIL else [])

    def _empty(self, seen: Seen, leaf: Every) -> Ways:
        """None is selected at all."""
        leaving = [self.leave(row, leaf.selection) for row, _ in self.look.truths(seen, among=(1, 2))]
        return all_ways([each_way(leaving), self.whole(leaf.selection.fact)])
