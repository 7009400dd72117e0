"""From what a person names to what stands there: a policy, and evidence, with the reader that read their files.

`policy_from` and `evidence_from` do the reading proper; they touch no disk but through the reader they are given.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from gonogo.files import Decode, Reader
    from gonogo.model.diagnostic import Diagnostic, Diagnostics
    from gonogo.model.evidence import Evidence
    from gonogo.model.location import SourceFile
    from gonogo.model.policy import Policy
    from gonogo.read.source import Limits

MOST_NAMES = 8  # of those that would have been there


def read_policy(name: str, diagnostics: Diagnostics) -> tuple[Policy, Reader]:
    """A policy and the reader that read its files; raises InputError where anything is wrong with it."""
    from gonogo.files import calendars
    from gonogo.read.source import POLICY_LIMITS

    decode = _decoding(diagnostics, POLICY_LIMITS)
    path, reader = _reader(name, "policies", decode, diagnostics)
    return policy_from(path, reader, diagnostics, calendars(decode)), reader


def policy_from(path: str, reader: Reader, diagnostics: Diagnostics, known: Mapping[str, SourceFile]) -> Policy:
    """The policy whose main file is at `path`. `known`: the calendars that it may choose."""
    from gonogo.read import policy_file

    policy = policy_file.read_policy(path, reader, diagnostics, calendars=known)
    diagnostics.stop_if_errors("policy")
    assert policy is not None
    return policy


class Intake(NamedTuple):
    """How evidence is taken in: whether to judge without the rows that cannot be read, and who is told of progress.

    `beside` are the other files of the folder that it is. `progress` gets the path of a file, and gives what is then
    told how far that has come, and of how much.
    """

    beside: tuple[str, ...] = ()
    keep_going: bool = False
    progress: Callable[[str], Callable[[int, int], None]] | None = None


AS_IT_IS = Intake()
_TAKEN: ContextVar[Intake] = ContextVar("intake", default=AS_IT_IS)


@contextmanager
def taking(intake: Intake) -> Iterator[None]:
    """Whatever evidence is read meanwhile is taken in this way."""
    token = _TAKEN.set(intake)
    try:
        yield
    finally:
        _TAKEN.reset(token)


def keeps_going() -> bool:
    """Whether evidence is judged without its rows that cannot be read."""
    return _TAKEN.get().keep_going


def read_evidence(name: str, policy: Policy, diagnostics: Diagnostics) -> tuple[Evidence, Reader]:
    """Evidence and the reader that read its files; raises InputError where anything is wrong with it."""
    from gonogo.files import siblings
    from gonogo.read.source import EVIDENCE_LIMITS

    path, reader = _reader(name, "evidence", _decoding(diagnostics, EVIDENCE_LIMITS), diagnostics)
    beside = siblings(path)
    diagnostics.extend(_out_of_reach(one) for one in beside if reader.within_reach(Path(one)) is None)
    return evidence_from(path, reader, policy, diagnostics, _TAKEN.get()._replace(beside=beside)), reader


def evidence_from(
    path: str, reader: Reader, policy: Policy, diagnostics: Diagnostics, intake: Intake = AS_IT_IS
) -> Evidence:
    """The evidence whose main file is at `path`."""
    from gonogo.read import evidence_file, extract

    taken = extract.Intake(shelf=reader, keep_going=intake.keep_going, beside=intake.beside, progress=intake.progress)
    if path.endswith(".json") and not intake.beside:
        from gonogo.read.evidence_json import EvidenceDecoder

        return EvidenceDecoder(policy, taken).decode(reader.bytes_of(Path(path)), path, diagnostics)
    evidence = evidence_file.read_evidence(path, reader, policy, diagnostics, taken)
    diagnostics.stop_if_errors("evidence")
    assert evidence is not None
    return evidence


def evidence_with(file: SourceFile, given: Evidence, policy: Policy, diagnostics: Diagnostics) -> Evidence:
    """Evidence that was read before, with its main file changed. Raises InputError where anything is wrong with it."""
    from gonogo.files import Reader, root_of
    from gonogo.read import extract
    from gonogo.read.evidence_file import read_files
    from gonogo.read.source import EVIDENCE_LIMITS

    taken = _TAKEN.get()
    reader = Reader(root_of(Path(file.path)), _decoding(diagnostics, EVIDENCE_LIMITS))
    intake = extract.Intake(shelf=reader, keep_going=taken.keep_going, progress=taken.progress)
    evidence = read_files((file, *given.files[1:]), policy, diagnostics, intake)
    diagnostics.stop_if_errors("evidence")
    assert evidence is not None
    return evidence


def _decoding(diagnostics: Diagnostics, limits: Limits) -> Decode:
    from gonogo.read.source import source_file

    return lambda shown, content: source_file(shown, content, diagnostics, limits)


def _out_of_reach(name: str) -> Diagnostic:
    """Of a link beside the evidence that leads nowhere or out of the project: left out unsaid, it could be missed."""
    from gonogo.model.diagnostic import Code, Diagnostic
    from gonogo.model.location import Location, SourceFile

    return Diagnostic(
        code=Code.NO_SUCH_FILE,
        at=Location(SourceFile(name, ""), 1, 1),
        says=f"`{name}` belongs to the evidence and cannot be read",
        expected="a file inside the project's folder",
        found="a link that leads out of it, or nowhere",
    )


def _reader(
    name: str, kind: Literal["policies", "evidence"], decode: Decode, diagnostics: Diagnostics
) -> tuple[str, Reader]:
    """A reader at the root of what was named; where nothing is there, a complaint with the nearest name."""
    from gonogo.files import Reader, find, root_of, shown_path

    path, in_vain = find(name, kind)
    if path is None:
        diagnostics.add(_nothing_there(name, kind))
        diagnostics.stop_if_errors("policy" if kind == "policies" else "evidence")
        raise AssertionError
    return shown_path(path), Reader(root_of(path), decode, absent=tuple(str(one.absolute()) for one in in_vain))


def _nothing_there(name: str, kind: Literal["policies", "evidence"]) -> Diagnostic:
    from gonogo.files import MAIN, is_folder, names, places
    from gonogo.model.diagnostic import Code, Diagnostic
    from gonogo.model.location import Location, SourceFile
    from gonogo.read.nearest import nearest

    word = "policy" if kind == "policies" else "evidence"
    known = names(kind)
    more = f", and {len(known) - MOST_NAMES} more" if len(known) > MOST_NAMES else ""
    return Diagnostic(
        code=Code.NO_SUCH_FILE,
        at=Location(SourceFile(name, ""), 1, 1),
        says=f"there is no {word} called `{name}`",
        expected=f"a file, a folder, or a name under {kind}/: {', '.join(known[:MOST_NAMES]) or 'there is none'}{more}",
        found=f"a folder without `{MAIN[kind]}`" if any(map(is_folder, places(name, kind))) else "nothing",
        did_you_mean=nearest(name.removeprefix(f"{kind}/"), known),
    )
