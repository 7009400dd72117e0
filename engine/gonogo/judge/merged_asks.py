"""Puts asks together: what is alike is asked once, of one role, on a basis that is good enough for all who need it."""

from __future__ import annotations

from collections.abc import Iterable, Set

from gonogo.judge.asks import Ask, FieldAsk, Form
from gonogo.model.evidence import BASES
from gonogo.model.noun import replace
from gonogo.model.policy import Demand

Why = tuple[str, str, str, str | None, str | None]  # kind, id, title, rule, what the condition asks


class Desk:
    """The asks of one decision, by number in the order in which they came up."""

    def __init__(self) -> None:
        self.asks: list[Ask] = []
        self.whys: list[list[Why]] = []
        self.among: dict[int, list[str]] = {}  # a list -> the records that it would have to hold, if so
        self._used: dict[int, None] = {}
        self._numbers: dict[int, str] = {}
        self._roles: dict[str | None, list[int]] = {}

    def put(self, ask: Ask, why: Why) -> int:
        """The number of the ask, which may be one that was there before."""
        for number, other in enumerate(self.asks):
            joined = _joined(other, ask)
            if joined is not None:
                self.asks[number] = joined
                break
        else:
            number = len(self.asks)
            self.asks.append(ask)
            self.whys.append([])
        if why not in self.whys[number]:
            self.whys[number].append(why)
        return number

    def together(self, numbers: Iterable[int]) -> list[int]:
        """The asks of one way, without records and fields that a list of the same fact takes in."""
        kept = list(numbers)
        lists = {self.asks[one].fact: one for one in kept if self.asks[one].form is Form.LIST}
        for one in list(kept):
            ask = self.asks[one]
            host = lists.get(ask.fact)
            if host is None or ask.form not in (Form.RECORD, Form.FIELDS) or ask.to != self.asks[host].to:
                continue
            demand = both(self.asks[host].demand, ask.demand)
            if demand is not None:
                self._take_in(host, one, demand)
                kept.remove(one)
        self._used |= dict.fromkeys(kept)
        return kept

    def _take_in(self, host: int, one: int, demand: Demand) -> None:
        ask = self.asks[one]
        self.asks[host] = replace(
            self.asks[host],
            demand=demand,
            fields=_all_fields(self.asks[host], replace(ask, fields=tuple(replace(f, needs=None) for f in ask.fields))),
            so_far=tuple(dict.fromkeys((*self.asks[host].so_far, *ask.so_far))),
        )
        said = self.among.setdefault(host, [])
        which = ask.what.partition(": ")[2]
        if ask.form is Form.RECORD and which and which not in said:
            said.append(which)
        self.whys[host] += [why for why in self.whys[one] if why not in self.whys[host]]

    def close(self) -> None:
        """Numbers the asks that are left, by the role that owes them; what nobody in particular owes comes last."""
        for number in sorted(self._used):
            self._roles.setdefault(self.asks[number].to, []).append(number)
        for place, (_, numbers) in enumerate(self.by_role(), 1):
            for position, number in enumerate(numbers, 1):
                self._numbers[number] = f"{place}.{position}"

    def by_role(self) -> list[tuple[str | None, list[int]]]:
        return sorted(self._roles.items(), key=lambda item: item[0] is None)

    def number(self, ask: int) -> str:
        return self._numbers[ask]

    def numbered(self, way: Set[int | str]) -> list[str]:
        """The asks of a way by the numbers that people see, in their order."""
        return [number for one, number in self._numbers.items() if one in way]


def both(one: Demand, other: Demand) -> Demand | None:
    """What is good enough for two demands; None: nobody could answer both."""
    by = tuple(role for role in one.by if role in other.by) if one.by and other.by else one.by or other.by
    if one.by and other.by and not by:
        return None
    bases = [basis for basis in (one.basis, other.basis) if basis is not None]
    return Demand(
        basis=max(bases, key=BASES.index) if bases else None,
        by=by,
        received=tuple(dict.fromkeys((*one.received, *other.received))),
        strict=one.strict or other.strict,
    )


def _joined(one: Ask, other: Ask) -> Ask | None:
    """Two asks as one, where they ask for the same."""
    if (one.to, one.form, one.fact, one.what, one.keys) != (other.to, other.form, other.fact, other.what, other.keys):
        return None
    demand = both(one.demand, other.demand)
    if demand is None:
        return None
    so_far = tuple(dict.fromkeys((*one.so_far, *other.so_far)))
    return replace(one, fields=_all_fields(one, other), demand=demand, so_far=so_far)


def _all_fields(one: Ask, other: Ask) -> tuple[FieldAsk, ...]:
    known = {field.id for field in one.fields}
    return (*one.fields, *(field for field in other.fields if field.id not in known))
