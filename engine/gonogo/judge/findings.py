"""What each criterion, control, risk and gate came to, with its reasons, caveats and what is missing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from gonogo.judge.because import because
from gonogo.judge.caveats import caveats
from gonogo.judge.gaps import Asker, Gap, gaps
from gonogo.judge.judgement import Judgement
from gonogo.judge.wiring import in_force
from gonogo.judge.witness import FEW, admitted_of, few_witnesses, numbers_of
from gonogo.model.condition import Condition, Every, Layer, Not, leaves
from gonogo.model.decision import ControlState, Standing, Verdict
from gonogo.model.policy import Control, Criterion, DecisionRule, Effect, Risk, Rule
from gonogo.model.words import sentence

Part = dict[str, Any]
TRUTHS = ("false", "unknown", "true")


def criterion(judgement: Judgement, one: Criterion) -> Part:
    """One criterion's finding."""
    standing = judgement.standing(Layer.CRITERION.value, one.id)
    rules = in_force(one.rules, judgement.wiring.asleep)
    asker = Asker(one.demand, one.owner)
    decided = standing.status in (Verdict.PASS, Verdict.FAIL, Verdict.WAIVED)
    fired = [rule for rule in rules if rule.id in standing.rules]
    return {
        "id": one.id,
        "title": one.title,
        "text": one.text,
        "owner": one.owner,
        "owner_title": _role(judgement, one.owner),
        "verdict": standing.status,
        "rule": standing.rule,
        "rules": list(standing.rules),
        "because": _criterion_because(judgement, one, standing, rules),
        "remedy": next((rule.remedy for rule in fired if rule.remedy and rule.effect is Effect.FAIL), None),
        "caveats": list(caveats(judgement, one.id, rules, standing.rules, asker)) if decided else [],
        "conditions": list(conditions(judgement, one.id, [(rule.id, rule.condition) for rule in rules])),
        "missing": list(missing(judgement, one.id, _asked_of(judgement, one, standing, rules), asker)),
        "waived_by": list(judgement.waived_by.get(one.id, ())) if standing.status == Verdict.WAIVED else [],
    }


def _asked_of(
    judgement: Judgement, one: Criterion, standing: Standing, rules: Sequence[Rule]
) -> list[tuple[str, Condition]]:
    """The conditions whose answers would settle an unknown verdict."""
    if standing.status != Verdict.UNKNOWN:
        return []
    applies: list[tuple[str, Condition]] = []
    if one.applies_when is not None:
        applies = [(f"{one.id}.applies", one.applies_when)]
        if judgement.truth(one.applies_when, one.id) == 1:
            return applies
    return [(rule.id, rule.condition) for rule in rules]


def _criterion_because(judgement: Judgement, one: Criterion, standing: Standing, rules: Sequence[Rule]) -> str:
    texts = [rule_because(judgement, one.id, rule) for rule in rules if rule.id in standing.rules]
    if texts:
        return sentences(texts if standing.status in (Verdict.FAIL, Verdict.WAIVED) else texts[:1])
    match standing.rule:
        case None:
            return _unknown_because(judgement, one.id, rules)
        case implied if implied.endswith(".not-in-force"):
            return f"it is not in force on {judgement.as_of}"
        case implied if implied.endswith(".not-applicable"):
            return one.not_applicable_because or "it does not apply"
        case implied if implied.endswith(".clear"):
            return "none of the reasons to fail it holds"
        case _:
            passes = [rule for rule in rules if rule.effect is Effect.PASS]
            return "not met: " + "; ".join(_is_not_so(judgement, rule.condition) for rule in passes)


def _is_not_so(judgement: Judgement, condition: Condition) -> str:
    return sentence(Not(condition, condition.at), judgement.policy)


def _unknown_because(judgement: Judgement, holder: str, rules: Sequence[Rule]) -> str:
    open_rules = [rule for rule in rules if judgement.truth(rule.condition, holder) == 1]
    texts = [rule.unknown_because for rule in open_rules if rule.unknown_because]
    if texts:
        return sentences([because(judgement, text, ()) for text in texts])
    if not rules:
        return "no rule for it is in force"
    return "the evidence does not show it, and does not show the contrary"


def rule_because(judgement: Judgement, holder: str, rule: Rule | DecisionRule) -> str:
    condition = rule.condition if isinstance(rule, Rule) else rule.when
    if rule.because is None:
        return sentence(condition, judgement.policy)
    return because(judgement, rule.because, numbers_of(judgement, condition, holder))


def conditions(judgement: Judgement, holder: str, asked: Sequence[tuple[str, Condition]]) -> Iterator[Part]:
    """Every leaf condition of some rules: its words, truth, counts and a few witnesses."""
    for rule, condition in asked:
        for leaf in leaves(condition):
            number = judgement.number(leaf, holder)
            admitted = admitted_of(judgement, number)
            surely, perhaps, total = _counts(judgement, number)
            shown = few_witnesses(judgement, number) or few_witnesses(judgement, number, 1)
            found = surely or perhaps
            yield {
                "id": f"c{number}",
                "rule": rule,
                "text": sentence(leaf, judgement.policy),
                "truth": TRUTHS[judgement.truths[number]],
                "true": surely,
                "unknown": perhaps,
                "total": total,
                "complete": admitted is None or admitted.complete,
                "witnesses": [
                    {
                        "fact": one.fact,
                        "key": one.key,
                        "source": ", ".join(source.id for source in one.sources) or None,
                        "at": str(one.at),
                    }
                    for one in shown
                ],
                "more": max(0, found - FEW) if len(shown) == FEW else 0,
            }


