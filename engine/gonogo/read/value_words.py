"""Words for values: of another kind, not among those allowed, too few, too many."""

from __future__ import annotations

import re

from gonogo.model.diagnostic import Code, Diagnostic
from gonogo.read.breach import Breach, clause, one_of, short
from gonogo.read.nearest import nearest
from gonogo.read.tree import Mapping, Node, Scalar, Sequence, is_null

KINDS = {
    "object": "a mapping (`key: value`)",
    "array": "a list",
    "string": "text",
    "boolean": "true or false",
    "integer": "a whole number",
    "number": "a number",
    "null": "nothing",
}


def not_one_of(breach: Breach) -> Diagnostic:
    if not isinstance(breach.node, Scalar) or is_null(breach.node):
        return _wrong_shape(breach, one_of(breach.argument))
    return Diagnostic(
        code=Code.NOT_ONE_OF,
        at=breach.node.at,
        says=f"{breach.subject} cannot be `{short(breach.node)}`",
        expected=one_of(breach.argument),
        found=f"`{short(breach.node)}`",
        did_you_mean=nearest(breach.node, breach.argument),
    )


def wrong_form(breach: Breach) -> Diagnostic:
    title, description = breach.titled, breach.schema.get("description", "")
    better = re.sub(r"[^A-Za-z0-9._-]+", "_" if title == "a name" else "-", breach.node.strip())
    better = re.sub(r"[.-]", "_", better).lower() if title == "a name" else better
    return Diagnostic(
        code=Code.WRONG_FORM,
        at=breach.node.at,
        says=f"`{short(breach.node)}` cannot be {title}",
        expected=clause(description),
        found=f"`{short(breach.node)}`",
        remedy=f"write it as `{better}`" if re.search(breach.argument, better) else None,
    )


def wrong_kind(breach: Breach) -> Diagnostic:
    names = [breach.argument] if isinstance(breach.argument, str) else list(breach.argument)
    if len(names) > 1 and "description" in breach.schema:
        return _wrong_shape(breach, clause(breach.schema["description"]))
    expected = " or ".join(KINDS[name] for name in names)
    title = breach.schema.get("title")
    return _wrong_shape(breach, f"{title}, which is {expected}" if title else expected)


def _wrong_shape(breach: Breach, expected: str) -> Diagnostic:
    nothing = is_null(breach.node)
    found = _what(breach.node)
    return Diagnostic(
        code=Code.WRONG_SHAPE,
        at=breach.holder if nothing else breach.node.at,
        says=f"{breach.subject} cannot be {found}",
        expected=expected,
        found=found,
        remedy=_advice(breach.node, is_test=breach.schema.get("title") == "a test"),
    )


def repeated(breach: Breach) -> Diagnostic:
    texts = [one for one in breach.node if isinstance(one, Scalar)]
    seen: dict[str, Scalar] = {}
    again = next((one for one in texts if seen.setdefault(one, one) is not one), breach.node[-1])
    first = seen.get(again, breach.node[0]) if isinstance(again, Scalar) else breach.node[0]
    return Diagnostic(
        code=Code.REPEATED,
        at=again.at,
        says=f"`{short(again)}` stands twice in {breach.subject}",
        expected="each item once",
        found=f"`{short(again)}` again",
        see=(("first written at", first.at),),
    )


def wrong_count(breach: Breach) -> Diagnostic:
    few = breach.keyword.startswith("min")
    unit = {"Length": "letter", "Items": "item", "Properties": "key"}[breach.keyword[3:]]
    plural = "" if breach.argument == 1 else "s"
    says = f"has too {'few' if few else 'many'} {unit}s"
    return Diagnostic(
        code=Code.WRONG_COUNT,
        at=breach.node.at,
        says=f"{breach.subject} {says if breach.node else 'is empty'}",
        expected=f"at {'least' if few else 'most'} {breach.argument} {unit}{plural}",
        found=f"{len(breach.node)}" if breach.node else "none",
    )


def _advice(node: Node, *, is_test: bool) -> str | None:
    if is_null(node):
        return "write {given: false} for no value" if is_test else "leave the key out, or give it a value"
    quoted = isinstance(node, Scalar) and not node.plain
    return "leave the quotes out" if quoted and node in ("true", "false") else None


def _what(node: Node) -> str:
    if isinstance(node, Mapping):
        return "a mapping"
    if isinstance(node, Sequence):
        return "a list"
    if is_null(node):
        return "empty" if not node else f"`{node}`"
    return f"`{short(node)}`" if node else "an empty text"
