"""Feature files, from text to features; what is wrong with them is found before anything is played.

Backgrounds are put before the steps of each scenario, and an outline becomes one
scenario for each row of its examples.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from gonogo import api_scenarios
from gonogo.model.diagnostic import Code, Diagnostic, Diagnostics
from gonogo.model.location import Location, SourceFile
from gonogo.scenarios.feature import Cell, Feature, Kind, Scenario, Step, Table
from gonogo.scenarios.feature_lint import Outline, lint, lint_descriptions
from gonogo.scenarios.gherkin_text import Tree, keywords, parsed
from gonogo.scenarios.sentences import LIBRARY, Library

__all__ = ["Feature", "Scenario", "Step", "feature_paths", "read_feature", "read_features"]

PLACEHOLDER = re.compile(r"<([^<>]+)>")
KINDS: dict[str, Kind] = {"Context": "given", "Action": "when", "Outcome": "then"}


def read_features(paths: Iterable[str | Path], diagnostics: Diagnostics) -> tuple[Feature, ...]:
    """The features in some files and folders, in the order of their paths."""
    found = []
    for path in feature_paths(paths, diagnostics):
        file = api_scenarios.feature_text(path, diagnostics)
        feature = None if file is None else read_feature(file, diagnostics)
        if feature is not None:
            found.append(feature)
    return tuple(found)


def feature_paths(paths: Iterable[str | Path], diagnostics: Diagnostics) -> tuple[Path, ...]:
    """The feature files that are named, or stand in folders that are named, each once."""
    found: dict[Path, None] = {}
    for named in map(Path, paths):
        inside = sorted(named.rglob("*.feature")) if named.is_dir() else [named] if named.is_file() else []
        if not named.exists():
            diagnostics.add(_not_there(named))
        found |= dict.fromkeys(inside)
    return tuple(found)


def _not_there(path: Path) -> Diagnostic:
    beside = sorted(path.parent.iterdir()) if path.parent.is_dir() else []
    near = api_scenarios.nearest(path.name, [one.name for one in beside if one.is_dir() or one.suffix == ".feature"])
    return Diagnostic(
        code=Code.NO_SUCH_FEATURE,
        at=Location(SourceFile(path.as_posix(), ""), 1, 1),
        says=f"there is no `{path.as_posix()}`",
        expected="a feature file, or a folder with feature files",
        found="nothing",
        did_you_mean=None if near is None else (path.parent / near).as_posix(),
    )


def read_feature(file: SourceFile, diagnostics: Diagnostics, library: Library = LIBRARY) -> Feature | None:
    """The feature in a file, or None where it cannot be read. A feature with complaints must not be played."""
    tree = parsed(file, diagnostics)
    if tree is None:
        return None
    reading = _Reading(file, tree)
    diagnostics.extend(lint_descriptions(file, reading.descriptions, library, reading.keywords))
    lint(reading.place(tree), reading.outlines, library, diagnostics)
    scenarios = tuple(one for outline in reading.outlines for one in outline.scenarios)
    return Feature(
        path=file.path,
        file=file,
        name=tree["name"],
        description=tree["description"],
        tags=reading.tags_of(tree),
        language=tree["language"],
        scenarios=scenarios,
        at=reading.place(tree),
    )


class _Reading:
    """One file while it is read: its outlines, with all that must be looked at before they are played."""

    def __init__(self, file: SourceFile, tree: Tree) -> None:
        self.file = file
        self.feature = tree
        self.keywords = keywords(tree["language"])
        self.descriptions: list[tuple[int, str]] = []  # line of what is described, and the text below it
        self.outlines: list[Outline] = []
        self._describe(tree)
        self._children(tree, None, (), self.tags_of(tree))

    def tags_of(self, tree: Tree) -> tuple[str, ...]:
        return tuple(one["name"] for one in tree.get("tags", ()))

    def place(self, tree: Tree, text: str = "") -> Location:
        where = tree["location"]
        line = self.file.line(where["line"]).rstrip()
        column = where.get("column", 1)
        return Location(self.file, where["line"], column, max(1, len(text) or len(line) - column + 1))

    def _describe(self, tree: Tree) -> None:
        if tree.get("description"):
            self.descriptions.append((tree["location"]["line"], tree["description"]))

    def _children(self, tree: Tree, rule: str | None, before: Sequence[Tree], tags: tuple[str, ...]) -> None:
        for child in tree["children"]:
            if (background := child.get("background")) is not None:
                self._describe(background)
                before = (*before, *background["steps"])
            elif (inner := child.get("rule")) is not None:
                self._describe(inner)
                self._children(inner, inner["name"], before, (*tags, *self.tags_of(inner)))
            elif (scenario := child.get("scenario")) is not None:
                self._describe(scenario)
                self._outline(scenario, rule, before, tags)

    def _outline(self, tree: Tree, rule: str | None, before: Sequence[Tree], tags: tuple[str, ...]) -> None:
        steps = self._steps((*before, *tree["steps"]), len(before))
        common = Scenario(
            id=f"{self.file.path}::{tree['name']}",
            name=tree["name"],
            outline=tree["name"],
            feature=self.feature["name"],
            rule=rule,
            tags=tuple(dict.fromkeys((*tags, *self.tags_of(tree)))),
            steps=steps,
            example=None,
            example_at=None,
            at=self.place(tree),
        )
        columns = tuple(
            Cell(one["value"], self.place(one, one["value"]))
            for examples in tree["examples"]
            for one in examples.get("tableHeader", {}).get("cells", ())
        )
        for examples in tree["examples"]:
            self._describe(examples)
        self.outlines.append(
            Outline(
                written=common,
                scenarios=tuple(self._rows(tree, common)) if tree["examples"] else (common,),
                columns=columns,
                wants_examples=bool(tree["examples"]) or tree["keyword"] in self.keywords.outline,
            )
        )

    def _rows(self, tree: Tree, common: Scenario) -> Iterator[Scenario]:
        """One scenario for each row of each table of examples."""
        for examples in tree["examples"]:
            header = [one["value"] for one in examples.get("tableHeader", {}).get("cells", ())]
            for row in examples.get("tableBody", ()):
                values = [one["value"] for one in row["cells"]]
                filled = dict(zip(header, values, strict=False))
                yield Scenario(
                    id=f"{common.id}[{'-'.join(filled.values())}]",
                    name=_filled(common.outline, filled),
                    outline=common.outline,
                    feature=common.feature,
                    rule=common.rule,
                    tags=tuple(dict.fromkeys((*common.tags, *self.tags_of(examples)))),
                    steps=tuple(_filled_step(one, filled) for one in common.steps),
                    example=tuple(filled.items()),
                    example_at=self.place(row),
                    at=common.at,
                )

    # --- steps -----------------------------------------------------------------------------------

    def _steps(self, trees: Sequence[Tree], of_background: int) -> tuple[Step, ...]:
        kind: Kind | None = None
        found = []
        for number, tree in enumerate(trees):
            kind = KINDS.get(tree["keywordType"], kind)
            found.append(self._step(tree, kind, background=number < of_background))
        return tuple(found)

    def _step(self, tree: Tree, kind: Kind | None, *, background: bool) -> Step:
        where, keyword = tree["location"], tree["keyword"]
        text = tree["text"]
        docstring = tree.get("docString")
        return Step(
            kind=kind,
            keyword=keyword.strip(),
            text=text,
            table=self._table(tree["dataTable"]) if "dataTable" in tree else None,
            docstring=None if docstring is None else docstring["content"],
            docstring_at=None if docstring is None else self._below(docstring),
            background=background,
            at=Location(self.file, where["line"], where["column"] + len(keyword), max(1, len(text))),
        )

    def _below(self, docstring: Tree) -> Location:
        where = docstring["location"]
        return Location(self.file, where["line"] + 1, where["column"])

    def _table(self, tree: Tree) -> Table:
        return tuple(
            tuple(Cell(one["value"], self.place(one, one["value"])) for one in row["cells"]) for row in tree["rows"]
        )


def _filled_step(step: Step, values: Mapping[str, str]) -> Step:
    return Step(
        kind=step.kind,
        keyword=step.keyword,
        text=_filled(step.text, values),
        table=None
        if step.table is None
        else tuple(tuple(Cell(_filled(cell, values), cell.at) for cell in row) for row in step.table),
        docstring=None if step.docstring is None else _filled(step.docstring, values),
        docstring_at=step.docstring_at,
        background=step.background,
        at=step.at,
    )


def _filled(text: str, values: Mapping[str, str]) -> str:
    if "<" not in text:
        return text
    return PLACEHOLDER.sub(lambda found: values.get(found[1], found[0]), text)
