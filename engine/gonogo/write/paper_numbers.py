"""Numbers for sections and annexes, as the house counts them."""

from __future__ import annotations

from gonogo.model.house_style import Numbering
from gonogo.model.noun import replace
from gonogo.model.report import Section
from gonogo.write.paper_pen import Pen

UNNUMBERED = ("-finding", "-said")  # what stands in every criterion alike
DEEPEST = 2


def numbered(
    sections: tuple[Section, ...], annexes: tuple[Section, ...], pen: Pen
) -> tuple[tuple[Section, ...], tuple[Section, ...]]:
    """The same sections and annexes, with their numbers."""
    style = pen.style
    return (
        tuple(_counted(one, count(place, style.sections)) for place, one in enumerate(sections, 1)),
        tuple(
            replace(one, number=number and pen.say("annex.number", number=number))
            for place, one in enumerate(annexes, 1)
            if (number := count(place, style.annexes)) or True
        ),
    )


def count(place: int, numbering: Numbering) -> str | None:
    """1, 2, 3; or A to Z, then AA, AB; or nothing."""
    if numbering is Numbering.NONE:
        return None
    if numbering is Numbering.NUMBERS:
        return str(place)
    letters = ""
    while place:
        place, rest = divmod(place - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def _counted(section: Section, number: str | None, depth: int = 1) -> Section:
    """With its own number, and its sections below it counted from 1."""
    if number is None:
        return section
    below: list[Section] = []
    place = 0
    for one in section.sections:
        if depth >= DEEPEST or one.id.endswith(UNNUMBERED):
            below.append(one)
        else:
            place += 1
            below.append(_counted(one, f"{number}.{place}", depth + 1))
    return replace(section, number=number, sections=tuple(below))
