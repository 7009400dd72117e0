"""Sentences on what was found: verdicts, the rules that fired, reasons, what is missing and from whom, caveats."""

from __future__ import annotations

from typing import Any

from gonogo.api_scenarios import Document
from gonogo.scenarios import looking
from gonogo.scenarios.case import Case, Mismatch
from gonogo.scenarios.feature import Cell
from gonogo.scenarios.holes import VERDICTS
from gonogo.scenarios.looking import Part, named
from gonogo.scenarios.naming import by_title, role_of
from gonogo.scenarios.sentence import Chapter, Said, refuse_name, then

# --- verdicts ------------------------------------------------------------------------------------


def verdict(case: Case, said: Said) -> None:
    document = looking.document(case, said)
    one = looking.part(document, "criterion", named(said, "criterion"))
    rule = looking.known_rule(case, named(said, "rule")) if "rule" in said else None
    looking.expect_status(case, "criterion", one, said.word("verdict"), rule)


def every_verdict(case: Case, said: Said) -> None:
    wanted = said.word("verdict")
    for one in looking.document(case, said)["criteria"]:
        looking.expect_status(case, "criterion", one, wanted)


def verdicts(case: Case, said: Said) -> None:
    document = looking.document(case, said)
    rows = said.table_of(("criterion", "verdict", "rule", "reason", "missing", "caveats"), ("criterion", "verdict"))
    for row in rows:
        one = looking.part(document, "criterion", row["criterion"])
        rule = looking.known_rule(case, row["rule"]) if row.get("rule") else None
        looking.expect_status(case, "criterion", one, looking.word_in(row["verdict"], VERDICTS), rule)
        if row.get("reason"):
            expect_text(case, one, "because", row["reason"])
        if "missing" in row:
            _exactly_missing(case, one, row["missing"])
        if row.get("caveats"):
            _caveats(case, one, looking.whole_number(row["caveats"]))


def _exactly_missing(case: Case, one: Part, cell: Cell) -> None:
    wanted = {part.strip() for part in cell.split(",") if part.strip()}
    actual = {str(gap["fact"]) for gap in one["missing"]}
    if wanted != actual:
        said = ", ".join(sorted(wanted)) or "nothing"
        raise Mismatch(f"{said} to be missing for {one['id']}", _gaps(one), case.why(str(one["id"])))


def fires(case: Case, said: Said) -> None:
    rule, document = looking.known_rule(case, named(said, "rule")), looking.document(case, said)
    if rule not in _fired(document):
        raise Mismatch(f"rule {rule} to fire", "it did not", case.why(rule))


def does_not_fire(case: Case, said: Said) -> None:
    rule, document = looking.known_rule(case, named(said, "rule")), looking.document(case, said)
    if rule in _fired(document):
        raise Mismatch(f"rule {rule} not to fire", "it fired", case.why(rule))


def _fired(document: Document) -> set[str]:
    return {str(one["rule"]) for one in document["firings"] if one["layer"] != "conditions"}


# --- reasons -------------------------------------------------------------------------------------


def reason_contains(case: Case, said: Said) -> None:
    _, one = looking.subject(looking.document(case, said), said)
    expect_text(case, one, "because", named(said, "text"))


def reason_is(case: Case, said: Said) -> None:
    _, one = looking.subject(looking.document(case, said), said)
    wanted = said.text("text") if "text" in said else said.prose
    actual = str(one.get("because") or "")
    if looking.folded(actual) != looking.folded(wanted):
        expected = f"the reason for {one['id']} to be “{looking.folded(wanted)}”"
        raise Mismatch(expected, f"“{looking.folded(actual)}”", case.why(str(one["id"])))


def remedy_contains(case: Case, said: Said) -> None:
    one = looking.part(looking.document(case, said), "criterion", named(said, "criterion"))
    expect_text(case, one, "remedy", named(said, "text"))


def expect_text(case: Case, one: Part, key: str, wanted: str) -> None:
    """That a text of the decision contains some words."""
    actual = one.get(key)
    if not looking.contains(actual, wanted):
        what = "remedy" if key == "remedy" else "reason"
        is_now = "there is none" if not actual else f"“{looking.folded(str(actual))}”"
        raise Mismatch(f"the {what} for {one['id']} to contain “{wanted}”", is_now, case.why(str(one["id"])))


# --- what is missing -----------------------------------------------------------------------------


def missing(case: Case, said: Said) -> None:
    _, one = looking.subject(looking.document(case, said), said)
    wanted = _asked(case, said)
    role = str(role_of(case.policy(said.step.at), said.found("role"))) if "role" in said else None
    gaps = [gap for gap in one["missing"] if gap["fact"] == wanted and role in (None, gap["owed_by"])]
    if not gaps:
        owed = "" if role is None else f" from {role}"
        raise Mismatch(f"{wanted}{owed} to be missing for {one['id']}", _gaps(one), case.why(str(one["id"])))


def _asked(case: Case, said: Said) -> str:
    """A fact or a parameter."""
    policy, found = case.policy(said.step.at), said.found("fact")
    titles: dict[str, str | None] = {one.id: one.title for one in policy.parameters.values()}
    titles |= {one.id: one.title for one in policy.facts.values()}
    name = by_title(found.text, titles)
    if name not in titles:
        refuse_name(found.at, found.text, "fact or parameter", titles)
    return name


def missing_contains(case: Case, said: Said) -> None:
    _, one = looking.subject(looking.document(case, said), said)
    wanted = said.text("text")
    if not any(looking.contains(_gap(gap), wanted) for gap in one["missing"]):
        expected = f"what is missing for {one['id']} to contain “{wanted}”"
        raise Mismatch(expected, _gaps(one), case.why(str(one["id"])))


