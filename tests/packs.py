"""The examples that are shipped, as plain values that a test can change before they are decided on."""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy
from datetime import date
from functools import cache
from typing import Any

from gonogo import __version__, api
from gonogo.judge.decide import Judge
from gonogo.judge.document import document
from gonogo.model.diagnostic import Diagnostics
from gonogo.model.evidence import Evidence
from gonogo.model.location import Location, SourceFile
from gonogo.model.policy import Policy
from gonogo.read import evidence_file
from gonogo.read.strict_yaml import read_yaml
from gonogo.read.tree import Mapping, Node, Scalar, is_null
from gonogo.read.tree import Sequence as Items
from gonogo.resources import folder
from tests.desk import Decision

POLICIES = ("sec-release", "sec-release-strict")
PACKS = ("sec-2019-11", "example-full")
PAIRS = [(policy, pack) for policy in POLICIES for pack in PACKS]

Pack = dict[str, Any]


@cache
def policy(name: str) -> Policy:
    return api.read_policy(str(folder("policies") / name), Diagnostics())[0]


@cache
def judge(name: str) -> Judge:
    return Judge(policy(name))


def pack(name: str) -> Pack:
    """An example's evidence: the files of a folder together, and every fact and list in its long form."""
    return deepcopy(_pack(name))


@cache
def _pack(name: str) -> Pack:
    evidence = api.read_evidence(str(folder("evidence") / name), policy("sec-release"), Diagnostics())[0]
    trees = [plain(read_yaml(file, Diagnostics())) for file in evidence.files]
    whole: Pack = {**trees[0], "facts": {}}
    for tree in trees:
        for fact, entries in tree.get("facts", {}).items():
            whole["facts"].setdefault(fact, []).extend(entries if isinstance(entries, list) else [entries])
    views = whole.get("views", [])
    whole["views"] = views if isinstance(views, dict) else {"complete": False, "records": views}
    return whole


def evidence(changed: Pack, name: str) -> Evidence:
    """The pack as evidence for a shipped policy. Raises InputError where it is wrong."""
    return evidence_for(policy(name), changed)


def evidence_for(given: Policy, changed: Pack) -> Evidence:
    """The pack as evidence for a policy. Raises InputError where it is wrong."""
    diagnostics = Diagnostics()
    file = SourceFile("changed.yaml", "")
    tree = _node(changed, Location(file, 1, 1))
    assert isinstance(tree, Mapping)
    read = evidence_file.read_trees([tree], (file,), given, diagnostics)
    diagnostics.stop_if_errors("evidence")
    assert read is not None
    return read


def decide(name: str, changed: Pack, as_of: date | None = None) -> Decision:
    """The decision of a shipped policy on a pack."""
    return Decision(document(judge(name).judge(evidence(changed, name), as_of), __version__))


def records(changed: Pack, fact: str) -> list[dict[str, Any]]:
    """The records of a fact that has one list."""
    (entry,) = changed["facts"][fact]
    found: list[dict[str, Any]] = entry["records"]
    return found


def give(changed: Pack, fact: str, *given: dict[str, Any], source: str, complete: bool = False) -> None:
    """Puts a list of records before the body, beside what is there."""
    changed["facts"].setdefault(fact, []).append({"source": source, "complete": complete, "records": list(given)})


def plain(node: Node | None) -> Any:
    """What was read, as plain values."""
    match node:
        case Mapping():
            return {str(key): plain(inner) for key, inner in node.items()}
        case Items():
            return [plain(inner) for inner in node]
        case Scalar() if node.plain and node in ("true", "false"):
            return node == "true"
        case Scalar() if node.plain and node.isdecimal():
            return int(node)
        case Scalar():
            return None if is_null(node) else str(node)


def _node(value: Any, at: Location) -> Node:
    if isinstance(value, dict):
        mapping = Mapping(at)
        for key, inner in value.items():
            mapping[Scalar(key, at, plain=True)] = _node(inner, at)
        return mapping
    if isinstance(value, Sequence) and not isinstance(value, str):
        items = Items(at)
        items.extend(_node(inner, at) for inner in value)
        return items
    if value is None or isinstance(value, bool | int):
        words = {None: "null", True: "true", False: "false"}
        return Scalar(words[value] if value is None or isinstance(value, bool) else str(value), at, plain=True)
    return Scalar(value, at, plain=False)
