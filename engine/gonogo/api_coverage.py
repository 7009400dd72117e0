"""What a decision made of its policy, for those who add up what scenarios have seen.

It goes with `api_scenarios`, and like there the rooms meet here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from gonogo import api
from gonogo.model.diagnostic import Diagnostics, InputError

if TYPE_CHECKING:
    from gonogo.judge.seen import Watch
    from gonogo.model.policy import Policy


def watch(policy: Policy) -> Watch:
    """A policy made ready to be watched: its `sight` tells what a judgement made of it, and decides nothing."""
    from gonogo.judge.seen import Watch

    return Watch(policy)


def as_written(policy: Policy) -> Policy:
    """The policy as it stands in its files; as it is, where those are no longer what it was read from."""
    try:
        read, _ = api.read_policy(policy.files[0].path, Diagnostics())
    except (InputError, OSError):
        return policy
    return read if read.sha256 == policy.sha256 else policy
