"""Finds the files that a person names, and reads no others: paths stay inside the project's root.

The root is the folder that holds `policies/` or `evidence/`, else the folder of the file that was named. A bare name
is looked for under `policies/` (or `evidence/`) here, then among the examples that come with the product.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from hashlib import sha256
from pathlib import Path
from typing import Literal

from gonogo.model.location import SourceFile
from gonogo.resources import folder

Kind = Literal["policies", "evidence"]
SUFFIXES = (".yaml", ".yml", ".json")
MAIN = {"policies": "policy.yaml", "evidence": "evidence.yaml"}


def find(name: str, kind: Kind) -> tuple[Path | None, tuple[Path, ...]]:
    """The file that is meant, and the places that were looked at in vain before it.

    A name means a file, a folder's main file, a path without its suffix, or something under `policies/` (`evidence/`).
    """
    in_vain: list[Path] = []
    for candidate in places(name, kind):
        found = _file(candidate, kind)
        if found is not None:
            return found, tuple(in_vain)
        in_vain += [candidate, *_with_suffix(candidate), candidate / MAIN[kind]]
    return None, tuple(in_vain)


def names(kind: Kind) -> tuple[str, ...]:
    """The names that would be found bare, for a suggestion."""
    found: dict[str, None] = {}
    for place in (Path(kind), folder(kind)):
        for path in sorted(place.iterdir()) if is_folder(place) else ():
            if _file(path, kind) is not None:
                found[path.stem if path.suffix in SUFFIXES else path.name] = None
    return tuple(found)


def places(name: str, kind: Kind) -> Iterator[Path]:
    """Where a name may lead, in order."""
    yield Path(name)
    if os.sep not in name and "/" not in name:
        yield Path(kind, name)
        yield folder(kind) / name
    elif name.startswith(f"{kind}/"):
        yield folder(kind) / name.removeprefix(f"{kind}/")


def _file(path: Path, kind: Kind) -> Path | None:
    if is_folder(path):
        main = path / MAIN[kind]
        return main if is_file(main) else None
    if is_file(path):
        return path
    return next((one for one in _with_suffix(path) if is_file(one)), None)


def is_file(path: Path) -> bool:
    """Whether a file is there; by a name that is too long for any file, there is none."""
    with suppress(OSError):
        return path.is_file()
    return False


def is_folder(path: Path) -> bool:
    with suppress(OSError):
        return path.is_dir()
    return False


def _with_suffix(path: Path) -> list[Path]:
    return [path.with_name(path.name + suffix) for suffix in SUFFIXES if path.name]


def root_of(path: Path) -> Path:
    """The folder that files named in a file may not leave."""
    resolved = path.resolve()
    for parent in resolved.parents:
        if (parent / "policies").is_dir() or (parent / "evidence").is_dir():
            return parent
    return resolved.parent


Decode = Callable[[str, bytes], SourceFile | None]


@dataclass(slots=True)
class Reader:
    """Reads files within one root, and remembers each with its digest: what a decision rests on."""

    root: Path
    decode: Decode
    absent: tuple[str, ...] = ()  # where nothing was found that would have gone before
    digests: dict[str, str] = field(default_factory=dict)  # absolute path -> SHA-256
    paths: dict[str, str] = field(default_factory=dict)  # the same by the path under which it was read
    _contents: dict[str, bytes] = field(default_factory=dict)

    def __call__(self, name: str, named_in: str | None) -> SourceFile | None:
        """The file that `named_in` names (or that the user does), or None: not there, or outside the root."""
        found = self.within_reach(Path(name) if named_in is None else Path(named_in).parent / name)
        if found is None:
            return None
        return self.decode(shown_path(found), self.bytes_of(found))

    # --- the files that evidence points to -------------------------------------------------------

    def data(self, pattern: str, named_in: str) -> tuple[str, ...]:
        """The files that a path means, or all that are called like its last part (`exports/*.csv`), sorted.

        Whoever reads the same files later has to find the same ones: so a folder in which there are none is no error
        of this method, and links that lead out of the root are not among them.
        """
        return tuple(shown_path(one) for one in _meant(pattern, named_in) if self._may_read(one))

    def astray(self, pattern: str, named_in: str) -> dict[str, str]:
        """What is called so and is no file that may be read, by its path: each with what it is."""
        found = (one for one in _meant(pattern, named_in) if not self._may_read(one))
        return {shown_path(one): what for one in found if (what := self._what(one)) is not None}

    def beside_of(self, pattern: str, named_in: str) -> tuple[str, ...]:
        """What could have been meant by a path that leads to nothing, as it would be written: for a suggestion."""
        wanted = Path(named_in).parent / pattern
        if not is_folder(wanted.parent) or not wanted.parent.resolve().is_relative_to(self.root):
            return ()
        names = sorted(one.name for one in wanted.parent.iterdir() if self._may_read(one) and one != Path(named_in))
        return tuple((Path(pattern).parent / name).as_posix() for name in names)

    def _may_read(self, path: Path) -> bool:
        return is_file(path) and path.resolve().is_relative_to(self.root)

    def _what(self, path: Path) -> str | None:
        if not path.resolve().is_relative_to(self.root):
            return "outside the project's folder"
        if is_folder(path):
            return "a folder"
        return "a link that leads nowhere" if os.path.islink(path) else None

    def content(self, shown: str) -> bytes:
        """What stands in one of them; read once."""
        if shown not in self._contents:
            self._contents[shown] = self.bytes_of(Path(shown))
        return self._contents[shown]

    def size(self, shown: str) -> int:
        """How many bytes one of them has, before it is read."""
        with suppress(OSError):
            return Path(shown).stat().st_size
        return len(self.content(shown))

    def mapping(self, name: str) -> SourceFile | None:
        """`mappings/NAME.yaml` of the project, else of the product."""
        if not name.replace("-", "").replace("_", "").replace(".", "").isalnum():
            return None
        for place in self._mappings():
            path = place / f"{name}.yaml"
            if is_file(path) and path.resolve().is_relative_to(place.resolve()):
                return self.decode(shown_path(path), self.bytes_of(path))
            self.absent = (*self.absent, str(path.absolute()))
        return None

    def mapping_names(self) -> tuple[str, ...]:
        found = (path.stem for place in self._mappings() if is_folder(place) for path in place.glob("*.yaml"))
        return tuple(sorted(set(found)))

    def _mappings(self) -> tuple[Path, ...]:
        return self.root / "mappings", folder("mappings")

    def within_reach(self, path: Path) -> Path | None:
        """The file that a path leads to, or None: it is not there, or outside the root."""
        found = _file(path, "policies") or _file(path, "evidence")
        return found if found is not None and found.resolve().is_relative_to(self.root) else None

    def bytes_of(self, path: Path) -> bytes:
        """What stands in a file."""
        content = path.read_bytes()
        digest = sha256(content).hexdigest()
        self.digests[str(path.resolve())] = self.paths[shown_path(path)] = digest
        return content


def called_like(name: str, form: str) -> bool:
    """Whether a file has a name of some form, where `*` and `?` stand for anything; capital letters do not matter."""
    return fnmatchcase(name.casefold(), form.replace("[", "[[]").casefold())


def _meant(pattern: str, named_in: str) -> list[Path]:
    """What a path leads to, there or not; or all in its folder that is called like its last part."""
    wanted = Path(named_in).parent / pattern
    if not any(mark in wanted.name for mark in "*?"):
        return [wanted]
    if not is_folder(wanted.parent):
        return []
    return sorted(one for one in wanted.parent.iterdir() if called_like(one.name, wanted.name))


def shown_path(path: Path) -> str:
    """The path as people see it: from where they stand, if it lies below."""
    here = Path.cwd()
    normal = Path(os.path.normpath(path))
    absolute = normal if normal.is_absolute() else here / normal
    return (absolute.relative_to(here) if absolute.is_relative_to(here) else normal).as_posix()


def siblings(main: str) -> tuple[str, ...]:
    """The other files of a folder of evidence, in the order of their names; a folder with a policy is none."""
    path = Path(main)
    if path.name != MAIN["evidence"] or (path.parent / MAIN["policies"]).is_file():
        return ()
    others = (one for one in path.parent.iterdir() if one.suffix in SUFFIXES and one.name not in MAIN.values())
    return tuple(shown_path(one) for one in sorted(others))


def calendars(decode: Decode) -> dict[str, SourceFile]:
    """The calendars that come with the product, by the names under which a policy may choose them."""
    found = {
        path.stem: decode(shown_path(path), path.read_bytes()) for path in sorted(folder("calendars").glob("*.yaml"))
    }
    return {name: file for name, file in found.items() if file is not None}


def write_whole(path: str | Path, content: str | bytes) -> None:
    """Writes a file whole or not at all, over the one that is there, whose mode it keeps; a link is followed.

    What is there and is no file (a pipe, `/dev/null`) is written to as it stands.
    """
    target = Path(path).resolve()
    raw = content.encode() if isinstance(content, str) else content
    if target.exists() and not target.is_file():
        target.write_bytes(raw)
        return
    written = target.with_name(f".{target.name}.{os.getpid()}")
    try:
        with open(written, "xb") as file:
            file.write(raw)
            file.flush()
            os.fsync(file.fileno())
        if target.exists():
            os.chmod(written, stat.S_IMODE(target.stat().st_mode))
        os.replace(written, target)
    except BaseException:
        written.unlink(missing_ok=True)
        raise
