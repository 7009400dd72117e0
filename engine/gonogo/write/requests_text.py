"""Evidence requests as text that a secretariat can send: one letter for each role, then what settles what.

It is written from the requests document alone (schemas/requests.schema.json).
"""

from __future__ import annotations

from collections.abc import Iterator

from gonogo.write.decision_words import Part
from gonogo.write.text_layout import BOLD, Page, as_sentence, counted, listed, spaced

NOBODY = "Nobody in particular"
INDENT = 2


def requests_text(document: Part, *, colour: bool = False, width: int = 100) -> str:
    """All letters, ending in a line end."""
    page = Page(width, colour)
    lines = _head(document, page)
    for one in document["requests"]:
        lines += ["", page.painted("-" * width, BOLD), "", *_letter(document, one, page)]
    if document["unknowns"]:
        lines += ["", page.painted("-" * width, BOLD), *page.heading("WHAT SETTLES WHAT")]
        lines += [line for one in document["unknowns"] for line in _settled(one, page)]
    return "\n".join([*lines, ""])


def _head(document: Part, page: Page) -> list[str]:
    unknowns, letters = document["unknowns"], document["requests"]
    policy, evidence = document["policy"], document["evidence"]
    lines = page.paragraph(f"Evidence requests: {_title(policy)}")
    lines = [page.painted(lines[0], BOLD), *lines[1:], ""]
    lines += page.labelled("Question", document["question"])
    lines += page.labelled("Evidence", f"{evidence['title'] or evidence['id']}, as known on {document['as_of']}")
    if not unknowns:
        return [*lines, *page.labelled("Unknown", "nothing; no evidence needs to be asked for")]
    lines += page.labelled("Unknown", ", ".join(one["id"] for one in unknowns))
    sums = [f"{_to(one)} ({counted(len(one['asks']), 'item', 'items')})" for one in letters]
    return lines + page.labelled("Requests", listed(sums) if sums else "none")


def _title(policy: Part) -> str:
    return f"{policy['title']}, version {policy['version']}"


def _to(letter: Part) -> str:
    return str(letter["to_title"] or letter["to"] or NOBODY)


# --- a letter ----------------------------------------------------------------------------------------


def _letter(document: Part, letter: Part, page: Page) -> list[str]:
    policy, by_when = document["policy"], document["by_when"]
    lines = page.labelled("To", _to(letter))
    if policy["authority"] and policy["authority"] != letter["to"]:
        lines += page.labelled("For", policy["authority_title"] or policy["authority"])
    lines += page.labelled("About", f"{_title(policy)}. {document['question']}")
    if by_when is not None:
        lines += page.labelled("By", f"{by_when['date']}, {by_when['is']}")
    intro = (
        f"On {document['as_of']} the evidence could not tell what follows. Please send "
        f"{'it' if len(letter['asks']) == 1 else 'each item'}, whichever way it turns out: "
        "a no, or a list that is empty, is an answer too."
    )
    lines += ["", *page.paragraph(intro), ""]
    several = _alternatives(document)
    for ask in letter["asks"]:
        lines += [*_ask(ask, several, page), ""]
    return lines[:-1]


def _ask(ask: Part, several: set[tuple[str, str]], page: Page) -> list[str]:
    number = f"{ask['number']:<5}"
    inner = INDENT + len(number)
    lines = page.paragraph(asked_for(ask), INDENT, number)
    lines += page.labelled("Please give", "; ".join(_fields(ask)), inner) if ask["fields"] else []
    lines += page.labelled("Basis", basis(ask), inner) if basis(ask) else []
    lines += page.bullets("So far", [as_sentence(one) for one in ask["so_far"]], inner)
    return lines + page.bullets("Why", list(_why(ask, several)), inner)


def asked_for(ask: Part) -> str:
    """What is asked for, as one sentence: `Every testing issue, in a list that is said to be complete.`"""
    what = ask["what"]
    match ask["form"]:
        case "list":
            said = f"every {what}, in a list that is said to be complete"
            if ask["among"]:
                said += f"; it matters whether one of them is: {'; or '.join(ask['among'])}"
        case "record":
            said = _a(what)
        case "fields":
            said = f"{what} {_some(ask['records'])}"
        case _:
            said = what
    return as_sentence(said)


def _a(what: str) -> str:
    return f"{'an' if what[:1].lower() in tuple('aeio') else 'a'} {what}"


def _some(keys: list[str]) -> str:
    more = len(keys) - 20
    return listed(keys) if more <= 0 else f"{', '.join(keys[:20])} and {more} more"


def _fields(ask: Part) -> Iterator[str]:
    """Each field, with what it may hold where that says something and the sentence does not."""
    for one in ask["fields"]:
        kind = one["type"].split(" (")[0]
        kind = kind.split(",")[0].replace("`", "") if kind.startswith("the key") else kind
        yield one["title"] if one["needs"] or kind == "text" else f"{one['title']} ({kind})"


def basis(ask: Part) -> str:
    """How good it must be: `documented, from DCC, received no later than …; nothing less counts`."""
    wanted = ask["basis"]
    parts = [wanted["basis"] or ""]
    parts += [f"from {listed(wanted['by_titles'], 'or')}"] if wanted["by"] else []
    parts += [f"received {wanted['received'].removeprefix('is ')}"] if wanted["received"] else []
    said = ", ".join(one for one in parts if one)
    if not said:
        return ""
    return f"{said}; nothing less counts" if wanted["strict"] else f"{said}; less would count with a caveat"


def _why(ask: Part, several: set[tuple[str, str]]) -> Iterator[str]:
    """Each thing that needs it, with its rules."""
    rules: dict[tuple[str, str], list[str]] = {}
    for one in ask["why"]:
        named = rules.setdefault((one["id"], one["title"]), [])
        if one["rule"] and one["rule"] not in named:
            named.append(one["rule"])
    for (name, title), found in rules.items():
        told = f" (rule{'s' if len(found) > 1 else ''} {', '.join(found)})" if found else ""
        way = "; one of several ways, see the end" if (name, ask["number"]) in several else ""
        yield f"{name}: {title}{told}{way}"


def _alternatives(document: Part) -> set[tuple[str, str]]:
    """(unknown, ask) where the ask is needed only in one of several ways."""
    return {(one["id"], number) for one in document["unknowns"] for way in one["either"] for number in way["needs"]}


# --- what settles what -------------------------------------------------------------------------------


def _settled(unknown: Part, page: Page) -> list[str]:
    return page.paragraph(f"{unknown['title']}: {settled_by(unknown)}.", INDENT, f"{unknown['id']}  ")


def settled_by(unknown: Part) -> str:
    """`1.1 and 1.2; and either 1.3, or 2.1 and 2.2`."""
    needed = _together(unknown)
    ways = [_together(way) for way in unknown["either"]]
    ways += [f"one of {unknown['more']} more ways"] if unknown["more"] else []
    either = f"either {', or '.join(ways)}" if len(ways) > 1 else "".join(ways)
    said = "; and ".join(one for one in (needed, either) if one)
    return said or f"nothing that can be asked for would settle this {spaced(unknown['kind'])}"


def _together(way: Part) -> str:
    waits = [f"{listed(way['waits_for'])} being settled"] if way["waits_for"] else []
    return listed([*way["needs"], *waits]) if way["needs"] or waits else ""
