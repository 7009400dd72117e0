"""Which verdicts a waiver sets aside: one by the authority, not denied, in force on the day, and only what it covers.

A waiver of one rule, or of some records, lifts a failure only where the criterion would otherwise pass: so the
criterion is decided once more with that rule and those records left out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date

from gonogo.model.decision import Verdict
from gonogo.model.evidence import Waiver
from gonogo.model.policy import Policy

VerdictWithout = Callable[[str, Sequence[Waiver]], str]


def without_effect(waiver: Waiver, policy: Policy, day: date) -> str | None:
    """Why a waiver counts for nothing on a day; None: it is in force."""
    authority = policy.role_title(policy.authority or "the authority")
    reasons = (
        (waiver.denied, "it was denied"),
        (waiver.by is None, "it does not say by whom"),
        (waiver.by != policy.authority, f"only {authority} can waive"),
        (waiver.date is None, "it does not say when it was given"),
        (waiver.date is not None and waiver.date > day, f"it was given later, on {waiver.date}"),
        (waiver.until is None, "it does not say until when it holds"),
        (waiver.until is not None and waiver.until < day, f"it ended on {waiver.until}"),
    )
    return next((reason for holds, reason in reasons if holds), None)


def lifted(
    waivers: Sequence[Waiver], policy: Policy, day: date, verdict_without: VerdictWithout
) -> dict[str, tuple[frozenset[str], tuple[str, ...]]]:
    """For each criterion: the verdicts that waivers in force set aside, and the waivers' ids."""
    by_criterion: dict[str, list[Waiver]] = {}
    for waiver in waivers:
        if without_effect(waiver, policy, day) is None:
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
