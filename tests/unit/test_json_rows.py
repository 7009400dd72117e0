"""That JSON, JSON Lines and YAML give the rows that are there, and that what cannot be relied on is refused."""

from __future__ import annotations

from decimal import Decimal

import pytest

from gonogo.model.location import Location
from gonogo.read.extract import ABSENT, Broken
from gonogo.read.json_path import PathRefused, item_paths, value_paths
from tests.extracts import extract, refused, rows

RUNS = """{"runs": [
  {"tool": {"name": "one"}, "results": [{"id": "a", "at": {"file": "x.c", "line": 3}}, {"id": "b", "at": null}]},
  {"tool": {"name": "two"}, "results": []}
]}"""


def placed(at: Location) -> tuple[str, int, int]:
    return (str(at), at.line, at.column)


# --- paths ---------------------------------------------------------------------------------------


def test_items_and_their_values_are_found_by_paths() -> None:
    found = rows(RUNS, "json", ["id", "at/file", "../tool/name"], at=["/runs/*/results/*"])

    assert found == [("a", "x.c", "one"), ("b", None, "one")]


def test_without_a_path_the_items_of_the_root_are_meant() -> None:
    assert rows('[{"a": 1}, {"a": 2}]', "json", ["a"]) == [(1,), (2,)]


def test_a_path_that_ends_at_a_list_means_its_items() -> None:
    assert rows('{"a": [{"b": 1}, {"b": 2}]}', "json", ["b"], at=["/a"]) == [(1,), (2,)]


def test_a_level_that_has_a_name_gives_its_key_and_what_hangs_below_it() -> None:
    text = '{"failed": {"note": "x", "by": [{"n": 1}]}, "passed": {"note": "y", "by": [{"n": 2}]}}'
    found = rows(text, "json", ["$status", "$status/note", "n"], at=["/$status/by/*"])

    assert found == [("failed", "x", 1), ("passed", "y", 2)]


def test_items_are_found_at_any_depth() -> None:
    text = '{"name": 1, "parts": [{"name": 2, "parts": [{"name": 3}]}, {"name": 4}]}'

    assert rows(text, "json", ["name"], at=["/**/parts/*"]) == [(2,), (4,), (3,)]


def test_several_ways_give_the_items_of_all_that_lead_anywhere() -> None:
    in_one_list, by_kind = '[{"a": 1}]', '{"x": [{"a": 1}], "y": [{"a": 2}]}'
    ways = ["/$kind/[]", "/[]"]

    assert rows(in_one_list, "json", ["a"], at=ways) == [(1,)]
    assert rows(by_kind, "json", ["a", "$kind"], at=ways) == [(1, "x"), (2, "y")]


def test_the_first_path_that_leads_to_anything_is_taken() -> None:
    text = '[{"a": {"name": "x"}}, {"a": "y"}, {"b": "z"}, {"a": null, "b": null}]'
    found = rows(text, "json", ["a/name | a | b"])

    assert found == [("x",), ("y",), ("z",), (None,)]


def test_a_key_may_hold_what_paths_are_made_of() -> None:
    assert rows('[{"a/b": 1, "*": 2, "~x": 3}]', "json", ["a~1b", "~*", "~0x"]) == [(1, 2, 3)]


def test_a_list_is_given_as_its_values() -> None:
    text = '[{"tags": ["x", "y"], "by": [{"n": "p"}, {"n": "q"}]}, {"tags": [], "by": []}]'
    found = rows(text, "json", ["tags", "by/*/n"])

    assert found[0] == (("x", "y"), ("p", "q"))
    assert found[1][0] == ()


def test_what_is_absent_what_is_null_and_what_is_a_mapping_are_three_things() -> None:
    found = rows('[{"a": 1}, {"a": null}, {}, {"a": {"b": 2}}]', "json", ["a"])

    assert found == [(1,), (None,), (ABSENT,), (Broken("a mapping of `b`"),)]


