"""Which row of a table is its header, before anybody has said which columns are wanted: by its form alone."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from gonogo.model.noun import Noun
from gonogo.read.characters import HIDDEN
from gonogo.read.mapping_header import FIRST_ROWS, joined_names
from gonogo.read.strict_yaml import is_null
from gonogo.read.tree import Scalar

LONGEST_NAME = 120
MOST_COLUMNS = 500  # that are looked at, as each is held against every field
NUMBER = re.compile(r"[-+]?[0-9][0-9.,' ]*%?")
DAY = re.compile(r"[0-9]{1,4}[-/.][0-9]{1,2}[-/.][0-9]{1,4}.*")
FILLED = 0.6  # of the cells of a header
RECURS = 1 / 3  # of the names of a header that may stand below it, too


class Head(Noun, frozen=True):
    """The rows of a header, from 0, the last one included; None: there is none. `width`: cells of most rows."""

    first: int | None
    last: int
    width: int


def head_of_rows(rows: Sequence[Sequence[str]]) -> Head:
    """The first row that is filled, holds names, and is not like what stands below it."""
    width = usual_width(rows)
    for number, row in enumerate(rows[:FIRST_ROWS]):
        filled = [cell.strip() for cell in row if cell.strip()]
        if len(filled) >= max(1, FILLED * width) and all(map(_is_name, filled)):
            if number + 1 < len(rows) and _is_like_below(row, rows[number + 1 :]):
                break
            return Head(number, number, width)
    return Head(None, -1, width)


def usual_width(rows: Sequence[Sequence[str]]) -> int:
    """How many cells most rows fill; of equally many the widest."""
    widths = Counter(max((at + 1 for at, cell in enumerate(row) if cell.strip()), default=0) for row in rows)
    widths.pop(0, None)
    return max(widths, key=lambda width: (widths[width], width), default=0)


def _is_name(cell: str) -> bool:
    return len(cell) <= LONGEST_NAME and not NUMBER.fullmatch(cell) and not DAY.fullmatch(cell)


def _is_like_below(row: Sequence[str], below: Sequence[Sequence[str]]) -> bool:
    """Whether a row is a record like the others: its cells recur in their columns, or have the same form."""
    same = 0
    filled = [at for at, cell in enumerate(row) if cell.strip()]
    for at in filled:
        column = [one[at].strip() for one in below if at < len(one) and one[at].strip()]
        cell = row[at].strip()
        if cell in column or (any(map(str.isdigit, cell)) and column and all(_form(x) == _form(cell) for x in column)):
            same += 1
    return bool(filled) and same > RECURS * len(filled)


def _form(text: str) -> str:
    return re.sub(r"[0-9]+", "0", text)


def named_columns(rows: Sequence[Sequence[str]]) -> dict[str, int]:
    """Each column by the name that a mapping would use, and its number from 0. Some have none that can be written."""
    names = joined_names(rows)
    times = Counter(names)
    seen: Counter[str] = Counter()
    found: dict[str, int] = {}
    for number, name in enumerate(names):
        if len(found) == MOST_COLUMNS:
            break
        if not name or HIDDEN.search(name):
            continue
        seen[name] += 1
        found[f"{name} ({seen[name]})" if times[name] > 1 else name] = number
    return found


def is_empty(raw: object) -> bool:
    """Whether a raw value says nothing."""
    return raw is None or (isinstance(raw, Scalar) and is_null(raw)) or (isinstance(raw, str) and not raw.strip())
