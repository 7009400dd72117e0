"""What a physical reader makes of some bytes, as a mapping would ask for it."""

from __future__ import annotations

from collections.abc import Sequence

from gonogo.model.diagnostic import Diagnostic, Diagnostics
from gonogo.model.location import Location, SourceFile
from gonogo.read.extract import Extract, From, Raw
from gonogo.read.mapping_formats import FORMATS
from gonogo.read.strict_yaml import read_yaml
from gonogo.read.tree import Mapping, Scalar

MAPPING = SourceFile("mapping.yaml", "")
SUFFIXES = {"json": ".json", "yaml": ".yaml", "json-lines": ".jsonl", "trx": ".trx", "sarif": ".sarif"}


def extract(
    content: str | bytes, form: str, wanted: Sequence[str] = (), *, at: Sequence[str] = (), more: str = ""
) -> tuple[Extract | None, list[Diagnostic]]:
    """The extract, and all complaints. `more` are further keys of `from:`, as YAML."""
    found = Diagnostics()
    tree = read_yaml(SourceFile("mapping.yaml", more), found) if more else Mapping(Location(MAPPING, 1, 1))
    assert isinstance(tree, Mapping)
    where = tree.get("where")
    how = From(
        files=(_scalar("file"),),
        format=form,
        mapped=(),
        where=where if isinstance(where, Mapping) else None,
        paths=tuple(map(_scalar, at)),
        tree=tree,
        at=tree.at,
    )
    file = SourceFile("report" + SUFFIXES.get(form, ".xml"), "")
    raw = content.encode() if isinstance(content, str) else content
    return FORMATS[form]()(raw, file, [_scalar(one) for one in wanted], how, found), list(found)


def rows(content: str | bytes, form: str, wanted: Sequence[str], *, at: Sequence[str] = ()) -> list[tuple[Raw, ...]]:
    """The rows of a file of which nothing is complained."""
    made, found = extract(content, form, wanted, at=at)
    assert found == []
    assert made is not None
    return list(zip(*(made.columns[name] for name in wanted), strict=True)) if made.count else []


def refused(content: str | bytes, form: str, wanted: Sequence[str] = (), *, at: Sequence[str] = ()) -> str:
    """The one complaint about a file: where, the code, and what is said."""
    made, found = extract(content, form, wanted, at=at)
    assert made is None
    assert len(found) == 1
    return f"{found[0].at}: {found[0].code.value}: {found[0].says}"


def notes(content: str | bytes, form: str, wanted: Sequence[str] = ()) -> list[str]:
    """What is said of a file that can be read."""
    made, found = extract(content, form, wanted)
    assert made is not None, found
    return [f"{one.kind}: {one.says}" for one in made.notes]


def _scalar(text: str) -> Scalar:
    return Scalar(text, Location(MAPPING, 1, 1, len(text)), plain=True)
