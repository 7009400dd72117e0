"""What every noun of the house is: a value that nothing changes, equal to another that says the same.

They are msgspec Structs, not dataclasses, since there are a hundred of them and every run of the command line makes
all their classes anew: a Struct class is made some thirty times as fast.
"""

from __future__ import annotations

from collections.abc import Callable
from operator import attrgetter
from typing import Any, TypeVar

import msgspec

__all__ = ["Noun", "Written", "replace"]

ASIDE = frozenset({"at", "named"})
Essence = Callable[[Any], Any]
_essences: dict[type, Essence] = {}

Kind = TypeVar("Kind", bound="Noun")


class Noun(msgspec.Struct, frozen=True):
    """An immutable value, compared by its fields."""


class Written(Noun, frozen=True, eq=False):
    """A noun that knows where it was written, and by which name (`at`, `named`): that is no part of what it says.

    So two conditions are equal where they ask the same, wherever they stand.
    """

    def __eq__(self, other: object) -> bool:
        if type(self) is not type(other):
            return NotImplemented
        essence = _essences.get(type(self)) or _essence(type(self))
        return bool(essence(self) == essence(other))

    def __ne__(self, other: object) -> bool:  # a Struct would compare by identity here
        equal = self.__eq__(other)
        return equal if equal is NotImplemented else not equal

    def __hash__(self) -> int:
        essence = _essences.get(type(self)) or _essence(type(self))
        return hash((type(self), essence(self)))


def replace(noun: Kind, **changes: Any) -> Kind:
    """The same noun with some fields changed."""
    return msgspec.structs.replace(noun, **changes)


def _essence(kind: type) -> Essence:
    """The function that gives what counts of a noun of this kind. Kept: it is asked for at every comparison."""
    names = [name for name in kind.__struct_fields__ if name not in ASIDE]  # type: ignore[attr-defined]  # a Struct's
    made: Essence = attrgetter(*names) if names else lambda _: ()
    _essences[kind] = made
    return made
