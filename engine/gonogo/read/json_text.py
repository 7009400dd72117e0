"""JSON from elsewhere: bytes to plain values. What JSON leaves to chance is refused, and what is refused has its place.

Names that stand twice, NaN, halves of characters, and nesting without end are none of ours to interpret. Numbers are
exact: whole ones are int, all others Decimal. Where a value stands is found afterwards, by `json_places`.
"""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from decimal import Decimal
from typing import Any, NoReturn

from gonogo.model.diagnostic import Code, Diagnostic, Diagnostics
from gonogo.model.location import Location, SourceFile
from gonogo.read.source import Limits

JSON_LIMITS = Limits(bytes=64_000_000, depth=100, values=8_000_000)
MOST_DIGITS = 4_000
MOST_POWERS = 1_000  # of ten, in a number that is written with an exponent
BYTE_ORDER = (
    ("utf-32", b"\xff\xfe\0\0"),
    ("utf-32", b"\0\0\xfe\xff"),
    ("utf-16", b"\xff\xfe"),
    ("utf-16", b"\xfe\xff"),
)
SHOWN = {"utf-8-sig": "UTF-8", "utf-16": "UTF-16", "utf-32": "UTF-32"}
HALF = re.compile(r"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|(\\u[dD][89a-fA-F][0-9a-fA-F]{2})|\\.")
TEXT = r'"[^"\\]*+(?:\\.[^"\\]*+)*+"'  # possessive, so that a text of many escapes takes no room
LEXEME = re.compile(TEXT + r"|[\[\]{}]", re.DOTALL)
LONG_NUMBER = re.compile(r"(?<![\d.])-?\d{4001,}")
ESCAPES = re.compile(r'["\\/bfnrt]|u[0-9a-fA-F]{4}')


class Refused(Exception):
    """A text that cannot be taken; the diagnostic is made where the place can be counted out."""

    def __init__(self, says: str, offset: int, *, expected: str, found: str, code: Code = Code.BROKEN_JSON) -> None:
        super().__init__(says)
        self.says, self.offset, self.expected, self.found, self.code = says, offset, expected, found, code


class _Twice(Exception):
    """A name that stands twice in one object."""


def decoded(content: bytes, file: SourceFile, diagnostics: Diagnostics, limits: Limits = JSON_LIMITS) -> str | None:
    """The text of a file in UTF-8, or in UTF-16 or UTF-32 with a byte order mark; None where it is not that."""
    at = Location(file, 1, 1)
    if len(content) > limits.bytes:
        found = f"{len(content):,} bytes"
        diagnostics.add(_too_much(at, "the file is too large", f"at most {limits.bytes:,} bytes", found))
        return None
    encoding = next((name for name, mark in BYTE_ORDER if content.startswith(mark)), "utf-8-sig")
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as error:
        before = content[: error.start].decode(encoding, errors="replace")
        diagnostics.add(
            Diagnostic(
                code=Code.WRONG_ENCODING,
                at=place_at(SourceFile(file.path, content.decode(encoding, errors="replace")), len(before)),
                says=f"the file is not {SHOWN[encoding]} text",
                expected="text in UTF-8, or in UTF-16 with a byte order mark",
                found=f"the byte {content[error.start]:#04x}",
                remedy="save the file again with the encoding UTF-8",
            )
        )
        return None
    if not text.strip():
        says, found = "the file is empty", "nothing" if not text else "nothing but blanks"
        remedy = "an empty file does not say that there are none; ask for the file again"
        diagnostics.add(
            Diagnostic(code=Code.EMPTY_REPORT, at=at, says=says, expected="JSON", found=found, remedy=remedy)
        )
        return None
    return text


def values(text: str, file: SourceFile, diagnostics: Diagnostics, limits: Limits = JSON_LIMITS) -> tuple[Any] | None:
    """What a JSON text says, as plain values in a tuple of one; None where it is refused."""
    try:
        return (decode(text, limits),)
    except Refused as fault:
        at = place_at(SourceFile(file.path, text), fault.offset)
        diagnostics.add(Diagnostic(code=fault.code, at=at, says=fault.says, expected=fault.expected, found=fault.found))
        return None


def decode(text: str, limits: Limits = JSON_LIMITS) -> Any:
    """What one JSON text says, or `Refused` with the offset of what is wrong."""
    if len(text) > limits.values and (count := sum(text.count(mark) for mark in ",:[{")) > limits.values:
        expected = f"at most {limits.values:,} names and values"
        raise Refused("the file holds too many values", 0, expected=expected, found=f"{count:,}", code=Code.FILE_LIMIT)
    try:
        value = DECODER.decode(text)
    except json.JSONDecodeError as error:
        raise _broken(text, error) from error
    except _Twice as error:
        raise _twice(text) from error
    except _Token as error:
        offset, found = _token(text, error.token), f"`{error.token[:40]}`"
        raise Refused(error.says, offset, expected=error.expected, found=found) from error
    except RecursionError as error:
        raise _too_deep(text, limits) from error
    except ValueError as error:  # a whole number of more digits than Python turns into an int
        raise _long_number(text) from error
    if text.count("[") + text.count("{") > limits.depth and _depth(value, limits.depth) > limits.depth:
        raise _too_deep(text, limits)
    if "\\u" in text and (half := next((one for one in HALF.finditer(text) if one[1]), None)):
        says, expected = "this is half of a character", "both halves of the pair, or the character itself"
        raise Refused(says, half.start(), expected=expected, found=f"`{half[1]}`")
    return value


