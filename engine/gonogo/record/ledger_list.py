"""A ledger as a list: each entry with who did what, about what, and how it stands; and what ends before a day.

Whether the entries can be relied on is another question: see `ledger_check`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from gonogo.model.approval import Act, Correction, Decision, KeyRotated, ParameterChanged, RiskAccepted, WaiverGranted
from gonogo.model.diagnostic import LedgerError
from gonogo.model.noun import Noun
from gonogo.model.wire import plain
from gonogo.record.approve import statement_in
from gonogo.record.keys import PublicKey
from gonogo.record.ledger_entry import Entry
from gonogo.record.seal import unpacked

Document = dict[str, Any]
UNREADABLE = "unreadable"


class Wanted(Noun, frozen=True, kw_only=True):
    """Which entries are asked for; what is None does not matter."""

    policy: str | None = None
    body: str | None = None  # a role, by its name or title, or a person
    kind: str | None = None
    since: date | None = None
    about: str | None = None  # an id: of a criterion, a risk, a waiver, a parameter, a decision, a key …

    def takes(self, row: Mapping[str, Any]) -> bool:
        by = row.get("by") or {}
        names = {str(name).casefold() for name in by.values()}
        return (
            self.policy in (None, row.get("policy"))
            and (self.body is None or self.body.casefold() in names)
            and self.kind in (None, row["kind"])
            and (self.since is None or row.get("on", "") >= self.since.isoformat())
            and (self.about is None or self.about in row["about"])
        )


def rows(entries: Iterable[Entry]) -> list[Document]:
    """Every entry as a document, in the order of the ledger, with the entries that followed it."""
    found = [_row(entry) for entry in entries]
    by_number = {row["seq"]: row for row in found}
    for row in found:
        followed = by_number.get(row.get("act", {}).get("follows"))
        if followed is not None:
            followed["followed_by"].append(row["seq"])
    return found


def _row(entry: Entry) -> Document:
    line: Document = {"seq": entry.seq, "sha256": entry.sha256, "about": [], "followed_by": []}
    try:
        keys = [one["keyid"] for one in unpacked(entry.envelope)["signatures"]]
        said = statement_in(entry.envelope)
    except LedgerError as error:
        return {**line, "kind": UNREADABLE, "says": str(error)}
    act = plain(said.act)
    policy = act.get("policy") or {}
    return {
        **line,
        "kind": act["kind"],
        "on": act["on"],
        "recorded": said.recorded,
        "by": act.get("by"),
        "keys": keys,
        "policy": policy.get("id"),
        "about": _about(said.act),
        "subjects": dict(said.subjects),
        "act": act,
    }


def _about(act: Act) -> list[str]:
    """The ids of what an act is about."""
    match act:
        case Decision():
            return [act.recommended.gate, act.evidence.id, *(one.id for one in act.conditions)]
        case WaiverGranted():
            return [act.id, act.criterion, *([act.rule] if act.rule else [])]
        case RiskAccepted():
            return [act.risk]
        case Correction():
            return [act.fact, act.key, act.evidence.id]
        case ParameterChanged():
            return [act.parameter]
        case KeyRotated():
            return [act.old, act.new]
    return [act.policy.id]


def replaced(entries: Iterable[Entry]) -> dict[str, int]:
    """The keys in whose place another signs, each with the number of the entry that says so."""
    return {row["act"]["old"]: row["seq"] for row in map(_row, entries) if row["kind"] == "key_rotated"}


def signers(entries: Iterable[Entry], trusted: Mapping[str, PublicKey]) -> list[str]:
    """Whose keys signed, in the order of their first entries: trusted ones, and those that the ledger introduced."""
    found = [_row(entry) for entry in entries]
    introduced = {row["act"]["new"]: row["act"]["name"] for row in found if row["kind"] == "key_rotated"}
    names = introduced | {keyid: key.name for keyid, key in trusted.items()}
    keys = dict.fromkeys(keyid for row in found for keyid in row.get("keys", ()) if keyid in names)
    return [f"{names[keyid]} (key {keyid[:16]}…)" for keyid in keys]


def lapsing(found: Iterable[Mapping[str, Any]], before: date) -> list[Document]:
    """What an act of these rows rests on, or lets stand, that ends before a day: soonest first.

    What is due at an event (`before go-live`) and not on a day comes last. What a later act replaced stands there with
    the entry that did; conditions that were found met are left out.
    """
    listed = list(found)
    met = {(row["act"]["follows"], name) for row in listed for name in row.get("act", {}).get("met", ())}
    items = [
        {**item, "entry": row["seq"], "followed_by": row["followed_by"]}
        for row in listed
        for item in _ends(row)
        if (row["seq"], item.pop("condition", None)) not in met
    ]
    soon = [item for item in items if _ends_before(item["until"], before)]
    return sorted(soon, key=lambda item: (_day(item["until"]) or date.max, item["entry"]))


def _ends(row: Mapping[str, Any]) -> Iterable[Document]:
    """What of one entry comes to an end: what it is, on which day or at which event, and whose it is."""
    act = row.get("act", {})
    owner = act.get("owner") or (row.get("by") or {}).get("title")
    if "until" in act:
        yield {"what": row["kind"], "of": row["about"][0], "until": act["until"], "owner": owner}
    for day in act.get("to", ())[-1:] if row["kind"] == "decision" else ():
        yield {"what": "deferral", "of": act["recommended"]["question"], "until": day, "owner": owner}
    for one in act.get("lapses", ()):
        yield {"what": "basis", "of": one["what"], "until": one["until"], "owner": owner}
    for one in act.get("conditions", ()):
        due = one.get("due") or "no day is set"
        yield {
            "what": "condition",
            "of": f"{one['id']}: {one['text']}",
            "until": due,
            "owner": one.get("owner") or owner,
            "condition": one["id"],
        }


def _ends_before(until: str, day: date) -> bool:
    """The last day counts: what lasts until a day still holds on it."""
    last = _day(until)
    return last is None or last < day


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if len(text) == len("2026-11-26") else None
    except ValueError:
        return None
