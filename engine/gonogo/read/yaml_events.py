"""The door to ruamel.yaml: text in, parsing events out, by the shortest pure way through it.

ruamel's grammar is used as it is; its constructors, resolvers and comment keeping are not. What is
overridden here either saves time (reading ahead by pattern instead of by character) or notes what our
files may not hold: tags, anchors, aliases and directives are noted and skipped, so that reading can go
on. Columns and lines count from 0.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from ruamel.yaml import tokens
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import (
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)
from ruamel.yaml.parser import Parser
from ruamel.yaml.reader import Reader
from ruamel.yaml.scanner import Scanner, ScannerError

from gonogo.model.diagnostic import Code
from gonogo.model.noun import Noun

__all__ = [
    "BrokenError",
    "DocumentStartEvent",
    "Events",
    "MappingEndEvent",
    "MappingStartEvent",
    "Mark",
    "Noted",
    "ScalarEvent",
    "SequenceEndEvent",
    "SequenceStartEvent",
    "StoppedError",
]


class Mark(Noun, frozen=True):
    """A place in the text; what ruamel calls a mark."""

    line: int
    column: int
    offset: int


class Noted(NamedTuple):
    """Something that YAML allows and we do not (or only with a warning)."""

    code: Code
    mark: Mark
    text: str


class StoppedError(Exception):
    """Reading cannot go on, and it is known why."""

    def __init__(self, code: Code, mark: Mark) -> None:
        super().__init__(code.name)
        self.code = code
        self.mark = mark


class BrokenError(Exception):
    """The text is not YAML from `problem` on; `context` is where the construct began that it breaks."""

    def __init__(self, problem: Mark, context: Mark, *, in_token: bool) -> None:
        super().__init__("broken")
        self.problem = problem
        self.context = context
        self.in_token = in_token


class _Loader:
    """What the parser looks up on its loader."""

    comment_handling = None
    processing_version = (1, 2)


# Possessive (`++`), as nothing is ever given back: otherwise a long text takes a hundred times its size to go through.
_REST = r"(?:[^ \t\r\n\0:%s]++|:(?![ \t\r\n\0]))++"
_LETTERS = {"block": "", "flow": r",\[\]{}"}
_PLAIN_BLOCK, _PLAIN_FLOW = (re.compile(f"{_REST % more}(?: ++(?!#){_REST % more})*+") for more in _LETTERS.values())
_QUOTED = {'"': re.compile(r'"([^"\\\r\n\0]*)"'), "'": re.compile(r"'([^'\r\n\0]*)'(?!')")}
_SPACES = re.compile(r"[ \t]*")
_COMMENT = re.compile(r"#[^\r\n\0]*")
_NEXT_LINE = re.compile(r"(?: *+(?:\r\n|\n|\r))++( *+)(?=[^ \r\n])")
_LINE = re.compile(r"[^\r\n\0]*")
_NOTE = re.compile(r"[^\s\0,\[\]{}]+")


class Events(Reader, Scanner, Parser):
    """The events of one text. `noted` grows as they are read."""

    reader: Any = None
    scanner: Any = None
    resolver: Any = _Loader
    flow_level: Any = 0
    scanner_processing_version: Any = (1, 2)

    def __init__(self, text: str, *, depth: int) -> None:
        self.reader = self.scanner = self
        self.depth = depth
        self.noted: list[Noted] = []
        self.quoted: tuple[Mark, Mark] | None = None  # the last quoted text that went over a line's end
        self.glue_line = -1  # the line on which a plain text or a `:` was the last thing read
        self.loader: Any = None
        self.reset_reader()
        self.buffer = text + "\0"
        self.reset_scanner()
        self.reset_parser()
        self.loader = _Loader

    def __iter__(self) -> Iterator[Any]:
        """Raises `StoppedError` or `BrokenError` where the text cannot be read on."""
        while self.state:
            try:
                self.last_event = event = self.state()
            except MarkedYAMLError as error:
                problem = error.problem_mark or self.get_mark()
                context = error.context_mark or problem
                raise BrokenError(problem, context, in_token=isinstance(error, ScannerError)) from error
            except (YAMLError, ValueError, OverflowError) as error:
                raise BrokenError(self.get_mark(), self.get_mark(), in_token=True) from error
            yield event

    # --- reader --------------------------------------------------------------------------------------

    def forward(self, length: int = 1) -> None:
        start = self.pointer
        piece = self.buffer[start : start + length]
        self.pointer = self.index = start + length
        if "\n" not in piece and "\r" not in piece:
            self.column += length
            return
        for offset, letter in enumerate(piece, start=start + 1):
            if letter == "\n" or (letter == "\r" and self.buffer[offset] != "\n"):
                self.line += 1
                self.column = 0
            else:
                self.column += 1

    def get_mark(self) -> Mark:
        return Mark(self.line, self.column, self.index)

    def _skip(self, length: int) -> None:
        """Forward within a line."""
        self.pointer += length
        self.index = self.pointer
        self.column += length

    # --- tokens --------------------------------------------------------------------------------------

    def check_token(self, *choices: Any) -> bool:
        queue = self.tokens
        if not queue or self.possible_simple_keys:
            while not self.done and (not queue or (self.possible_simple_keys and self.need_more_tokens())):
                self.fetch_more_tokens()
        return bool(queue) and (not choices or isinstance(queue[0], choices))

    def peek_token(self) -> Any:
        return self.tokens[0] if self.check_token() else None

    def get_token(self) -> Any:
        if not self.check_token():
            return None
        self.tokens_taken += 1
        return self.tokens.pop(0)

    def scan_to_next_token(self) -> None:
        buffer = self.buffer
        while buffer[self.pointer] in " \t\r\n#":
            letter = buffer[self.pointer]
            if letter in " \t":
                self._skip_spaces()
            elif letter == "#":
                self._skip_comment()
            else:
                self.forward(2 if buffer.startswith("\r\n", self.pointer) else 1)
                self.allow_simple_key = self.allow_simple_key or not self.flow_level

    def _skip_spaces(self) -> None:
        """A tab may stand before a line's end and inside brackets; elsewhere it would be indentation."""
        found = _SPACES.match(self.buffer, self.pointer)
        spaces = found.group() if found else ""
        tab = spaces.find("\t")
        if tab >= 0 and not self.flow_level and self.buffer[self.pointer + len(spaces)] not in "\r\n\0#":
            self._skip(tab)
            raise StoppedError(Code.TAB_INDENTATION, self.get_mark())
        self._skip(len(spaces))

    def _skip_comment(self) -> None:
        found = _COMMENT.match(self.buffer, self.pointer)
        comment = found.group() if found else "#"
        if self.glue_line == self.line and comment[1:2] not in ("", " ", "\t", "#", "!"):
            self.noted.append(Noted(Code.GLUED_COMMENT, self.get_mark(), comment))
        self._skip(len(comment))

    # --- what may not be there -----------------------------------------------------------------------

    def fetch_directive(self) -> None:
        self._note(Code.DIRECTIVE, _LINE)

    def fetch_tag(self) -> None:
        self._note_property(Code.TAG)

    def fetch_anchor(self) -> None:
        self._note_property(Code.ANCHOR)

    def fetch_alias(self) -> None:
        self.save_possible_simple_key()
        self.allow_simple_key = False
        start = self.get_mark()
        text = self._note(Code.ALIAS, _NOTE)
        self.tokens.append(tokens.ScalarToken(text, True, start, self.get_mark()))

    def _note_property(self, code: Code) -> None:
        """What follows takes the place of the property, so that a key after it is still a key."""
        self.save_possible_simple_key()
        self.allow_simple_key = False
        self._note(code, _NOTE)

    def _note(self, code: Code, pattern: re.Pattern[str]) -> str:
        found = pattern.match(self.buffer, self.pointer)
        text = found.group() if found else ""
        self.noted.append(Noted(code, self.get_mark(), text))
        self._skip(len(text))
        return text

    # --- brackets ------------------------------------------------------------------------------------

    def fetch_flow_collection_start(self, TokenClass: Any, to_push: str) -> None:  # noqa: N803 - ruamel's name
        if self.flow_level > self.depth:
            raise StoppedError(Code.TOO_DEEP, self.get_mark())
        super().fetch_flow_collection_start(TokenClass, to_push)
        self.flow_level = len(self.flow_context)

    def fetch_flow_collection_end(self, TokenClass: Any) -> None:  # noqa: N803 - ruamel's name
        super().fetch_flow_collection_end(TokenClass)
        self.flow_level = len(self.flow_context)
        self.glue_line = -1

    def fetch_value(self) -> None:
        super().fetch_value()
        self.glue_line = self.line

    # --- texts ---------------------------------------------------------------------------------------

    def scan_plain(self) -> Any:
        """Most plain texts end on their line; the rest is left to ruamel."""
        found = (_PLAIN_FLOW if self.flow_level else _PLAIN_BLOCK).match(self.buffer, self.pointer)
        if found is None or self._goes_on(found.end()):
            token = super().scan_plain()
            self.glue_line = token.end_mark.line
            return token
        start = self.get_mark()
        self._skip(found.end() - self.pointer)
        self.glue_line = self.line
        return tokens.ScalarToken(found.group(), True, start, self.get_mark())

    def _goes_on(self, end: int) -> bool:
        """Whether the text may be continued on the next line."""
        following = self.buffer[end]
        if following not in " \r\n":
            return following == "\t"
        line = _NEXT_LINE.match(self.buffer, end)
        return line is not None and (bool(self.flow_level) or len(line.group(1)) > self.indent)

    def scan_flow_scalar(self, style: Any) -> Any:
        self.glue_line = -1
        start = self.get_mark()
        found = _QUOTED[style].match(self.buffer, self.pointer)
        if found:
            self._skip(found.end() - self.pointer)
            return tokens.ScalarToken(found.group(1), False, start, self.get_mark(), style)
        try:
            token = super().scan_flow_scalar(style)
        except (MarkedYAMLError, ValueError, OverflowError) as error:
            unclosed = self.buffer[self.pointer] == "\0" or self.column == 0
            code = Code.UNCLOSED_QUOTE if unclosed else Code.UNKNOWN_ESCAPE
            raise StoppedError(code, start if unclosed else self.get_mark()) from error
        if self.line > start.line:
            self.quoted = (start, self.get_mark())
        return token
