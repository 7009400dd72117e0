"""Ways to spoil JSON: other values at any place of the tree, names twice, nesting, and endless numbers."""

from __future__ import annotations

import json
import re
from copy import deepcopy
from random import Random
from typing import Any

from tests.fuzz.spoil import Change, replace_word

ODD: tuple[Any, ...] = (
    None, True, False, 0, -1, 1, 10**30, 1.5, -0.0, "", " ", "x", "a\0b", "2026-13-01", "2026-11-03", "\uff19", "²",
    [], {}, [None],
    [[]], [{}], {"a": None}, {"": ""}, "\ud800", "\u202e", "1e5", "true", "../x", "x" * 5000, ["a", 1, None],
    {"text": {"text": "x"}}, [[[[[[]]]]]], 1e300, 123456789012345678901234567890, "passed", "none", "critical",
)  # fmt: skip
WRITTEN = (
    b"NaN", b"-Infinity", b"1e999999999", b"1E-999999999", b"9" * 4400, b"0." + b"9" * 4400, b"01", b"+1", b".5", b"1.",
    b"0x1", b"'a'", b"undefined", b'"\\ud800"', b'"\\u0000"', b'"\\x"', b'"a', b"{,}", b"[1,]", b'{"a":1,"a":2}',
    b"[" * 3000, b'{"a":' * 3000, b"[" * 400 + b"]" * 400, b"[" * 99 + b"]" * 99, b"// x", b"/* x */",
)  # fmt: skip
VALUE = re.compile(rb'"(?:[^"\\]|\\.)*"|-?[0-9][0-9.eE+-]*|true|false|null')


def _nodes(value: Any, found: list[tuple[Any, Any]]) -> list[tuple[Any, Any]]:
    """Each place in a tree: what it hangs in, and by which key."""
    for key in list(value) if isinstance(value, dict) else range(len(value)) if isinstance(value, list) else ():
        found.append((value, key))
        _nodes(value[key], found)
    return found


def tree(content: bytes, random: Random) -> bytes:
    """Other values at a few places."""
    text = content.decode("utf-8-sig", errors="replace")
    rows = text.split("\n") if random.random() < 0.9 and _is_lines(text) else [text]
    number = random.randrange(len(rows))
    try:
        root = json.loads(rows[number])
    except (ValueError, RecursionError):
        return replace_word(content, random)
    for _ in range(random.choice((1, 1, 2, 4))):
        root = _changed(root, random)
    rows[number] = json.dumps(root, ensure_ascii=random.random() < 0.5, indent=random.choice((None, None, 1)))
    return "\n".join(rows).encode("utf-8", "surrogatepass")


def _is_lines(text: str) -> bool:
    return text.count("\n{") > 1 and text.startswith("{")


def _changed(root: Any, random: Random) -> Any:
    places = _nodes(root, [])
    if not places or random.random() < 0.02:
        return deepcopy(random.choice(ODD))
    holder, key = random.choice(places)
    how = random.random()
    if how < 0.5:
        holder[key] = deepcopy(random.choice(ODD))
    elif how < 0.65:
        del holder[key]
    elif how < 0.75:
        other, name = random.choice(places)
        if name in other if isinstance(other, dict) else name < len(other):
            holder[key] = deepcopy(other[name])
    elif how < 0.85 and isinstance(holder, list):
        holder += [deepcopy(holder[key]) for _ in range(random.choice((1, 1, 3, 60)))]
    elif how < 0.93 and isinstance(holder, dict):
        holder[random.choice(("x", "", key.upper(), f" {key}", "status", "id"))] = holder.pop(key)
    else:
        holder[key] = {str(key): holder[key]} if random.random() < 0.5 else [holder[key]]
    return root


def value(content: bytes, random: Random) -> bytes:
    """A value as no encoder would write it."""
    values = list(VALUE.finditer(content))
    if not values:
        return content
    old = random.choice(values)
    return content[: old.start()] + random.choice(WRITTEN) + content[old.end() :]


def name_twice(content: bytes, random: Random) -> bytes:
    names = list(re.finditer(rb'"[A-Za-z$@_-]+"\s*:', content))
    if not names:
        return content
    old, new = random.choice(names), random.choice(names)
    return content[: old.start()] + new.group() + b'"twice",' + content[old.start() :]


def wrap(content: bytes, random: Random) -> bytes:
    """The whole within something else."""
    before, after = random.choice(((b"[", b"]"), (b'{"a":', b"}"), (b"[[", b"]]"), (b"x(", b")"), (b"", b",")))
    return before + content + after


CHANGES: tuple[Change, ...] = (tree, tree, tree, tree, tree, value, value, name_twice, wrap)
