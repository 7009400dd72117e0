"""Common Expression Language in Rust (common-expression-language): one expression a condition, judged by the host."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping

from bench.job import CONDITIONS, Answer, Condition, FieldTest, answer


def engines() -> Mapping[str, Callable[[], Callable[[bytes], Answer]]]:
    return {"CEL (Rust)": _engine}


def _engine() -> Callable[[bytes], Answer]:
    import cel
    import msgspec

    programs = [cel.compile(_count(condition)) for condition in CONDITIONS]
    read = msgspec.json.decode

    def decide(raw: bytes) -> Answer:
        context = cel.Context(variables=read(raw))
        return answer([program.execute(context) for program in programs])

    return decide


def _count(condition: Condition) -> str:
    tests = [_test(f"r.{test.field}", test) for test in condition.tests]
    if condition.join:
        join = condition.join
        tests.append(f"{join.fact}.exists(o, o.id == r.{join.field} && {_test(f'o.{join.test.field}', join.test)})")
    return f"size({condition.fact}.filter(r, {' && '.join(tests)}))"


def _test(value: str, test: FieldTest) -> str:
    match test.op:
        case "equals":
            return f"{value} == {json.dumps(test.value)}"
        case "one_of":
            return f"{value} in [{', '.join(map(json.dumps, test.value))}]"
        case "below":
            return f"{value} < {test.value}"
