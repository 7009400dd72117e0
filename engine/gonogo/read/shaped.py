"""The parts of a tree whose shape the schema has checked. A part of another shape here is a fault of ours."""

from __future__ import annotations

from gonogo.model.diagnostic import InternalError
from gonogo.read.tree import Mapping, Node, Scalar, Sequence, is_null


def scalar(node: Node | None) -> Scalar:
    if isinstance(node, Scalar):
        return node
    raise InternalError(f"the schema let something else pass where one text is wanted: {_place(node)}")


def mapping(node: Node | None) -> Mapping:
    if isinstance(node, Mapping):
        return node
    raise InternalError(f"the schema let something else pass where a mapping is wanted: {_place(node)}")


def _place(node: Node | None) -> str:
    return "nothing at all" if node is None else str(node.at)


def many(node: Node | None) -> list[Node]:
    """One thing or a list of them, as a list; nothing, as an empty one."""
    return [] if node is None else list(node) if isinstance(node, Sequence) else [node]


def mappings(node: Mapping, key: str) -> list[Mapping]:
    """The items of a list of mappings."""
    return [mapping(one) for one in many(node.get(key))]


def sections(node: Mapping, key: str) -> list[tuple[Scalar, Mapping]]:
    """What stands under a key, by its name or id."""
    return [(name, mapping(part)) for name, part in mapping(node[key]).items()] if key in node else []


def text_of(node: Mapping, key: str) -> str | None:
    """A text as it was written; None where there is none."""
    value = node.get(key)
    return None if value is None or is_null(value) else str(scalar(value))


def is_true(node: Mapping, key: str) -> bool:
    return str(node.get(key)) == "true"
