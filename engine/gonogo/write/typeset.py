"""The door to the typesetter, typst: pages from a template and values, and a picture drawn as PNG.

It is given all that it sets as values, reads no file but our fonts, and knows no clock.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from gonogo.model.diagnostic import InternalError
from gonogo.model.report import Picture

if TYPE_CHECKING:
    import typst

FONTS = Path(__file__).resolve().parent / "fonts"
DRAWING = b"""
#set page(width: auto, height: auto, margin: 0pt, fill: white)
#set text(font: "DejaVu Sans", stretch: 87.5%)
#let content = json(bytes(sys.inputs.content))
#image(bytes(content), format: sys.inputs.form, width: float(sys.inputs.width) * 1mm)
"""
DOTS_PER_INCH = 220


class PageFault(Exception):
    """The typesetter could not make pages of what it was given; it may be a picture that is none."""


def pdf(template: bytes, values: Mapping[str, str], day: datetime) -> bytes:
    """The pages as PDF to two standards, to be kept for long and heard as well as seen, or a `PageFault`."""
    import typst  # 80 MB on disk, which whoever only decides never touches

    try:
        made = _typesetter(template, values).compile(format="pdf", pdf_standards=["a-2a", "ua-1"], timestamp=day)
    except typst.TypstError as fault:
        raise PageFault(str(fault)) from fault
    return _one(made)


def png(picture: Picture) -> bytes | None:
    """The picture as PNG, or nothing where it cannot be drawn."""
    import typst

    content = json.dumps(portable(picture.content))
    values = {"form": picture.form, "width": str(max(1, picture.width)), "content": content}
    try:
        made = _typesetter(DRAWING, values).compile(format="png", ppi=DOTS_PER_INCH)
    except typst.TypstError:
        return None
    return _one(made)


def _typesetter(template: bytes, values: Mapping[str, str]) -> typst.Compiler:
    import typst

    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=[FONTS])
    return typst.Compiler(template, root=FONTS, font_paths=fonts, ignore_system_fonts=True, sys_inputs=dict(values))


def portable(content: bytes) -> str | list[int]:
    """Bytes as JSON can carry them: as text where they are text, which is short, else as numbers."""
    try:
        return content.decode()
    except UnicodeDecodeError:
        return list(content)


def _one(made: bytes | list[bytes] | None) -> bytes:
    if isinstance(made, bytes):
        return made
    raise InternalError("the typesetter gave no single file")
