"""Which fields of a record somebody could truly change, and what that costs; who would have to say what.

What tells a record from others stays: its key, who said it, what it refers to, what kind of thing it is. What is done
or found out can change: whether it is so, how it stands, a figure, a date; and last of all how grave it is held to be.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from gonogo.judge.change_kinds import GRADED, KNOWN, MEASURED, TURNED, By
from gonogo.judge.subjects import conditions_of
from gonogo.model.condition import (
    Condition,
    Either,
    Every,
    FieldTest,
    Literal,
    No,
    Op,
    ParameterIs,
    Some,
    StatusIs,
    Where,
    leaves,
)
from gonogo.model.evidence import BASES
from gonogo.model.policy import Demand, FactType, Field, Policy
from gonogo.model.records import UNSET
from gonogo.model.value import Kind

STATES = ("status", "state", "result", "outcome", "verdict", "says", "answer", "progress")
CLASSES = ("kind", "type", "category", "class", "subject", "about", "topic", "name", "what", "point", "document")
STEPS = 10  # a whole number with no more steps between its limits is a grade, such as a severity


class Fields:
    """The fields of a policy's facts: asked once for a policy."""

    def __init__(self, policy: Policy) -> None:
        self._fixed = policy.tables
        self._named: dict[tuple[str, str], set[Any]] = {}
        for _, _, condition in conditions_of(policy):
            self._note(condition)

    def _note(self, condition: Condition) -> None:
        """The words that the policy asks to exist, by field: several of one field tell kinds of record apart."""
        for leaf in leaves(condition):
            if isinstance(leaf, ParameterIs | StatusIs):
                continue
            if isinstance(leaf, Some | No):
                for part in tests_of(leaf.selection.where):
                    for test in part.tests:
                        if test.op in (Op.EQUALS, Op.ONE_OF):
                            values = {one.value for one in test.against if isinstance(one, Literal)}
                            self._named.setdefault((leaf.selection.fact, part.field), set()).update(values)
            for nested in (leaf.selection.meets, leaf.meets if isinstance(leaf, Every) else None):
                if nested is not None:
                    self._note(nested)

    def cost(self, fact: FactType, field: Field, current: Any, *, names: bool) -> int | None:
        """What it costs to change a field, or None where that is not done.

        `names`: the value says which records are spoken of, such as those for one day. Of such a day there is then
        a new record, and none is dated anew.
        """
        if field.id in fact.key or fact.id in self._fixed:
            return None
        if is_unknown(current, field):
            return KNOWN
        if current is None:
            return TURNED
        match field.type.kind:
            case Kind.BOOLEAN:
                return TURNED
            case Kind.ONE_OF:
                return None if self._tells_kinds_apart(fact.id, field.id) else TURNED
            case Kind.RANKED:
                return GRADED
            case Kind.INTEGER if _is_grade(field):
                return GRADED
            case Kind.INTEGER | Kind.DECIMAL:
                return MEASURED
            case Kind.DATE | Kind.INSTANT | Kind.VERSION:
                return None if names else MEASURED
            case _:
                return None

    def _tells_kinds_apart(self, fact: str, field: str) -> bool:
        last = field.rpartition("_")[2]
        if last in STATES:
            return False
        return last in CLASSES or len(self._named.get((fact, field), ())) > 1


def _is_grade(field: Field) -> bool:
    least, most = field.type.least, field.type.most
    return least is not None and most is not None and most - least <= STEPS


def is_unknown(value: Any, field: Field) -> bool:
    return value is UNSET or (value is None and not field.optional)


def tests_of(where: Where) -> Iterator[FieldTest]:
    """All tests on fields, those of alternatives too."""
    for part in where:
        if isinstance(part, Either):
            for option in part.options:
                yield from tests_of(option)
        else:
            yield part


def whose_word(fact: FactType, demand: Demand, told: Mapping[str, Any], wanted: Mapping[str, Any]) -> By:
    """Who would have to say it, and on what basis. `wanted`: what is asked of `source.by` and `source.basis`."""
    role = wanted.get("by")
    said_by = told.get("by") if "by" in fact.fields and fact.fields["by"].type.kind is Kind.ROLE else None
    if role is None and said_by is not None and (not demand.by or said_by in demand.by):
        role = said_by
    if role is None:
        able = [one for one in fact.owed_by if one in demand.by] or [*demand.by, *fact.owed_by]
        role = able[0] if able else None
    basis = max((one for one in (demand.basis, wanted.get("basis")) if one), key=BASES.index, default=BASES[0])
    return By(role, basis)
