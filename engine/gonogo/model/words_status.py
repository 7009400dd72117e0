"""What lower layers derived, in plain English: `every criterion is pass, waived or not applicable`."""

from __future__ import annotations

from typing import assert_never

from gonogo.model.condition import Layer, StatusIs
from gonogo.model.policy import Policy
from gonogo.model.words_grammar import listed, plural, spaced

SPELT = {"no_go": "no-go"}


def status_sentence(condition: StatusIs, policy: Policy, *, holds: bool) -> str:
    """Which subjects have which status, or (`holds` false) have not."""
    statuses = [SPELT.get(status, spaced(status)) for status in condition.statuses]
    has = listed(statuses, "or")
    kind = condition.layer.value
    if condition.whole:
        if holds:
            return f"{'every' if condition.every else 'at least one'} {kind} is {has}"
        return f"{'not every' if condition.every else 'no'} {kind} is {has}"
    if len(condition.ids) == 1:
        subject = f"{kind} {condition.ids[0]}{_titled(condition, policy)}"
        return f"{subject} is {has}" if holds else f"{subject} {_is_not(statuses)}"
    subjects = f"{plural(kind)} {listed(condition.ids, 'and')}"
    if condition.every:
        return f"{subjects} are each {has}" if holds else f"not each of the {subjects} is {has}"
    return f"{'at least one' if holds else 'none'} of the {subjects} is {has}"


def _is_not(statuses: list[str]) -> str:
    if len(statuses) < 3:
        return f"is neither {statuses[0]} nor {statuses[1]}" if len(statuses) == 2 else f"is not {statuses[0]}"
    return f"is none of {listed(statuses, 'and')}"


def _titled(condition: StatusIs, policy: Policy) -> str:
    """The title in brackets, for a reader who does not know what AC3 is."""
    title = _titles(condition.layer, policy).get(condition.ids[0])
    return f" ({title})" if title else ""


def _titles(layer: Layer, policy: Policy) -> dict[str, str]:
    match layer:
        case Layer.CRITERION:
            return {one.id: one.title for one in policy.criteria}
        case Layer.CONTROL:
            return {one.id: one.title for one in policy.controls}
        case Layer.RISK:
            return {one.id: one.title for one in policy.risks}
        case Layer.DECISION:
            return {}
        case _:
            assert_never(layer)
