"""Criteria, controls, risks and gates over conditions that are nothing but numbers: what counts is what follows."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import count
from random import Random

from gonogo.model import condition as c
from gonogo.model.condition import Layer
from gonogo.model.decision import ControlState, RiskState, Verdict
from gonogo.model.policy import (
    ALWAYS,
    Control,
    Criterion,
    DecisionRule,
    Demand,
    Effect,
    Gate,
    Outcome,
    Policy,
    Risk,
    Rule,
)
from gonogo.model.value import Kind, ValueType
from tests.worlds import HERE, policy_of

NUMBERS = count()
STATUSES: dict[Layer, tuple[str, ...]] = {
    Layer.CRITERION: tuple(Verdict),
    Layer.CONTROL: tuple(ControlState),
    Layer.RISK: tuple(RiskState),
    Layer.DECISION: tuple(Outcome),
}
Make = Callable[[], c.Condition]


def asked(number: int) -> c.ParameterIs:
    """A condition like no other; what it comes to is for the test to say."""
    return c.ParameterIs(f"p{number}", ValueType(kind=Kind.BOOLEAN), (), HERE)


def fresh() -> c.Condition:
    return asked(next(NUMBERS))


def policy(criteria: Sequence[Criterion] = (), risks: Sequence[Risk] = (), gates: Sequence[Gate] = ()) -> Policy:
    return policy_of((), criteria=tuple(criteria), risks=tuple(risks), gates=tuple(gates))


def holders(policy: Policy) -> list[str]:
    """The ids of all that has conditions of its own."""
    named = [one.id for one in policy.criteria] + [one.id for one in policy.controls]
    return named + [one.id for one in policy.risks] + [one.id for one in policy.gates]


def criterion(name: str, kinds: Sequence[str], *, applies: bool = False, make: Make = fresh) -> Criterion:
    """Its rules are `pass`, `fail` or `settles`."""
    return Criterion(
        id=name,
        title=name,
        text=None,
        owner=None,
        source=None,
        applies_when=make() if applies else None,
        not_applicable_because="so it is" if applies else None,
        demand=Demand(),
        rules=tuple(
            Rule(
                id=f"{name}.{position}",
                effect=Effect.FAIL if kind == "fail" else Effect.PASS,
                condition=make(),
                settles=kind == "settles",
                at=HERE,
            )
            for position, kind in enumerate(kinds, 1)
        ),
        window=ALWAYS,
        at=HERE,
    )


def control(name: str, effects: Sequence[str], *, make: Make = fresh) -> Control:
    return Control(
        id=name,
        title=name,
        text=None,
        owner=None,
        kind=None,
        source=None,
        demand=Demand(),
        rules=tuple(
            Rule(id=f"{name}.{position}", effect=Effect(effect), condition=make(), at=HERE)
            for position, effect in enumerate(effects, 1)
        ),
        obligations=(),
        window=ALWAYS,
        at=HERE,
    )


def risk(name: str, controls: Sequence[Control], *, accepted: bool = False, make: Make = fresh) -> Risk:
    return Risk(
        id=name,
        title=name,
        text=None,
        owner=None,
        source=None,
        controls=tuple(controls),
        accepted_when=make() if accepted else None,
        accepted_because=None,
        demand=Demand(),
        at=HERE,
    )


def gate(name: str, outcomes: Sequence[Outcome], conditions: Sequence[c.Condition] = ()) -> Gate:
    whens = conditions or [fresh() for _ in outcomes]
    return Gate(
        id=name,
        question="Go?",
        rules=tuple(
            DecisionRule(id=f"{name}.{position}", then=then, when=when, at=HERE)
            for position, (then, when) in enumerate(zip(outcomes, whens, strict=True), 1)
        ),
        recommend={},
        demand=Demand(),
        at=HERE,
    )


def layered_policy(random: Random) -> Policy:
    """A few of everything; conditions are nested, shared, and speak of what was made before."""
    pool = [fresh() for _ in range(6)]
    named: dict[Layer, list[str]] = {layer: [] for layer in STATUSES}

    def make() -> c.Condition:
        return _condition(random, pool, named, 2)

    criteria = []
    for name in ("A", "B", "C", "E"):
        kinds = [random.choice(("pass", "fail", "settles")) for _ in range(random.randint(1, 3))]
        criteria.append(criterion(name, kinds, applies=random.random() < 0.3, make=make))
        named[Layer.CRITERION].append(name)
    risks = []
    for name in ("R", "Q"):
        controls = [
            control(f"{name}{number}", random.choices(tuple(Effect)[2:], k=random.randint(1, 4)), make=make)
            for number in range(random.randint(1, 2))
        ]
        named[Layer.CONTROL] += [one.id for one in controls]
        risks.append(risk(name, controls, accepted=random.random() < 0.5, make=make))
        named[Layer.RISK].append(name)
    gates = []
    for name in ("D", "G"):
        outcomes = random.choices((Outcome.GO, Outcome.NO_GO, Outcome.DEFER), k=3)
        gates.append(gate(name, outcomes, [make() for _ in outcomes]))
        named[Layer.DECISION].append(name)
    return policy(criteria, risks, gates)


def _condition(random: Random, pool: list[c.Condition], named: dict[Layer, list[str]], depth: int) -> c.Condition:
    if depth and random.random() < 0.4:
        parts = tuple(_condition(random, pool, named, depth - 1) for _ in range(random.randint(1, 3)))
        forms: tuple[c.Condition, ...] = (c.All(parts, HERE), c.AnyOf(parts, HERE), c.Not(parts[0], HERE))
        return random.choice(forms)
    layer = random.choice(tuple(named))
    if not named[layer] or random.random() < 0.6:
        return random.choice(pool)
    every = random.random() < 0.5
    some = tuple(random.sample(named[layer], random.randint(1, len(named[layer]))))
    return c.StatusIs(
        layer=layer,
        ids=some,
        every=every,
        whole=random.random() < 0.5,
        statuses=tuple(str(one) for one in random.sample(STATUSES[layer], 2)),
        at=HERE,
    )
