"""Whether a tree has the shape of a policy or of an evidence file; if not, what is wrong, in our own words.

The door to jsonschema. It says which rule of the schema each part breaks; `read.shape_words` words it.
Its own messages are never shown. It is imported only where something is wrong, because that takes longer
than reading a policy does.
"""

from __future__ import annotations

import json
from functools import cache
from typing import TYPE_CHECKING, Any, Literal

from gonogo.model.diagnostic import Diagnostics
from gonogo.read.fits import TYPES, Schema, fits
from gonogo.read.tree import Node
from gonogo.resources import folder

if TYPE_CHECKING:
    from gonogo.read.breach import Breach


def check_shape(
    node: Node, schema: Literal["policy", "evidence", "mapping", "house-style"], diagnostics: Diagnostics
) -> None:
    """Complains of every key and value that the schema does not allow, and of every one that it misses."""
    described = _described(schema)
    if not fits(node, described, described):
        from gonogo.read.shape_words import worded  # imported here, as jsonschema is: needed where something is wrong

        diagnostics.extend(worded(breaches(node, described)))


@cache
def _described(schema: str) -> Schema:
    """A schema, read once in a process."""
    described: Schema = json.loads((folder("schemas") / f"{schema}.schema.json").read_bytes())
    return described


def breaches(node: Node, schema: Schema) -> list[Breach]:
    """Which rules of a schema are broken where."""
    # imported here: slow, and only needed where something is wrong
    from jsonschema import TypeChecker
    from jsonschema.validators import Draft202012Validator, extend
    from referencing import Registry

    from gonogo.read.breach import Breach, Checked

    checks: dict[str, Any] = {name: _one_argument(check) for name, check in TYPES.items()}
    checks["object"] = lambda _checker, part: isinstance(part, dict)  # it also asks about the schema's own parts
    checked = Checked(node, schema)
    validator = extend(  # type: ignore[no-untyped-call]  # its stubs leave it open
        Draft202012Validator, type_checker=TypeChecker(checks)
    )
    return [
        Breach(
            keyword=error.validator,
            argument=error.validator_value,
            node=error.instance,
            schema=error.schema,
            path=tuple(error.absolute_path),
            schema_path=tuple(error.absolute_schema_path),
            checked=checked,
        )
        for error in validator(schema, registry=Registry()).iter_errors(node)
    ]


def _one_argument(check: Any) -> Any:
    """jsonschema also hands over the checker itself."""
    return lambda _checker, node: check(node)


def odd_part(document: Any, schema: Literal["decision"]) -> str | None:
    """Of plain values, as JSON gives them: where the first part stands that breaks the schema (`criteria.0.rule`)."""
    from jsonschema.validators import Draft202012Validator  # imported here: slow, and seldom needed
    from referencing import Registry

    described: Schema = json.loads((folder("schemas") / f"{schema}.schema.json").read_bytes())
    first = next(Draft202012Validator(described, registry=Registry()).iter_errors(document), None)
    return None if first is None else ".".join(map(str, first.absolute_path)) or "the whole"
