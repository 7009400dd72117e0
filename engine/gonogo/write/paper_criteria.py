"""Each criterion: the authority's words, what was found and why, on what evidence, and what was said about it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from gonogo.model.policy import Criterion
from gonogo.model.report import Block, Inline, Line, Link, Paragraph, Quote, Section, Words
from gonogo.write.paper_cited import cited
from gonogo.write.paper_input import Part
from gonogo.write.paper_pen import Pen, bullets, strong
from gonogo.write.paper_statements import Said, quoted


def verdict_table(pen: Pen) -> Section:
    """All criteria at a glance."""
    criteria = pen.made.decision["criteria"]
    rows = [
        (
            Link(one["id"], _id(one)),
            one["title"],
            pen.role(one["owner"], one["owner_title"]),
            pen.verdict(one),
        )
        for one in criteria
    ]
    columns = (("criterion_id", 2), ("criterion", 8), ("owner", 3), ("verdict", 5))
    blocks: list[Block] = [pen.table(pen.say("verdicts.caption"), columns, rows)] if rows else []
    legend = [f"legend.{one}" for one in ("pass_with_caveats", "unknown", "waived") if _has(one, criteria)]
    if legend:
        blocks.append(Paragraph((Words(" ".join(pen.say(key, word=_word(key, pen)) for key in legend)),)))
    return Section(id="verdicts", number=None, title=pen.say("verdicts.title"), blocks=tuple(blocks), added=True)


def _word(key: str, pen: Pen) -> str:
    return pen.badge(key.removeprefix("legend.")).word


def _has(status: str, criteria: list[Part]) -> bool:
    if status == "pass_with_caveats":
        return any(one["verdict"] == "pass" and one["caveats"] for one in criteria)
    return any(one["verdict"] == status for one in criteria)


def criteria_section(pen: Pen, said: Said) -> Section:
    """One section for each criterion, in the policy's order."""
    written = {one.id: one for one in pen.made.policy.criteria}
    sections = tuple(_criterion(one, written[one["id"]], pen, said) for one in pen.made.decision["criteria"])
    policy = pen.made.policy
    agreed = "criteria.intro" if policy.source else "criteria.intro_bare"
    intro = pen.paragraph(agreed, authority=pen.authority, source=policy.source or "")
    return Section(id="criteria", number=None, title=pen.say("criteria.title"), blocks=(intro,), sections=sections)


def _criterion(part: Part, written: Criterion, pen: Pen, said: Said) -> Section:
    blocks: list[Block] = []
    if part["text"]:
        blocks.append(Quote(part["text"].strip(), written.source))
    finding = Section(
        id=f"{_id(part)}-finding",
        number=None,
        title=pen.say("finding.title"),
        blocks=tuple(finding_blocks(part, pen, pen.verdict(part))),
        added=True,
    )
    spoken = tuple(quoted(said.get(part["id"], ()), pen))
    sections = [finding]
    if spoken:
        sections.append(Section(id=f"{_id(part)}-said", number=None, title=pen.say("said.title"), blocks=spoken))
    title = pen.say("criterion.heading", id=part["id"], title=part["title"])
    return Section(id=_id(part), number=None, title=title, blocks=tuple(blocks), sections=tuple(sections))


def _id(part: Part) -> str:
    return f"criterion-{part['id']}"


# --- what was found ------------------------------------------------------------------------------


def finding_blocks(part: Part, pen: Pen, badge: Inline) -> Iterator[Block]:
    """What it came to and why, the evidence, caveats, and what is missing."""
    reason = _reason(part, pen)
    yield Paragraph((badge, Words(" "), *reason))
    if part.get("remedy"):
        yield pen.paragraph("finding.remedy", label=strong(pen.say("label.remedy")), remedy=pen.prose(part["remedy"]))
    if part.get("waived_by"):
        yield pen.paragraph(
            "finding.waived",
            label=strong(pen.say("label.waived")),
            waivers=Link(pen.texts.listed(part["waived_by"]), "waivers"),
        )
    yield from cited(part, pen)
    yield from labelled_list("caveats", caveat_lines(part, pen), pen)
    yield from labelled_list("missing", [missing_line(one, pen) for one in part["missing"]], pen)


def _reason(part: Part, pen: Pen) -> Line:
    said: list[Inline] = [Words(pen.prose(part["because"]))] if part["because"] else []
    if part["rule"] and not part["rule"].startswith(f"{part['id']}."):
        rules = list(part.get("rules") or [part["rule"]])
        key = "finding.rule.one" if len(rules) == 1 else "finding.rule.many"
        said += [Words(" "), *pen.texts.line(key, rules=Link(pen.texts.listed(rules), f"rules-{part['id']}"))]
    return tuple(said)


def labelled_list(key: str, items: list[Line], pen: Pen) -> Iterator[Block]:
    """A word in bold, and a list below it; nothing where there is nothing to list."""
    if items:
        yield Paragraph((strong(pen.say(f"label.{key}")),))
        yield bullets(items)


def caveat_lines(part: Part, pen: Pen) -> list[Line]:
    """Caveats in full, then one line that refers to those which concern several parts."""
    shared: Mapping[str, str] = pen.known.caveats
    own: list[Line] = [(Words(pen.prose(text)),) for text in part["caveats"] if text not in shared]
    letters = sorted(shared[text] for text in part["caveats"] if text in shared)
    if letters:
        key = "caveats.one" if len(letters) == 1 else "caveats.many"
        own.append(pen.texts.line(key, letters=Link(pen.texts.listed(letters), "evidence")))
    return own


def missing_line(one: Part, pen: Pen) -> Line:
    """What is missing, and who owes it."""
    what = Words(pen.prose(one["what"]))
    if not one["owed_by"]:
        return (what,)
    return (what, Words(" "), *pen.texts.line("missing.owed", who=pen.role(one["owed_by"], one["owed_by_title"])))
