"""Changes of a scenario's evidence that may make a difference show, as sentences of the step library."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations, islice, product
from typing import NamedTuple

from gonogo.model.decision import Verdict
from gonogo.model.evidence import BASES
from gonogo.model.policy import Policy
from gonogo.model.value import Value, shown
from gonogo.scenarios.draft_values import Interest

MOST_RECORDS = 48  # of one fact that are tried
MOST_MANY = 200  # records of one kind that a draft would ask for
BUILT_IN = ("view", "waiver")
VIEWS = {"agree": "agree", "agree_if": 'agree if "conditions are met"', "object": "object", "no_view": "no view"}


class Line(NamedTuple):
    """A step as it is written, without its keyword; the rows of its table, if it has one."""

    text: str
    table: tuple[tuple[str, ...], ...] = ()


Change = tuple[Line, ...]


def changes(about: Interest, demanded: str | None, sources: Sequence[str]) -> Iterator[Change]:
    """Changes to try, the plainest first. `demanded`: how good the evidence must be; `sources`: of the pack at hand."""
    yield ()
    facts = [name for name in about.facts if name not in BUILT_IN and name not in about.policy.tables]
    for fact in facts:
        yield (Line(f"there are no {fact} records, by {_owed_by(about.policy, fact)}, {_basis(demanded)}"),)
        yield (Line(f"all {fact} records are withdrawn"),)
    for fact in facts:
        yield from _records(about, fact, demanded)
    for fact in facts:
        yield from _two(about, fact, demanded)
    if "view" in about.facts:
        yield from _views(about)
    yield from _parameters(about)
    for fact in facts:
        yield from _many(about, fact, demanded)
        yield from _fields(about, fact)
    for source in sources:
        yield from _sources(about, source)
    for criterion in about.criteria:
        yield from _waivers(about, criterion)


def pairs(about: Interest, demanded: str | None) -> Iterator[Change]:
    """Two changes at once: records of two facts, or of one fact twice."""
    facts = [name for name in about.facts if name not in BUILT_IN and name not in about.policy.tables]
    each = {fact: list(_records(about, fact, demanded)) for fact in facts}
    views = list(_views(about)) if "view" in about.facts else []
    for place, fact in enumerate(facts):
        for other in facts[place + 1 :]:
            yield from ((*one, *two) for one, two in product(each[fact], each[other]))
        yield from ((*one, *two) for one, two in product(each[fact], views))
    yield from ((*one, *two) for one in views for two in views if one != two)


# --- records -------------------------------------------------------------------------------------


def _records(about: Interest, fact: str, demanded: str | None) -> Iterator[Change]:
    """One record, as all there is and added to what is there; with each field as its tests would have it and not."""
    by = _owed_by(about.policy, fact)
    for basis in dict.fromkeys((_basis(demanded), _weaker(_basis(demanded)))):
        for row in islice(_rows(about, fact), MOST_RECORDS):
            yield (Line(f"the complete list of {fact} records by {by}, {basis}:", row),)
            yield (Line(f"these {fact} records by {by}, {basis}:", row),)


def _two(about: Interest, fact: str, demanded: str | None) -> Iterator[Change]:
    """Two records that differ in what is tested, and in their keys, as all there is."""
    by, declared = _owed_by(about.policy, fact), about.policy.facts[fact]
    rows = list(islice(_rows(about, fact), MOST_RECORDS // 6))
    free = [name for name in declared.key if name not in about.facts[fact]]
    for (names, one), (_, other) in combinations(rows, 2):
        second = tuple(f"{cell}-2" if name in free else cell for name, cell in zip(names, other, strict=True))
        yield (Line(f"the complete list of {fact} records by {by}, {_basis(demanded)}:", (names, one, second)),)


def _rows(about: Interest, fact: str) -> Iterator[tuple[tuple[str, ...], ...]]:
    names = tuple(about.policy.facts[fact].fields)
    for values in product(*(about.values(fact, name) for name in names)):
        yield names, tuple(map(_cell, values))


def _cell(value: Value | None) -> str:
    return "" if value is None else shown(value)


def _many(about: Interest, fact: str, demanded: str | None) -> Iterator[Change]:
    """As many records as a count turns at, one less and one more."""
    declared = about.policy.facts[fact]
    if not about.numbers:
        return
    by, basis = _owed_by(about.policy, fact), _basis(demanded)
    for names, row in islice(_rows(about, fact), MOST_RECORDS // 4):
        numbered = tuple(
            f"{cell}-#" if name in declared.key and not cell.isdigit() else cell
            for name, cell in zip(names, row, strict=True)
        )
        for number in about.numbers:
            if number <= MOST_MANY:
                added = Line(f"{number} {fact} records by {by}, {basis} like:", (names, numbered))
                yield (Line(f"there are no {fact} records, by {by}, {basis}"), added)
                yield (added,)


def _fields(about: Interest, fact: str) -> Iterator[Change]:
    """A field of every record that is there already."""
    for name in about.facts[fact]:
        for value in about.values(fact, name):
            if value is not None:
                yield (Line(f"the {name} of every {fact} is {_word(value)}"),)
        yield (Line(f"the {name} of every {fact} is not given"),)


# --- views, waivers, parameters, sources ---------------------------------------------------------


def _views(about: Interest) -> Iterator[Change]:
    asked = about.facts["view"]
    roles = [one for one in asked.get("by", ()) if isinstance(one, str)]
    subjects = [one for one in asked.get("about", ()) if isinstance(one, str) and one in _subjects(about.policy)]
    for role, subject in product(roles, subjects or ["whole"]):
        on = "the whole" if subject == "whole" else subject
        for says in VIEWS.values():
            yield (Line(f"the view of {role} on {on} is {says}"),)
        yield (Line(f"the view of {role} on {on} is withdrawn"),)


def _subjects(policy: Policy) -> set[str]:
    return {"whole", *(one.id for one in policy.criteria), *(one.id for one in policy.risks)}


def _waivers(about: Interest, criterion: str) -> Iterator[Change]:
    authority = about.policy.authority
    if authority is not None:
        until = about.day.replace(year=about.day.year + 1, day=1)
        yield (Line(f"a waiver of {criterion} by {authority} until {until}, also if {Verdict.UNKNOWN}"),)


def _parameters(about: Interest) -> Iterator[Change]:
    for name in about.parameters:
        parameter = about.policy.parameters.get(name)
        if parameter is not None:
            yield (Line(f"the parameter {name} has no value"),)


def _sources(about: Interest, source: str) -> Iterator[Change]:
    for basis in BASES:
        yield (Line(f"the source {source} is {basis}"),)
    yield (Line(f"the source {source} is late"),)
    for role in about.policy.roles:
        yield (Line(f"the source {source} is by {role}"),)


def _owed_by(policy: Policy, fact: str) -> str:
    roles = policy.facts[fact].owed_by or tuple(policy.roles)
    return roles[0]


def _basis(demanded: str | None) -> str:
    return demanded if demanded in BASES else BASES[1]


def _weaker(basis: str) -> str:
    return BASES[max(BASES.index(basis) - 1, 0)]


def _word(value: Value) -> str:
    """A value as a sentence has it: in double quotes where it is more than one word."""
    text = shown(value)
    return f'"{text}"' if " " in text else text
