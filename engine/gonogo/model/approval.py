"""What a body can put on record, as nouns: decisions, agreement to a policy, waivers, accepted risks, corrections.

Each is an *act*: somebody in a role, a named person, said something on a day. `model.wire.plain` gives its JSON
(schemas/approval.schema.json), which is what is signed; what was not said is left out of it. Numbers are small whole
ones, everything else is text: what is signed must be the same for every reader.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Any, TypeAlias

from gonogo.model.noun import Noun

Day: TypeAlias = date


class Answer(StrEnum):
    """What a body answers to a recommendation."""

    AGREED = "agreed"
    AGREED_WITH_CONDITIONS = "agreed_with_conditions"
    DEFERRED = "deferred"
    REJECTED = "rejected"
    NOTED = "noted"


POSITIVE = (Answer.AGREED, Answer.AGREED_WITH_CONDITIONS)


class Signatory(Noun, frozen=True, kw_only=True):
    """In which role of the policy, and who. `title` is what the policy calls the role."""

    role: str
    title: str
    person: str


class PolicyMark(Noun, frozen=True, kw_only=True, omit_defaults=True):
    """Which policy, by its digest. `file`: the name of its main file in a bundle, from the project's root."""

    id: str
    title: str
    version: str
    sha256: str
    file: str | None = None


class EvidenceMark(Noun, frozen=True, kw_only=True, omit_defaults=True):
    """Which evidence, by its digest. `file` as for a policy; `beside`: the other files of its folder."""

    id: str
    title: str | None = None
    as_of: Day
    sha256: str
    file: str | None = None
    beside: tuple[str, ...] = ()


class Recommendation(Noun, frozen=True, kw_only=True, omit_defaults=True):
    """What the engine said. `sha256`: of the decision in its canonical form (RFC 8785), as a report prints it."""

    engine: str
    gate: str
    question: str
    outcome: str
    rule: str | None = None
    because: str
    to: str | None = None
    sha256: str


class Votes(Noun, frozen=True, kw_only=True, omit_defaults=True, rename={"in_favour": "for"}):
    """How it was voted. `names`: who voted how, where that was recorded."""

    in_favour: int
    against: int
    abstained: int
    names: dict[str, str] | None = None


class Proviso(Noun, frozen=True, kw_only=True, omit_defaults=True):
    """A condition under which a body agreed. `due` is a day (ISO) or words such as `before go-live`.

    `owner` is how people call who owns it, `role` the policy's role, where it is one. `recommended`: it is one of the
    obligations that the recommendation brought with it.
    """

    id: str
    text: str
    owner: str | None = None
    role: str | None = None
    recommended: bool = False
    due: str | None = None


class Attachment(Noun, frozen=True, kw_only=True):
    """A file that belongs to an act. `name` is the one that it has in a bundle, below `report/`."""

    name: str
    sha256: str
    bytes: int


class Lapse(Noun, frozen=True, kw_only=True):
    """Something that an act rests on and that ends: `what`, in words, and the last day on which it holds."""

    what: str
    until: Day


class Setting(Noun, frozen=True, kw_only=True):
    """A parameter and the value with which a policy was agreed, as text."""

    name: str
    value: str


class Decision(Noun, frozen=True, kw_only=True, omit_defaults=True, tag_field="kind", tag="decision"):
    """A body's answer to a recommendation.

    `differs`: why the body decided other than the engine recommended. `to`: the day, or the first and the last, to
    which it is deferred. `policy_agreed`: the ledger's entry by which the authority had agreed to this very policy;
    none: it had not, which is always said. `capacity`: why a role other than the authority decides (the condition that
    it owns). `met`: conditions of the entry that it follows that were found met. `unrecorded`: waivers that the
    evidence states and no entry of the ledger records. `lapses`: what it rests on that ends.
    """

    by: Signatory
    on: Day
    answer: Answer
    policy: PolicyMark
    evidence: EvidenceMark
    as_of: Day
    recommended: Recommendation
    policy_agreed: int | None
    capacity: str | None = None
    to: tuple[Day, ...] = ()
    votes: Votes | None = None
    consensus: bool = False
    conditions: tuple[Proviso, ...] = ()
    differs: str | None = None
    reason: str | None = None
    follows: int | None = None
    met: tuple[str, ...] = ()
    unrecorded: tuple[str, ...] = ()
    lapses: tuple[Lapse, ...] = ()
    attachments: tuple[Attachment, ...] = ()


