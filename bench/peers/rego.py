"""The job in Rego, for the two engines that read it."""

from __future__ import annotations

import json

from bench.job import CONDITIONS, Answer, Condition, FieldTest

RESULT = "bench.result"


def module() -> str:
    """The policy as one Rego module; its answer is the rule `result`."""
    joined = dict.fromkeys(one.join.fact for one in CONDITIONS if one.join)
    lines = ["package bench", "import rego.v1"]
    lines += [f"by_id_{fact} := {{one.id: one | some one in input.{fact}}}" for fact in joined]
    for condition in CONDITIONS:
        body = "; ".join(_body(condition))
        lines.append(f"n_{condition.id} := count([1 | some r in input.{condition.fact}; {body}])")
        lines.append(f"default ok_{condition.id} := false")
        lines.append(f"ok_{condition.id} if {_bounds(condition)}")
    counts = ", ".join(f'"{one.id}": n_{one.id}' for one in CONDITIONS)
    criteria = ", ".join(f'"{one.id}": ok_{one.id}' for one in CONDITIONS)
    lines += [
        f"counts := {{{counts}}}",
        f"criteria := {{{criteria}}}",
        "failed := {id | criteria[id] == false}",
        'default verdict := "no_go"',
        'verdict := "go" if count(failed) == 0',
        'result := {"verdict": verdict, "counts": counts, "failed": failed}',
    ]
    return "\n".join(lines)


def answer(result: dict[str, object]) -> Answer:
    """The answer from the value of `result`."""
    counts = result["counts"]
    assert isinstance(counts, dict)
    return Answer(str(result["verdict"]), tuple(counts[one.id] for one in CONDITIONS), result["failed"])


def _body(condition: Condition) -> list[str]:
    tests = [_test(f"r.{test.field}", test) for test in condition.tests]
    if condition.join:
        join = condition.join
        tests.append(_test(f"by_id_{join.fact}[r.{join.field}].{join.test.field}", join.test))
    return tests


def _test(value: str, test: FieldTest) -> str:
    match test.op:
        case "equals":
            return f"{value} == {json.dumps(test.value)}"
        case "one_of":
            return f"{value} in {{{', '.join(map(json.dumps, test.value))}}}"
        case "below":
            return f"{value} < {test.value}"


def _bounds(condition: Condition) -> str:
    if condition.at_most is None:
        return f"n_{condition.id} >= {condition.at_least}"
    return f"n_{condition.id} <= {condition.at_most}"
