"""Texts with `{placeholders}`: each must stand for something, so that no paper goes out with a hole in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from gonogo.model.condition import Condition, ParameterIs, StatusIs, leaves
from gonogo.model.diagnostic import Code
from gonogo.read.complaint import unknown_name, wrong
from gonogo.read.names import SOURCE_FIELDS, Names
from gonogo.read.shaped import scalar
from gonogo.read.tree import Mapping, Scalar, is_null


def read_text(node: Mapping, key: str, names: Names, condition: Condition | None = None) -> str | None:
    """A text for people, its placeholders checked; with a condition, what that condition finds may be named too."""
    if key not in node or is_null(node[key]):
        return None
    text = scalar(node[key])
    known = [*(() if condition is None else _found(condition, names)), *_standing(names)]
    for word in _placeholders(text, names):
        if word in known:
            names.used.add(word)
        else:
            says = f"nothing is known here as `{{{word}}}`"
            choices = list(dict.fromkeys(known))
            near = unknown_name(Code.UNKNOWN_PLACEHOLDER, Scalar(word, text.at, plain=True), says, choices)
            names.refuse(near)
    return str(text)


def _standing(names: Names) -> Iterable[str]:
    return ["as_of", *names.parameters]


def _found(condition: Condition, names: Names) -> Iterator[str]:
    """What the records that settle a condition can say: those of its outer facts, not of what is nested in them."""
    chosen = [leaf.selection for leaf in leaves(condition) if not isinstance(leaf, ParameterIs | StatusIs)]
    if not chosen:
        return
    yield "count"
    yield from (field for selection in chosen for field in names.facts[selection.fact].fields)
    yield from (f"source.{field}" for field in SOURCE_FIELDS)
    for selection in chosen:
        for name in dict.fromkeys((selection.fact, selection.named)):
            yield from (f"{name}.{field}" for field in names.facts[selection.fact].fields)


def _placeholders(text: Scalar, names: Names) -> list[str]:
    """The words in braces; a complaint where a brace has no partner. `{{` and `}}` stand for braces themselves."""
    words: list[str] = []
    first, *pieces = text.replace("{{", "").replace("}}", "").split("{")
    for piece in pieces:
        word, closed, rest = piece.partition("}")
        if not closed or "}" in rest:
            _unclosed(text, names, "opened and not closed" if not closed else "closed and was not opened")
            return words
        words.append(word.strip())
    if "}" in first:
        _unclosed(text, names, "closed and was not opened")
    return words


def _unclosed(text: Scalar, names: Names, what: str) -> None:
    says = f"a brace is {what}"
    names.refuse(wrong(Code.LONE_BRACE, text, says, "braces in pairs, round the name of a placeholder"))
