"""A ledger as text for people: a few lines for each entry, one entry in full, what ends before a day, what is wrong."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from gonogo.write.ledger_words import ENDS, KINDS, about, did, stands
from gonogo.write.text_layout import Page, counted, listed, spaced

Document = Mapping[str, Any]
WIDTH = 100
DAY = re.compile(r"\d{4}-\d\d-\d\d")
NO_DAY = "no day is set"


def log_text(document: Document, *, colour: bool) -> str:
    """The list of entries that were asked for."""
    page = Page(WIDTH, colour)
    lines = [line for row in document["entries"] for line in _entry(page, row)]
    if not lines:
        lines = ["No entry is like that." if document["head"]["seq"] else "Nothing has been recorded yet."]
    return "\n".join([*lines, "", *page.paragraph(_head(document["head"])), ""])


def _entry(page: Page, row: Document) -> list[str]:
    number = f"{row['seq']:>4}  "
    if "act" not in row:
        return page.paragraph(f"cannot be read: {row['says']}", first=number)
    head = page.paragraph(f"{row['on']}  {did(row)}", first=number)
    rest = [_who(row), about(row), stands(row)]
    return [*head, *(line for text in rest if text for line in page.paragraph(text, len(number)))]


def _who(row: Document) -> str:
    by = row["by"]
    return f"{by['person']}, for {by['title']}" if by else f"recorded {row['recorded']}"


def _head(head: Document) -> str:
    if not head["seq"]:
        return "The ledger has no entries."
    return f"Head  {head['seq']}:{head['sha256']}"


def entry_text(row: Document, *, colour: bool) -> str:
    """One entry, with all that it says."""
    page = Page(WIDTH, colour)
    lines = [page.painted(f"Entry {row['seq']}", "\x1b[1m")]
    if "act" not in row:
        return "\n".join([*lines, *page.paragraph(f"It cannot be read: {row['says']}"), ""])
    lines += page.labelled("What", did(row))
    lines += page.labelled("Kind", KINDS[row["kind"]])
    lines += page.labelled("On", row["on"])
    lines += page.labelled("By", _who(row)) if row["by"] else []
    lines += page.labelled("State", stands(row) or "as recorded")
    lines += [line for name, value in row["act"].items() for line in _said(page, name, value)]
    lines += page.bullets("Files", [f"{name}  {digest}" for name, digest in row["subjects"].items()])
    lines += page.labelled("Recorded", row["recorded"])
    lines += page.bullets("Signed with", [f"key {one}" for one in row["keys"]])
    lines += page.labelled("SHA-256", row["sha256"])
    return "\n".join([*lines, ""])


def _said(page: Page, name: str, value: Any) -> list[str]:
    """What an act says under one name, except what stands above already."""
    if name in ("kind", "on", "by"):
        return []
    label = spaced(name).capitalize()
    if isinstance(value, list | tuple):
        return page.bullets(label, [_flat(one) for one in value])
    return page.labelled(label, _flat(value))


def _flat(value: Any) -> str:
    if isinstance(value, Mapping):
        return "; ".join(f"{spaced(name)} {_flat(inner)}" for name, inner in value.items())
    if isinstance(value, list | tuple):
        return ", ".join(_flat(one) for one in value)
    if value is None or isinstance(value, bool):
        return "yes" if value else "no"
    return str(value)


def lapsing_text(items: Sequence[Document], before: str, *, colour: bool) -> str:
    """What ends before a day, soonest first."""
    page = Page(WIDTH, colour)
    if not items:
        return f"Nothing that is recorded ends before {before}.\n"
    lines = [page.painted(f"What ends before {before}", "\x1b[1m"), ""]
    for item in items:
        until = item["until"]
        on_a_day = DAY.fullmatch(until) is not None
        first = f"{until if on_a_day else 'no day':<10}  "
        lines += page.paragraph(f"{ENDS[item['what']]} {item['of']}".strip(), first=first)
        due = "" if on_a_day or until == NO_DAY else f"due: {until}; "
        owner = due + (f"owner: {item['owner']}; " if item["owner"] else "")
        after = item["followed_by"]
        later = f"; followed by {counted_entries(after)}" if after else ""
        lines += page.paragraph(f"{owner}entry {item['entry']}{later}", 12)
    return "\n".join([*lines, ""])


def counted_entries(numbers: Sequence[int]) -> str:
    """`entry 9`, `entries 9 and 12`."""
    return f"{'entry' if len(numbers) == 1 else 'entries'} {listed([str(one) for one in numbers])}"


def checked_text(document: Document) -> str:
    """What a check found: every flaw, or what holds and what that rests on."""
    head = document["head"]
    flaws = [f"- {one['says']}" for one in document["flaws"]]
    if flaws:
        wrong = f"The ledger does not verify: {counted(len(flaws), 'thing is', 'things are')} wrong."
        return "\n".join([wrong, *flaws, ""])
    if not head["seq"]:
        return "The ledger has no entries, so there is nothing to check.\n"
    known = document["known"]
    tail = (
        f"Entry {known['seq']}, known from elsewhere, is in it."
        if known
        else "Whether its tail was cut off, only a head that was kept elsewhere can show: --head."
    )
    signed = listed(document["signed_by"])
    lines = [
        f"{counted(head['seq'], 'entry', 'entries')}, each following from the one before it.",
        f"Signed by {signed}.",
        tail,
        _head(head),
    ]
    return "\n".join([*lines, ""])
