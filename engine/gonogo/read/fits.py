"""Whether a tree has the shape that a JSON Schema describes: yes or no, and quickly.

Most files are in order, and then nothing more is needed. Where one is not, `read.schema` asks jsonschema
what is wrong, and the two must agree (a test holds them to it). Knows only the part of JSON Schema that our
schemas use; any other keyword is a fault of ours.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import Any

from gonogo.model.diagnostic import InternalError
from gonogo.read.tree import Mapping, Node, Scalar, Sequence, is_null

Schema = dict[str, Any]
Check = Callable[[Any, Any, Schema, Schema], bool]

INTEGER = re.compile(r"-?(?:0|[1-9][0-9]*)")
NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?")

TYPES: dict[str, Callable[[object], bool]] = {
    "object": lambda node: isinstance(node, Mapping),
    "array": lambda node: isinstance(node, Sequence),
    "string": lambda node: isinstance(node, Scalar) and not is_null(node),
    "null": is_null,
    "boolean": lambda node: isinstance(node, Scalar) and node.plain and node in ("true", "false"),
    "integer": lambda node: isinstance(node, Scalar) and node.plain and bool(INTEGER.fullmatch(node)),
    "number": lambda node: isinstance(node, Scalar) and node.plain and bool(NUMBER.fullmatch(node)),
}


def fits(node: Node, schema: Schema, root: Schema) -> bool:
    """Whether a node has the shape; `root` holds the `$defs`."""
    for keyword, argument in schema.items():
        check = _CHECKS.get(keyword)
        if check is None:
            raise InternalError(f"a schema uses `{keyword}`, which read/fits.py does not know")
        if not check(node, argument, schema, root):
            return False
    return True


def definition(reference: str, root: Schema) -> Schema:
    """What `#/$defs/NAME` stands for."""
    found: Schema = root["$defs"][reference.removeprefix("#/$defs/")]
    return found


@lru_cache(maxsize=64)
def _pattern(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


def _type(node: Node, names: str | list[str], _schema: Schema, _root: Schema) -> bool:
    if isinstance(names, str):
        return TYPES[names](node)
    return any(TYPES[name](node) for name in names)


def _properties(node: Node, properties: Schema, _schema: Schema, root: Schema) -> bool:
    if not isinstance(node, Mapping):
        return True
    return all(fits(value, properties[key], root) for key, value in node.items() if key in properties)


def _additional(node: Node, additional: Schema | bool, schema: Schema, root: Schema) -> bool:
    if not isinstance(node, Mapping) or additional is True:
        return True
    known = schema.get("properties", ())
    others = (value for key, value in node.items() if key not in known)
    if additional is False:
        return next(others, None) is None
    return all(fits(value, additional, root) for value in others)


def _condition(node: Node, condition: Schema, schema: Schema, root: Schema) -> bool:
    branch = schema.get("then" if fits(node, condition, root) else "else")
    return branch is None or fits(node, branch, root)


def _unique(node: Node, wanted: bool, _schema: Schema, _root: Schema) -> bool:
    if not wanted or not isinstance(node, Sequence):
        return True
    texts = [str(one) for one in node if isinstance(one, Scalar)]
    others = [one for one in node if not isinstance(one, Scalar)]
    return len(set(texts)) == len(texts) and not any(one in others[:index] for index, one in enumerate(others))


def _says_nothing(_node: Node, _argument: Any, _schema: Schema, _root: Schema) -> bool:
    return True


_CHECKS: dict[str, Check] = {
    **dict.fromkeys(("$schema", "$defs", "title", "description", "then", "else"), _says_nothing),
    "$ref": lambda node, name, _, root: fits(node, definition(name, root), root),
    "type": _type,
    "enum": lambda node, words, *_: node in words,
    "const": lambda node, word, *_: node == word,
    "properties": _properties,
    "additionalProperties": _additional,
    "propertyNames": lambda node, names, _, root: (
        not isinstance(node, Mapping) or all(fits(key, names, root) for key in node)
    ),
    "required": lambda node, keys, *_: not isinstance(node, Mapping) or all(key in node for key in keys),
    "minProperties": lambda node, least, *_: not isinstance(node, Mapping) or len(node) >= least,
    "items": lambda node, item, _, root: not isinstance(node, Sequence) or all(fits(one, item, root) for one in node),
    "minItems": lambda node, least, *_: not isinstance(node, Sequence) or len(node) >= least,
    "maxItems": lambda node, most, *_: not isinstance(node, Sequence) or len(node) <= most,
    "uniqueItems": _unique,
    "minLength": lambda node, least, *_: not isinstance(node, Scalar) or is_null(node) or len(node) >= least,
    "pattern": lambda node, pattern, *_: (
        not isinstance(node, Scalar) or is_null(node) or bool(_pattern(pattern).search(node))
    ),
    "allOf": lambda node, parts, _, root: all(fits(node, part, root) for part in parts),
    "anyOf": lambda node, parts, _, root: any(fits(node, part, root) for part in parts),
    "oneOf": lambda node, parts, _, root: sum(fits(node, part, root) for part in parts) == 1,
    "not": lambda node, part, _, root: not fits(node, part, root),
    "if": _condition,
}
