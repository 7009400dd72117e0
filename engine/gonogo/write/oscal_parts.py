"""What both OSCAL exports are made of: ids, texts, metadata, observations and risks.

OSCAL is NIST's language for assessments; the models are those of release 1.2. Ids are derived from the decision, so
the same decision gives the same bytes. OSCAL takes descriptions for Markdown: what Markdown would act on is escaped.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, NamedTuple
from uuid import UUID, uuid5

from gonogo.write.subjects import Part, Subject

RELEASE = "1.2.1"
SPACE = "urn:gonogo"  # of our own properties
ROOT = UUID("6f1c5f0e-5f0b-5d6e-9a51-2f3b6c0a7e11")
METHODS = {"stated": "INTERVIEW", "documented": "EXAMINE", "validated": "TEST"}
RISK_STATUS = {
    "closed": "closed",
    "accepted": "deviation-approved",
    "accepted_with_conditions": "deviation-approved",
    "unknown": "investigating",
}
ACTS = re.compile(r"[\\*`\[\]]")


class Oscal(NamedTuple):
    """A decision on its way to OSCAL: the document, and the name space of its ids."""

    document: Part
    root: UUID

    def uuid(self, *name: str) -> str:
        """The id of a part."""
        return str(uuid5(self.root, "\n".join(name)))

    @property
    def day(self) -> str:
        """The day of the decision as OSCAL wants it."""
        return moment(self.document["as_of"])


def oscal(document: Part) -> Oscal:
    """A decision, with ids that are its own."""
    of = (document["policy"]["sha256"], document["evidence"]["sha256"], document["as_of"], document["engine"])
    return Oscal(document, uuid5(ROOT, "\n".join(of)))


def moment(day: str) -> str:
    """A day as an instant: its beginning, in UTC."""
    return f"{day}T00:00:00Z"


def markup(text: str) -> str:
    """Text that Markdown takes for text."""
    plain = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return ACTS.sub(lambda found: "\\" + found[0], plain).strip() or "-"


def line(text: str) -> str:
    """Text for a title or a property: one line, never empty."""
    return " ".join(text.split()) or "-"


def prop(name: str, value: str) -> Part:
    """A property of ours."""
    return {"name": name, "ns": SPACE, "value": line(value)}


def filled(part: Part) -> Part:
    """Without what is empty: OSCAL has no empty lists."""
    return {name: value for name, value in part.items() if value not in (None, [], {})}


def metadata(made: Oscal, title: str) -> Part:
    """The head of a document: whose decision it is about, and on which day."""
    policy = made.document["policy"]
    authority = made.uuid("party", policy["authority"])
    return {
        "title": line(f"{title}: {policy['title'] or policy['id']}"),
        "last-modified": made.day,
        "version": line(policy["version"] or made.document["as_of"]),
        "oscal-version": RELEASE,
        "props": [prop("outcome", made.document["outcome"]), prop("engine", f"gonogo {made.document['engine']}")],
        "roles": [{"id": "authority", "title": "the body that decides"}],
        "parties": [{"uuid": authority, "type": "organization", "name": line(policy["authority_title"])}],
        "responsible-parties": [{"role-id": "authority", "party-uuids": [authority]}],
    }


def resources(made: Oscal) -> list[Part]:
    """The policy, the evidence and its sources, with the digests of the first two."""
    document = made.document
    found = [_digested(made, kind, document[kind]) for kind in ("policy", "evidence")]
    for source in document["sources"]:
        props = [prop("basis", source["basis"]), prop("by", source["by_title"] or source["by"] or "nobody named")]
        described = {"uuid": made.uuid("source", source["id"]), "title": line(source["title"] or source["id"])}
        found.append(
            described | {"props": props} | ({"description": markup(source["limits"])} if source["limits"] else {})
        )
    return found


def _digested(made: Oscal, kind: str, part: Part) -> Part:
    link = {"href": f"urn:gonogo:{kind}:{part['id']}", "hashes": [{"algorithm": "SHA-256", "value": part["sha256"]}]}
    return {"uuid": made.uuid(kind), "title": line(f"{kind} {part['id']}: {part['title'] or ''}"), "rlinks": [link]}


def observations(made: Oscal, everything: Iterable[Subject]) -> list[Part]:
    """The records that findings rest on, each once: from which source, collected when, on what basis."""
    seen = {_name(one): one for subject in everything for one in subject.witnesses}
    sources = {source["id"]: source for source in made.document["sources"]}
    return [_observation(made, name, one, sources.get(one["source"])) for name, one in seen.items()]


def related(made: Oscal, one: Subject) -> list[Part]:
    """Which observations a finding rests on."""
    return [{"observation-uuid": made.uuid("observation", *_name(seen))} for seen in one.witnesses]


def _name(seen: Part) -> tuple[str, ...]:
    return (str(seen["fact"]), str(seen["key"]), str(seen["at"]))


def _observation(made: Oscal, name: tuple[str, ...], seen: Part, source: Part | None) -> Part:
    evidence: Part = {"description": markup(f"{seen['fact']} {seen['key']}, at {seen['at']}")}
    if source is not None:
        evidence["href"] = f"#{made.uuid('source', source['id'])}"
    return filled(
        {
            "uuid": made.uuid("observation", *name),
            "title": line(f"{seen['fact']} {seen['key']}"),
            "description": markup(f"{seen['fact']} {seen['key']}"),
            "methods": [METHODS.get(source["basis"], "UNKNOWN") if source else "UNKNOWN"],
            "relevant-evidence": [evidence],
            "collected": moment(source["date"]) if source and source["date"] else made.day,
            "expires": moment(source["valid_until"]) if source and source["valid_until"] else None,
        }
    )


def risk(made: Oscal, one: Subject) -> Part:
    """A residual risk with its controls, and what is still to be done for them."""
    controls: list[Part] = one.part["controls"]
    factors = [
        {
            "uuid": made.uuid("control", control["id"]),
            "description": markup(f"{control['title'] or control['id']}: {control['because']}"),
            "props": [prop("control", control["id"]), prop("state", control["state"])],
        }
        for control in controls
    ]
    owed = {control["id"] for control in controls} | {one.id}
    duties = [duty for duty in made.document["obligations"] if duty["on"] in owed]
    return filled(
        {
            "uuid": made.uuid("risk", one.id),
            "title": line(one.title or one.id),
            "description": markup(one.because),
            "statement": markup(one.text or one.title or one.id),
            "props": [prop("risk", one.id), prop("state", one.status)],
            "status": RISK_STATUS.get(one.status, "open"),
            "mitigating-factors": factors,
            "remediations": [remediation(made, duty) for duty in duties],
            "related-observations": related(made, one),
        }
    )


def remediation(made: Oscal, duty: Part) -> Part:
    """An obligation as a planned response, with its due day as a milestone."""
    task: dict[str, Any] = {"uuid": made.uuid("task", duty["id"]), "type": "milestone", "title": line(duty["text"])}
    due = duty["due"]
    if due and re.fullmatch(r"\d{4}-\d\d-\d\d", due):
        task["timing"] = {"on-date": {"date": moment(due)}}
    elif due:
        task["remarks"] = markup(f"due: {due}")
    return {
        "uuid": made.uuid("obligation", duty["id"]),
        "lifecycle": "completed" if duty["state"] == "met" else "planned",
        "title": line(duty["id"]),
        "description": markup(duty["text"]),
        "props": [prop("state", duty["state"]), prop("owner", duty["owner_title"] or duty["owner"] or "nobody named")],
        "tasks": [task],
    }
