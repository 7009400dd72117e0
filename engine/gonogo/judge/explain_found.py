"""What a condition found, in numbers and dates, and how far that is from what it asks: passes as well as failures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, assert_never

from gonogo.judge.compare import is_exact
from gonogo.judge.explain_measure import LOWER, UPPER, distance, figure_words
from gonogo.judge.explain_record import Bench, asked_of, operand_value, truth_of, value_words
from gonogo.judge.explain_seen import Seen, counted, ends, figure
from gonogo.judge.judgement import Judgement
from gonogo.judge.values import fixed_value
from gonogo.model.calendar import Calendar
from gonogo.model.condition import (
    Aggregate,
    Comparison,
    Count,
    Every,
    IfNone,
    No,
    Op,
    ParameterIs,
    ParameterValue,
    Share,
    Some,
    StatusIs,
)
from gonogo.model.value import Kind, ValueType
from gonogo.model.words_grammar import spaced
from gonogo.model.words_status import SPELT

Part = Mapping[str, Any]
NUMBER = ValueType(kind=Kind.INTEGER)
PART = ValueType(kind=Kind.DECIMAL)
NAMED = 3  # reasons why a list is not whole


def found_words(judgement: Judgement, one: Seen, *, negated: bool = False) -> str:
    """One clause or two. `negated`: the policy asks that the condition does not hold."""
    match one.leaf:
        case Some():
            return _existence(one, wanted=not negated)
        case No():
            return _existence(one, wanted=negated)
        case Every():
            return _every(one)
        case Count() | Share() | Aggregate():
            return _figure(judgement, one)
        case ParameterIs():
            return _parameter(judgement, one.leaf)
        case StatusIs():
            return ""  # told with the subjects: see status_words
        case _:
            assert_never(one.leaf)


def given_words(one: Seen) -> str:
    """How many records there were to look at, and whether that is all of them."""
    admitted = one.admitted
    assert admitted is not None
    if not admitted.given:
        return "nothing of the kind was given"
    if not one.total:
        if admitted.against:
            return f"nothing was given that counts; {'; '.join(admitted.against[:NAMED])}"
        return "the list is complete, and empty" if admitted.complete else "nothing was given that counts"
    number = f"{one.total:,} record{'' if one.total == 1 else 's'} given"
    if admitted.against:
        return f"{number}; {'; '.join(admitted.against[:NAMED])}"
    return f"{number}, and the list is {'' if admitted.complete else 'not said to be '}complete"


def _existence(one: Seen, *, wanted: bool) -> str:
    """`some` and `no` find the same; what differs is what is hoped for."""
    surely, perhaps = counted(one)
    given = given_words(one)
    if surely:
        also = f", and perhaps {perhaps:,} more" if perhaps else ""
        of_all = f"{surely:,} found{also}, of {one.total:,} looked at"
        return of_all if wanted else f"{of_all}; none may be: {surely:,} too many"
    if perhaps:
        return f"none for certain, and {perhaps:,} of which it cannot be told; {given}"
    return f"none found: {given}" if one.total else given


def _every(one: Seen) -> str:
    short, perhaps_short, matched, perhaps_matched = one.counts
    leaf = one.leaf
    assert isinstance(leaf, Every)
    given = given_words(one)
    if short:
        more = f", and perhaps {perhaps_short:,} more" if perhaps_short else ""
        whole = f"{matched:,}" if not perhaps_matched else f"{matched:,} to {matched + perhaps_matched:,}"
        return f"{short:,} of {whole} fall{'s' if short == 1 else ''} short{more}; none may"
    if perhaps_short:
        return f"none falls short for certain, and of {perhaps_short:,} it cannot be told; {given}"
    if matched or perhaps_matched:
        number = matched + perhaps_matched
        none = (
            "the only one that it speaks of does not fall short"
            if number == 1
            else f"none of the {number:,} falls short"
        )
        return f"{none}; {given}"
    if not one.total:
        return given if one.truth == 1 else f"{given}, {_on_none(leaf)}"
    return f"there is none that it speaks of, {_on_none(leaf)}; {given}"


def _on_none(leaf: Every) -> str:
    return {
        IfNone.PASS: "which counts as met",
        IfNone.FAIL: "which counts as not met",
        IfNone.UNKNOWN: "so that it cannot be told",
    }[leaf.if_none]


def _figure(judgement: Judgement, one: Seen) -> str:
    """`7, asked at most 5: 2 too many; 13 testing issues given, and the list is complete`."""
    leaf = one.leaf
    assert isinstance(leaf, Count | Share | Aggregate)
    value = figure(judgement, one)
    kind = NUMBER if isinstance(leaf, Count) else PART if isinstance(leaf, Share) else leaf.type
    bench = Bench(judgement, one.demand, leaf.selection.alias, leaf.selection.fact)
    limits = [[operand_value(bench, operand) for operand in test.against] for test in leaf.tests]
    said = _value(one, value)
    said += f", asked {asked_of(judgement, leaf.tests, kind, limits)}"
    off = _off(judgement, (leaf.tests, kind, value), limits, many=isinstance(leaf, Count))
    said += f": {off}" if off else ""
    return f"{said}; {given_words(one)}"


def _value(one: Seen, value: Any) -> str:
    if isinstance(one.leaf, Share):
        tt, tf, tu, ut, uf, uu = one.counts
        open_ones = tu + ut + uf + uu
        known = f"{tt} of {tt + tf}" + (f", and {open_ones} that cannot be told" if open_ones else "")
        return f"{known} ({figure_words(value)})" if tt + tf + open_ones else "none to take a part of"
    return figure_words(value)


def _off(
    judgement: Judgement, measured: tuple[Sequence[Comparison], ValueType, Any], limits: list[list[Any]], *, many: bool
) -> str | None:
    """The first test that is missed; else the first that tells what is to spare."""
    tests, kind, value = measured
    told = []
    for test, limit in zip(tests, limits, strict=True):
        truth = truth_of(test, kind, value, limit)
        if truth != 1:
            off = _distance(test.op, value, limit, truth, (judgement.policy.calendar, many))
            if off is not None:
                told.append((truth, off))
    return min(told, key=lambda each: each[0])[1] if told else None


def _distance(op: Op, value: Any, limit: list[Any], truth: int, how: tuple[Calendar | None, bool]) -> str | None:
    """Of a range that is decided, its nearer end counts."""
    least, most = ends(value)
    if least is most:
        return distance(op, value, limit, how[0], many=how[1])
    if op not in (*UPPER, *LOWER):
        return None
    nearer = least if (op in UPPER) == (truth == 0) else most
    off = None if nearer is None else distance(op, nearer, limit, how[0], many=how[1])
    return off and (off if off == "none to spare" else f"at least {off}")


def _parameter(judgement: Judgement, leaf: ParameterIs) -> str:
    policy = judgement.policy
    value = fixed_value(ParameterValue(leaf.name), policy, judgement.as_of)
    said = f"the policy sets {value_words(judgement, value, leaf.type)}"
    if not is_exact(value):
        return "the policy sets no value that holds on the day"
    bench = Bench(judgement, 0, "", "")
    limits = [[operand_value(bench, operand) for operand in test.against] for test in leaf.tests]
    said += f", asked {asked_of(judgement, leaf.tests, leaf.type, limits)}"
    off = _off(judgement, (leaf.tests, leaf.type, value), limits, many=False)
    return f"{said}: {off}" if off else said


def status_words(leaf: StatusIs, subjects: Sequence[Part]) -> str:
    """`AC1, AC2 pass; AC4 fails: 1 of 7 is not as asked`."""
    by_status: dict[str, list[str]] = {}
    for one in subjects:
        by_status.setdefault(one["status"], []).append(one["id"])
    told = "; ".join(f"{', '.join(names)} {SPELT.get(status, spaced(status))}" for status, names in by_status.items())
    if not subjects:
        return f"there is no {leaf.layer.value} in force"
    as_asked = sum(one["status"] in leaf.statuses for one in subjects)
    return f"{as_asked} of {len(subjects)} {'is' if as_asked == 1 else 'are'} so: {told}"
