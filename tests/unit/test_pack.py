"""A pack that is changed is read as if it had been written so, and leaves the one that it was copied from as it was."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from gonogo import api
from gonogo.judge.decide import Judge
from gonogo.judge.document import document
from gonogo.model.diagnostic import Diagnostics
from gonogo.model.location import Location, SourceFile
from gonogo.read.pack import Pack
from gonogo.read.strict_yaml import read_yaml
from gonogo.read.tree import Mapping, Scalar
from gonogo.resources import folder

POLICY, _ = api.read_policy("sec-release", Diagnostics())
JUDGE = Judge(POLICY)
AT = Location(SourceFile("changes.feature", ""), 1, 1)


def word(text: str) -> Scalar:
    return Scalar(text, AT, plain=True)


def record(**fields: str) -> Mapping:
    node = Mapping(AT)
    node.update({word(key): word(value) for key, value in fields.items()})
    return node


def pack() -> Pack:
    """The complete example, of several files."""
    paths = sorted((folder("evidence") / "example-full").glob("*.yaml"), key=lambda one: one.name != "evidence.yaml")
    files = tuple(SourceFile(path.name, path.read_text("utf-8")) for path in paths)
    trees = [tree for file in files if isinstance(tree := read_yaml(file, Diagnostics()), Mapping)]
    made = Pack(trees[0], files)
    for tree in trees:
        made.add_tree(tree)
    head = Mapping(trees[0].at)
    head.update({key: node for key, node in trees[0].items() if key in ("evidence", "policy", "as_of", "title")})
    return Pack(head, files, made.sources, made.lists, made.resolutions)


def of_key(key: str) -> Callable[[Mapping], bool]:
    return lambda one: one.get("id") == key


def change_severity(one: Pack) -> None:
    one.change_records("testing_issue", of_key("TI-004"), "severity", word("2"))


def add_view(one: Pack) -> None:
    one.add_records(word("view"), [record(by="opsg", about="RR1", says="object")], None)


def add_waiver(one: Pack) -> None:
    fields = {"criterion": "AC3", "by": "panel", "reason": "x", "date": "2019-11-22", "until": "2019-12-31"}
    one.add_records(word("waiver"), [record(**fields)], None)


def be_late(one: Pack) -> None:
    one.set_source("issue-log", "received", word("2019-12-24"))


CHANGES: list[Callable[[Pack], Any]] = [
    change_severity,
    add_view,
    add_waiver,
    be_late,
    lambda one: one.drop_fact("capability"),
    lambda one: one.drop_fact("view"),
    lambda one: one.drop_source("issue-log"),
    lambda one: one.change_lists("testing_issue", "complete", None),
    lambda one: one.drop_records("test_environment", lambda _: True),
]


@pytest.mark.parametrize("change", CHANGES)
def test_lists_that_did_not_change_need_not_be_read_again(change: Callable[[Pack], Any]) -> None:
    whole = pack()
    base = whole.read(POLICY, Diagnostics())
    changed = whole.copy()
    change(changed)

    read, read_anew = changed.read(POLICY, Diagnostics(), base), changed.read(POLICY, Diagnostics())

    assert read is not None
    assert read_anew is not None
    assert document(JUDGE.judge(read), "1") == document(JUDGE.judge(read_anew), "1")


@pytest.mark.parametrize("change", CHANGES)
def test_the_pack_that_was_copied_stays_as_it_was(change: Callable[[Pack], Any]) -> None:
    whole = pack()
    before = list(whole.trees())
    change(whole.copy())

    assert list(whole.trees()) == before


def test_a_pack_that_was_not_changed_is_what_its_files_say() -> None:
    read = pack().read(POLICY, Diagnostics())
    written, _ = api.read_evidence("example-full", POLICY, Diagnostics())

    assert read is not None
    documents = [document(JUDGE.judge(one), "1") for one in (read, written)]
    assert documents[0]["criteria"] == documents[1]["criteria"] or str(documents[0]["criteria"]).replace(
        "evidence/example-full/", ""
    ) == str(documents[1]["criteria"]).replace("evidence/example-full/", "")
