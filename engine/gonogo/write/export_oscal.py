"""A decision as OSCAL assessment results, and what it leaves to be done as an OSCAL plan of action and milestones."""

from __future__ import annotations

from gonogo.write.oscal_parts import (
    Oscal,
    filled,
    line,
    markup,
    metadata,
    observations,
    oscal,
    prop,
    related,
    remediation,
    resources,
    risk,
)
from gonogo.write.subjects import Part, Subject, asked, subjects

REASONS = {"pass": "pass", "fail": "fail"}
DONE = frozenset({"pass", "waived", "not_applicable"})


def assessment_results(document: Part) -> Part:
    """The decision's findings: a criterion that cannot be told is not satisfied, for another reason than failing."""
    made = oscal(document)
    everything = list(subjects(document))
    criteria = [one for one in everything if one.kind == "criterion"]
    result = {
        "uuid": made.uuid("result"),
        "title": line(document["decisions"][0]["question"]),
        "description": markup(f"{document['outcome']}: {document['because']}"),
        "start": made.day,
        "end": made.day,
        "props": [prop("outcome", document["outcome"]), prop("rule", document["rule"] or "no rule fired")],
        "reviewed-controls": {
            "control-selections": [{"include-controls": [{"control-id": one.id} for one in criteria]}]
        },
        "observations": observations(made, everything),
        "risks": [risk(made, one) for one in everything if one.kind == "risk"],
        "findings": [_finding(made, one) for one in criteria],
    }
    return {
        "assessment-results": {
            "uuid": made.uuid("assessment-results"),
            "metadata": metadata(made, "Assessment results"),
            "import-ap": {"href": f"#{made.uuid('policy')}"},
            "results": [filled(result)],
            "back-matter": {"resources": resources(made)},
        }
    }


def _finding(made: Oscal, one: Subject) -> Part:
    status = {
        "state": "satisfied" if one.status == "pass" else "not-satisfied",
        "reason": REASONS.get(one.status, "other"),
        "remarks": markup(one.because),
    }
    said = [*one.caveats, *(f"Missing: {asked(each)}." for each in one.missing)]
    return filled(
        {
            "uuid": made.uuid("finding", one.id),
            "title": line(one.title or one.id),
            "description": markup(one.text or one.title or one.id),
            "props": [prop("verdict", one.status), prop("rule", one.rule or "no rule fired")],
            "target": {"type": "objective-id", "target-id": one.id, "status": status},
            "related-observations": related(made, one),
            "remarks": markup("\n\n".join(said)) if said else None,
        }
    )


def plan_of_action(document: Part) -> Part | None:
    """What is left to be done: criteria that do not pass, and obligations that are not met. None: nothing is."""
    made = oscal(document)
    everything = list(subjects(document))
    risks = [one for one in everything if one.kind == "risk" and one.status != "closed"]
    open_criteria = [one for one in everything if one.kind == "criterion" and one.status not in DONE]
    duties = [duty for duty in document["obligations"] if duty["state"] != "met"]
    items = [_item_of_criterion(made, one) for one in open_criteria] + [
        _item_of_duty(made, duty, risks) for duty in duties
    ]
    if not items:
        return None
    plan = {
        "uuid": made.uuid("plan"),
        "metadata": metadata(made, "Plan of action and milestones"),
        "system-id": {"id": document["policy"]["id"]},
        "observations": observations(made, [*risks, *open_criteria]),
        "risks": [risk(made, one) for one in risks] + [_loose(made, duty) for duty in duties if not _of(duty, risks)],
        "poam-items": items,
        "back-matter": {"resources": resources(made)},
    }
    return {"plan-of-action-and-milestones": filled(plan)}


def _item_of_criterion(made: Oscal, one: Subject) -> Part:
    missing = "".join(f"\n\nMissing: {asked(each)}." for each in one.missing)
    return filled(
        {
            "uuid": made.uuid("item", one.id),
            "title": line(f"{one.id} {one.title}"),
            "description": markup(f"{one.status}: {one.because}{missing}"),
            "props": [prop("criterion", one.id), prop("verdict", one.status)],
            "related-observations": related(made, one),
        }
    )


def _item_of_duty(made: Oscal, duty: Part, risks: list[Subject]) -> Part:
    held = _of(duty, risks)
    about = [made.uuid("risk", one.id) for one in held] or [made.uuid("risk", duty["id"])]
    return {
        "uuid": made.uuid("item", duty["id"]),
        "title": line(duty["id"]),
        "description": markup(duty["text"]),
        "props": [prop("on", duty["on"]), prop("state", duty["state"]), prop("due", duty["due"] or "no day given")],
        "related-risks": [{"risk-uuid": one} for one in about],
    }


def _of(duty: Part, risks: list[Subject]) -> list[Subject]:
    """The risk whose control brought an obligation."""
    return [one for one in risks if duty["on"] in {one.id, *(control["id"] for control in one.part["controls"])}]


def _loose(made: Oscal, duty: Part) -> Part:
    """An obligation that no risk brought: OSCAL has milestones on risks only, so it is the risk of not being met."""
    return {
        "uuid": made.uuid("risk", duty["id"]),
        "title": line(duty["id"]),
        "description": markup(duty["text"]),
        "statement": markup(f"The obligation of {duty['on']} may not be met: {duty['text']}"),
        "props": [prop("state", duty["state"])],
        "status": "open",
        "remediations": [remediation(made, duty)],
    }
