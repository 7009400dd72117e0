"""A policy, from its files to one checked value, in the order of the story:

1. fetch the files and make one tree of them (`policy_files`, `merge`);
2. check its shape (`schema`): a later step never meets a key that it does not know;
3. read what is declared (`vocabulary_file`), so that names mean something;
4. read what is asked: criteria, risks, decisions (`rule_file`, `risk_file`, `gate_file`);
5. look at the whole: circles (`circles`), and what is pointless (`lint`).

All problems of a step are reported together.
"""

from __future__ import annotations

from collections.abc import Mapping as AnyMapping
from hashlib import sha256
from posixpath import basename

from gonogo.model.calendar import Calendar
from gonogo.model.condition import Layer
from gonogo.model.diagnostic import Code, Diagnostics
from gonogo.model.location import Fetch, SourceFile
from gonogo.model.policy import Definition, Demand, Policy
from gonogo.read.calendar_file import read_calendar
from gonogo.read.circles import check_circles
from gonogo.read.complaint import unknown_name, wrong
from gonogo.read.condition_file import check_definitions
from gonogo.read.differences import differences
from gonogo.read.gate_file import read_gates
from gonogo.read.ids import collect_ids
from gonogo.read.lint import advise
from gonogo.read.names import Names
from gonogo.read.policy_files import PolicyFiles
from gonogo.read.risk_file import read_risks
from gonogo.read.rule_file import read_criteria, read_demand
from gonogo.read.schema import check_shape
from gonogo.read.selection_file import bottom_of
from gonogo.read.shaped import scalar, sections, text_of
from gonogo.read.table_check import check_tables
from gonogo.read.table_file import with_tables
from gonogo.read.tree import Mapping
from gonogo.read.vocabulary_file import read_vocabulary


def read_policy(
    path: str, fetch: Fetch, diagnostics: Diagnostics, *, calendars: AnyMapping[str, SourceFile]
) -> Policy | None:
    """The policy, or None where anything in it is wrong; what is wrong is then among the diagnostics.

    `calendars` are the calendars that can be named, by id; only the one that the policy names is read.
    """
    files = PolicyFiles(fetch, diagnostics)
    before = len(diagnostics.errors)
    tree = files.whole(path)
    if tree is None or len(diagnostics.errors) > before:
        return None
    check_shape(tree, "policy", diagnostics)
    if len(diagnostics.errors) > before:
        return None
    tree = with_tables(tree, diagnostics)
    names = Names(diagnostics, tree.at)
    calendar_file = _calendar(tree, names, calendars)
    policy = _built(tree, names, files, calendar_file)
    check_circles(policy, diagnostics)
    if len(diagnostics.errors) > before:
        return None
    advise(policy, names)
    return policy


def _calendar(tree: Mapping, names: Names, calendars: AnyMapping[str, SourceFile]) -> SourceFile | None:
    if "calendar" not in tree:
        return None
    node = scalar(tree["calendar"])
    file = calendars.get(str(node))
    if file is None:
        says = f"there is no calendar `{node}`"
        names.refuse(unknown_name(Code.NO_CALENDAR, node, says, calendars))
        names.calendar = NO_SUCH_CALENDAR
        return None
    names.calendar = read_calendar(file, names.diagnostics)
    return file


# Stands in after a complaint, so that working days are not complained of as well.
NO_SUCH_CALENDAR = Calendar(id="", title="", version="", first=1, last=0, holidays=frozenset(), source="")


def _built(tree: Mapping, names: Names, files: PolicyFiles, calendar_file: SourceFile | None) -> Policy:
    read_vocabulary(tree, names)
    collect_ids(tree, names)
    check_definitions(names)
    check_tables(tree, names)
    default = read_demand(tree.get("evidence"), Demand(), names)
    policy = Policy(
        id=text_of(tree, "policy") or "",
        extends=tuple(files.bases),
        title=text_of(tree, "title") or text_of(tree, "policy") or "",
        version=text_of(tree, "version") or "",
        authority=names.role(scalar(tree["authority"])) if "authority" in tree else None,
        source=text_of(tree, "source"),
        calendar=names.calendar,
        roles=names.roles,
        parameters=names.parameters,
        tables=names.tables,
        facts=names.facts,
        definitions=_definitions(tree, names),
        criteria=read_criteria(tree, default, names),
        risks=read_risks(tree, default, names),
        gates=read_gates(tree, default, names),
        files=(*files.files, *(() if calendar_file is None else (calendar_file,))),
        sha256=_digest(files, calendar_file),
        differences=() if files.last is None else differences(*files.last),
    )
    if not names.ids[Layer.CRITERION]:
        says = "the policy has no criteria, so there is nothing to decide by"
        names.refuse(wrong(Code.NO_CRITERIA, tree, says, "`criteria`, with at least one", found="none"))
    if not names.ids[Layer.DECISION]:
        says = "the policy says nothing of how it is decided"
        remedy = "add `decision`, with a `question` and `rules`"
        names.refuse(wrong(Code.NO_DECISION, tree, says, "`decision` or `decisions`", found="neither", remedy=remedy))
    return policy


def _definitions(tree: Mapping, names: Names) -> dict[str, Definition]:
    found = {}
    for key, node in sections(tree, "definitions"):
        fact = bottom_of(str(key), names)
        if fact is not None:
            title = text_of(node, "title") or str(key).replace("_", " ")
            where, meets = names.defined.get(str(key), ((), ()))
            found[str(key)] = Definition(id=str(key), title=title, fact=fact, where=where, meets=meets, at=key.at)
    return found


def _digest(files: PolicyFiles, calendar_file: SourceFile | None) -> str:
    """Changes with any byte of any file, and with what the files are called; not with where the folder stands."""
    named = list(zip(files.names(), files.files, strict=True))
    if calendar_file is not None:
        named.append((f"calendar {basename(calendar_file.path)}", calendar_file))
    digest = sha256()
    for name, file in named:
        for text in (name, file.text):
            content = text.encode("utf-8", "surrogatepass")
            digest.update(b"%d:" % len(content) + content)
    return digest.hexdigest()
