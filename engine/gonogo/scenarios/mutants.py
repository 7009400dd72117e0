"""Mutants of a policy: what a careless editor would have made of it, one change each, where, and in which words.

What is written once is changed once: a definition, wherever it is used, for all its uses.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from gonogo.model.condition import All, Condition, Either, Every, FieldTest, Selection, Share
from gonogo.model.location import Location
from gonogo.model.noun import Noun, Written, replace
from gonogo.model.policy import Control, Criterion, DecisionRule, Gate, Obligation, Policy, Risk, Rule
from gonogo.scenarios.equivalence import policy_meaning, same
from gonogo.scenarios.meaning import has_never
from gonogo.scenarios.mutate_conditions import Place, Spoilt, is_own, spoilt_condition
from gonogo.scenarios.mutate_policy import spoilt_policy
from gonogo.scenarios.mutate_rules import spoilt_part

Key = tuple[type, Location]
SUBJECTS = (Criterion, Control, Risk, Gate)
CALLED = {Criterion: "criterion", Control: "control", Risk: "risk", Gate: "the decision", Rule: "rule"}
SECTIONS = ("criteria", "risks", "gates")


class Mutant(Noun, frozen=True, kw_only=True):
    """A policy after one change. `words` follow `no scenario notices if`. `equivalent`: it says the same, provably."""

    id: str
    kind: str
    at: Location
    words: str
    owner: str  # of what was changed: the id of a rule, criterion, parameter, definition …
    subjects: tuple[str, ...]  # ids of the criteria, risks and so on that it has a part in
    fact: str | None
    policy: Policy
    equivalent: bool


def mutants(policy: Policy) -> Iterator[Mutant]:
    """Every mutant, in the order of the policy; the same policy gives the same ones, with the same ids."""
    numbers: dict[tuple[str, str], int] = {}
    for change in _changes(policy):
        count = numbers[change.owner, change.kind] = numbers.get((change.owner, change.kind), 0) + 1
        yield replace(change, id=f"{change.owner}.{change.kind.replace('/', '-')}.{count}")


def _changes(policy: Policy) -> Iterator[Mutant]:
    for one in spoilt_policy(policy):
        yield Mutant(
            id="",
            kind=one.kind,
            at=one.at,
            words=one.note,
            owner=one.owner,
            subjects=one.subjects,
            fact=None,
            policy=one.policy,
            equivalent=False,
        )
    impossible = has_never(policy_meaning(policy))
    meant = set()
    for site in _sites(policy):
        place = site.parts[0][1]
        ways = {id(part): tuple(_spoilt(part, one)) for part, one in site.parts}
        for number, spoilt in enumerate(ways[id(site.parts[0][0])]):
            after = site.rewritten(policy, {part: way[number].noun for part, way in ways.items() if number < len(way)})
            meaning = policy_meaning(after, policy)
            if meaning in meant or (not impossible and has_never(meaning)):
                continue  # made before in another way; or the reader would refuse it, so that nobody could save it
            meant.add(meaning)
            yield Mutant(
                id="",
                kind=spoilt.kind,
                at=site.at,
                words=spoilt.note,
                owner=place.owner,
                subjects=tuple(dict.fromkeys(name for _, one in site.parts for name in one.subjects)),
                fact=place.fact,
                policy=after,
                equivalent=same(policy, after),
            )


def _spoilt(part: Any, place: Place) -> Iterator[Spoilt]:
    yield from spoilt_part(part, place)
    yield from spoilt_condition(part, place)


# --- where parts stand ---------------------------------------------------------------------------


class Site:
    """One place of the policy's text, with each part that was read from it: several, for a definition."""

    def __init__(self, kind: type, at: Location) -> None:
        self.kind = kind
        self.at = at
        self.parts: list[tuple[Any, Place]] = []
        self.holders: set[tuple[str, int]] = set()  # (section, number) of what holds the parts

    def rewritten(self, policy: Policy, instead: Mapping[int, Any]) -> Policy:
        """The policy with other nouns (None: nothing) instead of the parts, which are known by their `id`."""

        def turn(part: Any) -> Any:
            return instead.get(id(part), part)

        changes = {}
        for section in SECTIONS:
            held = list(getattr(policy, section))
            for name, place in self.holders:
                if name == section:
                    held[place] = _with(held[place], (self.kind, self.at), turn)
            changes[section] = tuple(held)
        return replace(policy, **changes)


