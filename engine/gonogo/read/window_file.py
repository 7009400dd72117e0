"""From when until when something is in force: `from` and `until`, both days included."""

from __future__ import annotations

from datetime import date

from gonogo.model.diagnostic import Code
from gonogo.model.policy import Window
from gonogo.model.value import Kind, ValueType
from gonogo.read.complaint import wrong
from gonogo.read.names import Names
from gonogo.read.operand_file import Subject, read_literal
from gonogo.read.shaped import scalar
from gonogo.read.tree import Mapping

DATE = ValueType(kind=Kind.DATE)


def read_window(node: Mapping, names: Names) -> Window:
    first, last = _day(node, "from", names), _day(node, "until", names)
    if first is not None and last is not None and last < first:
        says = "the last day is before the first"
        names.refuse(wrong(Code.BACKWARDS, node["until"], says, f"{first.isoformat()} or a later day"))
    return Window(first, last)


def _day(node: Mapping, key: str, names: Names) -> date | None:
    value = read_literal(scalar(node[key]), Subject(key, DATE), names) if key in node else None
    return value if isinstance(value, date) else None
