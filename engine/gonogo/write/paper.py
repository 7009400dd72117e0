"""A committee paper from a decision: its parts in the order of the house, numbered, with what was left out said.

Nothing here decides or explains: it is all looked up. What is to be left out is never in the paper that is returned.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from gonogo.model.house_style import ALWAYS_THERE, ANNEXES, PARTS, PLAIN, HouseStyle
from gonogo.model.noun import replace
from gonogo.model.report import Line, Report, Section, Words
from gonogo.write.decision_words import references
from gonogo.write.paper_annexes import diagram_annex, digests_annex, parameters_annex, proof_annex, sources_annex
from gonogo.write.paper_criteria import criteria_section, verdict_table
from gonogo.write.paper_decided import decided_section
from gonogo.write.paper_differences import differences_section
from gonogo.write.paper_duties import obligations_section, recommendations, waivers_section
from gonogo.write.paper_evidence import evidence_section
from gonogo.write.paper_front import purpose
from gonogo.write.paper_input import PaperInput
from gonogo.write.paper_numbers import numbered
from gonogo.write.paper_pen import Pen
from gonogo.write.paper_redact import redacted, redactor, said_of
from gonogo.write.paper_risks import risks_section
from gonogo.write.paper_rules import rules_annex
from gonogo.write.paper_statements import Said, statements
from gonogo.write.paper_texts import Texts
from gonogo.write.paper_views import views_section

PART_OF: Mapping[str, Callable[[Pen, Said], Section | None]] = {
    "purpose": lambda pen, _: purpose(pen),
    "verdicts": lambda pen, _: verdict_table(pen),
    "criteria": criteria_section,
    "views": views_section,
    "differences": lambda pen, _: differences_section(pen),
    "decided": lambda pen, _: decided_section(pen),
    "risks": risks_section,
    "evidence": lambda pen, _: evidence_section(pen),
    "waivers": lambda pen, _: waivers_section(pen),
    "obligations": lambda pen, _: obligations_section(pen),
    "recommendations": lambda pen, _: recommendations(pen),
}
ANNEX_OF: Mapping[str, Callable[[Pen], Section | None]] = {
    "rules": rules_annex,
    "parameters": parameters_annex,
    "sources": sources_annex,
    "proof": proof_annex,
    "digests": digests_annex,
    "diagram": diagram_annex,
}


def compose(
    made: PaperInput,
    style: HouseStyle = PLAIN,
    texts: Texts = Texts(),  # noqa: B008 - frozen
    *,
    redact: bool = False,
) -> Report:
    """The paper. `style` is how the body wants it, `texts` are its fixed texts in one language.

    `redact`: without the names and passages that are marked, which the paper then says.
    """
    pen = Pen(made, style, texts, references(made.decision))
    report = _whole(pen)
    if not redact:
        return report
    out = redactor(pen)
    without = redacted(report, out)
    said = said_of(out, pen) or pen.say("paper.nothing_redacted")
    return replace(without, fields=(*without.fields, (pen.say("paper.left_out"), (Words(said),))))


def _whole(pen: Pen) -> Report:
    made, style, texts = pen.made, pen.style, pen.texts
    said = statements(pen)
    parts = [part(pen, said) for part in _ordered(PART_OF, PARTS, style)]
    annexes = [annex(pen) for annex in _ordered(ANNEX_OF, ANNEXES, style)]
    there = tuple(one for one in parts if one is not None), tuple(one for one in annexes if one is not None)
    sections, counted = numbered(*there, pen)
    title = _filled(style.title, pen) or made.policy.title
    day = pen.day(made.decision["as_of"])
    return Report(
        title=title,
        subtitle=_filled(style.subtitle, pen) or made.evidence.title,
        language=texts.language,
        dated=made.decision["as_of"],
        author=style.author or pen.say("paper.author", engine=made.engine),
        running=_filled(style.running, pen) or pen.say("paper.running", title=title, day=day),
        fields=tuple(_fields(pen)),
        words=rendering_words(texts),
        logo=style.logo,
        sections=sections,
        annexes=counted,
    )


def rendering_words(texts: Texts) -> dict[str, str]:
    """What a renderer itself says."""
    return {key.removeprefix("render."): text for key, text in texts.words.items() if key.startswith("render.")}


def _ordered(
    known: Mapping[str, Callable[..., Section | None]], usual: tuple[str, ...], style: HouseStyle
) -> list[Callable[..., Section | None]]:
    """The parts that are wanted: those that the style orders first, the others as usual."""
    first = [name for name in style.order if name in known]
    names = [*first, *(name for name in usual if name not in first)]
    return [known[name] for name in names if name in ALWAYS_THERE or name not in style.omit]


def _filled(text: str | None, pen: Pen) -> str | None:
    """A text of the house style, with what it may name."""
    if text is None:
        return None
    made = pen.made
    for name, value in (
        ("policy", made.policy.title),
        ("version", made.policy.version),
        ("evidence", made.evidence.title or made.evidence.id),
        ("authority", pen.authority),
        ("day", pen.day(made.decision["as_of"])),
    ):
        text = text.replace("{" + name + "}", value)
    return text


def _fields(pen: Pen) -> list[tuple[str, Line]]:
    """The lines under the title."""
    style, say = pen.style, pen.say
    decision = pen.made.decision
    fields: list[tuple[str, Line]] = [
        (say("paper.action"), (Words(style.action or say("paper.for_decision")),)),
        (say("paper.to"), (Words(pen.authority),)),
    ]
    if style.author:
        fields.append((say("paper.from"), (Words(style.author),)))
    fields.append((say("paper.as_of"), (Words(pen.day(decision["as_of"])),)))
    fields += [(label, (Words(_filled(text, pen) or ""),)) for label, text in style.fields.items()]
    fields.append((say("paper.answer"), tuple(pen.badge(gate["outcome"]) for gate in decision["decisions"])))
    omitted = [say(f"{name}.title") for name in style.omit if name not in ALWAYS_THERE]
    added = say("paper.added", added=say("render.added"))
    fields.append((say("paper.marks_added"), (Words(added),)))
    if omitted:
        fields.append((say("paper.left_out"), (Words(say("paper.omitted", parts=", ".join(omitted))),)))
    if pen.texts.language.partition("-")[0] != "en":
        fields.append((say("paper.language"), (Words(say("paper.untranslated")),)))
    return fields
