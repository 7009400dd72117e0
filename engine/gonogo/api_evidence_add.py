"""The story of one more record in an evidence file: put into its text, read again, and only then kept."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from gonogo.api_files import read_evidence, read_policy
from gonogo.files import write_whole

if TYPE_CHECKING:
    from gonogo.model.diagnostic import Diagnostics
    from gonogo.model.evidence import Evidence, Source
    from gonogo.model.policy import FactType, Field, Policy
    from gonogo.read.splice_pack import Addition

PLAIN = re.compile(r"[\w.:+-]+", re.ASCII)
TRIES = 10_000


class Said(NamedTuple):
    """Who says it: an id of a source, or what makes a new one. `beside`: another word on a record that is there."""

    source: str | None = None
    by: str | None = None
    title: str | None = None
    made: date | None = None
    received: date | None = None
    basis: str | None = None
    corrects: str | None = None
    beside: bool = False


class Added(NamedTuple):
    """What came of it: the file, its lines that are new, and the advice that reading brought up."""

    path: str
    lines: tuple[str, ...]
    diagnostics: Diagnostics


class NotAddedError(Exception):
    """Nothing was added, and the text says why."""


def add(policy: str, evidence: str, fact: str, values: Mapping[str, Sequence[str]], said: Said) -> Added:
    """Adds a record. Raises InputError where it, the policy or the evidence is wrong: the file is then as it was."""
    from gonogo.model.diagnostic import Diagnostics
    from gonogo.read.splice import NoPlaceError, Text, applied
    from gonogo.read.splice_pack import edits
    from gonogo.read.strict_yaml import EVIDENCE_LIMITS, Mapping, read_yaml

    read, _ = read_policy(policy, Diagnostics())
    given, _ = read_evidence(evidence, read, Diagnostics())
    kind = _fact(fact, read)
    file = given.files[0]
    _check_suffix(file.path)
    path = Path(file.path).resolve()
    before = path.read_bytes()
    mark = b"\xef\xbb\xbf" if before.startswith(b"\xef\xbb\xbf") else b""
    text = before.removeprefix(mark).decode("utf-8")
    wanted = _addition(kind, values, said, (given, read))
    tree = read_yaml(file, Diagnostics(), EVIDENCE_LIMITS)
    assert isinstance(tree, Mapping)
    try:
        made = applied(text, edits(Text(text), tree, wanted))
    except (NoPlaceError, ValueError) as error:
        raise NotAddedError(f"nothing can be added to {file.path} as it is written ({error}): add it by hand") from None
    diagnostics = _checked(made, given, read)
    _replace(path, before, mark + made.encode("utf-8"))
    return Added(file.path, tuple(_new_lines(text, made)), diagnostics)


def _fact(name: str, policy: Policy) -> FactType:
    from gonogo.read.nearest import nearest

    known = [one for one in policy.facts if one not in policy.tables and one != "waiver"]
    if name not in known:
        near = nearest(name, known)
        raise NotAddedError(f"the policy has no fact `{name}`" + (f"; did you mean `{near}`?" if near else ""))
    return policy.facts[name]


def _check_suffix(path: str) -> None:
    if path.endswith(".json"):
        raise NotAddedError(f"{path} is JSON, which programs write: records are added to evidence in YAML only")


# --- what is added -------------------------------------------------------------------------------


def _addition(
    fact: FactType, values: Mapping[str, Sequence[str]], said: Said, about: tuple[Evidence, Policy]
) -> Addition:
    from gonogo.read.splice_pack import Addition
    from gonogo.write.yaml_words import flow, word

    evidence, _ = about
    source, new = _source(fact, said, evidence)
    there = _same(fact, values, evidence)
    record = {name: _written(fact.fields.get(name), texts) for name, texts in values.items()}
    if there is not None and said.corrects is None and not said.beside and fact.id != "view":
        key = ", ".join(text for name in fact.key for text in values.get(name, ()))
        raise NotAddedError(
            f"`{key}` is there already ({there}). To replace what is said of it, say --corrects {_quoted(key)}; "
            "to put another source's word beside it, say --beside"
        )
    if said.corrects is not None:
        record["corrects"] = word(said.corrects)
    if fact.id == "view" and source is not None:
        record["source"] = word(source)
    return Addition(fact=fact.id, record=flow(record), source=source, new_source=new, apart=there is not None)


def _quoted(text: str) -> str:
    return text if PLAIN.fullmatch(text) else f"'{text}'"


def _written(field: Field | None, texts: Sequence[str]) -> str:
    """Values as YAML; nothing is `null`."""
    from gonogo.model.value import Kind
    from gonogo.write.yaml_words import flow_list, word

    kind = None if field is None else field.type.kind
    if field is not None and kind is Kind.LIST and field.type.item is not None:
        return flow_list([_one(one, field.type.item.kind) for one in texts if one])
    if len(texts) > 1:
        return flow_list([word(one) for one in texts])
    return _one(texts[0], kind) if texts[0] else "null"


def _one(text: str, kind: object) -> str:
    from gonogo.model.value import Kind
    from gonogo.write.yaml_words import word

    bare = (Kind.INTEGER, Kind.DECIMAL, Kind.BOOLEAN, Kind.DATE, Kind.INSTANT)
    return text if kind in bare and PLAIN.fullmatch(text) else word(text)


def _same(fact: FactType, values: Mapping[str, Sequence[str]], evidence: Evidence) -> str | None:
    """Where a record with that key stands already."""
    from gonogo.model.records import attribute
    from gonogo.model.value import shown

    wanted = [values.get(name, [""])[0] for name in fact.key]
    if not fact.key:
        return None
    for entry in evidence.entries.get(fact.id, ()):
        for index, record in enumerate(entry.records):
            found = [getattr(record, attribute(name)) for name in fact.key]
            if [shown(one) for one in found if isinstance(one, str | int | date)] == wanted:
                return f"{entry.place(index)}, from {', '.join(entry.sources) or 'no source'}"
    return None


def _source(fact: FactType, said: Said, evidence: Evidence) -> tuple[str | None, str | None]:
    """The source, and what is written of it where it is a new one."""
    from gonogo.write.yaml_words import flow, word

    if said.source is not None:
        if said.source not in evidence.sources:
            raise NotAddedError(f"there is no source {said.source}; it has {', '.join(evidence.sources) or 'none'}")
        return said.source, None
    if fact.id == "view" and said.title is None:
        return None, None  # it is its own source
    if said.by is None or said.title is None:
        raise NotAddedError("say who says it: --source ID of one that is there, or --by ROLE and --title TEXT")
    known = next((one.id for one in evidence.sources.values() if _is_it(one, said)), None)
    if known is not None:
        return known, None
    told = {"title": word(said.title), "by": word(said.by)}
    told |= {"date": said.made.isoformat()} if said.made else {}
    told |= {"received": said.received.isoformat()} if said.received else {}
    told |= {"basis": said.basis} if said.basis else {}
    return next(name for number in range(1, TRIES) if (name := f"S{number}") not in evidence.sources), flow(told)


def _is_it(one: Source, said: Said) -> bool:
    """Whether a source that is there is the one that was told of."""
    received = said.received or said.made
    same = (one.title, one.by, one.date, one.received) == (said.title, said.by, said.made, received)
    return same and one.basis == (said.basis or "stated")


# --- reading it again, and keeping it ------------------------------------------------------------


def _checked(made: str, given: Evidence, policy: Policy) -> Diagnostics:
    """Reads the evidence with its main file as it would be; raises InputError where anything is wrong with it."""
    from gonogo.api_files import evidence_with
    from gonogo.model.diagnostic import Diagnostics
    from gonogo.model.location import SourceFile
    from gonogo.read.splice import says_the_same
    from gonogo.read.strict_yaml import EVIDENCE_LIMITS, read_yaml

    diagnostics = Diagnostics()
    file = SourceFile(given.files[0].path, made.replace("\r\n", "\n"))
    evidence_with(file, given, policy, diagnostics)
    old = read_yaml(given.files[0], Diagnostics(), EVIDENCE_LIMITS)
    if not says_the_same(old, read_yaml(file, Diagnostics(), EVIDENCE_LIMITS)):
        raise NotAddedError(f"nothing can be added to {file.path} without changing what it says: add it by hand")
    return diagnostics


def _replace(path: Path, before: bytes, after: bytes) -> None:
    """Writes a file whole or not at all, if nobody has changed it meanwhile."""
    if path.read_bytes() != before:
        raise NotAddedError(f"{path.name} was changed meanwhile by somebody else: nothing was added")
    write_whole(path, after)


def _new_lines(old: str, new: str) -> Iterator[str]:
    from gonogo.read.splice import lines_added

    yield from lines_added(old, new)
