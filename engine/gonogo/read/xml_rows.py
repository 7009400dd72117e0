"""Rows from XML: the elements to which `at:` leads, and of each the attributes and texts that the mapping names."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from gonogo.model.diagnostic import Code, Diagnostic, Diagnostics
from gonogo.model.location import Location, SourceFile
from gonogo.read.complaint import one_of
from gonogo.read.extract import ABSENT, Extract, From, Raw
from gonogo.read.json_path import Path, PathRefused, Step, Way, item_paths, level_names
from gonogo.read.json_rows import follow
from gonogo.read.json_whole import only_asked_whether_given, refused_path
from gonogo.read.nearest import nearest
from gonogo.read.xml_text import Element, xml_tree

LOOKED_AT = 50
MOST_NAMES = 200
Levels = dict[str, Element]


class Found:
    """What a way to items led to: each element with the levels that were named on the way to it."""

    def __init__(self) -> None:
        self.items: list[tuple[Element, Levels]] = []
        self.reached = False
        self.missed: tuple[Element, Step] | None = None


def read_xml(
    content: bytes, file: SourceFile, wanted: Sequence[str], how: From, diagnostics: Diagnostics
) -> Extract | None:
    """The rows of an XML file."""
    tree = xml_tree(content, file, diagnostics)
    if tree is None:
        return None
    top, source = tree
    ways: list[tuple[Path, ...]] = []
    for written in how.paths or ("/*/*",):
        try:
            ways.append(item_paths(written))
        except PathRefused as fault:
            diagnostics.add(refused_path(written, fault))
            return None
    followed = follow(wanted, ways, diagnostics)
    if followed is None:
        return None
    tried = [_select(top, way) for way in ways]
    if not any(found.reached for found in tried):
        diagnostics.extend(_nowhere(missed, how, source) for missed in [tried[0].missed] if missed)
        return None
    items = [item for found in tried for item in found.items]
    columns: dict[str, Sequence[Raw]] = {}
    for name, paths in followed.items():
        values = [_value(element, levels, paths) for element, levels in items]
        if not values or any(one is not ABSENT for one in values) or only_asked_whether_given(name, how):
            columns[name] = values

    def place(number: int, name: str | None) -> Location:
        return element_place(source, items[number][0], number, name)

    known = _names([element for element, _ in items], level_names(path for way in ways for path in way))
    return Extract(count=len(items), columns=columns, place=place, names=known)


def element_place(source: SourceFile, element: Element, number: int, column: str | None = None) -> Location:
    """The place of an element: its line, and which of the items it is, counted from 1."""
    inside = f"{element.name} {number + 1}" + (f", {column}" if column else "")
    said = f":{element.line}, {inside}"
    return Location(source, element.line, element.column, len(element.name) + 1, inside=inside, said=said)


# --- the way to the items ------------------------------------------------------------------------


def _select(top: Element, paths: Sequence[Path]) -> Found:
    """What the first of the paths leads to that leads anywhere."""
    tried = []
    for path in paths:
        found = Found()
        _walk(top, path.steps, {}, found)
        if found.reached:
            return found
        tried.append(found)
    return tried[0]


def _walk(element: Element, steps: Sequence[Step], levels: Levels, into: Found) -> None:
    if not steps:
        into.items.append((element, levels))
        into.reached = True
        return
    step, rest = steps[0], steps[1:]
    if step.way is Way.DEEP:
        for one in (element, *_all_below(element)):
            _walk(one, rest, levels, into)
        return
    parts = list(_parts(element, step))
    if not parts and not rest and not element.children and element.up is not None and not element.text:
        into.reached = True  # an empty list
    elif not parts:
        into.missed = into.missed or (element, step)
    for part in parts:
        _walk(part, rest, {**levels, step.word: part} if step.way is Way.EACH and step.word else levels, into)


def _all_below(element: Element) -> Iterator[Element]:
    for child in element.children:
        yield child
        yield from _all_below(child)


def _parts(element: Element, step: Step) -> Iterator[Element]:
    if step.way is Way.WORD:
        return element.named(step.word.rpartition(":")[2])
    if step.way is Way.NUMBER:
        return iter(element.children[int(step.word) : int(step.word) + 1])
    return iter(element.children)


def _nowhere(missed: tuple[Element, Step], how: From, source: SourceFile) -> Diagnostic:
    element, step = missed
    names = list(dict.fromkeys(child.name for child in element.children))
    looked_for = step.word or step.way.value
    inside = f"`{element.name}`" if element.name else "the document"
    return Diagnostic(
        code=Code.LEADS_NOWHERE,
        at=how.paths[0].at if how.paths else how.at,
        says=f"this way leads nowhere: there is no `{looked_for}` in {inside}",
        expected="the way to a list of elements",
        found=one_of(f"`{name}`" for name in names) if names else "no elements in it",
        did_you_mean=nearest(looked_for, names),
        see=(("it ends here", Location(source, element.line, element.column)),),
        remedy="name the elements from the root on, such as `/testsuites/testsuite/testcase`",
    )


# --- the values of an item -----------------------------------------------------------------------


def _value(element: Element, levels: Levels, paths: Sequence[Path]) -> Raw:
    empty: Raw = ABSENT
    for path in paths:
        values = list(_follow(element, levels, path))
        if len(values) == 1 and not path.many:
            if values[0]:
                return values[0]
            empty = values[0]
        elif values:
            return tuple(values)
    return empty


def _follow(element: Element, levels: Levels, path: Path) -> Iterator[str | None]:
    start: Element | None = element if path.outer is None else levels.get(path.outer)
    if start is None:
        return
    if path.of_key:
        yield start.name
        return
    steps = list(path.steps)
    while steps and steps[0].way is Way.UP and start is not None:
        steps.pop(0)
        start = start.up
    if start is not None:
        yield from _down(start, steps)


def _down(element: Element, steps: Sequence[Step]) -> Iterator[str | None]:
    if not steps:
        yield None if element.nil else element.text
        return
    step, rest = steps[0], steps[1:]
    if step.way is Way.ATTRIBUTE:
        value = element.get(step.word.rpartition(":")[2])
        if value is not None:
            yield value
        return
    for part in _parts(element, step):
        yield from _down(part, rest)


def _names(elements: Sequence[Element], levels: Sequence[str]) -> tuple[str, ...]:
    """What a mapping could name: attributes, elements, and the attributes of these."""
    found: dict[str, None] = {}
    for element in elements[:LOOKED_AT]:
        found.update(dict.fromkeys(f"@{name}" for name in element.attributes))
        for child in element.children:
            found[child.name] = None
            found.update(dict.fromkeys(f"{child.name}/@{name}" for name in child.attributes))
    return (*list(found)[:MOST_NAMES], *(f"${name}" for name in levels))
