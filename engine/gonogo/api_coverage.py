"""What a decision made of its policy, for those who add up what scenarios have seen.

It goes with `api_scenarios`, and like there the rooms are imported inside the functions.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gonogo.judge.seen import Watch
    from gonogo.model.policy import Policy


def watch(policy: Policy) -> Watch:
    """A policy made ready to be watched: its `sight` tells what a judgement made of it, and decides nothing."""
    from gonogo.judge.seen import Watch

    return Watch(policy)
