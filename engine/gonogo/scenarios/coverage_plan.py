"""What there is to see of a policy: an item for each condition, test, verdict, state and outcome, by subject."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from gonogo.model.condition import All, AnyOf, Condition, Layer, Leaf, Not
from gonogo.model.decision import ControlState, RiskState, Verdict
from gonogo.model.location import Location
from gonogo.model.policy import Outcome, Policy
from gonogo.model.spots import Asked, Below, OfField, OfFigure, Spot, asked, denied_leaf, inside, parts, spot_of
from gonogo.model.value import shown
from gonogo.model.words import sentence
from gonogo.scenarios.coverage_boundaries import sides_of_field, sides_of_figure, test_words
from gonogo.scenarios.coverage_owners import Owners
from gonogo.scenarios.coverage_reach import Reach, outcomes

TRUTHS = ("true", "false", "unknown")
DEFINITION = "definition"
FORMS = {"applies_when": "applies_when of", "accepted_when": "accepted_when of", "ends_when": "ends_when of obligation"}
SAID = {
    Verdict.NOT_APPLICABLE: "not applicable",
    ControlState.IN_PLACE: "in place",
    ControlState.NOT_IN_PLACE: "not in place",
    RiskState.ACCEPTED_WITH_CONDITIONS: "accepted with conditions",
    Outcome.GO_WITH_CONDITIONS: "go with conditions",
    Outcome.NO_GO: "no-go",
}

Key = Spot | tuple[str, ...]
Group = tuple[str, str]  # layer or `definition`, id


class Mark(NamedTuple):
    """One thing to be seen of an item: how it is kept, in a word or two, and as the end of a gap's sentence."""

    mark: str
    short: str
    words: str


class Item(NamedTuple):
    """Something of which scenarios should see each mark. `start` begins the sentence that tells a gap."""

    key: Key
    kind: str  # rule, condition, nested, boundary, status, outcome
    group: Group
    id: str | None
    text: str
    start: str
    at: Location
    marks: tuple[Mark, ...]


class Titled(NamedTuple):
    """A group of items: a criterion, control, risk, gate or definition."""

    group: Group
    title: str
    at: Location


def groups(policy: Policy) -> Iterator[Titled]:
    """The groups in the order of the report."""
    yield from (Titled((Layer.CRITERION.value, one.id), one.title, one.at) for one in policy.criteria)
    for risk in policy.risks:
        yield Titled((Layer.RISK.value, risk.id), risk.title, risk.at)
        yield from (Titled((Layer.CONTROL.value, one.id), one.title, one.at) for one in risk.controls)
    yield from (Titled((Layer.DECISION.value, one.id), _filled(one.question, policy), one.at) for one in policy.gates)
    yield from (Titled((DEFINITION, one.id), one.title, one.at) for one in policy.definitions.values())


def _filled(text: str, policy: Policy) -> str:
    """A question with the values of the parameters that it names."""
    for name, parameter in policy.parameters.items():
        if parameter.value is not None:
            text = text.replace(f"{{{name}}}", shown(parameter.value))
    return text


def items(policy: Policy) -> tuple[Item, ...]:
    """All that there is to see, each once, in the order of the groups and in them as written."""
    reach, owners = Reach(policy), Owners(policy)
    found: dict[Key, Item] = {}
    for item in (*_statuses(policy, reach), *_conditions(policy, reach, owners)):
        if item.marks:
            found.setdefault(item.key, item)
    order = {titled.group: place for place, titled in enumerate(groups(policy))}
    return tuple(sorted(found.values(), key=lambda item: (order[item.group], item.at.order)))


# --- statuses ------------------------------------------------------------------------------------


def _statuses(policy: Policy, reach: Reach) -> Iterator[Item]:
    for titled in groups(policy):
        layer, name = titled.group
        states = reach.statuses.get(titled.group)
        if states is not None:
            asks = "the decision" if layer == Layer.DECISION and len(policy.gates) == 1 else f"`{name}`"
            start = f"in no scenario is {asks}"
            marks = tuple(Mark(state, _said(state), _said(state)) for state in states)
            yield Item(("status", layer, name), "status", titled.group, name, titled.title, start, titled.at, marks)
    for gate in policy.gates:
        for rule in gate.rules:
            group = (Layer.DECISION.value, gate.id)
            marks = tuple(Mark(one, _said(one), f"{_said(one)}") for one in outcomes(rule, policy))
            text = f"`{rule.id}` decides"
            start = f"no scenario is decided by `{rule.id}` as"
            yield Item(("outcome", gate.id, rule.id), "outcome", group, rule.id, text, start, rule.at, marks)


def _said(status: str) -> str:
    return SAID.get(status, status)  # type: ignore[call-overload,no-any-return]  # the words are text


# --- conditions ----------------------------------------------------------------------------------


def _conditions(policy: Policy, reach: Reach, owners: Owners) -> Iterator[Item]:
    for one in asked(policy):
        group = (one.layer.value, one.holder)
        for place, part in enumerate(parts(one.condition)):
            yield _whole(one, group, policy, reach) if place == 0 else _part(part, one, policy, reach)
            leaf = denied_leaf(part)
            if not isinstance(leaf, All | AnyOf | Not):
                yield from _inside(leaf, one, policy, owners)


def _named(one: Asked) -> str:
    return f"`{one.name}`" if one.form == "rule" else f"`{FORMS[one.form]} {one.name}`"


def _whole(one: Asked, group: Group, policy: Policy, reach: Reach) -> Item:
    text = sentence(one.condition, policy)
    at = one.condition.at
    marks = _truths(one.condition, reach)
    return Item(spot_of(one.condition), "rule", group, one.name, text, f"no scenario makes {_named(one)}", at, marks)


def _part(part: Condition, one: Asked, policy: Policy, reach: Reach) -> Item:
    text = sentence(part, policy)
    start = f"of `{one.name}`, no scenario makes this part"
    group = (one.layer.value, one.holder)
    return Item(spot_of(part), "condition", group, one.name, text, start, part.at, _truths(part, reach))


def _truths(condition: Condition, reach: Reach) -> tuple[Mark, ...]:
    possible = reach.truths(condition)
    return tuple(Mark(truth, truth, truth) for truth in TRUTHS if truth in possible)


def _inside(leaf: Leaf, one: Asked, policy: Policy, owners: Owners) -> Iterator[Item]:
    for inner in inside(leaf):
        definition = owners.of(inner[0].at)
        group = (one.layer.value, one.holder) if definition is None else (DEFINITION, definition)
        if isinstance(inner, Below):
            yield _nested(inner, one, group, policy)
        else:
            yield _boundary(inner, one, group, owners)


def _nested(inner: Below, one: Asked, group: Group, policy: Policy) -> Item:
    noun = policy.facts[inner.outer[-1].fact].title.removeprefix("the ")
    start = f"for no {noun} does a scenario make this"
    marks = tuple(Mark(truth, truth, truth) for truth in TRUTHS)
    text = sentence(inner.condition, policy, inner.outer)
    return Item(spot_of(inner.condition), "nested", group, one.name, text, start, inner.condition.at, marks)


def _boundary(inner: OfField | OfFigure, one: Asked, group: Group, owners: Owners) -> Item:
    start, sides = sides_of_field(inner, owners) if isinstance(inner, OfField) else sides_of_figure(inner, owners)
    marks = tuple(Mark(*side) for side in sides)
    text = test_words(inner, owners)
    return Item(spot_of(inner.test), "boundary", group, one.name, text, start, inner.test.at, marks)
