"""Each criterion, risk and control in full: why, on what evidence, with which caveats, and what is missing."""

from __future__ import annotations

from collections.abc import Iterator

from gonogo.write.decision_words import PAINTS, Part, References, rule_of, state_word
from gonogo.write.text_layout import BOLD, Page, as_sentence, counted, listed, spaced

FEW = 10  # how many records are named together; the rest are counted
INDENT = 2


def criterion_lines(criterion: Part, known: References, page: Page) -> list[str]:
    """A criterion under its own heading."""
    lines = _title(criterion, criterion["verdict"], page)
    if criterion["text"]:
        lines += page.labelled("Criterion", f'"{criterion["text"].strip()}"', INDENT)
    lines += finding_lines(criterion, known, page, INDENT)
    lines += remedy_lines(criterion, page, INDENT)
    if criterion["waived_by"]:
        lines += page.labelled("Waived by", ", ".join(criterion["waived_by"]), INDENT)
    return [*lines, ""]


def risk_lines(risk: Part, known: References, page: Page) -> list[str]:
    """A residual risk with its controls."""
    lines = _title(risk, risk["state"], page)
    if risk["text"]:
        lines += page.labelled("Risk", f'"{risk["text"].strip()}"', INDENT)
    if risk["owner_title"]:
        lines += page.labelled("Owner", risk["owner_title"], INDENT)
    lines += finding_lines(risk, known, page, INDENT)
    for control in risk["controls"]:
        lines += ["", *_control(control, known, page)]
    return [*lines, ""]


def _control(control: Part, known: References, page: Page) -> list[str]:
    word = state_word(control["state"])
    lines = page.paragraph(control["title"], INDENT, f"{control['id']}  {word}  ")
    lines = page.paint_first(lines, f"  {word}  ", PAINTS.get(word, ""))
    about = [one for one in (control["owner_title"], control["kind"]) if one]
    if about:
        lines += page.labelled("Control", ", ".join(about), INDENT * 2)
    return lines + finding_lines(control, known, page, INDENT * 2) + remedy_lines(control, page, INDENT * 2)


def remedy_lines(part: Part, page: Page, indent: int) -> list[str]:
    return page.labelled("To put right", as_sentence(part["remedy"]), indent) if part["remedy"] else []


def finding_lines(part: Part, known: References, page: Page, indent: int) -> list[str]:
    """What is common to all that is judged."""
    lines: list[str] = []
    if part["because"]:
        lines += page.labelled("Because", as_sentence(part["because"]) + rule_of(part), indent)
    lines += page.bullets("Rests on", list(rests_on(part, known)), indent)
    lines += page.bullets("Caveats", known.those_of(part["caveats"]), indent)
    return lines + page.bullets("Missing", [_missing(one) for one in part["missing"]], indent)


def rests_on(part: Part, known: References) -> Iterator[str]:
    """The records that decided, each once, with their sources; where no record did, what was looked at."""
    deciding = [one for one in part["conditions"] if one["rule"] in part.get("rules", [part["rule"]])]
    if not deciding and part["rule"]:
        deciding = part["conditions"]  # a rule that follows from all others, such as `AC3.not-met`
    told = [one for one in deciding if one["truth"] != "unknown"]
    for (fact, source), keys in _grouped(told, known).items():
        yield f"{fact} {_some(list(keys))}: {known.source(source)}"
    for condition in told:
        if not condition["witnesses"]:
            yield f"{condition['text']}: {_looked_at(condition)}"
        elif condition["more"]:
            yield f"and {condition['more']} more records of {spaced(condition['witnesses'][0]['fact'])}"


def _grouped(conditions: list[Part], known: References) -> dict[tuple[str, str | None], dict[str, None]]:
    """The keys of the records that decided, by kind and source, each once."""
    groups: dict[tuple[str, str | None], dict[str, None]] = {}
    for witness in (witness for condition in conditions for witness in condition["witnesses"]):
        fact, key = known.called(witness["fact"], witness["key"])
        groups.setdefault((fact, witness["source"]), {})[key] = None
    return groups


def _some(keys: list[str]) -> str:
    more = len(keys) - FEW
    return listed(keys) if more <= 0 else f"{', '.join(keys[:FEW])} and {more} more"


def _looked_at(condition: Part) -> str:
    holds = "yes" if condition["truth"] == "true" else "no"
    if not condition["total"]:
        return holds
    whole = "the whole list" if condition["complete"] else "the list may not be whole"
    return f"{holds} ({counted(condition['total'], 'record', 'records')} looked at, {whole})"


def _missing(one: Part) -> str:
    return as_sentence(one["what"]) + (f" Owed by: {one['owed_by_title'] or one['owed_by']}." if one["owed_by"] else "")


def _title(part: Part, status: str, page: Page) -> list[str]:
    word = state_word(status)
    lines = page.paragraph(part["title"], 0, f"{part['id']}  {word}  ")
    if not page.colour:
        return lines
    before, found, after = lines[0].partition(f"  {word}  ")
    painted = page.painted(word, PAINTS.get(word, ""))
    return [page.painted(before, BOLD) + (f"  {painted}  " if found else "") + after, *lines[1:]]
