"""What would change it, as text for people: the smallest sets of changes first, then the passes that rest on little."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from gonogo.write.decision_words import PAINTS, Part, state_word
from gonogo.write.text_layout import Page, as_sentence, counted, listed, policy_words

INDENT = 2
FIRST = 3  # margins of one pass that are told; the document has the others


def changes_text(document: Part, *, colour: bool = False, width: int = 100) -> str:
    """The whole of it, ending in a line end. `colour`: for a terminal that shows it."""
    page = Page(width, colour)
    lines = [*_head(document, page)]
    if document["subjects"]:
        lines += page.heading("WHAT WOULD CHANGE IT")
        for number, subject in enumerate(document["subjects"]):
            lines += [*([""] if number else []), *_subject(subject, page)]
    if document["fragile"]:
        lines += page.heading("PASSES, THE MOST FRAGILE FIRST")
        for number, one in enumerate(document["fragile"]):
            lines += [*([""] if number else []), *_fragile(one, page)]
    if not document["subjects"] and not document["fragile"]:
        lines += ["", "Nothing that was asked about would have to change."]
    return "\n".join([*lines, *_foot(document), ""])


def _head(document: Part, page: Page) -> list[str]:
    policy, evidence = document["policy"], document["evidence"]
    title = f"{evidence['title']} ({evidence['id']})" if evidence["title"] else evidence["id"]
    lines = page.labelled("Policy", policy_words(policy))
    lines += page.labelled("Evidence", title)
    return lines + page.labelled("As known on", document["as_of"])


def _foot(document: Part) -> list[str]:
    return [
        "",
        f"gonogo {document['engine']}",
        f"policy    sha256 {document['policy']['sha256']}",
        f"evidence  sha256 {document['evidence']['sha256']}",
    ]


# --- what would change it --------------------------------------------------------------------------


def _subject(subject: Part, page: Page) -> list[str]:
    word = state_word(subject["status"])
    lines = page.paint_first(
        page.paragraph(subject["title"], 0, f"{subject['id']}  {word}  "), word, PAINTS.get(word, "")
    )
    for way in subject["ways"]:
        lines += _way(way, page)
    if not subject["ways"]:
        lines += page.paragraph("No change of the evidence that was tried would turn it.", INDENT)
    if subject["more"]:
        ways = counted(subject["more"], "other set of changes", "other sets of changes")
        lines += page.paragraph(f"And {ways}.", INDENT)
    return lines + page.paragraph(_effort(subject), INDENT)


def _way(way: Part, page: Page) -> list[str]:
    texts = way["texts"]
    label, word = f"{way['rank']}. ", state_word(way["gives"]) + _also(way["also"])
    if len(texts) == 1:
        return page.paragraph(f"{word}: {as_sentence(texts[0])}", INDENT, label)
    lines = page.paragraph(f"{word}, by all of these:", INDENT, label)
    return lines + [line for text in texts for line in page.paragraph(as_sentence(text), INDENT + len(label), "- ")]


def _also(also: Sequence[Part]) -> str:
    """What else would then be otherwise, alike ones together."""
    together: dict[str, list[str]] = {}
    for one in also:
        together.setdefault(state_word(one["to"]), []).append(one["id"])
    told = [f"{listed(names)} {word}" for word, names in together.items()]
    return f" (also {'; '.join(told)})" if told else ""


def _effort(subject: Part) -> str:
    effort = subject["effort"]
    tried = f"{counted(effort['tried'], 'set', 'sets')} of changes tried, of {effort['changes']} that were thought of"
    sizes = effort["complete_to"]
    whole = f"every set of up to {sizes}" if sizes > 1 else "each by itself" if sizes else "not even each by itself"
    others = counted(effort["others"], "other change by itself", "other changes, each by itself")
    return f"({tried}; {whole}{f'; and {others}' if effort['others'] else ''}.)"


# --- fragile passes --------------------------------------------------------------------------------


def _fragile(one: Part, page: Page) -> list[str]:
    lines = page.paint_first(page.paragraph(one["title"], 0, f"{one['id']}  PASS  "), "PASS", PAINTS["PASS"])
    told = list(_rests_on(one))
    if not told:
        return lines + page.paragraph("Nothing was found that it rests on alone.", INDENT)
    return lines + [line for text in told for line in page.paragraph(text, INDENT, "- ")]


def _rests_on(one: Part) -> Iterator[str]:
    if one["records"]:
        yield f"It would not pass without {listed(one['records'], 'or')}."
    if one["sources"]:
        titles = [f"{source['title'] or source['id']} [{source['id']}]" for source in one["sources"]]
        yield f"It would not pass without {listed(titles, 'or')}."
    if one["roles"]:
        yield f"It would not pass without the word of {listed([role['title'] for role in one['roles']], 'or')}."
    if one["changes"]:
        yield f"It would not pass if {'; and '.join(one['changes'])}."
    for margin in one["margins"][:FIRST]:
        yield as_sentence(margin["text"])
    more = len(one["margins"]) - FIRST
    if more > 0:
        yield f"And {counted(more, 'wider margin', 'wider margins')}."
