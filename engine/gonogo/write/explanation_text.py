"""An explanation document as text for people, at three depths with the same numbers: brief, half a page, the proof."""

from __future__ import annotations

from typing import Literal

from gonogo.write.decision_words import PAINTS, Part, state_word
from gonogo.write.explanation_records import Sources, place
from gonogo.write.explanation_rules import INDENT, TRUTHS, Teller, rules_lines
from gonogo.write.text_layout import BOLD, Page, as_sentence, counted, policy_words, spaced

Depth = Literal["brief", "usual", "full"]


def explanation_text(document: Part, depth: Depth = "usual", *, colour: bool = False, width: int = 100) -> str:
    """The whole explanation, ending in a line end. `colour`: for a terminal that shows it."""
    page = Page(width, colour)
    sources = Sources({source["id"]: source for source in document["sources"]})
    teller = Teller(page, sources, depth == "full")
    lines: list[str] = []
    for subject in document["subjects"]:
        lines += _brief(subject, page) if depth == "brief" else ["", *_subject(subject, teller)]
    if depth == "full":
        lines += _sources(document, page)
    return "\n".join([*_head(document, page), "", *lines[depth != "brief" :], *_foot(document, depth), ""])


def _head(document: Part, page: Page) -> list[str]:
    policy, evidence = document["policy"], document["evidence"]
    title = f"{evidence['title']} ({evidence['id']})" if evidence["title"] else evidence["id"]
    lines = page.labelled("Policy", policy_words(policy))
    lines += page.labelled("Evidence", title)
    return lines + page.labelled("As known on", document["as_of"])


def _foot(document: Part, depth: Depth) -> list[str]:
    if depth == "brief":
        return []
    more = [] if depth == "full" else ["", "Every step, with its file and line: --full. One sentence each: --brief."]
    return [
        *more,
        "",
        f"gonogo {document['engine']}",
        f"policy    sha256 {document['policy']['sha256']}",
        f"evidence  sha256 {document['evidence']['sha256']}",
    ]


def _word(subject: Part) -> str:
    return TRUTHS[subject["status"]].upper() if subject["kind"] == "rule" else state_word(subject["status"])


def _brief(subject: Part, page: Page) -> list[str]:
    word = _word(subject)
    rule = f" (rule {subject['rule']})" if subject["rule"] and subject["kind"] != "rule" else ""
    said = as_sentence(f"{subject['sentence']}{rule}")
    lines = page.paragraph(f"{subject['id']}  {word}: {said}", 0, f"{subject['number']:<3} ")
    return page.paint_first(lines, word, PAINTS.get(word, ""))


def _subject(subject: Part, teller: Teller) -> list[str]:
    page, word = teller.page, _word(subject)
    lines = page.paragraph(subject["title"], 0, f"{subject['number']}  {subject['id']}  {word}  ")
    if page.colour:
        before, found, after = lines[0].partition(f"  {word}  ")
        painted = page.painted(word, PAINTS.get(word, ""))
        lines = [page.painted(before, BOLD) + (f"  {painted}  " if found else "") + after, *lines[1:]]
    if subject["text"]:
        lines += page.labelled(subject["kind"].capitalize(), f'"{subject["text"].strip()}"', INDENT)
    if subject["kind"] == "rule":
        of = f"{subject['of']}, which is {state_word(subject['of_status'])}: {subject['of_title']}"
        lines += page.labelled("Rule of", of, INDENT)
    else:
        lines += page.labelled(
            "Because", as_sentence(subject["because"] or subject["sentence"]) + _rule_of(subject), INDENT
        )
    if teller.full:
        lines += page.labelled("How", as_sentence(subject["how"]), INDENT)
        lines += page.labelled("Written at", place(subject["at"]), INDENT)
    lines += page.bullets("Waived by", [_waiver(one, teller) for one in subject["waivers"]], INDENT)
    lines += page.bullets("Conditions", [_obligation(one) for one in subject["obligations"]], INDENT)
    lines += rules_lines(subject, teller)
    lines += _after(subject, teller)
    return lines


def _rule_of(subject: Part) -> str:
    """The rule that decided, with its number; one that every risk has goes by its number alone."""
    rule = next((one for one in subject["rules"] if one["decided"]), None)
    if rule is None:
        return ""
    return f" ({rule['number']})" if rule["implied"] else f" (rule {rule['id']}, {rule['number']})"


def _after(subject: Part, teller: Teller) -> list[str]:
    page = teller.page
    lines = page.bullets("Caveats", [as_sentence(text) for text in subject["caveats"]], INDENT)
    lines += page.bullets("Least reason", _least(subject, teller), INDENT)
    lines += page.bullets("Missing", [_missing(one) for one in subject["missing"]], INDENT)
    if subject["remedy"]:
        lines += page.labelled("To put right", as_sentence(subject["remedy"]), INDENT)
    return ["", *lines] if lines else []


def _least(subject: Part, teller: Teller) -> list[str]:
    """One least reason: what is enough alone, and of which nothing can be left out."""
    reason = subject["minimal_reason"]
    if reason is None:
        return []
    if not reason["found"]:
        return ["So much evidence that a least reason was not looked for."]
    called = [_piece(one, teller) for one in reason["pieces"]]
    if not called:
        return ["No evidence at all is needed for it: the policy and the day are enough."]
    word = _word(subject)
    if reason["tried"] == "some":
        return [f"These alone give {word} (so much evidence that it was not tried whether less would do):", *called]
    one = len(called) == 1
    gives = "This alone gives" if one else "These alone give"
    if reason["tried"] == "lists":
        called.append("(Each list was tried as a whole: there are too many records to try each.)")
    return [f"{gives} {word}, and without {'it' if one else 'any one of them'} that would not be so:", *called]


def _piece(one: Part, teller: Teller) -> str:
    where = f"; {place(one['at'])}" if teller.full else ""
    ids = ", ".join(one["sources"])
    return f"{one['called']} [{ids}{where}]" if ids else f"{one['called']}{where}"


def _missing(one: Part) -> str:
    return as_sentence(one["what"]) + (f" Owed by: {one['owed_by_title']}." if one["owed_by_title"] else "")


def _waiver(one: Part, teller: Teller) -> str:
    said = [one["id"], one["by_title"], one["date"], f"until {one['until']}" if one["until"] else None, one["reason"]]
    where = f" ({place(one['at'])})" if teller.full else ""
    return as_sentence(", ".join(part for part in said if part)) + where


def _obligation(one: Part) -> str:
    return f"{as_sentence(one['text'])} ({spaced(one['state'])}, for {one['on']})"


def _sources(document: Part, page: Page) -> list[str]:
    lines: list[str] = []
    for one in document["sources"]:
        said = [one["title"], one["by_title"], f"dated {one['date']}" if one["date"] else None]
        said += [f"received {one['received']}" if one["received"] else None, one["basis"]]
        said += [f"valid until {one['valid_until']}" if one["valid_until"] else None]
        text = ", ".join(part for part in said if part)
        lines += page.paragraph(f"{text} ({place(one['at'])})", INDENT, f"{one['id']}  ")
        if one["limits"]:
            lines += page.paragraph(as_sentence(one["limits"]), INDENT + len(one["id"]) + 2)
    return ["", f"Sources ({counted(len(document['sources']), 'source', 'sources')})", "", *lines] if lines else []
