"""durable-rules fed with the records themselves, as its documentation does: a rule fires for each that counts."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import reduce
from operator import and_, or_
from typing import Any

from bench.job import CONDITIONS, FACTS, IDS, Answer, Condition, FieldTest, answer, fields_read


def engines() -> Mapping[str, Callable[[], Callable[[bytes], Answer]]]:
    return {"durable-rules, raw": _engine}


def _engine() -> Callable[[bytes], Answer]:
    import msgspec
    from durable import engine, lang

    engine.Host._run = lambda host: None  # no threads: one of them can free a session that is still in use
    hits: dict[str, int] = {}
    with lang.ruleset("bench"):
        for condition in CONDITIONS:
            _rule(lang, condition, _counter(condition.id, hits))
        lang.when_all(lang.m.fact == "begin")(lambda c: None)
    lang.get_host()
    wanted = [(fact, fields_read(fact)[1:]) for fact in FACTS]
    read = msgspec.json.decode
    decisions = 0

    def put(record: dict[str, Any]) -> None:
        try:
            lang.assert_fact("bench", record)
        except engine.MessageNotHandledException:
            return  # no rule speaks of it

    def decide(raw: bytes) -> Answer:
        nonlocal decisions
        pack = read(raw)
        hits.clear()
        decisions += 1
        session = str(decisions)
        put({"sid": session, "fact": "begin"})  # a session in which no rule fired cannot be deleted safely
        for fact, names in wanted:
            for record in pack[fact]:
                given = {name: record[name] for name in names if record[name] is not None}
                put({**given, "sid": session, "fact": fact, "number": record["id"]})
        lang.delete_state("bench", session)
        return answer([hits.get(name, 0) for name in IDS])

    return decide


def _counter(name: str, hits: dict[str, int]) -> Callable[[Any], None]:
    def hit(c: Any) -> None:
        hits[name] = hits.get(name, 0) + 1

    return hit


def _rule(lang: Any, condition: Condition, hit: Callable[[Any], None]) -> None:
    tests = [lang.m.fact == condition.fact, *(_test(lang.m, test) for test in condition.tests)]
    first = reduce(and_, tests)
    if condition.join is None:
        lang.when_all(first)(hit)
        return
    join = condition.join
    same = lang.m.number == getattr(lang.c.first, join.field)
    second = (lang.m.fact == join.fact) & same & _test(lang.m, join.test)
    lang.when_all(lang.c.first << first, lang.c.second << second)(hit)


def _test(message: Any, test: FieldTest) -> Any:
    value = getattr(message, test.field)
    match test.op:
        case "equals":
            return value == test.value
        case "one_of":
            return reduce(or_, [value == one for one in test.value])
        case "below":
            return value < test.value
