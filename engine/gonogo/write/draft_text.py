"""What a person is told who has begun an evidence file: what each file was taken for, and how its first rows read."""

from __future__ import annotations

from collections.abc import Iterator

from gonogo.model.draft import Draft, DraftEntry, DraftField
from gonogo.model.evidence import Entry, Evidence, Record
from gonogo.model.records import UNSET, attribute
from gonogo.model.value import shown
from gonogo.write.text_layout import BOLD, Page, counted, listed, spaced

ROWS = 3
LONGEST = 28
NAME = 16


def draft_text(draft: Draft, evidence: Evidence | None, *, colour: bool = False, width: int = 100) -> str:
    """A table for each list, ending in a line end."""
    page = Page(width, colour)
    lines: list[str] = []
    taken: dict[str, int] = {}
    for entry in draft.entries:
        number = taken[entry.fact] = taken.get(entry.fact, -1) + 1
        lines += ["", *_entry(entry, page)]
        read = () if evidence is None else evidence.entries.get(entry.fact, ())
        good = [one for one in read if not one.malformed]
        if number < len(good):
            lines += _rows(good[number], entry, page)
    if draft.owed:
        told = [f"{one.fact}{f' ({listed(one.by)})' if one.by else ''}" for one in draft.owed]
        lines += ["", *page.labelled("Not given", ", ".join(told))]
    return "\n".join(lines) + "\n"


def _entry(entry: DraftEntry, page: Page) -> Iterator[str]:
    inside = f", {entry.inside}" if entry.inside else ""
    what = f"{entry.path}{inside} -> {_what(entry)}, {counted(entry.count, 'row', 'rows')}"
    first, *rest = page.paragraph(what)
    yield page.painted(first, BOLD)
    yield from rest
    for remark in entry.remarks:
        yield from page.paragraph(remark.removeprefix("? "), 2, "? " if remark.startswith("?") else "")
    for also in entry.also:
        yield from page.paragraph(also, 2, "? ")
    for one in entry.fields:
        yield from page.paragraph(_field(one), 4)
        for ask in one.asks:
            yield from page.paragraph(ask, 6, "? ")
        unknown = [meaning.written for meaning in one.values if not meaning.sure]
        if unknown:
            yield from page.paragraph(f"what is meant by {listed(unknown, 'and')}?", 6, "? ")
    if entry.lacking:
        told = [f"{one.field}{' (optional)' if one.optional else ''}" for one in entry.lacking]
        yield from page.paragraph(f"without a column, so unknown: {', '.join(told)}", 4)
    if entry.left_over:
        yield from page.paragraph(f"columns left over: {', '.join(entry.left_over)}", 4)


def _what(entry: DraftEntry) -> str:
    return entry.fact if entry.title == spaced(entry.fact) else f"{entry.fact} ({entry.title})"


def _field(one: DraftField) -> str:
    told = [f"{key} {text}" for key, text in one.forms.items()]
    told += [f"{meaning.written} is {meaning.means}" for meaning in one.values if meaning.sure]
    told += [f"nothing where it says {', '.join(one.missing)}"] if one.missing else []
    said = f" ({'; '.join(told)})" if told else ""
    return f"{one.field:<{NAME}} <- {one.column}{said}" + ("" if one.reads else ", not yet read")


def _rows(read: Entry, entry: DraftEntry, page: Page) -> Iterator[str]:
    """The first records as they are read."""
    if not read.records:
        return
    yield "  reads as"
    for record in read.records[:ROWS]:
        yield from page.paragraph("  ".join(_values(record, entry)), 4, "- ")


def _values(record: Record, entry: DraftEntry) -> Iterator[str]:
    for one in entry.fields:
        value = getattr(record, attribute(one.field))
        if value is UNSET:
            continue
        text = shown(value) if value is not None else "(none)" if one.optional else "(unknown)"
        yield f"{spaced(one.field)}: {text if len(text) <= LONGEST else text[: LONGEST - 1] + '…'}"
