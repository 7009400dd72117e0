"""Which facts a policy asks for, and on whose behalf: read off its conditions, before there is any evidence."""

from __future__ import annotations

from collections.abc import Iterator

from gonogo.judge.gaps import Asker, nested_leaves
from gonogo.judge.subjects import conditions_of
from gonogo.judge.witness import selection_of
from gonogo.model.condition import FieldTest, Leaf, Literal, Op, Selection, leaves
from gonogo.model.needs import Need, Wanted
from gonogo.model.policy import Demand, Policy
from gonogo.model.value import Kind, ValueType
from gonogo.model.words import tests_words

DAY = ValueType(kind=Kind.DATE)
BUILT_IN = ("view", "waiver")


def wanted(policy: Policy) -> tuple[Wanted, ...]:
    """Every fact of the vocabulary in its order, then views, each with all that asks for it."""
    found: dict[str, dict[str, Need]] = {name: {} for name in policy.facts}
    owners: dict[str, list[str]] = {name: [] for name in policy.facts}
    bodies: dict[str, None] = {}
    for (kind, _), demanded_by, condition in conditions_of(policy):
        title, asker = _asker(policy, demanded_by)
        for selection in _selections(leaves(condition)):
            fact = selection.fact
            found[fact].setdefault(demanded_by, _need(policy, kind, (demanded_by, title), asker.demand))
            said = list(_said_by(selection))
            owed = policy.facts[fact].owed_by or asker.demand.by or said or ([asker.owner] if asker.owner else [])
            owners[fact] += owed
            if fact == "view":
                bodies.update(dict.fromkeys(said))
    names = [name for name in policy.facts if name not in (*BUILT_IN, *policy.tables)]
    return tuple(
        Wanted(
            fact=policy.facts[name],
            by=policy.facts[name].owed_by or tuple(dict.fromkeys(owners[name])),
            needs=tuple(found[name].values()),
            bodies=tuple(bodies) if name == "view" else (),
        )
        for name in (*names, *(["view"] if "view" in policy.facts and found["view"] else []))
    )


def _selections(found: tuple[Leaf, ...]) -> Iterator[Selection]:
    """The records that conditions speak of, those inside others too."""
    for leaf in found:
        selection = selection_of(leaf)
        if selection is not None:
            yield selection
        yield from _selections(nested_leaves(leaf))


def _said_by(selection: Selection) -> Iterator[str]:
    """The roles of whom a condition asks what they said."""
    for part in selection.where:
        if isinstance(part, FieldTest) and part.type.kind is Kind.ROLE:
            for test in part.tests:
                if test.op in (Op.EQUALS, Op.ONE_OF):
                    yield from (str(one.value) for one in test.against if isinstance(one, Literal))


def _need(policy: Policy, kind: str, named: tuple[str, str], demand: Demand) -> Need:
    received = tests_words(demand.received, DAY, policy) if demand.received else None
    return Need(
        kind=kind,
        id=named[0],
        title=named[1],
        basis=demand.basis,
        received=None if received is None else received.removeprefix("is "),
        strict=demand.strict,
    )


def _asker(policy: Policy, name: str) -> tuple[str, Asker]:
    """The title, the demand and the owner of what has an id."""
    owned = {one.id: (one.title, Asker(one.demand, one.owner)) for one in policy.criteria}
    owned |= {one.id: (one.title, Asker(one.demand, one.owner)) for one in policy.controls}
    owned |= {one.id: (one.title, Asker(one.demand, one.owner)) for one in policy.risks}
    owned |= {one.id: (one.question, Asker(one.demand, policy.authority)) for one in policy.gates}
    return owned[name]
