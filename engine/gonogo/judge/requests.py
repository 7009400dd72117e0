"""Who is asked for what: the smallest sets of facts that would settle each unknown, as a document.

schemas/requests.schema.json has its shape. Asks that are alike are one; a list takes in the records of its fact that
are asked for beside it. An unknown names the asks that it needs in any case, and the alternatives for the rest.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from gonogo.judge.asks import Ask, FieldAsk, asks_of, rests_on, value_ask
from gonogo.judge.because import plain
from gonogo.judge.gaps import Asker
from gonogo.judge.heading import heading
from gonogo.judge.judgement import Judgement
from gonogo.judge.merged_asks import Desk
from gonogo.judge.routes import SETTLED, Want, Way, Ways, control_ways, criterion_ways, gate_ways, risk_ways
from gonogo.judge.values import fixed_value
from gonogo.model.condition import Layer, ParameterValue
from gonogo.model.noun import Noun
from gonogo.model.policy import Demand, Gate
from gonogo.model.records import UNSET
from gonogo.model.value import Kind, ValueType, shown
from gonogo.model.words import sentence, tests_words

Document = dict[str, Any]
SHOWN = 6  # alternatives that are shown; the rest are counted
DAY = ValueType(kind=Kind.DATE)


class Unknown(Noun, frozen=True, kw_only=True):
    """Something that cannot be told, and the ways in which it would be."""

    kind: str
    id: str
    title: str
    asker: Asker
    ways: Ways = SETTLED
    parameter: bool = False


def requests(judgement: Judgement, engine: str) -> Document:
    """Every unknown of a decision, and what to ask of whom to settle it."""
    desk = Desk()
    unknowns = list(_unknowns(judgement))
    placed = [(one, [_asked(judgement, desk, one, way) for way in one.ways]) for one in unknowns]
    desk.close()
    policy = judgement.policy
    return {
        **heading(judgement, engine, "gonogo/requests/1"),
        "policy": {
            "id": policy.id,
            "title": policy.title,
            "version": policy.version,
            "authority": policy.authority,
            "authority_title": _role(judgement, policy.authority),
            "sha256": policy.sha256,
        },
        "question": plain(judgement, policy.gates[0].question),
        "by_when": _by_when(judgement, policy.gates[0]),
        "requests": [
            {"to": to, "to_title": _role(judgement, to), "asks": [_ask(judgement, desk, one) for one in numbers]}
            for to, numbers in desk.by_role()
        ],
        "unknowns": [_unknown(desk, one, ways) for one, ways in placed],
    }


# --- what is unknown ---------------------------------------------------------------------------------


def _unknowns(judgement: Judgement) -> Iterator[Unknown]:
    """In the order in which a decision is made: parameters, criteria, risks with their controls, gates."""
    policy, authority = judgement.policy, judgement.policy.authority
    for name in (*policy.parameters, *policy.tables):
        if _is_unset(judgement, name):
            title = policy.parameters[name].title if name in policy.parameters else policy.facts[name].title
            asker = Asker(Demand(), authority)
            yield Unknown(kind="parameter", id=name, title=title or name.replace("_", " "), asker=asker, parameter=True)
    for one in policy.criteria:
        if judgement.standing(Layer.CRITERION.value, one.id).status == "unknown":
            ways = criterion_ways(judgement, one)
            yield Unknown(kind="criterion", id=one.id, title=one.title, asker=Asker(one.demand, one.owner), ways=ways)
    for risk in policy.risks:
        if judgement.standing(Layer.RISK.value, risk.id).status == "unknown":
            asker, ways = Asker(risk.demand, risk.owner), risk_ways(judgement, risk)
            yield Unknown(kind="risk", id=risk.id, title=risk.title, asker=asker, ways=ways)
        for control in risk.controls:
            asleep = control.id in judgement.wiring.asleep
            if not asleep and judgement.standing(Layer.CONTROL.value, control.id).status == "unknown":
                asker, ways = Asker(control.demand, control.owner), control_ways(judgement, control)
                yield Unknown(kind="control", id=control.id, title=control.title, asker=asker, ways=ways)
    for gate in policy.gates:
        if judgement.standing(Layer.DECISION.value, gate.id).status == "undecided":
            title = plain(judgement, gate.question)
            asker, ways = Asker(gate.demand, authority), gate_ways(judgement, gate)
            yield Unknown(kind="decision", id=gate.id, title=title, asker=asker, ways=ways)


def _is_unset(judgement: Judgement, name: str) -> bool:
    policy, day = judgement.policy, judgement.as_of
    if name in policy.tables:
        return not judgement.facts[name].given
    return fixed_value(ParameterValue(name), policy, day) is UNSET


def _asked(judgement: Judgement, desk: Desk, one: Unknown, way: Way) -> frozenset[int | str]:
    """The numbers of the asks of one way, and the ids of what it waits for."""
    if one.parameter:
        number = desk.put(value_ask(judgement, one.id), (one.kind, one.id, one.title, None, None))
        return frozenset(desk.together([number]))
    found: dict[int, Ask] = {}
    waits: list[str] = []
    for want in way:
        waits += rests_on(judgement, want)
        for ask in asks_of(judgement, want, one.asker):
            found[desk.put(ask, _why(judgement, one, want))] = ask
    return frozenset([*desk.together(found), *waits])


def _why(judgement: Judgement, one: Unknown, want: Want) -> tuple[str, str, str, str | None, str | None]:
    return (one.kind, one.id, one.title, want.rule, sentence(judgement.leaf(want.number), judgement.policy))


# --- the document ------------------------------------------------------------------------------------


def _unknown(desk: Desk, one: Unknown, ways: list[frozenset[int | str]]) -> Document:
    smallest = sorted((way for way in dict.fromkeys(ways) if not any(other < way for other in ways)), key=len)
    needed = frozenset.intersection(*smallest) if smallest else frozenset()
    rest = [way - needed for way in smallest if way - needed]
    return {
        "kind": one.kind,
        "id": one.id,
        "title": one.title,
        "needs": desk.numbered(needed),
        "waits_for": _ids(needed),
        "either": [{"needs": desk.numbered(way), "waits_for": _ids(way)} for way in rest[:SHOWN]],
        "more": max(0, len(rest) - SHOWN),
    }


def _ids(way: frozenset[int | str]) -> list[str]:
    return sorted(one for one in way if isinstance(one, str))


def _ask(judgement: Judgement, desk: Desk, number: int) -> Document:
    ask = desk.asks[number]
    return {
        "number": desk.number(number),
        "form": ask.form.value,
        "fact": ask.fact,
        "what": ask.what,
        "fields": [
            {"id": one.id, "title": one.title, "type": one.type, "needs": one.needs}
            for one in _in_order(judgement, ask)
        ],
        "records": list(ask.keys),
        "among": list(desk.among.get(number, ())),
        "basis": _basis(judgement, ask.demand),
        "so_far": list(ask.so_far),
        "why": [
            {"kind": kind, "id": name, "title": title, "rule": rule, "text": text}
            for kind, name, title, rule, text in desk.whys[number]
        ],
    }


def _in_order(judgement: Judgement, ask: Ask) -> Sequence[FieldAsk]:
    """The fields as the vocabulary has them."""
    fact = judgement.policy.facts.get(ask.fact or "")
    return ask.fields if fact is None else sorted(ask.fields, key=lambda one: list(fact.fields).index(one.id))


def _basis(judgement: Judgement, demand: Demand) -> Document:
    received = tests_words(demand.received, DAY, judgement.policy) if demand.received else None
    return {
        "basis": demand.basis,
        "by": list(demand.by),
        "by_titles": [judgement.policy.role_title(one) for one in demand.by],
        "received": received,
        "strict": demand.strict,
    }


def _by_when(judgement: Judgement, gate: Gate) -> Document:
    """The date that the question speaks of, where it has not passed; else the day of the decision."""
    for parameter in judgement.policy.parameters.values():
        if f"{{{parameter.id}}}" in gate.question and parameter.type.kind is Kind.DATE:
            value = fixed_value(ParameterValue(parameter.id), judgement.policy, judgement.as_of)
            if value is not UNSET and value >= judgement.as_of:
                return {"date": shown(value), "is": parameter.title or parameter.id.replace("_", " ")}
    return {"date": judgement.as_of.isoformat(), "is": "the day of the decision"}


def _role(judgement: Judgement, role: str | None) -> str | None:
    return None if role is None else judgement.policy.role_title(role)
