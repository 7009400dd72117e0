"""Which characters the fonts that papers are set in can show. A character that they cannot is shown by its number."""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from gonogo.write.visible import numbered

FONTS = Path(__file__).resolve().parent / "fonts"
FACES = ("DejaVuSansCondensed.ttf", "DejaVuSansCondensed-Bold.ttf", "DejaVuSansCondensed-Oblique.ttf")
SEGMENTED = 12  # the form of table that knows characters of every plane


def in_one_face(text: str) -> str:
    """The text, with every character that the upright face lacks by its number: `[U+1F680]`."""
    return text if text.isascii() else _lacking(FACES[:1]).sub(lambda found: numbered(found.group()), text)


def in_every_face(text: str) -> str:
    """The same with every character that any of the faces lacks, so that no word needs two of them."""
    return text if text.isascii() else _lacking(FACES).sub(lambda found: numbered(found.group()), text)


def covered(font: bytes) -> Iterator[range]:
    """The characters that a TrueType font has a glyph for, as its own table (`cmap`) lists them."""
    (count,) = struct.unpack_from(">H", font, 4)
    (start,) = (
        struct.unpack_from(">I", font, place + 8)[0]
        for place in range(12, 12 + 16 * count, 16)
        if font[place : place + 4] == b"cmap"
    )
    (tables,) = struct.unpack_from(">H", font, start + 2)
    places = {start + struct.unpack_from(">I", font, start + 8 + 8 * number)[0] for number in range(tables)}
    (place,) = (one for one in places if struct.unpack_from(">H", font, one)[0] == SEGMENTED)
    (groups,) = struct.unpack_from(">I", font, place + 12)
    for number in range(groups):
        first, last, _ = struct.unpack_from(">III", font, place + 16 + 12 * number)
        yield range(first, last + 1)


@cache
def _lacking(faces: tuple[str, ...]) -> re.Pattern[str]:
    known = [{letter for group in covered((FONTS / face).read_bytes()) for letter in group} for face in faces]
    letters = "".join(f"\\U{letter:08x}" for letter in sorted(set.intersection(*known)))
    return re.compile(f"[^\t\n{letters}]")
