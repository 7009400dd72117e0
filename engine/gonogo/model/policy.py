"""What was agreed: vocabulary, parameters, criteria, residual risks, decision rules, as one immutable value.

A `Policy` is complete and checked: every name in it resolves, every comparison has types that can be compared. Where
evidence is missing is no concern of it.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import StrEnum

from gonogo.model.calendar import Calendar
from gonogo.model.condition import Comparison, Condition, Operand, Where
from gonogo.model.location import Location, SourceFile
from gonogo.model.noun import Noun, Written
from gonogo.model.value import Value, ValueType


class Window(Noun, frozen=True):
    """From when until when something is in force, both days included; None: no limit on that side."""

    first: date | None = None
    last: date | None = None

    def holds(self, day: date) -> bool:
        return (self.first is None or self.first <= day) and (self.last is None or day <= self.last)


ALWAYS = Window()


class Role(Written, frozen=True):
    """Somebody who says, owes, owns or decides."""

    id: str
    title: str
    at: Location


class Field(Written, frozen=True, kw_only=True):
    """A field of a fact. An optional one may be none, which is a fact; a required one may only be unknown."""

    id: str
    type: ValueType
    optional: bool
    title: str | None
    at: Location


class FactType(Written, frozen=True, kw_only=True):
    """A kind of fact: what evidence may be given, its fields, its key, and the roles that owe it.

    Of the fields in `baseline` the value first recorded counts, until a resolution approves another.
    """

    id: str
    title: str
    key: tuple[str, ...]
    owed_by: tuple[str, ...]
    precedence: tuple[str, ...]
    baseline: tuple[str, ...] = ()
    fields: Mapping[str, Field]
    at: Location


class Parameter(Written, frozen=True, kw_only=True):
    """A value that the authority sets; None: not set, so unknown. `case`: the evidence gives it, case by case."""

    id: str
    title: str | None
    type: ValueType
    value: Value | None
    source: str | None
    window: Window
    case: bool = False
    at: Location


class Table(Noun, frozen=True, kw_only=True):
    """A parameter with rows: a complete fact that the policy itself states (None: declared, and not given).

    `rows` hold the values in the order of `fact.fields`; None is unknown, or none for an optional field.
    """

    fact: FactType
    rows: tuple[tuple[Value | None, ...], ...] | None
    places: tuple[Location, ...]
    source: str | None
    window: Window


class Definition(Written, frozen=True, kw_only=True):
    """A name for some records of a fact: one meaning in every rule. `where` and `meets`: all that makes them so."""

    id: str
    title: str
    fact: str
    where: Where = ()
    meets: tuple[Condition, ...] = ()
    at: Location


class Demand(Noun, frozen=True, kw_only=True):
    """How good evidence must be. Falling short is a caveat, or under `strict` exclusion."""

    basis: str | None = None
    by: tuple[str, ...] = ()
    received: tuple[Comparison, ...] = ()
    strict: bool = False


class Effect(StrEnum):
    """What a rule concludes where its condition holds."""

    PASS = "pass"
    FAIL = "fail"
    ENDED = "ended"
    BREACHED = "breached"
    IN_PLACE = "in_place"
    PLANNED = "planned"


class Rule(Written, frozen=True, kw_only=True):
    """A named condition with a conclusion. `settles`: a pass that stands while fail rules are unknown."""

    id: str
    effect: Effect
    condition: Condition
    settles: bool = False
    title: str | None = None
    because: str | None = None
    remedy: str | None = None
    unknown_because: str | None = None
    window: Window = ALWAYS
    at: Location


class Criterion(Written, frozen=True, kw_only=True):
    """One thing that must be shown before go-live, in the authority's words."""

    id: str
    title: str
    text: str | None
    owner: str | None
    source: str | None
    applies_when: Condition | None
    not_applicable_because: str | None
    demand: Demand
    rules: tuple[Rule, ...]
    window: Window
    at: Location


class Obligation(Written, frozen=True, kw_only=True):
    """What still has to be done. `due` is a date (an operand), or words such as `each release`."""

    id: str
    owner: str | None
    text: str
    due: Operand | str | None
    ends_when: Condition | None
    binds: bool = True  # a go depends on it; otherwise it is advice
    at: Location


class Control(Written, frozen=True, kw_only=True):
    """What keeps a residual risk down."""

    id: str
    title: str
    text: str | None
    owner: str | None
    kind: str | None
    source: str | None
    demand: Demand
    rules: tuple[Rule, ...]
    obligations: tuple[Obligation, ...]
    window: Window
    at: Location


class Risk(Written, frozen=True, kw_only=True):
    """A risk that remains, with its controls."""

    id: str
    title: str
    text: str | None
    owner: str | None
    source: str | None
    controls: tuple[Control, ...]
    accepted_when: Condition | None
    accepted_because: str | None
    demand: Demand
    at: Location


class Outcome(StrEnum):
    """What the engine recommends."""

    GO = "go"
    GO_WITH_CONDITIONS = "go_with_conditions"
    DEFER = "defer"
    NO_GO = "no_go"
    UNDECIDED = "undecided"


class DecisionRule(Written, frozen=True, kw_only=True):
    """The first one in order that holds decides. `to`: the date, or the first and last day, of a deferral."""

    id: str
    then: Outcome
    when: Condition
    to: tuple[Operand, ...] = ()
    title: str | None = None
    because: str | None = None
    remedy: str | None = None
    unknown_because: str | None = None
    obligations: tuple[Obligation, ...] = ()
    window: Window = ALWAYS
    otherwise: bool = False  # it is the last, and `when` says that none before it holds
    at: Location


class Gate(Written, frozen=True, kw_only=True):
    """One question that is decided: `decision:` has one, `decisions:` several."""

    id: str
    question: str
    rules: tuple[DecisionRule, ...]
    recommend: Mapping[str, tuple[tuple[str, str], ...]]  # outcome -> (verb, text)
    demand: Demand
    at: Location


class Difference(Noun, frozen=True):
    """A part that is `added`, `changed` or `removed` in a policy, against the one that it extends."""

    how: str
    kind: str  # criterion, rule, parameter …; empty for what stands at the top, such as `calendar`
    id: str


class Policy(Noun, frozen=True, kw_only=True):
    """All of it. `facts` also holds the built-in `view` and `waiver` and the parameters that are tables."""

    id: str
    extends: tuple[str, ...]  # the ids of the policies that it extends, the nearest first
    title: str
    version: str
    authority: str | None
    source: str | None
    calendar: Calendar | None
    roles: Mapping[str, Role]
    parameters: Mapping[str, Parameter]
    tables: Mapping[str, Table]
    facts: Mapping[str, FactType]
    definitions: Mapping[str, Definition]
    criteria: tuple[Criterion, ...]
    risks: tuple[Risk, ...]
    gates: tuple[Gate, ...]
    files: tuple[SourceFile, ...]
    sha256: str
    differences: tuple[Difference, ...] = ()  # against the nearest policy that it extends

    @property
    def controls(self) -> tuple[Control, ...]:
        return tuple(control for risk in self.risks for control in risk.controls)

    def role_title(self, role: str) -> str:
        """How a role is named to people; an unknown one keeps its id."""
        return self.roles[role].title if role in self.roles else role


__all__ = [
    "ALWAYS",
    "Control",
    "Criterion",
    "DecisionRule",
    "Definition",
    "Demand",
    "Difference",
    "Effect",
    "FactType",
    "Field",
    "Gate",
    "Obligation",
    "Outcome",
    "Parameter",
    "Policy",
    "Risk",
    "Role",
    "Rule",
    "Table",
    "Where",
    "Window",
]
