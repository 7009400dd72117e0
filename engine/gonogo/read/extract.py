"""What a file of rows gives, whatever its form: columns of raw values, each with its place. Nothing is typed yet.

A physical reader (CSV, XLSX, JSON, XML …) turns bytes into an `Extract`; `read.mapping_values` turns its columns into
values of the vocabulary's types. So a reader knows nothing of facts, and whoever types knows nothing of files.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from typing import Literal, Protocol, TypeAlias

from gonogo.model.diagnostic import Code, Diagnostics
from gonogo.model.location import Location, SourceFile
from gonogo.model.noun import Noun
from gonogo.read.tree import Mapping as Tree
from gonogo.read.tree import Node, Scalar


class Absent(Enum):
    """Of a row that does not carry a column at all; where it carries it and leaves it empty, that is None."""

    ABSENT = "absent"


ABSENT = Absent.ABSENT


class Broken(Noun, frozen=True):
    """There and unreadable: a formula without a value, an error cell. `says` completes "the cell holds …"."""

    says: str


One: TypeAlias = str | int | Decimal | bool | date | datetime | Literal[Absent.ABSENT] | Broken | None
Raw: TypeAlias = One | tuple[One, ...]  # a tuple: what a tree has there is a list
Progress: TypeAlias = Callable[[int, int], None]  # how much is done, of how much
Place: TypeAlias = Callable[[int, str | None], Location]
NOT_WHOLE = "not whole"
CAVEAT = "caveat"
ASIDE = "aside"
REMARK = "remark"
SERIAL = "serial"  # among the forms of dates: a number of days, as a workbook counts them


class Note(Noun, frozen=True):
    """Something that a reader of a decision, or of `gonogo evidence show`, ought to know of a file.

    NOT_WHOLE: by its own word it is not all there is, so its list is not complete, whatever the evidence says.
    CAVEAT: a warning, and a caveat on the source. ASIDE: a caveat on the source. REMARK: how it was understood.
    """

    kind: str
    says: str
    at: Location


class Fault(Noun, frozen=True):
    """A row that cannot be read as a whole, as it has too many cells, say. The others stay. Nothing in it is typed."""

    row: int  # its number in the extract, from 0: it has its place in every column
    code: Code
    says: str
    expected: str
    found: str
    remedy: str | None = None


class Extract(Noun, frozen=True, kw_only=True):
    """The rows of one file by column, each column named as the mapping names it, all of the same length.

    `names` are all that a mapping could name in this file, for a suggestion. A wanted column that the file does not
    have is left out of `columns`; whoever wanted it complains. `place` gives the place of row `i` (from 0), or of one
    of its columns. `days`: which day a number stands for, where the file counts days from an epoch of its own.
    """

    count: int
    columns: Mapping[str, Sequence[Raw]]
    place: Place
    names: Sequence[str] = ()
    faults: tuple[Fault, ...] = ()
    notes: tuple[Note, ...] = ()
    days: Callable[[int | Decimal], datetime | None] | None = None


# --- the parsed form of `from:` ------------------------------------------------------------------


class Forms(Noun, frozen=True, kw_only=True):
    """How values are written in a file, or in one column of it. None and (): nothing is said of it."""

    dates: tuple[Scalar, ...] = ()  # such as DD/MM/YYYY
    decimals: Scalar | None = None  # point or comma
    thousands: Scalar | None = None  # comma, point, space or apostrophe
    percent: Scalar | None = None  # share (12.5 % is 0.125) or number (12.5 % is 12.5)
    offset: Scalar | None = None  # of instants that are written without one, such as +01:00
    missing: tuple[Scalar, ...] = ()  # words that stand for nothing: n/a, -
    values: Mapping[Scalar, Node] | None = None  # what a written word means


class Mapped(Noun, frozen=True, kw_only=True):
    """Where one field of the fact comes from: one column, several that are plainly put together, or a literal."""

    field: Scalar
    columns: tuple[Scalar, ...] = ()
    together: Literal["first", "joined"] | None = None  # of several: the first that is not empty, or all with `by`
    by: str = " "
    literal: Node | None = None
    split: str | None = None  # a list: its items stand in one cell, with this between them
    may_lack: bool = False  # the file need not have the column
    forms: Forms
    at: Location


class From(Noun, frozen=True, kw_only=True):
    """`from:` of an entry, with the mapping that it uses laid under it. `tree` is all of it: a reader may have keys."""

    files: tuple[Scalar, ...]
    format: str
    mapped: tuple[Mapped, ...]
    where: Tree | None = None
    paths: tuple[Scalar, ...] = ()  # `at:`, where in a tree of values the rows are
    sheet: Scalar | None = None
    table: Scalar | None = None
    header: tuple[int, int] | None = None  # the first and the last line of the header, from 1; (0, 0): there is none
    encoding: Scalar | None = None
    delimiter: str | None = None
    comment: str | None = None
    total: Tree | None = None
    tree: Tree
    progress: Progress | None = None
    at: Location

    @property
    def needed(self) -> tuple[Scalar, ...]:
        """The columns that the file must have, each once."""
        named = (one for field in self.mapped if not field.may_lack for one in field.columns)
        return tuple(dict.fromkeys((*named, *tested_columns(self.where), *self._totalled())))

    @property
    def wanted(self) -> tuple[Scalar, ...]:
        """All columns that are named, each once."""
        named = (one for field in self.mapped for one in field.columns)
        return tuple(dict.fromkeys((*named, *self.needed)))

    def _totalled(self) -> Iterator[Scalar]:
        if self.total is not None:
            where = self.total.get("where")
            yield from tested_columns(where if isinstance(where, Tree) else None)
            for key in ("count", "sum"):
                node = self.total.get(key)
                yield from (one for one in (node if isinstance(node, list) else [node]) if isinstance(one, Scalar))


def tested_columns(where: Tree | None) -> Iterator[Scalar]:
    """The columns that the tests of `where` speak of."""
    for key, node in () if where is None else where.items():
        if key == "either":
            for option in node if isinstance(node, list) else ():
                yield from tested_columns(option if isinstance(option, Tree) else None)
        else:
            yield key


PhysicalReader: TypeAlias = Callable[[bytes, SourceFile, Sequence[str], From, Diagnostics], Extract | None]


class Intake(Noun, frozen=True, kw_only=True):
    """How evidence is taken in. `keep_going`: judge without the rows that cannot be read, as what they say is unknown.

    `beside` are the other files of the folder that the evidence is, in the order of their names. `progress` is told
    which file is read, and gives what is then told how far that has come.
    """

    beside: tuple[str, ...] = ()

    shelf: Shelf | None = None
    keep_going: bool = False
    progress: Callable[[str], Progress] | None = None


class Shelf(Protocol):
    """Gets the files that evidence points to: only inside the project, and each is remembered with its digest."""

    def data(self, pattern: str, named_in: str) -> tuple[str, ...]:
        """The paths, as shown, of the files that are meant, sorted; none where nothing is there."""
        ...

    def astray(self, pattern: str, named_in: str) -> dict[str, str]:
        """What is called so and is no file that may be read, by its path: each with what it is."""
        ...

    def beside_of(self, pattern: str, named_in: str) -> tuple[str, ...]:
        """What could have been meant by a path that leads to nothing, as it would be written: for a suggestion."""
        ...

    def content(self, shown: str) -> bytes:
        """What stands in one of them."""
        ...

    def size(self, shown: str) -> int:
        """How many bytes that are, before they are read."""
        ...

    def mapping(self, name: str) -> SourceFile | None:
        """The file `mappings/NAME.yaml` of the project, or of the product."""
        ...

    def mapping_names(self) -> tuple[str, ...]:
        """The names under which mappings are found."""
        ...


NO_FILES = Intake()
