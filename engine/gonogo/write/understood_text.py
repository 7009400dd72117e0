"""What evidence was understood as, for people to read: sources, then each fact with its records and their places.

It is written from the document alone (judge.understood).
"""

from __future__ import annotations

from collections.abc import Iterator

from gonogo.write.decision_words import Part
from gonogo.write.text_layout import BOLD, GREEN, YELLOW, Page, counted, listed, spaced

REASONS = {
    "not_yet_received": "not yet received",
    "stale": "past its last day",
    "inadequate": "not good enough for what is asked",
    "superseded": "superseded",
    "corrected": "corrected",
    "malformed": "cannot be read",
}
COUNTS = {
    "yes": "",
    "not_yet_received": "not yet received on the day, so it does not count",
    "stale": "past its last day",
}
SHA = 12  # characters of a digest that are shown
ID, NAME, VALUE = 6, 18, 30  # columns


def understood_text(document: Part, *, colour: bool = False, width: int = 100) -> str:
    """All of it, ending in a line end."""
    page = Page(width, colour)
    evidence = document["evidence"]
    title = evidence["title"] or evidence["id"]
    lines = page.paragraph(f"{title}: what was understood, as known on {document['as_of']}")
    lines = [page.painted(lines[0], BOLD), *lines[1:], ""]
    lines += page.labelled("Policy", f"{document['policy']['title']}, version {document['policy']['version']}")
    lines += page.labelled("Evidence", f"{', '.join(evidence['files'])}, SHA-256 {evidence['sha256']}")
    for one in document["data"]:
        lines += page.labelled("File", f"{one['path']}, {one['bytes']:,} bytes, SHA-256 {one['sha256']}")
    if document["sources"]:
        lines += page.heading("SOURCES")
        lines += [line for one in document["sources"] for line in _source(one, page)]
    lines += page.heading("FACTS")
    for one in document["facts"]:
        lines += [*_fact(one, page), ""]
    if document["absent"]:
        told = [_owed(one) for one in document["absent"]]
        lines += page.labelled("Not given", ", ".join(told))
    return "\n".join(lines).rstrip("\n") + "\n"


def _owed(one: Part) -> str:
    by = f" ({listed(one['owed_by'])})" if one["owed_by"] else ""
    return f"{one['fact']}{by}"


def _source(one: Part, page: Page) -> Iterator[str]:
    parts = [one["title"] or "without a title", f"by {one['by_title'] or one['by'] or 'nobody named'}"]
    parts += [f"made on {one['date']}"] if one["date"] else []
    parts += [f"received on {one['received']}"] if one["received"] else ["received at a time that is not said"]
    parts += [one["basis"]]
    parts += [f"valid until {one['valid_until']}"] if one["valid_until"] else []
    short = len(one["id"]) <= ID
    yield from page.paint_first(
        page.paragraph(", ".join(parts) if short else "", 2, f"{one['id']:<{ID}} "), one["id"], BOLD
    )
    yield from page.paragraph(", ".join(parts), 9) if not short else ()
    if one["file"]:
        digest = f", SHA-256 {one['sha256'][:SHA]}…" if one["sha256"] else ""
        yield from page.paragraph(f"file {one['file']}{digest}", 9)
    if one["limits"]:
        yield from page.paragraph(f"limits: {one['limits']}", 9)
    if COUNTS[one["counts"]]:
        yield from page.paint_first(page.paragraph(COUNTS[one["counts"]], 9), COUNTS[one["counts"]], YELLOW)
    yield from page.paragraph(f"for {', '.join(one['facts'])}" if one["facts"] else "nothing rests on it", 9)


# --- a fact --------------------------------------------------------------------------------------


