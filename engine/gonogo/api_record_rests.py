"""What a decision rests on besides its policy: waivers that were granted, and what of it ends when."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from gonogo.api_record_files import Again, Gathered, decide_on
from gonogo.model.approval import Lapse, WaiverGranted

if TYPE_CHECKING:
    from gonogo.model.evidence import Waiver
    from gonogo.record.approve import Statement

Document = dict[str, Any]
GOING = ("go", "go_with_conditions")
MOST_DAYS = 12  # on which something ends, looked at


def unrecorded(again: Again, said: Mapping[int, Statement]) -> Iterator[str]:
    """Waivers that the evidence states, that set something aside, and that no entry of the ledger records."""
    recorded = [one.act for one in said.values() if isinstance(one.act, WaiverGranted)]
    for waiver, told in zip(again.evidence.waivers, again.document["waivers"], strict=True):
        if told["effect"] == "waived" and not any(_granted(waiver, act) for act in recorded):
            yield f"{waiver.id} of {waiver.criterion}"


def _granted(waiver: Waiver, act: WaiverGranted) -> bool:
    """Whether this very waiver was granted; in the evidence it may cover less, and never more."""
    mine = (act.id, act.criterion, act.rule, act.by.role, act.reason, act.on, act.starts, act.until)
    said = (
        waiver.id,
        waiver.criterion,
        waiver.rule,
        waiver.by,
        waiver.reason,
        waiver.date,
        waiver.starts,
        waiver.until,
    )
    return mine == said and set(waiver.covers) <= set(act.covers)


def lapses(gathered: Gathered, again: Again, gate: str) -> Iterator[Lapse]:
    """What the recommendation rests on and that ends: waivers, and the first day after which it would be worse."""
    document = again.document
    for waiver in document["waivers"]:
        if waiver["effect"] == "waived":
            what = f"the waiver {waiver['id']} of {waiver['criterion']} has ended"
            yield Lapse(what=what, until=date.fromisoformat(waiver["until"]))
    if outcome_of(document, gate) not in GOING:
        return
    for last in _last_days(again, document):
        later = decide_on(gathered.files, gathered.mains, last + timedelta(days=1)).document
        if outcome_of(later, gate) not in GOING:
            yield Lapse(what=worse(document, later, gate), until=last)
            return


def outcome_of(document: Document, gate: str) -> str | None:
    """What is recommended on one question."""
    return next((str(one["outcome"]) for one in document["decisions"] if one["id"] == gate), None)


def worse(before: Document, after: Document, gate: str) -> str:
    """In words, how a recommendation would be another on the same evidence."""
    moved = [
        f"{one['id']} would be {other['verdict']} and no longer {one['verdict']}"
        for one, other in zip(before["criteria"], after["criteria"], strict=True)
        if one["verdict"] != other["verdict"]
    ]
    because = f" ({'; '.join(moved[:5])})" if moved else ""
    said = [str(outcome_of(one, gate)).replace("_", " ") for one in (before, after)]
    return f"on the same evidence the recommendation would be {said[1]} and no longer {said[0]}{because}"


def _last_days(again: Again, document: Document) -> list[date]:
    evidence = again.evidence
    ends = {one.valid_until for one in evidence.sources.values()}
    ends |= {entry.valid_until for entries in evidence.entries.values() for entry in entries}
    ends |= {waiver.until for waiver in evidence.waivers}
    start = date.fromisoformat(document["as_of"])
    return sorted(day for day in ends if day is not None and day >= start)[:MOST_DAYS]
