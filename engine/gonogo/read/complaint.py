"""How a complaint about a part of a tree is worded: where, what is wrong, what was expected, what stands there."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypedDict, Unpack

from gonogo.model.diagnostic import Code, Diagnostic, Severity
from gonogo.model.location import Location
from gonogo.read.nearest import nearest
from gonogo.read.tree import Node, Scalar, Sequence, is_null

LONGEST_QUOTE = 60
LONGEST_NAME = 200
LONGEST_SENTENCE = 2_000
MOST_NAMED = 12


class More(TypedDict, total=False):
    """What a complaint may say besides."""

    found: str
    did_you_mean: str | None
    see: tuple[tuple[str, Location], ...]
    remedy: str | None
    severity: Severity


def wrong(code: Code, node: Node, says: str, expected: str, **more: Unpack[More]) -> Diagnostic:
    """A complaint about a node; unless told otherwise, what was found is the node itself."""
    more.setdefault("found", as_written(node))
    return Diagnostic(code=code, at=node.at, says=readable(says), expected=readable(expected), **more)


def readable(sentence: str) -> str:
    """On one line, and no longer than anybody would read: a file may give anything for a name."""
    return cut_to(one_line(sentence), LONGEST_SENTENCE)


def unknown_name(code: Code, node: Node, says: str, known: Iterable[str], **more: Unpack[More]) -> Diagnostic:
    """A complaint about a name that stands for nothing, with the names that do and the nearest of them."""
    choices = list(known)
    more.setdefault("did_you_mean", nearest(str(node), choices) if isinstance(node, Scalar) else None)
    return wrong(code, node, says, one_of(choices), **more)


def as_written(node: Node) -> str:
    """A node as a reader would name it."""
    if isinstance(node, Scalar):
        return "nothing" if is_null(node) else f"`{shortened(node)}`"
    if isinstance(node, Sequence):
        return "a list" if node else "an empty list"
    return f"a mapping with {listed(f'`{key}`' for key in node)}" if node else "an empty mapping"


def shortened(text: str) -> str:
    """Text short enough to stand in a sentence."""
    return cut_to(one_line(text), LONGEST_QUOTE)


def cut_to(text: str, most: int) -> str:
    """So much of a text, and a sign where something is left out."""
    return text if len(text) <= most else text[: most - 1] + "…"


def one_line(text: str) -> str:
    return " ".join(text.split())


def listed(words: Iterable[str]) -> str:
    """Words with commas; the tail of a long list is counted."""
    all_words = list(words)
    named = ", ".join(cut_to(word, LONGEST_NAME) for word in all_words[:MOST_NAMED])
    return named if len(all_words) <= MOST_NAMED else f"{named} and {len(all_words) - MOST_NAMED} more"


def one_of(words: Iterable[str]) -> str:
    """What was expected, where it is one of some names."""
    all_words = list(words)
    if not all_words:
        return "nothing here, as none is declared"
    return listed(all_words) if len(all_words) == 1 else f"one of {listed(all_words)}"
