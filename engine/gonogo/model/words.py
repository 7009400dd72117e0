"""Conditions in plain English: the same words in the decision, the reports and the explanations.

Each sentence can be understood alone. Things are called by the titles that the policy gives them, else by their names
with spaces; definitions by their titles; parameters with their values in brackets. No sentence ends in a full stop.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import assert_never

from gonogo.model.condition import (
    Aggregate,
    All,
    AnyOf,
    Comparison,
    Condition,
    Count,
    Every,
    Figure,
    IfNone,
    Literal,
    No,
    Not,
    Operand,
    ParameterIs,
    Selection,
    Share,
    Some,
    StatusIs,
    Where,
)
from gonogo.model.noun import replace
from gonogo.model.policy import Policy
from gonogo.model.value import Kind, Value, ValueType
from gonogo.model.words_fields import bare, is_clumsy, only_true_or_not, verb_phrase
from gonogo.model.words_grammar import spaced
from gonogo.model.words_records import (
    chosen,
    described,
    figure,
    is_called,
    looking_at,
    parts_words,
    tested_figure,
    those_who,
)
from gonogo.model.words_status import status_sentence
from gonogo.model.words_values import (
    OPPOSITE,
    Seen,
    Speaker,
    attribute_words,
    bare_noun,
    operand,
    parameter_words,
    predicate,
    value_words,
)

Outer = Sequence[Selection]
NUMBER = ValueType(kind=Kind.INTEGER)
PART = ValueType(kind=Kind.DECIMAL)
NONE_AT_ALL = {
    IfNone.PASS: ", and none at all counts as met",
    IfNone.FAIL: ", and none at all counts as not met",
    IfNone.UNKNOWN: "",
}


def sentence(condition: Condition, policy: Policy, outer: Outer = ()) -> str:
    """What a condition asks, such as `no testing issue has severity at most 2 and status other than closed`.

    `outer`, here and below: the records that enclose it, outermost first, where it stands inside another condition.
    """
    return _clause(condition, _speaker(policy, outer))


def operand_words(against: Operand, policy: Policy, outer: Outer = ()) -> str:
    """What something is compared with, such as `5 working days before the day of the decision`."""
    kind = Kind.TEXT if isinstance(against, Literal) and isinstance(against.value, str) else Kind.DATE
    return operand(against, ValueType(kind=kind), _speaker(policy, outer))


def tests_words(tests: tuple[Comparison, ...], value_type: ValueType, policy: Policy) -> str:
    """Tests on one value, as what comes after its name: `is at least 2 and at most 4`."""
    return predicate(tests, value_type, _speaker(policy))


def asked_words(tests: tuple[Comparison, ...], value_type: ValueType, policy: Policy, outer: Outer = ()) -> str:
    """The same as what comes after a noun: `at least 2 and at most 4`, `other than closed`."""
    return attribute_words(tests, value_type, _speaker(policy, outer))


def where_words(where: Where, policy: Policy, fact: str, outer: Outer = ()) -> str:
    """What is asked of a record, without a verb: `severity at most 2, and status other than closed`; may be empty."""
    noun = policy.facts[fact].title if fact in policy.facts else spaced(fact)
    return bare(where, _speaker(policy, outer).looking_at(Seen(fact, fact, noun, called=False)))


def record_words(where: Where, policy: Policy, fact: str, outer: Outer = ()) -> str:
    """What is said of one record, as a verb: `has severity 3 and would not be deployed`; empty where nothing is."""
    noun = policy.facts[fact].title if fact in policy.facts else spaced(fact)
    seen = Seen(fact, fact, noun, called=False)
    return verb_phrase(where, _speaker(policy, outer).looking_at(seen), many=False) if where else ""


def shown_value(value: Value | None, value_type: ValueType, policy: Policy) -> str:
    """A value as people call it: a role by its title, a word of the policy without underscores."""
    return "(not given)" if value is None else value_words(value, value_type, policy)


def _speaker(policy: Policy, outer: Outer = ()) -> Speaker:
    speaker = Speaker(policy=policy, clause=_clause, figure=figure)
    for selection in outer:
        speaker = looking_at(selection, speaker)
    return speaker.beyond()


# --- conditions ----------------------------------------------------------------------------------


def _clause(condition: Condition, speaker: Speaker) -> str:
    match condition:
        case All(parts=parts):
            return _group(parts, "; and ", speaker)
        case AnyOf(parts=parts):
            either = "either " if len(parts) > 1 else ""
            return either + _group(parts, "; or ", speaker)
        case Not(part=part):
            return _not(part, speaker)
        case Some(selection=selection):
            return _existence(selection, speaker, some=True)
        case No(selection=selection):
            return _existence(selection, speaker, some=False)
        case Every():
            return _every(condition, speaker)
        case Count(tests=tests):
            return f"{tested_figure(condition, speaker)} {predicate(tests, NUMBER, speaker)}"
        case Share(tests=tests):
            if any(isinstance(one, Figure) for test in tests for one in test.against):
                return f"{tested_figure(condition, speaker)} {predicate(tests, PART, speaker)}"
            return f"{parts_words(tests, speaker)} of the {those_who(condition, speaker)}"
        case Aggregate(type=value_type, tests=tests):
            return f"{tested_figure(condition, speaker)} {predicate(tests, value_type, speaker)}"
        case ParameterIs(name=name, type=value_type, tests=tests):
            parameter = parameter_words(speaker.policy.parameters[name], speaker.policy)
            return f"{parameter} {predicate(tests, value_type, speaker)}"
        case StatusIs():
            return status_sentence(condition, speaker.policy, holds=True)
        case _:
            assert_never(condition)


def _group(parts: tuple[Condition, ...], between: str, speaker: Speaker) -> str:
    if len(parts) == 1:
        return _clause(parts[0], speaker)
    return between.join(_bracketed(part, speaker) for part in parts)


def _bracketed(part: Condition, speaker: Speaker) -> str:
    """In brackets where it would otherwise not be clear how far the part reaches."""
    words = _clause(part, speaker)
    match part:
        case All() | AnyOf() | Not():
            open_ended = "; " in words or ": " in words
        case Every(meets=meets):
            open_ended = meets is not None
        case Some(selection=selection) | No(selection=selection):
            open_ended = selection.meets is not None
        case _:
            open_ended = False
    return f"({words})" if open_ended else words


def _not(part: Condition, speaker: Speaker) -> str:
    """The contrary as people say it, where there is a short way to."""
    match part:
        case Not(part=inner):
            return _clause(inner, speaker)
        case Some(selection=selection):
            return _existence(selection, speaker, some=False)
        case No(selection=selection):
            return _existence(selection, speaker, some=True)
        case All(parts=(only,)) | AnyOf(parts=(only,)):
            return _not(only, speaker)
        case All(parts=parts):
            return f"not all of these hold: {_group(parts, '; ', speaker)}"
        case AnyOf(parts=parts):
            return f"none of these holds: {_group(parts, '; ', speaker)}"
        case Every(meets=None, if_none=IfNone.UNKNOWN):
            return f"not {_every(part, speaker)}"
        case Every(meets=None, if_none=IfNone.PASS):  # so there is one, and it falls short
            return f"not {_every(replace(part, if_none=IfNone.UNKNOWN), speaker)}"
        case Count(tests=(test,)) | Aggregate(tests=(test,)) | ParameterIs(tests=(test,)) | Share(tests=(test,)) if (
            test.op in OPPOSITE
        ):
            opposite = Comparison(OPPOSITE[test.op], test.against, test.at)
            return _clause(replace(part, tests=(opposite,)), speaker)
        case StatusIs():
            return status_sentence(part, speaker.policy, holds=False)
        case _:
            return f"it is not so that {_bracketed(part, speaker)}"


def _existence(selection: Selection, speaker: Speaker, *, some: bool) -> str:
    noun, where, meets = chosen(selection, speaker)
    inner = looking_at(selection, speaker)
    quantity = "at least one" if some else "no"
    if meets is None and not where and noun.startswith("the "):
        return f"{noun} is {'' if some else 'not '}given"
    if meets is None and where and not is_clumsy(where, inner, denied=not some):
        return f"{quantity} {bare_noun(noun)} {verb_phrase(where, inner, many=False)}"
    return f"there is {quantity} {described(selection, speaker, many=False)}"


def _every(condition: Every, speaker: Speaker) -> str:
    noun = described(condition.selection, speaker, many=False)
    if condition.meets is not None and is_called(condition.selection):
        noun += f" (the {spaced(condition.selection.alias)})"
    inner = looking_at(condition.selection, speaker)
    after = NONE_AT_ALL[condition.if_none]
    has = f"every {noun} {verb_phrase(condition.has, inner, many=False) if condition.has else 'is given'}"
    true = only_true_or_not(condition.has, inner) if condition.has else None
    if true is not None:
        has = f"for every {noun} {true}"
    if condition.meets is None:
        return f"{has}{after}"
    meets = _bracketed(condition.meets, inner.beyond())
    if isinstance(condition.meets, Every) and after and not meets.startswith("("):
        meets = f"({meets})"
    return f"{has}, and for each of them: {meets}{after}" if condition.has else f"each {noun}: {meets}{after}"


__all__ = ["asked_words", "operand_words", "record_words", "sentence", "shown_value", "tests_words", "where_words"]