def _with(part: Any, key: Key, turn: Callable[[Any], Any]) -> Any:
    """The part with whatever stands at a place inside it turned into something else, or left out."""
    if type(part) is key[0] and getattr(part, "at", None) == key[1]:
        return turn(part)
    changes = {}
    for name in part.__struct_fields__:
        before = getattr(part, name)
        after = before
        if isinstance(before, tuple) and any(isinstance(one, Noun | tuple) for one in before):
            after = _each_with(before, key, turn)
        elif isinstance(before, Noun) and name not in ("at", "type", "window"):
            after = _with(before, key, turn)
        if after is not before:
            changes[name] = after
    return replace(part, **changes) if changes else part


def _each_with(parts: tuple[Any, ...], key: Key, turn: Callable[[Any], Any]) -> tuple[Any, ...]:
    turned = []
    for part in parts:
        if isinstance(part, tuple):
            turned.append(_each_with(part, key, turn))
        else:
            turned.append(_with(part, key, turn) if isinstance(part, Noun) else part)
    kept = tuple(one for one in turned if one is not None)
    unchanged = len(kept) == len(parts) and all(one is other for one, other in zip(kept, parts, strict=True))
    return parts if unchanged else kept


def _sites(policy: Policy) -> Iterator[Site]:
    found: dict[Key, Site] = {}
    for section in SECTIONS:
        for number, holder in enumerate(getattr(policy, section)):
            start = Place(policy=policy, owner="", holder="", subjects=())
            for part, place in _parts(holder, start):
                site = found.setdefault((type(part), part.at), Site(type(part), part.at))
                if all(part is not one for one, _ in site.parts):
                    site.parts.append((part, place))
                site.holders.add((section, number))
    yield from found.values()


def _parts(part: Any, place: Place) -> Iterator[tuple[Any, Place]]:
    """Every part that knows its place, outermost first, with where it stands."""
    if isinstance(part, tuple):
        for one in part:
            yield from _parts(one, place)
        return
    if not isinstance(part, Noun):
        return
    inner = _inside(part, place)
    if isinstance(part, Written):
        yield part, inner if isinstance(part, (*SUBJECTS, Rule, DecisionRule)) else place
    if isinstance(part, Selection):
        yield from _selected(part, inner)
        return
    if isinstance(part, Either):
        for option in part.options:
            yield from _parts(option, replace(inner, droppable=len(option) > 1))
        return
    for name in part.__struct_fields__:
        if name not in ("at", "type", "window", "demand"):
            yield from _parts(getattr(part, name), _of_field(part, name, inner))


def _inside(part: Any, place: Place) -> Place:
    """Where the parts of a part stand."""
    match part:
        case Criterion() | Control() | Risk() | Gate():
            called = "the decision" if isinstance(part, Gate) else f"{CALLED[type(part)]} {part.id}"
            return replace(place, owner=part.id, holder=called, subjects=(*place.subjects, part.id))
        case Rule() | DecisionRule():
            return replace(place, owner=part.id, holder=f"rule {part.id}")
        case Obligation():
            return replace(place, owner=part.id, holder=f"the end of obligation {part.id}")
        case Selection():
            return replace(place, fact=part.fact, droppable=True)
        case Every() | Share():
            return replace(place, fact=part.selection.fact)
        case _:
            return place


def _of_field(part: Any, name: str, place: Place) -> Place:
    """What is asked of records can be left out, unless nothing would then be asked at all."""
    match part, name:
        case (Every(), "has"):
            return replace(place, droppable=len(part.has) > 1 or part.meets is not None)
        case (Share(), "where"):
            return replace(place, droppable=len(part.where) > 1)
        case _:
            return place


def _selected(selection: Selection, place: Place) -> Iterator[tuple[Any, Place]]:
    """What a selection asks, each part as of the definition that it was written in, if it was."""
    asked: list[FieldTest | Either | Condition] = [*selection.where]
    if isinstance(selection.meets, All) and not is_own(selection.meets.at, selection, place.policy):
        asked += selection.meets.parts
    elif selection.meets is not None:
        asked.append(selection.meets)
    for part in asked:
        own = selection.named not in place.policy.definitions or is_own(part.at, selection, place.policy)
        yield from _parts(part, place if own else _defined(part.at, selection, place))


def _defined(at: Location, selection: Selection, place: Place) -> Place:
    starts = [one for one in place.policy.definitions.values() if one.at.file.path == at.file.path and one.at < at]
    name = max(starts, key=lambda one: one.at.order).id if starts else selection.named
    return replace(place, owner=name, holder=f"the definition `{name}`")
