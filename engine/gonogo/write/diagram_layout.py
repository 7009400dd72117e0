"""Puts boxes in five columns, so that none covers another and every line runs between two neighbouring columns.

Boxes that belong together form a block: its conditions, rules and verdict stand side by side, blocks one below the
other. Evidence, which serves several blocks, is put as near as may be to what rests on it; the decision stands in the
middle. The same input gives the same places.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from gonogo.model.noun import Noun, replace
from gonogo.write.diagram_text import wrapped

EVIDENCE, CONDITION, RULE, VERDICT, DECISION = range(5)
SIZE, LINE, PAD, TIGHT, MARK = 10.5, 13.5, 6.0, 3.5, 22.0
BETWEEN, BETWEEN_BLOCKS = 5.0, 13.0
MARGIN, GAP = 20.0, 50.0
WIDTHS = (222.0, 436.0, 232.0, 226.0, 212.0)
MOST_LINES = (6, 4, 4, 6, 12)  # of a paragraph in a box, by column


class Box(Noun, frozen=True, kw_only=True):
    """What stands in one place. `state` chooses its shape; `lines` are paragraphs, the first bold if `headed`."""

    id: str
    column: int
    block: int
    state: str
    lines: tuple[str, ...]
    headed: bool = True
    x: float = 0
    y: float = 0
    width: float = 0
    height: float = 0
    rows: tuple[tuple[str, bool], ...] = ()  # the lines as they are drawn, and whether in bold


class Edge(Noun, frozen=True):
    """A line from a box to one of the next column. `sure`: false where what it says cannot be told."""

    start: str
    end: str
    sure: bool


class Layout(Noun, frozen=True, kw_only=True):
    """Where everything stands."""

    boxes: tuple[Box, ...]
    edges: tuple[Edge, ...]
    columns: tuple[tuple[float, float], ...]  # left and width of each
    width: float
    height: float


def layout(boxes: Sequence[Box], edges: Sequence[Edge], top: float) -> Layout:
    """Every box with its place; `top` is where the first may stand."""
    lefts = [MARGIN + sum(WIDTHS[:column]) + GAP * column for column in range(len(WIDTHS))]
    sized = [_sized(box, lefts[box.column]) for box in boxes]
    placed, bottom = _blocks(sized, top)
    middle = {box.id: box.y + box.height / 2 for box in placed}
    evidence = _near([box for box in sized if box.column == EVIDENCE], _pull(edges, middle), (top, bottom))
    decision = _near([box for box in sized if box.column == DECISION], {}, (top, bottom))
    everything = [*evidence, *placed, *decision]
    lowest = max((box.y + box.height for box in everything), default=top)
    return Layout(
        boxes=tuple(everything),
        edges=tuple(edges),
        columns=tuple(zip(lefts, WIDTHS, strict=True)),
        width=lefts[-1] + WIDTHS[-1] + MARGIN,
        height=lowest + MARGIN,
    )


def _sized(box: Box, left: float) -> Box:
    """The box with its lines broken, and so its height."""
    width = WIDTHS[box.column] - 2 * PAD - (MARK if box.state else 0)
    rows = [
        (row, box.headed and place == 0)
        for place, text in enumerate(box.lines)
        for row in wrapped(text, width, SIZE, bold=box.headed and place == 0, most=MOST_LINES[box.column])
    ]
    height = max(len(rows), 1) * LINE + 2 * (PAD if box.headed else TIGHT)
    return replace(box, x=left, width=WIDTHS[box.column], height=height, rows=tuple(rows))


def _blocks(boxes: Sequence[Box], top: float) -> tuple[list[Box], float]:
    """Conditions, rules and verdicts, block by block; each column of a block is centred in its height."""
    placed: list[Box] = []
    y = top
    for block in dict.fromkeys(box.block for box in boxes if box.column in (CONDITION, RULE, VERDICT)):
        columns = [
            [box for box in boxes if box.block == block and box.column == column]
            for column in (CONDITION, RULE, VERDICT)
        ]
        height = max(_stacked(column) for column in columns)
        for column in columns:
            placed += _stack(column, y + (height - _stacked(column)) / 2)
        y += height + BETWEEN_BLOCKS
    return placed, max(y - BETWEEN_BLOCKS, top)


def _stacked(boxes: Sequence[Box]) -> float:
    return sum(box.height for box in boxes) + BETWEEN * max(len(boxes) - 1, 0)


def _stack(boxes: Sequence[Box], y: float) -> list[Box]:
    placed = []
    for box in boxes:
        placed.append(replace(box, y=y))
        y += box.height + BETWEEN
    return placed


def _pull(edges: Sequence[Edge], middle: Mapping[str, float]) -> dict[str, float]:
    """For each box, the mean height of those that its lines lead to."""
    found: dict[str, list[float]] = {}
    for edge in edges:
        if edge.end in middle:
            found.setdefault(edge.start, []).append(middle[edge.end])
    return {name: sum(heights) / len(heights) for name, heights in found.items()}


def _near(boxes: Sequence[Box], wanted: Mapping[str, float], room: tuple[float, float]) -> list[Box]:
    """One below the other, each as near to where it is wanted (else the middle) as its neighbours allow."""
    top, bottom = room
    centre = (top + bottom) / 2
    if not wanted:
        return _stack(boxes, max(top, centre - _stacked(boxes) / 2))
    ordered = sorted(boxes, key=lambda box: wanted.get(box.id, bottom))
    y, placed = top, []
    for box in ordered:
        y = max(y, wanted.get(box.id, bottom) - box.height / 2)
        placed.append(replace(box, y=y))
        y += box.height + BETWEEN
    limit = max(bottom, top + _stacked(ordered))
    for place in range(len(placed) - 1, -1, -1):
        box = placed[place]
        placed[place] = replace(box, y=min(box.y, limit - box.height))
        limit = placed[place].y - BETWEEN
    return placed
