"""A change as it stands in the document: what would be otherwise, where it stands now, and whose it would be to do."""

from __future__ import annotations

from typing import Any

from gonogo.judge.change_kinds import (
    AddRecord,
    BetterSource,
    By,
    Change,
    CompleteList,
    GiveList,
    GiveWaiver,
    SetField,
)
from gonogo.judge.change_words import change_words
from gonogo.judge.judgement import Judgement
from gonogo.model.value import shown

KINDS = {
    AddRecord: "record",
    BetterSource: "source",
    CompleteList: "complete",
    GiveList: "list",
    GiveWaiver: "waiver",
}


def change_part(change: Change, judgement: Judgement) -> dict[str, Any]:
    """One change. What does not belong to its kind is null, or an empty list."""
    policy = judgement.policy
    part: dict[str, Any] = {
        "kind": ("field" if change.known else "known") if isinstance(change, SetField) else KINDS[type(change)],
        "text": change_words(change, policy),
        "fact": getattr(change, "fact", None),
        **dict.fromkeys(("key", "field", "from", "to", "criterion", "rule", "by", "by_title", "basis", "at")),
        "records": [],
    }
    entries = judgement.evidence.entries
    match change:
        case SetField(fact=fact, key=key, field=field, before=before, known=known, value=value, spots=spots):
            entry, index = spots[0]
            part |= {"key": key, "field": field, "to": _value(value), "at": str(entries[fact][entry].place(index))}
            part["from"] = _value(before) if known else None
        case AddRecord(told=told, by=by):
            part |= {"records": [_told(told)], **_by(by, judgement)}
        case GiveList(records=records, by=by):
            part |= {"records": [_told(one) for one in records], **_by(by, judgement)}
        case CompleteList(fact=fact, by=by):
            part |= {"at": str(entries[fact][0].at), **_by(by, judgement)}
        case BetterSource(fact=fact, entry=entry, by=by):
            part |= {"at": str(entries[fact][entry].at), **_by(by, judgement)}
        case _:
            part |= {"criterion": change.criterion, "rule": change.rule, "by": change.by}
            part["by_title"] = policy.role_title(change.by)
    return part


def _by(by: By, judgement: Judgement) -> dict[str, Any]:
    title = None if by.role is None else judgement.policy.role_title(by.role)
    return {"by": by.role, "by_title": title, "basis": by.basis}


def _told(told: tuple[tuple[str, Any], ...]) -> dict[str, str]:
    return {name: _value(value) for name, value in told}


def _value(value: Any) -> str:
    return shown(value)
