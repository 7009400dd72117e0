"""Large evidence in JSON that cannot be taken as it is: read record by record, so that every complaint has its place.

Everything but the records is read as usual, from the text with its lists of records taken out. Each record is decoded
by itself; only those that are refused get a tree, and no more of them than a person would want to read about.
"""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from json import JSONDecodeError
from typing import Any

from gonogo.model.diagnostic import Code, Diagnostic, Diagnostics
from gonogo.model.location import Location, SourceFile
from gonogo.model.noun import replace
from gonogo.model.policy import FactType
from gonogo.model.records import Finisher, record_decoder
from gonogo.read.evidence_records import Decoded
from gonogo.read.source import Limits
from gonogo.read.strict_yaml import read_yaml
from gonogo.read.tree import Mapping as Tree
from gonogo.read.tree import Node, Sequence

MOST_COMPLAINTS = 100
LARGE_LIMITS = Limits(bytes=1_000_000_000, depth=40, values=2_000_000)
SPACE = re.compile(r"[ \t\n\r]*")

Span = tuple[int, int]
List = tuple[str, int]  # a fact, and which of its lists


def _once(pairs: list[tuple[str, Any]]) -> None:
    if not pairs or len(pairs) != len({name for name, _ in pairs}):
        raise ValueError("no name is written, or one twice")


_ANY = json.JSONDecoder(object_pairs_hook=lambda _: None, parse_int=str, parse_float=str)
_WITHOUT_REPEATS = json.JSONDecoder(object_pairs_hook=_once, parse_int=str, parse_float=str)


@dataclass(slots=True)
class Outline:
    """Where the lists of records stand in a JSON text, and each record in them."""

    text: str
    records: dict[List, list[Span]] = field(default_factory=dict)
    lists: list[tuple[Span, List]] = field(default_factory=list)  # with their brackets, in order

    def __post_init__(self) -> None:
        self._members(self._space(0), self._part)

    def _part(self, name: str, at: int) -> int:
        if name == "facts" and self.text[at] == "{":
            return self._members(at, self._fact)
        if name == "views":
            return self._entry("view", 0, at) if self.text[at] == "{" else self._list("view", 0, at)
        return self._value(at)

    def _fact(self, name: str, at: int) -> int:
        if self.text[at] != "[":
            return self._entry(name, 0, at)
        return self._items(at, lambda number, start: self._entry(name, number, start))

    def _entry(self, fact: str, number: int, at: int) -> int:
        if self.text[at] != "{":
            return self._value(at)

        def part(name: str, start: int) -> int:
            return self._list(fact, number, start) if name == "records" else self._value(start)

        return self._members(at, part)

    def _list(self, fact: str, number: int, at: int) -> int:
        if self.text[at] != "[":
            return self._value(at)
        spans = self.records.setdefault((fact, number), [])

        def one(_: int, start: int) -> int:
            spans.append((start, self._value(start)))
            return spans[-1][1]

        end = self._items(at, one)
        self.lists.append(((at, end), (fact, number)))
        return end

    # --- JSON, no deeper than needed -------------------------------------------------------------

    def _space(self, at: int) -> int:
        found = SPACE.match(self.text, at)
        return at if found is None else found.end()

    def _value(self, at: int) -> int:
        return _ANY.raw_decode(self.text, at)[1]

    def _members(self, at: int, visit: Callable[[str, int], int]) -> int:
        def member(_: int, start: int) -> int:
            name, end = _ANY.raw_decode(self.text, start)
            colon = self._space(end)
            self._expect(":", colon)
            return visit(str(name), self._space(colon + 1))

        return self._items(at, member, "{}")

    def _items(self, at: int, visit: Callable[[int, int], int], brackets: str = "[]") -> int:
        self._expect(brackets[0], at)
        at, number = self._space(at + 1), 0
        if self.text[at : at + 1] == brackets[1]:
            return at + 1
        while True:
            at = self._space(visit(number, at))
            if self.text[at : at + 1] != ",":
                self._expect(brackets[1], at)
                return at + 1
            at, number = self._space(at + 1), number + 1

    def _expect(self, character: str, at: int) -> None:
        if self.text[at : at + 1] != character:
            raise JSONDecodeError(f"`{character}` is missing", self.text, at)


class Lines:
    """Places in a text by offset, and the other way round."""

    def __init__(self, file: SourceFile) -> None:
        self._file = file
        self._starts = [0, *(found.end() for found in re.finditer("\n", file.text))]

    def at(self, offset: int, width: int = 1, inside: str | None = None) -> Location:
        line = bisect_right(self._starts, offset)
        return Location(self._file, line, offset - self._starts[line - 1] + 1, width, inside)

    def offset(self, place: Location) -> int:
        return self._starts[place.line - 1] + place.column - 1


