"""GoRules' zen-engine, in Rust: one expression node counts, one more judges; with its trace, and without."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from bench.job import CONDITIONS, IDS, Answer, Condition, FieldTest


def engines() -> Mapping[str, Callable[[], Callable[[bytes], Answer]]]:
    return {"zen-engine": partial(_engine, trace=True), "zen-engine, no trace": partial(_engine, trace=False)}


def _engine(*, trace: bool) -> Callable[[bytes], Answer]:
    import msgspec
    import zen

    decision = zen.ZenEngine().create_decision(json.dumps(_graph()))
    options = {"trace": trace}
    read = msgspec.json.decode

    def decide(raw: bytes) -> Answer:
        said = decision.evaluate(read(raw), options)
        result = said["result"]
        return Answer(result["verdict"], tuple(result["n"][name] for name in IDS), said.get("trace", ()))

    return decide


def _graph() -> dict[str, Any]:
    counts = [_expression(f"n{one.id}", f"n.{one.id}", _count(one)) for one in CONDITIONS]
    judged = [_expression(f"k{one.id}", f"ok.{one.id}", _bounds(one)) for one in CONDITIONS]
    every = " and ".join(f"$.ok.{name}" for name in IDS)
    verdict = _expression("v", "verdict", f"({every}) ? 'go' : 'no_go'")
    return {
        "nodes": [
            _node("i", "inputNode"),
            {**_node("e", "expressionNode"), "content": {"expressions": [*counts, *judged, verdict]}},
            _node("o", "outputNode"),
        ],
        "edges": [_edge("1", "i", "e"), _edge("2", "e", "o")],
    }


def _node(name: str, kind: str) -> dict[str, Any]:
    return {"id": name, "type": kind, "name": name, "position": {"x": 0, "y": 0}}


def _edge(name: str, source: str, target: str) -> dict[str, Any]:
    return {"id": name, "sourceId": source, "targetId": target, "type": "edge"}


def _expression(name: str, key: str, value: str) -> dict[str, Any]:
    return {"id": name, "key": key, "value": value}


def _count(condition: Condition) -> str:
    tests = [_test(f"#.{test.field}", test) for test in condition.tests]
    if condition.join:
        # By position, for an outer `#` cannot be spoken of inside an inner one; ids are positions here.
        join = condition.join
        tests.append(_test(f"{join.fact}[#.{join.field}].{join.test.field}", join.test))
    return f"count({condition.fact}, {' and '.join(tests)})"


def _bounds(condition: Condition) -> str:
    if condition.at_most is None:
        return f"$.n.{condition.id} >= {condition.at_least}"
    return f"$.n.{condition.id} <= {condition.at_most}"


def _test(value: str, test: FieldTest) -> str:
    match test.op:
        case "equals":
            return f"{value} == {_literal(test.value)}"
        case "one_of":
            return f"{value} in [{', '.join(map(_literal, test.value))}]"
        case "below":
            return f"{value} < {test.value}"


def _literal(value: Any) -> str:
    return f"'{value}'" if isinstance(value, str) else json.dumps(value)
