"""Closes each layer: from the tokens that rules derived to one status for each criterion, control, risk and gate.

What no rule derived stays unknown. The order in which statuses outrank each other is LANGUAGE's: a failure outranks a
pass, whatever fired first.
"""

from __future__ import annotations

from bisect import insort
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from gonogo.judge.wiring import OBLIGATION, Subject, Wiring
from gonogo.model.condition import Layer, StatusIs
from gonogo.model.decision import ControlState, Firing, ObligationState, RiskState, Standing, Verdict
from gonogo.model.horn import Fired

Derived = dict[str, list[str]]  # token -> the rules that derived it, in the policy's order, whichever fired first
KEPT = (ControlState.IN_PLACE, ControlState.ENDED)
HELD = (*KEPT, ControlState.PLANNED)


class Inference(NamedTuple):
    """All that follows from one vector of truths."""

    standings: Mapping[Subject, Standing]
    firings: tuple[Firing, ...]
    statuses: Mapping[int, int]  # truth of each condition on statuses, by its number


Add = Callable[[Sequence[str]], list[Fired]]


def chain(
    wiring: Wiring,
    truths: Sequence[int],
    asked: Mapping[int, StatusIs],
    lift: Mapping[str, frozenset[str]],
    add: Add,
) -> Inference:
    """Runs the rules layer by layer. `lift`: for each criterion, the verdicts that a waiver sets aside."""
    derived: Derived = {}
    log: list[Fired] = []
    standings: dict[Subject, Standing] = {}
    statuses: dict[int, int] = {}
    batch = [
        f"c{number}:{'t' if truth else 'f'}"
        for number, truth in enumerate(truths)
        if truth != 1 and f"c{number}:{'t' if truth else 'f'}" in wiring.needed
    ]
    for stage in wiring.stages:
        for number in stage.statuses:
            truth = statuses[number] = status_truth(asked[number], standings, wiring.asleep)
            batch += _token(number, truth, wiring.needed)
        for fired in add(batch):
            insort(derived.setdefault(fired.derives, []), fired.rule, key=wiring.places.__getitem__)
            log.append(fired)
        batch = []
        for subject in stage.subjects:
            standing = standings[subject] = _close(subject, derived, wiring.asleep, lift)
            batch += [token for token in _closing(standing) if token in wiring.needed]
    firings = tuple(
        Firing(seq, wiring.layer_of[fired.rule], fired.rule, fired.because_of, fired.derives)
        for seq, fired in enumerate(log, 1)
    )
    return Inference(standings, firings, statuses)


def _token(number: int, truth: int, needed: frozenset[str]) -> Iterable[str]:
    token = f"c{number}:{'t' if truth == 2 else 'f'}"
    return (token,) if truth != 1 and token in needed else ()


def _close(subject: Subject, derived: Derived, asleep: frozenset[str], lift: Mapping[str, frozenset[str]]) -> Standing:
    layer, name = subject
    match layer:
        case Layer.CRITERION:
            return _criterion(name, derived, asleep, lift.get(name, frozenset()))
        case Layer.CONTROL:
            return _first(layer, name, derived, [state.value for state in ControlState])
        case Layer.RISK:
            return _first(layer, name, derived, [state.value for state in RiskState])
        case Layer.DECISION:
            return _first(layer, name, derived, ["go", "go_with_conditions", "defer", "no_go"], "undecided")
        case _:
            return _first(OBLIGATION, name, derived, [ObligationState.MET.value], ObligationState.OPEN.value)


def _criterion(name: str, derived: Derived, asleep: frozenset[str], lifted: frozenset[str]) -> Standing:
    if name in asleep:
        return Standing(Layer.CRITERION, name, Verdict.NOT_APPLICABLE, (f"{name}.not-in-force",))
    fired = ((verdict, derived.get(f"{name}={token}")) for token, verdict in _VERDICTS)
    verdict, rules = next(((verdict, rules) for verdict, rules in fired if rules), (Verdict.UNKNOWN, []))
    status = Verdict.WAIVED if verdict in lifted else verdict
    return Standing(Layer.CRITERION, name, status, tuple(rules))


_VERDICTS = (
    ("not_applicable", Verdict.NOT_APPLICABLE),
    ("fail", Verdict.FAIL),
    ("pass", Verdict.PASS),
    ("settled", Verdict.PASS),
    ("not_met", Verdict.FAIL),
)


def _first(layer: str, name: str, derived: Derived, states: Sequence[str], otherwise: str = "unknown") -> Standing:
    for state in states:
        rules = derived.get(f"{name}={state}")
        if rules:
            return Standing(layer, name, state, tuple(rules))
    return Standing(layer, name, otherwise, ())


def _closing(standing: Standing) -> Iterable[str]:
    """What the layer above may ask of a closed control; other statuses are asked by conditions on statuses."""
    if standing.layer != Layer.CONTROL:
        return
    yield f"{standing.id}:{standing.status}"
    if standing.status in KEPT:
        yield f"{standing.id}:kept"
    if standing.status in HELD:
        yield f"{standing.id}:held"


def status_truth(asked: StatusIs, standings: Mapping[Subject, Standing], asleep: frozenset[str]) -> int:
    """Whether subjects of a lower layer have one of the statuses; of an unknown one only `unknown` can be told."""
    names = [name for name in asked.ids if not (asked.whole and name in asleep)]
    truths = [_has_status(standings[asked.layer.value, name].status, asked.statuses) for name in names]
    return min(truths, default=2) if asked.every else max(truths, default=0)


def _has_status(status: str, wanted: Sequence[str]) -> int:
    if status in wanted:
        return 2
    return 1 if status in ("unknown", "undecided") else 0
