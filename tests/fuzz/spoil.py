"""Ways to spoil bytes that know nothing of what they mean: a bad disk, a bad copy, a strange editor, a wag."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from random import Random

Change = Callable[[bytes, Random], bytes]

LARGEST = 150_000  # bytes: no change makes a file larger, so that speed says something
NUMBER = re.compile(rb"-?[0-9]+(?:\.[0-9]+)?")
WORD = re.compile(rb"[A-Za-z_][A-Za-z0-9_-]*")
ODD: tuple[bytes, ...] = (
    b"", b"\0", b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff", b"\xff", b"\xc3", b"\xed\xa0\x80", b"\xf4\x90\x80\x80",
    b"\r", b"\n", b"\r\n", b"\t", b" ", b"\x0b", b"\x1b[31m", b"\x7f", b"\xc2\x85", b"\xe2\x80\xa8", b"\xe2\x80\xae",
    b"\xe2\x80\x8b", b"\xc2\xa0", b"e\xcc\x81", b"\xef\xbc\x91", b"\xc2\xb2", b"\xf0\x9f\x9a\xa2", b"'", b'"', b"`",
    b"\\", b"/", b"..", b"../", b"%", b"%s", b"{}", b"{0}", b"{{", b"$as_of", b"null", b"true", b"TRUE", b"NaN", b"-",
    b"Infinity", b"1e999999999", b"-0", b"0x10", b"1_000", b"1,5", b"9" * 20, b"9" * 400, b"9" * 5000, 
    b"0." + b"1" * 400,
    b"1e-400", b"2026-02-31", b"0000-00-00", b"9999-12-31", b"10000-01-01", b"2026-11-03T25:00:00Z", b"03/11/2026",
    b"=1+1", b"=cmd|' /C calc'!A0", b"#REF!", b"n/a", b"<", b">", b"&", b"&amp;", b"&x;", b"]]>", b"<!--", b"]", b"[",
)  # fmt: skip


def _at(content: bytes, random: Random) -> int:
    return random.randrange(len(content) + 1)


def flip(content: bytes, random: Random) -> bytes:
    """A bit of it."""
    if not content:
        return content
    at = random.randrange(len(content))
    return content[:at] + bytes([content[at] ^ 1 << random.randrange(8)]) + content[at + 1 :]


def put(content: bytes, random: Random) -> bytes:
    """Another byte in the place of one, or of a few."""
    at = _at(content, random)
    return content[:at] + random.randbytes(random.choice((1, 1, 1, 4))) + content[at + random.choice((0, 1, 1, 4)) :]


def take_out(content: bytes, random: Random) -> bytes:
    at = _at(content, random)
    return content[:at] + content[at + random.choice((1, 1, 2, 8, 40, 200)) :]


def insert(content: bytes, random: Random) -> bytes:
    """Something odd, or nothing, in the place of nothing or of a word."""
    at = _at(content, random)
    return content[:at] + random.choice(ODD) + content[at + random.choice((0, 0, 1, 4)) :]


def replace_word(content: bytes, random: Random) -> bytes:
    """A word, or a number, by another of the same file or by something odd."""
    words = list((NUMBER if random.random() < 0.4 else WORD).finditer(content))
    if not words:
        return content
    old = random.choice(words)
    new = random.choice(words).group() if random.random() < 0.5 else random.choice(ODD)
    return content[: old.start()] + new + content[old.end() :]


def double(content: bytes, random: Random) -> bytes:
    """A part of it once more, or many times."""
    start = _at(content, random)
    part = content[start : start + random.choice((1, 4, 20, 100, 1000))]
    times = random.choice((1, 1, 1, 2, 10, 200, 2000))
    return content[:start] + part * times + content[start:]


def move(content: bytes, random: Random) -> bytes:
    """A part of it to another place."""
    start = _at(content, random)
    part = content[start : start + random.choice((4, 20, 100))]
    rest = content[:start] + content[start + len(part) :]
    at = _at(rest, random)
    return rest[:at] + part + rest[at:]


def lines(content: bytes, random: Random) -> bytes:
    """A line doubled, moved, or left out."""
    rows = content.splitlines(keepends=True)
    if not rows:
        return content
    row = rows.pop(random.randrange(len(rows)))
    for _ in range(random.choice((0, 1, 2))):
        rows.insert(random.randrange(len(rows) + 1), row)
    return b"".join(rows)


def lengthen(content: bytes, random: Random) -> bytes:
    """Something very long."""
    at = _at(content, random)
    return (
        content[:at]
        + random.choice((b"x", b"9", b"\xc3\xa9", b" ", b"\n", b"a b,")) * (10 ** random.choice((3, 4, 4, 5)))
        + content[at:]
    )


def encode_anew(content: bytes, random: Random) -> bytes:
    """The same text in another encoding, with its mark or without it, or as if it had been read in a wrong one."""
    text = content.decode(random.choice(("utf-8", "utf-8", "latin-1")), errors="replace")
    if random.random() < 0.2:
        text = text.encode().decode("cp1252", errors="replace")
    wanted = ("utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "latin-1", "cp1252", "utf-7", "cp500")
    return text.encode(random.choice(wanted), errors="replace")


def end_lines_otherwise(content: bytes, random: Random) -> bytes:
    return content.replace(b"\r\n", b"\n").replace(b"\n", random.choice((b"\r\n", b"\r", b"\n\r", b"\n\n", b"\0\n")))


def cut(content: bytes, random: Random) -> bytes:
    """Its beginning. Of a cut nothing is known but that something is lost."""
    return content[: random.randrange(len(content))] if content else content


def behead(content: bytes, random: Random) -> bytes:
    return content[_at(content, random) :]


CHANGES: tuple[Change, ...] = (
    *(flip, put, take_out, insert, insert, replace_word, replace_word, replace_word, double, move),
    *(lines, lines, lengthen, encode_anew, end_lines_otherwise, cut, behead),
)


def splice(content: bytes, others: Sequence[bytes], random: Random) -> bytes:
    """The beginning of it and the end of another."""
    return content[: _at(content, random)] + cut(random.choice(others)[::-1], random)[::-1]


def spoilt(content: bytes, random: Random, own: Sequence[Change], others: Sequence[bytes]) -> bytes:
    """A few changes, one after another: those of bytes, and those of a form's `own`."""
    for _ in range(random.choice((1, 1, 1, 2, 2, 3, 5))):
        if random.random() < 0.03:
            content = splice(content, others, random)
        else:
            change = random.choice(own) if own and random.random() < 0.7 else random.choice(CHANGES)
            content = change(content, random)
        if len(content) > LARGEST:
            content = content[:LARGEST]
    return content
