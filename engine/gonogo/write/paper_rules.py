"""The rules of a policy in plain English, and what each came to where something was decided by them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from gonogo.model.condition import Comparison
from gonogo.model.noun import Noun
from gonogo.model.policy import Criterion, DecisionRule, Demand, Gate, Obligation, Policy, Risk, Rule, Window
from gonogo.model.report import Inline, Line, Section, Words
from gonogo.model.words import operand_words, sentence
from gonogo.write.paper_input import Part
from gonogo.write.paper_pen import Pen, bullets, strong
from gonogo.write.text_layout import as_sentence


class Reading(Noun, frozen=True):
    """How rules are told: with what each came to (by its id), or without."""

    pen: Pen
    came_to: Mapping[str, Part]

    @property
    def policy(self) -> Policy:
        return self.pen.made.policy

    def condition(self, condition: object) -> str:
        """A condition in plain English, as it stands within a sentence."""
        return self.pen.dated(sentence(condition, self.policy))  # type: ignore[arg-type]  # any condition


def rules_annex(pen: Pen) -> Section:
    """All rules, in the policy's order."""
    reading = Reading(pen, pen.made.rules)
    intro = (pen.paragraph("rules.intro"),)
    return Section(
        id="rules", number=None, title=pen.say("rules.title"), blocks=intro, sections=rule_sections(reading), added=True
    )


def rule_sections(reading: Reading) -> tuple[Section, ...]:
    """One section for each criterion, risk and question."""
    policy = reading.policy
    asked = {gate["id"]: gate["question"] for gate in reading.pen.made.decision["decisions"]}
    criteria = [
        _section(one.id, _heading(one, reading), list(criterion_lines(one, reading))) for one in policy.criteria
    ]
    risks = [_section(one.id, _heading(one, reading), list(risk_lines(one, reading))) for one in policy.risks]
    gates = [
        _section(one.id, reading.pen.dated(asked.get(one.id, one.question)), list(gate_lines(one, reading)))
        for one in policy.gates
    ]
    return (*criteria, *risks, *gates)


def _section(name: str, title: str, lines: Sequence[Line]) -> Section:
    return Section(id=f"rules-{name}", number=None, title=title, blocks=(bullets(lines),) if lines else ())


def _heading(one: Criterion | Risk, reading: Reading) -> str:
    return reading.pen.say("criterion.heading", id=one.id, title=one.title)


def criterion_lines(one: Criterion, reading: Reading) -> Iterator[Line]:
    """When it applies, each rule, and how good the evidence must be."""
    if one.applies_when is not None:
        yield reading.pen.texts.line("rules.applies", condition=reading.condition(one.applies_when))
    yield from (rule_line(rule, reading) for rule in one.rules)
    yield from demand_lines(one.demand, reading.pen)
    yield from window_lines(one.window, reading.pen)


def risk_lines(one: Risk, reading: Reading) -> Iterator[Line]:
    """When it is accepted, and the rules and obligations of its controls."""
    if one.accepted_when is not None:
        yield reading.pen.texts.line("rules.accepted", condition=reading.condition(one.accepted_when))
    for control in one.controls:
        yield from (rule_line(rule, reading) for rule in control.rules)
        yield from _ends(control.obligations, reading)


def gate_lines(one: Gate, reading: Reading) -> Iterator[Line]:
    """The rules that answer a question; the first that holds decides."""
    for rule in one.rules:
        yield decision_rule_line(rule, reading)
        yield from _ends(rule.obligations, reading)


def rule_line(rule: Rule, reading: Reading) -> Line:
    """`AC1-code-missing: not met, if …`"""
    pen = reading.pen
    effect = pen.say("effect.settles" if rule.settles else f"effect.{rule.effect.value}")
    condition = reading.condition(rule.condition)
    line = pen.texts.line("rules.rule", rule=strong(rule.id), effect=effect, condition=condition)
    return (*line, *_after(rule.id, rule.window, reading))


def decision_rule_line(rule: DecisionRule, reading: Reading) -> Line:
    """`D-ready: go, if …`"""
    said: dict[str, Inline | Line | str] = {"rule": strong(rule.id), "outcome": reading.pen.badge(rule.then.value)}
    if rule.otherwise:
        line = reading.pen.texts.line("rules.otherwise", **said)
    else:
        line = reading.pen.texts.line("rules.decides", **said, condition=reading.condition(rule.when))
    return (*line, *_after(rule.id, rule.window, reading))


def _after(rule: str, window: Window, reading: Reading) -> Iterator[Inline]:
    for extra in window_lines(window, reading.pen):
        yield from (Words(" "), *extra)
    came_to = reading.came_to.get(rule)
    if came_to is not None:
        yield Words(" ")
        yield from _came_to(came_to, reading.pen)


def _came_to(rule: Part, pen: Pen) -> Line:
    """That it decided, or that it did not and why."""
    if not rule["in_force"]:
        return pen.texts.line("rule.not_in_force")
    if rule["decided"]:
        return (strong(pen.say("rule.decided")),)
    truth = pen.say(f"truth.{rule['truth']}")
    if rule["truth"] == "true":
        return pen.texts.line("rule.held")
    if rule["why"]:
        return pen.texts.line("rule.came_to_why", truth=truth, why=pen.dated("; ".join(rule["why"])))
    return pen.texts.line("rule.came_to", truth=truth)


def _ends(obligations: Sequence[Obligation], reading: Reading) -> Iterator[Line]:
    texts = {one["id"]: one["text"] for one in reading.pen.made.decision["obligations"]}
    for one in obligations:
        if one.ends_when is not None:
            duty = as_sentence(texts.get(one.id, one.text))
            yield reading.pen.texts.line("rules.ends", duty=duty, condition=reading.condition(one.ends_when))


def demand_lines(demand: Demand, pen: Pen) -> Iterator[Line]:
    """How good evidence must be, and what comes of it where it is not."""
    asked: list[str] = []
    if demand.basis:
        asked.append(pen.say("demand.basis", basis=pen.say(f"basis.{demand.basis}")))
    if demand.by:
        asked.append(pen.say("demand.by", by=pen.texts.listed([pen.role(one) for one in demand.by])))
    asked += [pen.say("demand.received", when=_received(one, pen.made.policy)) for one in demand.received]
    if asked:
        yield pen.texts.line("demand.strict" if demand.strict else "demand.usual", asked="; ".join(asked))


def _received(comparison: Comparison, policy: Policy) -> str:
    against = [operand_words(one, policy) for one in comparison.against]
    return f"{comparison.op.value.replace('_', ' ')} {' and '.join(against)}"


def window_lines(window: Window, pen: Pen) -> Iterator[Line]:
    """From when until when it is in force, where that is limited."""
    first = None if window.first is None else pen.day(window.first.isoformat())
    last = None if window.last is None else pen.day(window.last.isoformat())
    if first and last:
        yield pen.texts.line("window.both", first=first, last=last)
    elif first:
        yield pen.texts.line("window.first", first=first)
    elif last:
        yield pen.texts.line("window.last", last=last)
