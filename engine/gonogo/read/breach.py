"""One rule of a schema that a part of a file breaks, and what a reader would call that part."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import field
from typing import Any

from gonogo.model.location import Location
from gonogo.model.noun import Noun
from gonogo.read.fits import Schema, definition
from gonogo.read.tree import Mapping, Node, Scalar, is_null

SHOWN = 60  # letters of a value that are shown
Path = tuple[str | int, ...]


class Checked(Noun, frozen=True):
    """What was checked, and against what."""

    root: Node
    schema: Schema


class Breach(Noun, frozen=True, kw_only=True):
    """A `node` breaks `keyword: argument` of the part `schema`. The paths begin at the roots."""

    keyword: str
    argument: Any
    node: Any
    schema: Schema
    path: Path
    schema_path: Path
    checked: Checked = field(repr=False)

    def above(self, steps: Path) -> list[Any]:
        """The parts of the schema that a path leads through, the last one last."""
        here: Any = self.checked.schema
        parts = [here]
        for step in steps:
            here = here[step]
            while isinstance(here, dict) and "$ref" in here:
                here = definition(here["$ref"], self.checked.schema)
            parts.append(here)
        return parts

    @property
    def titled(self) -> str:
        """The title of the nearest schema above that has one."""
        titled = (part for part in reversed(self.above(self.schema_path[:-1])) if isinstance(part, dict))
        return str(next(part["title"] for part in titled if isinstance(part.get("title"), str)))

    @property
    def companion(self) -> str | None:
        """The key that makes another one required: what the `if` beside the broken `then` asks for."""
        steps = self.schema_path
        if "then" not in steps:
            return None
        holder = self.above(steps[: len(steps) - 1 - steps[::-1].index("then")])[-1]
        required = holder.get("if", {}).get("required")
        return required[0] if required and required[0] in self.node else None

    @property
    def holder(self) -> Location:
        """Where a reader looks for what is missing: the key that holds the mapping, or its first line."""
        here: Any = self.checked.root
        key: Scalar | None = None
        for step in self.path:
            key = here.written(step) if isinstance(here, Mapping) and isinstance(step, str) else None
            here = here[step]
        at: Location = here.at
        if key is not None and (key.at.line != at.line or is_null(here)):
            return key.at
        return at

    @property
    def subject(self) -> str:
        """What the reader calls the thing: its key, or which item of which list."""
        if self.path and isinstance(self.path[-1], int):
            above = next((step for step in reversed(self.path) if isinstance(step, str)), None)
            number = self.path[-1] + 1
            return f"item {number} of `{above}`" if above else f"item {number}"
        return f"`{self.path[-1]}`" if self.path else "the file"


def in_order(node: Mapping, keys: list[str]) -> list[str]:
    return [key for key in node if key in keys]


def short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= SHOWN else f"{line[: SHOWN - 1]}…"


def clause(description: str) -> str:
    text = description.removesuffix(".")
    return text[:1].lower() + text[1:]


def one_of(words: Iterable[str]) -> str:
    several = list(words)
    return f"one of {', '.join(several)}" if len(several) > 1 else f"`{several[0]}`"


def ticked(words: list[str], joint: str) -> str:
    ticked = [f"`{word}`" for word in words]
    return joint.join(ticked) if len(ticked) < 3 else f"{', '.join(ticked[:-1])}{joint}{ticked[-1]}"


def listed(node: Mapping) -> str:
    return f"only {ticked(list(node), ' and ')}" if node else "no keys"
