"""What a paper leaves out when it is asked to: names and passages, by what they say or by where they stand."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from gonogo.model.noun import Noun

NO_PLACES: Mapping[str, tuple[str, ...]] = MappingProxyType({})


class Redactions(Noun, frozen=True, kw_only=True):
    """`persons` are names and `passages` texts, wherever they stand; the others are places: all that stands there.

    `sources` names keys of sources (`limits`), `fields` names fields of facts.
    """

    persons: tuple[str, ...] = ()
    passages: tuple[str, ...] = ()
    sources: Mapping[str, tuple[str, ...]] = NO_PLACES
    fields: Mapping[str, tuple[str, ...]] = NO_PLACES


NOTHING = Redactions()
