"""An evidence pack, from its files to one checked value. What depends on the day is left to `judge.admit`.

A pack is one file, or a folder: `evidence.yaml`, and beside it any number of files that hold more `sources`, `facts`,
`views`, `waivers` and `resolutions`. Only the main file says which pack it is, for which policy, and for which day.

1. Read each file, and check its shape: a later step never meets a key that it does not know.
2. Read all sources, so that everything else can name them.
3. Read records, views, waivers and resolutions.
4. Look at what needs all records: corrections and references.

All problems of a step are reported together.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from hashlib import sha256
from posixpath import basename

from gonogo.model.diagnostic import Code, Diagnostic, Diagnostics
from gonogo.model.evidence import Evidence
from gonogo.model.location import Location, SourceFile
from gonogo.model.policy import Policy
from gonogo.read.complaint import unknown_name, wrong
from gonogo.read.evidence_reading import EvidenceReading
from gonogo.read.evidence_records import RecordReading
from gonogo.read.evidence_views import ViewReading
from gonogo.read.schema import check_shape
from gonogo.read.source import EVIDENCE_LIMITS
from gonogo.read.strict_yaml import read_yaml
from gonogo.read.tree import Mapping

Fetch = Callable[[str, "str | None"], "SourceFile | None"]  # path as written, path of the file that names it

OF_MAIN_FILE = ("evidence", "policy", "as_of", "title", "note")


def read_evidence(
    path: str, fetch: Fetch, policy: Policy, diagnostics: Diagnostics, *, beside: Sequence[str] = ()
) -> Evidence | None:
    """The pack, or None where anything in it is wrong; what is wrong is then among the diagnostics.

    `path` is the main file. `beside` are the other files of its folder, in the order of their names.
    """
    main = fetch(path, None)
    if main is None:
        at = Location(SourceFile(path, ""), 1, 1)
        says = "there is no such evidence"
        found = f"`{path}`"
        diagnostics.add(Diagnostic(code=Code.NOT_EVIDENCE, at=at, says=says, expected="an evidence file", found=found))
        return None
    others = [file for other in beside if (file := fetch(other, None)) is not None]
    return read_files((main, *others), policy, diagnostics)


def read_files(files: tuple[SourceFile, ...], policy: Policy, diagnostics: Diagnostics) -> Evidence | None:
    """The pack that some files make together, the main one first."""
    before = len(diagnostics.errors)
    trees = [evidence_tree(file, diagnostics) for file in files]
    if len(diagnostics.errors) > before:
        return None
    return read_trees([tree for tree in trees if tree is not None], files, policy, diagnostics)


def read_trees(
    trees: Sequence[Mapping], files: tuple[SourceFile, ...], policy: Policy, diagnostics: Diagnostics
) -> Evidence | None:
    """The pack in trees that were read from its files."""
    before = len(diagnostics.errors)
    check_shapes(trees, diagnostics)
    return None if len(diagnostics.errors) > before else read_shaped(trees, files, policy, diagnostics)


def read_shaped(
    trees: Sequence[Mapping], files: tuple[SourceFile, ...], policy: Policy, diagnostics: Diagnostics
) -> Evidence | None:
    """The pack in trees whose shape has been checked."""
    before = len(diagnostics.errors)
    main = trees[0]
    reading = EvidenceReading(policy, diagnostics)
    records = RecordReading(reading)
    views = ViewReading(reading, records)
    _check_policy(main, policy, diagnostics)
    as_of = reading.day(main, "as_of")
    for tree in trees:
        reading.add_sources(tree.get("sources"))
    for tree in trees:
        records.add_facts(tree.get("facts"))
        views.add_views(tree.get("views"))
        views.add_waivers(tree.get("waivers"))
        views.add_resolutions(tree.get("resolutions"))
    records.check_links()
    if len(diagnostics.errors) > before or as_of is None:
        return None
    return Evidence(
        id=str(main["evidence"]),
        title=reading.text(main, "title"),
        policy=reading.text(main, "policy"),
        as_of=as_of,
        sources=reading.sources,
        entries=records.by_fact(),
        waivers=tuple(views.waivers),
        resolutions=tuple(views.resolutions),
        files=files,
        sha256=digest(files),
    )


def digest(files: Sequence[SourceFile]) -> str:
    """Of one file, its own digest; of several, that of the list which `sha256sum` would write of them."""
    each = [(sha256(file.text.encode()).hexdigest(), basename(file.path)) for file in files]
    if len(each) == 1:
        return each[0][0]
    return sha256("".join(f"{one}  {name}\n" for one, name in each).encode()).hexdigest()


def evidence_tree(file: SourceFile, diagnostics: Diagnostics) -> Mapping | None:
    """What stands in one file of a pack, as a tree; None where it is no evidence, which is then said."""
    node = read_yaml(file, diagnostics, EVIDENCE_LIMITS)
    if node is None or isinstance(node, Mapping):
        return node
    says = "an evidence file is a mapping, with keys such as `evidence`, `as_of`, `sources` and `facts`"
    diagnostics.add(wrong(Code.NOT_EVIDENCE, node, says, "a mapping"))
    return None


def check_shapes(trees: Sequence[Mapping], diagnostics: Diagnostics) -> None:
    """Complains of what the schema does not allow in the trees of a pack, the main one first."""
    main = trees[0]
    check_shape(main, "evidence", diagnostics)
    for tree in trees[1:]:
        whole = Mapping(tree.at)
        whole.update({key: inner for key, inner in main.items() if key in OF_MAIN_FILE})
        whole.update({key: inner for key, inner in tree.items() if key not in OF_MAIN_FILE})
        check_shape(whole, "evidence", diagnostics)
        for key in (key for key in tree if key in OF_MAIN_FILE):
            says = f"only the main file of a folder says `{key}`"
            expected = "`sources`, `facts`, `views`, `waivers` or `resolutions`"
            see = ((f"`{key}` of the whole", main.written(key).at),) if key in main else ()
            diagnostics.add(wrong(Code.ONLY_IN_MAIN_FILE, key, says, expected, see=see))


def _check_policy(main: Mapping, policy: Policy, diagnostics: Diagnostics) -> None:
    named = main.get("policy")
    if named is not None and named not in (policy.id, *policy.extends):
        says = f"this evidence is for the policy `{named}`, and is held against `{policy.id}`"
        remedy = "name the policy that it is meant for, or choose other evidence"
        diagnostics.add(unknown_name(Code.OTHER_POLICY, named, says, (policy.id, *policy.extends), remedy=remedy))
