"""The files of an act: out of the folders of a project into a bundle, decided on again from there, and attached to it.

In a bundle each file has the name that it has below the project's root, so that what is decided there is word for word
what `gonogo decide` says in that folder; no path of a machine gets in.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256
from pathlib import Path, PurePosixPath
from posixpath import dirname, normpath
from typing import TYPE_CHECKING, Any, Literal, NamedTuple
from unicodedata import normalize

from gonogo import __version__
from gonogo.api_files import Intake, evidence_from, policy_from, read_evidence, read_policy
from gonogo.files import MAIN, SUFFIXES, Reader, called_like
from gonogo.model.diagnostic import Code, Diagnostics, InternalError
from gonogo.resources import folder

if TYPE_CHECKING:
    from gonogo.files import Decode
    from gonogo.model.evidence import Evidence
    from gonogo.model.location import SourceFile
    from gonogo.model.policy import Policy
    from gonogo.read.act_file import Asked
    from gonogo.read.tree import Scalar

Document = dict[str, Any]
Files = dict[str, bytes]
POLICY, EVIDENCE, CALENDARS, REPORT, DECISION = "policy/", "evidence/", "calendars/", "report/", "decision.json"
LARGEST = 200_000_000  # bytes of one attached file
MAPPINGS: Literal["mappings"] = "mappings"


class Gathered(NamedTuple):
    """A policy, with evidence or without, and their files by their names in a bundle."""

    policy: Policy
    evidence: Evidence | None
    files: Files
    mains: Mains


class Mains(NamedTuple):
    """Where to begin reading: the main file of the policy, that of the evidence, and the others of its folder."""

    policy: str
    evidence: str = ""
    beside: tuple[str, ...] = ()


class Again(NamedTuple):
    """What was decided on the files of a bundle."""

    policy: Policy
    evidence: Evidence
    document: Document

    @property
    def as_of(self) -> date:
        """The day as known on which it was decided."""
        return date.fromisoformat(self.document["as_of"])


def gather(policy_name: str, evidence_name: str | None) -> Gathered:
    """Reads what is named, and collects every file that this took; raises InputError where anything is wrong."""

    diagnostics = Diagnostics()
    policy, reader = read_policy(policy_name, diagnostics)
    files = _held(reader, POLICY)
    mains = Mains(_below_root(policy.files[0].path, reader.root))
    if policy.calendar is not None:  # the last of the policy's files, and one of those that come with the product
        name = PurePosixPath(policy.files[-1].path).name
        files[CALENDARS + name] = (folder("calendars") / name).read_bytes()
    if evidence_name is None:
        return Gathered(policy, None, files, mains)
    evidence, evidence_reader = read_evidence(evidence_name, policy, diagnostics)
    files |= _held(evidence_reader, EVIDENCE)
    first, *beside = (_below_root(one.path, evidence_reader.root) for one in evidence.files)
    return Gathered(policy, evidence, files, Mains(mains.policy, first, tuple(beside)))


def decide_on(files: Mapping[str, bytes], mains: Mains, as_of: date | None = None) -> Again:
    """Decides from the bytes of a bundle's files, whatever stands on the disk. Raises InputError as `decide` does."""
    from gonogo.judge.decide import Judge
    from gonogo.judge.document import document
    from gonogo.read.source import EVIDENCE_LIMITS

    diagnostics = Diagnostics()
    policy = policy_of(files, mains.policy)
    reader = FromMemory(Path(), _decode(diagnostics, EVIDENCE_LIMITS), held=_below(files, EVIDENCE))
    evidence = evidence_from(mains.evidence, reader, policy, diagnostics, Intake(mains.beside))
    return Again(policy, evidence, document(Judge(policy).judge(evidence, as_of), __version__))


def policy_of(files: Mapping[str, bytes], main: str) -> Policy:
    """The policy in a bundle."""
    from gonogo.read.source import POLICY_LIMITS

    diagnostics = Diagnostics()
    decode = _decode(diagnostics, POLICY_LIMITS)
    calendars = {
        PurePosixPath(name).stem: file
        for name, content in _below(files, CALENDARS).items()
        if (file := decode(name, content)) is not None
    }
    reader = FromMemory(Path(), decode, held=_below(files, POLICY))
    return policy_from(main, reader, diagnostics, calendars)


def written(document: Document) -> bytes:
    """A decision as it stands in a bundle, and as `gonogo decide --format json` prints it."""
    return (json.dumps(document, indent=2, ensure_ascii=False) + "\n").encode()


@dataclass(slots=True)
class FromMemory(Reader):
    """Reads files that are held in memory, by their paths from the project's root, and no others."""

    held: Mapping[str, bytes] = field(default_factory=dict)

    def within_reach(self, path: Path) -> Path | None:
        name = normalize("NFC", normpath(path.as_posix()))
        inside = (f"{name}/{main}" for main in MAIN.values())
        found = next((one for one in (name, *inside, *(name + end for end in SUFFIXES)) if one in self.held), None)
        return None if found is None else Path(found)

    def bytes_of(self, path: Path) -> bytes:
        content = self.held[normalize("NFC", path.as_posix())]
        self.paths[path.as_posix()] = sha256(content).hexdigest()
        return content

    def data(self, pattern: str, named_in: str) -> tuple[str, ...]:
        wanted = PurePosixPath(normalize("NFC", normpath(PurePosixPath(named_in).parent / pattern)))
        beside = (one for one in sorted(self.held) if PurePosixPath(one).parent == wanted.parent)
        if any(mark in wanted.name for mark in "*?"):
            return tuple(one for one in beside if called_like(PurePosixPath(one).name, wanted.name))
        return tuple(one for one in beside if one == str(wanted))

    def astray(self, pattern: str, named_in: str) -> dict[str, str]:
        return {}

    def beside_of(self, pattern: str, named_in: str) -> tuple[str, ...]:
        return ()

    def mapping(self, name: str) -> SourceFile | None:
        path = f"{MAPPINGS}/{normalize('NFC', name)}.yaml"
        return self.decode(path, self.bytes_of(Path(path))) if path in self.held else None

    def mapping_names(self) -> tuple[str, ...]:
        return tuple(sorted(PurePosixPath(one).stem for one in self.held if dirname(one) == MAPPINGS))


def _decode(diagnostics: Any, limits: Any) -> Decode:
    from gonogo.read.source import source_file

    return lambda shown, content: source_file(shown, content, diagnostics, limits)


def _held(reader: Reader, below: str) -> Files:
    """Each file that was read, with the bytes that were read: one that has changed since is refused."""
    files: Files = {}
    for shown, digest in reader.paths.items():
        content = Path(shown).read_bytes()
        if sha256(content).hexdigest() != digest:
            raise OSError(0, "was changed while it was being read; try again", shown)
        files[below + _below_root(shown, reader.root)] = content
    return files


def _below_root(shown: str, root: Path) -> str:
    """The name of a file from the project's root, whichever way it was named."""
    path = Path.cwd() / shown
    whole = path.parent.resolve() / path.name
    if whole.is_relative_to(root):
        return normalize("NFC", whole.relative_to(root).as_posix())
    if whole.parent == folder(MAPPINGS).resolve():  # one that comes with the product
        return normalize("NFC", f"{MAPPINGS}/{whole.name}")
    raise InternalError(f"a file outside the project was read: {whole.name}")


def _below(files: Mapping[str, bytes], place: str) -> Files:
    return {name.removeprefix(place): held for name, held in files.items() if name.startswith(place)}


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
