"""Values, and tests on them, in plain English: `the implementation date (2019-11-29)`, `other than closed`."""

from __future__ import annotations

from collections.abc import Callable
from typing import assert_never

from gonogo.model.condition import (
    Aggregate,
    AsOf,
    Comparison,
    Condition,
    Count,
    FieldOf,
    Figure,
    Literal,
    Op,
    Operand,
    ParameterValue,
    Share,
    Shifted,
    Unit,
)
from gonogo.model.noun import Noun, replace
from gonogo.model.policy import ALWAYS, Parameter, Policy, Window
from gonogo.model.value import Kind, Value, ValueType, shown
from gonogo.model.words_grammar import amount, head_end, joined, listed, possessive, quoted, spaced

TODAY = "the day of the decision"
WORDS = (Kind.ONE_OF, Kind.RANKED)
TEXTS = (Kind.TEXT, Kind.REF, *WORDS)


class Seen(Noun, frozen=True):
    """A record that the sentence is speaking of. `called`: the policy gave it a name of its own."""

    alias: str
    fact: str
    noun: str
    called: bool


class Speaker(Noun, frozen=True, kw_only=True):
    """What a sentence is made from. `clause` and `figure` come from the module that speaks of conditions.

    `sight` are the records at hand, outermost first; `own` is the one whose fields are being described.
    """

    policy: Policy
    clause: Callable[[Condition, Speaker], str]
    figure: Callable[[Count | Share | Aggregate, Speaker], str]
    sight: tuple[Seen, ...] = ()
    own: str | None = None

    def looking_at(self, seen: Seen) -> Speaker:
        return replace(self, sight=(*self.sight, seen), own=seen.alias)

    def beyond(self) -> Speaker:
        """What is said next is no longer about the fields of the last record itself."""
        return replace(self, own=None)


# --- values --------------------------------------------------------------------------------------


def value_words(value: Value, value_type: ValueType, policy: Policy) -> str:
    """A value as people call it: roles by their titles, words without underscores, text in quotation marks."""
    if isinstance(value, tuple):
        items = [value_words(one, value_type.item or value_type, policy) for one in value]
        return f"exactly {listed(items, 'and')}" if items else "an empty list"
    item_type = value_type.item if value_type.kind in (Kind.LIST, Kind.REF) and value_type.item else value_type
    if item_type.kind is Kind.ROLE and isinstance(value, str):
        return policy.role_title(value)
    if isinstance(value, str) and item_type.kind in TEXTS:
        return quoted(spaced(value) if item_type.kind in WORDS else value)
    return shown(value)


def operand(against: Operand, value_type: ValueType, speaker: Speaker) -> str:
    match against:
        case Literal(value=value):
            return value_words(value, value_type, speaker.policy)
        case AsOf():
            return TODAY
        case ParameterValue(name=name):
            return parameter_words(speaker.policy.parameters[name], speaker.policy)
        case FieldOf():
            return _field_of(against, speaker)
        case Shifted(base=base, amount=number, unit=unit):
            return _shifted(operand(base, value_type, speaker), number, unit)
        case Figure(of=of):
            return speaker.figure(of, speaker.beyond())
        case _:
            assert_never(against)


def parameter_words(parameter: Parameter, policy: Policy) -> str:
    """With its value in brackets, so that the sentence can be understood alone."""
    if parameter.value is None:
        value = "which the case gives" if parameter.case else "not set"
    else:
        value = value_words(parameter.value, parameter.type, policy) + _in_force(parameter.window)
    return f"{the(parameter.title or spaced(parameter.id))} ({value})"


def _in_force(window: Window) -> str:
    if window == ALWAYS:
        return ""
    first = f" from {shown(window.first)}" if window.first else ""
    last = f" until {shown(window.last)}" if window.last else ""
    return f", in force{first}{last}"


def the(noun: str) -> str:
    return f"the {bare_noun(noun)}"


def bare_noun(noun: str) -> str:
    return noun.removeprefix("the ").removeprefix("its ")


def _shifted(base: str, number: int, unit: Unit) -> str:
    if number == 0:
        return base
    return f"{amount(abs(number), unit.value)} {'after' if number > 0 else 'before'} {base}"


def _field_of(against: FieldOf, speaker: Speaker) -> str:
    """`the threshold's severity`; of the record that is being described itself, `its own severity`."""
    seen = next((one for one in reversed(speaker.sight) if one.alias == against.alias), None)
    fact = speaker.policy.facts.get(seen.fact if seen else against.alias)
    field = fact.fields.get(against.field) if fact else None
    title = bare_noun((field.title if field else None) or spaced(against.field.replace(".", " ")))
    if seen is None:
        return f"the {possessive(fact.title if fact else spaced(against.alias))} {title}"
    if seen.alias == speaker.own:
        return f"its own {title}"
    if seen.called:
        return f"the {possessive(spaced(seen.alias))} {title}"
    return f"the {possessive(_short(seen, speaker))} {title}"


def _short(seen: Seen, speaker: Speaker) -> str:
    """A record's noun without what describes it (`threshold`), unless two in sight would then be called the same."""
    others = [_head(one.noun)[-1] for one in speaker.sight if one is not seen]
    head = _head(seen.noun)
    return " ".join(head) if head[-1] in others else head[-1]


