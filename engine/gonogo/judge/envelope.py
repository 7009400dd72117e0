"""Compiles positive rules to rulesets of durable-rules that stay where the engine is known to be right.

Beyond some sizes it crashes, never returns, or leaves out firings without a word. A rule that is too long is split
into parts that fire before any rule proper; what is too much for one ruleset becomes several. Neither shows in the
log. What cannot be split is refused here, before the engine sees it. `infer` runs what this module compiles.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from math import isqrt
from typing import NamedTuple

from gonogo.model.diagnostic import InternalError
from gonogo.model.horn import Fired, HornRule
from gonogo.model.noun import Noun

MOST_CONDITIONS = 12  # in a rule: the engine fails in the middle of a session when a 17th fact matches
MOST_USES = 250  # of one token in a ruleset: with 256 the engine reads beyond its list
MOST_RULES = 4000  # in a ruleset: the engine refuses the 4,097th
MOST_VALUES = 256  # of one property below one node: with 512 the engine never returns; `_keys` stays below it


class Step(NamedTuple):
    """A rule as the engine runs it, with tokens by number."""

    needs: tuple[int, ...]
    derives: int | None  # None: a token that no rule needs
    fired: Fired | None  # None: a part of a rule that was split, and not to be logged


class Ruleset(Noun, frozen=True, kw_only=True):
    """One ruleset, and the exact words in which its engine will speak of it. Facts are written without their braces."""

    definition: str
    sentinel: str
    sentinel_fires: str
    facts: Mapping[int, str]
    steps: Mapping[str, Step]  # by the text with which the engine says that the rule fires, and because of which facts


class Plan(Noun, frozen=True):
    """The rulesets in the order in which they are served, and the number of each token that some rule needs."""

    numbers: Mapping[str, int]
    rulesets: tuple[Ruleset, ...]


def compiled(rules: Sequence[HornRule]) -> Plan:
    """The rules, ready for the engine. Their order is the order in which the engine prefers them."""
    fireable = _checked(rules)
    numbers = {
        token: number
        for number, token in enumerate(dict.fromkeys(token for fired in fireable for token in fired.because_of))
    }
    steps = _steps(fireable, numbers)
    return Plan(numbers, tuple(_ruleset(chunk) for chunk in _chunks(steps)))


def _checked(rules: Sequence[HornRule]) -> list[Fired]:
    ids: set[str] = set()
    for rule in rules:
        if not rule.needs:
            raise InternalError(f"rule `{rule.id}` needs nothing, so it could never fire")
        if rule.id in ids:
            raise InternalError(f"two rules are called `{rule.id}`")
        ids.add(rule.id)
    return [Fired(rule.id, tuple(dict.fromkeys(rule.needs)), rule.derives) for rule in rules]


# --- splitting -----------------------------------------------------------------------------------


def _steps(fireable: Sequence[Fired], numbers: Mapping[str, int]) -> list[Step]:
    """Parts come first, so that a rule is activated in the very step in which the last token it needs is known."""
    parts: dict[tuple[int, ...], int] = {}  # what a part needs -> the number of the token it derives
    rules = []
    for fired in fireable:
        needs = tuple(numbers[token] for token in fired.because_of)
        while len(needs) > MOST_CONDITIONS:
            needs = tuple(_part(group, parts, len(numbers)) for group in _groups(needs))
        rules.append(Step(needs, numbers.get(fired.derives), fired))
    return [*(Step(needs, derives, None) for needs, derives in parts.items()), *rules]


def _groups(needs: tuple[int, ...]) -> Iterator[tuple[int, ...]]:
    for start in range(0, len(needs), MOST_CONDITIONS):
        yield needs[start : start + MOST_CONDITIONS]


def _part(group: tuple[int, ...], parts: dict[tuple[int, ...], int], first: int) -> int:
    """The token that stands for a group of tokens; rules that need the same group share it."""
    return group[0] if len(group) == 1 else parts.setdefault(group, first + len(parts))


def _chunks(steps: Sequence[Step]) -> Iterator[list[Step]]:
    chunk: list[Step] = []
    uses: dict[int, int] = {}
    for step in steps:
        if len(chunk) == MOST_RULES or any(uses.get(token, 0) == MOST_USES for token in step.needs):
            yield chunk
            chunk, uses = [], {}
        chunk.append(step)
        for token in step.needs:
            uses[token] = uses.get(token, 0) + 1
    if chunk:
        yield chunk


# --- writing -------------------------------------------------------------------------------------


class _Key(NamedTuple):
    """How a token is written: a fact with an id, a bucket `b` and a key `k`, all of them text.

    The name is an ordinal. The engine tells ids apart by a hash of 32 bits alone, and no ordinals in reach share one.
    """

    bucket: int
    name: str

    @property
    def fact(self) -> str:
        return f'"id":"{self.name}","b":"{self.bucket}","k":"{self.name}"'

    @property
    def condition(self) -> str:
        return f'{{"$and":[{{"b":"{self.bucket}"}},{{"k":"{self.name}"}}]}}'


def _ruleset(steps: Sequence[Step]) -> Ruleset:
    tokens = list(dict.fromkeys(token for step in steps for token in step.needs))
    sentinel, *others = _keys(len(tokens) + 1)
    key_of = dict(zip(tokens, others, strict=True))
    rules = [[sentinel], *([key_of[token] for token in step.needs] for step in steps)]
    return Ruleset(
        definition="{" + ",".join(_definition(number, keys) for number, keys in enumerate(rules)) + "}",
        sentinel=sentinel.fact,
        sentinel_fires=_fires(0, rules[0]),
        facts={token: key.fact for token, key in key_of.items()},
        steps={_fires(number, keys): step for number, (keys, step) in enumerate(zip(rules[1:], steps, strict=True), 1)},
    )


def _keys(count: int) -> list[_Key]:
    """As many buckets as names in each, since the engine compares a fact with one after the other."""
    size = isqrt(count - 1) + 1
    return [_Key(place // size, str(place)) for place in range(count)]


def _definition(number: int, keys: Sequence[_Key]) -> str:
    conditions = ",".join(f'{{"c{alias}":{key.condition}}}' for alias, key in enumerate(keys))
    return f'"r{number}":{{"all":[{conditions}]}}'


def _fires(number: int, keys: Sequence[_Key]) -> str:
    facts = ",".join(f'"c{alias}":{{{key.fact}}}' for alias, key in enumerate(keys))
    return f'{{"r{number}":{{{facts}}}}}'