def _counts(judgement: Judgement, number: int) -> tuple[int, int, int]:
    """Records that count, that perhaps do, and all that were looked at; of a true `every`, those that match."""
    admitted = admitted_of(judgement, number)
    if admitted is None:
        return 0, 0, 0
    total = sum(len(group.records) for group in admitted.groups)
    counts = judgement.counts[number]
    if isinstance(counts, list):
        return sum(truth == 2 for truth, _ in counts), sum(truth == 1 for truth, _ in counts), total
    if isinstance(judgement.leaf(number), Every):
        shift = 2 if judgement.truths[number] == 2 else 0
        return counts[shift], counts[shift + 1], total
    if len(counts) == 6:
        return counts[0], sum(counts) - counts[0] - counts[1], total
    return counts[0], counts[1], total


def missing(judgement: Judgement, holder: str, asked: Sequence[tuple[str, Condition]], asker: Asker) -> Iterator[Part]:
    """What would settle some conditions. Of a fact on which nothing was given, only the last thing asked is told."""
    found: dict[Gap, str] = {}
    for rule, condition in asked:
        if judgement.truth(condition, holder) == 1:
            for gap in gaps(judgement, numbers_of(judgement, condition, holder), asker):
                found.setdefault(gap, rule)
    last = {gap.fact: gap for gap in found if gap.absent}
    for gap, rule in found.items():
        if not gap.absent or last[gap.fact] is gap:
            yield {
                "fact": gap.fact,
                "what": gap.what,
                "owed_by": gap.owed_by,
                "owed_by_title": _role(judgement, gap.owed_by),
                "rule": rule,
            }


def sentences(texts: Sequence[str]) -> str:
    """Texts one after another: with a space after a full stop, else a semicolon."""
    said = ""
    for text in dict.fromkeys(texts):
        said += text if not said else f" {text}" if said.endswith((".", "!", "?")) else f"; {text}"
    return said


def _role(judgement: Judgement, role: str | None) -> str | None:
    return None if role is None else judgement.policy.role_title(role)


# --- risks and their controls ----------------------------------------------------------------------


def risk(judgement: Judgement, one: Risk) -> Part:
    """One residual risk's finding, with its controls."""
    standing = judgement.standing(Layer.RISK.value, one.id)
    asleep = judgement.wiring.asleep
    asker = Asker(one.demand, one.owner)
    accepted = [] if one.accepted_when is None else [(f"{one.id}.accepted", one.accepted_when)]
    return {
        "id": one.id,
        "title": one.title,
        "text": one.text,
        "owner": one.owner,
        "owner_title": _role(judgement, one.owner),
        "state": standing.status,
        "rule": standing.rule,
        "because": _risk_because(judgement, one, standing),
        "caveats": [],
        "missing": list(missing(judgement, one.id, accepted, asker)),
        "conditions": list(conditions(judgement, one.id, accepted)),
        "controls": [_control(judgement, control) for control in one.controls if control.id not in asleep],
    }


def _risk_because(judgement: Judgement, one: Risk, standing: Standing) -> str:
    states: dict[str, list[str]] = {}
    for control in one.controls:
        if control.id not in judgement.wiring.asleep:
            state = judgement.standing(Layer.CONTROL.value, control.id).status
            states.setdefault(state.replace("_", " "), []).append(control.id)
    said = "; ".join(f"{', '.join(names)} {state}" for state, names in states.items())
    return sentences([_accepted(judgement, one), said]) if one.accepted_when is not None else said


def _accepted(judgement: Judgement, one: Risk) -> str:
    assert one.accepted_when is not None
    truth = judgement.truth(one.accepted_when, one.id)
    if truth == 2 and one.accepted_because is not None:
        return because(judgement, one.accepted_because, numbers_of(judgement, one.accepted_when, one.id))
    words = sentence(one.accepted_when, judgement.policy)
    return (f"it is not so that {words}", f"it cannot be told whether {words}", words)[truth]


def _control(judgement: Judgement, one: Control) -> Part:
    standing = judgement.standing(Layer.CONTROL.value, one.id)
    rules = in_force(one.rules, judgement.wiring.asleep)
    asker = Asker(one.demand, one.owner)
    unknown = standing.status == ControlState.UNKNOWN
    asked = [(rule.id, rule.condition) for rule in rules]
    warned = [rule for rule in rules if rule.id in standing.rules or rule.effect is Effect.BREACHED]
    return {
        "id": one.id,
        "title": one.title,
        "owner": one.owner,
        "owner_title": _role(judgement, one.owner),
        "kind": one.kind,
        "state": standing.status,
        "rule": standing.rule,
        "because": _control_because(judgement, one, standing, rules),
        "caveats": [] if unknown else list(caveats(judgement, one.id, warned, standing.rules, asker)),
        "missing": list(missing(judgement, one.id, asked, asker)) if unknown else [],
        "conditions": list(conditions(judgement, one.id, asked)),
    }


def _control_because(judgement: Judgement, one: Control, standing: Standing, rules: Sequence[Rule]) -> str:
    for rule in rules:
        if rule.id in standing.rules:
            return rule_because(judgement, one.id, rule)
    if standing.status == ControlState.NOT_IN_PLACE:
        in_place = [rule for rule in rules if rule.effect is Effect.IN_PLACE]
        return "; ".join(_is_not_so(judgement, rule.condition) for rule in in_place)
    return _unknown_because(judgement, one.id, rules)
