"""The rows of one file, chosen and typed: a column of values for each field, and the rows that cannot be read.

1. Read the file by its physical reader, and complain of each mapped column that it does not have.
2. Leave out the rows that state totals, once they are held against the others; then those that `where` leaves out.
3. Type each column. What is refused makes its row malformed; what is of a kind is complained of together.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from itertools import compress
from typing import Any

from gonogo.model.diagnostic import Code, Diagnostic, Diagnostics, Severity
from gonogo.model.location import Location, SourceFile
from gonogo.model.noun import replace
from gonogo.model.policy import FactType
from gonogo.model.records import UNSET
from gonogo.read.complaint import LONGEST_NAME, cut_to, listed, readable, unknown_name
from gonogo.read.evidence_reading import EvidenceReading
from gonogo.read.extract import (
    ABSENT,
    ASIDE,
    NOT_WHOLE,
    REMARK,
    SERIAL,
    Extract,
    From,
    Mapped,
    Note,
    Raw,
    tested_columns,
)
from gonogo.read.mapping_converters import converter
from gonogo.read.mapping_formats import FORMATS
from gonogo.read.mapping_refusals import complaints_of_column, complaints_of_faults
from gonogo.read.mapping_totals import Totals
from gonogo.read.mapping_values import DAYS, Refused
from gonogo.read.mapping_where import Choice, choose, read_choice

PLAIN = ("csv", "xlsx", "json", "json-lines", "yaml", "xml")  # forms in which nothing says that somebody looked
NAMED = 4  # of the words for which rows are left aside


@dataclass(slots=True)
class Table:
    """The records of one file by field. `bad` are the rows that are malformed, each with the reason."""

    extract: Extract
    rows: Sequence[int]  # of the extract, one for each record
    columns: dict[str, Sequence[Any]]  # by field; one that nothing is mapped to has no column
    bad: dict[int, str] = field(default_factory=dict)  # by number of the record
    remarks: list[str] = field(default_factory=list)
    not_whole: list[str] = field(default_factory=list)
    caveats: list[str] = field(default_factory=list)
    lost: frozenset[int] = frozenset()  # those of which nothing more need be said

    def place(self, record: int, column: str | None = None) -> Location:
        return self.extract.place(self.rows[record], column)


def read_table(shown: str, how: From, fact: FactType, reading: EvidenceReading) -> Table | None:
    """The records of one file; None after a complaint about the whole of it."""
    assert reading.shelf is not None
    file = SourceFile(shown, "")
    content = reading.shelf.content(shown)
    before = len(reading.diagnostics.errors)
    if reading.progress is not None:
        told = reading.progress(shown)
        how = replace(how, progress=told)
    extract = FORMATS[how.format]()(content, file, how.wanted, how, reading.diagnostics)
    if extract is None or len(reading.diagnostics.errors) > before:
        return None
    if not _has_all(extract, how, file, reading.diagnostics):
        return None
    table = _chosen(extract, how, fact, reading, shown)
    if table is None:
        return None
    if not extract.count and how.format in PLAIN:
        table.caveats.append(f"`{shown}` holds no records")
    _add_notes(table, reading.diagnostics)
    found = Diagnostics()
    for one in how.mapped:
        table.columns[str(one.field)] = _column(one, table, fact, reading, found)
    reading.of_rows.extend(found)
    return table


def _has_all(extract: Extract, how: From, file: SourceFile, diagnostics: Diagnostics) -> bool:
    lacking = [name for name in how.needed if name not in extract.columns]
    for name in lacking:
        says = f"`{file.path}` has no column `{name}`"
        diagnostics.add(unknown_name(Code.NO_SUCH_COLUMN, name, says, extract.names))
    return not lacking


# --- which rows ----------------------------------------------------------------------------------


def _chosen(extract: Extract, how: From, fact: FactType, reading: EvidenceReading, path: str) -> Table | None:
    """The rows that are records; None after a complaint about the tests themselves."""
    faults = {one.row: one for one in extract.faults}
    rows: Sequence[int] = range(extract.count)
    bad, doubts, caveats = dict[int, str](), list[str](), list[str]()
    if how.total is not None:
        totals = Totals(extract, how, reading, path)
        if not totals.check():
            return None
        rows = [row for row in rows if row not in totals.rows]
        doubts += totals.doubts
    unclear: dict[int, str] = {}
    if how.where is not None:
        tests = read_choice(how.where, reading)
        if tests is None:
            return None
        choice = choose(extract, tests, how, how.where, reading)
        kept = [row for row in rows if choice.rows[row] or row in choice.unclear or row in faults]
        if len(kept) < len(rows):
            told = _left_aside(path, (len(rows) - len(kept), len(rows)), choice.aside)
            by_value = _fields_tested(how, fact)
            (doubts if by_value else caveats).append(told + by_value)
        rows = kept
        unclear = {row: why.says for row, (_, why) in choice.unclear.items() if row not in faults}
        reading.of_rows.extend(_complaints_of_choice(choice, unclear, extract))
    reading.of_rows.extend(complaints_of_faults(extract))
    reasons = {**{row: one.says for row, one in faults.items()}, **unclear}
    if reasons:
        bad = {number: reasons[row] for number, row in enumerate(rows) if row in reasons}
    return Table(extract, rows, {}, bad, not_whole=doubts, caveats=caveats, lost=frozenset(bad))


def _left_aside(path: str, numbers: tuple[int, int], aside: Mapping[str, Sequence[str]]) -> str:
    """That rows are no records, and for what stands in them: whoever decides should know."""
    out, all_ = numbers
    why = "; ".join(f"`{column}` is {' or '.join(_few(words))}" for column, words in aside.items())
    return f"{out:,} of {all_:,} rows of `{path}` {'is' if out == 1 else 'are'} left aside: {why}"


def _few(words: Sequence[str]) -> Sequence[str]:
    named = [cut_to(word, LONGEST_NAME) for word in words[:NAMED]]
    return named if len(words) <= NAMED else [*named, f"one of {len(words) - NAMED:,} others"]


def _fields_tested(how: From, fact: FactType) -> str:
    """What `where` says of kinds of rows is for the mapping to say; which values count is for the policy alone."""
    tested = set(map(str, tested_columns(how.where)))
    mapped = (one for one in how.mapped if str(one.field) not in fact.key)
    fields = [f"`{one.field}`" for one in mapped if tested & {*map(str, one.columns)}]
    return f"; which {listed(fields)} counts is for the policy to say, so this is a part" if fields else ""


def _complaints_of_choice(choice: Choice, unclear: Collection[int], extract: Extract) -> Iterator[Diagnostic]:
    """Of rows that may be records or not."""
    columns: dict[str, dict[int, Refused]] = {}
    for row in unclear:
        name, why = choice.unclear[row]
        says = f"whether this row is a record cannot be told: {why.says}"
        columns.setdefault(str(name), {})[row] = replace(why, says=says)
    for column, refused in columns.items():
        yield from complaints_of_column(refused, column, extract, range(extract.count))


# --- columns -------------------------------------------------------------------------------------


def _column(one: Mapped, table: Table, fact: FactType, reading: EvidenceReading, found: Diagnostics) -> Sequence[Any]:
    """The values of one field, record by record."""
    declared = fact.fields[str(one.field)]
    count = len(table.rows)
    if one.literal is not None:
        return [reading.value(one.literal, declared.type)] * count
    there = [name for name in one.columns if name in table.extract.columns]
    if not there:
        return [UNSET if declared.optional else None] * count
    raws = [_raws(table, name) for name in there]
    if SERIAL in one.forms.dates and declared.type.kind in DAYS and table.extract.days is not None:
        raws = [[_day(raw, table.extract.days) for raw in column] for column in raws]
    made = converter(one, declared, reading)
    values, refused = made.column(raws[0] if one.together is None else _together(one, raws))
    column = str(there[0])
    refused = {record: why for record, why in refused.items() if record not in table.lost}
    found.extend(complaints_of_column(refused, column, table.extract, table.rows))
    for record, why in refused.items():
        table.bad.setdefault(record, f"column {column}: {why.says}")
    table.remarks += [f"column {column}: `{word}` is read as `{meant}`" for word, meant in made.read_as.items()]
    return values


def _day(raw: Raw, days: Callable[[int | Decimal], datetime | None]) -> Raw:
    """A number of days as the day that it stands for in its file."""
    return days(raw) or raw if isinstance(raw, int | Decimal) and not isinstance(raw, bool) else raw


def _raws(table: Table, name: str) -> Sequence[Any]:
    raws = table.extract.columns[name]
    if isinstance(table.rows, range) and len(table.rows) == len(raws):
        return raws
    return [raws[row] for row in table.rows]


def _together(one: Mapped, columns: Sequence[Sequence[Any]]) -> list[Any]:
    """Several columns as one: the first that is not empty, or all that are not, with a text between."""
    rows: Iterator[tuple[Any, ...]] = zip(*columns, strict=True)
    if one.together == "first":
        return [next((raw for raw in row if not _is_empty(raw)), None) for row in rows]
    return [_joined([raw for raw in row if not _is_empty(raw)], one.by) for row in rows]


def _joined(raws: Sequence[Any], by: str) -> Any:
    broken = next((raw for raw in raws if not isinstance(raw, str | int)), None)
    if broken is not None:
        return broken
    return by.join(str(raw).strip() for raw in raws) if raws else None


def _is_empty(raw: Any) -> bool:
    return raw is None or raw is ABSENT or (isinstance(raw, str) and not raw.strip())


# --- notes ---------------------------------------------------------------------------------------


def _add_notes(table: Table, diagnostics: Diagnostics) -> None:
    for note in table.extract.notes:
        if note.kind == REMARK:
            table.remarks.append(note.says)
            continue
        says = readable(note.says)
        if note.kind != NOT_WHOLE:
            table.caveats.append(says)
        if note.kind == ASIDE:
            continue
        if note.kind == NOT_WHOLE:
            table.not_whole.append(f"{says}: {note.at}")
        diagnostics.add(_said(note, says))


def _said(note: Note, says: str) -> Diagnostic:
    whole = note.kind != NOT_WHOLE
    return Diagnostic(
        code=Code.FILE_SAYS,
        at=note.at,
        says=says,
        expected="nothing of the kind" if whole else "a file that holds all there is",
        found="a remark of the file on itself" if whole else "a part, so the list does not count as complete",
        severity=Severity.WARNING,
    )


def kept(values: Sequence[Any], good: Sequence[bool]) -> list[Any]:
    """The values of the records that can be read."""
    return list(compress(values, good))
