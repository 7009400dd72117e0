"""The story of an evidence file that is begun from the files that people have: look, propose, write, and read it back.

It goes with `api`, and like there the rooms are imported inside the functions.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from gonogo.api_files import read_policy

if TYPE_CHECKING:
    from gonogo.files import Reader
    from gonogo.model.diagnostic import Diagnostics
    from gonogo.model.draft import Draft, DraftEntry, DraftSource
    from gonogo.model.evidence import Evidence
    from gonogo.model.policy import FactType, Policy

Progress = Callable[[str], Callable[[int, int], None]]
MOST_OF_A_KIND = 2
BUILT_IN = ("view", "waiver")


class Told(NamedTuple):
    """What a person said of the files: who gave each (None: of all others), when, how well founded, which facts."""

    by: Mapping[str | None, str] = {}
    made: date | None = None
    received: date | None = None
    basis: str | None = None
    facts: tuple[str, ...] = ()


class Begun(NamedTuple):
    """What came of it. `text` None: no file could be used. `evidence` None: what was proposed cannot be read yet.

    `unfit` are files in which nothing looks like a fact of the policy, with the columns that they have.
    """

    text: str | None
    draft: Draft | None
    evidence: Evidence | None
    diagnostics: Diagnostics
    unfit: tuple[tuple[str, tuple[str, ...]], ...]

    def few(self) -> Diagnostics:
        """The first complaints of each kind about each file; `gonogo check` tells them all."""
        from gonogo.model.diagnostic import Diagnostics

        seen: Counter[tuple[object, str]] = Counter()
        kept = Diagnostics()
        for one in self.diagnostics:
            seen[one.code, one.at.file.path] += 1
            if seen[one.code, one.at.file.path] <= MOST_OF_A_KIND:
                kept.add(one)
        return kept


class NotSaidError(Exception):
    """Something has to be said before anything can be written; the text says what."""


def begin(files: Sequence[str], policy: str, to: Path, as_of: date, more: tuple[Told, Progress | None]) -> Begun:
    """An evidence file that is to stand at `to`, made from some files; only its folder is made.

    Raises InputError where the policy is wrong, NotSaidError where a file is out of reach or nobody said who gave it.
    """
    from gonogo.files import Reader
    from gonogo.model.diagnostic import Diagnostics
    from gonogo.read.source import EVIDENCE_LIMITS, source_file
    from gonogo.write.draft_yaml import draft_yaml

    told, progress = more
    read, _ = read_policy(policy, Diagnostics())
    found = Diagnostics()
    root = _root(to)
    reader = Reader(root, lambda shown, content: source_file(shown, content, found, EVIDENCE_LIMITS))
    paths = [_shown(name, root) for name in files]
    entries: list[DraftEntry] = []
    unfit: list[tuple[str, tuple[str, ...]]] = []
    for path in dict.fromkeys(paths):
        mine, columns = _entries(path, (read, _facts(read, told)), reader, (found, progress))
        entries += mine
        unfit += [(path, columns)] if columns is not None else []
    if not entries:
        return Begun(None, None, None, found, tuple(unfit))
    draft = _draft(read, to, as_of, (entries, told))
    text = draft_yaml(draft)
    to.parent.mkdir(parents=True, exist_ok=True)  # a path that leads out of a folder needs the folder
    evidence = _read_back(text, to, read, (reader, found, progress))
    return Begun(text, draft, evidence, found, tuple(unfit))


def _root(to: Path) -> Path:
    """The folder that files may not leave, once the evidence file stands where it is to stand."""
    from gonogo.files import root_of

    whole = to.absolute()
    return whole.parent.parent.resolve() if whole.parent.name == "evidence" else root_of(whole)


def _shown(name: str, root: Path) -> str:
    """The path of a file as people see it. It has to be where evidence may point to."""
    from gonogo.files import shown_path

    path = Path(name)
    if not path.is_file():
        raise NotSaidError(f"there is no file {name}")
    if not path.resolve().is_relative_to(root):
        raise NotSaidError(
            f"{name} lies outside {root}, and evidence may only point to files inside: copy it there first"
        )
    return shown_path(path)


def _facts(policy: Policy, told: Told) -> list[FactType]:
    """The facts that files are looked through for."""
    known = {name: one for name, one in policy.facts.items() if name not in BUILT_IN and name not in policy.tables}
    for name in told.facts:
        if name not in known:
            raise NotSaidError(f"the policy has no fact `{name}`; it has {', '.join(known)}")
    return [one for name, one in known.items() if not told.facts or name in told.facts]


def _entries(
    path: str,
    about: tuple[Policy, list[FactType]],
    reader: Reader,
    more: tuple[Diagnostics, Progress | None],
) -> tuple[list[DraftEntry], tuple[str, ...] | None]:
    """What is proposed for a file; where nothing fits, its columns. Neither where it cannot be read."""
    from gonogo.model.diagnostic import Diagnostics
    from gonogo.model.noun import replace
    from gonogo.read.draft_entry import entry_of, proposals, read_all
    from gonogo.read.evidence_reading import EvidenceReading
    from gonogo.read.file_offers import offers_of
    from gonogo.read.offers import More

    (policy, facts), (found, progress) = about, more
    reading = EvidenceReading(policy, Diagnostics())
    content = reader.content(path)
    looking = More(reader, found, None if progress is None else progress(path))
    offers = offers_of(content, path, looking)
    made = []
    for chosen, also in proposals(offers, facts, reading, path):
        extract = read_all(chosen, content, path, looking)
        if extract is not None:
            made.append(replace(entry_of(chosen, extract, path, reading), also=also))
    if made or not offers:
        return made, None
    columns = dict.fromkeys(name for one in offers for name in one.columns)
    return [], tuple(columns)


# --- the whole -----------------------------------------------------------------------------------


def _draft(policy: Policy, to: Path, as_of: date, more: tuple[list[DraftEntry], Told]) -> Draft:
    from gonogo.files import shown_path
    from gonogo.model.draft import Draft, Owed

    entries, told = more
    told = told._replace(by=_by_path(told))
    more = (entries, told)
    paths = list(dict.fromkeys(one.path for one in entries))
    sources = [_source(number, path, policy, more) for number, path in enumerate(paths, start=1)]
    there = {one.fact for one in entries}
    owed = [Owed(one.id, one.title, one.owed_by) for one in _facts(policy, told) if one.id not in there]
    start = to.absolute().parent
    return Draft(
        id=id_from(to.stem, policy.id),
        policy=policy.id,
        policy_title=policy.title,
        path=shown_path(to),
        as_of=as_of,
        sources=tuple(sources),
        entries=tuple(entries),
        files={path: Path(os.path.relpath(Path(path).absolute(), start)).as_posix() for path in paths},
        owed=tuple(owed),
    )


def _by_path(told: Told) -> dict[str | None, str]:
    """Who gave each file, by its path as it is shown."""
    from gonogo.files import shown_path

    for name in told.by:
        if name is not None and not Path(name).is_file():
            raise NotSaidError(f"--source-by speaks of {name}, and there is no such file")
    return {None if name is None else shown_path(Path(name)): role for name, role in told.by.items()}


def id_from(stem: str, otherwise: str) -> str:
    """The id of a pack, from the name of its file where that can be one."""
    kept = "".join(letter if letter.isascii() and (letter.isalnum() or letter in "._-") else "-" for letter in stem)
    kept = kept.strip("._-")[:64]
    return kept if kept[:1].isalpha() else otherwise


def _source(number: int, path: str, policy: Policy, more: tuple[list[DraftEntry], Told]) -> DraftSource:
    from gonogo.model.draft import DraftSource

    entries, told = more
    owed = {policy.facts[one.fact].owed_by for one in entries if one.path == path}
    said = told.by.get(path) or told.by.get(None)
    roles = next(iter(owed)) if len(owed) == 1 else ()
    by = said or (roles[0] if len(roles) == 1 else None)
    if by is None or by not in policy.roles:
        known = ", ".join(policy.roles)
        what = f"`{by}` is no role of the policy" if by else f"nobody said who gave {path}"
        raise NotSaidError(f"{what}; say --source-by ROLE, or --source-by {path}=ROLE (roles: {known})")
    return DraftSource(
        id=f"S{number}",
        path=path,
        by=by,
        told=said is not None,
        made=told.made,
        received=told.received,
        basis=told.basis,
    )


def _read_back(
    text: str, to: Path, policy: Policy, more: tuple[Reader, Diagnostics, Progress | None]
) -> Evidence | None:
    """The proposal as `gonogo check` would read it, with all that it would complain of."""
    from gonogo.files import shown_path
    from gonogo.model.diagnostic import Code, Diagnostics, Severity
    from gonogo.model.location import SourceFile
    from gonogo.read.evidence_file import read_files
    from gonogo.read.extract import Intake as Taken

    reader, found, progress = more
    file = SourceFile(shown_path(to), text)
    mine = Diagnostics()
    evidence = read_files((file,), policy, mine, Taken(shelf=reader, progress=progress))
    found.extend(one for one in mine if one.code is not Code.FIELD_NOT_MAPPED or one.severity is Severity.ERROR)
    if evidence is None:
        evidence = read_files((file,), policy, Diagnostics(), Taken(shelf=reader, keep_going=True))
    return evidence


def summary(begun: Begun, *, colour: bool = False) -> str:
    """What a person is told of it: what each file was taken for, and how its first rows read."""
    from gonogo.write.draft_text import draft_text

    return "" if begun.draft is None else draft_text(begun.draft, begun.evidence, colour=colour)
