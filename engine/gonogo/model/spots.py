"""What can be seen of a policy: each condition down to the innermost, and each test, by the place where it stands.

Coverage asks of every spot what the scenarios made of it. Whoever looks at a decision and whoever lists what is to be
seen walk the same way, so that they speak of the same spots.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from gonogo.model.condition import (
    Aggregate,
    All,
    AnyOf,
    Comparison,
    Condition,
    Count,
    Either,
    Every,
    FieldTest,
    Figure,
    Layer,
    Leaf,
    Not,
    Operand,
    ParameterIs,
    Selection,
    Share,
    Shifted,
    StatusIs,
    Where,
)
from gonogo.model.policy import Obligation, Policy

Spot = tuple[str, int, int, str]  # file, line, column, and which of several that begin there
Outer = tuple[Selection, ...]  # what a condition inside another stands in, outermost first
Tested = Count | Share | Aggregate | ParameterIs


class Below(NamedTuple):
    """A condition inside a leaf condition; it is asked for each record that the last of `outer` selects."""

    condition: Condition
    outer: Outer


class OfField(NamedTuple):
    """A test on a field of the records that `of` looks at; `beside`: what is asked of their other fields."""

    test: Comparison
    field: FieldTest
    of: Selection
    beside: Where
    outer: Outer


class OfFigure(NamedTuple):
    """A test on a number, part, total, or on a parameter."""

    test: Comparison
    figure: Tested
    outer: Outer


Inner = Below | OfField | OfFigure


class Asked(NamedTuple):
    """A whole condition of the policy: for which subject, as what, and what must be in force for it to be asked."""

    layer: Layer
    holder: str
    form: str  # rule, applies_when, accepted_when or ends_when
    name: str  # of the rule, the holder or the obligation
    condition: Condition
    needs: tuple[str, ...]


class Sight(NamedTuple):
    """What one decision made of a policy.

    `truths` has a bit for each truth that a condition took (1 false, 2 unknown, 4 true), `sides` the sides of its
    limits from which a test was met (see `judge.seen_sides`), `values` what was held against it.
    """

    statuses: Mapping[tuple[str, str], str]  # (layer, id) -> status
    deciding: Mapping[str, str]  # gate -> the rule that decided
    truths: Mapping[Spot, int]
    sides: Mapping[Spot, frozenset[str]]
    values: Mapping[Spot, tuple[str, ...]]


def spot_of(what: Condition | Comparison) -> Spot:
    """Where something stands; a condition and its first part may begin at the same place."""
    return (*what.at.order, what.op.value if isinstance(what, Comparison) else type(what).__name__)


def asked(policy: Policy) -> Iterator[Asked]:
    """Every whole condition of a policy, in the order of criteria, risks with their controls, and gates."""
    for one in policy.criteria:
        if one.applies_when is not None:
            yield Asked(Layer.CRITERION, one.id, "applies_when", one.id, one.applies_when, (one.id,))
        for rule in one.rules:
            yield Asked(Layer.CRITERION, one.id, "rule", rule.id, rule.condition, (one.id, rule.id))
    for risk in policy.risks:
        if risk.accepted_when is not None:
            yield Asked(Layer.RISK, risk.id, "accepted_when", risk.id, risk.accepted_when, ())
        for control in risk.controls:
            for rule in control.rules:
                yield Asked(Layer.CONTROL, control.id, "rule", rule.id, rule.condition, (control.id, rule.id))
            yield from _ends(Layer.CONTROL, control.id, control.obligations, control.id)
    for gate in policy.gates:
        for decides in gate.rules:
            yield Asked(Layer.DECISION, gate.id, "rule", decides.id, decides.when, (decides.id,))
            yield from _ends(Layer.DECISION, gate.id, decides.obligations, decides.id)


def _ends(layer: Layer, holder: str, obligations: tuple[Obligation, ...], needs: str) -> Iterator[Asked]:
    for one in obligations:
        if one.ends_when is not None:
            yield Asked(layer, holder, "ends_when", one.id, one.ends_when, (needs,))


def parts(condition: Condition) -> Iterator[Condition]:
    """The condition and what it is put together from, down to the leaves. What `not` denies is not told twice."""
    yield condition
    match condition:
        case All(parts=inner) | AnyOf(parts=inner):
            for part in inner:
                yield from parts(part)
        case Not(part=part):
            below = parts(part)
            next(below)
            yield from below
        case _:
            return


def inside(leaf: Leaf, outer: Outer = ()) -> Iterator[Inner]:
    """What stands inside a leaf condition, in the order of reading."""
    match leaf:
        case StatusIs():
            return
        case ParameterIs():
            yield from _of_figure(leaf, outer)
        case Every(selection=selection, has=has, meets=meets):
            yield from _of_selection(selection, outer)
            yield from _of_where(has, selection, selection.where, outer)
            yield from _of_meets(meets, selection, outer)
        case Share(selection=selection, where=where):
            yield from _of_selection(selection, outer)
            yield from _of_where(where, selection, selection.where, outer)
            yield from _of_figure(leaf, outer)
        case Count(selection=selection) | Aggregate(selection=selection):
            yield from _of_selection(selection, outer)
            yield from _of_figure(leaf, outer)
        case _:
            yield from _of_selection(leaf.selection, outer)


def denied_leaf(condition: Condition) -> Condition:
    """What stands below any number of `not`."""
    return denied_leaf(condition.part) if isinstance(condition, Not) else condition


def _of_selection(selection: Selection, outer: Outer) -> Iterator[Inner]:
    yield from _of_where(selection.where, selection, (), outer)
    yield from _of_meets(selection.meets, selection, outer)


def _of_meets(meets: Condition | None, selection: Selection, outer: Outer) -> Iterator[Inner]:
    if meets is None:
        return
    beyond = (*outer, selection)
    for part in parts(meets):
        yield Below(part, beyond)
        leaf = denied_leaf(part)
        if not isinstance(leaf, All | AnyOf | Not):
            yield from inside(leaf, beyond)


def _of_where(where: Where, selection: Selection, beside: Where, outer: Outer) -> Iterator[Inner]:
    for part in where:
        if isinstance(part, Either):
            others = (*beside, *(one for one in where if one is not part))
            for option in part.options:
                yield from _of_where(option, selection, others, outer)
        else:
            others = (*beside, *elsewhere(where, part))
            for test in part.tests:
                yield OfField(test, part, selection, others, outer)
                for operand in test.against:
                    yield from _of_operand(operand, (*outer, selection))


def elsewhere(where: Where, part: FieldTest) -> Where:
    """What a list of tests asks beside the tests on one field."""
    return tuple(one for one in where if isinstance(one, Either) or one.field != part.field)


def _of_figure(leaf: Tested, outer: Outer) -> Iterator[Inner]:
    for test in leaf.tests:
        yield OfFigure(test, leaf, outer)
        for operand in test.against:
            yield from _of_operand(operand, outer)


def _of_operand(operand: Operand, outer: Outer) -> Iterator[Inner]:
    match operand:
        case Figure(of=of):
            yield from inside(of, outer)
        case Shifted(base=base):
            yield from _of_operand(base, outer)
        case _:
            return
