"""Where a decision says what a `Then` asks for, and how a mismatch with it is worded."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from gonogo.api_scenarios import Document
from gonogo.scenarios.case import Case, Mismatch
from gonogo.scenarios.feature import Cell
from gonogo.scenarios.holes import word_of
from gonogo.scenarios.sentence import Said, refuse, refuse_name

Part = Mapping[str, Any]
STATUS = {"criterion": "verdict", "risk": "state", "control": "state", "obligation": "state", "decision": "outcome"}


def document(case: Case, said: Said) -> Document:
    """The decision that the step asks about."""
    return case.decision(said.step.text)


def parts(document: Document, kind: str) -> Iterator[Part]:
    """All criteria, risks, controls, obligations or decisions of a document."""
    match kind:
        case "criterion":
            yield from document["criteria"]
        case "control":
            yield from (control for risk in document["risks"] for control in risk["controls"])
        case _:
            yield from document[f"{kind}s"]


def part(document: Document, kind: str, name: Cell) -> Part:
    """The one of that id, or of that title; StepRefused where there is none."""
    known = list(parts(document, kind))
    found = next((one for one in known if _is_called(one, name)), None)
    if found is None:
        refuse_name(name.at, name, kind, [str(one["id"]) for one in known])
    return found


def _is_called(one: Part, name: str) -> bool:
    return name == one["id"] or name.casefold() == str(one.get("title") or "").casefold()


def named(said: Said, hole: str) -> Cell:
    found = said.found(hole)
    return Cell(found.text, found.at)


def subject(document: Document, said: Said) -> tuple[str, Part]:
    """What a step is about, and its kind."""
    return subject_named(document, named(said, "subject"))


def subject_named(document: Document, name: Cell) -> tuple[str, Part]:
    """A criterion, risk, control or decision by name."""
    if name == "the decision":
        return "decision", document["decisions"][0]
    kinds = ("criterion", "risk", "control", "decision")
    known = {str(one["id"]): (kind, one) for kind in kinds for one in parts(document, kind)}
    found = known.get(name) or next((pair for pair in known.values() if _is_called(pair[1], name)), None)
    if found is None:
        refuse_name(name.at, name, "criterion, risk, control or decision", known)
    return found


def shown(word: str | None) -> str:
    """A word of the language for people."""
    return "nothing" if word is None else word.replace("_", " ")


def expect_status(case: Case, kind: str, one: Part, wanted: str, rule: str | None = None) -> None:
    """That something came to what was expected, by the rule that was expected."""
    actual, what = str(one[STATUS[kind]]), f"{kind} {one['id']}"
    if actual != wanted:
        by = f" (rule {one['rule']})" if one.get("rule") else ""
        raise Mismatch(f"{what} to be {shown(wanted)}", f"{shown(actual)}{by}", _because(case, kind, one))
    if rule is not None and rule != one["rule"] and rule not in one.get("rules", ()):
        expected = f"{what} to be {shown(wanted)} by rule {rule}"
        raise Mismatch(expected, f"{shown(actual)} by {_by(one)}", _because(case, kind, one))


def _by(one: Part) -> str:
    return f"rule {one['rule']}" if one.get("rule") else "no rule"


def _because(case: Case, kind: str, one: Part) -> str:
    if kind == "obligation":
        return str(one.get("text") or "")
    return case.why(str(one["id"])) or str(one.get("because") or "")


def folded(text: str) -> str:
    return " ".join(text.split())


def contains(whole: str | None, wanted: str) -> bool:
    """Without regard to case and to how blanks and lines are set."""
    return folded(wanted).casefold() in folded(whole or "").casefold()


def word_in(cell: Cell, words: Iterable[str]) -> str:
    """A cell that holds a word of the language."""
    known = list(words)
    if cell.replace("_", " ").replace("-", " ") not in known:
        refuse_name(cell.at, cell, "such word here", known)
    return word_of(cell)


def known_rule(case: Case, name: Cell) -> str:
    """A rule of the policy, or one that follows from its form, such as `AC3.not-met`."""
    policy = case.policy(name.at)
    rules = {rule.id for criterion in policy.criteria for rule in criterion.rules}
    rules |= {rule.id for control in policy.controls for rule in control.rules}
    rules |= {rule.id for gate in policy.gates for rule in gate.rules}
    subjects = {one.id for one in policy.criteria} | {one.id for one in policy.controls}
    subjects |= {one.id for one in policy.risks} | {one.id for one in policy.gates}
    if name not in rules and name.rpartition(".")[0] not in subjects:
        refuse_name(name.at, name, "rule", sorted(rules))
    return str(name)


def whole_number(cell: Cell) -> int:
    if not cell.isdigit():
        refuse(cell.at, "this is no number", "a whole number", f"`{cell}`")
    return int(cell)
