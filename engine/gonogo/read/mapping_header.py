"""Which column is meant by a name: the header of a table, whatever file it stands in.

Names are compared with their spaces put right, and otherwise letter by letter. Where a name stands twice, `Type (2)`
is the second column so called.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from gonogo.model.diagnostic import Code, Diagnostic, Diagnostics
from gonogo.model.location import Location
from gonogo.model.noun import Noun
from gonogo.read.complaint import MOST_NAMED, listed, shortened, wrong
from gonogo.read.extract import From
from gonogo.read.tree import Scalar

FIRST_ROWS = 100  # among which a header is looked for
NUMBERED = re.compile(r"(?P<name>.*) \((?P<number>[1-9][0-9]?)\)", re.DOTALL)


class Header(Noun, frozen=True):
    """The names of the columns, and the row (from 0) with which they end."""

    names: tuple[str, ...]
    row: int

    def numbers(self, wanted: str) -> list[int]:
        """The columns that a name can mean, from 0: one, where all is well."""
        name = plain_name(wanted)
        found = [number for number, one in enumerate(self.names) if one == name]
        if not found and (parts := NUMBERED.fullmatch(name)):
            same = [number for number, one in enumerate(self.names) if one == parts["name"]]
            found = same[int(parts["number"]) - 1 : int(parts["number"])]
        return found

    def fit(self, wanted: Sequence[str]) -> int:
        """How many of some names it has."""
        return sum(bool(self.numbers(name)) for name in wanted)


def plain_name(text: str) -> str:
    """A name on one line, with single spaces."""
    return " ".join(text.split())


def joined_names(rows: Sequence[Sequence[str]]) -> tuple[str, ...]:
    """The names in a header of several rows: what stands above each other is one name, with ` / ` between."""
    width = max(map(len, rows), default=0)
    columns = ([plain_name(row[number]) for row in rows if number < len(row)] for number in range(width))
    return tuple(" / ".join(dict.fromkeys(filter(None, column))) for column in columns)


def headers_in(rows: Sequence[Sequence[str]], how: From) -> list[Header]:
    """The rows that can be the header, since they have all columns that are mapped: one, where all is well."""
    needed = how.needed
    found = [Header(joined_names([row]), number) for number, row in enumerate(rows) if any(row)]
    if not needed:
        return found[:1]
    return [one for one in found if one.fit(needed) == len(needed)]


def nearest_header(rows: Sequence[Sequence[str]], how: From) -> Header | None:
    """The row that has most of the columns, where none has them all; of equal ones the first that is widest."""
    found = [Header(joined_names([row]), number) for number, row in enumerate(rows) if any(row)]
    return max(found, key=lambda one: (one.fit(how.needed), sum(map(bool, one.names))), default=None)


def chosen_columns(header: Header, wanted: Sequence[str], diagnostics: Diagnostics) -> dict[str, int] | None:
    """The number of each wanted column that is there; None after a complaint about one that could be two.

    One that is not there is left out: whoever reads the mapping complains, and knows where it is named.
    """
    found: dict[str, int] = {}
    before = len(diagnostics)
    for name in wanted:
        numbers = header.numbers(name)
        if len(numbers) > 1 and isinstance(name, Scalar):
            says = f"{len(numbers)} columns are called `{name}`"
            ordinal = listed(f"column {number + 1}" for number in numbers)
            choices = " or ".join(
                f"`{shortened(name)} ({number + 1})`" for number in range(min(len(numbers), MOST_NAMED))
            )
            diagnostics.add(wrong(Code.COLUMN_TWICE, name, says, choices, found=ordinal, remedy=f"say {choices}"))
        elif numbers:
            found[name] = numbers[0]
    return None if len(diagnostics) > before else found


def several_headers(found: Sequence[Header], places: Sequence[Location]) -> Diagnostic:
    """The complaint that more than one row could be the header."""
    return Diagnostic(
        code=Code.HEADER_UNCLEAR,
        at=places[0],
        says=f"{len(found)} rows have all the columns that are mapped, so any of them could be the header",
        expected="one such row",
        found=f"a second one, {places[1]}",
        see=tuple(("or this one", one) for one in places[1:4]),
        remedy="say which it is, by the number of its line: `header: N`",
    )
