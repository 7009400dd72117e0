"""Whatever is written into an evidence file is read as what was meant, and remarks never leave their line."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gonogo.model.diagnostic import Diagnostics
from gonogo.model.location import SourceFile
from gonogo.read.characters import HIDDEN
from gonogo.read.splice import Text, applied, says_the_same
from gonogo.read.splice_pack import Addition, edits
from gonogo.read.strict_yaml import read_yaml
from gonogo.read.tree import Mapping, Node, is_null
from gonogo.write.yaml_words import WIDTH, beside, explained, flow, flow_list, remark, word

VISIBLE = st.text(st.characters(exclude_categories=["Cs", "Cc", "Cf", "Zl", "Zp", "Cn", "Co"])).filter(
    lambda text: not HIDDEN.search(text)
)
ANYTHING = st.text(st.characters(exclude_categories=["Cs"]))


def read(text: str) -> Node | None:
    found = Diagnostics()
    node = read_yaml(SourceFile("a.yaml", text), found)
    assert [one.says for one in found.errors] == []
    return node


@given(VISIBLE, VISIBLE)
def test_a_text_is_read_as_that_text_in_a_line_and_in_brackets(one: str, other: str) -> None:
    block = read(f"a: {word(one)}\n{word(other + 'b')}: 1\n")
    inside = read(f"a: {flow({'x': word(one), 'y': flow_list([word(other), word(one)])})}\n")

    assert isinstance(block, Mapping)
    assert list(block) == ["a", other + "b"]
    assert block["a"] == one
    assert not is_null(block["a"])
    assert isinstance(inside, Mapping)
    assert inside["a"] == {"x": one, "y": [other, one]}


@given(ANYTHING)
def test_a_remark_stays_a_remark(text: str) -> None:
    lines = [*remark(text, 2), beside("a: 1", text), *explained("name", text, 8, 2)]

    assert read("\n".join(lines) + "\n") == {"a": "1"}
    assert all(len(line) <= WIDTH or " " not in line[20:] for line in remark(text, 2))


FLOWS = [
    "facts: {d: {source: S1, records: [{id: a}]}}",
    "facts:\n  d: {source: S1, records: []}",
    "facts:\n  d:\n    source: S1\n    records:\n      - id: a\n",
    "facts:\n  d:\n    - source: S1\n      records:\n      - id: 'a''b'  # ]}\n",
    'facts:\n  e: {source: S1, records: [{id: "a\\"]"}]}  # {\n',
    "views: []\n",
    "",
]


@pytest.mark.parametrize("body", FLOWS)
@settings(max_examples=20)
@given(text=VISIBLE, apart=st.booleans())
def test_what_is_added_leaves_all_that_was_said(body: str, text: str, apart: bool) -> None:
    old = f"evidence: e\nas_of: 2026-01-01\n{body}"
    tree = read(old)
    assert isinstance(tree, Mapping)
    record = flow({"id": word(text)})

    for fact in ("d", "view"):
        wanted = Addition(fact=fact, record=record, source="S9", new_source=flow({"title": word(text)}), apart=apart)
        new = read(applied(old, edits(Text(old), tree, wanted)))

        assert says_the_same(tree, new)
        assert isinstance(new, Mapping)
        assert new["sources"] == {"S9": {"title": text}}
        assert str({"id": text}) in str(new.get("views" if fact == "view" else "facts"))
