"""Why, and why not: what was decided, down to the conditions, the records and their sources, as one document."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from gonogo.judge.explain_least import least
from gonogo.judge.explain_subjects import Subject, roster, told_subject
from gonogo.judge.heading import heading
from gonogo.judge.judgement import Judgement
from gonogo.judge.minimal import Again
from gonogo.judge.obligations import outcome
from gonogo.model.policy import Control, Criterion, Gate, Policy

Document = dict[str, Any]
Part = dict[str, Any]


def names(policy: Policy) -> dict[str, str]:
    """Every id that can be asked for, and the id of the subject that it belongs to."""
    found: dict[str, str] = {}
    for subject in roster(policy):
        found[subject.id] = subject.id
        one = subject.one
        if isinstance(one, Criterion | Control | Gate):
            found |= {rule.id: subject.id for rule in one.rules}
    return found


def explanation(judgement: Judgement, engine: str, ids: Sequence[str] = (), again: Again | None = None) -> Document:
    """The explanation of what is asked for, in the policy's order; of everything, where nothing is named.

    `again` decides on other evidence under the same policy and day: with it, a least reason is looked for.
    """
    policy = judgement.policy
    subjects = list(_asked_for(judgement, ids, again))
    gate = policy.gates[0] if policy.gates else None
    return {
        **heading(judgement, engine, "gonogo/explanation/1"),
        "outcome": None if gate is None else outcome(judgement, gate),
        "asked": list(ids),
        "subjects": subjects,
        "sources": list(_sources(judgement, subjects)),
    }


def _asked_for(judgement: Judgement, ids: Sequence[str], again: Again | None) -> Iterator[Part]:
    known = names(judgement.policy)
    wanted = set(ids)
    for subject in roster(judgement.policy):
        rules = {name for name in wanted if known.get(name) == subject.id and name != subject.id}
        if not wanted or subject.id in wanted:
            reason = None if again is None else least(judgement, again, subject)
            yield with_sentence({**told_subject(judgement, subject), "minimal_reason": reason})
        elif rules:
            yield from _rules(judgement, subject, rules)


def _rules(judgement: Judgement, subject: Subject, wanted: set[str]) -> Iterator[Part]:
    """Single rules, each under the number that it has in its subject."""
    whole = told_subject(judgement, subject)
    for rule in whole["rules"]:
        if rule["id"] in wanted:
            own = {
                "number": rule["number"],
                "id": rule["id"],
                "kind": "rule",
                "of": subject.id,
                "of_kind": whole["kind"],
                "of_status": whole["status"],
                "of_title": whole["title"],
                "title": rule["title"] or whole["title"],
                "text": None,
                "status": rule["truth"],
                "rule": rule["id"],
                "because": rule["because"] or rule["difference"] or rule["unknown_because"] or rule["text"],
                "remedy": None,
                "at": rule["at"],
                "rules": [rule],
                "caveats": whole["caveats"] if rule["decided"] else [],
                "missing": [one for one in whole["missing"] if one["rule"] == rule["id"]],
                "waivers": [],
                "obligations": [],
            }
            yield with_sentence({**whole, **own})


def with_sentence(part: Part) -> Part:
    """The subject, with what it came to and why in one sentence."""
    said = part["because"] or "no rule for it is in force"
    missing = part["missing"][:1] if part["status"] in ("unknown", "undecided") else []
    also = "".join(f"; missing: {one['what']}" for one in missing)
    more = f" and {len(part['missing']) - 1} more" if missing and len(part["missing"]) > 1 else ""
    return {**part, "sentence": f"{said.rstrip('.')}{also}{more}"}


def _sources(judgement: Judgement, subjects: Sequence[Part]) -> Iterator[Part]:
    """The sources that the explanation speaks of, in the order of the evidence."""
    used = {name for subject in subjects for rule in subject["rules"] for name in _used(rule["conditions"])}
    used |= {waiver["source"] for subject in subjects for waiver in subject["waivers"]}
    for source in judgement.evidence.sources.values():
        if source.id in used:
            yield {
                "id": source.id,
                "title": source.title,
                "by": source.by,
                "by_title": None if source.by is None else judgement.policy.role_title(source.by),
                "date": None if source.date is None else source.date.isoformat(),
                "received": None if source.received is None else source.received.isoformat(),
                "basis": source.basis,
                "limits": source.limits,
                "valid_until": None if source.valid_until is None else source.valid_until.isoformat(),
                "at": str(source.at),
            }


def _used(conditions: Sequence[Part]) -> Iterator[str]:
    for condition in conditions:
        for record in (*condition["witnesses"], *condition["near"], *condition["left_out"]):
            yield from record["sources"]
            yield from _used(record.get("conditions", ()))
