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

from gonogo.model.diagnostic import Code, Diagnostic, Diagnostics, Severity
from gonogo.model.evidence import DataFile, Evidence
from gonogo.model.location import Location, SourceFile
from gonogo.model.noun import replace
from gonogo.model.policy import Policy
from gonogo.read.case_file import read_case, read_published
from gonogo.read.complaint import unknown_name, wrong
from gonogo.read.evidence_reading import EvidenceReading
from gonogo.read.evidence_records import RecordReading
from gonogo.read.evidence_views import ViewReading
from gonogo.read.extract import NO_FILES, Intake
from gonogo.read.redactions import read_redactions
from gonogo.read.schema import check_shape
from gonogo.read.shaped import many
from gonogo.read.source import EVIDENCE_LIMITS
from gonogo.read.strict_yaml import read_yaml
from gonogo.read.tree import Mapping, Scalar

Fetch = Callable[[str, "str | None"], "SourceFile | None"]  # path as written, path of the file that names it

OF_MAIN_FILE = ("evidence", "policy", "as_of", "case", "published", "title", "note", "redact")


def read_evidence(
    path: str, fetch: Fetch, policy: Policy, diagnostics: Diagnostics, intake: Intake = NO_FILES
) -> Evidence | None:
    """The pack, or None where anything in it is wrong; what is wrong is then among the diagnostics.

    `path` is the main file. Of the other files of its folder, those are left aside that `from:` points to.
    """
    before = len(diagnostics.errors)
    files, trees = pack_trees(path, fetch, diagnostics, intake)
    return None if len(diagnostics.errors) > before else read_trees(trees, files, policy, diagnostics, intake)


def pack_trees(
    path: str, fetch: Fetch, diagnostics: Diagnostics, intake: Intake
) -> tuple[tuple[SourceFile, ...], list[Mapping]]:
    """The files of a pack, the main one first, and what stands in them. What entries point to is none of its parts."""
    main = fetch(path, None)
    if main is None:
        at = Location(SourceFile(path, ""), 1, 1)
        says = "there is no such evidence"
        found = f"`{path}`"
        diagnostics.add(Diagnostic(code=Code.NOT_EVIDENCE, at=at, says=says, expected="an evidence file", found=found))
        return (), []
    files, trees = [main], [evidence_tree(main, diagnostics)]
    for other in sorted(intake.beside, key=lambda one: (one.endswith(".json"), one)):
        if other not in data_of([tree for tree in trees if tree is not None], intake):
            file = fetch(other, None)
            if file is not None:
                files.append(file)
                trees.append(evidence_tree(file, diagnostics))
    return tuple(files), [tree for tree in trees if tree is not None]


def data_of(trees: Sequence[Mapping], intake: Intake) -> set[str]:
    """The files that entries of some trees point to."""
    found: set[str] = set()
    for tree in trees if intake.shelf is not None else ():
        facts = tree.get("facts")
        for node in facts.values() if isinstance(facts, Mapping) else ():
            for entry in many(node):
                pointed = entry.get("from") if isinstance(entry, Mapping) else None
                for name in many(pointed.get("file")) if isinstance(pointed, Mapping) else ():
                    if isinstance(name, Scalar) and intake.shelf is not None:
                        found.update(intake.shelf.data(str(name), name.at.file.path))
    return found


def read_files(
    files: tuple[SourceFile, ...], policy: Policy, diagnostics: Diagnostics, intake: Intake = NO_FILES
) -> Evidence | None:
    """The pack that some files make together, the main one first."""
    before = len(diagnostics.errors)
    trees = [evidence_tree(file, diagnostics) for file in files]
    if len(diagnostics.errors) > before:
        return None
    return read_trees([tree for tree in trees if tree is not None], files, policy, diagnostics, intake)


def read_trees(
    trees: Sequence[Mapping],
    files: tuple[SourceFile, ...],
    policy: Policy,
    diagnostics: Diagnostics,
    intake: Intake = NO_FILES,
) -> Evidence | None:
    """The pack in trees that were read from its files."""
    before = len(diagnostics.errors)
    check_shapes(trees, diagnostics)
    reading = EvidenceReading(policy, diagnostics, intake)
    return None if len(diagnostics.errors) > before else read_shaped(trees, files, reading)


def read_shaped(trees: Sequence[Mapping], files: tuple[SourceFile, ...], reading: EvidenceReading) -> Evidence | None:
    """The pack in trees whose shape has been checked."""
    policy, diagnostics = reading.policy, reading.diagnostics
    before = len(diagnostics.errors)
    main = trees[0]
    records = RecordReading(reading)
    views = ViewReading(reading, records)
    _check_policy(main, policy, diagnostics)
    as_of = reading.day(main, "as_of")
    _add_trees(trees, records, views)
    _add_files(records)
    records.check_links()
    redact = read_redactions(main.get("redact"), policy, diagnostics, reading.sources, (*files, *policy.files))
    case, published = read_case(main.get("case"), reading), read_published(main.get("published"), reading)
    if len(diagnostics.errors) > before or as_of is None:
        return None
    data = tuple(reading.data.values())
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
        sha256=digest(files, data),
        data=data,
        understood=tuple(reading.understood),
        case=case,
        published=published,
        note=reading.text(main, "note"),
        redact=redact,
    )


def _add_trees(trees: Sequence[Mapping], records: RecordReading, views: ViewReading) -> None:
    """What stands in the files themselves: all sources first, so that everything else can name them."""
    for tree in trees:
        records.reading.add_sources(tree.get("sources"))
    for tree in trees:
        records.add_facts(tree.get("facts"))
        views.add_views(tree.get("views"))
        views.add_waivers(tree.get("waivers"))
        views.add_resolutions(tree.get("resolutions"))


def _add_files(records: RecordReading) -> None:
    """What entries point to. A row that cannot be read is an error, unless it is to be judged without."""
    reading = records.reading
    if records.from_files:
        from gonogo.read.mapping_records import add_from  # imported here: most evidence points to no file

        for fact, node in records.from_files:
            add_from(records, fact, node)
    severity = Severity.WARNING if reading.intake.keep_going else Severity.ERROR
    reading.diagnostics.extend(replace(one, severity=severity) for one in reading.of_rows)


def digest(files: Sequence[SourceFile], data: Sequence[DataFile] = ()) -> str:
    """Of one file, its own digest; of several, that of the list which `sha256sum` would write of them."""
    each = [(sha256(file.text.encode()).hexdigest(), basename(file.path)) for file in files]
    each += [(one.sha256, basename(one.path)) for one in data]
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
