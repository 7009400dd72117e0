"""Advice on a policy that is well formed: what is never used, never reached, or would pass on nothing."""

from __future__ import annotations

from collections.abc import Iterator

from gonogo.model.condition import Condition
from gonogo.model.diagnostic import Code, Diagnostic, Severity
from gonogo.model.location import Location
from gonogo.model.policy import Effect, Gate, Policy
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
    for rule in gate.rules:
        if rule.when in asked:
            says = f"`{rule.id}` is never reached, as a rule before it asks the same"
            expected = "another condition, or another order"
            yield _advice(Code.NEVER_REACHED, rule.at, says, expected, "the same condition")
        asked.append(rule.when)
