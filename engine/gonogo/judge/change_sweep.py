"""Every single change of a record that a subject's conditions could take notice of, for packs small enough to try all.

The way down from a condition takes the value that seems best for each record. This takes all that any test names, so
that of small packs nothing small is missed.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from gonogo.judge.change_fields import tests_of
from gonogo.judge.change_kinds import Change, CompleteList
from gonogo.judge.change_look import Row
from gonogo.judge.change_records import Records
from gonogo.judge.change_values import candidates
from gonogo.model.condition import (
    Aggregate,
    Comparison,
    Condition,
    Every,
    FieldOf,
    FieldTest,
    Figure,
    Literal,
    Op,
    ParameterIs,
    Selection,
    Share,
    StatusIs,
    Where,
    leaves,
)
from gonogo.model.records import UNSET

MOST = 120  # changes; where there are more, not all are tried


def sweep(records: Records, conditions: list[Condition]) -> Iterator[Change]:
    """Each change of one field to a value that some test names, then the word that a list is whole."""
    asked = list(_selections(conditions))
    yield from islice(dict.fromkeys(_fields(records, asked)), MOST)
    for fact in dict.fromkeys(selection.fact for selection, _ in asked):
        table = records.look.table(fact)
        if table.given and not table.complete:
            yield CompleteList(fact=fact, by=records.by(fact, {}, ()))


def _fields(records: Records, asked: list[tuple[Selection, Where]]) -> Iterator[Change]:
    for selection, where in asked:
        for row in records.look.rows(selection.fact):
            if row.entry is None:
                asked_of_it = records.look.where(where, row, selection.alias)
                turned = _turned(records, row, where, selection.alias)
                for part in tests_of((*asked_of_it, *turned)):
                    if not part.field.startswith("source."):
                        yield from _values(records, row, part)


def _turned(records: Records, row: Row, where: Where, alias: str) -> Iterator[FieldTest]:
    """Where a field is compared with another one of the same record: that one, with what the first one holds."""
    fields = records.look.policy.facts[row.fact].fields
    for part in tests_of(where):
        against = [one for test in part.tests for one in test.against]
        for name in (one.field for one in against if isinstance(one, FieldOf) and one.alias == alias):
            if name in fields and part.field in fields:
                same = Comparison(Op.EQUALS, (Literal(records.look.known(row, part.field)),), part.at)
                yield FieldTest(name, fields[name].type, fields[name].optional, (same,), part.at)


def _values(records: Records, row: Row, part: FieldTest) -> Iterator[Change]:
    fact = records.look.policy.facts[row.fact]
    field, current = fact.fields[part.field], records.look.known(row, part.field)
    names = any(test.op in (Op.EQUALS, Op.ONE_OF) for test in part.tests)
    cost = records.fields.cost(fact, field, current, names=names)
    if cost is not None:
        any_value = records.possible(field)[:1] if current is UNSET else ()  # known at last, whatever it is
        for value in (*candidates(field, records.look.tests(part)), *any_value):
            if value != current and value is not None:
                yield records.set_field(row, field, value, cost + 1)  # after what was thought of for a reason


def _selections(conditions: list[Condition]) -> Iterator[tuple[Selection, Where]]:
    """Every selection of records at any depth, with all that is asked of those records."""
    waiting = list(conditions)
    while waiting:
        for leaf in leaves(waiting.pop(0)):
            if isinstance(leaf, ParameterIs | StatusIs):
                continue
            has = leaf.has if isinstance(leaf, Every) else leaf.where if isinstance(leaf, Share) else ()
            own = (_reduced(leaf),) if isinstance(leaf, Aggregate) else ()
            where = (*leaf.selection.where, *has, *own)
            yield leaf.selection, where
            waiting += [one for one in (leaf.selection.meets, getattr(leaf, "meets", None)) if one is not None]
            tests = [test for part in tests_of(where) for test in part.tests]
            against = [one for test in (*tests, *getattr(leaf, "tests", ())) for one in test.against]
            waiting += [one.of for one in against if isinstance(one, Figure)]


def _reduced(leaf: Aggregate) -> FieldTest:
    """The field that is added up, tested as the figure is."""
    return FieldTest(leaf.field, leaf.type, leaf.optional, leaf.tests, leaf.at)
