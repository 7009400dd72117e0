"""Tests on one value: which of them a type can take, and what each is compared with."""

from __future__ import annotations

from gonogo.model.condition import Comparison, FieldTest, Literal, Op, Operand
from gonogo.model.diagnostic import Code
from gonogo.model.pattern import PatternError, compiled
from gonogo.model.value import Kind, ValueType
from gonogo.read.complaint import as_written, one_of, wrong
from gonogo.read.names import declared
from gonogo.read.operand_file import Subject, is_reference, read_literal, read_operand
from gonogo.read.possible import check_possible, order_of
from gonogo.read.shaped import many, scalar
from gonogo.read.sight import Sight
from gonogo.read.tree import Mapping, Node, Scalar, Sequence

SAME = (Op.EQUALS, Op.NOT, Op.ONE_OF, Op.NONE_OF)
ORDER = (Op.AT_LEAST, Op.AT_MOST, Op.MORE_THAN, Op.LESS_THAN, Op.BETWEEN)
DAYS = (Op.ON_OR_AFTER, Op.ON_OR_BEFORE, Op.AFTER, Op.BEFORE, Op.BETWEEN)
TEXTS = (Op.CONTAINS, Op.STARTS_WITH, Op.ENDS_WITH, Op.MATCHES)
INSTEAD = {**dict(zip(ORDER, DAYS, strict=True)), **dict(zip(DAYS, ORDER, strict=True))}
BOOLEAN = ValueType(kind=Kind.BOOLEAN)
TEXT = ValueType(kind=Kind.TEXT)


def tests_for(value_type: ValueType) -> tuple[Op, ...]:
    """The tests that a value of this type can take."""
    match value_type.kind:
        case Kind.TEXT:
            return (*SAME, *TEXTS, Op.GIVEN)
        case Kind.INTEGER | Kind.DECIMAL | Kind.RANKED | Kind.VERSION:
            return (*SAME, *ORDER, Op.GIVEN)
        case Kind.DATE | Kind.INSTANT:
            return (*SAME, *DAYS, Op.GIVEN)
        case Kind.LIST:
            return (Op.EQUALS, Op.NOT, Op.CONTAINS, Op.GIVEN)
        case Kind.REF if value_type.item is not None:
            return tests_for(value_type.item)
        case _:
            return (*SAME, Op.GIVEN)


def read_tests(node: Node, subject: Subject, sight: Sight) -> tuple[Comparison, ...] | None:
    """`2`, `[a, b]` or `{at_most: 2, …}`: tests that the type can take; None after a complaint."""
    if isinstance(node, Mapping):
        read = [_test(key, value, subject, sight) for key, value in node.items()]
    elif isinstance(node, Sequence):
        read = [_one_of(node, subject, sight)]
    else:
        read = [_compared(Op.EQUALS, node, node, subject, sight)]
    tests = tuple(test for test in read if test is not None)
    if len(tests) < len(read):
        return None
    check_possible(node, subject, tests, sight.names)
    return tests


def read_field_test(node: Node, subject: Subject, sight: Sight) -> FieldTest | None:
    tests = read_tests(node, subject, sight)
    if tests is None:
        return None
    return FieldTest(subject.name, subject.type, subject.optional, tests, node.at)


def _one_of(node: Sequence, subject: Subject, sight: Sight) -> Comparison | None:
    if subject.type.kind is not Kind.LIST:
        return _compared(Op.ONE_OF, node, node, subject, sight)
    says = f"`{subject.name}` is itself a list, so that this list could mean two things"
    remedy = "write `contains: VALUE` for a value that must be in it"
    sight.names.refuse(wrong(Code.TEST_DOES_NOT_FIT, node, says, "a test by name", remedy=remedy))
    return None


def _test(key: Scalar, value: Node, subject: Subject, sight: Sight) -> Comparison | None:
    op = Op(str(key))
    if op in tests_for(subject.type):
        return _compared(op, key, value, subject, sight)
    instead = INSTEAD.get(op)
    suits = instead if instead in tests_for(subject.type) else None
    complaint = wrong(
        Code.TEST_DOES_NOT_FIT,
        key,
        f"`{key}` does not suit `{subject.name}`, which is {subject.type.describe()}",
        one_of(tests_for(subject.type)),
        did_you_mean=None if suits is None else suits.value,
        see=() if subject.at is None else declared(subject.name, subject.at, sight.names),
    )
    sight.names.refuse(complaint)
    return None


def _compared(op: Op, key: Node, value: Node, subject: Subject, sight: Sight) -> Comparison | None:
    match op:
        case Op.GIVEN:
            operands = _literals(value, Subject("given", BOOLEAN), sight)
        case Op.MATCHES:
            operands = _pattern(value, subject, sight)
        case Op.ONE_OF | Op.NONE_OF | Op.BETWEEN:
            operands = _several(op, value, subject, sight)
        case Op.CONTAINS | Op.STARTS_WITH | Op.ENDS_WITH:
            item = subject.type.item if subject.type.kind is Kind.LIST else TEXT
            operands = _single(value, Subject(subject.name, item or TEXT, at=subject.at), sight)
        case _:
            operands = _single(value, subject, sight)
    return None if operands is None else Comparison(op, operands, key.at)


def _single(node: Node, subject: Subject, sight: Sight) -> tuple[Operand, ...] | None:
    operand = read_operand(node, subject, sight)
    return None if operand is None else (operand,)


def _literals(node: Node, subject: Subject, sight: Sight) -> tuple[Operand, ...] | None:
    value = read_literal(scalar(node), subject, sight.names)
    return None if value is None else (Literal(value),)


def _several(op: Op, node: Node, subject: Subject, sight: Sight) -> tuple[Operand, ...] | None:
    written = many(node)
    read = [read_operand(item, subject, sight) for item in written]
    operands = tuple(operand for operand in read if operand is not None)
    if len(operands) < len(read):
        return None
    if op is Op.BETWEEN and _backwards(operands, subject.type):
        says = f"nothing lies between {as_written(written[0])} and {as_written(written[1])}"
        expected = "two values, the lower first"
        sight.names.refuse(wrong(Code.BACKWARDS, node, says, expected, found="the higher one first"))
        return None
    return operands


def _backwards(ends: tuple[Operand, ...], value_type: ValueType) -> bool:
    values = [order_of(end.value, value_type) for end in ends if isinstance(end, Literal)]
    return len(values) == 2 and bool(values[0] > values[1])


def _pattern(node: Node, subject: Subject, sight: Sight) -> tuple[Operand, ...] | None:
    if is_reference(scalar(node)):
        says = "a pattern is written where it is used, and is no value of a parameter or of a record"
        remedy = "write the pattern itself; one that begins with `$` is written with two"
        sight.names.refuse(wrong(Code.BAD_PATTERN, node, says, "a pattern in the syntax of RE2", remedy=remedy))
        return None
    value = read_literal(scalar(node), Subject(subject.name, TEXT), sight.names)
    if value is None:
        return None
    try:
        compiled(str(value))
    except PatternError as refused:
        says = f"the pattern cannot be used: {refused}"
        sight.names.refuse(wrong(Code.BAD_PATTERN, node, says, "a pattern in the syntax of RE2"))
        return None
    return (Literal(value),)
