"""Ways to spoil XML: elements, attributes, what is declared, and all by which XML brings in more than it holds."""

from __future__ import annotations

import re
from contextlib import suppress
from random import Random

from tests.fuzz.spoil import ODD, Change

TAG = re.compile(rb"<[/!?]?[A-Za-z][^<>]*>")
QUOTED = re.compile(rb'=("[^"<>]*"|\'[^\'<>]*\')')
NAME = re.compile(rb"(?<=<)/?[A-Za-z_][A-Za-z0-9_.:-]*")
TEXT = re.compile(rb">[^<>]+<")
VALUES = (
    b"", b"-5", b"x", b"99999999999999999999", b"nan", b"\xc2\xb2", b"true", b"2026-01-01", b"skipped", b"failed",
    b"passed", b"0", b"1e5", b"&#0;", b"&#x10FFFF;", b"&lt;", b"a&#10;b", b"  ", b"&nbsp;", b"1,234.5", b"A1:ZZ9",
)  # fmt: skip
NESTED = b"".join(b'<!ENTITY l%d "%s">' % (one, b"&l%d;" % (one - 1) * 10) for one in range(1, 10))
BEFORE = (
    b'<!DOCTYPE a [<!ENTITY x "y">]>',
    b'<!DOCTYPE a [<!ENTITY l0 "lol">' + NESTED + b"]>",
    b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/hostname">]>',
    b'<!DOCTYPE a SYSTEM "http://127.0.0.1:9/x.dtd">',
    b'<!DOCTYPE a [<!ENTITY % p SYSTEM "file:///etc/hostname"> %p;]>',
    b'<?xml-stylesheet href="http://127.0.0.1:9/x"?>',
    b"<!-- a -- b -->",
    b"<?php exit(1); ?>",
)
INSIDE = (
    b'<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="/etc/hostname" parse="text"/>',
    *(
        b"<![CDATA[ <x> ]]>",
        b"<![CDATA[",
        b"<!-- x -->",
        b"<!--",
        b"<?x y?>",
        b"&l9;",
        b"&x;",
        b"&amp;",
        b"&#0;",
        b"\0",
    ),
    *(b"<a>" * 5000, b"<a>" * 190 + b"</a>" * 190, b"<a " + b" ".join(b'a%d=""' % one for one in range(1100)) + b"/>"),
    *(b"<x:y/>", b'<a xmlns="u" xmlns:p="u" p:b="1" b="2"/>', b'<a xmlns:xsi="u" xsi:nil="true"/>', b"<a/>", b"</a>"),
)
DECLARED = (
    *(b"utf-16", b"utf-8", b"iso-8859-1", b"windows-1252", b"utf-7", b"us-ascii", b"shift_jis", b"ebcdic-cp-us"),
    *(b"x" * 30, b"gb18030", b"koi8-r", b"rot13", b"base64", b"zlib", b"idna", b"unicode_escape"),
)


def attribute(content: bytes, random: Random) -> bytes:
    """Something else in quotes."""
    found = list(QUOTED.finditer(content))
    if not found:
        return content
    old = random.choice(found)
    new = random.choice(found).group(1)[1:-1] if random.random() < 0.3 else random.choice(VALUES + ODD)
    return content[: old.start() + 2] + new + content[old.end() - 1 :]


def text(content: bytes, random: Random) -> bytes:
    found = list(TEXT.finditer(content))
    if not found:
        return content
    old = random.choice(found)
    return content[: old.start() + 1] + random.choice(VALUES + ODD) + content[old.end() - 1 :]


def name(content: bytes, random: Random) -> bytes:
    """Another name for an element, of one of its tags or of both."""
    found = list(NAME.finditer(content))
    if not found:
        return content
    old, new = (random.choice(found).group().lstrip(b"/") for _ in range(2))
    new = random.choice((new, new, b"x", b"p:" + old, old.upper(), old + b"s"))
    pattern = rb"(?<=<)(/?)" + re.escape(old) + rb"(?=[\s/>])"
    return re.sub(pattern, lambda one: one.group(1) + new, content, count=random.choice((0, 0, 1, 2)))


def element(content: bytes, random: Random) -> bytes:
    """A tag, or what stands between two, left out, doubled or moved."""
    found = list(TAG.finditer(content))
    if not found:
        return content
    first = random.randrange(len(found))
    last = min(len(found) - 1, first + random.choice((0, 0, 1, 2, 5)))
    start, end = found[first].start(), found[last].end()
    part = content[start:end]
    how = random.random()
    if how < 0.4:
        return content[:start] + content[end:]
    if how < 0.7:
        return content[:start] + part * random.choice((2, 2, 3, 100)) + content[end:]
    at = random.choice(found).start()
    return content[:at] + part + content[at:]


def put_before(content: bytes, random: Random) -> bytes:
    """Something before the first element."""
    at = re.search(rb"<[A-Za-z]", content)
    where = at.start() if at else 0
    return content[:where] + random.choice(BEFORE) + content[where:]


def put_inside(content: bytes, random: Random) -> bytes:
    found = list(TAG.finditer(content))
    at = random.choice(found).end() if found else 0
    return content[:at] + random.choice(INSIDE) + content[at:]


def declare(content: bytes, random: Random) -> bytes:
    """Another encoding than it has, or the one that it then has."""
    encoding = random.choice(DECLARED)
    text = re.sub(rb"^\s*<\?xml[^>]*\?>", b"", content)
    if random.random() < 0.3:
        with suppress(LookupError, ValueError):
            text = text.decode("utf-8", errors="replace").encode(encoding.decode("ascii"), errors="replace")
    return b'<?xml version="%s" encoding="%s"?>' % (random.choice((b"1.0", b"1.1", b"2.0")), encoding) + text


CHANGES: tuple[Change, ...] = (
    *(attribute, attribute, attribute, attribute, text, text, name, name, element, element, element),
    *(put_before, put_inside, declare),
)
