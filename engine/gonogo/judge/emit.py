"""Writes tests on values and records as Python expressions: exact ones give 0, 1 or 2, quick ones give a bool.

Only `repr` of numbers, text and booleans, and names from tables made here, ever enter the source: never a word of the
author's. A quick expression is right only where every field it reads is known; `Quick.fields` says which those are.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from gonogo.judge.compare import TRUTHS, is_exact, ranked, versioned
from gonogo.judge.scope import outer_fields_of_operand
from gonogo.model.condition import (
    Comparison,
    Either,
    FieldOf,
    FieldTest,
    Figure,
    Literal,
    Op,
    Operand,
    Shifted,
    Where,
)
from gonogo.model.pattern import compiled
from gonogo.model.policy import Policy
from gonogo.model.records import attribute
from gonogo.model.value import Kind, ValueType
from gonogo.model.value_type import target

ORDERING = {
    Op.AT_LEAST: ">=",
    Op.AT_MOST: "<=",
    Op.MORE_THAN: ">",
    Op.LESS_THAN: "<",
    Op.BEFORE: "<",
    Op.AFTER: ">",
    Op.ON_OR_BEFORE: "<=",
    Op.ON_OR_AFTER: ">=",
}
SOURCE_FIELDS = ("by", "basis", "date", "received", "title")


@dataclass(slots=True)
class Scope:
    """Where an expression stands: the record at hand, and the fields of enclosing records that came in as names."""

    alias: str
    fact: str
    outer: Mapping[FieldOf, str]
    arguments: tuple[str, ...] = ()


@dataclass(slots=True)
class Constants:
    """What the generated source names: objects fixed with the policy, and operands worked out for each decision."""

    policy: Policy
    fixed: dict[str, Any] = field(default_factory=dict)
    moving: list[Operand] = field(default_factory=list)
    source_tests: list[FieldTest] = field(default_factory=list)
    keys: dict[tuple[Kind, tuple[str, ...]], str] = field(default_factory=dict)

    def fix(self, value: Any) -> str:
        """A name for an object, or its own text where that is plain."""
        if type(value) in (int, str, bool):
            return repr(value)
        name = f"K{len(self.fixed)}"
        self.fixed[name] = value
        return name

    def move(self, operand: Operand) -> str:
        """A name for a value that is the same for every record of one decision."""
        if operand not in self.moving:
            self.moving.append(operand)
        return f"c{self.moving.index(operand)}"

    def source_test(self, test: FieldTest) -> int:
        """The number under which each group of records keeps the truth of a test on its sources."""
        if test not in self.source_tests:
            self.source_tests.append(test)
        return self.source_tests.index(test)

    def key(self, value_type: ValueType, op: Op) -> str | None:
        """The name of the function that makes values of this type comparable, if they need one."""
        its = plain(value_type)
        if op is not Op.GIVEN and is_versioned(its):
            return self._keyed((Kind.VERSION, ()), lambda: versioned)
        if its.kind is Kind.RANKED and (op in ORDERING or op is Op.BETWEEN):
            return self._keyed((Kind.RANKED, its.words), lambda: ranked(its.words))
        return None

    def _keyed(self, kind: tuple[Kind, tuple[str, ...]], make: Callable[[], Any]) -> str:
        if kind not in self.keys:
            self.keys[kind] = self.fix(make())
        return self.keys[kind]


class Exact:
    """Expressions that give 0, 1 or 2 whatever is missing."""

    def __init__(self, constants: Constants, figure: Callable[[Figure, Scope], str]) -> None:
        self.constants = constants
        self.figure = figure

    def where(self, where: Where, scope: Scope) -> list[str]:
        """One expression for each part; all must hold."""
        return [self._part(part, scope) for part in where]

    def _part(self, part: FieldTest | Either, scope: Scope) -> str:
        if isinstance(part, Either):
            return greatest([least(self.where(option, scope)) for option in part.options])
        if not part.field.startswith("source."):
            return self.tests(self.field(FieldOf(scope.alias, part.field), scope), part.type, part.tests, scope)
        if all(is_fixed(operand) for test in part.tests for operand in test.against):
            return f"S.truths[{self.constants.source_test(part)}]"
        name = part.field.removeprefix("source.")
        return f"any_of({self.tests('x', part.type, part.tests, scope)} for x in S.{name})"

    def tests(self, value: str, value_type: ValueType, tests: tuple[Comparison, ...], scope: Scope) -> str:
        """Whether a value, given as an expression, passes all tests."""
        return least([self._test(value, value_type, test, scope) for test in tests])

    def _test(self, value: str, value_type: ValueType, test: Comparison, scope: Scope) -> str:
        others = [self.operand(operand, scope) for operand in test.against]
        if test.op is Op.MATCHES and isinstance(test.against[0], Literal):
            others = [self.constants.fix(compiled(str(test.against[0].value)))]
        key = self.constants.key(value_type, test.op)
        if key is not None:
            value, others = f"{key}({value})", [f"{key}({other})" for other in others]
        return f"t_{test.op.value}({', '.join([value, *others])})"

    def operand(self, operand: Operand, scope: Scope) -> str:
        """The value a test compares with."""
        match operand:
            case Literal(value=value):
                return self.constants.fix(value)
            case FieldOf():
                return self.field(operand, scope)
            case Figure():
                return self.figure(operand, scope)
            case Shifted(base=base, amount=amount, unit=unit) if not is_fixed(operand):
                return f"shift({self.operand(base, scope)}, {amount!r}, {self.constants.fix(unit)}, calendar)"
            case _:
                return self.constants.move(operand)

    def field(self, field: FieldOf, scope: Scope) -> str:
        """A field of the record at hand or of an enclosing one: its value, UNSET or None."""
        if field.alias != scope.alias:
            return scope.outer[field]
        if field.field.startswith("source."):
            return f"single(S.{field.field.removeprefix('source.')})"
        declared = self.constants.policy.facts[scope.fact].fields[field.field]
        name = f"r.{attribute(field.field)}"
        return name if declared.optional else f"(UNSET if {name} is None else {name})"


class Quick:
    """Expressions that give a bool, for records whose fields are all known. None: there is no quick way."""

    def __init__(self, constants: Constants, scope: Scope, same: Callable[[Operand], str]) -> None:
        self.constants = constants
        self.scope = scope
        self.same = same  # names a figure that is the same for every record
        self.fields: dict[str, bool] = {}  # field -> whether none stops the quick way too
        self.moving: set[str] = set()
        self.sources: set[int] = set()

    def where(self, where: Where) -> str | None:
        parts = [self._part(part) for part in where]
        return None if None in parts else " and ".join(str(part) for part in parts) or "True"

    def _part(self, part: FieldTest | Either) -> str | None:
        if isinstance(part, Either):
            options = [self.where(option) for option in part.options]
            return None if None in options else "(" + " or ".join(f"({option})" for option in options) + ")"
        if part.field.startswith("source."):
            return self._source(part)
        tests = [self._test(part, test) for test in part.tests]
        return None if None in tests else " and ".join(str(test) for test in tests)

    def _source(self, part: FieldTest) -> str | None:
        if not all(is_fixed(operand) for test in part.tests for operand in test.against):
            return None
        number = self.constants.source_test(part)
        self.sources.add(number)
        return f"s{number} == 2"

    def _test(self, part: FieldTest, test: Comparison) -> str | None:
        its = plain(part.type)
        if its.kind in (Kind.VERSION, Kind.LIST):
            return None
        value = self.read(part.field, ordered=test.op in ORDERING or test.op is Op.BETWEEN)
        others = [self._operand(operand) for operand in test.against]
        if None in others:
            return None
        if its.kind is Kind.RANKED and (test.op in ORDERING or test.op is Op.BETWEEN):
            return self._rank(its.words, test, value)
        return self._quick(test.op, value, [str(other) for other in others], test)

    def _rank(self, words: tuple[str, ...], test: Comparison, value: str) -> str | None:
        if not all(_is_known(operand) for operand in test.against):
            return None
        key = ranked(words)
        bounds = [key(operand.value) for operand in test.against if isinstance(operand, Literal)]
        wanted = [word for word in words if TRUTHS[test.op](key(word), *bounds) == 2]
        return f"{value} in {self.constants.fix(frozenset(wanted))}"

    def _quick(self, op: Op, value: str, others: list[str], test: Comparison) -> str | None:
        if op in ORDERING:
            return f"{value} {ORDERING[op]} {others[0]}"
        match op:
            case Op.EQUALS if others[0] in ("True", "False"):
                return f"{value} is {others[0]}"
            case Op.EQUALS:
                return f"{value} == {others[0]}"
            case Op.NOT:
                return f"{value} != {others[0]}"
            case Op.BETWEEN:
                return f"{others[0]} <= {value} <= {others[1]}"
            case Op.ONE_OF | Op.NONE_OF:
                if not all(_is_known(operand) for operand in test.against):
                    return None
                values = frozenset(operand.value for operand in test.against if isinstance(operand, Literal))
                return f"{value} {'in' if op is Op.ONE_OF else 'not in'} {self.constants.fix(values)}"
            case Op.GIVEN:
                return f"{value} is not None" if others[0] == "True" else f"{value} is None"
            case _:
                return None

    def _operand(self, operand: Operand) -> str | None:
        match operand:
            case Literal(value=value) if is_exact(value):
                return self.constants.fix(value)
            case FieldOf(alias=alias, field=name) if alias == self.scope.alias and not name.startswith("source."):
                return self.read(name, ordered=True)
            case _ if is_fixed(operand):
                return self._moving(self.constants.move(operand))
            case _ if not outer_fields_of_operand(operand):
                return self._moving(self.same(operand))
            case _:
                return None

    def _moving(self, name: str) -> str:
        self.moving.add(name)
        return name

    def read(self, field: str, *, ordered: bool) -> str:
        """A local name for the field; with `ordered`, none sends the record the exact way as well."""
        self.fields[field] = self.fields.get(field, False) or ordered
        return f"v_{field}"


def _is_known(operand: Operand) -> bool:
    """Whether the policy states the value: explanations put in what a record lacks, too."""
    return isinstance(operand, Literal) and is_exact(operand.value)


def is_fixed(operand: Operand) -> bool:
    """Whether the value is known before any record is looked at."""
    match operand:
        case FieldOf() | Figure():
            return False
        case Shifted(base=base):
            return is_fixed(base)
        case _:
            return True


def plain(value_type: ValueType) -> ValueType:
    """What values are compared as: a ref as the key it refers to."""
    return target(value_type) if value_type.kind is Kind.REF else value_type


def is_versioned(value_type: ValueType) -> bool:
    """Whether values are versions, or lists of them."""
    item = value_type.item if value_type.kind is Kind.LIST else None
    return value_type.kind is Kind.VERSION or (item is not None and plain(item).kind is Kind.VERSION)


def least(truths: list[str]) -> str:
    """All of them."""
    return truths[0] if len(truths) == 1 else f"min({', '.join(truths)})" if truths else "2"


def greatest(truths: list[str]) -> str:
    """Any of them."""
    return truths[0] if len(truths) == 1 else f"max({', '.join(truths)})" if truths else "0"
