"""Which records a value may speak of: those that the enclosing conditions look at, by the names that they are given."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from gonogo.model.condition import Condition, Figure
from gonogo.model.noun import Noun, replace
from gonogo.model.policy import FactType
from gonogo.model.value import ValueType
from gonogo.read import tree
from gonogo.read.names import Names


class Seen(Noun, frozen=True):
    """A record in sight. `alias` is unlike that of any other in sight, whatever name was written for it."""

    alias: str
    fact: FactType


class Sight(Noun, frozen=True, kw_only=True):
    """What is in sight at one place of a condition.

    `records` maps the names as written; None: the name would fit two records. `condition` and `figure` read what is
    nested: they come from the module that reads conditions, which stands on this one.
    """

    names: Names
    condition: Callable[[tree.Node, Sight], Condition | None]
    figure: Callable[[tree.Mapping, Sight], tuple[Figure, ValueType] | None]
    records: Mapping[str, Seen | None]
    taken: frozenset[str] = frozenset()
    nested: bool = False
    expanding: tuple[str, ...] = ()

    def looking_at(self, written: str, fact: FactType) -> tuple[Sight, str]:
        """The same with one more record in sight, and the alias that it gets."""
        alias = written
        while alias in self.taken:
            alias += "_"
        seen = None if written in self.records else Seen(alias, fact)
        records = {**self.records, written: seen}
        return replace(self, records=records, taken=self.taken | {alias}), alias

    def defining(self, name: str, written: str, seen: Seen) -> Sight:
        """What a definition sees: the record it describes, and nothing of the place where it is used."""
        return replace(self, records={written: seen}, expanding=(*self.expanding, name))

    def inside_meets(self) -> Sight:
        return replace(self, nested=True)
