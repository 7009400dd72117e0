"""The rows of a decision table that stand in a file of their own: CSV, cell by cell with its place.

The first line names the columns. An empty cell asks nothing; `pass or flaky` is either of the two; `at_most 2` is a
test by its name, `between 2 and 4` one with two values. A line without any cell is passed over.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from gonogo.model.condition import Op
from gonogo.model.diagnostic import Code, Diagnostics
from gonogo.model.location import Location, SourceFile
from gonogo.read.characters import hidden_characters
from gonogo.read.complaint import wrong
from gonogo.read.nearest import nearest
from gonogo.read.table_words import OF_NO_CELL, OF_ROWS
from gonogo.read.tree import Mapping, Node, Scalar, Sequence

TESTS = [op.value for op in Op]
Named = Callable[[Scalar], "SourceFile | None"]  # the file that a text names, or None after a complaint


def with_rows(policy: Mapping, named: Named, diagnostics: Diagnostics) -> Mapping:
    """The policy with the rows of its tables put where a file of them is named."""
    changed: dict[str, Node] = {}
    for key in ("criteria", "decisions"):
        section = policy.get(key)
        if isinstance(section, Mapping):
            inner = {str(name): _filled(one, named, diagnostics) for name, one in section.items()}
            changed[key] = _with(section, inner)
    if "decision" in policy:
        changed["decision"] = _filled(policy["decision"], named, diagnostics)
    return _with(policy, changed)


def _filled(holder: Node, named: Named, diagnostics: Diagnostics) -> Node:
    table = holder.get("table") if isinstance(holder, Mapping) else None
    rows = table.get("rows") if isinstance(table, Mapping) else None
    if not isinstance(holder, Mapping) or not isinstance(table, Mapping) or not isinstance(rows, Scalar) or not rows:
        return holder
    file = named(rows)
    read = Sequence(rows.at) if file is None else read_rows(file, diagnostics)
    return _with(holder, {"table": _with(table, {"rows": read})})


def _with(node: Mapping, changed: dict[str, Node]) -> Mapping:
    copy = Mapping(node.at)
    copy.update({key: changed.get(str(key), inner) for key, inner in node.items()})
    return copy


# --- one file ------------------------------------------------------------------------------------


def read_rows(file: SourceFile, diagnostics: Diagnostics) -> Sequence:
    """Every row as a mapping from the names of the columns, as it could have been written in YAML."""
    rows = Sequence(Location(file, 1, 1))
    head: list[Scalar] = []
    for line in _lines(file, diagnostics):
        if not head:
            head = line
            if not _is_head(head, diagnostics):
                break
        elif len(line) != len(head):
            says = f"this row has {len(line)} cells, and the first line names {len(head)} columns"
            diagnostics.add(wrong(Code.TABLE_FILE, line[0], says, f"{len(head)} cells", found=f"{len(line)} cells"))
        elif any(line):
            rows.append(_row(head, line, diagnostics))
    return rows


def _is_head(head: list[Scalar], diagnostics: Diagnostics) -> bool:
    """Whether every column has a name of its own, and one that can stand in a file of this kind."""
    for place, name in enumerate(head):
        if not name:
            diagnostics.add(wrong(Code.TABLE_FILE, name, "this column has no name", "a name of a column"))
        elif name in head[:place]:
            says = f"two columns are called `{name}`"
            diagnostics.add(wrong(Code.TABLE_FILE, name, says, "a name that no other column has"))
        elif name in OF_NO_CELL:
            says, remedy = (
                f"`{name}` does not fit into a cell",
                "write the rows in the policy, or the rule without a table",
            )
            diagnostics.add(wrong(Code.TABLE_FILE, name, says, "another column", remedy=remedy))
        else:
            continue
        return False
    return True


def _row(head: list[Scalar], line: list[Scalar], diagnostics: Diagnostics) -> Mapping:
    row = Mapping(line[0].at)
    for name, cell in zip(head, line, strict=True):
        if cell:
            row[name] = cell if name in OF_ROWS else _cell(cell, diagnostics)
    return row


def _cell(cell: Scalar, diagnostics: Diagnostics) -> Node:
    word, _, rest = cell.partition(" ")
    if word in TESTS and rest:
        test = Mapping(cell.at)
        test[Scalar(word, cell.at, plain=True)] = _tested(word, rest.strip(), cell)
        return test
    if rest and "_" in word and (guess := nearest(word, TESTS)) is not None:
        says = f"`{word}` is no test"
        complaint = wrong(Code.TABLE_FILE, cell, says, "a value, or a test and a value", did_you_mean=f"{guess} {rest}")
        diagnostics.add(complaint)
    return _either(cell, " or ") if " or " in cell else cell


def _tested(word: str, rest: str, cell: Scalar) -> Node:
    """What a test is held against: two values, any number, or one."""
    value = Scalar(rest, cell.at, plain=True)
    if word == Op.BETWEEN:
        return _either(value, " and ")
    return _either(value, " or ") if word in (Op.ONE_OF, Op.NONE_OF) else value


def _either(cell: Scalar, between: str) -> Sequence:
    found = Sequence(cell.at)
    found.extend(Scalar(one.strip(), cell.at, plain=True) for one in cell.split(between))
    return found


def _lines(file: SourceFile, diagnostics: Diagnostics) -> Iterator[list[Scalar]]:
    """The cells of each line that is not empty; a cell with a comma in it stands between double quotes."""
    for complaint in hidden_characters(file):
        diagnostics.add(complaint)
    for number in range(1, file.text.count("\n") + file.text.count("\r") + 2):
        text = file.line(number)
        if text.strip():
            yield list(_cells(text, Location(file, number, 1), diagnostics))


def _cells(text: str, at: Location, diagnostics: Diagnostics) -> Iterator[Scalar]:
    start = 0
    while start <= len(text):
        if text[start : start + 1] == '"':
            value, end = _quoted(text, start)
        else:
            end = text.find(",", start)
            end = len(text) if end < 0 else end
            value = text[start:end].strip()
        place = Location(at.file, at.line, start + 1, max(end - start, 1))
        cell = Scalar(value, place, plain=True)
        if end > len(text):
            diagnostics.add(
                wrong(Code.TABLE_FILE, cell, "this cell does not end", 'a `"` at its end, on the same line')
            )
        elif end < len(text) and text[end] != ",":
            says = "a comma is missing after this cell"
            diagnostics.add(wrong(Code.TABLE_FILE, cell, says, "a comma, or the end of the line"))
            end = len(text)
        yield cell
        start = end + 1


def _quoted(text: str, start: int) -> tuple[str, int]:
    """What stands between double quotes, of which two together are one; and where it ends, which may be nowhere."""
    end = start + 1
    value = ""
    while end < len(text):
        if text[end] != '"':
            value += text[end]
        elif text[end + 1 : end + 2] == '"':
            value += '"'
            end += 1
        else:
            return value.strip(), end + 1
        end += 1
    return value.strip(), len(text) + 1
