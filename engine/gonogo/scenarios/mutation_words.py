"""What trying mutants found, for people: the changes that no scenario notices, and how to notice them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

Document = dict[str, Any]


def mutation_text(document: Document) -> str:
    """The whole report, the survivors in full."""
    lines: list[str] = []
    for policy in document["policies"]:
        lines += [*_policy(policy), ""]
    return "\n".join(lines)


def _policy(policy: Document) -> Iterator[str]:
    counted = policy["mutants"] - policy["equivalent"]
    yield f"{policy['id']}: {_number(counted, 'change')} tried on {_number(policy['scenarios'], 'scenario')}"
    yield f"  noticed {policy['killed']} of {counted}: {percent(policy['score'])}"
    for survivor in policy["survivors"]:
        yield ""
        yield f"{survivor['at']}: no scenario notices if {survivor['words']}"
        yield f"  ({survivor['id']})"
        if survivor["draft"] is not None:
            yield f"  This one would; it goes well with {survivor['beside']}:"
            yield ""
            yield survivor["draft"]
        elif survivor["sought"]:
            yield "  No evidence was found on which it would make a difference; perhaps there is none."
    if policy["undrafted"]:
        yield ""
        yield f"{_number(policy['undrafted'], 'more change')} got no draft: see to these first, then ask again."
    if policy["equivalent"]:
        counts = "is" if policy["equivalent"] == 1 else "are"
        yield ""
        yield f"{_number(policy['equivalent'], 'further change')} would make no difference, and {counts} not counted:"
        yield from (f"  {one['at']}  {one['words']}" for one in policy["equivalents"])


def percent(score: float) -> str:
    """Rounded down, so that 100 % is all of it."""
    return f"{int(score * 1000) / 10:g} %"


def _number(count: int, one: str) -> str:
    return f"{count} {one}{'' if count == 1 else 's'}"
