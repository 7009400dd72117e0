"""What a pack says of its case: what is decided this time, and what the body really decided, where that is published.

The values of a case are those of the parameters that a policy leaves to it. What was published is no evidence: it is
kept beside the decision, for whoever compares the two.
"""

from __future__ import annotations

from datetime import date

from gonogo.model.diagnostic import Code
from gonogo.model.evidence import Published, Review
from gonogo.model.policy import Outcome
from gonogo.model.value import Value
from gonogo.read.evidence_reading import DAY, EvidenceReading
from gonogo.read.subjects import STATUSES
from gonogo.read.tree import Mapping, Node, Scalar


def read_case(node: Node | None, reading: EvidenceReading) -> dict[str, Value]:
    """`case:`: the values of the parameters that say `case: true`; one that is left out or empty is unknown."""
    if not isinstance(node, Mapping):
        return {}
    found: dict[str, Value] = {}
    of_case = {name: one for name, one in reading.policy.parameters.items() if one.case}
    for key, inner in node.items():
        if key in of_case:
            value = reading.value(inner, of_case[str(key)].type)
            if value is not None:
                found[str(key)] = value
        else:
            _refuse(key, list(of_case), reading)
    return found


def _refuse(key: Scalar, of_case: list[str], reading: EvidenceReading) -> None:
    declared = reading.policy.parameters.get(str(key))
    if declared is None:
        reading.unknown(Code.NOT_OF_THE_CASE, key, f"the policy leaves no `{key}` to the case", of_case)
        return
    says = f"the policy does not leave `{key}` to the case: it sets the value itself"
    remedy = f"take it out; or let the policy say `case: true` under `{key}`"
    see = ((f"`{key}` is declared here", declared.at),)
    reading.unknown(Code.NOT_OF_THE_CASE, key, says, of_case, remedy=remedy, see=see)


def read_published(node: Node | None, reading: EvidenceReading) -> Published | None:
    """`published:`: what the body decided, and what a later review found."""
    if not isinstance(node, Mapping):
        return None
    outcome = reading.text(node, "outcome")
    if "to" in node and outcome != Outcome.DEFER:
        says = "`to` says until when it was deferred, and the outcome is another"
        reading.refuse(Code.NOT_DEFERRED, node.written("to"), says, "no `to`, or `outcome: defer`")
    return Published(
        outcome=outcome,
        to=_days(node.get("to"), reading),
        statuses=_statuses(node.get("statuses"), reading),
        by=reading.text(node, "by"),
        date=reading.text(node, "date"),
        ground=reading.text(node, "ground"),
        source=reading.text(node, "source") or "",
        reliability=reading.text(node, "reliability") or "",
        review=_review(node.get("review"), reading),
    )


def _days(node: Node | None, reading: EvidenceReading) -> tuple[date, ...]:
    if isinstance(node, Mapping):
        days = [reading.day(node, "from"), reading.day(node, "until")]
        first, last = days
        if first is not None and last is not None and last < first:
            says = "the last day is before the first"
            reading.refuse(Code.NOT_DEFERRED, node["until"], says, f"{first.isoformat()} or a later day")
    else:
        value = reading.value(node, DAY)
        days = [value if isinstance(value, date) else None]
    return tuple(day for day in days if day is not None)


def _statuses(node: Node | None, reading: EvidenceReading) -> dict[str, str]:
    if not isinstance(node, Mapping):
        return {}
    possible = {name: STATUSES[layer] for layer, ids in reading.names(node.at).ids.items() for name in ids}
    found: dict[str, str] = {}
    for key, inner in node.items():
        if key not in possible:
            reading.unknown(Code.NO_SUCH_SUBJECT, key, f"nothing in the policy is called `{key}`", possible)
        elif inner not in possible[str(key)]:
            says = f"`{key}` is never `{inner}`"
            reading.unknown(Code.NO_SUCH_SUBJECT, inner, says, possible[str(key)])
        else:
            found[str(key)] = str(inner)
    return found


def _review(node: Node | None, reading: EvidenceReading) -> Review | None:
    if not isinstance(node, Mapping):
        return None
    return Review(
        outcome=reading.text(node, "outcome"),
        by=reading.text(node, "by") or "",
        date=reading.text(node, "date"),
        finding=reading.text(node, "finding") or "",
        source=reading.text(node, "source") or "",
        reliability=reading.text(node, "reliability") or "",
    )
