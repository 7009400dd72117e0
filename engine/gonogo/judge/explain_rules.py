"""Each rule of a subject: whether it holds, whether it decided, what stopped it, and how it differs from what did."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from gonogo.judge.because import because
from gonogo.judge.explain_conditions import branches, joined, tree_of
from gonogo.judge.explain_witness import TRUTHS
from gonogo.judge.findings import rule_because, rule_words
from gonogo.judge.gaps import Asker
from gonogo.judge.judgement import Judgement
from gonogo.judge.witness import numbers_of
from gonogo.model.condition import Condition, Layer, No, Some, leaves
from gonogo.model.decision import Standing, Verdict
from gonogo.model.location import Location
from gonogo.model.noun import Noun
from gonogo.model.policy import DecisionRule, Effect, Rule
from gonogo.model.words import sentence

Part = dict[str, Any]
GROUPS = ("all", "any", "not")


class Asked(Noun, frozen=True, kw_only=True):
    """A rule as it is to be told: of the policy, or one that follows from it, such as when a risk is accepted."""

    id: str
    effect: str
    condition: Condition
    at: Location
    rule: Rule | DecisionRule | None = None
    settles: bool = False
    fired: bool = False
    asleep: bool = False

    @property
    def called(self) -> str:
        """Its id; a rule that every policy has is known by what it is for."""
        return self.id if self.rule is not None else f"`{self.effect.replace('_', ' ')}`"


class Of(Noun, frozen=True, kw_only=True):
    """Whose rules they are."""

    judgement: Judgement
    holder: str
    layer: Layer
    number: str
    standing: Standing
    asker: Asker
    numbers: Mapping[tuple[str, str], str]

    def truth(self, asked: Asked) -> int:
        demand = self.judgement.demand_of[self.holder]
        return tree_of(self.judgement, asked.condition, demand, self.asker, self.numbers).truth(asked.condition)


def rules(of: Of, asked: Sequence[Asked]) -> list[Part]:
    """All rules of a subject in the policy's order, numbered."""
    decided = [one for one in asked if one.fired and one.id in of.standing.rules]
    truths = {one.id: of.truth(one) for one in asked}
    return [_rule(of, one, f"{of.number}.{place}", (asked, decided, truths)) for place, one in enumerate(asked, 1)]


Around = tuple[Sequence[Asked], Sequence[Asked], Mapping[str, int]]  # all rules, those that decided, their truths


def _rule(of: Of, one: Asked, number: str, around: Around) -> Part:
    judgement = of.judgement
    truth = around[2][one.id]
    tree = tree_of(judgement, one.condition, judgement.demand_of[of.holder], of.asker, of.numbers)
    conditions = [] if one.asleep else branches(tree, one.condition, number)
    decided = one in around[1]
    stopped = [] if truth == 2 or one.asleep else [each for each in conditions if _stops(each)]
    return {
        "number": number,
        "id": one.id,
        "title": None if one.rule is None else one.rule.title,
        "effect": one.effect,
        "settles": one.settles,
        "implied": one.rule is None,
        "in_force": not one.asleep,
        "truth": TRUTHS[truth],
        "fired": one.fired,
        "decided": decided,
        "text": sentence(one.condition, judgement.policy) if one.rule is None else rule_words(judgement, one.rule),
        "joined": joined(one.condition),
        "because": rule_because(judgement, of.holder, one.rule) if one.fired and one.rule is not None else None,
        "unknown_because": _unknown_because(of, one, truth),
        "at": str(one.at),
        "stopped_by": [each["number"] for each in stopped] or list(_blockers(of, one, around)),
        "difference": None if decided else _difference(of, one, around, stopped),
        "conditions": conditions,
    }


def _stops(part: Part) -> bool:
    """Whether a part is not what the rule wants of it; of parts that have parts, those are told."""
    return part["decides"] and part["truth"] != ("true" if part["wanted"] else "false") and part["kind"] not in GROUPS


def _unknown_because(of: Of, one: Asked, truth: int) -> str | None:
    text = None if one.rule is None else one.rule.unknown_because
    if text is None or truth != 1:
        return None
    return because(of.judgement, text, numbers_of(of.judgement, one.condition, of.holder))


# --- what stopped a rule, and the difference to the one that decided -----------------------------


