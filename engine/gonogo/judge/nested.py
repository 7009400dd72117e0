"""Conditions at any depth as Python expressions: predicates of one record, counts over a table, truths of counts.

A condition nested in `meets` becomes a function of the outer fields that it speaks of, and of nothing else. What it
gives is remembered by those values; where it asks for an equal field, the records come from an index, not a scan.
"""

from __future__ import annotations

import re
from typing import assert_never

from gonogo.judge import settle
from gonogo.judge.emit import Constants, Exact, Quick, Scope, greatest, least, plain
from gonogo.judge.scope import outer_fields
from gonogo.model.condition import (
    Aggregate,
    All,
    AnyOf,
    Condition,
    Count,
    Every,
    FieldOf,
    FieldTest,
    Figure,
    Leaf,
    No,
    Not,
    Op,
    Operand,
    ParameterIs,
    ParameterValue,
    Selection,
    Share,
    Some,
    StatusIs,
)
from gonogo.model.policy import Policy
from gonogo.model.value import Kind

Counting = Some | No | Every | Count | Share | Aggregate
_OF_ONE_DECISION = re.compile(r"\b(?:W|calendar|[cfx]\d+)\b")  # names that stand inside `observe`
NOWHERE = Scope("", "", {})  # no record is at hand, and none encloses


