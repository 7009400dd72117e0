"""YAML (or JSON) text to a tree with places: what is ambiguous is refused, and all that is wrong is named.

Left to others: what the values mean, and which keys there should be.
"""

from __future__ import annotations

import re
from typing import Any

from gonogo.model.diagnostic import Code, Diagnostic, Diagnostics, Severity
from gonogo.model.location import Location, SourceFile
from gonogo.read import yaml_faults
from gonogo.read.characters import HIDDEN, VISIBLE, hidden, hidden_characters, odd_spaces
from gonogo.read.source import EVIDENCE_LIMITS, POLICY_LIMITS, Limits, source_file
from gonogo.read.tree import Mapping, Node, Scalar, Sequence, is_null
from gonogo.read.yaml_events import (
    BrokenError,
    DocumentStartEvent,
    Events,
    MappingEndEvent,
    MappingStartEvent,
    Mark,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StoppedError,
)

__all__ = [
    "EVIDENCE_LIMITS",
    "POLICY_LIMITS",
    "Limits",
    "Mapping",
    "Node",
    "Scalar",
    "Sequence",
    "is_null",
    "read_yaml",
    "source_file",
]

SURROGATE_PAIR = re.compile("[\ud800-\udbff][\udc00-\udfff]")
MERGE_KEY = "<<"
MOST_SOUGHT = 200  # keys that stand twice, of which the first is sought


def read_yaml(file: SourceFile, diagnostics: Diagnostics, limits: Limits = POLICY_LIMITS) -> Node | None:
    """The tree of a file; nothing where it is empty or where reading had to stop early."""
    return _Reading(file, diagnostics, limits).tree()


