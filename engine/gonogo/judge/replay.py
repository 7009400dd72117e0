"""The naive interpreter: what fires, and in which order, found by going through the rules again and again.

It shares nothing with the engine and its door. Every inference is replayed, and counts only if both logs are one.
"""

from __future__ import annotations

from collections.abc import Sequence

from gonogo.model.horn import Fired, HornRule


class Replay:
    """What `Session` promises, by the plainest means: at each step, the first rule fires that can and has not."""

    def __init__(self, rules: Sequence[HornRule]) -> None:
        self._fired = [Fired(rule.id, tuple(dict.fromkeys(rule.needs)), rule.derives) for rule in rules]
        self._first_place: dict[str, int] = {}  # token -> the first rule that needs it; none before it can be affected
        for place in reversed(range(len(rules))):
            self._first_place.update(dict.fromkeys(rules[place].needs, place))
        self.restart()

    def restart(self) -> None:
        """Forgets all tokens and firings."""
        self._waiting: list[Fired | None] = list(self._fired)
        self._known: set[str] = set()

    def add(self, tokens: Sequence[str]) -> list[Fired]:
        """Takes in a batch of tokens, and gives what fires until nothing more can, in order."""
        log: list[Fired] = []
        place = self._learn(tokens)
        while place is not None:
            place = self._pass(place, log)
        return log

    def _learn(self, tokens: Sequence[str]) -> int | None:
        """The place of the first rule that needs a token which was not known."""
        needed, known = self._first_place, self._known
        new = [token for token in tokens if token in needed and token not in known]
        known.update(new)
        return min(map(needed.__getitem__, new), default=None)

    def _pass(self, first: int, log: list[Fired]) -> int | None:
        """Fires what can from one place on; where a new token may let an earlier rule fire, gives that rule's place."""
        waiting, needed, are_known = self._waiting, self._first_place, self._known.issuperset
        for place in range(first, len(waiting)):
            rule = waiting[place]
            if rule is not None and are_known(rule.because_of):
                log.append(rule)
                waiting[place] = None
                if rule.derives in needed:
                    earliest = self._learn((rule.derives,))
                    if earliest is not None and earliest <= place:
                        return earliest
        return None
