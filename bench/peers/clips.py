"""CLIPS, through clipspy: every record is a fact, and a rule fires for each record that a condition counts."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

from bench.job import CONDITIONS, FACTS, IDS, Answer, Condition, FieldTest, answer, fields_read


def engines() -> Mapping[str, Callable[[], Callable[[bytes], Answer]]]:
    return {"clipspy": _engine}


def _engine() -> Callable[[bytes], Answer]:
    import clips
    import msgspec

    environment = clips.Environment()
    for fact in FACTS:
        environment.build(f"(deftemplate {fact} {' '.join(f'(slot {name})' for name in fields_read(fact))})")
    hits: dict[str, list[int]] = {}

    def hit(condition: Any, record: int) -> bool:
        hits.setdefault(str(condition), []).append(record)
        return True

    environment.define_function(hit, "hit")
    for condition in CONDITIONS:
        environment.build(f"(defrule {condition.id}-hit {_pattern(condition)} => (hit {condition.id} ?id))")
    templates = [(fact, environment.find_template(fact), fields_read(fact)) for fact in FACTS]
    symbols = {True: clips.Symbol("TRUE"), False: clips.Symbol("FALSE"), None: clips.Symbol("nil")}
    read = msgspec.json.decode

    def slot(value: Any) -> Any:
        return symbols[value] if value is None or isinstance(value, bool) else value

    def decide(raw: bytes) -> Answer:
        pack = read(raw)
        environment.reset()
        hits.clear()
        for fact, template, names in templates:
            for record in pack[fact]:
                template.assert_fact(**{name: slot(record[name]) for name in names})
        environment.run()
        found = answer([len(hits.get(name, ())) for name in IDS])
        return found._replace(firings=dict(hits))

    return decide


def _pattern(condition: Condition) -> str:
    slots = "".join(f" ({test.field} {_constraint(test)})" for test in condition.tests)
    if condition.join is None:
        return f"({condition.fact} (id ?id){slots})"
    join = condition.join
    other = f"({join.fact} (id ?other) ({join.test.field} {_constraint(join.test)}))"
    return f"({condition.fact} (id ?id){slots} ({join.field} ?other)) {other}"


def _constraint(test: FieldTest) -> str:
    match test.op:
        case "equals":
            return _literal(test.value)
        case "one_of":
            return "|".join(map(_literal, test.value))
        case "below":
            return f"?{test.field}&:(< ?{test.field} {test.value})"


def _literal(value: Any) -> str:
    return str(value).upper() if isinstance(value, bool) else json.dumps(value)
