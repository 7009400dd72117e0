"""What is read, what is refused and where; that no file brings the reading down."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gonogo.model.diagnostic import Code, Diagnostics
from gonogo.model.location import Location, SourceFile
from gonogo.read.strict_yaml import (
    POLICY_LIMITS,
    Limits,
    Mapping,
    Node,
    Scalar,
    Sequence,
    is_null,
    read_yaml,
    source_file,
)

POLICY = """\
# yaml-language-server: $schema=../../schemas/policy.schema.json
policy: harbour-cutover
title: "Harbour: cut-over"
version: '1.10'
roles:
  board:    {title: Cut-over board}   # a remark
regions: [NO, on, yes, 012, 12:30, 1e3, 1_000]
text: |
  First line.
    Second line.
folded: >-
  one
  two
rules:
- id: a
  when: {some: defect, where: {severity: {at_most: 2}}}
- id: b
  note: a text that
    goes on
none:
"""


def read(text: str, limits: Limits = POLICY_LIMITS) -> tuple[Any, Diagnostics]:
    diagnostics = Diagnostics()
    return read_yaml(SourceFile("p.yaml", text), diagnostics, limits), diagnostics


def codes(text: str) -> list[Code]:
    return [one.code for one in read(text)[1]]


def spots(text: str) -> list[tuple[Code, int, int]]:
    return [(one.code, one.at.line, one.at.column) for one in read(text)[1]]


def test_a_policy_is_read_as_it_was_written() -> None:
    tree, diagnostics = read(POLICY)

    assert list(diagnostics) == []
    assert tree["title"] == "Harbour: cut-over"
    assert tree["text"] == "First line.\n  Second line.\n"
    assert tree["folded"] == "one two"
    assert tree["rules"][1] == {"id": "b", "note": "a text that goes on"}


def test_nothing_is_guessed_from_how_a_value_looks() -> None:
    tree, _ = read(POLICY)

    assert tree["regions"] == ["NO", "on", "yes", "012", "12:30", "1e3", "1_000"]
    assert all(isinstance(one, Scalar) and one.plain for one in tree["regions"])


def test_quoted_and_block_texts_are_not_plain() -> None:
    tree, _ = read(POLICY)

    assert [tree[key].plain for key in ("policy", "title", "version", "text", "folded")] == [
        True,
        False,
        False,
        False,
        False,
    ]


def test_every_key_and_value_knows_its_place() -> None:
    tree, _ = read(POLICY)
    board = tree["roles"]["board"]

    assert tree.written("roles").at == Location(SourceFile("p.yaml", ""), 5, 1, 5)
    assert (board.at.line, board.at.column, board.at.width) == (6, 13, len("{title: Cut-over board}"))
    assert (board["title"].at.line, board["title"].at.column, board["title"].at.width) == (6, 21, 14)
    assert (tree["rules"][1].at.line, tree["rules"][1].at.column) == (17, 3)


def test_nothing_is_what_was_left_out_or_written_as_null() -> None:
    tree, _ = read("a:\nb: ~\nc: null\nd: ''\ne: NONE\nf: []\n")

    assert [is_null(value) for value in tree.values()] == [True, True, True, False, False, False]


def test_json_is_read_too_with_tabs_and_pairs_of_escapes() -> None:
    tree, diagnostics = read('{"a": 1, "b":[1,2.5,true,null],\n\t"c": {"d": "\\ud83d\\ude00 \\/"}}')

    assert list(diagnostics) == []
    assert tree == {"a": "1", "b": ["1", "2.5", "true", "null"], "c": {"d": "😀 /"}}
    assert [tree["a"].plain, tree["b"][2].plain, tree["c"]["d"].plain] == [True, True, False]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_any_line_end_is_read_and_counted(end: str) -> None:
    tree, diagnostics = read(POLICY.replace("\n", end))

    assert list(diagnostics) == []
    assert tree.written("rules").at.line == 14


def test_a_key_that_stands_twice_is_named_with_both_lines() -> None:
    tree, diagnostics = read("threshold: 1\nother: 2\n'threshold': 3\n")
    (only,) = diagnostics

    assert (only.code, only.at.line, only.see[0][1].line) == (Code.DUPLICATE_KEY, 3, 1)
    assert tree["threshold"] == "1"


@pytest.mark.parametrize("text", ['a: "\\x\nb"', 'a: "\\x\r\nb"', 'a: "\\u12\n"'])
def test_an_escape_that_ends_with_its_line_is_complained_of_on_one_line(text: str) -> None:
    found = Diagnostics()
    read_yaml(SourceFile("policy.yaml", text), found)
    (one,) = found

    assert one.code is Code.UNKNOWN_ESCAPE
    assert "\n" not in one.found + one.says
    assert "\r" not in one.found + one.says


def test_very_many_keys_that_stand_twice_are_each_named_and_only_the_first_are_sought() -> None:
    found = Diagnostics()
    read_yaml(SourceFile("policy.yaml", "{" + "b: 1, a: 1, " * 400 + "}"), found)

    assert {one.code for one in found} == {Code.DUPLICATE_KEY}
    assert len(found) == 798
    assert sum(bool(one.see) for one in found) == 200


@pytest.mark.parametrize("text", ["x" * 3_000_000, "a " * 1_000_000 + "b", "a:" * 1_000_000 + "b"])
def test_a_long_plain_text_is_one_text(text: str) -> None:
    found = Diagnostics()
    tree = read_yaml(SourceFile("policy.yaml", f"a: {text}\n\n\nb: c\n"), found)

    assert tree == {"a": text, "b": "c"}


def test_several_mistakes_are_all_named() -> None:
    text = "a: &x 1\nb: *x\nc: !t 2\na: 3\n<<: {d: 1}\ne: RAID #3\n"

    assert codes(text) == [
        Code.ANCHOR,
        Code.ALIAS,
        Code.TAG,
        Code.DUPLICATE_KEY,
        Code.MERGE_KEY,
        Code.GLUED_COMMENT,
    ]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("", [(Code.EMPTY_FILE, 1, 1)]),
        ("---\n", [(Code.EMPTY_FILE, 1, 1)]),
        ("%YAML 1.1\n---\na: NO\n", [(Code.DIRECTIVE, 1, 1)]),
        ("a: 1\n---\nb: 2\n", [(Code.SEVERAL_DOCUMENTS, 2, 1)]),
        ("a:\n\tb: 1\n", [(Code.TAB_INDENTATION, 2, 1)]),
        ("a:\n  - b\n  -\tc: d\n", [(Code.TAB_INDENTATION, 3, 4)]),
        ("a:\n\u00a0 b: 1\n", [(Code.ODD_SPACE, 2, 1)]),
        ("a: b\u0007\n", [(Code.HIDDEN_CHARACTER, 1, 5)]),
        ("a: b\nc: \u202ed\n", [(Code.HIDDEN_CHARACTER, 2, 4)]),
        ('a: "b\\u0000"\n', [(Code.HIDDEN_CHARACTER, 1, 4)]),
        ('a: "\\ud800"\n', [(Code.HIDDEN_CHARACTER, 1, 4)]),
        ("{a: 1}: 2\n", [(Code.KEY_NOT_TEXT, 1, 1)]),
        ("~: 2\n", [(Code.KEY_NOT_TEXT, 1, 1)]),
        ('a: "b\nc: "d"\ne: f\n', [(Code.UNCLOSED_QUOTE, 1, 4)]),
        ("a: 1\nb: 'c\nd: 2\n", [(Code.UNCLOSED_QUOTE, 2, 4)]),
        ('a: "\\d"\n', [(Code.UNKNOWN_ESCAPE, 1, 6)]),
        ("title: RAID #3\n", [(Code.GLUED_COMMENT, 1, 13)]),
        ("title: #3\n", [(Code.GLUED_COMMENT, 1, 8)]),
        ("a: Foo: bar\n", [(Code.BROKEN_YAML, 1, 7)]),
        ("a: foo\n  b: 1\n", [(Code.BROKEN_YAML, 2, 3)]),
        ("a:\n  b: 1\n c: 2\n", [(Code.BROKEN_YAML, 3, 2)]),
        ("a: {b} c\n", [(Code.BROKEN_YAML, 1, 8)]),
        ("a: {b: 1\nc: 2\n", [(Code.BROKEN_YAML, 1, 4)]),
        ("a: [b c: d}\n", [(Code.BROKEN_YAML, 1, 11)]),
        ("a: 1\nb:2\nc: 3\n", [(Code.BROKEN_YAML, 2, 1)]),
        ("a: @b\n", [(Code.BROKEN_YAML, 1, 4)]),
        ("a: |x\n b\n", [(Code.BROKEN_YAML, 1, 4)]),
        ("a: - b\n", [(Code.BROKEN_YAML, 1, 4)]),
    ],
)
def test_what_is_ambiguous_is_refused_where_it_stands(text: str, wanted: list[tuple[Code, int, int]]) -> None:
    assert spots(text) == wanted


@pytest.mark.parametrize(
    "text",
    [
        "a: b\t\nc: d \t # e\n",
        "a: 'b' #c\n",
        "a: [b] #c\n",
        "#c\na: b\n",
        "a: b # c\n",
        "a: |\n  one\n  \u00a0two\n",
        "a: 'one\n  \u00a0two'\n",
        "---\na: b\n...\n",
        "2018: {2018-01-01: New Year}\n",
    ],
)
def test_what_is_plain_enough_is_let_pass(text: str) -> None:
    assert codes(text) == []


@pytest.mark.parametrize("text", ["[" * 20_000, "- " * 20_000, "{a: " * 20_000, "? " * 20_000])
def test_deep_nesting_is_stopped_early(text: str) -> None:
    assert Code.TOO_DEEP in codes(text)


def test_values_are_counted_while_they_arrive() -> None:
    tree, diagnostics = read("[1, 2, 3, 4, 5, 6]", Limits(bytes=100, depth=4, values=5))

    assert tree is None
    assert [one.code for one in diagnostics] == [Code.TOO_MANY_VALUES]


def test_at_most_a_hundred_hidden_characters_are_named() -> None:
    assert len(codes("a: " + "\x01" * 500)) == 100


def test_bytes_are_read_as_utf_8_and_a_byte_order_mark_is_dropped() -> None:
    diagnostics = Diagnostics()
    file = source_file("p.yaml", b"\xef\xbb\xbftitle: Caf\xc3\xa9\n", diagnostics)

    assert file is not None
    assert file.text == "title: Café\n"
    assert list(diagnostics) == []


@pytest.mark.parametrize(
    ("content", "code", "line", "column"),
    [
        (b"a: 1\r\nb: caf\xe9\n", Code.NOT_UTF8, 2, 7),
        ("a: 1\n".encode("utf-16"), Code.NOT_UTF8, 1, 1),
        (b"x" * 11, Code.FILE_TOO_LARGE, 1, 1),
    ],
)
def test_bytes_that_are_no_text_are_refused(content: bytes, code: Code, line: int, column: int) -> None:
    diagnostics = Diagnostics()
    limits = Limits(bytes=10 if code is Code.FILE_TOO_LARGE else 1_000, depth=4, values=4)

    assert source_file("p.yaml", content, diagnostics, limits) is None
    assert [(one.code, one.at.line, one.at.column) for one in diagnostics] == [(code, line, column)]


def walked(node: Node) -> list[Node]:
    match node:
        case Mapping():
            return [node, *node, *(one for value in node.values() for one in walked(value))]
        case Sequence():
            return [node, *(one for value in node for one in walked(value))]
        case _:
            return [node]


PIECES = st.sampled_from([*"{}[],:#&*!|>'\"%@`-?\\~\t\n\r \u00a0\u2028\ufeff\x00\x85é日", "- ", ": ", "<<: "])


@settings(max_examples=300, deadline=None)
@given(edits=st.lists(st.tuples(st.integers(0, len(POLICY)), st.integers(0, 6), PIECES), min_size=1, max_size=4))
def test_no_mutant_of_a_policy_is_anything_but_read_or_complained_of(edits: list[tuple[int, int, str]]) -> None:
    text = POLICY
    for start, length, piece in edits:
        text = text[:start] + piece + text[start + length :]
    tree, diagnostics = read(text)

    assert tree is not None or diagnostics.errors
    for one in diagnostics:
        assert 1 <= one.at.line <= text.count("\n") + text.count("\r") + 1
    for node in walked(tree) if tree is not None else ():
        assert node.at.file.path == "p.yaml"


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=60))
def test_no_text_is_anything_but_read_or_complained_of(text: str) -> None:
    tree, diagnostics = read(text)

    assert tree is not None or diagnostics.errors


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=60))
def test_no_bytes_are_anything_but_read_or_complained_of(content: bytes) -> None:
    diagnostics = Diagnostics()
    file = source_file("p.yaml", content, diagnostics)

    assert file is not None or diagnostics.errors
