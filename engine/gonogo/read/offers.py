"""What a file offers, before anybody has said what is wanted of it: a table or a list, and its columns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from gonogo.model.diagnostic import Diagnostics
from gonogo.model.location import Location, SourceFile
from gonogo.model.noun import Noun
from gonogo.read.extract import Extract, From, Progress, Raw, Shelf
from gonogo.read.mapping_file import DELIMITERS
from gonogo.read.mapping_formats import FORMATS
from gonogo.read.tree import Mapping as Tree
from gonogo.read.tree import Scalar

Said = tuple[tuple[str, str], ...]


class Offer(Noun, frozen=True, kw_only=True):
    """One table or list of a file. `columns` hold the first rows, by the name that a mapping would use.

    `said` is what `from:` has to say besides. `using`: a ready-made mapping reads it, whose columns are named by field.
    """

    format: str
    said: Said = ()
    inside: str = ""
    columns: Mapping[str, Sequence[Raw]]
    fields: Mapping[str, str] = {}  # of the ready-made mapping: the column that it reads each field from
    mapping: Tree | None = None
    remarks: tuple[str, ...] = ()

    @property
    def using(self) -> str | None:
        return dict(self.said).get("using")

    def how(self, path: str, progress: Progress | None = None) -> From:
        """As `from:` would say it."""
        at = Location(SourceFile(path, ""), 1, 1)
        tree = Tree(at) if self.mapping is None else self.mapping
        said = {key: Scalar(text, at, plain=True) for key, text in self.said}
        header = said.get("header")
        if header is not None:
            tree = Tree(at)
            tree[Scalar("header", at, plain=True)] = header
        return From(
            files=(Scalar(path, at, plain=True),),
            format=self.format,
            mapped=(),
            paths=_paths(said.get("at"), tree),
            sheet=said.get("sheet"),
            header=None if header is None else _lines(header),
            encoding=said.get("encoding"),
            delimiter=DELIMITERS.get(said.get("delimiter", "comma"), ",") if self.format == "csv" else None,
            tree=tree,
            progress=progress,
            at=at,
        )

    def read(self, content: bytes, path: str, wanted: Sequence[str], more: More) -> Extract | None:
        """All rows of some columns; None after a complaint."""
        at = Location(SourceFile(path, ""), 1, 1)
        names = [Scalar(name, at, plain=False) for name in wanted]
        how = self.how(path, more.progress)
        return FORMATS[self.format]()(content, SourceFile(path, ""), names, how, more.diagnostics)


class More(Noun, frozen=True):
    """What looking at a file needs besides the file."""

    shelf: Shelf | None
    diagnostics: Diagnostics
    progress: Progress | None = None


def _paths(written: Scalar | None, tree: Tree) -> tuple[Scalar, ...]:
    if written is not None:
        return (written,)
    ready = tree.get("at")
    listed = ready if isinstance(ready, list) else [ready]
    return tuple(one for one in listed if isinstance(one, Scalar))


def _lines(written: str) -> tuple[int, int]:
    if written == "none":
        return 0, 0
    numbers = [int(one) for one in written.strip("[]").split(",")]
    return min(numbers), max(numbers)
