"""Patterns match the whole of a value, cannot run away, and are refused in plain words."""

from __future__ import annotations

import pytest

from gonogo.model.pattern import LONGEST_PATTERN, PatternError, compiled


def test_a_pattern_means_the_whole_value() -> None:
    matches = compiled("prod")

    assert matches("prod")
    assert not matches("not-prod-2")
    assert not matches("prod-2")
    assert not matches("prod\n")


@pytest.mark.parametrize(
    ("pattern", "text", "expected"),
    [
        ("prod|test", "test", True),
        ("prod|test", "prodtest", False),
        ("REL-[0-9]+", "REL-042", True),
        ("^REL-[0-9]+$", "REL-042", True),
        (r"\d+", "٣", False),
        ("(?i)prod", "PROD", True),
        ("a.*", "a\nb", False),
        ("(?s)a.*", "a\nb", True),
        ("", "", True),
        ("", "x", False),
    ],
)
def test_a_pattern_matches_as_its_author_would_expect(pattern: str, text: str, expected: bool) -> None:
    assert compiled(pattern)(text) is expected


def test_a_pattern_that_runs_away_elsewhere_is_harmless() -> None:
    assert not compiled("(a+)+$")("a" * 50_000 + "!")


def test_composed_and_decomposed_letters_are_the_same_in_a_pattern() -> None:
    assert compiled("Cafe\u0301")("Caf\u00e9")


@pytest.mark.parametrize(
    ("pattern", "says"),
    [
        ("(a", "a round bracket is opened and not closed: `(a`"),
        ("a)", "a round bracket is closed that was not opened: `a)`"),
        ("[a", "a square bracket is opened and not closed: `[a`"),
        ("*a", "nothing stands before the repetition: `*`"),
        ("a**", "a repetition is repeated: `**`"),
        ("[z-a]", "no such class or range of characters is known: `z-a`"),
        ("é(", "a round bracket is opened and not closed: `é(`"),
        ("a\\", "a backslash stands at the end"),
        ("\ud800", "the pattern holds half of a character"),
    ],
)
def test_a_pattern_that_cannot_be_read_is_refused_in_plain_words(pattern: str, says: str) -> None:
    with pytest.raises(PatternError) as refused:
        compiled(pattern)

    assert str(refused.value) == says


@pytest.mark.parametrize("pattern", ["(a)\\1", "(?=a)", "(?<!a)b", "a{1001}", "((a{100}){100}){100}", "(?P<n"])
def test_what_could_run_away_or_is_not_complete_is_refused(pattern: str) -> None:
    with pytest.raises(PatternError) as refused:
        compiled(pattern)

    assert "invalid" not in str(refused.value)


def test_a_refused_pattern_leaves_nothing_on_the_screen(capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(PatternError):
        compiled("(unclosed")

    assert capfd.readouterr() == ("", "")


def test_a_pattern_has_a_longest_length() -> None:
    assert compiled("x" * LONGEST_PATTERN)("x" * LONGEST_PATTERN)
    with pytest.raises(PatternError, match="longer than 1000 characters"):
        compiled("x" * (LONGEST_PATTERN + 1))
