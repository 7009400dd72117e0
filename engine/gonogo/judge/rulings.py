"""What a policy's rules come to for given truths of its conditions: by this it is proved that two say the same."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from gonogo.judge.replay import Replay
from gonogo.judge.standing import chain
from gonogo.judge.subjects import Subject, subjects
from gonogo.judge.wiring import wire
from gonogo.model.condition import Condition, Leaf
from gonogo.model.policy import Policy

Ruling = tuple[str, str | None]  # a status, and the rule that comes first among those that made it so


def rulings(
    policy: Policy, leaves: tuple[Leaf, ...], subject: Subject, vectors: Iterable[tuple[int, ...]]
) -> Iterator[Ruling]:
    """A subject's status for each vector of truths of the leaves, which must be all that the policy asks.

    Nothing is asked of lower layers, and every rule is in force.
    """
    demands = {name: 0 for _, name in subjects(policy)}
    numbers: dict[tuple[Condition, int], int] = {(leaf, 0): number for number, leaf in enumerate(leaves)}
    wiring = wire(policy, numbers, demands, frozenset())
    replay = Replay(wiring.rules)
    for truths in vectors:
        replay.restart()
        standing = chain(wiring, truths, {}, {}, replay.add).standings[subject]
        yield standing.status, standing.rule
