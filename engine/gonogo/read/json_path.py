"""The paths by which a mapping says where things stand in a file that is a tree: JSON, YAML or XML.

`/runs/*/results/*` leads from the root of a file to its items, `message/text` from an item to one of its values. There
is nothing to compute in a path: it only leads. How it is walked is in `json_rows` and `xml_rows`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from enum import Enum
from itertools import pairwise

from gonogo.model.noun import Noun

LONGEST = 1_000  # characters
MOST_STEPS = 40
MOST_DEEP = 2  # `**`: each more multiplies the ways by the depth of the file
ESCAPED = re.compile(r"~(.)")
MEANT = {"0": "~", "1": "/"}  # after `~`; any other character means itself
NUMBER = re.compile(r"0|[1-9][0-9]{0,8}")
NAME = re.compile(r"[A-Za-z][A-Za-z0-9_]*")


class Way(Enum):
    """What one step of a path does."""

    WORD = "a key"  # in XML: the elements of that name
    NUMBER = "a place in a list"
    EACH = "*"  # each of a list, or each value of a mapping; perhaps with a name for its key
    ITEMS = "[]"  # each of a list, and nothing of a mapping
    DEEP = "**"  # here, and everything below
    UP = ".."  # what it stands in
    HERE = "."
    ATTRIBUTE = "@"  # of an XML element


class Step(Noun, frozen=True):
    """One step. `word` is the key, the attribute, or the name given to each key that `*` meets."""

    way: Way
    word: str = ""


class Path(Noun, frozen=True):
    """A way through a tree. `outer`: it begins at the level of that name, not at the item; `of_key`: it is its key."""

    written: str
    steps: tuple[Step, ...]
    outer: str | None = None

    @property
    def words(self) -> tuple[str, ...] | None:
        """The keys alone, where the path is nothing but keys: the common case, which can be walked fast."""
        plain = self.outer is None and all(step.way is Way.WORD for step in self.steps)
        return tuple(step.word for step in self.steps) if plain else None

    @property
    def of_key(self) -> bool:
        """Whether it stands for the key of a named level itself."""
        return self.outer is not None and not self.steps

    @property
    def many(self) -> bool:
        """Whether it may lead to several values."""
        return any(step.way in {Way.EACH, Way.ITEMS, Way.DEEP} for step in self.steps)


class PathRefused(ValueError):
    """A path that cannot be followed. `says` and `expected` go into a Diagnostic as they are."""

    def __init__(self, says: str, expected: str) -> None:
        super().__init__(says)
        self.says = says
        self.expected = expected


def item_paths(written: str) -> tuple[Path, ...]:
    """The ways to the items; several, parted by ` | `, are tried in turn until one leads somewhere."""
    return tuple(_item_path(one.strip()) for one in _alternatives(written))


def value_paths(written: str, levels: Iterable[str] = ()) -> tuple[Path, ...]:
    """The ways from an item to a value; several are tried in turn until one is given. `levels`: names from `at:`."""
    return tuple(_value_path(one.strip(), tuple(levels)) for one in _alternatives(written))


def level_names(paths: Iterable[Path]) -> tuple[str, ...]:
    """The names that ways to items give to the levels that they pass."""
    named = (step.word for path in paths for step in path.steps if step.way is Way.EACH and step.word)
    return tuple(dict.fromkeys(named))


def _alternatives(written: str) -> list[str]:
    if len(written) > LONGEST:
        raise PathRefused("this path is too long", f"at most {LONGEST:,} characters")
    return written.split(" | ")


def _item_path(written: str) -> Path:
    steps = _steps(written.removeprefix("/"), written)
    for step in steps:
        if step.way in {Way.UP, Way.ATTRIBUTE}:
            raise PathRefused(f"a way to items cannot take the step `{_shown(step)}`", "steps downwards, such as `*`")
    deep = [step.way is Way.DEEP for step in steps]
    if sum(deep) > MOST_DEEP or (True, True) in pairwise(deep):
        raise PathRefused("`**` stands too often in this path", f"at most {MOST_DEEP}, with a key between them")
    if steps and steps[-1].way is Way.DEEP:
        raise PathRefused("`**` leads to nothing by itself", "the key that is looked for after it")
    return Path(written, steps)


def _value_path(written: str, levels: tuple[str, ...]) -> Path:
    if written.startswith("$"):
        name, _, rest = written[1:].partition("/")
        if name not in levels:
            known = " or ".join(f"`${one}`" for one in levels) or "no name, as `at:` gives none"
            raise PathRefused(f"`${name}` is no level that `at:` names", known)
        return Path(written, _steps(rest, written) if rest else (), name)
    steps = _steps(written, written)
    for before, step in pairwise(steps):
        if before.way is Way.ATTRIBUTE:
            raise PathRefused(f"nothing hangs below the attribute `@{before.word}`", "a path that ends there")
        if step.way is Way.UP and before.way is not Way.UP:
            raise PathRefused("`..` comes after a step downwards", "`..` at the beginning of a path")
    if any(step.word for step in steps if step.way is Way.EACH):
        raise PathRefused("a level is named in `at:`, not here", "`*`")
    if any(step.way is Way.DEEP for step in steps):
        raise PathRefused("`**` is for `at:`, not for a value", "the steps to the value")
    return Path(written, steps)


def _steps(text: str, written: str) -> tuple[Step, ...]:
    if not text:
        if written == "/":
            return ()
        raise PathRefused("this path is empty", "steps parted by `/`")
    parts = text.split("/")
    if len(parts) > MOST_STEPS:
        raise PathRefused("this path has too many steps", f"at most {MOST_STEPS}")
    return tuple(step for step in map(_step, parts) if step.way is not Way.HERE)


def _step(part: str) -> Step:
    match part:
        case "":
            raise PathRefused("this path has an empty step", "one `/` between two steps; `~1` for a `/` in a key")
        case "*":
            return Step(Way.EACH)
        case "[]":
            return Step(Way.ITEMS)
        case "**":
            return Step(Way.DEEP)
        case "..":
            return Step(Way.UP)
        case ".":
            return Step(Way.HERE)
    if part.startswith("$"):
        if not NAME.fullmatch(part[1:]):
            raise PathRefused(f"`{part}` gives a level no name", "`$` and a word; `~$` for a key that begins so")
        return Step(Way.EACH, part[1:])
    if part.startswith("@") and len(part) > 1:
        return Step(Way.ATTRIBUTE, _meant(part[1:]))
    if NUMBER.fullmatch(part):
        return Step(Way.NUMBER, part)
    return Step(Way.WORD, _meant(part))


def _meant(part: str) -> str:
    return ESCAPED.sub(_letter, part)


def _letter(escaped: re.Match[str]) -> str:
    letter: str = escaped[1]
    return MEANT.get(letter, letter)


def _shown(step: Step) -> str:
    return f"@{step.word}" if step.way is Way.ATTRIBUTE else str(step.way.value)


def written_step(key: object) -> str:
    """A key as a step of a path: whatever it holds that means something in paths means itself."""
    text = str(key).replace("~", "~0").replace("/", "~1").replace("|", "~|")
    return f"~{text}" if text[:1] in ("*", "$", "@", "[") or text in (".", "..") else text


def pointer(keys: Iterable[str | int]) -> str:
    """Keys as a JSON pointer (RFC 6901), for a person to find the place by: `/runs/0/results/3/level`."""
    return "".join(f"/{str(key).replace('~', '~0').replace('/', '~1')}" for key in keys) or "/"
