"""Random vocabularies and records with gaps, always the same for one seed; `tests.asker` asks conditions of them.

Domains are tiny, so that records meet, dates touch their limits, and figures hit the numbers that tests name.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from random import Random
from typing import Any

from gonogo.model.calendar import Calendar
from gonogo.model.evidence import BASES
from gonogo.model.location import Location, SourceFile
from gonogo.model.policy import ALWAYS, FactType, Field, Parameter, Policy, Role
from gonogo.model.value import Kind, ValueType
from tests.reference import Row, World
from tests.reference_values import UNKNOWN

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
SOURCE_TYPES = {
    "by": ValueType(kind=Kind.ROLE, words=ROLES),
    "basis": ValueType(kind=Kind.RANKED, words=BASES),
    "date": ValueType(kind=Kind.DATE),
    "received": ValueType(kind=Kind.DATE),
    "title": ValueType(kind=Kind.TEXT),
}


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
        "extends": (),
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
