"""What a paper is to leave out when it is asked to. What is marked wrongly would not be, so it is complained of."""

from __future__ import annotations

from collections.abc import Mapping as Known
from collections.abc import Sequence as Listed

from gonogo.model.diagnostic import Code, Diagnostics
from gonogo.model.evidence import Source
from gonogo.model.location import SourceFile
from gonogo.model.policy import Policy
from gonogo.model.redaction import NOTHING, Redactions
from gonogo.model.value_type import Kind
from gonogo.read.complaint import unknown_name, wrong
from gonogo.read.shaped import many, scalar
from gonogo.read.tree import Mapping, Node, Scalar

TEXTUAL = (Kind.TEXT, Kind.ONE_OF, Kind.RANKED)


def read_redactions(
    node: Node | None,
    policy: Policy,
    diagnostics: Diagnostics,
    sources: Known[str, Source],
    files: Listed[SourceFile] = (),
) -> Redactions:
    """`redact:` of evidence or of a house style. Passages must stand in the `files`, of which one holds the list."""
    if not isinstance(node, Mapping):
        return NOTHING
    whole = [_flat(file.text) for file in files]
    for name in many(node.get("passages")) if files else ():
        if sum(text.count(_flat(scalar(name))) for text in whole) < 2:  # once in this very list
            says = "this passage stands nowhere in the evidence or the policy"
            remedy = "copy it from where it stands, word for word"
            diagnostics.add(wrong(Code.NOTHING_TO_LEAVE_OUT, name, says, "a passage that stands there", remedy=remedy))
    for name, keys in _listed(node.get("fields")):
        _check_field(name, keys, policy, diagnostics)
    for name, _ in _listed(node.get("sources")):
        if name not in sources:
            says = f"there is no source `{name}` whose words could be left out"
            diagnostics.add(unknown_name(Code.NOTHING_TO_LEAVE_OUT, name, says, sources))
    return Redactions(
        persons=_texts(node.get("persons")),
        passages=_texts(node.get("passages")),
        sources={str(name): tuple(str(scalar(key)) for key in keys) for name, keys in _listed(node.get("sources"))},
        fields={str(name): tuple(str(scalar(key)) for key in keys) for name, keys in _listed(node.get("fields"))},
    )


def _check_field(name: Scalar, keys: list[Node], policy: Policy, diagnostics: Diagnostics) -> None:
    fact = policy.facts.get(str(name))
    if fact is None:
        says = f"the policy has no fact `{name}` whose fields could be left out"
        diagnostics.add(unknown_name(Code.NOTHING_TO_LEAVE_OUT, name, says, policy.facts))
        return
    for key in keys:
        field = fact.fields.get(str(scalar(key)))
        if field is None:
            says = f"`{name}` has no field `{key}` that could be left out"
            diagnostics.add(unknown_name(Code.NOTHING_TO_LEAVE_OUT, key, says, fact.fields))
        elif field.type.kind not in TEXTUAL:
            says = f"`{key}` of `{name}` holds no text: what it says could not be told from other figures"
            diagnostics.add(wrong(Code.NOT_A_TEXT, key, says, "a field that holds text"))


def _listed(node: Node | None) -> list[tuple[Scalar, list[Node]]]:
    return [(name, many(inner)) for name, inner in node.items()] if isinstance(node, Mapping) else []


def _texts(node: Node | None) -> tuple[str, ...]:
    return tuple(str(scalar(one)) for one in many(node))


def _flat(text: str) -> str:
    return " ".join(text.replace("\\", "").split()).casefold()
