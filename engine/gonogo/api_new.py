"""The story of a new policy: a starter that decides, with evidence and scenarios, to be put in one's own words."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

from gonogo.api import write_whole
from gonogo.resources import STARTER

NAME = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
PLACES = {
    "policy.yaml": "policies/{name}/policy.yaml",
    "evidence.yaml": "evidence/{name}.yaml",
    "policy.feature": "features/{name}.feature",
}


class Begun(NamedTuple):
    """The files that were written; or those that were in the way, and then none was."""

    written: tuple[str, ...]
    in_the_way: tuple[str, ...]


def new_policy(name: str, title: str | None = None) -> Begun:
    """Writes a commented policy, an evidence pack for it and a feature, below the folder where one stands.

    `name` is in lower case, with hyphens; without a title, it is made from the name.
    """
    places = {source: Path(place.format(name=name)) for source, place in PLACES.items()}
    there = tuple(str(path) for path in places.values() if path.exists())
    if there:
        return Begun((), there)
    shown = title or name.replace("-", " ").capitalize()
    for source, path in places.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        text = (STARTER / source).read_text(encoding="utf-8")
        write_whole(str(path), text.replace("starter-name", name).replace("STARTER TITLE", shown))
    return Begun(tuple(str(path) for path in places.values()), ())


def is_name(text: str) -> bool:
    """Whether a policy can be called that."""
    return NAME.fullmatch(text) is not None and len(text) <= 64
