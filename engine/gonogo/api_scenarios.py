"""The story of a scenario: evidence that is changed and parameters that are overridden before it is decided.

It goes with `api`: the rooms meet here, and `scenarios` is the only one that asks. What is read is kept by whoever
asks; nothing is remembered between runs.
"""

from __future__ import annotations

from collections.abc import Mapping as AnyMapping
from collections.abc import Sequence as AnySequence
from datetime import date
from pathlib import Path
from typing import Any, Literal

from gonogo import __version__, api
from gonogo.files import Reader, find, root_of, shown_path, siblings
from gonogo.judge.decide import Judge
from gonogo.judge.glance import glance
from gonogo.judge.judgement import Judgement
from gonogo.model.diagnostic import Code, Diagnostic, Diagnostics
from gonogo.model.evidence import Evidence
from gonogo.model.location import Location, SourceFile
from gonogo.model.noun import replace
from gonogo.model.policy import Policy
from gonogo.model.value import Kind, Value, ValueRefused, ValueType, read_value
from gonogo.read.evidence_file import check_shapes, evidence_tree, pack_trees
from gonogo.read.extract import Intake
from gonogo.read.nearest import nearest
from gonogo.read.pack import HEAD, Pack
from gonogo.read.source import EVIDENCE_LIMITS, POLICY_LIMITS, source_file
from gonogo.read.tree import Mapping, Node, Scalar, Sequence
from gonogo.resources import folder as resources

__all__ = ["Judge", "Judgement", "Mapping", "Node", "Pack", "Scalar", "Sequence", "nearest"]

Document = dict[str, Any]
FilesOf = Literal["policies", "evidence"]


# --- files ---------------------------------------------------------------------------------------


def feature_text(path: Path, diagnostics: Diagnostics) -> SourceFile | None:
    """The text of a feature file."""
    return source_file(shown_path(path), path.read_bytes(), diagnostics, POLICY_LIMITS)


def place_of(name: str, kind: FilesOf, feature: Path) -> Path | None:
    """The file that a scenario means by a name: beside its feature, in a folder above it, here, or shipped.

    Looked for upwards to the project's root and no further, and never outside it.
    """
    folder = feature.resolve().parent
    root = root_of(feature)
    above = [one for one in (folder, *folder.parents) if one.is_relative_to(root)]
    for base in above:
        for place in (base / name, base / kind / name):
            found, _ = find(str(place), kind)
            if found is not None and found.resolve().is_relative_to(root):
                return found
    found, _ = find(name, kind)
    within = (Path.cwd(), resources(kind))
    return found if found is not None and any(found.resolve().is_relative_to(one) for one in within) else None


def known_names(kind: FilesOf, feature: Path) -> list[str]:
    """The names of policies or evidence that a scenario could have meant."""
    folder = feature.resolve().parent
    places = [folder, folder / kind, folder.parent / kind, Path.cwd() / kind]
    found = [one for place in places if place.is_dir() for one in sorted(place.iterdir())]
    return list(dict.fromkeys(one.stem for one in found if one.is_dir() or one.suffix in (".yaml", ".yml", ".json")))


def policy_at(path: Path) -> Policy:
    """A policy; raises InputError where anything is wrong with it."""
    return api.read_policy(str(path), Diagnostics())[0]


# --- packs ---------------------------------------------------------------------------------------


def pack_at(path: Path, diagnostics: Diagnostics) -> Pack | None:
    """A pack of evidence as it stands in its files; None where it is no such thing, which is then said."""
    shown = shown_path(path)

    def decode(name: str, content: bytes) -> SourceFile | None:
        return source_file(name, content, diagnostics, EVIDENCE_LIMITS)

    intake = Intake(shelf=Reader(root_of(path), decode), beside=siblings(shown))
    files, trees = pack_trees(shown, lambda name, _: decode(name, Path(name).read_bytes()), diagnostics, intake)
    return None if diagnostics.errors else _pack(files, trees, diagnostics, intake)


def unfolded(pack: Pack, policy: Policy, diagnostics: Diagnostics) -> Pack | None:
    """The pack with the records of the files that it points to; itself, if it points to none."""
    from gonogo.read.pack_files import points_to_files
    from gonogo.read.pack_files import unfolded as made

    return made(pack, policy, diagnostics) if points_to_files(pack) else pack


def pack_of(file: SourceFile, policy: Policy, diagnostics: Diagnostics) -> Pack | None:
    """The pack that a text makes, with the records of the files that it points to."""
    tree = evidence_tree(file, diagnostics)
    pack = None if tree is None else _pack((file,), [tree], diagnostics, _from(file, diagnostics))
    return None if pack is None else unfolded(pack, policy, diagnostics)


