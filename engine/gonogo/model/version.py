"""Versions as people write them: 1.10 comes after 1.9, 1.0 is 1.0.0, and 2.0-rc.1 comes before 2.0.

Numbers between dots compare as numbers, however many there are. For what follows a hyphen (a pre-release) and
a plus (a build, which does not count) the rules are those of Semantic Versioning 2.0.0.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TypeAlias

from gonogo.model.notation import ValueRefused, is_digits, quoted

LONGEST_VERSION = 255
IN_IDENTIFIERS = frozenset("0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-")

# (release without zeros at its end, 0 for a pre-release and 1 otherwise, the parts of the pre-release)
VersionKey: TypeAlias = tuple[tuple[int, ...], int, tuple[tuple[int, int, str], ...]]


def read_version(text: str) -> str:
    """The version as it was written, or a refusal."""
    version_key(text)
    return text


@lru_cache(maxsize=4096)
def version_key(text: str) -> VersionKey:
    """What versions are ordered by, and are equal by."""
    rest, plus, build = text.partition("+")
    release, hyphen, pre_release = rest.partition("-")
    numbers = release.split(".")
    tails = [*(pre_release.split(".") if hyphen else ()), *(build.split(".") if plus else ())]
    if len(text) > LONGEST_VERSION or not all(map(is_digits, numbers)) or not all(map(_is_identifier, tails)):
        raise _refusal(text)
    key = [int(number) for number in numbers]
    while len(key) > 1 and key[-1] == 0:
        del key[-1]
    parts = tuple(map(_precedence, pre_release.split("."))) if hyphen else ()
    return tuple(key), int(not hyphen), parts


def _is_identifier(text: str) -> bool:
    return text != "" and IN_IDENTIFIERS.issuperset(text)


def _precedence(identifier: str) -> tuple[int, int, str]:
    """Numbers come before words; each kind in its own order."""
    return (0, int(identifier), "") if is_digits(identifier) else (1, 0, identifier)


def _refusal(text: str) -> ValueRefused:
    if len(text) > LONGEST_VERSION:
        return ValueRefused(f"{quoted(text)} is longer than {LONGEST_VERSION} characters")
    if text[:1] in {"v", "V"} and is_digits(text[1:2]):
        return ValueRefused(f"{quoted(text)} has a letter in front", "begin with the number")
    remedy = "write numbers with dots between them, then -rc.1 or +build if need be"
    return ValueRefused(f"{quoted(text)} is not a version", remedy)
