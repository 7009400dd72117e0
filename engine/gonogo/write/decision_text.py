"""A decision document as text for people: the answer first, then the criteria, the reasons, and what is asked of whom.

It is written from the document alone, so a document that was kept can be printed without deciding again.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from gonogo.write.decision_findings import criterion_lines, remedy_lines, risk_lines
from gonogo.write.decision_lists import (
    obligation_lines,
    parameter_lines,
    request_lines,
    requests,
    set_aside_lines,
    view_lines,
    waiver_lines,
)
from gonogo.write.decision_words import (
    PAINTS,
    VERDICTS,
    Part,
    References,
    deferred_to,
    references,
    rule_of,
    state_word,
)
from gonogo.write.published_text import published_lines
from gonogo.write.text_layout import BOLD, Page, as_sentence, counted, listed, policy_words, spaced

WIDEST_ID, WIDEST_RULE = 24, 36
IN_COUNTS = {"unknown": "cannot be told"}
GRAVE = (
    *("fail", "breached", "overdue", "unknown", "open", "accepted_with_conditions", "accepted", "closed"),
    *("waived", "pass", "met", "not_applicable"),
)
VERDICT = max(map(len, VERDICTS.values()))


def decision_text(document: Part, *, colour: bool = False, width: int = 100) -> str:
    """The whole decision, ending in a line end. `colour`: for a terminal that shows it."""
    page = Page(width, colour)
    known = references(document)
    lines = [*_answer(document, page), *_asked(document, page)]
    lines += _section("WHAT WAS REALLY DECIDED", published_lines(document, page), page)
    lines += _criteria(document, page)
    lines += _section("CAVEATS THAT CONCERN SEVERAL", _shared(known, page), page)
    reasons = [line for one in document["criteria"] for line in criterion_lines(one, known, page)]
    lines += _section("REASONS", reasons, page)
    risks = [line for risk in document["risks"] for line in risk_lines(risk, known, page)]
    lines += _section("RESIDUAL RISKS" if len(document["risks"]) > 1 else "RESIDUAL RISK", risks, page)
    lines += _section("OBLIGATIONS", obligation_lines(document, page), page)
    lines += _section("VIEWS", view_lines(document, known, page), page)
    lines += _section("WAIVERS", waiver_lines(document, page), page)
    lines += _section("PARAMETERS", parameter_lines(document, page), page)
    lines += _section("EVIDENCE SET ASIDE", set_aside_lines(document, known, page), page)
    lines += _section("REQUESTS: WHAT IS MISSING, AND WHO OWES IT", request_lines(document, page), page)
    return "\n".join([*_without_double_gaps([*lines, *_foot(document)]), ""])


def _section(title: str, body: list[str], page: Page) -> list[str]:
    return [*page.heading(title), *body, ""] if body else []


def _without_double_gaps(lines: list[str]) -> list[str]:
    return [line for place, line in enumerate(lines) if line or (place and lines[place - 1])]


# --- the answer ----------------------------------------------------------------------------------


def _answer(document: Part, page: Page) -> list[str]:
    policy, evidence = document["policy"], document["evidence"]
    lines: list[str] = []
    for gate in document["decisions"]:
        lines += _gate(gate, page, named=len(document["decisions"]) > 1)
        lines += [*page.bullets("Conditions", list(_conditions(document, gate))), ""]
    title = f"{evidence['title']} ({evidence['id']})" if evidence["title"] else evidence["id"]
    lines += page.labelled("Policy", policy_words(policy))
    lines += page.labelled("Evidence", title)
    lines += page.labelled("As known on", document["as_of"])
    if policy["authority"]:
        lines += page.labelled("To decide", policy["authority_title"] or policy["authority"])
    return lines + page.bullets("At a glance", list(_glance(document)))


def _gate(gate: Part, page: Page, *, named: bool) -> list[str]:
    word = state_word(gate["outcome"])
    name = f"{gate['id']}: " if named else "Recommendation: "
    first = page.paragraph(f"{name}{word}{deferred_to(gate['to']) or _no_day(gate)}")
    lines = page.paint_first(first, word, BOLD + PAINTS.get(word, ""))
    lines += ["", *page.labelled("Question", gate["question"])]
    if gate["because"]:
        lines += page.labelled("Because", as_sentence(gate["because"]) + rule_of(gate))
    lines += remedy_lines(gate, page, 0)
    return lines + page.bullets("Open", [as_sentence(one) for one in _open(gate)])


def _no_day(gate: Part) -> str:
    return ", to a day that is not given" if gate["outcome"] == "defer" else ""


def _open(gate: Part) -> list[str]:
    return list(dict.fromkeys(one["what"] for one in gate["missing"]))


def _conditions(document: Part, gate: Part) -> Iterator[str]:
    """What a go depends on, in a line each: the obligations that are not yet met."""
    others = {one["id"] for one in document["decisions"]} - {gate["id"]}
    if gate["outcome"] != "go_with_conditions":
        return
    for one in document["obligations"]:
        if one["state"] != "met" and one["on"] not in others and one.get("binds", True):
            facts = [f"{one['owner_title'] or one['owner'] or ''}", f"due {one['due']}" if one["due"] else ""]
            said = "; ".join(fact for fact in facts if fact)
            yield as_sentence(one["text"]) + (f" ({said})" if said else "")


def _glance(document: Part) -> Iterator[str]:
    criteria = document["criteria"]
    with_caveats = sum(1 for one in criteria if one["caveats"])
    caveats = f", {with_caveats} with caveats" if with_caveats else ""
    yield _counts(criteria, "verdict", ("criterion", "criteria")) + caveats
    if document["risks"]:
        yield _counts(document["risks"], "state", ("residual risk", "residual risks"))
    if document["obligations"]:
        yield _counts(document["obligations"], "state", ("obligation", "obligations"))
    owed = Counter(who for who, _ in requests(document))
    if owed:
        yield "missing: " + listed([f"{counted(number, 'item', 'items')} from {who}" for who, number in owed.items()])


def _counts(subjects: list[Part], key: str, names: tuple[str, str]) -> str:
    """`7 criteria: 1 fail, 6 pass`, the gravest first."""
    if not subjects:
        return f"No {names[1]}"
    numbers = Counter(one[key] for one in subjects)
    found = [f"{numbers[status]} {IN_COUNTS.get(status) or spaced(status)}" for status in GRAVE if status in numbers]
    return f"{counted(len(subjects), *names)}: {listed(found)}"


def _asked(document: Part, page: Page) -> list[str]:
    gates, policy = document["decisions"], document["policy"]
    lines: list[str] = []
    for gate in gates:
        for one in gate["recommend"]:
            name = f" ({gate['id']})" if len(gates) > 1 else ""
            lines += page.paragraph(one["text"] + name, 2, f"{one['verb']:<9} ")
    who = policy["authority_title"] or policy["authority"] or "The authority"
    return _section(f"{who} is asked to", lines, page)


# --- the criteria --------------------------------------------------------------------------------


def _criteria(document: Part, page: Page) -> list[str]:
    criteria = document["criteria"]
    if not criteria:
        return []
    ids = min(max(len(one["id"]) for one in criteria), WIDEST_ID)
    rules = min(max(len(one["rule"] or "rule") for one in criteria), WIDEST_RULE)
    widths = (ids, VERDICT, max(page.width - ids - VERDICT - rules - 8, 20), rules)
    lines = page.row(("", "verdict", "criterion", "rule"), widths)
    for one in criteria:
        word = state_word(one["verdict"])
        row = page.row((one["id"], word, one["title"], one["rule"] or "-"), widths)
        lines += page.paint_first(row, word, PAINTS.get(word, ""))
    return _section("CRITERIA", lines, page)


def _shared(known: References, page: Page) -> list[str]:
    return [
        line for text, letter in known.caveats.items() for line in page.paragraph(as_sentence(text), 2, f"{letter}  ")
    ]


def _foot(document: Part) -> list[str]:
    return [
        f"gonogo {document['engine']}",
        f"policy    sha256 {document['policy']['sha256']}",
        f"evidence  sha256 {document['evidence']['sha256']}",
    ]
