"""Advice on a policy that is well formed: what is never used, never reached, or would pass on nothing."""

from __future__ import annotations

from collections.abc import Iterator

from gonogo.model.condition import Condition, StatusIs
from gonogo.model.decision import Verdict
from gonogo.model.diagnostic import Code, Diagnostic, Severity
from gonogo.model.location import Location
from gonogo.model.policy import Effect, Gate, Outcome, Policy
from gonogo.read.names import BUILT_IN, Names


def advise(policy: Policy, names: Names) -> None:
    """Adds warnings; none of them makes the policy unusable."""
    for advice in (*_unused(policy, names), *_passes_on_nothing(policy), *_never_reached(policy)):
        names.refuse(advice)


def _advice(code: Code, at: Location, says: str, expected: str, found: str) -> Diagnostic:
    return Diagnostic(code=code, at=at, says=says, expected=expected, found=found, severity=Severity.WARNING)


def _unused(policy: Policy, names: Names) -> Iterator[Diagnostic]:
    facts = {name: fact.at for name, fact in policy.facts.items() if name not in (*BUILT_IN, *policy.tables)}
    kinds: dict[str, dict[str, Location]] = {
        "role": {name: role.at for name, role in policy.roles.items()},
        "parameter": {name: parameter.at for name, parameter in policy.parameters.items()},
        "table": {name: table.fact.at for name, table in policy.tables.items()},
        "fact": facts,
        "definition": {name: definition.at for name, definition in policy.definitions.items()},
    }
    for kind, declared in kinds.items():
        for name, at in declared.items():
            if name not in names.used:
                says = f"the {kind} `{name}` is never used"
                yield _advice(Code.NEVER_USED, at, says, f"a use of it, or no such {kind}", "none")


def _passes_on_nothing(policy: Policy) -> Iterator[Diagnostic]:
    for criterion in policy.criteria:
        if all(rule.effect is Effect.FAIL for rule in criterion.rules):
            says = f"`{criterion.id}` passes as soon as nothing is found against it"
            expected = "a rule with `pass_when` too, unless that is meant"
            yield _advice(Code.PASSES_ON_NOTHING, criterion.at, says, expected, "rules with `fail_when` alone")


def _never_reached(policy: Policy) -> Iterator[Diagnostic]:
    for gate in policy.gates:
        yield from _after_the_last_word(gate)


def _after_the_last_word(gate: Gate) -> Iterator[Diagnostic]:
    asked: list[Condition] = []
    for number, rule in enumerate(gate.rules):
        if rule.when in asked:
            says = f"`{rule.id}` is never reached, as a rule before it asks the same"
            expected = "another condition, or another order"
            yield _advice(Code.NEVER_REACHED, rule.at, says, expected, "the same condition")
        waits = next((one for one in gate.rules[:number] if _is_open_where(rule.when, one.when)), None)
        if waits is not None:
            says = f"`{rule.id}` is never reached: where it would hold, it cannot be told whether `{waits.id}` does"
            expected = f"it before `{waits.id}`, or the two as one rule"
            yield _advice(Code.NEVER_REACHED, rule.at, says, expected, f"it after `{waits.id}`")
        asked.append(rule.when)


UNTOLD = {Verdict.UNKNOWN.value, Outcome.UNDECIDED.value}


def _is_open_where(later: Condition, earlier: Condition) -> bool:
    """Whether an earlier condition is unknown, or holds, wherever a later one asks for what is unknown."""
    if not (isinstance(later, StatusIs) and isinstance(earlier, StatusIs)) or later.layer is not earlier.layer:
        return False
    asks_for_unknown = UNTOLD.issuperset(later.statuses) and UNTOLD.isdisjoint(earlier.statuses)
    one = earlier.ids == later.ids and len(later.ids) == 1
    return asks_for_unknown and (one or (not earlier.every and set(earlier.ids) >= set(later.ids)))
