"""Conditions: each a mapping with exactly one head, read into the closed set of forms in `model.condition`."""

from __future__ import annotations

from gonogo.model.condition import (
    Aggregate,
    All,
    AnyOf,
    Condition,
    Count,
    Every,
    Figure,
    IfNone,
    No,
    Not,
    ParameterIs,
    Reduce,
    Share,
    Some,
    StatusIs,
)
from gonogo.model.diagnostic import Code
from gonogo.model.noun import replace
from gonogo.model.value import Kind, ValueType
from gonogo.read.comparison_file import read_tests
from gonogo.read.complaint import unknown_name, wrong
from gonogo.read.names import Names
from gonogo.read.operand_file import FIGURES, Subject
from gonogo.read.selection_file import Asked, aggregated_field, check_definition, choose, selected
from gonogo.read.shaped import many, mapping, scalar
from gonogo.read.sight import Sight
from gonogo.read.subjects import PLURAL, SINGULAR, read_status
from gonogo.read.tree import Mapping, Node, Scalar

HEADS = ("all", "any", "not", "some", "no", "every", *FIGURES, "parameter", *SINGULAR, *PLURAL)
NUMBER = ValueType(kind=Kind.INTEGER, least=0)
PART = ValueType(kind=Kind.DECIMAL, least=0, most=1)
ADDED = (Kind.INTEGER, Kind.DECIMAL)
COMPARED = (*ADDED, Kind.DATE, Kind.INSTANT)

FigureForm = Count | Share | Aggregate


def read_condition(node: Node, names: Names) -> Condition | None:
    """A condition that stands by itself, with no record in sight; None after a complaint."""
    return _condition(node, open_sight(names))


def open_sight(names: Names) -> Sight:
    """What a value sees that stands outside any condition: parameters, and no record."""
    return Sight(names=names, condition=_condition, figure=_figure, records={})


def check_definitions(names: Names) -> None:
    """Complains of what is wrong in a definition, whether or not anything uses it."""
    for name, node in names.definitions.items():
        check_definition(name, node, open_sight(names))


def _condition(node: Node, sight: Sight) -> Condition | None:
    written = mapping(node)
    head = next(key for key in written if key in HEADS)
    match str(head):
        case "all" | "any":
            return _parts(written, head, sight)
        case "not":
            part = _condition(written[head], sight)
            return None if part is None else Not(part, head.at)
        case "some" | "no":
            selection = selected(written, head, sight)
            return None if selection is None else (Some if head == "some" else No)(selection, head.at)
        case "every":
            return _every(written, head, sight)
        case "parameter":
            return _parameter(written, head, sight)
        case word if word in FIGURES:
            return _tested_figure(written, head, sight)
        case _:
            return _status(written, head, sight)


def _parts(node: Mapping, head: Scalar, sight: Sight) -> Condition | None:
    read = [_condition(one, sight) for one in many(node[head])]
    parts = tuple(part for part in read if part is not None)
    if len(parts) < len(read):
        return None
    return All(parts, head.at) if head == "all" else AnyOf(parts, head.at)


def _every(node: Mapping, head: Scalar, sight: Sight) -> Condition | None:
    chosen = choose(node, head, sight)
    if chosen is None:
        return None
    own, has, meets = chosen.where(node, "where"), chosen.where(node, "has"), chosen.meets(node)
    if own is None or has is None or meets is None:
        return None
    if_none = IfNone(scalar(node["if_none"])) if "if_none" in node else IfNone.UNKNOWN
    selection = chosen.selection(Asked(own, ()))
    return Every(selection=selection, has=has, meets=meets[0] if meets else None, if_none=if_none, at=head.at)


def _parameter(node: Mapping, head: Scalar, sight: Sight) -> Condition | None:
    name, names = scalar(node[head]), sight.names
    if name not in names.parameters:
        says = f"there is no parameter `{name}` with one value"
        names.refuse(unknown_name(Code.UNKNOWN_PARAMETER, name, says, names.parameters))
        return None
    names.used.add(str(name))
    parameter = names.parameters[str(name)]
    tests = read_tests(node["is"], Subject(parameter.id, parameter.type, at=parameter.at), sight)
    return None if tests is None else ParameterIs(parameter.id, parameter.type, tests, head.at)


def _status(node: Mapping, head: Scalar, sight: Sight) -> StatusIs | None:
    if not sight.nested:
        return read_status(node, head, sight.names)
    says = f"`{head}` says the same of every record, so it cannot stand in `meets`"
    remedy = "put it beside the outer condition, in a list under `all` or `any`"
    sight.names.refuse(wrong(Code.STATUS_IN_MEETS, head, says, "a condition on facts", remedy=remedy))
    return None


# --- figures -------------------------------------------------------------------------------------


def _tested_figure(node: Mapping, head: Scalar, sight: Sight) -> FigureForm | None:
    found = _form(node, head, sight)
    if found is None:
        return None
    form, value_type = found
    tests = read_tests(node["is"], Subject(str(head), value_type), sight)
    return None if tests is None else replace(form, tests=tests)


def _figure(node: Mapping, sight: Sight) -> tuple[Figure, ValueType] | None:
    """A figure used as a value, and its type."""
    found = _form(node, next(key for key in node if key in FIGURES), sight)
    return None if found is None else (Figure(found[0]), found[1])


def _form(node: Mapping, head: Scalar, sight: Sight) -> tuple[FigureForm, ValueType] | None:
    """A count, share or aggregate without tests, and the type of what it comes to."""
    match str(head):
        case "count":
            selection = selected(node, head, sight)
            return None if selection is None else (Count(selection, (), head.at), NUMBER)
        case "share":
            return _share(node, head, sight)
        case _:
            return _aggregate(node, head, sight)


def _share(node: Mapping, head: Scalar, sight: Sight) -> tuple[FigureForm, ValueType] | None:
    chosen = choose(node, head, sight)
    if chosen is None:
        return None
    of, part, meets = chosen.where(node, "of"), chosen.where(node, "where"), chosen.meets(node)
    if of is None or part is None or meets is None:
        return None
    return Share(selection=chosen.selection(Asked(of, meets)), where=part, tests=(), at=head.at), PART


def _aggregate(node: Mapping, head: Scalar, sight: Sight) -> tuple[FigureForm, ValueType] | None:
    chosen = choose(node, head, sight)
    if chosen is None:
        return None
    field = aggregated_field(scalar(node[head]), str(head), chosen)
    own, meets = chosen.where(node, "where"), chosen.meets(node)
    if field is None or own is None or meets is None:
        return None
    suitable = ADDED if head == "total" else COMPARED
    if field.type.kind not in suitable:
        wanted = "a number" if head == "total" else "a number or a date"
        says = f"`{head}` needs {wanted}, and `{field.name}` is {field.type.describe()}"
        sight.names.refuse(wrong(Code.TEST_DOES_NOT_FIT, node[head], says, f"a field that is {wanted}"))
        return None
    form = Aggregate(
        reduce=Reduce(str(head)),
        selection=chosen.selection(Asked(own, meets)),
        field=field.name,
        type=field.type,
        optional=field.optional,
        tests=(),
        at=head.at,
    )
    return form, ValueType(kind=field.type.kind) if head == "total" else field.type
