"""What a feature file says: features, scenarios and their steps, with the place of each. Outlines are written out."""

from __future__ import annotations

from typing import Literal

from gonogo.model.location import Location, SourceFile
from gonogo.model.noun import Noun

Kind = Literal["given", "when", "then"]


class Cell(str):
    """One cell of a table, with its place."""

    __slots__ = ("at",)
    at: Location

    def __new__(cls, text: str, at: Location) -> Cell:
        self = str.__new__(cls, text)
        self.at = at
        return self


Row = tuple[Cell, ...]
Table = tuple[Row, ...]


class Step(Noun, frozen=True, kw_only=True):
    """One sentence. `kind` of an `And` is that of the step before it; `at` is the place of its text."""

    kind: Kind | None  # None: a scenario begins with `And` or `*`, and nothing stands before it
    keyword: str  # as written, such as `And`
    text: str
    table: Table | None
    docstring: str | None
    docstring_at: Location | None  # of its first line
    background: bool
    at: Location


class Scenario(Noun, frozen=True, kw_only=True):
    """One scenario to play; of an outline, one row of its examples."""

    id: str  # as pytest names it: path::name, or path::name of the outline[values]
    name: str
    outline: str  # the name before placeholders are filled
    feature: str
    rule: str | None
    tags: tuple[str, ...]  # with the `@`, those of the feature, the rule and the examples included
    steps: tuple[Step, ...]
    example: tuple[tuple[str, str], ...] | None  # column and value
    example_at: Location | None
    at: Location

    @property
    def path(self) -> str:
        return self.at.file.path


class Feature(Noun, frozen=True, kw_only=True):
    """All that one file holds."""

    path: str
    file: SourceFile
    name: str
    description: str
    tags: tuple[str, ...]
    language: str
    scenarios: tuple[Scenario, ...]
    at: Location
