"""Random vocabularies, records with gaps, and conditions of every form over them, always the same for one seed.

Domains are tiny, so that records meet, dates touch their limits, and figures hit the numbers that tests name.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from random import Random
from typing import Any, TypeVar

from gonogo.model import condition as c
from gonogo.model.calendar import Calendar
from gonogo.model.evidence import BASES
from gonogo.model.location import Location, SourceFile
from gonogo.model.policy import ALWAYS, Demand, FactType, Field, Parameter, Policy, Role
from gonogo.model.value import Kind, ValueType, comparable
from tests.reference import UNKNOWN, Row, World

Chosen = TypeVar("Chosen")

HERE = Location(SourceFile("policy.yaml", ""), 1, 1)
AS_OF = date(2026, 11, 10)
CALENDAR = Calendar(
    id="short",
    title="A short calendar",
    version="1",
    first=2026,
    last=2026,
    source="made up",
    holidays=frozenset({date(2026, 11, 11)}),
)
ROLES = ("board", "supplier", "testers")
DAYS = [date(2026, 11, 6), date(2026, 11, 9), AS_OF, date(2026, 11, 12), date(2026, 12, 31)]
CLOCK = [
    datetime(2026, 11, 10, 9, tzinfo=UTC),
    datetime(2026, 11, 10, 10, tzinfo=timezone(timedelta(hours=1))),  # the same instant
    datetime(2026, 11, 10, 12, tzinfo=UTC),
]
DOMAINS: dict[Kind, Sequence[Any]] = {
    Kind.TEXT: ("", "a", "ab", "ba", "b"),
    Kind.INTEGER: (-1, 0, 1, 2, 3),
    Kind.DECIMAL: (Decimal("-0.5"), Decimal(0), Decimal("0.5"), Decimal("1.0"), Decimal("1.00"), Decimal(2)),
    Kind.BOOLEAN: (True, False),
    Kind.DATE: DAYS,
    Kind.INSTANT: CLOCK,
    Kind.VERSION: ("1.0", "1.0.0", "1.9", "1.10", "2.0-rc.1", "2.0", "2"),
}
WORDS = ("fixed", "open", "closed")
LEVELS = ("low", "medium", "high")
PATTERNS = ("a.*", "[ab]", "", "b|ab")
SOURCE_TYPES = {
    "by": ValueType(kind=Kind.ROLE, words=ROLES),
    "basis": ValueType(kind=Kind.RANKED, words=BASES),
    "date": ValueType(kind=Kind.DATE),
    "received": ValueType(kind=Kind.DATE),
    "title": ValueType(kind=Kind.TEXT),
}
SAME = (c.Op.EQUALS, c.Op.NOT, c.Op.ONE_OF, c.Op.NONE_OF)
ORDER = (c.Op.AT_LEAST, c.Op.AT_MOST, c.Op.MORE_THAN, c.Op.LESS_THAN, c.Op.BETWEEN)
DAY_ORDER = (c.Op.BEFORE, c.Op.AFTER, c.Op.ON_OR_BEFORE, c.Op.ON_OR_AFTER, c.Op.BETWEEN)
TEXTS = (c.Op.CONTAINS, c.Op.STARTS_WITH, c.Op.ENDS_WITH, c.Op.MATCHES)
NUMBER = ValueType(kind=Kind.INTEGER, least=0)
PART = ValueType(kind=Kind.DECIMAL, least=0, most=1)
SUMMED = (Kind.INTEGER, Kind.DECIMAL)
RANGED = (*SUMMED, Kind.DATE, Kind.INSTANT)


def value_types() -> list[ValueType]:
    plain = [ValueType(kind=kind) for kind in DOMAINS]
    bounded = [
        ValueType(kind=Kind.INTEGER, least=0, most=3),
        ValueType(kind=Kind.INTEGER, least=-1),
        ValueType(kind=Kind.DECIMAL, least=0),
        ValueType(kind=Kind.DECIMAL, least=Decimal("-0.5"), most=2),
    ]
    worded = [
        ValueType(kind=Kind.ONE_OF, words=WORDS),
        ValueType(kind=Kind.RANKED, words=LEVELS),
        ValueType(kind=Kind.ROLE, words=ROLES),
    ]
    refs = [ValueType(kind=Kind.REF, fact="a", item=item) for item in (plain[0], plain[1], plain[6], worded[1])]
    lists = [ValueType(kind=Kind.LIST, item=item) for item in (plain[0], plain[6], worded[0])]
    return [*plain, *bounded, *worded, *refs, *lists]


TYPES = value_types()


def domain(kind: ValueType) -> list[Any]:
    """The few values that occur of a type."""
    if kind.kind is Kind.REF and kind.item is not None:
        return domain(kind.item)
    if kind.kind is Kind.LIST and kind.item is not None:
        few = domain(kind.item)[:4]
        return [(), *((one,) for one in few), (few[0], few[1]), (few[1], few[0])]
    if kind.words:
        return list(kind.words)
    values = DOMAINS[kind.kind]
    inside = [one for one in values if kind.least is None or one >= kind.least]
    return [one for one in inside if kind.most is None or one <= kind.most]


def plain_kind(kind: ValueType) -> Kind:
    return kind.item.kind if kind.kind is Kind.REF and kind.item is not None else kind.kind


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


# --- vocabularies and policies -------------------------------------------------------------------


def field(name: str, kind: ValueType, *, optional: bool) -> Field:
    return Field(id=name, type=kind, optional=optional, title=None, at=HERE)


def fact(name: str, fields: Sequence[Field]) -> FactType:
    return FactType(
        id=name, title=name, key=(), owed_by=(), precedence=(), fields={one.id: one for one in fields}, at=HERE
    )


def parameter(name: str, kind: ValueType, value: Any) -> Parameter:
    return Parameter(id=name, title=None, type=kind, value=value, source=None, window=ALWAYS, at=HERE)


def policy_of(facts: Sequence[FactType], parameters: Sequence[Parameter] = (), **parts: Any) -> Policy:
    """A policy of nothing but these parts."""
    whole: dict[str, Any] = {
        "id": "tried",
        "title": "Tried",
        "version": "1",
        "authority": "board",
        "source": None,
        "calendar": CALENDAR,
        "roles": {role: Role(role, role, HERE) for role in ROLES},
        "parameters": {one.id: one for one in parameters},
        "tables": {},
        "facts": {one.id: one for one in facts},
        "definitions": {},
        "criteria": (),
        "risks": (),
        "gates": (),
        "files": (),
        "sha256": "",
    }
    return Policy(**{**whole, **parts})


def random_policy(random: Random) -> Policy:
    facts = [
        fact(
            name,
            [
                field(f"f{number}", random.choice(TYPES), optional=random.random() < 0.4)
                for number in range(random.randint(3, 7))
            ],
        )
        for name in ("a", "b")
    ]
    parameters = [
        parameter(f"p{number}", kind, None if random.random() < 0.2 else random.choice(domain(kind)))
        for number, kind in enumerate(random.sample(TYPES, 8))
    ]
    return policy_of(facts, parameters)


# --- evidence ------------------------------------------------------------------------------------


def random_world(random: Random, policy: Policy, *, gaps: float) -> World:
    """Records of every fact. `gaps`: how likely a value, or the rest of a list, is not known."""
    sources = [random_source(random, gaps) for _ in range(3)]
    tables = {
        name: (
            tuple(random_row(random, one, sources, gaps) for _ in range(random.choice((0, 1, 2, 3, 5)))),
            random.random() >= gaps * 2,
        )
        for name, one in policy.facts.items()
    }
    known = {name: UNKNOWN if one.value is None else one.value for name, one in policy.parameters.items()}
    types = {name: {field.id: field.type for field in one.fields.values()} for name, one in policy.facts.items()}
    return World(tables, types, known, AS_OF, CALENDAR)


def random_source(random: Random, gaps: float) -> dict[str, Any]:
    maybe = {name: random.choice(domain(kind)) for name, kind in SOURCE_TYPES.items()}
    return {name: UNKNOWN if name != "basis" and random.random() < gaps else value for name, value in maybe.items()}


def random_row(random: Random, one: FactType, sources: Sequence[dict[str, Any]], gaps: float) -> Row:
    values = {field.id: random_value(random, field, gaps) for field in one.fields.values()}
    return Row(values, tuple(random.sample(sources, random.choice((0, 1, 1, 1, 2)))))


def random_value(random: Random, one: Field, gaps: float) -> Any:
    if random.random() < gaps:
        return UNKNOWN
    return None if one.optional and random.random() < 0.25 else random.choice(domain(one.type))


def filled(random: Random, world: World, policy: Policy) -> World:
    """One of the worlds that may turn out to be the real one: no value open, every list complete."""
    known: dict[int, dict[str, Any]] = {}

    def sources_of(row: Row) -> tuple[dict[str, Any], ...]:
        return tuple(known.setdefault(id(source), _filled_source(random, source)) for source in row.sources)

    def whole(row: Row, one: FactType) -> Row:
        values = {
            name: random_value(random, one.fields[name], 0) if value is UNKNOWN else value
            for name, value in row.values.items()
        }
        return Row(values, sources_of(row))

    tables = {}
    for name, (rows, complete) in world.tables.items():
        one = policy.facts[name]
        fresh = [random_source(random, 0) for _ in range(2)]
        more = () if complete else (random_row(random, one, fresh, 0) for _ in range(random.randint(0, 2)))
        tables[name] = ((*(whole(row, one) for row in rows), *more), True)
    parameters = {
        name: random.choice(domain(policy.parameters[name].type)) if value is UNKNOWN else value
        for name, value in world.parameters.items()
    }
    return replace(world, tables=tables, parameters=parameters)


def _filled_source(random: Random, source: Any) -> dict[str, Any]:
    return {
        name: random.choice(domain(SOURCE_TYPES[name])) if value is UNKNOWN else value for name, value in source.items()
    }


# --- conditions ----------------------------------------------------------------------------------


@dataclass(frozen=True)
class Asker:
    """Makes conditions that speak of the records in sight: alias -> fact."""

    random: Random
    policy: Policy
    seen: tuple[tuple[str, FactType], ...] = ()
    depth: int = 3

    def inside(self, alias: str, one: FactType) -> Asker:
        return replace(self, seen=(*self.seen, (alias, one)))

    def deeper(self) -> Asker:
        return replace(self, depth=self.depth - 1)

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
        forms = (lambda: c.All(parts, HERE), lambda: c.AnyOf(parts, HERE), lambda: c.Not(parts[0], HERE))
        return self.one_of(forms)()

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
