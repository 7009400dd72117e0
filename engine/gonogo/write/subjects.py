"""What a decision speaks of, in one shape: criteria, risks, controls, decisions; for exports that list them alike."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

Part = dict[str, Any]

MET = frozenset({"pass", "waived", "not_applicable", "accepted", "closed", "in_place", "ended", "go"})
WITH_CONDITIONS = frozenset({"accepted_with_conditions", "planned", "go_with_conditions"})
CANNOT_TELL = frozenset({"unknown", "undecided"})


class Subject(NamedTuple):
    """A criterion, risk, control or decision, with what it came to and why. `part`: where it stands in the document."""

    kind: str
    id: str
    title: str
    text: str | None
    owner: str | None
    status: str
    rule: str | None
    because: str
    part: Part

    @property
    def caveats(self) -> tuple[str, ...]:
        """What its evidence falls short of."""
        return tuple(self.part.get("caveats", ()))

    @property
    def missing(self) -> tuple[Part, ...]:
        """What would have to be known, and from whom."""
        return tuple(self.part["missing"])

    @property
    def witnesses(self) -> tuple[Part, ...]:
        """The records that what it came to rests on, each once."""
        seen = {(one["fact"], one["key"], one["at"]): one for each in self._conditions for one in each["witnesses"]}
        return tuple(seen.values())

    @property
    def _conditions(self) -> list[Part]:
        fired = {self.rule, *self.part.get("rules", ())} if self.kind == "criterion" else {self.rule}
        conditions: list[Part] = self.part.get("conditions", [])
        return [one for one in conditions if one["rule"] in fired]


def subjects(document: Part) -> Iterator[Subject]:
    """All of a decision document: the decisions, the criteria, then each risk with its controls after it."""
    for gate in document["decisions"]:
        yield _subject("decision", gate, gate["question"], gate["outcome"])
    for criterion in document["criteria"]:
        yield _subject("criterion", criterion, criterion["title"], criterion["verdict"])
    for risk in document["risks"]:
        yield _subject("risk", risk, risk["title"], risk["state"])
        for control in risk["controls"]:
            yield _subject("control", control, control["title"], control["state"])


def _subject(kind: str, part: Part, title: str, status: str) -> Subject:
    owner = part.get("owner_title") or part.get("owner")
    return Subject(kind, part["id"], title, part.get("text"), owner, status, part["rule"], part["because"], part)


def asked(missing: Part) -> str:
    """What is missing, and who owes it."""
    owes = missing.get("owed_by_title") or missing.get("owed_by")
    return f"{missing['what']}; owed by {owes}" if owes else str(missing["what"])
