"""Sentences on what follows: risks, controls, obligations, the outcome; what became of the evidence; and refusals."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from gonogo.model.diagnostic import Diagnostic
from gonogo.scenarios import looking
from gonogo.scenarios.case import Case, Mismatch
from gonogo.scenarios.holes import CONTROL_STATES, LEFT_OUT, OBLIGATION_STATES, OUTCOMES, RISK_STATES
from gonogo.scenarios.looking import Part, named, shown
from gonogo.scenarios.naming import fact_of, role_of
from gonogo.scenarios.sentence import Act, Chapter, Said, then
from gonogo.scenarios.sentences_people import about_of

STATES = {"risk": RISK_STATES, "control": CONTROL_STATES, "obligation": OBLIGATION_STATES, "decision": OUTCOMES}


def state(kind: str) -> Act:
    """What a risk, control or obligation came to."""

    def expect(case: Case, said: Said) -> None:
        one = looking.part(looking.document(case, said), kind, named(said, kind))
        rule = looking.known_rule(case, named(said, "rule")) if "rule" in said else None
        looking.expect_status(case, kind, one, said.word(f"{kind} state"), rule)

    return expect


def states(kind: str, column: str, word: str, more: Sequence[str] = ()) -> Act:
    """The same for several, in a table."""

    def expect(case: Case, said: Said) -> None:
        document = looking.document(case, said)
        for row in said.table_of((column, word, *more), (column, word)):
            one = looking.part(document, kind, row[column])
            rule = looking.known_rule(case, row["rule"]) if row.get("rule") else None
            looking.expect_status(case, kind, one, looking.word_in(row[word], STATES[kind]), rule)
            if row.get("due"):
                _expect_due(one, row["due"])

    return expect


def due(case: Case, said: Said) -> None:
    one = looking.part(looking.document(case, said), "obligation", named(said, "obligation"))
    _expect_due(one, said.text("text"))


def _expect_due(one: Part, wanted: str) -> None:
    if looking.folded(str(one["due"] or "")) != looking.folded(wanted):
        raise Mismatch(
            f"obligation {one['id']} to be due {wanted}", str(one["due"] or "no day is set"), str(one["text"])
        )


# --- the outcome ---------------------------------------------------------------------------------


def outcome(case: Case, said: Said) -> None:
    document = looking.document(case, said)
    gates = document["decisions"]
    one = looking.part(document, "decision", named(said, "gate")) if "gate" in said else gates[0]
    rule = looking.known_rule(case, named(said, "rule")) if "rule" in said else None
    looking.expect_status(case, "decision", one, said.word("outcome"), rule)


def deferred(case: Case, said: Said) -> None:
    one = looking.document(case, said)["decisions"][0]
    looking.expect_status(case, "decision", one, "defer")
    said.day("date")
    first, last = said.text("date"), said.text("last") if "last" in said else said.text("date")
    actual = (one["to"] or {}).get("from"), (one["to"] or {}).get("until")
    if actual != (first, last):
        wanted = first if first == last else f"{first} until {last}"
        is_now = f"to {actual[0]} until {actual[1]}" if actual[0] != actual[1] else f"to {actual[0]}"
        raise Mismatch(f"the decision to be deferred to {wanted}", is_now, case.why(str(one["id"])))


def recommends(case: Case, said: Said) -> None:
    one = looking.document(case, said)["decisions"][0]
    lines = [f"{item['verb']} {item['text']}" for item in one["recommend"] or ()]
    if not any(looking.contains(line, said.text("text")) for line in lines):
        expected = f"the recommendation to contain “{said.text('text')}”"
        raise Mismatch(expected, "; ".join(f"“{line}”" for line in lines) or "there is none", str(one["because"] or ""))


# --- what became of the evidence -----------------------------------------------------------------


def waiver_effect(effect: str, words: str) -> Act:
    """What the waivers of a criterion came to."""

    def expect(case: Case, said: Said) -> None:
        document = looking.document(case, said)
        criterion = looking.part(document, "criterion", named(said, "criterion"))["id"]
        found = [one for one in document["waivers"] if one["criterion"] == criterion]
        if not any(one["effect"] == effect for one in found):
            actual = "; ".join(f"{one['id']}: {one['effect']}, {one['why'] or 'for now'}" for one in found)
            raise Mismatch(
                f"the waiver of {criterion} {words}", actual or "there is no such waiver", case.why(criterion)
            )

    return expect


def left_out(case: Case, said: Said) -> None:
    document = looking.document(case, said)
    fact, _ = fact_of(case.policy(said.step.at), said)
    found = [one for one in document["left_out"] if one["fact"] == fact.id and one["key"] == said.text("key")]
    wanted = said.word("left out") if "left out" in said else None
    if not any(wanted in (None, one["reason"]) for one in found):
        reason = "" if wanted is None else f" as {shown(wanted)}"
        actual = ", ".join(shown(one["reason"]) for one in found)
        others = "; ".join(f"{one['fact']} {one['key']} ({shown(one['reason'])})" for one in document["left_out"])
        expected = f"{fact.id} {said.text('key')} to be left out{reason}"
        raise Mismatch(
            expected, f"left out as {actual}" if actual else "not left out", f"left out: {others or 'nothing'}"
        )


def nothing_left_out(case: Case, said: Said) -> None:
    found = looking.document(case, said)["left_out"]
    if found:
        listed = "; ".join(f"{one['fact']} {one['key']}: {shown(one['reason'])}" for one in found)
        raise Mismatch("nothing to be left out", listed)


def contradicts(case: Case, said: Said) -> None:
    document = looking.document(case, said)
    fact, _ = fact_of(case.policy(said.step.at), said)
    wanted = (fact.id, said.text("key"), said.text("field"))
    found = document["contradictions"]
    if wanted not in [(one["fact"], one["key"], one["field"]) for one in found]:
        expected = f"the sources to contradict each other on the {wanted[2]} of {wanted[0]} {wanted[1]}"
        raise Mismatch(expected, _contradictions(found))


def no_contradictions(case: Case, said: Said) -> None:
    found = looking.document(case, said)["contradictions"]
    if found:
        raise Mismatch("no contradictions", _contradictions(found))


def _contradictions(found: Sequence[Part]) -> str:
    return "; ".join(f"{one['field']} of {one['fact']} {one['key']}" for one in found) or "there are no contradictions"


def view_counts(*, wanted: bool) -> Act:
    """Whether a view is among those that count."""

    def expect(case: Case, said: Said) -> None:
        policy = case.policy(said.step.at)
        by, about = str(role_of(policy, said.found("role"))), str(about_of(policy, said))
        views = looking.document(case, said)["views"]
        counted = any(one["counted"] and (one["by"], one["about"]) == (by, about) for one in views)
        if counted is not wanted:
            listed = "; ".join(f"{one['by']} on {one['about']}" for one in views if one["counted"])
            not_ = "" if wanted else "not "
            because = f"views that count: {listed or 'none'}"
            raise Mismatch(f"the view of {by} on {about} {not_}to count", f"it does{' not' if wanted else ''}", because)

    return expect


# --- refusals ------------------------------------------------------------------------------------


def refused(of: str) -> Act:
    """Reading the policy or the evidence is refused, with a complaint of a code or with some words in it."""

    def expect(case: Case, said: Said) -> None:
        words = said.text("code") if "code" in said else f"“{said.text('text')}”"
        refusal = case.refusal
        if refusal is None or refusal.of != of:
            actual = "it is accepted" if refusal is None else f"the {refusal.of} is refused"
            raise Mismatch(f"the {of} to be refused with {words}", actual, "" if refusal is None else refusal.text)
        if not any(_is_about(one, said) for one in refusal.diagnostics.errors):
            raise Mismatch(f"the {of} to be refused with {words}", "it is refused with other complaints", refusal.text)

    return expect


def _is_about(one: Diagnostic, said: Said) -> bool:
    if "code" in said:
        return one.code.value == said.text("code")
    return looking.contains(f"{one.says}; expected {one.expected}; found {one.found}", said.text("text"))


def problems(case: Case, said: Said) -> None:
    wanted = said.number("number") if "number" in said else 1 if "is 1" in said.step.text else 0
    found: Any = () if case.refusal is None else case.refusal.diagnostics.errors
    if len(found) != wanted:
        raise Mismatch(_problems(wanted), _problems(len(found)), "" if case.refusal is None else case.refusal.text)


def _problems(count: int) -> str:
    return "no problems" if count == 0 else "1 problem" if count == 1 else f"{count} problems"


FIRST = "Of the first, or the only, decision."

DECISION = (
    Chapter(
        "Risks, controls and obligations",
        (
            then("risk {risk} is {risk state}", f"One of {', '.join(RISK_STATES)}.", state("risk")),
            then("control {control} is {control state}", f"One of {', '.join(CONTROL_STATES)}.", state("control")),
            then(
                "control {control} is {control state} by rule {rule}", "And that rule fired for it.", state("control")
            ),
            then(
                "obligation {obligation} is {obligation state}",
                f"One of {', '.join(OBLIGATION_STATES)}.",
                state("obligation"),
            ),
            then("obligation {obligation} is due {text}", "A day, or words such as “each release”.", due),
            then("the risks are:", "Columns: risk, state.", states("risk", "risk", "state")),
            then(
                "the controls are:",
                "Columns: control, state; also rule.",
                states("control", "control", "state", ("rule",)),
            ),
            then(
                "the obligations are:",
                "Columns: obligation, state; also due.",
                states("obligation", "obligation", "state", ("due",)),
            ),
        ),
    ),
    Chapter(
        "The outcome",
        (
            then("the outcome is {outcome}", f"{FIRST} One of {', '.join(OUTCOMES)}.", outcome),
            then("the outcome is {outcome} by rule {rule}", f"{FIRST} And that rule decided it.", outcome),
            then("the outcome of {gate} is {outcome}", "Of one of several decisions.", outcome),
            then("the outcome of {gate} is {outcome} by rule {rule}", "And that rule decided it.", outcome),
            then(
                "the outcomes are:",
                "Columns: gate, outcome; also rule.",
                states("decision", "gate", "outcome", ("rule",)),
            ),
            then("the decision is deferred to {date}", FIRST, deferred),
            then("the decision is deferred to {date} until {last}", FIRST, deferred),
            then("the recommendation contains {text}", "One line of it does.", recommends),
        ),
    ),
    Chapter(
        "What became of the evidence",
        (
            then(
                "the waiver of {criterion} takes effect",
                "It sets the verdict aside.",
                waiver_effect("waived", "to take effect"),
            ),
            then(
                "the waiver of {criterion} has no effect",
                "Whatever the reason.",
                waiver_effect("none", "to have no effect"),
            ),
            then(
                "the waiver of {criterion} is not needed",
                "In force, and there is nothing to set aside.",
                waiver_effect("in force, not needed", "not to be needed"),
            ),
            then("the {fact} {key} is left out", "The record is given and does not count.", left_out),
            then("the {fact} {key} is left out as {left out}", f"One of {', '.join(LEFT_OUT)}.", left_out),
            then("nothing is left out", "All that is given counts.", nothing_left_out),
            then("the sources contradict each other on the {field} of {fact} {key}", "Settled or not.", contradicts),
            then("there are no contradictions", "Between sources.", no_contradictions),
            then(
                "the view of {role} on {about} counts",
                "It was received, and nothing replaced it.",
                view_counts(wanted=True),
            ),
            then("the view of {role} on {about} does not count", "Or there is none.", view_counts(wanted=False)),
        ),
    ),
    Chapter(
        "Refusals",
        (
            then("the policy is refused with {code}", "Reading it brings up that complaint.", refused("policy")),
            then("the policy is refused because {text}", "A complaint contains these words.", refused("policy")),
            then("the evidence is refused with {code}", "Reading it brings up that complaint.", refused("evidence")),
            then("the evidence is refused because {text}", "A complaint contains these words.", refused("evidence")),
            then("there are {number} problems", "With the policy or the evidence, when read.", problems),
            then("there is 1 problem", "The same.", problems),
            then("there are no problems", "The same.", problems),
        ),
    ),
)
