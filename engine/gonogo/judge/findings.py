"""What each criterion, control, risk and gate came to, with its reasons, caveats and what is missing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from gonogo.judge.because import because
from gonogo.judge.caveats import caveats, evidence_caveats
from gonogo.judge.gaps import Asker, Gap, gaps
from gonogo.judge.judgement import Judgement
from gonogo.judge.wiring import in_force
from gonogo.judge.witness import FEW, admitted_of, few_witnesses, numbers_of
from gonogo.model.condition import Condition, Every, Layer, Not, leaves
from gonogo.model.decision import ControlState, Standing, Verdict
from gonogo.model.policy import Criterion, DecisionRule, Effect, Rule
from gonogo.model.words import sentence

Part = dict[str, Any]
TRUTHS = ("false", "unknown", "true")
OTHERWISE = "no rule before it holds"


def criterion(judgement: Judgement, one: Criterion) -> Part:
    """One criterion's finding."""
    standing = judgement.standing(Layer.CRITERION.value, one.id)
    rules = in_force(one.rules, judgement.wiring.asleep)
    return {
        "id": one.id,
        "title": one.title,
        "text": one.text,
        "owner": one.owner,
        "owner_title": role(judgement, one.owner),
        "verdict": standing.status,
        "rule": standing.rule,
        "rules": list(standing.rules),
        "because": _criterion_because(judgement, one, standing, rules),
        "remedy": remedy(judgement, one.id, standing, rules),
        "caveats": list(_criterion_caveats(judgement, one, standing, rules)),
        "conditions": list(conditions(judgement, one.id, [(rule.id, rule.condition) for rule in rules])),
        "missing": list(_criterion_missing(judgement, one, standing, rules)),
        "waived_by": list(judgement.waived_by.get(one.id, ())) if standing.status == Verdict.WAIVED else [],
    }


def _criterion_caveats(
    judgement: Judgement, one: Criterion, standing: Standing, rules: Sequence[Rule]
) -> tuple[str, ...]:
    """Of a verdict that is known, what should be known beside it."""
    match standing.status:
        case Verdict.UNKNOWN:
            return ()
        case Verdict.NOT_APPLICABLE:
            if one.applies_when is None or one.id in judgement.wiring.asleep:
                return ()
            return evidence_caveats(judgement, one.id, [one.applies_when], one.demand)
        case _:
            return caveats(judgement, one.id, rules, standing.rules, Asker(one.demand, one.owner))


def _criterion_missing(
    judgement: Judgement, one: Criterion, standing: Standing, rules: Sequence[Rule]
) -> Iterator[Part]:
    """What would settle an unknown verdict."""
    if standing.status != Verdict.UNKNOWN:
        return
    asker = Asker(one.demand, one.owner)
    if one.applies_when is not None and judgement.truth(one.applies_when, one.id) == 1:
        yield from missing(judgement, one.id, [(f"{one.id}.applies", one.applies_when)], asker)
        return
    yield from missing(judgement, one.id, [(rule.id, rule.condition) for rule in rules], asker)
    later = only_later(one.rules, rules, Effect.PASS) or ([] if rules else one.rules)
    if later:
        yield rule_not_in_force(judgement, later, "could pass")


def only_later(declared: Sequence[Rule], rules: Sequence[Rule], effect: Effect) -> list[Rule]:
    """The rules of an effect, where there are some and none of them is in force."""
    found = [rule for rule in declared if rule.effect is effect]
    return [] if any(rule.effect is effect for rule in rules) else found


def rule_not_in_force(judgement: Judgement, rules: Sequence[Rule], what: str) -> Part:
    named = f"{', '.join(rule.id for rule in rules)} {'is' if len(rules) == 1 else 'are'}"
    policy = judgement.policy
    return {
        "fact": None,
        "what": f"a rule by which it {what}: {named} not in force on {judgement.as_of}",
        "owed_by": policy.authority,
        "owed_by_title": role(judgement, policy.authority),
        "rule": rules[0].id,
    }


def remedy(judgement: Judgement, holder: str, standing: Standing, rules: Sequence[Rule]) -> str | None:
    """What would put it right: by the rules that fired, or by those that should have held and do not."""
    if standing.status not in _TO_PUT_RIGHT or not standing.rules:
        return None
    fired = [rule for rule in rules if rule.id in standing.rules]
    for rule in fired or [rule for rule in rules if rule.effect in (Effect.PASS, Effect.IN_PLACE)]:
        if rule.remedy is not None:
            return because(judgement, rule.remedy, numbers_of(judgement, rule.condition, holder))
    return None


