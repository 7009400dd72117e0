"""How good the evidence is: shared caveats, what came late or is not validated, was left out, or is contradicted."""

from __future__ import annotations

from collections.abc import Iterator

from gonogo.model.report import Block, Line, Paragraph, Section, Words
from gonogo.write.decision_words import parts
from gonogo.write.paper_front import spans
from gonogo.write.paper_pen import Pen, bullets, strong, without_column
from gonogo.write.text_layout import spaced


def evidence_section(pen: Pen) -> Section:
    """What should be known of the evidence as a whole."""
    blocks: list[Block] = [Paragraph(_bases(pen))]
    shared = list(_shared(pen))
    if shared:
        blocks += [Paragraph((strong(pen.say("evidence.shared")),)), bullets(shared)]
    for key, lines in (("left_out", list(_left_out(pen))), ("contradictions", list(_contradictions(pen)))):
        if lines:
            blocks += [Paragraph((strong(pen.say(f"evidence.{key}")),)), bullets(lines)]
        else:
            blocks.append(pen.paragraph(f"evidence.no_{key}"))
    title = pen.say("evidence.title")
    return Section(id="evidence", number=None, title=title, blocks=tuple(blocks), added=True)


def _bases(pen: Pen) -> Line:
    """How many sources are validated, documented, or stated only."""
    sources = pen.made.decision["sources"]
    if not sources:
        return pen.texts.line("evidence.no_sources")
    bases = [one["basis"] for one in sources]
    counts = [
        pen.say("evidence.of_basis", number=bases.count(basis), basis=pen.say(f"basis.{basis}"))
        for basis in ("validated", "documented", "stated")
    ]
    return pen.texts.line(
        "evidence.bases", sources=pen.texts.number("count.sources", len(sources)), bases=", ".join(counts)
    )


def _shared(pen: Pen) -> Iterator[Line]:
    """Each caveat that has a letter, with what it concerns."""
    every = list(parts(pen.made.decision))
    ids = [one["id"] for one in every]
    for text, letter in pen.known.caveats.items():
        concerned = [one["id"] for one in every if text in one["caveats"]]
        yield (
            strong(f"{letter}. "),
            *pen.texts.line("evidence.concerns", text=pen.prose(text), on=spans(concerned, ids, pen)),
        )


def _left_out(pen: Pen) -> Iterator[Line]:
    groups: dict[tuple[str, str | None], list[str]] = {}
    for one in pen.made.decision["left_out"]:
        what = " ".join(pen.known.called(one["fact"], one["key"]))
        detail = "" if one["reason"] == "inadequate" or not one["detail"] else f", {pen.dated(one['detail'])}"
        reason = one["reason"]
        why = pen.say(f"reason.{reason}") + detail
        groups.setdefault((why, one["source"]), []).append(f"{what} ({without_column(one['at'])})")
    for (why, source), left in groups.items():
        yield pen.texts.line("evidence.left", why=strong(why), left="; ".join(left), source=pen.source_line(source))


def _contradictions(pen: Pen) -> Iterator[Line]:
    for one in pen.made.decision["contradictions"]:
        says = [
            pen.say("evidence.says", value=value["value"] or pen.say("none"), by=pen.known.titles(value["sources"]))
            for value in one["values"]
        ]
        settled = pen.say("evidence.settled", by=one["settled_by"]) if one["settled_by"] else pen.say("evidence.open")
        what = f"{spaced(one['field'])}, {spaced(one['fact'])} {one['key']}"
        yield (strong(f"{what}: "), Words(f"{'; '.join(says)}; {settled}."))
