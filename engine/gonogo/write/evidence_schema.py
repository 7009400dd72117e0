"""The JSON Schema of the evidence that a policy asks for: schemas/evidence.schema.json, with its own facts filled in.

An editor that is given it completes facts and fields and marks wrong values while somebody types.
"""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any, assert_never

from gonogo.model.policy import FactType, Field, Parameter, Policy
from gonogo.model.records import RESERVED
from gonogo.model.value import Kind, ValueType
from gonogo.resources import folder

Schema = dict[str, Any]
BUILT_IN = ("view", "waiver")


def evidence_schema(policy: Policy) -> Schema:
    """The schema, as plain JSON values; every kind of record is closed, as the reader's are."""
    schema: Schema = json.loads((folder("schemas") / "evidence.schema.json").read_text(encoding="utf-8"))
    entry = schema["$defs"]["entry"]
    facts = {fact.id: fact for fact in policy.facts.values() if fact.id not in (*BUILT_IN, *policy.tables)}
    schema["title"] = f"Evidence for {policy.title}"
    schema["properties"]["facts"] = {
        "type": "object",
        "additionalProperties": False,
        "properties": {name: {"$ref": f"#/$defs/facts_{name}"} for name in facts},
    }
    schema["properties"]["case"] = {
        **{key: inner for key, inner in schema["properties"]["case"].items() if key in ("title", "description")},
        "type": "object",
        "additionalProperties": False,
        "properties": {one.id: _parameter(one) for one in policy.parameters.values() if one.case},
    }
    for name, fact in facts.items():
        one = {**entry, "properties": {**entry["properties"], "records": _records(fact, entry)}}
        schema["$defs"][f"entry_{name}"] = one
        many = {"type": "array", "items": {"$ref": f"#/$defs/entry_{name}"}}
        schema["$defs"][f"facts_{name}"] = {
            "description": fact.title,
            "anyOf": [{"$ref": f"#/$defs/entry_{name}"}, many],
        }
    return schema


def _records(fact: FactType, entry: Schema) -> Schema:
    beside = entry["properties"]["records"].get("items", {}).get("properties", {})
    properties = {field.id: _field(field) for field in fact.fields.values()}
    properties |= {name: beside.get(name, {}) for name in RESERVED}
    return {
        "type": "array",
        "items": {"type": "object", "additionalProperties": False, "properties": properties},
    }


def _parameter(one: Parameter) -> Schema:
    described = {} if one.title is None else {"description": one.title}
    return {**described, "anyOf": [_type(one.type), {"type": "null"}]}


def _field(field: Field) -> Schema:
    described = {} if field.title is None else {"description": field.title}
    return {**described, "anyOf": [_type(field.type), {"type": "null"}]}


def _type(value_type: ValueType) -> Schema:
    match value_type.kind:
        case Kind.INTEGER:
            return {"type": "integer", **_limits(value_type)}
        case Kind.DECIMAL:
            return {"type": "number", **_limits(value_type)}
        case Kind.BOOLEAN:
            return {"type": "boolean"}
        case Kind.ONE_OF | Kind.RANKED | Kind.ROLE:
            words = [*value_type.words, *(other for other, _ in value_type.also)]
            return {"enum": words} if words else {"type": "string"}
        case Kind.LIST:
            return {
                "type": "array",
                "items": {"type": "string"} if value_type.item is None else _type(value_type.item),
            }
        case Kind.REF:
            return {"type": "string"} if value_type.item is None else _type(value_type.item)
        case Kind.DATE:
            return {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}
        case Kind.TEXT | Kind.INSTANT | Kind.VERSION:
            return {"type": "string"}
        case _:
            assert_never(value_type.kind)


def _limits(value_type: ValueType) -> Schema:
    ends = {"minimum": value_type.least, "maximum": value_type.most}
    return {name: _number(end) for name, end in ends.items() if end is not None}


def _number(end: int | Decimal) -> int | float:
    return int(end) if end == int(end) else float(end)
