"""Words and values as YAML, in quotes where they need them; and remarks in it that keep to their line."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from textwrap import wrap

from gonogo.write.visible import visible

PLAIN = re.compile(r"(?:\.\./)*/?[A-Za-z_][\w./()%-]*(?: [\w./()%+-]+)*", re.ASCII)
READ_OTHERWISE = {"true", "false", "null", "yes", "no", "on", "off", "y", "n"}
WIDTH = 118


def word(text: str) -> str:
    """A text that is read as just that."""
    if PLAIN.fullmatch(text) and text.casefold() not in READ_OTHERWISE:
        return text
    return json.dumps(text, ensure_ascii=False)


def flow(pairs: Mapping[str, str]) -> str:
    """`{a: b, c: d}`, of what is YAML already."""
    return "{" + ", ".join(f"{key}: {text}" for key, text in pairs.items()) + "}"


def flow_list(items: Sequence[str]) -> str:
    return "[" + ", ".join(items) + "]"


def remark(text: str, indent: int = 0, sign: str = "# ") -> list[str]:
    """A remark on lines of its own."""
    before = " " * indent
    flat = " ".join(visible(text).split())
    return wrap(flat, WIDTH, initial_indent=before + sign, subsequent_indent=before + "# ", break_long_words=False) or [
        before + sign.rstrip()
    ]


def explained(name: str, text: str, width: int, indent: int = 0) -> list[str]:
    """A remark that explains a name; further lines stand below the explanation."""
    before = f"{' ' * indent}#   {name:<{width}}  "
    flat = " ".join(visible(text).split())
    after = f"{' ' * indent}#   {'':<{width}}  "
    return wrap(flat, WIDTH, initial_indent=before, subsequent_indent=after, break_long_words=False) or [
        before.rstrip()
    ]


def beside(line: str, text: str) -> str:
    """A line with a remark behind it."""
    flat = " ".join(visible(text).split())
    return f"{line}  # {flat}" if flat else line
