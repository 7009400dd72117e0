"""business-rules only compares; the counting is host code, here one plain loop a fact."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from bench.job import CONDITIONS, IDS, Answer, Condition


def engines() -> Mapping[str, Callable[[], Callable[[bytes], Answer]]]:
    return {"business-rules": _engine}


def _engine() -> Callable[[bytes], Answer]:
    import msgspec
    from business_rules.actions import BaseActions, rule_action
    from business_rules.engine import run_all
    from business_rules.fields import FIELD_TEXT
    from business_rules.variables import BaseVariables, numeric_rule_variable

    class Actions(BaseActions):  # type: ignore[misc] - the package has no types
        def __init__(self) -> None:
            self.failed: list[str] = []

        @rule_action(params={"condition": FIELD_TEXT})  # type: ignore[untyped-decorator] - the same
        def fail(self, condition: str) -> None:
            self.failed.append(condition)

    def variable(position: int) -> Any:
        def read_count(self: Any) -> int:
            return int(self.counts[position])

        read_count.__name__ = f"n_{IDS[position]}"
        return numeric_rule_variable(read_count)

    def remember(self: Any, counts: tuple[int, ...]) -> None:
        self.counts = counts

    readers = {f"n_{name}": variable(position) for position, name in enumerate(IDS)}
    variables = type("Variables", (BaseVariables,), {"__init__": remember, **readers})
    rules = [_rule(condition) for condition in CONDITIONS]
    read = msgspec.json.decode

    def decide(raw: bytes) -> Answer:
        counts = counted(read(raw))
        actions = Actions()
        run_all(rules, variables(counts), actions, stop_on_first_trigger=False)
        return Answer("no_go" if actions.failed else "go", counts, tuple(actions.failed))

    return decide


def _rule(condition: Condition) -> dict[str, Any]:
    operator, value = ("greater_than", condition.at_most)
    if condition.at_most is None:
        operator, value = "less_than", condition.at_least
    test = {"name": f"n_{condition.id}", "operator": operator, "value": value}
    action = {"name": "fail", "params": {"condition": condition.id}}
    return {"conditions": {"all": [test]}, "actions": [action]}


def counted(pack: Any) -> tuple[int, ...]:
    """The ten counts, as a programmer would write them by hand; what is not given counts as not so."""
    t1 = sum([1 for one in pack["test_phase"] if one["executed_pct"] is not None and one["executed_pct"] < 95])
    c2 = c4 = 0
    for one in pack["change"]:
        if one["deployed"] and one["tested"] is False:
            c2 += 1
        if one["late"]:
            c4 += 1
    e1 = sum([1 for one in pack["environment_difference"] if _matters(one)])
    f1 = sum([1 for one in pack["confirmation"] if one["about"] == "regulatory" and one["given"]])
    return (*_defects(pack), t1, c2, c4, e1, f1)


def _defects(pack: Any) -> tuple[int, ...]:
    kinds = {one["id"]: one["kind"] for one in pack["test_phase"]}
    d1 = d2 = d3 = d5 = d9 = 0
    for one in pack["defect"]:
        status = one["status"]
        if status == "open":
            severity = one["severity"]
            if severity == 1:
                d1 += 1
            elif severity == 2:
                if one["workaround"] is False:
                    d2 += 1
            elif severity == 3:
                d3 += 1
            if kinds.get(one["phase_id"]) == "regression":
                d9 += 1
        elif status == "deferred":
            if one["severity"] == 3:
                d3 += 1
            if one["fix_planned"] is False:
                d5 += 1
    return d1, d2, d3, d5, d9


def _matters(one: Any) -> bool:
    return one["impact"] in ("high", "medium") and one["accepted"] is False and one["resolved"] is False
