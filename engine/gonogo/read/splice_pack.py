"""Puts a source, a record or a view into the text of an evidence file, where somebody would have written it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from gonogo.model.noun import Noun
from gonogo.read.splice import STEP, Edit, NoPlaceError, Text
from gonogo.read.tree import Mapping, Node
from gonogo.read.tree import Sequence as Listed

AFTER = ("facts", "views", "waivers", "resolutions")  # what stands behind the sources


class Addition(Noun, frozen=True, kw_only=True):
    """What is to be added, as YAML in brackets. `source`: its id, with what is said of it where it is a new one.

    `apart`: in a list of its own, though another one is from the same source.
    """

    fact: str
    record: str
    source: str | None
    new_source: str | None = None
    apart: bool = False


def edits(text: Text, tree: Mapping, wanted: Addition) -> list[Edit]:
    """What has to be put into the text."""
    made = []
    if wanted.new_source is not None and wanted.source is not None:
        made += _under(text, tree, "sources", f"{wanted.source}: {wanted.new_source}")
    if wanted.fact == "view":
        made += _view(text, tree, wanted)
    else:
        made += _record(text, tree, wanted)
    return made


# --- a key under a key of the file ---------------------------------------------------------------


def _under(text: Text, tree: Mapping, key: str, line: str, *more: str) -> list[Edit]:
    """A line (and more, indented below it) at the end of a mapping that the file has, or has not yet."""
    part = tree.get(key)
    if not isinstance(part, Mapping):
        lines = [f"{key}:", *_indented([line, *more], STEP)]
        rest = [one.at.line for one in tree if one in AFTER and key == "sources"]
        return [_lines(text, min(rest), [*lines, ""])] if rest else [_at_end(text, lines)]
    if text.is_flow(part):
        return [_into_flow(text, part, _in_one_line(line, more))]
    indent = next(iter(part)).at.column - 1
    after = text.after_block(tree.written(key).at.line, indent)
    return [_lines(text, after, _indented([line, *more], indent))]


def _in_one_line(line: str, more: Sequence[str]) -> str:
    return f"{line} {{{', '.join(one.strip() for one in more)}}}" if more else line


def _at_end(text: Text, lines: Sequence[str]) -> Edit:
    before = "" if text.text.endswith("\n") or not text.text else text.end
    return Edit(len(text.text), before + text.end + "".join(line + text.end for line in lines))


def _lines(text: Text, number: int, lines: Sequence[str]) -> Edit:
    """Lines before the one of a number."""
    offset = text.start_of(number)
    before = text.end if offset == len(text.text) and not text.text.endswith("\n") else ""
    return Edit(offset, before + "".join(line + text.end for line in lines))


def _indented(lines: Sequence[str], indent: int) -> list[str]:
    return [" " * indent + line for line in lines]


def _into_flow(text: Text, node: Node, item: str) -> Edit:
    """One more item in brackets."""
    closing = text.closing(node)
    return Edit(_before_blanks(text, closing), f", {item}" if node else item)


def _before_blanks(text: Text, closing: int) -> int:
    inside = text.text[:closing]
    return len(inside.rstrip(" ")) if not inside.rstrip(" ").endswith("\n") else closing


# --- records -------------------------------------------------------------------------------------


def _record(text: Text, tree: Mapping, wanted: Addition) -> list[Edit]:
    facts = tree.get("facts")
    entries = facts.get(wanted.fact) if isinstance(facts, Mapping) else None
    if entries is None:
        more = [f"  source: {wanted.source}", "  records:", f"    - {wanted.record}"]
        if isinstance(facts, Mapping) and text.is_flow(facts):
            return _under(text, tree, "facts", f"{wanted.fact}: {_entry(wanted)}")
        return _under(text, tree, "facts", f"{wanted.fact}:", *more)
    assert isinstance(facts, Mapping)
    if not wanted.apart:
        for one in entries if isinstance(entries, Listed) else [entries]:
            if isinstance(one, Mapping) and one.get("source") == wanted.source and "from" not in one:
                records = one.get("records")
                if isinstance(records, Listed):
                    return _item(text, (one, "records"), records, wanted.record)
    if isinstance(entries, Listed):
        return _item(text, (facts, wanted.fact), entries, _entry(wanted), list(_block_entry(wanted)))
    return _second_entry(text, facts, entries, wanted)


def _entry(wanted: Addition) -> str:
    return f"{{source: {wanted.source}, records: [{wanted.record}]}}"


def _block_entry(wanted: Addition) -> Iterator[str]:
    yield f"source: {wanted.source}"
    yield "records:"
    yield f"  - {wanted.record}"


def _item(
    text: Text, held: tuple[Mapping, str], items: Listed, flow: str, block: Sequence[str] | None = None
) -> list[Edit]:
    """One more item at the end of a list; `held`: the mapping that it hangs in, and its key."""
    if text.is_flow(items):
        return [_into_flow(text, items, flow)]
    mapping, key = held
    dash = _column_of_dash(text, items)
    same = dash == mapping.written(key).at.column - 1
    after = text.after_block(mapping.written(key).at.line, dash, dashes=same)
    first, *rest = block or [flow]
    return [_lines(text, after, [" " * dash + f"- {first}", *_indented(rest, dash + STEP)])]


def _column_of_dash(text: Text, items: Listed) -> int:
    line = text.lines[items[0].at.line - 1]
    return line.index("-")


def _second_entry(text: Text, facts: Mapping, entry: Node, wanted: Addition) -> list[Edit]:
    """Of the one list of a fact, the first of two: it gets a dash in front, and no other line of it changes."""
    if text.is_flow(entry):
        closing = text.closing(entry) + 1
        return [Edit(text.offset(entry), "["), Edit(closing, f", {_entry(wanted)}]")]
    assert isinstance(entry, Mapping)
    first = next(iter(entry)).at
    indent = first.column - 1
    key = facts.written(wanted.fact).at
    dash = indent - STEP
    if dash < key.column - 1:
        raise NoPlaceError(f"line {first.line} is indented by one blank only")
    start = text.start_of(first.line)
    after = text.after_block(key.line, indent)
    first_line, *rest = _block_entry(wanted)
    added = [" " * dash + f"- {first_line}", *_indented(rest, indent)]
    return [Edit(start + dash, "- ", instead_of=STEP), _lines(text, after, added)]


# --- views ---------------------------------------------------------------------------------------


def _view(text: Text, tree: Mapping, wanted: Addition) -> list[Edit]:
    views = tree.get("views")
    if isinstance(views, Mapping):
        records = views.get("records")
        if isinstance(records, Listed):
            return _item(text, (views, "records"), records, wanted.record)
    if isinstance(views, Listed):
        return _item(text, (tree, "views"), views, wanted.record)
    return [_at_end(text, ["views:", f"  - {wanted.record}"])]