def same_question(one: Decision, other: Decision) -> bool:
    """Whether two decisions answer the same question on the same evidence, as it was or corrected since."""
    return (one.policy.id, one.evidence.id, one.recommended.gate) == (
        other.policy.id,
        other.evidence.id,
        other.recommended.gate,
    )


class PolicyAgreed(Noun, frozen=True, kw_only=True, omit_defaults=True, tag_field="kind", tag="policy_agreed"):
    """The authority agreed to a policy. `rest`: the digest of the policy without its parameters' values."""

    by: Signatory
    on: Day
    policy: PolicyMark
    parameters: tuple[Setting, ...] = ()
    rest: str | None = None
    until: Day | None = None
    votes: Votes | None = None
    consensus: bool = False
    reason: str | None = None
    follows: int | None = None
    attachments: tuple[Attachment, ...] = ()


class ParameterChanged(
    Noun,
    frozen=True,
    kw_only=True,
    omit_defaults=True,
    tag_field="kind",
    tag="parameter_changed",
    rename={"before": "from", "after": "to"},
):
    """The authority agreed to another value of a parameter, and to nothing else in the policy.

    `policy` is the policy with the new value; `follows`, the entry that agreed to it with the old one.
    """

    by: Signatory
    on: Day
    policy: PolicyMark
    parameter: str
    before: str
    after: str
    reason: str
    follows: int
    rest: str
    parameters: tuple[Setting, ...] = ()
    until: Day | None = None
    votes: Votes | None = None
    consensus: bool = False
    attachments: tuple[Attachment, ...] = ()


class WaiverGranted(
    Noun,
    frozen=True,
    kw_only=True,
    omit_defaults=True,
    tag_field="kind",
    tag="waiver",
    rename={"starts": "from"},
):
    """The authority sets a failure of a criterion aside until a day, that day included.

    `entry` is the waiver as it must stand in the evidence, so that a later reader can hold the two together.
    """

    by: Signatory
    on: Day
    policy: PolicyMark
    id: str
    criterion: str
    rule: str | None = None
    covers: tuple[str, ...] = ("fail",)
    starts: Day | None = None
    until: Day
    owner: str
    reason: str
    entry: dict[str, Any]
    votes: Votes | None = None
    consensus: bool = False
    follows: int | None = None
    attachments: tuple[Attachment, ...] = ()


class RiskAccepted(
    Noun, frozen=True, kw_only=True, omit_defaults=True, tag_field="kind", tag="risk_accepted", rename={"given": "with"}
):
    """The authority accepts a residual risk until a day, that day included. `given`: what it asks for in return."""

    by: Signatory
    on: Day
    policy: PolicyMark
    risk: str
    given: str | None = None
    until: Day
    owner: str
    reason: str
    entry: dict[str, Any]
    votes: Votes | None = None
    consensus: bool = False
    follows: int | None = None
    attachments: tuple[Attachment, ...] = ()


class Correction(
    Noun,
    frozen=True,
    kw_only=True,
    omit_defaults=True,
    tag_field="kind",
    tag="correction",
    rename={"before": "from", "after": "to"},
):
    """One value of one record of the evidence was wrong: which, what it said, and what is right."""

    by: Signatory
    on: Day
    policy: PolicyMark
    evidence: EvidenceMark
    fact: str
    key: str
    field: str
    before: str
    after: str
    owner: str
    reason: str
    until: Day | None = None
    entry: dict[str, Any]
    follows: int | None = None
    attachments: tuple[Attachment, ...] = ()


class KeyRotated(Noun, frozen=True, kw_only=True, omit_defaults=True, tag_field="kind", tag="key_rotated"):
    """From here on another key signs; signed with the old one. `reason`: why."""

    on: Day
    old: str  # key ids: SHA-256 of the public key
    new: str
    public_key: str  # the new one, PEM
    name: str
    reason: str | None = None


Act: TypeAlias = Decision | PolicyAgreed | ParameterChanged | WaiverGranted | RiskAccepted | Correction | KeyRotated
