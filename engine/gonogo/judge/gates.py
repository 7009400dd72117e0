"""What each gate came to: its outcome, the rule that decided, every rule's truth, and what would settle it."""

from __future__ import annotations

from collections.abc import Sequence

from gonogo.judge.because import plain
from gonogo.judge.findings import TRUTHS, Part, missing, rule_because
from gonogo.judge.gaps import Asker
from gonogo.judge.judgement import Judgement
from gonogo.judge.obligations import outcome
from gonogo.judge.values import fixed_value
from gonogo.judge.wiring import gate_rules
from gonogo.model.condition import Layer
from gonogo.model.decision import RiskState, Verdict
from gonogo.model.policy import DecisionRule, Gate, Outcome
from gonogo.model.records import UNSET
from gonogo.model.words import sentence


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
        "to": _deferred_to(judgement, fired) if result == Outcome.DEFER and fired else None,
        "rules": [
            {
                "id": rule.id,
                "then": rule.then.value,
                "truth": TRUTHS[judgement.truth(rule.when, gate.id)],
                "text": sentence(rule.when, judgement.policy),
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


def _undecided(judgement: Judgement, gate: Gate, open_rules: Sequence[DecisionRule]) -> str:
    if not open_rules:
        return "no decision rule holds"
    unknown = _unknown_subjects(judgement)
    names = ", ".join(rule.id for rule in open_rules)
    told = f"it cannot be told whether {names} {'holds' if len(open_rules) == 1 else 'hold'}"
    return f"{told}: {', '.join(unknown)} cannot be told" if unknown else told


def _unknown_subjects(judgement: Judgement) -> list[str]:
    standings = judgement.inference.standings.values()
    wanted = (Layer.CRITERION.value, Layer.RISK.value)
    return [one.id for one in standings if one.layer in wanted and one.status in (Verdict.UNKNOWN, RiskState.UNKNOWN)]


def _deferred_to(judgement: Judgement, rule: DecisionRule) -> Part | None:
    days = [fixed_value(operand, judgement.policy, judgement.as_of) for operand in rule.to]
    if not days or any(day is UNSET for day in days):
        return None
    return {"from": days[0].isoformat(), "until": days[-1].isoformat()}
