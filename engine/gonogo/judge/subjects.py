"""What a policy decides about: its criteria, controls, risks, gates and obligations, and the conditions of each."""

from __future__ import annotations

from collections.abc import Iterator

from gonogo.model.condition import Condition, Layer
from gonogo.model.policy import Obligation, Policy

OBLIGATION = "obligation"
Subject = tuple[str, str]  # (layer, id)


def subjects(policy: Policy) -> Iterator[Subject]:
    yield from ((Layer.CRITERION.value, criterion.id) for criterion in policy.criteria)
    yield from ((Layer.CONTROL.value, control.id) for control in policy.controls)
    yield from ((Layer.RISK.value, risk.id) for risk in policy.risks)
    yield from ((Layer.DECISION.value, gate.id) for gate in policy.gates)
    yield from ((OBLIGATION, obligation_id(holder, one)) for holder, one in obligations(policy))


def obligations(policy: Policy) -> Iterator[tuple[str, Obligation]]:
    """Each obligation that the policy may bring, with the id of what it stands on: a control, or the rule's gate."""
    for control in policy.controls:
        for obligation in control.obligations:
            yield control.id, obligation
    for gate in policy.gates:
        for rule in gate.rules:
            for obligation in rule.obligations:
                yield gate.id, obligation


def obligation_id(holder: str, obligation: Obligation) -> str:
    return f"{holder}/{obligation.id}"


def conditions_of(policy: Policy) -> Iterator[tuple[Subject, str, Condition]]:
    """Every condition of the policy: the subject that it decides, and the id whose demand on evidence holds for it."""
    for criterion in policy.criteria:
        subject = (Layer.CRITERION.value, criterion.id)
        if criterion.applies_when is not None:
            yield subject, criterion.id, criterion.applies_when
        for rule in criterion.rules:
            yield subject, criterion.id, rule.condition
    for risk in policy.risks:
        if risk.accepted_when is not None:
            yield (Layer.RISK.value, risk.id), risk.id, risk.accepted_when
        for control in risk.controls:
            for rule in control.rules:
                yield (Layer.CONTROL.value, control.id), control.id, rule.condition
    for gate in policy.gates:
        for decision_rule in gate.rules:
            yield (Layer.DECISION.value, gate.id), gate.id, decision_rule.when
    for holder, obligation in obligations(policy):
        if obligation.ends_when is not None:
            yield (OBLIGATION, obligation_id(holder, obligation)), holder, obligation.ends_when
