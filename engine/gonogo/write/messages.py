"""Puts diagnostics into words: for people, for screen readers and logs, for programs, for GitHub.

All forms say the same. The workbench and the editor use the JSON.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable
from enum import StrEnum
from itertools import islice

from gonogo.model.diagnostic import Diagnostic, Severity
from gonogo.model.location import Location, short
from gonogo.model.noun import replace

MOST_SHOWN = 100
LONGEST = 2_000  # characters of what is said, expected, found or advised
TEXTS = ("says", "expected", "found", "did_you_mean", "remedy")
TAB = 4  # columns from one tab stop to the next
WIDEST = 160  # columns of a source line that are shown around the place

_RED, _YELLOW, _BLUE, _BOLD, _END = "\x1b[1;31m", "\x1b[1;33m", "\x1b[34m", "\x1b[1m", "\x1b[0m"
_UNSAFE = re.compile("[\x00-\x08\x0a-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]")  # could move a terminal's cursor


class Form(StrEnum):
    """What the messages are for."""

    HUMAN = "human"
    PLAIN = "plain"
    JSON = "json"
    GITHUB = "github"


def render(diagnostics: Iterable[Diagnostic], form: Form, *, colour: bool) -> str:
    """All of them in one form, with a line end after each. Only JSON says more than the first hundred."""
    everything = tuple(map(_readable, diagnostics))
    if form is Form.JSON:
        return json.dumps([as_json(one) for one in everything], indent=2, ensure_ascii=False) + "\n"
    shown = "".join(_one(one, form, colour=colour) for one in everything[:MOST_SHOWN])
    more = len(everything) - MOST_SHOWN
    return f"{shown}and {more:,} more\n" if more > 0 else shown


def _readable(diagnostic: Diagnostic) -> Diagnostic:
    """No longer than anybody would read: a file may give any text for a name."""
    texts = {name: text for name in TEXTS if len(text := getattr(diagnostic, name) or "") > LONGEST}
    return (
        replace(diagnostic, **{name: f"{text[: LONGEST - 1]}…" for name, text in texts.items()})
        if texts
        else diagnostic
    )


def as_json(diagnostic: Diagnostic) -> dict[str, object]:
    """One diagnostic as JSON data; what is not there is null."""
    return {
        "code": diagnostic.code.value,
        "severity": diagnostic.severity.value,
        **_place(diagnostic.at),
        "width": diagnostic.at.width,
        "says": diagnostic.says,
        "expected": diagnostic.expected,
        "found": diagnostic.found,
        "did_you_mean": diagnostic.did_you_mean,
        "remedy": diagnostic.remedy,
        "see": [{"says": says, **_place(at)} for says, at in diagnostic.see],
    }


def _place(at: Location) -> dict[str, object]:
    return {
        "file": at.file.path,
        "line": at.line,
        "column": at.column,
        "inside": short(at.inside) if at.inside else at.inside,
    }


def _one(diagnostic: Diagnostic, form: Form, *, colour: bool) -> str:
    match form:
        case Form.PLAIN:
            return _plain(diagnostic)
        case Form.GITHUB:
            return _github(diagnostic)
        case _:
            return _human(diagnostic, colour=colour)


def _human(diagnostic: Diagnostic, *, colour: bool) -> str:
    """The line itself with carets under the place, as far as there is a line to show."""
    tone = _RED if diagnostic.severity is Severity.ERROR else _YELLOW

    def paint(text: str, how: str) -> str:
        return f"{how}{text}{_END}" if colour else text

    head = paint(f"{diagnostic.severity.value}[{diagnostic.code.value}]", tone)
    margin = " " * len(str(diagnostic.at.line))
    lines = [f"{head}: {paint(_safe(diagnostic.says), _BOLD)}"]
    lines.append(f"{margin}{paint('-->', _BLUE)} {_safe(str(diagnostic.at))}")
    drawn = drawing(diagnostic.at)
    expected = f"expected {_safe(diagnostic.expected)}"
    if drawn is None:
        lines.append(f"{margin} {expected}; found {_safe(diagnostic.found)}")
    else:
        source, before, carets = drawn
        bar = paint("|", _BLUE)
        lines.append(f"{margin} {bar}")
        lines.append(f"{paint(str(diagnostic.at.line), _BLUE)} {bar} {source}".rstrip())
        beside = len(before) + len(carets) + len(expected) < WIDEST
        lines.append(f"{margin} {bar} {before}{paint(carets, tone)}{f' {expected}' if beside else ''}")
        lines.extend([] if beside else [f"{margin} {expected}"])
    lines.extend(f"{margin} {text}" for text in _advice(diagnostic))
    lines.append(f"{margin} more: gonogo help {diagnostic.code.value}")
    return "\n".join(lines) + "\n"


def _advice(diagnostic: Diagnostic) -> list[str]:
    """What comes below the drawing: the nearest word, the remedy, other places."""
    lines = []
    if diagnostic.did_you_mean:
        lines.append(f"did you mean `{_safe(diagnostic.did_you_mean)}`?")
    if diagnostic.remedy:
        lines.append(f"to put it right: {_safe(diagnostic.remedy)}")
    lines.extend(f"{_safe(says)}: {_safe(str(at))}" for says, at in diagnostic.see)
    return lines


def _plain(diagnostic: Diagnostic) -> str:
    """One line without drawing, for screen readers and logs."""
    parts = [
        f"{diagnostic.at}: {diagnostic.severity.value}[{diagnostic.code.value}]: {diagnostic.says}",
        f"expected {diagnostic.expected}",
        f"found {diagnostic.found}",
        *_advice(diagnostic),
    ]
    return "; ".join(_safe(part) for part in parts) + "\n"


def _github(diagnostic: Diagnostic) -> str:
    """A workflow command, which GitHub shows beside the line."""
    at = diagnostic.at
    properties = {
        "file": at.file.path,
        "line": str(at.line),
        "col": str(at.column),
        "endColumn": str(at.column + at.width),
        "title": diagnostic.code.value,
    }
    listed = ",".join(f"{name}={_escaped(value, ':,')}" for name, value in properties.items())
    message = [
        diagnostic.says,
        f"expected {diagnostic.expected}; found {diagnostic.found}",
        *_advice(diagnostic),
    ]
    return f"::{diagnostic.severity.value} {listed}::{_escaped(chr(10).join(message), '')}\n"


def _escaped(text: str, also: str) -> str:
    return "".join(f"%{ord(letter):02X}" if letter in f"%\r\n{also}" else letter for letter in text)


def drawing(at: Location) -> tuple[str, str, str] | None:
    """The source line as shown, the space before the carets, and the carets; None where there is no line."""
    line = at.file.line(at.line)
    if not line.strip() and not at.file.text.strip():
        return None
    start = max(at.column - 1, 0)
    first = max(0, start - WIDEST // 2) if len(line) > WIDEST else 0
    lead = "…" if first else ""
    tail = "…" if len(line) > first + WIDEST else ""
    shown, column, marks = lead, len(lead), {}
    for index, letter in enumerate(islice(line, first, first + WIDEST), start=first):
        marks[index] = column
        cell = " " * (TAB - (column - len(lead)) % TAB) if letter == "\t" else _visible(letter)
        shown += cell
        column += sum(map(_columns, cell))
    begin = marks.get(start, column)
    end = marks.get(start + at.width, column)
    return f"{shown}{tail}".rstrip(), " " * begin, "^" * max(1, end - begin)


def _visible(letter: str) -> str:
    return "\ufffd" if _UNSAFE.match(letter) else letter


def _columns(letter: str) -> int:
    """How many columns a terminal gives to a letter."""
    if letter.isascii():
        return 1
    if unicodedata.category(letter) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(letter) in ("W", "F") else 1


def _safe(text: str) -> str:
    """Text from a file, without what could play tricks on a terminal."""
    return _UNSAFE.sub("\ufffd", text)
