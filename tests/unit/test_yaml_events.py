"""The short way through ruamel gives the same events as ruamel's own way."""

from collections.abc import Iterable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from gonogo.read.yaml_events import BrokenError, Events, StoppedError

TEXTS = [
    "a: 1\nb:\n- x\n- y\nc: |\n  foo\n  bar\n\nd: >-\n  x y\n  z\n",
    "a: b\n  c d\n\n  e\nf: g # h\n'q': \"w\\n\"\n",
    "[a, b,\n c\n d, {e: f}, 'g''h', \"i\n j\"]\n",
    "a: b  \n\n\n# c\nd: e f \n   g\n",
    "a:\r\n  b: c\r\n  d: e\r\n",
    "- - a\n  - b\n- c: d\n  e: f\n-\n  g: h\n",
    '{"a": 1, "b":[1,2.5,true,null], "c":{"d":"x\\u0041"}}',
    "? a\n: b\n? [c]\n: d\n",
    "a: b:c\nd: e?f\ng: {h: i?, j: k:l}\n",
]


def signature(events: Iterable[Any]) -> list[tuple[Any, ...]]:
    return [
        (type(event).__name__, getattr(event, "value", None), getattr(event, "style", None), *marks(event))
        for event in events
    ]


def marks(event: Any) -> tuple[int, int, int, int]:
    return (event.start_mark.line, event.start_mark.column, event.end_mark.line, event.end_mark.column)


def by_ruamel(text: str) -> list[tuple[Any, ...]] | None:
    try:
        return [
            (name, value.replace("\a", "") if value else value, *rest)
            for name, value, *rest in signature(YAML(typ="rt", pure=True).parse(text))
        ]
    except YAMLError:
        return None


def by_us(text: str) -> list[tuple[Any, ...]] | None:
    events = Events(text, depth=100)
    try:
        found = signature(events)
    except (BrokenError, StoppedError):
        return None
    return None if events.noted else found


@pytest.mark.parametrize("text", TEXTS)
def test_the_events_are_ruamel_s_own(text: str) -> None:
    assert by_us(text) == by_ruamel(text)


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet="ab :-,[]{}'\"\n#", max_size=30))
def test_what_both_can_read_they_read_alike(text: str) -> None:
    ours, theirs = by_us(text), by_ruamel(text)

    assert ours is None or theirs is None or ours == theirs
