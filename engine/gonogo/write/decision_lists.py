"""What goes with a decision: views, waivers, obligations, parameters, what was left out, and what is asked of whom."""

from __future__ import annotations

from collections.abc import Iterator

from gonogo.write.decision_words import PAINTS, Part, References, parts, state_word
from gonogo.write.text_layout import Page, as_sentence, counted, listed, spaced

SAYS = {
    "agree": "agrees",
    "agree_if": "agrees, on a condition",
    "object": "objects",
    "no_view": "takes no view",
}
REASONS = {
    "not_yet_received": "not yet received on the day",
    "stale": "past its last day",
    "inadequate": "not as good as was asked",
    "superseded": "superseded",
    "corrected": "corrected",
    "malformed": "cannot be read",
}
NOBODY = "nobody in particular"


def view_lines(document: Part, known: References, page: Page) -> list[str]:
    """Who said what of what; and who, having spoken at all, was silent on the whole or on a risk."""
    lines: list[str] = []
    for view in document["views"]:
        about = "the whole" if view["about"] == "whole" else view["about"]
        says = SAYS.get(view["says"], view["says"] or "(not given)")
        condition = f": {view['with']}" if view["with"] else ""
        text = f"{_who(view)} {says} ({about}, {view['date'] or 'no date'}){condition}"
        source = f" Source: {known.source(view['source'])}." if view["source"] else ""
        left = "" if view["counted"] else " Not counted."
        lines += page.paragraph(as_sentence(text) + source + left, 2, "- ")
    lines += [line for text in silences(document) for line in page.paragraph(text, 2, "- ")]
    return lines or page.paragraph("No body gave a view.", 2)


def silences(document: Part) -> Iterator[str]:
    """Silence is not a yes, so it is written down."""
    views = [view for view in document["views"] if view["counted"]]
    for body in dict.fromkeys(_who(view) for view in views):
        spoken = {view["about"] for view in views if _who(view) == body}
        subjects = ["whole", *(risk["id"] for risk in document["risks"])]
        silent = ["the whole" if one == "whole" else one for one in subjects if one not in spoken]
        if silent:
            yield f"{body} said nothing on {listed(silent, 'or')}."


def _who(part: Part) -> str:
    return str(part["by_title"] or part["by"] or "somebody who is not named")


def waiver_lines(document: Part, page: Page) -> list[str]:
    lines: list[str] = []
    for waiver in document["waivers"]:
        what = waiver["criterion"] + (f", rule {waiver['rule']}" if waiver["rule"] else "")
        word = "WITHOUT EFFECT" if waiver["effect"] == "none" else waiver["effect"].upper()
        until = f", until {waiver['until']}" if waiver["until"] else ""
        text = f"{waiver['id']}  {word}  for {what}, by {_who(waiver)}, {waiver['date'] or 'no date'}{until}."
        lines += page.paint_first(page.paragraph(text, 2), word, PAINTS.get(word, ""))
        if waiver["reason"]:
            lines += page.labelled("Reason", as_sentence(waiver["reason"]), 4)
        if waiver["why"]:
            lines += page.labelled("Effect", as_sentence(waiver["why"]), 4)
    return lines


def obligation_lines(document: Part, page: Page) -> list[str]:
    """The most pressing first: overdue, open, what cannot be told, met; each group in the policy's order."""
    pressing = ("overdue", "open", "unknown", "met")
    ordered = sorted(document["obligations"], key=lambda one: pressing.index(one["state"]))
    lines: list[str] = []
    for one in ordered:
        word = state_word(one["state"])
        text = page.paragraph(as_sentence(one["text"]), 2, f"{word:<11}  ")
        lines += page.paint_first(text, word, PAINTS.get(word, ""))
        facts = [
            f"owner: {one['owner_title'] or one['owner'] or '(not given)'}",
            f"due: {one['due'] or '(not given)'}",
            f"for: {one['on']}",
            *([] if one.get("binds", True) else ["advice: a go does not depend on it"]),
        ]
        lines += page.paragraph("; ".join(facts), 15)
        if one["ends_when"]:
            lines += page.paragraph(f"ends when {one['ends_when']}", 15)
    return lines


def parameter_lines(document: Part, page: Page) -> list[str]:
    lines: list[str] = []
    for one in document["parameters"]:
        source = f" ({one['source']})" if one["source"] else ""
        lines += page.paragraph(f"{one['title'] or spaced(one['id'])}: {one['value']}{source}", 2, "- ")
    return lines


def set_aside_lines(document: Part, known: References, page: Page) -> list[str]:
    """Evidence that did not count, and sources that contradict each other."""
    groups: dict[tuple[str, str | None], list[str]] = {}
    for one in document["left_out"]:
        what = f"{' '.join(known.called(one['fact'], one['key']))} ({one['at']})"
        groups.setdefault((_why(one), one["source"]), []).append(what)
    lines: list[str] = []
    for (why, source), left in groups.items():
        lines += page.paragraph(f"{why}: {'; '.join(left)}. From: {known.source(source)}.", 2, "- ")
    for one in document["contradictions"]:
        says = [
            f"{value['value'] or '(none)'} (according to {known.titles(value['sources'])})" for value in one["values"]
        ]
        settled = f"settled by {one['settled_by']}" if one["settled_by"] else "not settled, so it cannot be told"
        what = f"{spaced(one['field'])} of {spaced(one['fact'])} {one['key']}"
        lines += page.paragraph(f"contradiction on {what}: {'; '.join(says)}; {settled}.", 2, "- ")
    return lines


def _why(one: Part) -> str:
    """Without the detail where that only repeats the source."""
    why = REASONS.get(one["reason"], spaced(one["reason"]))
    return why if one["reason"] == "inadequate" or not one["detail"] else f"{why}, {one['detail']}"


def request_lines(document: Part, page: Page) -> list[str]:
    """What is missing, by who owes it, as a list to send."""
    owed: dict[str, list[str]] = {}
    for (who, what), needed in requests(document).items():
        owed.setdefault(who, []).append(f"{what}; for {', '.join(needed)}")
    lines: list[str] = []
    for who, items in owed.items():
        lines += page.paragraph(
            f"{who.capitalize() if who == NOBODY else who} ({counted(len(items), 'item', 'items')})", 2
        )
        lines += [line for item in items for line in page.paragraph(item, 4, "[ ] ")]
    return lines


def requests(document: Part) -> dict[tuple[str, str], list[str]]:
    """(who owes it, what is missing) -> what it is needed for. What nobody in particular owes comes last."""
    owed: dict[tuple[str, str], list[str]] = {}
    for part, one in _missing(document):
        needed = owed.setdefault((one["owed_by_title"] or one["owed_by"] or NOBODY, one["what"]), [])
        if part["id"] not in needed:
            needed.append(part["id"])
    first = {who: place for place, (who, _) in reversed(list(enumerate(owed)))}
    return dict(sorted(owed.items(), key=lambda item: (item[0][0] == NOBODY, first[item[0][0]])))


def _missing(document: Part) -> Iterator[tuple[Part, Part]]:
    for part in parts(document):
        for one in part["missing"]:
            yield part, one
    for gate in document["decisions"]:
        for one in gate["missing"]:
            if one["fact"] or one["owed_by"]:  # the others only repeat that a criterion or a risk cannot be told
                yield gate, one