def _head(noun: str) -> list[str]:
    words = noun.split(" ")
    return words[: head_end(words)]


# --- tests ---------------------------------------------------------------------------------------

ORDERS = {
    Op.AT_LEAST: "at least",
    Op.AT_MOST: "at most",
    Op.MORE_THAN: "more than",
    Op.LESS_THAN: "less than",
    Op.BEFORE: "before",
    Op.AFTER: "after",
    Op.ON_OR_BEFORE: "on or before",
    Op.ON_OR_AFTER: "on or after",
}
# `on or before 5 working days before …` would trip the reader.
MOVED = {
    Op.BEFORE: "earlier than",
    Op.AFTER: "later than",
    Op.ON_OR_BEFORE: "no later than",
    Op.ON_OR_AFTER: "no earlier than",
}
TEXT_TESTS = {
    Op.CONTAINS: ("contains", "containing"),
    Op.STARTS_WITH: ("starts with", "starting with"),
    Op.ENDS_WITH: ("ends with", "ending with"),
    Op.MATCHES: ("matches the pattern", "matching the pattern"),
}
OPPOSITE = {
    Op.EQUALS: Op.NOT,
    Op.AT_LEAST: Op.LESS_THAN,
    Op.AT_MOST: Op.MORE_THAN,
    Op.BEFORE: Op.ON_OR_AFTER,
    Op.AFTER: Op.ON_OR_BEFORE,
    Op.ONE_OF: Op.NONE_OF,
}
OPPOSITE |= {other: one for one, other in OPPOSITE.items()}


def predicate(tests: tuple[Comparison, ...], value_type: ValueType, speaker: Speaker) -> str:
    """What comes after a subject: `is at least 2 and at most 4`, `contains "live"`."""
    phrases = [_is(test, value_type, speaker) for test in tests]
    kept = [
        phrase.removeprefix("is ") if place and phrases[place - 1].startswith("is ") else phrase
        for place, phrase in enumerate(phrases)
    ]
    return joined(kept)


def attribute_words(tests: tuple[Comparison, ...], value_type: ValueType, speaker: Speaker) -> str:
    """What comes after a noun: (severity) `at least 2 and at most 4`, (status) `other than closed`."""
    return joined([_attribute(test, value_type, speaker) for test in tests])


def is_true(test: Comparison) -> bool | None:
    """Whether a test of a yes-or-no value asks for yes; None where that depends on another value."""
    against = test.against[0] if len(test.against) == 1 else None
    if test.op not in (Op.EQUALS, Op.NOT, Op.ONE_OF, Op.NONE_OF) or not isinstance(against, Literal):
        return None
    return bool(against.value) == (test.op in (Op.EQUALS, Op.ONE_OF))


def _is(test: Comparison, value_type: ValueType, speaker: Speaker) -> str:
    values = _values(test, value_type, speaker)
    match test.op:
        case Op.EQUALS:
            return f"is {values[0]}"
        case Op.NOT:
            return f"is not {values[0]}"
        case Op.NONE_OF:
            return _is_none_of(values)
        case Op.GIVEN:
            return "is given" if _wanted(test) else "is not given"
        case Op.CONTAINS | Op.STARTS_WITH | Op.ENDS_WITH | Op.MATCHES:
            return f"{TEXT_TESTS[test.op][0]} {values[0]}"
        case _:
            return f"is {_attribute(test, value_type, speaker)}"


def _is_none_of(values: list[str]) -> str:
    if len(values) < 3:
        return f"is neither {values[0]} nor {values[1]}" if len(values) == 2 else f"is not {values[0]}"
    return f"is none of {listed(values, 'and')}"


def _attribute(test: Comparison, value_type: ValueType, speaker: Speaker) -> str:
    values = _values(test, value_type, speaker)
    match test.op:
        case Op.EQUALS:
            return values[0] if isinstance(test.against[0], Literal) else f"equal to {values[0]}"
        case Op.NOT | Op.NONE_OF:
            return f"other than {listed(values, 'or')}"
        case Op.ONE_OF:
            return listed(values, "or")
        case Op.BETWEEN:
            return f"from {values[0]} to {values[1]}"
        case Op.GIVEN:
            return "given" if _wanted(test) else "not given"
        case Op.CONTAINS | Op.STARTS_WITH | Op.ENDS_WITH | Op.MATCHES:
            return f"{TEXT_TESTS[test.op][1]} {values[0]}"
        case _:
            moved = isinstance(test.against[0], Shifted)
            return f"{MOVED.get(test.op, ORDERS[test.op]) if moved else ORDERS[test.op]} {values[0]}"


def _values(test: Comparison, value_type: ValueType, speaker: Speaker) -> list[str]:
    if test.op in TEXT_TESTS and value_type.kind is not Kind.LIST:
        return [_in_marks(operand(one, value_type, speaker), one) for one in test.against]
    return [operand(one, value_type, speaker) for one in test.against]


def _in_marks(words: str, against: Operand) -> str:
    return f'"{against.value}"' if isinstance(against, Literal) else words


def _wanted(test: Comparison) -> bool:
    return test.against == (Literal(True),)
