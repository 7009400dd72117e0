"""In which order a policy's subjects get their statuses, and what each status is derived from.

What no rule derived stays unknown. The order in which statuses outrank each other is the language's: a failure
outranks a pass, whatever fired first.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from gonogo.judge.subjects import OBLIGATION, Subject, conditions_of, subjects
from gonogo.model.condition import Condition, Layer, StatusIs, leaves
from gonogo.model.decision import ControlState, ObligationState, RiskState, Standing, Verdict
from gonogo.model.horn import HornRule
from gonogo.model.noun import Noun
from gonogo.model.policy import Outcome, Policy

KEPT = (ControlState.IN_PLACE, ControlState.ENDED)
HELD = (*KEPT, ControlState.PLANNED)

# (what rules derive, the status that follows), the strongest first
VERDICTS = (
    ("not_applicable", Verdict.NOT_APPLICABLE),
    ("fail", Verdict.FAIL),
    ("pass", Verdict.PASS),
    ("settled", Verdict.PASS),
    ("not_met", Verdict.FAIL),
)
STATES: Mapping[str, tuple[tuple[str, str], ...]] = {
    Layer.CRITERION: VERDICTS,
    Layer.CONTROL: tuple((state.value, state.value) for state in ControlState),
    Layer.RISK: tuple((state.value, state.value) for state in RiskState),
    Layer.DECISION: tuple((one.value, one.value) for one in Outcome if one is not Outcome.UNDECIDED),
    OBLIGATION: ((ObligationState.MET.value, ObligationState.MET.value),),
}
OTHERWISE: Mapping[str, str] = {Layer.DECISION: Outcome.UNDECIDED.value, OBLIGATION: ObligationState.OPEN.value}


class Close(Noun, frozen=True):
    """How a subject gets its status: the first of the tokens that was derived says which; none: `unsaid`.

    `after` are the tokens that a status gives the layers above.
    """

    subject: Subject
    tokens: tuple[tuple[str, Mapping[str, Standing]], ...]  # with what follows where one rule alone derived the token
    unsaid: Standing
    after: Mapping[str, tuple[str, ...]]


class Stage(Noun, frozen=True):
    """Subjects that depend only on earlier stages, and the status conditions they ask."""

    closes: tuple[Close, ...]
    statuses: tuple[int, ...]

    @property
    def subjects(self) -> tuple[Subject, ...]:
        return tuple(close.subject for close in self.closes)


def stages(
    policy: Policy,
    numbers: Mapping[tuple[Condition, int], int],
    demands: Mapping[str, int],
    rules: Sequence[HornRule],
    asleep: frozenset[str],
) -> tuple[Stage, ...]:
    """Each subject as early as what it asks of others allows."""
    needed = frozenset(token for rule in rules for token in rule.needs)
    derived: dict[str, list[str]] = {}  # token -> the rules that derive it
    for rule in rules:
        derived.setdefault(rule.derives, []).append(rule.id)
    needs: dict[Subject, set[Subject]] = {subject: set() for subject in subjects(policy)}
    asks: dict[Subject, set[int]] = {subject: set() for subject in needs}
    for subject, holder, condition in conditions_of(policy):
        for leaf in leaves(condition):
            if isinstance(leaf, StatusIs):
                needs[subject] |= {(leaf.layer.value, name) for name in leaf.ids}
                asks[subject].add(numbers[leaf, demands[holder]])
    for risk in policy.risks:
        needs[Layer.RISK.value, risk.id] |= {(Layer.CONTROL.value, control.id) for control in risk.controls}
    found: list[Stage] = []
    done: set[Subject] = set()
    while len(done) < len(needs):
        ready = [subject for subject in needs if subject not in done and needs[subject] <= done]
        assert ready, "the reader refuses policies that go round in circles"
        closes = tuple(_close(subject, needed, derived, asleep) for subject in ready)
        found.append(Stage(closes, tuple(sorted({number for subject in ready for number in asks[subject]}))))
        done |= set(ready)
    return tuple(found)


def _close(
    subject: Subject, needed: frozenset[str], derived: Mapping[str, Sequence[str]], asleep: frozenset[str]
) -> Close:
    layer, name = subject
    if layer == Layer.CRITERION and name in asleep:
        return Close(subject, (), Standing(layer, name, Verdict.NOT_APPLICABLE, (f"{name}.not-in-force",)), {})
    tokens = tuple(
        (token, {rule: Standing(layer, name, status, (rule,)) for rule in derived[token]})
        for word, status in STATES[layer]
        if (token := f"{name}={word}") in derived
    )
    after = {status: found for _, status in STATES[layer] if (found := _after(layer, name, status, needed))}
    return Close(subject, tokens, Standing(layer, name, OTHERWISE.get(layer, "unknown"), ()), after)


def _after(layer: str, name: str, status: str, needed: frozenset[str]) -> tuple[str, ...]:
    """What a risk may ask of a closed control; other statuses are asked by conditions on statuses."""
    if layer != Layer.CONTROL:
        return ()
    tokens = [f"{name}:{status}"]
    tokens += [f"{name}:kept"] if status in KEPT else []
    tokens += [f"{name}:held"] if status in HELD else []
    return tuple(token for token in tokens if token in needed)
