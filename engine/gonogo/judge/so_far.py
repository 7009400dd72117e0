"""What was given on a condition that cannot be told, and why it is not enough."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from gonogo.judge.adequacy import shortfalls
from gonogo.judge.admitted import LeftOut, Reason
from gonogo.judge.gaps import fields_read
from gonogo.judge.judgement import Judgement
from gonogo.judge.occurrence import given_sources
from gonogo.judge.witness import admitted_of, key_text, left_out_matches, witnesses
from gonogo.model.policy import Demand
from gonogo.model.records import UNSET, attribute

NAMED = 5  # how many records a sentence names; the rest are counted
SEEN = 1000  # how many records are looked at for what they lack


def given_so_far(judgement: Judgement, number: int, demand: Demand) -> tuple[str, ...]:
    """One clause for each reason, the gravest first."""
    admitted = admitted_of(judgement, number)
    if admitted is None or not admitted.given:
        return ("nothing was given",)
    fact = judgement.policy.facts[admitted.fact]
    found = [*_left_out(judgement, number, demand)]
    for name, keys in unknown_fields(judgement, number).items():
        title = fact.fields[name].title or name.replace("_", " ")
        found.append(f"{named(keys)}: {title} is not given")
    count = sum(len(group.records) for group in admitted.groups)
    if not found and not admitted.complete:
        told = "one was given" if count == 1 else f"{count} were given"
        why = list(admitted.why_incomplete[:NAMED]) or ["the list is not said to be complete"]
        found += [f"{told}, and {why[0]}", *why[1:]] if count else why
    if admitted.complete:
        found.append("the list is said to be complete, and holds none that is asked for")
    return tuple(dict.fromkeys(found))


def unknown_fields(judgement: Judgement, number: int) -> dict[str, tuple[str, ...]]:
    """The fields that a condition reads and that are not known of records which may count, with the records' keys."""
    admitted = admitted_of(judgement, number)
    if admitted is None:
        return {}
    fact = judgement.policy.facts[admitted.fact]
    found: dict[str, list[str]] = {}
    for one in islice(witnesses(judgement, number, 1), SEEN):
        for name in dict.fromkeys(fields_read(judgement.leaf(number))):
            declared = fact.fields.get(name)
            if declared is None:
                continue
            value = getattr(one.record, attribute(name))
            if value is UNSET or (value is None and not declared.optional):
                found.setdefault(name, []).append(one.key)
    return {name: tuple(keys) for name, keys in found.items()}


def _left_out(judgement: Judgement, number: int, demand: Demand) -> Iterator[str]:
    """Records that would have counted, had they been good enough, or in time."""
    groups: dict[str, list[str]] = {}
    for one in islice(left_out_matches(judgement, number), SEEN):
        entry, index = one.origin.entry, one.origin.index
        if one.reason in (Reason.SUPERSEDED, Reason.CORRECTED):
            continue
        key = key_text(judgement, entry.fact, entry.records[index], index)
        groups.setdefault(_why(judgement, one, demand), []).append(key)
    for why, keys in groups.items():
        yield f"{named(keys)}: {why}"


def _why(judgement: Judgement, one: LeftOut, demand: Demand) -> str:
    if one.reason is Reason.NOT_YET_RECEIVED:
        return f"{one.detail}, so not yet known on {judgement.as_of}"
    if one.reason is Reason.STALE:
        return f"{one.detail}, so past its last day"
    if one.reason is Reason.MALFORMED:
        return f"it cannot be read ({one.detail})"
    entry = one.origin.entry
    sources = given_sources(entry, entry.records[one.origin.index])
    reasons = [why for name in sources for why in _shortfalls(judgement, name, demand)]
    return "; ".join(dict.fromkeys(reasons)) or "no source is named for it"


def _shortfalls(judgement: Judgement, name: str, demand: Demand) -> Iterator[str]:
    source, title = judgement.evidence.sources[name], judgement.policy.role_title
    for short, _ in shortfalls(demand, source, judgement.policy, judgement.as_of):
        match short:
            case "basis":
                yield f"{source.basis} only"
            case "by":
                yield f"said by {title(source.by)}" if source.by else "not said by whom"
            case _:
                yield f"received on {source.received}" if source.received else "not said when received"


def named(keys: list[str] | tuple[str, ...]) -> str:
    """Some records by their keys; the rest counted."""
    more = len(keys) - NAMED
    if more > 0:
        return f"{', '.join(keys[:NAMED])} and {more} more"
    return keys[0] if len(keys) == 1 else f"{', '.join(keys[:-1])} and {keys[-1]}"
