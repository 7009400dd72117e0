"""Runs the rules layer by layer, and closes each: from derived tokens to one status for each subject."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from gonogo.judge.closing import Close
from gonogo.judge.subjects import Subject
from gonogo.judge.wiring import Wiring
from gonogo.model.condition import StatusIs
from gonogo.model.decision import Firing, Standing, Verdict
from gonogo.model.horn import Fired
from gonogo.model.noun import replace

Derived = dict[str, list[str]]  # token -> the rules that derived it, as they fired
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
    log: list[Fired] = []
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
        fired = add(batch)
        for rule, _, derives in fired:
            derived.setdefault(derives, []).append(rule)
        log += fired
        batch = []
        for close in stage.closes:
            standing = standings[close.subject] = _closed(close, derived, wiring.places, lift)
            if close.after:
                batch += close.after.get(standing.status, ())
    layer_of = wiring.layer_of
    firings = [Firing(seq, layer_of[rule], rule, needs, derives) for seq, (rule, needs, derives) in enumerate(log, 1)]
    return Inference(standings, tuple(firings), statuses)


def _closed(close: Close, derived: Derived, places: Mapping[str, int], lift: Mapping[str, frozenset[str]]) -> Standing:
    standing = close.unsaid
    for token, alone in close.tokens:
        if token in derived:
            rules = derived[token]
            standing = alone[rules[0]]
            if len(rules) > 1:
                standing = replace(standing, rules=tuple(sorted(rules, key=places.__getitem__)))
            break
    if lift and standing.status in lift.get(standing.id, NOTHING):
        return replace(standing, status=Verdict.WAIVED)
    return standing


def status_truth(asked: StatusIs, standings: Mapping[Subject, Standing], asleep: frozenset[str]) -> int:
    """Whether subjects of a lower layer have one of the statuses; of an unknown one only `unknown` can be told."""
    layer, whole = asked.layer.value, asked.whole and asleep
    found = {standings[layer, name].status for name in asked.ids if not whole or name not in asleep}
    truths = [has_status(status, asked.statuses) for status in found]
    return min(truths, default=2) if asked.every else max(truths, default=0)


def has_status(status: str, wanted: Sequence[str]) -> int:
    if status in wanted:
        return 2
    return 1 if status in ("unknown", "undecided") else 0