class _Token(Exception):
    """A word that is refused while it is decoded; its place is looked for afterwards."""

    def __init__(self, says: str, token: str, expected: str) -> None:
        super().__init__(says)
        self.says, self.token, self.expected = says, token, expected


def _number(text: str) -> Decimal:
    number = Decimal(text) if len(text) <= MOST_DIGITS else None
    if number is None or (("e" in text or "E" in text) and bool(number) and abs(number.adjusted()) > MOST_POWERS):
        raise _Token("this number is too long", text[:60], f"a number of at most {MOST_DIGITS:,} digits")
    return number


def _no_number(word: str) -> NoReturn:
    raise _Token(f"`{word}` is no number", word, "a number in digits, or `null` where there is none")


def _pairs(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) != len(pairs):
        raise _Twice
    return made


DECODER = json.JSONDecoder(object_pairs_hook=_pairs, parse_float=_number, parse_constant=_no_number)


def _token(text: str, token: str) -> int:
    """Where a bare word stands outside of quotes."""
    finder = re.compile(f"{TEXT}|({re.escape(token)})", re.DOTALL)
    return next((one.start() for one in finder.finditer(text) if one[1]), 0)


def _depth(value: Any, limit: int) -> int:
    """How deep values are nested, level by level; counting stops behind the limit."""
    level, depth = [value], 0
    while level and depth <= limit:
        level = [one for one in level if type(one) is dict or type(one) is list]
        depth += bool(level)
        level = [part for one in level for part in (one.values() if type(one) is dict else one)]
    return depth


def _too_deep(text: str, limits: Limits) -> Refused:
    depth, offset = 0, 0
    for found in LEXEME.finditer(text):
        depth += {"[": 1, "{": 1, "]": -1, "}": -1}.get(found.group(), 0)
        if depth > limits.depth:
            offset = found.start()
            break
    expected = f"at most {limits.depth} levels of lists and objects"
    return Refused("this is nested too deep", offset, expected=expected, found="one more", code=Code.FILE_LIMIT)


def _long_number(text: str) -> Refused:
    found = LONG_NUMBER.search(text)
    says, expected = "this number is too long", "a number of at most 4,000 digits"
    return Refused(says, found.start() if found else 0, expected=expected, found="more digits than that")


def _twice(text: str) -> Refused:
    """The second of two names in one object: found by going through the text once more, level by level."""
    stack: list[set[str]] = []
    for found in LEXEME.finditer(text):
        mark = found.group()
        if mark in "[{":
            stack.append(set())
        elif mark in "]}":
            stack.pop()
        elif text[found.end() : found.end() + 40].lstrip(" \t\r\n").startswith(":"):
            name = json.loads(mark)
            if name in stack[-1]:
                says = f"the name `{name[:60]}` stands twice in one object"
                return Refused(
                    says, found.start(), expected="each name once", found="it again", code=Code.DUPLICATE_KEY
                )
            stack[-1].add(name)
    return Refused("a name stands twice in one object", 0, expected="each name once", found="it again")


def _broken(text: str, error: json.JSONDecodeError) -> Refused:
    """What stops the reading, in words that do not depend on the decoder's."""
    offset = min(error.pos, len(text))
    rest = text[offset:]
    if not rest.strip():
        says, found = "the file ends before what it says is complete", "the end of the file"
        return Refused(says, max(0, len(text.rstrip()) - 1), expected="the rest of it", found=found)
    letter = rest[0]
    if letter == '"':
        return Refused("this text has no end", offset, expected='a `"` that closes it', found="the end of the file")
    if letter < " " and letter not in "\t\r\n":
        says, expected = "a control character stands here", "an escape such as `\\n` in its place"
        return Refused(says, offset, expected=expected, found=f"U+{ord(letter):04X}")
    if letter in "\t\r\n":
        says, expected = "a text goes on over the end of a line", "an escape such as `\\n`, or a closing quote"
        return Refused(says, offset, expected=expected, found="a line end or a tab")
    if letter == "\\" and not ESCAPES.match(rest[1:6]):
        return Refused("this escape means nothing", offset, expected="one of JSON's escapes", found=f"`{rest[:2]}`")
    word = re.match(r"[\w.+-]{1,40}|.", rest)
    found = f"`{word.group() if word else letter}`"
    return Refused("this is not JSON", offset, expected="a name, a value or what parts them", found=found)


def place_at(file: SourceFile, offset: int) -> Location:
    """The line and column of a character of a file's text."""
    before = file.text[:offset]
    starts = [0, *(end.end() for end in re.finditer(r"\r\n|\n|\r", before))]
    line = bisect_right(starts, offset)
    return Location(file, line, offset - starts[line - 1] + 1)


def _too_much(at: Location, says: str, expected: str, found: str) -> Diagnostic:
    remedy = "export fewer rows at a time, or as JSON Lines or CSV"
    return Diagnostic(code=Code.FILE_LIMIT, at=at, says=says, expected=expected, found=found, remedy=remedy)
