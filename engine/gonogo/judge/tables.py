"""The records as the compiled conditions see them: by table, with what is known of their sources, indexed on demand."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from gonogo.judge.admitted import Admitted
from gonogo.model.calendar import Calendar
from gonogo.model.evidence import Record, Source
from gonogo.model.plain_pack import PlainList
from gonogo.model.records import UNSET, attribute

Row = tuple[Record, "Attribution"]
Shown = Admitted | PlainList


class Memo(dict[Any, Any]):
    """Remembers a function by the outer values it was asked for."""

    __slots__ = ("function", "single")

    def __init__(self, function: Callable[..., Any], arguments: int) -> None:
        super().__init__()
        self.function = function
        self.single = arguments == 1

    def __missing__(self, key: Any) -> Any:
        found = self[key] = self.function(key) if self.single else self.function(*key)
        return found


class Attribution:
    """What a group of records has from its sources: each field's values, and the truths of the tests on them."""

    __slots__ = ("sources", "truths")

    def __init__(self, sources: Iterable[Source]) -> None:
        self.sources = tuple(sources)
        self.truths: tuple[int, ...] = ()

    def __getattr__(self, name: str) -> tuple[Any, ...]:
        """The values of a field of the sources (by, basis, date, received, title), one for each."""
        values = (getattr(source, name) for source in self.sources)
        return tuple(UNSET if value is None else value for value in values)


class Tables:
    """One evaluation's records. Slots are numbered by the program; each is one fact under one demand."""

    def __init__(
        self,
        admitted: Sequence[Shown],
        sources: Mapping[str, Source],
        truths: Callable[[Attribution], tuple[int, ...]],
        calendar: Calendar | None,
    ) -> None:
        self.calendar = calendar
        self.complete = [one.complete for one in admitted]
        self._sources = sources
        self._truths = truths
        self._attributions: dict[tuple[str, ...], Attribution] = {}
        self._rows: dict[int, list[Row]] = {}
        self._indexes: dict[tuple[int, str], tuple[dict[Any, list[Row]], list[Row]]] = {}
        self.groups: list[list[tuple[Sequence[Record], Attribution]]] = []
        for one in admitted:
            groups = one.groups
            self.groups.append([(each.records, self.attribution(each.sources)) for each in groups] if groups else [])

    def attribution(self, names: tuple[str, ...]) -> Attribution:
        """What records have from these sources."""
        found = self._attributions.get(names)
        if found is None:
            found = self._attributions[names] = Attribution([self._sources[name] for name in names])
            found.truths = self._truths(found)
        return found

    def rows(self, slot: int) -> list[Row]:
        """Every record of a table, with its sources."""
        if slot not in self._rows:
            self._rows[slot] = [(record, sources) for records, sources in self.groups[slot] for record in records]
        return self._rows[slot]

    def equal(self, slot: int, field: str, value: Any) -> list[Row]:
        """The records whose field equals a value, and those whose field is unknown; all, if the value is unknown."""
        if value is UNSET:
            return self.rows(slot)
        if (slot, field) not in self._indexes:
            self._indexes[slot, field] = self._index(slot, field)
        by_value, unknown = self._indexes[slot, field]
        return by_value.get(value, []) + unknown if unknown else by_value.get(value, _NOTHING)

    def _index(self, slot: int, field: str) -> tuple[dict[Any, list[Row]], list[Row]]:
        by_value: dict[Any, list[Row]] = {}
        unknown: list[Row] = []
        name = attribute(field)
        for row in self.rows(slot):
            value = getattr(row[0], name)
            if value is UNSET or value is None:
                unknown.append(row)
            else:
                by_value.setdefault(value, []).append(row)
        return by_value, unknown

    @staticmethod
    def tally(predicate: Callable[..., int], rows: list[Row], *outer: Any) -> tuple[int, int]:
        """How many records surely satisfy a predicate, and how many perhaps do."""
        surely = perhaps = 0
        for record, sources in rows:
            truth = predicate(record, sources, *outer)
            if truth == 2:
                surely += 1
            elif truth:
                perhaps += 1
        return surely, perhaps

    @classmethod
    def both(cls, predicate: Callable[..., int], records: Iterable[Record], sources: Attribution) -> tuple[int, int]:
        """The same for records that have the same sources."""
        return cls.tally(predicate, [(record, sources) for record in records])

    @staticmethod
    def parts(
        whole: Callable[..., int], part: Callable[..., int], rows: list[Row], *outer: Any
    ) -> tuple[int, int, int, int, int, int]:
        """How records fall by (in the whole, in the part); see `settle.Parts`."""
        counts = {(2, 2): 0, (2, 0): 0, (2, 1): 0, (1, 2): 0, (1, 0): 0, (1, 1): 0}
        for record, sources in rows:
            inside = whole(record, sources, *outer)
            if inside:
                counts[inside, part(record, sources, *outer)] += 1
        return (counts[2, 2], counts[2, 0], counts[2, 1], counts[1, 2], counts[1, 0], counts[1, 1])

    @staticmethod
    def values(
        predicate: Callable[..., int], value: Callable[..., Any], rows: list[Row], *outer: Any
    ) -> list[tuple[int, Any]]:
        """The values of the records that match (2) or perhaps match (1)."""
        found = ((predicate(record, sources, *outer), value(record, sources)) for record, sources in rows)
        return [(truth, one) for truth, one in found if truth]


_NOTHING: list[Row] = []