_TO_PUT_RIGHT = (
    *(Verdict.FAIL, Verdict.WAIVED),
    *(ControlState.BREACHED, ControlState.PLANNED, ControlState.NOT_IN_PLACE),
)


def _criterion_because(judgement: Judgement, one: Criterion, standing: Standing, rules: Sequence[Rule]) -> str:
    texts = [rule_because(judgement, one.id, rule) for rule in rules if rule.id in standing.rules]
    if texts:
        return sentences(texts if standing.status in (Verdict.FAIL, Verdict.WAIVED) else texts[:1])
    match standing.rule:
        case None:
            return unknown_because(judgement, one.id, one.rules, rules, Effect.PASS)
        case implied if implied.endswith(".not-in-force"):
            return f"it is not in force on {judgement.as_of}"
        case implied if implied.endswith(".not-applicable"):
            return one.not_applicable_because or "it does not apply"
        case implied if implied.endswith(".clear"):
            return "none of the reasons to fail it holds"
        case _:
            passes = [rule for rule in rules if rule.effect is Effect.PASS]
            return "not met: " + "; ".join(is_not_so(judgement, rule.condition) for rule in passes)


def is_not_so(judgement: Judgement, condition: Condition) -> str:
    return sentence(Not(condition, condition.at), judgement.policy)


def unknown_because(
    judgement: Judgement, holder: str, declared: Sequence[Rule], rules: Sequence[Rule], wanted: Effect
) -> str:
    """Of the rules that are declared, `rules` are in force; one with the wanted effect would show it."""
    open_rules = [rule for rule in rules if judgement.truth(rule.condition, holder) == 1]
    texts = [
        because(judgement, rule.unknown_because, numbers_of(judgement, rule.condition, holder))
        for rule in open_rules
        if rule.unknown_because is not None
    ]
    if texts:
        return sentences(texts)
    if not rules:
        return f"no rule for it is in force on {judgement.as_of}" if declared else "no rule says when it is so"
    if later := only_later(declared, rules, wanted):
        return f"no rule that could show it is in force on {judgement.as_of} ({', '.join(one.id for one in later)})"
    return "the evidence does not show it, and does not show the contrary"


def rule_because(judgement: Judgement, holder: str, rule: Rule | DecisionRule) -> str:
    condition = rule.condition if isinstance(rule, Rule) else rule.when
    if rule.because is None:
        return rule_words(judgement, rule)
    return because(judgement, rule.because, numbers_of(judgement, condition, holder))


def rule_words(judgement: Judgement, rule: Rule | DecisionRule) -> str:
    """What a rule asks, in words."""
    if isinstance(rule, DecisionRule):
        return OTHERWISE if rule.otherwise else sentence(rule.when, judgement.policy)
    return sentence(rule.condition, judgement.policy)


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
    """What would settle some conditions. Of a fact on which nothing was given, the last thing that each one owes."""
    found: dict[Gap, str] = {}
    for rule, condition in asked:
        if judgement.truth(condition, holder) == 1:
            for gap in gaps(judgement, numbers_of(judgement, condition, holder), asker):
                found.setdefault(gap, rule)
    last = {(gap.fact, gap.owed_by): gap for gap in found if gap.absent}
    for gap, rule in found.items():
        if not gap.absent or last[gap.fact, gap.owed_by] is gap:
            yield {
                "fact": gap.fact,
                "what": gap.what,
                "owed_by": gap.owed_by,
                "owed_by_title": role(judgement, gap.owed_by),
                "rule": rule,
            }


def sentences(texts: Sequence[str]) -> str:
    """Texts one after another: with a space after a full stop, else a semicolon."""
    said = ""
    for text in dict.fromkeys(filter(None, texts)):
        ended = said.endswith((".", "!", "?"))
        said += text if not said else f" {_capital(text)}" if ended else f"; {text}"
    return said


def _capital(text: str) -> str:
    """A capital letter for a word, and not for an id."""
    word = text.split(" ")[0]
    return text[0].upper() + text[1:] if word.isalpha() and word.islower() else text


def role(judgement: Judgement, role: str | None) -> str | None:
    return None if role is None else judgement.policy.role_title(role)
