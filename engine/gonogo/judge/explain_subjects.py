"""Criteria, controls, risks and gates to be explained: their numbers, their rules, and what they came to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from gonogo.judge.explain_rules import Asked, Of, as_asked, rules, that_follows
from gonogo.judge.findings import criterion as criterion_finding
from gonogo.judge.gaps import Asker
from gonogo.judge.gates import gate_finding
from gonogo.judge.judgement import Judgement
from gonogo.judge.obligations import obligations
from gonogo.judge.risk_findings import risk as risk_finding
from gonogo.model.condition import All, AnyOf, Condition, Layer, Not, StatusIs
from gonogo.model.decision import Verdict
from gonogo.model.location import Location
from gonogo.model.noun import Noun
from gonogo.model.policy import Control, Criterion, Effect, Gate, Policy, Risk

Part = dict[str, Any]


class Subject(Noun, frozen=True):
    """What can be explained, with its number: the decision is D, criteria, risks and controls are counted from 1."""

    number: str
    layer: Layer
    one: Criterion | Control | Risk | Gate

    @property
    def id(self) -> str:
        return self.one.id


def roster(policy: Policy) -> tuple[Subject, ...]:
    """Everything in the order in which it is told; numbers do not depend on what is asked for."""
    letters = ["D"] if len(policy.gates) == 1 else [f"D{place}" for place in range(1, len(policy.gates) + 1)]
    found = [Subject(letter, Layer.DECISION, gate) for letter, gate in zip(letters, policy.gates, strict=True)]
    counted = [(Layer.CRITERION, criterion) for criterion in policy.criteria]
    rest: list[tuple[Layer, Any]] = [*counted]
    for risk in policy.risks:
        rest += [(Layer.RISK, risk), *((Layer.CONTROL, control) for control in risk.controls)]
    found += [Subject(str(place), layer, one) for place, (layer, one) in enumerate(rest, 1)]
    return tuple(found)


def numbers_of(policy: Policy) -> Mapping[tuple[str, str], str]:
    return {(one.layer.value, one.id): one.number for one in roster(policy)}


def told_subject(judgement: Judgement, one: Subject) -> Part:
    """A subject with all of its rules."""
    match one.one:
        case Criterion():
            return _criterion(judgement, one, one.one)
        case Control():
            return _control(judgement, one, one.one)
        case Risk():
            return _risk(judgement, one, one.one)
        case _:
            return _gate(judgement, one, one.one)


def _of(judgement: Judgement, one: Subject, asker: Asker) -> Of:
    return Of(
        judgement=judgement,
        holder=one.id,
        layer=one.layer,
        number=one.number,
        standing=judgement.standing(one.layer.value, one.id),
        asker=asker,
        numbers=numbers_of(judgement.policy),
    )


def _subject(judgement: Judgement, one: Subject, finding: Part, told_rules: list[Part]) -> Part:
    owner = finding.get("owner")
    return {
        "number": one.number,
        "id": one.id,
        "kind": one.layer.value,
        "title": finding.get("title") or finding.get("question"),
        "text": finding.get("text"),
        "owner_title": None if owner is None else judgement.policy.role_title(owner),
        "status": finding.get("verdict") or finding.get("state") or finding.get("outcome"),
        "rule": finding["rule"],
        "because": finding["because"],
        "remedy": finding.get("remedy"),
        "at": str(one.one.at),
        "how": _HOW[one.layer],
        "rules": told_rules,
        "caveats": finding.get("caveats", []),
        "missing": finding["missing"],
        "waivers": [],
        "obligations": [],
        "minimal_reason": None,
    }


_HOW = {
    Layer.CRITERION: (
        "A criterion fails where any reason to fail holds; it passes where every reason to fail is known not to hold "
        "and a reason to pass does; a rule that settles it passes it while reasons to fail cannot be told"
    ),
    Layer.CONTROL: "A control is the first of these that holds: ended, breached, in place, planned",
    Layer.RISK: "A risk is the first of these that holds: closed, breached, open, accepted, accepted with conditions",
    Layer.DECISION: "The first rule that holds decides, if each one before it is known not to hold",
}


# --- criteria -------------------------------------------------------------------------------------


def _criterion(judgement: Judgement, one: Subject, criterion: Criterion) -> Part:
    finding = criterion_finding(judgement, criterion)
    of = _of(judgement, one, Asker(criterion.demand, criterion.owner))
    asked = [as_asked(judgement, rule, rule.effect.value, rule.condition) for rule in criterion.rules]
    if criterion.applies_when is not None:
        at = criterion.applies_when.at
        asked.insert(0, Asked(id=f"{one.id}.applies", effect="applies", condition=criterion.applies_when, at=at))
    told = [] if one.id in judgement.wiring.asleep else rules(of, asked)
    told += _follows(of, told)
    part = _subject(judgement, one, finding, told)
    part["waivers"] = [_waiver(judgement, name) for name in finding["waived_by"]]
    return part


def _follows(of: Of, told: list[Part]) -> Iterator[Part]:
    """The rule that every criterion has: what follows where none of its own decided, or it does not apply."""
    name = next((rule for rule in of.standing.rules if rule.startswith(f"{of.holder}.")), None)
    own = {rule["id"] for rule in told}
    if name is None or name in own:
        return
    ending = name.removeprefix(f"{of.holder}.")
    effect, text = _ENDINGS[ending]
    resting = {"not-met": Effect.PASS.value, "clear": Effect.FAIL.value, "not-applicable": "applies"}.get(ending)
    rests_on = [rule["number"] for rule in told if rule["effect"] == resting and rule["in_force"]]
    yield {
        "number": f"{of.number}.{len(told) + 1}",
        "id": name,
        "title": None,
        "effect": effect,
        "settles": False,
        "implied": True,
        "in_force": True,
        "truth": "true",
        "fired": True,
        "decided": True,
        "text": text,
        "joined": None,
        "because": None,
        "unknown_because": None,
        "at": told[0]["at"] if told else "",
        "stopped_by": [],
        "rests_on": rests_on,
        "difference": None,
        "conditions": [],
    }


_ENDINGS = {
    "not-met": ("fail", "every reason to pass is known not to hold"),
    "clear": ("pass", "every reason to fail is known not to hold, and no reason to pass is asked for"),
    "not-applicable": ("not_applicable", "what it applies to is known not to be so"),
    "not-in-force": ("not_applicable", "it is not in force on the day of the decision"),
}


def _waiver(judgement: Judgement, name: str) -> Part:
    one = next(waiver for waiver in judgement.evidence.waivers if waiver.id == name)
    return {
        "id": one.id,
        "by_title": None if one.by is None else judgement.policy.role_title(one.by),
        "reason": one.reason,
        "date": None if one.date is None else one.date.isoformat(),
        "until": None if one.until is None else one.until.isoformat(),
        "source": one.source,
        "at": str(one.at),
    }


# --- controls and risks ---------------------------------------------------------------------------


def _control(judgement: Judgement, one: Subject, control: Control) -> Part:
    if one.id in judgement.wiring.asleep:
        because = f"it is not in force on {judgement.as_of}"
        rested = {"title": control.title, "state": Verdict.NOT_APPLICABLE.value, "rule": None, "because": because}
        return _subject(judgement, one, {**rested, "text": control.text, "missing": []}, [])
    risk = next(risk for risk in judgement.policy.risks if control in risk.controls)
    finding = next(part for part in risk_finding(judgement, risk)["controls"] if part["id"] == one.id)
    of = _of(judgement, one, Asker(control.demand, control.owner))
    asked = [as_asked(judgement, rule, rule.effect.value, rule.condition) for rule in control.rules]
    places = [rule for rule in control.rules if rule.effect is Effect.IN_PLACE]
    if judgement.standing(Layer.CONTROL.value, one.id).status == "not_in_place":
        contrary: list[Condition] = [Not(rule.condition, rule.at) for rule in places]
        whole = contrary[0] if len(contrary) == 1 else All(tuple(contrary), control.at)
        asked.append(that_follows(judgement, f"{one.id}.not-in-place", f"{one.id}=not_in_place", whole, control.at))
    return _subject(judgement, one, {**finding, "text": control.text}, rules(of, asked))


def _risk(judgement: Judgement, one: Subject, risk: Risk) -> Part:
    of = _of(judgement, one, Asker(risk.demand, risk.owner))
    asleep = judgement.wiring.asleep
    controls = tuple(control.id for control in risk.controls if control.id not in asleep)
    asked = list(_risk_rules(judgement, risk, controls))
    finding = risk_finding(judgement, risk)
    decided = {f"{one.id}.{ending}" for ending in _STANDS.get(finding["state"], ())}
    told = [{**rule, "decided": rule["id"] in decided} for rule in rules(of, asked)]
    return _subject(
        judgement, one, finding, [{**rule, "difference": None} if rule["decided"] else rule for rule in told]
    )


_STANDS = {
    "closed": ("closed",),
    "breached": ("breached",),
    "open": ("open",),
    "accepted": ("accepted",),
    "accepted_with_conditions": ("accepted-with-conditions",),
}


def _risk_rules(judgement: Judgement, risk: Risk, controls: tuple[str, ...]) -> Iterator[Asked]:
    """By what a risk is closed, breached, open or accepted: its controls, and what it is accepted on."""
    accepted: list[Condition] = [] if risk.accepted_when is None else [risk.accepted_when]
    at = risk.at
    states: list[tuple[str, Condition]] = []
    if controls:
        states.append(("closed", _controls(controls, ("ended",), at, every=True)))
        states.append(("breached", _controls(controls, ("breached",), at, every=False)))
        lacking: list[Condition] = [_controls(controls, ("not_in_place",), at, every=False)]
    else:
        lacking = []
    lacking += [Not(condition, at) for condition in accepted]
    if lacking:
        states.append(("open", lacking[0] if len(lacking) == 1 else AnyOf(tuple(lacking), at)))
    for name, kept in (
        ("accepted", ("in_place", "ended")),
        ("accepted_with_conditions", ("in_place", "ended", "planned")),
    ):
        needed = accepted + ([_controls(controls, kept, at, every=True)] if controls else [])
        if needed:
            states.append((name, needed[0] if len(needed) == 1 else All(tuple(needed), at)))
    for name, condition in states:
        yield that_follows(judgement, f"{risk.id}.{name.replace('_', '-')}", f"{risk.id}={name}", condition, at)


def _controls(ids: tuple[str, ...], statuses: tuple[str, ...], at: Location, *, every: bool) -> StatusIs:
    return StatusIs(layer=Layer.CONTROL, ids=ids, every=every, whole=False, statuses=statuses, at=at)


# --- gates ----------------------------------------------------------------------------------------


def _gate(judgement: Judgement, one: Subject, gate: Gate) -> Part:
    finding = gate_finding(judgement, gate)
    of = _of(judgement, one, Asker(gate.demand, judgement.policy.authority))
    asked = [as_asked(judgement, rule, rule.then.value, rule.when) for rule in gate.rules]
    part = _subject(judgement, one, finding, rules(of, asked))
    gates = {each.id for each in judgement.policy.gates}
    if finding["outcome"] == "go_with_conditions":
        part["obligations"] = [
            {"id": due.obligation.id, "on": due.on, "text": due.obligation.text, "state": due.state.value}
            for due in obligations(judgement)
            if due.binding and (due.on == gate.id or due.on not in gates)
        ]
    return part
