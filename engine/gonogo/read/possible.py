"""Whether tests on one value can hold at all, and whether they can fail, by nothing but the type of the value.

Tried on enough candidates: every word of a closed type; for ordered types each value that a test names, what lies just
beside it, and the ends of the type; for text each value named, and one that is not named.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from gonogo.model.condition import Comparison, FieldTest, Literal, Op, Where
from gonogo.model.diagnostic import Code, Severity
from gonogo.model.pattern import compiled
from gonogo.model.value import Kind, ValueType, version_key
from gonogo.read.complaint import wrong
from gonogo.read.names import Names, declared
from gonogo.read.operand_file import Subject
from gonogo.read.tree import Node

ORDERED = (Kind.INTEGER, Kind.DECIMAL, Kind.DATE, Kind.INSTANT, Kind.VERSION)
SOMETHING_ELSE = object()  # a text that no test names
NONE = object()  # an optional field that is given as empty


def check_possible(node: Node, subject: Subject, tests: tuple[Comparison, ...], names: Names) -> None:
    """Complains where the tests can never all hold, and advises where they always do."""
    can_hold, can_fail = outcomes(subject.type, tests, optional=subject.optional)
    see = () if subject.at is None else declared(subject.name, subject.at, names)
    if not can_hold:
        alone = all(outcomes(subject.type, (test,), optional=subject.optional)[0] for test in tests)
        reason = "no value passes all of these tests" if alone else _kind(subject, tests)
        says = f"this can never hold: {reason}"
        names.refuse(wrong(Code.NEVER_HOLDS, node, says, "a test that some value passes", see=see))
    elif not can_fail and subject.type.kind is not Kind.ROLE:  # a role may be added any day
        says = f"this always holds: {_kind(subject, tests)}"
        expected = "a test that some value does not pass"
        names.refuse(wrong(Code.ALWAYS_HOLDS, node, says, expected, see=see, severity=Severity.WARNING))


def _kind(subject: Subject, tests: tuple[Comparison, ...]) -> str:
    if any(test.op is Op.GIVEN for test in tests) and not subject.optional:
        return f"`{subject.name}` is not optional, so it is never given as empty"
    return f"`{subject.name}` is {subject.type.describe()}"


def check_together(node: Node, where: Where, names: Names) -> None:
    """The same for tests on one field that come from different places: a definition, and where it is used."""
    tests = [part for part in where if isinstance(part, FieldTest)]
    for name in {test.field for test in tests}:
        mine = [test for test in tests if test.field == name]
        together = tuple(comparison for test in mine for comparison in test.tests)
        if len(mine) > 1 and not outcomes(mine[0].type, together, optional=mine[0].optional)[0]:
            says = f"this can never hold: the definition and the condition ask different things of `{name}`"
            see = tuple((f"`{name}` is also tested here", test.at) for test in mine[:-1])
            names.refuse(wrong(Code.NEVER_HOLDS, node, says, "tests that one record can pass", see=see))


def outcomes(value_type: ValueType, tests: Iterable[Comparison], *, optional: bool) -> tuple[bool, bool]:
    """Whether there may be a value that passes all tests, and whether there may be one that does not."""
    if value_type.kind is Kind.REF and value_type.item is not None:
        value_type = value_type.item
    all_tests = tuple(tests)
    if value_type.kind is Kind.LIST:
        return True, True
    tried = list(candidates(value_type, all_tests))
    if optional:
        tried.append(NONE)
    answers = [[passes(candidate, test, value_type) for test in all_tests] for candidate in tried]
    can_hold = any(all(answer is not False for answer in row) for row in answers)
    can_fail = any(any(answer is not True for answer in row) for row in answers)
    return can_hold, can_fail or any(test.op is Op.GIVEN for test in all_tests)


def order_of(value: Any, value_type: ValueType) -> Any:
    """What values of one type are ordered by."""
    if value_type.kind is Kind.REF and value_type.item is not None:
        value_type = value_type.item
    match value_type.kind:
        case Kind.RANKED:
            return value_type.words.index(value) if value in value_type.words else -1
        case Kind.VERSION:
            return version_key(str(value))
        case Kind.DATE if isinstance(value, date) and not isinstance(value, datetime):
            return value.toordinal()
        case _:
            return value


def candidates(value_type: ValueType, tests: tuple[Comparison, ...]) -> Iterable[Any]:
    """Values as `order_of` gives them; for ordered types with which side of it, 0 being the value itself."""
    if value_type.kind is Kind.BOOLEAN:
        return [True, False]
    if value_type.words:
        return [order_of(word, value_type) for word in value_type.words]
    literals = [one for test in tests if test.op is not Op.GIVEN for one in test.against]
    named = [order_of(one.value, value_type) for one in literals if isinstance(one, Literal)]
    if value_type.kind not in ORDERED:
        return [*named, SOMETHING_ELSE]
    least, most = value_type.least, value_type.most
    anchors = [*named, *(end for end in (least, most) if end is not None)]
    steps = [step for anchor in anchors for step in _beside(anchor, value_type.kind)]
    inside = [step for step in steps if (least is None or step >= (least, 0)) and (most is None or step <= (most, 0))]
    return inside if anchors else [SOMETHING_ELSE]


def _beside(anchor: Any, kind: Kind) -> list[tuple[Any, int]]:
    if kind in (Kind.INTEGER, Kind.DATE):
        return [(anchor - 1, 0), (anchor, 0), (anchor + 1, 0)]
    return [(anchor, -1), (anchor, 0), (anchor, 1)]


def passes(candidate: Any, test: Comparison, value_type: ValueType) -> bool | None:
    """True or False; None where it depends on more than the type."""
    if test.op is Op.GIVEN:
        return all(isinstance(one, Literal) and one.value is (candidate is not NONE) for one in test.against)
    if not all(isinstance(one, Literal) for one in test.against):
        return None
    values = [order_of(one.value, value_type) for one in test.against if isinstance(one, Literal)]
    if candidate is NONE:
        return {Op.EQUALS: False, Op.ONE_OF: False, Op.NOT: True, Op.NONE_OF: True}.get(test.op)
    if value_type.kind in ORDERED and candidate is not SOMETHING_ELSE:
        values = [(value, 0) for value in values]
    match test.op:
        case Op.EQUALS | Op.ONE_OF:
            return candidate in values
        case Op.NOT | Op.NONE_OF:
            return candidate not in values
        case _ if candidate is SOMETHING_ELSE:
            return None
        case _:
            return _in_order(candidate, test.op, values)


def _in_order(candidate: Any, op: Op, values: list[Any]) -> bool | None:
    match op:
        case Op.AT_LEAST | Op.ON_OR_AFTER:
            return bool(candidate >= values[0])
        case Op.AT_MOST | Op.ON_OR_BEFORE:
            return bool(candidate <= values[0])
        case Op.MORE_THAN | Op.AFTER:
            return bool(candidate > values[0])
        case Op.LESS_THAN | Op.BEFORE:
            return bool(candidate < values[0])
        case Op.BETWEEN:
            return bool(values[0] <= candidate <= values[1])
        case Op.CONTAINS:
            return values[0] in candidate
        case Op.STARTS_WITH:
            return bool(candidate.startswith(values[0]))
        case Op.ENDS_WITH:
            return bool(candidate.endswith(values[0]))
        case _:
            return compiled(values[0])(candidate)
