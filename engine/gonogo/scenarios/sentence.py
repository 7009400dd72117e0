"""One sentence of the step library, what a step says in its holes, and how a step fails."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Literal, NoReturn

from gonogo import api_scenarios
from gonogo.model.diagnostic import Code, Diagnostic
from gonogo.model.location import Location, SourceFile
from gonogo.model.noun import Noun
from gonogo.scenarios.case import Case, StepRefused
from gonogo.scenarios.feature import Cell, Kind, Row, Step
from gonogo.scenarios.holes import Found

Below = Literal["table", "text"]


class Said:
    """What a step says: in its holes, and below it."""

    def __init__(self, step: Step, holes: dict[str, Found]) -> None:
        self.step = step
        self.holes = holes

    def __contains__(self, name: str) -> bool:
        return name in self.holes

    def found(self, name: str) -> Found:
        return self.holes[name]

    def text(self, name: str) -> str:
        return self.holes[name].text

    def word(self, name: str) -> str:
        """A word of the language, as the engine writes it."""
        return self.text(name).strip().removeprefix("only ").replace(" ", "_").replace("-", "_")

    def number(self, name: str) -> int:
        return int(self.text(name))

    def day(self, name: str) -> date:
        """A day; one that the calendar does not have is refused."""
        found = self.holes[name]
        try:
            return date.fromisoformat(found.text)
        except ValueError:
            refuse(found.at, "there is no such day", "a day of the calendar, written YYYY-MM-DD", f"`{found.text}`")

    def scalar(self, name: str) -> api_scenarios.Scalar:
        """What stands in a hole, as it would stand in an evidence file."""
        found = self.holes[name]
        return api_scenarios.word(found.text, found.at, quoted=found.quoted)

    # --- below the step --------------------------------------------------------------------------

    @property
    def header(self) -> Row:
        return self.step.table[0] if self.step.table else ()

    @property
    def rows(self) -> Sequence[Row]:
        return self.step.table[1:] if self.step.table else ()

    def table_of(self, columns: Sequence[str], needed: Iterable[str]) -> list[dict[str, Cell]]:
        """The rows of a table whose columns are among those named, and include those needed."""
        for cell in self.header:
            if cell not in columns:
                refuse_name(cell.at, cell, "column", columns)
        missing = [one for one in needed if one not in self.header]
        if missing:
            says = f"the table does not say the `{missing[0]}`"
            refuse(self.step.at, says, f"a column `{missing[0]}`", ", ".join(f"`{one}`" for one in self.header))
        if not self.rows:
            refuse(self.step.at, "this table has no rows, so it says nothing", "at least one row", "a header alone")
        return [dict(zip(map(str, self.header), row, strict=True)) for row in self.rows]

    @property
    def prose(self) -> str:
        return self.step.docstring or ""

    def text_file(self) -> SourceFile:
        """The doc string as a file whose lines are where they stand in the feature."""
        at = self.step.docstring_at or self.step.at
        indent = " " * (at.column - 1)
        lines = [indent + line if line else line for line in self.prose.split("\n")]
        return SourceFile(at.file.path, "\n" * (at.line - 1) + "\n".join(lines) + "\n")


class Sentence(Noun, frozen=True, kw_only=True):
    """One sentence: how it is written, what it means, and what is done."""

    kind: Kind
    pattern: str
    doc: str
    act: Callable[[Case, Said], None]
    takes: Below | None = None


class Chapter(Noun, frozen=True):
    """Sentences on one subject, as docs/steps.md has them."""

    title: str
    sentences: tuple[Sentence, ...]


Act = Callable[[Case, Said], None]


def given(pattern: str, doc: str, act: Act, takes: Below | None = None) -> Sentence:
    """A `Given` sentence; one that ends with a colon takes a table unless told otherwise."""
    return _sentence("given", pattern, doc, act, takes)


def when(pattern: str, doc: str, act: Act) -> Sentence:
    return _sentence("when", pattern, doc, act, None)


def then(pattern: str, doc: str, act: Act, takes: Below | None = None) -> Sentence:
    return _sentence("then", pattern, doc, act, takes)


def _sentence(kind: Kind, pattern: str, doc: str, act: Act, takes: Below | None) -> Sentence:
    below = takes or ("table" if pattern.endswith(":") else None)
    return Sentence(kind=kind, pattern=pattern, doc=doc, act=act, takes=below)


# --- a step that cannot be carried out -----------------------------------------------------------


def refuse(at: Location, says: str, expected: str, found: str) -> NoReturn:
    """Ends the step: what it says cannot be done."""
    raise StepRefused(Diagnostic(code=Code.CANNOT_BE_DONE, at=at, says=says, expected=expected, found=found))


def refuse_name(at: Location, name: str, what: str, known: Iterable[str]) -> NoReturn:
    """Ends the step: a name in it stands for nothing."""
    names = list(known)
    shown = ", ".join(names[:12]) + (f" and {len(names) - 12} more" if len(names) > 12 else "")
    raise StepRefused(
        Diagnostic(
            code=Code.UNKNOWN_IN_STEP,
            at=at,
            says=f"there is no {what} `{name}`",
            expected=f"one of {shown}" if names else "nothing here, as there is none",
            found=f"`{name}`",
            did_you_mean=api_scenarios.nearest(name, names),
        )
    )
