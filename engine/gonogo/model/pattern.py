"""Text patterns that cannot run away: `matches` means RE2, and the whole value.

The only door to RE2. It has no look-around and no back-references, and its time grows with the text alone.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from unicodedata import normalize

LONGEST_PATTERN = 1_000  # characters; what needs more is a list of words

# How RE2 begins its reason, and the same in plain words; what RE2 points at follows.
REASONS = (
    ("missing )", "a round bracket is opened and not closed"),
    ("missing ]", "a square bracket is opened and not closed"),
    ("unexpected )", "a round bracket is closed that was not opened"),
    ("no argument for repetition operator", "nothing stands before the repetition"),
    ("bad repetition operator", "a repetition is repeated"),
    ("invalid repetition size", "a repetition has too high or a crossed count (all in all 1000 at most)"),
    ("invalid character class range", "no such class or range of characters is known"),
    ("invalid escape sequence", "a backslash stands before a character that it gives no meaning to"),
    ("invalid perl operator", "a bracket that begins with `(?` is of a kind that these patterns do not have"),
    ("invalid named capture group", "the name of a group is not complete"),
    ("trailing \\", "a backslash stands at the end"),
    ("pattern too large", "the pattern, with its repetitions written out, is too large"),
)


class PatternError(ValueError):
    """The pattern cannot be used; the text says why in one clause."""


@lru_cache(maxsize=256)
def compiled(pattern: str) -> Callable[[str], bool]:
    """Whether the whole of a text matches the pattern; both are compared in NFC, as all text is kept."""
    if len(pattern) > LONGEST_PATTERN:
        raise PatternError(f"the pattern is longer than {LONGEST_PATTERN} characters")
    import re2  # takes milliseconds, and few policies have patterns

    options = re2.Options()
    options.log_errors = False  # otherwise it writes to stderr
    options.never_capture = True
    try:
        fullmatch = re2.compile(normalize("NFC", pattern), options).fullmatch
    except re2.error as error:
        raise PatternError(_in_plain_words(error.args[0])) from None
    except UnicodeEncodeError:
        raise PatternError("the pattern holds half of a character") from None
    return lambda text: fullmatch(text) is not None


def _in_plain_words(reason: str | bytes) -> str:
    text = reason.decode("utf-8", "replace") if isinstance(reason, bytes) else reason
    beginning, _, place = text.partition(": ")
    plain = next((words for known, words in REASONS if beginning.startswith(known)), beginning)
    return f"{plain}: `{place}`" if place else plain
