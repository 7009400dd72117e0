"""Records from the files that an entry of the evidence points to: one list of them, whatever the number of files.

A row that cannot be read is an error; under `--keep-going` it is a warning, and the row stands in a list of its own
that is malformed and so never counts, while the list that it came from is no longer complete.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from itertools import accumulate, repeat
from typing import Any, overload

from gonogo.model.diagnostic import Code, Diagnostic
from gonogo.model.evidence import CellPlaces, Entry, Understood
from gonogo.model.location import Location
from gonogo.model.noun import replace
from gonogo.model.policy import FactType
from gonogo.model.records import UNSET, row_type
from gonogo.model.value import shown
from gonogo.read.complaint import listed
from gonogo.read.evidence_records import RecordReading
from gonogo.read.extract import From
from gonogo.read.mapping_file import read_from
from gonogo.read.mapping_paths import add_file, paths_of
from gonogo.read.mapping_rows import Table, kept, read_table
from gonogo.read.mapping_words import columns_words
from gonogo.read.shaped import mapping
from gonogo.read.tree import Mapping as Tree

NAMED = 6  # rows that a caveat names


def add_from(records: RecordReading, fact: FactType, node: Tree) -> None:
    """The entry, or two, that `from:` of `node` comes to."""
    reading = records.reading
    how = read_from(mapping(node["from"]), fact, reading)
    if how is None:
        return
    paths = paths_of(how, reading)
    tables = [table for path in paths if (table := read_table(path, how, fact, reading)) is not None]
    if len(tables) < len(paths) or not paths:
        return
    whole = _Whole(fact, how, tables)
    whole.check_keys(records)
    sources = reading.source_ids(node.get("source"))
    add_file(sources, how, paths, reading)
    doubts = tuple(whole.doubts())
    for source in sources:
        for limit in (*doubts, *whole.caveats()):
            reading.add_limit(source, limit)
    reading.understood.append(Understood(fact.id, tuple(paths), tuple(columns_words(how)), tuple(whole.remarks())))
    complete = str(node.get("complete")) == "true" and not doubts
    good, bad = whole.entries(node, sources, doubts, complete=complete)
    for one in (good, *([bad] if bad is not None else [])):
        records.entries.setdefault(fact.id, []).append(one)
    whole.remember_references(records)


class Places(CellPlaces):
    """Where the records of some tables stand; worked out when somebody asks."""

    __slots__ = ("_columns", "_records", "_starts", "_tables")

    def __init__(self, tables: Sequence[Table], records: Sequence[int], columns: Mapping[str, str]) -> None:
        self._tables = tables
        self._starts = [0, *accumulate(len(table.rows) for table in tables)]
        self._records = records  # numbers in all tables together
        self._columns = columns

    def __len__(self) -> int:
        return len(self._records)

    @overload
    def __getitem__(self, index: int) -> Location: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Location]: ...
    def __getitem__(self, index: int | slice) -> Location | Sequence[Location]:
        if isinstance(index, slice):
            return [self.cell(one, None) for one in range(*index.indices(len(self)))]
        return self.cell(index, None)

    def cell(self, index: int, field: str | None) -> Location:
        number = self._records[index]
        which = bisect_right(self._starts, number) - 1
        column = None if field is None else self._columns.get(field)
        return self._tables[which].place(number - self._starts[which], column)


class _Whole:
    """The tables of all files of one entry, as one."""

    def __init__(self, fact: FactType, how: From, tables: Sequence[Table]) -> None:
        self.fact = fact
        self.tables = tables
        self.count = sum(len(table.rows) for table in tables)
        self._names = {str(one.field): str(one.columns[0]) for one in how.mapped if one.columns}
        starts = [0, *accumulate(len(table.rows) for table in tables)]
        self.bad: dict[int, str] = {}
        for start, table in zip(starts, tables, strict=False):
            self.bad.update({start + row: why for row, why in table.bad.items()})
        self.columns: dict[str, Sequence[Any]] = {}
        for name in how.mapped:
            parts = [table.columns[str(name.field)] for table in tables]
            self.columns[str(name.field)] = parts[0] if len(parts) == 1 else [one for part in parts for one in part]
        self.places = Places(tables, range(self.count), self._names)

    # --- keys ------------------------------------------------------------------------------------

    def check_keys(self, records: RecordReading) -> None:
        """Each row has its key, and no two have the same: otherwise none of them counts."""
        if not self.fact.key or any(name not in self.columns for name in self.fact.key):
            return
        columns = [self.columns[name] for name in self.fact.key]
        keys: list[Any] = list(columns[0]) if len(columns) == 1 else list(zip(*columns, strict=True))
        self._refuse_missing(columns, records)
        if len(set(keys)) == len(keys):
            return
        first: dict[Any, int] = {}
        twice: dict[int, list[int]] = {}
        for number, key in enumerate(keys):
            if number not in self.bad and first.setdefault(key, number) != number:
                twice.setdefault(first[key], [first[key]]).append(number)
        for numbers in twice.values():
            self._refuse_twice(numbers, records)

    def _refuse_missing(self, columns: Sequence[Sequence[Any]], records: RecordReading) -> None:
        for name, column in zip(self.fact.key, columns, strict=True):
            if self.fact.fields[name].optional or None not in column:
                continue
            for number in (one for one, value in enumerate(column) if value is None and one not in self.bad):
                self.bad[number] = f"it does not say its `{name}`"
                at = self.places.cell(number, name)
                says = f"this row does not say its `{name}`, which tells one {self.fact.id} from another"
                expected = self.fact.fields[name].type.describe()
                records.reading.of_rows.add(
                    Diagnostic(code=Code.KEY_MISSING, at=at, says=says, expected=expected, found="nothing")
                )

    def _refuse_twice(self, numbers: Sequence[int], records: RecordReading) -> None:
        key = ", ".join(shown(self.columns[name][numbers[0]]) for name in self.fact.key)
        places = [self.places.cell(number, self.fact.key[0]) for number in numbers]
        says = f"{len(numbers)} rows have the key `{key}`, so nobody can tell which one counts"
        remedy = "take the others out, or map what tells them apart: `key` of a fact may be several fields"
        see = tuple(("and here", place) for place in places[1:])
        diagnostic = Diagnostic(
            code=Code.ROW_KEY_TWICE,
            at=places[0],
            says=says,
            expected="each key once",
            found=f"`{key}` again",
            see=see[:4],
            remedy=remedy,
        )
        records.reading.of_rows.add(diagnostic)
        self.bad.update({number: f"{len(numbers)} rows have its key" for number in numbers})

    # --- what they come to -----------------------------------------------------------------------

    def entries(
        self, node: Tree, sources: tuple[str, ...], doubts: tuple[str, ...], *, complete: bool
    ) -> tuple[Entry, Entry | None]:
        """The list of what can be read, and that of what cannot, if there is any."""
        numbers = range(self.count)
        columns = self.columns
        bad = None
        if self.bad:
            good = [number not in self.bad for number in numbers]
            wrong = sorted(self.bad)
            lost = {name: [values[number] for number in wrong] for name, values in columns.items()}
            bad = self._entry(node, sources, wrong, lost)
            bad = replace(bad, malformed=tuple(self.bad[number] for number in wrong))
            columns = {name: kept(values, good) for name, values in columns.items()}
            entry = self._entry(node, sources, kept(numbers, good), columns)
        else:
            entry = self._entry(node, sources, numbers, columns)
        return replace(entry, complete=complete, doubts=doubts), bad

    def _entry(
        self, node: Tree, sources: tuple[str, ...], numbers: Sequence[int], columns: Mapping[str, Sequence[Any]]
    ) -> Entry:
        parts: list[Any] = []
        for name, declared in self.fact.fields.items():
            column = columns.get(name)
            parts.append(repeat(UNSET if declared.optional else None, len(numbers)) if column is None else column)
        return Entry(
            fact=self.fact.id,
            sources=sources,
            complete=False,
            records=list(map(row_type(self.fact), *parts)),
            places=Places(self.tables, numbers, self._names),
            valid_until=None,
            corrects=None,
            plain=True,
            at=node.at,
        )

    def doubts(self) -> Iterator[str]:
        """What speaks against these being all records."""
        if self.bad:
            places = [self.places[number] for number in sorted(self.bad)[:NAMED]]
            where: dict[str, list[str]] = {}
            for place in places:
                said = (place.said or "").strip(":, ")
                where.setdefault(place.file.path, []).append(f"line {said}" if said.isdigit() else said)
            told = "; ".join(f"{path}, {listed(named)}" for path, named in where.items())
            more = f" and {len(self.bad) - NAMED} more" if len(self.bad) > NAMED else ""
            many = f"{len(self.bad)} rows cannot be read and do not count"
            yield f"{'1 row cannot be read and does not count' if len(self.bad) == 1 else many}: {told}{more}"
        for table in self.tables:
            yield from table.not_whole

    def caveats(self) -> Iterator[str]:
        """What else a reader of the decision should know of the files."""
        for table in self.tables:
            yield from table.caveats

    def remarks(self) -> Iterator[str]:
        for table in self.tables:
            yield from table.remarks

    def remember_references(self, records: RecordReading) -> None:
        """Each different value that refers to another record, with the place of the first that does."""
        for name, declared in self.fact.fields.items():
            if name in self.columns and declared.type.fact is not None:
                records.remember_column(declared.type, self.columns[name], partial(self._place, name))

    def _place(self, field: str, number: int) -> Location:
        return self.places.cell(number, field)
