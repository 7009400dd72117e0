"""What a policy declares before it asks anything: roles, kinds of fact, parameters, tables, definitions."""

from __future__ import annotations

from collections.abc import Iterator

from gonogo.model.diagnostic import Code
from gonogo.model.policy import FactType, Field, Parameter, Role, Table
from gonogo.model.records import RESERVED
from gonogo.model.value import Kind, Value, ValueType
from gonogo.read.complaint import unknown_name, wrong
from gonogo.read.names import BUILT_IN, Names, declared
from gonogo.read.operand_file import Subject, read_literal
from gonogo.read.shaped import is_true, many, mapping, mappings, scalar, sections, text_of
from gonogo.read.tree import Mapping, Node, Scalar, Sequence, is_null
from gonogo.read.type_file import Types
from gonogo.read.window_file import read_window

NOT_FOR_FIELDS = (*RESERVED, "either", "remove")
NOT_FOR_VALUES = ("as_of", "count")
TEXT = ValueType(kind=Kind.TEXT)
ANYTHING = TEXT  # stands in for a type after a complaint, so that only the type is complained of
SAYS = ("agree", "agree_if", "object", "no_view")


def read_vocabulary(policy: Mapping, names: Names) -> None:
    """Fills in the names, each after what it may build on."""
    for key, node in sections(policy, "roles"):
        names.roles[str(key)] = Role(str(key), text_of(node, "title") or str(key), key.at)
    types = Types(names, {str(key): node for key, node in sections(policy, "vocabulary")})
    for key, node in sections(policy, "vocabulary"):
        if _is_free(key, BUILT_IN, names):
            names.facts[str(key)] = _fact(key, node, types, role_list(node.get("from"), names))
    names.facts |= {"view": _view(names), "waiver": _waiver(names)}
    for key, node in sections(policy, "parameters"):
        if "fields" in node:
            _table_parameter(key, node, types)
        elif _is_free(key, NOT_FOR_VALUES, names):
            names.parameters[str(key)] = _parameter(key, node, types)
    for key, node in sections(policy, "definitions"):
        if _is_new(key, names):
            names.definitions[str(key)] = node


def _is_free(key: Scalar, kept: tuple[str, ...], names: Names) -> bool:
    """Whether a name is not kept for something else."""
    if key not in kept:
        return True
    says = f"`{key}` has a meaning of its own"
    names.refuse(wrong(Code.NAME_TAKEN, key, says, "another name"))
    return False


def _is_new(key: Scalar, names: Names) -> bool:
    """Whether nothing else that conditions select by name has the name."""
    if key in BUILT_IN or key not in names.facts:
        return _is_free(key, BUILT_IN, names)
    says = f"`{key}` is already the name of a fact or a table"
    see = declared(str(key), names.facts[str(key)].at, names)
    names.refuse(wrong(Code.NAME_TAKEN, key, says, "another name", see=see))
    return False


# --- facts ---------------------------------------------------------------------------------------


def _fact(key: Scalar, node: Mapping, types: Types, owed_by: tuple[str, ...]) -> FactType:
    names = types.names
    fields = _fields(mapping(node["fields"]), types)
    key_fields = tuple(
        str(one) for one in many(node.get("key")) if _is_field(one, f"the key of `{key}`", fields, names)
    )
    return FactType(
        id=str(key),
        title=text_of(node, "title") or str(key).replace("_", " "),
        key=key_fields,
        owed_by=owed_by,
        precedence=role_list(node.get("precedence"), names),
        baseline=tuple(_baseline(node, str(key), key_fields, fields, names)),
        fields=fields,
        at=key.at,
    )


def _fields(node: Mapping, types: Types) -> dict[str, Field]:
    fields: dict[str, Field] = {}
    for key, declaration in node.items():
        _is_free(key, NOT_FOR_FIELDS, types.names)
        detailed = declaration if isinstance(declaration, Mapping) else Mapping(key.at)
        fields[str(key)] = Field(
            id=str(key),
            type=types.read(declaration) or ANYTHING,
            optional=is_true(detailed, "optional"),
            title=text_of(detailed, "title"),
            at=key.at,
        )
    return fields


def _baseline(node: Mapping, fact: str, key: tuple[str, ...], fields: dict[str, Field], names: Names) -> Iterator[str]:
    """The fields of which the first value counts; without a key nobody could tell which record is the first."""
    for one in many(node.get("baseline")):
        if not key or one in key:
            says = (
                f"`{fact}` has no key, so no record of it has a baseline" if not key else f"`{one}` is the key itself"
            )
            expected = "a fact with a key, and a field beside it"
            names.refuse(wrong(Code.NO_SINGLE_KEY, one, says, expected))
        elif _is_field(one, f"a field of the baseline of `{fact}`", fields, names):
            yield str(one)


