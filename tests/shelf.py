"""Files that evidence points to, in memory: for tests that need no disk."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fnmatch import fnmatch
from posixpath import dirname, join, normpath

from gonogo.model.location import SourceFile
from gonogo.resources import folder


@dataclass
class Shelf:
    """A shelf (see `read.extract.Shelf`) of the files it is given; `read` are those that were asked for."""

    files: Mapping[str, bytes | str]
    read: list[str] = field(default_factory=list)

    def data(self, pattern: str, named_in: str) -> tuple[str, ...]:
        wanted = normpath(join(dirname(named_in), pattern))
        return tuple(sorted(name for name in self.files if fnmatch(name, wanted)))

    def astray(self, pattern: str, named_in: str) -> dict[str, str]:
        return {}

    def beside_of(self, pattern: str, named_in: str) -> tuple[str, ...]:
        return tuple(sorted(self.files))

    def content(self, shown: str) -> bytes:
        self.read.append(shown)
        found = self.files[shown]
        return found.encode() if isinstance(found, str) else found

    def size(self, shown: str) -> int:
        found = self.files[shown]
        return len(found.encode() if isinstance(found, str) else found)

    def mapping(self, name: str) -> SourceFile | None:
        path = f"mappings/{name}.yaml"
        if path in self.files:
            return SourceFile(path, self.content(path).decode())
        ready = folder("mappings") / f"{name}.yaml"
        return SourceFile(path, ready.read_text("utf-8")) if ready.is_file() else None

    def mapping_names(self) -> tuple[str, ...]:
        found = (name for name in self.files if name.startswith("mappings/"))
        return tuple(sorted(name.removeprefix("mappings/").removesuffix(".yaml") for name in found))
