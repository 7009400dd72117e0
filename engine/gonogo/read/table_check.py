"""What a decision table is checked for: each column looks at one value, and for all values exactly one thing is said.

Tried on enough values of every column, in all their combinations: see `table_values` and `table_cases`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from gonogo.model.condition import Comparison, FieldTest, Literal, Op, Where
from gonogo.model.diagnostic import Code
from gonogo.model.value import Kind, ValueType
from gonogo.read.comparison_file import read_tests
from gonogo.read.complaint import wrong
from gonogo.read.condition_file import open_sight
from gonogo.read.names import Names
from gonogo.read.operand_file import Subject
from gonogo.read.selection_file import Chosen, aggregated_field, choose
from gonogo.read.shaped import many, mapping, mappings, scalar, sections
from gonogo.read.sight import Sight
from gonogo.read.subjects import SINGULAR, STATUSES
from gonogo.read.table_cases import MOST, Case, TooMany, cases
from gonogo.read.table_values import Column
from gonogo.read.tree import Mapping, Node, Scalar

SHOWN = 3
UNTOLD = ("unknown", "undecided")  # a column that is unknown makes its rows unknown, unless they name it


def check_tables(policy: Mapping, names: Names) -> None:
    """Complains of gaps and contradictions in every table."""
    for _, node in [*sections(policy, "criteria"), *sections(policy, "decisions")]:
        _check(node, names)
    if "decision" in policy:
        _check(mapping(policy["decision"]), names)


def _check(node: Mapping, names: Names) -> None:
    if "table" not in node:
        return
    table, complaints = mapping(node["table"]), len(names.diagnostics.errors)
    rows = mappings(table, "rows")
    read = [_column(key, mapping(one), rows, names) for key, one in mapping(table["inputs"]).items()]
    columns = [column for column in read if column is not None]
    if len(columns) < len(read) or len(names.diagnostics.errors) > complaints or not rows:
        return
    closed = "otherwise" in table or any("otherwise" in rule for rule in mappings(node, "rules"))
    try:
        _tell(table, rows, cases(columns, [_outcome(row) for row in rows], names.parameters, closed=closed), names)
    except TooMany:
        says = "the columns of this table have too many combinations of values to be checked"
        names.refuse(wrong(Code.TABLE_COLUMN, table, says, f"at most {MOST}", remedy="make two tables of it"))


def _outcome(row: Mapping) -> str:
    """What a row comes to; to be deferred to two days is to come to two things."""
    to = row.get("to")
    days = [f"{key} {day}" for key, day in to.items()] if isinstance(to, Mapping) else [] if to is None else [str(to)]
    return " ".join([str(row["then"]), *days])


def _tell(table: Mapping, rows: Sequence[Mapping], found: Iterable[Case], names: Names) -> None:
    gaps: list[str] = []
    for case in found:
        if case.rows is None:
            gaps.append(case.words)
        else:
            first, second = case.rows
            _refuse_overlap(rows[first], rows[second], case.words, names)
    if gaps:
        more = f" (and {len(gaps) - SHOWN} more)" if len(gaps) > SHOWN else ""
        says = f"no row says what holds where {'; nor where '.join(gaps[:SHOWN])}{more}"
        remedy = "add a row for it; or say `otherwise`, if all that is left out is to come to the same"
        names.refuse(wrong(Code.TABLE_GAP, table["rows"], says, "a row for all values", found="none", remedy=remedy))


def _refuse_overlap(first: Mapping, second: Mapping, where: str, names: Names) -> None:
    says = f"two rows say different things where {where}: `{_outcome(first)}` and `{_outcome(second)}`"
    see = (("the other row is here", first.at),)
    names.refuse(wrong(Code.TABLE_OVERLAP, second, says, "rows that exclude each other", found="both", see=see))


# --- columns -------------------------------------------------------------------------------------


def _column(key: Scalar, node: Mapping, rows: Sequence[Mapping], names: Names) -> Column | None:
    cells = [row.get(key) for row in rows]
    if "of" in node:
        return _of_record(key, node, cells, names)
    if "parameter" in node:
        parameter = names.parameters.get(str(node["parameter"]))
        if parameter is None:
            return None
        subject = Subject(parameter.id, parameter.type, at=parameter.at)
        return _tested(key, subject, cells, open_sight(names))
    return _of_status(key, node, cells)


def _tested(key: Scalar, subject: Subject, cells: Sequence[Node | None], sight: Sight) -> Column | None:
    if subject.type.kind is Kind.LIST:
        says = f"`{subject.name}` is a list, and a column looks at one value"
        sight.names.refuse(wrong(Code.TABLE_COLUMN, key, says, "a field with one value"))
        return None
    read = [None if cell is None else read_tests(cell, subject, sight) for cell in cells]
    if any(tests is None and cell is not None for tests, cell in zip(read, cells, strict=True)):
        return None
    return Column(str(key), subject.type, subject.optional, tuple(read))


def _of_record(key: Scalar, node: Mapping, cells: Sequence[Node | None], names: Names) -> Column | None:
    of = scalar(node["of"])
    head = Scalar("some", of.at, plain=True)
    selecting = Mapping(of.at)
    selecting[head] = Scalar(of.partition(".")[0], of.at, plain=True)
    chosen = choose(selecting, head, open_sight(names))
    if chosen is None:
        return None
    asked_for = of.partition(".")[2]
    told = asked_for and asked_for not in chosen.fact.fields and any(cell is not None for cell in cells)
    field = None if told else aggregated_field(of, "of", chosen)  # the first cell is complained of already
    if field is None:
        return None
    where = chosen.where(node, "where")
    if where is None or not _one_record(key, node, chosen, (*chosen.defined.where, *where), field):
        return None
    return _tested(key, field, cells, chosen.sight)


def _one_record(key: Scalar, node: Mapping, chosen: Chosen, where: Where, field: Subject) -> bool:
    """Whether the column looks at one record, and not at the field that chooses it."""
    names, fact = chosen.sight.names, chosen.fact
    if field.name in mapping(node.get("where") or Mapping(node.at)):
        says = f"`where` asks about `{field.name}` already, which the cells of this column are about"
        names.refuse(wrong(Code.TABLE_COLUMN, key, says, "another field in `where`"))
        return False
    pinned = {test.field for test in where if isinstance(test, FieldTest) and _is_one(test)}
    open_keys = [name for name in fact.key if name not in pinned]
    if fact.key and not open_keys:
        return True
    says = f"this column may look at several records of `{fact.id}`, of which each could say something else"
    expected = f"`where`, with one value for {' and '.join(f'`{name}`' for name in open_keys)}" if fact.key else "a key"
    names.refuse(wrong(Code.TABLE_COLUMN, key, says, expected))
    return False


def _is_one(test: FieldTest) -> bool:
    return any(comparison.op is Op.EQUALS for comparison in test.tests)


def _of_status(key: Scalar, node: Mapping, cells: Sequence[Node | None]) -> Column | None:
    head = next(word for word in SINGULAR if word in node)
    named = {str(one) for cell in cells for one in many(cell)}
    words = tuple(word for word in map(str, STATUSES[SINGULAR[head]]) if word not in UNTOLD or word in named)
    if not named <= set(words):
        return None
    rows = tuple(None if cell is None else (_one_of(cell),) for cell in cells)
    return Column(str(key), ValueType(kind=Kind.ONE_OF, words=words), optional=False, rows=rows)


def _one_of(cell: Node) -> Comparison:
    named = [str(one) for one in many(cell)]
    if "go" in named:
        named.append("go_with_conditions")
    return Comparison(Op.ONE_OF, tuple(map(Literal, named)), cell.at)
