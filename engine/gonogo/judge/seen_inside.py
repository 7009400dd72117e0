"""Looks inside leaf conditions as they are decided, record by record, and keeps what the compiled program does not.

That is: the truths that nested conditions took for the records looked at, and the sides of its limits from which each
test was met. A value counts for a test only where that test decides: what is asked of other fields holds.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from fractions import Fraction
from typing import Any, NamedTuple, assert_never

from gonogo.judge import settle
from gonogo.judge.compare import TRUTHS, any_of, is_exact, shift
from gonogo.judge.emit import is_fixed
from gonogo.judge.generate import single
from gonogo.judge.judgement import whole_truth
from gonogo.judge.scope import outer_fields, outer_fields_of_operand
from gonogo.judge.seen_notes import Held, Notes, decisive
from gonogo.judge.seen_tests import Ready
from gonogo.judge.tables import Row, Tables
from gonogo.judge.values import fixed_value
from gonogo.model.condition import (
    Aggregate,
    Condition,
    Count,
    Either,
    Every,
    FieldOf,
    FieldTest,
    Figure,
    Leaf,
    No,
    Operand,
    ParameterIs,
    ParameterValue,
    Reduce,
    Selection,
    Share,
    Shifted,
    Some,
    StatusIs,
    Where,
)
from gonogo.model.policy import Policy
from gonogo.model.records import UNSET, attribute
from gonogo.model.spots import Tested, parts, spot_of
from gonogo.model.value import Kind, ValueType

NUMBER, PART = ValueType(kind=Kind.INTEGER), ValueType(kind=Kind.DECIMAL)
REDUCED = {Reduce.TOTAL: settle.total, Reduce.LOWEST: settle.lowest, Reduce.HIGHEST: settle.highest}


class Scene(NamedTuple):
    """Where conditions are looked at: the policy and the day, and the tables under one demand on evidence."""

    policy: Policy
    as_of: date
    tables: Tables
    slots: Mapping[str, int]  # fact -> its table


class Hand(NamedTuple):
    """A record at hand, with its sources."""

    fact: str
    row: Row


Sight = Mapping[str, Hand]  # alias -> the record that a condition may speak of
NOTHING: Sight = {}


class Inside:
    """One look at conditions under one demand. What does not depend on the record at hand is looked at once."""

    def __init__(self, scene: Scene, notes: Notes) -> None:
        self.scene = scene
        self.notes = notes
        self._known: dict[tuple[Any, ...], Any] = {}
        self._fixed_limits: dict[int, list[Any]] = {}

    def leaf(self, leaf: Leaf, sight: Sight = NOTHING) -> int:
        """What a leaf condition comes to; one on statuses has nothing inside."""
        assert not isinstance(leaf, StatusIs)
        match leaf:
            case ParameterIs():
                return self._satisfies(leaf, self._fixed(ParameterValue(leaf.name)), sight)
            case Some(selection=selection):
                return settle.some(*self._tally(selection, sight), self._complete(selection))
            case No(selection=selection):
                return settle.no(*self._tally(selection, sight), self._complete(selection))
            case Every(selection=selection):
                counts = self._every(leaf, sight)
                return settle.every(counts, self._complete(selection), settle.IF_NONE[leaf.if_none.value])
            case _:
                return self._satisfies(leaf, self.figure(leaf, sight), sight)

    def _complete(self, selection: Selection) -> bool:
        return self.scene.tables.complete[self.scene.slots[selection.fact]]

    # --- records ---------------------------------------------------------------------------------

    def _rows(self, selection: Selection, sight: Sight) -> Iterator[tuple[Sight, Hand]]:
        for row in self.scene.tables.rows(self.scene.slots[selection.fact]):
            hand = Hand(selection.fact, row)
            yield {**sight, selection.alias: hand}, hand

    def _tally(self, selection: Selection, sight: Sight) -> tuple[int, int]:
        truths = [self._selected(selection, inner, hand) for inner, hand in self._rows(selection, sight)]
        return truths.count(2), truths.count(1)

    def _selected(self, selection: Selection, sight: Sight, hand: Hand) -> int:
        truth = self._where(selection.where, sight, hand, decides=True)
        return min(truth, self._meets(selection.meets, sight)) if truth else 0

    def _meets(self, condition: Condition | None, sight: Sight) -> int:
        """A nested condition, by the outer fields that it speaks of."""
        if condition is None:
            return 2
        key = (id(condition), *(self._field(one, sight) for one in outer_fields(condition)))
        if key not in self._known:
            truths: dict[int, int] = {}

            def truth_of(leaf: Condition) -> int:
                if id(leaf) not in truths:
                    truths[id(leaf)] = self.leaf(leaf, sight)  # type: ignore[arg-type]  # what has no parts is a leaf
                return truths[id(leaf)]

            for part in parts(condition):
                self.notes.truth(spot_of(part), whole_truth(part, truth_of))
            self._known[key] = whole_truth(condition, truth_of)
        return int(self._known[key])

    def _every(self, leaf: Every, sight: Sight) -> tuple[int, int, int, int]:
        matched, short = [], []
        for inner, hand in self._rows(leaf.selection, sight):
            truth = self._selected(leaf.selection, inner, hand)
            has = self._where(leaf.has, inner, hand, decides=truth == 2) if truth else 0
            met = min(has, self._meets(leaf.meets, inner)) if truth else 0
            matched.append(truth)
            short.append(min(truth, 2 - met))
        return short.count(2), short.count(1), matched.count(2), matched.count(1)

    # --- figures ---------------------------------------------------------------------------------

    def figure(self, leaf: Count | Share | Aggregate, sight: Sight) -> Any:
        """A number, a part, a total, lowest or highest value: exact, a Range, or UNSET."""
        complete = self._complete(leaf.selection)
        match leaf:
            case Count():
                return settle.count(*self._tally(leaf.selection, sight), complete)
            case Share():
                counts = self._parts(leaf, sight)
                return settle.share(counts, complete)
            case Aggregate(reduce=reduce, selection=selection, field=name):
                kind = self.scene.policy.facts[selection.fact].fields[name].type
                found = [
                    (truth, self._field(FieldOf(selection.alias, name), inner))
                    for inner, hand in self._rows(selection, sight)
                    if (truth := self._selected(selection, inner, hand))
                ]
                return REDUCED[reduce](found, complete, kind.least, kind.most)
            case _:
                assert_never(leaf)

    def _parts(self, leaf: Share, sight: Sight) -> tuple[int, int, int, int, int, int]:
        fell = []
        for inner, hand in self._rows(leaf.selection, sight):
            truth = self._selected(leaf.selection, inner, hand)
            if truth:
                fell.append((truth, self._where(leaf.where, inner, hand, decides=truth == 2)))
        order = ((2, 2), (2, 0), (2, 1), (1, 2), (1, 0), (1, 1))
        tt, tf, tu, ut, uf, uu = (fell.count(one) for one in order)
        return tt, tf, tu, ut, uf, uu

    def _satisfies(self, leaf: Tested, value: Any, sight: Sight) -> int:
        kind = NUMBER if isinstance(leaf, Count) else PART if isinstance(leaf, Share) else leaf.type
        tests = [self.notes.test(test, kind) for test in leaf.tests]
        limits = [self._limits(test, sight) for test in tests]
        total = sum(self._parts(leaf, sight)) if isinstance(leaf, Share) else 0
        if is_exact(value):
            for test, limit in zip(tests, limits, strict=True):
                self.notes.met(test.spot, test.met(value, limit, Fraction(1, total) if total else None), value)
        if isinstance(leaf, ParameterIs):
            return min(test.holds(value, limit) for test, limit in zip(tests, limits, strict=True))
        asked = tuple((TRUTHS[test.op], tuple(limit)) for test, limit in zip(leaf.tests, limits, strict=True))
        whole = isinstance(leaf, Count) or (isinstance(leaf, Aggregate) and kind.kind is Kind.INTEGER)
        return settle.satisfies(value, asked, whole)

    # --- tests on the fields of one record --------------------------------------------------------

    def _where(self, where: Where, sight: Sight, hand: Hand, *, decides: bool) -> int:
        """Whether a record is as asked. `decides`: the tests are noted, where the rest leaves it to them."""
        parts = [self._part(part, sight, hand) for part in where]
        if decides:
            for part in decisive(parts):
                self._note(part, sight, hand)
        return min((part.truth for part in parts), default=2)

    def _part(self, part: FieldTest | Either, sight: Sight, hand: Hand) -> Held:
        if isinstance(part, Either):
            truths = tuple(self._where(option, sight, hand, decides=False) for option in part.options)
            return Held(max(truths), part, None, truths)
        field = self.notes.field(part)
        values = field.values(*hand.row)
        limits = [self._limits(test, sight) for test in field.tests]
        found = [
            min(test.holds(value, limit) for test, limit in zip(field.tests, limits, strict=True)) for value in values
        ]
        return Held(any_of(found), part, field, (values, limits))

    def _limits(self, test: Ready, sight: Sight) -> list[Any]:
        """What a test compares with."""
        if not test.fixed:
            return [self._operand(one, sight) for one in test.test.against]
        known = self._fixed_limits.get(id(test))
        if known is None:
            known = self._fixed_limits[id(test)] = [self._fixed(one) for one in test.test.against]
        return known

    def _note(self, held: Held, sight: Sight, hand: Hand) -> None:
        """Keeps what a test met; of alternatives, those that decide since no other holds."""
        if held.field is None:
            assert isinstance(held.part, Either)
            for number, option in enumerate(held.part.options):
                if all(truth < 2 for other, truth in enumerate(held.known) if other != number):
                    self._where(option, sight, hand, decides=True)
            return
        values, limits = held.known
        for value in values:
            for test, limit in zip(held.field.tests, limits, strict=True):
                self.notes.met(test.spot, test.met(value, limit), value)

    # --- values ----------------------------------------------------------------------------------

    def _operand(self, operand: Operand, sight: Sight) -> Any:
        match operand:
            case FieldOf():
                return self._field(operand, sight)
            case Figure(of=of):
                key = (id(of), *(self._field(one, sight) for one in outer_fields_of_operand(operand)))
                if key not in self._known:
                    self._known[key] = self.figure(of, sight)
                return self._known[key]
            case Shifted(base=base, amount=amount, unit=unit) if not is_fixed(operand):
                return shift(self._operand(base, sight), amount, unit, self.scene.policy.calendar)
            case _:
                return self._fixed(operand)

    def _fixed(self, operand: Operand) -> Any:
        key = (id(operand),)
        if key not in self._known:
            self._known[key] = (operand, fixed_value(operand, self.scene.policy, self.scene.as_of))
        return self._known[key][1]

    def _field(self, field: FieldOf, sight: Sight) -> Any:
        fact, (record, sources) = sight[field.alias]
        if field.field.startswith("source."):
            return single(getattr(sources, field.field.removeprefix("source.")))
        value = getattr(record, attribute(field.field))
        declared = self.scene.policy.facts[fact].fields[field.field]
        return UNSET if value is None and not declared.optional else value
