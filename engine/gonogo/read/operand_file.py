"""What a value is compared with: a literal, `$as_of`, `$parameter`, `$FACT.FIELD`, a date that is moved, a figure.

A literal takes the type of what it is compared with; everything else brings its own, and the two must be comparable.
"""

from __future__ import annotations

from gonogo.model.condition import AsOf, FieldOf, Literal, Operand, ParameterValue, Shifted, Unit
from gonogo.model.diagnostic import Code
from gonogo.model.location import Location
from gonogo.model.noun import Noun
from gonogo.model.policy import Field
from gonogo.model.value import Kind, Value, ValueRefused, ValueType, comparable, read_value
from gonogo.read.complaint import unknown_name, wrong
from gonogo.read.names import Names, declared
from gonogo.read.nearest import nearest
from gonogo.read.shaped import mapping, scalar
from gonogo.read.sight import Sight
from gonogo.read.tree import Mapping, Node, Scalar

FIGURES = ("count", "total", "lowest", "highest", "share")
DATE = ValueType(kind=Kind.DATE)
UNITS = {
    "day": Unit.DAYS,
    "days": Unit.DAYS,
    "working day": Unit.WORKING_DAYS,
    "working days": Unit.WORKING_DAYS,
    "month": Unit.MONTHS,
    "months": Unit.MONTHS,
    "hour": Unit.HOURS,
    "hours": Unit.HOURS,
}
MOST_UNITS = 100_000


class Subject(Noun, frozen=True):
    """What is tested: a field, a parameter or a figure, as it is named to people."""

    name: str
    type: ValueType
    optional: bool = False
    at: Location | None = None

    @classmethod
    def field(cls, field: Field) -> Subject:
        return cls(field.id, field.type, field.optional, field.at)


def read_operand(node: Node, subject: Subject, sight: Sight) -> Operand | None:
    """The operand, checked against the type of what it is compared with; None after a complaint."""
    if isinstance(node, Scalar) and not is_reference(node):
        value = read_literal(node, subject, sight.names)
        return None if value is None else Literal(value)
    found = typed_operand(node, subject.type, sight)
    if found is None:
        return None
    operand, its_type = found
    if comparable(subject.type, its_type):
        return operand
    names = sight.names
    complaint = wrong(
        Code.TYPES_DIFFER,
        node,
        f"`{subject.name}` is {subject.type.describe()}, and cannot be compared with {its_type.describe()}",
        subject.type.describe(),
        see=() if subject.at is None else declared(subject.name, subject.at, names),
    )
    names.refuse(complaint)
    return None


def is_reference(node: Scalar) -> bool:
    """Whether it stands for a value that is known only when it is judged."""
    return node.startswith("$") and not node.startswith("$$")


def read_literal(node: Scalar, subject: Subject, names: Names) -> Value | None:
    """A value that the policy states, read by the type of what it is for; None after a complaint."""
    wanted = subject.type
    text = node[1:] if node.startswith("$$") else str(node)
    try:
        value = read_value(text, wanted, plain=node.plain)
    except ValueRefused as refused:
        guess = nearest(text, wanted.words) if wanted.words else None
        complaint = wrong(
            Code.UNKNOWN_ROLE if wanted.kind is Kind.ROLE else Code.UNREADABLE_VALUE,
            node,
            f"`{subject.name}`: {refused.says}",
            wanted.describe(),
            did_you_mean=guess,
            remedy=refused.remedy,
            see=() if subject.at is None else declared(subject.name, subject.at, names),
        )
        names.refuse(complaint)
        return None
    if wanted.kind is Kind.ROLE:
        names.used.add(str(value))
    return value


def typed_operand(node: Node, wanted: ValueType, sight: Sight) -> tuple[Operand, ValueType] | None:
    """A reference, a moved date or a figure, with the type that it brings. `wanted` is for literals inside."""
    if isinstance(node, Scalar):
        return _reference(node, sight)
    written = mapping(node)
    return _shifted(written, wanted, sight) if "date" in written else sight.figure(written, sight)


