"""The records as a change would meet them: each with where it stands, what is known of it, and what it would lack.

Records that do not count because they are out of date, or fall short of a strict demand, are among them: they would
count if they were given again by somebody whose word is good enough.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Any

from gonogo.judge.admitted import Admitted, Group, Reason
from gonogo.judge.change_fields import is_unknown
from gonogo.judge.change_kinds import Spot
from gonogo.judge.change_values import Tests, tests_truth
from gonogo.judge.compare import any_of, shift
from gonogo.judge.explain_at import Given, filled, filled_where
from gonogo.judge.explain_seen import Seen, ask, figure, seen
from gonogo.judge.judgement import Judgement, whole_truth
from gonogo.judge.occurrence import given_sources
from gonogo.judge.scope import outer_fields_of_operand
from gonogo.judge.tables import Attribution
from gonogo.judge.values import fixed_value
from gonogo.judge.witness import key_text
from gonogo.model.condition import Condition, FieldOf, FieldTest, Figure, Leaf, Operand, Selection, Shifted, Where
from gonogo.model.evidence import Record
from gonogo.model.noun import Noun
from gonogo.model.policy import Demand
from gonogo.model.records import UNSET, attribute

NOT_COUNTED = (Reason.STALE, Reason.INADEQUATE)


class Row(Noun, frozen=True):
    """A record. `entry`: the list that would have to be given again for it to count; None: it counts."""

    fact: str
    record: Record
    attribution: Attribution
    spots: tuple[Spot, ...]
    key: str
    entry: int | None


class Look:
    """One judgement, seen by a criterion, control, risk or gate, with its demand on evidence."""

    def __init__(self, judgement: Judgement, holder: str, demand: Demand) -> None:
        self.judgement = judgement
        self.policy = judgement.policy
        self.demand = demand
        self.number = judgement.demand_of[holder]
        self._seen: dict[Leaf, Seen] = {}

    @cached_property
    def _places(self) -> dict[int, int]:
        entries = self.judgement.evidence.entries
        return {id(entry): number for given in entries.values() for number, entry in enumerate(given)}

    # --- conditions and values -------------------------------------------------------------------

    def see(self, leaf: Leaf) -> Seen:
        """What a leaf met, whether the policy asks it or it was made for one record."""
        if leaf not in self._seen:
            number = self.judgement.numbers.get((leaf, self.number))
            asked = ask(self.judgement, [leaf], self.number)[0] if number is None else seen(self.judgement, number)
            self._seen[leaf] = asked
        return self._seen[leaf]

    def truth(self, condition: Condition) -> int:
        return whole_truth(condition, lambda leaf: self.see(leaf).truth)  # type: ignore[arg-type]  # leaves only

    def value(self, operand: Operand) -> Any:
        """What an operand comes to; UNSET where that cannot be told."""
        if outer_fields_of_operand(operand):
            return UNSET
        if isinstance(operand, Figure):
            return figure(self.judgement, self.see(operand.of))
        if isinstance(operand, Shifted):
            return shift(self.value(operand.base), operand.amount, operand.unit, self.policy.calendar)
        return fixed_value(operand, self.policy, self.judgement.as_of)

    def tests(self, part: FieldTest) -> Tests:
        return tuple((test, tuple(map(self.value, test.against))) for test in part.tests)

    # --- records ---------------------------------------------------------------------------------

    def table(self, fact: str) -> Admitted:
        slot = (fact, self.number)
        slots = self.judgement.program.slots
        return self.judgement.admitted[slots.index(slot)] if slot in slots else self.judgement.facts[fact]

    def truths(self, seen: Seen, which: int = 0, among: Sequence[int] = (0, 1, 2)) -> Iterator[tuple[Row, int]]:
        """The records of a condition's fact of which one of its predicates comes to some truth.

        Of those that do not count, whether they perhaps would match.
        """
        predicate = seen.predicates[which]
        selection: Selection = seen.leaf.selection  # type: ignore[union-attr]  # of conditions on records only
        groups = seen.table[1] if seen.table is not None else ()
        for group, (records, attribution) in zip(self.table(selection.fact).groups, groups, strict=True):
            for index, record in enumerate(records):
                truth = predicate(record, attribution)
                if truth in among:
                    yield self._row(selection.fact, group, index, attribution), truth
        tests = [part for part in selection.where if isinstance(part, FieldTest)]
        for row in self._not_counted(selection.fact):
            perhaps = min((self.part_truth(row, part) for part in tests), default=1) and 1
            if perhaps in among:
                yield row, perhaps

    def rows(self, fact: str) -> Iterator[Row]:
        """The records that count, then those that would if they were given again."""
        for group in self.table(fact).groups:
            attribution = self.judgement.tables.attribution(group.sources)
            for index in range(len(group.records)):
                yield self._row(fact, group, index, attribution)
        yield from self._not_counted(fact)

    def _row(self, fact: str, group: Group, index: int, attribution: Attribution) -> Row:
        record = group.records[index]
        origins = () if fact in self.policy.tables else group.origin(index)
        spots = tuple((self._places[id(one.entry)], one.index) for one in origins)
        return Row(fact, record, attribution, spots, self._key(fact, record, index), None)

    def _not_counted(self, fact: str) -> Iterator[Row]:
        for one in self.table(fact).left_out:
            entry, index = one.origin.entry, one.origin.index
            if one.reason in NOT_COUNTED:
                record, number = entry.records[index], self._places[id(entry)]
                attribution = self.judgement.tables.attribution(given_sources(entry, record))
                yield Row(fact, record, attribution, ((number, index),), self._key(fact, record, index), number)

    def _key(self, fact: str, record: Record, index: int) -> str:
        return key_text(self.judgement, fact, record, index)

    def part_truth(self, row: Row, part: FieldTest) -> int:
        """Whether a record passes the tests on one field, or on its sources."""
        tests = self.tests(part)
        if part.field.startswith("source."):
            values = getattr(row.attribution, part.field.removeprefix("source."))
            return any_of(tests_truth(value, part.type, tests) for value in values)
        return tests_truth(self.known(row, part.field), part.type, tests)

    def known(self, row: Row, field: str) -> Any:
        """A field's value; UNSET where it is not known."""
        value = getattr(row.record, attribute(field))
        return UNSET if is_unknown(value, self.policy.facts[row.fact].fields[field]) else value

    def at(self, condition: Condition, row: Row, alias: str) -> Condition:
        """A condition on other records as it is asked for one record."""
        made: Condition = filled(condition, lambda field: self._given(field, row, alias))
        return made

    def _given(self, field: FieldOf, row: Row, alias: str) -> Given | None:
        if field.alias != alias:
            return None
        if field.field.startswith("source."):
            values = set(getattr(row.attribution, field.field.removeprefix("source.")))
            return Given(values.pop() if len(values) == 1 else UNSET)
        return Given(self.known(row, field.field))

    def where(self, where: Where, row: Row, alias: str) -> Where:
        """What is asked of a record, with its own other fields put in."""
        return filled_where(where, lambda field: self._given(field, row, alias))
