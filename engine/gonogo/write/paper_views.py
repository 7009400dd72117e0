"""The views of each body: a matrix of subject by body, then each body in its own words. No view is not a yes."""

from __future__ import annotations

from collections.abc import Iterator

from gonogo.model.condition import Literal, ParameterIs, StatusIs, leaves
from gonogo.model.policy import Policy
from gonogo.model.report import Block, Column, Inline, Line, Paragraph, Quote, Section, Table, Words
from gonogo.model.spots import asked
from gonogo.write.paper_differences import about, counted
from gonogo.write.paper_input import Part
from gonogo.write.paper_pen import Pen, cell, words
from gonogo.write.paper_statements import Said, quoted


def views_section(pen: Pen, said: Said) -> Section:
    """All views on the whole, the criteria and the risks; and what was said on the whole."""
    names = bodies(pen)
    blocks: list[Block] = []
    if names:
        blocks += [pen.paragraph("views.intro"), _matrix(names, pen)]
    else:
        blocks.append(pen.paragraph("views.none"))
    whole = list(said.get("whole", ()))
    sections: list[Section] = []
    for body in names:
        own = [one for one in whole if _by(one.source, pen) == body]
        whole = [one for one in whole if one not in own]
        source = _source_of(body, pen)
        held = (*_body(body, pen), *_note(source, pen), *quoted(own, pen, source))
        sections.append(Section(id=f"body-{body}", number=None, title=pen.role(body), blocks=held))
    if whole:
        rest = tuple(quoted(whole, pen, notes=True))
        sections.append(Section(id="said-on-the-whole", number=None, title=pen.say("views.others"), blocks=rest))
    title = pen.say("views.title")
    return Section(id="views", number=None, title=title, blocks=tuple(blocks), sections=tuple(sections))


def _source_of(body: str, pen: Pen) -> str | None:
    """The source of a body's view on the whole, which is told with the view."""
    views = [one for one in pen.made.decision["views"] if one["by"] == body and one["about"] == "whole"]
    return views[0]["source"] if views else None


def _note(source: str | None, pen: Pen) -> Iterator[Block]:
    known = pen.made.evidence.sources.get((source or "").split(", ")[0])
    if known is not None and known.note:
        yield Paragraph(words(known.note))


def bodies(pen: Pen) -> list[str]:
    """Who gave a view, and whose view a rule of the policy asks for; in the order of the policy's roles."""
    given = {view["by"] for view in pen.made.decision["views"] if view["by"]}
    wanted = given | asked_for(pen.made.policy)
    known = [role for role in pen.made.policy.roles if role in wanted]
    return known + sorted(wanted - set(known))


def asked_for(policy: Policy) -> set[str]:
    """The roles whose views the policy's rules speak of."""
    found: set[str] = set()
    for one in asked(policy):
        for leaf in leaves(one.condition):
            if isinstance(leaf, ParameterIs | StatusIs) or leaf.selection.fact != "view":
                continue
            tests = [part for part in leaf.selection.where if getattr(part, "field", "") == "by"]
            for operand in (operand for part in tests for test in part.tests for operand in test.against):  # type: ignore[union-attr]  # a FieldTest
                if isinstance(operand, Literal) and operand.value in policy.roles:
                    found.add(str(operand.value))
    return found


def _by(sources: str, pen: Pen) -> str | None:
    source = pen.known.sources.get(sources.split(", ")[0])
    return None if source is None else source["by"]


def _matrix(names: list[str], pen: Pen) -> Table:
    decision = pen.made.decision
    views = counted(decision)
    subjects = [("whole", pen.say("views.whole"), pen.badge(decision["outcome"]))]
    subjects += [(one["id"], f"{one['id']} {one['title']}", pen.verdict(one)) for one in decision["criteria"]]
    subjects += [(one["id"], f"{one['id']} {one['title']}", pen.badge(one["state"])) for one in decision["risks"]]
    risks = {one["id"] for one in decision["risks"]}
    columns = (
        Column(pen.say("column.subject"), 5),
        *(Column(pen.role(body), 3) for body in names),
        Column(pen.say("column.engine"), 4),
    )
    rows = tuple(
        (cell(title), *(_cell(body, subject, subject not in risks, views, pen) for body in names), cell(badge))
        for subject, title, badge in subjects
    )
    return Table(pen.say("views.caption"), columns, rows)


def _cell(body: str, subject: str, within_whole: bool, views: list[Part], pen: Pen) -> Line:
    own = [one for one in views if one["by"] == body and one["about"] == subject]
    if own:
        badges: list[Inline] = []
        for one in own:
            badges += [Words("; ")] if badges else []
            badges.append(pen.badge(one["says"]))
        return tuple(badges)
    spoke = any(one["by"] == body and one["about"] == "whole" for one in views)
    return words(pen.say("views.whole_only")) if spoke and within_whole else (pen.badge("silent"),)


def _body(body: str, pen: Pen) -> Iterator[Block]:
    risks = {one["id"] for one in pen.made.decision["risks"]}
    views = [one for one in pen.made.decision["views"] if one["by"] == body]
    if not views:
        yield pen.paragraph("views.silent", body=pen.role(body))
    views = [one for one in views if one["about"] not in risks or not one["counted"]]  # those stand with the risk
    for view in views:
        yield from view_blocks(view, pen)


def view_blocks(view: Part, pen: Pen) -> Iterator[Block]:
    """One view: what it says of what, when, on what basis; and its condition, in the body's words."""
    source = pen.known.sources.get((view["source"] or "").split(", ")[0])
    basis = "" if source is None else pen.say("views.basis", basis=pen.say(f"basis.{source['basis']}"))
    left = "" if view["counted"] else f" {pen.say('views.not_counted')}"
    yield pen.paragraph(
        "views.view",
        says=pen.badge(view["says"] or "no_view"),
        about=about(view["about"], pen),
        day=pen.day(view["date"]),
        basis=basis,
        left=left,
    )
    if view["with"]:
        yield Quote(view["with"], pen.say("views.condition"))


def said_of(subject: str, pen: Pen) -> list[tuple[str, Line]]:
    """What each body says of one subject; also of those who said nothing."""
    views = counted(pen.made.decision)
    found: list[tuple[str, Line]] = []
    for body in bodies(pen):
        own = [one for one in views if one["by"] == body and one["about"] == subject]
        for one in own:
            line: list[Inline] = [pen.badge(one["says"]), Words(f" ({pen.day(one['date'])})")]
            line += [Words(f" “{one['with']}”")] if one["with"] else []
            found.append((pen.role(body), tuple(line)))
        if not own:
            found.append((pen.role(body), (pen.badge("silent"),)))
    return found


def body_paragraph(body: str, line: Line) -> Paragraph:
    """A body's name, and its view."""
    return Paragraph((Words(f"{body}: "), *line))
