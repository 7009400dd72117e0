"""What evidence would have to hold for a change of the policy to show: the facts, fields and values that it is about.

Collected from the parts of the policy that were changed, as they were and as they are: each value that a test names,
what lies next to it, and something that it does not name.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from gonogo.api_scenarios import Judgement
from gonogo.model.condition import (
    Aggregate,
    AsOf,
    Comparison,
    Count,
    Every,
    FieldOf,
    FieldTest,
    Literal,
    Op,
    Operand,
    ParameterIs,
    ParameterValue,
    Selection,
    Share,
    Shifted,
    StatusIs,
    Unit,
)
from gonogo.model.noun import Noun
from gonogo.model.policy import Policy
from gonogo.model.records import attribute
from gonogo.model.value import Kind, Value, ValueType
from gonogo.scenarios.mutate_values import neighbours, plain

MOST_OF_A_FIELD = 6
SECTIONS = ("criteria", "risks", "gates")
VALUES = (str, int, Decimal, date)  # what a record holds where something is known
NO_TEXT = "something else"


@dataclass(slots=True)
class Interest:
    """What a change is about. Of each field the values worth a try, the likeliest first; None: left empty."""

    policy: Policy
    given: Callable[[str, str], Iterable[Value]]  # the values that a field of a fact has in the evidence at hand
    day: date
    facts: dict[str, dict[str, dict[Value | None, None]]] = field(default_factory=dict)
    numbers: dict[int, None] = field(default_factory=dict)  # of records, at which a count turns
    parameters: dict[str, None] = field(default_factory=dict)
    criteria: dict[str, None] = field(default_factory=dict)

    def values(self, fact: str, name: str) -> list[Value | None]:
        """The values to try in a field; for one that nothing is asked of, any value that it may have."""
        declared = self.policy.facts[fact].fields[name]
        asked = list(self.facts.get(fact, {}).get(name, ()))[:MOST_OF_A_FIELD]
        return asked or [self._any(declared.type)]

    def _any(self, value_type: ValueType) -> Value:
        its = plain(value_type)
        match its.kind:
            case Kind.INTEGER:
                return int(its.least if its.least is not None else 1)
            case Kind.DECIMAL:
                return Decimal(its.least if its.least is not None else 1)
            case Kind.BOOLEAN:
                return True
            case Kind.DATE:
                return self.day
            case Kind.VERSION:
                return "1.0"
            case _:
                return its.words[0] if its.words else "X"


def interest(before: Policy, after: Policy, judgement: Judgement) -> Interest:
    """What two policies differ about, as seen from the evidence of a decision, which may set parameters of its own."""
    found = Interest(judgement.policy, _given(before, after, judgement), judgement.as_of)
    for section in SECTIONS:
        ones, others = getattr(before, section), getattr(after, section)
        known = set(map(id, ones)) & set(map(id, others))
        for part in (*others, *ones):
            if id(part) not in known:
                _look(part, None, found)
    for criterion in before.criteria:
        if criterion.id in found.criteria:
            _look(criterion, None, found)
    changed = [name for name, one in before.parameters.items() if one != after.parameters[name]]
    changed += [name for name, one in before.tables.items() if one != after.tables[name]]
    found.parameters |= dict.fromkeys(changed)
    for name in changed:
        for section in SECTIONS:
            for part in getattr(before, section):
                if _speaks_of(part, name):
                    _look(part, None, found)
    return found


def _given(before: Policy, after: Policy, judgement: Judgement) -> Callable[[str, str], Iterable[Value]]:
    def values(fact: str, name: str) -> Iterator[Value]:
        for table in (one.tables[fact] for one in (before, after) if fact in one.tables):
            place = list(table.fact.fields).index(name)
            yield from (row[place] for row in table.rows or () if row[place] is not None)  # type: ignore[misc]  # some
        for entry in judgement.evidence.entries.get(fact, ()):
            yield from (one for record in entry.records if isinstance(one := getattr(record, attribute(name)), VALUES))

    return values


def _speaks_of(part: Any, name: str) -> bool:
    match part:
        case ParameterValue(name=one) | ParameterIs(name=one) if one == name:
            return True
        case Selection(fact=fact) if fact == name:
            return True
    return any(_speaks_of(one, name) for one in _inside(part))


def _inside(part: Any) -> Iterator[Any]:
    if isinstance(part, tuple):
        yield from part
    elif isinstance(part, Noun):
        yield from (getattr(part, name) for name in part.__struct_fields__ if name not in ("at", "type", "window"))


def _look(part: Any, fact: str | None, found: Interest) -> None:
    match part:
        case FieldTest() if fact is not None:
            _tested(part, fact, found)
        case Selection():
            fact = part.fact
            found.facts.setdefault(fact, {})
        case Every() | Share() | Count() | Aggregate():
            fact = part.selection.fact
            found.facts.setdefault(fact, {})
            _numbers(getattr(part, "tests", ()), found)
            if isinstance(part, Aggregate):
                _values_of(part.tests, part.type, found, found.facts[fact].setdefault(part.field, {}))
        case ParameterIs(name=name):
            found.parameters[name] = None
        case StatusIs(ids=ids) if part.layer == "criterion":
            found.criteria |= dict.fromkeys(ids)
    for one in _inside(part):
        _look(one, fact, found)


def _tested(part: FieldTest, fact: str, found: Interest) -> None:
    if part.field in found.policy.facts[fact].fields:
        values = found.facts.setdefault(fact, {}).setdefault(part.field, {})
        _values_of(part.tests, part.type, found, values)
        if part.optional:
            values[None] = None


def _values_of(
    tests: tuple[Comparison, ...], value_type: ValueType, found: Interest, values: dict[Value | None, None]
) -> None:
    """Adds what the tests name, what is next to it, and another value of the type."""
    its = plain(value_type)
    named = [
        one for test in tests if test.op is not Op.GIVEN for operand in test.against for one in _known(operand, found)
    ]
    if its.kind is Kind.BOOLEAN:
        named += [True, False]
    values |= dict.fromkeys(named)
    values |= {near: None for one in named for near in neighbours(one, its) if _within(near, its)}
    values |= dict.fromkeys([word for word in its.words if word not in named][:2])
    if its.kind in (Kind.TEXT, Kind.REF) and not its.words:
        values[NO_TEXT] = None


def _within(value: Value, its: ValueType) -> bool:
    low = its.least is None or not isinstance(value, int | Decimal) or value >= its.least
    return low and (its.most is None or not isinstance(value, int | Decimal) or value <= its.most)


def _known(operand: Operand, found: Interest) -> Iterator[Value]:
    """The values that an operand may have, as far as they can be told before deciding."""
    match operand:
        case Literal(value=value):
            yield value
        case AsOf():
            yield found.day
        case ParameterValue(name=name):
            set_to = found.policy.parameters[name].value
            if set_to is not None:
                yield set_to
        case Shifted(base=base, amount=amount, unit=unit):
            for day in _known(base, found):
                moved = _moved(day, amount, unit, found.policy)
                if moved is not None:
                    yield moved
        case FieldOf(alias=alias, field=name):
            if name in getattr(found.policy.facts.get(alias), "fields", {}):
                yield from found.given(alias, name)
                yield from (one for one in found.facts.get(alias, {}).get(name, ()) if one is not None)


def _moved(day: Value, amount: int, unit: Unit, policy: Policy) -> date | None:
    if not isinstance(day, date):
        return None
    match unit:
        case Unit.WORKING_DAYS:
            return None if policy.calendar is None else policy.calendar.shift(day, amount)
        case Unit.MONTHS:
            return day + timedelta(days=30 * amount)
        case Unit.HOURS:
            return day
        case _:
            return day + timedelta(days=amount)


def _numbers(tests: tuple[Comparison, ...], found: Interest) -> None:
    for test in tests:
        for operand in test.against:
            for value in _known(operand, found):
                if isinstance(value, int) and not isinstance(value, bool):
                    found.numbers |= dict.fromkeys(number for number in (value, value + 1, value - 1) if number > 0)
