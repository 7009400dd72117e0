"""What was set aside, what still has to be done, and what the authority is asked to do."""

from __future__ import annotations

from collections.abc import Iterator

from gonogo.model.report import Block, Line, Section, Words
from gonogo.write.paper_front import duty_status, owed
from gonogo.write.paper_input import Part
from gonogo.write.paper_pen import Pen, bullets, strong

PRESSING = ("overdue", "open", "unknown", "met")


def waivers_section(pen: Pen) -> Section | None:
    """Waivers that were asked for or given; none: no section."""
    waivers = pen.made.decision["waivers"]
    if not waivers:
        return None
    rows = [
        (
            one["id"],
            one["criterion"] + (f", {one['rule']}" if one["rule"] else ""),
            pen.prose(one["reason"]) if one["reason"] else pen.say("not_given"),
            f"{pen.role(one['by'], one['by_title'])}, {pen.day(one['date'])}",
            pen.day(one["until"]) if one["until"] else pen.say("waivers.no_end"),
            _effect(one, pen),
        )
        for one in waivers
    ]
    columns = (("waiver", 2), ("of_criterion", 3), ("reason", 6), ("given_by", 4), ("last_day", 3), ("effect", 5))
    table = pen.table(pen.say("waivers.caption"), columns, rows)
    return Section(id="waivers", number=None, title=pen.say("waivers.title"), blocks=(table,))


def _effect(waiver: Part, pen: Pen) -> str:
    effect = pen.say(f"waivers.effect.{waiver['effect'].replace(', ', '_').replace(' ', '_')}")
    return f"{effect}: {pen.dated(waiver['why'])}" if waiver["why"] else effect


def obligations_section(pen: Pen) -> Section | None:
    """What still has to be done, the most pressing first; nothing: no section."""
    duties = sorted(pen.made.decision["obligations"], key=lambda one: PRESSING.index(one["state"]))
    if not duties:
        return None
    rows = [
        (
            _duty(one, pen),
            pen.role(one["owner"], one["owner_title"]),
            _due(one["due"], pen),
            pen.badge(duty_status(one["state"])),
            one["on"],
        )
        for one in duties
    ]
    columns = (("duty", 8), ("who", 4), ("due", 3), ("state", 3), ("of", 2))
    table = pen.table(pen.say("obligations.caption"), columns, rows)
    return Section(id="obligations", number=None, title=pen.say("obligations.title"), blocks=(table,))


def _duty(one: Part, pen: Pen) -> str:
    text = pen.prose(one["text"])
    return text if one["binds"] else pen.say("obligations.advice", duty=text)


def _due(due: str | None, pen: Pen) -> str:
    return pen.say("not_given") if due is None else pen.day(due)


def recommendations(pen: Pen) -> Section:
    """Who is asked to do what, and by when."""
    blocks: list[Block] = []
    for gate in pen.made.decision["decisions"]:
        asked = list(_asked(gate, pen))
        blocks.append(pen.paragraph("recommend.asked", authority=strong(pen.authority), day=pen.day(_by_when(pen))))
        blocks.append(bullets(asked))
    return Section(id="recommendations", number=None, title=pen.say("recommend.title"), blocks=tuple(blocks))


def _by_when(pen: Pen) -> str:
    """The day on which the body decides."""
    evidence = pen.made.decision["evidence"]
    return max(str(evidence["as_of"]), str(pen.made.decision["as_of"]))


def _asked(gate: Part, pen: Pen) -> Iterator[Line]:
    for one in gate["recommend"]:
        yield (strong(one["verb"]), Words(f" {pen.dated(one['text']).strip()}"))
    if not gate["recommend"]:
        for who, number in owed(pen).items() if gate["outcome"] == "undecided" else ():
            items = pen.texts.number("count.items", number)
            yield pen.texts.line("recommend.ask", verb=strong(pen.say("recommend.verb_ask")), who=who, items=items)
        yield pen.texts.line(
            "recommend.decide",
            verb=strong(pen.say("recommend.verb")),
            question=pen.dated(gate["question"]),
            outcome=pen.badge(gate["outcome"]),
        )
