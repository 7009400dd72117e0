"""The rows of a decision table that stand in a file of their own: CSV, cell by cell with its place.

The first line names the columns. An empty cell asks nothing; `pass or flaky` is either of the two; `at_most 2` is a
test by its name.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from gonogo.model.condition import Op
from gonogo.model.diagnostic import Code, Diagnostics
from gonogo.model.location import Location, SourceFile
from gonogo.read.complaint import wrong
from gonogo.read.table_words import OF_ROWS
from gonogo.read.tree import Mapping, Node, Scalar, Sequence

TESTS = {op.value for op in Op}
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
    if not isinstance(holder, Mapping) or not isinstance(table, Mapping) or not isinstance(rows, Scalar):
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
        elif len(line) != len(head):
            says = f"this row has {len(line)} cells, and the first line names {len(head)} columns"
            diagnostics.add(wrong(Code.TABLE_FILE, line[0], says, f"{len(head)} cells", found=f"{len(line)} cells"))
        else:
            rows.append(_row(head, line))
    return rows


def _row(head: list[Scalar], line: list[Scalar]) -> Mapping:
    row = Mapping(line[0].at)
    for name, cell in zip(head, line, strict=True):
        if cell:
            row[name] = cell if name in OF_ROWS else _cell(cell)
    return row


def _cell(cell: Scalar) -> Node:
    word, _, rest = cell.partition(" ")
    if word in TESTS and rest:
        test = Mapping(cell.at)
        test[Scalar(word, cell.at, plain=True)] = Scalar(rest.strip(), cell.at, plain=True)
        return test
    alternatives = cell.split(" or ")
    if len(alternatives) == 1:
        return cell
    either = Sequence(cell.at)
    either.extend(Scalar(one.strip(), cell.at, plain=True) for one in alternatives)
    return either


def _lines(file: SourceFile, diagnostics: Diagnostics) -> Iterator[list[Scalar]]:
    """The cells of each line that is not empty; a cell with a comma in it stands between double quotes."""
    for number in range(1, len(file.text.splitlines()) + 1):
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
        if end < len(text) and text[end] != ",":
            says = "a comma is missing after this cell"
            diagnostics.add(wrong(Code.TABLE_FILE, cell, says, "a comma, or the end of the line"))
            end = len(text)
        yield cell
        start = end + 1


def _quoted(text: str, start: int) -> tuple[str, int]:
    """What stands between double quotes, of which two together are one; and where it ends."""
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
    return value.strip(), end
