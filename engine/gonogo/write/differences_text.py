"""What a policy changes in the one that it extends, as a short list for people."""

from __future__ import annotations

from gonogo.model.policy import Difference, Policy
from gonogo.model.words_grammar import plural
from gonogo.write.text_layout import Page

HOW = ("added", "changed", "removed")


def difference_lines(policy: Policy, *, width: int = 100) -> tuple[str, ...]:
    """Nothing for a policy that extends none."""
    if not policy.extends:
        return ()
    page = Page(width, colour=False)
    lines = page.paragraph(f"It extends {policy.extends[0]}{'' if policy.differences else ', and changes nothing'}.", 2)
    for how in HOW:
        mine = [one for one in policy.differences if one.how == how]
        if mine:
            lines += page.paragraph(_by_kind(mine), 2, f"{how.capitalize() + ':':<9} ")
    return tuple(lines)


def _by_kind(mine: list[Difference]) -> str:
    """`criterion AC1; rules AC1-seen, AC1-shown`."""
    kinds: dict[str, list[str]] = {}
    for one in mine:
        kinds.setdefault(one.kind, []).append(one.id)
    return "; ".join(_named(kind, ids) for kind, ids in kinds.items())


def _named(kind: str, ids: list[str]) -> str:
    listed = ", ".join(ids)
    return f"{kind if len(ids) == 1 else plural(kind)} {listed}" if kind else listed