def nothing_missing_for(case: Case, said: Said) -> None:
    _, one = looking.subject(looking.document(case, said), said)
    _expect_nothing(case, one)


def nothing_missing(case: Case, said: Said) -> None:
    document = looking.document(case, said)
    for kind in ("criterion", "risk", "control", "decision"):
        for one in looking.parts(document, kind):
            _expect_nothing(case, one)


def _expect_nothing(case: Case, one: Part) -> None:
    if one["missing"]:
        raise Mismatch(f"nothing to be missing for {one['id']}", _gaps(one), case.why(str(one["id"])))


def missing_table(case: Case, said: Said) -> None:
    """Exactly these, for the subjects that are named."""
    document = looking.document(case, said)
    wanted: dict[str, set[tuple[str, str]]] = {}
    subjects: dict[str, Part] = {}
    rows = said.table_of(("subject", "fact", "from"), ("subject", "fact"))
    for row in rows:
        _, one = looking.subject_named(document, row["subject"])
        subjects[str(one["id"])] = one
        if row["fact"]:
            wanted.setdefault(str(one["id"]), set()).add((str(row["fact"]), str(row.get("from", ""))))
    for name, one in subjects.items():
        by = "from" in rows[0]
        actual = {(str(gap["fact"]), str(gap["owed_by"] or "") if by else "") for gap in one["missing"]}
        if actual != wanted.get(name, set()):
            pairs = sorted(wanted.get(name, set()))
            expected = ", ".join(f"{fact} from {role}" if role else fact for fact, role in pairs) or "nothing"
            raise Mismatch(f"{expected} to be missing for {name}, and no more", _gaps(one), case.why(name))


def _gaps(one: Part) -> str:
    return "; ".join(_gap(gap) for gap in one["missing"]) or "nothing is missing"


def _gap(gap: dict[str, Any]) -> str:
    owed = f" from {gap['owed_by']}" if gap["owed_by"] else ""
    return f"{gap['fact'] or 'something'}{owed} is missing ({gap['what']})"


# --- caveats -------------------------------------------------------------------------------------


def has_caveat(case: Case, said: Said) -> None:
    _, one = looking.subject(looking.document(case, said), said)
    if not any(looking.contains(text, said.text("text")) for text in _caveats_of(one)):
        raise Mismatch(f"{one['id']} to have the caveat “{said.text('text')}”", _listed(one), case.why(str(one["id"])))


def no_caveats(case: Case, said: Said) -> None:
    _, one = looking.subject(looking.document(case, said), said)
    _caveats(case, one, 0)


def so_many_caveats(case: Case, said: Said) -> None:
    _, one = looking.subject(looking.document(case, said), said)
    _caveats(case, one, said.number("number") if "number" in said else 1)


def _caveats(case: Case, one: Part, wanted: int) -> None:
    if len(_caveats_of(one)) != wanted:
        count = "no caveats" if wanted == 0 else "1 caveat" if wanted == 1 else f"{wanted} caveats"
        raise Mismatch(f"{one['id']} to have {count}", _listed(one), case.why(str(one["id"])))


def _caveats_of(one: Part) -> list[str]:
    return list(one.get("caveats", ()))


def _listed(one: Part) -> str:
    found = _caveats_of(one)
    return f"{len(found)}: " + "; ".join(f"“{text}”" for text in found) if found else "it has none"


ANY_SUBJECT = "Of a criterion, a risk, a control, a decision, or `the decision` (the first)."
IN_ANY_CASE = "In whatever case, and however lines are broken."

FINDINGS = (
    Chapter(
        "Verdicts",
        (
            then("the verdict on {criterion} is {verdict}", f"One of {', '.join(VERDICTS)}.", verdict),
            then("the verdict on {criterion} is {verdict} by rule {rule}", "And that rule fired for it.", verdict),
            then("every verdict is {verdict}", "Of all criteria.", every_verdict),
            then(
                "the verdicts are:",
                "Columns: criterion, verdict; also rule, reason (contains), missing (facts and parameters, with commas;"
                " empty: nothing), caveats (how many). Criteria that are not named may be anything.",
                verdicts,
            ),
            then("rule {rule} fires", "Of a criterion, control, risk or decision.", fires),
            then("rule {rule} does not fire", "It does not hold, or cannot be told to.", does_not_fire),
        ),
    ),
    Chapter(
        "Reasons",
        (
            then("the reason for {subject} contains {text}", f"{ANY_SUBJECT} {IN_ANY_CASE}", reason_contains),
            then("the reason for {subject} is {text}", "The whole reason.", reason_is),
            then("the reason for {subject} is:", "The whole reason, as a doc string.", reason_is, "text"),
            then("the remedy for {criterion} contains {text}", IN_ANY_CASE, remedy_contains),
        ),
    ),
    Chapter(
        "What is missing, and caveats",
        (
            then("{fact} is missing for {subject}", "A fact or a parameter. " + ANY_SUBJECT, missing),
            then("{fact} from {role} is missing for {subject}", "And that role owes it.", missing),
            then("what is missing for {subject} contains {text}", IN_ANY_CASE, missing_contains),
            then("nothing is missing for {subject}", ANY_SUBJECT, nothing_missing_for),
            then("nothing is missing", "For anything.", nothing_missing),
            then(
                "the missing evidence is:",
                "Columns: subject, fact; also from. Exactly these, for the subjects that are named.",
                missing_table,
            ),
            then("{subject} has the caveat {text}", "One of them contains it.", has_caveat),
            then("{subject} has no caveats", ANY_SUBJECT, no_caveats),
            then("{subject} has 1 caveat", ANY_SUBJECT, so_many_caveats),
            then("{subject} has {number} caveats", ANY_SUBJECT, so_many_caveats),
        ),
    ),
)

__all__ = ["FINDINGS", "expect_text"]