def _from(text: SourceFile, diagnostics: Diagnostics) -> Intake:
    """How a text in a feature gets at files: as if it were a file of its own, beside the feature."""

    def decode(name: str, content: bytes) -> SourceFile | None:
        return source_file(name, content, diagnostics, EVIDENCE_LIMITS)

    return Intake(shelf=Reader(root_of(Path(text.path)), decode))


def _pack(
    files: tuple[SourceFile, ...], whole: AnySequence[Mapping], diagnostics: Diagnostics, intake: Intake
) -> Pack | None:
    if not diagnostics.errors:
        check_shapes(whole, diagnostics)
    if diagnostics.errors:
        return None
    head = Mapping(whole[0].at)
    head.update({key: node for key, node in whole[0].items() if key in HEAD})
    pack = Pack(head, files, intake=intake)
    for tree in whole:
        pack.add_tree(tree)
    return pack


def empty_pack(policy: Policy, at: Location, day: date) -> Pack:
    """A pack without anything in it."""
    head = Mapping(at)
    for key, text in (("evidence", "scenario"), ("policy", policy.id), ("as_of", day.isoformat())):
        head[word(key, at)] = word(text, at)
    return Pack(head, (SourceFile(at.file.path, ""),))


def add_more(text: SourceFile, pack: Pack, policy: Policy, diagnostics: Diagnostics) -> None:
    """Puts into a pack what a further file of it would hold, unless there is something wrong with that."""
    tree = evidence_tree(text, diagnostics)
    if tree is not None and not diagnostics.errors:
        check_shapes([pack.head, tree], diagnostics)
    if tree is None or diagnostics.errors:
        return
    pack.add_tree(tree)
    if pack.intake.shelf is None:
        pack.intake = _from(text, diagnostics)
    whole = unfolded(pack, policy, diagnostics)
    if whole is not None and whole is not pack:
        pack.lists, pack.copied_from = whole.lists, None


def word(text: str, at: Location, *, quoted: bool = False) -> Scalar:
    """One value as it would stand in an evidence file."""
    return Scalar(text, at, plain=not quoted)


# --- deciding ------------------------------------------------------------------------------------


def decision(judgement: Judgement) -> Document:
    """The decision document of a judgement; each part of it is worked out when it is asked for."""
    return glance(judgement, __version__)


def why(judgement: Judgement, name: str) -> str:
    """The engine's own explanation of one criterion, risk, control, decision or rule, as text."""
    from gonogo.judge.explain import explanation, names
    from gonogo.write.explanation_text import explanation_text

    if name not in names(judgement.policy):
        return ""
    text = explanation_text(explanation(judgement, __version__, [name]), "usual", colour=False)
    _, _, rest = text.partition("\n\n")
    return rest.partition("\n\nEvery step, with its file")[0].rstrip()


# --- parameters ----------------------------------------------------------------------------------


def with_parameters(policy: Policy, values: AnyMapping[str, Value | None], rows: AnyMapping[str, Any]) -> Policy:
    """The same policy with other values of parameters, and other rows of tables."""
    parameters = {name: replace(policy.parameters[name], value=value) for name, value in values.items()}
    tables = {
        name: replace(policy.tables[name], rows=given, places=(policy.tables[name].fact.at,) * len(given))
        for name, given in rows.items()
    }
    return replace(policy, parameters={**policy.parameters, **parameters}, tables={**policy.tables, **tables})


def without_case(evidence: Evidence, names: AnyMapping[str, Any]) -> Evidence:
    """The evidence without what it says of some parameters of the case: a scenario says it instead."""
    if not evidence.case.keys() & names.keys():
        return evidence
    return replace(evidence, case={name: value for name, value in evidence.case.items() if name not in names})


def value_from(written: Scalar, wanted: ValueType, diagnostics: Diagnostics) -> Value | None:
    """A written value as the type that is declared for it; None where it is refused, which is then said."""
    try:
        if wanted.kind is Kind.LIST and wanted.item is not None:
            items = (one.strip() for one in written.split(",") if one.strip())
            return tuple(read_value(one, wanted.item, plain=written.plain) for one in items)
        return read_value(str(written), wanted, plain=written.plain)
    except ValueRefused as refused:
        diagnostics.add(
            Diagnostic(
                code=Code.VALUE_REFUSED,
                at=written.at,
                says=refused.says,
                expected=wanted.describe(),
                found=f"`{written}`",
                did_you_mean=nearest(str(written), wanted.words),
                remedy=refused.remedy,
            )
        )
        return None


def plain_messages(diagnostics: AnySequence[Diagnostic] | Diagnostics) -> str:
    """Complaints for people, without colour."""
    from gonogo.write.messages import Form, render

    return render(diagnostics, Form.HUMAN, colour=False)
