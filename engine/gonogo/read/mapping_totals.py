"""What a file, or the letter that came with it, states of its rows: their number, and sums of columns.

    total: {stated: 12}                                        the letter says that there are twelve
    total: {where: {ID: Total}, count: Title, sum: [Cost]}     the row with `Total` under ID states both

A row that states a total is no record. Where it is not there the file was cut off, or is another one.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from gonogo.model.diagnostic import Code
from gonogo.model.location import Location
from gonogo.model.policy import Field
from gonogo.model.value import Kind, ValueType, add_exact, shown
from gonogo.read.complaint import listed
from gonogo.read.evidence_reading import EvidenceReading
from gonogo.read.extract import Extract, From
from gonogo.read.mapping_converters import column_converter
from gonogo.read.mapping_refusals import add_of_rows
from gonogo.read.mapping_where import choose, read_choice
from gonogo.read.shaped import many, mapping, scalar
from gonogo.read.tree import Mapping, Node, Scalar


@dataclass(slots=True)
class Totals:
    """The totals of one file. `rows` state them, `doubts` say where they are not what the rows come to."""

    extract: Extract
    how: From
    reading: EvidenceReading
    path: str
    rows: set[int] = field(default_factory=set)
    doubts: list[str] = field(default_factory=list)

    def check(self) -> bool:
        """Whether the tests mean anything. What disagrees is complained of."""
        said = self.how.total
        assert said is not None
        if "where" in said and not self._find(mapping(said["where"]), said):
            return False
        count = self.extract.count - len(self.rows)
        if "stated" in said:
            stated = int(scalar(said["stated"]))
            if stated != count:
                self._disagree(said["stated"].at, f"{stated} rows are stated", f"{count} rows")
        row = next(iter(sorted(self.rows)), None)
        if row is not None:
            for name in many(said.get("count")):
                self._compare(scalar(name), row, Decimal(count), "rows")
            for name in many(said.get("sum")):
                self._compare(scalar(name), row, add_exact(self._numbers(scalar(name))), f"in all in `{name}`")
        return True

    def _find(self, where: Mapping, said: Node) -> bool:
        tests = read_choice(where, self.reading)
        if tests is None:
            return False
        choice = choose(self.extract, tests, self.how, where, self.reading)
        self.rows = {row for row, chosen in enumerate(choice.rows) if chosen and row not in choice.unclear}
        if not self.rows:
            self._disagree(said.at, "no row states the total, so the file may have been cut off", "none")
        if len(self.rows) > 1:
            places = listed(str(self.extract.place(row, None)) for row in sorted(self.rows))
            self._disagree(said.at, "one row states the total", f"{len(self.rows)} that would: {places}")
        return True

    def _compare(self, name: Scalar, row: int, counted: Decimal, what: str) -> None:
        stated = self._values(name)[row]
        if stated != counted:
            at = self.extract.place(row, str(name))
            told = "nothing that is a number" if stated is None else shown(stated)
            self._disagree(at, f"the row of the total states {told}", f"{shown(counted)} {what}")

    def _numbers(self, name: Scalar) -> Iterator[Decimal]:
        for row, value in enumerate(self._values(name)):
            if row not in self.rows and value is not None:
                yield value

    def _values(self, name: Scalar) -> list[Any]:
        wanted = Field(id=str(name), type=ValueType(kind=Kind.DECIMAL), optional=False, title=None, at=name.at)
        return column_converter(self.how, name, wanted, self.reading).column(self.extract.columns[str(name)])[0]

    def _disagree(self, at: Location, says: str, found: str) -> None:
        add_of_rows(self.reading, Code.TOTAL_DISAGREES, at, f"{says}, and `{self.path}` has {found}", found)
        self.doubts.append(f"{says}, and `{self.path}` has {found}")
