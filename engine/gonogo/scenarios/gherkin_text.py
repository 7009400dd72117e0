"""The text of a feature file as the Gherkin parser sees it. Its one door, and what it refuses in our words."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from gonogo import api_scenarios
from gonogo.model.diagnostic import Code, Diagnostic, Diagnostics
from gonogo.model.location import Location, SourceFile
from gonogo.model.noun import Noun

Tree = Mapping[str, Any]  # what the parser gives


class Keywords(Noun, frozen=True):
    """The words of one language that begin a line. Those of steps without what follows them, `*` left out."""

    steps: tuple[str, ...]
    blocks: tuple[str, ...]
    outline: tuple[str, ...]


@cache
def keywords(language: str) -> Keywords:
    """The keywords of a language that the parser knows."""
    from gherkin.dialect import DIALECTS

    spec: Mapping[str, list[str]] = DIALECTS[language]  # type: ignore[assignment]  # a TypedDict is one
    steps = (word.strip() for kind in ("given", "when", "then", "and", "but") for word in spec[kind])
    kinds = ("feature", "rule", "background", "scenario", "scenarioOutline", "examples")
    blocks = tuple(word for kind in kinds for word in spec[kind])
    return Keywords(tuple(word for word in steps if word != "*"), blocks, tuple(spec["scenarioOutline"]))


def parsed(file: SourceFile, diagnostics: Diagnostics) -> Tree | None:
    """The feature of a file as the parser's own tree, or None where there is none, which is then said."""
    from gherkin.errors import CompositeParserException, ParserException
    from gherkin.parser import Parser

    try:
        tree: Tree | None = Parser().parse(file.text).get("feature")
    except CompositeParserException as error:
        diagnostics.extend(_broken(file, one) for one in error.errors)
        return None
    except ParserException as error:
        diagnostics.add(_broken(file, error))
        return None
    if tree is None:
        found = "nothing but comments" if file.text.strip() else "an empty file"
        says = "the file holds no feature, so it tests nothing"
        diagnostics.add(
            Diagnostic(
                code=Code.NO_SCENARIOS,
                at=_line(file, 1),
                says=says,
                expected="`Feature:`, and scenarios below it",
                found=found,
            )
        )
    return tree


def _broken(file: SourceFile, error: Any) -> Diagnostic:
    """What the parser says, in our words."""
    number, said = error.location["line"], str(error)
    if "Language not supported" in said:
        return _unknown_language(file, number)
    if "unexpected end of file" in said:
        number = len(file.text.rstrip().splitlines())
        says, expected = "the file ends within something", "the end of what was begun, such as a doc string"
    elif "inconsistent cell count" in said:
        says, expected = "this table has rows of different lengths", "as many cells in each row as in the first"
    elif "#FeatureLine" in said and "#ScenarioLine" not in said:
        says, expected = "this stands before the feature", "`Feature:` and a name, before anything else"
    else:
        says = "nothing that begins like this may stand here"
        expected = "`Scenario:`, `Given`, `When`, `Then`, `And`, `But`, `Examples:`, a row of a table, or `#`"
    at = _line(file, number)
    found = f"`{file.line(number).strip()}`"
    return Diagnostic(code=Code.BROKEN_FEATURE, at=at, says=says, expected=expected, found=found)


def _unknown_language(file: SourceFile, number: int) -> Diagnostic:
    from gherkin.dialect import DIALECTS

    written = file.line(number).partition("language:")[2].strip()
    return Diagnostic(
        code=Code.UNKNOWN_LANGUAGE,
        at=_line(file, number),
        says=f"there are no keywords in the language `{written}`",
        expected="the code of a language, such as en, cy-GB, de or fr",
        found=f"`{written}`",
        did_you_mean=api_scenarios.nearest(written, sorted(DIALECTS)),
    )


def _line(file: SourceFile, number: int) -> Location:
    text = file.line(number)
    return Location(file, number, len(text) - len(text.lstrip()) + 1, max(1, len(text.strip())))
