"""All seeds of a form."""

from __future__ import annotations

from functools import cache
from importlib import import_module

from tests.fuzz.seed import Seed


@cache
def seeds_of(form: str) -> tuple[Seed, ...]:
    found: tuple[Seed, ...] = tuple(import_module(f"tests.fuzz.seeds_{form}").seeds())
    assert len({one.name for one in found}) == len(found), "two seeds of one name"
    return found
