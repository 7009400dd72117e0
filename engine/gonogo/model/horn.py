"""Positive rules over tokens, and what is logged when one fires: all that the inference engine ever sees.

A token says one thing that is known: `c7:t`, condition 7 holds; `c7:f`, it does not; `AC3=fail`, criterion AC3 fails.
What is unknown has no token. A token is nothing but its text: two tokens are one if they are spelt alike.
"""

from __future__ import annotations

from typing import NamedTuple


class HornRule(NamedTuple):
    """Once every token it needs is known, so is the token it derives. It asks nothing in the negative."""

    id: str
    needs: tuple[str, ...]
    derives: str


class Fired(NamedTuple):
    """A rule that fired, and the tokens that made it fire: those it needs, each once, as the rule lists them."""

    rule: str
    because_of: tuple[str, ...]
    derives: str
