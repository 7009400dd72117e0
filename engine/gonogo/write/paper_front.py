"""What stands first: what the paper is for, what was found in a few lines, and what nobody may overlook."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from gonogo.model.report import Block, Callout, Inline, Line, Link, Paragraph, Section, Tone, Words
from gonogo.write.decision_lists import NOBODY, requests
from gonogo.write.paper_differences import differences
from gonogo.write.paper_input import Part
from gonogo.write.paper_pen import Pen, bullets, strong

MOST = 6  # lines of what nobody may overlook


def purpose(pen: Pen) -> Section:
    """Why the paper is there, the answer, and what should be known before it is followed."""
    note = pen.made.evidence.note
    blocks: list[Block] = [Paragraph((Words(text),)) for text in paragraphs(note or "")]
    if not blocks:
        blocks = [pen.paragraph("purpose.intro", authority=pen.authority)]
    found = Section(id="answer", number=None, title=pen.say("answer.title"), blocks=tuple(_answer(pen)), added=True)
    return Section(id="purpose", number=None, title=pen.say("purpose.title"), blocks=tuple(blocks), sections=(found,))


def paragraphs(text: str) -> list[str]:
    """A text of several paragraphs, as a person writes it: with empty lines between."""
    return [" ".join(one.split()) for one in text.split("\n\n") if one.strip()]


def _answer(pen: Pen) -> Iterator[Block]:
    for gate in pen.made.decision["decisions"]:
        yield Paragraph((strong(pen.dated(gate["question"])),))
        yield Paragraph(gate_line(gate, pen))
        if gate["remedy"]:
            yield pen.paragraph(
                "finding.remedy", label=strong(pen.say("label.remedy")), remedy=pen.prose(gate["remedy"])
            )
    yield bullets(list(_at_a_glance(pen)))
    overlooked = list(_not_to_overlook(pen))
    if overlooked:
        more = len(overlooked) - MOST
        shown = overlooked[:MOST] + ([pen.texts.line("before.more", number=str(more))] if more > 0 else [])
        yield Callout(pen.say("before.title"), Tone.CONDITIONAL, (bullets(shown),))


def gate_line(gate: Part, pen: Pen) -> Line:
    """What a question came to, and why."""
    line: list[Inline] = [pen.badge(gate["outcome"])]
    if gate["to"]:
        line += [Words(" "), Words(pen.until(gate["to"]))]
    if gate["because"]:
        line += [Words(" "), Words(pen.prose(gate["because"]))]
    return tuple(line)


def _at_a_glance(pen: Pen) -> Iterator[Line]:
    decision = pen.made.decision
    for kind, badges in (
        ("criteria", [pen.verdict(one) for one in decision["criteria"]]),
        ("risks", [pen.badge(one["state"]) for one in decision["risks"]]),
        ("obligations", [pen.badge(duty_status(one["state"])) for one in decision["obligations"]]),
    ):
        if badges:
            counts = Counter(badges)
            line: list[Inline] = [Words(pen.texts.number(f"count.{kind}", len(badges)) + ": ")]
            for place, (badge, number) in enumerate(counts.items()):
                line += [Words(", ")] if place else []
                line += [Words(f"{number} "), badge]
            yield tuple(line)


def duty_status(state: str) -> str:
    """An obligation that is open is as it should be before go-live; a risk that is open is not."""
    return "outstanding" if state == "open" else state


def _not_to_overlook(pen: Pen) -> Iterator[Line]:
    """Where bodies and engine differ, whose evidence is limited, and who owes what."""
    found = differences(pen)
    if found:
        yield (Link(pen.texts.number("before.differences", len(found)), "differences"),)
    if pen.made.agreed is False:
        yield pen.texts.line("before.not_agreed", authority=pen.authority)
    settled = _settled(pen)
    if settled:
        yield pen.texts.line(
            "before.settled", on=strong(spans(settled, [one["id"] for one in pen.made.decision["criteria"]], pen))
        )
    sources = pen.made.decision["sources"]
    if len(sources) > 1 and all(one["basis"] == "stated" for one in sources):
        yield pen.texts.line("before.stated")
    yield from _limits(pen)
    missing = owed(pen)
    if missing:
        by = [pen.say("before.owed_by", who=who, number=number) for who, number in missing.items()]
        yield pen.texts.line("before.missing", by="; ".join(by))


def owed(pen: Pen) -> Counter[str]:
    """How many pieces of evidence each owes."""
    found: Counter[str] = Counter()
    for who, _ in requests(pen.made.decision):
        found[pen.say("nobody") if who == NOBODY else who] += 1
    return found


def _settled(pen: Pen) -> list[str]:
    """Criteria that passed by nothing but the finding of a body."""
    settling = {rule.id for one in pen.made.policy.criteria for rule in one.rules if rule.settles}
    return [
        one["id"]
        for one in pen.made.decision["criteria"]
        if one["verdict"] == "pass" and {*one["rules"]} <= settling and one["rules"]
    ]


def _limits(pen: Pen) -> Iterator[Line]:
    """What sources say of their own limits, where criteria rest on them."""
    for source in pen.made.decision["sources"]:
        if source["limits"]:
            said = f"{source['title'] or source['id']}: {source['limits']}"
            concerned = [one["id"] for one in pen.made.decision["criteria"] if said in one["caveats"]]
            if concerned:
                title = strong(source["title"] or source["id"])
                on = spans(concerned, [one["id"] for one in pen.made.decision["criteria"]], pen)
                yield pen.texts.line("before.limits", source=title, limits=pen.prose(source["limits"]), on=on)


def spans(ids: list[str], all_of_them: list[str], pen: Pen) -> str:
    """`AC1 to AC5 and AC7`: ids in the policy's order, those that follow each other drawn together."""
    places = [all_of_them.index(one) for one in ids]
    runs: list[list[int]] = []
    for place in places:
        if runs and place == runs[-1][-1] + 1:
            runs[-1].append(place)
        else:
            runs.append([place])
    said: list[str] = []
    for run in runs:
        names = [all_of_them[place] for place in run]
        said += [pen.say("span", first=names[0], last=names[-1])] if len(names) > 2 else names
    return pen.texts.listed(said)
