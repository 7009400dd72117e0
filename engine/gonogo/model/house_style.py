"""How a body wants its papers: names, order, marks, what is left out. Read from a small file, and never needed."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from gonogo.model.noun import Noun
from gonogo.model.redaction import NOTHING, Redactions
from gonogo.model.report import Picture, Tone

# The parts of a paper, and its annexes, in the order that they have unless a house style gives another.
PARTS = (
    *("purpose", "verdicts", "criteria", "views", "differences", "decided", "risks"),
    *("evidence", "waivers", "obligations", "recommendations"),
)
ANNEXES = ("rules", "parameters", "sources", "proof", "digests", "diagram")
ALWAYS_THERE = ("purpose", "differences", "decided", "recommendations")  # what no style may leave out
STATUSES = (
    *("pass", "pass_with_caveats", "fail", "unknown", "waived", "not_applicable"),
    *("go", "go_with_conditions", "defer", "no_go", "undecided"),
    *("in_place", "planned", "not_in_place", "breached", "ended"),
    *("accepted", "accepted_with_conditions", "closed", "open", "met", "outstanding", "overdue"),
    *("agree", "agree_if", "object", "no_view", "silent"),
)


class Numbering(StrEnum):
    """How sections or annexes are counted."""

    NUMBERS = "numbers"
    LETTERS = "letters"
    NONE = "none"


class Dates(StrEnum):
    """How days are written: 29 November 2019, or 2019-11-29."""

    WORDS = "words"
    ISO = "iso"


class Mark(Noun, frozen=True):
    """How a status is shown. None: as it would be anyway."""

    word: str | None
    tone: Tone | None


class Statements(Noun, frozen=True):
    """A kind of fact whose records are somebody's words about a subject: the fields that hold both."""

    fact: str
    about: str
    words: str


NO_WORDS: Mapping[str, str] = MappingProxyType({})
NO_MARKS: Mapping[str, Mark] = MappingProxyType({})


class HouseStyle(Noun, frozen=True, kw_only=True):
    """All of it. What is None or empty is as the paper has it by itself."""

    title: str | None = None
    subtitle: str | None = None
    action: str | None = None
    author: str | None = None
    running: str | None = None
    logo: Picture | None = None
    fields: Mapping[str, str] = NO_WORDS  # further lines under the title
    names: Mapping[str, str] = NO_WORDS  # role -> its name on the paper
    sections: Numbering = Numbering.NUMBERS
    annexes: Numbering = Numbering.LETTERS
    order: tuple[str, ...] = ()
    omit: tuple[str, ...] = ()
    marks: Mapping[str, Mark] = NO_MARKS
    dates: Dates = Dates.WORDS
    statements: tuple[Statements, ...] = ()
    redact: Redactions = NOTHING


PLAIN = HouseStyle()
