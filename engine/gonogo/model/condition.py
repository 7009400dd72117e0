"""What may be asked of the evidence: the closed set of condition forms, every name resolved and every value typed.

`read.policy_file` makes these from what staff write; `judge` evaluates them; nothing here computes. Two conditions
are equal where they ask the same, wherever they were written.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TypeAlias

from gonogo.model.location import Location
from gonogo.model.noun import Noun, Written
from gonogo.model.value import Value, ValueType


class Op(StrEnum):
    """A test on one value, as the policy spells it."""

    EQUALS = "equals"
    NOT = "not"
    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    MORE_THAN = "more_than"
    LESS_THAN = "less_than"
    BETWEEN = "between"
    ONE_OF = "one_of"
    NONE_OF = "none_of"
    CONTAINS = "contains"
    STARTS_WITH = "starts_with"
    ENDS_WITH = "ends_with"
    MATCHES = "matches"
    BEFORE = "before"
    AFTER = "after"
    ON_OR_BEFORE = "on_or_before"
    ON_OR_AFTER = "on_or_after"
    GIVEN = "given"


class Unit(StrEnum):
    """What a date or instant can be moved by."""

    DAYS = "days"
    WORKING_DAYS = "working days"
    MONTHS = "months"
    HOURS = "hours"


# --- what a value is compared with ---------------------------------------------------------------


class Literal(Noun, frozen=True):
    """A value that the policy states."""

    value: Value


class AsOf(Noun, frozen=True):
    """`$as_of`: the day on which the body decides."""


class ParameterValue(Noun, frozen=True):
    """`$name`: a value that the authority sets; unknown where it has none or is not in force."""

    name: str


class FieldOf(Noun, frozen=True):
    """`$FACT.FIELD`: a field of the record that an enclosing quantifier is looking at."""

    alias: str
    field: str


class Shifted(Noun, frozen=True):
    """A date or instant moved forwards (or back, where `amount` is negative)."""

    base: Operand
    amount: int
    unit: Unit


class Figure(Noun, frozen=True):
    """An aggregate used as a value, such as {count: vote, where: …}."""

    of: Count | Share | Aggregate


Operand: TypeAlias = Literal | AsOf | ParameterValue | FieldOf | Shifted | Figure


# --- what is asked of one record -----------------------------------------------------------------


class Comparison(Written, frozen=True):
    """One test: `at_most: 2`. `against` has one operand, two for `between`, any number for lists."""

    op: Op
    against: tuple[Operand, ...]
    at: Location


class FieldTest(Written, frozen=True):
    """Tests on one field, all of which must hold. `source.by` and its like are fields too."""

    field: str
    type: ValueType
    optional: bool
    tests: tuple[Comparison, ...]
    at: Location


class Either(Written, frozen=True):
    """`either: [{…}, {…}]`: at least one of the alternatives holds."""

    options: tuple[Where, ...]
    at: Location


Where: TypeAlias = tuple[FieldTest | Either, ...]  # all hold; empty: every record


class Selection(Written, frozen=True, kw_only=True):
    """Records of one fact: those that match `where` and, read as `alias`, meet a nested condition.

    Definitions are already expanded: `fact` is a fact of the vocabulary, and `named` keeps the word that was written.
    """

    fact: str
    alias: str
    where: Where = ()
    meets: Condition | None = None
    named: str = ""
    at: Location


# --- conditions ----------------------------------------------------------------------------------


class All(Written, frozen=True):
    """Every part holds."""

    parts: tuple[Condition, ...]
    at: Location


class AnyOf(Written, frozen=True):
    """At least one part holds."""

    parts: tuple[Condition, ...]
    at: Location


class Not(Written, frozen=True):
    """The part does not hold."""

    part: Condition
    at: Location


class Some(Written, frozen=True):
    """At least one record is selected."""

    selection: Selection
    at: Location


class No(Written, frozen=True):
    """No record is selected."""

    selection: Selection
    at: Location


class IfNone(StrEnum):
    """What `every` comes to where nothing matches."""

    PASS = "pass"
    FAIL = "fail"
    UNKNOWN = "unknown"


class Every(Written, frozen=True, kw_only=True):
    """Each selected record also satisfies `has` and meets `meets`. (`selection.meets` comes from a definition.)"""

    selection: Selection
    has: Where = ()
    meets: Condition | None = None
    if_none: IfNone = IfNone.UNKNOWN
    at: Location


class Count(Written, frozen=True):
    """The number of selected records satisfies the tests (none where it is used as a Figure)."""

    selection: Selection
    tests: tuple[Comparison, ...]
    at: Location


class Share(Written, frozen=True, kw_only=True):
    """Of the records that `selection` selects, the exact part (0 to 1) that also matches `where`."""

    selection: Selection
    where: Where
    tests: tuple[Comparison, ...]
    at: Location


class Reduce(StrEnum):
    """How the values of one field become one value."""

    TOTAL = "total"
    LOWEST = "lowest"
    HIGHEST = "highest"


class Aggregate(Written, frozen=True, kw_only=True):
    """The total, lowest or highest value of one field over the selected records satisfies the tests."""

    reduce: Reduce
    selection: Selection
    field: str
    type: ValueType
    optional: bool
    tests: tuple[Comparison, ...]
    at: Location


class ParameterIs(Written, frozen=True):
    """The parameter satisfies the tests."""

    name: str
    type: ValueType
    tests: tuple[Comparison, ...]
    at: Location


class Layer(StrEnum):
    """What can have a status: the things that a decision is derived from, bottom up."""

    CRITERION = "criterion"
    CONTROL = "control"
    RISK = "risk"
    DECISION = "decision"


class StatusIs(Written, frozen=True, kw_only=True):
    """What a lower layer derived: these criteria (controls, risks, decisions), all or any, have one of the statuses.

    `whole` says that the policy wrote `all` or `any` instead of ids: subjects not in force are then left out.
    """

    layer: Layer
    ids: tuple[str, ...]
    every: bool
    whole: bool
    statuses: tuple[str, ...]
    at: Location


Condition: TypeAlias = All | AnyOf | Not | Some | No | Every | Count | Share | Aggregate | ParameterIs | StatusIs
Leaf: TypeAlias = Some | No | Every | Count | Share | Aggregate | ParameterIs | StatusIs


def leaves(condition: Condition) -> tuple[Leaf, ...]:
    """The conditions below `all`, `any` and `not`, in the order in which they were written."""
    match condition:
        case All(parts=parts) | AnyOf(parts=parts):
            return tuple(leaf for part in parts for leaf in leaves(part))
        case Not(part=part):
            return leaves(part)
        case _:
            return (condition,)
