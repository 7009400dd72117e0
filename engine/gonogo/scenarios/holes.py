"""The holes of a sentence: what may stand in each, and how a sentence is told from all others.

A sentence is written as `the verdict on {criterion} is {verdict}`. Words are taken as they are, whatever the number of
blanks between them.
"""

from __future__ import annotations

import re
from functools import cache

from gonogo.model.location import Location
from gonogo.model.noun import Noun

QUOTED = r'"(?:[^"\\]|\\.)*"'
ID = r"[A-Za-z][A-Za-z0-9._-]*(?<![.])"
# Words that begin other sentences; a fact of such a name is written in quotes.
FACT = r"(?!(?:every|source|parameter|nothing)\b)[a-z][a-z0-9_]*"

VERDICTS = ("pass", "fail", "unknown", "not applicable", "waived")
RISK_STATES = ("accepted", "accepted with conditions", "open", "breached", "closed", "unknown")
CONTROL_STATES = ("ended", "breached", "in place", "planned", "not in place", "unknown")
OBLIGATION_STATES = ("met", "open", "overdue", "unknown")
OUTCOMES = ("go", "go with conditions", "defer", "no go", "undecided")
VIEWS = ("agree", "agree if", "object", "no view")
BASES = ("stated", "documented", "validated")
LEFT_OUT = ("not yet received", "stale", "inadequate", "superseded", "corrected", "malformed")


class Hole(Noun, frozen=True):
    """What may stand in one kind of hole: the pattern, and in words."""

    pattern: str
    says: str
    example: str
    words: tuple[str, ...] = ()  # where it is one of a closed set


def _name(what: str, example: str) -> Hole:
    return Hole(f"{ID}|{QUOTED}", f"the id of {what}", example)


def _words(words: tuple[str, ...], example: str, before: str = "") -> Hole:
    longest_first = sorted(words, key=len, reverse=True)
    spelt = "|".join(one.replace(" ", "[ _-]") for one in longest_first)
    return Hole(f"{before}(?:{spelt})", f"one of {', '.join(words)}", example, words)


HOLES: dict[str, Hole] = {
    "criterion": _name("a criterion", "AC3"),
    "risk": _name("a risk", "RR1"),
    "control": _name("a control", "RR1-C1"),
    "rule": _name("a rule", "AC3-confirmed"),
    "gate": _name("a decision", "decision"),
    "obligation": _name("an obligation", "RR1-C1"),
    "parameter": _name("a parameter", "implementation_date"),
    "source": _name("a source of the evidence", "dcc-to-tag"),
    "role": Hole(f"[a-z][a-z0-9_]*|{QUOTED}", "a role: its id, or its title in quotes", "dcc"),
    "subject": Hole(
        f"the decision|{ID}|{QUOTED}", "the id of a criterion, risk, control or decision, or `the decision`", "AC3"
    ),
    "about": Hole(f"the whole|{ID}|{QUOTED}", "`the whole`, or the id of a criterion or a risk", "the whole"),
    "fact": Hole(f"{FACT}|{QUOTED}", "a fact: its id, or its title in quotes", "testing_issue"),
    "field": Hole(f"[a-z][a-z0-9_]*|{QUOTED}", "a field: its id, or its title in quotes", "severity"),
    "key": Hole(
        rf'(?!(?:records|record)\b)[^\s",:](?:\S*[^\s",:])?|{QUOTED}',
        "the key of a record: one word, or in quotes",
        "D-1",
    ),
    "value": Hole(rf'[^\s"](?:\S*[^\s":])?|{QUOTED}', "a value: one word, or in quotes", "3"),
    "date": Hole(r"\d{4}-\d{2}-\d{2}", "a day, written YYYY-MM-DD", "2019-11-29"),
    "last": Hole(r"\d{4}-\d{2}-\d{2}", "a day, written YYYY-MM-DD", "2019-12-06"),
    "number": Hole(r"\d+", "a whole number", "2"),
    "code": Hole(r"[A-Z]\d{3}", "the code of a complaint, such as E108", "E108"),
    "text": Hole(QUOTED, "words in double quotes", '"in words"'),
    "verdict": _words(VERDICTS, "pass"),
    "risk state": _words(RISK_STATES, "accepted"),
    "control state": _words(CONTROL_STATES, "planned"),
    "obligation state": _words(OBLIGATION_STATES, "open"),
    "outcome": _words(OUTCOMES, "go"),
    "view": _words(VIEWS, "agree"),
    "basis": _words(BASES, "documented", "(?:only )?"),
    "left out": _words(LEFT_OUT, "stale"),
}

PART = re.compile(r"\{([a-z ]+)\}")


class Found(Noun, frozen=True):
    """What stood in one hole: the text without its quotes, whether it had any, and where."""

    text: str
    quoted: bool
    at: Location


@cache
def compiled(pattern: str) -> tuple[re.Pattern[str], tuple[str, ...]]:
    """The whole of a sentence as a pattern, and the names of its holes in order."""
    return re.compile(_spelt(pattern, lambda name: HOLES[name].pattern)), tuple(PART.findall(pattern))


@cache
def loosely(pattern: str) -> re.Pattern[str]:
    """The same with anything in the holes: for telling which hole is wrong."""
    return re.compile(_spelt(pattern, lambda _: r".+?"))


def _spelt(pattern: str, hole: object) -> str:
    pieces = PART.split(pattern)
    spelt = [
        f"({hole(piece)})" if number % 2 else r"\s+".join(map(re.escape, re.split(r" +", piece)))  # type: ignore[operator]
        for number, piece in enumerate(pieces)
    ]
    return "".join(spelt) + r"\Z"


def unquoted(text: str) -> str:
    """Without its quotes, if it has any; `\\"` and `\\\\` inside stand for themselves."""
    if len(text) >= 2 and text[0] == text[-1] == '"':
        return re.sub(r"\\(.)", r"\1", text[1:-1])
    return text


def word_of(text: str) -> str:
    """A word of the language as the engine writes it: `not applicable` and `no-go` have underscores there."""
    return text.strip().replace(" ", "_").replace("-", "_")
