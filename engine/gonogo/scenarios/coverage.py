"""What a set of scenarios has seen of the policies that it decides under, and what it has not.

Whoever plays the scenarios calls `observe` with each judgement. What comes out is a document
(schemas/coverage.schema.json), from which the text and the page are made.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from gonogo import __version__, api_coverage
from gonogo.model.condition import Layer
from gonogo.model.location import Location, SourceFile
from gonogo.model.policy import Policy
from gonogo.model.spots import Sight
from gonogo.scenarios.coverage_plan import Item, Key, Mark, Titled, groups, items

Document = dict[str, Any]

# How the figures are told apart: the name of a figure, and the kinds of item that count for it.
FIGURES = {
    "rules": ("rule",),
    "conditions": ("condition", "nested"),
    "boundaries": ("boundary",),
    "statuses": ("status",),
    "outcomes": ("outcome",),
}
BITS = {"false": 1, "unknown": 2, "true": 4}


class Coverage:
    """Adds up what decisions have seen. Scenarios may decide under several policies; each is told for itself.

    `as_written` gives a policy as it stands in its files: scenarios may override its parameters.
    """

    def __init__(self, as_written: Callable[[Policy], Policy] = api_coverage.as_written) -> None:
        self._as_written = as_written
        self._plans: dict[tuple[str, str], _Plan] = {}
        self._shared = _Shared()

    def observe(self, judgement: Any) -> None:
        """One decision, however a scenario came to it."""
        self._plan(judgement.policy).observe(judgement)

    def _plan(self, policy: Policy) -> _Plan:
        key = (policy.id, policy.sha256)
        if key not in self._plans:
            self._plans[key] = _Plan(self._as_written(policy), self._shared)
        return self._plans[key]

    @property
    def sources(self) -> tuple[SourceFile, ...]:
        """The files of the policies, for the page that shows them."""
        return tuple(dict.fromkeys(file for plan in self._plans.values() for file in plan.policy.files))

    def document(self) -> Document:
        policies = [plan.document() for plan in self._plans.values()]
        return {
            "schema": "gonogo/coverage/1",
            "engine": __version__,
            **_figure(policies),
            "policies": policies,
        }


def reaches(document: Document, percent: Decimal) -> bool:
    """Whether so many of a hundred were seen, without any rounding. Where there is nothing to see, nothing was."""
    to_see = int(document["to_see"])
    return to_see > 0 and int(document["seen"]) * 100 >= percent * to_see


class _Shared:
    """What stands in a file that several policies extend was seen if it was seen under any of them.

    Risks and decisions are put together from parts that may differ, so each policy has its own.
    """

    def __init__(self) -> None:
        self._missing: dict[tuple[Key, Location, tuple[Mark, ...]], set[str]] = {}
        self._values: dict[Key, dict[str, None]] = {}

    def missing(self, item: Item) -> set[str]:
        """What is still to be seen of an item."""
        marks = {mark.mark for mark in item.marks}
        if item.kind in ("status", "outcome") and item.group[0] in (Layer.RISK, Layer.DECISION):
            return marks
        return self._missing.setdefault((item.key, item.at, item.marks), marks)

    def values(self, key: Key) -> dict[str, None]:
        return self._values.setdefault(key, {})


class _Plan:
    """What there is to see of one policy, and what was seen."""

    def __init__(self, policy: Policy, shared: _Shared) -> None:
        self.policy = policy
        self.decisions = 0
        self._items = items(policy)
        self._watch = api_coverage.watch(policy)
        self._missing = {one.key: shared.missing(one) for one in self._items}
        self._values = {one.key: shared.values(one.key) for one in self._items}

    def observe(self, judgement: Any) -> None:
        self.decisions += 1
        sight: Sight = self._watch.sight(judgement, lambda spots: not any(map(self._missing.get, spots)))
        for place, truths in sight.truths.items():
            self._saw(place, [truth for truth, bit in BITS.items() if truths & bit])
        for place, sides in sight.sides.items():
            self._saw(place, sides)
        for (layer, name), status in sight.statuses.items():
            self._saw(("status", layer, name), [status])
        for gate, rule in sight.deciding.items():
            self._saw(("outcome", gate, rule), [sight.statuses[Layer.DECISION.value, gate]])
        for place, values in sight.values.items():
            self._values[place].update(dict.fromkeys(values))

    def _saw(self, key: Key, marks: Sequence[str] | frozenset[str]) -> None:
        missing = self._missing.get(key)
        if missing:
            missing.difference_update(marks)

    # --- the document ----------------------------------------------------------------------------

    def document(self) -> Document:
        policy = self.policy
        told = [(item, self._item(item)) for item in self._items]
        return {
            "id": policy.id,
            "title": policy.title,
            "version": policy.version,
            "sha256": policy.sha256,
            "files": [file.path for file in policy.files],
            "decisions": self.decisions,
            **_figure([one for _, one in told]),
            "figures": {
                name: _figure([one for item, one in told if item.kind in kinds]) for name, kinds in FIGURES.items()
            },
            "groups": [
                _group(titled, [one for item, one in told if item.group == titled.group]) for titled in groups(policy)
            ],
        }

    def _item(self, item: Item) -> Document:
        missing = self._missing[item.key]
        gaps = [mark for mark in item.marks if mark.mark in missing]
        return {
            "kind": item.kind,
            "id": item.id,
            "text": item.text,
            **_place(item.at),
            "seen": len(item.marks) - len(gaps),
            "to_see": len(item.marks),
            "marks": [{"mark": one.mark, "short": one.short, "seen": one.mark not in missing} for one in item.marks],
            "values": list(self._values[item.key])[:MOST_VALUES],
            "gap": _gap(item, gaps, held=bool(self._values[item.key])) if gaps else None,
        }


MOST_VALUES = 8
THAT = " that"


def _group(titled: Titled, told: Sequence[Document]) -> Document:
    kind, name = titled.group
    return {"kind": kind, "id": name, "title": titled.title, **_place(titled.at), **_figure(told), "items": list(told)}


def _place(at: Location) -> Document:
    return {"file": at.file.path, "line": at.line, "column": at.column, "width": at.width}


def _figure(told: Sequence[Mapping[str, Any]]) -> Document:
    """How much was seen. The share is rounded down: 100.0 means everything."""
    seen, to_see = (sum(one[name] for one in told) for name in ("seen", "to_see"))
    thousandths = seen * 1000 // to_see if to_see else 1000
    return {"seen": seen, "to_see": to_see, "percent": f"{thousandths // 10}.{thousandths % 10}"}


def _gap(item: Item, missing: Sequence[Mark], *, held: bool) -> str:
    """What no scenario does, as a sentence that says what one would have to do. `held`: a value was held against it."""
    if not held and item.kind == "boundary" and len(missing) == len(item.marks) and item.start.endswith(THAT):
        return f"{item.start.removesuffix(THAT)}, so nothing is held against this test: {item.text}"
    words = [mark.words for mark in missing]
    listed = words[0] if len(words) == 1 else f"{', '.join(words[:-1])} or {words[-1]}"
    about = f": {item.text}" if item.kind in ("condition", "nested") else ""
    return f"{item.start} {listed}{about}"
