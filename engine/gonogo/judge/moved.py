"""Which records count on one day and not on the other, or say something else: two looks at the evidence, fact by fact.

What is compared is the evidence as it counted, so a record that was received between the two days came, and one that
went stale went. Whom that concerns is looked up from the policy: the criteria, controls and so on that ask of the fact.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from gonogo.judge.admitted import Admitted, Group, LeftOut, Reason
from gonogo.judge.gaps import base_of, nested_leaves, operands_of
from gonogo.judge.judgement import Judgement
from gonogo.judge.occurrence import key_of
from gonogo.judge.subjects import conditions_of
from gonogo.judge.witness import key_text, selection_of, value_of
from gonogo.model.condition import Figure, Leaf, leaves
from gonogo.model.evidence import Record
from gonogo.model.noun import Noun
from gonogo.model.policy import FactType, Policy
from gonogo.model.value import Value
from gonogo.model.words import shown_value

Document = dict[str, Any]
SHOWN = 20  # changes of one fact that are listed; the rest are counted
WHY = {
    Reason.STALE: "past its last day",
    Reason.SUPERSEDED: "superseded",
    Reason.CORRECTED: "corrected",
    Reason.MALFORMED: "unreadable",
    Reason.INADEQUATE: "not as good as was asked",
}


class _Seen(Noun, frozen=True):
    """A record as it counted: what it says, on whose word, and where it stands: record `index` of a group."""

    record: Record
    group: Group
    index: int


def moved(before: Judgement, after: Judgement) -> list[Document]:
    """The facts whose records moved, in the later policy's order."""
    concerned = _concerned(after.policy)
    found = []
    for name, fact in after.policy.facts.items():
        one = before.facts.get(name)
        if one is None or name in after.policy.tables:
            continue
        other = after.facts[name]
        changes = list(_changes(_looked_at(one, fact), _looked_at(other, fact), (before, after, fact)))
        if not changes and (one.given, one.complete) == (other.given, other.complete):
            continue
        kinds = [kind for kind, _, _ in changes]
        found.append(
            {
                "fact": name,
                "title": fact.title,
                "concerns": list(concerned.get(name, ())),
                "given": {"before": one.given, "after": other.given},
                "complete": {"before": one.complete, "after": other.complete},
                "records": {"before": _count(one), "after": _count(other)},
                "came": kinds.count("came"),
                "went": kinds.count("went"),
                "changed": kinds.count("changed"),
                "changes": [_told(change, (before, after, fact)) for change in changes[:SHOWN]],
                "more": max(0, len(changes) - SHOWN),
            }
        )
    return found


def _count(admitted: Admitted) -> int:
    return sum(len(group.records) for group in admitted.groups)


def _looked_at(admitted: Admitted, fact: FactType) -> dict[object, _Seen]:
    """The records by their keys; one without a key is known by all that it says, and by how often that was said."""
    found: dict[object, _Seen] = {}
    times: Counter[object] = Counter()
    for group in admitted.groups:
        for index, record in enumerate(group.records):
            key: object = key_of(fact, record)
            if key is None:
                said = tuple(value_of(record, name) for name in fact.fields)
                key = (said, times[said])
                times[said] += 1
            found[key] = _Seen(record, group, index)
    return found


Looks = tuple[Judgement, Judgement, FactType]
Change = tuple[str, tuple[_Seen | None, _Seen | None], str | None]  # how, before and after, why it did not count


def _changes(before: Mapping[object, _Seen], after: Mapping[object, _Seen], looks: Looks) -> Iterator[Change]:
    """What went, what changed, what came; each in the order of its evidence."""
    one, other, fact = looks
    absent = [_left_out(side, fact) for side in (one, other)]
    for key, seen in before.items():
        if key not in after:
            yield "went", (seen, None), _why_absent(absent[1].get(key))
    for key, seen in before.items():
        if key in after and _says_otherwise(seen, after[key], fact):
            yield "changed", (seen, after[key]), None
    for key, seen in after.items():
        if key not in before:
            yield "came", (None, seen), _why_absent(absent[0].get(key))


def _left_out(judgement: Judgement, fact: FactType) -> dict[object, LeftOut]:
    left = judgement.facts[fact.id].left_out
    return {key_of(fact, one.origin.entry.records[one.origin.index]): one for one in left}


def _says_otherwise(one: _Seen, other: _Seen, fact: FactType) -> bool:
    if one.group.sources != other.group.sources:
        return True
    return any(value_of(one.record, name) != value_of(other.record, name) for name in fact.fields)


def _told(change: Change, looks: Looks) -> Document:
    kind, seen, why = change
    one, other = seen
    last = other or one
    assert last is not None
    fact, policy = looks[2], looks[1].policy
    origin = last.group.origin(last.index)[0]
    fields = []
    for name, field in fact.fields.items():
        values = [None if look is None else value_of(look.record, name) for look in seen]
        if values[0] != values[1] and name not in fact.key:
            shown = [_shown(value, fact, name, policy) for value in values]
            fields.append(
                {"field": name, "title": field.title or name.replace("_", " "), "before": shown[0], "after": shown[1]}
            )
    return {
        "change": kind,
        "key": key_text(looks[1], fact.id, last.record, last.index),
        "fields": fields,
        "sources": {
            "before": list(one.group.sources) if one else [],
            "after": list(other.group.sources) if other else [],
        },
        "why": why,
        "at": str(origin.entry.place(origin.index)),
    }


def _shown(value: Value | None, fact: FactType, name: str, policy: Policy) -> str | None:
    return None if value is None else shown_value(value, fact.fields[name].type, policy)


def _why_absent(one: LeftOut | None) -> str | None:
    """Why a record did not count on the day on which it is missing, where the evidence then held it."""
    if one is None:
        return None
    if one.reason is Reason.NOT_YET_RECEIVED:
        return one.detail
    return f"{WHY[one.reason]}, {one.detail}" if one.detail else WHY[one.reason]


# --- whom it concerns --------------------------------------------------------------------------------


def _concerned(policy: Policy) -> dict[str, dict[str, None]]:
    """For each fact, the ids of what asks of it."""
    found: dict[str, dict[str, None]] = {}
    for (layer, name), _, condition in conditions_of(policy):
        if layer != "obligation":
            for fact in (fact for leaf in leaves(condition) for fact in _facts(leaf)):
                found.setdefault(fact, {})[name] = None
    return found


def _facts(leaf: Leaf) -> Iterator[str]:
    """The facts that a condition asks of, its own first."""
    selection = selection_of(leaf)
    if selection is not None:
        yield selection.fact
    figures = [base.of for base in map(base_of, operands_of(leaf)) if isinstance(base, Figure)]
    for one in (*nested_leaves(leaf), *figures):
        yield from _facts(one)
