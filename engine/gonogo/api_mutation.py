"""What trying out changes of a policy needs of the rooms. It goes with `api`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gonogo.model.condition import Leaf
    from gonogo.model.policy import Policy


def rule_alike(
    pair: tuple[Policy, Policy], whole: Policy, statements: Mapping[Leaf, Leaf], subject: tuple[str, str]
) -> bool:
    """Whether two policies give a subject one status by one rule, whatever the evidence. False: it is not proved.

    They ask nothing but statements, each of which stands for a condition of the whole policy.
    """
    from gonogo.judge.reach import reachable
    from gonogo.judge.rulings import rulings

    vectors = reachable(tuple(statements.values()), whole)
    if vectors is None:
        return False
    asked = tuple(statements)
    pairs = zip(*(rulings(one, asked, subject, vectors) for one in pair), strict=True)
    return all(one == other for one, other in pairs)