def test_a_column_that_no_item_has_is_left_out_and_the_known_ones_are_named() -> None:
    made, _ = extract('[{"severity": 1, "by": {"name": 2}}]', "json", ["severty"])

    assert made is not None
    assert dict(made.columns) == {}
    assert made.names == ("severity", "by", "by/name")


def test_a_column_of_which_only_is_asked_whether_it_is_there_need_not_be_there() -> None:
    made, _ = extract('[{"a": 1}]', "json", ["a", "b"], more="where: {b: {given: false}}")

    assert made is not None
    assert made.columns["b"] == [ABSENT]


def test_a_way_that_leads_nowhere_names_the_nearest_key() -> None:
    made, (one,) = extract(RUNS, "json", ["id"], at=["/runs/*/result/*"])

    assert made is None
    assert (one.code.value, one.says, one.did_you_mean) == (
        "E168",
        "this way leads nowhere: `result` is not at /runs/0",
        "results",
    )


def test_an_empty_list_has_no_items_and_an_empty_list_above_it_shows_nothing() -> None:
    none, _ = extract('{"runs": [{"results": []}]}', "json", ["id"], at=["/runs/*/results/*"])
    nothing, _ = extract('{"runs": []}', "json", ["id"], at=["/runs/*/results/*"])

    assert none is not None
    assert (none.count, none.notes) == (0, ())
    assert nothing is not None
    assert [(one.kind, one.says) for one in nothing.notes] == [
        ("not whole", "/runs is empty, so that nothing was looked into")
    ]


@pytest.mark.parametrize(
    ("written", "says"),
    [
        ("", "this path is empty"),
        ("a//b", "this path has an empty step"),
        ("a/../b", "`..` comes after a step downwards"),
        ("@a/b", "nothing hangs below the attribute `@a`"),
        ("$x/a", "`$x` is no level that `at:` names"),
        ("**/a", "`**` is for `at:`, not for a value"),
        ("a/$b", "a level is named in `at:`, not here"),
        ("x" * 2_000, "this path is too long"),
        ("/".join("x" * 60), "this path has too many steps"),
    ],
)
def test_a_path_to_a_value_that_means_nothing_is_refused(written: str, says: str) -> None:
    with pytest.raises(PathRefused) as caught:
        value_paths(written, ["level"])

    assert caught.value.says == says


@pytest.mark.parametrize(
    ("written", "says"),
    [
        ("/a/..", "a way to items cannot take the step `..`"),
        ("/a/@b", "a way to items cannot take the step `@b`"),
        ("/a/**", "`**` leads to nothing by itself"),
        ("/$1", "`$1` gives a level no name"),
    ],
)
def test_a_way_to_items_that_means_nothing_is_refused(written: str, says: str) -> None:
    with pytest.raises(PathRefused) as caught:
        item_paths(written)

    assert caught.value.says == says


def test_a_path_that_is_refused_is_complained_of_where_it_stands() -> None:
    assert refused("[]", "json", ["a//b"]) == "mapping.yaml:1:1: E167: this path has an empty step"
    assert refused("[]", "json", ["a"], at=["/a//b"]) == "mapping.yaml:1:1: E167: this path has an empty step"


# --- values --------------------------------------------------------------------------------------


