"""What a committee should know beside a verdict: evidence that counted but falls short, and what nobody could check."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from gonogo.judge.adequacy import shortfalls
from gonogo.judge.because import because
from gonogo.judge.gaps import Asker, gaps
from gonogo.judge.judgement import Judgement
from gonogo.judge.occurrence import key_text
from gonogo.judge.reliance import deciding, relied_on
from gonogo.judge.witness import admitted_of, numbers_of
from gonogo.model.condition import Condition
from gonogo.model.evidence import Source
from gonogo.model.policy import Demand, Effect, Rule
from gonogo.model.words import sentence
from gonogo.model.words_grammar import plural


def caveats(
    judgement: Judgement,
    holder: str,
    rules: Sequence[Rule],
    fired: Sequence[str],
    asker: Asker,
) -> tuple[str, ...]:
    """For a verdict that rests on the rules that fired: each caveat once, the gravest kind first."""
    named = [rule for rule in rules if rule.id in fired]
    decided_by = named or _implied(rules, fired)
    besides = {effect for rule in named for effect in _BESIDES.get(rule.effect, ())}
    false = [rule for rule in rules if rule.effect in besides and judgement.truth(rule.condition, holder) == 0]
    applies = [one.applies_when for one in judgement.policy.criteria if one.id == holder]
    conditions = [one for one in applies if one is not None and judgement.truth(one, holder) == 2]
    conditions += [rule.condition for rule in (*decided_by, *false)]
    settled = any(rule.settles for rule in named) and all(rule.settles for rule in named)
    warned = (Effect.PASS, *_AGAINST) if settled else _AGAINST  # a finding stands in for what was not shown
    rest = [rule for rule in rules if rule not in decided_by and rule.effect in warned]
    found = [
        *_unchecked(judgement, holder, rest, asker),
        *evidence_caveats(judgement, holder, conditions, asker.demand),
    ]
    return tuple(dict.fromkeys(found))


# What a rule's conclusion rests on besides: that no rule with one of these effects holds.
_BESIDES = {
    Effect.PASS: (Effect.FAIL,),
    Effect.IN_PLACE: (Effect.BREACHED,),
    Effect.PLANNED: (Effect.BREACHED,),
}
_AGAINST = (Effect.FAIL, Effect.BREACHED)  # where one of them cannot be told, that is a caveat


def _implied(rules: Sequence[Rule], fired: Sequence[str]) -> list[Rule]:
    """The rules, all of them false, that one such as `AC3.clear` or `AC3.not-met` follows from."""
    if not fired:
        return []
    wanted = (Effect.FAIL,) if fired[0].endswith(".clear") else (Effect.PASS, Effect.IN_PLACE)
    return [rule for rule in rules if rule.effect in wanted]


def evidence_caveats(
    judgement: Judgement, holder: str, conditions: Sequence[Condition], demand: Demand
) -> tuple[str, ...]:
    """On the evidence that decided conditions rest on: where it falls short, its limits, its contradictions."""
    numbers = tuple(number for one in conditions for number in deciding(judgement, one, holder))
    return tuple(dict.fromkeys([*_sources(judgement, numbers, demand), *_contradictions(judgement, numbers)]))


def _unchecked(judgement: Judgement, holder: str, rules: Sequence[Rule], asker: Asker) -> Iterator[str]:
    """Rules that could not be told beside the one that decided: most of all, reasons to fail.

    The policy's own words go first; what they have told of a fact is not told again.
    """
    unknown = [rule for rule in rules if judgement.truth(rule.condition, holder) == 1]
    missing = {rule.id: gaps(judgement, numbers_of(judgement, rule.condition, holder), asker) for rule in unknown}
    told: set[str | None] = set()
    for rule in unknown:
        if rule.unknown_because is not None:
            yield because(judgement, rule.unknown_because, numbers_of(judgement, rule.condition, holder))
            told |= {gap.fact for gap in missing[rule.id]}
    for rule in unknown:
        facts = {gap.fact for gap in missing[rule.id]}
        if rule.unknown_because is not None or (facts and facts <= told):
            continue
        told |= facts
        what = "; ".join(gap.what for gap in missing[rule.id]) or sentence(rule.condition, judgement.policy)
        yield f"{_could_not(rule.effect)} ({rule.id}): {what}"


def _could_not(effect: Effect) -> str:
    if effect in _AGAINST:
        return "a reason against it could not be checked"
    return "not shown otherwise"


def _sources(judgement: Judgement, numbers: tuple[int, ...], demand: Demand) -> Iterator[str]:
    """Sources that fall short of what is asked, alike ones in one sentence; then what each says of its own limits."""
    relied = relied_on(judgement, numbers)
    short: dict[str, dict[str, None]] = {}
    for group in relied.groups:
        found = {source: list(shortfalls(demand, source, judgement.policy, judgement.as_of)) for source in group}
        if all(found.values()):  # one that is good enough does for all that say the same
            for source, names in found.items():
                for name, _ in names:
                    short.setdefault(_falls_short(judgement, name, source, demand), {})[_called(source)] = None
    yield from (f"{how}: {', '.join(called)}" for how, called in short.items())
    if demand.basis or demand.by or demand.received:
        yield from (f"no source is given for {plural(title)}" for title in relied.unsourced)
    for source in relied.sources:
        if source.limits:
            yield f"{_called(source)}: {source.limits}"


def _called(source: Source) -> str:
    return source.title or source.id


def _falls_short(judgement: Judgement, name: str, source: Source, demand: Demand) -> str:
    title = judgement.policy.role_title
    match name:
        case "basis":
            return f"{source.basis} only, where {demand.basis} evidence is asked for"
        case "by":
            asked = " or ".join(title(role) for role in demand.by)
            said = "no one in particular" if source.by is None else title(source.by)
            return f"said by {said}, where it is asked of {asked}"
        case _ if source.received is None:
            return "not said when it was received"
        case _:
            return f"received on {source.received}, later than asked"


def _contradictions(judgement: Judgement, numbers: Sequence[int]) -> Iterator[str]:
    for number in numbers:
        admitted = admitted_of(judgement, number)
        for one in () if admitted is None else admitted.contradictions:
            settled = "" if one.settled_by is None else f"; settled by {one.settled_by}"
            yield f"sources contradict each other on {one.field} of {one.fact} {key_text(one.key)}{settled}"
