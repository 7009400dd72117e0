"""How wide a text stands in a picture, and where its lines break: no browser is asked, a small table is enough.

The widths are those of DejaVu Sans, which is wider than Arial, Helvetica and Liberation Sans: so those fit too.
"""

from __future__ import annotations

# Thousandths of the size of the letters, for the characters from space to tilde.
WIDTHS = (
    *(318, 401, 460, 838, 636, 950, 780, 275, 390, 390, 500, 838, 318, 361, 318, 337),
    *(636, 636, 636, 636, 636, 636, 636, 636, 636, 636, 337, 337, 838, 838, 838, 531),
    *(1000, 684, 686, 698, 770, 632, 575, 775, 752, 295, 295, 656, 557, 863, 748, 787),
    *(603, 787, 695, 635, 611, 732, 684, 989, 685, 611, 685, 390, 337, 390, 838, 500),
    *(500, 613, 635, 550, 635, 615, 352, 635, 634, 278, 278, 579, 278, 974, 634, 612),
    *(635, 635, 411, 521, 392, 634, 592, 818, 592, 592, 525, 636, 337, 636, 838),
)
OTHERS, WIDE, WIDE_FROM = 700, 1000, 0x1100  # accented letters; those of scripts that are as wide as they are high
BOLD = 1.13  # how much wider bold letters stand, at the most that words come to
ELLIPSIS = "\N{HORIZONTAL ELLIPSIS}"


def width_of(text: str, size: float, *, bold: bool = False) -> float:
    """How wide a text stands, in the unit of the size of its letters."""
    thousandths = sum(_width(character) for character in text)
    return thousandths * size / 1000 * (BOLD if bold else 1)


def _width(character: str) -> int:
    place = ord(character) - ord(" ")
    if 0 <= place < len(WIDTHS):
        return WIDTHS[place]
    return WIDE if ord(character) >= WIDE_FROM and character != ELLIPSIS else OTHERS if character != ELLIPSIS else WIDE


def wrapped(text: str, width: float, size: float, *, bold: bool = False, most: int | None = None) -> tuple[str, ...]:
    """The text in lines that are no wider. With `most`, what is left over is marked by an ellipsis."""
    lines: list[str] = []
    line = ""
    for word in _words(text, width, size, bold=bold):
        longer = f"{line} {word}" if line else word
        if line and width_of(longer, size, bold=bold) > width:
            lines.append(line)
            line = word
        else:
            line = longer
    lines += [line] if line else []
    if most is not None and len(lines) > most:
        lines = [*lines[: most - 1], _shortened(lines[most - 1], width, size, bold=bold)]
    return tuple(lines)


def _words(text: str, width: float, size: float, *, bold: bool) -> list[str]:
    """Words; one that is wider than a line is cut, after a hyphen if it has one."""
    found: list[str] = []
    for word in text.split():
        rest = word
        while width_of(rest, size, bold=bold) > width and len(rest) > 1:
            fitting = [end for end in range(1, len(rest)) if width_of(rest[:end], size, bold=bold) <= width]
            hyphens = [end for end in fitting if rest[end - 1] in "-_/."]
            cut = (hyphens or fitting or [1])[-1]
            found.append(rest[:cut])
            rest = rest[cut:]
        found.append(rest)
    return found


def _shortened(line: str, width: float, size: float, *, bold: bool) -> str:
    while line and width_of(line + ELLIPSIS, size, bold=bold) > width:
        line = line[:-1]
    return line.rstrip(" ,;:") + ELLIPSIS
