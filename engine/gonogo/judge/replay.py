"""The naive interpreter: what fires, and in which order, found by going through the rules again and again.

It shares nothing with the engine and its door. Every inference is replayed, and counts only if both logs are one.
"""

from __future__ import annotations

from collections.abc import Sequence

from gonogo.model.horn import Fired, HornRule


class Replay:
    """What `Session` promises, by the plainest means: at each step, the first rule fires that can and has not."""

    def __init__(self, rules: Sequence[HornRule]) -> None:
        self._rules = rules
        self.restart()
        self._first_place: dict[str, int] = {}  # token -> the first rule that needs it; none before it can be affected
        for place in reversed(range(len(rules))):
            self._first_place.update(dict.fromkeys(rules[place].needs, place))

    def restart(self) -> None:
        """Forgets all tokens and firings."""
        self._waiting: list[HornRule | None] = list(self._rules)
        self._known: set[str] = set()

    def add(self, tokens: Sequence[str]) -> list[Fired]:
        """Takes in a batch of tokens, and gives what fires until nothing more can, in order."""
        new = set(tokens) - self._known
        self._known |= new
        place = min((self._first_place.get(token, len(self._waiting)) for token in new), default=len(self._waiting))
        log = []
        while place < len(self._waiting):
            rule = self._waiting[place]
            place += 1
            if rule is not None and self._known.issuperset(rule.needs):
                log.append(Fired(rule.id, tuple(dict.fromkeys(rule.needs)), rule.derives))
                self._waiting[place - 1] = None
                if rule.derives not in self._known:
                    self._known.add(rule.derives)
                    place = min(place, self._first_place.get(rule.derives, place))
        return log
