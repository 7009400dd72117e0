"""What a policy changes in the one that it extends: which of its parts are added, changed or removed, by their ids.

A part is compared without the parts in it that have names of their own: a criterion whose rule differs has not changed
itself. What is added or removed whole is told without what is in it. What only says which policy it is does not count.
"""

from __future__ import annotations

from collections.abc import Iterator

from gonogo.model.policy import Difference
from gonogo.read.tree import Mapping, Node, Scalar, Sequence

KINDS = {
    "roles": "role",
    "parameters": "parameter",
    "vocabulary": "fact",
    "definitions": "definition",
    "criteria": "criterion",
    "risks": "risk",
    "controls": "control",
    "decisions": "decision",
    "rules": "rule",
    "obligations": "obligation",
}
OF_ITSELF = ("policy", "title", "version", "source", "note")

Part = tuple[str, str]  # its kind and its id; the kind of what stands at the top is empty
Parts = dict[Part, "_Content"]


class _Content:
    """What stands in a part itself, the order of the rules in it, and what it is a part of."""

    def __init__(self, own: Node, rules: list[str], of: Part | None) -> None:
        self.own = own
        self.rules = rules
        self.of = of

    def differs(self, other: _Content) -> bool:
        mine = [rule for rule in self.rules if rule in other.rules]
        return self.own != other.own or mine != [rule for rule in other.rules if rule in self.rules]


def differences(base: Mapping, whole: Mapping) -> tuple[Difference, ...]:
    """In the order of the policy; what was removed, in the order of the base."""
    before, after = dict(_parts(base)), dict(_parts(whole))
    added = [Difference("added", *part) for part in _only_in(after, before)]
    changed = [Difference("changed", *part) for part in after if part in before and before[part].differs(after[part])]
    removed = [Difference("removed", *part) for part in _only_in(before, after)]
    return (*added, *changed, *removed)


def _only_in(some: Parts, others: Parts) -> Iterator[Part]:
    for part, content in some.items():
        if part not in others and (content.of is None or content.of in others):
            yield part


def _parts(policy: Mapping) -> Iterator[tuple[Part, _Content]]:
    for key, node in policy.items():
        if key == "decision" and isinstance(node, Mapping):
            yield from _part(("decision", "decision"), node, None)
        elif key in KINDS:
            yield from _section(key, node, None)
        elif key not in OF_ITSELF:
            yield ("", str(key)), _Content(node, [], None)


def _section(key: Scalar, node: Node, of: Part | None) -> Iterator[tuple[Part, _Content]]:
    kind = KINDS[str(key)]
    if isinstance(node, Mapping):
        for name, inner in node.items():
            yield from _part((kind, str(name)), inner, of)
    else:
        for inner in node if isinstance(node, Sequence) else ():
            if isinstance(inner, Mapping):
                yield from _part((kind, str(inner["id"])), inner, of)


def _part(part: Part, node: Node, of: Part | None) -> Iterator[tuple[Part, _Content]]:
    if not isinstance(node, Mapping):
        yield part, _Content(node, [], of)
        return
    inside = {key: inner for key, inner in node.items() if key in KINDS and _is_named(inner)}
    own = Mapping(node.at)
    own.update({key: inner for key, inner in node.items() if key not in inside})
    yield part, _Content(own, _ids(node.get("rules")), of)
    for key, inner in inside.items():
        yield from _section(key, inner, part)


def _is_named(node: Node) -> bool:
    """Whether each thing in it has a name or an id."""
    if isinstance(node, Sequence):
        return all(isinstance(one, Mapping) and "id" in one for one in node)
    return isinstance(node, Mapping)


def _ids(rules: Node | None) -> list[str]:
    return [str(one["id"]) for one in rules if isinstance(one, Mapping)] if isinstance(rules, Sequence) else []
