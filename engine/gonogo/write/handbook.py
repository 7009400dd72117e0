"""A policy alone as a paper: for those who must agree to it before anything is decided by it."""

from __future__ import annotations

from collections.abc import Iterator

from gonogo.model.house_style import HouseStyle
from gonogo.model.policy import Control, Gate, Obligation, Policy, Risk
from gonogo.model.report import Block, Line, Paragraph, Quote, Report, Section, Words
from gonogo.model.words import operand_words
from gonogo.write.decision_words import References
from gonogo.write.handbook_parts import about, definitions, evidence, how, parameters, roles
from gonogo.write.paper import rendering_words
from gonogo.write.paper_input import Head, policy_alone
from gonogo.write.paper_numbers import numbered
from gonogo.write.paper_pen import Pen, bullets, code, strong
from gonogo.write.paper_rules import Reading, criterion_lines, demand_lines, gate_lines, rule_line
from gonogo.write.paper_texts import Texts
from gonogo.write.text_layout import as_sentence


def compose(policy: Policy, engine: str, style: HouseStyle, texts: Texts, head: Head | None = None) -> Report:
    """The handbook. Of the house style only what is not about a decision matters."""
    pen = Pen(policy_alone(policy, engine, head), style, texts, References({}, {}, {}))
    reading = Reading(pen, {})
    sections = [about(pen), how(pen), roles(pen), _criteria(reading), evidence(pen), definitions(pen), parameters(pen)]
    sections += [_risks(reading), _decisions(reading)]
    counted, _ = numbered(tuple(one for one in sections if one is not None), (), pen)
    return Report(
        title=pen.say("handbook.title", policy=policy.title),
        subtitle=None,
        language=texts.language,
        dated="",
        author=style.author or pen.say("paper.author", engine=engine),
        running=pen.say("handbook.running", policy=policy.title, version=policy.version),
        fields=tuple(_fields(pen)),
        words=rendering_words(texts),
        logo=style.logo,
        sections=counted,
    )


def _fields(pen: Pen) -> Iterator[tuple[str, Line]]:
    policy, say = pen.made.policy, pen.say
    yield say("paper.action"), (Words(say("handbook.action")),)
    yield say("paper.to"), (Words(pen.authority),)
    yield say("handbook.policy"), (code(policy.id),)
    yield say("handbook.version"), (Words(policy.version),)
    if policy.source:
        yield say("handbook.source"), (Words(policy.source),)
    if policy.calendar is not None:
        yield say("digest.calendar"), (Words(f"{policy.calendar.title}, {policy.calendar.version}"),)
    yield say("handbook.digest"), (code(policy.sha256),)
    head = pen.made.head
    if head is not None:
        entry = say("digest.entry", ledger=head.ledger, seq=head.seq)
        yield say("digest.ledger"), (Words(f"{entry}: "), code(head.sha256))
    if pen.texts.language.partition("-")[0] != "en":
        yield say("paper.language"), (Words(say("paper.untranslated")),)


# --- criteria, risks, decisions --------------------------------------------------------------------


def _criteria(reading: Reading) -> Section:
    pen = reading.pen
    sections: list[Section] = []
    for one in reading.policy.criteria:
        blocks: list[Block] = [Quote(one.text.strip(), one.source)] if one.text else []
        if one.owner is not None:
            blocks.append(pen.paragraph("handbook.owner", owner=pen.role(one.owner)))
        blocks.append(bullets(list(criterion_lines(one, reading))))
        title = pen.say("criterion.heading", id=one.id, title=one.title)
        sections.append(Section(id=f"criterion-{one.id}", number=None, title=title, blocks=tuple(blocks)))
    title = pen.say("handbook.criteria")
    intro = (pen.paragraph("rules.intro"),)
    return Section(id="criteria", number=None, title=title, blocks=intro, sections=tuple(sections))


def _risks(reading: Reading) -> Section | None:
    if not reading.policy.risks:
        return None
    sections = tuple(_risk(one, reading) for one in reading.policy.risks)
    return Section(id="risks", number=None, title=reading.pen.say("handbook.risks"), sections=sections)


def _risk(risk: Risk, reading: Reading) -> Section:
    pen = reading.pen
    blocks: list[Block] = [Quote(risk.text.strip(), risk.source)] if risk.text else []
    if risk.accepted_when is not None:
        accepted = pen.texts.line("rules.accepted", condition=reading.condition(risk.accepted_when))
        blocks.append(Paragraph(accepted))
    for control in risk.controls:
        blocks += _control(control, reading)
    title = pen.say("criterion.heading", id=risk.id, title=risk.title)
    return Section(id=f"risk-{risk.id}", number=None, title=title, blocks=tuple(blocks))


def _control(control: Control, reading: Reading) -> Iterator[Block]:
    pen = reading.pen
    kind = pen.say("handbook.control_kind", kind=control.kind) if control.kind else ""
    owner = pen.role(control.owner)
    yield Paragraph((strong(pen.say("handbook.control", id=control.id, title=control.title, owner=owner, kind=kind)),))
    if control.text:
        yield Quote(control.text.strip(), control.source)
    lines = [rule_line(rule, reading) for rule in control.rules]
    lines += [_obligation(one, reading) for one in control.obligations]
    yield bullets([*lines, *demand_lines(control.demand, pen)])


def _obligation(one: Obligation, reading: Reading) -> Line:
    text = as_sentence(filled(one.text, reading.pen))
    if one.due is None:
        return reading.pen.texts.line("handbook.obligation", text=text)
    due = one.due if isinstance(one.due, str) else operand_words(one.due, reading.policy)
    return reading.pen.texts.line("handbook.obligation_due", text=text, due=reading.pen.dated(due))


def _decisions(reading: Reading) -> Section:
    sections = tuple(_gate(one, reading) for one in reading.policy.gates)
    return Section(id="decisions", number=None, title=reading.pen.say("handbook.decisions"), sections=sections)


def _gate(gate: Gate, reading: Reading) -> Section:
    pen = reading.pen
    lines = [*gate_lines(gate, reading)]
    lines += [_obligation(one, reading) for rule in gate.rules for one in rule.obligations]
    blocks: list[Block] = [bullets(lines)]
    for outcome, asked in gate.recommend.items():
        badge = pen.badge(outcome)
        blocks.append(pen.paragraph("handbook.recommends", authority=pen.authority, outcome=badge))
        items: list[Line] = [(strong(verb), Words(f" {filled(text, pen)}")) for verb, text in asked]
        blocks.append(bullets(items))
    return Section(id=f"decision-{gate.id}", number=None, title=filled(gate.question, pen), blocks=tuple(blocks))


def filled(text: str, pen: Pen) -> str:
    """A text of the policy with the parameters that it names; what only evidence can fill stays as a name."""
    policy = pen.made.policy
    for name, parameter in policy.parameters.items():
        if parameter.value is not None:
            text = text.replace("{" + name + "}", pen.value(parameter.value, parameter.type))
    return pen.dated(" ".join(text.replace("{", "[").replace("}", "]").split()))