def test_numbers_are_exact_and_nothing_is_a_float() -> None:
    found = rows('[{"a": 0.10, "b": 12345678901234567890, "c": 1e3, "d": true}]', "json", ["a", "b", "c", "d"])

    assert found == [(Decimal("0.10"), 12345678901234567890, Decimal("1E+3"), True)]
    assert str(found[0][0]) == "0.10"


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ('[{"a": 1},\n {"a": 1, "b": 2, "a": 3}]', "2:19, Y013: the name `a` stands twice in one object"),
        ('[{"a": "NaN"}, {"a": NaN}]', "1:22, E161: `NaN` is no number"),
        ('[{"a": -Infinity}]', "1:8, E161: `-Infinity` is no number"),
        ('[{"a": 1e999999999}]', "1:8, E161: this number is too long"),
        ('[{"a": ' + "9" * 5_000 + "}]", "1:8, E161: this number is too long"),
        ('[{"a": 0.' + "9" * 5_000 + "}]", "1:8, E161: this number is too long"),
        ('[{"a": "\\\\ud800"},\n {"a": "\\ud800"}]', "2:9, E161: this is half of a character"),
        ('[{"a": 1}, {"a": ', "1:16, E161: the file ends before what it says is complete"),
        ('[{"a": 1}] x', "1:12, E161: this is not JSON"),
        ("{'a': 1}", "1:2, E161: this is not JSON"),
        ('{"a": "x', "1:7, E161: this text has no end"),
        ('{"a": "x\ny"}', "1:9, E161: a text goes on over the end of a line"),
        ('{"a": "x\x01y"}', "1:9, E161: a control character stands here"),
        ('{"a": "\\x"}', "1:8, E161: this escape means nothing"),
        ("[" * 100_000, "1:101, E164: this is nested too deep"),
        ("[" * 101 + "]" * 101, "1:101, E164: this is nested too deep"),
        (" \n", "1:1, E166: the file is empty"),
    ],
)
def test_what_cannot_be_relied_on_is_refused_with_its_place(text: str, complaint: str) -> None:
    _, (one,) = extract(text, "json", ["a"])

    assert f"{one.at.line}:{one.at.column}, {one.code.value}: {one.says}" == complaint


def test_nesting_up_to_the_limit_and_pairs_of_halves_are_no_fault() -> None:
    assert rows("[" * 99 + "[]" + "]" * 99, "json", ["."]) != []
    assert rows('[{"a": "\\ud83d\\ude00"}]', "json", ["a"]) == [("😀",)]


def test_too_many_values_are_refused_before_they_are_read() -> None:
    text = "[" + "[]," * 4_000_000 + "1]"

    assert refused(text, "json").endswith("E164: the file holds too many values")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_utf_8_and_what_has_a_byte_order_mark_are_read(encoding: str) -> None:
    assert rows('[{"a": "é"}]'.encode(encoding), "json", ["a"]) == [("é",)]


def test_another_encoding_is_refused_at_the_first_byte_that_shows_it() -> None:
    said = refused('[{"a": 1},\n{"a": "é"}]'.encode("latin-1"), "json")

    assert said == "report.json:2:8: E165: the file is not UTF-8 text"


# --- places --------------------------------------------------------------------------------------


def test_a_value_has_its_line_and_is_called_by_its_pointer() -> None:
    made, _ = extract(RUNS, "json", ["id", "at/line", "../tool/name"], at=["/runs/*/results/*"])

    assert made is not None
    assert placed(made.place(1, None)) == ("report.json, /runs/0/results/1", 2, 88)
    assert placed(made.place(0, "at/line")) == ("report.json, /runs/0/results/0/at/line", 2, 83)
    assert placed(made.place(1, "../tool/name")) == ("report.json, /runs/0/tool/name", 2, 21)


def test_the_place_of_what_is_absent_is_that_of_its_parent() -> None:
    made, _ = extract(RUNS, "json", ["at/line"], at=["/runs/*/results/*"])

    assert made is not None
    assert placed(made.place(1, "at/line")) == ("report.json, /runs/0/results/1/at", 2, 106)


def test_a_large_list_is_gone_through_once_for_all_its_places() -> None:
    made, _ = extract("[" + ",\n".join(f'{{"a": "{number}"}}' for number in range(5_000)) + "]", "json", ["a"])

    assert made is not None
    assert [made.place(row, "a").line for row in (4_999, 0, 2_500)] == [5_000, 1, 2_501]


# --- JSON Lines ----------------------------------------------------------------------------------


def test_each_line_is_a_row_and_blank_lines_are_none() -> None:
    assert rows('{"a": 1}\n\n{"a": 2}\r\n', "json-lines", ["a"]) == [(1,), (2,)]


