"""One form for each value, and no value that JSON would bend."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as some

from gonogo.model.diagnostic import InternalError
from gonogo.record.canonical import canonical, normal

TEXT = some.text(some.characters(exclude_categories=["Cs"]))
VALUES = some.recursive(
    some.none() | some.booleans() | some.integers(-(2**53) + 1, 2**53 - 1) | TEXT,
    lambda inner: some.lists(inner, max_size=3) | some.dictionaries(TEXT, inner, max_size=3),
)


def test_the_order_in_which_a_value_was_put_together_does_not_show() -> None:
    assert canonical({"b": 1, "a": [True, None, "é"]}) == canonical({"a": [True, None, "é"], "b": 1})
    assert canonical({"b": 1, "a": "é"}) == '{"a":"é","b":1}'.encode()


@given(VALUES)
def test_what_was_written_is_read_back_whatever_its_characters(value: object) -> None:
    assert json.loads(canonical(value)) == value


@given(VALUES)
def test_text_in_one_form_stays_in_it(value: object) -> None:
    assert normal(normal(value)) == normal(value)
    assert canonical(normal(json.loads(canonical(normal(value))))) == canonical(normal(value))


def test_what_looks_the_same_is_the_same() -> None:
    assert normal({"e\u0301": ("e\u0301", 1)}) == {"\u00e9": ["\u00e9", 1]}


@pytest.mark.parametrize(
    "value",
    [1.0, {"a": [1.5]}, 2**53, Decimal(1), date(2026, 11, 26), {1: "a"}, "\ud800", (float("nan"),)],
    ids=repr,
)
def test_what_json_would_bend_is_refused(value: object) -> None:
    with pytest.raises(InternalError, match="cannot be written as canonical JSON"):
        canonical(value)
