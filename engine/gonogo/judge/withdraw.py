"""Silent passes: takes each piece of evidence away in turn and decides again. Nothing may look better for it.

A verdict that improves when a fact, a field, a source or the word that a list is whole is gone, or that stays a pass
on the strength of a rule of which nothing is left, is a finding on the policy: it takes silence for good news.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from gonogo.judge.decide import Judge
from gonogo.judge.judgement import Judgement
from gonogo.judge.obligations import outcome
from gonogo.judge.subjects import conditions_of
from gonogo.judge.withdrawals import not_whole, without_fact, without_field, without_sources
from gonogo.model.condition import Condition, Every, Layer, ParameterIs, StatusIs, leaves
from gonogo.model.decision import ControlState, RiskState, Verdict
from gonogo.model.diagnostic import Code, Diagnostic, Diagnostics, Severity
from gonogo.model.evidence import Evidence
from gonogo.model.location import Location
from gonogo.model.policy import Criterion, Outcome, Policy

GOOD = {
    Layer.CRITERION: (Verdict.PASS, Verdict.WAIVED),
    Layer.CONTROL: (ControlState.ENDED, ControlState.IN_PLACE, ControlState.PLANNED),
    Layer.RISK: (RiskState.ACCEPTED, RiskState.ACCEPTED_WITH_CONDITIONS, RiskState.CLOSED),
    Layer.DECISION: (Outcome.GO, Outcome.GO_WITH_CONDITIONS),
}
BAD = {
    Layer.CRITERION: (Verdict.FAIL, Verdict.UNKNOWN),
    Layer.CONTROL: (ControlState.BREACHED, ControlState.NOT_IN_PLACE, ControlState.UNKNOWN),
    Layer.RISK: (RiskState.OPEN, RiskState.BREACHED, RiskState.UNKNOWN),
    Layer.DECISION: (Outcome.NO_GO, Outcome.UNDECIDED, Outcome.DEFER),
}
CAN_TELL = {"unknown": "cannot be told", "undecided": "is undecided"}
GENERAL = "ask for what must be shown, and take neither `unknown` nor the lack of bad news for good news"
SETTLED = "a rule with `settles` passes while reasons to fail cannot be told: ask it for that evidence as well"
KEPT = "a breach that cannot be told does not stand in the way: ask for the evidence that there is none as well"


def silent_passes(judge: Judge, evidence: Evidence, diagnostics: Diagnostics) -> int:
    """Adds what was found, each once for a subject; the number of decisions that were made to find it."""
    before = judge.judge(evidence)
    told: set[tuple[str, str]] = set()
    tried = 0
    for gone, left in _withdrawals(judge.policy, evidence):
        tried += 1
        after = judge.judge(left)
        for one in _improved(before, after, gone):
            _tell(one, told, diagnostics)
    for criterion in judge.policy.criteria:
        standing = before.standing(Layer.CRITERION, criterion.id)
        if standing.status == Verdict.PASS:
            tried += 1
            for one in _passes_on_nothing(judge, before, criterion, standing.rules):
                _tell(one, told, diagnostics)
    return tried


def _tell(one: Diagnostic, told: set[tuple[str, str]], diagnostics: Diagnostics) -> None:
    """One finding for a place is enough, however many pieces of evidence would show it."""
    key = (one.code.value, str(one.at))
    if key not in told:
        told.add(key)
        diagnostics.add(one)


def _withdrawals(policy: Policy, evidence: Evidence) -> Iterator[tuple[str, Evidence]]:
    """Each piece that can be taken away, in words, and what is left."""
    for fact in evidence.entries:
        kind = policy.facts[fact]
        yield f"all on `{fact}`", without_fact(evidence, fact)
        if any(entry.complete for entry in evidence.entries[fact]):
            yield f"the word that the list of `{fact}` is complete", not_whole(evidence, fact)
        for field in kind.fields:
            if field not in kind.key:
                yield f"the field `{field}` of `{fact}`", without_field(evidence, policy, fact, field)
    for source in evidence.sources:
        yield f"the source `{source}`", without_sources(evidence, [source])


# --- what improves -------------------------------------------------------------------------------


def _improved(before: Judgement, after: Judgement, gone: str) -> Iterator[Diagnostic]:
    """What looks better, the lowest layer only: what stands above it looks better because of it."""
    policy = before.policy
    found = [
        *(_better(before, after, (Layer.CRITERION, one.id, one.at), gone) for one in policy.criteria),
        *(_better(before, after, (Layer.CONTROL, one.id, one.at), gone) for one in policy.controls),
    ]
    if not any(found):
        found = [_better(before, after, (Layer.RISK, one.id, one.at), gone) for one in policy.risks]
    if not any(found):
        found = [_better(before, after, (Layer.DECISION, one.id, one.at), gone) for one in policy.gates]
    yield from (one for one in found if one is not None)


def _better(before: Judgement, after: Judgement, subject: tuple[Layer, str, Location], gone: str) -> Diagnostic | None:
    layer, name, at = subject
    was, now = _status(before, layer, name), _status(after, layer, name)
    if was not in BAD[layer] or now not in GOOD[layer]:
        return None
    rule = after.standing(layer, name).rule
    return Diagnostic(
        code=Code.DECISION_BETTER_WITHOUT if layer is Layer.DECISION else Code.BETTER_WITHOUT,
        at=_place(after.policy, rule, at),
        says=f"`{name}` {_was(was)} on `{before.evidence.id}`, and comes to {_words(now)} without {gone}",
        expected="that less evidence never makes it better",
        found=f"{_words(now)} by `{rule}`",
        severity=Severity.WARNING,
        remedy=_remedy(after.policy, layer, rule),
    )


def _remedy(policy: Policy, layer: Layer, rule: str | None) -> str:
    settling = {one.id for criterion in policy.criteria for one in criterion.rules if one.settles}
    return SETTLED if rule in settling else KEPT if layer is Layer.CONTROL else GENERAL


def _status(judgement: Judgement, layer: Layer, name: str) -> str:
    if layer is Layer.DECISION:
        return outcome(judgement, next(one for one in judgement.policy.gates if one.id == name))
    return judgement.standing(layer, name).status


def _words(status: str) -> str:
    return status.replace("_", " ")


def _was(status: str) -> str:
    return CAN_TELL.get(status, f"is {_words(status)}")


def _place(policy: Policy, rule: str | None, otherwise: Location) -> Location:
    """Where the rule that decided stands; of one that only follows from others, its subject."""
    places = {one.id: one.at for criterion in policy.criteria for one in criterion.rules}
    places |= {one.id: one.at for control in policy.controls for one in control.rules}
    places |= {one.id: one.at for gate in policy.gates for one in gate.rules}
    return places.get(str(rule), otherwise)


# --- what stays with nothing left -----------------------------------------------------------------


def _passes_on_nothing(
    judge: Judge, before: Judgement, criterion: Criterion, rules: Sequence[str]
) -> Iterator[Diagnostic]:
    """A pass by the same rule when every fact that the rule asks about is gone, also through other criteria."""
    mine = [rule.condition for rule in criterion.rules if rule.id in rules]
    facts = _facts(judge.policy, mine or [rule.condition for rule in criterion.rules])
    if not facts:  # it rests on parameters alone, which the authority sets
        return
    left = before.evidence
    for fact in facts:
        left = without_fact(left, fact)
    after = judge.judge(left).standing(Layer.CRITERION, criterion.id)
    if after.status == Verdict.PASS and after.rule in rules:
        yield Diagnostic(
            code=Code.PASSES_WITHOUT_EVIDENCE,
            at=_place(judge.policy, after.rule, criterion.at),
            says=f"`{criterion.id}` stays a pass by `{after.rule}` without all that the rule asks about",
            expected="that a pass rests on some evidence",
            found=f"a pass without {', '.join(f'`{fact}`' for fact in facts)}",
            severity=Severity.WARNING,
            remedy="ask for what must be shown: `some:`, or `every:` with at least one record",
        )


def _facts(policy: Policy, conditions: Sequence[Condition]) -> tuple[str, ...]:
    """The facts that some conditions ask about, at any depth, and through the subjects whose status they ask."""
    found: dict[str, None] = {}
    asked: set[str] = set()
    waiting = list(conditions)
    while waiting:
        for leaf in leaves(waiting.pop()):
            match leaf:
                case ParameterIs():
                    pass
                case StatusIs(ids=ids):
                    fresh = set(ids) - asked
                    asked |= fresh
                    waiting += [one for (_, name), _, one in conditions_of(policy) if name in fresh]
                case _:
                    if leaf.selection.fact not in policy.tables:
                        found[leaf.selection.fact] = None
                    waiting += [leaf.selection.meets] if leaf.selection.meets is not None else []
                    waiting += [leaf.meets] if isinstance(leaf, Every) and leaf.meets is not None else []
    return tuple(found)
