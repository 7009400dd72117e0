"""What a file offers, before anybody has said what is wanted of it: its tables or lists, and the columns of each.

The form is known from the end of the name and from what stands in it. What a reader refuses is complained of as it
would be anywhere else, and then there is nothing to offer.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from posixpath import basename

from gonogo.model.diagnostic import Code, Diagnostic, Diagnostics
from gonogo.model.location import Location, SourceFile
from gonogo.model.noun import Noun
from gonogo.read.extract import Extract, From, Library, Progress, Raw
from gonogo.read.mapping_file import DELIMITERS
from gonogo.read.mapping_formats import FORMATS, format_of
from gonogo.read.tree import Mapping as Tree
from gonogo.read.tree import Scalar

Said = tuple[tuple[str, str], ...]
AS_TREE = ("{", "[")


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

    library: Library | None
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


# --- which form it has ---------------------------------------------------------------------------


def offers_of(content: bytes, path: str, more: More) -> list[Offer]:
    """Everything that a file offers; nothing after a complaint."""
    form = format_of(path)
    told: Said = ()
    if form is None:
        form = _by_content(content)
        told = () if form is None else (("format", form),)
    if form is None:
        more.diagnostics.add(_unknown(path))
        return []
    if form == "csv":
        from gonogo.read.offers_csv import csv_offers as look
    elif form == "xlsx":
        from gonogo.read.offers_xlsx import xlsx_offers as look
    else:
        from gonogo.read.offers_tree import tree_offers

        return tree_offers(content, path, form, told, more)
    return look(content, path, told, more)


def _by_content(content: bytes) -> str | None:
    """The form of a file whose name says nothing of it."""
    if content.startswith(b"PK\x03\x04"):
        return "xlsx"
    head = content[:4_000].decode("utf-8", errors="replace").lstrip("\ufeff \t\r\n")
    if head.startswith(AS_TREE):
        return "json"
    if head.startswith("<"):
        return "xml"
    lines = [line for line in head.splitlines() if line.strip()]
    parted = any(all(mark in line for line in lines[:3]) for mark in ",;\t")
    return "csv" if lines and parted and "\ufffd" not in head else None


def _unknown(path: str) -> Diagnostic:
    return Diagnostic(
        code=Code.UNKNOWN_FORMAT,
        at=Location(SourceFile(path, ""), 1, 1, said=""),
        says=f"neither its name nor what stands in it says what form `{basename(path)}` has",
        expected="a table, a workbook, JSON, YAML or XML",
        found="something else",
        remedy="export it in one of these forms",
    )
