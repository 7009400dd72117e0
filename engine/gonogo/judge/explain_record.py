"""One record held against each test of a condition: which hold, which stop it, and how far off they are."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from gonogo.judge.compare import TRUTHS, is_exact, ranked, shift, versioned
from gonogo.judge.emit import ORDERING, is_versioned, plain
from gonogo.judge.explain_at import Given, Lookup, filled_where, worded_tests
from gonogo.judge.explain_measure import distance, gap, number
from gonogo.judge.explain_seen import Found, ask, figure
from gonogo.judge.gap_fields import disagreement, dispute
from gonogo.judge.judgement import Judgement
from gonogo.judge.values import fixed_value
from gonogo.model.condition import (
    Comparison,
    Either,
    FieldOf,
    FieldTest,
    Figure,
    Literal,
    Op,
    Operand,
    ParameterValue,
    Shifted,
    Where,
)
from gonogo.model.noun import Noun, replace
from gonogo.model.pattern import compiled
from gonogo.model.records import UNSET, attribute
from gonogo.model.value import Kind, ValueType
from gonogo.model.words import asked_words, shown_value
from gonogo.model.words_grammar import spaced

NOT_GIVEN = "(not given)"
SAID = {"source.by": "said by", "source.received": "received", "source.date": "dated", "source.basis": "basis"}


class Tested(Noun, frozen=True):
    """One part of a `where` or `has` on one record: 0, 1 or 2, in words, and how far off, where that can be told."""

    truth: int
    words: str
    off: Any = None
    ordered: bool = False  # whether the words tell a distance


class Bench(Noun, frozen=True):
    """Where records are tested: the decision, the demand on evidence, the name and fact of the record at hand."""

    judgement: Judgement
    demand: int
    alias: str
    fact: str


def held_against(bench: Bench, where: Where, one: Found) -> list[Tested]:
    """Each part of what is asked of a record."""
    return [_part(bench, part, one) for part in filled_where(where, fields_of(bench.judgement, bench.alias, one))]


def fields_of(judgement: Judgement, alias: str, one: Found) -> Lookup:
    """Gives the fields of the record at hand, and leaves those of any other."""

    def lookup(field: FieldOf) -> Given | None:
        return Given(value_of(judgement, one, field.field)) if field.alias == alias else None

    return lookup


def value_of(judgement: Judgement, one: Found, field: str) -> Any:
    """A field's value: UNSET where it is unknown, None where it is none."""
    if field.startswith("source."):
        values = set(getattr(one.attribution, field.removeprefix("source.")))
        return values.pop() if len(values) == 1 else UNSET
    value = getattr(one.record, attribute(field))
    declared = judgement.policy.facts[one.fact].fields[field]
    return UNSET if value is None and not declared.optional else value


def _part(bench: Bench, part: FieldTest | Either, one: Found) -> Tested:
    if isinstance(part, Either):
        options = [[_part(bench, inner, one) for inner in option] for option in part.options]
        truths = [min((inner.truth for inner in option), default=2) for option in options]
        best = max(truths)
        said = [inner.words for option, truth in zip(options, truths, strict=True) if truth == best for inner in option]
        return Tested(best, ("; or " if best < 2 else "; ").join(dict.fromkeys(said)))
    limits = [[operand_value(bench, operand) for operand in test.against] for test in part.tests]
    if part.field.startswith("source."):
        return _of_sources(bench, part, one, limits)
    value = value_of(bench.judgement, one, part.field)
    truth = min(truth_of(test, part.type, value, limit) for test, limit in zip(part.tests, limits, strict=True))
    tested = _said(bench, part, (value, limits), truth)
    if value is UNSET and disputed(bench.judgement, one, part.field) is not None:
        return replace(tested, words=tested.words.replace(NOT_GIVEN, "(sources disagree)", 1))
    return tested


def _of_sources(bench: Bench, part: FieldTest, one: Found, limits: list[list[Any]]) -> Tested:
    """One of several sources is enough."""
    found = []
    for value in getattr(one.attribution, part.field.removeprefix("source.")):
        truths = (truth_of(test, part.type, value, limit) for test, limit in zip(part.tests, limits, strict=True))
        found.append(_said(bench, part, (value, limits), min(truths)))
    return max(found, key=lambda each: each.truth) if found else _said(bench, part, (UNSET, limits), 1)


