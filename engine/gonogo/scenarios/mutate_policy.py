"""What holds for many rules at once, as a careless editor would leave it: parameters, tables, demands on evidence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from gonogo.model.evidence import BASES
from gonogo.model.location import Location
from gonogo.model.noun import replace
from gonogo.model.policy import ALWAYS, Control, Criterion, Demand, Gate, Parameter, Policy, Risk, Table
from gonogo.model.value import Kind, Value, shown
from gonogo.model.words import asked_words
from gonogo.model.words_grammar import listed
from gonogo.scenarios.mutate_rules import DATE
from gonogo.scenarios.mutate_tests import turned_tests
from gonogo.scenarios.mutate_values import neighbours, plain

Holder = Criterion | Control | Risk | Gate
EVIDENCE = re.compile(r"""(^|[\s{,])["']?evidence["']?\s*:""")
MOST_NAMED = 4


class Spoiling(NamedTuple):
    """A whole policy after one change: of what kind, in words, where, of what, and what that decides."""

    kind: str
    note: str
    policy: Policy
    at: Location
    owner: str
    subjects: tuple[str, ...]


def spoilt_policy(policy: Policy) -> Iterator[Spoiling]:
    """Every parameter, every figure of a table and every demand, changed by itself."""
    for parameter in policy.parameters.values():
        yield from _parameter(parameter, policy)
    for table in policy.tables.values():
        yield from _table(table, policy)
    yield from _demands(policy)


# --- parameters and tables -----------------------------------------------------------------------


def _parameter(parameter: Parameter, policy: Policy) -> Iterator[Spoiling]:
    named = f"the parameter `{parameter.id}`"
    changes: list[tuple[str, str, Parameter]] = []
    if parameter.value is not None:
        now = shown(parameter.value)
        for value in _others(parameter.value, parameter):
            changes.append(("parameter", f"{named} were {shown(value)}, not {now}", replace(parameter, value=value)))
        changes.append(("parameter", f"{named} had no value, instead of {now}", replace(parameter, value=None)))
    if parameter.window != ALWAYS:
        changes.append(("window", f"{named} were in force on every day", replace(parameter, window=ALWAYS)))
    for kind, note, changed in changes:
        after = replace(policy, parameters={**policy.parameters, parameter.id: changed})
        yield Spoiling(kind, note, after, parameter.at, parameter.id, ())


def _others(value: Value, parameter: Parameter) -> Iterator[Value]:
    if isinstance(value, bool):
        yield not value
        return
    its = plain(parameter.type)
    yield from neighbours(value, parameter.type)
    if its.kind is Kind.ONE_OF:
        yield from (word for word in its.words if word != value)


def _table(table: Table, policy: Policy) -> Iterator[Spoiling]:
    for number, row in enumerate(table.rows or ()):
        cells = zip(table.fact.fields.values(), row, strict=True)
        which = " and ".join(f"{name} {shown(value)}" for name, value in _key(table, row))
        where = f" of the row with {which}" if which else f" of row {number + 1}"
        for place, (field, cell) in enumerate(cells):
            if field.id in table.fact.key or cell is None or isinstance(cell, str):
                continue
            for other in (not cell,) if isinstance(cell, bool) else neighbours(cell, field.type):
                rows = _with(table.rows or (), number, (*row[:place], other, *row[place + 1 :]))
                note = f"`{field.id}`{where} of `{table.fact.id}` were {shown(other)}, not {shown(cell)}"
                yield _tabled("boundary", note, policy, table, (number, rows))
        rows = (*(table.rows or ())[:number], *(table.rows or ())[number + 1 :])
        yield _tabled(
            "row", f"`{table.fact.id}` had no row with {which or shown(row[0])}", policy, table, (number, rows)
        )


def _key(table: Table, row: tuple[Value | None, ...]) -> Iterator[tuple[str, Value | None]]:
    """What names a row: its key, else its first value."""
    names = table.fact.key or tuple(table.fact.fields)[:1]
    return ((name, value) for name, value in zip(table.fact.fields, row, strict=True) if name in names)


def _with(rows: tuple[Any, ...], number: int, row: Any) -> tuple[Any, ...]:
    return (*rows[:number], row, *rows[number + 1 :])


def _tabled(kind: str, note: str, policy: Policy, table: Table, changed: tuple[int, tuple[Any, ...]]) -> Spoiling:
    number, rows = changed
    places = table.places if len(rows) == len(table.rows or ()) else table.places[:number] + table.places[number + 1 :]
    after = replace(table, rows=rows, places=places)
    at = table.places[number] if number < len(table.places) else table.fact.at
    tables = {**policy.tables, table.fact.id: after}
    return Spoiling(kind, note, replace(policy, tables=tables), at, table.fact.id, ())


# --- demands on evidence -------------------------------------------------------------------------


def _demands(policy: Policy) -> Iterator[Spoiling]:
    """Each demand where it is written: of one subject, or the policy's, which holds for all that have none."""
    groups: dict[tuple[str, Demand], list[Holder]] = {}
    for holder in _holders(policy):
        own = holder.id if _has_own(holder) else ""
        groups.setdefault((own, holder.demand), []).append(holder)
    for (own, demand), holders in groups.items():
        names = tuple(one.id for one in holders)
        for kind, note, weaker in _weaker(demand, policy):
            after = _demanding(policy, names, weaker)
            yield Spoiling(kind, f"{_named(names)} {note}", after, holders[0].at, own or "evidence", names)


def _holders(policy: Policy) -> Iterator[Holder]:
    yield from policy.criteria
    for risk in policy.risks:
        yield risk
        yield from risk.controls
    yield from policy.gates


def _has_own(holder: Holder) -> bool:
    """Whether a demand is written with the subject itself, as far as the text of the file shows."""
    file, number, column = holder.at.file, holder.at.line, holder.at.column
    if EVIDENCE.search(file.line(number)[column:]):
        return True
    inner: int | None = None
    last = file.text.count("\n") + 1
    while (number := number + 1) <= last:
        line = file.line(number)
        depth = len(line) - len(line.lstrip())
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        if depth < column:
            return False
        inner = depth if inner is None else inner
        if depth == inner and line.lstrip().startswith("evidence:"):
            return True
    return False


def _weaker(demand: Demand, policy: Policy) -> Iterator[tuple[str, str, Demand]]:
    if demand.basis is not None and demand.basis in BASES[1:]:
        lower = BASES[BASES.index(demand.basis) - 1]
        note = f"asked for evidence that is {lower}, not {demand.basis}"
        yield "basis", note, replace(demand, basis=lower)
    if demand.by:
        yield "by", "did not ask by whom evidence is given", replace(demand, by=())
        for role in demand.by if len(demand.by) > 1 else ():
            left = tuple(one for one in demand.by if one != role)
            yield "by", f"did not take evidence by {role}", replace(demand, by=left)
    if demand.received:
        yield "received", "did not ask when evidence was received", replace(demand, received=())
        before = asked_words(demand.received, DATE, policy)
        for kind, tests in turned_tests(demand.received, DATE, policy):
            note = f"asked for evidence received {asked_words(tests, DATE, policy)} instead of {before}"
            yield kind, note, replace(demand, received=tests)
    if demand.strict:
        yield "strict", "did not leave out what falls short of the demand", replace(demand, strict=False)


def _named(names: tuple[str, ...]) -> str:
    if len(names) <= MOST_NAMED:
        return listed(names, "and")
    return f"{', '.join(names[:MOST_NAMED])} and {len(names) - MOST_NAMED} more"


def _demanding(policy: Policy, names: tuple[str, ...], demand: Demand) -> Policy:
    def with_it(one: Any) -> Any:
        return replace(one, demand=demand) if one.id in names else one

    risks = (replace(with_it(risk), controls=tuple(map(with_it, risk.controls))) for risk in policy.risks)
    return replace(
        policy,
        criteria=tuple(map(with_it, policy.criteria)),
        risks=tuple(risks),
        gates=tuple(map(with_it, policy.gates)),
    )
