"""Scenarios that test nothing, found before anything is played: each would be green, and mean nothing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from gonogo import api_scenarios
from gonogo.model.diagnostic import Code, Diagnostic, Diagnostics
from gonogo.model.location import Location, SourceFile
from gonogo.model.noun import Noun, replace
from gonogo.scenarios.feature import Cell, Scenario, Step
from gonogo.scenarios.gherkin_text import Keywords
from gonogo.scenarios.sentences import Library

PLACEHOLDER = re.compile(r"<([^<>]+)>")


class Outline(Noun, frozen=True, kw_only=True):
    """A scenario as written, and what it becomes."""

    written: Scenario
    scenarios: tuple[Scenario, ...]
    columns: tuple[Cell, ...]
    wants_examples: bool


def lint(at: Location, outlines: Sequence[Outline], library: Library, diagnostics: Diagnostics) -> None:
    """Complains of what would be green and test nothing. `at`: the feature itself."""
    if not outlines:
        says, expected = "this feature has no scenarios, so it tests nothing", "at least one `Scenario:`"
        diagnostics.add(_complaint(Code.NO_SCENARIOS, at, says, expected, "none"))
    first: dict[str, Scenario] = {}
    for outline in outlines:
        written = outline.written
        before = first.setdefault(written.name, written)
        if before is not written:
            says = f"two scenarios are called `{written.name}`, and only one of them would be run"
            see = (("the first one is here", before.at),)
            one = _complaint(Code.SAME_NAME, written.at, says, "a name of its own", "the same name")
            diagnostics.add(replace(one, see=see))
        diagnostics.extend(_of_scenario(outline))
        diagnostics.extend(_of_examples(outline))
        diagnostics.extend(_of_steps(outline, library))


# --- the scenario as a whole ---------------------------------------------------------------------


def _of_scenario(outline: Outline) -> Iterator[Diagnostic]:
    written = outline.written
    own = [one for one in written.steps if not one.background]
    if not own:
        says, expected = "this scenario has no steps, so it tests nothing", "`Given`, `When` and `Then`"
        yield _complaint(Code.NO_STEPS, written.at, says, expected, "none")
        return
    if not any(one.kind == "then" for one in written.steps):
        says = "this scenario has no `Then`, so nothing can be wrong with it"
        yield _complaint(Code.NO_THEN, written.at, says, "at least one `Then`", "none")
    yield from _undecided(written)


def _undecided(written: Scenario) -> Iterator[Diagnostic]:
    """A `Then` before anything is decided, or after a change that is not decided on."""
    decided = False
    for step in written.steps:
        if step.kind is None:
            expected = "`Given`, `When` or `Then` before it"
            yield _complaint(Code.UNKNOWN_STEP, step.at, "this step continues nothing", expected, f"`{step.keyword}`")
        if step.kind == "then" and not decided:
            says = "nothing has been decided yet when this is asked"
            yield _complaint(Code.NO_WHEN, step.at, says, "`When it is decided` before it", "none")
            return
        decided = step.kind == "when" or (decided and step.kind != "given")


# --- examples ------------------------------------------------------------------------------------


def _of_examples(outline: Outline) -> Iterator[Diagnostic]:
    written = outline.written
    if outline.wants_examples and not outline.scenarios:
        says = "this outline has no examples, so it is never run"
        yield _complaint(Code.NO_EXAMPLES, written.at, says, "`Examples:`, with a header and rows", "no rows")
    known = set(outline.columns)
    for name in PLACEHOLDER.findall(written.name) if known else ():
        if name not in known:
            yield _unfilled(written.at, name, list(outline.columns))
    used = {name for text in _texts(written) for name in PLACEHOLDER.findall(text)}
    unused = dict.fromkeys(cell for cell in outline.columns if cell not in used)
    for cell in unused:
        says = f"the column `{cell}` is used nowhere in the scenario"
        expected = f"`<{cell}>` in a step" if not used else f"one of {', '.join(f'`{one}`' for one in sorted(used))}"
        yield _complaint(Code.UNUSED_COLUMN, cell.at, says, expected, "no step that names it")
    seen: dict[tuple[tuple[str, str], ...], Scenario] = {}
    for one in outline.scenarios:
        if one.example is None or one.example_at is None:
            continue
        before = seen.setdefault(one.example, one)
        if before is not one and before.example_at is not None:
            see = (("the first one is here", before.example_at),)
            says = "this example is the same as another"
            yield replace(_complaint(Code.SAME_EXAMPLE, one.example_at, says, "each example once", "it again"), see=see)


def _texts(scenario: Scenario) -> Iterator[str]:
    yield scenario.name
    for step in scenario.steps:
        yield from _texts_of(step)


def _texts_of(step: Step) -> Iterator[str]:
    yield step.text
    yield from (cell for row in step.table or () for cell in row)
    yield step.docstring or ""


# --- steps ---------------------------------------------------------------------------------------


def _of_steps(outline: Outline, library: Library) -> Iterator[Diagnostic]:
    """Complaints about the steps, those of an outline as they stand when filled; each place once."""
    complained: set[tuple[int, Code]] = set()
    columns = list(dict.fromkeys(outline.columns))
    for scenario in outline.scenarios:
        for step in scenario.steps:
            for one in _of_step(step, columns, scenario, library):
                if (one.at.line, one.code) not in complained:
                    complained.add((one.at.line, one.code))
                    yield one


def _of_step(step: Step, columns: list[Cell], scenario: Scenario, library: Library) -> Iterator[Diagnostic]:
    unfilled = [name for text in _texts_of(step) for name in PLACEHOLDER.findall(text)]
    for name in dict.fromkeys(unfilled):
        yield _unfilled(step.at, name, columns)
    if not unfilled and step.kind is not None:
        found = library.complaint_about(step)
        if found is not None and scenario.example_at is not None:
            found = _with_example(found, scenario.example_at)
        if found is not None:
            yield found


def _unfilled(at: Location, name: str, columns: list[Cell]) -> Diagnostic:
    says = f"nothing fills `<{name}>`"
    expected = (
        f"a column of the examples: {', '.join(f'`{one}`' for one in columns)}"
        if columns
        else "`Examples:` with such a column"
    )
    near = api_scenarios.nearest(name, columns)
    found = "no such column"
    return Diagnostic(
        code=Code.UNFILLED_PLACEHOLDER, at=at, says=says, expected=expected, found=found, did_you_mean=near
    )


def _with_example(one: Diagnostic, at: Location) -> Diagnostic:
    return replace(one, see=(*one.see, ("filled from this example", at)))


# --- descriptions --------------------------------------------------------------------------------

# English words that begin a line of prose, and are near a keyword.
PROSE = frozenset(
    (
        *("an", "any", "all", "are", "at", "be", "been", "bet", "bit", "but", "can", "end", "even", "give", "gives"),
        *("her", "here", "in", "not", "one", "out", "put", "she", "ten", "than", "that", "the", "their", "them"),
        *("there", "these", "they", "this", "those", "what", "where", "which", "who"),
    )
)


def lint_descriptions(
    file: SourceFile, described: Iterable[tuple[int, str]], library: Library, words: Keywords
) -> Iterator[Diagnostic]:
    """A line of a description that looks like a misspelt keyword: what stands there would silently not be run."""
    lines = file.text.count("\n") + 1
    for above, text in described:
        wanted = {line.strip() for line in text.splitlines() if line.strip()}
        for number in range(above + 1, lines + 1):
            if not wanted:
                break
            written = file.line(number).strip()
            if written in wanted:
                wanted.discard(written)
                yield from _misspelt(file, number, library, words)


def _misspelt(file: SourceFile, number: int, library: Library, words: Keywords) -> Iterator[Diagnostic]:
    line = file.line(number)
    found = _meant_block(line.strip(), words) or _meant_step(line.strip(), library, words)
    if found is None:
        return
    written, meant = found
    yield Diagnostic(
        code=Code.MISSPELT_KEYWORD,
        at=Location(file, number, len(line) - len(line.lstrip()) + 1, len(written)),
        says="this line is taken for a description, and what it says is not run",
        expected="a keyword as it is spelt, or a description that does not begin like one",
        found=f"`{written}`",
        did_you_mean=meant,
    )


def _meant_block(line: str, words: Keywords) -> tuple[str, str] | None:
    """`Scenaro: X`, `scenario: X` or `Scenario X`."""
    head, colon, _ = line.partition(":")
    if colon and not any(head == f"{one}s" for one in words.blocks):
        near = _near(head.rstrip(), words.blocks)
        return None if near is None else (f"{head}:", f"{near}:")
    first = line.split(maxsplit=1)[0]
    return (first, f"{first}:") if not colon and first in words.blocks and first != line else None


def _meant_step(line: str, library: Library, words: Keywords) -> tuple[str, str] | None:
    """`Givn the policy`, `given the policy`; a line of prose may begin with a word that is near by chance."""
    first, *rest = line.split(maxsplit=1)
    near = _near(first.rstrip(","), words.steps)
    if near is None or not rest:
        return None
    by_chance = (
        first.rstrip(",").casefold() in PROSE or first.casefold() == near.casefold() or "Given" not in words.steps
    )
    return None if by_chance and not library.could_be_sentence(rest[0]) else (first, near)


def _near(word: str, choices: Sequence[str]) -> str | None:
    """The keyword that is meant: a near one, or the same in other letters."""
    same = next((one for one in choices if one.casefold() == word.casefold()), None)
    return same or (api_scenarios.nearest(word, [one for one in choices if len(one) > 2]) if len(word) > 2 else None)


def _complaint(code: Code, at: Location, says: str, expected: str, found: str) -> Diagnostic:
    return Diagnostic(code=code, at=at, says=says, expected=expected, found=found)