def record_places(file: SourceFile, fact: str, number: int) -> list[Location]:
    """Where the records of one list of a fact stand."""
    lines = Lines(file)
    return [lines.at(start) for start, _ in Outline(file.text).records.get((fact, number), [])]


def large_tree(file: SourceFile, facts: Mapping[str, FactType], diagnostics: Diagnostics) -> Tree | None:
    """The tree of a pack in which the facts' lists are decoded already, but for the records that were refused."""
    lines = Lines(file)
    try:
        outline = Outline(file.text)
    except (JSONDecodeError, RecursionError, IndexError) as error:
        at = lines.at(error.pos if isinstance(error, JSONDecodeError) else 0)
        says, expected = "the file is not JSON from here on", "JSON, as RFC 8259 describes it"
        found = f"`{file.text[lines.offset(at) : lines.offset(at) + 20].split(chr(10))[0]}`"
        diagnostics.add(Diagnostic(code=Code.NOT_EVIDENCE, at=at, says=says, expected=expected, found=found))
        return None
    lists = [(span, name) for span, name in outline.lists if name[0] in facts and name[0] != "view"]
    skeleton, pieces = _skeleton(file, [span for span, _ in lists])
    tree = _read(skeleton, lambda offset: _original(pieces, offset), lines, diagnostics)
    if not isinstance(tree, Tree):
        return None
    for name in dict.fromkeys(name for _, name in lists):
        _put(tree, name, _decoded(file, facts[name[0]], outline.records[name], lines, diagnostics))
    return tree


def _skeleton(file: SourceFile, spans: list[Span]) -> tuple[SourceFile, list[Span]]:
    """The text without the records, and where each piece of it begins: here, and in the whole text."""
    parts, pieces, length, last = [], [(0, 0)], 0, 0
    for start, end in spans:
        parts += [file.text[last:start], "[]"]
        length += start - last + 2
        pieces.append((length, end))
        last = end
    return SourceFile(file.path, "".join([*parts, file.text[last:]])), pieces


def _original(pieces: list[Span], offset: int) -> int:
    here, there = pieces[bisect_right(pieces, (offset, 2**62)) - 1]
    return there + offset - here


def _read(part: SourceFile, original: Callable[[int], int], lines: Lines, diagnostics: Diagnostics) -> Node | None:
    """The tree of a part of the text, with its places in the whole."""
    own, found = Lines(part), Diagnostics()

    def moved(place: Location) -> Location:
        return lines.at(original(own.offset(place)), place.width, place.inside)

    node = read_yaml(part, found, LARGE_LIMITS)
    for one in found:
        see = tuple((says, moved(place)) for says, place in one.see)
        diagnostics.add(replace(one, at=moved(one.at), see=see))
    if node is not None:
        _move(node, moved)
    return node


def _move(node: Node, moved: Callable[[Location], Location]) -> None:
    node.at = moved(node.at)
    if isinstance(node, Tree):
        for key, inner in node.items():
            key.at = moved(key.at)
            _move(inner, moved)
    elif isinstance(node, Sequence):
        for inner in node:
            _move(inner, moved)


def _decoded(file: SourceFile, fact: FactType, spans: list[Span], lines: Lines, diagnostics: Diagnostics) -> Decoded:
    """The records that could be decoded, and trees of the first that could not."""
    decoder, finisher = record_decoder(fact), Finisher(fact)
    decoded = Decoded(lines.at(spans[0][0] if spans else 0))
    for start, end in spans:
        decoded.places.append(lines.at(start))
        text = file.text[start:end]
        try:
            _WITHOUT_REPEATS.decode(text)
            record = decoder.decode(text)
            finisher.finish_values(record)
        except ValueError:
            record = None
            _refused(decoded, SourceFile(file.path, text), start, lines, diagnostics)
        decoded.records.append(record)
    return decoded


def _refused(decoded: Decoded, part: SourceFile, start: int, lines: Lines, diagnostics: Diagnostics) -> None:
    if len(decoded) < MOST_COMPLAINTS:
        node = _read(part, lambda offset: start + offset, lines, diagnostics)
        decoded.append(node if node is not None else Tree(lines.at(start)))
    elif not decoded.cut:
        decoded.cut = True
        says = f"more than {MOST_COMPLAINTS} records of this list cannot be read; the rest is not looked at"
        at, expected = lines.at(start), "records as the vocabulary describes them"
        diagnostics.add(Diagnostic(code=Code.VALUE_REFUSED, at=at, says=says, expected=expected, found="many others"))


def _put(tree: Tree, name: List, decoded: Decoded) -> None:
    """Puts a list in the place of the empty one."""
    fact, number = name
    facts = tree.get("facts")
    entry = facts.get(fact) if isinstance(facts, Tree) else None
    holder = entry[number] if isinstance(entry, Sequence) else entry
    if isinstance(holder, Tree) and "records" in holder:
        decoded.at = holder["records"].at
        holder[holder.written("records")] = decoded
