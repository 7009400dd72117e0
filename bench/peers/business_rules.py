"""business-rules only compares; each of its variables counts in the host, in Python written for that one condition."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from bench.job import CONDITIONS, IDS, Answer, Condition


def engines() -> Mapping[str, Callable[[], Callable[[bytes], Answer]]]:
    return {"business-rules": _engine}


def _engine() -> Callable[[bytes], Answer]:
    import msgspec
    from business_rules.engine import run_all

    variables, actions = _variables(), _actions()
    rules = [_rule(condition) for condition in CONDITIONS]
    read = msgspec.json.decode

    def decide(raw: bytes) -> Answer:
        counted, found = variables(read(raw)), actions()
        run_all(rules, counted, found, stop_on_first_trigger=False)
        counts = tuple(counted.counts[name] for name in IDS)
        return Answer("no_go" if found.failed else "go", counts, tuple(found.failed))

    return decide


def _actions() -> Any:
    from business_rules.actions import BaseActions, rule_action
    from business_rules.fields import FIELD_TEXT

    def begin(self: Any) -> None:
        self.failed = []

    def fail(self: Any, condition: str) -> None:
        self.failed.append(condition)

    action = rule_action(params={"condition": FIELD_TEXT})(fail)
    return type("Actions", (BaseActions,), {"__init__": begin, "fail": action})


def _variables() -> Any:
    from business_rules.variables import BaseVariables, numeric_rule_variable

    def begin(self: Any, pack: Any) -> None:
        self.pack = pack
        self.counts = {}

    def variable(name: str) -> Any:
        count = COUNTS[name]

        def read_count(self: Any) -> int:
            self.counts[name] = found = count(self.pack)
            return found

        read_count.__name__ = f"n_{name}"
        return numeric_rule_variable(read_count)

    readers = {f"n_{name}": variable(name) for name in IDS}
    return type("Variables", (BaseVariables,), {"__init__": begin, **readers})


def _rule(condition: Condition) -> dict[str, Any]:
    operator, value = ("greater_than", condition.at_most)
    if condition.at_most is None:
        operator, value = "less_than", condition.at_least
    test = {"name": f"n_{condition.id}", "operator": operator, "value": value}
    action = {"name": "fail", "params": {"condition": condition.id}}
    return {"conditions": {"all": [test]}, "actions": [action]}


# --- the variables, as one would write them for business-rules; what is not given counts as not so ---


def _d1(pack: Any) -> int:
    return sum(1 for one in pack["defect"] if one["severity"] == 1 and one["status"] == "open")


def _d2(pack: Any) -> int:
    defects = pack["defect"]
    return sum(1 for one in defects if one["severity"] == 2 and one["status"] == "open" and one["workaround"] is False)


def _d3(pack: Any) -> int:
    return sum(1 for one in pack["defect"] if one["severity"] == 3 and one["status"] in ("open", "deferred"))


def _d5(pack: Any) -> int:
    return sum(1 for one in pack["defect"] if one["status"] == "deferred" and one["fix_planned"] is False)


def _d9(pack: Any) -> int:
    regression = {one["id"] for one in pack["test_phase"] if one["kind"] == "regression"}
    return sum(1 for one in pack["defect"] if one["status"] == "open" and one["phase_id"] in regression)


def _t1(pack: Any) -> int:
    return sum(1 for one in pack["test_phase"] if one["executed_pct"] is not None and one["executed_pct"] < 95)


def _c2(pack: Any) -> int:
    return sum(1 for one in pack["change"] if one["deployed"] and one["tested"] is False)


def _c4(pack: Any) -> int:
    return sum(1 for one in pack["change"] if one["late"])


def _e1(pack: Any) -> int:
    found = (one for one in pack["environment_difference"] if one["impact"] in ("high", "medium"))
    return sum(1 for one in found if one["accepted"] is False and one["resolved"] is False)


def _f1(pack: Any) -> int:
    return sum(1 for one in pack["confirmation"] if one["about"] == "regulatory" and one["given"])


COUNTS: Mapping[str, Callable[[Any], int]] = dict(
    zip(IDS, (_d1, _d2, _d3, _d5, _d9, _t1, _c2, _c4, _e1, _f1), strict=True)
)
