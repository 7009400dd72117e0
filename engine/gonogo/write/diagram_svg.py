"""A layout as SVG that prints in black and white: what a box says is in its shape and its words, colour only helps.

A screen reader hears the title and the description, which tells the picture from the decision down.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from gonogo.model.noun import Noun
from gonogo.write.diagram_layout import LINE, MARK, PAD, SIZE, TIGHT, Box, Edge, Layout
from gonogo.write.text_layout import UNSAFE

FONT = "DejaVu Sans, Arial, Helvetica, Liberation Sans, sans-serif"
INK, PALE = "#1a1a1a", "#5c5c5c"
BASELINE = 10.5


class Style(Noun, frozen=True):
    """How a state is drawn: its sign, the colours of its box and edge, and the edge's width and dashes."""

    sign: str
    fill: str
    edge: str
    width: float
    dash: str = ""


# Signs: tick, cross, ask, warn, bar, none.
STYLES: Mapping[str, Style] = {
    "good": Style("tick", "#e4f2e7", "#1e6b34", 1.4),
    "bad": Style("cross", "#fbe3e1", "#a11d14", 2.8),
    "unknown": Style("ask", "#fff6dc", "#8a6100", 1.6, "6 3"),
    "partly": Style("warn", "#eef1fb", "#33539e", 1.8),
    "idle": Style("bar", "#f2f2f2", "#6b6b6b", 1.0),
    "yes": Style("tick", "#ffffff", INK, 1.0),
    "no": Style("cross", "#ffffff", INK, 1.0),
    "perhaps": Style("ask", "#ffffff", INK, 1.0, "5 3"),
    "absent": Style("ask", "#ffffff", PALE, 1.0, "2 3"),
    "": Style("none", "#f7f7f4", PALE, 1.0),
}


class Words(Noun, frozen=True, kw_only=True):
    """The texts round a picture."""

    title: str
    subtitle: str
    columns: Sequence[str]
    legend: Sequence[tuple[str, str]]  # state, what it means
    description: Sequence[str]


HEAD, FOOT = 74.0, 30.0  # room above the boxes, and below for the legend


def svg(drawn: Layout, words: Words) -> str:
    """The picture, ending in a line end."""
    width, height = drawn.width, drawn.height + FOOT
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_n(width)} {_n(height)}" width="{_n(width)}" '
        f'height="{_n(height)}" role="img" aria-labelledby="title description" font-family="{FONT}" '
        f'font-size="{_n(SIZE)}" fill="{INK}">',
        f'<title id="title">{_escaped(words.title)}. {_escaped(words.subtitle)}</title>',
        '<desc id="description">',
        *(_escaped(line) for line in words.description),
        "</desc>",
        f'<rect width="{_n(width)}" height="{_n(height)}" fill="#ffffff"/>',
        _text((20, 26), words.title, size=16, bold=True),
        _text((20, 44), words.subtitle, size=11),
        *(
            _text((left, 66), name, bold=True, colour=PALE)
            for (left, _), name in zip(drawn.columns, words.columns, strict=True)
        ),
    ]
    places = {box.id: box for box in drawn.boxes}
    parts += [_line(edge, places[edge.start], places[edge.end]) for edge in drawn.edges]
    parts += [_box(box) for box in drawn.boxes]
    parts += _legend(words.legend, height - 16)
    return "\n".join([*parts, "</svg>", ""])


def _box(box: Box) -> str:
    style = STYLES[box.state]
    dash = f' stroke-dasharray="{style.dash}"' if style.dash else ""
    corner = 0 if box.state in ("bad", "no") else 4
    parts = [
        f'<g><rect x="{_n(box.x)}" y="{_n(box.y)}" width="{_n(box.width)}" height="{_n(box.height)}" rx="{corner}" '
        f'fill="{style.fill}" stroke="{style.edge}" stroke-width="{_n(style.width)}"{dash}/>'
    ]
    left, top = box.x + PAD, box.y + (PAD if box.headed else TIGHT)
    if style.sign != "none":
        parts.append(_sign(style, left + 7, top + 7))
        left += MARK
    for place, (row, bold) in enumerate(box.rows):
        parts.append(_text((left, top + BASELINE + place * LINE), row, bold=bold))
    return "".join([*parts, "</g>"])