def _reference(node: Scalar, sight: Sight) -> tuple[Operand, ValueType] | None:
    word = node[1:]
    if word == "as_of":
        return AsOf(), DATE
    if "." in word:
        return _field_of(node, sight)
    names = sight.names
    if word in names.parameters:
        names.used.add(word)
        return ParameterValue(word), names.parameters[word].type
    remedy = None
    if word in sight.records or word in names.facts:
        remedy = f"a record has no value of its own: name a field of it, as in `${word}.FIELD`"
    choices = ["$as_of", *(f"${name}" for name in names.parameters)]
    says = f"`{node}` is neither `$as_of` nor a parameter with one value"
    see = declared(word, names.facts[word].at, names) if word in names.facts else ()
    names.refuse(unknown_name(Code.UNKNOWN_PARAMETER, node, says, choices, remedy=remedy, see=see))
    return None


def _field_of(node: Scalar, sight: Sight) -> tuple[Operand, ValueType] | None:
    word, _, name = node[1:].partition(".")
    if word not in sight.records:
        in_sight = [f"${one}" for one in sight.records]
        complaint = unknown_name(
            Code.NOT_IN_SIGHT,
            node,
            f"`{node}` speaks of a record that no condition around it is looking at",
            in_sight,
            did_you_mean=_nearest_sight(word, name, sight),
            remedy=None if in_sight else "`$FACT.FIELD` can be used in a `where` or `meets` of that fact",
        )
        sight.names.refuse(complaint)
        return None
    seen = sight.records[word]
    if seen is None:
        says = f"`{node}` could be either of two records that are both called `{word}`"
        remedy = "give one of them a name of its own with `as: NAME`"
        sight.names.refuse(wrong(Code.TWO_RECORDS, node, says, "a name that only one record has", remedy=remedy))
        return None
    field = sight.names.field_of(seen.fact, node, name)
    return None if field is None else (FieldOf(seen.alias, field.id), field.type)


def _nearest_sight(word: str, name: str, sight: Sight) -> str | None:
    close = nearest(word, list(sight.records))
    return None if close is None else f"${close}.{name}"


# --- a date that is moved ------------------------------------------------------------------------


def _shifted(node: Mapping, wanted: ValueType, sight: Sight) -> tuple[Operand, ValueType] | None:
    typed = _base(node["date"], wanted if wanted.kind is Kind.INSTANT else DATE, sight)
    if typed is None:
        return None
    operand, its_type = typed
    if its_type.kind not in (Kind.DATE, Kind.INSTANT):
        says = f"only a date can be moved, and this is {its_type.describe()}"
        sight.names.refuse(wrong(Code.TYPES_DIFFER, node["date"], says, "a date"))
        return None
    key, sign = ("plus", 1) if "plus" in node else ("minus", -1)
    moved = _moved(scalar(node[key]), operand, sign, its_type, sight.names)
    return None if moved is None else (moved, its_type)


def _base(node: Node, literal_type: ValueType, sight: Sight) -> tuple[Operand, ValueType] | None:
    """The date that is moved, with its type."""
    if not isinstance(node, Scalar) or is_reference(node):
        return typed_operand(node, literal_type, sight)
    value = read_literal(node, Subject("date", literal_type), sight.names)
    return None if value is None else (Literal(value), literal_type)


def _moved(node: Scalar, base: Operand, sign: int, base_type: ValueType, names: Names) -> Operand | None:
    number, _, word = node.strip().partition(" ")
    unit = UNITS.get(" ".join(word.split()))
    expected = "a number of days, working days or months, such as `5 working days`"
    if unit is None or not (number.isascii() and number.isdigit()):
        guess = nearest(word, list(UNITS))
        names.refuse(
            wrong(
                Code.BAD_SHIFT,
                node,
                "it is not clear by how much the date is moved",
                expected,
                did_you_mean=None if guess is None else f"{number} {guess}",
            )
        )
        return None
    if len(number) > len(str(MOST_UNITS)) or int(number) > MOST_UNITS:
        names.refuse(wrong(Code.BAD_SHIFT, node, "the date is moved too far", f"at most {MOST_UNITS} {unit.value}"))
        return None
    if unit is Unit.HOURS and base_type.kind is not Kind.INSTANT:
        says = "a date has no hours"
        names.refuse(wrong(Code.BAD_SHIFT, node, says, "days, working days or months"))
        return None
    if unit is Unit.WORKING_DAYS and names.calendar is None:
        remedy = "say at the top of the policy which calendar counts, such as `calendar: england-and-wales`"
        says = "working days are counted, and the policy names no calendar"
        names.refuse(wrong(Code.NO_CALENDAR, node, says, "a calendar", remedy=remedy))
        return None
    return Shifted(base, sign * int(number), unit)
