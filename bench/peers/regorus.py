"""Regorus, Microsoft's Rego interpreter in Rust: it takes the JSON text itself."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from bench.job import Answer
from bench.peers import rego


def engines() -> Mapping[str, Callable[[], Callable[[bytes], Answer]]]:
    return {"regorus": _engine}


def _engine() -> Callable[[bytes], Answer]:
    import regorus

    engine = regorus.Engine()
    engine.add_policy("bench.rego", rego.module())

    def decide(raw: bytes) -> Answer:
        engine.set_input_json(raw.decode())
        return rego.answer(engine.eval_rule(f"data.{rego.RESULT}"))

    return decide
