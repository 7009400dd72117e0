"""Values that are equal where they say the same."""

from __future__ import annotations

from gonogo.model.location import Location, SourceFile
from gonogo.model.noun import replace
from gonogo.model.policy import Role

FILE = SourceFile("policy.yaml", "")
BOARD = Role("board", "Board", Location(FILE, 1, 1))


def test_where_it_was_written_is_no_part_of_what_it_says() -> None:
    elsewhere = replace(BOARD, at=Location(FILE, 9, 9))

    assert elsewhere == BOARD
    assert (elsewhere != BOARD) is False
    assert hash(elsewhere) == hash(BOARD)


def test_what_says_something_else_is_unlike_it() -> None:
    assert replace(BOARD, title="Council") != BOARD
    assert (replace(BOARD, title="Council") == BOARD) is False
    assert BOARD != "board"
