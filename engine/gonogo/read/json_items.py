"""The items of a tree of plain values, and the values of each: paths are followed, and nothing is understood."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from gonogo.read.extract import ABSENT, Broken, Raw
from gonogo.read.json_path import Path, Step, Way, written_step
from gonogo.read.json_places import Keys
from gonogo.read.tree import is_null

MOST_NAMES = 200
LOOKED_AT = 50  # items, for the names that a mapping could use


class Level:
    """A value on the way to items, with the key by which it was reached."""

    __slots__ = ("key", "name", "up", "value")

    def __init__(self, value: Any, key: str | int = "", up: Level | None = None, name: str = "") -> None:
        self.value, self.key, self.up, self.name = value, key, up, name

    @property
    def keys(self) -> Keys:
        """The keys from the root to here."""
        return () if self.up is None else (*self.up.keys, self.key)


class Items:
    """What a way to items led to. `reached`: a list of them was there, were it empty; `dry`: one further up was empty.

    `missed` is the first place where the way could not be followed.
    """

    def __init__(self) -> None:
        self.values: list[Any] = []
        self.keys: list[str | int] = []
        self.above: list[Level | None] = []
        self.names: list[str] = []
        self.reached = False
        self.dry: Level | None = None
        self.missed: tuple[Level, Step] | None = None

    def __len__(self) -> int:
        return len(self.values)

    def level(self, number: int) -> Level:
        return Level(self.values[number], self.keys[number], self.above[number], self.names[number])

    def add(self, level: Level) -> None:
        self.reached = True
        if isinstance(level.value, list):
            self.add_all(level, level.value, range(len(level.value)), "")
            return
        self.values.append(level.value)
        self.keys.append(level.key)
        self.above.append(level.up)
        self.names.append(level.name)

    def add_all(self, level: Level, values: Sequence[Any], keys: Sequence[str | int], name: str) -> None:
        self.reached = True
        self.values += values
        self.keys += keys
        self.above += [level] * len(values)
        self.names += [name] * len(values)


def select(root: Any, paths: Sequence[Path]) -> Items:
    """The items to which the first of the paths leads that leads anywhere."""
    tried = []
    for path in paths:
        items = Items()
        _walk(Level(root), path.steps, items)
        if items.reached:
            return items
        tried.append(items)
    return next((items for items in tried if items.dry), tried[0])


def joined(groups: Sequence[Items]) -> Items:
    """The items of several ways, one after another; those that lead nowhere do not matter if one leads somewhere."""
    whole = Items()
    for items in groups:
        whole.values += items.values
        whole.keys += items.keys
        whole.above += items.above
        whole.names += items.names
        whole.reached = whole.reached or items.reached
        whole.dry = whole.dry or items.dry
        whole.missed = whole.missed or items.missed
    return groups[0] if len(groups) == 1 else whole


def _walk(level: Level, steps: Sequence[Step], into: Items) -> None:
    if not steps:
        into.add(level)
        return
    step, rest, value = steps[0], steps[1:], level.value
    if value is None or is_null(value):
        into.dry = into.dry or level
        into.reached = into.reached or (not rest and step.way in {Way.EACH, Way.ITEMS})
    elif step.way is Way.DEEP:
        for below in _all_below(level):
            _walk(below, rest, into)
    elif step.way in {Way.EACH, Way.ITEMS}:
        _each(level, step, rest, into)
    elif (inner := _part(value, step)) is not ABSENT:
        _walk(Level(inner, int(step.word) if isinstance(value, list) else step.word, level), rest, into)
    else:
        into.missed = into.missed or (level, step)


def _each(level: Level, step: Step, rest: Sequence[Step], into: Items) -> None:
    value = level.value
    if isinstance(value, list):
        keys: Sequence[str | int] = range(len(value))
        parts: Sequence[Any] = value
    elif isinstance(value, dict) and step.way is Way.EACH:
        keys, parts = list(value), list(value.values())
    else:
        into.missed = into.missed or (level, step)
        return
    if not rest:
        into.add_all(level, parts, keys, step.word)
        return
    if not parts:
        into.dry = into.dry or level
    for key, part in zip(keys, parts, strict=True):
        _walk(Level(part, key, level, step.word), rest, into)


def _all_below(level: Level) -> Iterator[Level]:
    """A value and all lists and mappings in it, in the order of reading."""
    yield level
    value = level.value
    parts = enumerate(value) if isinstance(value, list) else value.items() if isinstance(value, dict) else ()
    for key, part in parts:
        if isinstance(part, dict | list):
            yield from _all_below(Level(part, key, level))


def _part(value: Any, step: Step) -> Any:
    if isinstance(value, dict):
        return value.get(step.word, ABSENT)
    if isinstance(value, list) and step.way is Way.NUMBER:
        return value[int(step.word)] if int(step.word) < len(value) else ABSENT
    return ABSENT


# --- the values of an item -----------------------------------------------------------------------


def column(items: Items, paths: Sequence[Path]) -> list[Raw]:
    """One value of each item: of the first path that leads to one."""
    first = paths[0].words
    if len(paths) == 1 and first:
        found: list[Any] = items.values
        for word in first:
            found = [one.get(word, ABSENT) if isinstance(one, dict) else _below_nothing(one) for one in found]
        if all(type(one) is str or type(one) is int for one in found):
            return found
        return [raw(one) for one in found]
    return [raw(_value(items.level(number), paths)[0]) for number in range(len(items))]


def _below_nothing(value: Any) -> Any:
    """Below what is empty there is nothing, which is known; below a text or a number nothing could be."""
    return None if value is None or is_null(value) else ABSENT


def _value(item: Level, paths: Sequence[Path]) -> tuple[Any, Keys]:
    """What the first path leads to that leads to anything but nothing, and its keys."""
    empty: tuple[Any, Keys] = (ABSENT, item.keys)
    for path in paths:
        found = list(_follow(item, path))
        if path.many and found:
            return [raw(value) for value, _ in found], found[0][1]
        for value, keys in found:
            if value is not ABSENT and value is not None and not is_null(value):
                return value, keys
            if value is not ABSENT:
                empty = (value, keys)
    return empty


def keys_of(item: Level, paths: Sequence[Path]) -> Keys:
    """Where the value of an item stands."""
    return _value(item, paths)[1]


def _follow(item: Level, path: Path) -> Iterator[tuple[Any, Keys]]:
    start: Level | None = item
    if path.outer is not None:
        while start is not None and start.name != path.outer:
            start = start.up
        if start is not None and path.of_key:
            yield start.key, start.keys
            return
    steps = list(path.steps)
    while steps and steps[0].way is Way.UP and start is not None:
        steps.pop(0)
        start = _mapping_above(start)
    if start is not None:
        yield from _down(start.value, start.keys, steps)


def _mapping_above(level: Level) -> Level | None:
    above = level.up
    while above is not None and not isinstance(above.value, dict):
        above = above.up
    return above


def _down(value: Any, keys: Keys, steps: Sequence[Step]) -> Iterator[tuple[Any, Keys]]:
    if not steps:
        yield value, keys
        return
    step, rest = steps[0], steps[1:]
    if value is None or is_null(value):
        yield None, keys
    elif step.way in {Way.EACH, Way.ITEMS}:
        if isinstance(value, list):
            parts = list(enumerate(value))
        else:
            parts = list(value.items()) if isinstance(value, dict) and step.way is Way.EACH else []
        for key, part in parts:
            yield from _down(part, (*keys, key), rest)
    else:
        inner = _part(value, step)
        if inner is not ABSENT:
            yield from _down(inner, (*keys, int(step.word) if isinstance(value, list) else step.word), rest)


def raw(value: Any) -> Any:
    """A value as an extract may hold it: lists of plain values as tuples, and mappings not at all."""
    if isinstance(value, dict):
        named = ", ".join(f"`{key}`" for key in list(value)[:6])
        return Broken(f"a mapping of {named}" if named else "an empty mapping")
    if isinstance(value, list):
        return tuple(raw(one) for one in value)
    return None if is_null(value) else value


def names(items: Items, levels: Sequence[str]) -> tuple[str, ...]:
    """What a mapping could name: the keys of the items, and one level below them."""
    found: dict[str, None] = {}
    for value in items.values[:LOOKED_AT]:
        for key, part in value.items() if isinstance(value, dict) else ():
            found[written_step(key)] = None
            below = part if isinstance(part, dict) else ()
            found.update(dict.fromkeys(f"{written_step(key)}/{written_step(one)}" for one in below))
    return (*list(found)[:MOST_NAMES], *(f"${name}" for name in levels))
