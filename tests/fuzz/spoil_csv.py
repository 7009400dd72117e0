"""Ways to spoil tables as text: cells, columns, quotes and what parts them."""

from __future__ import annotations

from random import Random

from tests.fuzz.spoil import ODD, Change

QUOTED = (b'"', b'""', b'"x', b'x"', b'"a\nb"', b'"a""b"', b'"', b"'x'", b'"a,b;c\td|e"', b'"' + b"x\n" * 30 + b'"')
DELIMITERS = (b",", b";", b"\t", b"|", b" ", b",,", b";;")


def _delimiter(content: bytes) -> bytes:
    return max((b",", b";", b"\t", b"|"), key=content.count)


def cell(content: bytes, random: Random) -> bytes:
    """Something else in a cell."""
    mark, rows = _delimiter(content), content.split(b"\n")
    row = random.randrange(len(rows))
    cells = rows[row].split(mark)
    cells[random.randrange(len(cells))] = random.choice(QUOTED if random.random() < 0.4 else ODD)
    rows[row] = mark.join(cells)
    return b"\n".join(rows)


def width(content: bytes, random: Random) -> bytes:
    """A row, or every row, with a cell more or less, or very many."""
    mark, rows = _delimiter(content), content.split(b"\n")
    which = range(len(rows)) if random.random() < 0.2 else [random.randrange(len(rows))]
    change = random.choice((-2, -1, 1, 3, 300))
    for row in which:
        rows[row] = rows[row] + mark * change if change > 0 else mark.join(rows[row].split(mark)[:change])
    return b"\n".join(rows)


def column(content: bytes, random: Random) -> bytes:
    """A column moved or doubled."""
    mark, rows = _delimiter(content), [row.split(_delimiter(content)) for row in content.split(b"\n")]
    take, give = (random.randrange(max(map(len, rows))) for _ in range(2))
    for row in rows:
        if take < len(row):
            row.insert(give, row[take] if random.random() < 0.98 else b"")
    return b"\n".join(mark.join(row) for row in rows)


def part_otherwise(content: bytes, random: Random) -> bytes:
    return content.replace(_delimiter(content), random.choice(DELIMITERS))


def quote_all(content: bytes, random: Random) -> bytes:
    mark = _delimiter(content)
    rows = (mark.join(b'"' + one + b'"' for one in row.split(mark)) for row in content.split(b"\n"))
    return b"\n".join(rows)


def put_before(content: bytes, random: Random) -> bytes:
    """Lines above the header: notes, the header once more, what a spreadsheet program writes."""
    header = content.split(b"\n", 1)[0]
    above = (b"sep=;\n", b"# a note\n", b"\n\n\n", header + b"\n", b"Report of Monday" + b"," * 40 + b"\n", b'"\n')
    return random.choice(above) + content


CHANGES: tuple[Change, ...] = (cell, cell, cell, width, width, column, part_otherwise, quote_all, put_before)
