"""Holds compiled conditions against what counts of the evidence on a day.

Most are the policy's. What a waiver asks for stands in the evidence, and is observed beside them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from gonogo.judge.admitted import Admitted
from gonogo.judge.generate import Asked, Program, generate
from gonogo.judge.judgement import Ending, whole_truth
from gonogo.judge.tables import Attribution, Shown, Tables
from gonogo.judge.values import fixed_value
from gonogo.model.condition import Condition, Leaf, StatusIs, leaves
from gonogo.model.evidence import Evidence
from gonogo.model.plain_pack import PlainPack
from gonogo.model.policy import Policy


class Observed(NamedTuple):
    """What each condition came to, in the order in which the program asks them."""

    tables: Tables
    truths: tuple[int, ...]
    counts: tuple[Any, ...]
    predicates: tuple[Any, ...]


def observe(
    program: Program, policy: Policy, admitted: Sequence[Shown], evidence: Evidence | PlainPack, day: date
) -> Observed:
    """Each condition of a program. `admitted` has a table for each of its slots."""
    constants = tuple([fixed_value(operand, policy, day) for operand in program.moving])
    tests = program.source_truths

    def truths(attribution: Attribution) -> tuple[int, ...]:
        return tests(attribution, constants)

    tables = Tables(admitted, evidence.sources, truths, policy.calendar)
    return Observed(tables, *program.observe(tables, constants))


def endings(
    policy: Policy,
    facts: Mapping[str, Admitted],
    evidence: Evidence,
    day: date,
    status_truth: Callable[[StatusIs], int],
) -> dict[tuple[int, int], Ending]:
    """How far each obligation of a waiver has ended, by the numbers of both; where none has an end, nothing is done."""
    conditions = {
        (waiver, number): obligation.ends_when
        for waiver, one in enumerate(evidence.waivers)
        for number, obligation in enumerate(one.obligations)
        if obligation.ends_when is not None
    }
    if not conditions:
        return {}
    asked = tuple(dict.fromkeys(leaf for condition in conditions.values() for leaf in leaves(condition)))
    program = generate(policy, tuple(Asked(leaf, 0) for leaf in asked))
    seen = observe(program, policy, [facts[fact] for fact, _ in program.slots], evidence, day)
    truths: dict[Condition, int] = {
        leaf: status_truth(leaf) if isinstance(leaf, StatusIs) else truth
        for leaf, truth in zip(asked, seen.truths, strict=True)
    }
    counts: dict[Leaf, Any] = dict(zip(asked, seen.counts, strict=True))
    return {
        name: Ending(
            truth := whole_truth(condition, truths.__getitem__),
            truth == 1 and any(perhaps_there(counts[leaf]) for leaf in leaves(condition)),
        )
        for name, condition in conditions.items()
    }


def perhaps_there(counts: Any) -> bool:
    """Whether a record was given that perhaps counts."""
    return bool(counts and counts[1])
