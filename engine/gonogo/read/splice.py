"""Adds to YAML text without touching the rest of it: its comments, its order and its layout stay as somebody left them.

What is added is checked by whoever asked: the text is read again, and has to say what it said before and one thing
more.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from gonogo.model.noun import Noun
from gonogo.read.tree import Mapping, Node, Scalar
from gonogo.read.tree import Sequence as Listed

STEP = 2
OPENS, CLOSES = "[{", "]}"


class Edit(Noun, frozen=True):
    """Some text put in at an offset, in the place of so many characters."""

    offset: int
    text: str
    instead_of: int = 0


class NoPlaceError(Exception):
    """The text has a form into which nothing can be added."""


class Text:
    """YAML text by lines and offsets. Line ends are as they are."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.lines = text.splitlines(keepends=True)
        self._starts = [0]
        for line in self.lines:
            self._starts.append(self._starts[-1] + len(line))

    @property
    def end(self) -> str:
        """How its lines end."""
        return "\r\n" if "\r\n" in self.text else "\n"

    def offset(self, node: Node) -> int:
        return self._starts[node.at.line - 1] + node.at.column - 1

    def start_of(self, line: int) -> int:
        """The offset of a line, from 1; one past the last is the end of the text."""
        return self._starts[min(line, len(self._starts)) - 1]

    def is_flow(self, node: Node) -> bool:
        return self.text[self.offset(node) : self.offset(node) + 1] in OPENS

    # --- where a node ends -----------------------------------------------------------------------

    def closing(self, node: Node) -> int:
        """The offset of the bracket that ends a node in brackets."""
        depth, offset, quote = 0, self.offset(node), ""
        while offset < len(self.text):
            letter = self.text[offset]
            if quote:
                if letter == "\\" and quote == '"':
                    offset += 1
                elif letter == quote:
                    quote = ""
            elif letter in "\"'" and self.text[offset - 1] in " \t\r\n,[{:":
                quote = letter
            elif letter == "#" and self.text[offset - 1] in " \t\r\n":
                offset = self._line_end(offset)
            elif letter in OPENS:
                depth += 1
            elif letter in CLOSES:
                depth -= 1
                if depth == 0:
                    return offset
            offset += 1
        raise NoPlaceError("a bracket is not closed")

    def _line_end(self, offset: int) -> int:
        found = self.text.find("\n", offset)
        return len(self.text) if found < 0 else found

    def after_block(self, line: int, indent: int, *, dashes: bool = False) -> int:
        """The line, from 1, behind the last one of a block that begins on a line and is indented so far.

        `dashes`: a list whose dashes stand as far left as the key that it belongs to.
        """
        last, blank = line, False
        for number in range(line + 1, len(self.lines) + 1):
            text = self.lines[number - 1]
            bare = text.strip()
            here = len(text) - len(text.lstrip(" "))
            blank = not bare or (blank and bare.startswith("#"))
            if blank or (bare.startswith("#") and here < indent):
                blank = True  # what is remarked behind an empty line, or further left, is about what follows
                continue
            if here < indent or (dashes and here == indent and not bare.startswith("-")):
                break
            last = number
        return last + 1


def applied(text: str, edits: Sequence[Edit]) -> str:
    """The text with all that is put in; of several at one offset, in the order given."""
    made = text
    for edit in sorted(enumerate(edits), key=lambda one: (-one[1].offset, -one[0])):
        start = edit[1].offset
        made = made[:start] + edit[1].text + made[start + edit[1].instead_of :]
    return made


def says_the_same(old: Node | None, new: Node | None) -> bool:
    """Whether all that was said is still said, in its order; a list may have grown, and one thing become a list."""
    if isinstance(old, Mapping):
        if isinstance(new, Listed):
            return bool(new) and says_the_same(old, new[0])
        return isinstance(new, Mapping) and all(says_the_same(inner, new.get(key)) for key, inner in old.items())
    if isinstance(old, Listed):
        if not isinstance(new, Listed) or len(new) < len(old):
            return False
        return all(says_the_same(one, other) for one, other in zip(old, new, strict=False))
    if isinstance(old, Scalar):
        return isinstance(new, Scalar) and old == new and old.plain == new.plain
    return True


def lines_added(old: str, new: str) -> Iterator[str]:
    """The lines of a text that an older one has not, for whoever wants to see them."""
    from difflib import ndiff

    for line in ndiff(old.splitlines(), new.splitlines()):
        if line.startswith("+ "):
            yield line[2:]