def _is_field(node: Node, what: str, fields: dict[str, Field], names: Names) -> bool:
    if node in fields:
        return True
    says = f"{what} is not among its fields"
    names.refuse(unknown_name(Code.UNKNOWN_FIELD, node, says, fields))
    return False


def role_list(node: Node | None, names: Names) -> tuple[str, ...]:
    """A role or a list of roles, each once."""
    roles = [names.role(scalar(one)) for one in many(node)]
    return tuple(dict.fromkeys(role for role in roles if role is not None))


def _view(names: Names) -> FactType:
    """What a body says of the whole, a criterion or a risk."""
    types = {
        "by": ValueType(kind=Kind.ROLE, words=tuple(names.roles)),
        "about": TEXT,
        "says": ValueType(kind=Kind.ONE_OF, words=SAYS),
        "with": TEXT,
        "date": ValueType(kind=Kind.DATE),
    }
    return _built_in("view", types, ("by", "about"), names)


def _waiver(names: Names) -> FactType:
    """The authority sets a failure aside."""
    types = {
        "id": TEXT,
        "criterion": TEXT,
        "rule": TEXT,
        "by": ValueType(kind=Kind.ROLE, words=tuple(names.roles)),
        "reason": TEXT,
        "date": ValueType(kind=Kind.DATE),
        "until": ValueType(kind=Kind.DATE),
        "denied": ValueType(kind=Kind.BOOLEAN),
    }
    return _built_in("waiver", types, ("id",), names)


MAY_BE_LEFT_OUT = ("with", "rule", "reason", "until")


def _built_in(name: str, types: dict[str, ValueType], key: tuple[str, ...], names: Names) -> FactType:
    fields = {
        field: Field(id=field, type=value_type, optional=field in MAY_BE_LEFT_OUT, title=None, at=names.at)
        for field, value_type in types.items()
    }
    return FactType(id=name, title=name, key=key, owed_by=(), precedence=(), fields=fields, at=names.at)


# --- parameters and tables -----------------------------------------------------------------------


def _parameter(key: Scalar, node: Mapping, types: Types) -> Parameter:
    value_type = types.read(node["type"])
    value = None
    if value_type is not None:
        value = _value(node.get("value"), Subject(str(key), value_type, at=key.at), types.names)
    return Parameter(
        id=str(key),
        title=text_of(node, "title"),
        type=value_type or ANYTHING,
        value=value,
        source=text_of(node, "source"),
        window=read_window(node, types.names),
        case=is_true(node, "case"),
        at=key.at,
    )


def _value(node: Node | None, subject: Subject, names: Names) -> Value | None:
    """A value in a parameter or a row; None where nothing is given, and after a complaint."""
    if node is None or is_null(node):
        return None
    item = subject.type.item
    if subject.type.kind is Kind.LIST and item is not None and isinstance(node, Sequence):
        values = [_value(one, Subject(subject.name, item, at=subject.at), names) for one in node]
        return tuple(value for value in values if value is not None)
    if isinstance(node, Sequence):
        says = f"`{subject.name}` takes one value"
        names.refuse(wrong(Code.UNREADABLE_VALUE, node, says, subject.type.describe()))
        return None
    return read_literal(scalar(node), subject, names)


def _table_parameter(key: Scalar, node: Mapping, types: Types) -> None:
    names = types.names
    if not _is_new(key, names):
        return
    fact = _fact(key, node, types, ())  # `from` says since when the table is in force
    given = "rows" in node and not is_null(node["rows"])
    written = mappings(node, "rows") if given else []
    names.facts[str(key)] = fact
    names.tables[str(key)] = Table(
        fact=fact,
        rows=tuple(_row(row, fact, names) for row in written) if given else None,
        places=tuple(row.at for row in written),
        source=text_of(node, "source"),
        window=read_window(node, names),
    )


def _row(row: Mapping, fact: FactType, names: Names) -> tuple[Value | None, ...]:
    for key in row:
        if key not in fact.fields:
            says = f"`{fact.id}` has no field `{key}`"
            see = declared(fact.id, fact.at, names)
            names.refuse(unknown_name(Code.UNKNOWN_FIELD, key, says, fact.fields, see=see))
    return tuple(_value(row.get(name), Subject.field(field), names) for name, field in fact.fields.items())
