"""That places count as editors do."""

import pytest

from gonogo.model.location import Location, SourceFile


@pytest.mark.parametrize("text", ["one\ntwo\n", "one\r\ntwo\r\n", "one\rtwo\r", "one\ntwo"])
def test_a_line_comes_without_its_end(text: str) -> None:
    assert SourceFile("a.yaml", text).line(2) == "two"


@pytest.mark.parametrize("number", [-1, 0, 9])
def test_a_line_that_is_not_there_is_empty(number: int) -> None:
    assert SourceFile("a.yaml", "one\n").line(number) == ""


def test_a_form_feed_or_a_line_separator_ends_no_line() -> None:
    assert SourceFile("a.csv", "one\x0c\u2028two\nthree").line(1) == "one\x0c\u2028two"


def test_a_file_is_known_by_its_path_and_does_not_show_its_text() -> None:
    file = SourceFile("a.yaml", "secret")

    assert file == SourceFile("a.yaml", "other")
    assert "secret" not in repr(file)


def test_a_place_is_written_as_editors_write_it() -> None:
    file = SourceFile("evidence/defects.xlsx", "")

    assert str(Location(file, 7, 3)) == "evidence/defects.xlsx:7:3"
    assert str(Location(file, 7, 3, inside="Defects!C7")) == "evidence/defects.xlsx:7:3 (Defects!C7)"


def test_places_are_ordered_by_file_line_and_column() -> None:
    first, second = SourceFile("a", ""), SourceFile("b", "")
    places = [Location(second, 1, 1), Location(first, 10, 1), Location(first, 9, 20), Location(first, 9, 3)]

    assert sorted(places) == [places[3], places[2], places[1], places[0]]


def test_words_for_a_place_that_a_file_makes_long_are_cut_short() -> None:
    file = SourceFile("a.json", "")

    assert len(str(Location(file, 1, 1, said=", /" + "k" * 100_000))) < 500
    assert len(str(Location(file, 1, 1, inside="/" + "k" * 100_000))) < 500
