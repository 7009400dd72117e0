"""How the things of a policy are named in a scenario: by id, or in quotes by their titles."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from gonogo import api_scenarios
from gonogo.api_scenarios import Node, Scalar
from gonogo.model.diagnostic import Diagnostics
from gonogo.model.policy import FactType, Policy
from gonogo.model.records import RESERVED
from gonogo.model.value import Kind, Value, ValueType
from gonogo.scenarios.feature import Cell, Row
from gonogo.scenarios.holes import Found, unquoted
from gonogo.scenarios.sentence import Said, refuse, refuse_name

EMPTY = ("", "none")


def by_title(name: str, titles: Mapping[str, str | None]) -> str:
    """The id that a name means: an id, a title, or an id with blanks for underscores."""
    if name in titles:
        return name
    folded = name.casefold()
    for known, title in titles.items():
        if folded in (known.casefold(), known.replace("_", " "), (title or "").casefold()):
            return known
    return name


def fact_of(policy: Policy, said: Said, name: str = "fact") -> tuple[FactType, Scalar]:
    """The fact that a hole names, and its name with its place."""
    found = said.found(name)
    named = by_title(found.text, {one.id: one.title for one in policy.facts.values()})
    if named not in policy.facts:
        refuse_name(found.at, found.text, "fact", [one for one in policy.facts if one not in policy.tables])
    if named in policy.tables:
        says = f"`{named}` is a table of the policy, and no evidence"
        refuse(found.at, says, f"`Given the parameter {named} has these rows:`", f"`{found.text}`")
    return policy.facts[named], api_scenarios.word(named, found.at)


def role_of(policy: Policy, found: Found) -> Scalar:
    """The role that a hole names."""
    named = by_title(found.text, {one.id: one.title for one in policy.roles.values()})
    if named not in policy.roles:
        refuse_name(found.at, found.text, "role", policy.roles)
    return api_scenarios.word(named, found.at)


def field_of(fact: FactType, found: Found) -> str:
    """The field of a fact that a hole names."""
    named = _field(fact, found.text)
    if named not in fact.fields:
        refuse_name(found.at, found.text, f"field of `{fact.id}`", fact.fields)
    return named


def _field(fact: FactType, name: str) -> str:
    return by_title(name, {one.id: one.title for one in fact.fields.values()})


def fields_of(fact: FactType, header: Row, more: Iterable[str] = ()) -> list[str]:
    """The fields that the columns of a table name; `more` are other names that may stand there."""
    known, found = [*more], []
    for cell in header:
        name = cell if cell in known else _field(fact, unquoted(cell))
        if name not in fact.fields and name not in known:
            refuse_name(cell.at, cell, f"field of `{fact.id}`", [*fact.fields, *known])
        if name in found:
            refuse(cell.at, f"the column `{cell}` stands here twice", "each field once", f"`{cell}` again")
        found.append(str(name))
    return found


def node_of(cell: Cell, wanted: ValueType | None) -> Node:
    """A cell as it would stand in an evidence file; an empty one is null."""
    if cell == "":
        return api_scenarios.word("null", cell.at)
    if wanted is not None and wanted.kind is Kind.LIST:
        listed = api_scenarios.Sequence(cell.at)
        listed.extend(_scalar(part.strip(), cell) for part in cell.split(","))
        return listed
    return _scalar(cell, cell)


def _scalar(text: str, cell: Cell) -> Scalar:
    bare = unquoted(text)
    return api_scenarios.word(bare, cell.at, quoted=bare != text)


def records_of(fact: FactType, said: Said) -> list[api_scenarios.Mapping]:
    """The records in the table below a step."""
    names = fields_of(fact, said.header, RESERVED)
    return [record_of(fact, names, said.header, row) for row in said.rows]


def record_of(fact: FactType, names: list[str], header: Row, row: Row) -> api_scenarios.Mapping:
    """One record from a row."""
    record = api_scenarios.Mapping(row[0].at)
    for name, column, cell in zip(names, header, row, strict=True):
        if name in RESERVED:
            if cell != "":
                record[api_scenarios.word(name, column.at)] = source_node(cell)
        else:
            record[api_scenarios.word(name, column.at)] = node_of(cell, fact.fields[name].type)
    return record


def source_node(cell: Cell) -> Node:
    """One name, or several with commas."""
    parts = [part.strip() for part in cell.split(",")]
    if len(parts) == 1:
        return _scalar(cell, cell)
    listed = api_scenarios.Sequence(cell.at)
    listed.extend(_scalar(part, cell) for part in parts)
    return listed


def row_values(fact: FactType, row: Mapping[str, Cell]) -> tuple[Value | None, ...]:
    """The values of a row of a table of the policy, in the order of its fields."""
    values: list[Value | None] = []
    for name, declared in fact.fields.items():
        cell = row.get(name)
        if cell is None or cell == "":
            values.append(None)
            continue
        diagnostics = Diagnostics()
        values.append(api_scenarios.value_from(_scalar(cell, cell), declared.type, diagnostics))
        for one in diagnostics.errors:
            refuse(one.at, one.says, one.expected, one.found)
    return tuple(values)


def key_text(fact: FactType, record: api_scenarios.Mapping) -> str:
    """The key of a record as a scenario names it."""
    return ", ".join(str(record.get(name, "")) for name in fact.key)
