"""The fixed texts of a policy's handbook, in English, by key."""

from __future__ import annotations

from collections.abc import Mapping

HANDBOOK_WORDS: Mapping[str, str] = {
    "handbook.title": "Handbook: {policy}",
    "handbook.action": "For agreement",
    "handbook.running": "Handbook: {policy}, version {version}",
    "handbook.policy": "Policy",
    "handbook.version": "Version",
    "handbook.source": "Source",
    "handbook.digest": "Digest",
    "handbook.case": "given by the evidence, case by case",
    "handbook.about": "What is to be agreed",
    "handbook.about.intro": (
        "This is the whole policy: what must be shown before a go, how each verdict comes about, what evidence is "
        "wanted and from whom, and which decision follows. The {authority} is asked to agree to it. A change of any "
        "of it, or of a parameter, changes the digest above, and needs agreement again."
    ),
    "handbook.extends": "It extends the policy {policy}, and changes this in it:",
    "handbook.extends_nothing": "It extends the policy {policy}, and changes nothing in it.",
    "handbook.added": "added",
    "handbook.changed": "changed",
    "handbook.removed": "removed",
    "handbook.difference": "{how}: {what}",
    "handbook.how": "How verdicts come about",
    "handbook.how.1": "Each rule asks the evidence one question. The answer is yes, no, or cannot be told.",
    "handbook.how.2": (
        "A list counts as whole only where its source says so. From a list that is not said to be whole it can follow "
        "that there is something, and never that there is nothing."
    ),
    "handbook.how.3": (
        "A criterion is not met where a rule against it holds, whatever rules for it hold; and where each rule for it "
        "is answered with no."
    ),
    "handbook.how.4": (
        "It is met where a rule for it holds and every rule against it is answered with no. A rule that settles it "
        "does so even where rules against it cannot be answered; what could not be checked then stands as a caveat."
    ),
    "handbook.how.5": "In all other cases it cannot be told. That is not a yes.",
    "handbook.how.6": "A waiver by the {authority} sets a failure aside until its last day, that day included.",
    "handbook.how.7": (
        "A risk is accepted only where its controls are in place or planned and the condition for accepting it holds. "
        "No view of a body is not a yes."
    ),
    "handbook.how.8": "Of the rules that answer a question, the first that holds decides.",
    "handbook.roles": "Who is who",
    "handbook.criteria": "Criteria and their rules",
    "handbook.owner": "Owner: {owner}.",
    "handbook.evidence": "What evidence is wanted, and who owes it",
    "handbook.evidence.caption": "Kinds of fact",
    "handbook.field": "{name}: {type}",
    "handbook.field_optional": "{name}: {type}, or none",
    "handbook.type.role": "a role",
    "handbook.type.date": "a day",
    "handbook.type.instant": "a day and time",
    "handbook.type.boolean": "yes or no",
    "handbook.definitions": "What some words mean",
    "handbook.definition": "{title} ({name}): any “{fact}”.",
    "handbook.definition_where": "{title} ({name}): “{fact}”, {where}.",
    "handbook.table": "{title}: the rows that the {authority} has set",
    "handbook.parameters.none": "The policy has no parameters.",
    "handbook.risks": "Residual risks and their controls",
    "handbook.control": "{id} {title} ({owner}{kind})",
    "handbook.control_kind": ", {kind}",
    "handbook.obligation": "Brings an obligation: {text}",
    "handbook.obligation_due": "Brings an obligation: {text} Due: {due}.",
    "handbook.decisions": "Which decision follows",
    "handbook.recommends": "The {authority} is then asked ({outcome}):",
    "column.role": "Role",
    "column.name": "Name",
    "column.fact": "Fact",
    "column.key": "Known by",
    "column.fields": "Says",
    "column.owed_by": "Owed by",
}
