"""What a committee should know beside a verdict: evidence that counted but falls short, and what nobody could check."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from gonogo.judge.adequacy import shortfalls
from gonogo.judge.because import because
from gonogo.judge.gaps import Asker, gaps
from gonogo.judge.judgement import Judgement
from gonogo.judge.witness import admitted_of, numbers_of, sources_of
from gonogo.model.evidence import Source
from gonogo.model.policy import Demand, Effect, Rule
from gonogo.model.words import sentence


def caveats(
    judgement: Judgement, holder: str, rules: Sequence[Rule], fired: Sequence[str], asker: Asker
) -> tuple[str, ...]:
    """For a verdict that rests on the rules that fired: each caveat once, the gravest kind first."""
    decided_by = [rule for rule in rules if rule.id in fired]
    if not decided_by and fired:
        decided_by = list(rules)  # an implied rule, such as `AC3.clear`, rests on all of them
    numbers = tuple(number for rule in decided_by for number in numbers_of(judgement, rule.condition, holder))
    found = [
        *_unchecked(judgement, holder, [rule for rule in rules if rule not in decided_by], asker),
        *_sources(judgement, numbers, asker.demand),
        *_contradictions(judgement, numbers),
    ]
    return tuple(dict.fromkeys(found))


def _unchecked(judgement: Judgement, holder: str, rules: Sequence[Rule], asker: Asker) -> Iterator[str]:
    """Rules that could not be told beside the one that decided: most of all, reasons to fail.

    The policy's own words go first; what they have told of a fact is not told again.
    """
    unknown = [rule for rule in rules if judgement.truth(rule.condition, holder) == 1]
    missing = {rule.id: gaps(judgement, numbers_of(judgement, rule.condition, holder), asker) for rule in unknown}
    told: set[str | None] = set()
    for rule in unknown:
        if rule.unknown_because is not None:
            yield because(judgement, rule.unknown_because, ())
            told |= {gap.fact for gap in missing[rule.id]}
    for rule in unknown:
        facts = {gap.fact for gap in missing[rule.id]}
        if rule.unknown_because is not None or (facts and facts <= told):
            continue
        told |= facts
        what = "; ".join(gap.what for gap in missing[rule.id]) or sentence(rule.condition, judgement.policy)
        yield f"{_could_not(rule.effect)} ({rule.id}): {what}"


def _could_not(effect: Effect) -> str:
    if effect in (Effect.FAIL, Effect.BREACHED):
        return "a reason against it could not be checked"
    return "not shown otherwise"


def _sources(judgement: Judgement, numbers: Sequence[int], demand: Demand) -> Iterator[str]:
    """Sources that fall short of what is asked, alike ones in one sentence; then what each says of its own limits."""
    sources = {source.id: source for number in numbers for source in sources_of(judgement, number)}
    short: dict[str, list[str]] = {}
    for source in sources.values():
        for name, _ in shortfalls(demand, source, judgement.policy, judgement.as_of):
            short.setdefault(_falls_short(judgement, name, source, demand), []).append(_called(source))
    yield from (f"{how}: {', '.join(called)}" for how, called in short.items())
    for source in sources.values():
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
        if admitted is None:
            continue
        for one in admitted.contradictions:
            key = ", ".join(str(value) for value in one.key)
            settled = "" if one.settled_by is None else f"; settled by {one.settled_by}"
            yield f"sources contradict each other on {one.field} of {admitted.fact} {key}{settled}"