class _Reading:
    """One file being read. `stack` holds the open mappings and lists, each with the key that waits."""

    def __init__(self, file: SourceFile, diagnostics: Diagnostics, limits: Limits) -> None:
        self.file = file
        self.diagnostics = diagnostics
        self.limits = limits
        self.lines_with_errors: set[int] = set()
        self.texts: list[tuple[int, int]] = []  # first and last line of each text that spans lines
        self.stack: list[tuple[Mapping | Sequence, list[Scalar | None]]] = []
        self.root: Node | None = None
        self.twice = 0
        self.fault: Diagnostic | None = None  # what broke the reading; told unless its line is told of already

    def tree(self) -> Node | None:
        for complaint in hidden_characters(self.file):
            self._add(complaint)
        events = Events(HIDDEN.sub(VISIBLE, self.file.text), depth=self.limits.depth)
        complete = self._build(events)
        for note in events.noted:
            self._add(yaml_faults.noted(self.file, note))
        self._odd_spaces(None if complete else events.line + 1)
        if self.fault is not None and self.fault.at.line not in self.lines_with_errors:
            self.diagnostics.add(self.fault)
        if not complete:
            return None
        if self.root is None or is_null(self.root):
            self._complain(
                Code.EMPTY_FILE,
                Location(self.file, 1, 1),
                "the file is empty",
                "`key: value` lines",
                found="nothing but comments or blank lines",
            )
            return None
        return self.root

    def _odd_spaces(self, stopped_at: int | None) -> None:
        """Only those that indent: not in a text that spans lines, nor where reading never came."""
        for complaint in odd_spaces(self.file):
            line = complaint.at.line
            inside = any(first < line <= last for first, last in self.texts)
            if not inside and (stopped_at is None or line <= stopped_at):
                self._add(complaint)

    # --- the events ----------------------------------------------------------------------------------

    def _build(self, events: Events) -> bool:
        """Whether the whole file could be read."""
        count = documents = 0
        try:
            for event in events:
                kind = type(event)
                count += 1
                if kind is ScalarEvent:
                    self._scalar(event)
                elif kind is MappingStartEvent or kind is SequenceStartEvent:
                    self._open(event, kind is MappingStartEvent)
                elif kind is MappingEndEvent or kind is SequenceEndEvent:
                    self._close(event)
                elif kind is DocumentStartEvent:
                    documents += 1
                    if documents > 1:
                        return self._several_documents(event.start_mark)
                if count > self.limits.values:
                    return self._too_many(event.start_mark)
        except StoppedError as stop:
            self._add(yaml_faults.stopped(self.file, stop, self.limits))
            return False
        except BrokenError as break_:
            self.fault = yaml_faults.broken(self.file, break_, events)
            return False
        return True

    def _scalar(self, event: Any) -> None:
        start, end, style = event.start_mark, event.end_mark, event.style
        if start.line == end.line:
            at = Location(self.file, start.line + 1, start.column + 1, max(1, end.column - start.column))
        else:
            at = Location(self.file, start.line + 1, start.column + 1, self._to_line_end(start))
            self.texts.append((start.line + 1, end.line + (end.column > 0 and style not in ("|", ">"))))
        text = event.value
        if style == '"' and not text.isprintable():
            text = self._unescaped(text, at)
        self._place(Scalar(text, at, plain=style is None))

    def _unescaped(self, text: str, at: Location) -> str:
        """An escape may not bring in what may not be written; JSON writes some letters as pairs."""
        text = SURROGATE_PAIR.sub(_joined, text)
        found = HIDDEN.search(text)
        if found:
            self._add(hidden(found.group(), at))
        return HIDDEN.sub(VISIBLE, text)

    def _open(self, event: Any, is_mapping: bool) -> None:
        start = event.start_mark
        if len(self.stack) >= self.limits.depth:
            raise StoppedError(Code.TOO_DEEP, start)
        at = Location(self.file, start.line + 1, start.column + 1)
        node: Mapping | Sequence = Mapping(at) if is_mapping else Sequence(at)
        self._place(node)
        self.stack.append((node, [None]))

    def _close(self, event: Any) -> None:
        node, _ = self.stack.pop()
        end: Mark = event.end_mark
        if end.line + 1 == node.at.line and end.column >= node.at.column:
            node.at = Location(self.file, node.at.line, node.at.column, end.column + 1 - node.at.column)
        elif isinstance(node, Mapping) and node:
            first = next(iter(node))
            if first.at.order == node.at.order:
                node.at = first.at

    def _place(self, node: Node) -> None:
        """Puts a node where it belongs: at the root, into a list, as a key, or as the value of a key."""
        if not self.stack:
            self.root = node
            return
        parent, waiting = self.stack[-1]
        if isinstance(parent, Sequence):
            parent.append(node)
        elif waiting[0] is not None:
            key, waiting[0] = waiting[0], None
            if key in parent:
                self._duplicate(key, parent)
            else:
                parent[key] = node
        else:
            waiting[0] = self._key(node)

    def _key(self, node: Node) -> Scalar:
        if not isinstance(node, Scalar) or is_null(node):
            kind = "nothing" if isinstance(node, Scalar) else "brackets or dashes"
            self._complain(
                Code.KEY_NOT_TEXT,
                node.at,
                "a key must be a word",
                "a word before the `:`",
                found=kind,
                remedy="put a text that begins with `{` or `[` in quotes",
            )
            return Scalar("", node.at, plain=False)
        if node.plain and node == MERGE_KEY:
            self._complain(
                Code.MERGE_KEY,
                node.at,
                "a merge key is not allowed",
                "the keys themselves",
                found="`<<`",
                remedy="write the keys out, or use `extends:` for a whole policy",
            )
        return node

    # --- complaints ----------------------------------------------------------------------------------

    def _duplicate(self, key: Scalar, parent: Mapping) -> None:
        self.twice += 1
        if self.twice > MOST_SOUGHT:  # to look for each one's first in a long mapping would take for ever
            self._complain(
                Code.DUPLICATE_KEY, key.at, f"the key `{key}` stands twice", "each key once", found="it again"
            )
            return
        first = parent.written(key)
        if not key and not first.plain:
            return  # two keys that were refused already
        self._complain(
            Code.DUPLICATE_KEY,
            key.at,
            f"the key `{key}` stands twice in one mapping",
            "each key once",
            found=f"`{key}` again",
            remedy="keep one of the two; the other would have been lost without a word",
            see=(("first written at", first.at),),
        )

    def _several_documents(self, mark: Any) -> bool:
        self._complain(
            Code.SEVERAL_DOCUMENTS,
            yaml_faults.place(self.file, mark, 3),
            "a second document begins here",
            "one document in a file",
            found="`---`",
            remedy="leave the line out, or put the rest into a file of its own",
        )
        return False

    def _too_many(self, mark: Any) -> bool:
        self._complain(
            Code.TOO_MANY_VALUES,
            yaml_faults.place(self.file, mark),
            "the file holds too many values",
            f"at most {self.limits.values:,} keys and values",
            found="more than that",
            remedy="put long lists into files of their own, such as CSV",
        )
        return False

    def _complain(self, code: Code, at: Location, says: str, expected: str, **more: Any) -> None:
        self._add(Diagnostic(code=code, at=at, says=says, expected=expected, **more))

    def _add(self, diagnostic: Diagnostic) -> None:
        if diagnostic.severity is Severity.ERROR:
            self.lines_with_errors.add(diagnostic.at.line)
        self.diagnostics.add(diagnostic)

    def _to_line_end(self, mark: Mark) -> int:
        return max(1, len(self.file.line(mark.line + 1).rstrip()) - mark.column)


def _joined(pair: re.Match[str]) -> str:
    return pair.group().encode("utf-16", "surrogatepass").decode("utf-16")