def _said(bench: Bench, part: FieldTest, known: tuple[Any, list[list[Any]]], truth: int) -> Tested:
    """`severity 3, asked at most 2: 1 too high`; where it holds, only what was found and what is to spare."""
    judgement, (value, limits) = bench.judgement, known
    fact = judgement.policy.facts[bench.fact]
    declared = fact.fields.get(part.field)
    name = SAID.get(part.field) or (declared.title if declared else None) or spaced(part.field.replace(".", " "))
    words = f"{name} {value_words(judgement, value, part.type)}"
    off, apart = _off(bench, part, known)
    if truth == 2 and off is None:
        return Tested(truth, words)
    asked = f"{words}, asked {asked_of(judgement, part.tests, part.type, limits)}"
    return Tested(truth, f"{asked}: {off}" if off else asked, apart, off is not None)


def _off(bench: Bench, part: FieldTest, known: tuple[Any, list[list[Any]]]) -> tuple[str | None, Any]:
    """The distance of the first test that tells one, a missed one first."""
    value, limits = known
    calendar = bench.judgement.policy.calendar
    found = []
    for test, limit in zip(part.tests, limits, strict=True):
        off = distance(test.op, value, limit, calendar)
        if off is not None:
            found.append((truth_of(test, part.type, value, limit), off, gap(value, limit[0])))
    return min(found, key=lambda each: each[0])[1:] if found else (None, None)


def disputed(judgement: Judgement, one: Found, field: str) -> str | None:
    """What the sources say of a field on which they disagree, side by side."""
    for admitted in judgement.admitted:
        if admitted.fact == one.fact and (found := dispute(judgement, admitted, one.record, field)) is not None:
            return disagreement(judgement, found)
    return None


def value_words(judgement: Judgement, value: Any, kind: ValueType) -> str:
    if value is UNSET:
        return NOT_GIVEN
    return "(none)" if value is None else shown_value(value, kind, judgement.policy)


def asked_of(judgement: Judgement, tests: tuple[Comparison, ...], kind: ValueType, limits: list[list[Any]]) -> str:
    """What is asked, with the values that it comes to where the words do not tell them."""
    words = asked_words(worded_tests(tests), kind, judgement.policy)
    told = [
        value_words(judgement, value, kind) if not is_number(value) else number(value)
        for test, values in zip(tests, limits, strict=True)
        for operand, value in zip(test.against, values, strict=True)
        if not isinstance(operand, Literal | ParameterValue) and is_exact(value)
    ]
    return f"{words} ({', '.join(told)})" if told else words


def is_number(value: Any) -> bool:
    return not isinstance(value, bool | str | tuple) and hasattr(value, "numerator")


# --- values and truths ---------------------------------------------------------------------------


def operand_value(bench: Bench, operand: Operand) -> Any:
    """What a test compares with, once the record at hand is put in."""
    match operand:
        case Figure(of=of):
            return figure(bench.judgement, ask(bench.judgement, [of], bench.demand)[0])
        case Shifted(base=base, amount=amount, unit=unit):
            return shift(operand_value(bench, base), amount, unit, bench.judgement.policy.calendar)
        case _:
            return fixed_value(operand, bench.judgement.policy, bench.judgement.as_of)


def truth_of(test: Comparison, kind: ValueType, value: Any, limits: list[Any]) -> int:
    """One test of one value, as the compiled conditions have it."""
    if test.op is Op.MATCHES:
        return TRUTHS[test.op](value, *(compiled(str(limit)) for limit in limits))
    key = _key(kind, test.op)
    return TRUTHS[test.op](key(value), *map(key, limits))


def _key(kind: ValueType, op: Op) -> Callable[[Any], Any]:
    its = plain(kind)
    if op is not Op.GIVEN and is_versioned(its):
        return versioned
    if its.kind is Kind.RANKED and (op in ORDERING or op is Op.BETWEEN):
        return ranked(its.words)
    return lambda value: value


def fields_asked(where: Where) -> Iterator[str]:
    """The fields that a `where` or `has` reads, those of sources excepted."""
    for part in where:
        if isinstance(part, Either):
            for option in part.options:
                yield from fields_asked(option)
        elif not part.field.startswith("source."):
            yield part.field
