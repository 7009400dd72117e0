"""What bodies are known to have decided: published, with what a later review found; or recorded in the ledger."""

from __future__ import annotations

from collections.abc import Iterator

from gonogo.model.report import Block, Inline, Line, Paragraph, Quote, Section, Words
from gonogo.write.paper_input import Part
from gonogo.write.paper_pen import Pen, bullets, strong


def decided_section(pen: Pen) -> Section | None:
    """All that is known; nothing: no section."""
    blocks: list[Block] = []
    published = pen.made.decision.get("published")
    if published:
        blocks += _published(published, pen)
    acts = [_act(act, pen) for act in pen.made.acts]
    if acts:
        blocks += [Paragraph((strong(pen.say("decided.recorded")),)), bullets(acts)]
    if not blocks:
        return None
    return Section(id="decided", number=None, title=pen.say("decided.title"), blocks=tuple(blocks))


def _published(published: Part, pen: Pen) -> Iterator[Block]:
    line: list[Inline] = [strong(published["by"] or pen.authority)]
    if published["outcome"]:
        line += [Words(": "), pen.badge(published["outcome"])]
        line += [Words(f" {pen.until(published['to'])}")] if published["to"] else []
    line += [Words(f" ({pen.day(published['date'])})")] if published["date"] else []
    yield Paragraph(tuple(line))
    if published["ground"]:
        yield Quote(published["ground"], _from(published, pen))
    else:
        yield Paragraph((Words(_from(published, pen)),))
    review = published["review"]
    if review:
        day = f", {pen.day(review['date'])}" if review["date"] else ""
        yield pen.paragraph("decided.review", by=strong(f"{review['by']}{day}"))
        yield Quote(review["finding"], _from(review, pen))


def _from(part: Part, pen: Pen) -> str:
    return pen.say("decided.source", source=part["source"], reliability=pen.say(f"reliability.{part['reliability']}"))


def _act(act: Part, pen: Pen) -> Line:
    by = act["by"]
    who = pen.say("decided.person", body=pen.role(by["role"], by["title"]), person=by["person"])
    said = pen.say(f"act.{act['answer']}")
    if act.get("to"):
        said += f" {pen.until({'from': act['to'][0], 'until': act['to'][-1]})}"
    line: list[Inline] = [*pen.texts.line("decided.act", who=strong(who), said=said, day=pen.day(act["on"]))]
    for text in (act.get("differs"), act.get("reason"), *(one["text"] for one in act.get("conditions", ()))):
        line += [Words(f" {pen.prose(text)}")] if text else []
    return tuple(line)
