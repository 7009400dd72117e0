"""Versions are ordered by their numbers, and by Semantic Versioning where it goes further."""

from __future__ import annotations

from itertools import pairwise, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gonogo.model.value import ValueRefused
from gonogo.model.version import LONGEST_VERSION, read_version, version_key

# the example of semver.org, section 11, and one of ours at each end
ASCENDING = (
    *("0.9", "1.0.0-alpha", "1.0.0-alpha.1", "1.0.0-alpha.beta", "1.0.0-beta", "1.0.0-beta.2"),
    *(
        "1.0.0-beta.11",
        "1.0.0-rc.1",
        "1.0.0",
        "1.9",
        "1.10",
        "1.10.1",
        "3.0",
        "10.0",
        "2019.11",
        "18446744073709551617",
    ),
)

numbers = st.lists(st.integers(0, 12), min_size=1, max_size=4).map(lambda parts: ".".join(map(str, parts)))
identifier = st.sampled_from(["0", "1", "2", "11", "alpha", "beta", "rc", "RC", "-", "x-1"])
pre_releases = st.lists(identifier, max_size=3).map(lambda parts: "-" + ".".join(parts) if parts else "")
versions = st.builds(str.__add__, numbers, pre_releases)


def test_versions_are_ordered_by_number_and_not_as_text() -> None:
    assert all(version_key(lower) < version_key(higher) for lower, higher in pairwise(ASCENDING))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("1.0", "1.0.0"),
        ("1", "1.0.0.0"),
        ("0", "0.0"),
        ("2024.01", "2024.1"),
        ("1.0+a", "1.0+b"),
        ("1-rc+5", "1.0-rc"),
    ],
)
def test_zeros_at_the_end_and_builds_make_no_difference(one: str, other: str) -> None:
    assert version_key(one) == version_key(other)


@pytest.mark.parametrize(("lower", "higher"), [("1.9", "1.10"), ("3.0", "10.0"), ("1.0.0-rc.1", "1"), ("1-9", "1-a")])
def test_one_version_is_below_another(lower: str, higher: str) -> None:
    assert version_key(lower) < version_key(higher)


@given(versions, versions, versions)
def test_any_three_versions_have_an_order(one: str, two: str, three: str) -> None:
    keys = [version_key(version) for version in (one, two, three)]

    for left, right in product(keys, keys):
        assert (left < right) + (left == right) + (left > right) == 1
    least, middle, most = sorted(keys)
    assert least <= middle <= most
    assert least <= most


@given(versions)
def test_a_version_equals_itself_with_more_zeros(version: str) -> None:
    release, hyphen, pre_release = version.partition("-")

    assert version_key(f"{release}.0{hyphen}{pre_release}") == version_key(version)


@given(numbers)
def test_a_pre_release_comes_before_its_release(release: str) -> None:
    assert version_key(f"{release}-rc.1") < version_key(release)


def test_a_version_stays_as_it_was_written() -> None:
    assert read_version("1.10") == "1.10"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "1.",
        ".1",
        "1..2",
        "1.x",
        "1-",
        "1+",
        "1-\u00e9",
        "1 .0",
        "-1",
        "\u0661.\u0662",
        "1-a..b",
        "latest",
    ],
)
def test_what_has_no_order_is_no_version(text: str) -> None:
    with pytest.raises(ValueRefused) as refused:
        read_version(text)

    assert refused.value.says == f"`{text}` is not a version"
    assert refused.value.remedy == "write numbers with dots between them, then -rc.1 or +build if need be"


def test_a_letter_in_front_of_a_version_is_to_be_left_out() -> None:
    with pytest.raises(ValueRefused) as refused:
        read_version("v1.2")

    assert (refused.value.says, refused.value.remedy) == (
        "`v1.2` has a letter in front",
        "begin with the number",
    )


def test_a_version_has_a_longest_length() -> None:
    assert version_key("1" * LONGEST_VERSION) > version_key("2")
    with pytest.raises(ValueRefused, match="longer than 255 characters"):
        version_key("1" * (LONGEST_VERSION + 1))
