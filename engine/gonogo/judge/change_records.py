"""What would make one record count, or no longer count; and which record would have to be added."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice, product
from typing import Any

from gonogo.judge.change_fields import Fields, tests_of, whose_word
from gonogo.judge.change_kinds import AddRecord, BetterSource, By, Change, Changer, GiveList, SetField
from gonogo.judge.change_look import Look, Row
from gonogo.judge.change_values import Target, nearest, tests_truth
from gonogo.judge.change_ways import NOTHING, Ways, all_ways, any_way
from gonogo.judge.scope import outer_fields
from gonogo.model.condition import Condition, Either, FieldTest, Op, Where
from gonogo.model.evidence import Record
from gonogo.model.noun import Noun, replace
from gonogo.model.policy import FactType, Field
from gonogo.model.records import UNSET, attribute
from gonogo.model.value import Kind

Told = tuple[tuple[str, Any], ...]
MOST_FILLED = 12
FORMS = 4  # of a record to be added, where the policy allows alternatives


class Guard(Noun, frozen=True):
    """What a record that comes must not be (`has` None), or must have where it is so: else it does harm elsewhere."""

    fact: str
    where: Where
    has: Where | None


@dataclass(slots=True)
class Kit:
    """What all subjects of one search share. `pool` keeps every change that was ever thought of, in that order."""

    fields: Fields
    guards: Sequence[Guard]
    changer: Changer
    pool: dict[Change, None] = field(default_factory=dict)


class Records:
    """Changes of records as one subject sees them."""

    def __init__(self, look: Look, kit: Kit) -> None:
        self.look = look
        self.fields = kit.fields
        self.guards = kit.guards
        self.changer = kit.changer
        self.pool = kit.pool

    def _noted(self, ways: Ways) -> Ways:
        self.pool.update(dict.fromkeys(change for way in ways for change in way))
        return ways

    # --- one record ------------------------------------------------------------------------------

    def match(self, row: Row, where: Where, *, selects: bool) -> Ways:
        """So that a record passes all that is asked, and counts. `selects`: what is asked says which are meant."""
        parts = [self._pass(row, part, where, selects) for part in where]
        if row.entry is not None:
            parts.insert(0, [(self.again(row.fact, row.entry, where),)])
        return self._noted(all_ways(parts))

    def _pass(self, row: Row, part: FieldTest | Either, where: Where, selects: bool) -> Ways:
        if isinstance(part, Either):
            return any_way(*(self.match(row, option, selects=selects) for option in part.options))
        if self.look.part_truth(row, part) == 2:
            return NOTHING
        if part.field.startswith("source."):
            return [(self.again(row.fact, number, where),) for number, _ in row.spots[:1]]
        return self._set(row, part, 2, selects)

    def leave(self, row: Row, where: Where) -> Ways:
        """So that a record surely does not pass something that is asked. What its sources are cannot be made worse."""
        return self._noted(any_way(*(self._fail(row, part) for part in where)))

    def _fail(self, row: Row, part: FieldTest | Either) -> Ways:
        if isinstance(part, Either):
            return all_ways(self.leave(row, option) for option in part.options)
        if self.look.part_truth(row, part) == 0:
            return NOTHING
        return [] if part.field.startswith("source.") else self._set(row, part, 0, selects=True)

    def _set(self, row: Row, part: FieldTest, want: int, selects: bool) -> Ways:
        fact = self.look.policy.facts[row.fact]
        field, current = fact.fields[part.field], self.look.known(row, part.field)
        names = selects and any(test.op in (Op.EQUALS, Op.ONE_OF) for test in part.tests)
        cost = self.fields.cost(fact, field, current, names=names)
        value = nearest(field, [Target(self.look.tests(part), want)], current)
        if cost is None or value is UNSET or (value is None and current is not UNSET):
            return []
        return [(self.set_field(row, field, value, cost),)]

    def set_field(self, row: Row, field: Field, value: Any, cost: int) -> SetField:
        current = self.look.known(row, field.id)
        return SetField(
            fact=row.fact,
            key=row.key,
            spots=row.spots,
            field=field.id,
            before=None if current is UNSET else current,
            known=current is not UNSET,
            value=value,
            cost=cost,
        )

    def again(self, fact: str, entry: int, where: Where) -> BetterSource:
        """The list given again, as good as the demand and what is asked of its source want it."""
        given = self.look.judgement.evidence.entries[fact][entry]
        keys = tuple(row.key for row in islice(self.look.rows(fact), 1000) if any(e == entry for e, _ in row.spots))
        role = self.look.judgement.evidence.sources[given.sources[0]].by if given.sources else None
        return BetterSource(fact=fact, entry=entry, keys=keys, by=self.by(fact, {}, where, role))

    def by(self, fact: str, told: Mapping[str, Any], where: Where, role: str | None = None) -> By:
        """Whose word it would have to be: of the role that gives it now, if that is good enough."""
        wanted: dict[str, Any] = {}
        if role is not None and (not self.look.demand.by or role in self.look.demand.by):
            wanted["by"] = role
        for part in tests_of(where):
            name = part.field.removeprefix("source.")
            if name in ("by", "basis") and part.field != name:
                field = Field(id=name, type=part.type, optional=False, title=None, at=part.at)
                value = nearest(field, [Target(self.look.tests(part), 2)], UNSET)
                wanted[name] = None if value is UNSET else value
        return whose_word(self.look.policy.facts[fact], self.look.demand, told, wanted)

    # --- records that come -----------------------------------------------------------------------

    def added(self, fact: str, asked: Where, but_not: Where = (), number: int = 1) -> Ways:
        """A record that passes what is asked, and fails something of `but_not` if there is any."""
        found: Ways = []
        if fact in self.look.policy.tables or fact == "waiver":
            return found
        for told in self.forms(fact, asked, but_not):
            record = AddRecord(fact=fact, told=told, by=self.by(fact, dict(told), asked), number=number)
            if not self._collides(fact, dict(told), number):
                found.append((record,))
        return self._noted(any_way(found))

    def listed(self, fact: str, asked: Where, *, some: bool) -> Ways:
        """The whole list of a fact on which nothing is given: empty, or with one record that passes what is asked."""
        if fact in self.look.policy.tables or fact == "waiver":
            return []
        forms: Sequence[Told] = tuple(self.forms(fact, asked, ())) if some else ((),)
        return self._noted(
            [
                (GiveList(fact=fact, records=(told,) if some else (), by=self.by(fact, dict(told), asked)),)
                for told in forms
            ]
        )

    def forms(self, fact: str, asked: Where, but_not: Where) -> Iterator[Told]:
        """The fields that a new record would have to have; of alternatives, each in turn."""
        kind = self.look.policy.facts[fact]
        failing = alternatives(but_not, 0) if but_not else [()]
        for passing in islice(product(alternatives(asked, 2), failing), FORMS):
            targets: dict[str, list[Target]] = {}
            for part, want in (*passing[0], *passing[1]):
                targets.setdefault(part.field, []).append(Target(self.look.tests(part), want))
            told = self._told(kind, targets)
            if told is not None:
                yield self._harmless(kind, told, targets)

    def _told(self, kind: FactType, targets: Mapping[str, list[Target]]) -> dict[str, Any] | None:
        told = {}
        for name, asked in targets.items():
            if name.startswith("source."):
                continue
            told[name] = nearest(kind.fields[name], asked, UNSET)
            if told[name] is UNSET:
                return None
        for name in kind.key:
            if name not in told and (value := self._unused(kind, name)) is not None:
                told[name] = value
        return told

    def _unused(self, kind: FactType, name: str) -> Any:
        """A key among few that no record has yet; None where a new one can be made up, or none is left."""
        used = {getattr(row.record, attribute(name)) for row in self.look.rows(kind.id)}
        wanted = kind.fields[name].type
        match wanted.kind:
            case Kind.INTEGER:
                first = int(wanted.least) if wanted.least is not None else 1
                return next(number for number in range(first, first + len(used) + 1) if number not in used)
            case _:
                return next((word for word in wanted.words if word not in used), None)

    def _harmless(self, kind: FactType, told: dict[str, Any], targets: dict[str, list[Target]]) -> Told:
        """The fields, with what else must be told so that the record is nothing that rules elsewhere are against."""
        for guard in self.guards:
            if guard.fact == kind.id and self._told_truth(kind, told, guard.where) != 0:
                wanted = [(part, 0) for part in guard.where] if guard.has is None else [(one, 2) for one in guard.has]
                for part, want in wanted:
                    if isinstance(part, Either) or part.field.startswith("source."):
                        continue
                    asked = [*targets.get(part.field, []), Target(self.look.tests(part), want)]
                    value = nearest(kind.fields[part.field], asked, UNSET)
                    if value is not UNSET:
                        told[part.field], targets[part.field] = value, asked
                        if want == 0:
                            break
        return tuple((name, told[name]) for name in kind.fields if name in told)

    def made(self, change: AddRecord | GiveList) -> Record:
        """The record that a change brings."""
        told = change.told if isinstance(change, AddRecord) else change.records[0]
        return self.changer.record(change.fact, told, 1)

    def filled(self, change: Any, conditions: Sequence[Condition], alias: str) -> Iterator[Any]:
        """The change with what conditions on other records must know of the new one, each possibility in turn."""
        told = dict(change.told if isinstance(change, AddRecord) else change.records[0])
        kind = self.look.policy.facts[change.fact]
        asked = {one.field: None for condition in conditions for one in outer_fields(condition) if one.alias == alias}
        names = [name for name in asked if name in kind.fields and name not in told]
        for values in islice(product(*(self.possible(kind.fields[name]) for name in names)), MOST_FILLED):
            whole = {**told, **dict(zip(names, values, strict=True))}
            ordered = tuple((name, whole[name]) for name in kind.fields if name in whole)
            yield replace(change, **({"told": ordered} if isinstance(change, AddRecord) else {"records": (ordered,)}))

    def possible(self, field: Field) -> Sequence[Any]:
        """A few values that a field may have."""
        wanted = field.type
        match wanted.kind:
            case Kind.BOOLEAN:
                return (True, False)
            case Kind.INTEGER | Kind.DECIMAL:
                return [one for one in dict.fromkeys((wanted.least, 0, 1, wanted.most)) if one is not None]
            case Kind.DATE:
                return (self.look.judgement.as_of,)
            case Kind.REF if wanted.fact is not None:
                key = self.look.policy.facts[wanted.fact].key
                rows = islice(self.look.rows(wanted.fact), MOST_FILLED)
                return [getattr(row.record, attribute(name)) for row in rows for name in key]
            case _:
                return wanted.words or (("new-1",) if wanted.kind is Kind.TEXT else ())

    def _told_truth(self, kind: FactType, told: Mapping[str, Any], where: Where) -> int:
        """Whether a record of which only so much is told passes; alternatives and sources are left open."""
        plain = [part for part in where if isinstance(part, FieldTest) and not part.field.startswith("source.")]
        return min((self._value_truth(kind, told, part) for part in plain), default=2)

    def _value_truth(self, kind: FactType, told: Mapping[str, Any], part: FieldTest) -> int:
        return tests_truth(told.get(part.field, UNSET), kind.fields[part.field].type, self.look.tests(part))

    def _collides(self, fact: str, told: Mapping[str, Any], number: int) -> bool:
        """Whether there is such a record already, or would be: the key is told, and leaves no choice."""
        key = self.look.policy.facts[fact].key
        if not key or not all(name in told for name in key):
            return False
        same = (
            row
            for row in self.look.rows(fact)
            if all(getattr(row.record, attribute(name)) == told[name] for name in key)
        )
        return number > 1 or next(same, None) is not None


def alternatives(where: Where, want: int) -> Iterator[tuple[tuple[FieldTest, int], ...]]:
    """What would have to be so of single fields, each alternative in turn: all tests passed, or one failed."""
    if want == 2:
        options = [
            [((part, 2),)] if isinstance(part, FieldTest) else [one for o in part.options for one in alternatives(o, 2)]
            for part in where
        ]
        yield from (tuple(one for part in chosen for one in part) for chosen in product(*options))
        return
    for part in where:
        if isinstance(part, FieldTest):
            yield ((part, 0),)
        else:
            failed = [list(alternatives(option, 0)) for option in part.options]
            yield from (tuple(one for option in chosen for one in option) for chosen in product(*failed))
