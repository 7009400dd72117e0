"""Coverage as text that says what to write next: each gap as a sentence, under the criterion that it belongs to.

It is made from the document alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from textwrap import wrap
from typing import Any

Part = Mapping[str, Any]

WIDTH = 100
FIGURES = {
    "rules": "rules true, false and unknown",
    "conditions": "conditions inside them, likewise",
    "boundaries": "sides of each test: below, at, above; each word, another",
    "statuses": "verdicts of criteria, states of risks and controls",
    "outcomes": "decision rules that decide",
}
BOLD, PLAIN = "\x1b[1m", "\x1b[0m"
UNSAFE = dict.fromkeys(
    [*range(0x20), *range(0x7F, 0xA0), *range(0x2028, 0x202F), *range(0x2066, 0x206A)], "\N{REPLACEMENT CHARACTER}"
)


def coverage_text(document: Part, *, colour: bool = False) -> str:
    """The whole report, ending in a line end. `colour`: headings stand out on a terminal that can show it."""
    lines: list[str] = []
    for policy in document["policies"]:
        lines += [*_policy(policy, colour=colour), ""]
    if len(document["policies"]) != 1:
        lines += [f"In all: {in_all(document)}", ""]
    return "\n".join(lines)


def _policy(policy: Part, *, colour: bool) -> Iterator[str]:
    title = f"Coverage of {policy['title']}, version {policy['version']} ({policy['id']})"
    yield from _painted(title, colour=colour)
    yield ""
    number = policy["decisions"]
    yield f"  {in_all(policy)}, in {number:,} {'decision' if number == 1 else 'decisions'}"
    yield ""
    for name, words in FIGURES.items():
        figure = policy["figures"][name]
        if figure["to_see"]:
            yield f"  {words:<57} {_of(figure):>14} {figure['percent']:>7} %"
    whole = [group for group in policy["groups"] if group["to_see"] and group["seen"] == group["to_see"]]
    open_ones = [group for group in policy["groups"] if group["seen"] < group["to_see"]]
    for group in open_ones:
        yield ""
        yield from _group(group, colour=colour)
    if whole:
        yield ""
        yield from _wrapped(f"All is seen of {', '.join(group['id'] for group in whole)}.", "")


def _group(group: Part, *, colour: bool) -> Iterator[str]:
    name = f"definition {group['id']}" if group["kind"] == "definition" else group["id"]
    yield from _painted(f"{name}  {group['title']}: {_of(group)}", colour=colour)
    open_ones = [item for item in group["items"] if item["gap"] is not None]
    for place, items in groupby(open_ones, key=_where):
        yield f"  {place}"
        for item in items:
            yield from _wrapped(with_met(item), "    - ")


def _where(item: Part) -> str:
    """The place, and the rule that stands there."""
    rule = f"  {item['id']}" if item["id"] and item["kind"] != "status" else ""
    return f"{item['file']}:{item['line']}{rule}"


def with_met(item: Part) -> str:
    """A gap; of an ordered test also with the values that were met, which shows how far off the scenarios are."""
    ordered = any(":" in one["mark"] and not one["mark"].endswith(":is") for one in item["marks"])
    met = f" (so far: {_listed(item['values'])})" if ordered and item["values"] else ""
    return f"{item['gap']}{met}"


def _listed(values: Sequence[str]) -> str:
    return values[0] if len(values) == 1 else f"{', '.join(values[:-1])} and {values[-1]}"


def in_all(figure: Part) -> str:
    """`803 of 808 seen (99.3 %)`."""
    return f"{_of(figure)} seen ({figure['percent']} %)"


def _of(figure: Part) -> str:
    return f"{figure['seen']:,} of {figure['to_see']:,}"


def _painted(text: str, *, colour: bool) -> Iterator[str]:
    for line in _wrapped(text, ""):
        yield f"{BOLD}{line}{PLAIN}" if colour else line


def _wrapped(text: str, start: str) -> list[str]:
    after = " " * len(start)
    return wrap(
        text.translate(UNSAFE),
        WIDTH,
        initial_indent=start,
        subsequent_indent=after,
        break_long_words=False,
        break_on_hyphens=False,
    )
