"""The rules of an explanation as text: what decided, with its conditions; and for each that did not, why not."""

from __future__ import annotations

from collections.abc import Sequence

from gonogo.model.noun import Noun
from gonogo.write.decision_words import Part, state_word
from gonogo.write.explanation_records import Sources, full_records, near_records, place, short_records
from gonogo.write.text_layout import Page, as_sentence, listed, spaced

TRUTHS = {"true": "holds", "false": "does not hold", "unknown": "cannot be told"}
MARKS = {"true": "yes", "false": "no", "unknown": "?"}
AGAINST = (
    "fail",
    "breached",
    "no_go",
)  # that these do not hold is as hoped; who comes near is told where it is measured
INDENT = 2


class Teller(Noun, frozen=True):
    """How an explanation is told: the page, the sources it may name, and whether every step is wanted."""

    page: Page
    sources: Sources
    full: bool


def rule_kind(rule: Part, kind: str) -> str:
    """What the rule is for: `a reason to fail`, `would make it breached`."""
    effect = rule["effect"]
    if effect == "applies":
        return "whether the criterion applies"
    if kind == "criterion":
        if rule["settles"]:
            return "settles it as a pass"
        return f"a reason to {effect}" if effect in ("pass", "fail") else f"makes it {spaced(effect)}"
    if kind == "decision":
        return f"for {state_word(effect)}"
    return f"for {spaced(effect)}"


def rules_lines(subject: Part, teller: Teller) -> list[str]:
    """What decided, then what did not; in full, all in the order of their numbers."""
    kind = subject.get("of_kind") or subject["kind"]
    rules = subject["rules"]
    if teller.full or subject["kind"] == "rule":
        return [line for rule in rules for line in ("", *_rule(rule, kind, teller))]
    decided = [rule for rule in rules if rule["decided"]]
    rested_on = {number for rule in decided for number in rule.get("rests_on", ())}
    others = [rule for rule in rules if not rule["decided"] and rule["effect"] != "applies"]
    lines = [line for rule in decided for line in _rule(rule, kind, teller)]
    lines += [line for rule in others if rule["number"] in rested_on for line in _other(rule, kind, teller)]
    others = [rule for rule in others if rule["number"] not in rested_on]
    if decided:
        lines = ["", f"{' ' * INDENT}Decided by", *lines]
    if others:
        title = "What did not decide, and why" if decided else "Why nothing decides it"
        lines += ["", f"{' ' * INDENT}{title}"]
    return lines + [line for rule in others for line in _other(rule, kind, teller)]


def _head(rule: Part, kind: str, teller: Teller) -> list[str]:
    said = TRUTHS[rule["truth"]] if rule["in_force"] else "not in force"
    if teller.full and rule["truth"] == "true" and not rule["decided"] and rule["effect"] != "applies":
        said = "holds, and does not decide"
    where = f" ({place(rule['at'])})" if teller.full and rule["at"] else ""
    return teller.page.paragraph(f"{_name(rule, kind)}: {said}{where}", INDENT, f"{rule['number']}  ")


def _name(rule: Part, kind: str) -> str:
    """A rule that every risk has is known by what it is for."""
    return spaced(rule["effect"]) if kind == "risk" else f"{rule['id']}, {rule_kind(rule, kind)}"


def _rule(rule: Part, kind: str, teller: Teller) -> list[str]:
    """With its conditions, those that mattered or (in full) all of them."""
    page, within = teller.page, INDENT + len(rule["number"]) + 2
    lines = _head(rule, kind, teller)
    if rule["implied"] and not rule["conditions"]:
        rests_on = f" ({listed(rule['rests_on'])})" if rule.get("rests_on") else ""
        return lines + page.paragraph(as_sentence(f"{rule['text']}{rests_on}"), within)
    if teller.full or not rule["decided"]:
        lines += [line for text in _texts(rule) for line in page.paragraph(text, within)]
    if rule["joined"]:
        lines += page.paragraph(f"asks that {rule['joined']}:", within)
    shown = [one for one in rule["conditions"] if teller.full or one["decides"] or not rule["decided"]]
    return lines + conditions_lines(shown, teller, within)


def _texts(rule: Part) -> list[str]:
    said = [rule["because"], rule["unknown_because"], rule["difference"]]
    return [as_sentence(text) for text in said if text]


def _other(rule: Part, kind: str, teller: Teller) -> list[str]:
    page = teller.page
    head = f"{_name(rule, kind)}: {TRUTHS[rule['truth']] if rule['in_force'] else 'not in force'}."
    text = f"{head} {as_sentence(rule['difference'])}" if rule["difference"] else head
    lines = page.paragraph(text, INDENT, f"{rule['number']}  ")
    within = INDENT + len(rule["number"]) + 2
    for one in rule["conditions"]:
        if one["number"] in rule["stopped_by"][:1]:
            if one["truth"] != "true":
                lines += short_records(one, teller.sources, page, within)
            lines += near_records(one, page, within, measured=rule["effect"] in AGAINST)
    return lines


def conditions_lines(conditions: Sequence[Part], teller: Teller, indent: int) -> list[str]:
    """Each part under its number, below the parts that it belongs to."""
    lines: list[str] = []
    if not conditions:
        return lines
    top = conditions[0]["number"].count(".")
    for one in conditions:
        lines += _condition(one, teller, indent + 2 * (one["number"].count(".") - top))
    return lines


def _condition(one: Part, teller: Teller, indent: int) -> list[str]:
    page, first = teller.page, f"{one['number']}  {MARKS[one['truth']]}  "
    where = f" ({place(one['at'])})" if teller.full else ""
    colon = ":" if one["kind"] in ("all", "any", "not") else ""
    within = indent + len(first)
    lines = page.paragraph(f"{one['text']}{colon}{where}", indent, first)
    lines += page.paragraph(as_sentence(one["found"]), within)
    if not teller.full:
        return lines + short_records(one, teller.sources, page, within)
    for said, record in full_records(one, page, within):
        lines += said
        if record is not None and record["conditions"]:
            lines += conditions_lines(record["conditions"], teller, within + 2)
    return lines
