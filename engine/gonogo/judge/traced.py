"""What a picture needs beside the decision document: each rule's effect and truth, and whom each condition rests on."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from gonogo.judge.judgement import Judgement
from gonogo.judge.wiring import in_force
from gonogo.judge.witness import admitted_of, few_witnesses, numbers_of
from gonogo.model.condition import Condition

TRUTHS = ("false", "unknown", "true")


def traced(judgement: Judgement) -> dict[str, dict[str, Any]]:
    """`rules`: by id, with `effect` and `truth`. `sources`: by the id of a condition, the ids of those it rests on."""
    sources: dict[str, list[str]] = {}
    rules: dict[str, dict[str, str]] = {}
    for rule, effect, condition, holder in _rules(judgement):
        rules[rule] = {"effect": effect, "truth": TRUTHS[judgement.truth(condition, holder)]}
        for number in numbers_of(judgement, condition, holder):
            sources[f"c{number}"] = list(_sources(judgement, number))
    return {"rules": rules, "sources": sources}


def _rules(judgement: Judgement) -> Iterator[tuple[str, str, Condition, str]]:
    policy, asleep = judgement.policy, judgement.wiring.asleep
    rules = [(one.id, one.rules) for one in policy.criteria] + [(one.id, one.rules) for one in policy.controls]
    for holder, held in rules:
        for rule in in_force(held, asleep):
            yield rule.id, rule.effect.value, rule.condition, holder
    for criterion in policy.criteria:
        if criterion.applies_when is not None:
            yield f"{criterion.id}.applies", "applies", criterion.applies_when, criterion.id
    for risk in policy.risks:
        if risk.accepted_when is not None:
            yield f"{risk.id}.accepted", "accepted", risk.accepted_when, risk.id


def _sources(judgement: Judgement, number: int) -> dict[str, None]:
    """Of the records that decided; where none did, of the whole list and of the word that it is whole."""
    admitted = admitted_of(judgement, number)
    found = [source.id for one in few_witnesses(judgement, number) for source in one.sources]
    if admitted is not None and not found:
        found = [source for group in admitted.groups for source in group.sources]
        found += [source for claim in admitted.claims for source in claim]
    return dict.fromkeys(found)
