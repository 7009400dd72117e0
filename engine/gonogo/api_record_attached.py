"""What is attached to an act: files that were named, and reports composed on the spot."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING
from unicodedata import normalize

from gonogo.model.diagnostic import Code

if TYPE_CHECKING:
    from gonogo.api_record_files import Again
    from gonogo.read.act_file import Asked
    from gonogo.read.tree import Scalar

LARGEST = 200_000_000  # bytes of one attached file
REPORT = "report/"


def attached(asked: Asked, taken: Iterable[str]) -> dict[str, bytes]:
    """The files that were named, by the names that they have in the bundle."""
    from gonogo.record.bundle import proper_name

    found: dict[str, bytes] = {}
    names = set(taken)
    for node in asked.texts("attach"):
        path = Path(_from(node))
        name = normalize("NFC", path.name)
        if not path.is_file():
            _refuse(asked, node, "is no file that is there", "the path of a file")
        elif path.stat().st_size > LARGEST:
            _refuse(asked, node, f"is larger than {LARGEST:,} bytes", "a smaller file")
        elif not proper_name(REPORT + name):
            _refuse(asked, node, "has a name that no file of a bundle may have", "a name without odd characters")
        elif name in found or REPORT + name in names:
            _refuse(asked, node, f"is the second file called `{name}`", "files with different names")
        else:
            found[name] = path.read_bytes()
    return found


def _from(node: Scalar) -> str:
    """A path in a file of an act starts from that file's folder; a typed one from where the person stands."""
    shown = node.at.file.path
    return str(node) if shown == "--attach" else str(Path(shown).parent / str(node))


def _refuse(asked: Asked, node: Scalar, says: str, expected: str) -> None:
    asked.refuse(Code.NOT_ATTACHED, node, f"`{node}` {says}", expected)


def composed(again: Again, form: str) -> bytes:
    """The report on a decision, from the very files that go into the bundle."""
    from gonogo.api_report import paper_on, rendered

    return rendered(paper_on(again.policy, again.evidence, as_of=again.as_of), form)