def _blockers(of: Of, one: Asked, around: Around) -> dict[str, Asked]:
    """The rules that stand in the way of one that holds, by their numbers."""
    asked, _, truths = around
    if truths[one.id] != 2 or one.fired or one.asleep:
        return {}
    before = asked[: asked.index(one)] if of.layer is Layer.DECISION else asked
    return {
        f"{of.number}.{place}": other
        for place, other in enumerate(before, 1)
        if other is not one and not other.asleep and _in_the_way(of, other, truths[other.id])
    }


def _in_the_way(of: Of, other: Asked, truth: int) -> bool:
    if of.layer is Layer.DECISION:
        return truth != 0
    return (other.effect == Effect.FAIL.value and truth != 0) or (other.effect == "applies" and truth != 2)


def _difference(of: Of, one: Asked, around: Around, stopped: Sequence[Part]) -> str | None:
    _, decided, truths = around
    if one.asleep:
        return f"it is not in force on {of.judgement.as_of}"
    if one.effect == "applies":
        return None
    if stopped:
        return _stopped(one, decided, stopped)
    if one.fired:
        first = decided[0].called if decided else "what was decided"
        return f"it holds too, but {first} comes before it: {_ranks(of)}"
    in_the_way = _blockers(of, one, around).values()
    named = " and ".join(
        f"{other.called} {'holds' if truths[other.id] == 2 else 'cannot be told'}" for other in in_the_way
    )
    return f"it holds, but {_needs(of.layer)}, and {named}"


def _ranks(of: Of) -> str:
    match of.layer:
        case Layer.CRITERION if of.standing.status == Verdict.PASS:
            return "a pass under which every reason to fail is known not to hold needs no rule that settles it"
        case Layer.CRITERION:
            return "a reason to fail outweighs any reason to pass"
        case Layer.CONTROL:
            return "the first of ended, breached, in place and planned counts"
        case _:
            return "the first that holds counts"


def _needs(layer: Layer) -> str:
    if layer is Layer.DECISION:
        return "each rule before it must be known not to hold"
    return "every reason to fail must be known not to hold"


def _stopped(one: Asked, decided: Sequence[Asked], stopped: Sequence[Part]) -> str:
    """`it needs that at least one …; nothing of the kind was given; AC3-found-met, which decided, does not`."""
    first = stopped[0]
    also = len(stopped) - 1
    more = f"; {also} other condition{'' if also == 1 else 's'} stopped it too" if also else ""
    needs = "it needs that" if first["wanted"] else "it must not be so that"
    return f"{needs} {first['text']}; {first['found']}{more}{_against(one, decided)}"


def _against(one: Asked, decided: Sequence[Asked]) -> str:
    """How the rule that decided differs, as far as that is plain."""
    for other in decided:
        if _contrary(one.condition, other.condition):
            return f"; {other.called}, which decided, needs the contrary"
    if decided and not any(set(leaves(one.condition)) & set(leaves(other.condition)) for other in decided):
        return f"; {decided[0].called}, which decided, does not need it"
    return ""


def _contrary(one: Condition, other: Condition) -> bool:
    """Whether one asks that there is none of what the other asks for."""
    wanted = {leaf.selection for leaf in leaves(one) if isinstance(leaf, Some | No)}
    opposite = {type(leaf) for leaf in leaves(one) if isinstance(leaf, Some | No)}
    found = [leaf for leaf in leaves(other) if isinstance(leaf, Some | No) and leaf.selection in wanted]
    return any(type(leaf) not in opposite for leaf in found)


def as_asked(judgement: Judgement, one: Rule | DecisionRule, effect: str, condition: Condition) -> Asked:
    """A rule of the policy."""
    firings = {firing.rule for firing in judgement.inference.firings}
    return Asked(
        id=one.id,
        effect=effect,
        condition=condition,
        at=one.at,
        rule=one,
        settles=isinstance(one, Rule) and one.settles,
        fired=one.id in firings,
        asleep=one.id in judgement.wiring.asleep,
    )


def that_follows(judgement: Judgement, name: str, derives: str, condition: Condition, at: Location) -> Asked:
    """A rule that every policy has, such as the one by which a risk is open; it fired if it derived its status."""
    fired = any(firing.derives == derives for firing in judgement.inference.firings)
    return Asked(id=name, effect=derives.partition("=")[2], condition=condition, at=at, fired=fired)
