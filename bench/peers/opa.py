"""Open Policy Agent's own engine, in Go, in this process.

Its wheel asks for a newer Python than it needs, so it is unpacked rather than installed: see bench/README.md.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from pathlib import Path

from bench.job import Answer
from bench.peers import rego

UNPACKED = Path(sys.prefix, "opa")


def engines() -> Mapping[str, Callable[[], Callable[[bytes], Answer]]]:
    return {"OPA (Go)": _engine}


def _engine() -> Callable[[bytes], Answer]:
    if UNPACKED.is_dir():
        sys.path.append(str(UNPACKED))
    try:
        from opa_bindings import engine as opa

        engine = opa.OpaEngine()
    except (OSError, AttributeError) as error:  # its library is not for this machine, or not as expected
        raise ImportError(str(error)) from error
    opa._encode_input = lambda raw: raw  # hands the JSON text straight to Go
    engine.add_policy("bench.rego", rego.module())

    def decide(raw: bytes) -> Answer:
        return rego.answer(engine.eval_document(rego.RESULT, raw))

    return decide
