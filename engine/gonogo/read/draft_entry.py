"""From what files offer to a proposal: which fact each is a list of, and how its columns are to be read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from posixpath import basename

from gonogo.model.draft import DraftEntry, DraftField, Lacking, Meaning
from gonogo.model.noun import replace
from gonogo.model.policy import FactType, Field
from gonogo.model.value import shown
from gonogo.read.complaint import listed, shortened
from gonogo.read.draft_fields import Proposal, base_forms, proposal
from gonogo.read.evidence_reading import EvidenceReading
from gonogo.read.extract import Extract, Raw
from gonogo.read.fit_values import DAYS, Fit, Values
from gonogo.read.mapping_dates import readings
from gonogo.read.offers import More, Offer

LEAST = 0.34  # of a fact that a table has to give
NEAR = 0.06  # two proposals so near each other are both told
MOST_QUOTED = 3


def proposals(
    offers: Sequence[Offer], facts: Iterable[FactType], reading: EvidenceReading, path: str
) -> list[tuple[Proposal, tuple[str, ...]]]:
    """The best fact for each table of a file, and of several tables for one fact the one that fits best.

    With each, what else it could be: another fact for the same table, another table for the same fact.
    """
    every = list(facts)
    found = [
        [one for fact in every if (one := proposal(fact, offer, reading, basename(path))) is not None]
        for offer in offers
    ]
    best: dict[str, Proposal] = {}
    for ones in found:
        chosen = max(ones, key=lambda one: one.score, default=None)
        if chosen is None or chosen.score < LEAST:
            continue
        before = best.get(chosen.fact.id)
        if before is None or before.score < chosen.score:
            best[chosen.fact.id] = chosen
    return [(one, tuple(_nearly(one, [each for ones in found for each in ones]))) for one in best.values()]


def _nearly(chosen: Proposal, others: Iterable[Proposal]) -> Iterator[str]:
    for other in others:
        if other is chosen or other.score <= max(LEAST, chosen.score - NEAR):
            continue
        if other.offer is chosen.offer:
            yield f"it could be `{other.fact.id}` ({other.fact.title}) as well"
        elif other.fact is chosen.fact:
            yield f"{other.offer.inside} would fit as well"


def entry_of(chosen: Proposal, extract: Extract, path: str, reading: EvidenceReading) -> DraftEntry:
    """The proposal worked out on all rows of the file."""
    fact, offer = chosen.fact, chosen.offer
    fields = [_field(fact, name, column, (offer, extract, reading)) for name, column in chosen.columns.items()]
    used = set(chosen.columns.values())
    lacking = [
        Lacking(name, field.type.describe(), field.optional)
        for name, field in fact.fields.items()
        if name not in chosen.columns
    ]
    return DraftEntry(
        path=path,
        inside=offer.inside,
        fact=fact.id,
        title=fact.title,
        count=extract.count,
        said=offer.said,
        fields=tuple(fields),
        left_over=tuple(one for one in offer.columns if one not in used),
        lacking=tuple(lacking),
        remarks=offer.remarks,
    )


def read_all(chosen: Proposal, content: bytes, path: str, more: More) -> Extract | None:
    """All rows of the columns that are proposed."""
    return chosen.offer.read(content, path, list(dict.fromkeys(chosen.columns.values())), more)


# --- one field -----------------------------------------------------------------------------------


def _field(fact: FactType, name: str, column: str, about: tuple[Offer, Extract, EvidenceReading]) -> DraftField:
    offer, extract, reading = about
    field, raws = fact.fields[name], extract.columns.get(column, ())
    named = next((one for one, other in offer.fields.items() if other == column), "")
    fit = Values(field, reading, base_forms(offer, named, column)).fit(raws)
    made = DraftField(
        field=field.id,
        column=column,
        described=field.type.describe(),
        optional=field.optional,
        offered=named == field.id,
        forms=fit.forms,
        missing=() if name in fact.key else fit.missing,
        values=tuple(Meaning(*one) for one in fit.values),
        either=fit.either,
        samples=tuple(shortened(one) for one in fit.samples),
        remarks=tuple(_remarks(field, fit)),
    )
    asks = tuple(_asks(field, fit, column, raws, extract))
    doubtful = fit.either or fit.refused or (field.optional and _unknown_words(fit))
    return replace(made, asks=asks, reads=not doubtful or name in fact.key)


def _unknown_words(fit: Fit) -> bool:
    """Whether it is not sure what some words mean: of an optional field, that there is nothing is a fact."""
    return any(not sure for _, _, sure in fit.values)


def _remarks(field: Field, fit: Fit) -> Iterator[str]:
    if "dates" in fit.forms and field.type.kind in DAYS:
        yield "no other form fits all of them"


def _asks(field: Field, fit: Fit, column: str, raws: Sequence[Raw], extract: Extract) -> Iterator[str]:
    if fit.either:
        text = _ambiguous(raws)
        days = " or ".join(shown(day) for _, day in readings(text))
        yield f"dates: is {text} {days}? Say {' or '.join(fit.either)}"
    if fit.refused:
        quoted = listed(f"`{shortened(_text(one))}`" for one, _ in fit.refused[:MOST_QUOTED])
        more = f" and {len(fit.refused) - MOST_QUOTED} more" if len(fit.refused) > MOST_QUOTED else ""
        row = next(number for number, raw in enumerate(raws) if _text(raw) == _text(fit.refused[0][0]))
        place = extract.place(row, column)
        yield f"this cannot be read as {field.type.describe()}: {quoted}{more} (the first is {place})"
    if field.optional and fit.missing:
        words = listed(f"`{one}`" for one in fit.missing)
        yield f"does {words} say that there is none? If it only is not known, take it out"
    if field.optional and _unknown_words(fit):
        yield "say what each word means, and take the # away"


def _ambiguous(raws: Sequence[Raw]) -> str:
    """The first date that can be read in two ways, which are different days."""
    texts = (str(raw).strip() for raw in raws if isinstance(raw, str))
    return next((text for text in texts if len({day for _, day in readings(text)}) > 1), "")


def _text(raw: Raw) -> str:
    return raw if isinstance(raw, str) else getattr(raw, "says", "") or repr(raw)
