"""Which column is which field: by what they are called, and by whether what stands in one can be read as the other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from gonogo.model.noun import Noun
from gonogo.model.policy import FactType
from gonogo.read.evidence_reading import EvidenceReading
from gonogo.read.extract import Forms, Raw
from gonogo.read.fit_names import SAME, likeness, words_of
from gonogo.read.fit_values import WORDED, Values
from gonogo.read.mapping_file import forms_of
from gonogo.read.offers import Offer
from gonogo.read.offers_header import is_empty
from gonogo.read.tree import Mapping as Tree
from gonogo.read.tree import Scalar

CALLED = 0.5  # how alike names have to be, where the values can be read
SURELY = 0.95  # then it is the same, even if nothing in it can be read yet
FEW = 24
SCORED = 300  # rows on which columns are compared with fields
LEAST_COLUMNS = 2  # one column that fits shows nothing
CALLED_SO, USED = 0.2, 0.2  # what the name of the file adds, and that all of its columns are used
WEIGHTS = {True: 0.4, False: 1.0}  # of an optional field, and of others


class Proposal(Noun, frozen=True, kw_only=True):
    """A fact, and the column that each of its fields would be read from. `score`: how much of the fact that is."""

    fact: FactType
    offer: Offer
    columns: Mapping[str, str]
    score: float


def base_forms(offer: Offer, field: str, column: str) -> Forms | None:
    """How a ready-made mapping says that a field of it is written."""
    if offer.mapping is None:
        return None
    part = offer.mapping.get("offers", offer.mapping.get("map"))
    node = part.get(field) if isinstance(part, Tree) else None
    at = offer.mapping.at
    return forms_of(node if isinstance(node, Tree) else Tree(at), offer.mapping, (Scalar(column, at, plain=False),))


def proposal(fact: FactType, offer: Offer, reading: EvidenceReading, file: str) -> Proposal | None:
    """How a table would be read as records of a fact; None where what tells them apart is not in it."""
    scored = sorted(_scored(fact, offer, reading), key=lambda one: -one[0])
    columns: dict[str, str] = {}
    sure: dict[str, float] = {}
    for score, field, column in scored:
        if field not in columns and column not in columns.values():
            columns[field], sure[field] = column, score
    for name in fact.key:
        other = _any_key(offer, columns) if name not in columns and len(fact.key) == 1 else None
        if other is not None:
            columns[name], sure[name] = other, 0.4
    if any(name not in columns and not fact.fields[name].optional for name in fact.key):
        return None
    if len(columns) < min(LEAST_COLUMNS, len(fact.fields)):
        return None
    weights = {name: 1.0 if name in fact.key else WEIGHTS[field.optional] for name, field in fact.fields.items()}
    score = sum(weights[name] * sure[name] for name in columns) / sum(weights.values())
    score += CALLED_SO * _called(fact, f"{file} {offer.inside}") + USED * len(columns) / max(1, len(offer.columns))
    ordered = {name: columns[name] for name in fact.fields if name in columns}
    return Proposal(fact=fact, offer=offer, columns=ordered, score=score)


def _scored(fact: FactType, offer: Offer, reading: EvidenceReading) -> Iterator[tuple[float, str, str]]:
    """Each pair of a field and a column that could be the same thing, and how well they fit."""
    for field in fact.fields.values():
        for column, whole in offer.columns.items():
            raws = whole[:SCORED]
            called = [name for name, one in offer.fields.items() if one == column] or [column]
            alike = max(SAME if name == field.id else likeness(name, field, fact) for name in called)
            if alike < CALLED and field.type.kind not in WORDED:
                continue
            fit = Values(field, reading, base_forms(offer, called[0], column)).fit(raws)
            if alike >= CALLED and (fit.share > 0 or fit.given == 0 or fit.either or alike >= SURELY):
                score = 0.7 * alike + 0.3 * fit.share
            elif fit.own == fit.given and 2 <= fit.given <= FEW:
                score = 0.5  # its words are the field's own, whatever it is called
            else:
                continue
            if field.id in fact.key and len(fact.key) == 1 and not _is_key(raws):
                score *= 0.5
            yield score, field.id, column


def _is_key(raws: Sequence[Raw]) -> bool:
    """Whether the values of a column tell its rows apart, all but a few."""
    given = [repr(raw) for raw in raws if not is_empty(raw)]
    return bool(given) and len(set(given)) >= 0.9 * len(raws)


def _any_key(offer: Offer, taken: Mapping[str, str]) -> str | None:
    """The first column whose values tell the rows apart and are short."""
    for column, raws in offer.columns.items():
        short = all(len(raw) <= 40 for raw in raws if isinstance(raw, str))
        if column not in taken.values() and short and len(raws) > 1 and _is_key(raws):
            return column
    return None


def _called(fact: FactType, name: str) -> float:
    """How much of what the fact is called stands in the name of a file or a sheet."""
    there = {one.rstrip("s") for one in words_of(name)}
    wanted = [{one.rstrip("s") for one in words_of(text)} for text in (fact.id, fact.title)]
    return max(len(one & there) / len(one) for one in wanted if one)
