"""Random conditions of every form over a vocabulary: all heads, tests and operands, nested and joined."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from random import Random
from typing import TypeVar

from gonogo.model import condition as c
from gonogo.model.noun import replace
from gonogo.model.policy import FactType, Policy
from gonogo.model.value import Kind, ValueType, comparable
from tests.worlds import HERE, SOURCE_TYPES, domain, plain_kind

Chosen = TypeVar("Chosen")

PATTERNS = ("a.*", "[ab]", "", "b|ab")
SAME = (c.Op.EQUALS, c.Op.NOT, c.Op.ONE_OF, c.Op.NONE_OF)
ORDER = (c.Op.AT_LEAST, c.Op.AT_MOST, c.Op.MORE_THAN, c.Op.LESS_THAN, c.Op.BETWEEN)
DAY_ORDER = (c.Op.BEFORE, c.Op.AFTER, c.Op.ON_OR_BEFORE, c.Op.ON_OR_AFTER, c.Op.BETWEEN)
TEXTS = (c.Op.CONTAINS, c.Op.STARTS_WITH, c.Op.ENDS_WITH, c.Op.MATCHES)
NUMBER = ValueType(kind=Kind.INTEGER, least=0)
PART = ValueType(kind=Kind.DECIMAL, least=0, most=1)
SUMMED = (Kind.INTEGER, Kind.DECIMAL)
RANGED = (*SUMMED, Kind.DATE, Kind.INSTANT)


def tests_for(kind: ValueType) -> tuple[c.Op, ...]:
    match plain_kind(kind):
        case Kind.TEXT:
            return (*SAME, *TEXTS, c.Op.GIVEN)
        case Kind.INTEGER | Kind.DECIMAL | Kind.RANKED | Kind.VERSION:
            return (*SAME, *ORDER, c.Op.GIVEN)
        case Kind.DATE | Kind.INSTANT:
            return (*SAME, *DAY_ORDER, c.Op.GIVEN)
        case Kind.LIST:
            return (c.Op.EQUALS, c.Op.NOT, c.Op.CONTAINS, c.Op.GIVEN)
        case _:
            return (*SAME, c.Op.GIVEN)


@dataclass(frozen=True)
class Asker:
    """Makes conditions that speak of the records in sight: alias -> fact."""

    random: Random
    policy: Policy
    seen: tuple[tuple[str, FactType], ...] = ()
    depth: int = 3

    def inside(self, alias: str, one: FactType) -> Asker:
        return dataclasses.replace(self, seen=(*self.seen, (alias, one)))

    def deeper(self) -> Asker:
        return dataclasses.replace(self, depth=self.depth - 1)

    def maybe(self, chance: float) -> bool:
        return self.random.random() < chance

    def one_of(self, choices: Sequence[Chosen]) -> Chosen:
        return self.random.choice(choices)

    # conditions

    def leaf(self) -> c.Leaf:
        makers: list[Callable[[], c.Leaf]] = [
            lambda: c.Some(self.selection(), HERE),
            lambda: c.No(self.selection(), HERE),
            self.every,
            lambda: replace(self.count(), tests=self.comparisons(NUMBER)),
            lambda: replace(self.share(), tests=self.comparisons(PART)),
            self.parameter,
        ]
        aggregate = self.aggregate(RANGED)
        if aggregate is not None:
            form = aggregate
            makers += [lambda: replace(form, tests=self.comparisons(form.type))] * 2
        return self.one_of(makers)()

    def condition(self) -> c.Condition:
        if self.maybe(0.7) or self.depth < 1:
            return self.leaf()
        parts = tuple(self.deeper().condition() for _ in range(self.random.randint(1, 2)))
        forms: tuple[c.Condition, ...] = (c.All(parts, HERE), c.AnyOf(parts, HERE), c.Not(parts[0], HERE))
        return self.one_of(forms)

    def selection(self, *, meets: bool = True) -> c.Selection:
        one, alias = self.subject()
        inner = self.inside(alias, one)
        nested = inner.deeper().condition() if meets and self.depth > 0 and self.maybe(0.45) else None
        return c.Selection(fact=one.id, alias=alias, where=inner.where(one), meets=nested, at=HERE)

    def subject(self) -> tuple[FactType, str]:
        one = self.one_of(list(self.policy.facts.values()))
        alias = one.id
        while alias in dict(self.seen):
            alias += "_"
        return one, alias

    def every(self) -> c.Every:
        chosen = self.selection(meets=False)
        one = self.policy.facts[chosen.fact]
        inner = self.inside(chosen.alias, one)
        meets = inner.deeper().condition() if self.depth > 0 and self.maybe(0.4) else None
        return c.Every(
            selection=chosen, has=inner.where(one), meets=meets, if_none=self.one_of(tuple(c.IfNone)), at=HERE
        )

    def count(self) -> c.Count:
        return c.Count(self.selection(), (), HERE)

    def share(self) -> c.Share:
        chosen = self.selection()
        one = self.policy.facts[chosen.fact]
        return c.Share(selection=chosen, where=self.inside(chosen.alias, one).where(one), tests=(), at=HERE)

    def aggregate(self, kinds: tuple[Kind, ...]) -> c.Aggregate | None:
        chosen = self.selection()
        fields = [one for one in self.policy.facts[chosen.fact].fields.values() if one.type.kind in kinds]
        if not fields:
            return None
        one = self.one_of(fields)
        reduce = (
            self.one_of(tuple(c.Reduce))
            if one.type.kind in SUMMED
            else self.one_of((c.Reduce.LOWEST, c.Reduce.HIGHEST))
        )
        kind = ValueType(kind=one.type.kind) if reduce is c.Reduce.TOTAL else one.type
        return c.Aggregate(
            reduce=reduce, selection=chosen, field=one.id, type=kind, optional=one.optional, tests=(), at=HERE
        )

    def parameter(self) -> c.ParameterIs:
        one = self.one_of(list(self.policy.parameters.values()))
        return c.ParameterIs(one.id, one.type, self.comparisons(one.type), HERE)

    # tests

    def where(self, one: FactType) -> c.Where:
        return tuple(self.part(one) for _ in range(self.one_of((0, 1, 1, 1, 2))))

    def part(self, one: FactType) -> c.FieldTest | c.Either:
        if self.maybe(0.12):
            return c.Either(tuple(self.where(one) for _ in range(self.random.randint(1, 3))), HERE)
        if self.maybe(0.2):
            name, kind = self.one_of(list(SOURCE_TYPES.items()))
            return c.FieldTest(f"source.{name}", kind, False, self.comparisons(kind), HERE)
        tested = self.one_of(list(one.fields.values()))
        outer = [
            c.FieldOf(alias, each.id)
            for alias, enclosing in self.seen[:-1]
            for each in enclosing.fields.values()
            if comparable(tested.type, each.type)
        ]
        if outer and self.maybe(0.4):
            joined = c.Comparison(c.Op.EQUALS, (self.one_of(outer),), HERE)
            return c.FieldTest(tested.id, tested.type, tested.optional, (joined,), HERE)
        return c.FieldTest(tested.id, tested.type, tested.optional, self.comparisons(tested.type), HERE)

    def comparisons(self, kind: ValueType) -> tuple[c.Comparison, ...]:
        return tuple(self.comparison(kind) for _ in range(self.one_of((1, 1, 1, 2))))

    def comparison(self, kind: ValueType) -> c.Comparison:
        op = self.one_of(tests_for(kind))
        match op:
            case c.Op.GIVEN:
                against: tuple[c.Operand, ...] = (c.Literal(self.maybe(0.5)),)
            case c.Op.MATCHES:
                against = (c.Literal(self.one_of(PATTERNS)),)
            case c.Op.BETWEEN:
                against = (self.operand(kind), self.operand(kind))
            case c.Op.ONE_OF | c.Op.NONE_OF:
                against = tuple(self.operand(kind) for _ in range(self.random.randint(1, 3)))
            case c.Op.CONTAINS if kind.kind is Kind.LIST and kind.item is not None:
                against = (self.operand(kind.item),)
            case _:
                against = (self.operand(kind),)
        return c.Comparison(op, against, HERE)

    # operands

    def operand(self, kind: ValueType) -> c.Operand:
        others = self.references(kind)
        if self.maybe(0.35) and others:
            return self.moved(self.one_of(others), kind)
        if self.depth > 0 and plain_kind(kind) in RANGED and self.maybe(0.12):
            figure = self.deeper().figure(kind)
            if figure is not None:
                return self.moved(figure, kind)
        return self.moved(c.Literal(self.one_of(domain(kind))), kind)

    def references(self, kind: ValueType) -> list[c.Operand]:
        """The parameters and fields in sight that a value of this type can be compared with."""
        found: list[c.Operand] = [
            c.ParameterValue(one.id) for one in self.policy.parameters.values() if comparable(kind, one.type)
        ]
        found += [c.AsOf()] * 2 if comparable(kind, ValueType(kind=Kind.DATE)) else []
        for alias, one in self.seen:
            fields = [c.FieldOf(alias, each.id) for each in one.fields.values() if comparable(kind, each.type)]
            said = [c.FieldOf(alias, f"source.{name}") for name, its in SOURCE_TYPES.items() if comparable(kind, its)]
            found += [*fields * 2, *said[:1]]
        return found

    def moved(self, base: c.Operand, kind: ValueType) -> c.Operand:
        if plain_kind(kind) not in (Kind.DATE, Kind.INSTANT) or not self.maybe(0.4):
            return base
        units = [unit for unit in c.Unit if unit is not c.Unit.HOURS or plain_kind(kind) is Kind.INSTANT]
        unit = self.one_of(units)
        far = self.maybe(0.03)
        return c.Shifted(base, 100_000 if far else self.one_of((-3, -1, 0, 1, 2)), unit)

    def figure(self, kind: ValueType) -> c.Figure | None:
        forms: list[c.Count | c.Share | c.Aggregate | None] = [self.aggregate((plain_kind(kind),))]
        if plain_kind(kind) in SUMMED:
            forms += [self.count(), self.count(), self.share()]
        form = self.one_of(forms)
        return None if form is None else c.Figure(form)
