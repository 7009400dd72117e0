"""What would have to be given for an unknown condition to be told: a list, a record, fields of records, or a value.

An ask is neutral: it says what is needed for a condition to be told the way in which the subject would be met, and the
contrary, given as well, tells it too.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from itertools import islice

from gonogo.judge.admitted import Admitted
from gonogo.judge.gaps import (
    Asker,
    base_of,
    field_tests,
    fields_read,
    nested_leaves,
    operands_of,
    who_owes,
)
from gonogo.judge.judgement import Judgement
from gonogo.judge.routes import Want
from gonogo.judge.so_far import given_so_far, unknown_fields
from gonogo.judge.values import fixed_value
from gonogo.judge.witness import admitted_of, selection_of
from gonogo.model.condition import (
    Count,
    FieldOf,
    Figure,
    Leaf,
    No,
    Op,
    ParameterValue,
    Selection,
    Some,
    StatusIs,
)
from gonogo.model.noun import Noun
from gonogo.model.policy import Demand, FactType
from gonogo.model.records import UNSET
from gonogo.model.words import operand_words, sentence, tests_words, where_words


class Form(StrEnum):
    """What kind of thing is asked for."""

    LIST = "list"  # all records of a fact, and the word that there are no more
    RECORD = "record"
    FIELDS = "fields"  # of records that were given
    VALUE = "value"  # of a parameter, or the rows of a table of the policy
    OTHER = "other"


class FieldAsk(Noun, frozen=True):
    """A field that is needed: what it may hold, and what it would have to be (None: whatever it is)."""

    id: str
    title: str
    type: str
    needs: str | None


class Ask(Noun, frozen=True, kw_only=True):
    """One thing to ask for. `to`: the role that owes it; None: nobody in particular."""

    to: str | None
    form: Form
    fact: str | None
    what: str
    fields: tuple[FieldAsk, ...] = ()
    keys: tuple[str, ...] = ()
    demand: Demand = Demand()
    so_far: tuple[str, ...] = ()


def asks_of(judgement: Judgement, want: Want, asker: Asker) -> tuple[Ask, ...]:
    """What would tell a condition the way that is wanted. None for a condition on what lower layers came to."""
    leaf = judgement.leaf(want.number)
    if isinstance(leaf, StatusIs):
        return ()
    found = [*_values(judgement, leaf), *_records(judgement, want, leaf, asker)]
    found += _related(judgement, want, leaf, asker)
    if not found:
        what = f"whatever shows whether {sentence(leaf, judgement.policy)}"
        found = [Ask(to=asker.owner, form=Form.OTHER, fact=None, what=what, demand=asker.demand)]
    return tuple(dict.fromkeys(found))


def rests_on(judgement: Judgement, want: Want) -> tuple[str, ...]:
    """What a condition waits for: the criteria, controls, risks or gates below it that cannot be told."""
    leaf = judgement.leaf(want.number)
    if not isinstance(leaf, StatusIs):
        return ()
    standings = judgement.inference.standings
    return tuple(name for name in leaf.ids if standings[leaf.layer.value, name].status in ("unknown", "undecided"))


def value_ask(judgement: Judgement, parameter: str) -> Ask:
    """The value of a parameter, or the rows of a table, that the authority has yet to set."""
    policy = judgement.policy
    if parameter in policy.tables:
        fact = policy.facts[parameter]
        fields = _fields(fact, list(fact.fields), None)
        what = f"the rows of {fact.title}"
        return Ask(to=policy.authority, form=Form.VALUE, fact=parameter, what=what, fields=fields)
    one = policy.parameters[parameter]
    title = one.title or parameter.replace("_", " ")
    field = FieldAsk(parameter, title, one.type.describe(), None)
    return Ask(to=policy.authority, form=Form.VALUE, fact=parameter, what=f"the value of {title}", fields=(field,))


def _values(judgement: Judgement, leaf: Leaf) -> Iterator[Ask]:
    """Parameters that have no value, and years that the calendar does not cover."""
    policy, day = judgement.policy, judgement.as_of
    for one in (leaf, *_nested(leaf)):
        for operand in operands_of(one):
            base = base_of(operand)
            known = fixed_value(base, policy, day) is not UNSET
            if isinstance(base, ParameterValue) and not known:
                yield value_ask(judgement, base.name)
            elif known and fixed_value(operand, policy, day) is UNSET:
                what = f"a calendar that covers the year of {operand_words(operand, policy)}"
                yield Ask(to=policy.authority, form=Form.VALUE, fact=None, what=what)


def _records(judgement: Judgement, want: Want, leaf: Leaf, asker: Asker) -> Iterator[Ask]:
    selection, admitted = selection_of(leaf), admitted_of(judgement, want.number)
    if selection is None or admitted is None:
        return
    if selection.fact in judgement.policy.tables:
        if not admitted.given:
            yield value_ask(judgement, selection.fact)
        return
    fact, to = judgement.policy.facts[selection.fact], who_owes(judgement, selection, asker)
    if admitted.complete:
        yield from _fields_asked(judgement, want, fact, (to, asker))
        if isinstance(leaf, Some | No) or judgement.counts[want.number] or selection.meets is not None:
            return
    so_far = given_so_far(judgement, want.number, asker.demand)
    if _one_is_enough(leaf, holds=want.holds):
        yield _record(judgement, selection, (to, asker), so_far)
    else:
        yield _list(judgement, leaf, fact, (to, asker), so_far)


def _fields_asked(judgement: Judgement, want: Want, fact: FactType, owed: tuple[str | None, Asker]) -> Iterator[Ask]:
    """The list is whole, and what is not known are fields of its records."""
    to, asker = owed
    for name, keys in unknown_fields(judgement, want.number).items():
        field = _fields(fact, [name], None)
        yield Ask(
            to=to,
            form=Form.FIELDS,
            fact=fact.id,
            what=f"{field[0].title} of {fact.title}",
            fields=field,
            keys=keys,
            demand=asker.demand,
            so_far=tuple(_contradicted(judgement, want, name)),
        )


def _contradicted(judgement: Judgement, want: Want, field: str) -> Iterator[str]:
    admitted = admitted_of(judgement, want.number)
    for one in islice(admitted.contradictions if admitted else (), 100):
        if one.field == field and one.settled_by is None:
            key = ", ".join(str(value) for value in one.key)
            sources = " and ".join(", ".join(names) or "no named source" for _, names, _ in one.values)
            yield f"{sources} contradict each other on {key}"


def _one_is_enough(leaf: Leaf, *, holds: bool) -> bool:
    match leaf:
        case Some():
            return holds
        case No():
            return not holds
        case Count(tests=tests):
            enough = (Op.AT_LEAST, Op.MORE_THAN) if holds else (Op.AT_MOST, Op.LESS_THAN)
            return all(test.op in enough for test in tests)
        case _:
            return False


def _record(judgement: Judgement, selection: Selection, owed: tuple[str | None, Asker], so_far: tuple[str, ...]) -> Ask:
    policy, (to, asker) = judgement.policy, owed
    fact = policy.facts[selection.fact]
    which = where_words(selection.where, policy, selection.fact)
    tests = {test.field: tests_words(test.tests, test.type, policy) for test in field_tests(selection.where)}
    return Ask(
        to=to,
        form=Form.RECORD,
        fact=fact.id,
        what=f"{fact.title}: {which}" if which else fact.title,
        fields=_fields(fact, [*fact.key, *tests, *_told_of(selection.alias, ())], tests),
        demand=asker.demand,
        so_far=so_far,
    )


def _list(
    judgement: Judgement, leaf: Leaf, fact: FactType, owed: tuple[str | None, Asker], so_far: tuple[str, ...]
) -> Ask:
    to, asker = owed
    selection = selection_of(leaf)
    told = _told_of(selection.alias, _nested(leaf)) if selection is not None else ()
    return Ask(
        to=to,
        form=Form.LIST,
        fact=fact.id,
        what=fact.title,
        fields=_fields(fact, [*fact.key, *fields_read(leaf), *told], None),
        demand=asker.demand,
        so_far=so_far,
    )


def _related(judgement: Judgement, want: Want, leaf: Leaf, asker: Asker) -> Iterator[Ask]:
    """Lists of the facts that a nested condition or a figure speaks of, where they are not whole."""
    for one in _nested(leaf):
        selection = selection_of(one)
        if selection is None:
            continue
        admitted = _table(judgement, selection.fact, want)
        if selection.fact in judgement.policy.tables:
            if not admitted.given:
                yield value_ask(judgement, selection.fact)
        elif not admitted.complete:
            fact, owed = judgement.policy.facts[selection.fact], (who_owes(judgement, selection, asker), asker)
            so_far = ("nothing was given",) if not admitted.given else admitted.why_incomplete
            yield _list(judgement, one, fact, owed, so_far)


def _table(judgement: Judgement, fact: str, want: Want) -> Admitted:
    return judgement.admitted[judgement.program.slots.index((fact, judgement.program.asked[want.number].demand))]


def _nested(leaf: Leaf) -> tuple[Leaf, ...]:
    """Every condition inside a condition, and every figure that something in it is compared with."""
    figures = [base.of for base in map(base_of, operands_of(leaf)) if isinstance(base, Figure)]
    return tuple(inner for one in (*nested_leaves(leaf), *figures) for inner in (one, *_nested(one)))


def _told_of(alias: str, leaves: tuple[Leaf, ...]) -> tuple[str, ...]:
    """The fields of a record that conditions inside its own speak of, as `$alias.field`."""
    bases = (base_of(operand) for leaf in leaves for operand in operands_of(leaf))
    return tuple(base.field for base in bases if isinstance(base, FieldOf) and base.alias == alias)


def _fields(fact: FactType, names: list[str], needs: dict[str, str] | None) -> tuple[FieldAsk, ...]:
    """Some fields of a fact, in the vocabulary's order."""
    return tuple(
        FieldAsk(name, field.title or name.replace("_", " "), field.type.describe(), (needs or {}).get(name))
        for name, field in fact.fields.items()
        if name in names
    )