def _sign(style: Style, x: float, y: float) -> str:
    """A sign that no font need know, about a middle point."""
    stroke = f'fill="none" stroke="{style.edge}" stroke-width="2" stroke-linecap="round"'
    match style.sign:
        case "tick":
            return f'<path d="M{_n(x - 5)} {_n(y)}l3.5 4.5l6.5 -9" {stroke}/>'
        case "cross":
            return f'<path d="M{_n(x - 4)} {_n(y - 4)}l8 8m0 -8l-8 8" {stroke}/>'
        case "warn":
            shape = f'<path d="M{_n(x)} {_n(y - 6)}l6.5 11.5h-13z" {stroke.replace("2", "1.4", 1)}/>'
            return shape + _text((x - 1.8, y + 4.2), "!", size=9, bold=True, colour=style.edge)
        case "ask":
            shape = f'<path d="M{_n(x)} {_n(y - 7.5)}l7.5 7.5l-7.5 7.5l-7.5 -7.5z" {stroke.replace("2", "1.2", 1)}/>'
            return shape + _text((x - 2.9, y + 3.6), "?", size=10, bold=True, colour=style.edge)
        case _:
            return f'<path d="M{_n(x - 5)} {_n(y)}h10" {stroke}/>'


def _line(edge: Edge, start: Box, end: Box) -> str:
    """From the right of one box to the left of the other, with an arrow head; broken where it cannot be told."""
    x1, y1 = start.x + start.width, start.y + start.height / 2
    x2, y2 = end.x - 1, end.y + end.height / 2
    bend = (x2 - x1) / 2
    dash = "" if edge.sure else ' stroke-dasharray="4 3"'
    curve = f"M{_n(x1)} {_n(y1)}C{_n(x1 + bend)} {_n(y1)} {_n(x2 - bend)} {_n(y2)} {_n(x2 - 5)} {_n(y2)}"
    head = f'<path d="M{_n(x2)} {_n(y2)}l-7 -3.2v6.4z" fill="{PALE}"/>'
    return f'<path d="{curve}" fill="none" stroke="{PALE}" stroke-width="1"{dash}/>{head}'


def _legend(legend: Sequence[tuple[str, str]], y: float) -> list[str]:
    parts, x = [], 20.0
    for state, text in legend:
        style = STYLES[state]
        dash = f' stroke-dasharray="{style.dash}"' if style.dash else ""
        parts.append(
            f'<rect x="{_n(x)}" y="{_n(y - 11)}" width="22" height="16" rx="{0 if state == "bad" else 3}" '
            f'fill="{style.fill}" stroke="{style.edge}" stroke-width="{_n(min(style.width, 2))}"{dash}/>'
        )
        parts += [_sign(style, x + 11, y - 3), _text((x + 28, y + 1), text, size=10)]
        x += 46 + 6.4 * len(text)
    return parts


def _text(
    at: tuple[float, float], text: str, *, size: float = SIZE, bold: bool = False, colour: str | None = None
) -> str:
    extra = f' font-size="{_n(size)}"' if size != SIZE else ""
    extra += ' font-weight="bold"' if bold else ""
    extra += f' fill="{colour}"' if colour else ""
    return f'<text x="{_n(at[0])}" y="{_n(at[1])}"{extra}>{_escaped(text)}</text>'


def _n(number: float) -> str:
    """A number with at most one decimal, and no useless zeros."""
    return f"{number:.1f}".removesuffix(".0")


def _escaped(text: str) -> str:
    safe = text.translate(UNSAFE).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return "".join(one for one in safe if one not in "\ufffe\uffff" and not "\ud800" <= one <= "\udfff")
