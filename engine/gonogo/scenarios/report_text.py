"""What a reader sees of a scenario that failed: as it is written, the step that failed, what was expected, and why."""

from __future__ import annotations

from collections.abc import Iterator

from gonogo.scenarios.feature import Step, Table
from gonogo.scenarios.play import Played, Status

MARKS: dict[Status, str] = {"passed": "ok", "failed": "FAIL", "skipped": "-"}
INDENT = " " * 16


def report_text(played: Played) -> str:
    """One scenario, its steps with what came of each, and what was expected where it failed."""
    return "\n".join(_lines(played))


def _lines(played: Played) -> Iterator[str]:
    scenario = played.scenario
    yield f"{scenario.path}, line {scenario.at.line}: {scenario.name}"
    if scenario.rule:
        yield f"  under the rule: {scenario.rule}"
    if scenario.example is not None:
        line = f", line {scenario.example_at.line}" if scenario.example_at else ""
        yield f"  example{line}: {', '.join(f'{name} = {value}' for name, value in scenario.example)}"
    for one in played.steps:
        yield f"  {MARKS[one.status]:<4} {one.step.at.line:>5}  {one.step.keyword} {one.step.text}"
        yield from _below(one.step)
    if played.mismatch is not None:
        yield ""
        yield f"  expected  {played.mismatch.expected}"
        yield f"  actual    {played.mismatch.actual}"
        yield from _because(played)


def _because(played: Played) -> Iterator[str]:
    mismatch = played.mismatch
    if mismatch is None or not mismatch.because:
        return
    yield ""
    yield "  this step cannot be carried out:" if played.complaint is not None else "  because"
    yield from (f"    {line}".rstrip() for line in mismatch.because.splitlines())


def _below(step: Step) -> Iterator[str]:
    if step.table is not None:
        yield from (INDENT + line for line in table_lines(step.table))
    if step.docstring is not None:
        yield from (INDENT + line for line in ('"""', *step.docstring.splitlines(), '"""'))


def table_lines(table: Table) -> Iterator[str]:
    """A table with its columns set under each other."""
    widths = [max(len(row[number]) for row in table) for number in range(len(table[0]))]
    for row in table:
        cells = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        yield f"| {' | '.join(cells)} |"
