"""Characters that a reader cannot see, or that would turn his reading round, shown by their numbers: `[U+202E]`.

Every paper for people shows them so. The list is our own and not Python's, whose tables change with its version: the
same paper would not be the same bytes.
"""

from __future__ import annotations

import re

# Controls but tab and line end; soft hyphen, joiners, direction marks, fillers, variation selectors, tags; blanks that
# a font may or may not know; halves of surrogate pairs, private use, noncharacters.
HIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u1680\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e"
    "\u2060-\u206f\u3164\ud800-\uf8ff\ufdd0-\ufdef\ufe00-\ufe0f\ufeff\uffa0\ufff0-\uffff"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U0001fffe\U0001ffff\U0002fffe\U0002ffff\U0003fffe-\U0010ffff]"
)
SHOWN_AS_THEMSELVES = {"\ufffd"}
LINE_END = re.compile("\r\n?|\u2028|\u2029")


def visible(text: str) -> str:
    """The text with one kind of line end, and with everything hidden in it shown by its number."""
    return HIDDEN.sub(_number, LINE_END.sub("\n", text))


def numbered(letter: str) -> str:
    """A character by its number."""
    return f"[U+{ord(letter):04X}]"


def _number(found: re.Match[str]) -> str:
    return found.group() if found.group() in SHOWN_AS_THEMSELVES else numbered(found.group())
