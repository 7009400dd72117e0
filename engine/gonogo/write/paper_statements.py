"""What was said, in the words of those who said it: by whom, when, and about which part of the paper."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from gonogo.model.evidence import Entry
from gonogo.model.house_style import Statements
from gonogo.model.noun import Noun
from gonogo.model.policy import Policy
from gonogo.model.records import UNSET, attribute
from gonogo.model.report import Block, Paragraph, Quote, Words
from gonogo.model.report import Style as Set
from gonogo.model.value import shown
from gonogo.write.paper_pen import Pen

USUAL = ("about", "words")  # a fact with these two fields holds what somebody said


class Statement(Noun, frozen=True):
    """Somebody's words, with the key of their record and its source."""

    key: str
    about: str
    words: str
    source: str


Said = Mapping[str, Sequence[Statement]]  # by what they are about


def statements(pen: Pen) -> Said:
    """All that was said and counts, in the order of the evidence."""
    left_out = {(one["fact"], one["at"]) for one in pen.made.decision["left_out"]}
    found: dict[str, list[Statement]] = {}
    for form in pen.style.statements or _usual(pen.made.policy):
        for entry in pen.made.evidence.entries.get(form.fact, ()):
            for index, record in enumerate(entry.records):
                if (form.fact, str(entry.place(index))) not in left_out:
                    for one in _statement(entry, record, form, pen.made.policy):
                        found.setdefault(one.about, []).append(one)
    return found


def _usual(policy: Policy) -> Iterator[Statements]:
    for fact in policy.facts.values():
        if set(USUAL) <= fact.fields.keys():
            yield Statements(fact.id, *USUAL)


def _statement(entry: Entry, record: object, form: Statements, policy: Policy) -> Iterator[Statement]:
    about, words = _value(record, form.about), _value(record, form.words)
    if about and words:
        key = ", ".join(_value(record, name) for name in policy.facts[form.fact].key)
        own = getattr(record, "source", UNSET)
        sources = entry.sources if own is UNSET or own is None else (own,) if isinstance(own, str) else tuple(own)
        yield Statement(key, about, words, ", ".join(sources))


def _value(record: object, field: str) -> str:
    value = getattr(record, attribute(field), UNSET)
    return "" if value is UNSET or value is None else shown(value)


def quoted(said: Sequence[Statement], pen: Pen, named: str | None = None, *, notes: bool = False) -> Iterator[Block]:
    """Quotations, by source: who said it and when stands once above them. `named`: a source that was named already.

    `notes`: with what the source notes of how its words came about.
    """
    for source in dict.fromkeys(one.source for one in said):
        known = pen.made.evidence.sources.get(source)
        note = f". {known.note}" if notes and known is not None and known.note else ""
        if source != named:
            yield Paragraph((Words(pen.source_line(source), Set.EMPHASIS), Words(note)))
        for one in said:
            if one.source == source:
                yield Quote(one.words, one.key or None)


def noted(sources: Iterable[str], pen: Pen) -> Iterator[Block]:
    """What sources note of how their words came about, each once."""
    known = pen.made.evidence.sources
    for name in dict.fromkeys(name for names in sources for name in names.split(", ")):
        note = known[name].note if name in known else None
        if note:
            yield Paragraph((Words(pen.source_line(name), Set.EMPHASIS), Words(f". {note}")))


def not_in(said: Sequence[Statement], text: str | None) -> list[Statement]:
    """Statements that are not already part of a text, which need not be told again."""
    flat = _flat(text or "")
    return [one for one in said if _flat(one.words) not in flat]


def _flat(text: str) -> str:
    return " ".join(text.split()).strip(" ,.;:").casefold().removeprefix("and ")
