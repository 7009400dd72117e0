"""Runs the rules layer by layer, and closes each: from derived tokens to one status for each subject."""

from __future__ import annotations

from bisect import insort
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from gonogo.judge.closing import Close
from gonogo.judge.subjects import Subject
from gonogo.judge.wiring import Wiring
from gonogo.model.condition import StatusIs
from gonogo.model.decision import Firing, Standing, Verdict
from gonogo.model.horn import Fired

Derived = dict[str, list[str]]  # token -> the rules that derived it, in the policy's order, whichever fired first
Add = Callable[[Sequence[str]], list[Fired]]
NOTHING: frozenset[str] = frozenset()


class Inference(NamedTuple):
    """All that follows from one vector of truths."""

    standings: Mapping[Subject, Standing]
    firings: tuple[Firing, ...]
    statuses: Mapping[int, int]  # truth of each condition on statuses, by its number


def chain(
    wiring: Wiring,
    truths: Sequence[int],
    asked: Mapping[int, StatusIs],
    lift: Mapping[str, frozenset[str]],
    add: Add,
) -> Inference:
    """What follows, by way of `add`: it is given batches of tokens, and gives what fires.

    `lift`: for each criterion, the verdicts that a waiver sets aside.
    """
    derived: Derived = {}
    firings: list[Firing] = []
    standings: dict[Subject, Standing] = {}
    statuses: dict[int, int] = {}
    tokens = wiring.tokens
    batch = [token for token in map(tuple.__getitem__, tokens, truths) if token is not None]
    for stage in wiring.stages:
        for number in stage.statuses:
            truth = statuses[number] = status_truth(asked[number], standings, wiring.asleep)
            token = tokens[number][truth]
            if token is not None:
                batch.append(token)
        for fired in add(batch):
            firings.append(Firing(len(firings) + 1, wiring.layer_of[fired.rule], *fired))
            if fired.derives in derived:
                insort(derived[fired.derives], fired.rule, key=wiring.places.__getitem__)
            else:
                derived[fired.derives] = [fired.rule]
        batch = []
        for close in stage.closes:
            standing = standings[close.subject] = _closed(close, derived, lift)
            batch += close.after.get(standing.status, ())
    return Inference(standings, tuple(firings), statuses)


def _closed(close: Close, derived: Derived, lift: Mapping[str, frozenset[str]]) -> Standing:
    layer, name = close.subject
    for token, status in close.tokens:
        if token in derived:
            lifted = status in lift.get(name, NOTHING)
            return Standing(layer, name, Verdict.WAIVED if lifted else status, tuple(derived[token]))
    lifted = close.otherwise in lift.get(name, NOTHING)
    return Standing(layer, name, Verdict.WAIVED if lifted else close.otherwise, close.rules)


def status_truth(asked: StatusIs, standings: Mapping[Subject, Standing], asleep: frozenset[str]) -> int:
    """Whether subjects of a lower layer have one of the statuses; of an unknown one only `unknown` can be told."""
    names = [name for name in asked.ids if not (asked.whole and name in asleep)]
    truths = [has_status(standings[asked.layer.value, name].status, asked.statuses) for name in names]
    return min(truths, default=2) if asked.every else max(truths, default=0)


def has_status(status: str, wanted: Sequence[str]) -> int:
    if status in wanted:
        return 2
    return 1 if status in ("unknown", "undecided") else 0
