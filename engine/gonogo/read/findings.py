"""What all reports of findings in JSON have in common: their values, whatever their shape, and what is said of none."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from gonogo.model.diagnostic import Code, Diagnostic, Diagnostics
from gonogo.model.location import Location, SourceFile
from gonogo.model.noun import Noun
from gonogo.read.extract import ABSENT, Broken, Extract, Note, Raw
from gonogo.read.json_items import raw
from gonogo.read.json_places import Keys, Placed
from gonogo.read.json_rows import json_tree, yaml_tree
from gonogo.read.results import Row, table, told_apart
from gonogo.read.tree import is_null

SEVERITIES = ("critical", "high", "medium", "low", "negligible", "none", "unknown")
WORDS = {"moderate": "medium", "important": "high", "info": "none", "informational": "none", "": "unknown"}


def tree_of(content: bytes, file: SourceFile, diagnostics: Diagnostics) -> tuple[Any, Placed] | None:
    """What a file says, in JSON or, by the end of its name, in YAML."""
    is_yaml = file.path.lower().endswith((".yaml", ".yml"))
    return yaml_tree(content, file, diagnostics) if is_yaml else json_tree(content, file, diagnostics)


def part(value: Any, *keys: str | int) -> Any:
    """What hangs below some keys; None where any of it is not there."""
    for key in keys:
        if isinstance(value, dict):
            value = value.get(key)
        elif isinstance(value, list) and isinstance(key, int) and key < len(value):
            value = value[key]
        else:
            return None
    return value


def parts(value: Any, *keys: str | int) -> list[Any]:
    """The list that hangs below some keys; empty where there is none."""
    found = part(value, *keys)
    return found if isinstance(found, list) else []


class OddShapeError(ValueError):
    """Something else stands where a report of its kind has a list of objects: what it holds would be lost."""

    def __init__(self, key: str | int, wanted: str = "a list of objects") -> None:
        super().__init__(str(key))
        self.key = key
        self.wanted = wanted


def mappings(value: Any, *keys: str | int) -> list[tuple[int, dict[str, Any]]]:
    """The mappings in a list, each with its number in it; none where nothing is there, or null."""
    found = part(value, *keys) if keys else value
    if found is None or is_null(found):
        return []
    if not isinstance(found, list) or not all(isinstance(one, dict) for one in found):
        raise OddShapeError(keys[-1] if keys else "the root")
    return list(enumerate(found))


def odd_shape(fault: OddShapeError, places: Placed) -> Diagnostic:
    """A report that has the right form outside, and not inside."""
    return Diagnostic(
        code=Code.OTHER_FORMAT,
        at=places(()),
        says=f"`{fault.key}` is not {fault.wanted}, as it is in files of this form",
        expected=fault.wanted,
        found="something else",
        remedy="say in `format:` what the file is",
    )


def text(value: Any, *keys: str | int) -> str | None:
    """The text below some keys."""
    found = part(value, *keys)
    return found if isinstance(found, str) else None


def word(value: Any, *keys: str | int) -> str | Broken | None:
    """The text below some keys; where something else stands there, it is unknown what is meant."""
    found = part(value, *keys)
    if found is None or isinstance(found, str):
        return found
    return Broken("no word, where one is wanted")


def number(value: Any) -> int | Decimal | None:
    """A number, and no truth, which Python takes for one."""
    return value if isinstance(value, int | Decimal) and not isinstance(value, bool) else None


def plain(value: Any, *keys: str | int) -> Raw:
    """A plain value as it stands; ABSENT where it is not there."""
    for number, key in enumerate(keys):
        here = part(value, *keys[:number])
        if not (isinstance(here, dict) and key in here):
            return ABSENT
    found: Raw = raw(part(value, *keys))
    return found


def severity(written: str | Broken | None) -> Raw:
    """A severity in small letters: the words that mean the same are one."""
    if not isinstance(written, str):
        return ABSENT if written is None else written
    small = written.strip().lower()
    return WORDS.get(small, small)


def highest(severities: Iterable[Raw]) -> Raw:
    """The highest of some severities, unknown where one of them is; ABSENT of none."""
    given = [one for one in severities if one is not ABSENT]
    strange = next((one for one in given if one not in SEVERITIES), None)
    if strange is not None:
        return strange if isinstance(strange, Broken) else Broken(f"`{str(strange)[:40]}`, which is no severity")
    return min(given, key=lambda one: SEVERITIES.index(str(one)), default=ABSENT)


def highest_number(values: Iterable[Any]) -> Raw:
    """The highest of some numbers, unknown where one of them is none; ABSENT of none."""
    given = [one for one in values if one is not None]
    known = [found for one in given if (found := number(one)) is not None]
    return Broken("no number, where one is wanted") if len(known) < len(given) else max(known, default=ABSENT)


def of_score(score: Decimal | int) -> str:
    """What CVSS calls a score."""
    steps = ((Decimal(9), "critical"), (Decimal(7), "high"), (Decimal(4), "medium"), (Decimal(0), "low"))
    return next((word for least, word in steps if score >= least), "none") if score > 0 else "none"


def other_json(wanted: str, expected: str, root: Any, places: Placed) -> Diagnostic:
    """The file is JSON, and something else than it was said to be."""
    keys = ", ".join(f"`{key}`" for key in list(root)[:6]) if isinstance(root, dict) else ""
    return Diagnostic(
        code=Code.OTHER_FORMAT,
        at=places(()),
        says=f"this file is not {wanted}",
        expected=expected,
        found=f"an object with {keys}" if keys else "a list" if isinstance(root, list) else "something else",
        remedy="say in `format:` what the file is",
    )


def nothing_in(says: str, at: Location) -> Diagnostic:
    """A report of nothing."""
    expected, found = "a report of something that was looked into", "nothing of the kind"
    remedy = "find out why there is nothing in it: that nobody looked does not show that nothing is there"
    return Diagnostic(code=Code.EMPTY_REPORT, at=at, says=says, expected=expected, found=found, remedy=remedy)


class Form(Noun, frozen=True, kw_only=True):
    """A kind of report.

    `rows` gives each row with the keys of its place. `why_empty` says why nothing was looked into, if that is so.
    `remarks` are what the report says of itself: a kind of note, a sentence, and where. `inner` says where in a row's
    own place a column stands.
    """

    title: str
    expected: str
    counted: str = "entries"
    inner: Mapping[str, Keys] = {}
    columns: tuple[str, ...]
    fits: Callable[[Any], bool]
    rows: Callable[[Any], Iterator[tuple[Keys, Row]]]
    why_empty: Callable[[Any], str | None]
    remarks: Callable[[Any, Sequence[Row]], Iterator[tuple[str, str, Keys]]]


def read_form(form: Form, tree: tuple[Any, Placed], wanted: Sequence[str], diagnostics: Diagnostics) -> Extract | None:
    """The rows of a report of some kind."""
    root, places = tree
    try:
        if not form.fits(root):
            diagnostics.add(other_json(form.title, form.expected, root, places))
            return None
        reason = form.why_empty(root)
        if reason is not None:
            diagnostics.add(nothing_in(reason, places(())))
            return None
        found = list(form.rows(root))
        rows = [row for _, row in found]
        notes = [Note(kind, says, places(keys)) for kind, says, keys in form.remarks(root, rows)]
    except OddShapeError as fault:
        diagnostics.add(odd_shape(fault, places))
        return None

    def place(number: int, column: str | None) -> Location:
        return places((*found[number][0], *form.inner.get(column or "", ())))

    return table(rows, form.columns, wanted, place, [*notes, *told_apart(rows, places(()), form.counted)])
