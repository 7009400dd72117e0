"""Decision tables: columns that each look at one value, and rows that say what holds for which values.

Each row becomes an ordinary rule, before anything else looks at the policy, so that whatever is done with rules is
done with rows: they fire, are explained, covered, waived. What a table is checked for besides, that nothing is left
out and nothing said twice, is in `table_check`.
"""

from __future__ import annotations

from dataclasses import dataclass

from gonogo.model.diagnostic import Code, Diagnostics
from gonogo.model.location import Location
from gonogo.read.complaint import unknown_name, wrong
from gonogo.read.shaped import many, mapping, mappings, scalar
from gonogo.read.table_words import OF_ROWS, OF_RULES
from gonogo.read.tree import Mapping, Node, Scalar, Sequence

EFFECTS = {"pass": "pass_when", "fail": "fail_when"}
UNTOLD = ("unknown", "undecided")
ONE_VALUE = ("parameter", "criterion", "control", "risk", "decision")


def with_tables(policy: Mapping, diagnostics: Diagnostics) -> Mapping:
    """The policy with the rows of each table among the rules of its criterion or decision."""
    whole = _copy(policy)
    for key in ("criteria", "decisions"):
        if key in whole:
            section = _copy(mapping(whole[key]))
            for name, node in section.items():
                section[name] = _Expansion(str(name), key == "criteria", diagnostics).of(mapping(node))
            whole[whole.written(key)] = section
    if "decision" in whole:
        node = mapping(whole["decision"])
        whole[whole.written("decision")] = _Expansion("decision", False, diagnostics).of(node)
    return whole


def _copy(node: Mapping) -> Mapping:
    copy = Mapping(node.at)
    copy.update(node)
    return copy


def _word(text: str, at: Location) -> Scalar:
    return Scalar(text, at, plain=True)


@dataclass(slots=True)
class _Expansion:
    """Of one criterion or decision, by its id."""

    name: str
    of_criterion: bool
    diagnostics: Diagnostics

    def of(self, node: Mapping) -> Mapping:
        if "table" not in node:
            return node
        table = mapping(node["table"])
        inputs = mapping(table["inputs"])
        for key in (key for key in inputs if key in OF_ROWS):
            says = f"`{key}` is what a row says besides its cells"
            self.diagnostics.add(wrong(Code.NAME_TAKEN, key, says, "another name for the column"))
        rows = list(enumerate(mappings(table, "rows"), start=1))
        if not self.of_criterion:  # the order of its rules means something, and that of rows does not
            rows.sort(key=lambda row: not _names_unknown(row[1], inputs))
        made = [self._rule(number, row, inputs) for number, row in rows]
        written = mappings(node, "rules")
        rules = Sequence(table.at)
        rules.extend(one for one in written if "otherwise" not in one)
        rules.extend(one for one in made if one is not None)
        rules.extend(one for one in written if "otherwise" in one)
        whole = _copy(node)
        whole.pop("rules", None)
        whole[_word("rules", table.at)] = rules
        return whole

    def _rule(self, number: int, row: Mapping, inputs: Mapping) -> Mapping | None:
        condition = self._condition(row, inputs)
        if condition is None:
            return None
        then = scalar(row["then"])
        rule = Mapping(row.at)
        rule[_word("id", row.at)] = row.get("id") or _word(f"{self.name}-row-{number}", row.at)
        if self.of_criterion:
            rule[_word(EFFECTS[str(then)], then.at)] = condition
        else:
            rule.update({_word("then", then.at): then, _word("when", then.at): condition})
        rule.update({key: inner for key, inner in row.items() if key in OF_RULES})
        return rule

    def _condition(self, row: Mapping, inputs: Mapping) -> Node | None:
        """That each cell of a row holds."""
        cells = {key: cell for key, cell in row.items() if key not in OF_ROWS}
        for key in (key for key in cells if key not in inputs):
            self.diagnostics.add(
                unknown_name(Code.TABLE_COLUMN, key, f"the table has no column `{key}`", [*inputs, *OF_ROWS])
            )
        if not cells:
            says, remedy = "this row asks nothing, so it would always hold", "say for which values it holds"
            self.diagnostics.add(wrong(Code.TABLE_COLUMN, row, says, "a value for a column", remedy=remedy))
        parts = Sequence(row.at)
        made = [_asked(mapping(inputs[key]), cell) for key, cell in cells.items() if key in inputs]
        parts.extend(one for one in made if one is not None)
        if len(parts) < 2:
            return parts[0] if parts else None
        together = Mapping(row.at)
        together[_word("all", row.at)] = parts
        return together


def _names_unknown(row: Mapping, inputs: Mapping) -> bool:
    """Whether a row asks for what is unknown: no rule before it may wait for that to be known."""
    cells = [many(cell) for key, cell in row.items() if key in inputs and "of" not in mapping(inputs[key])]
    return any(word in UNTOLD for words in cells for word in words)


def _asked(column: Mapping, cell: Node) -> Mapping | None:
    """The condition that one cell of a column is; None where the column names no field, which is said elsewhere."""
    made = Mapping(cell.at)
    if "of" not in column:
        head = next(key for key in column if key in ONE_VALUE)
        made.update({head: column[head], _word("is", cell.at): cell})
        return made
    of = scalar(column["of"])
    fact, _, field = of.partition(".")
    if not field:
        return None
    where = _copy(mapping(column["where"])) if "where" in column else Mapping(of.at)
    where[Scalar(field, of.at, plain=True)] = cell
    made.update({_word("some", cell.at): Scalar(fact, of.at, plain=True), _word("where", cell.at): where})
    return made