def _fact(one: Part, page: Page) -> Iterator[str]:
    what = one["fact"] if one["title"] == spaced(one["fact"]) else f"{one['fact']} ({one['title']})"
    whole = "complete" if one["complete"] else "not complete"
    head = page.paragraph(f"{what}: {counted(one['count'], 'record', 'records')}, {whole}", 2)
    head = page.paint_first(head, whole, GREEN if one["complete"] else YELLOW)
    yield from page.paint_first(head, one["fact"], BOLD)
    for why in one["why_incomplete"]:
        yield from page.paragraph(f"not complete: {why}", 4)
    for each in one["lists"]:
        yield from _list(each, page)
    for record in one["records"]:
        yield from _record(record, page)
    more = one["count"] - len(one["records"])
    if more > 0:
        yield from page.paragraph(f"and {more:,} more; --all shows them", 4)
    yield from _left_out(one, page)
    for each in one["contradictions"]:
        yield from _contradiction(each, page)
    if one["contradicted"] > len(one["contradictions"]):
        yield from page.paragraph(f"and {one['contradicted'] - len(one['contradictions']):,} more contradictions", 4)


def _list(one: Part, page: Page) -> Iterator[str]:
    said = "said to be complete" if one["complete"] else "not said to be complete"
    if one["malformed"]:
        said = "which cannot be read"
    by = ", ".join(one["sources"]) or "no source"
    where = ", ".join(one["files"]) or one["at"]
    parts = [f"list from {by}, {where}: {counted(one['count'], 'record', 'records')}, {said}"]
    parts += [f"valid until {one['valid_until']}"] if one["valid_until"] else []
    parts += [f"corrects {one['corrects']}"] if one["corrects"] else []
    yield from page.paragraph("; ".join(parts), 4, "- ")
    if one["columns"]:
        yield from page.paragraph("; ".join(f"{field} from {column}" for field, column in one["columns"].items()), 6)
    for remark in dict.fromkeys(one["remarks"]):
        yield from page.paragraph(remark, 6)


def _record(one: Part, page: Page) -> Iterator[str]:
    places = dict.fromkeys(value["at"] for value in one["values"] if value["at"])
    together = len(places) == 1
    where = f" ({next(iter(places))})" if together else ""
    first = page.paragraph(f"{one['key']}, from {', '.join(one['sources']) or 'no source'}{where}", 4)
    yield from page.paint_first(first, one["key"], BOLD)
    width = max(NAME, *(len(value["field"]) for value in one["values"]))
    for value in one["values"]:
        text = value["value"] if value["state"] == "given" else f"({value['state']})"
        left = f"{value['field']:<{width}} "
        at = "" if together else value["at"] or ""
        short = " ".join(str(text).split())
        beside = f"{left}{short:<{VALUE}} "
        if at and len(short) <= VALUE and 6 + len(beside) + len(at) <= page.width:
            yield from page.paragraph(at, 6, beside)
        else:
            yield from page.paragraph(short, 6, left)
            yield from page.paragraph(at, 8) if at else ()


def _left_out(one: Part, page: Page) -> Iterator[str]:
    for reason, number in one["left_out_by_reason"].items():
        told = f"left out, {REASONS[reason]}: {counted(number, 'record', 'records')}"
        yield from page.paint_first(page.paragraph(told, 4), "left out", YELLOW)
        shown = [each for each in one["left_out"] if each["reason"] == reason]
        for each in shown:
            detail = f": {each['detail']}" if each["detail"] else ""
            yield from page.paragraph(f"{each['key']}{detail} ({each['at']})", 6, "- ")
        if number > len(shown):
            yield from page.paragraph(f"and {number - len(shown):,} more", 6, "- ")


def _contradiction(one: Part, page: Page) -> Iterator[str]:
    told = f"contradiction: {one['field']} of {one['key']}"
    settled = f"; {one['settled_by']}" if one["settled_by"] else "; unknown until somebody settles it"
    yield from page.paint_first(page.paragraph(told + settled, 4), "contradiction", YELLOW)
    for each in one["values"]:
        value = "(nothing)" if each["value"] is None else each["value"]
        yield from page.paragraph(f"{value}, says {', '.join(each['sources']) or 'no source'} ({each['at']})", 6, "- ")
