"""The other engines, one module each: the same job, from JSON text to verdict, counts and what fired where it can tell.

Each module has `engines()`: makers of engines by name. A maker imports the peer; ImportError means that it is not here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from bench.job import Answer
from bench.peers import business_rules, by_hand, cel, clips, durable_raw, opa, regorus, zen

Engine = Callable[[bytes], Answer]

MAKERS: Mapping[str, Callable[[], Engine]] = {
    name: make
    for module in (regorus, zen, clips, durable_raw, business_rules, cel, opa, by_hand)
    for name, make in module.engines().items()
}
