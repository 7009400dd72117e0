"""Remembers decisions between runs: a document and the digests of every file it rests on. Data only, never code.

A remembered decision is given again only where every file still has the same bytes, the folder of evidence the same
files, and the engine is the same. The files are the user's own (mode 0600, owner checked), and each begins with the
digest of the rest; whatever is wrong with them, the decision is simply worked out anew. Standard library only, so that
nothing heavy is imported for a hit.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable, Mapping
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import Any

from gonogo.resources import folder

PACKAGE = Path(__file__).resolve().parent


def place(key: tuple[str, ...]) -> Path:
    """Where a decision under this key is kept."""
    base = os.environ.get("XDG_CACHE_HOME") or os.path.join(os.path.expanduser("~"), ".cache")
    return Path(base, "gonogo", sha256("\0".join((engine_mark(), *key)).encode()).hexdigest() + ".json")


def engine_mark() -> str:
    """Changes with every change of the engine, its schemas, calendars and mappings: their names, sizes and times."""
    marks = [sys.version]
    for place in (PACKAGE, folder("schemas"), folder("calendars"), folder("mappings")):
        for where, _, files in sorted(os.walk(place)):
            for name in sorted(files):
                if name.endswith((".py", ".json", ".yaml")):
                    found = os.stat(os.path.join(where, name))
                    marks.append(f"{name}:{found.st_size}:{found.st_mtime_ns}")
    return sha256("\0".join(marks).encode()).hexdigest()


def recall(path: Path) -> dict[str, Any] | None:
    """What was remembered, if all it rests on is unchanged."""
    try:
        found = os.stat(path)
        if hasattr(os, "getuid") and (found.st_uid != os.getuid() or found.st_mode & 0o077):
            return None
        digest, _, content = path.read_bytes().partition(b"\n")
        if digest != _digest_of(content):
            return None
        kept = json.loads(content)
        unchanged = all(_digest(name) == digest for name, digest in kept["files"].items())
        listed = all(sorted(os.listdir(name)) == names for name, names in kept["folders"].items())
        absent = not any(os.path.isfile(name) for name in kept["absent"])
        whole = isinstance(kept["document"], dict) and isinstance(kept["advice"], list)
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None
    return kept if unchanged and listed and absent and whole else None


def _digest_of(content: bytes) -> bytes:
    return sha256(content).hexdigest().encode()


def _digest(name: str) -> str:
    with open(name, "rb") as file:
        return sha256(file.read()).hexdigest()


def remember(path: Path, kept: Mapping[str, Any], folders: Iterable[str]) -> None:
    """Keeps a decision with its `files` and the places that must stay `absent`.

    Where it cannot be kept, it is not: nothing depends on it.
    """
    written = path.with_suffix(f".{os.getpid()}")
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        content = json.dumps({**kept, "folders": {name: sorted(os.listdir(name)) for name in folders}}).encode()
        descriptor = os.open(written, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with open(descriptor, "wb") as file:
            file.write(_digest_of(content) + b"\n" + content)
        os.replace(written, path)
    except OSError:
        with suppress(OSError):
            written.unlink()
