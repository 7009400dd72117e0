"""The records of a fact without those that waivers set aside."""

from __future__ import annotations

from collections.abc import Sequence

from gonogo.judge.admitted import Admitted, Group
from gonogo.judge.generate import Asked, generate
from gonogo.judge.tables import Tables
from gonogo.model.condition import Selection, Some
from gonogo.model.evidence import Evidence, Waiver
from gonogo.model.noun import replace
from gonogo.model.policy import Policy


def set_aside(admitted: Admitted, waivers: Sequence[Waiver], evidence: Evidence, policy: Policy) -> Admitted:
    """Leaves out each record that surely matches a waiver's `where`; one that perhaps does stays."""
    for waiver in waivers:
        if waiver.where and waiver.fact == admitted.fact:
            admitted = _without(admitted, waiver, evidence, policy)
    return admitted


def covered(admitted: Admitted, waiver: Waiver, evidence: Evidence, policy: Policy) -> int:
    """How many records match a waiver's `where`, or perhaps do."""
    return sum(1 for truths in _matches(admitted, waiver, evidence, policy) for truth in truths if truth)


def _without(admitted: Admitted, waiver: Waiver, evidence: Evidence, policy: Policy) -> Admitted:
    groups = tuple(
        _kept(group, [index for index, truth in enumerate(truths) if truth != 2])
        for group, truths in zip(admitted.groups, _matches(admitted, waiver, evidence, policy), strict=True)
    )
    return replace(admitted, groups=groups)


def _matches(admitted: Admitted, waiver: Waiver, evidence: Evidence, policy: Policy) -> list[list[int]]:
    """For each group, whether each of its records matches."""
    selection = Selection(fact=admitted.fact, alias=admitted.fact, where=waiver.where, at=waiver.at)
    program = generate(policy, (Asked(Some(selection, waiver.at), 0),))
    tables = Tables([admitted], evidence.sources, lambda sources: program.source_truths(sources, ()), policy.calendar)
    _, _, ((matches,),) = program.observe(tables, ())
    return [[matches(record, sources) for record in records] for records, sources in tables.groups[0]]


def _kept(group: Group, indexes: list[int]) -> Group:
    return replace(
        group,
        records=[group.records[index] for index in indexes],
        origins=[group.origin(index) for index in indexes],
    )
