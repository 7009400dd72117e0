"""Which verdicts a waiver sets aside: one by the authority, not denied, in force on the day, and only what it covers.

A waiver of one rule, or of some records, lifts a failure only where the criterion would otherwise pass: so the
criterion is decided once more with that rule and those records left out. One that names both a rule and records takes
the rule out only where it holds because of those records and no others.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date

from gonogo.judge.admitted import Admitted, LeftOut, Reason
from gonogo.judge.set_aside import covered
from gonogo.model.condition import Condition
from gonogo.model.decision import Verdict
from gonogo.model.evidence import Evidence, Waiver
from gonogo.model.policy import Criterion, Effect, Policy

VerdictWithout = Callable[[str, Sequence[Waiver]], str]
TruthWithout = Callable[[Condition, Sequence[Waiver]], int]  # of a condition, with the records of waivers left out


def without_effect(
    evidence: Evidence, policy: Policy, facts: Mapping[str, Admitted], day: date
) -> tuple[str | None, ...]:
    """For each waiver, why it counts for nothing on a day; None: it is in force. `facts`: what counts of each."""
    left_out = {
        one.origin.entry.place(one.origin.index): f"it does not count: {_told(one)}" for one in facts["waiver"].left_out
    }
    return tuple(
        _why_not(waiver, policy, day) or left_out.get(waiver.at) or _too_many(waiver, evidence, policy, facts)
        for waiver in evidence.waivers
    )


def _too_many(waiver: Waiver, evidence: Evidence, policy: Policy, facts: Mapping[str, Admitted]) -> str | None:
    """Where there are more records than it covers, nobody knows which of them it was meant for."""
    if waiver.most is None or waiver.fact is None:
        return None
    number = covered(facts[waiver.fact], waiver, evidence, policy)
    return f"it covers at most {waiver.most}, and there are {number}" if number > waiver.most else None


def _why_not(waiver: Waiver, policy: Policy, day: date) -> str | None:
    authority = policy.role_title(policy.authority or "the authority")
    reasons = (
        (waiver.denied, "it was denied"),
        (waiver.by is None, "it does not say by whom"),
        (waiver.by != policy.authority, f"only {authority} can waive"),
        (waiver.date is None, "it does not say when it was given"),
        (waiver.date is not None and waiver.date > day, f"it was given later, on {waiver.date}"),
        (waiver.starts is not None and waiver.starts > day, f"it begins on {waiver.starts}"),
        (waiver.until is None, "it does not say until when it holds"),
        (waiver.until is not None and waiver.until < day, f"it ended on {waiver.until}"),
    )
    return next((reason for holds, reason in reasons if holds), None)


def _told(one: LeftOut) -> str:
    """Each waiver is a record too, which stands at the same place."""
    replaced = one.reason in (Reason.CORRECTED, Reason.SUPERSEDED)
    return f"{one.reason.value} {one.detail}" if replaced else one.detail or one.reason.value


def lifted(
    evidence: Evidence, policy: Policy, facts: Mapping[str, Admitted], day: date, verdict_without: VerdictWithout
) -> dict[str, tuple[frozenset[str], tuple[str, ...]]]:
    """For each criterion: the verdicts that waivers in force set aside, and the waivers' ids."""
    by_criterion: dict[str, list[Waiver]] = {}
    reasons = without_effect(evidence, policy, facts, day)
    for waiver, reason in zip(evidence.waivers, reasons, strict=True):
        if reason is None:
            by_criterion.setdefault(waiver.criterion, []).append(waiver)
    return {
        name: (frozenset(_covered(name, mine, verdict_without)), tuple(waiver.id for waiver in mine))
        for name, mine in by_criterion.items()
    }


def _covered(criterion: str, waivers: list[Waiver], verdict_without: VerdictWithout) -> Iterator[str]:
    partial = [waiver for waiver in waivers if waiver.rule is not None or waiver.where]
    yield from (verdict for waiver in waivers if waiver not in partial for verdict in waiver.covers)
    if partial and verdict_without(criterion, partial) in (Verdict.PASS, Verdict.NOT_APPLICABLE):
        yield from (verdict for waiver in partial for verdict in waiver.covers)


def waived_rules(criterion: Criterion, waivers: Sequence[Waiver], truth_without: TruthWithout) -> frozenset[str]:
    """The rules that partial waivers take out: those waived whole, and those that do not hold without some records."""
    whole = {waiver.rule for waiver in waivers if waiver.rule is not None and not waiver.where}
    everywhere = [waiver for waiver in waivers if waiver.rule is None]
    found = set()
    for rule in criterion.rules:
        mine = [waiver for waiver in waivers if waiver.rule == rule.id and waiver.where]
        if rule.id in whole or (mine and truth_without(rule.condition, [*everywhere, *mine]) == 0):
            found.add(rule.id)
    return frozenset(found)


def nothing_left(criterion: Criterion, asleep: frozenset[str], waived: frozenset[str]) -> bool:
    """Whether every reason to fail is waived and none to pass is asked for: then nothing stands against a pass."""
    awake = {rule.id for rule in criterion.rules if rule.id not in asleep}
    return bool(awake) and awake <= waived and all(rule.effect is Effect.FAIL for rule in criterion.rules)
