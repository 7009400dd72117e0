"""A report as PDF that can be kept and heard: PDF/A-2a and PDF/UA-1, every letter in a font that lies inside it.

The text goes to the typesetter as JSON, so no letter of it is ever taken for markup.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

from gonogo.model.diagnostic import InternalError
from gonogo.model.report import Picture, Report
from gonogo.write.font_cover import in_every_face, in_one_face
from gonogo.write.render_tree import COLOURS, day_of, prepared
from gonogo.write.typeset import PageFault, pdf, png, portable
from gonogo.write.visible import visible

TEMPLATE = Path(__file__).resolve().parent / "templates" / "report.typ"
LANGUAGE = re.compile(r"([A-Za-z]{2,3})(?:-[A-Za-z]{4})?(?:-([A-Za-z]{2}))?(?![A-Za-z0-9])")

# A word too long for a narrow column may be broken between these pieces. The marks are for the template: characters
# of private use, which no cleaned text holds.
LONG_WORD = re.compile(r"\S{21,}")
PIECE = re.compile(r"[^/_.:\-]{1,8}[/_.:\-]{0,3}|[/_.:\-]{1,8}")
WORD_MARK, PIECE_MARK = "\ue001", "\ue000"
TAB = "    "


def render(report: Report) -> bytes:
    """The PDF. A picture that cannot be drawn is replaced by what it shows, in words."""
    told = ""
    for fit, drawable in ATTEMPTS:
        try:
            return _pages(report, fit, drawable)
        except PageFault as fault:
            told = str(fault)
    raise InternalError(f"the paper could not be set in type: {told}")


def _pages(report: Report, fit: Callable[[str], str], drawable: Callable[[Picture], bool]) -> bytes:
    made = prepared(report, lambda text: _breakable(fit(visible(text)).replace("\t", TAB)))
    day = day_of(report)
    values = made.tree | {
        "language": _language(report.language),
        "tones": {tone.value: [look.shape, look.ink, look.tint] for tone, look in COLOURS.items()},
        "pictures": [
            {"form": one.form, "content": portable(one.content)} if drawable(one) else None for one in made.pictures
        ],
        "day": [day.year, day.month, day.day],
    }
    return pdf(TEMPLATE.read_bytes(), {"report": json.dumps(values)}, day)


def _on_trust(picture: Picture) -> bool:
    return True


def _drawn(picture: Picture) -> bool:
    return png(picture) is not None


# What is tried in turn: most papers need no more than the first. The next looks at each picture; the last shows by
# its number what not every face has, since a sign that joins another has to stand in the same face as that.
ATTEMPTS = ((in_one_face, _on_trust), (in_one_face, _drawn), (in_every_face, _drawn))


def _breakable(text: str) -> str:
    return LONG_WORD.sub(lambda found: f"{WORD_MARK}{PIECE_MARK.join(PIECE.findall(found.group()))}{WORD_MARK}", text)


def _language(tag: str) -> dict[str, str | None]:
    """A language tag as the typesetter knows it: `en-GB` is the language `en` in the region `gb`."""
    found = LANGUAGE.match(tag)
    if found is None:
        raise InternalError(f"`{tag}` is not a language tag such as `en-GB`")
    return {"lang": found[1].lower(), "region": found[2].lower() if found[2] else None}