class Nested:
    """Writes functions as they are needed; `demand` says which tables the condition at hand is asked of."""

    def __init__(self, policy: Policy, constants: Constants) -> None:
        self.policy = policy
        self.constants = constants
        self.exact = Exact(constants, self.figure)
        self.demand = 0
        self.slots: list[tuple[str, int]] = []  # (fact, demand)
        self.functions: list[str] = []
        self.free: list[str] = []  # functions that know nothing of the decision at hand, and so are made once
        self._remembered: dict[tuple[Condition | Figure, int], str] = {}
        self._named = 0

    def slot(self, fact: str) -> int:
        """The number of the table of a fact under the demand at hand."""
        wanted = (fact, self.demand)
        if wanted not in self.slots:
            self.slots.append(wanted)
        return self.slots.index(wanted)

    # --- predicates: one record, its sources and the outer fields; 0, 1 or 2 ----------------------

    def predicate(self, name: str, expression: str, arguments: tuple[str, ...]) -> str:
        lines = self.functions if _OF_ONE_DECISION.search(expression) else self.free
        lines += [f"def {name}({', '.join(('r', 'S', *arguments))}):", f"    return {expression}"]
        return name

    def selected(self, selection: Selection, scope: Scope) -> str:
        parts = self.exact.where(selection.where, scope)
        if selection.meets is not None:
            parts.append(self.meets(selection.meets, scope))
        return least(parts)

    def short(self, leaf: Every, scope: Scope) -> str:
        """A record falls short where it matches, and does not satisfy what each must."""
        wanted = self.exact.where(leaf.has, scope)
        if leaf.meets is not None:
            wanted.append(self.meets(leaf.meets, scope))
        return least([self.selected(leaf.selection, scope), f"(2 - {least(wanted)})"])

    def meets(self, condition: Condition, scope: Scope, quick: Quick | None = None) -> str:
        """A condition on other records, as a look-up by the outer fields it speaks of."""
        needs = outer_fields(condition)
        name = self._remembered.get((condition, self.demand))
        if name is None:
            inner = _named_fields(needs)
            name = self._remember(condition, self._condition(condition, inner), inner.arguments)
        return f"{name}[{self._key(needs, scope, quick)}]"

    def figure(self, figure: Figure, scope: Scope) -> str:
        """An aggregate as a value, looked up by the outer fields it depends on."""
        needs = outer_fields(figure.of)
        name = self._remembered.get((figure, self.demand))
        if name is None:
            inner = _named_fields(needs)
            value = self.value(figure.of, self.counts(self._name(), figure.of, inner))
            name = self._remember(figure, value, inner.arguments)
        return f"{name}[{self._key(needs, scope)}]"

    def _remember(self, what: Condition | Figure, expression: str, arguments: tuple[str, ...]) -> str:
        name = self._remembered[what, self.demand] = self._name()
        self.functions += [f"def {name}({', '.join(arguments)}):", f"    return {expression}"]
        self.functions.append(f"{name} = Memo({name}, {len(arguments)})")
        return name

    def _name(self) -> str:
        self._named += 1
        return f"x{self._named}"

    def _key(self, needs: tuple[FieldOf, ...], scope: Scope, quick: Quick | None = None) -> str:
        if not needs:
            return "()"
        return ", ".join(
            self.exact.field(field, scope)
            if quick is None or field.field.startswith("source.")
            else quick.read(field.field, ordered=False)
            for field in needs
        )

    # --- counts ----------------------------------------------------------------------------------

    def counts(self, name: str, leaf: Counting, outer: Scope) -> str:
        """The expression that counts the records of a leaf one by one."""
        selection, arguments = leaf.selection, outer.arguments
        scope = Scope(selection.alias, selection.fact, outer.outer, arguments)
        first = self.predicate(f"p{name}", self.selected(selection, scope), arguments)
        passed = "".join(f", {argument}" for argument in (self._rows(selection, scope), *arguments))
        match leaf:
            case Every():
                second = self.predicate(f"q{name}", self.short(leaf, scope), arguments)
                return f"(*W.tally({second}{passed}), *W.tally({first}{passed}))"
            case Share():
                part = least(self.exact.where(leaf.where, scope))
                return f"W.parts({first}, {self.predicate(f'q{name}', part, arguments)}{passed})"
            case Aggregate():
                value = self.exact.field(FieldOf(scope.alias, leaf.field), scope)
                return f"W.values({first}, {self.predicate(f'v{name}', value, ())}{passed})"
            case _:
                return f"W.tally({first}{passed})"

    def _rows(self, selection: Selection, scope: Scope) -> str:
        """All records, or only those whose field equals (or may equal) an outer value."""
        slot = self.slot(selection.fact)
        for part in selection.where:
            wanted = _equal_to_outer(part, scope) if isinstance(part, FieldTest) else None
            if isinstance(part, FieldTest) and wanted is not None:
                return f"W.equal({slot}, {part.field!r}, {scope.outer[wanted]})"
        return f"W.rows({slot})"

    # --- truths ----------------------------------------------------------------------------------

    def _condition(self, condition: Condition, scope: Scope) -> str:
        match condition:
            case All(parts=parts):
                return least([self._condition(part, scope) for part in parts])
            case AnyOf(parts=parts):
                return greatest([self._condition(part, scope) for part in parts])
            case Not(part=part):
                return f"(2 - {self._condition(part, scope)})"
            case ParameterIs() | StatusIs():
                return self.truth(condition, "", scope)
            case _:
                return self.truth(condition, self.counts(self._name(), condition, scope), scope)

    def truth(self, leaf: Leaf, counts: str, scope: Scope) -> str:
        """The truth of a leaf from the expression of its counts."""
        match leaf:
            case StatusIs():
                return "1"  # known only when the lower layer is closed
            case ParameterIs(name=name, type=value_type, tests=tests):
                return self.exact.tests(self.constants.move(ParameterValue(name)), value_type, tests, scope)
            case Some():
                return f"some(*{counts}, {self._complete(leaf.selection)})"
            case No():
                return f"no(*{counts}, {self._complete(leaf.selection)})"
            case Every(if_none=if_none):
                return f"every({counts}, {self._complete(leaf.selection)}, {settle.IF_NONE[if_none.value]})"
            case _:
                asked = "".join(f"(t_{one.op.value}, ({self._operands(one.against, scope)})), " for one in leaf.tests)
                return f"satisfies({self.value(leaf, counts)}, ({asked}), {_is_whole(leaf)})"

    def value(self, leaf: Count | Share | Aggregate, counts: str) -> str:
        """The figure from the expression of its counts."""
        complete = self._complete(leaf.selection)
        match leaf:
            case Count():
                return f"count(*{counts}, {complete})"
            case Share():
                return f"share({counts}, {complete})"
            case Aggregate(reduce=reduce, field=field):
                kind = self.policy.facts[leaf.selection.fact].fields[field].type
                ends = ", ".join("None" if end is None else self.constants.fix(end) for end in (kind.least, kind.most))
                return f"{reduce.value}({counts}, {complete}, {ends})"
            case _:
                assert_never(leaf)

    def _operands(self, against: tuple[Operand, ...], scope: Scope) -> str:
        return "".join(f"{self.exact.operand(operand, scope)}, " for operand in against)

    def _complete(self, selection: Selection) -> str:
        return f"W.complete[{self.slot(selection.fact)}]"


def _named_fields(needs: tuple[FieldOf, ...]) -> Scope:
    """What a function of outer fields sees: its arguments, and no record."""
    names = {field: f"o{position}" for position, field in enumerate(needs)}
    return Scope("", "", names, tuple(names.values()))


def _equal_to_outer(part: FieldTest, scope: Scope) -> FieldOf | None:
    """The outer field that this one must equal, where an index can tell: values that are equal by themselves."""
    if plain(part.type).kind in (Kind.VERSION, Kind.LIST) or part.field.startswith("source."):
        return None
    match part.tests:
        case (test,) if test.op is Op.EQUALS:
            wanted = test.against[0]
            return wanted if isinstance(wanted, FieldOf) and wanted.alias != scope.alias else None
        case _:
            return None


def _is_whole(leaf: Count | Share | Aggregate) -> bool:
    return isinstance(leaf, Count) or (isinstance(leaf, Aggregate) and leaf.type.kind is Kind.INTEGER)
