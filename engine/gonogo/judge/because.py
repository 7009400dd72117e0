"""Fills the texts of a policy with what decided: `{count}`, fields of the witnesses, sources, parameters, the day.

Placeholders are looked up in a table; nothing of the author's text is executed. What cannot be filled says so.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from gonogo.judge.judgement import Judgement
from gonogo.judge.values import fixed_value
from gonogo.judge.witness import few_witnesses, selection_of, value_of, witnesses
from gonogo.model.condition import Every, ParameterValue
from gonogo.model.evidence import Source
from gonogo.model.records import UNSET
from gonogo.model.value import Kind, shown

NOT_GIVEN = "(not given)"
MOST = 10


def fill(text: str, lookup: Callable[[str], str]) -> str:
    """Replaces each `{name}`; `{{` and `}}` stand for braces."""
    parts: list[str] = []
    at = 0
    while at < len(text):
        end = text.find("}", at) if text[at] == "{" else -1
        if text[at : at + 2] in ("{{", "}}"):
            parts.append(text[at])
            at += 2
        elif end > 0:
            parts.append(lookup(text[at + 1 : end].strip()))
            at = end + 1
        else:
            parts.append(text[at])
            at += 1
    return "".join(parts)


def because(judgement: Judgement, text: str, numbers: Sequence[int]) -> str:
    """A rule's text, filled from the conditions that decided it."""
    return fill(text, lambda name: _value(judgement, name, numbers))


def plain(judgement: Judgement, text: str) -> str:
    """A text that may only name parameters and the day, such as a question."""
    return fill(text, lambda name: _value(judgement, name, ()))


def _value(judgement: Judgement, name: str, numbers: Sequence[int]) -> str:
    policy = judgement.policy
    if name == "as_of":
        return judgement.as_of.isoformat()
    if name == "count":
        return _count(judgement, numbers)
    if name.startswith("source."):
        return _source(judgement, name.removeprefix("source."), numbers)
    if name in policy.parameters:
        value = fixed_value(ParameterValue(name), policy, judgement.as_of)
        return NOT_GIVEN if value is UNSET else shown(value)
    return _field(judgement, name, numbers)


def _count(judgement: Judgement, numbers: Sequence[int]) -> str:
    for number in numbers:
        leaf = judgement.leaf(number)
        counts = judgement.counts[number]
        if selection_of(leaf) is None or not counts:
            continue
        if isinstance(leaf, Every) and judgement.truths[number] == 2:
            return _about(counts[2], counts[3])
        if isinstance(counts, tuple):
            return _about(counts[0], counts[1])
    return NOT_GIVEN


def _about(surely: int, perhaps: int) -> str:
    return f"{surely} to {surely + perhaps}" if perhaps else str(surely)


def _source(judgement: Judgement, name: str, numbers: Sequence[int]) -> str:
    sources = (source for number in numbers for one in few_witnesses(judgement, number) for source in one.sources)
    return _joined(_source_field(judgement, source, name) for source in sources)


def _source_field(judgement: Judgement, source: Source, name: str) -> str:
    value = getattr(source, name)
    if value is None:
        return NOT_GIVEN
    return judgement.policy.role_title(value) if name == "by" else shown(value)


def _field(judgement: Judgement, name: str, numbers: Sequence[int]) -> str:
    """The field's values over the witnesses of the first condition that has some; else over those that may be some."""
    for truth in (2, 1):
        for number in numbers:
            values = list(_values(judgement, name, number, truth))
            if values:
                return _joined(values)
    return NOT_GIVEN


def _values(judgement: Judgement, name: str, number: int, truth: int) -> Iterator[str]:
    fact, _, field = name.rpartition(".")
    selection = selection_of(judgement.leaf(number))
    if selection is None or fact not in ("", selection.fact, selection.named):
        return
    declared = judgement.policy.facts[selection.fact].fields.get(field)
    if declared is None or (truth == 1 and judgement.truths[number] != 1):
        return
    for one in witnesses(judgement, number, truth):
        yield _shown(judgement, value_of(one.record, field), role=declared.type.kind is Kind.ROLE)


def _shown(judgement: Judgement, value: Any, *, role: bool) -> str:
    return judgement.policy.role_title(value) if role and value is not None else shown(value)


def _joined(values: Iterable[str]) -> str:
    unlike = list(dict.fromkeys(values))
    if not unlike:
        return NOT_GIVEN
    more = len(unlike) - MOST
    return ", ".join(unlike[:MOST]) + (f" and {more} more" if more > 0 else "")
