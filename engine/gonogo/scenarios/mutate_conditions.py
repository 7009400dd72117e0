"""Conditions as a careless editor would leave them: parts dropped, `all` for `any`, `some` for `no`, a filter lost.

Each function gives the ways in which one part of a policy may be spoilt, by itself. Where it stands, and what stands
below it, is for `mutants` to know. A note says what would then be so, to follow `no scenario notices if`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from gonogo.model.condition import (
    Aggregate,
    All,
    AnyOf,
    Comparison,
    Count,
    Either,
    Every,
    FieldTest,
    IfNone,
    Layer,
    No,
    Not,
    ParameterIs,
    Reduce,
    Selection,
    Share,
    Some,
    StatusIs,
    Where,
)
from gonogo.model.decision import ControlState, RiskState, Verdict
from gonogo.model.location import Location
from gonogo.model.noun import Noun, replace
from gonogo.model.policy import Outcome, Policy
from gonogo.model.value import ValueType
from gonogo.model.words import asked_words, sentence, where_words
from gonogo.scenarios.equivalence import NUMBER, PART
from gonogo.scenarios.mutate_tests import turned_tests

STATUSES: dict[Layer, tuple[str, ...]] = {
    Layer.CRITERION: tuple(one.value for one in Verdict),
    Layer.CONTROL: tuple(one.value for one in ControlState),
    Layer.RISK: tuple(one.value for one in RiskState),
    Layer.DECISION: tuple(one.value for one in Outcome),
}
QUANTIFIER = {Some: "some", No: "no", Every: "every"}
IF_NONE = {IfNone.PASS: "were met", IfNone.FAIL: "were not met", IfNone.UNKNOWN: "could not be told"}


class Spoilt(NamedTuple):
    """A part of a policy after one change; None: the part is gone."""

    kind: str
    note: str
    noun: Any


class Place(Noun, frozen=True, kw_only=True):
    """Where a part stands: of which rule (or definition), asked of which fact, and whether it can be left out."""

    policy: Policy
    owner: str  # id of a rule, criterion, control, risk, gate or definition
    holder: str  # the same in words: `rule AC3-severe-defect`
    subjects: tuple[str, ...]  # ids of all that it decides
    fact: str | None = None
    droppable: bool = False


def spoilt_condition(part: Any, place: Place) -> Iterator[Spoilt]:
    """The ways in which a condition, or a part of one, may be spoilt."""
    match part:
        case FieldTest():
            yield from _field_test(part, place)
        case Either():
            yield from _either(part, place)
        case Selection():
            yield from _selection(part, place)
        case All() | AnyOf():
            yield from _group(part, place)
        case Not(part=inner):
            yield Spoilt("not", f"{place.holder} asked that {sentence(inner, place.policy)}, without the `not`", inner)
        case Some() | No() | Every():
            yield from _quantifier(part, place)
        case Count() | Share() | Aggregate() | ParameterIs():
            yield from _figure(part, place)
        case StatusIs():
            yield from _status(part, place)


# --- records -------------------------------------------------------------------------------------


def _field_test(part: FieldTest, place: Place) -> Iterator[Spoilt]:
    before = asked_words(part.tests, part.type, place.policy)
    for kind, tests in turned_tests(part.tests, part.type, place.policy, optional=part.optional):
        after = asked_words(tests, part.type, place.policy)
        note = f"{place.holder} asked for `{part.field}` {after} instead of {before}"
        yield Spoilt(kind, note, replace(part, tests=tests))
    if place.droppable:
        yield Spoilt("where", f"{place.holder} did not look at `{part.field}`, which must be {before}", None)


def _either(part: Either, place: Place) -> Iterator[Spoilt]:
    for number, option in enumerate(part.options):
        left = part.options[:number] + part.options[number + 1 :]
        note = f"{place.holder} left out the alternative {_where(option, place)}"
        yield Spoilt("alternative", note, replace(part, options=left) if left else None)


def _selection(part: Selection, place: Place) -> Iterator[Spoilt]:
    """Its definition forgotten at this use, or what its records must meet."""
    defined = place.policy.definitions.get(part.named)
    if defined is not None:
        where = tuple(one for one in part.where if is_own(one.at, part, place.policy))
        meets = part.meets if part.meets is not None and is_own(part.meets.at, part, place.policy) else None
        if (where, meets) != (part.where, part.meets):
            note = f"{place.holder} asked of any `{part.fact}`, not only of `{part.named}`"
            yield Spoilt("definition", note, replace(part, where=where, meets=meets, named=part.fact))
    if part.meets is not None:
        words = sentence(part.meets, place.policy)
        note = f"{place.holder} did not ask of each `{part.named or part.fact}` that {words}"
        yield Spoilt("meets", note, replace(part, meets=None))


def is_own(at: Location, selection: Selection, policy: Policy) -> bool:
    """Whether a part was written where the selection is, and not in its definition: no definition begins between."""
    here = selection.at
    if at.file.path != here.file.path or at < here:
        return False
    starts = (one.at for one in policy.definitions.values() if one.at.file.path == here.file.path)
    return not any(here < start and not at < start for start in starts)


def _where(where: Where, place: Place) -> str:
    return f"({where_words(where, place.policy, place.fact or '')})"


# --- groups and quantifiers ----------------------------------------------------------------------


def _group(part: All | AnyOf, place: Place) -> Iterator[Spoilt]:
    if len(part.parts) < 2:
        return
    word, other = ("all", "any") if isinstance(part, All) else ("any", "all")
    kind: type[All] | type[AnyOf] = AnyOf if isinstance(part, All) else All
    count = len(part.parts)
    yield Spoilt(
        "all/any", f"{place.holder} asked for {other} of its {count} parts, not {word}", kind(part.parts, part.at)
    )
    for number, one in enumerate(part.parts):
        left = part.parts[:number] + part.parts[number + 1 :]
        note = f"{place.holder} did not ask whether {sentence(one, place.policy)}"
        yield Spoilt("condition", note, replace(part, parts=left))


def _quantifier(part: Some | No | Every, place: Place) -> Iterator[Spoilt]:
    word, name = QUANTIFIER[type(part)], part.selection.named or part.selection.fact
    for other in _requantified(part, place.policy):
        note = f"{place.holder} asked for {QUANTIFIER[type(other)]} `{name}`, not {word}"
        yield Spoilt("quantifier", note, other)
    if isinstance(part, Every):
        for if_none in IfNone:
            if if_none is not part.if_none:
                note = f"{place.holder} {IF_NONE[if_none]} where there is no `{name}` at all"
                yield Spoilt("if_none", note, replace(part, if_none=if_none))
        if part.meets is not None and part.has:
            note = f"{place.holder} did not ask of each `{name}` that {sentence(part.meets, place.policy)}"
            yield Spoilt("meets", note, replace(part, meets=None))


def _requantified(part: Some | No | Every, policy: Policy) -> Iterator[Some | No | Every]:
    """`some` for `no` and for `every`, and the other way round, as far as the reader would let it pass."""
    selection, at = part.selection, part.at
    if isinstance(part, Every):
        if part.meets is None or selection.meets is None:
            meets = part.meets or selection.meets
            both = replace(selection, where=(*selection.where, *part.has), meets=meets)
            yield Some(both, at)
            yield No(both, at)
        return
    yield Some(selection, at) if isinstance(part, No) else No(selection, at)
    own = tuple(one for one in selection.where if is_own(one.at, selection, policy))
    if own:
        rest = tuple(one for one in selection.where if one not in own)
        yield Every(selection=replace(selection, where=rest), has=own, at=at)


# --- figures, parameters, statuses ---------------------------------------------------------------


def _figure(part: Count | Share | Aggregate | ParameterIs, place: Place) -> Iterator[Spoilt]:
    value_type = _type_of(part)
    what = _called(part)
    if part.tests:
        before = asked_words(part.tests, value_type, place.policy)
        for kind, tests in turned_tests(part.tests, value_type, place.policy):
            after = asked_words(tests, value_type, place.policy)
            yield Spoilt(
                kind, f"{place.holder} asked for {what} {after} instead of {before}", replace(part, tests=tests)
            )
    if isinstance(part, Aggregate) and part.reduce is not Reduce.TOTAL:
        other = Reduce.LOWEST if part.reduce is Reduce.HIGHEST else Reduce.HIGHEST
        note = f"{place.holder} took the {other.value} `{part.field}`, not the {part.reduce.value}"
        yield Spoilt("figure", note, replace(part, reduce=other))


def _type_of(part: Count | Share | Aggregate | ParameterIs) -> ValueType:
    if isinstance(part, Count):
        return NUMBER
    return PART if isinstance(part, Share) else part.type


def _called(part: Count | Share | Aggregate | ParameterIs) -> str:
    match part:
        case ParameterIs(name=name):
            return f"the parameter `{name}`"
        case Count(selection=selection):
            return f"a number of `{selection.named or selection.fact}`"
        case Share(selection=selection):
            return f"a share of `{selection.named or selection.fact}`"
        case Aggregate():
            return f"the {part.reduce.value} `{part.field}`"


def _status(part: StatusIs, place: Place) -> Iterator[Spoilt]:
    layer = part.layer.value
    for status in STATUSES[part.layer]:
        if status not in part.statuses:
            note = f"{place.holder} also took a {layer} that is {_spaced(status)}"
            yield Spoilt("status", note, replace(part, statuses=(*part.statuses, status)))
        elif len(part.statuses) > 1:
            note = f"{place.holder} did not take a {layer} that is {_spaced(status)}"
            left = tuple(one for one in part.statuses if one != status)
            yield Spoilt("status", note, replace(part, statuses=left))
    if len(part.ids) > 1:
        now, then = ("every", "any") if part.every else ("any", "every")
        note = f"{place.holder} asked for {then} {layer}, not {now}"
        yield Spoilt("all/any", note, replace(part, every=not part.every))
        if not part.whole:
            for name in part.ids:
                left = tuple(one for one in part.ids if one != name)
                yield Spoilt("status", f"{place.holder} did not look at {layer} {name}", replace(part, ids=left))


def _spaced(status: str) -> str:
    return "no-go" if status == "no_go" else status.replace("_", " ")


__all__ = ["Comparison", "Place", "Spoilt", "is_own", "spoilt_condition"]
