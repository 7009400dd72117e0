"""What each gate came to: its outcome, the rule that decided, every rule's truth, and what would settle it."""

from __future__ import annotations

from collections.abc import Sequence

from gonogo.judge.because import because, plain
from gonogo.judge.findings import TRUTHS, Part, missing, rule_because, rule_words, sentences
from gonogo.judge.gaps import Asker, open_subjects
from gonogo.judge.judgement import Judgement
from gonogo.judge.obligations import outcome
from gonogo.judge.values import fixed_value
from gonogo.judge.wiring import gate_rules
from gonogo.judge.witness import numbers_of
from gonogo.model.condition import Layer, StatusIs
from gonogo.model.policy import DecisionRule, Gate, Outcome
from gonogo.model.records import UNSET
from gonogo.model.words_grammar import listed


def gate_finding(judgement: Judgement, gate: Gate) -> Part:
    """What one gate came to, and every one of its rules with its truth."""
    standing = judgement.standing(Layer.DECISION.value, gate.id)
    rules = gate_rules(gate, judgement.wiring.asleep)
    fired = next((rule for rule in rules if rule.id in standing.rules), None)
    result = outcome(judgement, gate)
    open_rules = _open_rules(judgement, gate, rules)
    asker = Asker(gate.demand, judgement.policy.authority)
    return {
        "id": gate.id,
        "question": plain(judgement, gate.question),
        "outcome": result,
        "rule": standing.rule or f"{gate.id}.undecided",
        "because": rule_because(judgement, gate.id, fired) if fired else _undecided(judgement, gate, open_rules),
        "remedy": _remedy(judgement, gate, fired),
        "to": _deferred_to(judgement, fired) if result == Outcome.DEFER and fired else None,
        "rules": [
            {
                "id": rule.id,
                "then": rule.then.value,
                "truth": TRUTHS[judgement.truth(rule.when, gate.id)],
                "text": rule_words(judgement, rule),
            }
            for rule in rules
        ],
        "missing": list(missing(judgement, gate.id, [(rule.id, rule.when) for rule in open_rules], asker)),
        "recommend": [{"verb": verb, "text": plain(judgement, text)} for verb, text in _recommend(gate, result)],
    }


def _recommend(gate: Gate, result: str) -> Sequence[tuple[str, str]]:
    if result in gate.recommend:
        return gate.recommend[result]
    return gate.recommend.get(Outcome.GO, ()) if result == Outcome.GO_WITH_CONDITIONS else ()


def _open_rules(judgement: Judgement, gate: Gate, rules: Sequence[DecisionRule]) -> list[DecisionRule]:
    """Of an undecided gate: the rules that cannot be told, up to the first that holds."""
    if judgement.standing(Layer.DECISION.value, gate.id).rules:
        return []
    found = []
    for rule in rules:
        truth = judgement.truth(rule.when, gate.id)
        if truth == 2:
            break
        if truth == 1:
            found.append(rule)
    return found


def _remedy(judgement: Judgement, gate: Gate, fired: DecisionRule | None) -> str | None:
    if fired is None or fired.remedy is None:
        return None
    return because(judgement, fired.remedy, numbers_of(judgement, fired.when, gate.id))


def _undecided(judgement: Judgement, gate: Gate, open_rules: Sequence[DecisionRule]) -> str:
    """The policy's own words for what cannot be told; for the other rules, what they wait for."""
    if not open_rules:
        asleep = bool(gate.rules) and not gate_rules(gate, judgement.wiring.asleep)
        return f"no decision rule is in force on {judgement.as_of}" if asleep else "no decision rule holds"
    own = [
        because(judgement, rule.unknown_because, numbers_of(judgement, rule.when, gate.id))
        for rule in open_rules
        if rule.unknown_because is not None
    ]
    others = [rule for rule in open_rules if rule.unknown_because is None]
    return sentences([*own, _cannot_be_told(judgement, gate, others)])


def _cannot_be_told(judgement: Judgement, gate: Gate, rules: Sequence[DecisionRule]) -> str:
    if not rules:
        return ""
    told = f"it cannot be told whether {listed([rule.id for rule in rules], 'or')} holds"
    numbers = {number for rule in rules for number in numbers_of(judgement, rule.when, gate.id)}
    asked = [judgement.leaf(number) for number in sorted(numbers) if judgement.truths[number] == 1]
    unknown = {name for leaf in asked if isinstance(leaf, StatusIs) for name in open_subjects(judgement, leaf)}
    named = [one.id for one in judgement.inference.standings.values() if one.id in unknown]
    return f"{told}: {listed(named, 'and')} cannot be told" if named else told


def _deferred_to(judgement: Judgement, rule: DecisionRule) -> Part | None:
    days = [fixed_value(operand, judgement.policy, judgement.as_of) for operand in rule.to]
    if not days or any(day is UNSET for day in days):
        return None
    return {"from": days[0].isoformat(), "until": days[-1].isoformat()}
