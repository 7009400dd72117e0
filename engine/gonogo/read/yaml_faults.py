"""Words for what YAML itself refuses.

What is wrong is told from where reading stopped, never from ruamel's sentences.
"""

from __future__ import annotations

from gonogo.model.diagnostic import Code, Diagnostic, Severity
from gonogo.model.location import Location, SourceFile
from gonogo.model.noun import replace
from gonogo.read.source import POLICY_LIMITS, Limits
from gonogo.read.yaml_events import BrokenError, Events, Mark, Noted, StoppedError

QUOTE_IT = "put the whole text in quotes"
CLOSERS = {"{": "}", "[": "]"}

_NOTED: dict[Code, tuple[str, str, str]] = {
    Code.TAG: ("a tag is not allowed", "a value without `!`", "leave the tag out, or put the text in quotes"),
    Code.ANCHOR: (
        "an anchor is not allowed",
        "a value without `&`",
        "leave the anchor out, or put the text in quotes",
    ),
    Code.ALIAS: (
        "an alias is not allowed",
        "the value itself",
        "write the value out (a definition can name a condition), or put the text in quotes",
    ),
    Code.DIRECTIVE: (
        "a directive is not allowed",
        "a file without lines that begin with `%`",
        "leave the line out",
    ),
    Code.GLUED_COMMENT: (
        "everything from `#` on is a comment and is not part of the value",
        "a space after `#` where a comment is meant",
        "put the text in quotes if `#` belongs to it",
    ),
}


def place(file: SourceFile, mark: Mark, width: int = 1) -> Location:
    """From ruamel's counting from 0 to ours from 1."""
    return Location(file, mark.line + 1, mark.column + 1, max(width, 1))


def noted(file: SourceFile, note: Noted) -> Diagnostic:
    """A complaint about something that was read over."""
    says, expected, remedy = _NOTED[note.code]
    return Diagnostic(
        code=note.code,
        at=place(file, note.mark, len(note.text)),
        says=says,
        expected=expected,
        found=f"`{note.text}`",
        remedy=remedy,
        severity=Severity.WARNING if note.code is Code.GLUED_COMMENT else Severity.ERROR,
    )


def stopped(file: SourceFile, stop: StoppedError, limits: Limits) -> Diagnostic:
    """A complaint whose kind was known where it arose."""
    letter = file.text[stop.mark.offset : stop.mark.offset + 1]
    says, expected, found, remedy = {
        Code.TAB_INDENTATION: (
            "a tab stands where only spaces can",
            "spaces",
            "a tab",
            "replace every tab at the start of a line by spaces",
        ),
        Code.UNCLOSED_QUOTE: (
            "the quote that opens here is never closed",
            "a closing quote",
            "the end of the text",
            "close the quote where the text ends",
        ),
        Code.UNKNOWN_ESCAPE: (
            "`\\` begins no known escape here",
            "`\\\\` for a backslash",
            f"`\\{letter}`" if letter.strip() and letter.isprintable() else "no letter behind it that can be seen",
            "write the text in single quotes, where a backslash is a backslash",
        ),
        Code.TOO_DEEP: (
            "the values are nested too deeply",
            f"at most {limits.depth} levels",
            "more levels than that",
            "split the condition with a definition",
        ),
    }[stop.code]
    return Diagnostic(
        code=stop.code, at=place(file, stop.mark), says=says, expected=expected, found=found, remedy=remedy
    )


def broken(file: SourceFile, fault: BrokenError, events: Events) -> Diagnostic:
    """The complaint where the text stops to be YAML."""
    problem, context = fault.problem, fault.context
    if events.quoted and events.quoted[1].line == problem.line:
        return stopped(file, StoppedError(Code.UNCLOSED_QUOTE, events.quoted[0]), POLICY_LIMITS)
    letter, opener = (
        file.text[problem.offset : problem.offset + 1],
        file.text[context.offset : context.offset + 1],
    )
    before = file.line(problem.line + 1)[: problem.column].rstrip()
    bracket = events.flow_level > 0 and opener in CLOSERS
    if bracket and context.line < problem.line:
        return _unclosed(file, context)
    if before.endswith(("}", "]", '"', "'")) and not bracket:
        return _trailing(file, problem, before[-1])
    if opener in "|>" or (letter and letter in "@`%|>"):
        mark = context if opener in "|>" else problem
        return _says(file, mark, f"a text cannot begin with `{opener or letter}`", "text in quotes", QUOTE_IT)
    if letter == ":":
        return _colon(file, problem, before)
    if letter == "-" and before.endswith(":"):
        return _says(file, problem, "a list cannot begin on the line of its key", "`- ` on a line of its own", QUOTE_IT)
    if fault.in_token and context.offset < problem.offset and not events.flow_level:
        return _no_colon(file, context)
    if bracket:
        return _says(file, problem, "a comma is missing before this", "`,` between the items", QUOTE_IT)
    return _indented(file, problem, context)


def _says(file: SourceFile, mark: Mark, says: str, expected: str, remedy: str) -> Diagnostic:
    rest = file.line(mark.line + 1)[mark.column :].strip()
    return Diagnostic(
        code=Code.BROKEN_YAML,
        at=place(file, mark),
        says=says,
        expected=expected,
        found=f"`{rest[:40]}`" if rest else "the end of the line",
        remedy=remedy,
    )


def _unclosed(file: SourceFile, context: Mark) -> Diagnostic:
    bracket = file.text[context.offset]
    closer = CLOSERS[bracket]
    return _says(
        file,
        context,
        f"the `{bracket}` that opens here is never closed",
        f"a closing `{closer}`, and `,` between the items",
        f"write `{closer}` at the end, or put a text that begins with `{bracket}` in quotes",
    )


def _trailing(file: SourceFile, problem: Mark, closer: str) -> Diagnostic:
    kind = "quote" if closer in "\"'" else f"`{closer}`"
    return _says(file, problem, f"text follows a closing {kind}", f"nothing more after the {kind}", QUOTE_IT)


def _colon(file: SourceFile, problem: Mark, before: str) -> Diagnostic:
    if ": " in before:
        return _says(file, problem, "a second `:` stands on this line", "one `key: value`", QUOTE_IT)
    start = len(before) - len(before.lstrip())
    return _says(
        file,
        Mark(problem.line, start, problem.offset - problem.column + start),
        "a key cannot stand here",
        "a line that is indented like the other keys of its group",
        "check the indentation of this line and of the one above it",
    )


def _no_colon(file: SourceFile, context: Mark) -> Diagnostic:
    line = file.line(context.line + 1)[context.column :].strip()
    advice = "put a space after the colon" if ":" in line else "write `key: value`, or indent the line"
    return _says(
        file,
        context,
        f"no `:` and space follow `{line[:40]}`",
        "`key: value`",
        advice,
    )


def _indented(file: SourceFile, problem: Mark, context: Mark) -> Diagnostic:
    found = _says(
        file,
        problem,
        "this does not fit where it stands",
        "a line that is indented like the others of its group",
        "check the indentation, and put text with special characters in quotes",
    )
    if context.line == problem.line:
        return found
    return replace(found, see=(("the group begins at", place(file, context)),))
