"""What trying out changes of a policy needs of the rooms. It goes with `api`."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gonogo.model.condition import Leaf
    from gonogo.model.policy import Policy


def rule_alike(before: Policy, after: Policy, leaves: tuple[Leaf, ...], subject: tuple[str, str]) -> bool:
    """Whether two policies give a subject one status by one rule, whatever the truths of the leaves that they ask."""
    from gonogo.judge.rulings import rulings

    pairs = zip(rulings(before, leaves, subject), rulings(after, leaves, subject), strict=True)
    return all(one == other for one, other in pairs)
