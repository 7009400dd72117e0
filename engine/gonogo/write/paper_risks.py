"""Residual risks: in the words in which they were put, how each stands, its controls, and what each body says of it."""

from __future__ import annotations

from collections.abc import Iterator

from gonogo.model.policy import Control, Risk
from gonogo.model.report import Block, Inline, Line, Paragraph, Quote, Section, Words
from gonogo.write.paper_cited import cited
from gonogo.write.paper_criteria import caveat_lines, labelled_list, missing_line
from gonogo.write.paper_input import Part
from gonogo.write.paper_pen import Pen, bullets, strong
from gonogo.write.paper_statements import Said, not_in, noted, quoted
from gonogo.write.paper_views import said_of


def risks_section(pen: Pen, said: Said) -> Section | None:
    """Each risk; a policy without risks has no such section."""
    risks = pen.made.decision["risks"]
    if not risks:
        return None
    written = {one.id: one for one in pen.made.policy.risks}
    sections = tuple(_risk(one, written[one["id"]], pen, said) for one in risks)
    return Section(id="risks", number=None, title=pen.say("risks.title"), sections=sections)


def _risk(part: Part, written: Risk, pen: Pen, said: Said) -> Section:
    blocks: list[Block] = []
    if part["text"]:
        blocks.append(Quote(part["text"].strip(), written.source))
    spoken = [*said.get(part["id"], ())]
    for control in written.controls:
        spoken += not_in(said.get(control.id, ()), control.text)
    everything = [*said.get(part["id"], ()), *(one for control in written.controls for one in said.get(control.id, ()))]
    blocks += noted((one.source for one in everything), pen)
    blocks += quoted(spoken, pen)
    blocks.append(_controls(part, written, pen, said))
    views = [(strong(f"{body}: "), *line) for body, line in said_of(part["id"], pen)]
    blocks += labelled_list("views", views, pen)
    found = Section(
        id=f"risk-{part['id']}-finding",
        number=None,
        title=pen.say("finding.title"),
        blocks=tuple(_finding(part, pen)),
        added=True,
    )
    title = pen.say("criterion.heading", id=part["id"], title=part["title"])
    return Section(id=f"risk-{part['id']}", number=None, title=title, blocks=tuple(blocks), sections=(found,))


def _controls(part: Part, written: Risk, pen: Pen, said: Said) -> Block:
    of = {one.id: one for one in written.controls}
    rows = [
        (
            f"{one['id']} {one['title']}",
            _approach(of[one["id"]], pen, said),
            _owner(one, pen),
            (pen.badge(one["state"]), Words(f" {pen.prose(one['because'])}" if one["because"] else "")),
        )
        for one in part["controls"]
    ]
    if not rows:
        return pen.paragraph("risks.no_controls")
    columns = (("control", 4), ("approach", 7), ("owner", 3), ("state", 4))
    return pen.table(pen.say("risks.caption", id=part["id"]), columns, rows)


def _approach(control: Control, pen: Pen, said: Said) -> Line:
    """The words in which the control was put, and whose they are."""
    line: list[Inline] = [Words(" ".join((control.text or "").split()))]
    spoken = said.get(control.id, ())
    if spoken:
        by = dict.fromkeys(f"{one.key}, {_who(one.source, pen)}" for one in spoken)
        line.append(Words(f" ({'; '.join(by)})"))
    return tuple(line)


def _who(sources: str, pen: Pen) -> str:
    found = [pen.known.sources[name] for name in sources.split(", ") if name in pen.known.sources]
    return "; ".join(pen.role(one["by"], one["by_title"]) for one in found)


def _owner(control: Part, pen: Pen) -> str:
    owner = pen.role(control["owner"], control["owner_title"])
    return f"{owner} ({control['kind']})" if control["kind"] else owner


def _finding(part: Part, pen: Pen) -> Iterator[Block]:
    because = f" {pen.prose(part['because'])}" if part["because"] else ""
    yield Paragraph((pen.badge(part["state"]), Words(because)))
    yield from cited(part, pen)
    yield from labelled_list("caveats", caveat_lines(part, pen), pen)
    yield from labelled_list("missing", [missing_line(one, pen) for one in part["missing"]], pen)
    of_controls: list[Line] = []
    for control in part["controls"]:
        own = [text for text in control["caveats"] if text not in pen.known.caveats]
        lines: list[Line] = [(Words(pen.prose(text)),) for text in own]
        lines += [missing_line(one, pen) for one in control["missing"]]
        of_controls += [(strong(f"{control['id']}: "), *line) for line in lines]
        if control["remedy"]:
            of_controls.append((strong(f"{control['id']}: "), Words(pen.prose(control["remedy"]))))
    if of_controls:
        yield Paragraph((strong(pen.say("label.of_controls")),))
        yield bullets(of_controls)
