"""Changes in the words of the field: `close D-17 (status closed)`, `the Panel gives a waiver of AC3`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from gonogo.judge.change_kinds import (
    NOWHERE,
    AddRecord,
    BetterSource,
    By,
    Change,
    CompleteList,
    GiveList,
    SetField,
)
from gonogo.judge.change_values import WORDED
from gonogo.model.condition import Comparison, FieldTest, Literal, Op, Where
from gonogo.model.evidence import BASES
from gonogo.model.policy import Policy
from gonogo.model.value import Kind
from gonogo.model.words import record_words, shown_value, where_words
from gonogo.model.words_grammar import listed, plural, spaced

NAMED = 5  # records that a sentence names; the rest are counted
DONE = {
    **{"closed": "close", "fixed": "fix", "resolved": "resolve", "completed": "complete", "complete": "complete"},
    **{"approved": "approve", "signed": "sign", "accepted": "accept", "verified": "verify", "withdrawn": "withdraw"},
    **{"agreed": "agree", "mitigated": "mitigate", "implemented": "implement", "published": "publish"},
}
SAYS = {
    "agree": "agrees on",
    "agree_if": "agrees, on a condition, on",
    "object": "objects to",
    "no_view": "has no view on",
}
CONFIRMATION = "confirmation that "
ONE = "is one whose "  # what a verb cannot say of a record


def way_words(way: Iterable[Change], policy: Policy) -> list[str]:
    """Each thing to be done; the same thing to be done to many records is told once."""
    together: dict[Any, list[SetField]] = {}
    for change in way:
        alike = (change.fact, change.field, change.value) if isinstance(change, SetField) else change
        together.setdefault(alike, []).append(change)  # type: ignore[arg-type]  # alike ones are SetFields
    return [
        _field(changes, policy) if isinstance(changes[0], SetField) else change_words(changes[0], policy)
        for changes in together.values()
    ]


def change_words(change: Change, policy: Policy) -> str:
    """One change, as what is to be done."""
    match change:
        case SetField():
            return _field([change], policy)
        case AddRecord():
            return _added(change, policy)
        case GiveList(fact=fact, records=records, by=by):
            told = [record_words(_tests(one, fact, policy), policy, fact) for one in records]
            enough = f"one that {', and one that '.join(told)}" if told and all(told) else "even an empty one"
            return f"{_gives(by, policy)} the complete list of {_plural(fact, policy)}{_as(by)} ({enough} would do)"
        case CompleteList(fact=fact, by=by):
            says = f"{_role(by.role, policy)} says" if by.role else "show"
            return f"{says} that the list of {_plural(fact, policy)} is complete"
        case BetterSource(fact=fact, keys=keys, by=by):
            what = f"{spaced(fact)} {_names(keys)}" if keys else f"the list of {_plural(fact, policy)}"
            return f"{_gives(by, policy)} {what} again{_as(by)}"
        case _:
            of = change.criterion if change.rule is None else f"rule {change.rule} of {change.criterion}"
            return f"{_role(change.by, policy)} gives a waiver of {of}"


def called(fact: str, key: str) -> str:
    """A record as people call it: by its number alone, where it has one."""
    has_number = any(letter.isdigit() for letter in key) and " " not in key
    return key if has_number else f"{spaced(fact)} {key}"


def _field(changes: Sequence[SetField], policy: Policy) -> str:
    """One change of a field, of one record or of several alike."""
    one = changes[0]
    field = policy.facts[one.fact].fields[one.field]
    keys = [change.key for change in changes]
    names = called(one.fact, keys[0]) if len(keys) == 1 else _names(keys)
    title = field.title or spaced(one.field)
    if one.fact == "view" and one.field == "says":
        return " and ".join(_view(*key.partition(", ")[::2], str(one.value), policy) for key in keys)
    if one.value == WORDED:
        return f"give the {title.removeprefix('the ')} of {names}"
    value = shown_value(one.value, field.type, policy)
    now = f", now {shown_value(one.before, field.type, policy)}" if one.known and _is_measured(field.type.kind) else ""
    told = f"({spaced(one.field)} {value}{now})"
    if str(one.value) in DONE and field.type.kind is Kind.ONE_OF:
        return f"{DONE[str(one.value)]} {names} {told}"
    words = record_words(_tests([(one.field, one.value)], one.fact, policy), policy, one.fact)
    if words.startswith(ONE):
        shown = f"show that {words.removeprefix(ONE)} for {names}"
    else:
        shown = f"show that {names} {words}" if len(keys) == 1 else f"show of {names} that each {words}"
    return f"{shown} {told}" if field.title or now else shown


def _is_measured(kind: Kind) -> bool:
    return kind not in (Kind.BOOLEAN, Kind.ONE_OF)


def _view(by: str, about: str, says: str, policy: Policy) -> str:
    return f"{_role(by, policy)} {SAYS.get(says, says)} {'the whole' if about == 'whole' else about}"


def _added(change: AddRecord, policy: Policy) -> str:
    told, title = dict(change.told), policy.facts[change.fact].title
    if change.fact == "view" and {"by", "about", "says"} <= set(told):
        return _view(str(told["by"]), str(told["about"]), str(told["says"]), policy)
    more = "one more " if change.number > 1 else ""
    if title.startswith(CONFIRMATION) and change.by.role is not None and told.get("confirmed") is not False:
        rest = [(name, value) for name, value in change.told if name not in ("by", "confirmed")]
        where = _bare(rest, change.fact, policy)
        once_more = " once more" if more else ""
        confirmed = f"{_role(change.by.role, policy)} confirms{once_more} that {title.removeprefix(CONFIRMATION)}"
        return confirmed + (f", {where}" if where else "") + _as(change.by)
    where = _bare(change.told, change.fact, policy)
    what = f"{more or _article(title)}{title}{_as(change.by)}"
    return f"{_gives(change.by, policy)} {what}" + (f": {where}" if where else "")


def _bare(told: Sequence[tuple[str, Any]], fact: str, policy: Policy) -> str:
    """`for 2019-11-29`; of what is nothing but a word, that word."""
    if len(told) == 1 and policy.facts[fact].fields[told[0][0]].type.kind is Kind.ONE_OF:
        return spaced(str(told[0][1]))
    return where_words(_tests(told, fact, policy), policy, fact).replace("for date ", "for ")


def _tests(told: Iterable[tuple[str, Any]], fact: str, policy: Policy) -> Where:
    """The fields as tests, so that they are put into the words of conditions."""
    fields = policy.facts[fact].fields
    return tuple(
        FieldTest(
            name,
            fields[name].type,
            fields[name].optional,
            (
                Comparison(Op.GIVEN, (Literal(value is not None),), NOWHERE)
                if value is None or value == WORDED
                else Comparison(Op.EQUALS, (Literal(value),), NOWHERE),
            ),
            NOWHERE,
        )
        for name, value in told
    )


def _gives(by: By, policy: Policy) -> str:
    return f"{_role(by.role, policy)} gives" if by.role else "give"


def _as(by: By) -> str:
    return "" if by.basis == BASES[0] else f", as {by.basis} evidence"


def _role(role: str | None, policy: Policy) -> str:
    return policy.role_title(str(role))


def _kind(fact: str, policy: Policy) -> str:
    return policy.facts[fact].title.removeprefix("the ")


def _plural(fact: str, policy: Policy) -> str:
    return plural(_kind(fact, policy))


def _article(title: str) -> str:
    return "" if title.startswith("the ") else "an " if title[0].lower() in "aeiou" else "a "


def _names(keys: Sequence[str]) -> str:
    more = len(keys) - NAMED
    return f"{', '.join(keys[:NAMED])} and {more} more" if more > 0 else listed(list(keys), "and")