def test_a_line_that_cannot_be_read_is_a_fault_and_the_others_stay() -> None:
    made, found = extract('{"a": 1}\n{"a": \n{"a": 3, "b": {"c": 4}}', "json-lines", ["a", "b/c"])

    assert found == []
    assert made is not None
    assert list(made.columns["a"]) == [1, None, 3]
    assert [(one.row, one.says) for one in made.faults] == [(1, "the file ends before what it says is complete")]
    assert placed(made.place(1, None)) == ("report.jsonl:2:5", 2, 5)
    assert placed(made.place(2, "b/c")) == ("report.jsonl:3, /b/c", 3, 21)


def test_a_file_of_which_no_line_is_json_is_refused() -> None:
    assert refused("a\nb\n", "json-lines").startswith("report.jsonl:1:1: E161")


def test_json_lines_have_no_way_to_items() -> None:
    assert "E167" in refused('{"a": 1}', "json-lines", ["a"], at=["/a"])


def test_many_lines_become_columns_part_by_part() -> None:
    text = "\n".join(f'{{"a": {number}}}' for number in range(12_000))

    assert rows(text, "json-lines", ["a"])[-1] == (11_999,)


# --- YAML ----------------------------------------------------------------------------------------


def test_yaml_gives_the_same_rows_as_json_with_texts_for_numbers() -> None:
    text = "runs:\n  - tool: {name: one}\n    results:\n      - {id: a, at: {line: 3}}\n      - {id: b, at: ~}\n"
    made, found = extract(text, "yaml", ["id", "at/line", "../tool/name"], at=["/runs/*/results/*"])

    assert found == []
    assert made is not None
    assert [list(column) for column in made.columns.values()] == [["a", "b"], ["3", None], ["one", "one"]]
    assert str(made.place(0, "at/line")) == "report.yaml:4:28 (/runs/0/results/0/at/line)"


def test_yaml_that_a_policy_could_not_hold_is_refused_in_reports_too() -> None:
    assert refused("--- !!omap\n- a: 1\n", "yaml").startswith("report.yaml:1:5: Y018")


@pytest.mark.parametrize("written", ["/**/a/**/b/**/c", "/**/**/a"])
def test_a_way_that_would_lead_to_the_same_item_without_end_is_refused(written: str) -> None:
    with pytest.raises(PathRefused, match="too often"):
        item_paths(written)


def test_the_one_number_that_is_too_long_is_found_among_long_ones() -> None:
    numbers = [*("9" * 4_000 for _ in range(3_000)), "8" * 5_000]

    assert refused(f"[{', '.join(numbers)}]", "json").endswith("E161: this number is too long")


def test_a_name_that_stands_twice_is_found_behind_a_text_of_many_escapes() -> None:
    text = '[{"a": 1, "b": "' + "\\\\" * 3_000_000 + '", "a": 2}]'

    assert refused(text, "json").endswith("Y013: the name `a` stands twice in one object")


# --- what a file says of itself ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('{"total": 2, "items": [1, 2]}', []),
        ('{"total": 120, "items": [1, 2]}', ["the file says that there are 120, and 2 stand in it"]),
        ('{"total": "many", "items": [1]}', ["the file says in no number how many there are, and 1 stand in it"]),
        ('{"total": null, "items": [1]}', []),
        ('{"next": "page2", "items": [1]}', ["the file says that there is more than it holds"]),
        ('{"next": null, "items": [1]}', []),
    ],
)
def test_a_page_of_several_is_not_the_whole(text: str, says: list[str]) -> None:
    made, _ = extract(text, "json", ["."], at=["/items/*"], more="stated_at: total\nmore_at: next\n")

    assert made is not None
    assert [(one.kind, one.says) for one in made.notes] == [("not whole", one) for one in says]


def test_a_path_to_a_total_that_means_nothing_is_refused() -> None:
    made, (one,) = extract("[]", "json", [], more="stated_at: a//b")

    assert (made, one.code.value) == (None, "E167")
