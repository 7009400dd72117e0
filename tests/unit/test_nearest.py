"""Which mistyped words are recognised, and which guesses are not made."""

import pytest

from gonogo.read.nearest import nearest


@pytest.mark.parametrize(
    ("word", "choices", "wanted"),
    [
        ("severty", ["severity", "status"], "severity"),
        ("sone", ["some", "no"], "some"),
        ("stauts", ["severity", "status"], "status"),
        ("Status", ["severity", "status"], "status"),
        ("at-least", ["at_most", "at_least"], "at_least"),
        ("on or before", ["before", "on_or_before"], "on_or_before"),
    ],
)
def test_a_near_word_is_found(word: str, choices: list[str], wanted: str) -> None:
    assert nearest(word, choices) == wanted


@pytest.mark.parametrize("word", ["zebra", "no", "", "x", "severity" * 40])
def test_a_far_fetched_guess_is_worse_than_none(word: str) -> None:
    assert nearest(word, ["severity", "is", "y"]) is None


def test_a_word_is_never_near_itself() -> None:
    assert nearest("status", ["status"]) is None
