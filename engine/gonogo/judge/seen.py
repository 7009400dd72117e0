"""What one decision made of a policy: the truth of each condition, each status, each side of each limit that was met.

It is for whoever adds up what a set of scenarios has seen. A decision keeps the truths of whole conditions; what goes
on inside them is looked at once more here, and only where somebody has not seen all of it yet.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

from gonogo.judge.judgement import Judgement, whole_truth
from gonogo.judge.obligations import outcome
from gonogo.judge.seen_inside import Inside, Scene
from gonogo.judge.seen_notes import Notes, Shelf
from gonogo.model.condition import All, AnyOf, Condition, Layer, Leaf, Not
from gonogo.model.policy import Policy
from gonogo.model.spots import Asked, Sight, Spot, asked, denied_leaf, inside, parts, spot_of

Numbers = Mapping[tuple[Condition, int], int]
Numbered = Mapping[int, Mapping[int, int]]  # of each watched condition: of each leaf, by identity
Settled = Callable[[frozenset[Spot]], bool]


class Watched(NamedTuple):
    """A whole condition of the policy: all that it is put together from, and its leaves with what stands inside."""

    asked: Asked
    parts: tuple[tuple[Spot, Condition], ...]
    leaves: tuple[tuple[Leaf, frozenset[Spot]], ...]


class Watch:
    """A policy, made ready to be watched over any number of decisions."""

    def __init__(self, policy: Policy) -> None:
        self.watched = tuple(map(_watched, asked(policy)))
        self._shelf = Shelf()
        self._numbers: dict[int, tuple[Numbers, Numbered]] = {}

    def sight(self, judgement: Judgement, settled: Settled) -> Sight:
        """What a decision made of the policy. `settled`: whether there is nothing more to see at some spots."""
        notes = Notes(self._shelf)
        looks: dict[int, Inside] = {}
        asleep, numbers = judgement.wiring.asleep, self._numbers_of(judgement)

        for one in self.watched:
            if asleep.isdisjoint(one.asked.needs):
                truth_of = _truths(judgement, numbers[id(one)])
                for where, part in one.parts:
                    notes.truth(where, whole_truth(part, truth_of))
                for leaf, spots in one.leaves:
                    if spots and not settled(spots):
                        demand = judgement.demand_of[one.asked.holder]
                        if demand not in looks:
                            looks[demand] = Inside(_scene(judgement, demand), notes)
                        looks[demand].leaf(leaf)
        return Sight(
            statuses=_statuses(judgement),
            deciding=_deciding(judgement),
            truths=notes.truths,
            sides={where: frozenset(met) for where, met in notes.sides.items()},
            values={where: tuple(values) for where, values in notes.values.items()},
        )

    def _numbers_of(self, judgement: Judgement) -> Numbered:
        """The number of each leaf by its identity: to look one up by what it asks takes longer than to decide it."""
        key = id(judgement.numbers)
        if key not in self._numbers:
            found = {
                id(one): {id(leaf): judgement.number(leaf, one.asked.holder) for leaf, _ in one.leaves}
                for one in self.watched
            }
            self._numbers[key] = (judgement.numbers, found)
        return self._numbers[key][1]


def _truths(judgement: Judgement, numbers: Mapping[int, int]) -> Callable[[Condition], int]:
    return lambda leaf: judgement.truths[numbers[id(leaf)]]


def _scene(judgement: Judgement, demand: int) -> Scene:
    slots = {fact: number for number, (fact, under) in enumerate(judgement.program.slots) if under == demand}
    return Scene(judgement.policy, judgement.as_of, judgement.tables, slots)


def _watched(one: Asked) -> Watched:
    whole = tuple((spot_of(part), part) for part in parts(one.condition))
    leaves = [leaf for leaf in (denied_leaf(part) for _, part in whole) if not isinstance(leaf, All | AnyOf | Not)]
    return Watched(one, whole, tuple((leaf, _inner_spots(leaf)) for leaf in leaves))


def _inner_spots(leaf: Leaf) -> frozenset[Spot]:
    return frozenset(spot_of(one[0]) for one in inside(leaf))


def _statuses(judgement: Judgement) -> dict[tuple[str, str], str]:
    """Of every criterion, control and risk in force and every gate; a gate's is its outcome, of obligations none."""
    policy, asleep = judgement.policy, judgement.wiring.asleep
    names = [(Layer.CRITERION, one.id) for one in policy.criteria]
    names += [(Layer.CONTROL, one.id) for one in policy.controls if one.id not in asleep]
    names += [(Layer.RISK, one.id) for one in policy.risks]
    found = {(layer.value, name): judgement.standing(layer.value, name).status for layer, name in names}
    return found | {(Layer.DECISION.value, gate.id): outcome(judgement, gate) for gate in policy.gates}


def _deciding(judgement: Judgement) -> dict[str, str]:
    rules = {gate.id: judgement.standing(Layer.DECISION.value, gate.id).rule for gate in judgement.policy.gates}
    return {gate: rule for gate, rule in rules.items() if rule is not None}
