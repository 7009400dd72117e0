"""What was read from a YAML or JSON file, with the place of every key and value. Nothing is interpreted here.

A scalar is the text that was written; what it means is for the schema and the vocabulary to say.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias, TypeVar, overload

from gonogo.model.location import Location

Other = TypeVar("Other")


class Scalar(str):
    """One written text. `plain`: it stood without quotes, so it may be read as a number, a date or a word."""

    __slots__ = ("at", "plain")
    at: Location
    plain: bool

    def __new__(cls, text: str, at: Location, *, plain: bool) -> Scalar:
        self = str.__new__(cls, text)
        self.at = at
        self.plain = plain
        return self


class Mapping(dict[Scalar, "Node"]):
    """Keys and values in the order in which they were written. Every key is a `Scalar` with its own place."""

    __slots__ = ("at",)

    def __init__(self, at: Location) -> None:
        super().__init__()
        self.at = at

    def written(self, key: str) -> Scalar:
        """A key as it stands in the file, with its place."""
        return next(one for one in self if one == key)

    if TYPE_CHECKING:  # a plain text finds what was written, which dict's own types do not say

        def __getitem__(self, key: str, /) -> Node: ...

        @overload
        def get(self, key: str, default: None = None, /) -> Node | None: ...
        @overload
        def get(self, key: str, default: Node, /) -> Node: ...
        @overload
        def get(self, key: str, default: Other, /) -> Node | Other: ...
        def get(self, key: str, default: object = None, /) -> object: ...
        @overload
        def pop(self, key: str, /) -> Node: ...
        @overload
        def pop(self, key: str, default: Node, /) -> Node: ...
        @overload
        def pop(self, key: str, default: Other, /) -> Node | Other: ...
        def pop(self, key: str, default: object = None, /) -> object: ...


class Sequence(list["Node"]):
    """A list of values."""

    __slots__ = ("at",)

    def __init__(self, at: Location) -> None:
        super().__init__()
        self.at = at


Node: TypeAlias = Mapping | Sequence | Scalar

NULL_WORDS = frozenset({"", "~", "null"})


def is_null(node: object) -> bool:
    """Whether nothing was written, or `~` or `null` without quotes."""
    return isinstance(node, Scalar) and node.plain and node in NULL_WORDS
